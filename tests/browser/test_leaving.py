"""Quick exit: away at once, by a link, a button or Shift three times, and no way back by Back."""

import pytest
from tests.browser.conftest import in_each_font
from tests.browser.journeys import go, into

from takeaction.web.settings import EXIT

AWAY = "<title>Weather</title><h1>Dry, with sunny spells</h1>"


@pytest.fixture
def stage(open_page, finder):
    """Return a function that opens a page of help; the page outside is made here, not fetched."""

    def open_(path="/help?region=GB", **options):
        page = open_page("about:blank", **options)
        page.route(EXIT, lambda route: route.fulfill(content_type="text/html", body=AWAY))
        page.goto(finder + path)
        return page

    return open_


def test_without_script_it_is_a_plain_link(stage):
    page = stage(script=False)
    link = page.get_by_role("link", name="Leave this page")

    relations = link.get_attribute("rel")
    link.click()
    page.wait_for_url(EXIT)

    assert "noreferrer" in relations


def test_a_click_leaves_and_back_does_not_return(stage, finder):
    page = stage()
    page.goto(f"{finder}/help?region=US")

    page.get_by_role("link", name="Leave this page").click()
    page.wait_for_url(EXIT)
    page.go_back()

    assert "region=US" not in page.url


def test_the_page_is_blank_before_the_other_one_answers(stage):
    page = stage()
    said = []
    page.on("console", into(said))
    page.evaluate(
        "new MutationObserver(() => console.log(document.documentElement.childNodes.length))"
        ".observe(document.documentElement, { childList: true })"
    )

    page.get_by_role("link", name="Leave this page").click()
    page.wait_for_url(EXIT)

    assert [message.text.strip() for message in said] == ["0"]


def test_shift_three_times_shows_how_far_it_is_and_leaves(stage):
    page = stage("/")
    page.locator("#q").focus()
    shown = []

    for _ in range(2):
        page.keyboard.press("Shift")
        shown.append(page.locator(".dots").inner_text())
    page.keyboard.press("Shift")
    page.wait_for_url(EXIT)

    assert shown == ["1/3", "2/3"]


def test_capital_letters_and_slow_presses_do_not_leave(stage):
    page = stage("/")
    page.clock.install()
    page.reload()
    dots = page.locator(".dots")

    page.locator("#q").focus()
    for letter in "ABCD":
        page.keyboard.press(f"Shift+{letter}")
    after_letters = dots.inner_text()
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.clock.run_for(5_100)
    after_a_while = dots.inner_text()
    page.keyboard.press("Shift")

    assert (after_letters, after_a_while, dots.inner_text()) == ("", "", "1/3")
    assert page.locator("#q").input_value() == "ABCD"


@in_each_font
def test_it_is_in_reach_of_a_thumb_on_a_phone(open_page, finder):
    page = open_page("/")

    for journey in ("home", "help", "answer", "signs-list", "signs-result", "missing"):
        go(page, finder, journey)
        box = page.locator("[data-leave]").bounding_box()

        assert box["height"] >= 52
        assert box["y"] + box["height"] > 844 - 20
        assert box["x"] + box["width"] > 390 - 40
