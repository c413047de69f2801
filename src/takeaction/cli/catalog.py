"""The catalog that a command answers from."""

import argparse
import os
import sys
from collections.abc import Iterable
from datetime import datetime

from takeaction.catalog import Catalog
from takeaction.errors import plain
from takeaction.loading import load
from takeaction.packs.sources.discovery import is_path

_NONE_INSTALLED = """\
No content packs are installed, so there is nothing to answer from. Install some,
such as takeaction-pack-community-actions and takeaction-pack-us-hotline, the way
you installed takeaction; or name their folders in TAKEACTION_PACKS."""


def named() -> tuple[list[str], list[str] | None]:
    """Return the paths, and the ids of installed packs, that the environment names."""
    written = os.environ.get("TAKEACTION_PACKS", "")
    if written == "none":
        return [], []
    return [path for path in written.split(os.pathsep) if path], None


def every_pack(options: argparse.Namespace | None, at: datetime | None = None) -> Catalog:
    """Load the packs that the environment names, held to the lock file of a call."""
    paths, packs = named()
    return load(paths=paths, packs=packs, at=at, lock=options.lock if options else None)


def one_pack(options: argparse.Namespace, at: datetime) -> Catalog:
    """Load the pack at a path, or the installed one with an id, and no other."""
    path: str = options.pack
    if is_path(path):
        return load(paths=[path], packs=[], at=at)
    return load(packs=[path], at=at)


def the_catalog(options: argparse.Namespace | None = None) -> Catalog:
    """Load the packs, and say on stderr when something was left out, or none is there."""
    catalog = every_pack(options)
    left_out = {error.where.pack for error in catalog.mistakes if error.outcome != "warn"}
    if left_out:
        held = f" --lock {plain(options.lock)}" if options and options.lock else ""
        print(
            f"Something was left out of {listed(left_out)}. See: takeaction doctor{held}",
            file=sys.stderr,
        )
    elif not catalog.packs:
        print(_NONE_INSTALLED, file=sys.stderr)
    return catalog


def listed(names: Iterable[str | None]) -> str:
    """Write names of packs in one line, harmlessly."""
    return ", ".join(sorted(plain(name or "a pack") for name in names))
