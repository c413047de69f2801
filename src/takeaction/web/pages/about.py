"""The pages to read and to print: staying safe, where the answers come from, a record, a poster."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

from takeaction.catalog import Catalog
from takeaction.core_data import (
    FIRST_LANGUAGES,
    LANGUAGES,
    first_language_of,
    format_number,
    language_of,
)
from takeaction.coverage import PlaceCoverage
from takeaction.engine.freshness import freshness
from takeaction.engine.help.need import capitalised
from takeaction.errors import QueryError
from takeaction.models.action import Action
from takeaction.models.record import Record, page_name
from takeaction.models.region import region
from takeaction.models.resource import Contact, Resource
from takeaction.views.contact_lines import day_in_words, describe_verification, language_name
from takeaction.views.html import Markup
from takeaction.views.records import record_blocks
from takeaction.vocabulary.records import OUT_OF_DATE, FreshnessState, Status
from takeaction.vocabulary.words import fold
from takeaction.web.exchange import one
from takeaction.web.pages.home import danger_here, places
from takeaction.web.poster.fitting import Paper, poster_lines
from takeaction.web.poster.sheet import PosterChoice, make_poster, read_choice
from takeaction.web.visit import Page, Visit, route

_SAFETY = (("device", 1), ("leaving", 2), ("traces", 4), ("clearing", 1), ("calling", 4))
"""The sections of the page about staying safe, each with the number of its paragraphs."""


@route("/safety", file="safety.html", is_quick=True)
def safety_page(visit: Visit) -> Page:
    """Explain the traces on a device and the limits of quick exit."""
    texts = visit.texts
    sections = [
        (
            texts(f"safety.{name}"),
            [texts(f"safety.{name}_{number}") for number in range(1, count + 1)],
        )
        for name, count in _SAFETY
    ]
    values = {
        "heading": texts("safety.title"),
        "danger": danger_here(visit),
        "sections": sections,
        "go": (visit.link("help"), texts("safety.help")),
    }
    return Page(template="safety.html", values=values)


@route("/about", file="about.html", is_quick=True)
def about_page(visit: Visit) -> Page:
    """Say where the answers come from, how old they are, and who to tell about a mistake."""
    texts, catalog, write = visit.texts, visit.catalog, _writer(visit)
    numbers = _numbers(catalog)
    without = [place for place in catalog.coverage().places if not place.lines]
    packs = texts("about.packs", packs=write(len(catalog.packs)), records=write(len(catalog)))
    values = {
        "heading": texts("about.title"),
        "danger": danger_here(visit),
        "paragraphs": [packs, texts("about.program")],
        "coverage": _coverage(visit),
        "with_lines": _with_lines(visit),
        "without_lines": sorted((_name(visit, place) for place in without), key=fold),
        "is_anonymous": not any((line.verified or of.verified).by for of, line in numbers),
        "checks": _checks(visit, numbers),
        "publishers": _publishers(visit),
    }
    return Page(template="about.html", values=values)


def _coverage(visit: Visit) -> list[tuple[str, str]]:
    """Return the counts of places: the facts of ``Catalog.coverage``."""
    texts, write, places = visit.texts, _writer(visit), visit.catalog.coverage().places
    counts = {
        "about.with_line": sum(bool(place.lines) for place in places),
        "about.with_trafficking": sum(place.helps_trafficked_people for place in places),
        "about.with_emergency": sum(place.emergency is not None for place in places),
        "about.without": sum(not place.lines for place in places),
    }
    return [(texts(code), write(count)) for code, count in counts.items()]


def _with_lines(visit: Visit) -> list[tuple[str, str, str]]:
    """Return each place with a line: its name, the number of its lines, and their address."""
    write = _writer(visit)
    named = [
        (_name(visit, place), write(len(place.lines)), visit.help_link(place.place))
        for place in visit.catalog.coverage().places
        if place.lines
    ]
    return sorted(named, key=lambda row: fold(row[0]))


def _name(visit: Visit, place: PlaceCoverage) -> str:
    return region(place.place).label.pick([visit.texts.language]).text


_Numbers = list[tuple[Resource, Contact]]


def _numbers(catalog: Catalog) -> _Numbers:
    """Return each number of a resource that still exists."""
    return [
        (resource, contact)
        for resource in catalog.reachable.values()
        for contact in resource.contacts
        if contact.dial and resource.status is not Status.RETIRED
    ]


def _checks(visit: Visit, numbers: _Numbers) -> list[tuple[str, str]]:
    """Return how some numbers were checked and how old the evidence is, each count with its name.

    The ways and the people come in order of their counts.
    """
    texts, write, language = visit.texts, _writer(visit), language_of([visit.texts.language])
    verified = [contact.verified or resource.verified for resource, contact in numbers]
    methods = Counter(check.method for check in verified).most_common()
    people = Counter(check.by for check in verified if check.by).most_common()
    ages = [freshness(resource, visit.at, contact) for resource, contact in numbers]
    states = Counter(age.state for age in ages)
    days = sorted(age.since for age in ages if age.since)
    ends = (("about.newest", days[-1:]), ("about.oldest", days[:1]))
    return [
        (texts("about.numbers"), write(len(numbers))),
        *(
            (capitalised(describe_verification(method, [language])), write(count))
            for method, count in methods
        ),
        *((texts("about.by", name=name), write(count)) for name, count in people),
        *(
            (texts(code), day_in_words(day.isoformat(), texts.language))
            for code, found in ends
            for day in found
        ),
        (texts("about.overdue"), write(sum(states[state] for state in OUT_OF_DATE))),
        (texts("about.undated"), write(states[FreshnessState.UNKNOWN])),
    ]


def _writer(visit: Visit) -> Callable[[int], str]:
    """Return a function that writes a number as in the language of the page."""
    return partial(format_number, language=visit.texts.language)


def _publishers(visit: Visit) -> list[dict[str, Any]]:
    """Return who publishes the packs: each with a licence, where to report mistakes, and titles."""
    groups: dict[tuple[str, str, str | None], list[Markup]] = {}
    for pack in visit.catalog.packs.values():
        header = pack.header
        titles = groups.setdefault((header.publisher, header.licence, header.contact), [])
        titles.append(visit.text(header.title.shown(visit.languages)))
    return [
        {"publisher": publisher, "licence": licence, "contact": contact, "titles": titles}
        for (publisher, licence, contact), titles in groups.items()
    ]


# The page of a record: what to know first, the ways to reach somebody, its source, who to tell.


RECORD = "/record/"
"""The beginning of the address of a record."""


def record_at(catalog: Catalog, path: str) -> Record | None:
    """Return the record of an address: by its name, or by an id, which older addresses have."""
    if not path.startswith(RECORD):
        return None
    name = path.removeprefix(RECORD)
    return catalog.get(catalog.once(_ids_by_name).get(name, name))


def _ids_by_name(catalog: Catalog) -> dict[str, str]:
    return {page_name(record.id): record.id for record in catalog}


def record_page(visit: Visit, record: Record) -> Page:
    """Show one record: its texts, its steps, its source and what was checked."""
    catalog = visit.catalog
    is_action = isinstance(record, Action)
    blocks = record_blocks(record, visit.languages, catalog=catalog, at=visit.at, has_title=False)
    values = {
        "danger": None if is_action else danger_here(visit),
        "name": record.label.pick(visit.languages),
        "record": visit.html(blocks),
        "pack": catalog.packs[record.pack].header,
    }
    return Page(template="record.html", values=values, leaves=not is_action)


# The page that makes a poster: a form, and the poster as it will be printed.


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
    """Return the poster, or why there is none, and the numbers that are left off."""
    chosen = poster_lines(visit.catalog, choice.region, choice.languages, visit.at)
    left_out = [(each.id, visit.texts(each.why.text_code)) for each in chosen.left_out]
    try:
        poster = make_poster(choice, chosen, visit.at, visit.site.texts)
    except QueryError as error:
        return {"problem": error.text_in(visit.languages), "left_out": left_out}
    return {"poster": poster, "left_out": left_out}


def _languages(visit: Visit, tags: tuple[str, ...]) -> list[tuple[str, str, bool]]:
    """Return the languages that the library has sentences in, each with its name, by name."""
    named = (
        (tag, language_name(tag, visit.texts.language)) for tag in (*LANGUAGES, *FIRST_LANGUAGES)
    )
    return [(tag, name, tag in tags) for tag, name in sorted(named, key=lambda each: each[1])]
