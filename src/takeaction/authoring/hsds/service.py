"""A service of a directory as it is read: its purposes, its places, its members, what is lost.

A directory of social services also has food banks and libraries. Only services whose name or terms
say that they help people who may be exploited become records. Everything in a directory may be
hostile: another type than expected is a loss, never an error.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from html import unescape
from typing import Any, NamedTuple

import attrs

from takeaction.errors import QueryError
from takeaction.export.hsds.terms import REGION, TAXONOMY
from takeaction.models.region import (
    CODE_ALIASES,
    find_region,
    is_country_name,
    is_region,
    place_label,
)
from takeaction.packs.rules import characters
from takeaction.vocabulary.resources import Purpose
from takeaction.vocabulary.words import fold

_WORDS: Mapping[Purpose, tuple[str, ...]] = {
    Purpose.SUPPORT: (
        *("trafficking", "trafficked", "modern slavery", "forced labour", "forced labor"),
        *("exploitation", "exploited workers", "victim support", "victim services"),
        *("survivors", "domestic servitude"),
    ),
    Purpose.CHILD: ("child abuse", "child protection", "childline", "child helpline", "runaway"),
    Purpose.LABOUR_RIGHTS: (
        *("workers rights", "labour rights", "labor rights", "employment rights"),
        *("wage theft", "unpaid wages", "farmworker", "migrant workers", "domestic workers"),
    ),
    Purpose.LEGAL: ("legal aid", "legal advice", "legal help", "immigration law", "law centre"),
    Purpose.DOMESTIC_VIOLENCE: (
        *("domestic violence", "domestic abuse", "intimate partner violence"),
        *("family violence", "womens aid"),
    ),
    Purpose.SEXUAL_VIOLENCE: (
        *("sexual violence", "sexual assault", "sexual abuse", "rape crisis"),
    ),
    Purpose.SHELTER: ("shelter", "shelters", "safe house", "refuge", "emergency housing"),
    Purpose.FORCED_MARRIAGE: ("forced marriage", "honour based abuse"),
    Purpose.CRISIS: ("crisis line", "crisis hotline", "suicide", "crisis intervention"),
    Purpose.MISSING_CHILDREN: ("missing children", "missing persons", "missing people"),
    Purpose.ONLINE_SAFETY: ("online safety", "sextortion", "online abuse", "cyberbullying"),
}
"""The words by which each purpose is known, folded; our own choice, in English."""


def purposes_named(texts: Iterable[str]) -> list[str]:
    """Return the purposes that the name of a service, or those of its terms, speak of, in order."""
    folded = [f" {fold(text.replace(chr(39), ''))} " for text in texts]
    return [
        str(purpose)
        for purpose, words in _WORDS.items()
        if any(f" {word} " in text for word in words for text in folded)
    ]


# The plain text of a text that may hold HTML and characters that no text needs

_TAG = re.compile(r"<(?:/?[A-Za-z][^<>]{0,2000}|!--[^<>]{0,2000}--)>")
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/h[1-6])\b[^<>]{0,200}>", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t]+")
_LINES = re.compile(r"\s*\n\s*\n\s*")


def plain_text(written: str) -> str:
    """Return a text without tags, entities, control characters and surplus blanks.

    A line break in HTML becomes one in the text; paragraphs have an empty line between them.
    """
    text = unescape(_TAG.sub("", _BREAK.sub("\n", written))) if "<" in written else written
    text = unescape(text) if "&" in text else text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    allowed = (
        c
        for c in re.sub(characters.BIDI, "", text)
        if c in "\n\t" or unicodedata.category(c) not in characters.REFUSED
    )
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(allowed).split("\n"))
    return unicodedata.normalize("NFC", _LINES.sub("\n\n", "\n".join(lines)).strip())


def one_line(written: str) -> str:
    """Return a text as ``plain_text`` does, on one line."""
    return " ".join(plain_text(written).split())


# Everything in a directory that a draft pack does not carry, by service and field

_INDEX = re.compile(r"\[\d+\]")
_LONGEST_NAME = 80
"""The most characters of the name of a service or a field in a report."""


class Extent(StrEnum):
    """How much of a service is lost."""

    SERVICE = "service"
    FIELD = "field"
    DOUBT = "doubt"


class Loss(NamedTuple):
    """One thing that a draft does not carry, or carries with a doubt.

    Attributes:
        service: The id of the service in the directory, or its place, such as ``services[3]``.
        field: The field in HSDS; empty for the whole service.
        why: The reason, a sentence.
        extent: Whether the service is lost, the field, or nothing but certainty.
    """

    service: str
    field: str
    why: str
    extent: Extent


@attrs.define
class Losses:
    """The losses of one import, in the order in which they came up."""

    listed: list[Loss] = attrs.field(factory=list)

    def add(self, service: str, field: str, why: str, extent: Extent = Extent.FIELD) -> None:
        """Note a loss; names are cut, since a hostile file may hold long ones."""
        names = (service[:_LONGEST_NAME], field[:_LONGEST_NAME])
        self.listed.append(Loss(*names, why, extent))

    def by_field(self) -> Mapping[tuple[str, str], int]:
        """Return how often each reason came up for each field, the most frequent first."""
        reasons = ((_INDEX.sub("", loss.field), loss.why) for loss in self.listed)
        return dict(Counter(reasons).most_common())


# A service, read member by member

_MOST_ITEMS = 200
"""The most items of one list that are read: a service has a handful of phones or areas."""


@attrs.frozen
class HsdsObject:
    """An object of a directory.

    Attributes:
        members: Its members, of any type.
        service: The id of its service, for the losses.
        path: Its place in the service, such as ``phones[0]``; empty for the service itself.
        losses: The losses of the import.
    """

    members: Mapping[str, Any]
    service: str
    path: str
    losses: Losses

    def lose(self, field: str, why: str, extent: Extent = Extent.FIELD) -> None:
        """Note that a field is not carried, or carried with a doubt."""
        self.losses.add(self.service, self.place(field), why, extent)

    def place(self, field: str) -> str:
        """Return the path of a field from the service."""
        return f"{self.path}.{field}" if self.path and field else self.path or field

    def text(self, field: str) -> str:
        """Return a text on one line; empty if it is missing or of another type."""
        return one_line(self._read(field, str, "it is no text") or "")

    def prose(self, field: str) -> str:
        """Return a text with its paragraphs; empty if it is missing or of another type."""
        written = self._read(field, str, "it is no text") or ""
        text = plain_text(written)
        if "<" in written and "<" not in text:
            self.lose(field, "the markup is left out; the text stays")
        return text

    def number(self, field: str) -> float | None:
        """Return a number; None if it is missing or of another type."""
        number: float | None = self._read(field, int | float, "it is no number")
        if not isinstance(number, bool):  # Python takes it for a number
            return number
        self.lose(field, "it is no number")
        return None

    def object(self, field: str) -> "HsdsObject":
        """Return an inner object; an empty one if it is missing or of another type."""
        members = self._read(field, dict, "it is no object") or {}
        return HsdsObject(members, self.service, self.place(field), self.losses)

    def objects(self, field: str) -> Iterator["HsdsObject"]:
        """Yield the objects of a list; whatever else is in it is lost."""
        items = self._read(field, list, "it is no list") or []
        for position, item in enumerate(items[:_MOST_ITEMS]):
            name = f"{field}[{position}]"
            if isinstance(item, dict):
                yield HsdsObject(item, self.service, self.place(name), self.losses)
            else:
                self.lose(name, "it is no object")
        if len(items) > _MOST_ITEMS:
            self.lose(field, f"only the first {_MOST_ITEMS} are read")

    def _read(self, field: str, kind: Any, why: str) -> Any:  # noqa: ANN401
        """Return a member of one type; None if it is missing or of another type."""
        value = self.members.get(field)
        if value is None or isinstance(value, kind):
            return value
        self.lose(field, why)
        return None

    def own_terms(self) -> Mapping[str, list[str]]:
        """Return the facts that our own export wrote as attributes: the values of each term."""
        facts: dict[str, list[str]] = defaultdict(list)
        for code, value in self._codes(is_own=True):
            field, _, word = code.partition(":")
            facts[field].append(word or value)
        return dict(facts)

    def other_terms(self) -> list[str]:
        """Return the names of the terms of all other taxonomies."""
        return [name for name, _ in self._codes(is_own=False)]

    def _codes(self, *, is_own: bool) -> Iterator[tuple[str, str]]:
        """Yield the code, or else the name, of each term, with the value of its attribute."""
        attributes = self.members.get("attributes")
        for attribute in attributes[:_MOST_ITEMS] if isinstance(attributes, list) else ():
            term = attribute.get("taxonomy_term") if isinstance(attribute, dict) else None
            if isinstance(term, dict) and (term.get("taxonomy") == TAXONOMY) is is_own:
                code, value = term.get("code" if is_own else "name"), attribute.get("value")
                if isinstance(code, str):
                    yield code, plain_text(value) if isinstance(value, str) else ""


# Places of a directory: service areas become codes of regions

_PLACES_LONGEST_NAME = 200


def regions_of(service: HsdsObject, default: str) -> tuple[list[str], list[str]]:
    """Return the codes of the places that a service is for, and the names of smaller areas.

    An area that is part of a place we know is carried as that place, and named in words.

    Args:
        service: The service.
        default: The place of a service without areas.
    """
    codes: dict[str, None] = {}
    smaller = []
    for area in service.objects("service_areas"):
        code, name = _place_of(area)
        codes |= {code: None} if code else {}
        smaller += [name] if name else []
    if not codes:
        why = "it has no area that we know; the place of this import is used"
        service.lose("service_areas", why, Extent.DOUBT)
    return [*codes] or [default], smaller


def _place_of(area: HsdsObject) -> tuple[str, str]:
    """Return the code of an area, and its name if it is smaller than the place of the code."""
    name, extent = area.text("name"), area.text("extent")
    if area.text("extent_type") not in ("", "text"):
        area.lose("extent", "no shape on a map is carried")
        extent = ""
    for written in (*area.own_terms().get(REGION.name, ()), extent):
        code = CODE_ALIASES.get(written.upper(), written.upper())
        if is_region(code):
            return code, ""
    return _place_named(area, name or area.text("description") or extent)


def _place_named(area: HsdsObject, name: str) -> tuple[str, str]:
    if not name or len(name) > _PLACES_LONGEST_NAME:
        area.lose("name", "the area has no name")
        return "", ""
    try:
        code = find_region(name).code
    except QueryError:
        area.lose("name", "no place that we know has this name")
        return "", name
    is_itself = is_country_name(fold(name)) or fold(name) == fold(str(place_label(code)))
    if not is_itself:
        why = "it is carried as the place that it is part of"
        area.lose("name", why, Extent.DOUBT)
    return code, "" if is_itself else name
