"""``takeaction pack schema``: tell editors what a file of a pack may hold."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from takeaction.cli import arguments
from takeaction.cli.files import make_folder, write
from takeaction.cli.terminal import line, show_json
from takeaction.errors import UnknownWordError
from takeaction.vocabulary import nearest

if TYPE_CHECKING:  # no answer needs what authors need
    pass


def add_commands(added: arguments.Commands) -> None:
    """Add the command."""
    made = arguments.command(
        added, "schema", "tell editors what a file may hold", run, with_lock=False
    )
    made.add_argument("kind", metavar="KIND", nargs="?", help="pack, action, resource, … or patch")
    made.add_argument("--to", dest="folder", metavar="FOLDER", help="write files there")


def run(options: argparse.Namespace) -> int:
    """Print schemas, or write them into a folder."""
    from takeaction.authoring.schema import KINDS, file_name, schema_of, written

    if options.kind is not None and options.kind not in KINDS:
        raise UnknownWordError("kind", 0, nearest(options.kind, KINDS))
    kinds = KINDS if options.kind is None else (options.kind,)
    schemas = {file_name(kind): schema_of(kind) for kind in kinds}
    if options.folder is None:
        show_json(schemas if options.kind is None else schemas[file_name(options.kind)])
        return 0
    folder = Path(options.folder)
    make_folder(folder)
    for name, schema in schemas.items():
        write(folder / name, written(schema).encode())
    if options.json:
        show_json({"folder": options.folder, "files": sorted(schemas)})
    else:
        line(f"{options.folder}: {', '.join(sorted(schemas))}")
    return 0
