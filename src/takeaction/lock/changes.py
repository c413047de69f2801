"""The changes in a pack since a person accepted it, found without the old pack.

Packs with equal digests are equal, and nothing else of them is compared.
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum

import attrs

from takeaction.errors import shown
from takeaction.lock.file import LockValue
from takeaction.lock.lock import Lock, LockedPack

_LABELS = {
    "dial": "phone number",
    "display": "phone number",
    "dial_region": "country in which the number works",
    "keyword": "word to text",
    "url": "web address",
    "email": "email address",
    "text": "opening hours",
    "zone": "time zone of the opening hours",
    "regions": "places it serves",
    "reachable_from": "places it can be reached from",
    "languages": "languages",
    "interpreter": "languages with an interpreter",
    "cost": "cost",
    "operator": "organisation that runs it",
    "operator_kind": "kind of organisation that runs it",
    "shares_with": "bodies it may share information with",
    "anonymous": "anonymous use",
    "recorded": "recording of calls",
    "shows_on_bill": "entry on the phone bill",
    "location": "confidentiality of its address",
    "purposes": "purpose",
    "audience": "people it is for",
    "only_for": "people it is limited to",
    "status": "status",
    "replaced_by": "replacement",
    "safety": "safety advice",
    "publisher": "publisher of the pack",
    "distribution": "distribution the pack comes from",
    "numbers_in_words": "numbers and addresses in its texts",
}
"""Fields in plain words, for a colleague who does not program. A field not listed has its name."""

WORDING, CHECKED = "wording", "checked"
"""The field of a change that is not critical: other words, or another date of a check."""

CONTACT_POINTS = ("dial", "display", "keyword", "url", "email")
"""The fields that a person dials, texts, opens or writes to."""

_FIELD_NAME = re.compile(r"([a-z_]+)(?:\[[^\]]*\])?(?:@[\w-]+)?$")
_DIGITS = re.compile(r"[0-9]")


class PackState(StrEnum):
    """The state of an installed pack, compared with the lock."""

    SAME = "same"
    REWORDED = "reworded"
    CHANGED = "changed"
    NEW = "new"
    MISSING = "missing"


@attrs.frozen(kw_only=True)
class ChangedValue:
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

    @property
    def critical(self) -> bool:
        """Whether it can send a person to the wrong place."""
        return self.field.rpartition(".")[2] not in (WORDING, CHECKED)

    @property
    def field_name(self) -> str:
        """The last name in the path of the field: ``dial`` of ``contacts[voice].dial``."""
        match = _FIELD_NAME.search(self.field)
        return match[1] if match else self.field

    @property
    def label(self) -> str:
        """The field in plain words."""
        return _LABELS.get(self.field_name, self.field_name.replace("_", " "))

    @property
    def difference(self) -> str:
        """The difference of two phone numbers, ``differs in 1 digit``; empty for anything else."""
        if self.label != _LABELS["dial"] or self.was is None or self.now is None:
            return ""
        was, now = ("".join(_DIGITS.findall(str(value))) for value in (self.was, self.now))
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


@attrs.frozen(kw_only=True)
class Comparison:
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
    """Compare all packs of a lock with the installed ones, in order of id.

    Args:
        lock: The accepted packs.
        installed: The installed packs, as a lock of them would be.
    """
    ids = sorted({pack.id for pack in (*lock.packs, *installed.packs)})
    return tuple(compare(lock.get(id), installed.get(id), id) for id in ids)


def compare(was: LockedPack | None, now: LockedPack | None, id: str) -> Comparison:
    """Compare an installed pack with the accepted one; None is a pack that does not exist."""
    if was and now and was.digest == now.digest and was.holds(now.wording.keys()):
        return Comparison(id=id, state=PackState.SAME, was=was, now=now)
    changes = find_changes(was or _EMPTY_PACK, now or _EMPTY_PACK)
    if was and now:
        is_critical = any(change.critical for change in changes)
        state = PackState.CHANGED if is_critical else PackState.REWORDED
    else:
        state = PackState.MISSING if was else PackState.NEW
    return Comparison(id=id, state=state, was=was, now=now, changes=changes)


_EMPTY_PACK = LockedPack(id="", digest="")


def critical_changes(was: LockedPack, now: LockedPack) -> tuple[ChangedValue, ...]:
    """Find the safety-critical changes in a pack: its distribution first, then its values."""
    values = _compare_values(was.values, now.values, _record_names(was))
    return (*_compare_distributions(was, now), *values)


def find_changes(was: LockedPack, now: LockedPack) -> tuple[ChangedValue, ...]:
    """Find all changes in a pack: critical ones first, and among those resources first."""
    names = {**_record_names(now), **_record_names(was)}
    return (
        *_compare_distributions(was, now),
        *_compare_values(was.values, now.values, names),
        *_compare_values(_as_fields(was.wording, WORDING), _as_fields(now.wording, WORDING), names),
        *_compare_values(_as_fields(was.checked, CHECKED), _as_fields(now.checked, CHECKED), names),
    )


def _compare_distributions(was: LockedPack, now: LockedPack) -> Iterator[ChangedValue]:
    """Find a change of distribution; a pack given by path has none, and is not compared."""
    before, after = was.distribution, now.distribution
    if before and after and before != after:
        field = "distribution"
        yield ChangedValue(kind="pack", id=now.id, name=now.id, field=field, was=before, now=after)


def _record_names(pack: LockedPack) -> dict[str, str]:
    """Return the names of records, by kind and id."""
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
    """Put resources first: they are the ones that people call."""
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
