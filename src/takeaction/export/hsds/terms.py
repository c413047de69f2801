"""The terms of our taxonomy: every fact that HSDS has no field for, and the field it comes from.

An export writes these facts as attributes, and an import reads them back by the same rows. A term
has a value, or is one word of a closed list, such as ``purpose:legal``.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import EnumType
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin
from uuid import NAMESPACE_URL, uuid5

import attrs

from takeaction.catalog import Catalog
from takeaction.models.text import Text
from takeaction.value import Value
from takeaction.views.contact_lines import marked_text
from takeaction.vocabulary.closed_words import Told
from takeaction.vocabulary.records import Status

TAXONOMY = "takeaction"
"""The name of our taxonomy, by which an import knows its terms."""


STATUSES = {Status.ACTIVE: "active", Status.RETIRED: "defunct", Status.UNKNOWN: "inactive"}
"""Each status in HSDS; a record that may or may not still exist is inactive there."""

TEXTS = {"alert": "warning", "eligibility_description": "only_for"}
"""The field of a record for each member of a service that holds the same text."""


class Term(NamedTuple):
    """A term, or the terms of a closed list.

    Attributes:
        code: The code. After a colon comes a word of the list, and such a term has no value.
        description: The description.
        field: The path of the field in the model; empty if its value is computed.
    """

    code: str
    description: str
    field: str = ""

    @property
    def name(self) -> str:
        """The code without a word."""
        return self.code.rstrip(":")

    def values_of(self, model: object) -> Iterable[Any]:
        """Return the known values of the field in a model, those of a set in order."""
        value: Any = model
        for name in self.field.split("."):
            value = getattr(value, name, None)
        if isinstance(value, tuple | frozenset):
            return sorted(value) if isinstance(value, frozenset) else value
        return () if value is None or value == "" else (value,)


CHECK_TERMS = (
    Term("verified-by:", "The way in which the details were checked.", "verified.method"),
    Term("verified-on", "The day somebody asked the operator or read its own page.", "verified.on"),
)
"""The check of a record or a contact. An import does not read it: nobody has checked the draft."""

RESOURCE_TERMS = (
    Term("kind:", "The kind of service.", "kind"),
    Term("purpose:", "A reason to turn to the service.", "purposes"),
    Term("serves:", "A group of people that the service is for, and nobody else.", "serves"),
    Term("audience:", "A group of people that the service is for.", "audience"),
    Term("operator-kind:", "The kind of organisation that answers.", "operator_kind"),
    Term(
        "returns-people:",
        "Whether the service takes people back to their family or employer.",
        "returns_people",
    ),
    Term("record", "The id of the record in the catalog.", "id"),
    Term("topic", "A topic that the service is about.", "topics"),
    Term("note", "Anything else to know about the service.", "note"),
)
"""The facts about a record that an import reads back."""

STATUS = Term("status:", "Whether the service still exists.", "status")
LANGUAGE = Term("language", "The language of the texts, as a BCP 47 tag.")

SOURCE_TERMS = (
    Term("source", "The page or publication that the details are from.", "source.title"),
    Term("source-url", "The address of the source.", "source.url"),
    Term("source-publisher", "The publisher of the source.", "source.publisher"),
    Term("source-dated", "The date on the source.", "source.dated"),
    Term("source-checked", "The day somebody last read the source.", "source.checked"),
    Term("reviewed-by", "The practitioner who has reviewed the record.", "reviewed.by"),
    Term("pack", "The pack that the record is from.", "pack"),
)
"""The origin of a record; a draft has another one."""

HEADER_TERMS = (
    Term("licence", "The licence of the record.", "licence"),
    Term("publisher", "The publisher of the pack.", "publisher"),
)

CONTACT_ID = Term("contact", "The id of a contact in its record.", "id")

CONTACT_TERMS = (
    CONTACT_ID,
    Term("channel", "The way to reach the contact.", "channel"),
    Term("dial-region", "The country in which the digits of the number work.", "dial_region"),
    Term("display", "The number as people there write it.", "display"),
    Term("keyword", "The word to send to the number, or the keys to press.", "keyword"),
    Term("cost", "The price that the caller pays.", "cost"),
    Term("reachable-from", "A place that the contact can be reached from.", "reachable_from"),
    Term(
        "interpreter",
        "A language in which the contact calls an interpreter; mul for many.",
        "interpreter",
    ),
    Term("anonymous", "Whether a caller never has to give a name.", "anonymous"),
    Term("recorded", "Whether calls are recorded.", "recorded"),
    Term("shows-on-bill", "Whether a call shows on the telephone bill.", "shows_on_bill"),
    *(
        Term(
            f"tells-{body}",
            f"When the contact tells somebody what a person says: {body}.",
            f"tells.{body.replace('-', '_')}",
        )
        for body in Told
    ),
    Term("location", "Whether there is an address, and whether it is public.", "location"),
    Term("contact-note", "Anything else to know before using the contact.", "note"),
    Term("shares-with:", "A body that may learn what a person says.", "shares_with"),
)
"""The facts about a contact that an import reads back."""

SPOKEN = Term("spoken", "A language that the people who answer speak.", "languages")
"""Only for a contact without a number: a phone has its languages in HSDS."""

ADDRESS = Term("address", "The web or email address of the contact.")
ZONE = Term("zone", "The IANA name of the time zone of the opening hours.", "zone")
HOURS_TERMS = (
    Term("hours", "The opening hours, in the local time of their zone.", "text"),
    ZONE,
)
REGION = Term("region", "The code of the place: ISO 3166, or UN M49 for a group of countries.")

TERMS: Mapping[str, str] = {
    term.name: term.description
    for term in (
        *(*RESOURCE_TERMS, STATUS, LANGUAGE, *CHECK_TERMS, *SOURCE_TERMS, *HEADER_TERMS),
        *(*CONTACT_TERMS, SPOKEN, ADDRESS, *HOURS_TERMS, REGION),
    )
}
"""Every term with its description."""


_FLAGS = ("no", "yes")
"""The values of a term for a field that is false or true."""


def read_terms(
    facts: Mapping[str, list[str]], model: type[attrs.AttrsInstance], terms: Iterable[Term]
) -> dict[str, Any]:
    """Return the fields of a record or a contact that an export has written as terms.

    Args:
        facts: The values of each term, or its words, by its name.
        model: The class that has the fields.
        terms: The terms to read.

    Returns:
        The fields that are known, as a pack writes them. A field with one value is not known if
        two are written.
    """
    fields: dict[str, Any] = {}
    for term in terms:
        is_list, kind = _form(model, term.field)
        words = _FLAGS if kind is bool else [*kind] if isinstance(kind, EnumType) else None
        known = [text for text in facts.get(term.name, ()) if words is None or text in words]
        if any(known) and (is_list or len(known) == 1):
            owner, _, name = term.field.rpartition(".")
            value = known if is_list else bool(_FLAGS.index(known[0])) if kind is bool else known[0]
            (fields.setdefault(owner, {}) if owner else fields)[name] = value
    return fields


@cache
def _form(model: type[attrs.AttrsInstance], path: str) -> tuple[bool, Any]:
    """Return whether a field has several values, and the type of one."""
    name, _, rest = path.partition(".")
    written = attrs.fields_dict(model)[name].type
    kind = (*get_args(written), written)[0]
    return _form(kind, rest) if rest else (get_origin(written) in (tuple, frozenset), kind)


def uuid_of(kind: str, *parts: str) -> str:
    """Return the UUID of an HSDS object, which is made from our own ids and never changes.

    Args:
        kind: The kind of object, such as ``service`` or ``phone``.
        parts: The ids that identify it among those of its kind, such as the id of a record and of
            a contact.

    Example:
        >>> uuid_of("service", "us-hotline:national-hotline")
        '6ab87938-6b5c-5c13-aa68-9c9f3a778b7b'
    """
    return str(uuid5(NAMESPACE_URL, "takeaction:" + "/".join((kind, *parts))))


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

    def facts(
        self, entity: str, owner: str, terms: Iterable[Term], model: object
    ) -> Iterator[dict[str, Any]]:
        """Yield an attribute for each known value of the fields of a model.

        Args:
            entity: The HSDS table of the object, such as ``service``.
            owner: The UUID of the object.
            terms: The terms of the fields.
            model: The record or contact, or another model with these fields.
        """
        for term in terms:
            for value in term.values_of(model):
                yield self.fact(entity, owner, term, value)

    def fact(self, entity: str, owner: str, term: Term, value: Any) -> dict[str, Any]:  # noqa: ANN401
        """Return the attribute for one value; its label is new in HSDS 3.1."""
        code, name, language = term.code, term.name.replace("-", " ").capitalize(), "en"
        text = None
        if term.name != term.code:
            label = self.catalog.label(value, self.languages)
            code, name, language = f"{term.code}{value}", label.text, label.language
        elif isinstance(value, Text):
            text = marked_text(value, self.languages)
        else:
            text = _FLAGS[value] if isinstance(value, bool) else str(value)
        return {
            "id": uuid_of("attribute", owner, code, text or ""),
            "link_id": owner,
            "taxonomy_term_id": uuid_of("term", code),
            "link_type": term.name,
            "link_entity": entity,
            **({} if text is None else {"value": text}),
            "taxonomy_term": {
                "id": uuid_of("term", code),
                "code": code,
                "name": name,
                "description": term.description,
                "taxonomy": TAXONOMY,
                "taxonomy_id": uuid_of("taxonomy"),
                "language": language,
            },
            **({"label": name} if self.version != "3.0" else {}),
        }
