"""The ways that take several steps, without a script: to a calendar, and to an answer of signs."""

import re

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import in_each_font


@pytest.fixture
def plan_page(open_page):
    page = open_page("/plan", script=False)
    page.get_by_role("button", name="Make a plan").click()
    return page


def test_a_calendar_is_downloaded_under_a_plain_name(plan_page):
    with plan_page.expect_download() as download:
        plan_page.get_by_role("button", name="Get the calendar file").click()

    assert download.value.suggested_filename == "calendar.ics"
    assert re.fullmatch(r".*/plan", plan_page.url)


def test_the_questions_can_be_left_at_the_first_one(open_page):
    page = open_page("/signs", script=False)
    page.get_by_label("Someone else").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Start").press("Enter")
    page.locator("[name=fits]").first.press("Space")
    page.get_by_role("button", name="See my answer").press("Enter")

    expect(page.get_by_role("heading", name="What to do")).to_be_visible()
    assert page.locator("a[href^='tel:']").count() >= 2
    assert re.fullmatch(r".*/signs", page.url)


@in_each_font
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_digits_read_in_order_beside_arabic(open_page, width):
    page = open_page("/help?region=US&language=ar", width=width)
    number = page.locator(".num bdi").first
    places = number.evaluate(
        """element => {
            const text = element.firstChild, range = document.createRange();
            return [...text.data].map((_, at) => {
                range.setStart(text, at);
                range.setEnd(text, at + 1);
                const box = range.getBoundingClientRect();
                return [Math.round(box.top), box.left];
            });
        }"""
    )

    assert number.inner_text() == "1-888-373-7888"
    assert places == sorted(places)
