"""The differences of an installed pack from the accepted one, and their cost, record by record.

A record goes alone: one changed digit must not take away all the help of a country.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

import attrs

from takeaction.errors import Outcome, Where, shown
from takeaction.lock.cautions import cautions_of
from takeaction.lock.changes import (
    ChangedRecord,
    ChangedValue,
    RecordState,
    caution_change,
    changed_records,
    owner_changes,
)
from takeaction.packs.merging.withdrawal import Withheld, without_records, without_texts
from takeaction.packs.rules.wording import Allowance

if TYPE_CHECKING:
    from takeaction.lock.lock import LockedPack
    from takeaction.models.pack import Header
    from takeaction.models.record import Record
    from takeaction.packs.checking.pack import Checked

_HELD = frozenset({RecordState.CHANGED, RecordState.NEW})
_CODES: Mapping[RecordState, tuple[str, Outcome]] = {
    RecordState.CHANGED: ("lock.safety_changed", Outcome.DROP),
    RecordState.NEW: ("lock.unknown_record", Outcome.DROP),
    RecordState.MISSING: ("lock.missing_record", Outcome.WARN),
}
_EMPTIED_FIELDS = frozenset({"title", "summary", "caveat", "contact"})
"""The fields of a header that can be emptied; whoever publishes it is another matter."""


class Problem(NamedTuple):
    """A difference as a mistake tells it.

    Attributes:
        code: Its kind.
        problem: A sentence.
        where: Its place.
        outcome: Its cost if the lock is enforced.
    """

    code: str
    problem: str
    where: Where
    outcome: Outcome


class Differences:
    """The differences of a pack from the accepted one.

    Attributes:
        owners: The changes of who publishes it: they cost the whole pack.
        records: The records that differ in more than wording.
    """

    def __init__(
        self, was: "LockedPack", now: "LockedPack", header: "Header", checked: "Checked"
    ) -> None:
        self._header = header
        self._checked = checked
        self._allowance = Allowance()
        self.owners = owner_changes(was, now)
        self.records = tuple(
            record
            for found in changed_records(was, now)
            if (record := self._judged(found, was)).state is not RecordState.REWORDED
        )

    def _judged(self, record: ChangedRecord, was: "LockedPack") -> ChangedRecord:
        """Return a record as changed if its new words raise a warning that the old ones did not."""
        model = self._model(record.key) if record.state is RecordState.REWORDED else None
        codes = self._cautions(model).get(record.key, ()) if model else ()
        accepted = was.cautions.get(record.key, ())
        if set(codes).issubset(accepted):
            return record
        change = caution_change(record.key, record.name, accepted or None, codes)
        return attrs.evolve(record, state=RecordState.CHANGED, changes=(change,))

    def _cautions(self, record: "Record") -> Mapping[str, tuple[str, ...]]:
        return cautions_of([record], self._allowance)

    def _model(self, key: str) -> "Record | None":
        """Return the record with a kind and local id; None for a header, a word or a patch."""
        kind, _, id = key.partition(" ")
        record = self._checked.records.get(f"{self._header.id}:{id}")
        return record if record and record.record_kind == kind else None

    def problems(self, limit: int) -> Iterator[Problem]:
        """Yield a mistake for each record, up to a limit, and then their number."""
        for record in self.records[:limit]:
            code, outcome = _CODES[record.state]
            yield Problem(code, _sentence(record), self._place(record), outcome)
        unreported = len(self.records) - limit
        if unreported > 0:
            records = "record differs" if unreported == 1 else "records differ"
            problem = f"{unreported:,} more {records} from what was accepted."
            yield Problem("lock.safety_changed", problem, Where(self._header.id), Outcome.DROP)

    def _place(self, record: ChangedRecord) -> Where:
        kind, _, id = record.key.partition(" ")
        field = record.changes[0].field if record.state is RecordState.CHANGED else None
        return Where(self._header.id, record=None if kind == "pack" else id, field=field)

    def without_held(self) -> tuple["Header", Withheld]:
        """Return the header to show, and the pack without the records that differ."""
        held = {self._full_id(record.key) for record in self.records if record.state in _HELD}
        header = without_texts(self._header, self._changed_texts())
        return header, without_records(self._checked, header, held)

    def _full_id(self, key: str) -> str:
        kind, _, id = key.partition(" ")
        return id if kind == "patch" else f"{self._header.id}:{id}"

    def _changed_texts(self) -> frozenset[str]:
        """Return the fields of the header that changed."""
        changes = [
            change.field_name
            for record in self.records
            for change in record.changes
            if change.kind == "pack"
        ]
        return _EMPTIED_FIELDS.intersection(changes)


def _sentence(record: ChangedRecord) -> str:
    """Say what happened to a record, in words that its readers know it by."""
    name = shown(record.name)
    if record.state is RecordState.NEW:
        return f"{name} is new; nobody has accepted it."
    if record.state is RecordState.MISSING:
        return f"{name} was accepted, and is gone."
    first, *others = _told(record.changes)
    more = f" {len(others)} more of its values changed." if others else ""
    return f"{name}, {first}{more}"


def _told(changes: tuple[ChangedValue, ...]) -> list[ChangedValue]:
    """Return the changes that a reader counts: a number that is shown is told once."""
    shown_fields = {change.field for change in changes if change.field_name == "display"}
    return [
        change
        for change in changes
        if change.field_name != "dial" or f"{change.field[:-4]}display" not in shown_fields
    ]
