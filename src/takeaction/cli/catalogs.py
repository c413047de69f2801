"""The catalog that a command answers from."""

import os
import sys
from collections.abc import Iterable

from takeaction.catalog import Catalog, load
from takeaction.errors import plain

_NONE_INSTALLED = """\
No content packs are installed, so there is nothing to answer from. Install some,
such as takeaction-pack-community-actions and takeaction-pack-us-hotline, the way
you installed takeaction; or name their folders in TAKEACTION_PACKS."""


def the_catalog() -> Catalog:
    """Load the packs, and say on stderr when something was left out, or none is there."""
    named = os.environ.get("TAKEACTION_PACKS", "")
    paths = [] if named == "none" else [path for path in named.split(os.pathsep) if path]
    catalog = load(paths=paths, packs=[] if named == "none" else None)
    left_out = {error.where.pack for error in catalog.mistakes if error.outcome != "warn"}
    if left_out:
        print(
            f"Something was left out of {_listed(left_out)}. See: takeaction doctor",
            file=sys.stderr,
        )
    elif not catalog.packs:
        print(_NONE_INSTALLED, file=sys.stderr)
    return catalog


def _listed(names: Iterable[str | None]) -> str:
    return ", ".join(sorted(plain(name or "a pack") for name in names))
