"""``takeaction pack index``: an index of packs that pass, for programs and for people."""

import argparse
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from takeaction.cli import arguments
from takeaction.cli.files import write
from takeaction.cli.terminal import counted, line, show_json
from takeaction.errors import plain
from takeaction.loading import load

_PATH = 240


def add_commands(added: arguments.Commands) -> None:
    """Add the command under ``pack``."""
    made = arguments.command(
        added, "index", "write an index of packs that pass, as JSON and HTML", run, with_lock=False
    )
    made.add_argument("packs", nargs="+", metavar="PATH", help="folders and archives of packs")
    made.add_argument("--to", metavar="FOLDER", required=True, help="where to write the index")


def run(options: argparse.Namespace) -> int:
    """Write the index; 1 if a pack was left out."""
    from takeaction.authoring import index

    at = arguments.moment_of(options)
    entries: dict[str, dict[str, Any]] = {}
    left_out: list[str] = []
    for path in options.packs:
        for each in _entries(path, at, left_out):
            if each["id"] in entries:
                left_out.append(f"{plain(path, _PATH)}: another pack here has the id {each['id']}.")
            entries.setdefault(each["id"], each)
    told = [entries[id] for id in sorted(entries)]
    folder = Path(options.to)
    write(folder / "index.json", index.as_json(told, at).encode(), folders=True)
    write(folder / "index.html", index.as_html(told, at).encode(), folders=True)
    for text in left_out:
        print(text, file=sys.stderr)
    if options.json:
        show_json({"folder": options.to, "packs": sorted(entries), "left_out": left_out})
    else:
        line(f"{plain(options.to, _PATH)}: {counted(len(entries), 'pack')}.")
    return int(bool(left_out))


def _entries(path: str, at: datetime, left_out: list[str]) -> Iterator[dict[str, Any]]:
    """Give the entry of a pack if it has no mistake, else note the first of them."""
    from takeaction.authoring import index

    catalog = load(paths=[path], packs=[], at=at)
    if catalog.mistakes:
        left_out.append(str(catalog.mistakes[0]))
    else:
        yield from (index.entry(catalog, pack, at) for pack in catalog.packs.values())
