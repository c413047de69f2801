"""The crosswalk: our closed words and fields beside the terms of the standards of the field.

For those who keep cases (HTCDS), publish directories (HSDS), or read what the UN Office on Drugs
and Crime and the International Labour Organization write.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, TypeAlias

import attrs

from takeaction.core_data import read
from takeaction.errors import UnknownWordError
from takeaction.value import Value


class Standard(StrEnum):
    """A standard of the field."""

    HTCDS = "htcds"
    UNODC = "unodc"
    ILO = "ilo"
    HSDS = "hsds"


StandardWord: TypeAlias = Standard | Literal["htcds", "unodc", "ilo", "hsds"]
"""A word of the list in a question, as type checkers see it."""


class Relation(StrEnum):
    """The relation of a term of a standard to our word: broader means that theirs has more."""

    SAME = "same"
    BROADER = "broader"
    NARROWER = "narrower"
    NONE = "none"


@attrs.frozen(eq=False, repr=False)
class Correspondence(Value):
    """One of our words beside the term of one standard.

    Attributes:
        list: Our list: the name of a closed list such as ``Exploitation``; ``concept`` for the
            concepts of signs of means; ``Contact`` or ``Resource`` for the fields of a record.
        id: Our word or field.
        standard: The standard.
        term: The term, value or path there; empty if there is none.
        relation: The relation of that term to our word.
        note: What else to know; may be empty.
        source: The text that we compared, with its date if it has one.
        reading: Whether we ``read`` that text, or a ``secondary`` one that quotes it.
    """

    list: str
    id: str
    standard: Standard
    term: str
    relation: Relation
    note: str
    source: str
    reading: str


def crosswalk(standard: StandardWord | None = None) -> tuple[Correspondence, ...]:
    """Return our words beside the terms of a standard, or of all.

    Args:
        standard: The standard; None for all.

    Returns:
        In the order of our lists and of the words in them.

    Raises:
        UnknownWordError: There is no such standard.

    Example:
        >>> [row.term for row in crosswalk("htcds") if row.id == "begging"][0]
        'vic_TypeOfExploitation:ForcedBegging'
    """
    if standard is not None and standard not in tuple(Standard):
        raise UnknownWordError("standard", 0, tuple(Standard))
    return tuple(
        Correspondence(
            list, id, Standard(name), term, Relation(relation), note, *_source_of(source)
        )
        for list, id, name, term, relation, note, source in read("crosswalk")["rows"]
        if standard is None or name == standard
    )


def _source_of(id: str) -> tuple[str, str]:
    """Return the title of a source with its date, and how it was read."""
    title, dated, reading = read("crosswalk")["sources"][id]
    return f"{title}, {dated}" if dated else title, reading


def standards() -> Mapping[Standard, Mapping[str, str | None]]:
    """Return the title, version, publisher, licence and address of each standard."""
    return {Standard(id): facts for id, facts in read("crosswalk")["standards"].items()}
