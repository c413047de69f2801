"""What changed in a pack since a person accepted it; of the old pack it needs the lock alone.

Equal digests mean equal packs: then nothing else is looked at.
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum

import attrs

from takeaction.errors import shown
from takeaction.lock.file import Value
from takeaction.lock.lock import Lock, LockedPack

_NAMES = {
    "dial": "phone number",
    "display": "phone number",
    "dial_region": "country that the number works in",
    "keyword": "word to text",
    "url": "web address",
    "email": "e-mail address",
    "text": "opening times",
    "zone": "time zone of the opening times",
    "regions": "places it is for",
    "reachable_from": "places it can be reached from",
    "languages": "languages of those who answer",
    "interpreter": "languages of interpreters",
    "cost": "what it costs",
    "operator": "who runs it",
    "operator_kind": "what kind of body runs it",
    "shares_with": "who is told what a person says",
    "anonymous": "whether a name is needed",
    "recorded": "whether calls are recorded",
    "shows_on_bill": "whether it shows on a bill",
    "location": "what is said of its place",
    "purposes": "what it is for",
    "audience": "whom it is for",
    "only_for": "who alone may use it",
    "status": "whether it is still there",
    "replaced_by": "what took its place",
    "safety": "what keeps people from harm",
    "publisher": "who publishes the pack",
    "distribution": "distribution that the pack comes from",
    "numbers_in_words": "a number or an address in its texts",
}
WORDING, CHECKED = "wording", "checked"
"""What a change is called that is not critical: of any other words, of the day somebody looked."""

_LAST_NAME = re.compile(r"([a-z_]+)(?:\[[^\]]*\])?(?:@[\w-]+)?$")
_DIGITS = re.compile(r"[0-9]")


CONTACT_POINTS = ("dial", "display", "keyword", "url", "email")
"""The fields that a person dials, texts, opens or writes to."""


class State(StrEnum):
    """How an installed pack stands to what was accepted."""

    SAME = "same"
    REWORDED = "reworded"
    CHANGED = "changed"
    NEW = "new"
    MISSING = "missing"


@attrs.frozen(kw_only=True)
class Change:
    """One thing that changed.

    Attributes:
        kind: The kind of the record, or ``pack``.
        id: Its local id.
        name: What a person knows it by; its id where it has no name.
        field: The path of what changed; its last part is ``wording`` or ``checked`` for what is
            not critical.
        was: What was accepted; None if nothing was.
        now: What is there; None if nothing is.
    """

    kind: str
    id: str
    name: str
    field: str
    was: Value | None
    now: Value | None

    @property
    def critical(self) -> bool:
        """Whether it can send a person to the wrong place."""
        return self.field.rpartition(".")[2] not in (WORDING, CHECKED)

    @property
    def last(self) -> str:
        """The last name in the path of the field: ``dial`` of ``contacts[voice].dial``."""
        found = _LAST_NAME.search(self.field)
        return found[1] if found else self.field

    @property
    def called(self) -> str:
        """What the field is called in plain words."""
        return _NAMES.get(self.last, self.last.replace("_", " "))

    @property
    def difference(self) -> str:
        """How far two numbers are apart, ``differs in 1 digit``; empty for anything else."""
        was, now = ("".join(_DIGITS.findall(str(each))) for each in (self.was, self.now))
        if self.called != _NAMES["dial"] or self.was is None or self.now is None:
            return ""
        if len(was) != len(now):
            more = len(now) - len(was)
            return f"has {_digits(abs(more))} {'more' if more > 0 else 'fewer'}"
        apart = sum(a != b for a, b in zip(was, now, strict=True))
        return f"differs in {_digits(apart)}" if apart else ""

    def __str__(self) -> str:
        was, now = (_said(each) for each in (self.was, self.now))
        apart = f" ({self.difference})" if self.difference else ""
        return f"{self.called}: it was {was}, and is {now} now{apart}."


def _digits(number: int) -> str:
    return f"{number} digit{'s' * (number != 1)}"


def _said(value: Value | None) -> str:
    if value is None:
        return "not given"
    return shown(", ".join(value)) if isinstance(value, tuple) else shown(value)


@attrs.frozen(kw_only=True)
class Comparison:
    """How one pack stands to what was accepted of it.

    Attributes:
        id: Id of the pack.
        state: ``same``, ``reworded`` if nothing critical changed, ``changed``, ``new`` or
            ``missing``.
        was: What was accepted, or None.
        now: What is there, or None.
        changes: What changed, critical ones first.
    """

    id: str
    state: State
    was: LockedPack | None
    now: LockedPack | None
    changes: tuple[Change, ...] = ()

    @property
    def critical(self) -> tuple[Change, ...]:
        """The changes that are safety-critical."""
        return tuple(each for each in self.changes if each.critical)


def compare_all(lock: Lock, found: Lock) -> tuple[Comparison, ...]:
    """Compare all packs of a lock with those that are there, in order of their ids."""
    ids = sorted({pack.id for pack in (*lock.packs, *found.packs)})
    return tuple(compare(lock.get(id), found.get(id), id) for id in ids)


def compare(was: LockedPack | None, now: LockedPack | None, id: str) -> Comparison:
    """Compare a pack with what was accepted of it."""
    if was and now and was.digest == now.digest and was.holds(now.wording.keys()):
        return Comparison(id=id, state=State.SAME, was=was, now=now)
    changes = changes_of(was or _NOTHING, now or _NOTHING)
    if was and now:
        critical = any(each.critical for each in changes)
        state = State.CHANGED if critical else State.REWORDED
    else:
        state = State.MISSING if was else State.NEW
    return Comparison(id=id, state=state, was=was, now=now, changes=changes)


_NOTHING = LockedPack(id="", digest="")


def critical_changes(was: LockedPack, now: LockedPack) -> tuple[Change, ...]:
    """Find which safety-critical values are others than those that were accepted."""
    values = _differing(was.values, now.values, _named(was))
    return (*_other_distribution(was, now), *values)


def _other_distribution(was: LockedPack, now: LockedPack) -> Iterator[Change]:
    """Find that a pack comes from another distribution; one by path comes from none."""
    before, after = was.distribution, now.distribution
    if before and after and before != after:
        field = "distribution"
        yield Change(kind="pack", id=now.id, name=now.id, field=field, was=before, now=after)


def changes_of(was: LockedPack, now: LockedPack) -> tuple[Change, ...]:
    """Find what changed in a pack: what is critical first, and of it what is about help."""
    names = {**_named(now), **_named(was)}
    return (
        *_other_distribution(was, now),
        *_differing(was.values, now.values, names),
        *_differing(_as_fields(was.wording, WORDING), _as_fields(now.wording, WORDING), names),
        *_differing(_as_fields(was.checked, CHECKED), _as_fields(now.checked, CHECKED), names),
    )


def _named(pack: LockedPack) -> dict[str, str]:
    """Return the names of records, by kind and id."""
    return {
        key.removesuffix(" name"): str(value)
        for key, value in pack.values.items()
        if key.endswith(" name")
    }


def _as_fields(table: Mapping[str, str], name: str) -> dict[str, Value]:
    return {
        f"{key} {name}" if key.count(" ") == 1 else f"{key}.{name}": table[key] for key in table
    }


def _order(key: str) -> tuple[bool, str]:
    """Put those first whom somebody calls."""
    return not key.startswith("resource "), key


def _differing(
    was: Mapping[str, Value], now: Mapping[str, Value], names: Mapping[str, str]
) -> Iterator[Change]:
    for key in sorted(was.keys() | now.keys(), key=_order):
        before, after = was.get(key), now.get(key)
        if before != after or type(before) is not type(after):
            record, _, field = key.rpartition(" ")
            kind, _, id = record.partition(" ")
            yield Change(
                kind=kind, id=id, name=names.get(record, id), field=field, was=before, now=after
            )
