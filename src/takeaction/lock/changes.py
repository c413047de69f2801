"""The changes in a pack since a person accepted it, found without the old pack; and their cost.

Packs with equal digests are equal, and nothing else of them is compared. Records differ alone: one
changed digit must not take away all the help of a country.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from takeaction.errors import Outcome, Where, shown
from takeaction.lazy import Lazy
from takeaction.lock.lines import TABLES, LockValue
from takeaction.lock.lock import Lock, LockedPack
from takeaction.models.record import Record
from takeaction.models.resource import Resource
from takeaction.packs.merging.withdrawal import without_records, without_texts
from takeaction.value import Value

if TYPE_CHECKING:
    from takeaction.models.pack import Header
    from takeaction.models.resource import Contact
    from takeaction.packs.checking.pack import Checked
    from takeaction.packs.faults import Fault
    from takeaction.packs.rules.wording import WordingCheck


_LABELS = {
    "dial": "phone number",
    "display": "phone number",
    "dial_region": "country in which the number works",
    "keyword": "word to text or keys to press",
    "url": "web address",
    "email": "email address",
    "hours.text": "opening hours",
    "zone": "time zone of the opening hours",
    "regions": "places it serves",
    "reachable_from": "places it can be reached from",
    "languages": "languages",
    "interpreter": "languages with an interpreter",
    "cost": "cost",
    "operator": "organisation that runs it",
    "operator_kind": "kind of organisation that runs it",
    "shares_with": "bodies it may share information with",
    "tells.police": "when it tells the police",
    "tells.immigration": "when it tells immigration officers",
    "tells.child_protection": "when it tells child protection",
    "tells.family": "when it tells the family",
    "tells.employer": "when it tells the employer",
    "tells.home_state": "when it tells the government of the person's country",
    "anonymous": "anonymous use",
    "recorded": "recording of calls",
    "shows_on_bill": "entry on the phone bill",
    "location": "confidentiality of its address",
    "purposes": "purpose",
    "audience": "people it is for",
    "serves": "people it is for and nobody else",
    "only_for": "people it is limited to",
    "status": "status",
    "replaced_by": "replacement",
    "safety": "safety advice",
    "publisher": "publisher of the pack",
    "distribution": "distribution the pack comes from",
    "verified": "last check",
    "templates.text": "words to send",
    "translations.text": "translation",
    "steps": "step",
    "cautions": "warnings about its texts",
}
"""Fields in plain words, for a colleague who does not program. A field not listed has its name."""

WORDING, CHECKED = "wording", "checked"
"""The field of a change that is not critical: other words, or another date of a check."""

RENAMED = "id"
"""The field of a record that has another id now: its former one finds it."""

CAUTIONS = "cautions"
"""The field of a change in the warnings of the safety rules about the texts of a record."""

REVIEWED = "reviewed"
"""The field of a record that says which practitioner has reviewed it."""

CONTACT_POINTS = ("dial", "display", "keyword", "url", "email")
"""The fields that a person dials, texts, opens or writes to."""

_POSITION = re.compile(r"\[[^\]]*\]|@[\w-]+$")
_DIGITS = re.compile(r"[0-9]")


def last_check(pack: LockedPack | None, record: str, contact: str) -> Mapping[str, str]:
    """Return the facts of the last check of a contact, or else of its record, by their names.

    Args:
        pack: The pack; None has no checks.
        record: The kind and the local id of the record.
        contact: The path of the contact, such as ``contacts[voice]``.
    """
    values = pack.values if pack else {}
    for path in (f"{record} {contact}.verified", f"{record} verified"):
        check = values.get(path)
        if isinstance(check, tuple):
            return dict(fact.split(" ", 1) for fact in check)
    return {}


def is_outdated(before: Mapping[str, str], after: Mapping[str, str], *, has_changed: bool) -> bool:
    """Whether a check counts for nothing any more.

    It is not newer than what somebody accepted, though what it was of has changed; or it no longer
    says what it was of.
    """
    is_newer = after.get("on", "") > before.get("on", "")
    return (has_changed and not is_newer) or ("of" in before and "of" not in after)


class PackState(StrEnum):
    """The state of an installed pack, compared with the lock."""

    SAME = "same"
    REWORDED = "reworded"
    CHANGED = "changed"
    NEW = "new"
    MISSING = "missing"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ChangedValue(Value):
    """One value that changed.

    Attributes:
        kind: The kind of the record, or ``pack``.
        id: Its local id.
        name: Its name; its id if it has none.
        field: The path of the field; its last part is ``wording`` or ``checked`` if the change is
            not critical.
        was: The accepted value; None if there was none.
        now: The current value; None if there is none.
    """

    kind: str
    id: str
    name: str
    field: str
    was: LockValue | None
    now: LockValue | None

    _json_names = ("kind", "id", "name", "field", "was", "now", "critical")

    @property
    def critical(self) -> bool:
        """Whether it can send a person to the wrong place; a record that is new or gone can.

        A review that is gone can not: reviewers may take their name back at any time, and
        the line is the same without it.
        """
        if self.field == RENAMED or (self._names[0] == REVIEWED and self.now is None):
            return False
        last = self.field.rpartition(".")[2]
        return last != CHECKED and (last != WORDING or None in (self.was, self.now))

    @property
    def field_name(self) -> str:
        """The last name in the path of the field: ``dial`` of ``contacts[voice].dial``."""
        return self._names[-1]

    @property
    def label(self) -> str:
        """The field in plain words."""
        both = ".".join(self._names[-2:])
        name = self.field_name
        return _LABELS.get(both) or _LABELS.get(name) or name.replace("_", " ")

    @property
    def _names(self) -> list[str]:
        return _POSITION.sub("", self.field).split(".")

    @property
    def difference(self) -> str:
        """The digits that differ, ``differs in 1 digit``, of two numbers or of two equal texts.

        Empty for texts that differ in anything else.
        """
        if self.was is None or self.now is None:
            return ""
        before, after = str(self.was), str(self.now)
        if self.label != _LABELS["dial"] and _DIGITS.sub("", before) != _DIGITS.sub("", after):
            return ""
        was, now = ("".join(_DIGITS.findall(value)) for value in (before, after))
        if len(was) != len(now):
            growth = len(now) - len(was)
            return f"has {_count_digits(abs(growth))} {'more' if growth > 0 else 'fewer'}"
        differing = sum(a != b for a, b in zip(was, now, strict=True))
        return f"differs in {_count_digits(differing)}" if differing else ""

    def __str__(self) -> str:
        was, now = (_in_words(value) for value in (self.was, self.now))
        difference = f" ({self.difference})" if self.difference else ""
        return f"{self.label}: was {was}, now {now}{difference}."


def _count_digits(number: int) -> str:
    return f"{number} digit{'s' * (number != 1)}"


def _in_words(value: LockValue | None) -> str:
    if value is None:
        return "not given"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return shown(", ".join(value)) if isinstance(value, tuple) else shown(value)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Comparison(Value):
    """The comparison of one pack with the lock.

    Attributes:
        id: The id of the pack.
        state: ``same``, ``reworded`` if nothing critical changed, ``changed``, ``new`` or
            ``missing``.
        was: The accepted pack; None if there was none.
        now: The installed pack; None if there is none.
        changes: The changed values, critical ones first.
    """

    id: str
    state: PackState
    was: LockedPack | None
    now: LockedPack | None
    changes: tuple[ChangedValue, ...] = ()

    @property
    def critical(self) -> tuple[ChangedValue, ...]:
        """The changes that are safety-critical."""
        return tuple(change for change in self.changes if change.critical)


def compare_all(lock: Lock, installed: Lock) -> tuple[Comparison, ...]:
    """Compare all packs of a lock with the installed ones, in order of id."""
    ids = sorted({pack.id for pack in (*lock.packs, *installed.packs)})
    return tuple(compare(lock.get(id), installed.get(id), id) for id in ids)


def compare(was: LockedPack | None, now: LockedPack | None, id: str) -> Comparison:
    """Compare an installed pack with the accepted one; None is a pack that does not exist."""
    if was and now and was.digest == now.digest and was.holds(now.wording.keys()):
        return Comparison(id=id, state=PackState.SAME, was=was, now=now)
    before, after = was or _EMPTY_PACK, now or _EMPTY_PACK
    renamed = sorted(_renamed(before, after).items())
    before, after = with_current_ids(before, after)
    changes = (
        *find_changes(before, after),
        *(_renaming(former, key, after) for former, key in renamed),
    )
    if was and now:
        is_critical = any(change.critical for change in changes)
        state = PackState.CHANGED if is_critical else PackState.REWORDED
        return Comparison(id=id, state=state, was=before, now=now, changes=changes)
    state = PackState.MISSING if was else PackState.NEW
    return Comparison(id=id, state=state, was=was, now=now, changes=changes)


def _renaming(former: str, key: str, now: LockedPack) -> ChangedValue:
    kind, _, id = key.partition(" ")
    was, name = former.partition(" ")[2], now.names.get(key, id)
    return ChangedValue(kind=kind, id=id, name=name, field=RENAMED, was=was, now=id)


def with_current_ids(was: LockedPack, now: LockedPack) -> tuple[LockedPack, LockedPack]:
    """Return an accepted pack and the installed one with the current ids of renamed records."""
    renamed = _renamed(was, now)
    if not renamed:
        return was, now
    ids = {_full_id(now.id, former): _full_id(now.id, key) for former, key in renamed.items()}

    def follow(table: Mapping[str, Any]) -> dict[str, Any]:
        followed = {}
        for key, value in table.items():
            kind, id, *field = key.split(" ", 2)
            record = renamed.get(f"{kind} {id}", f"{kind} {id}")
            followed[" ".join((record, *field))] = (
                tuple(ids.get(part, part) for part in value)
                if isinstance(value, tuple)
                else ids.get(value, value)
            )
        return followed

    tables: dict[str, Any] = {name: follow(getattr(was, name)) for name in TABLES}
    current = attrs.evolve(now, values=follow(now.values))
    aliases = {key: _texts_of(now, f"{key} aliases") for key in {*renamed.values()}}
    unique = {key: frozenset(names) for key, names in aliases.items()}  # one may have thousands
    for former, key in renamed.items():
        if {*_texts_of(was, f"{former} aliases"), former.partition(" ")[2]} == unique[key]:
            tables["values"][f"{key} aliases"] = aliases[key]
    return attrs.evolve(was, **tables), current


def _renamed(was: LockedPack, now: LockedPack) -> dict[str, str]:
    """Return the kind and current id of each record that was renamed, by its former ones.

    A record follows its former id if it alone has it, and the former record is gone.
    """
    before, after = _records_of(was), _records_of(now)
    gone = before - after
    claims: dict[str, list[str]] = {}
    for key in after - before:
        for alias in _texts_of(now, f"{key} aliases"):
            former = f"{key.partition(' ')[0]} {alias}"
            if former in gone:
                claims.setdefault(former, []).append(key)
    return {former: keys[0] for former, keys in claims.items() if len(keys) == 1}


def _texts_of(pack: LockedPack, key: str) -> tuple[str, ...]:
    value = pack.values.get(key)
    return value if isinstance(value, tuple) else ()


def _full_id(pack: str, key: str) -> str:
    return f"{pack}:{key.partition(' ')[2]}"


_EMPTY_PACK = LockedPack(id="", digest="")


class RecordState(StrEnum):
    """The state of a record of an accepted pack."""

    REWORDED = "reworded"
    CHANGED = "changed"
    NEW = "new"
    MISSING = "missing"


@attrs.frozen(kw_only=True)
class ChangedRecord:
    """A record that differs from the accepted one.

    Attributes:
        key: Its kind and local id, such as ``resource line``.
        name: Its name; its id if it has none.
        state: Whether anything but wording changed, or it is new or missing.
        changes: Its safety-critical changes, those of a number or an address first.
    """

    key: str
    name: str
    state: RecordState
    changes: tuple[ChangedValue, ...] = ()


def changed_records(was: LockedPack, now: LockedPack) -> tuple[ChangedRecord, ...]:
    """Find the records that differ from the accepted ones; the header of the pack is one."""
    names = {**was.names, **now.names, **_record_names(was)}
    changes: dict[str, list[ChangedValue]] = {}
    unreviewed: set[str] = set()
    for change in _compare_values(was.values, now.values, names):
        key = f"{change.kind} {change.id}"
        if change.critical:
            changes.setdefault(key, []).append(change)
        else:
            unreviewed.add(key)
    before, after = _records_of(was), _records_of(now)
    reworded = {key for key, text in now.wording.items() if was.wording.get(key) != text}
    differing = changes.keys() | (before ^ after) | reworded | unreviewed
    return tuple(
        ChangedRecord(
            key=key,
            name=names.get(key) or key.partition(" ")[2],
            state=_record_state(key, before, after, changes),
            changes=tuple(sorted(changes.get(key, ()), key=_contact_points_first)),
        )
        for key in sorted(differing, key=_order)
    )


def _records_of(pack: LockedPack) -> set[str]:
    return {*pack.wording, *(key.rpartition(" ")[0] for key in pack.values)}


def _record_state(
    key: str, before: Container[str], after: Container[str], changes: Container[str]
) -> RecordState:
    is_header = key.startswith("pack ")
    if key not in before and not is_header:
        return RecordState.NEW
    if key not in after and not is_header:
        return RecordState.MISSING
    return RecordState.CHANGED if key in changes else RecordState.REWORDED


def _contact_points_first(change: ChangedValue) -> tuple[int, str]:
    # What people dial, write to or open goes first, and the number shown before the others.
    points = ("display", "dial", "keyword", "url", "email")
    name = change.field_name
    return (points.index(name) if name in points else len(points)), change.field


def find_changes(was: LockedPack, now: LockedPack) -> tuple[ChangedValue, ...]:
    """Find all changes in a pack: critical ones first, and among those resources first."""
    names = {**_record_names(now), **_record_names(was)}
    return (
        *_owner_changes(was, now),
        *_compare_values(was.values, now.values, names),
        *_new_cautions(was, now, names),
        *_compare_values(_as_fields(was.wording, WORDING), _as_fields(now.wording, WORDING), names),
        *_compare_values(_as_fields(was.checked, CHECKED), _as_fields(now.checked, CHECKED), names),
    )


def _owner_changes(was: LockedPack, now: LockedPack) -> Iterator[ChangedValue]:
    # What one side does not name, such as the distribution of a path, is not compared.
    for field in ("distribution", "publisher"):
        before, after = getattr(was, field), getattr(now, field)
        if before and after and before != after:
            yield ChangedValue(
                kind="pack", id=now.id, name=now.id, field=field, was=before, now=after
            )


def _new_cautions(
    was: LockedPack, now: LockedPack, names: Mapping[str, str]
) -> Iterator[ChangedValue]:
    for key, codes in now.cautions.items():
        if key in was.wording and not set(codes).issubset(was.cautions.get(key, ())):
            yield caution_change(key, names.get(key, ""), was.cautions.get(key), codes)


def caution_change(
    key: str, name: str, was: tuple[str, ...] | None, now: tuple[str, ...]
) -> ChangedValue:
    """Return the change of a record whose texts raise a warning that they did not raise before."""
    kind, _, id = key.partition(" ")
    return ChangedValue(kind=kind, id=id, name=name or id, field=CAUTIONS, was=was, now=now)


def _record_names(pack: LockedPack) -> dict[str, str]:
    return {
        key.removesuffix(" name"): str(value)
        for key, value in pack.values.items()
        if key.endswith(" name")
    }


def _as_fields(table: Mapping[str, str], name: str) -> dict[str, LockValue]:
    """Return the entries of a table as values of the field *name*, of a record or a contact."""
    return {
        f"{key} {name}" if key.count(" ") == 1 else f"{key}.{name}": table[key] for key in table
    }


def _order(key: str) -> tuple[bool, str]:
    # Resources go first: they are the ones that people call.
    return not key.startswith("resource "), key


def _compare_values(
    was: Mapping[str, LockValue], now: Mapping[str, LockValue], names: Mapping[str, str]
) -> Iterator[ChangedValue]:
    for key in sorted(was.keys() | now.keys(), key=_order):
        before, after = was.get(key), now.get(key)
        if before != after or type(before) is not type(after):  # True equals 1 in Python
            record, _, field = key.rpartition(" ")
            kind, _, id = record.partition(" ")
            yield ChangedValue(
                kind=kind, id=id, name=names.get(record, id), field=field, was=before, now=after
            )


# The cost of the differences


_HELD = frozenset({RecordState.CHANGED, RecordState.NEW})
_CODES: Mapping[RecordState, tuple[str, Outcome]] = {
    RecordState.CHANGED: ("lock.safety_changed", Outcome.DROP),
    RecordState.NEW: ("lock.unknown_record", Outcome.DROP),
    RecordState.MISSING: ("lock.missing_record", Outcome.WARN),
}
_EMPTIED_FIELDS = frozenset({"title", "summary", "caveat", "contact"})
"""The fields of a header that can be emptied; whoever publishes it is another matter."""


Problem: TypeAlias = tuple[str, str, Where, Outcome]
"""A code, a problem, its place, and its cost if the lock is enforced."""


class Differences:
    """The differences of a pack from the accepted one.

    Attributes:
        owners: The changes of who publishes it: they cost the whole pack.
        records: The records that differ in more than wording.
    """

    def __init__(
        self, was: "LockedPack", now: "LockedPack", header: "Header", checked: "Checked"
    ) -> None:
        self._was, self._now = was, now = with_current_ids(was, now)
        self._header = header
        self._checked = checked
        self._wording = Lazy(_caution_check)
        self.owners = tuple(_owner_changes(was, now))
        self.records = tuple(
            record
            for found in changed_records(was, now)
            if (record := self._judged(found, was)).state is not RecordState.REWORDED
        )

    def _judged(self, record: ChangedRecord, was: "LockedPack") -> ChangedRecord:
        """Return a record as changed if its new words raise a warning that the old ones did not."""
        model = self._model(record.key) if record.state is RecordState.REWORDED else None
        codes = cautions_of([model], self._wording()).get(record.key, ()) if model else ()
        accepted = was.cautions.get(record.key, ())
        if set(codes).issubset(accepted):
            return record
        change = caution_change(record.key, record.name, accepted or None, codes)
        return attrs.evolve(record, state=RecordState.CHANGED, changes=(change,))

    def _model(self, key: str) -> Record | None:
        """Return the record with a kind and local id; None for a header, a word or a patch."""
        kind, _, id = key.partition(" ")
        record = self._checked.records.get(f"{self._header.id}:{id}")
        return record if record and record.record_kind == kind else None

    def problems(self, limit: int) -> Iterator[Problem]:
        """Yield a mistake for each record, up to a limit, and then their number."""
        for record in self.records[:limit]:
            code, outcome = _CODES[record.state]
            kind, _, id = record.key.partition(" ")
            field = record.changes[0].field if record.state is RecordState.CHANGED else None
            where = Where(self._header.id, record=None if kind == "pack" else id, field=field)
            yield code, _sentence(record), where, outcome
        unreported = len(self.records) - limit
        if unreported > 0:
            records = "record differs" if unreported == 1 else "records differ"
            problem = f"{unreported:,} more {records} from what was accepted."
            yield "lock.safety_changed", problem, Where(self._header.id), Outcome.DROP

    def with_outdated(self) -> "Checked":
        """Return the pack, in which nobody has checked what changed since it was checked."""
        records = dict(self._checked.records)
        for record in self.records:
            id = f"{self._header.id}:{record.key.partition(' ')[2]}"
            resource = records.get(id)
            if isinstance(resource, Resource):
                contacts = tuple(
                    self._outdated(record, resource, each) for each in resource.contacts
                )
                records[id] = attrs.evolve(resource, contacts=contacts)
        return self._checked._replace(records=records)

    def _outdated(self, record: ChangedRecord, resource: Resource, contact: "Contact") -> "Contact":
        path = f"contacts[{contact.id}]"
        has_changed = any(
            change.field.startswith(f"{path}.") and change.field_name in CONTACT_POINTS
            for change in record.changes
            if change.was is not None
        )
        before, after = (last_check(pack, record.key, path) for pack in (self._was, self._now))
        if not is_outdated(before, after, has_changed=has_changed):
            return contact
        verified = contact.verified or resource.verified
        return attrs.evolve(contact, verified=verified.outdated())

    @property
    def held(self) -> frozenset[str]:
        """The full ids of the records and words that differ, and the targets of such patches."""
        keys = (record.key.partition(" ") for record in self.records if record.state in _HELD)
        return frozenset(
            id if kind == "patch" else f"{self._header.id}:{id}" for kind, _, id in keys
        )

    def without_held(self) -> "tuple[Header, Checked, tuple[tuple[str, Fault], ...]]":
        """Return the header to show, the pack without the records that differ, and its dependants.

        Those are the local id of each record that depended on one of them, with its fault.
        """
        changed = {
            change.field_name
            for record in self.records
            for change in record.changes
            if change.kind == "pack"
        }
        header = without_texts(self._header, _EMPTIED_FIELDS & changed)
        return header, *without_records(self._checked, header, self.held)


def _sentence(record: ChangedRecord) -> str:
    name = shown(record.name)
    if record.state is RecordState.NEW:
        return f"{name} is new; nobody has accepted it."
    if record.state is RecordState.MISSING:
        return f"{name} was accepted, and is gone."
    first, *others = _told(record.changes)
    more = f" {len(others)} more of its values changed." if others else ""
    return f"{name}, {first}{more}"


def _told(changes: tuple[ChangedValue, ...]) -> list[ChangedValue]:
    # A number that is shown is counted once.
    shown_fields = {change.field for change in changes if change.field_name == "display"}
    return [
        change
        for change in changes
        if change.field_name != "dial" or f"{change.field[:-4]}display" not in shown_fields
    ]


# The warnings of the safety rules about the texts of records, as a lock remembers them.
#
# New words for what somebody accepted are no reason to ask again, unless they raise such a
# warning.


_UNCHECKED = "limit.wording"
"""The code for a record whose texts were not looked at closely, since the pack has too many."""


def cautions_of(
    records: Iterable[Record], wording: "WordingCheck | None" = None
) -> Mapping[str, tuple[str, ...]]:
    """Return the codes of the warnings about each record that has any, by kind and local id.

    Args:
        records: The records, with their translations.
        wording: The check of the pack, so far; None for a new one.
    """
    wording = wording or _caution_check()
    found = {
        f"{record.record_kind} {record.local_id}": tuple(sorted(_codes(record, wording)))
        for record in records
    }
    return {key: codes for key, codes in found.items() if codes}


def _caution_check() -> "WordingCheck":
    from takeaction.packs.rules.wording import WordingCheck  # a load with nothing new needs none

    return WordingCheck(cautions_only=True)


def _codes(record: Record, wording: "WordingCheck") -> set[str]:
    found = {fault.code for fault in wording.faults(record)}
    found |= {fault.code for _, fault in wording.translation_faults(record)}
    return found | ({_UNCHECKED} if wording.allowance.is_over else set())
