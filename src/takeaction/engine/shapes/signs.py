"""The JSON of answers about signs."""

from typing import Generic, TypedDict

from takeaction.engine.shapes.help import HelpData
from takeaction.engine.shapes.parts import (
    CodedTextData,
    EvidenceData,
    FreshnessData,
    IdentifiedTextData,
    T,
)
from takeaction.engine.shapes.words import (
    ConcernWord,
    ElementWord,
    GradeBasisWord,
    GradeWord,
    PointsToWord,
    PresenceWord,
    ReadingWord,
)


class CountedData(EvidenceData, Generic[T]):
    """A sign that counts.

    Keys:
        id: The id of the sign.
        text: The sign.
        language: The language of the sign as shown.
        grade: Its grade for this person.
        points: The points it adds to its element: strong 4, medium 2, weak 1, or 0.
        element: The element of trafficking it is about.
        concept: Its meaning in one word; signs of one concept count once. Null if it has none.
        grade_basis: The source of the grade.
        reading: Whether somebody read its words in the list itself.
        freshness: The age of the evidence.
    """

    id: str
    text: T
    language: str
    grade: GradeWord
    points: int
    element: ElementWord
    concept: str | None
    grade_basis: GradeBasisWord
    reading: ReadingWord
    freshness: FreshnessData


class SetAsideData(TypedDict, Generic[T]):
    """A sign, or context, that was seen and does not count.

    Keys:
        id: The id of the sign or context.
        text: The sign or context.
        code: The reason as a stable code, such as ``aside.context``.
        why: The reason as a sentence.
        counted: The id of the sign that counts in its place, or null.
    """

    id: str
    text: T
    code: str
    why: T
    counted: str | None


class ElementsData(TypedDict):
    """The presence of each element of trafficking in the signs.

    Keys:
        act: The act, such as recruiting or transporting somebody.
        means: The means, such as force or a trick; not required for a person under 18.
        purpose: The purpose: exploitation.
    """

    act: PresenceWord
    means: PresenceWord
    purpose: PresenceWord


class AssessmentData(TypedDict, Generic[T]):
    """The answer of ``assess``: never a finding about a person.

    Keys:
        level: The level of concern.
        summary: The level in a sentence for whoever asks, with what follows from it.
        urgent: Whether somebody may be in danger now, whatever the level.
        elements: The presence of act, means and purpose in the signs.
        types: The types of exploitation that the signs point to, in order.
        reasons: The signs that count, in order of id.
        decisive: The ids of the fewest of these that give the level.
        set_aside: The signs and context that were seen and do not count.
        looked_at: Two numbers: the signs answered, and the signs that the role could notice.
        age_matters: Whether the level would be higher if the person were under 18.
        caveats: Limits of this answer, each with its code.
        next_questions: Up to three facts that would help: the id of a sign, or ``age``.
        steps: The next steps, in order, each with its stable id.
        help: The helplines for these steps, in order, and the advice for immediate danger.
        other_help: A sentence about other harm that deserves help; null if no sign counts, and for
            somebody who tells of violence or sex.
        disclaimer: A sentence on the limits of every such answer.
        language: The language of the library's own words in it.
    """

    level: ConcernWord
    summary: T
    urgent: bool
    elements: ElementsData
    types: list[PointsToWord]
    reasons: list[CountedData[T]]
    decisive: list[str]
    set_aside: list[SetAsideData[T]]
    looked_at: list[int]
    age_matters: bool
    caveats: list[CodedTextData[T]]
    next_questions: list[IdentifiedTextData[T]]
    steps: list[IdentifiedTextData[T]]
    help: HelpData[T]
    other_help: T | None
    disclaimer: T
    language: str
