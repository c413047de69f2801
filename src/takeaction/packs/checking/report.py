"""The mistakes of one pack, each with its place, and the records they cost.

Of a file with many mistakes the first are listed and the others are counted.
"""

from collections.abc import Iterable, Iterator

from takeaction.errors import Outcome, PackError, Where
from takeaction.limits import Limits
from takeaction.packs.faults import Fault
from takeaction.packs.reading.content import SOURCE, Content, Draft, parse_field
from takeaction.packs.sources.files import BUILT
from takeaction.vocabulary.codes import mistake

# A hint compares a word with up to 1,000 known ones, so a crafted pack must not ask for many.
_MOST_HINTS = 50


class UnusablePackError(Exception):
    """The pack gives nothing; its report has the reason."""


class Report:
    """The mistakes of one pack.

    Attributes:
        pack: Its id, or the place that messages call it by until the id is known.
        distribution: The installed distribution it is from, or None.
        content: Its content, which knows the lines.
        dropped: The numbers of the drafts that a mistake costs.
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
        """The file for mistakes of the pack as a whole."""
        return BUILT if self.content.built else SOURCE

    @property
    def has_losses(self) -> bool:
        """Whether a mistake so far costs a record or the whole pack."""
        return any(error.outcome is not Outcome.WARN for error in self._mistakes)

    @property
    def is_refused(self) -> bool:
        """Whether a mistake costs the whole pack."""
        return any(error.outcome is Outcome.QUARANTINE for error in self._mistakes)

    def mistakes(self) -> tuple[PackError, ...]:
        """Return the mistakes in order of file and line, then the number left out of each file."""
        unlisted = []
        for file, count in self._per_file.items():
            if count > self._limits.mistakes:
                at_least = "at least " if file in self._skimmed else ""
                problem = (
                    f"this file has {at_least}{count - self._limits.mistakes:,} more mistakes."
                )
                where, fix = Where(self.pack, file), "fix those above first."
                cost = Outcome.WARN
                unlisted.append(
                    mistake("limit.mistakes", problem, where, fix, cost, self.distribution)
                )
        return (*sorted(self._mistakes, key=_place), *unlisted)

    # Adding mistakes

    def add(self, fault: Fault, draft: Draft | None = None) -> None:
        """Add a fault of a record, or of the pack as a whole, with its place."""
        file = draft.file if draft else self.own_file
        costs_the_pack = fault.outcome is Outcome.QUARANTINE and not self.is_refused
        if not self._count(file) and not costs_the_pack:
            return
        path = (*draft.path, *parse_field(fault.field)) if draft else parse_field(fault.field)
        where = Where(
            self.pack,
            file,
            self.content.line(file, path),
            _name(draft) if draft else None,
            fault.field or None,
        )
        self._hints += 1  # only the first faults of a pack get a hint
        fix = (fault.hint() if self._hints <= _MOST_HINTS else "") or fault.fix
        error = mistake(fault.code, fault.problem, where, fix, fault.outcome, self.distribution)
        self._mistakes.append(error)

    def add_all(self, faults: Iterable[Fault]) -> None:
        """Add faults of the pack as a whole."""
        for fault in faults:
            self.add(fault)

    def warn(
        self, code: str, problem: str, where: Where, fix: str, *, is_rare: bool = False
    ) -> None:
        """Add a warning whose place is known; no bound counts one of a kind that *is_rare*."""
        if is_rare or self._count(where.file or ""):
            self._mistakes.append(
                mistake(code, problem, where, fix, Outcome.WARN, self.distribution)
            )

    def accept(self, number: int, draft: Draft, faults: Iterable[Fault]) -> bool:
        """Add the faults of a draft; return False, and drop it, if one of them costs the record.

        Raises:
            RefusedPackError: One of them costs the pack.
        """
        is_good = True
        for fault in faults:
            self.add(fault, draft)
            if fault.outcome is Outcome.QUARANTINE:
                raise UnusablePackError
            is_good = is_good and fault.outcome is Outcome.WARN
        if not is_good:
            self.dropped.add(number)
        return is_good

    def _count(self, file: str) -> bool:
        self._per_file[file] = self._per_file.get(file, 0) + 1
        return self._per_file[file] <= self._limits.mistakes

    # Looking no further

    def skim(self, file: str) -> None:
        """Look for only one fault in each record of this file from now on."""
        self._skimmed.add(file)

    def is_skimmed(self, file: str) -> bool:
        """Return whether a file has so many mistakes that one fault of each record is enough."""
        if self._per_file.get(file, 0) > self._limits.mistakes:
            self._skimmed.add(file)
        return file in self._skimmed

    def bounded(self, draft: Draft, faults: Iterable[Fault]) -> Iterator[Fault]:
        """Return the faults of a record; beyond the bound of its file, up to the first drop."""
        for count, fault in enumerate(faults, 1):
            yield fault
            if fault.outcome is not Outcome.DROP:
                continue
            if count > self._limits.mistakes:
                self.skim(draft.file)
            if self.is_skimmed(draft.file):
                return


def _name(draft: Draft) -> str:
    # A record without an id has its place instead.
    return draft.id or f"{draft.kind}[{draft.path[-1]}]"


def _place(error: PackError) -> tuple[str, int, str, str]:
    where = error.where
    return where.file or "", where.line or 0, where.record or "", where.field or ""
