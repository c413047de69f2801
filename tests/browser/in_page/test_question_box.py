"""The question box in a page: the same Python gives the same answer, and nothing is sent."""

import json
import os
import re
from datetime import UTC, date, datetime
from importlib.metadata import version

import pytest
from tests.browser.conftest import write_files

from takeaction.web import Request, Site, handle
from takeaction.web.static_site.pages import Edition, static_finder
from takeaction.web.static_site.runtime import read_runtime

FORM = {"content-type": "application/x-www-form-urlencoded"}
SITE = Site(name="Harbour Street", contact="Priya Raman", country="GB", languages=("en",))


@pytest.fixture(scope="module")
def files(catalog):
    runtime = read_runtime(os.environ["TAKEACTION_RUNTIME"], catalog, version("takeaction"))
    edition = Edition(
        catalog=catalog, site=SITE, made=date(2026, 11, 28), regions=("GB",), runtime=runtime
    )
    return static_finder(edition)


@pytest.fixture(scope="module")
def address(files, tmp_path_factory, serve_folder):
    return serve_folder(write_files(tmp_path_factory.mktemp("box"), files))


def numbers(html):
    return re.findall(r' href="(?:tel|sms):([^"]*)"', html)


def test_a_question_gets_the_answer_of_python_and_stays_in_the_page(
    open_address, address, files, catalog
):
    page = open_address(f"{address}/index.html")
    assert not any("runtime" in asked for asked in page.asked)
    page.get_by_role("button", name=re.compile("Load the question box")).click()
    page.locator("textarea").wait_for(timeout=120_000)
    asked = len(page.asked)
    loaded = [path.partition("runtime/")[2] for path in page.asked if "/runtime/" in path]
    assert sorted(loaded) == sorted(path[8:] for path in files if path.startswith("runtime/"))

    page.locator("textarea").fill("my boss has my passport")
    page.locator("main form button").first.click()
    page.locator("a[href='tel:08000121700']").wait_for(timeout=60_000)

    body = b"q=my+boss+has+my+passport&region=GB"
    request = Request(method="POST", path="/answer", query="language=en", headers=FORM, body=body)
    live = handle(catalog, SITE, request, datetime.now(UTC)).body.decode()
    assert numbers(page.locator("main").inner_html()) == numbers(live)
    assert len(page.asked) == asked
    assert page.url == f"{address}/index.html"
    assert page.problems == []

    page.go_back()
    page.locator("textarea").wait_for()
    page.get_by_role("link", name="Check a worry").click()
    page.get_by_role("heading", name="Check a worry").wait_for()
    assert len(page.asked) == asked


def test_a_box_with_other_packs_than_the_pages_does_not_answer(
    open_address, files, tmp_path, serve_folder
):
    settings = json.loads(files["runtime/settings.json"])
    other = json.dumps({**settings, "digest": "sha256:0"}).encode()
    folder = write_files(tmp_path, {**files, "runtime/settings.json": other})
    page = open_address(f"{serve_folder(folder)}/index.html")

    page.get_by_role("button", name=re.compile("Load the question box")).click()

    page.get_by_text("The question box didn't load.").wait_for(timeout=120_000)
    assert page.get_by_role("button", name=re.compile("Load the question box")).is_enabled()
    assert page.get_by_role("link", name="Talk to someone").is_visible()
