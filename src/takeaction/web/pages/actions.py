"""The page of actions: a list with reasons, and near misses."""

from functools import partial
from typing import Any

from takeaction.core_data import format_number, language_of
from takeaction.engine.help.need import closing_line
from takeaction.engine.ranking.answer import Recommendation, Recommendations
from takeaction.engine.ranking.ranking import recommend
from takeaction.engine.ranking.why_not import WhyNot, why_not
from takeaction.engine.reasons import describe_minutes, say
from takeaction.errors import QueryError
from takeaction.models.question.profile import Profile
from takeaction.models.text import ShownText
from takeaction.views.help import closing
from takeaction.vocabulary.words import fold
from takeaction.web.exchange import one
from takeaction.web.pages.lines import (
    help_values,
    plain_view,
    text_view,
    words_view,
    words_views,
)
from takeaction.web.pages.person import is_changing, person_values, profile_of, whole_number
from takeaction.web.visit import Page, Visit, route

_MOST, _MOST_WITH_CONCERN = 5, 3
"""The most answers, and the most for somebody who is worried: a list is not what they need."""


@route("/actions", "GET", "POST", file="ideas.html", way=3)
def actions_page(visit: Visit) -> Page:
    """Ask for minutes, skills and roles; with an answer, list actions."""
    minutes = one(visit.fields, "minutes")
    values = {**person_values(visit), "actions": None, "problem": None, "answer": None}
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
    return {
        **(help_values(visit, listed.help) if has_concern else {}),
        "answer": listed,
        "actions": actions_view(visit, listed, with_points=not has_concern),
        "has_concern": has_concern,
        "nothing": say("label.nothing_fits", visit.texts.language) if not listed else None,
        "notices": notices_view(listed, has_concern=has_concern),
        "stretch": [
            (change, words_view(near.action.title.pick(near.languages)))
            for near in listed.stretch
            if (change := near.change.get("minutes")) and len(near.change) == 1
        ],
        "hidden": _hidden(visit, listed),
        "why_not": reasons and _why_not_view(visit, reasons),
        "all_actions": _all_actions(visit),
        "closing": visit.html([closing(listed.help, closing_line(listed.help, visit.languages))]),
    }


def actions_view(
    visit: Visit, recommendations: Recommendations, *, with_points: bool = True
) -> list[dict[str, Any]]:
    """Return actions: one line why, how to keep safe, and all reasons for whoever opens them.

    Args:
        visit: The visit.
        recommendations: The actions, best first.
        with_points: Whether the reasons and their points are there to open.
    """
    given: set[str] = set()
    views = []
    for recommendation in recommendations:
        why = recommendation.why_unlike(given).text
        given.add(why)
        views.append(_action_view(visit, recommendation, why, with_points=with_points))
    return views


def _action_view(
    visit: Visit, recommendation: Recommendation, why: ShownText, *, with_points: bool
) -> dict[str, Any]:
    action, languages = recommendation.action, recommendation.languages
    write = partial(format_number, language=visit.texts.language)
    reasons = recommendation.reasons if with_points else ()
    return {
        "id": action.id,
        "title": words_view(action.title.pick(languages)),
        "minutes": describe_minutes(action.minutes, visit.texts.language),
        "summary": words_view(action.summary.pick(languages)),
        "why": text_view(why),
        "safety": words_views(line.pick(languages) for line in action.safety),
        "reasons": [(text_view(reason.text), write(reason.points)) for reason in reasons],
        "score": write(recommendation.score),
        "record": visit.link(f"record/{action.id}"),
    }


def notices_view(listed: Recommendations, *, has_concern: bool) -> list[dict[str, Any]]:
    """Return the notices above a list; the danger line is above them already."""
    shown = (notice for notice in listed.notices if not (has_concern and notice.emergency))
    return [text_view(notice.text) for notice in shown]


def _hidden(visit: Visit, listed: Recommendations) -> dict[str, Any] | None:
    """Say how many other actions there are, and why they are not listed; None if all are."""
    language = language_of(visit.languages)
    counts = ((gate, count) for gate, count in listed.excluded.items() if count)
    parts = tuple(say(f"hidden.{gate}", language, {"count": count}) for gate, count in counts)
    if not parts:
        return None
    return plain_view(say("label.not_listed", language, {"parts": parts}), language)


def _why_not_view(visit: Visit, answer: WhyNot) -> dict[str, Any]:
    """Say why an action is not listed, or which place it has."""
    language = language_of(visit.languages)
    change = (answer.change or {}).get("minutes")
    texts = [text_view(reason.text) for reason in answer.reasons]
    if not answer.gates:
        texts.append(text_view(say("label.in_place", language, {"rank": answer.rank or 0})))
    return {
        "title": words_view(answer.action.title.pick(answer.languages)),
        "texts": texts,
        "minutes": change,
        "record": visit.link(f"record/{answer.action.id}"),
    }


def _all_actions(visit: Visit) -> list[tuple[str, str]]:
    """Return every action that is still offered, by title, to ask why it is not listed."""
    actions = visit.catalog.actions.values()
    titles = [(action.id, str(action.title.pick(visit.languages).text)) for action in actions]
    return sorted(titles, key=lambda choice: fold(choice[1]))
