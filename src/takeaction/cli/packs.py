"""``takeaction packs``: the installed packs."""

import argparse
from typing import Any

from takeaction.cli import arguments
from takeaction.cli.catalog import NO_PACK, NO_PACKS, load_packs
from takeaction.cli.mistakes import installed_folders, mistake_json, show_mistakes
from takeaction.cli.terminal import bold, counted, dim, line, show_json
from takeaction.errors import plain
from takeaction.models.pack import Pack
from takeaction.value import plain_data

_DIGEST_START = 26
"""Characters of a digest to print: "sha256:" and 19 digits; ``pack check`` prints it all."""


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction packs``."""
    text = "list the packs with their number of records, and their mistakes"
    arguments.add_command(subparsers, "packs", text, run)


def pack_json(pack: Pack) -> dict[str, Any]:
    """Return the header, the origin and the record counts of a pack as plain data."""
    header: dict[str, Any] = plain_data(pack.header)
    return header | {
        "digest": pack.digest,
        "distribution": pack.distribution,
        "version": pack.version,
        "built": pack.built,
        "counts": dict(pack.counts),
    }


def record_counts(pack: Pack) -> str:
    """Count the records of a pack by kind, such as "3 actions, 1 label"."""
    return ", ".join(counted(number, kind) for kind, number in pack.counts) or "no records"


def run(options: argparse.Namespace) -> int:
    """Print the installed packs, then every mistake; 1 if there is one."""
    catalog = load_packs(options, arguments.requested_moment(options))
    mistakes = [error for error in catalog.mistakes if error.code != NO_PACK]
    folders = installed_folders(mistakes)
    if options.json:
        answer = {
            "packs": [pack_json(pack) for pack in catalog.packs.values()],
            "mistakes": [mistake_json(error, folders) for error in mistakes],
            "digest": catalog.digest,
        }
        show_json(answer)
        return int(bool(mistakes))
    for pack in catalog.packs.values():
        line(f"{bold(pack.id)}  {plain(pack.version or 'from a path')}")
        line(f"{pack.header.title}, by {pack.header.publisher}, {pack.header.licence}", indent=4)
        line(record_counts(pack), indent=4)
        line(pack.digest[:_DIGEST_START] + "…", indent=4, style=dim)
    if not catalog.packs:
        line(NO_PACKS)
    show_mistakes(mistakes, folders)
    return int(bool(mistakes))
