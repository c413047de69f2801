"""Packs are found, checked and merged into a catalog: ``load()``.

The order of packs never matters: they are taken in order of their ids.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import attrs

from takeaction.catalog import Accepted, Catalog, Records
from takeaction.errors import PackError, PackErrors, QueryError
from takeaction.lazy import Lazy, computed, without_gc
from takeaction.limits import Limits
from takeaction.models.factor import Factor
from takeaction.models.question import moment, words
from takeaction.models.word import vocabulary_with
from takeaction.packs.checking.pack import Checked, check, failed
from takeaction.packs.deferred import apart, most_records
from takeaction.packs.merging.merged import Merged, merge
from takeaction.packs.sources.discovery import discover
from takeaction.packs.sources.plugins import DataPack
from takeaction.vocabulary import Kind

if TYPE_CHECKING:
    from takeaction.lock.held import Hold
    from takeaction.lock.lock import Lock

_T = TypeVar("_T")


def load(  # noqa: PLR0913 - the contract
    *,
    paths: Sequence[str | os.PathLike[str]] = (),
    plugins: Iterable[object] = (),
    packs: Iterable[str] | None = None,
    suppress: Mapping[str, str] | None = None,
    on_mistake: Literal["skip", "raise"] = "skip",
    limits: Limits = Limits(),  # noqa: B008 - frozen
    at: datetime | None = None,
    lock: "Lock | str | os.PathLike[str] | None" = None,
    lock_mode: Literal["off", "warn", "enforce"] | None = None,
) -> Catalog:
    """Read packs and merge them into a catalog.

    Runs no code of a pack. One wrong record is left out, one broken pack is left out, and each
    mistake is in ``catalog.mistakes``.

    Args:
        paths: Packs to read beside the installed ones: folders with ``pack.toml`` or
            ``pack.json``, project folders, ``.zip`` and ``.whl`` files. One with the id of an
            installed pack takes its place.
        plugins: Distributions whose code plugins may run, by name, or plugin objects.
        packs: Ids of the installed packs to read. None reads all; an empty list reads none, and
            gives the core alone.
        suppress: Records to hide, by full id, each with the reason.
        on_mistake: ``skip`` goes on, ``raise`` raises all mistakes together.
        limits: How much is read.
        at: The moment of loading, to warn of dates that have not come; None warns of none.
        lock: What a person accepted of the packs: a lock, or the path of a lock file.
        lock_mode: ``enforce``, which is meant if there is a lock, leaves out a pack in which
            something safety-critical changed; ``warn`` keeps it and reports it; ``off`` does not
            look at the lock. A pack that the lock does not know is kept and reported in either
            mode, unless its id is easily taken for one that is in the lock: that one is left out.

    Raises:
        LockError: The lock file cannot be used.
        PackErrors: There are mistakes, and *on_mistake* is ``raise``.
        QueryError: An argument has no meaning.

    Example:
        >>> load(packs=[]).actions
        <0: …>
    """
    if on_mistake not in ("skip", "raise"):
        raise QueryError("query.on_mistake", 'Write on_mistake="skip" or "raise".', "on_mistake")
    today = at.date() if (at := moment(at)) else None
    hidden = _reasons(suppress or {})
    bounds = _bounds(limits)
    asked = None if packs is None else words(packs, "packs")
    hold = _hold(lock, lock_mode, asked, bounds)
    found = discover(paths=_paths(paths), plugins=_several(plugins, "plugins"), packs=asked)
    look = partial(check, limits=bounds, today=today)
    put = partial(merge, limits=bounds, suppress=hidden, hold=hold)
    first, whole = _first_and_whole(found.packs, bounds, look, put)
    mistakes = Lazy(lambda: (*found.mistakes, *whole().mistakes))
    if hold:
        mistakes = Lazy(partial(hold.told, mistakes, Lazy(lambda: whole().packs)))
    if on_mistake == "raise":
        _raise(mistakes())
    held = hold.lock if hold else None
    return assemble(first, mistakes, found.factors, hidden, whole=whole, lock=held)


def _hold(
    lock: "Lock | str | os.PathLike[str] | None",
    mode: Literal["off", "warn", "enforce"] | None,
    asked: tuple[str, ...] | None,
    limits: Limits,
) -> "Hold | None":
    """Return what holds packs against a lock; without one nothing of it is imported."""
    if mode not in (None, "off", "warn", "enforce"):
        raise QueryError(
            "query.lock_mode", 'Write lock_mode="off", "warn" or "enforce".', "lock_mode"
        )
    if lock is None and mode in ("warn", "enforce"):
        raise QueryError("query.lock", f'Name the lock file: lock_mode="{mode}" needs it.', "lock")
    if lock is None or mode == "off":
        return None
    from takeaction.lock.held import Hold
    from takeaction.lock.lock import lock_of

    return Hold(lock_of(lock), mode or "enforce", asked, limits.mistakes)


def _first_and_whole(
    packs: Sequence[DataPack],
    limits: Limits,
    look: Callable[[DataPack], Checked],
    put: Callable[[list[Checked]], Merged],
) -> tuple[Merged, Lazy[Merged]]:
    """Return what a first answer needs, and what gives the same with the packs that wait."""
    with without_gc():
        now, later = apart(packs, limits)
        checked = [_now(look, pack) for pack in now]
        if _concern(later, checked, limits):
            checked, later = [_now(look, pack) for pack in packs], []
        first = put(checked)
    return first, Lazy(lambda: _put(checked, later, look, put)) if later else computed(first)


def _reachable(merged: Merged) -> Mapping[str, Any]:
    resources: Mapping[str, Any] = merged.of_kind(Kind.RESOURCE)
    return {id: resource for id, resource in resources.items() if resource.contacts}


def assemble(  # noqa: PLR0913 - what a catalog is made of
    first: Merged,
    mistakes: tuple[PackError, ...] | Lazy[tuple[PackError, ...]],
    factors: Iterable[Factor],
    suppress: Mapping[str, str],
    *,
    whole: Lazy[Merged] | None = None,
    lock: "Accepted | None" = None,
) -> Catalog:
    """Put what was merged into a catalog.

    Args:
        first: What holds all actions, words and contacts.
        mistakes: What was left out or warned of.
        factors: Factors of code plugins.
        suppress: Records that the host hides.
        whole: Gives the same with the packs that waited; None if none did.
        lock: What the packs were held against, if anything.
    """
    all_packs = whole or computed(first)

    def of_kind(kind: Kind) -> Mapping[str, Any]:
        return (first if kind is Kind.ACTION else all_packs()).of_kind(kind)

    by_kind = {
        f"{kind}s": Records(Lazy(partial(of_kind, kind))) for kind in Kind if kind is not Kind.WORD
    }
    return Catalog(
        **by_kind,
        reachable=Records(Lazy(partial(_reachable, first))),
        words=vocabulary_with(first.words),
        packs=Records(Lazy(lambda: all_packs().packs)),
        mistakes=mistakes,
        factors=Records({factor.name: factor for factor in factors}),
        suppressed=Records(suppress),
        read_lock=_lock_in,
        lock=lock,
    )


def _lock_in(lock: Accepted | str | os.PathLike[str]) -> Accepted:
    """Return a lock, or the one in a file; without one nothing of locks is imported."""
    from takeaction.lock.lock import lock_of

    return lock_of(lock)


def _now(look: Callable[[DataPack], Checked], pack: DataPack) -> Checked:
    """Look at a pack; one at which memory or stack gives out is told of, and costs no other.

    A pack that waits is another matter: where that happens to a question, the question fails, and
    the next one tries again.
    """
    try:
        return look(pack)
    except (MemoryError, RecursionError) as error:
        return failed(pack, error)


def _put(
    checked: list[Checked],
    later: list[DataPack],
    look: Callable[[DataPack], Checked],
    put: Callable[[list[Checked]], Merged],
) -> Merged:
    with without_gc():
        return put([*checked, *(look(pack) for pack in later)])


def _concern(later: list[DataPack], checked: list[Checked], limits: Limits) -> bool:
    """Tell whether packs that could wait may change what is made of the others."""
    ids = {each.header.id for each in checked if each.header}
    most = sum(len(each.records) for each in checked) + most_records(later)
    return most > limits.catalog_records or any(pack.id in ids for pack in later)


def _raise(mistakes: Iterable[PackError]) -> None:
    """Raise all mistakes together, but for what the host itself hides."""
    wrong = [error for error in mistakes if error.code != "host.suppressed"]
    if wrong:
        raise PackErrors(f"{len(wrong)} mistake{'s' * (len(wrong) > 1)} in packs", wrong)


def _several(value: Iterable[_T], field: str) -> tuple[_T, ...]:
    """Return what a host lists; a bare text or path is no list."""
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        raise QueryError("query.words", f"Write {field} as a list.", field)
    return tuple(value)


def _paths(value: Sequence[str | os.PathLike[str]]) -> tuple[str | os.PathLike[str], ...]:
    listed = _several(value, "paths")
    if not all(isinstance(each, (str, os.PathLike)) for each in listed):
        raise QueryError("query.words", "Every one of paths must be text or a Path.", "paths")
    return listed


def _bounds(limits: Limits) -> Limits:
    """Check that each limit is a whole number from 1."""
    if not isinstance(limits, Limits):
        raise QueryError("query.limits", "Give limits as Limits(…).", "limits")
    for name, value in attrs.asdict(limits).items():
        if type(value) is not int or value < 1:
            raise QueryError("query.limits", f"Give {name} as a whole number from 1.", "limits")
    return limits


def _reasons(suppress: Mapping[str, str]) -> Mapping[str, str]:
    """Check that each record that a host hides has its reason."""
    if isinstance(suppress, Mapping) and all(
        isinstance(each, str) for pair in suppress.items() for each in pair
    ):
        return suppress
    raise QueryError("query.suppress", "Write suppress as ids, each with the reason.", "suppress")
