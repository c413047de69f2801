"""The catalog that a command answers from."""

import argparse
import os
from collections.abc import Iterable
from datetime import datetime

from takeaction.catalog import Catalog
from takeaction.cli.terminal import warn
from takeaction.errors import PackError, plain
from takeaction.loading import load
from takeaction.packs.sources.discovery import is_path

NO_PACK = "pack.none"
"""The code of the mistake of a catalog without packs."""

NO_PACKS = "No packs are installed. To have all of ours, install takeaction[packs]."
"""The line of a command that lists packs."""

_NONE_INSTALLED = (
    "No content packs are installed, so there is nothing to answer from. Install some, such as "
    "takeaction-pack-community-actions and takeaction-pack-us-hotline, the way you installed "
    "takeaction; or name their folders in TAKEACTION_PACKS."
)


def environment_packs() -> tuple[list[str], list[str] | None]:
    """Return the packs that ``TAKEACTION_PACKS`` names.

    Returns:
        Paths to read, and the ids of installed packs: an empty list for none of them, None for
        all of them.
    """
    value = os.environ.get("TAKEACTION_PACKS", "")
    if value == "none":
        return [], []
    return [path for path in value.split(os.pathsep) if path], None


def load_packs(options: argparse.Namespace | None, at: datetime | None = None) -> Catalog:
    """Load the installed packs and those of the environment, on the terms of a call."""
    paths, packs = environment_packs()
    if options is None:
        return load(paths=paths, packs=packs, at=at)
    return load(
        paths=paths,
        packs=packs,
        at=at,
        lock=options.lock,
        unknown=options.unknown,
        prefer=dict(options.prefer),
        withdrawn=options.withdrawn,
    )


def load_pack(options: argparse.Namespace, at: datetime) -> Catalog:
    """Load only the pack that a call names, by its path or as an installed id."""
    path: str = options.pack
    if is_path(path):
        return load(paths=[path], packs=[], at=at)
    return load(packs=[path], at=at)


def load_for_answer(options: argparse.Namespace | None = None) -> Catalog:
    """Load the packs, and report on stderr if something was left out or none is installed.

    A broken pack never stops an answer: somebody may be looking for a helpline.
    """
    catalog = load_packs(options)
    if catalog.left_out:
        names, terms = join_pack_names(catalog.left_out), _terms_as_typed(options)
        warn(f"Something was left out of {names}. See: takeaction doctor{terms}")
    elif not catalog.packs:
        warn(_NONE_INSTALLED)
    return catalog


def mistakes_of(catalog: Catalog) -> tuple[PackError, ...]:
    """Return the mistakes of a catalog; to have no pack is none if ``TAKEACTION_PACKS`` says so."""
    is_wanted = environment_packs() == ([], [])
    return tuple(e for e in catalog.mistakes if not (is_wanted and e.code == NO_PACK))


def _terms_as_typed(options: argparse.Namespace | None) -> str:
    """Return the options of loading that a call names, so that the doctor sees the same."""
    if options is None:
        return ""
    lists = [("withdrawn", file) for file in options.withdrawn or ()]
    files = [("lock", options.lock), *lists]
    terms = [f" --{name} {plain(file)}" for name, file in files if file]
    terms += [f" --prefer {plain(id)}={plain(name)}" for id, name in options.prefer]
    return "".join(terms)


def join_pack_names(names: Iterable[str | None]) -> str:
    """Join names of packs into one printable line, in alphabetical order."""
    return ", ".join(sorted(plain(name or "a pack") for name in names))
