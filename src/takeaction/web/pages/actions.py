"""The page of actions: a list with reasons, and near misses."""

from typing import Any

from takeaction.engine.help.need import closing_line
from takeaction.engine.ranking.ranking import recommend
from takeaction.engine.ranking.why_not import why_not
from takeaction.engine.reasons import say
from takeaction.errors import QueryError
from takeaction.models.question.profile import Profile
from takeaction.views.actions import above_blocks, idea_blocks, not_listed, why_not_blocks
from takeaction.views.help import closing
from takeaction.vocabulary.words import fold
from takeaction.web.exchange import one
from takeaction.web.pages.lines import words_view
from takeaction.web.pages.person import is_changing, person_values, profile_of, whole_number
from takeaction.web.visit import Page, Visit, route

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
            (change, words_view(near.action.title.pick(near.languages)))
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
