"""Attributes with terms of our own: facts that HSDS has no field for, in the place it has for them.

HSDS lets a publisher describe any object with terms of a taxonomy. Ours has a term for each closed
word of a list, and one for each field that has a value of its own.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

import attrs

from takeaction.catalog.catalog import Catalog
from takeaction.export.hsds.identifiers import uuid_of
from takeaction.value import Value
from takeaction.vocabulary.closed_words import Told
from takeaction.vocabulary.contacts import SharedWith
from takeaction.vocabulary.records import Method, Status
from takeaction.vocabulary.resources import (
    Audience,
    OperatorKind,
    Purpose,
    ResourceKind,
    ReturnsPeople,
    Serves,
)

TAXONOMY = "takeaction"
"""The name of our taxonomy, by which an import knows its terms."""

WORD_LISTS: dict[type[StrEnum], tuple[str, str]] = {
    Purpose: ("purpose", "A reason to turn to the service."),
    Serves: ("serves", "A group of people that the service is for, and nobody else."),
    Audience: ("audience", "A group of people that the service is for."),
    ResourceKind: ("kind", "The kind of service."),
    OperatorKind: ("operator-kind", "The kind of organisation that answers."),
    ReturnsPeople: (
        "returns-people",
        "Whether the service takes people back to their family or employer.",
    ),
    SharedWith: ("shares-with", "A body that may learn what a person says."),
    Method: ("verified-by", "The way in which the details were checked."),
    Status: ("status", "Whether the service still exists."),
}
"""The prefix of the terms of each closed list, and their description."""

FIELD_TERMS = {
    "record": "The id of the record in the catalog.",
    "topic": "A topic that the service is about.",
    "note": "Anything else to know about the service.",
    "contact": "The id of a contact in its record.",
    "channel": "The way to reach the contact.",
    "address": "The web or email address of the contact.",
    "spoken": "A language that the people who answer speak.",
    "dial-region": "The country in which the digits of the number work.",
    "display": "The number as people there write it.",
    "keyword": "The word to send to the number.",
    "cost": "The price that the caller pays.",
    "reachable-from": "A place that the contact can be reached from.",
    "interpreter": "A language in which the contact calls an interpreter; mul for many.",
    "anonymous": "Whether a caller never has to give a name.",
    "recorded": "Whether calls are recorded.",
    "shows-on-bill": "Whether a call shows on the telephone bill.",
    **{
        f"tells-{body}": f"When the contact tells somebody what a person says: {body}."
        for body in Told
    },
    "location": "Whether there is an address, and whether it is public.",
    "contact-note": "Anything else to know before using the contact.",
    "hours": "The opening hours, in the local time of their zone.",
    "zone": "The IANA name of the time zone of the opening hours.",
    "region": "The code of the place: ISO 3166, or UN M49 for a group of countries.",
    "language": "The language of the texts, as a BCP 47 tag.",
    "source": "The page or publication that the details are from.",
    "source-url": "The address of the source.",
    "source-publisher": "The publisher of the source.",
    "source-dated": "The date on the source.",
    "source-checked": "The day somebody last read the source.",
    "verified-on": "The day somebody asked the operator or read its own page.",
    "reviewed-by": "The practitioner who has reviewed the record.",
    "pack": "The pack that the record is from.",
    "licence": "The licence of the record.",
    "publisher": "The publisher of the pack.",
}
"""The terms that have a value, each with its description."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Describer(Value):
    """Describes the objects of one export with terms of our taxonomy.

    Attributes:
        catalog: The catalog, for the labels of words.
        languages: The languages of the labels, best first.
        version: The version of HSDS.
    """

    catalog: Catalog
    languages: tuple[str, ...]
    version: str

    def words(self, entity: str, owner: str, words: Iterable[StrEnum]) -> Iterator[dict[str, Any]]:
        """Yield an attribute for each closed word.

        Args:
            entity: The HSDS table of the object, such as ``service``.
            owner: The UUID of the object.
            words: Closed words of the lists of WORD_LISTS.
        """
        for word in words:
            prefix, description = WORD_LISTS[type(word)]
            label = self.catalog.label(word, self.languages)
            term = self._term(f"{prefix}:{word}", label.text, description, label.language)
            yield self._attribute(entity, owner, term, prefix, None)

    def value(self, entity: str, owner: str, field: str, value: object) -> Iterator[dict[str, Any]]:
        """Yield an attribute with the value of a field; none for a value that is not known."""
        if value is not None and value != "":
            text = ("no", "yes")[value] if isinstance(value, bool) else str(value)
            term = self._term(field, field.replace("-", " ").capitalize(), FIELD_TERMS[field], "en")
            yield self._attribute(entity, owner, term, field, text)

    def values(
        self, entity: str, owner: str, values: Iterable[tuple[str, object]]
    ) -> Iterator[dict[str, Any]]:
        """Yield an attribute for each field of an object that has a value."""
        for field, value in values:
            yield from self.value(entity, owner, field, value)

    def _term(self, code: str, name: str, description: str, language: str) -> dict[str, Any]:
        return {
            "id": uuid_of("term", code),
            "code": code,
            "name": name,
            "description": description,
            "taxonomy": TAXONOMY,
            "taxonomy_id": uuid_of("taxonomy"),
            "language": language,
        }

    def _attribute(
        self, entity: str, owner: str, term: dict[str, Any], link_type: str, value: str | None
    ) -> dict[str, Any]:
        """Return an attribute; its label is new in HSDS 3.1."""
        return {
            "id": uuid_of("attribute", owner, term["code"], value or ""),
            "link_id": owner,
            "taxonomy_term_id": term["id"],
            "link_type": link_type,
            "link_entity": entity,
            **({} if value is None else {"value": value}),
            "taxonomy_term": term,
            **({"label": term["name"]} if self.version != "3.0" else {}),
        }
