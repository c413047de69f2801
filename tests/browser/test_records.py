"""The list of all records: people find one by its name or place, and nothing is sent."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.browser.conftest import write_files

from takeaction.web import Site
from takeaction.web.static_site.pages import Edition, static_finder

SITE = Site(name="Harbour Street", contact="Priya Raman", languages=("en", "es", "fr"))


@pytest.fixture(scope="module")
def address(catalog, tmp_path_factory, serve_folder):
    edition = Edition(
        catalog=catalog, site=SITE, made=date(2026, 11, 28), regions=("GB",), has_catalogue=True
    )
    return serve_folder(write_files(tmp_path_factory.mktemp("records"), static_finder(edition)))


@pytest.mark.parametrize(
    ("folder", "typed", "name"),
    [
        ("", "comensha netherlands", "CoMensha"),
        ("", "PASSPORT papers", "Someone keeps the person's passport"),
        ("es/", "bélgica", "PAG-ASA"),
        ("fr/", "bresil coffee", "Coffee"),
    ],
    ids=["place", "sign", "spanish", "french-good"],
)
def test_a_record_is_found_by_its_words(open_address, address, folder, typed, name):
    page = open_address(f"{address}/{folder}records.html")
    page.locator("#q").fill(typed)
    shown = page.locator("main details li:visible")
    assert 1 <= shown.count() < 40
    assert f"{shown.count()}" in page.locator("#find [role=status]").inner_text()

    with page.expect_navigation():
        shown.get_by_role("link", name=name).first.click()

    assert name in page.locator("h1").inner_text()
    assert len([each for each in page.asked if "?" in each]) == 0
    assert page.problems == []


def test_the_list_works_without_a_script(open_address, address):
    page = open_address(f"{address}/records.html", script=False)
    assert not page.locator("#q").is_visible()

    page.locator("summary").first.click()

    assert page.locator("main details li:visible").count() > 400


def test_nothing_found_is_said(open_address, address):
    page = open_address(f"{address}/records.html")

    page.locator("#q").fill("xyzzy")

    assert page.locator("#find [role=status]").inner_text() == "0 found"
    assert page.locator("main details:visible").count() == 0
    page.locator("#q").fill("")
    assert page.locator("main details:visible").count() == 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_the_list(open_address, address, scheme):
    page = open_address(f"{address}/records.html", color_scheme=scheme)
    for typed in ("", "kenya"):
        page.locator("#q").fill(typed)

        found = Axe().run(page).response["violations"]

        assert [(each["id"], each["nodes"][0]["html"][:120]) for each in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
