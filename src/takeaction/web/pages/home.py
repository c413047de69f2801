"""The first page: one box, a country, and four ways to start."""

from functools import lru_cache
from typing import Any

from takeaction.catalog import Catalog
from takeaction.engine.help.emergency import find_emergency
from takeaction.engine.help.referral import parts_of_countries
from takeaction.models.region import WORLD, find_region, is_region, place_label
from takeaction.views.help import danger
from takeaction.views.html import Markup
from takeaction.vocabulary.words import fold
from takeaction.web.exchange import one
from takeaction.web.visit import ROUTES, Page, Place, Visit, route


@route("/", file="index.html", is_quick=True)
@route("/answer")  # the links to other languages of an answer, which nothing keeps
def home(visit: Visit) -> Page:
    """Return the first page."""
    return Page(template="home.html", values=home_values(visit))


_PROBLEMS = {404: "missing", 503: "late"}
"""The texts of pages that answer nothing, by status; those of any other refuse a request."""


def problem_page(visit: Visit, status: int) -> Page:
    """Return the page for a request without an answer; it repeats nothing of the request.

    Danger and the numbers are on it, and it leads to the pages that are here.
    """
    name = _PROBLEMS.get(status, "refused")
    values = {**home_values(visit), "heading": f"{name}.title", "text": f"{name}.text"}
    return Page(template="missing.html", values=values, status=status)


def home_values(visit: Visit) -> dict[str, Any]:
    """Return the values of the question box."""
    texts = visit.texts
    ways = sorted((entry.way, path) for (_, path), entry in ROUTES.items() if entry.way)
    codes = dict.fromkeys(path.removeprefix("/") for _, path in ways)
    return {
        "danger": danger_here(visit),
        "places": places(visit),
        "chosen": _chosen_place(visit),
        "ways": [
            (visit.link(code), texts(f"way.{code}"), texts(f"way.{code}_hint")) for code in codes
        ],
    }


def danger_here(visit: Visit) -> Markup:
    """Return the danger line of the place that the reader chose, or of the host's own country."""
    place = find_region(_chosen_place(visit) or WORLD)
    return visit.html([danger(find_emergency(place, visit.first_language))])


def _chosen_place(visit: Visit) -> str | None:
    """Return the place that the reader chose, or else the host's own country."""
    code = one(visit.fields, "region")
    return code if code and is_region(code) else visit.site.country


def places(visit: Visit) -> tuple[Place, ...]:
    """Return the countries that have help by name, each before its parts that have more."""
    return _named_places(visit.catalog.once(_places), visit.texts.language)


def countries(visit: Visit) -> tuple[Place, ...]:
    """Return the countries that have help, each with its name, by name."""
    return tuple(place for place in places(visit) if "-" not in place[0])


def _places(catalog: Catalog) -> tuple[str, ...]:
    """Return the codes of the countries that have help, and of the parts that have more."""
    codes = {place.partition("-")[0] for place, _ in catalog.coverage().pairs}
    parts = catalog.once(parts_of_countries)
    listed = sorted(code for code in codes if code.isalpha())
    return tuple(code for country in listed for code in (country, *parts.get(country, ())))


@lru_cache(maxsize=32)
def _named_places(codes: tuple[str, ...], language: str) -> tuple[Place, ...]:
    """Name places and sort them by name. It is kept: each page lists the same."""
    named = {code: place_label(code).pick([language]).text for code in codes}

    def by_name(code: str) -> tuple[str, bool, str]:
        return fold(named[code.partition("-")[0]]), "-" in code, fold(named[code])

    return tuple((code, named[code]) for code in sorted(codes, key=by_name))
