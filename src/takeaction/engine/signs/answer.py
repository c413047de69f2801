"""The answer about signs: the level of concern, its reasons and the next steps."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from takeaction.engine.freshness import Freshness
from takeaction.engine.help.answer import Help
from takeaction.engine.reasons import CodedText, IdentifiedText
from takeaction.engine.serialization import EVIDENCE, Answer
from takeaction.engine.signs.steps import Step
from takeaction.models.indicator import Indicator
from takeaction.models.text import ShownText
from takeaction.value import facts, of
from takeaction.vocabulary.signs import Concern, Grade, GradeBasis, PointsTo, Presence

if TYPE_CHECKING:  # describes JSON; no answer needs it
    from takeaction.engine.json_types import AssessmentData, CountedData, SetAsideData, WordsData


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Counted(Answer["CountedData[str]", "CountedData[WordsData]"]):
    """A sign that counts.

    Attributes:
        indicator: The sign, with its source.
        grade: Its grade for this person.
        points: The points it adds to its element: strong 4, medium 2, weak 1; 0 for a sign that
            only tells the age of the person.
        basis: The source of the grade.
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

    # Not the id, since somebody saw this sign.
    _repr_names = ("grade", "points")

    @property
    def id(self) -> str:
        """The full id of the sign."""
        return self.indicator.id

    @property
    def text(self) -> ShownText:
        """The sign in the reader's language."""
        return self.indicator.wording(about_self=self.own).shown(self.languages)

    @property
    def _language(self) -> str:
        """The language of the sign as shown."""
        return self.text.words.language

    _json_names = (
        *("id", "text", "_language as language", "grade", "points", "basis as grade_basis"),
        *(*of("indicator", f"element concept reading {EVIDENCE}"), "freshness"),
    )


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

    _repr_names = ("code",)

    @property
    def id(self) -> str:
        """The full id of the sign or context."""
        return self.indicator.id

    @property
    def text(self) -> ShownText:
        """The sign or context in the reader's language."""
        return self.indicator.wording(about_self=self.own).shown(self.languages)


class Caveat(CodedText):
    """A limit of an answer that its reader must know, such as ``caveat.age_matters``."""

    __slots__ = ()


class Question(IdentifiedText):
    """A fact that would help, and that somebody can know without asking anybody.

    Its id is that of a sign, and its text the sign in the reader's language; or it is ``age``.
    """

    __slots__ = ()


_ELEMENTS = {
    "act": "The act, such as recruiting or transporting somebody.",
    "means": "The means, such as force or a trick; not required for a person under 18.",
    "purpose": "The purpose: exploitation.",
}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Assessment(Answer["AssessmentData[str]", "AssessmentData[WordsData]"]):
    """The level of concern and the next steps: the answer of ``assess``, never a finding.

    Attributes:
        level: The level of concern.
        summary: The level in a sentence for the person who asks, with what follows from it.
        urgent: Whether somebody may be in danger now, whatever the level.
        elements: The presence of act, means and purpose in the signs.
        types: The types of exploitation that the signs point to, in order; only ``unspecified``
            if they point to none in particular.
        reasons: The signs that count, in order of id.
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
            somebody who tells of violence or sex.
        disclaimer: A sentence on the limits of every such answer.
        language: The language of the library's own words in it.
    """

    level: Concern
    summary: ShownText
    urgent: bool
    elements: Mapping[str, Presence] = attrs.field(metadata=facts(keys=_ELEMENTS))
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
