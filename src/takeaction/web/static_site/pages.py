"""The pages of a folder: lists to choose from and to read, where the live finder has forms."""

from collections.abc import Callable, Mapping
from typing import Any, cast

import attrs

from takeaction.catalog.catalog import Catalog
from takeaction.engine.signs.questions import askable_signs, checklist_signs
from takeaction.models.record import Record
from takeaction.models.region import WORLD, part_name, region
from takeaction.vocabulary.records import Observer
from takeaction.vocabulary.signs import Person
from takeaction.web.exchange.forms import one
from takeaction.web.pages.about import about_page, safety_page
from takeaction.web.pages.answers import help_page
from takeaction.web.pages.home import countries, home_values
from takeaction.web.pages.lines import words_views
from takeaction.web.pages.records import record_page
from takeaction.web.static_site import catalogue
from takeaction.web.static_site.addresses import PLACE, RECORD
from takeaction.web.visit import Page, Visit

_FEW = 12
"""The places that a list shows at once; more open with a click."""

_SIGNS = 60
"""The signs of a list, as many as the checklist of the live finder shows."""

_Row = tuple[str, str, str]

ChosenPlaces = tuple[str, ...]
"""The codes of the places that somebody chose to export, in order; empty for all with help."""


def page_at(path: str, visit: Visit, chosen: ChosenPlaces) -> Page:
    """Return a page.

    Args:
        path: Its path in the finder.
        visit: The visit; its fields are those of the address.
        chosen: The places to list.

    Raises:
        KeyError: A folder has no such page.
    """
    if path.startswith(RECORD):
        return record_page(visit, path.removeprefix(RECORD))
    if path == catalogue.PATH:
        return catalogue.catalogue_page(visit)
    return _PAGES[path](visit, chosen)


def first_addresses(catalog: Catalog, chosen: ChosenPlaces) -> tuple[str, ...]:
    """Return the addresses of the pages to begin with; their links lead to all others."""
    codes = chosen or sorted({place for place, _ in catalog.coverage().pairs})
    of_places = [f"{PLACE}{code}" for code in codes if code != WORLD]
    return (*_PAGES, "/signs?about=self", "/signs?about=other", *of_places)


def _home(visit: Visit, chosen: ChosenPlaces) -> Page:
    known = _listed(visit, chosen)
    values = {**home_values(visit), "places": known, "is_short": len(known) <= _FEW}
    return Page(template="home.html", values=values)


def _help(visit: Visit, chosen: ChosenPlaces) -> Page:
    page = help_page(visit)
    if visit.region == WORLD:
        known = _listed(visit, chosen)
        values = {"places": known, "is_short": len(known) <= _FEW}
    else:
        name = _name(visit.region, visit)
        values = {"place": name, "places": [], "is_short": True}
    return attrs.evolve(page, values={**page.values, **values})


def _listed(visit: Visit, chosen: ChosenPlaces) -> list[tuple[str, str]]:
    """Return the places to choose from, each with its name."""
    known = [(code, _name(code, visit)) for code in chosen] if chosen else countries(visit)
    return [place for place in known if place[0] != WORLD]


def _name(code: str, visit: Visit) -> str:
    """Return the name of a place; that of a part of a country is known in English alone."""
    return part_name(code) or region(code).label.pick([visit.texts.language]).text


def _signs(visit: Visit, _: ChosenPlaces) -> Page:
    """List the signs to read, in the order in which the checklist asks; it gives no result."""
    about = one(visit.fields, "about")
    is_self = about == "self"
    observer = Observer.SELF if is_self else Observer.BYSTANDER
    signs = checklist_signs(askable_signs(visit.catalog, observer, Person.UNKNOWN))
    texts = words_views(
        sign.wording(about_self=is_self).pick(visit.languages) for sign in signs[:_SIGNS]
    )
    values = {**home_values(visit), "about": about, "signs": texts if about else []}
    return Page(template="signs.html", values=values)


def _ideas(visit: Visit, _: ChosenPlaces) -> Page:
    lists = [("", _names(visit.catalog.actions, visit))]
    return _list("actions.title", "site.ideas_hint", lists)


def _goods(visit: Visit, _: ChosenPlaces) -> Page:
    catalog, texts = visit.catalog, visit.texts
    kinds = (("labels", catalog.labels), ("vendors", catalog.vendors), ("goods", catalog.goods))
    lists = [(texts(f"site.{kind}"), _names(records, visit)) for kind, records in kinds]
    return _list("shop.title", "site.goods_hint", lists)


def _list(title: str, hint: str, lists: list[tuple[str, list[Any]]]) -> Page:
    """Return a page with lists of records; a list without one is left out."""
    values = {"title": title, "hint": hint, "lists": [part for part in lists if part[1]]}
    return Page(template="names.html", values=values, leaves=False)


def _names(records: Mapping[str, Record], visit: Visit) -> list[tuple[str, str]]:
    """Return the address and the name of records, by name."""
    named = [
        (visit.link(f"record/{record.id}"), str(record.label.pick(visit.languages)))
        for record in records.values()
    ]
    return sorted(named, key=lambda link: (link[1].casefold(), link[0]))


def _about(visit: Visit, chosen: ChosenPlaces) -> Page:
    """Say where the answers come from; of all places with a line, link those that have a page."""
    page = about_page(visit)
    if not chosen:
        return page
    pages = {visit.help_link(code) for code in chosen}
    listed = [row for row in cast("list[_Row]", page.values["with_lines"]) if row[2] in pages]
    return attrs.evolve(page, values={**page.values, "with_lines": listed})


_PAGES: Mapping[str, Callable[[Visit, ChosenPlaces], Page]] = {
    "/": _home,
    "/help": _help,
    "/signs": _signs,
    "/actions": _ideas,
    "/shop": _goods,
    "/safety": lambda visit, _: safety_page(visit),
    "/about": _about,
}
