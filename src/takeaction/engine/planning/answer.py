"""What an answer to "What can I do, week by week?" holds."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import attrs

from takeaction.engine.planning.timetable import DAYS
from takeaction.engine.ranking.answer import Notice, Recommendation
from takeaction.engine.reasons import Reason
from takeaction.models.action import Action
from takeaction.value import Value
from takeaction.vocabulary import Cadence


def days_apart(action: Action) -> int:
    """Return the days from one time to the next of an action that comes again."""
    return 1 if action.cadence is Cadence.DAILY else DAYS


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Planned(Value):
    """An action in a plan.

    Attributes:
        recommendation: The action as ``recommend`` lists it: with its score, the reasons for it,
            contacts and freshness.
        minutes: What one time takes, 1 or more; never longer than the sitting.
        times: How often it is done in this plan, 1 or more.
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
    def title(self) -> str:
        """Its title, in the language of the reader where it is in that."""
        return str(self.action.title.pick(self.recommendation.languages))

    @property
    def week(self) -> int:
        """The week it starts in, from 1."""
        return self.day // DAYS + 1

    @property
    def start(self) -> date | int:
        """The date it starts, or the number of the week if the question had no moment."""
        return self.week if self.first_day is None else self.first_day + timedelta(self.day)

    @property
    def every(self) -> int:
        """Days from one time to the next where it comes again, 1 or 7."""
        return days_apart(self.action)

    @property
    def days(self) -> tuple[int, ...]:
        """Each day it is done, counted from 0."""
        return tuple(self.day + self.every * again for again in range(self.times))

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        whole = self.recommendation.as_json()
        kept = ("language", "score", "reasons", "safety", "freshness", "pack")
        start = self.start
        return {
            "id": self.action.id,
            "title": self.title,
            "minutes": self.minutes,
            "times": self.times,
            "start": start.isoformat() if isinstance(start, date) else start,
            "week": self.week,
            "every": self.every if self.times > 1 else None,
            **{name: whole[name] for name in kept},
        }


@attrs.frozen(kw_only=True, eq=False, repr=False)
class LeftOut(Value):
    """An action that is not in a plan.

    Attributes:
        action: The action.
        reason: Why it is not there.
        languages: What its texts are shown in, in order of wish.
    """

    action: Action
    reason: Reason
    languages: tuple[str, ...] = ("en",)

    @property
    def title(self) -> str:
        """Its title, in the language of the reader where it is in that."""
        return str(self.action.title.pick(self.languages))

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        reason = {"reason": self.reason.text, "code": self.reason.code}
        return {"id": self.action.id, "title": self.title, **reason}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Plan(Value):
    """What to do, week by week.

    Attributes:
        items: In order of their start; of one day, what comes first stands first.
        left_out: Up to ten actions that are not in it, best first, each with the reason.
        weeks: How many weeks it is for.
        notices: What stands above it: with a concern what to do now, under 18 whom to talk to.
            Empty for everybody else.
    """

    items: tuple[Planned, ...]
    left_out: tuple[LeftOut, ...]
    weeks: int
    notices: tuple[Notice, ...] = ()

    @property
    def total(self) -> int:
        """The minutes of all items, each as often as it is done."""
        return sum(item.minutes * item.times for item in self.items)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "items": _plain(self.items),
            "total": self.total,
            "left_out": _plain(self.left_out),
            "weeks": self.weeks,
            "notices": _plain(self.notices),
        }


def _plain(parts: Sequence[Planned | LeftOut | Notice]) -> list[dict[str, Any]]:
    return [part.as_json() for part in parts]
