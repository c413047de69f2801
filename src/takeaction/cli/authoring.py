"""``takeaction pack check`` and ``pack build``: for those who publish packs."""

import argparse
from pathlib import Path

from takeaction.authoring.build import build
from takeaction.authoring.numbers import second_look
from takeaction.cli import (
    arguments,
    creating,
    differing,
    previewing,
    registering,
    sheets,
    surveying,
    translating,
)
from takeaction.cli.catalogs import one_pack
from takeaction.cli.reporting import counted, mistake_json, pack_json, show_mistakes
from takeaction.cli.terminal import bold, dim, line, show_json
from takeaction.cli.writing import write
from takeaction.errors import PackErrors


def add_commands(added: arguments.Commands) -> None:
    """Add the commands under ``pack``."""
    pack = added.add_parser(
        "pack", help="start, check or build a pack", description="For authors of packs."
    )
    inner = pack.add_subparsers(metavar="COMMAND", required=True, parser_class=type(pack))
    creating.add_to(inner)
    made = arguments.command(
        inner, "check", "hold every rule against a pack", run_check, with_lock=False
    )
    made.add_argument(
        "pack", metavar="PATH|WHEEL|ID", help="a folder, an archive, or an installed id"
    )
    surveying.add_options(made)
    made = arguments.command(
        inner, "build", "check a pack and write its pack.json", run_build, with_lock=False
    )
    made.add_argument("pack", metavar="PATH", help="the folder of the pack or of its project")
    made.add_argument("--output", metavar="FILE", default="pack.json", help="where to write it")
    previewing.add_to(inner)
    sheets.add_commands(inner)
    differing.add_commands(inner)
    registering.add_commands(inner)
    translating.add_commands(inner)


def run_check(options: argparse.Namespace) -> int:
    """Check one pack."""
    catalog = one_pack(options, arguments.moment_of(options))
    looked = second_look(catalog)
    mistakes = (*catalog.mistakes, *(looked or ()))
    told = surveying.survey(options, catalog)
    if options.json:
        content = {
            "packs": [pack_json(pack) for pack in catalog.packs.values()],
            "mistakes": [mistake_json(error) for error in mistakes],
            **told,
        }
        show_json(content)
    else:
        show_mistakes(mistakes)
        for pack in catalog.packs.values():
            counts = ", ".join(counted(number, kind) for kind, number in pack.counts)
            line(f"{bold(pack.id)}: {counts or 'no records'}; {counted(len(mistakes), 'mistake')}")
            line(pack.digest, indent=4)
        if looked is None:
            line(_NO_SECOND_LOOK, indent=4, style=dim)
        surveying.show(told)
    return int(bool(mistakes) or surveying.is_wrong(told))


_NO_SECOND_LOOK = "Numbers had no second look: that comes with takeaction[authoring]."


def run_build(options: argparse.Namespace) -> int:
    """Build one pack."""
    try:
        canonical = build(options.pack)
    except PackErrors as errors:
        if options.json:
            show_json({"mistakes": [mistake_json(error) for error in errors.mistakes]})
        else:
            show_mistakes(errors.mistakes)
            line("Not built.")
        return 1
    write(Path(options.output), canonical)
    if options.json:
        show_json({"file": options.output, "bytes": len(canonical)})
    else:
        line(f"{options.output}: {len(canonical):,} bytes")
    return 0
