"""``takeaction pack check`` and ``pack build``: for those who publish packs."""

import argparse
import json
from pathlib import Path

from takeaction.authoring.build import build
from takeaction.catalog import Catalog, load
from takeaction.cli import arguments
from takeaction.cli.reporting import mistake_json, pack_json, show_mistakes
from takeaction.cli.terminal import bold, line
from takeaction.errors import PackErrors


def add_commands(added: arguments.Commands) -> None:
    """Add the commands under ``pack``."""
    pack = added.add_parser(
        "pack", help="check or build a pack", description="For authors of packs."
    )
    inner = pack.add_subparsers(metavar="COMMAND", required=True, parser_class=type(pack))
    made = arguments.command(inner, "check", "hold every rule against a pack", run_check)
    made.add_argument(
        "pack", metavar="PATH|WHEEL|ID", help="a folder, an archive, or an installed id"
    )
    made = arguments.command(inner, "build", "check a pack and write its pack.json", run_build)
    made.add_argument("pack", metavar="PATH", help="the folder of the pack or of its project")
    made.add_argument("--output", metavar="FILE", default="pack.json", help="where to write it")


def run_check(options: argparse.Namespace) -> int:
    """Check one pack."""
    catalog = _one(options)
    if options.json:
        shown = {
            "packs": [pack_json(pack) for pack in catalog.packs.values()],
            "mistakes": [mistake_json(error) for error in catalog.mistakes],
        }
        print(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        show_mistakes(catalog.mistakes)
        for pack in catalog.packs.values():
            counts = ", ".join(f"{count} {kind}s" for kind, count in pack.counts)
            line(f"{bold(pack.id)}: {counts or 'no records'}; {len(catalog.mistakes)} mistakes")
            line(pack.digest, indent=4)
    return int(bool(catalog.mistakes))


def _one(options: argparse.Namespace) -> Catalog:
    """Load the pack at a path, or the installed one with an id, and no other."""
    at = arguments.moment_of(options)
    if (
        Path(options.pack).exists()
        or "/" in options.pack
        or options.pack.endswith((".whl", ".zip"))
    ):
        return load(paths=[options.pack], packs=[], at=at)
    return load(packs=[options.pack], at=at)


def run_build(options: argparse.Namespace) -> int:
    """Build one pack."""
    try:
        canonical = build(options.pack)
    except PackErrors as errors:
        if options.json:
            print(json.dumps({"mistakes": [mistake_json(e) for e in errors.mistakes]}, indent=2))
        else:
            show_mistakes(errors.mistakes)
            line("Not built.")
        return 1
    Path(options.output).write_bytes(canonical)
    if options.json:
        print(json.dumps({"file": options.output, "bytes": len(canonical)}))
    else:
        line(f"{options.output}: {len(canonical):,} bytes")
    return 0
