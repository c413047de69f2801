"""Checked packs become one set of records; no pack can change what another says."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from takeaction.codes import mistake
from takeaction.errors import PackError, Where
from takeaction.lazy import Lazy, computed
from takeaction.limits import Limits
from takeaction.models.pack import Header, Pack
from takeaction.models.record import Record
from takeaction.models.word import Word
from takeaction.packs.checking.pack import Checked
from takeaction.packs.merging import conflicts
from takeaction.packs.rules import links
from takeaction.vocabulary import Kind


class Merged(NamedTuple):
    """What all packs give together.

    Attributes:
        later_packs: Gives the packs that were taken.
        later_records: Gives their records.
        words: Their words.
        later_mistakes: Gives the mistakes.
        later_kinds: Gives the records of each kind that is there.
    """

    later_packs: Lazy[Mapping[str, Pack]]
    later_records: Lazy[Mapping[str, Record]]
    words: tuple[Word, ...]
    later_mistakes: Lazy[tuple[PackError, ...]]
    later_kinds: Lazy[Mapping[Kind, Mapping[str, Record]]]

    @property
    def packs(self) -> Mapping[str, Pack]:
        """The packs that were taken, by id, in order."""
        return self.later_packs()

    @property
    def records(self) -> Mapping[str, Record]:
        """Their records, by full id, in order."""
        return self.later_records()

    @property
    def mistakes(self) -> tuple[PackError, ...]:
        """Those of each pack, and those that come from several being together."""
        return self.later_mistakes()

    def of_kind(self, kind: Kind) -> Mapping[str, Record]:
        """Return the records of a kind, by full id, in order."""
        return self.later_kinds().get(kind, {})


def merge(
    checked: Iterable[Checked],
    limits: Limits,
    suppress: Mapping[str, str],
    hold: "Hold | None" = None,
) -> Merged:
    """Merge checked packs.

    Args:
        checked: In any order.
        limits: How many records all packs may have together.
        suppress: Records that the host hides, by full id, each with the reason.
        hold: What takes packs away that are not as they were accepted; None takes none away.
    """
    given = [each._replace(later_canonical=computed(b"")) for each in checked]  # it is not kept
    mistakes: list[PackError] = []
    most = limits.mistakes
    taken = _one_of_each(hold.choose(given, mistakes) if hold else given, mistakes)
    if hold:
        hold.hold_back(taken, mistakes)
    _within(limits, taken, mistakes)
    mistakes += conflicts.look_alikes(sorted(taken))
    headers = {id: header for id, (header, _) in taken.items()}
    mistakes += conflicts.bounded(conflicts.requirements(headers), most)
    packs = {id: each.later_pack for id, (_, each) in sorted(taken.items()) if each.later_pack}
    told = [each.later_mistakes for each in given]
    whole = Lazy(lambda: _together(taken, suppress, most))
    return Merged(
        later_packs=Lazy(lambda: {id: pack() for id, pack in packs.items()}),
        later_records=Lazy(lambda: _shown_of(whole()[0], taken, suppress)),
        words=tuple(word for _, (_, each) in sorted(taken.items()) for word in each.words),
        later_mistakes=Lazy(lambda: _in_order(told, [*mistakes, *_with_conflicts(*whole())])),
        later_kinds=Lazy(lambda: by_kind(_shown_of(_complete(taken, whole), taken, suppress))),
    )


def _together(
    taken: "Taken", suppress: Mapping[str, str], most: int
) -> tuple[dict[str, Record], list[PackError]]:
    """Put all records together; return them, and what is wrong with their being together."""
    from takeaction.packs.merging import patches

    mistakes: list[PackError] = []
    held = _held(taken)
    former = _former(held)
    today = _today(former)
    records = _following(held, today)
    found = (
        error
        for id, (_, each) in sorted(taken.items())
        for patch in sorted(each.patches, key=lambda patch: patch.target)
        for error in patches.add(records, patches.of_today(patch, today), id, taken)
    )
    mistakes += conflicts.bounded(found, most)
    mistakes += conflicts.bounded(conflicts.dangling(records, taken), most)
    mistakes += conflicts.bounded(conflicts.circles(records.values()), most)
    mistakes += conflicts.suppressed({**former, **records}, suppress)
    return records, mistakes


def _complete(
    taken: "Taken", whole: Lazy[tuple[dict[str, Record], list[PackError]]]
) -> Mapping[str, Record]:
    """Return the records with all that other packs say; without patches that is soon done."""
    if any(each.patches for _, each in taken.values()):
        return whole()[0]
    records = _held(taken)
    today = _today(_former(records)) if len(taken) > 1 else {}  # a single one follows its own
    return _following(records, today)


def _following(records: dict[str, Record], today: Mapping[str, str]) -> dict[str, Record]:
    """Return records that point at others by the ids of today."""
    if not today:
        return records
    return {id: links.of_today(record, today) for id, record in records.items()}


def by_kind(records: Mapping[str, Record]) -> Mapping[Kind, Mapping[str, Record]]:
    """Return the records of each kind that is there, in the order in which they were."""
    kinds: dict[Kind, dict[str, Record]] = {}
    for id, record in records.items():
        kinds.setdefault(record.record_kind, {})[id] = record
    return kinds


def _held(taken: "Taken") -> dict[str, Record]:
    """Return the records of all packs, as each pack has them."""
    return {id: record for _, each in taken.values() for id, record in each.records.items()}


def _shown_of(
    records: Mapping[str, Record], taken: "Taken", suppress: Mapping[str, str]
) -> Mapping[str, Record]:
    """Return the records that the host does not hide, in order of their ids."""
    hidden = _hidden(taken, suppress) if suppress else frozenset()
    return {id: records[id] for id in sorted(records) if id not in hidden}


def _hidden(taken: "Taken", suppress: Mapping[str, str]) -> frozenset[str]:
    """Return what the host hides: a record is hidden under its former ids as well."""
    former = _former(_held(taken))
    return frozenset(suppress).union(*(former.get(old, ()) for old in suppress))


def _today(former: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the id that a record has now for each former id that it alone had."""
    return {old: ids[0] for old, ids in former.items() if len(ids) == 1}


def _former(records: Mapping[str, Record]) -> dict[str, list[str]]:
    """Return the records that had an id which no record has now, by that id."""
    found: dict[str, list[str]] = {}
    for record in records.values():
        for alias in record.aliases:
            old = f"{record.pack}:{alias}"
            if old not in records:
                found.setdefault(old, []).append(record.id)
    return found


def _with_conflicts(records: Mapping[str, Record], mistakes: list[PackError]) -> list[PackError]:
    return [*mistakes, *conflicts.conflicts(records.values())]


def _in_order(
    told: Iterable[Lazy[tuple[PackError, ...]]], mistakes: Iterable[PackError]
) -> tuple[PackError, ...]:
    of_packs = (error for each in told for error in each())
    return tuple(sorted((*of_packs, *mistakes), key=_order))


Taken = dict[str, tuple[Header, Checked]]


class Hold(Protocol):
    """What a lock file says of the packs of one load; both note among *mistakes* what they do."""

    def choose(self, given: list[Checked], mistakes: list[PackError]) -> list[Checked]:
        """Return the packs without those whose id another one has that the lock names."""

    def hold_back(self, taken: Taken, mistakes: list[PackError]) -> None:
        """Take away the packs that are not as they were accepted."""


def _order(error: PackError) -> tuple[str, str, bool, int]:
    where = error.where
    return where.pack or "", where.file or "", error.code == "limit.mistakes", where.line or 0


def _one_of_each(given: list[Checked], mistakes: list[PackError]) -> Taken:
    """Take one pack of each id: one that was given by path before an installed one."""
    by_id: dict[str, list[Checked]] = {}
    for each in given:
        if each.header is not None:
            by_id.setdefault(each.header.id, []).append(each)
    taken: Taken = {}
    for id, same in by_id.items():
        by_path = [each for each in same if each.distribution is None]
        best = by_path or same
        names = ", ".join(sorted(_from(each) for each in same))
        if len(best) == 1 and best[0].header:
            taken[id] = best[0].header, best[0]
            if len(same) > 1:
                problem = f"it was given by path, in place of the installed one ({names})."
                mistakes.append(conflicts.warning("pack.shadowed", problem, Where(id)))
        else:
            problem = f"{len(best)} packs have this id: {names}."
            fix = "take one of them away: which one is right nobody can tell."
            error = mistake("pack.duplicate_id", problem, Where(id), fix)
            mistakes.append(error)
    return taken


def _from(each: Checked) -> str:
    return each.distribution or "a path"


def _within(limits: Limits, taken: Taken, mistakes: list[PackError]) -> None:
    """Leave out the packs, the largest first, that make the whole too large.

    So a pack cannot crowd out a small one by the order of their ids.
    """
    total = 0
    sizes = sorted((len(each.records), id) for id, (_, each) in taken.items())
    for size, id in sizes:
        if total + size > limits.catalog_records:
            problem = f"all packs together have more than {limits.catalog_records:,} records."
            fix = "raise catalog_records in Limits, or load fewer packs."
            error = mistake("limit.records", problem, Where(id), fix)
            mistakes.append(error)
            del taken[id]
        else:
            total += size
