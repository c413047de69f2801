"""The parts that several answers share: texts, dates, sources, checks, ages and reasons.

A shape that has texts takes their type: ``ReasonData[str]`` where each text is a string,
``ReasonData[WordsData]`` where its language and its source are separate. Every key is always there;
null means not known, or none.
"""

from typing import Annotated, Generic, Literal, TypeAlias, TypedDict, TypeVar

from takeaction.engine.shapes.words import (
    CadenceWord,
    CostWord,
    FreshnessWord,
    MethodWord,
    ModeWord,
    ReviewScopeWord,
    RiskWord,
    TemplateKindWord,
)

T = TypeVar("T")
"""The type of a text: ``str`` or ``WordsData``."""

Translations: TypeAlias = Literal["beneath", "apart"]
"""The place of the source of a translation: beneath it in one string, or apart from it."""

Day: TypeAlias = Annotated[str, "date"]
"""A day, ``YYYY-MM-DD``."""

Moment: TypeAlias = Annotated[str, "date-time"]
"""A moment with its offset from UTC, RFC 3339."""

WebAddress: TypeAlias = Annotated[str, "uri"]
"""The address of a page, ``https``."""


class WordsData(TypedDict):
    """A text, its language and its source apart.

    Keys:
        text: The words.
        language: The BCP 47 tag of their language.
        source: The original, where this is a translation that nobody has reviewed; else null.
        reviewed: Whether it is an original, or a translation that somebody has reviewed.
    """

    text: str
    language: str
    source: str | None
    reviewed: bool


class ReasonData(TypedDict, Generic[T]):
    """One reason for an answer.

    Keys:
        code: The kind of reason, stable, such as ``skill.match``.
        points: The points it adds to the score, 0 or more.
        text: The reason as a sentence.
    """

    code: str
    points: int
    text: T


class CodedTextData(TypedDict, Generic[T]):
    """A sentence of the library with its code.

    Keys:
        code: The stable code, such as ``help.holidays``.
        text: The sentence.
    """

    code: str
    text: T


class IdentifiedTextData(TypedDict, Generic[T]):
    """A text with its id.

    Keys:
        id: The stable id, such as ``call-hotline``.
        text: The text.
    """

    id: str
    text: T


class FreshnessData(TypedDict):
    """The age of the evidence for a record.

    Keys:
        state: The state that follows from the age; unknown without a date or a moment.
        since: The day on which the age starts, or null.
        age_days: The days from then to the moment of the question, or null.
    """

    state: FreshnessWord
    since: Day | None
    age_days: int | None


class SourceData(TypedDict):
    """The page or publication that a record was taken from.

    Keys:
        title: The name of the page or publication.
        url: Its address, or null.
        publisher: Its publisher, or null.
        checked: The day somebody last read it, or null.
        dated: The date on it: YYYY, YYYY-MM or YYYY-MM-DD; null if it has none.
    """

    title: str
    url: WebAddress | None
    publisher: str | None
    checked: Day | None
    dated: str | None


class VerifiedData(TypedDict):
    """The last check of a fact.

    Keys:
        method: The method; ``none`` if nobody has checked.
        on: The day somebody asked the operator or read its live page, or null.
        by: The person who checked, or null.
        review_by: The day the next check is due, or null.
    """

    method: MethodWord
    on: Day | None
    by: str | None
    review_by: Day | None


class ReviewedData(TypedDict):
    """A review by a practitioner who did not write it.

    Keys:
        by: The reviewer: a role and an organisation, or a chosen name.
        on: The day of the review.
        scope: The parts they read, sorted.
        paid: Whether they were paid, or null if unknown.
    """

    by: str
    on: Day
    scope: list[ReviewScopeWord]
    paid: bool | None


class EvidenceData(TypedDict):
    """The evidence for a record.

    Keys:
        pack: The id of its pack.
        source: The page or publication it comes from.
        verified: Who checked it, and when.
        reviewed: The last review, or null.
    """

    pack: str
    source: SourceData
    verified: VerifiedData
    reviewed: ReviewedData | None


class LinkData(TypedDict, Generic[T]):
    """A page to open.

    Keys:
        title: The title of the page.
        url: Its address.
    """

    title: T
    url: WebAddress


class TemplateData(TypedDict, Generic[T]):
    """A text to start from; ``[your name]`` in it stays as written.

    Keys:
        kind: A call script, a letter or a post.
        text: The text.
    """

    kind: TemplateKindWord
    text: T


class MinutesData(TypedDict):
    """The time that one occurrence of an action takes, in minutes, 1 or more.

    Keys:
        min: The shortest time that is of any use.
        typical: The time most people take.
        max: The time it may grow to.
    """

    min: int
    typical: int
    max: int


class ActionFieldsData(EvidenceData, Generic[T]):
    """The fields of an action that an answer shows.

    Keys:
        id: The id of the action.
        title: Its name, as an instruction.
        language: The language of the title as shown.
        summary: Its content and its use, in one or two sentences.
        steps: The steps, in order.
        minutes: The time one occurrence takes.
        cadence: How often to do it.
        modes: The ways to do it, sorted; one is enough.
        cost: Its cost to the person.
        risk: The risk to the person or to others, whichever is higher.
        safety: Advice that keeps people safe; show it wherever you show the action.
        links: Pages to open.
        templates: Texts to start from.
        note: Anything else a reader should know, or null.
        freshness: The age of the evidence.
    """

    id: str
    title: T
    language: str
    summary: T
    steps: list[T]
    minutes: MinutesData
    cadence: CadenceWord
    modes: list[ModeWord]
    cost: CostWord
    risk: RiskWord
    safety: list[T]
    links: list[LinkData[T]]
    templates: list[TemplateData[T]]
    note: T | None
    freshness: FreshnessData
