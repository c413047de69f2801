"""Check the packs of a load against a lock, and hold back those that differ from it."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import attrs

from takeaction.codes import mistake
from takeaction.errors import Outcome, PackError, Where, plain, shown
from takeaction.lazy import Lazy
from takeaction.limits import Limits
from takeaction.lock.lock import LONGEST_NAME, Lock, LockedPack
from takeaction.models.pack import Header, Pack
from takeaction.packs.checking.pack import Checked, check
from takeaction.packs.merging.merged import ChosenPacks, merge, origin_of, prefer_paths
from takeaction.packs.rules.identity import are_look_alikes
from takeaction.packs.sources.discovery import discover
from takeaction.vocabulary.records import Kind

if TYPE_CHECKING:
    from takeaction.models.patch import Patch

_T = TypeVar("_T")
LockMode = Literal["warn", "enforce"]


@attrs.frozen
class LockCheck:
    """The check of one load against a lock; it chooses the packs to merge.

    Attributes:
        lock: The accepted packs.
        mode: ``enforce`` holds back a pack with a safety-critical change, ``warn`` keeps it.
        requested: The ids of the packs that the host asks for; None for all.
        limit: The most changes to report for a pack.
    """

    lock: Lock
    mode: LockMode = "enforce"
    requested: Collection[str] | None = None
    limit: int = Limits().mistakes

    def choose(self, packs: list[Checked], mistakes: list[PackError]) -> list[Checked]:
        """Return the packs without the rivals of those that the lock names.

        The name of the distribution decides; between two of one name, the content does.
        """
        left_out: list[Checked] = []
        for locked in self.lock.packs:
            rivals = [pack for pack in packs if pack.header and pack.header.id == locked.id]
            preferred = prefer_paths(rivals)
            named = _named_by_lock(preferred, locked)
            if named:
                others = [pack for pack in preferred if pack is not named]
                mistakes += (_not_named(locked.id, pack, named) for pack in others)
                left_out += others
        return [pack for pack in packs if all(pack is not other for other in left_out)]

    def hold_back(self, chosen: ChosenPacks, mistakes: list[PackError]) -> None:
        """Remove packs that differ from their accepted state, and look-alikes of accepted packs.

        A pack that nobody accepted stays, without its patches for accepted packs.
        """
        for id, (header, checked) in sorted(chosen.items()):
            locked = self.lock.get(id)
            if locked:
                errors = list(self._check_accepted(locked, header, checked))
            else:
                errors = [*self._look_alikes(id, checked), self._unknown_pack(id, checked)]
            if any(error.outcome is Outcome.QUARANTINE for error in errors):
                del chosen[id]
            elif locked is None and checked.patches:
                chosen[id] = header, self._hold_back_patches(id, checked, errors)
            mistakes += errors

    # Packs that somebody accepted

    def _check_accepted(
        self, locked: LockedPack, header: Header, checked: Checked
    ) -> Iterator[PackError]:
        """Find the changes in a pack, if its content or its records differ from the lock."""
        if checked.pack and not _is_as_accepted(locked, checked.pack.digest, header, checked):
            yield from self._changes(locked, header, checked)

    def _changes(self, was: LockedPack, header: Header, checked: Checked) -> Iterator[PackError]:
        # Values are worked out only where a digest differs; no other load imports these.
        from takeaction.lock.changes import critical_changes
        from takeaction.lock.critical import pinned_values

        now = LockedPack(
            id=was.id,
            digest="",
            distribution=_distribution_of(checked),
            values=_by_key(_models(header, checked), pinned_values),
        )
        changes = critical_changes(was, now)
        if not changes:
            problem = "its wording has changed since it was accepted; nothing safety-critical has."
            yield self._error("lock.reworded", problem, Where(was.id), checked)
        for change in changes[: self.limit]:
            where = Where(was.id, record=change.id, field=change.field)
            yield self._error("lock.safety_changed", str(change), where, checked)
        unreported = len(changes) - self.limit
        if unreported > 0:
            values = "value has" if unreported == 1 else "values have"
            problem = f"{unreported:,} more safety-critical {values} changed."
            yield self._error("lock.safety_changed", problem, Where(was.id), checked)

    # Packs that nobody accepted

    def _look_alikes(self, id: str, checked: Checked) -> Iterator[PackError]:
        """Find the accepted packs that an unaccepted one may be mistaken for."""
        for locked in self.lock.packs:
            if are_look_alikes(id, locked.id):
                problem = f"its id is easily mistaken for {shown(locked.id)}, which is in the lock."
                fix = "if you know its publisher, accept it too."
                where, outcome = Where(id), Outcome.QUARANTINE
                yield mistake("pack.look_alike", problem, where, fix, outcome, checked.distribution)

    def _unknown_pack(self, id: str, checked: Checked) -> PackError:
        return self._error("lock.unknown_pack", "this pack is not in the lock.", Where(id), checked)

    def _hold_back_patches(self, id: str, checked: Checked, errors: list[PackError]) -> Checked:
        """Report patches of an unaccepted pack for accepted ones; if enforced, remove them."""
        accepted = {locked.id for locked in self.lock.packs}
        allowed: list[Patch] = []
        refused: list[Patch] = []
        for patch in checked.patches:
            is_refused = patch.target.partition(":")[0] in accepted
            (refused if is_refused else allowed).append(patch)
        problem = "nobody has accepted what this adds to an accepted pack."
        for patch in refused[: self.limit]:
            where = Where(id, record=patch.target)
            errors.append(self._error("lock.unknown_patch", problem, where, checked))
        if len(refused) > self.limit:
            problem = f"nobody has accepted {len(refused) - self.limit:,} more of its patches."
            errors.append(self._error("lock.unknown_patch", problem, Where(id), checked))
        return checked._replace(patches=tuple(allowed)) if self.mode == "enforce" else checked

    def _error(self, code: str, problem: str, where: Where, checked: Checked) -> PackError:
        """Return a mistake that has its usual cost if the lock is enforced, and else only warns."""
        fix = (
            'see "takeaction lock --diff", then accept it with '
            f'"takeaction lock --accept {where.pack} --reviewer NAME".'
        )
        outcome = None if self.mode == "enforce" else Outcome.WARN
        return mistake(code, problem, where, fix, outcome, checked.distribution)

    def with_missing(
        self, mistakes: Lazy[tuple[PackError, ...]], packs: Lazy[Mapping[str, Pack]]
    ) -> tuple[PackError, ...]:
        """Add a mistake for each accepted pack that is missing, unless another names the reason.

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
        return (*errors, *map(_missing_pack, missing))


def _is_as_accepted(locked: LockedPack, digest: str, header: Header, checked: Checked) -> bool:
    """Tell whether a pack has the accepted content, and the records that it gave."""
    if digest != locked.digest:
        return False
    return locked.holds({f"{kind} {id}" for kind, id, _ in _models(header, checked)})


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
    from takeaction.lock import critical  # no load needs it unless a digest differs

    models = _models(header, checked)
    pack = checked.pack
    return LockedPack(
        id=header.id,
        digest=pack.digest if pack else "",
        distribution=_distribution_of(checked),
        version=plain(pack.version, LONGEST_NAME) if pack and pack.version else None,
        values=_by_key(models, critical.pinned_values),
        checked=_by_key(models, critical.last_checked),
        wording={f"{kind} {id}": critical.fingerprint(model) for kind, id, model in models},
    )


def _distribution_of(checked: Checked) -> str | None:
    return plain(checked.distribution, LONGEST_NAME) if checked.distribution else None


def _models(header: Header, checked: Checked) -> list[tuple[str, str, Any]]:
    """Return the header, records, words and patches of a pack, each by its kind and local id."""
    models: list[tuple[str, str, Any]] = [("pack", header.id, header)]
    models += [(str(m.record_kind), m.local_id, m) for m in checked.records.values()]
    models += [(str(Kind.WORD), m.id.rpartition(":")[2], m) for m in checked.words]
    models += [("patch", m.target, m) for m in checked.patches]
    return models


def _by_key(
    models: Iterable[tuple[str, str, Any]], find: Callable[[Any], Mapping[str, _T]]
) -> dict[str, _T]:
    """Return the values that *find* gives for each model, by kind, id and field, in order."""
    values = {
        " ".join(filter(None, (kind, id, field))): value
        for kind, id, model in models
        for field, value in find(model).items()
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
        The lock, which nobody has accepted, and the mistakes in the packs.
    """
    discovery = discover(paths=paths, packs=packs)
    limits, recorder = Limits(), _PackRecorder(lock)
    merged = merge([check(pack, limits) for pack in discovery.packs], limits, {}, recorder)
    pinned = tuple(pin(header, checked) for _, (header, checked) in sorted(recorder.chosen.items()))
    return Lock(pinned), (*discovery.mistakes, *merged.mistakes)
