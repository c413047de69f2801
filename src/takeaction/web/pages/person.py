"""The form about a person who wants to act: minutes, skills, roles and place.

Nothing is kept, so whatever is chosen travels on in the forms of the next page: only words of our
own lists and numbers do, and never a word that somebody typed.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from takeaction.catalog import Catalog
from takeaction.engine.reasons import say
from takeaction.models.action import Action
from takeaction.models.question.arguments import as_closed
from takeaction.models.question.profile import Profile
from takeaction.vocabulary.actions import Age, ConcernFor
from takeaction.vocabulary.records import WordKind
from takeaction.vocabulary.words import fold
from takeaction.web.exchange import joined_ids, one
from takeaction.web.pages.home import home_values
from takeaction.web.visit import Visit

USUAL_MINUTES = 30
"""The minutes that the form has at first."""

_DIGITS = 7
"""The digits of the most minutes that a profile takes."""

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
        "role": frozenset().union(*map(_roles, actions)),
        "skill": frozenset().union(*(action.skills_required for action in actions))
        | frozenset().union(*(action.skills_helpful for action in actions)),
        "topic": frozenset().union(*(action.topics for action in actions)),
    }


def _roles(action: Action) -> frozenset[str]:
    return action.roles | action.roles_only | action.made_for


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
