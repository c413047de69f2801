"""The pages for people who want to act: a form about them, a list of actions, and a plan.

Nothing is kept, so whatever is chosen travels on in the forms of the next page: only words of our
own lists and numbers do, and never a word that somebody typed.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from takeaction.catalog import Catalog
from takeaction.engine.help.need import closing_line
from takeaction.engine.planning.answer import Plan
from takeaction.engine.planning.planning import plan
from takeaction.engine.ranking.ranking import recommend
from takeaction.engine.ranking.why_not import why_not
from takeaction.engine.reasons import say
from takeaction.errors import QueryError
from takeaction.export.content_lines import calendar_of
from takeaction.models.question.arguments import MAX_MINUTES, as_closed
from takeaction.models.question.profile import Profile
from takeaction.views.actions import (
    above_blocks,
    idea_blocks,
    not_listed,
    plan_blocks,
    why_not_blocks,
)
from takeaction.views.help import closing
from takeaction.vocabulary.actions import WEEKS, Age, ConcernFor, Horizon
from takeaction.vocabulary.records import WordKind
from takeaction.vocabulary.words import fold
from takeaction.web.exchange import joined_ids, one
from takeaction.web.pages.home import home_values
from takeaction.web.visit import Download, Page, Visit, route

USUAL_MINUTES = 30
"""The minutes that the form has at first."""

_DIGITS = len(str(MAX_MINUTES))
"""The digits of the most minutes that a profile takes: a longer number is not read."""

_MOST_SET_ASIDE = 50
"""The actions of each kind that travel on: they fit a form with room to spare."""

_SET_ASIDE = ("done", "dismissed")

FormChoice = tuple[str, str, bool]
"""A value of a form, its text, and whether it is chosen."""


def whole_number(text: str | None) -> int:
    """Read a number that somebody typed; 0, which is refused with its sentence, for no number."""
    is_number = text is not None and text.isascii() and text.isdecimal() and len(text) <= _DIGITS
    return int(text or "0") if is_number else 0


def is_changing(visit: Visit) -> bool:
    """Tell whether somebody wants the form again, with what they chose, instead of an answer."""
    return one(visit.fields, "change") is not None


def profile_of(visit: Visit, minutes: int) -> Profile:
    """Return the profile of the person who filled in the form.

    Raises:
        QueryError: A field has no meaning.
    """
    fields, concern = visit.fields, one(visit.fields, "concern")
    return Profile(
        minutes=minutes,
        skills=fields.get("skill", ()),
        roles=[role for role in fields.get("role", ()) if role.strip()],
        topics=fields.get("topic", ()),
        region=visit.region,
        languages=visit.languages,
        age=as_closed(Age, one(fields, "age") or Age.ADULT.value, "age"),
        concern=as_closed(ConcernFor, concern, "concern") if concern else False,
        done=_set_aside(visit, "done"),
        dismissed=_set_aside(visit, "dismissed"),
    )


def _set_aside(visit: Visit, field: str) -> list[str]:
    """Return the last actions that the person set aside, as far as there are such actions."""
    ids = dict.fromkeys(joined_ids(visit.fields.get(field, ())))
    return [id for id in ids if id in visit.catalog.actions][-_MOST_SET_ASIDE:]


def person_values(visit: Visit, numbers: Sequence[str] = ("minutes",)) -> dict[str, Any]:
    """Return the values of the form, with the choices that were made.

    Args:
        visit: The visit.
        numbers: The fields with a number, which travel on as well.
    """
    wanted = visit.catalog.once(_wanted_words)
    words = {kind: _word_choices(visit, kind, wanted[kind]) for kind in wanted}
    choices = {**words, "age": _ages(visit), "concern": _concerns(visit)}
    chosen_place = visit.region if one(visit.fields, "region") else visit.site.country
    home = home_values(visit)
    places: list[FormChoice] = [(code, name, code == chosen_place) for code, name in home["places"]]
    aside = [(field, " ".join(ids)) for field in _SET_ASIDE if (ids := _set_aside(visit, field))]
    known = {name: whole_number(one(visit.fields, name)) for name in numbers}
    carried = [
        *((name, str(number)) for name, number in known.items() if number),
        *_chosen("region", places if one(visit.fields, "region") else ()),
        *(pair for name in choices for pair in _chosen(name, choices[name])),
        *aside,
    ]
    return {
        **home,
        **{f"{name}s": choice for name, choice in choices.items()},
        "chosen": next((code for code, _, is_chosen in places if is_chosen), None),
        "minutes": known.get("minutes") or USUAL_MINUTES,
        "aside": aside,
        "carried": carried,
    }


def _chosen(name: str, choices: Iterable[FormChoice]) -> list[tuple[str, str]]:
    return [(name, value) for value, _, is_chosen in choices if is_chosen and value]


def _wanted_words(catalog: Catalog) -> dict[str, frozenset[str]]:
    """Return the ids of the words that some action asks for, by the name of their field."""
    actions = catalog.actions.values()
    return {
        "role": frozenset().union(
            *(action.roles | action.roles_only | action.made_for for action in actions)
        ),
        "skill": frozenset().union(*(action.skills_required for action in actions))
        | frozenset().union(*(action.skills_helpful for action in actions)),
        "topic": frozenset().union(*(action.topics for action in actions)),
    }


def _word_choices(visit: Visit, field: str, wanted: frozenset[str]) -> list[FormChoice]:
    """Return the words of a kind that an action asks for, by their names."""
    chosen = visit.fields.get(field, ())
    words = (word for word in visit.catalog.words.of(WordKind(field)) if word.id in wanted)
    named = [
        (word.id, str(word.label.pick([visit.texts.language])), word.id in chosen) for word in words
    ]
    return sorted(named, key=lambda choice: fold(choice[1]))


def _ages(visit: Visit) -> list[FormChoice]:
    chosen = one(visit.fields, "age") or Age.ADULT.value
    language = visit.texts.language
    return [(age.value, say(f"age.{age}", language), age.value == chosen) for age in reversed(Age)]


def _concerns(visit: Visit) -> list[FormChoice]:
    chosen = one(visit.fields, "concern") or ""
    return [
        (value, visit.texts(f"person.concern_{value or 'none'}"), value == chosen)
        for value in ("", *map(str, ConcernFor))
    ]


# The list of actions with reasons, and near misses.


_MOST, _MOST_WITH_CONCERN = 5, 3
"""The most answers, and the most for somebody who is worried: a list is not what they need."""


@route("/actions", "GET", "POST", file="ideas.html", way=3)
def actions_page(visit: Visit) -> Page:
    """Ask for minutes, skills and roles; with an answer, list actions."""
    minutes = one(visit.fields, "minutes")
    values = {**person_values(visit), "problem": None, "answer": None}
    has_concern = False
    if minutes is not None and not is_changing(visit):
        try:
            profile = profile_of(visit, whole_number(minutes))
            values |= _answered(visit, profile)
            has_concern = bool(profile.concern)
        except QueryError as error:
            values["problem"] = error.text_in(visit.languages)
    return Page(template="actions.html", values=values, leaves=has_concern)


def _answered(visit: Visit, profile: Profile) -> dict[str, Any]:
    """Return the list and its near misses; with a concern help comes first, without points."""
    catalog, has_concern = visit.catalog, bool(profile.concern)
    limit = _MOST_WITH_CONCERN if has_concern else _MOST
    listed = recommend(catalog, profile, limit=limit, at=visit.at)
    asked = one(visit.fields, "why")
    reasons = why_not(catalog, profile, asked) if asked in catalog.actions and asked else None
    language, above = visit.texts.language, [*above_blocks(listed, visit.languages)]
    return {
        "answer": listed,
        "danger": visit.html(above[:1]),
        "above": visit.html(above[1:]),
        "ideas": [*idea_blocks(listed)],
        "write": visit.html,
        "has_concern": has_concern,
        "nothing": say("label.nothing_fits", language) if not listed else None,
        "stretch": [
            (change, visit.text(near.action.title.shown(near.languages)))
            for near in listed.stretch
            if (change := near.change.get("minutes")) and len(near.change) == 1
        ],
        "hidden": visit.html(not_listed(listed, language)),
        "why_not": visit.html(why_not_blocks(reasons)) if reasons else None,
        "all_actions": _all_actions(visit),
        "closing": visit.html([closing(listed.help, closing_line(listed.help, visit.languages))]),
    }


def _all_actions(visit: Visit) -> list[tuple[str, str]]:
    """Return every action that is still offered, by title, to ask why it is not listed."""
    actions = visit.catalog.actions.values()
    titles = [(action.id, str(action.title.pick(visit.languages).text)) for action in actions]
    return sorted(titles, key=lambda choice: fold(choice[1]))


# The plan: actions week by week, safety lines, and a calendar to download.
#
# Somebody may look over a shoulder, or share the calendar. So its file has a plain name, and its
# entries say "Planned time" unless the person asks for titles. With a concern there is no plan and
# no calendar: what worries somebody is for today.


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
