"""What is found in a pack, with its place, and which of its records that costs.

Of a file with many mistakes the first are told, and the rest is counted.
"""

from collections.abc import Iterable, Iterator

from takeaction.codes import mistake
from takeaction.errors import Outcome, PackError, Where
from takeaction.limits import Limits
from takeaction.packs.faults import Fault
from takeaction.packs.reading.content import BUILT, SOURCE, Content, Draft, steps

_MOST_HINTS = 50


class RefusedPackError(Exception):
    """The pack gives nothing; the reason is among what was found."""


class Notes:
    """What is found in one pack.

    Attributes:
        pack: Its id, or what a message calls it.
        distribution: The installed distribution it is from, or None.
        content: What was read of it, which knows the lines.
        dropped: The numbers of the records that something costs.
    """

    def __init__(
        self, pack: str, distribution: str | None, content: Content, limits: Limits
    ) -> None:
        self.pack = pack
        self.distribution = distribution
        self.content = content
        self.dropped: set[int] = set()
        self._limits = limits
        self._mistakes: list[PackError] = list(content.mistakes)
        self._per_file: dict[str, int] = {}
        self._skimmed: set[str] = set()
        self._hints = 0

    @property
    def own_file(self) -> str:
        """The file that holds what is said of the pack as a whole."""
        return BUILT if self.content.built else SOURCE

    @property
    def are_counted(self) -> bool:
        """Whether anything was found here that counts against the bound of a file."""
        return bool(self._per_file)

    @property
    def is_refused(self) -> bool:
        """Whether something was found that costs the whole pack."""
        return any(error.outcome is Outcome.QUARANTINE for error in self._mistakes)

    def told(self) -> tuple[PackError, ...]:
        """Return what was found, in order of file and line, and how much more each file has."""
        more = [
            self._more(file, count - self._limits.mistakes)
            for file, count in self._per_file.items()
            if count > self._limits.mistakes
        ]
        return (*sorted(self._mistakes, key=_place), *more)

    def _more(self, file: str, count: int) -> PackError:
        at_least = "at least " if file in self._skimmed else ""
        problem = f"this file has {at_least}{count:,} more mistakes."
        where = Where(self.pack, file)
        return self._mistake("limit.mistakes", problem, where, "fix those above first.")

    # To note

    def note(self, fault: Fault, draft: Draft | None = None) -> None:
        """Note a fault of a record, or of the pack as a whole, with its place."""
        file = draft.file if draft else self.own_file
        costs_the_pack = fault.outcome is Outcome.QUARANTINE and not self.is_refused
        if not self._count(file) and not costs_the_pack:
            return
        path = (*draft.path, *steps(fault.field)) if draft else steps(fault.field)
        where = Where(
            self.pack,
            file,
            self.content.line(file, path),
            _called(draft) if draft else None,
            fault.field or None,
        )
        fix = self._fix(fault)
        self._mistakes.append(self._mistake(fault.code, fault.problem, where, fix, fault.outcome))

    def note_all(self, faults: Iterable[Fault]) -> None:
        """Note faults of the pack as a whole."""
        for fault in faults:
            self.note(fault)

    def warn(self, code: str, problem: str, where: Where, fix: str) -> None:
        """Note something whose place is known, and that costs no record."""
        if self._count(where.file or ""):
            self.remark(code, problem, where, fix)

    def remark(self, code: str, problem: str, where: Where, fix: str) -> None:
        """Note something that counts against no bound, since there is never much of it."""
        self._mistakes.append(self._mistake(code, problem, where, fix))

    def take(self, number: int, draft: Draft, faults: Iterable[Fault]) -> bool:
        """Note the faults of a record; return False, and drop it, if one of them costs it.

        Raises:
            RefusedPackError: One of them costs the pack.
        """
        good = True
        for fault in faults:
            self.note(fault, draft)
            if fault.outcome is Outcome.QUARANTINE:
                raise RefusedPackError
            good = good and fault.outcome is Outcome.WARN
        if not good:
            self.dropped.add(number)
        return good

    def _count(self, file: str) -> bool:
        """Count something of a file; return False if it is past the bound."""
        self._per_file[file] = self._per_file.get(file, 0) + 1
        return self._per_file[file] <= self._limits.mistakes

    def _fix(self, fault: Fault) -> str:
        """Say what to do; only so many faults of a pack get a hint, since those are dear."""
        self._hints += 1
        hint = fault.hint() if self._hints <= _MOST_HINTS else ""
        return hint or fault.fix

    def _mistake(
        self, code: str, problem: str, where: Where, fix: str, outcome: Outcome = Outcome.WARN
    ) -> PackError:
        return mistake(code, problem, where, fix, outcome, self.distribution)

    # To look no further

    def skim(self, file: str) -> None:
        """From now on look for one fault of each record of this file only."""
        self._skimmed.add(file)

    def is_skimmed(self, file: str) -> bool:
        """Tell whether so much is wrong in a file that one fault of each record is enough."""
        if self._per_file.get(file, 0) > self._limits.mistakes:
            self._skimmed.add(file)
        return file in self._skimmed

    def enough(self, draft: Draft, faults: Iterable[Fault]) -> Iterator[Fault]:
        """Return the faults of a record, past the bound of its file only up to what drops it."""
        for met, fault in enumerate(faults, 1):
            yield fault
            if fault.outcome is not Outcome.DROP:
                continue
            if met > self._limits.mistakes:
                self.skim(draft.file)
            if self.is_skimmed(draft.file):
                return


def _called(draft: Draft) -> str:
    """Return what a message calls a record: its id, or its place if it has none."""
    return draft.id or f"{draft.kind}[{draft.path[-1]}]"


def _place(error: PackError) -> tuple[str, int, str, str]:
    where = error.where
    return where.file or "", where.line or 0, where.record or "", where.field or ""
