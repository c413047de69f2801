"""Merge checked packs into one set of records. A pack can add to another's, never change them.

The steps: choose one pack for each id, hold back what the lock refuses, leave out those that
make the total too large and what their publisher took back, join their records, add patches,
find conflicts. All from the joining on happens when somebody asks for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from takeaction.core_data import Tongue
from takeaction.errors import Outcome, PackError
from takeaction.lazy import Lazy, computed
from takeaction.limits import Limits
from takeaction.models.amendments.added import Added
from takeaction.models.pack import Header, Pack
from takeaction.models.record import Record
from takeaction.models.word import Word
from takeaction.packs.checking.pack import Checked
from takeaction.packs.merging import conflicts
from takeaction.packs.merging.choice import ChosenPacks, choose_packs, leave_out_largest
from takeaction.packs.merging.joining import (
    Joined,
    has_patches,
    join_records,
    patched_records,
    without_hidden,
)
from takeaction.vocabulary.records import Kind

if TYPE_CHECKING:
    from takeaction.models.amendments.withdrawal import Withdrawal
    from takeaction.packs.merging.withdrawal import Withdrawals

_NO_PREFERENCE: Mapping[str, str] = {}
_NONE_WITHDRAWN: "Mapping[str, Withdrawal]" = {}


class PackFilter(Protocol):
    """The choice of the packs and records to merge, made by a lock.

    Both steps add a mistake to *mistakes* for each pack and record that they leave out.
    """

    def choose(self, packs: list[Checked], mistakes: list[PackError]) -> list[Checked]:
        """Return the packs without the rivals of those that the lock names: others of their id."""

    def hold_back(self, chosen: ChosenPacks, mistakes: list[PackError]) -> None:
        """Remove records that nobody accepted as they are, and packs that are somebody else's."""


class Merged(NamedTuple):
    """The records, words and mistakes of all packs together.

    Attributes:
        lazy_packs: The packs in use, by id, in order.
        lazy_records: Their records, by full id, in order.
        words: Their words, in order of pack.
        lazy_mistakes: The mistakes of each pack and those between packs.
        lazy_kinds: The records of each kind that there is.
        withdrawn: What publishers took back of them, by id.
        lazy_left_out: The packs that something was left out of, as messages call them.
        lazy_added: What patches added, by the full id of the record.
        distributions: The installed distribution of each pack, by id, or None.
        lazy_refused: The mistakes that cost a whole pack.
        held_back: The full ids of the records that the lock holds back, by pack.
        lazy_tongues: The languages whose first sentences a pack translates, by tag.
    """

    lazy_packs: Lazy[Mapping[str, Pack]]
    lazy_records: Lazy[Mapping[str, Record]]
    words: tuple[Word, ...]
    lazy_mistakes: Lazy[tuple[PackError, ...]]
    lazy_kinds: Lazy[Mapping[Kind, Mapping[str, Record]]]
    withdrawn: "Mapping[str, Withdrawal]" = _NONE_WITHDRAWN
    lazy_left_out: Lazy[frozenset[str]] = computed(frozenset())
    lazy_added: Lazy[Mapping[str, Added]] = computed({})
    distributions: Mapping[str, str | None] = {}
    lazy_refused: Lazy[tuple[PackError, ...]] = computed(())
    held_back: Mapping[str, frozenset[str]] = {}
    lazy_tongues: Lazy[Mapping[str, Tongue]] = computed({})

    @property
    def packs(self) -> Mapping[str, Pack]:
        """The packs in use, by id, in order."""
        return self.lazy_packs()

    @property
    def records(self) -> Mapping[str, Record]:
        """Their records, by full id, in order."""
        return self.lazy_records()

    @property
    def mistakes(self) -> tuple[PackError, ...]:
        """The mistakes of each pack and those between packs, in order of pack, file and line."""
        return self.lazy_mistakes()

    def of_kind(self, kind: Kind) -> Mapping[str, Record]:
        """Return the records of a kind, by full id, in order."""
        return self.lazy_kinds().get(kind, {})


def merge(  # noqa: PLR0913 - the terms of a load
    checked: Iterable[Checked],
    limits: Limits,
    suppress: Mapping[str, str],
    pack_filter: PackFilter | None = None,
    *,
    prefer: Mapping[str, str] = _NO_PREFERENCE,
    withdrawn: "Sequence[Withdrawal]" = (),
) -> Merged:
    """Merge checked packs into one set of records.

    Args:
        checked: In any order, which changes nothing.
        limits: The most records of all packs together, and the most mistakes to report.
        suppress: Records that the host hides, by full id, each with the reason.
        pack_filter: The choice that the lock makes; None leaves no pack out.
        prefer: The distribution that the host prefers for an id that several of them have.
        withdrawn: What publishers took back.
    """
    # Nobody asks for the canonical form from here on, and it can be large.
    packs = [pack._replace(lazy_canonical=computed(b"")) for pack in checked]
    mistakes: list[PackError] = []
    candidates = pack_filter.choose(packs, mistakes) if pack_filter else packs
    if prefer:
        from takeaction.packs.merging.preference import report_unmet  # most hosts prefer none

        mistakes += report_unmet(prefer, candidates, packs)
    chosen = choose_packs(candidates, prefer, mistakes)
    if pack_filter:
        pack_filter.hold_back(chosen, mistakes)
    leave_out_largest(chosen, limits, mistakes)
    withdrawals = _leave_out_withdrawn(chosen, withdrawn, mistakes) if withdrawn else None
    mistakes += conflicts.find_look_alikes(sorted(chosen))
    headers = {id: header for id, (header, _) in chosen.items()}
    unmet = conflicts.find_unmet_requirements(headers)
    mistakes += conflicts.limit_per_pack(unmet, limits.mistakes)
    lazy_packs = {id: pack.lazy_pack for id, (_, pack) in sorted(chosen.items()) if pack.lazy_pack}
    pack_mistakes = [pack.lazy_mistakes for pack in packs]
    visible = partial(without_hidden, chosen, suppress, withdrawals)
    joined = Lazy(lambda: join_records(chosen, suppress, withdrawals, limits.mistakes))
    return Merged(
        lazy_packs=Lazy(lambda: {id: lazy_pack() for id, lazy_pack in lazy_packs.items()}),
        lazy_records=Lazy(lambda: visible(joined().records)),
        words=tuple(word for _, (_, pack) in sorted(chosen.items()) for word in pack.words),
        lazy_mistakes=Lazy(lambda: _all_mistakes(pack_mistakes, mistakes, joined())),
        lazy_kinds=Lazy(lambda: group_by_kind(visible(patched_records(chosen, joined)))),
        withdrawn=withdrawals.by_id if withdrawals else {},
        lazy_left_out=Lazy(partial(_left_out, packs, mistakes, withdrawals)),
        lazy_added=Lazy(lambda: joined().added if has_patches(chosen) else {}),
        distributions={id: pack.distribution for id, (_, pack) in chosen.items()},
        lazy_refused=Lazy(partial(_refused, packs, tuple(mistakes))),
        held_back={id: pack.held_back for id, (_, pack) in chosen.items() if pack.held_back},
        lazy_tongues=Lazy(partial(_tongues, tuple(sorted(chosen.items())))),
    )


def _tongues(
    chosen: Iterable[tuple[str, tuple[Header, Checked]]],
) -> Mapping[str, Tongue]:
    """Return the languages whose first sentences a pack translates: the first pack by its id."""
    tongues: dict[str, Tongue] = {}
    for id, (_, pack) in chosen:
        for language, texts in pack.lazy_frames().items() if pack.lazy_frames else ():
            tongues.setdefault(language, Tongue(language, id, texts))
    return tongues


def _refused(packs: Iterable[Checked], mistakes: Iterable[PackError]) -> tuple[PackError, ...]:
    """Return the mistakes that cost a whole pack; a pack with a header gives something so far."""
    unusable = (error for pack in packs if pack.header is None for error in pack.mistakes)
    return tuple(e for e in (*unusable, *mistakes) if e.outcome is Outcome.QUARANTINE)


def _left_out(
    packs: Iterable[Checked], mistakes: Iterable[PackError], withdrawals: "Withdrawals | None"
) -> frozenset[str]:
    """Return the packs that something was left out of.

    Wording costs nothing, so it is not looked at: that takes longer than all the rest.
    """
    taken_back = withdrawals.by_id.values() if withdrawals else ()
    losses = [error for pack in packs if pack.has_losses for error in pack.mistakes]
    return losing_packs((*losses, *mistakes)) | {withdrawal.pack for withdrawal in taken_back}


def losing_packs(mistakes: Iterable[PackError]) -> frozenset[str]:
    """Return the packs that a mistake costs something, as messages call them."""
    return frozenset(
        error.where.pack or "" for error in mistakes if error.outcome is not Outcome.WARN
    )


def _leave_out_withdrawn(
    chosen: ChosenPacks, withdrawn: "Sequence[Withdrawal]", mistakes: list[PackError]
) -> "Withdrawals":
    """Leave out the editions that were taken back, and find the records and contacts that were."""
    from takeaction.packs.merging.withdrawal import Withdrawals  # most hosts have no list

    withdrawals = Withdrawals(chosen, withdrawn)
    mistakes += withdrawals.edition_mistakes()
    return withdrawals


def _all_mistakes(
    pack_mistakes: Iterable[Lazy[tuple[PackError, ...]]],
    early_mistakes: Iterable[PackError],
    joined: Joined,
) -> tuple[PackError, ...]:
    """Return all mistakes in order, after a search for numbers and hosts that conflict.

    Args:
        pack_mistakes: The mistakes of each pack.
        early_mistakes: The mistakes found before the records were joined.
        joined: The joined records, and the mistakes found since.
    """
    contact_conflicts = list(conflicts.find_contact_conflicts(joined.records.values()))
    in_packs = (error for lazy_mistakes in pack_mistakes for error in lazy_mistakes())
    errors = (*in_packs, *early_mistakes, *joined.mistakes, *contact_conflicts)
    return tuple(sorted(errors, key=_order))


def _order(error: PackError) -> tuple[str, str, bool, int]:
    """Order mistakes by pack, file and line; the count of the others is last in its file."""
    where = error.where
    return where.pack or "", where.file or "", error.code == "limit.mistakes", where.line or 0


def group_by_kind(records: Mapping[str, Record]) -> Mapping[Kind, Mapping[str, Record]]:
    """Group records by kind; each group keeps their order."""
    kinds: dict[Kind, dict[str, Record]] = {}
    for id, record in records.items():
        kinds.setdefault(record.record_kind, {})[id] = record
    return kinds
