"""The JSON of answers about actions: recommendations, plans, and why an action is not listed."""

from typing import Generic, TypedDict

from takeaction.engine.shapes.help import EmergencyData, HelpData, HelpLineData
from takeaction.engine.shapes.parts import ActionFieldsData, Day, FreshnessData, ReasonData, T
from takeaction.engine.shapes.words import (
    CostWord,
    GateWord,
    ModeWord,
    PurposeWord,
    ResourceKindWord,
    RiskWord,
)


class FilledData(TypedDict, Generic[T]):
    """A slot of an action, filled for the reader's region.

    Keys:
        purpose: The purpose that the action asks for.
        kind: The kind of resource that the action asks for, or null for any.
        line: The helpline; null if no pack has one for this region.
        emergency: The emergency notice, if the action asks for the emergency number; else null.
    """

    purpose: PurposeWord
    kind: ResourceKindWord | None
    line: HelpLineData[T] | None
    emergency: EmergencyData[T] | None


class NoticeData(TypedDict, Generic[T]):
    """A notice above a list: help for somebody with a concern or under 18.

    Keys:
        text: The notice, in the library's own words.
        line: The people to turn to, or null.
        emergency: The emergency notice that the text is from, or null.
    """

    text: T
    line: HelpLineData[T] | None
    emergency: EmergencyData[T] | None


class RecommendationData(ActionFieldsData[T], Generic[T]):
    """An action, its score and the reasons for its place.

    Keys:
        score: From 0 to 10 000 basis points: the sum of the points of its reasons.
        moved: The points by which it was lowered because actions above it share a topic; else 0.
        why: The reason that says most about this person, to show where there is room for one.
        reasons: The reasons, in the order of the factors.
        finds: The helplines that the action asks for, in the reader's region.
    """

    score: int
    moved: int
    why: T
    reasons: list[ReasonData[T]]
    finds: list[FilledData[T]]


class ChangeData(TypedDict, total=False):
    """Fields of a profile, each with the least value that lists an action.

    Only the fields that have to change are there.

    Keys:
        minutes: The minutes.
        modes: The modes to add.
        cost: The highest cost.
        risk: The highest risk.
        done: The actions to do first.
        dismissed: The actions that stay dismissed.
    """

    minutes: int
    modes: list[ModeWord]
    cost: CostWord
    risk: RiskWord
    done: list[str]
    dismissed: list[str]


class StretchData(TypedDict, Generic[T]):
    """A near miss: an action that a small change of the profile would list.

    Keys:
        id: The id of the action.
        title: Its name.
        score: Its score with the present profile.
        change: The fields of the profile to change.
    """

    id: str
    title: T
    score: int
    change: ChangeData


class ExcludedData(TypedDict):
    """The number of actions that each gate excludes; an action counts under its first closed gate.

    Keys:
        status: Retired actions.
        region: Actions for other places.
        age: Actions for other ages.
        roles: Actions for other roles only.
        concern: Actions that do not fit the concern, or its absence.
        mode: Actions that are done in other ways.
        cost: Actions that cost more.
        risk: Actions with a higher risk.
        minutes: Actions that take longer.
        after: Actions that come after others.
        done: Actions that are done.
        dismissed: Actions that the person does not want.
    """

    status: int
    region: int
    age: int
    roles: int
    concern: int
    mode: int
    cost: int
    risk: int
    minutes: int
    after: int
    done: int
    dismissed: int


class RecommendationsData(TypedDict, Generic[T]):
    """The answer of ``recommend``.

    Keys:
        recommendations: The recommendations, best first.
        stretch: Up to three near misses, best first.
        excluded: The number of actions that each gate excludes.
        notices: The notices above the list; usually none.
        help: The first helplines for the place and the person.
    """

    recommendations: list[RecommendationData[T]]
    stretch: list[StretchData[T]]
    excluded: ExcludedData
    notices: list[NoticeData[T]]
    help: HelpData[T]


class WhyNotData(TypedDict, Generic[T]):
    """The answer of ``why_not``.

    Keys:
        id: The id of the action.
        title: Its name.
        gates: Every closed gate, in order; empty if the action is listed.
        reasons: A sentence for each closed gate, without points.
        change: The smallest change of the profile that lists the action, or null.
        rank: Its place in the whole list, from 1, now or after the change; or null.
    """

    id: str
    title: T
    gates: list[GateWord]
    reasons: list[ReasonData[T]]
    change: ChangeData | None
    rank: int | None


class PlannedData(TypedDict, Generic[T]):
    """An action in a plan.

    Keys:
        id: The id of the action.
        title: Its name.
        minutes: The minutes of one time.
        times: The number of times it is done in this plan, 1 or more.
        start: The day it starts; the number of the week if the question had no moment.
        week: The week it starts in, from 1.
        every: The days from one time to the next if it is repeated, else null.
        language: The language of the title as shown.
        score: Its score, as in recommendations.
        reasons: The reasons for its score.
        safety: Advice that keeps people safe; show it wherever you show the action.
        freshness: The age of the evidence.
        pack: The id of its pack.
    """

    id: str
    title: T
    minutes: int
    times: int
    start: Day | int
    week: int
    every: int | None
    language: str
    score: int
    reasons: list[ReasonData[T]]
    safety: list[T]
    freshness: FreshnessData
    pack: str


class LeftOutData(TypedDict, Generic[T]):
    """An action that is not in a plan.

    Keys:
        id: The id of the action.
        title: Its name.
        reason: The reason why it is not in the plan, as a sentence.
        code: The code of that reason.
    """

    id: str
    title: T
    reason: T
    code: str


class PlanData(TypedDict, Generic[T]):
    """The answer of ``plan``.

    Keys:
        items: The planned actions, in order of their start.
        total: The minutes of all items, each for every time it is done.
        left_out: Up to ten actions that are not in the plan, best first.
        weeks: The number of weeks it is for.
        notices: The notices above it; usually none.
    """

    items: list[PlannedData[T]]
    total: int
    left_out: list[LeftOutData[T]]
    weeks: int
    notices: list[NoticeData[T]]
