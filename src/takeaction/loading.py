"""``load()``: discover packs, check them, merge them, and assemble a catalog.

The order of packs never matters: they are merged in order of their ids. Packs that no first answer
needs are merged on first use.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import attrs

from takeaction.catalog import Accepted, Catalog, Records
from takeaction.errors import (
    LONGEST_PATH,
    Outcome,
    PackError,
    PackErrors,
    Where,
    plain,
    refused,
)
from takeaction.lazy import Lazy, computed, without_gc
from takeaction.limits import Limits
from takeaction.models.question.arguments import MAX_IDS, as_words, check_moment
from takeaction.models.resource import has_zone_data
from takeaction.models.word import vocabulary_with
from takeaction.packs.checking.pack import Checked, check, failed
from takeaction.packs.merging.merged import Merged, losing_packs, merge
from takeaction.packs.reading.content import PATCH, SOURCE
from takeaction.packs.reading.drafts import file_kind
from takeaction.packs.sources.discovery import discover
from takeaction.packs.sources.files import BUILT, MAX_HELD_BYTES, Snapshot, UnreadableError
from takeaction.packs.sources.plugins import DataPack
from takeaction.vocabulary.codes import mistake
from takeaction.vocabulary.records import Kind
from takeaction.vocabulary.words import Several

if TYPE_CHECKING:
    from takeaction.lock.held import LockCheck
    from takeaction.lock.lock import Lock
    from takeaction.models.action import Factor
    from takeaction.models.pack import Withdrawal

_T = TypeVar("_T")


def load(  # noqa: PLR0913 - the contract
    *,
    paths: Sequence[str | os.PathLike[str]] = (),
    plugins: Iterable[object] = (),
    packs: Several[str] | None = None,
    require: Several[str] = (),
    suppress: Mapping[str, str] | None = None,
    on_mistake: Literal["skip", "raise"] = "skip",
    limits: Limits = Limits(),  # noqa: B008 - frozen
    at: datetime | None = None,
    lock: "Lock | str | os.PathLike[str] | None" = None,
    lock_mode: Literal["off", "warn", "enforce"] | None = None,
    unknown: Literal["warn", "hold"] = "warn",
    prefer: Mapping[str, str] | None = None,
    withdrawn: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | None = None,
) -> Catalog:
    """Read packs and merge them into a catalog.

    Runs no code of a pack. One wrong record is left out, one broken pack is left out, and each
    mistake is in ``catalog.mistakes``.

    Args:
        paths: Packs to read besides the installed ones: folders with ``pack.toml`` or
            ``pack.json``, project folders, ``.zip`` and ``.whl`` files. One with the id of an
            installed pack replaces it. One that is not there is a mistake: see *require*.
        plugins: Distributions whose code plugins may run, by name, or plugin objects.
        packs: Ids of the installed packs to read. None reads all; an empty list reads none, and
            gives the core only.
        require: Ids of packs without which no catalog is made, such as your own.
        suppress: Records to hide, by full id, each with the reason.
        on_mistake: ``skip`` goes on, ``raise`` raises all mistakes together.
        limits: The bounds of reading, of packs and of long questions.
        at: The moment of loading, to warn of dates in the future; None warns of none.
        lock: The packs as a person accepted them: a lock, or the path of a lock file.
        lock_mode: ``enforce``, the default with a lock, leaves out each record in which something
            safety-critical changed; ``warn`` keeps it and reports it; ``off`` ignores the lock.
        unknown: What becomes of a pack that the lock does not know: ``warn`` keeps and reports
            it, ``hold`` leaves it out. One whose id is easily mistaken for one in the lock is
            left out either way.
        prefer: The distribution to use for an id that several installed ones have, by id. Without
            it, and without a lock that names one, ours is used, or the one that was there first.
        withdrawn: The path of a list of what publishers took back: records, contacts and editions
            of packs. They are left out, and each is reported with its reason. Of several paths
            the list with the highest sequence counts; older ones are reported, and with *at* one
            that is out of date.

    Raises:
        LockError: The lock file cannot be used.
        PackErrors: There are mistakes, and *on_mistake* is ``raise``; or a pack of *require* is
            not there or was left out.
        QueryError: An argument has no meaning.
        WithdrawnError: The list of withdrawals cannot be used.

    Example:
        >>> load(packs=[]).actions
        <0>
    """
    if on_mistake not in ("skip", "raise"):
        raise refused("query.on_mistake", "on_mistake", "on_mistake")
    today = at.date() if (at := check_moment(at)) else None
    hidden = _checked_texts(suppress or {}, "query.suppress", "suppress")
    preferred = _checked_texts(prefer or {}, "query.prefer", "prefer")
    taken_back, old_lists = ((), ()) if withdrawn is None else _read_withdrawals(withdrawn, today)
    bounds = _checked_limits(limits)
    ids = None if packs is None else as_words(packs, "packs", MAX_IDS)
    required = as_words(require, "require", MAX_IDS)
    lock_check = _lock_check(lock, lock_mode, unknown, ids, bounds)
    discovery = discover(
        paths=_checked_paths(paths),
        plugins=_as_tuple(plugins, "plugins"),
        packs=ids,
        named={**(lock_check.distributions if lock_check else {}), **preferred},
    )
    merge_all = partial(
        merge,
        limits=bounds,
        suppress=hidden,
        pack_filter=lock_check,
        prefer=preferred,
        withdrawn=taken_back,
    )
    first, complete = _merge_twice(discovery.packs, bounds, today, merge_all)
    is_empty = not discovery.packs and not losing_packs(discovery.mistakes)
    found = (*discovery.mistakes, *old_lists)
    zones = tuple(_no_zones())
    own = (*found, *([_no_packs()] if is_empty else ()), *zones)
    mistakes = _lazy_mistakes(own, complete, lock_check)
    _check_required(required, first, complete, mistakes)
    if on_mistake == "raise":
        _raise(mistakes(), core_alone=ids == ())
    catalog = assemble(
        first,
        mistakes,
        discovery.factors,
        hidden,
        complete=complete,
        lock=lock_check.lock if lock_check else None,
        question_characters=bounds.question_characters,
        left_out=Lazy(lambda: losing_packs(discovery.mistakes) | complete().lazy_left_out()),
    )
    empty = ["No pack is loaded, so there is nothing to answer from."] if is_empty else []
    lost = lines_on_lost(catalog.coverage_lost)
    _log((*empty, *map(str, zones), *lines_on_packs(discovery.mistakes), *_lines_on(first), *lost))
    return catalog


def _lazy_mistakes(
    own: tuple[PackError, ...], complete: Lazy[Merged], lock_check: "LockCheck | None"
) -> Lazy[tuple[PackError, ...]]:
    mistakes = Lazy(lambda: (*own, *complete().mistakes))
    if lock_check is None:
        return mistakes
    packs_taken = Lazy(lambda: complete().packs)
    return Lazy(partial(lock_check.with_own, mistakes, packs_taken))


def _no_packs() -> PackError:
    problem = "no pack is loaded, so there is nothing to answer from."
    fix = "install some, such as takeaction-pack-us-hotline, the way you installed takeaction."
    return mistake("pack.none", problem, Where(), fix)


def _no_zones() -> Iterator[PackError]:
    # A look at the usual folder first: zoneinfo would add to the time of every first answer.
    if not (os.path.exists("/usr/share/zoneinfo/UTC") or has_zone_data()):
        problem = "this system has no data on time zones, so opening hours are uncertain."
        yield mistake("pack.no_zones", problem, Where(), "install takeaction[zones].")


def _check_required(
    required: Sequence[str],
    first: Merged,
    complete: Lazy[Merged],
    mistakes: Lazy[tuple[PackError, ...]],
) -> None:
    """Check that each required pack is there.

    Raises:
        PackErrors: One is not: what is wrong with it, and that it is required.
    """
    deferred = [id for id in required if id not in first.packs]
    if missing := [id for id in deferred if id not in complete().packs]:
        problem, fix = (
            "you require this pack, and it isn't here.",
            "install it, or fix its mistakes.",
        )
        errors = [mistake("pack.required", problem, Where(id), fix) for id in missing]
        reasons = [error for error in mistakes() if error.where.pack in missing]
        raise PackErrors(f"without {', '.join(map(plain, missing))}", [*reasons, *errors])


def _lock_check(
    lock: "Lock | str | os.PathLike[str] | None",
    mode: Literal["off", "warn", "enforce"] | None,
    unknown: Literal["warn", "hold"],
    ids: tuple[str, ...] | None,
    limits: Limits,
) -> "LockCheck | None":
    if mode not in (None, "off", "warn", "enforce"):
        raise refused("query.lock_mode", "lock_mode", "lock_mode")
    if unknown not in ("warn", "hold"):
        raise refused("query.unknown", "unknown_packs", "unknown")
    if lock is None and mode in ("warn", "enforce"):
        raise refused("query.lock", "no_lock", "lock", option=f'lock_mode="{mode}"')
    if lock is None and unknown == "hold":
        raise refused("query.lock", "no_lock", "lock", option='unknown="hold"')
    if lock is None or mode == "off":
        return None
    # Imported late: without a lock a load needs none of its package.
    from takeaction.lock.held import LockCheck
    from takeaction.lock.lock import as_lock

    return LockCheck(as_lock(lock), mode or "enforce", ids, limits.mistakes, unknown)


def _read_withdrawals(
    paths: object, today: date | None
) -> "tuple[tuple[Withdrawal, ...], tuple[PackError, ...]]":
    # Imported late: without a list a load needs none of it.
    from takeaction.lock.withdrawn import newest_withdrawals

    return newest_withdrawals(paths, today)


def _merge_twice(
    packs: Sequence[DataPack],
    limits: Limits,
    today: date | None,
    merge_all: Callable[[list[Checked]], Merged],
) -> tuple[Merged, Lazy[Merged]]:
    """Merge the packs that a first answer needs, and all of them on first use."""
    with without_gc():
        urgent, deferred = split_deferred(packs, limits)
        checked = [_checked(pack, limits, today) for pack in urgent]
        if _may_change_others(deferred, checked, limits):
            checked, deferred = [_checked(pack, limits, today) for pack in packs], []
        first = merge_all(checked)
    if not deferred:
        return first, computed(first)

    def merge_deferred() -> Merged:
        with without_gc():
            # Not _checked: where memory runs out here the question fails, and the next one
            # tries again.
            late = [check(pack, limits, today) for pack in deferred]
            merged = merge_all([*checked, *late])
        logged = _lines_on(first)
        _log(text for text in _lines_on(merged) if text not in logged)
        return merged

    return first, Lazy(merge_deferred)


def _checked(pack: DataPack, limits: Limits, today: date | None) -> Checked:
    """Check a pack; one that exhausts memory or stack is reported, and costs no other."""
    try:
        return check(pack, limits, today)
    except (MemoryError, RecursionError) as error:
        return failed(pack, error)


def _may_change_others(deferred: list[DataPack], checked: list[Checked], limits: Limits) -> bool:
    # By its id or its size, a deferred pack could cost another pack its place.
    ids = {pack.header.id for pack in checked if pack.header}
    records = sum(len(pack.records) for pack in checked) + max_records(deferred)
    return records > limits.catalog_records or any(pack.id in ids for pack in deferred)


# Packs that no first answer needs stay unparsed until one of their records is used.
#
# People ask first for things to do and for help nearby. A pack without an action, a word, a patch
# or a contact changes neither answer, valid or not. So only its bytes are kept, and parsed on first
# use: packs of goods and indicators take longer to read than all others together.

_NEEDED_AT_ONCE = frozenset({Kind.ACTION, Kind.WORD, PATCH})
_NEEDED_KEYS = tuple(f'"{key}"'.encode() for key in (*sorted(_NEEDED_AT_ONCE), "contacts"))

_GLANCE = 8 * 1024
"""The bytes at the head of a pack that are looked at first: nearly every pack names one there."""

# A record with fewer bytes lacks a required field. The shortest of ours takes 346.
_MIN_RECORD_BYTES = 32


def split_deferred(
    packs: Iterable[DataPack], limits: Limits
) -> tuple[list[DataPack], list[DataPack]]:
    """Split packs into those to check at once and those to defer.

    Returns:
        The packs to check at once, and the others. Each has a snapshot of its bytes if they were
        read to tell; those of the others are read again.
    """
    candidates = list(packs)
    counts = Counter(pack.id for pack in candidates)
    now: list[DataPack] = []
    later: list[DataPack] = []
    for pack in candidates:
        # Only an installed pack has an id before it is read, and two with one id are refused.
        snapshot, is_needed = None, True
        if pack.id and counts[pack.id] == 1:
            snapshot, is_needed = _snapshot(pack, limits)
        split = attrs.evolve(pack, files=snapshot) if snapshot else pack
        (now if is_needed else later).append(split)
    return now, later


def max_records(packs: Iterable[DataPack]) -> int:
    """Return an upper bound of the records in deferred packs."""
    snapshots = (pack.files for pack in packs if isinstance(pack.files, Snapshot))
    size = sum(len(data) for files in snapshots for data in files.contents.values())
    return size // _MIN_RECORD_BYTES


def _snapshot(pack: DataPack, limits: Limits) -> tuple[Snapshot | None, bool]:
    """Return a snapshot of a pack, and whether the pack is needed at once.

    The snapshot is None if the pack cannot be read, or if it consists of sources that are needed.
    """
    try:
        names = pack.files.names()
        if SOURCE in names:
            sources = _snapshot_sources(pack, names, limits)
            return sources, sources is None
        most_bytes = min(MAX_HELD_BYTES, limits.pack_bytes)
        data = pack.files.read(BUILT, most_bytes) if BUILT in names else b""
    except (UnreadableError, OSError, MemoryError):  # the reader will report the reason
        return None, True
    if not data:
        return None, True
    is_needed = _has_needed_key(data[:_GLANCE]) or _has_needed_key(data)
    has_escapes = b"\\" in data and b"\\u" in data  # one of the keys may be written with them
    return Snapshot(pack.files, names, {BUILT: data}), is_needed or has_escapes


def _has_needed_key(data: bytes) -> bool:
    return any(key in data for key in _NEEDED_KEYS)


def _snapshot_sources(pack: DataPack, names: tuple[str, ...], limits: Limits) -> Snapshot | None:
    kinds = {name: file_kind(name) for name in names}
    if not _NEEDED_AT_ONCE.isdisjoint(kinds.values()) or len(names) > limits.files:
        return None
    contents: dict[str, bytes] = {}
    bytes_left = min(MAX_HELD_BYTES, limits.pack_bytes)
    for name in filter(kinds.get, names):
        data = pack.files.read(name, min(limits.file_bytes, bytes_left))
        if kinds[name] == Kind.RESOURCE and (b"contacts" in data or b"\\" in data):
            return None
        contents[name] = data
        bytes_left -= len(data)
    return Snapshot(pack.files, names, contents)


# The catalog


def _with_contacts(merged: Merged) -> Mapping[str, Any]:
    resources: Mapping[str, Any] = merged.of_kind(Kind.RESOURCE)
    return {id: resource for id, resource in resources.items() if resource.contacts}


def assemble(  # noqa: PLR0913 - what a catalog is made of
    first: Merged,
    mistakes: tuple[PackError, ...] | Lazy[tuple[PackError, ...]],
    factors: "Iterable[Factor]",
    suppress: Mapping[str, str],
    *,
    complete: Lazy[Merged] | None = None,
    lock: "Accepted | None" = None,
    question_characters: int = Limits().question_characters,
    left_out: Lazy[frozenset[str]] = computed(frozenset()),  # noqa: B008 - never changes
) -> Catalog:
    """Assemble a catalog from merged packs.

    Args:
        first: All actions, words and contacts, merged.
        mistakes: The mistakes of the load.
        factors: The factors of code plugins.
        suppress: The reason for each record that the host hides.
        complete: The merge of all packs, deferred ones included; None if none was deferred.
        lock: The lock that the packs were checked against, if any.
        question_characters: The characters of a long question that are read.
        left_out: The packs that something was left out of.
    """
    all_packs = complete or computed(first)

    def of_kind(kind: Kind) -> Mapping[str, Any]:
        return (first if kind is Kind.ACTION else all_packs()).of_kind(kind)

    by_kind = {
        f"{kind}s": Records(Lazy(partial(of_kind, kind))) for kind in Kind if kind is not Kind.WORD
    }
    return Catalog(
        **by_kind,
        reachable=Records(Lazy(partial(_with_contacts, first))),
        words=vocabulary_with(first.words),
        packs=Records(Lazy(lambda: all_packs().packs)),
        mistakes=mistakes,
        factors=Records({factor.name: factor for factor in factors}),
        suppressed=Records(suppress),
        read_lock=_read_lock,
        lock=lock,
        question_characters=question_characters,
        withdrawn=Records(Lazy(lambda: all_packs().withdrawn)),
        added=Records(first.lazy_added),
        distributions=first.distributions,
        left_out=left_out,
        tongues=Records(first.lazy_tongues),
    )


def _read_lock(lock: Accepted | str | os.PathLike[str]) -> Accepted:
    # Imported late: without a lock a catalog needs none of its package.
    from takeaction.lock.lock import as_lock

    return as_lock(lock)


def _raise(mistakes: Iterable[PackError], *, core_alone: bool) -> None:
    # Not for what the host itself leaves out.
    own = ("host.suppressed", "withdrawn.", *(["pack.none"] if core_alone else []))
    errors = [error for error in mistakes if not error.code.startswith(own)]
    if errors:
        raise PackErrors(f"{len(errors)} mistake{'s' * (len(errors) > 1)} in packs", errors)


def _as_tuple(value: Iterable[_T], field: str) -> tuple[_T, ...]:
    # A bare text or path is not a list.
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        raise refused("query.words", "bare", field)
    return tuple(value)


def _checked_paths(
    value: Sequence[str | os.PathLike[str]],
) -> tuple[str | os.PathLike[str], ...]:
    paths = _as_tuple(value, "paths")
    if not all(isinstance(path, (str, os.PathLike)) for path in paths):
        raise refused("query.words", "paths", "paths")
    return paths


def _checked_limits(limits: Limits) -> Limits:
    if not isinstance(limits, Limits):
        raise refused("query.limits", "limits", "limits")
    for name, value in attrs.asdict(limits).items():
        if type(value) is not int or value < 1:
            raise refused("query.limits", "one_limit", "limits", limit=name)
    return limits


def _checked_texts(value: Mapping[str, str], code: str, field: str) -> Mapping[str, str]:
    """Check that an argument has a text for each id."""
    if isinstance(value, Mapping) and all(
        isinstance(text, str) for pair in value.items() for text in pair
    ):
        return value
    raise refused(code, field, field)


# The log of a load, for the operator of the host: one line for each loss.
#
# It has names of packs and records, codes and places, and never anything of a question.


_MOST_NAMED = 3
"""The most records or places that a line names: it has to be short, and the catalog has them."""


def _log(lines: Iterable[str]) -> None:
    # Without a handler of the host they go nowhere.
    written = tuple(lines)
    if not written:
        return
    import logging  # most loads have nothing to say

    logger = logging.getLogger("takeaction")
    if not any(isinstance(handler, logging.NullHandler) for handler in logger.handlers):
        logger.addHandler(logging.NullHandler())
    for text in written:
        logger.warning("%s", text)


def lines_on_packs(mistakes: Iterable[PackError]) -> Iterator[str]:
    """Yield a line for each pack that is left out, with the code of its first mistake."""
    codes: dict[str, str] = {}
    for error in mistakes:
        if error.outcome is Outcome.QUARANTINE:
            codes.setdefault(plain(error.where.pack or "a pack", LONGEST_PATH), error.code)
    return (f"Left out: {name} ({code}). See catalog.mistakes." for name, code in codes.items())


def lines_on_held_back(held_back: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield a line for each pack with records that the lock holds back."""
    for pack, ids in sorted(held_back.items()):
        names = _some(sorted(ids))
        yield f"The lock holds back records of {plain(pack)}: {names}. See catalog.mistakes."


def lines_on_lost(coverage: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield a line on the places and languages whose last contact is gone since the lock."""
    if coverage:
        names = _some([f"{place} in {language}" for place, language in coverage])
        yield f"Nobody to call any more since the lock: {names}. See catalog.coverage_lost."


def _lines_on(merged: Merged) -> tuple[str, ...]:
    on_packs = lines_on_packs(merged.lazy_refused())
    return (*on_packs, *lines_on_held_back(merged.held_back))


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(plain(name) for name in islice(names, _MOST_NAMED))
    more = len(names) - _MOST_NAMED
    return f"{shown} and {more:,} more" if more > 0 else shown
