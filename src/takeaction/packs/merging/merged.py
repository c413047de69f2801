"""Merge checked packs into one set of records. A pack can add to another's, never change them.

The steps: choose one pack for each id, hold back what the lock refuses, leave out those that make
the total too large and what their publisher took back, join their records, add patches, find
conflicts. All from the joining on happens on first use.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

import attrs

from takeaction.core_data import Tongue
from takeaction.errors import Outcome, PackError, Where, plain, shown
from takeaction.lazy import Lazy, computed
from takeaction.limits import Limits
from takeaction.models.action import Action
from takeaction.models.pack import Added, Header, Pack
from takeaction.models.record import Record
from takeaction.models.resource import Resource
from takeaction.models.word import Word
from takeaction.packs.checking.pack import Checked
from takeaction.packs.rules import address, links
from takeaction.vocabulary.codes import mistake
from takeaction.vocabulary.records import Kind

if TYPE_CHECKING:
    from takeaction.models.pack import Withdrawal
    from takeaction.packs.merging.withdrawal import Withdrawals


ChosenPacks = dict[str, tuple[Header, Checked]]
"""One pack for each id, with its header."""


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


class Joined(NamedTuple):
    """The records of all packs with their patches, what these added, and the mistakes."""

    records: dict[str, Record]
    added: dict[str, Added]
    mistakes: list[PackError]


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
        from takeaction.packs.merging.patches import report_unmet  # most hosts prefer none

        mistakes += report_unmet(prefer, candidates, packs)
    chosen = choose_packs(candidates, prefer, mistakes)
    if pack_filter:
        pack_filter.hold_back(chosen, mistakes)
    leave_out_largest(chosen, limits, mistakes)
    withdrawals = None
    if withdrawn:
        from takeaction.packs.merging.withdrawal import Withdrawals  # most hosts have no list

        withdrawals = Withdrawals(chosen, withdrawn)
        mistakes += withdrawals.edition_mistakes()
    mistakes += find_look_alikes(sorted(chosen))
    headers = {id: header for id, (header, _) in chosen.items()}
    unmet = find_unmet_requirements(headers)
    mistakes += limit_per_pack(unmet, limits.mistakes)
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
    # The first pack by its id.
    tongues: dict[str, Tongue] = {}
    for id, (_, pack) in chosen:
        for language, texts in pack.lazy_frames().items() if pack.lazy_frames else ():
            tongues.setdefault(language, Tongue(language, id, texts))
    return tongues


def _refused(packs: Iterable[Checked], mistakes: Iterable[PackError]) -> tuple[PackError, ...]:
    # A pack with a header gives something so far.
    unusable = (error for pack in packs if pack.header is None for error in pack.mistakes)
    return tuple(e for e in (*unusable, *mistakes) if e.outcome is Outcome.QUARANTINE)


def _left_out(
    packs: Iterable[Checked], mistakes: Iterable[PackError], withdrawals: "Withdrawals | None"
) -> frozenset[str]:
    # Wording costs nothing, so it is not looked at: that takes longer than all the rest.
    taken_back = withdrawals.by_id.values() if withdrawals else ()
    losses = [error for pack in packs if pack.has_losses for error in pack.mistakes]
    return losing_packs((*losses, *mistakes)) | {withdrawal.pack for withdrawal in taken_back}


def losing_packs(mistakes: Iterable[PackError]) -> frozenset[str]:
    """Return the packs that a mistake costs something, as messages call them."""
    return frozenset(
        error.where.pack or "" for error in mistakes if error.outcome is not Outcome.WARN
    )


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
    contact_conflicts = list(find_contact_conflicts(joined.records.values()))
    in_packs = (error for lazy_mistakes in pack_mistakes for error in lazy_mistakes())
    errors = (*in_packs, *early_mistakes, *joined.mistakes, *contact_conflicts)
    return tuple(sorted(errors, key=_order))


def _order(error: PackError) -> tuple[str, str, bool, int]:
    # The count of the mistakes that are not listed is last in its file.
    where = error.where
    return where.pack or "", where.file or "", error.code == "limit.mistakes", where.line or 0


def group_by_kind(records: Mapping[str, Record]) -> Mapping[Kind, Mapping[str, Record]]:
    """Group records by kind; each group keeps their order."""
    kinds: dict[Kind, dict[str, Record]] = {}
    for id, record in records.items():
        kinds.setdefault(record.record_kind, {})[id] = record
    return kinds


# One pack for each id, and the total size


def choose_packs(
    packs: list[Checked], prefer: Mapping[str, str], mistakes: list[PackError]
) -> ChosenPacks:
    """Choose one pack for each id, and none where nobody can tell which was first."""
    by_id: dict[str, list[Checked]] = {}
    for pack in packs:
        if pack.header is not None:
            by_id.setdefault(pack.header.id, []).append(pack)
    chosen: ChosenPacks = {}
    for id, rivals in by_id.items():
        best = _choose_one(id, rivals, prefer.get(id), mistakes)
        if best and best.header:
            chosen[id] = best.header, best
    return chosen


def _choose_one(
    id: str, rivals: list[Checked], distribution: str | None, mistakes: list[PackError]
) -> Checked | None:
    """Choose one pack of an id: by path, as the host prefers, ours, or the one that was first."""
    if len(rivals) == 1:
        return rivals[0]
    candidates = prefer_paths(rivals)
    if len(candidates) == 1:
        replaced = _origins(pack for pack in rivals if pack is not candidates[0])
        problem = f"the pack given by path replaces the installed one ({replaced})."
        mistakes.append(warning("pack.shadowed", problem, Where(id)))
        return candidates[0]
    from takeaction.packs.merging import patches  # rivals are rare

    preferred = patches.preferred_of(candidates, distribution)
    if len(preferred) == 1:
        mistakes += patches.report_left_out(id, preferred[0], candidates)
        return preferred[0]
    first = patches.first_of(id, preferred)
    if first:
        mistakes += patches.report_second(id, first, preferred)
        return first
    problem = f"{len(preferred)} packs have this id: {_origins(preferred)}."
    fix = patches.fix_for(id, preferred)
    mistakes.append(mistake("pack.duplicate_id", problem, Where(id), fix))
    return None


def prefer_paths(rivals: list[Checked]) -> list[Checked]:
    """Return the packs that were given by path, or all if none was.

    An author who tries a change names a folder on purpose, so a path goes before an installed pack.
    """
    return [pack for pack in rivals if pack.distribution is None] or rivals


def origin_of(pack: Checked) -> str:
    """Return the distribution that a pack comes from, or ``a path``."""
    return plain(pack.distribution) if pack.distribution else "a path"


def _origins(packs: Iterable[Checked]) -> str:
    return ", ".join(sorted(map(origin_of, packs)))


def leave_out_largest(chosen: ChosenPacks, limits: Limits, mistakes: list[PackError]) -> None:
    """Leave out packs, the largest first, until the others stay within the limit.

    So a large pack cannot crowd out a small one.
    """
    total = 0
    sizes = sorted((len(pack.records), id) for id, (_, pack) in chosen.items())
    for size, id in sizes:
        if total + size > limits.catalog_records:
            problem = f"it takes the total over the limit of {limits.catalog_records:,} records."
            fix = "raise catalog_records in Limits, or load fewer packs."
            mistakes.append(mistake("limit.records", problem, Where(id), fix))
            del chosen[id]
        else:
            total += size


# Records of all packs together: with their patches, without what is hidden or taken back.


def join_records(
    chosen: ChosenPacks,
    suppress: Mapping[str, str],
    withdrawals: "Withdrawals | None",
    limit: int,
) -> Joined:
    """Join the records of all packs, add the patches, and find the mistakes between packs."""
    from takeaction.packs.merging import patches  # no first answer needs it

    mistakes: list[PackError] = []
    originals = _records_of(chosen)
    by_former_id = group_by_former_id(originals)
    current_ids = current_ids_of(by_former_id)
    records = with_current_links(originals, current_ids)
    added: dict[str, Added] = {}
    patch_mistakes = (
        error
        for id, (_, pack) in sorted(chosen.items())
        for patch in sorted(pack.patches, key=lambda patch: patch.target)
        for error in patches.add_patch(
            records,
            added,
            attrs.evolve(patch, target=current_ids.get(patch.target, patch.target)),
            id,
            chosen,
        )
    )
    mistakes += limit_per_pack(patch_mistakes, limit)
    held_back = frozenset().union(*(pack.held_back for _, pack in chosen.values()))
    dangling_links = find_dangling_links(records, chosen, held_back)
    mistakes += limit_per_pack(dangling_links, limit)
    mistakes += limit_per_pack(find_circles(records.values()), limit)
    mistakes += report_suppressed({**by_former_id, **records}, suppress)
    if withdrawals:
        mistakes += withdrawals.mistakes(without_hidden(chosen, suppress, None, records), limit)
    return Joined(records, added, mistakes)


def has_patches(chosen: ChosenPacks) -> bool:
    """Return whether one of the packs adds to another."""
    return any(pack.patches for _, pack in chosen.values())


def patched_records(chosen: ChosenPacks, joined: Lazy[Joined]) -> Mapping[str, Record]:
    """Return the records with their patches; without patches, skip the search for mistakes."""
    if has_patches(chosen):
        return joined().records
    records = _records_of(chosen)
    # The links of a single pack already follow its own former ids.
    current_ids = current_ids_of(group_by_former_id(records)) if len(chosen) > 1 else {}
    return with_current_links(records, current_ids)


def _records_of(chosen: ChosenPacks) -> dict[str, Record]:
    return {id: record for _, pack in chosen.values() for id, record in pack.records.items()}


def without_hidden(
    chosen: ChosenPacks,
    suppress: Mapping[str, str],
    withdrawals: "Withdrawals | None",
    records: Mapping[str, Record],
) -> Mapping[str, Record]:
    """Return the records that nobody hides or has taken back, in order of id."""
    hidden = _hidden_ids(chosen, suppress) if suppress else frozenset()
    remaining = {id: records[id] for id in sorted(records) if id not in hidden}
    return withdrawals.remaining(remaining) if withdrawals else remaining


def _hidden_ids(chosen: ChosenPacks, suppress: Mapping[str, str]) -> frozenset[str]:
    # A former id hides every record that had it.
    by_former_id = group_by_former_id(_records_of(chosen))
    return frozenset(suppress).union(*(by_former_id.get(id, ()) for id in suppress))


# Mistakes between packs that are merged. None of them costs a record.


def warning(code: str, problem: str, where: Where, fix: str = "") -> PackError:
    """Return a mistake that only warns, even if its code usually costs a record."""
    return mistake(code, problem, where, fix, Outcome.WARN)


def limit_per_pack(errors: Iterable[PackError], limit: int) -> Iterator[PackError]:
    """Return the first mistakes of each pack, then the number of its others.

    Args:
        errors: In any order, which is kept.
        limit: The most mistakes to return for one pack.
    """
    counts: dict[str | None, int] = {}
    for error in errors:
        pack = error.where.pack
        counts[pack] = counts.get(pack, 0) + 1
        if counts[pack] <= limit:
            yield error
    for pack, count in counts.items():
        if count > limit:
            mistakes = f"{count - limit:,} more mistake{'s' * (count - limit > 1)}"
            problem = f"this pack and others have {mistakes} between them."
            yield warning("limit.mistakes", problem, Where(pack), "fix those above first.")


def find_look_alikes(ids: list[str]) -> Iterator[PackError]:
    """Find packs whose ids are easily mistaken for one another."""
    for one, other in address.look_alike_pairs(ids):
        problem = f"its id is easily mistaken for {shown(other)}."
        fix = "check that you know both publishers."
        yield warning("pack.look_alike", problem, Where(one), fix)


def find_unmet_requirements(packs: Mapping[str, Header]) -> Iterator[PackError]:
    """Find packs that require a missing pack, or require themselves in a circle."""
    loaded = {
        id: [required for required in header.requires if required in packs]
        for id, header in packs.items()
    }
    circular = set().union(*links.circles_in(loaded))
    for id, header in sorted(packs.items()):
        for required in header.requires:
            if required not in packs:
                problem = f"it requires the pack {shown(required)}, which is not loaded."
                yield warning("pack.requires", problem, Where(id), f"install {required}.")
        if id in circular:
            problem = "it requires itself, through the packs it requires."
            yield warning("pack.requires", problem, Where(id), "break the circle.")


def find_dangling_links(
    records: Mapping[str, Record], packs: Container[str], held_back: Container[str]
) -> Iterator[PackError]:
    """Find links to missing records of packs that are loaded.

    Args:
        records: The records of all packs, by full id.
        packs: The ids of the packs.
        held_back: The full ids of the records that a lock holds back: that is another mistake.
    """
    for record in records.values():
        for field, id, _ in links.references(record):
            owner = id.partition(":")[0]
            is_foreign = owner != record.pack and owner in packs
            if is_foreign and id not in records and id not in held_back:
                problem = f"there is no record {shown(id)}."
                where = Where(record.pack, record=record.local_id, field=field)
                yield warning("ref.missing", problem, where, "name another record.")


def find_circles(records: Iterable[Record]) -> Iterator[PackError]:
    """Find actions that come after themselves through other packs, so that they are never shown."""
    actions: dict[str, Action] = {
        record.id: record for record in records if isinstance(record, Action)
    }
    for action, fault in links.cycle_faults(actions):
        where = Where(action.pack, record=action.local_id, field=fault.field)
        yield warning(fault.code, fault.problem, where, fault.fix)


def find_contact_conflicts(records: Iterable[Record]) -> Iterator[PackError]:
    """Find numbers, hosts and names of several packs that contradict or resemble each other."""
    # They compare many values, and only the mistakes need them.
    from takeaction.packs.rules import conflicts

    resources = [record for record in records if isinstance(record, Resource)]
    for resource, fault in (
        *conflicts.conflicting_numbers(resources),
        *conflicts.look_alike_hosts(resources),
        *conflicts.disagreements(resources),
        *conflicts.claimed_names(resources),
    ):
        where = Where(resource.pack, record=resource.local_id, field=fault.field)
        yield warning(fault.code, fault.problem, where, fault.fix)


def report_suppressed(records: Container[str], suppress: Mapping[str, str]) -> Iterator[PackError]:
    """Report each record that the host hides, and each that does not exist."""
    for id, reason in sorted(suppress.items()):
        where = Where(id.partition(":")[0], record=id.partition(":")[2])
        if id in records:
            problem = f"the host hides this record: {shown(reason)}."
            yield warning("host.suppressed", problem, where)
        else:
            problem = "the host hides this record, which does not exist."
            yield warning("host.suppressed", problem, where, "remove it from suppress.")


# Former ids: the current id of each, and links that use it.


def group_by_former_id(records: Mapping[str, Record]) -> dict[str, list[str]]:
    """Group the ids of records by their former ids, if no record has these now."""
    by_former_id: dict[str, list[str]] = {}
    for record in records.values():
        for alias in record.aliases:
            former = f"{record.pack}:{alias}"
            if former not in records:
                by_former_id.setdefault(former, []).append(record.id)
    return by_former_id


def current_ids_of(by_former_id: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the current id for each former id that only one record had."""
    return {former: ids[0] for former, ids in by_former_id.items() if len(ids) == 1}


def with_current_links(
    records: dict[str, Record], current_ids: Mapping[str, str]
) -> dict[str, Record]:
    """Return records whose links use current ids."""
    if not current_ids:
        return records
    return {id: links.with_current_ids(record, current_ids) for id, record in records.items()}
