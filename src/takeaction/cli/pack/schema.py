"""``takeaction pack schema``: JSON Schemas that let an editor complete the files of a pack."""

import argparse
from pathlib import Path

from takeaction.cli import arguments
from takeaction.cli.files import make_folder, write_file
from takeaction.cli.terminal import line, show_json
from takeaction.errors import LONGEST_PATH, UnknownWordError, plain
from takeaction.vocabulary.words import nearest


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction pack schema``."""
    text = "print the JSON Schemas of a pack's files, for editors"
    parser = arguments.add_command(subparsers, "schema", text, run, with_lock=False)
    parser.add_argument(
        "kind", metavar="KIND", nargs="?", help="pack, action, resource, … or patch (all)"
    )
    folder = "write them into this folder instead"
    parser.add_argument("--to", dest="folder", metavar="FOLDER", help=folder)


def run(options: argparse.Namespace) -> int:
    """Print schemas, or write them into a folder."""
    from takeaction.authoring.schema import KINDS, json_schema, schema_file_name, schema_text

    if options.kind is not None and options.kind not in KINDS:
        raise UnknownWordError("kind", 0, nearest(options.kind, KINDS))
    kinds = KINDS if options.kind is None else (options.kind,)
    schemas = {schema_file_name(kind): json_schema(kind) for kind in kinds}
    if options.folder is None:
        show_json(schemas if options.kind is None else schemas[schema_file_name(options.kind)])
        return 0
    folder = Path(options.folder)
    make_folder(folder)
    for name, schema in schemas.items():
        write_file(folder / name, schema_text(schema).encode())
    if options.json:
        show_json({"folder": options.folder, "files": sorted(schemas)})
    else:
        line(f"{plain(options.folder, LONGEST_PATH)}: {', '.join(sorted(schemas))}")
    return 0
