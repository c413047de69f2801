"""``takeaction pack index``: an index of packs that pass every check, for programs and people."""

import argparse
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from takeaction.cli import arguments
from takeaction.cli.files import write_file
from takeaction.cli.terminal import counted, line, show_json, warn
from takeaction.errors import LONGEST_PATH, plain
from takeaction.loading import load


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction pack index``."""
    text = "write an index of packs that pass every check, as JSON and HTML"
    parser = arguments.add_command(subparsers, "index", text, run, with_lock=False)
    parser.add_argument("packs", nargs="+", metavar="PATH", help="folders and archives of packs")
    parser.add_argument("--to", metavar="FOLDER", required=True, help="where to write the index")


def run(options: argparse.Namespace) -> int:
    """Write the index; 1 if a pack was left out."""
    from takeaction.authoring import build

    at = arguments.requested_moment(options)
    by_id: dict[str, dict[str, Any]] = {}
    left_out: list[str] = []
    for path in options.packs:
        for entry in _entries(path, at, left_out):
            id = entry["id"]
            if id in by_id:
                problem = f"another pack here has the id {id}."
                left_out.append(f"{plain(path, LONGEST_PATH)}: {problem}")
            by_id.setdefault(id, entry)
    entries = [by_id[id] for id in sorted(by_id)]
    folder = Path(options.to)
    write_file(folder / "index.json", build.index_json(entries, at).encode(), folders=True)
    write_file(folder / "index.html", build.index_html(entries, at).encode(), folders=True)
    for problem in left_out:
        warn(problem)
    if options.json:
        show_json({"folder": options.to, "packs": sorted(by_id), "left_out": left_out})
    else:
        line(f"{plain(options.to, LONGEST_PATH)}: {counted(len(entries), 'pack')}.")
    return int(bool(left_out))


def _entries(path: str, at: datetime, left_out: list[str]) -> Iterator[dict[str, Any]]:
    """Yield the index entry of a pack without mistakes; of another, note the first mistake."""
    from takeaction.authoring import build

    catalog = load(paths=[path], packs=[], at=at)
    if catalog.mistakes:
        left_out.append(str(catalog.mistakes[0]))
    else:
        yield from (build.index_entry(catalog, pack, at) for pack in catalog.packs.values())
