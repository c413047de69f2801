"""``takeaction pack build``: check a pack and write its canonical form."""

import argparse
from pathlib import Path

from takeaction.authoring.build import build
from takeaction.cli import arguments
from takeaction.cli.files import write
from takeaction.cli.mistakes import mistake_json, show_mistakes
from takeaction.cli.terminal import line, show_json
from takeaction.errors import PackErrors


def add_commands(added: arguments.Commands) -> None:
    """Add the command."""
    made = arguments.command(
        added, "build", "check a pack and write its pack.json", run, with_lock=False
    )
    made.add_argument("pack", metavar="PATH", help="the folder of the pack or of its project")
    made.add_argument("--output", metavar="FILE", default="pack.json", help="where to write it")


def run(options: argparse.Namespace) -> int:
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
