"""The finder as a folder: read by people without script, from a server and from a disk."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.browser.conftest import write_files

from takeaction.web import Site
from takeaction.web.static_site.pages import Edition, static_finder

PAGES = (
    *("index.html", "place/index.html", "place/GB.html", "list/index.html", "list/2.html"),
    *("ideas.html", "goods.html", "safety.html", "about.html", "es/place/US.html"),
)


@pytest.fixture(scope="module")
def folder(catalog, tmp_path_factory):
    site = Site(name="Harbour Street", contact="Priya Raman, 01632 960 123", languages=("en", "es"))
    edition = Edition(catalog=catalog, site=site, made=date(2026, 11, 28))
    files = static_finder(edition)
    return write_files(tmp_path_factory.mktemp("site") / "deep" / "down", files)


@pytest.fixture(scope="module")
def address(folder, serve_folder):
    return f"{serve_folder(folder.parent.parent)}/deep/down"


def test_a_person_finds_a_number_without_script(open_address, address):
    page = open_address(f"{address}/index.html", script=False)

    page.locator("summary").click()
    page.get_by_role("link", name="United Kingdom", exact=True).click()

    page.wait_for_url("**/place/GB.html")
    assert page.locator("a[href='tel:08000121700']").is_visible()


def test_the_folder_opens_from_a_disk(open_address, folder):
    page = open_address(f"file://{folder}/index.html", script=False)

    page.get_by_role("link", name="Talk to someone").click()
    page.wait_for_url("**/place/index.html")
    page.locator("#languages a[lang=es]").click()
    page.wait_for_url(f"file://{folder}/es/place/index.html")

    colour = page.evaluate("getComputedStyle(document.querySelector('.danger')).backgroundColor")
    assert colour == "rgb(255, 233, 211)"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_its_own_server_alone_and_keeps_its_policy(open_address, address, path):
    page = open_address(f"{address}/{path}")

    assert page.problems == []
    assert all(asked.startswith(address) or asked.endswith("/favicon.ico") for asked in page.asked)
    assert len(page.asked) <= 4
    assert page.context.cookies() == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_small_screen_and_every_reader(open_address, address, path):
    # Nothing runs off at 320 px, and a checker of accessibility finds nothing.
    page = open_address(f"{address}/{path}", width=320, height=640)

    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert Axe().run(page).violations_count == 0


def test_quick_exit_leaves_a_page_of_the_folder(open_address, address):
    page = open_address(f"{address}/place/GB.html")
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="weather"))

    for _ in range(3):
        page.keyboard.press("Shift")

    page.wait_for_url("https://www.bbc.co.uk/**")

    assert page.inner_text("body") == "weather"
