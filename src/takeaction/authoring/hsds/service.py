"""A service of a directory, read member by member: another type is a loss, never an error."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from takeaction.authoring.hsds.losses import Losses
from takeaction.authoring.hsds.markup import one_line, plain_text
from takeaction.export.hsds.terms import TAXONOMY

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

    def lose(self, field: str, why: str) -> None:
        """Note that a field is not carried."""
        self.losses.add(self.service, self.place(field), why)

    def place(self, field: str) -> str:
        """Return the path of a field from the service."""
        return f"{self.path}.{field}" if self.path and field else self.path or field

    def text(self, field: str) -> str:
        """Return a text on one line; empty if it is missing or of another type."""
        return one_line(self._string(field))

    def prose(self, field: str) -> str:
        """Return a text with its paragraphs; empty if it is missing or of another type."""
        written = self._string(field)
        text = plain_text(written)
        if "<" in written and "<" not in text:
            self.lose(field, "the markup is left out; the text stays")
        return text

    def _string(self, field: str) -> str:
        value = self.members.get(field)
        if value is None or isinstance(value, str):
            return value or ""
        self.lose(field, "it is no text")
        return ""

    def number(self, field: str) -> float | None:
        """Return a number; None if it is missing or of another type."""
        value = self.members.get(field)
        if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
            return value
        self.lose(field, "it is no number")
        return None

    def object(self, field: str) -> "HsdsObject":
        """Return an inner object; an empty one if it is missing or of another type."""
        value = self.members.get(field)
        if value is not None and not isinstance(value, dict):
            self.lose(field, "it is no object")
        members = value if isinstance(value, dict) else {}
        return HsdsObject(members, self.service, self.place(field), self.losses)

    def objects(self, field: str) -> Iterator["HsdsObject"]:
        """Yield the objects of a list; whatever else is in it is lost."""
        items = self.members.get(field)
        if items is None:
            return
        if not isinstance(items, list):
            self.lose(field, "it is no list")
            return
        for position, item in enumerate(items[:_MOST_ITEMS]):
            place = self.place(f"{field}[{position}]")
            if isinstance(item, dict):
                yield HsdsObject(item, self.service, place, self.losses)
            else:
                self.losses.add(self.service, place, "it is no object")
        if len(items) > _MOST_ITEMS:
            self.lose(field, f"only the first {_MOST_ITEMS} are read")

    def own_terms(self) -> Mapping[str, list[str]]:
        """Return the facts that our own export wrote as attributes: the values of each term."""
        facts: dict[str, list[str]] = {}
        for code, value in self._codes(is_own=True):
            field, _, word = code.partition(":")
            facts.setdefault(field, []).append(word or value)
        return facts

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
