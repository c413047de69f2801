"""``takeaction schema``: JSON Schemas of questions, answers and records, for programs."""

import argparse
from typing import Literal

from takeaction.cli import arguments
from takeaction.cli.terminal import line, show_json
from takeaction.core_data import read


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction schema``."""
    text = "print the JSON Schema of a question, an answer or a record"
    parser = arguments.add_command(subparsers, "schema", text, run, with_lock=False)
    parser.add_argument("name", metavar="NAME", nargs="?", help="such as Help (list all names)")
    parser.add_argument(
        "--apart",
        action="store_true",
        help="for texts whose language and original stand apart, as translations=apart gives them",
    )


def run(options: argparse.Namespace) -> int:
    """Print one schema, or the names of all."""
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
