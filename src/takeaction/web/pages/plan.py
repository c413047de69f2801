"""The page of a plan: actions week by week, safety lines, and a calendar to download.

Somebody may look over a shoulder, or share the calendar. So its file has a plain name, and its
entries say "Planned time" unless the person asks for titles. With a concern there is no plan and no
calendar: what worries somebody is for today.
"""

from typing import Any

from takeaction.engine.planning.answer import Plan
from takeaction.engine.planning.planning import plan
from takeaction.errors import QueryError
from takeaction.export.icalendar import calendar_of
from takeaction.models.question.profile import Profile
from takeaction.views.actions import plan_blocks
from takeaction.vocabulary.actions import WEEKS, Horizon
from takeaction.web.exchange import one
from takeaction.web.pages.person import (
    USUAL_MINUTES,
    is_changing,
    person_values,
    profile_of,
    whole_number,
)
from takeaction.web.visit import Download, Page, Visit, route

_USUAL_BUDGET = 60
"""The minutes a week that the form has at first: an hour is a plan that people keep."""

_FILE_NAME = "calendar.ics"
_MOST_LEFT_OUT = 5


@route("/plan", "GET", "POST")
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


@route("/plan.ics", "POST")
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
    budget = _budget(visit)
    first, *others = plan_blocks(schedule, visit.languages, budget=budget, most=_MOST_LEFT_OUT)
    return {
        "plan": schedule,
        "has_concern": bool(profile.concern),
        "danger": visit.html([first]),
        "answer": visit.html(others),
    }
