"""The answer about signs: the level of concern, its reasons and the next steps."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs

from takeaction.engine.freshness import Freshness
from takeaction.engine.help.answer import Help
from takeaction.engine.serialization import Answer
from takeaction.engine.signs.steps import Step
from takeaction.models.indicator import Indicator
from takeaction.models.text import ShownText, Text
from takeaction.vocabulary.signs import Concern, Grade, GradeBasis, PointsTo, Presence

if TYPE_CHECKING:  # describes JSON; no answer needs it
    from takeaction.engine.shapes.parts import CodedTextData, IdentifiedTextData, WordsData
    from takeaction.engine.shapes.signs import AssessmentData, CountedData, SetAsideData


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Counted(Answer["CountedData[str]", "CountedData[WordsData]"]):
    """A sign that counts.

    Attributes:
        indicator: The sign, with its source.
        grade: Its grade for this person.
        points: The points it adds to its element: strong 4, medium 2, weak 1; 0 for a sign that
            only tells the age of the person.
        basis: The source of the grade: the law, for a sign that somebody under 18 sells sex.
        freshness: The age of the evidence.
        own: Whether its text speaks to somebody who asks about themselves.
        languages: The languages of its text, most wanted first.
    """

    indicator: Indicator
    grade: Grade
    points: int
    basis: GradeBasis
    freshness: Freshness
    own: bool = False
    languages: tuple[str, ...] = ("en",)

    def _shown(self) -> dict[str, object]:
        """Return the parts for ``repr``: not the id, since somebody saw this sign."""
        return {"grade": self.grade, "points": self.points}

    @property
    def id(self) -> str:
        """The full id of the sign."""
        return self.indicator.id

    @property
    def text(self) -> ShownText:
        """The sign in the reader's language."""
        return self._wording.shown(self.languages)

    @property
    def _wording(self) -> Text:
        return self.indicator.wording(about_self=self.own)

    def _json_fields(self) -> dict[str, Any]:
        names = ("element", "concept", "reading", "pack")
        evidence = ("source", "verified", "reviewed")
        return {
            "id": self.id,
            "text": self._wording,
            "language": self._wording.pick(self.languages).language,
            "grade": self.grade,
            "points": self.points,
            "grade_basis": self.basis,
            **{name: getattr(self.indicator, name) for name in (*names, *evidence)},
            "freshness": self.freshness,
        }


@attrs.frozen(kw_only=True, eq=False, repr=False)
class SetAside(Answer["SetAsideData[str]", "SetAsideData[WordsData]"]):
    """A sign, or context, that was seen and does not count.

    Attributes:
        indicator: The sign or context.
        code: The reason as a stable code: ``aside.context``, ``aside.same``, ``aside.weak`` or
            ``aside.gone``.
        why: The reason as a sentence.
        counted: The id of the sign that counts in its place, or None.
        own: Whether its text speaks to somebody who asks about themselves.
        languages: The languages of its text, most wanted first.
    """

    indicator: Indicator
    code: str
    why: ShownText
    counted: str | None = None
    own: bool = False
    languages: tuple[str, ...] = ("en",)

    _json_names = ("id", "text", "code", "why", "counted")

    def _shown(self) -> dict[str, object]:
        return {"code": self.code}

    @property
    def id(self) -> str:
        """The full id of the sign or context."""
        return self.indicator.id

    @property
    def text(self) -> ShownText:
        """The sign or context in the reader's language."""
        return self.indicator.wording(about_self=self.own).shown(self.languages)


@attrs.frozen(eq=False, repr=False)
class Caveat(Answer["CodedTextData[str]", "CodedTextData[WordsData]"]):
    """A limit of an answer that its reader must know.

    Attributes:
        code: The stable code of the caveat, such as ``caveat.age_matters``.
        text: The caveat, in the core's own words.
    """

    code: str
    text: ShownText

    def _shown(self) -> dict[str, object]:
        return {"code": self.code}


@attrs.frozen(eq=False, repr=False)
class Question(Answer["IdentifiedTextData[str]", "IdentifiedTextData[WordsData]"]):
    """A fact that would help, and that somebody can know without asking anybody.

    Attributes:
        id: The id of a sign, or ``age``.
        text: The sign in the reader's language; for the age the core's own words.
    """

    id: str
    text: ShownText

    def _shown(self) -> dict[str, object]:
        return {"id": self.id}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Assessment(Answer["AssessmentData[str]", "AssessmentData[WordsData]"]):
    """The level of concern, its reasons and the next steps. Never a finding about a person.

    Attributes:
        level: The level of concern.
        summary: The level in a sentence for whoever asks, with what follows from it.
        urgent: Whether somebody may be in danger now, whatever the level.
        elements: The presence of act, means and purpose in the signs.
        types: The types of exploitation that the signs point to, in order; only ``unspecified``
            if they point to none in particular.
        reasons: The signs that count, in order of id: their points give the level.
        decisive: The ids of the fewest of these that give the level; empty at the lowest level.
        set_aside: The signs and context that were seen and do not count, each with its reason.
        looked_at: The number of signs answered, and the number that the role could notice.
        age_matters: Whether the level would be higher if the person were under 18, where nobody
            gave an age.
        caveats: Limits of this answer.
        next_questions: Up to three facts that would help, the most useful first.
        steps: The next steps, in the order in which to take them.
        help: The helplines for these steps, in order, and the advice for immediate danger.
        other_help: A sentence about other harm that deserves help. None if no sign counts, and for
            somebody who tells of violence or sex: it would sound like doubt.
        disclaimer: A sentence on the limits of every such answer.
        language: The language of the core's own words in it.
    """

    level: Concern
    summary: ShownText
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
    help: Help
    other_help: ShownText | None
    disclaimer: ShownText
    language: str

    def _shown(self) -> dict[str, object]:
        """Return the parts for ``repr``: no sign, and no number of signs."""
        return {
            "level": self.level,
            "urgent": self.urgent,
            "steps": len(self.steps),
            "help": len(self.help),
        }
