"""Check the packs of a load against a lock, and hold back those that differ from it."""

import os
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import attrs

from takeaction import core_data
from takeaction.errors import Outcome, PackError, Where, plain, shown
from takeaction.lazy import Lazy
from takeaction.limits import Limits
from takeaction.lock.lines import names_digest
from takeaction.lock.lock import LONGEST_REVIEWER, Lock, LockedPack
from takeaction.models.pack import Header, Pack
from takeaction.packs.checking.pack import Checked, check
from takeaction.packs.merging.merged import ChosenPacks, merge, origin_of, prefer_paths
from takeaction.packs.rules.address import look_alike_pairs
from takeaction.packs.sources.discovery import discover
from takeaction.vocabulary.codes import mistake
from takeaction.vocabulary.records import Kind

if TYPE_CHECKING:
    from takeaction.models.pack import Patch
    from takeaction.packs.faults import Fault


_T = TypeVar("_T")
LockMode = Literal["warn", "enforce"]
Unknown = Literal["warn", "hold"]
QUARANTINE = Outcome.QUARANTINE
CORE_DATA = "core"
"""The name by which somebody accepts the core's own data."""


@attrs.frozen
class LockCheck:
    """The check of one load against a lock; it chooses the packs to merge.

    Attributes:
        lock: The accepted packs.
        mode: ``enforce`` holds back each record with a safety-critical change, ``warn`` keeps it.
        requested: The ids of the packs that the host asks for; None for all.
        limit: The most changes to report for a pack.
        unknown: ``hold`` holds back packs that nobody has accepted, ``warn`` keeps them.
    """

    lock: Lock
    mode: LockMode = "enforce"
    requested: Collection[str] | None = None
    limit: int = Limits().mistakes
    unknown: Unknown = "warn"

    @property
    def distributions(self) -> dict[str, str]:
        """The distribution of each accepted pack that came from one, by the id of the pack."""
        return {pack.id: pack.distribution for pack in self.lock.packs if pack.distribution}

    def choose(self, packs: list[Checked], mistakes: list[PackError]) -> list[Checked]:
        """Return the packs without the rivals of those that the lock names.

        The name of the distribution decides; between two of one name, the content does.
        """
        by_id: dict[str, list[Checked]] = {}
        for pack in packs:
            if pack.header:
                by_id.setdefault(pack.header.id, []).append(pack)
        left_out: list[Checked] = []
        for id, rivals in sorted(by_id.items()):
            locked, preferred = self.lock.get(id), prefer_paths(rivals)
            named = _named_by_lock(preferred, locked) if locked else None
            if named:
                others = [pack for pack in preferred if pack is not named]
                mistakes += (_not_named(id, pack, named) for pack in others)
                left_out += others
        return [pack for pack in packs if all(pack is not other for other in left_out)]

    def hold_back(self, chosen: ChosenPacks, mistakes: list[PackError]) -> None:
        """Remove what nobody accepted: records that differ, and look-alikes of accepted packs.

        A whole pack goes only if somebody else publishes it, or if the host wants no unknown ones.
        """
        unknown = [id for id in chosen if self.lock.get(id) is None]
        alike: dict[str, list[str]] = {}
        ids = {*unknown, *(pack.id for pack in self.lock.packs)} if unknown else set[str]()
        for pair in look_alike_pairs(ids):
            for id, other in (pair, pair[::-1]):
                alike.setdefault(id, []).append(other)
        for id, (header, checked) in sorted(chosen.items()):
            locked = self.lock.get(id)
            if locked is None:
                left = self._check_unknown(id, header, checked, alike.get(id, ()), mistakes)
            elif _is_as_accepted(locked, header, checked):
                continue
            else:
                left = self._check_accepted(locked, header, checked, mistakes)
            if left is None:
                del chosen[id]
            else:
                # Nobody has accepted what this edition says in our own place.
                chosen[id] = left[0], left[1]._replace(lazy_frames=None)

    # Packs that somebody accepted

    def _check_accepted(
        self, locked: LockedPack, header: Header, checked: Checked, mistakes: list[PackError]
    ) -> tuple[Header, Checked] | None:
        """Return the accepted part of a pack whose content differs; None if nothing remains."""
        # Values are worked out only where a digest differs; no other load imports this.
        from takeaction.lock.changes import Differences

        differences = Differences(locked, pin_values(header, checked), header, checked)
        owners = [
            self._error(
                "lock.safety_changed",
                str(change),
                Where(change.id, field=change.field),
                checked,
                QUARANTINE,
            )
            for change in differences.owners
        ]
        if owners:
            mistakes += owners
            if self.mode == "enforce":
                return None
        errors = [
            self._error(code, problem, where, checked, outcome)
            for code, problem, where, outcome in differences.problems(self.limit)
        ]
        if not errors and not owners:
            problem = "its wording has changed since it was accepted; nothing safety-critical has."
            errors = [self._error("lock.reworded", problem, Where(locked.id), checked)]
        mistakes += errors
        if self.mode == "warn":
            return header, self._without_words(differences.with_outdated(), differences.held)
        shown_header, left, dependants = differences.without_held()
        mistakes += self._dependants(locked.id, dependants, checked)
        return shown_header, left

    def _dependants(
        self, id: str, dependants: "Sequence[tuple[str, Fault]]", checked: Checked
    ) -> Iterator[PackError]:
        """Report the records that went, or have a broken link now, for want of one held back."""
        fix = "accept what it needs, and it is back."
        for record, fault in dependants[: self.limit]:
            problem = "it needs something of this pack that the lock holds back."
            where = Where(id, record=record, field=fault.field)
            yield mistake(fault.code, problem, where, fix, fault.outcome, checked.distribution)
        if len(dependants) > self.limit:
            problem = (
                f"{len(dependants) - self.limit:,} more of its records need what is held back."
            )
            yield mistake("ref.dropped", problem, Where(id), fix, None, checked.distribution)

    # Packs that nobody accepted

    def _check_unknown(
        self,
        id: str,
        header: Header,
        checked: Checked,
        alike: Iterable[str],
        mistakes: list[PackError],
    ) -> tuple[Header, Checked] | None:
        """Return the allowed part of a pack that nobody accepted; None if it is held back."""
        accepted = sorted(other for other in alike if self.lock.get(other))
        look_alikes = [_look_alike(id, other, checked) for other in accepted]
        is_held = self.unknown == "hold"
        mistakes += look_alikes
        problem, outcome = "this pack is not in the lock.", QUARANTINE if is_held else Outcome.WARN
        where, fix, distribution = Where(id), _how_to_accept(id), checked.distribution
        mistakes.append(mistake("lock.unknown_pack", problem, where, fix, outcome, distribution))
        if look_alikes or is_held:
            return None
        return header, self._without_patches_of_accepted(id, checked, mistakes)

    def _without_patches_of_accepted(
        self, id: str, checked: Checked, errors: list[PackError]
    ) -> Checked:
        refused = [patch for patch in checked.patches if self._is_of_accepted(patch)]
        problem = "nobody has accepted what this adds to an accepted pack."
        for patch in refused[: self.limit]:
            where = Where(id, record=patch.target)
            errors.append(self._error("lock.unknown_patch", problem, where, checked))
        if len(refused) > self.limit:
            problem = f"nobody has accepted {len(refused) - self.limit:,} more of its patches."
            errors.append(self._error("lock.unknown_patch", problem, Where(id), checked))
        if self.mode == "warn":
            return self._without_words(checked, {patch.target for patch in refused})
        allowed = (patch for patch in checked.patches if not self._is_of_accepted(patch))
        return checked._replace(patches=tuple(allowed))

    def _is_of_accepted(self, patch: "Patch") -> bool:
        return self.lock.get(patch.target.partition(":")[0]) is not None

    def _without_words(self, checked: Checked, targets: Container[str]) -> Checked:
        """Leave out what patches say in place of words that somebody accepted, in every mode."""
        patches = tuple(
            attrs.evolve(patch, translations=())
            if patch.target in targets and self._is_of_accepted(patch)
            else patch
            for patch in checked.patches
        )
        return checked._replace(patches=patches)

    def _error(
        self,
        code: str,
        problem: str,
        where: Where,
        checked: Checked,
        outcome: Outcome | None = None,
    ) -> PackError:
        # Where the lock is not enforced it only warns.
        cost = outcome if self.mode == "enforce" else Outcome.WARN
        fix = _how_to_accept(where.pack or "")
        return mistake(code, problem, where, fix, cost, checked.distribution)

    def with_own(
        self, mistakes: Lazy[tuple[PackError, ...]], packs: Lazy[Mapping[str, Pack]]
    ) -> tuple[PackError, ...]:
        """Add the mistakes of the lock as a whole: missing packs, another core.

        A pack is not reported as missing if another mistake names the reason.

        Args:
            mistakes: All other mistakes of the load.
            packs: The packs in use.
        """
        errors = mistakes()
        left_out = {error.where.pack for error in errors if error.outcome is Outcome.QUARANTINE}
        missing = [
            locked.id
            for locked in self.lock.packs
            if locked.id not in left_out
            and locked.id not in packs()
            and (self.requested is None or locked.id in self.requested)
        ]
        return (*errors, *map(_missing_pack, missing), *self._mistakes_of_lock())

    def _mistakes_of_lock(self) -> Iterator[PackError]:
        if self.lock.core and self.lock.core != core_data.data_digest():
            problem = "the data of takeaction itself are not those that were accepted."
            fix = (
                "if you have not updated takeaction, install it again; if you have, accept them "
                f'with "takeaction lock --accept {CORE_DATA} --reviewer NAME".'
            )
            yield mistake("lock.core_changed", problem, Where(), fix)


def _look_alike(id: str, accepted: str, checked: Checked) -> PackError:
    problem = f"its id is easily mistaken for {shown(accepted)}, which is in the lock."
    fix, outcome = "if you know its publisher, accept it too.", Outcome.QUARANTINE
    return mistake("pack.look_alike", problem, Where(id), fix, outcome, checked.distribution)


def _how_to_accept(id: str) -> str:
    return (
        'see "takeaction lock --diff", then accept it with '
        f'"takeaction lock --accept {id} --reviewer NAME".'
    )


def _is_as_accepted(locked: LockedPack, header: Header, checked: Checked) -> bool:
    # Equal files have equal content. Only where they differ is the content itself worth a digest.
    is_same = bool(locked.files) and checked.lazy_files() == locked.files
    is_same = is_same or (checked.pack is not None and checked.pack.digest == locked.digest)
    return is_same and locked.holds({key for key, _ in _models(header, checked)})


def _missing_pack(id: str) -> PackError:
    problem = "this pack is in the lock, but it is not installed."
    fix = (
        "install it, or remove it from the lock with "
        f'"takeaction lock --accept {id} --reviewer NAME".'
    )
    return mistake("lock.missing_pack", problem, Where(id), fix)


def _named_by_lock(rivals: list[Checked], locked: LockedPack) -> Checked | None:
    """Return the pack that a lock names among several of its id, or None if that is uncertain."""
    named = [pack for pack in rivals if pack.distribution == locked.distribution] or rivals
    if len(named) > 1:
        named = [pack for pack in named if pack.pack and pack.pack.digest == locked.digest]
    return named[0] if named else None


def _not_named(id: str, checked: Checked, named: Checked) -> PackError:
    problem = (
        f"the lock names the pack from {origin_of(named)}, not this one from {origin_of(checked)}."
    )
    fix, distribution = "remove this one.", checked.distribution
    return mistake("pack.duplicate_id", problem, Where(id), fix, distribution=distribution)


# Write locks


def pin(header: Header, checked: Checked) -> LockedPack:
    """Return the state of a pack, as a lock stores it."""
    from takeaction.lock.changes import cautions_of  # no load needs it

    pinned, pack = pin_values(header, checked), checked.pack
    return attrs.evolve(
        pinned,
        digest=pack.digest if pack else "",
        version=plain(pack.version, LONGEST_REVIEWER) if pack and pack.version else None,
        files=checked.lazy_files() or None,
        record_names=names_digest(pinned.wording),
        cautions=cautions_of(checked.records.values()),
    )


def pin_values(header: Header, checked: Checked) -> LockedPack:
    """Return the state of a pack without its digests, for a comparison."""
    from takeaction.lock import critical  # no load needs it unless a digest differs

    models = _models(header, checked)
    states = {key: critical.state_of(model) for key, model in models}
    values = _by_path({key: state.values for key, state in states.items()})
    values.pop(f"pack {header.id} publisher", None)
    return LockedPack(
        id=header.id,
        digest="",
        distribution=plain(checked.distribution, LONGEST_REVIEWER)
        if checked.distribution
        else None,
        publisher=plain(header.publisher, LONGEST_REVIEWER),
        values=values,
        checked=_by_path({key: critical.last_checked(model) for key, model in models}),
        wording={key: state.wording for key, state in states.items()},
        names={key: name for key, model in models if (name := critical.name_of(model))},
    )


def _models(header: Header, checked: Checked) -> list[tuple[str, Any]]:
    """Return the header, records, words and patches of a pack, each by its kind and local id."""
    models: list[tuple[str, Any]] = [(f"pack {header.id}", header)]
    models += [(f"{m.record_kind} {m.local_id}", m) for m in checked.records.values()]
    models += [(f"{Kind.WORD} {m.id.rpartition(':')[2]}", m) for m in checked.words]
    models += [(f"patch {m.target}", m) for m in checked.patches]
    return models


def _by_path(tables: Mapping[str, Mapping[str, _T]]) -> dict[str, _T]:
    """Return the values of some tables by the key of their table and their own, in order."""
    values = {
        " ".join(filter(None, (key, field))): value
        for key, table in tables.items()
        for field, value in table.items()
    }
    return {key: values[key] for key in sorted(values)}


@attrs.frozen
class _PackRecorder(LockCheck):
    """A lock check that notes the packs of a load, and holds none of them back."""

    chosen: ChosenPacks = attrs.field(factory=dict, init=False)

    def hold_back(self, chosen: ChosenPacks, mistakes: list[PackError]) -> None:
        """Note the packs."""
        del mistakes
        self.chosen.update(chosen)


def pin_all(
    *, paths: Sequence[str | os.PathLike[str]] = (), packs: Iterable[str] | None = None, lock: Lock
) -> tuple[Lock, tuple[PackError, ...]]:
    """Return a lock of all packs that are installed or given by path, accepted or not.

    Args:
        paths: Packs to read besides the installed ones.
        packs: Ids of the installed packs to read; None reads all.
        lock: The accepted packs; it decides between two packs of one id.

    Returns:
        The lock, not accepted yet, and the mistakes in the packs.
    """
    discovery = discover(paths=paths, packs=packs)
    limits, recorder = Limits(), _PackRecorder(lock)
    merged = merge([check(pack, limits) for pack in discovery.packs], limits, {}, recorder)
    pinned = tuple(pin(header, checked) for _, (header, checked) in sorted(recorder.chosen.items()))
    return Lock(pinned, core_data.data_digest()), (*discovery.mistakes, *merged.mistakes)
