"""A sign that may, with others, point to trafficking. No sign is proof."""

from typing import ClassVar

import attrs

from takeaction.models.record import Record
from takeaction.models.text import Text
from takeaction.vocabulary import Kind, Observer
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
    """A sign on somebody's list.

    Attributes:
        text: The sign, in plain words; a context item says itself that it is not a sign.
        text_self: The same, said to somebody who asks about themselves; None if there are no such
            words.
        section: The part of its list that it stands in.
        concept: What it says in one word: signs of one concept are one fact seen twice.
        element: What it speaks of; ``context`` for who or where, which is never counted.
        grade: How much it says; ``context`` exactly where the element is.
        grade_basis: Where the grade comes from.
        child_grade: The grade where the person is or may be under 18; None if the same.
        types: The kinds of exploitation it points to.
        observable_by: Who can come to know it.
        ask: How it comes to be known.
        applies_to: Whose situation it speaks of.
        immediate_danger: If it is happening now, safety comes before all else.
        reading: Whether its words were read in the list itself.
    """

    record_kind: ClassVar[Kind] = Kind.INDICATOR

    text: Text
    text_self: Text | None = None
    section: str | None = None
    concept: str | None = None
    element: Element
    grade: Grade
    grade_basis: GradeBasis
    child_grade: Grade | None = None
    types: frozenset[Exploitation]
    observable_by: frozenset[Observer]
    ask: Ask
    applies_to: AppliesTo = AppliesTo.ANY
    immediate_danger: bool = False
    reading: Reading

    @property
    def label(self) -> Text:
        """The sign itself."""
        return self.text

    def said(self, *, own: bool) -> Text:
        """Return the sign as it is said to somebody who asks about themselves, or about another."""
        return (self.text_self or self.text) if own else self.text
