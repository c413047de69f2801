"""The page of a plan: actions week by week, safety lines, and a calendar to download.

Somebody may look over a shoulder, or share the calendar. So its file has a plain name, and its
entries say "Planned time" unless the person asks for titles. With a concern there is no plan and no
calendar: what worries somebody is for today.
"""

from datetime import timedelta
from typing import Any

from takeaction.core_data import format_number, language_of
from takeaction.engine.planning.answer import LeftOut, Plan, Planned
from takeaction.engine.planning.planning import plan
from takeaction.engine.ranking.ranking import recommend
from takeaction.engine.reasons import format_date, say
from takeaction.errors import QueryError
from takeaction.export.icalendar import calendar_of
from takeaction.models.question.profile import Profile
from takeaction.vocabulary.actions import WEEKS, Horizon
from takeaction.web.exchange import one
from takeaction.web.pages.lines import help_values, plain_view, text_view, words_view, words_views
from takeaction.web.pages.person import (
    USUAL_MINUTES,
    is_changing,
    person_values,
    profile_of,
    whole_number,
)
from takeaction.web.visit import Download, Page, Visit

_USUAL_BUDGET = 60
"""The minutes a week that the form has at first: an hour is a plan that people keep."""

_FILE_NAME = "calendar.ics"
_MOST_LEFT_OUT, _MOST_FOR_TODAY = 5, 3


def plan_page(visit: Visit) -> Page:
    """Ask how much time somebody has; with an answer, plan it."""
    values = _form_values(visit)
    has_concern = False
    if one(visit.fields, "budget") is not None and not is_changing(visit):
        try:
            profile = _profile(visit)
            values |= _planned(visit, profile)
            has_concern = bool(profile.concern)
        except QueryError as error:
            is_budget = any(single.field == "budget" for single in error.errors)
            own = visit.texts("plan.wrong_budget")
            values["problem"] = own if is_budget else error.text_in(visit.languages)
    return Page(template="plan.html", values=values, leaves=has_concern)


def calendar_file(visit: Visit) -> Page | Download:
    """Return a plan as a calendar file; the page, which says why, where nothing is planned."""
    if one(visit.fields, "budget") is None:
        return plan_page(visit)
    try:
        schedule = _plan(visit, _profile(visit))
    except QueryError:
        return plan_page(visit)
    if not schedule.items:
        return plan_page(visit)
    titles = one(visit.fields, "titles") is not None
    body = calendar_of(schedule, titles=titles, languages=visit.languages, at=visit.at)
    return Download(body=body, kind="text/calendar; charset=utf-8", name=_FILE_NAME)


def _form_values(visit: Visit) -> dict[str, Any]:
    values = person_values(visit, ("minutes", "budget"))
    horizon = _horizon(visit)
    spans = [("week", "plan.each_week"), ("all", "plan.in_all")]
    span = one(visit.fields, "span") or "week"
    horizons = [(span.value, visit.texts(f"plan.{span}"), span is horizon) for span in Horizon]
    choices = [(value, visit.texts(code), value == span) for value, code in spans]
    chosen = [("horizon", horizon.value), *(("span", v) for v, _, on in choices if on)]
    return {
        **values,
        "budget": whole_number(one(visit.fields, "budget")) or _USUAL_BUDGET,
        "horizons": horizons,
        "spans": choices,
        "carried": [*values["carried"], *chosen],
        "plan": None,
        "problem": None,
    }


def _horizon(visit: Visit) -> Horizon:
    wish = one(visit.fields, "horizon")
    return next((span for span in Horizon if span == wish), Horizon.MONTH)


def _profile(visit: Visit) -> Profile:
    minutes = one(visit.fields, "minutes")
    return profile_of(visit, USUAL_MINUTES if minutes is None else whole_number(minutes))


def _plan(visit: Visit, profile: Profile) -> Plan:
    return plan(visit.catalog, profile, budget=_budget(visit), horizon=_horizon(visit), at=visit.at)


def _budget(visit: Visit) -> int:
    """Return the minutes in all."""
    number = whole_number(one(visit.fields, "budget"))
    is_in_all = one(visit.fields, "span") == "all"
    return number if is_in_all else number * WEEKS[_horizon(visit)]


def _planned(visit: Visit, profile: Profile) -> dict[str, Any]:
    """Return the plan; with a concern the steps for now, help, and why nothing is planned."""
    schedule = _plan(visit, profile)
    if profile.concern:
        return {"plan": schedule, **_for_today(visit, profile, schedule)}
    language = language_of(visit.languages)
    budget = _budget(visit)
    slots = {"total": schedule.total, "budget": budget, "left": budget - schedule.total}
    return {
        "plan": schedule,
        "has_concern": False,
        "notices": [text_view(notice.text) for notice in schedule.notices],
        "weeks": [_week(visit, schedule, week) for week in range(schedule.weeks)],
        "total": plain_view(say("label.total", language, slots), language),
        "nothing": plain_view(say("label.nothing_fits", language), language),
        "left_out": [_left_out(item) for item in schedule.left_out[:_MOST_LEFT_OUT]],
    }


def _for_today(visit: Visit, profile: Profile, schedule: Plan) -> dict[str, Any]:
    listed = recommend(visit.catalog, profile, limit=1, at=visit.at)
    notices = [text_view(notice.text) for notice in schedule.notices if not notice.emergency]
    return {
        **help_values(visit, listed.help),
        "has_concern": True,
        "notices": notices,
        "today": [
            (words_view(action.title.pick(visit.languages)), visit.link(f"record/{action.id}"))
            for action in (item.action for item in schedule.left_out[:_MOST_FOR_TODAY])
        ],
    }


def _week(visit: Visit, schedule: Plan, week: int) -> dict[str, Any]:
    """Return a week: its number, its minutes, and its actions in order of their days."""
    language = language_of(visit.languages)
    parts = schedule.in_week(week)
    return {
        "title": plain_view(say("label.week", language, {"week": week + 1}), language),
        "minutes": format_number(sum(part.minutes for part in parts), language),
        "items": [
            _item(visit, part.item, part.day, times=part.times, is_again=part.is_again)
            for part in parts
        ],
    }


def _item(visit: Visit, item: Planned, day: int, *, times: int, is_again: bool) -> dict[str, Any]:
    """Return an action of a week: in full when it starts, in short when it comes again."""
    action, language = item.action, language_of(item.languages)
    first = visit.at.date() + timedelta(day)
    when = say("label.each_day", language) if times > 1 else format_date(first, language).strip()
    code = "label.times_day" if item.every == 1 else "label.times_week"
    often = say(code, language, {"times": item.times}) if item.times > 1 else None
    return {
        "when": plain_view(when, language),
        "minutes": item.minutes,
        "title": words_view(action.title.pick(item.languages)),
        "often": often and plain_view(often, language),
        "is_again": is_again,
        "steps": words_views(step.pick(item.languages) for step in action.steps),
        "safety": words_views(line.pick(item.languages) for line in action.safety),
        "record": visit.link(f"record/{action.id}"),
    }


def _left_out(item: LeftOut) -> dict[str, Any]:
    title = words_view(item.action.title.pick(item.languages))
    return {"title": title, "why": text_view(item.reason.text)}
