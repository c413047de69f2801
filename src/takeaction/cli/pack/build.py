"""``takeaction pack build``: check a pack and write its canonical form."""

import argparse
from pathlib import Path

from takeaction.authoring.build import build
from takeaction.cli import arguments
from takeaction.cli.files import write_file
from takeaction.cli.mistakes import refuse_pack
from takeaction.cli.terminal import line, show_json, warn
from takeaction.errors import LONGEST_PATH, PackErrors, plain

_HAS_EXAMPLES = "It still says EXAMPLE: replace that before anybody gets the pack."


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction pack build``."""
    text = "check a pack and write its pack.json"
    parser = arguments.add_command(subparsers, "build", text, run, with_lock=False)
    arguments.add_pack_folder(parser)
    parser.add_argument(
        "--output", metavar="FILE", default="pack.json", help="the file to write (pack.json)"
    )


def run(options: argparse.Namespace) -> int:
    """Build one pack; 1 if it has a mistake."""
    try:
        canonical = build(options.pack)
    except PackErrors as errors:
        return refuse_pack(errors, options, "Not built.", with_cost=False)
    write_file(Path(options.output), canonical, over=(b"{", "built pack"))
    if options.json:
        show_json({"file": options.output, "bytes": len(canonical)})
    else:
        line(f"{plain(options.output, LONGEST_PATH)}: {len(canonical):,} bytes")
        if b"EXAMPLE" in canonical:
            warn(_HAS_EXAMPLES)
    return 0
