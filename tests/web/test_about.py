"""The pages about the pages: what is known, how old it is, and whom to tell."""

from collections import Counter
from datetime import date

import attrs
import pytest
from tests.web.conftest import AT
from tests.web.test_pages import text_of

from takeaction import load
from takeaction.engine.freshness import freshness
from takeaction.models.record import Reviewed
from takeaction.testing import catalog_of
from takeaction.vocabulary.records import OUT_OF_DATE, ReviewScope, Status
from takeaction.web import Request, Site, handle

NONE = "haven't reviewed these pages yet"


@pytest.fixture(scope="module")
def shown(visit):
    return " ".join(text_of(visit("/about")).split())


def test_the_counts_of_places_are_those_of_the_coverage(shown, catalog):
    places = catalog.coverage().places

    assert f"Places with a helpline {sum(bool(p.lines) for p in places)}" in shown
    assert f"knows about trafficking {sum(p.helps_trafficked_people for p in places)}" in shown
    assert f"where we know no helpline {sum(not p.lines for p in places)}" in shown


def test_each_place_has_its_count_and_a_link_to_its_lines(visit, catalog):
    body = visit("/about", query="language=fr").body.decode()
    british = next(place for place in catalog.coverage().places if place.place == "GB")
    link = '<a href="/help?language=fr&amp;region=GB">Royaume-Uni</a>'

    assert f"{link} <bdi>{len(british.lines)}</bdi>" in body
    assert body.index(">Égypte</a>") < body.index(">Finlande</a>")


def test_the_checks_are_those_of_the_records(shown, catalog):
    numbers = [
        (resource, contact)
        for resource in catalog.reachable.values()
        for contact in resource.contacts
        if contact.dial and resource.status is not Status.RETIRED
    ]
    states = Counter(freshness(*number[:1], AT, number[1]).state for number in numbers)

    assert f"Numbers to call or text {len(numbers)}" in shown
    assert f"Due for another check {sum(states[s] for s in OUT_OF_DATE)}" in shown
    assert "Newest evidence 1 October 2026" in shown
    assert "The records don't name the people who checked them." in shown


def test_every_pack_has_its_publisher_and_its_licence(shown, catalog):
    headers = [pack.header for pack in catalog.packs.values()]

    assert shown.count("Licence: CC-BY-4.0.") == len({header.publisher for header in headers})
    assert [header.title.source for header in headers if header.title.source not in shown] == []
    assert "Is a number wrong?" in shown
    assert "Priya Raman, 01632 960 123" in shown


def test_people_who_checked_are_named(catalog, site):
    record = catalog.resources["us-hotline:national-hotline"]
    by_ana = attrs.evolve(record.verified, by="Ana Diaz")
    contacts = tuple(attrs.evolve(contact, verified=None) for contact in record.contacts)
    named = attrs.evolve(record, verified=by_ana, contacts=contacts)
    page = text_of(handle(catalog_of([named]), site, Request(path="/about"), AT))

    assert "Checked by Ana Diaz" in page
    assert "don't name the people" not in page


def test_without_records_the_page_still_says_what_it_is(site):
    page = text_of(handle(catalog_of([]), site, Request(path="/about"), AT))

    assert "Numbers to call or text" in page
    assert "Newest evidence" not in page


def test_a_retired_number_is_not_counted(catalog, site):
    record = catalog.resources["us-hotline:national-hotline"]
    gone = attrs.evolve(record, status=Status.RETIRED)

    there, none = (
        " ".join(text_of(handle(catalog_of([each]), site, Request(path="/about"), AT)).split())
        for each in (record, gone)
    )

    assert "Numbers to call or text 0" not in there
    assert "Numbers to call or text 0" in none


def test_a_local_look_says_that_nobody_can_be_told(catalog):
    page = handle(catalog, Site(is_local=True), Request(path="/about"), AT)

    assert text_of(page).count("No safeguarding contact is set here") == 2


def test_a_pack_with_an_address_for_mistakes_links_to_it(site, write):
    header = (
        'id = "gone"\ntitle = "Gone"\npublisher = "The tests"\nlicence = "CC0-1.0"\nschema = 1\n'
        'contact = "https://example.org/report"\n'
    )
    resource = (
        '[[resource]]\nid = "line"\nname = "A line"\nkind = "hotline"\nregions = ["US"]\n'
        'source = { title = "A page" }\n[[resource.contacts]]\nchannel = "voice"\n'
        'dial = "+12025550123"\ndisplay = "1-202-555-0123"\n'
    )
    catalog = load(paths=[write({"pack.toml": header, "resources.toml": resource})], packs=[])

    for path in ("/about", "/record/gone:line"):
        body = handle(catalog, site, Request(path=path), AT).body.decode()

        assert 'href="https://example.org/report"' in body
        assert "The tests" in body


def marked(catalog, count):
    review = Reviewed(by="A case worker", on=date(2026, 11, 1), scope=frozenset(ReviewScope))
    ids = ("us-hotline:national-hotline", "us-hotline:us-ncmec")
    records = [catalog.resources[id] for id in ids]
    return catalog_of(
        [
            attrs.evolve(record, reviewed=review) if place < count else record
            for place, record in enumerate(records)
        ]
    )


@pytest.mark.parametrize("path", ["/", "/help", "/about"])
def test_the_banner_stays_until_the_marks_of_the_records_take_it_away(catalog, site, path):
    pages = [text_of(handle(marked(catalog, n), site, Request(path=path), AT)) for n in range(3)]

    assert [NONE in page for page in pages] == [True, False, False]
    assert ["1 of 2 lines of help" in page for page in pages] == [False, True, False]


def test_staying_safe_has_danger_first_and_help_last(visit):
    response = visit("/safety")
    body, shown = response.body.decode(), text_of(response)

    assert body.index("tel:999") < body.index("<h1>") < body.index("See who you can talk to")
    assert "Leaving doesn't clear your history." in shown
    assert "suddenly empty" in shown
    assert "Don't let someone you're afraid of translate for you." in shown
