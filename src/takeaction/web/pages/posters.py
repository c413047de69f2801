"""The page that makes a poster: a form, and the poster as it will be printed."""

from typing import Any

from takeaction.core_data import FIRST_LANGUAGES, LANGUAGES, first_language_of
from takeaction.errors import QueryError
from takeaction.views.contact_lines import language_name
from takeaction.web.exchange import one
from takeaction.web.pages.home import places
from takeaction.web.poster.fitting import Paper, Poster, PosterLines, poster_lines
from takeaction.web.poster.sheet import PosterChoice, make_poster, read_choice
from takeaction.web.visit import Page, Visit, route


@route("/poster")
def poster_page(visit: Visit) -> Page:
    """Ask for a place, languages and a size; with them, show the poster.

    Raises:
        QueryError: A field has a value that the form does not send.
    """
    region = one(visit.fields, "region")
    tags = visit.fields.get("language", (first_language_of(visit.languages),))
    size = one(visit.fields, "size") or Paper.A4
    values: dict[str, Any] = {"poster": None, "problem": None, "left_out": []}
    if region:
        values |= _poster_values(visit, read_choice(region, tags, size))
    form = {
        "places": places(visit),
        "chosen": region or visit.site.country,
        "tags": _languages(visit, tags),
        "papers": [(each.value, visit.texts(f"poster.{each}"), each == size) for each in Paper],
    }
    return Page(template="poster/page.html", values={**values, **form}, leaves=False)


def _poster_values(visit: Visit, choice: PosterChoice) -> dict[str, Any]:
    chosen = poster_lines(visit.catalog, choice.region, choice.languages, visit.at)
    poster, problem = _made(visit, choice, chosen)
    left_out = [(each.id, visit.texts(each.why.text_code)) for each in chosen.left_out]
    return {"poster": poster, "problem": problem, "left_out": left_out}


def _made(
    visit: Visit, choice: PosterChoice, chosen: PosterLines
) -> tuple[Poster | None, str | None]:
    """Return the poster, or why there is none."""
    try:
        return make_poster(choice, chosen, visit.at, visit.site.texts), None
    except QueryError as error:
        return None, error.text_in(visit.languages)


def _languages(visit: Visit, tags: tuple[str, ...]) -> list[tuple[str, str, bool]]:
    """Return the languages that the library has sentences in, each with its name, by name."""
    named = (
        (tag, language_name(tag, visit.texts.language)) for tag in (*LANGUAGES, *FIRST_LANGUAGES)
    )
    return [(tag, name, tag in tags) for tag, name in sorted(named, key=lambda each: each[1])]
