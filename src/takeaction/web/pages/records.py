"""The page of a record: its texts, the ways to reach somebody, its source, and who to tell."""

from collections.abc import Iterator
from typing import Any

from takeaction.core_data import first_language_of
from takeaction.engine.freshness import freshness
from takeaction.engine.help.need import capitalised
from takeaction.engine.help.who_answers import who_answers_and_tells
from takeaction.engine.reasons import say
from takeaction.engine.search.search import caveat_of
from takeaction.models.action import Action
from takeaction.models.record import Record
from takeaction.models.resource import Resource
from takeaction.models.text import Text
from takeaction.views.contact_lines import (
    describe_check,
    describe_hours,
    describe_review,
    describe_undated_check,
)
from takeaction.vocabulary.records import OUT_OF_DATE, Status
from takeaction.web.pages.home import danger_here, missing_page
from takeaction.web.pages.lines import (
    contact_facts,
    text_view,
    words_view,
    words_views,
)
from takeaction.web.pages.ways import record_ways
from takeaction.web.settings import day_in_words
from takeaction.web.visit import Page, Visit

_TEXTS = ("summary", "warning", "only_for", "note", "meaning", "does_not_cover")


def record_page(visit: Visit, id: str) -> Page:
    """Show one record: its texts, its steps, its source and what was checked."""
    record = visit.catalog.get(id)
    if record is None:
        return missing_page(visit)
    languages = visit.languages
    own = (getattr(record, name, None) for name in _TEXTS)
    written = (*own, caveat_of(visit.catalog, record))
    texts = words_views(text.pick(languages) for text in written if isinstance(text, Text))
    values = {
        "danger": danger_here(visit),
        "name": words_view(record.label.pick(languages)),
        "texts": texts,
        "line": _line(record, visit) if isinstance(record, Resource) else None,
        "action": _action(record, visit) if isinstance(record, Action) else None,
        "retired": say("label.retired", visit.texts.language) if _is_gone(record) else None,
        "fresh": [*_fresh(record, visit)],
        "source": record.source,
        "pack": visit.catalog.packs[record.pack].header,
        "id": record.id,
    }
    return Page(template="record.html", values=values, leaves=not isinstance(record, Action))


def _is_gone(record: Record) -> bool:
    return record.status is Status.RETIRED


def _line(resource: Resource, visit: Visit) -> dict[str, Any]:
    """Return who answers, the ways to reach them and what is known of the first way.

    A number of a retired resource may be somebody else's by now, so it has no ways.
    """
    languages, contacts = visit.languages, resource.contacts
    if _is_gone(resource) or not contacts:
        return {"who": None, "operator": resource.operator, "ways": [], "hours": "", "facts": []}
    language = visit.texts.language
    cost = say(f"cost.{contacts[0].cost or 'unknown'}", language)
    if contacts[0].shows_on_bill is not False:
        cost = say("label.on_bill", language, {"cost": cost})
    return {
        "who": text_view(who_answers_and_tells(resource, first_language_of(languages))),
        "operator": resource.operator,
        "ways": record_ways(resource, languages),
        "hours": capitalised(describe_hours(contacts[0], language)) if contacts[0].dial else "",
        "facts": contact_facts(contacts[0], languages, cost),
    }


def _action(action: Action, visit: Visit) -> dict[str, Any]:
    """Return how long an action takes, how to keep safe, its steps and words to use."""
    languages, minutes = visit.languages, action.minutes
    return {
        "minutes": visit.texts(
            "record.minutes", least=minutes.min, typical=minutes.typical, most=minutes.max
        ),
        "safety": words_views(text.pick(languages) for text in action.safety),
        "steps": words_views(text.pick(languages) for text in action.steps),
        "words": [
            (say(f"template.{template.kind}", visit.texts.language), _words(template.text, visit))
            for template in action.templates
        ],
        "links": [(str(link.title.pick(languages)), link.url) for link in action.links],
    }


def _words(text: Text, visit: Visit) -> dict[str, Any]:
    return words_view(text.pick(visit.languages))


def _fresh(record: Record, visit: Visit) -> Iterator[str]:
    """Say how a record was checked, how old that is, and who has reviewed it."""
    texts, verified, languages = visit.texts, record.verified, visit.languages
    day = verified.on or record.source.dated
    if day is None:
        yield f"{capitalised(describe_undated_check(record, verified, languages))}."
    else:
        method = capitalised(describe_check(record, verified, languages))
        yield texts("help.dated", method=method, day=day_in_words(str(day), texts))
    if freshness(record, visit.at).state in OUT_OF_DATE:
        yield texts("help.old")
    yield f"{describe_review(record.reviewed, texts.language).rstrip('.')}."
