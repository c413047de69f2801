"""``takeaction schema`` and ``crosswalk``: our data for programs, and the terms of standards."""

import argparse
from collections.abc import Iterable
from itertools import groupby
from typing import Literal

from takeaction.cli import arguments
from takeaction.cli.terminal import bold, labelled, line, show_json
from takeaction.core_data import read
from takeaction.value import plain_data
from takeaction.vocabulary.crosswalk import Correspondence, Relation, Standard, crosswalk, standards


def add_schema(subparsers: arguments.Commands) -> None:
    """Add ``takeaction schema``."""
    text = "print the JSON Schema of a question, an answer or a record"
    parser = arguments.add_command(subparsers, "schema", text, _run_schema, with_lock=False)
    parser.add_argument("name", metavar="NAME", nargs="?", help="such as Help (list all names)")
    parser.add_argument(
        "--apart",
        action="store_true",
        help="for texts whose language and original stand apart, as translations=apart gives them",
    )


def _run_schema(options: argparse.Namespace) -> int:
    from takeaction.export.schemas.shipped import GROUPS, answer_schema

    if options.name is not None:
        translations: Literal["beneath", "apart"] = "apart" if options.apart else "beneath"
        show_json(answer_schema(options.name, translations=translations))
        return 0
    names = {group: list(read(f"schemas/{group}")) for group in GROUPS}
    if options.json:
        show_json(names)
        return 0
    for group, members in names.items():
        line(f"{group.capitalize()}: {', '.join(members)}")
    return 0


# ``takeaction crosswalk``: our words beside the terms of the standards of the field

_RELATIONS = {
    Relation.SAME: "the same",
    Relation.BROADER: "broader than ours",
    Relation.NARROWER: "narrower than ours",
    Relation.NONE: "nothing like it",
}


def add_crosswalk(subparsers: arguments.Commands) -> None:
    """Add ``takeaction crosswalk``."""
    text = "our words beside the terms of HTCDS, UNODC, ILO and HSDS"
    parser = arguments.add_command(subparsers, "crosswalk", text, _run_crosswalk, with_lock=False)
    parser.add_argument(
        "--standard",
        metavar="S",
        type=str.casefold,
        choices=[str(standard) for standard in Standard],
        help=f"only this one: {', '.join(Standard)}",
    )
    parser.add_argument("--list", metavar="L", help="only one of our lists, such as Exploitation")


def _run_crosswalk(options: argparse.Namespace) -> int:
    rows = [row for row in crosswalk(options.standard) if options.list in (None, row.list)]
    if not rows:
        known = ", ".join(dict.fromkeys(row.list for row in crosswalk(options.standard)))
        raise arguments.UsageError(f"--list takes one of: {known}.")
    if options.json:
        show_json({"standards": plain_data(standards()), "rows": plain_data(tuple(rows))})
        return 0
    for name, group in groupby(rows, key=lambda row: row.list):
        line(name, style=bold)
        _show_rows(group)
    line("A relation says what the term of the standard is, beside our word.")
    return 0


def _show_rows(rows: Iterable[Correspondence]) -> None:
    for id, group in groupby(rows, key=lambda row: row.id):
        line(id, indent=4)
        for row in group:
            relation = _RELATIONS[row.relation]
            words = [f"{row.term} ({relation})." if row.term else f"{relation}."]
            labelled(row.standard.upper(), [*words, *filter(None, [row.note])], indent=8)
