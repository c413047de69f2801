"""``takeaction pack new``, ``schema``, ``build``, ``diff``, ``index``: start and publish packs."""

import argparse
from pathlib import Path
from typing import Any

from takeaction.authoring.build import build, index_entry, index_html, index_json
from takeaction.cli import arguments
from takeaction.cli.doctor import mistake_json, refuse_pack, show_mistakes, sources_of
from takeaction.cli.files import make_folder, write_file
from takeaction.cli.lock import comparison_json, show_comparison
from takeaction.cli.terminal import counted, line, show_json, warn
from takeaction.errors import (
    LONGEST_PATH,
    Outcome,
    PackError,
    PackErrors,
    UnknownWordError,
    plain,
    shown,
)
from takeaction.limits import Limits
from takeaction.loading import load
from takeaction.lock.changes import PackState, compare
from takeaction.lock.lock import LockedPack
from takeaction.vocabulary.words import nearest

_HAS_EXAMPLES = "It still says EXAMPLE: replace that before anybody gets the pack."


def add_build(subparsers: arguments.Commands) -> None:
    """Add ``takeaction pack build``."""
    text = "check a pack and write its pack.json"
    parser = arguments.add_command(subparsers, "build", text, _run_build, with_lock=False)
    arguments.add_pack_folder(parser)
    parser.add_argument(
        "--output", metavar="FILE", default="pack.json", help="the file to write (pack.json)"
    )


def _run_build(options: argparse.Namespace) -> int:
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


# ``takeaction pack new``: start a pack.


def add_new(subparsers: arguments.Commands) -> None:
    """Add ``takeaction pack new``."""
    text = "start a pack: write a project for you to fill in"
    parser = arguments.add_command(subparsers, "new", text, _run_new, with_lock=False)
    parser.add_argument("id", metavar="ID", help="its id, such as kent-help; it never changes")
    parser.add_argument(
        "--region",
        dest="regions",
        action="extend",
        nargs="+",
        required=True,
        metavar="C",
        help="the region it is for; repeat it to add more",
    )
    folder = "where to write the project (a folder named after the id)"
    parser.add_argument("--to", dest="folder", metavar="FOLDER", help=folder)


def _run_new(options: argparse.Namespace) -> int:
    from takeaction.authoring.new import create_project

    folder = options.folder or options.id
    try:
        files = create_project(
            options.id,
            regions=options.regions,
            languages=options.languages or ["en"],
            today=arguments.requested_moment(options).date(),
            folder=options.folder,
        )
    except OSError as error:
        problem = f"{shown(folder)} cannot be written: {error.strerror}."
        raise arguments.UsageError(problem) from error
    if options.json:
        show_json({"folder": folder, "files": [path.as_posix() for path in files]})
        return 0
    place = plain(folder, LONGEST_PATH)
    line(f"{place}: {len(files)} files. Replace every EXAMPLE, and read README.md.")
    line(f"Then: takeaction pack check {place}")
    return 0


# ``takeaction pack index``: an index of packs that pass every check, for programs and people.


def add_index(subparsers: arguments.Commands) -> None:
    """Add ``takeaction pack index``."""
    text = "write an index of packs that pass every check, as JSON and HTML"
    parser = arguments.add_command(subparsers, "index", text, _run_index, with_lock=False)
    parser.add_argument("packs", nargs="+", metavar="PATH", help="folders and archives of packs")
    parser.add_argument("--to", metavar="FOLDER", required=True, help="where to write the index")


def _run_index(options: argparse.Namespace) -> int:
    """Write the index; 1 if a pack was left out."""
    at = arguments.requested_moment(options)
    by_id: dict[str, dict[str, Any]] = {}
    left_out: list[str] = []
    for path in options.packs:
        catalog = load(paths=[path], packs=[], at=at)
        if catalog.mistakes:
            left_out.append(str(catalog.mistakes[0]))
            continue
        for id, pack in catalog.packs.items():
            if id in by_id:
                problem = f"another pack here has the id {id}."
                left_out.append(f"{plain(path, LONGEST_PATH)}: {problem}")
            else:
                by_id[id] = index_entry(catalog, pack, at)
    entries = [by_id[id] for id in sorted(by_id)]
    folder = Path(options.to)
    write_file(folder / "index.json", index_json(entries, at).encode(), folders=True)
    write_file(folder / "index.html", index_html(entries, at).encode(), folders=True)
    for problem in left_out:
        warn(problem)
    if options.json:
        show_json({"folder": options.to, "packs": sorted(by_id), "left_out": left_out})
    else:
        line(f"{plain(options.to, LONGEST_PATH)}: {counted(len(entries), 'pack')}.")
    return int(bool(left_out))


# ``takeaction pack diff``: the changes between two editions of a pack.


def add_diff(subparsers: arguments.Commands) -> None:
    """Add ``takeaction pack diff``."""
    text = "describe the changes between two editions of a pack"
    parser = arguments.add_command(subparsers, "diff", text, _run_diff, with_lock=False)
    for name, edition in (("old", "the older edition"), ("new", "the newer edition")):
        parser.add_argument(name, metavar=name.upper(), help=f"{edition}: {arguments.PACK_HELP}")


def _run_diff(options: argparse.Namespace) -> int:
    """Print the changes; 1 if one is safety-critical or a mistake costs a record."""
    (old, new), mistakes = zip(*map(_pin, (options.old, options.new)), strict=True)
    costly = [
        (error, sources_of(path))
        for path, errors in zip((options.old, options.new), mistakes, strict=True)
        for error in errors
    ]
    comparison = compare(old, new, new.id) if old and new else None
    if old and new and old.id != new.id:
        packs = f"{shown(old.id)} and {shown(new.id)}"
        problem = f"These are two different packs, {packs}: give two editions of one pack."
        raise arguments.UsageError(problem)
    if options.json:
        changes = comparison_json(comparison) if comparison else {}
        show_json({**changes, "mistakes": [mistake_json(*located) for located in costly]})
    else:
        for error, folder in costly:
            show_mistakes([error], folder)
        if comparison is None:
            line("Nothing can be compared.")
        elif comparison.state is PackState.SAME:
            line(f"{comparison.id}: nothing changed.")
        else:
            show_comparison(comparison)
    return int(bool(costly or (comparison and comparison.critical)))


def _pin(pack: str) -> tuple[LockedPack | None, tuple[PackError, ...]]:
    """Read a pack as a lock would pin it.

    Returns:
        The pinned pack, None if there is nothing to pin; and the mistakes that cost records.
    """
    from takeaction.lock.held import pin
    from takeaction.packs.checking.pack import check
    from takeaction.packs.sources.discovery import find_pack

    try:
        checked = check(find_pack(pack), Limits())
    except PackErrors as errors:
        return None, errors.mistakes
    costly = tuple(error for error in checked.mistakes if error.outcome is not Outcome.WARN)
    return (pin(checked.header, checked) if checked.header else None), costly


# ``takeaction pack schema``: JSON Schemas that let an editor complete the files of a pack.


def add_pack_schema(subparsers: arguments.Commands) -> None:
    """Add ``takeaction pack schema``."""
    text = "print the JSON Schemas of a pack's files, for editors"
    parser = arguments.add_command(subparsers, "schema", text, _run_schema, with_lock=False)
    parser.add_argument(
        "kind", metavar="KIND", nargs="?", help="pack, action, resource, … or patch (all)"
    )
    folder = "write them into this folder instead"
    parser.add_argument("--to", dest="folder", metavar="FOLDER", help=folder)


def _run_schema(options: argparse.Namespace) -> int:
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
