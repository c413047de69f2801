"""``takeaction pack new``, ``pack schema`` and ``pack due``: for those who write packs."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from takeaction.cli import arguments
from takeaction.cli.catalogs import one_pack
from takeaction.cli.reporting import show_mistakes
from takeaction.cli.terminal import line, show_json
from takeaction.errors import UnknownWordError, shown
from takeaction.vocabulary import nearest

if TYPE_CHECKING:  # no answer needs what authors need
    from takeaction.authoring.due import Due


def add_to(inner: arguments.Commands) -> None:
    """Add the commands to those under ``pack``."""
    made = arguments.command(
        inner, "new", "start a pack: a project to fill in", run_new, with_lock=False
    )
    made.add_argument("id", metavar="ID", help="its id, such as kent-help; it never changes")
    made.add_argument("--region", required=True, metavar="C", help="where it is of use")
    made.add_argument("--to", dest="folder", metavar="FOLDER", help="where to write it")
    made = arguments.command(
        inner, "schema", "tell editors what a file may hold", run_schema, with_lock=False
    )
    made.add_argument("kind", metavar="KIND", nargs="?", help="pack, action, resource, … or patch")
    made.add_argument("--to", dest="folder", metavar="FOLDER", help="write files there")
    made = arguments.command(
        inner, "due", "list what somebody has to make sure of again", run_due, with_lock=False
    )
    made.add_argument(
        "pack", metavar="PATH|WHEEL|ID", help="a folder, an archive, or an installed id"
    )


def run_new(options: argparse.Namespace) -> int:
    """Write the project of a new pack."""
    from takeaction.authoring.new import create

    languages = options.languages or ["en"]
    options.language = languages[0]  # the name by which an error calls it
    if len(languages) > 1:
        raise arguments.UsageError("A pack is written in one language; others are translations.")
    try:
        files = create(
            options.id,
            region=options.region,
            language=options.language,
            today=arguments.moment_of(options).date(),
            folder=options.folder,
        )
    except OSError as error:
        raise _not_written(options.folder or options.id, error) from error
    folder = options.folder or options.id
    if options.json:
        show_json({"folder": folder, "files": [path.as_posix() for path in files]})
        return 0
    line(f"{folder}: {len(files)} files. Replace what says EXAMPLE, and read README.md.")
    line(f"Then: takeaction pack check {folder}")
    return 0


def run_schema(options: argparse.Namespace) -> int:
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
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, schema in schemas.items():
            (folder / name).write_text(written(schema), encoding="utf-8", newline="\n")
    except OSError as error:
        raise _not_written(options.folder, error) from error
    if options.json:
        show_json({"folder": options.folder, "files": sorted(schemas)})
    else:
        line(f"{options.folder}: {', '.join(sorted(schemas))}")
    return 0


def _not_written(path: str, error: OSError) -> arguments.UsageError:
    return arguments.UsageError(f"{shown(path)} cannot be written: {error.strerror}.")


def run_due(options: argparse.Namespace) -> int:
    """List what is stale or expired; a pack that is not taken whole cannot be told of."""
    from takeaction.authoring.due import due

    catalog = one_pack(options, arguments.moment_of(options))
    late = due(catalog, arguments.moment_of(options))
    if options.json:
        show_json({"due": [_due_json(each) for each in late]})
    else:
        show_mistakes(catalog.mistakes)
        for each in late:
            line(_due_text(each), hang=4)
        if not late:
            line("Nothing is due.")
    return int(bool(late or catalog.mistakes))


def _due_text(late: "Due") -> str:
    state, since, days = late.freshness.state, late.freshness.since, late.freshness.age_days
    part = f", {late.contact.id}" if late.contact else ""
    return f"{late.record.id}{part}: {state}, {days:,} days since {since}"


def _due_json(late: "Due") -> dict[str, object]:
    return {
        "id": late.record.id,
        "contact": late.contact.id if late.contact else None,
        "state": late.freshness.state,
        "since": str(late.freshness.since),
        "age_days": late.freshness.age_days,
    }
