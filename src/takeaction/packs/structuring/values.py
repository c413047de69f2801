"""The values inside a record: each becomes what its field takes, or is refused.

Nothing is coerced: a number is no text, a text is no list.
"""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, TypeVar

from takeaction.errors import UnknownWordError, shown
from takeaction.models.hours import Hours, parse_hours
from takeaction.models.record import RecordId, RegionCode, WordId
from takeaction.models.region import WRITTEN, find_region, is_region
from takeaction.models.text import Text, Translator
from takeaction.packs.faults import LONGEST_MEANT, RefusedError, meant

_T = TypeVar("_T")

MOST_ITEMS = 64
"""A list with more items wants a closer look."""

_DAY_LENGTH = len("2026-11-24")


class Setting(NamedTuple):
    """What the values of a record have in common.

    Attributes:
        pack: Id of the pack it is from: local ids become ids of this pack.
        language: The language its texts are in.
        shared: Sets, days and parts that were made before, and are not made again.
        translator: Gives its texts their translations, if there are any.
        items: How many items of a list are taken at once.
    """

    pack: str
    language: str
    shared: dict[Any, Any]
    translator: Translator | tuple[()] = ()
    items: int = MOST_ITEMS


Leaf = Callable[[Any, Setting], Any]
"""Makes of a value what a field takes, or raises RefusedError."""


def of_type(value: object, kind: type[_T], called: str) -> _T:
    """Return a value of exactly this type; a bool is no int, a StrEnum no str.

    Raises:
        RefusedError: It is of another type.
    """
    if type(value) is not kind:
        raise RefusedError("shape.wrong_type", f"this is {_name(value)}, not {called}.")
    return value


def _name(value: object) -> str:
    """Say what a value of a file is, without repeating what it holds."""
    names = {str: "text", int: "a whole number", bool: "true or false", list: "a list"}
    names |= {dict: "a table", float: "a number with a point", type(None): "null"}
    return names.get(type(value), "a time")


def _plain(kind: type, called: str) -> Leaf:
    return lambda value, _: value if type(value) is kind else of_type(value, kind, called)


def _text(value: object, setting: Setting) -> Text:
    written = value if type(value) is str else of_type(value, str, "text")
    return Text(written, setting.language, setting.translator)


def _date(value: object, setting: Setting) -> date:
    text = value if type(value) is str else of_type(value, str, "a date")
    found = setting.shared.get((date, text))
    if found is None:
        found = setting.shared[date, text] = _day(text)
    day: date = found
    return day


def _day(text: str) -> date:
    try:
        if len(text) == _DAY_LENGTH and text[4] == text[7] == "-":
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise RefusedError(
        "date.form", f"{shown(text)} is not a date.", "write it as year-month-day, 2026-11-24."
    )


def _record_id(value: object, setting: Setting) -> str:
    text = of_type(value, str, "the id of a record")
    return text if ":" in text else f"{setting.pack}:{text}"


def _region(value: object, _: Setting) -> str:
    text = of_type(value, str, "the code of a region")
    code = WRITTEN.get(text, text)
    if not is_region(code):
        raise RefusedError(
            "region.unknown",
            f"{shown(text)} is not the code of a region.",
            "look at the codes of ISO 3166, UN M49, EU or 001.",
            lambda: _region_hint(text),
        )
    return code


def _region_hint(text: str) -> str:
    if len(text) > LONGEST_MEANT:
        return ""
    try:
        return f'write "{find_region(text).code}".'
    except UnknownWordError as error:
        return f"look at {', '.join(error.nearest)}." if error.nearest else ""


def _hours(value: object, _: Setting) -> Hours:
    zone = None
    if type(value) is tuple:  # no file holds one: it comes from the contact
        value, zone = value
        of_type(zone, str, "the name of a time zone")
    text = of_type(value, str, "text such as Mo-Fr 09:00-17:00")
    try:
        hours = parse_hours(text, zone)
    except ValueError as error:
        raise RefusedError(
            "date.hours",
            f"{shown(text)} are no opening times: {error}.",
            'write them like "Mo-Fr 09:00-17:00, Sa 10:00-14:00" or "24/7".',
        ) from None
    if not hours.always and zone is None:
        raise RefusedError(
            "date.no_zone", "these hours have no zone.", 'write zone = "America/New_York" or such.'
        )
    return hours


LEAVES: Mapping[object, Leaf] = {
    str: _plain(str, "text"),
    int: _plain(int, "a whole number"),
    bool: _plain(bool, "true or false"),
    date: _date,
    Text: _text,
    RecordId: _record_id,
    WordId: _plain(str, "the id of a word"),
    RegionCode: _region,
    Hours: _hours,
}
"""What makes each type of value, but for the words of closed lists."""


@cache
def word_of(kind: type[StrEnum]) -> Leaf:
    """Return what makes a word of a closed list."""
    known = {each.value: each for each in kind}

    def leaf(value: object, _: Setting) -> StrEnum:
        text = value if type(value) is str else of_type(value, str, "a word")
        found = known.get(text)
        if found is None:
            problem = f"{shown(text)} is not in the list."
            fix = f"write one of {', '.join(known)}."
            raise RefusedError("shape.unknown_word", problem, fix, meant(text, known))
        return found

    return leaf


def contact_fields(value: object) -> dict[str, Any]:
    """Return the fields of a contact: its zone belongs to its hours, its id is its channel."""
    fields = dict(of_type(value, dict, "a table"))
    if "channel" in fields:
        fields.setdefault("id", fields["channel"])
    if "hours" in fields and "zone" in fields:
        fields["hours"] = fields["hours"], fields.pop("zone")
    return fields
