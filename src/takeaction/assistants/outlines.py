"""Outlines: what a result keeps of each answer, and the schema of that; who answers comes first.

A key is in a result only where it has a value. Parts that a schema has several times are written
once, since hosts send it with every list of tools.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from takeaction.engine.help.emergency import Emergency, find_emergency
from takeaction.export.schemas.shipped import Schema
from takeaction.models.region import WORLD, Region, find_region

_UNKNOWN: tuple[object, ...] = (None, "", [], {})
"""Values that say nothing: a result has them only under the keys that it always has."""

_OMITTED = frozenset({"title", "description", "format", "pattern"})
"""The parts of a schema that only tell a reader more: hosts send it with every list of tools."""


@attrs.frozen(kw_only=True)
class Outline:
    """The keys that a result has of one object, in the order in which a model reads them.

    Attributes:
        keys: The keys, in order. A key is there only where it has a value.
        always: The keys among them that are there even where nothing is known.
        flags: The keys among them that are there only where they are true.
        detailed: The keys that only a result with details has, after the others.
        parts: The outlines of objects inside, and of those in lists, by their key.
    """

    keys: tuple[str, ...]
    always: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    detailed: tuple[str, ...] = ()
    parts: "Mapping[str, Outline]" = attrs.field(factory=dict)

    def shorten(self, value: Mapping[str, Any], *, details: bool) -> dict[str, Any]:
        """Return the keys of an object that its outline has.

        Args:
            value: The object, as plain data of the library.
            details: Whether to add the detailed keys.
        """
        keys = self.keys + self.detailed if details else self.keys
        return {
            key: self._part(key, value[key], details=details)
            for key in keys
            if self._has_meaning(key, value[key])
        }

    def _has_meaning(self, key: str, value: object) -> bool:
        if key in self.flags:
            return bool(value)
        return key in self.always or value not in _UNKNOWN

    def _part(self, key: str, value: Any, *, details: bool) -> Any:  # noqa: ANN401 - plain data
        if key not in self.parts or value is None:
            return value
        part = self.parts[key]
        if isinstance(value, list):
            return [part.shorten(member, details=details) for member in value]
        return part.shorten(value, details=details)

    def schema(self, whole: Schema) -> Schema:
        """Return the schema of what is left of an object, a list of objects or null.

        Args:
            whole: The schema of all of it.
        """
        if "anyOf" in whole:
            return {"anyOf": [self.schema(option) for option in whole["anyOf"]]}
        if "items" in whole:
            return {"type": "array", "items": self.schema(whole["items"])}
        if "properties" not in whole:
            plain: Schema = compact(whole)
            return plain
        properties = whole["properties"]
        return {
            "type": "object",
            "properties": {
                key: self._part_schema(key, properties[key]) for key in self.keys + self.detailed
            },
            "required": [key for key in self.keys if key in self.always],
            "additionalProperties": False,
        }

    def _part_schema(self, key: str, whole: Schema) -> Schema:
        return self.parts[key].schema(whole) if key in self.parts else compact(whole)


def compact(schema: Any) -> Any:  # noqa: ANN401 - plain data
    """Return a schema without the words that only tell a reader more."""
    if isinstance(schema, list):
        return [compact(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {key: compact(part) for key, part in schema.items() if key not in _OMITTED}
    if "properties" in schema:  # a property may have the name of such a part
        properties = schema["properties"]
        parts["properties"] = {name: compact(part) for name, part in properties.items()}
    return parts


# Parts that a schema has several times, written once under ``$defs``.


_SHORTEST = 100
"""The characters of a part that is worth a reference, which has about 30."""


def hoisted(schema: Schema) -> Schema:
    """Write each part that occurs several times once, under ``$defs``.

    Args:
        schema: A schema without references.

    Example:
        >>> part = {"type": "object", "properties": {"text": {"type": "string", "minLength": 1}}}
        >>> part["required"] = ["text"]
        >>> twice = {"type": "object", "properties": {"first": part, "second": part}}
        >>> hoisted(twice)["properties"]
        {'first': {'$ref': '#/$defs/first'}, 'second': {'$ref': '#/$defs/first'}}
    """
    number_of = Counter(json.dumps(part) for _, part in _objects("", schema))
    names: dict[str, str] = {}
    for name, part in _objects("", schema):
        key = json.dumps(part)
        if number_of[key] > 1 and len(key) >= _SHORTEST and key not in names:
            names[key] = f"{name}{len(names)}" if name in names.values() else name
    parts = {
        name: _with_references(json.loads(key), names, is_part=True) for key, name in names.items()
    }
    whole: Schema = _with_references(schema, names)
    return whole | ({"$defs": parts} if parts else {})


def _objects(name: str, value: Any) -> Iterator[tuple[str, Schema]]:  # noqa: ANN401 - plain data
    """Yield the schemas of objects inside a schema, outer ones first, with the key above each."""
    if isinstance(value, list):
        for member in value:
            yield from _objects(name, member)
    elif isinstance(value, dict):
        if "properties" in value:
            yield name, value
        for key, part in value.items():
            if key == "properties":
                for own_name, schema in part.items():
                    yield from _objects(own_name, schema)
            else:
                yield from _objects(name, part)


def _with_references(value: Any, names: dict[str, str], *, is_part: bool = False) -> Any:  # noqa: ANN401
    if isinstance(value, list):
        return [_with_references(member, names) for member in value]
    if not isinstance(value, dict):
        return value
    if not is_part and "properties" in value and (name := names.get(json.dumps(value))):
        return {"$ref": f"#/$defs/{name}"}
    return {key: _with_references(part, names) for key, part in value.items()}


# The outlines of answers.


FRESHNESS = Outline(keys=("state", "since"), always=frozenset({"state", "since"}))
"""The date of the evidence, and its age in a word."""

_SOURCE = Outline(
    keys=("title", "checked", "dated"),
    always=frozenset({"title"}),
    detailed=("publisher", "url"),
)

_VERIFIED = Outline(keys=("method", "on", "by", "review_by"), always=frozenset({"method"}))

EVIDENCE: Mapping[str, Outline] = {
    "freshness": FRESHNESS,
    "source": _SOURCE,
    "verified": _VERIFIED,
}
"""The outlines of the evidence for a record."""

EMERGENCY = Outline(
    keys=("text", "place", "dial", "caution", "note", "services", "caller", "source"),
    always=frozenset({"text"}),
    flags=frozenset({"caution"}),
)

LINE = Outline(
    keys=(
        *("id", "name", "who", "operator_kind", "is_enforcement", "only_reports"),
        *("returns_people", "resembles", "warning", "only_for"),
    ),
    always=frozenset({"id", "name", "who", "operator_kind", "is_enforcement"}),
    flags=frozenset({"only_reports"}),
    detailed=("summary", "operator", "purposes", "also_in", "via", "reviewed", "source"),
    parts=EVIDENCE,
)
"""A helpline without the ways to reach it: what to know before a number."""

WAY = Outline(
    keys=(
        *("channel", "display", "dial", "dial_region", "keyword", "url", "email", "note", "cost"),
        *("state", "hours", "zone", "opens", "languages", "interpreter", "reachable", "freshness"),
    ),
    always=frozenset({"channel", "state", "freshness"}),
    flags=frozenset({"interpreter"}),
    detailed=(
        *("shares_with", "anonymous", "recorded", "shows_on_bill", "may_show_on_bill"),
        *("contact", "verified"),
    ),
    parts=EVIDENCE,
)
"""One way to reach a helpline."""

ACTION = Outline(
    keys=("id", "title", "summary", "minutes", "cost", "risk", "safety", "freshness"),
    always=frozenset({"id", "title", "minutes", "risk", "safety", "freshness"}),
    detailed=("steps", "cadence", "modes", "note", "links", "templates", "verified", "source"),
    parts=EVIDENCE,
)

RECOMMENDATION = Outline(
    keys=("id", "title", "why", *ACTION.keys[2:]),
    always=ACTION.always,
    detailed=("score", *ACTION.detailed),
    parts=ACTION.parts,
)

SIGN = Outline(
    keys=("id", "text", "grade", "element", "freshness"),
    always=frozenset({"id", "text", "freshness"}),
    detailed=("points", "concept", "grade_basis", "reading", "verified", "source"),
    parts=EVIDENCE,
)

LISTING = Outline(
    keys=("id", "text", "country", "kind", "edition", "beside", "later_change", "freshness"),
    always=frozenset({"id", "text", "country", "kind", "edition", "freshness"}),
    detailed=("also", "note", "status", "verified", "source"),
    parts={"source": _SOURCE, "verified": _VERIFIED},
    flags=frozenset({"beside"}),
)

LABEL = Outline(
    keys=(
        *("id", "name", "kind", "does_not_cover", "third_party_audited"),
        *("forced_labour_criterion", "freshness"),
    ),
    always=frozenset({"id", "name", "does_not_cover", "freshness"}),
    detailed=("scope", "asks", "audited_by", "made_in", "note", "url", "verified", "source"),
    parts=EVIDENCE,
)

SELLER = Outline(
    keys=("id", "name", "kind", "status", "ships", "replaced_by", "note", "url", "freshness"),
    always=frozenset({"id", "name", "status", "ships", "freshness"}),
    detailed=("summary", "products", "ships_to", "made_in", "claims", "verified", "source"),
    parts=EVIDENCE,
)

RATING = Outline(
    keys=("id", "name", "country", "history", "newest", "agreement", "meaning", "freshness"),
    always=frozenset({"id", "name", "history", "newest", "meaning", "freshness"}),
    detailed=("note", "status", "verified", "source"),
    parts={
        "source": _SOURCE,
        "verified": _VERIFIED,
        "history": Outline(
            keys=("year", "tier"),
            always=frozenset({"year", "tier"}),
            detailed=("source", "confirmed_by"),
        ),
    },
)

HIT = Outline(
    keys=("id", "kind", "name", "status", "replaced_by"),
    always=frozenset({"id", "kind", "name", "status"}),
    detailed=("language", "score", "matched"),
)


def danger_of(emergency: Emergency, *, details: bool) -> dict[str, Any]:
    """Return an emergency notice.

    Args:
        emergency: The notice of the library.
        details: Whether to add services with the same number, and all sources, not the newest one.
    """
    notice: dict[str, Any] = {**emergency.as_json()}
    if not details:
        dated = sorted(notice["source"], key=lambda source: source["dated"] or "", reverse=True)
        others = [one for one in notice["services"] if one["dial"] != notice["dial"]]
        notice |= {"source": dated[:1], "services": others}
    return EMERGENCY.shorten(notice, details=details)


def danger_in(place: Region | None, language: str) -> dict[str, Any]:
    """Return the emergency notice for a place, or for one that is not known.

    Args:
        place: The place, or None.
        language: The language of the notice, one of those of the core's own texts.
    """
    return danger_of(find_emergency(place or find_region(WORLD), language), details=False)
