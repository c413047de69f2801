"""The host's preference between distributions that ship a pack of one id.

It decides only there. A pack given by path and the lock, which both come first, are never undone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from takeaction.errors import Outcome, PackError, Where, plain, shown
from takeaction.packs.checking.pack import Checked
from takeaction.packs.merging.conflicts import warning
from takeaction.vocabulary.codes import mistake

_SEPARATORS = re.compile("[-_.]+")
"""Characters that count as one in the name of a distribution, as package indexes see it."""


def preferred_of(rivals: list[Checked], distribution: str | None) -> list[Checked]:
    """Return the packs from the distribution that the host prefers, or all if none is.

    Args:
        rivals: Packs of one id.
        distribution: The distribution that the host prefers for this id, or None.
    """
    if distribution is None:
        return rivals
    return [pack for pack in rivals if _is_from(pack, distribution)] or rivals


def report_left_out(id: str, preferred: Checked, rivals: Iterable[Checked]) -> Iterator[PackError]:
    """Report each rival of the pack that the host prefers."""
    for pack in rivals:
        if pack is not preferred:
            problem = (
                f"the host prefers the pack from {plain(preferred.distribution or '')}, "
                f"not this one from {plain(pack.distribution or '')}."
            )
            where, outcome = Where(id), Outcome.WARN
            fix, distribution = "remove this one.", pack.distribution
            yield mistake("pack.duplicate_id", problem, where, fix, outcome, distribution)


def fix_for(id: str, rivals: Iterable[Checked]) -> str:
    """Say how to decide between packs of one id."""
    if not all(pack.distribution for pack in rivals):
        return "keep one of them: only you can tell which is right."
    return (
        "keep one of them, or name the one that you know to be right: "
        f'"--prefer {id}=DISTRIBUTION", or load(prefer={{"{id}": "DISTRIBUTION"}}).'
    )


def report_unmet(
    prefer: Mapping[str, str], candidates: Iterable[Checked], packs: Iterable[Checked]
) -> Iterator[PackError]:
    """Report each preference for a pack that is not there, or that the lock has left out.

    Args:
        prefer: The preferred distribution for each id of a pack.
        candidates: The packs to choose from.
        packs: All packs, those that the lock has left out among them.
    """
    offered, found = list(candidates), list(packs)
    for id, distribution in sorted(prefer.items()):
        if _has(offered, id, distribution):
            continue
        if _has(found, id, distribution):
            problem = f"the host prefers the pack from {shown(distribution)}; the lock does not."
            fix = "name the distribution that the lock names, or accept the other one."
        else:
            problem = f"the host prefers the pack from {shown(distribution)}, which is not loaded."
            fix = "correct the id or the distribution, or install it."
        yield warning("host.prefer", problem, Where(id), fix)


def _has(packs: Iterable[Checked], id: str, distribution: str) -> bool:
    return any(p.header and p.header.id == id and _is_from(p, distribution) for p in packs)


def _is_from(pack: Checked, distribution: str) -> bool:
    return pack.distribution is not None and _fold(pack.distribution) == _fold(distribution)


def _fold(name: str) -> str:
    return _SEPARATORS.sub("-", name).lower()
