"""Entry points: those of packs and of code plugins, in all installed distributions."""

import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from takeaction.errors import PackError, Where
from takeaction.packs.sources import installed
from takeaction.packs.sources.foreign_code import message_of, refused_pack
from takeaction.packs.sources.installed import GROUP

if TYPE_CHECKING:  # ``importlib.metadata`` would add to the time of every first answer
    from importlib.metadata import Distribution, EntryPoint

    AnyEntryPoint = EntryPoint | installed.EntryPoint
    AnyDistribution = Distribution | installed.Distribution

PLUGIN_GROUP = "takeaction.plugins"


def find_all_entries(
    mistakes: list[PackError],
) -> tuple[Sequence["AnyEntryPoint"], Sequence["AnyEntryPoint"]]:
    """Return the entry points of packs, and those of code plugins."""
    entries = (
        None if _is_metadata_imported() else installed.find_entry_points((GROUP, PLUGIN_GROUP))
    )
    if entries is not None:
        return _by_group(entries)
    from importlib.metadata import entry_points

    with suppress(Exception):  # a damaged record raises anything
        every = entry_points()
        return list(every.select(group=GROUP)), list(every.select(group=PLUGIN_GROUP))
    return _by_group(_undamaged_entry_points(mistakes))


def _by_group(
    entries: Sequence["AnyEntryPoint"],
) -> tuple[Sequence["AnyEntryPoint"], Sequence["AnyEntryPoint"]]:
    packs = [entry for entry in entries if entry.group == GROUP]
    return packs, [entry for entry in entries if entry.group == PLUGIN_GROUP]


def _undamaged_entry_points(mistakes: list[PackError]) -> list["EntryPoint"]:
    """Return all entry points, distribution by distribution.

    One damaged record would hide those of all other distributions, so it is reported and skipped.
    """
    from importlib.metadata import distributions

    readable: dict[str, Iterable[EntryPoint]] = {}
    damaged: dict[str, PackError] = {}
    for number, dist in enumerate(distributions()):
        name = distribution_name(dist)
        try:
            readable.setdefault(name or str(number), dist.entry_points)
        except Exception as error:  # noqa: BLE001 - a damaged record raises anything
            place = name or "a distribution"
            damaged.setdefault(place, unreadable_record(place, error, name))
    mistakes += damaged.values()
    return [entry for entries in readable.values() for entry in entries]


def _is_metadata_imported() -> bool:
    """Tell whether ``importlib.metadata`` costs nothing, because the program has imported it."""
    return "importlib.metadata" in sys.modules


def distribution_name(dist: "AnyDistribution | None") -> str | None:
    """Return the name of a distribution; None if its record cannot be read."""
    try:
        return dist.name if dist else None
    except Exception:  # noqa: BLE001 - a damaged record raises anything
        return None


def unreadable_record(place: str, error: Exception, name: str | None) -> PackError:
    """Return the mistake of a distribution whose record is damaged."""
    problem = f"its installation record cannot be read: {message_of(error)}."
    return refused_pack("read.failed", problem, Where(place), "install it again.", name)
