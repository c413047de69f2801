"""The lock at loading: which packs are taken as they were accepted, and which are held back."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import attrs

from takeaction.codes import mistake
from takeaction.errors import Outcome, PackError, Where, plain, shown
from takeaction.lazy import Lazy
from takeaction.limits import Limits
from takeaction.lock.lock import Lock, LockedPack
from takeaction.models.pack import Header, Pack
from takeaction.packs.checking.pack import Checked, check
from takeaction.packs.merging.merged import Taken, merge
from takeaction.packs.rules.identity import look_alike
from takeaction.packs.sources.discovery import discover
from takeaction.vocabulary import Kind

if TYPE_CHECKING:
    from takeaction.models.patch import Patch

_T = TypeVar("_T")
Mode = Literal["warn", "enforce"]
_LONGEST = 200


@attrs.frozen
class Hold:
    """Holds the packs of one load against a lock.

    Attributes:
        lock: What was accepted.
        mode: ``enforce`` holds back a pack with a safety-critical change, ``warn`` keeps it.
        asked: Ids of the packs that the host wants; None if it wants all.
        most: How many changes of a pack are told.
    """

    lock: Lock
    mode: Mode = "enforce"
    asked: Collection[str] | None = None
    most: int = Limits().mistakes

    def choose(self, given: list[Checked], mistakes: list[PackError]) -> list[Checked]:
        """Return the packs without those whose id another one has that the lock names.

        The name of the distribution decides; between two of one name, the content does.
        """
        left_out: list[Checked] = []
        for locked in self.lock.packs:
            same = _best([each for each in given if each.header and each.header.id == locked.id])
            named = _named(same, locked)
            if named:
                others = [each for each in same if each is not named]
                mistakes += (_not_named(locked.id, each, named) for each in others)
                left_out += others
        return [each for each in given if all(each is not other for other in left_out)]

    def hold_back(self, taken: Taken, mistakes: list[PackError]) -> None:
        """Take away the packs that are not as they were accepted."""
        for id, (header, each) in sorted(taken.items()):
            errors = [*self._look_alikes(id, each), *self._differences(id, header, each)]
            if any(error.outcome is Outcome.QUARANTINE for error in errors):
                del taken[id]
            elif self.lock.get(id) is None and each.patches:
                taken[id] = header, each._replace(patches=self._allowed(id, each, errors))
            mistakes += errors

    def _allowed(self, id: str, each: Checked, errors: list[PackError]) -> "tuple[Patch, ...]":
        """Return the patches of a pack that nobody accepted; none adds to one that somebody did."""
        held = {locked.id for locked in self.lock.packs}
        added = [patch for patch in each.patches if patch.target.partition(":")[0] in held]
        costs = Outcome.DROP if self.mode == "enforce" else Outcome.WARN
        problem = "nobody has accepted what this adds to an accepted pack."
        for patch in added[: self.most]:
            where = Where(id, record=patch.target)
            errors.append(self._error("lock.unknown_patch", problem, where, each, costs))
        if len(added) > self.most:
            problem = f"nobody has accepted {len(added) - self.most:,} more patches of it."
            errors.append(self._error("lock.unknown_patch", problem, Where(id), each, costs))
        if self.mode == "enforce":
            return tuple(p for p in each.patches if p.target.partition(":")[0] not in held)
        return each.patches

    def _look_alikes(self, id: str, each: Checked) -> Iterator[PackError]:
        """Find the accepted pack that one that was never accepted may be taken for."""
        if self.lock.get(id):
            return
        for locked in self.lock.packs:
            if look_alike(id, locked.id):
                problem = f"its id is easily taken for {shown(locked.id)}, which is in the lock."
                fix = "if you know its publisher, accept it as well."
                where, outcome = Where(id), Outcome.QUARANTINE
                yield mistake("pack.look_alike", problem, where, fix, outcome, each.distribution)

    def _differences(self, id: str, header: Header, each: Checked) -> Iterator[PackError]:
        locked = self.lock.get(id)
        if locked is None:
            problem = "the lock does not know this pack."
            yield self._error("lock.unknown_pack", problem, Where(id), each, Outcome.WARN)
        elif each.pack and not self._is_as_accepted(locked, header, each):
            yield from self._changes(locked, header, each)

    def _is_as_accepted(self, locked: LockedPack, header: Header, each: Checked) -> bool:
        """Tell whether a pack has the content that was accepted, and gives what it gave."""
        if each.pack is None or each.pack.digest != locked.digest:
            return False
        return locked.holds({f"{kind} {id}" for kind, id, _ in _models(header, each)})

    def _changes(self, was: LockedPack, header: Header, each: Checked) -> Iterator[PackError]:
        from takeaction.lock.changes import critical_changes  # only where something differs
        from takeaction.lock.critical import pinned

        now = LockedPack(
            id=was.id,
            digest="",
            distribution=_name_of(each),
            values=_flat(_models(header, each), pinned),
        )
        changes = critical_changes(was, now)
        if not changes:
            problem = "its wording changed since it was accepted, and nothing safety-critical."
            yield self._error("lock.reworded", problem, Where(was.id), each, Outcome.WARN)
        for change in changes[: self.most]:
            where = Where(was.id, record=change.id, field=change.field)
            yield self._error("lock.safety_changed", str(change), where, each)
        more = len(changes) - self.most
        if more > 0:
            problem = f"{more:,} more safety-critical values changed."
            yield self._error("lock.safety_changed", problem, Where(was.id), each)

    def _error(
        self, code: str, problem: str, where: Where, each: Checked, outcome: Outcome | None = None
    ) -> PackError:
        costs = Outcome.QUARANTINE if self.mode == "enforce" else Outcome.WARN
        fix = (
            f'see "takeaction lock --diff"; then "takeaction lock --accept {where.pack} '
            '--reviewer NAME".'
        )
        return mistake(code, problem, where, fix, outcome or costs, each.distribution)

    def told(
        self, mistakes: Lazy[tuple[PackError, ...]], packs: Lazy[Mapping[str, Pack]]
    ) -> tuple[PackError, ...]:
        """Add to the mistakes of a load the accepted packs that are missing without a word.

        Args:
            mistakes: Gives all other mistakes of that load.
            packs: Gives the packs that were taken.
        """
        others = mistakes()
        left_out = {error.where.pack for error in others if error.outcome is Outcome.QUARANTINE}
        wanted = [
            each.id
            for each in self.lock.packs
            if each.id not in left_out
            and each.id not in packs()
            and (self.asked is None or each.id in self.asked)
        ]
        return (*others, *map(_missing, wanted))


def _missing(id: str) -> PackError:
    problem = "the lock knows this pack, and it is not installed."
    fix = (
        f'install it, or take it out of the lock: "takeaction lock --accept {id} --reviewer NAME".'
    )
    return mistake("lock.missing_pack", problem, Where(id), fix)


def _best(same: list[Checked]) -> list[Checked]:
    """Return those that were given by path, else all: a path goes before what is installed."""
    return [each for each in same if each.distribution is None] or same


def _named(same: list[Checked], locked: LockedPack) -> Checked | None:
    """Return the pack that a lock means among several, or None if that is not certain."""
    named = [each for each in same if each.distribution == locked.distribution] or same
    if len(named) > 1:
        named = [each for each in named if each.pack and each.pack.digest == locked.digest]
    return named[0] if named else None


def _not_named(id: str, each: Checked, named: Checked) -> PackError:
    one, other = (pack.distribution or "a path" for pack in (each, named))
    problem = f"this one, from {one}, is not the one that the lock names, from {other}."
    where, outcome = Where(id), Outcome.QUARANTINE
    return mistake("pack.duplicate_id", problem, where, "take it away.", outcome, each.distribution)


def pin(header: Header, each: Checked) -> LockedPack:
    """Write down what is in a pack, as a lock keeps it."""
    from takeaction.lock import critical

    models = _models(header, each)
    pack = each.pack
    return LockedPack(
        id=header.id,
        digest=pack.digest if pack else "",
        distribution=_name_of(each),
        version=plain(pack.version, _LONGEST) if pack and pack.version else None,
        values=_flat(models, critical.pinned),
        checked=_flat(models, critical.checked),
        wording={f"{kind} {id}": critical.fingerprint(model) for kind, id, model in models},
    )


def _name_of(each: Checked) -> str | None:
    return plain(each.distribution, _LONGEST) if each.distribution else None


def _models(header: Header, each: Checked) -> list[tuple[str, str, Any]]:
    """Return everything in a pack, each by its kind and local id."""
    models: list[tuple[str, str, Any]] = [("pack", header.id, header)]
    models += [(str(m.record_kind), m.local_id, m) for m in each.records.values()]
    models += [(str(Kind.WORD), m.id.rpartition(":")[2], m) for m in each.words]
    models += [("patch", m.target, m) for m in each.patches]
    return models


def _flat(
    models: Iterable[tuple[str, str, Any]], find: Callable[[Any], Mapping[str, _T]]
) -> dict[str, _T]:
    found = {
        " ".join(filter(None, (kind, id, field))): value
        for kind, id, model in models
        for field, value in find(model).items()
    }
    return {key: found[key] for key in sorted(found)}


@attrs.frozen
class _Recorder(Hold):
    """Notes which packs a load would take, and takes none of them away."""

    taken: Taken = attrs.field(factory=dict, init=False)

    def hold_back(self, taken: Taken, mistakes: list[PackError]) -> None:
        """Note them."""
        del mistakes
        self.taken.update(taken)


def pin_all(
    *, paths: Sequence[str | os.PathLike[str]] = (), packs: Iterable[str] | None = None, lock: Lock
) -> tuple[Lock, tuple[PackError, ...]]:
    """Write down what all packs hold that are there, accepted or not.

    Args:
        paths: Packs to read beside the installed ones.
        packs: Ids of the installed packs to read; None reads all.
        lock: What was accepted: it decides between two packs of one id.

    Returns:
        The lock of these packs, which nobody has accepted, and the mistakes in them.
    """
    found = discover(paths=paths, packs=packs)
    limits, recorder = Limits(), _Recorder(lock)
    merged = merge([check(pack, limits) for pack in found.packs], limits, {}, recorder)
    pinned = tuple(pin(header, each) for _, (header, each) in sorted(recorder.taken.items()))
    return Lock(pinned), (*found.mistakes, *merged.mistakes)
