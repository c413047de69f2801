"""``takeaction pack check`` and ``pack build``: for those who publish packs."""

import argparse
from pathlib import Path

from takeaction.authoring.build import build
from takeaction.catalog import Catalog, load
from takeaction.cli import arguments, translating
from takeaction.cli.reporting import counted, mistake_json, pack_json, show_mistakes
from takeaction.cli.terminal import bold, line, show_json
from takeaction.errors import PackErrors, shown


def add_commands(added: arguments.Commands) -> None:
    """Add the commands under ``pack``."""
    pack = added.add_parser(
        "pack", help="check or build a pack", description="For authors of packs."
    )
    inner = pack.add_subparsers(metavar="COMMAND", required=True, parser_class=type(pack))
    made = arguments.command(
        inner, "check", "hold every rule against a pack", run_check, with_lock=False
    )
    made.add_argument(
        "pack", metavar="PATH|WHEEL|ID", help="a folder, an archive, or an installed id"
    )
    made = arguments.command(
        inner, "build", "check a pack and write its pack.json", run_build, with_lock=False
    )
    made.add_argument("pack", metavar="PATH", help="the folder of the pack or of its project")
    made.add_argument("--output", metavar="FILE", default="pack.json", help="where to write it")
    translating.add_commands(inner)


def run_check(options: argparse.Namespace) -> int:
    """Check one pack."""
    catalog = _one(options)
    if options.json:
        content = {
            "packs": [pack_json(pack) for pack in catalog.packs.values()],
            "mistakes": [mistake_json(error) for error in catalog.mistakes],
        }
        show_json(content)
    else:
        show_mistakes(catalog.mistakes)
        for pack in catalog.packs.values():
            counts = ", ".join(counted(number, kind) for kind, number in pack.counts)
            mistakes = counted(len(catalog.mistakes), "mistake")
            line(f"{bold(pack.id)}: {counts or 'no records'}; {mistakes}")
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
            show_json({"mistakes": [mistake_json(error) for error in errors.mistakes]})
        else:
            show_mistakes(errors.mistakes)
            line("Not built.")
        return 1
    _write(Path(options.output), canonical)
    if options.json:
        show_json({"file": options.output, "bytes": len(canonical)})
    else:
        line(f"{options.output}: {len(canonical):,} bytes")
    return 0


def _write(path: Path, canonical: bytes) -> None:
    try:
        path.write_bytes(canonical)
    except OSError as error:
        problem = f"{shown(str(path))} cannot be written: {error.strerror}."
        raise arguments.UsageError(problem) from error
