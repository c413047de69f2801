"""What an answer to "Is what I saw a sign?" holds."""

from collections.abc import Mapping
from typing import Any

import attrs

from takeaction.engine.freshness import Freshness
from takeaction.engine.help.answer import Emergency, Referral
from takeaction.engine.serialization import plain_data
from takeaction.engine.signs.steps import Step
from takeaction.models.indicator import Indicator
from takeaction.models.text import Words
from takeaction.value import Value
from takeaction.vocabulary.signs import Concern, Grade, PointsTo, Presence


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Counted(Value):
    """A sign that counts.

    Attributes:
        indicator: The sign, with its source.
        grade: Its grade for this person.
        points: What it adds to its element: strong 4, medium 2, weak 1. 0 where it counts for
            nothing but the age of the person.
        freshness: How old the evidence is.
        own: Whether it is said to somebody who asks about themselves.
        languages: What its text is shown in, in order of wish.
    """

    indicator: Indicator
    grade: Grade
    points: int
    freshness: Freshness
    own: bool = False
    languages: tuple[str, ...] = ("en",)

    @property
    def id(self) -> str:
        """The full id of the sign."""
        return self.indicator.id

    @property
    def text(self) -> str:
        """The sign in the reader's language."""
        return str(self._said)

    @property
    def _said(self) -> Words:
        return self.indicator.said(own=self.own).pick(self.languages)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        of_sign = ("element", "concept", "grade_basis", "reading", "pack", "source", "verified")
        shown = {
            "id": self.id,
            "text": self.text,
            "language": self._said.language,
            "grade": self.grade,
            "points": self.points,
            **{name: getattr(self.indicator, name) for name in of_sign},
            "freshness": self.freshness,
        }
        made: dict[str, Any] = plain_data(shown, self.languages)
        return made


@attrs.frozen(kw_only=True, eq=False, repr=False)
class SetAside(Value):
    """Something that was seen and was not counted.

    Attributes:
        indicator: What was seen.
        code: Why, stable: ``aside.context``, ``aside.same``, ``aside.weak`` or ``aside.gone``.
        why: Why, a sentence.
        counted: The id of the sign that counts in its place, or None.
        own: Whether it is said to somebody who asks about themselves.
        languages: What its text is shown in, in order of wish.
    """

    indicator: Indicator
    code: str
    why: str
    counted: str | None = None
    own: bool = False
    languages: tuple[str, ...] = ("en",)

    @property
    def id(self) -> str:
        """The full id of what was seen."""
        return self.indicator.id

    @property
    def text(self) -> str:
        """What was seen, in the reader's language."""
        return str(self.indicator.said(own=self.own).pick(self.languages))

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        names = ("id", "text", "code", "why", "counted")
        return {name: getattr(self, name) for name in names}


@attrs.frozen(eq=False, repr=False)
class Caveat(Value):
    """What to know about an answer.

    Attributes:
        code: Which caveat, stable, such as ``caveat.age_matters``.
        text: The core's own words.
    """

    code: str
    text: str


@attrs.frozen(eq=False, repr=False)
class Question(Value):
    """What it would help to know; only what can be known without asking anybody.

    Attributes:
        id: The id of a sign, or ``age``.
        text: The sign in the reader's language, or the core's own words.
    """

    id: str
    text: str


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Assessment(Value):
    """What signs say together, why, and what to do next. Never a finding about a person.

    Attributes:
        level: The level of concern.
        urgent: Whether somebody may be in danger now, whatever the level.
        elements: What was seen of act, means and purpose.
        types: What the signs point to, in order; ``unspecified`` alone if to nothing in particular.
        reasons: The signs that count, in order of ids: their points give the level.
        decisive: Ids of the fewest of these that give the level; empty at the lowest level.
        set_aside: What was seen and not counted, each with why.
        looked_at: How many signs were answered, and how many the role could notice.
        age_matters: Whether the level would be higher if the person were under 18, where nobody
            said how old the person is.
        caveats: What to know about this answer.
        next_questions: Up to three things that it would help to know, best first.
        steps: What to do, in order.
        contacts: Whom to turn to for these steps, in order; who answers stands in each.
        emergency: What to do in danger.
        other_help: What else it may be that deserves help; None where nothing counts.
        disclaimer: What this answer is not.
        language: The language of the core's own words in it.
    """

    level: Concern
    urgent: bool
    elements: Mapping[str, Presence]
    types: tuple[PointsTo, ...]
    reasons: tuple[Counted, ...]
    decisive: tuple[str, ...]
    set_aside: tuple[SetAside, ...]
    looked_at: tuple[int, int]
    age_matters: bool
    caveats: tuple[Caveat, ...]
    next_questions: tuple[Question, ...]
    steps: tuple[Step, ...]
    contacts: tuple[Referral, ...]
    emergency: Emergency
    other_help: str | None
    disclaimer: str
    language: str

    def __repr__(self) -> str:
        return "Assessment(…)"

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {field.name: _plain(getattr(self, field.name)) for field in attrs.fields(type(self))}


def _plain(value: Any) -> Any:  # noqa: ANN401 - what JSON holds
    """Return a field of an answer as plain data: its parts know how they are shown."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.as_json() if hasattr(value, "as_json") else plain_data(value)
