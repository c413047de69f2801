"""The answer of ``plan``: the planned actions, and those left out."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import attrs

from takeaction.engine.planning.timetable import DAYS_IN_WEEK
from takeaction.engine.ranking.answer import Notice, Recommendation
from takeaction.engine.reasons import Reason
from takeaction.engine.serialization import Answer
from takeaction.models.action import Action
from takeaction.models.text import ShownText
from takeaction.value import Value
from takeaction.vocabulary.actions import Cadence

if TYPE_CHECKING:  # describes JSON; no answer needs it
    from takeaction.engine.shapes.actions import LeftOutData, PlanData, PlannedData
    from takeaction.engine.shapes.parts import WordsData


def days_apart(action: Action) -> int:
    """Return the days from one time to the next, for an action that is repeated."""
    return 1 if action.cadence is Cadence.DAILY else DAYS_IN_WEEK


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Planned(Answer["PlannedData[str]", "PlannedData[WordsData]"]):
    """An action in a plan.

    Attributes:
        recommendation: The action as ``recommend`` lists it: with its score, the reasons for it,
            contacts and freshness.
        minutes: The minutes of one time, 1 or more; never longer than the sitting.
        times: The number of times it is done in this plan, 1 or more.
        day: The day it starts, counted from 0, the first day of the plan.
        first_day: The date of day 0; None if the question had no moment.
    """

    recommendation: Recommendation
    minutes: int
    times: int
    day: int
    first_day: date | None

    @property
    def action(self) -> Action:
        """The action."""
        return self.recommendation.action

    @property
    def languages(self) -> tuple[str, ...]:
        """The reader's languages, preferred first; texts are shown in them."""
        return self.recommendation.languages

    @property
    def title(self) -> ShownText:
        """Its title, in the reader's language if the record has it."""
        return self.action.title.shown(self.languages)

    @property
    def week(self) -> int:
        """The week it starts in, from 1."""
        return self.day // DAYS_IN_WEEK + 1

    @property
    def start(self) -> date | int:
        """The date it starts, or the number of the week if the question had no moment."""
        return self.week if self.first_day is None else self.first_day + timedelta(self.day)

    @property
    def every(self) -> int:
        """Days from one time to the next if it is repeated, 1 or 7."""
        return days_apart(self.action)

    @property
    def days(self) -> tuple[int, ...]:
        """Each day it is done, counted from 0."""
        return tuple(self.day + self.every * repeat for repeat in range(self.times))

    def _shown(self) -> dict[str, object]:
        """Return the parts for ``repr``: not its minutes, which may be those of the person."""
        return {"id": self.action.id, "times": self.times, "day": self.day}

    def _json_fields(self) -> dict[str, Any]:
        """Return the values of its JSON by their keys."""
        action, recommendation = self.action, self.recommendation
        return {
            "id": action.id,
            "title": action.title,
            **{name: getattr(self, name) for name in ("minutes", "times", "start", "week")},
            "every": self.every if self.times > 1 else None,
            "language": action.title.pick(self.languages).language,
            "score": recommendation.score,
            "reasons": recommendation.reasons,
            "safety": action.safety,
            "freshness": recommendation.freshness,
            "pack": action.pack,
        }


@attrs.frozen(kw_only=True, eq=False, repr=False)
class PartOfWeek(Value):
    """An action in one week of a plan.

    Attributes:
        item: The action.
        day: Its first day in that week, counted from day 0 of the plan.
        times: The number of times it is done in that week, 1 to 7.
    """

    item: Planned
    day: int
    times: int

    @property
    def minutes(self) -> int:
        """Its minutes in that week."""
        return self.item.minutes * self.times

    @property
    def is_again(self) -> bool:
        """Whether it started in an earlier week."""
        return self.day != self.item.day

    def _shown(self) -> dict[str, object]:
        """Return the parts for ``repr``: not its minutes, which may be those of the person."""
        return {"item": self.item, "day": self.day, "times": self.times}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class LeftOut(Answer["LeftOutData[str]", "LeftOutData[WordsData]"]):
    """An action that is not in a plan.

    Attributes:
        action: The action.
        reason: The reason why it is not in the plan.
        languages: The reader's languages, preferred first; texts are shown in them.
    """

    action: Action
    reason: Reason
    languages: tuple[str, ...] = ("en",)

    @property
    def title(self) -> ShownText:
        """Its title, in the reader's language if the record has it."""
        return self.action.title.shown(self.languages)

    def _shown(self) -> dict[str, object]:
        return {"id": self.action.id, "reason": self.reason.code}

    def _json_fields(self) -> dict[str, Any]:
        """Return the values of its JSON by their keys."""
        reason = {"reason": self.reason.text, "code": self.reason.code}
        return {"id": self.action.id, "title": self.action.title, **reason}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Plan(Answer["PlanData[str]", "PlanData[WordsData]"]):
    """A plan of actions, week by week.

    Attributes:
        items: In order of their start. Of items that start on one day, one that another comes
            after is first.
        left_out: Up to ten actions that are not in the plan, best first, each with the reason.
        weeks: The number of weeks it is for.
        notices: The notices above it: with a concern, the steps for now; under 18, somebody to
            talk to. Empty for everybody else.
    """

    items: tuple[Planned, ...]
    left_out: tuple[LeftOut, ...]
    weeks: int
    notices: tuple[Notice, ...] = ()

    @property
    def total(self) -> int:
        """The minutes of all items, each for every time it is done."""
        return sum(item.minutes * item.times for item in self.items)

    def in_week(self, week: int) -> tuple[PartOfWeek, ...]:
        """Return the actions of one week, in order of their first day there.

        Args:
            week: The number of the week, from 0.
        """
        parts = (
            PartOfWeek(item=item, day=days[0], times=len(days))
            for item in self.items
            if (days := [day for day in item.days if day // DAYS_IN_WEEK == week])
        )
        return tuple(sorted(parts, key=lambda part: part.day))

    def _shown(self) -> dict[str, object]:
        """Return the parts for ``repr``: no minutes or weeks of the question."""
        parts = {"items": self.items, "left_out": self.left_out, "notices": self.notices}
        return {name: len(members) for name, members in parts.items()}

    def _json_fields(self) -> dict[str, Any]:
        """Return the values of its JSON by their keys."""
        names = ("items", "total", "left_out", "weeks", "notices")
        return {name: getattr(self, name) for name in names}
