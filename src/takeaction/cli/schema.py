"""``takeaction schema`` and ``crosswalk``: our data for programs, and the terms of standards."""

import argparse
from collections.abc import Iterable
from itertools import groupby
from typing import Literal

from takeaction.cli.arguments import Command, UsageError, flag, option, report
from takeaction.cli.terminal import bold, labelled, line, show_json
from takeaction.core_data import read
from takeaction.value import plain_data
from takeaction.vocabulary.crosswalk import Correspondence, Relation, Standard, crosswalk, standards


def _run_schema(options: argparse.Namespace) -> None:
    from takeaction.export.schemas.shipped import GROUPS, answer_schema

    if options.name is not None:
        translations: Literal["beneath", "apart"] = "apart" if options.apart else "beneath"
        show_json(answer_schema(options.name, translations=translations))
        return
    names = {group: list(read(f"schemas/{group}")) for group in GROUPS}
    lines = (f"{group.capitalize()}: {', '.join(members)}" for group, members in names.items())
    report(options, names, *lines)


SCHEMA = Command(
    "schema",
    "print the JSON Schema of a question, an answer or a record",
    _run_schema,
    (
        option("name", metavar="NAME", nargs="?", help="such as Help (list all names)"),
        flag(
            "--apart",
            "for texts with language and original in separate fields (translations=apart)",
        ),
    ),
    with_lock=False,
)


# ``takeaction crosswalk``: our words beside the terms of the standards of the field

_RELATIONS = {
    Relation.SAME: "the same",
    Relation.BROADER: "broader than ours",
    Relation.NARROWER: "narrower than ours",
    Relation.NONE: "nothing like it",
}


def _run_crosswalk(options: argparse.Namespace) -> None:
    rows = [row for row in crosswalk(options.standard) if options.list in (None, row.list)]
    if not rows:
        known = ", ".join(dict.fromkeys(row.list for row in crosswalk(options.standard)))
        raise UsageError(f"--list takes one of: {known}.")
    if options.json:
        show_json({"standards": plain_data(standards()), "rows": plain_data(tuple(rows))})
        return
    for name, group in groupby(rows, key=lambda row: row.list):
        line(name, style=bold)
        _show_rows(group)
    line("A relation says what the term of the standard is, beside our word.")


def _show_rows(rows: Iterable[Correspondence]) -> None:
    for id, group in groupby(rows, key=lambda row: row.id):
        line(id, indent=4)
        for row in group:
            relation = _RELATIONS[row.relation]
            words = [f"{row.term} ({relation})." if row.term else f"{relation}."]
            labelled(row.standard.upper(), [*words, *filter(None, [row.note])], indent=8)


CROSSWALK = Command(
    "crosswalk",
    "our words beside the terms of HTCDS, UNODC, ILO and HSDS",
    _run_crosswalk,
    (
        option(
            "--standard",
            metavar="S",
            type=str.casefold,
            choices=[str(standard) for standard in Standard],
            help=f"only this one: {', '.join(Standard)}",
        ),
        option("--list", metavar="L", help="only one of our lists, such as Exploitation"),
    ),
    with_lock=False,
)
