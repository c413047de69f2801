"""Indicators: signs that may, together, point to trafficking. No sign is proof."""

from typing import ClassVar

import attrs

from takeaction.models.record import Record
from takeaction.models.text import Text
from takeaction.value import LOOSE, facts
from takeaction.vocabulary.records import Kind, Observer
from takeaction.vocabulary.signs import (
    AppliesTo,
    Ask,
    Element,
    Exploitation,
    Grade,
    GradeBasis,
    Reading,
)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Indicator(Record):
    """A sign on a published list.

    Attributes:
        text: The sign, in plain words; a context item says itself that it is not a sign.
        text_self: The same sign in words for people who ask about themselves; None if there are
            none.
        section: The section of its list.
        concept: Its meaning in one word: two signs of one concept are one fact, seen twice.
        element: The element of trafficking it is about; ``context`` for who or where, which is
            never counted.
        grade: Its strength; ``context`` exactly where the element is.
        grade_basis: The source of the grade.
        child_grade: The grade where the person is or may be under 18; None if the same.
        types: The kinds of exploitation it points to.
        observable_by: The people who can come to know it.
        ask: The way to come to know it.
        applies_to: The age group it is about.
        immediate_danger: True if safety comes first when the sign is happening now.
        reading: Whether somebody read its words in the list itself.
    """

    record_kind: ClassVar[Kind] = Kind.INDICATOR
    _label_field = "text"

    text: Text
    text_self: Text | None = None
    section: str | None = attrs.field(default=None, metadata=facts(loose=True, prose=True))
    concept: str | None = None
    element: Element
    grade: Grade
    grade_basis: GradeBasis
    child_grade: Grade | None = None
    types: frozenset[Exploitation]
    observable_by: frozenset[Observer] = attrs.field(metadata=LOOSE)
    ask: Ask = attrs.field(metadata=LOOSE)
    applies_to: AppliesTo = AppliesTo.ANY
    immediate_danger: bool = False
    reading: Reading

    def wording(self, *, about_self: bool) -> Text:
        """Return the text for a person who asks about themselves, or about somebody else."""
        return (self.text_self or self.text) if about_self else self.text
