"""The components on the pages about safe display: they run, for everybody, and send nothing."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

import takeaction

FOLDER = Path(os.environ["TAKEACTION_SITE"])
PAGES = {
    "how-to/show-help.html": ["card"],
    "how-to/add-a-quick-exit.html": ["exit"],
    "how-to/keep-a-question-private.html": ["question"],
    "how-to/make-it-work-for-everybody.html": ["card-large", "card-arabic"],
}
FRAMES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("_live/*.html"))
LANGUAGES = {"en": "", "es": "es/", "fr": "fr/"}
WIDTHS = (320, 390)

TALLER = "document.documentElement.scrollHeight - document.documentElement.clientHeight"


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(each["id"], each["nodes"][0]["html"][:120]) for each in found]


def frame_of(page, name):
    element = page.locator(f"iframe[src$='/{name}.html']")
    element.scroll_into_view_if_needed()
    frame = element.element_handle().content_frame()
    frame.wait_for_url(f"**/_live/{name}.html")  # it is blank before, and loads when it is in sight
    return frame


def test_every_component_is_in_every_language():
    names = {"card", "card-large", "card-arabic", "exit", "question", "left"}

    assert {Path(path).stem for path in FRAMES} == names
    assert len(FRAMES) == len(names) * len(LANGUAGES)


@pytest.mark.parametrize("folder", LANGUAGES.values(), ids=LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("screen", [(390, "light"), (320, "dark")], ids=["390", "320"])
def test_everybody_can_use_a_page_with_its_components(open_address, site, path, folder, screen):
    width, scheme = screen
    page = open_address(f"{site}/{folder}{path}", width=width, color_scheme=scheme)
    for name in PAGES[path]:
        frame_of(page, name)

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert all(asked.startswith((site, "data:")) for asked in page.asked)
    assert page.problems == []


@pytest.mark.parametrize("path", FRAMES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_a_component(open_address, site, path, scheme):
    # It fits 320 and 390 px, with all of it open, and a checker finds nothing.
    page = open_address(f"{site}/{path}", color_scheme=scheme)
    for details in page.locator("details").all():
        details.evaluate("node => { node.open = true }")

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 700})
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("folder", LANGUAGES.values(), ids=LANGUAGES)
@pytest.mark.parametrize("width", [390, 1280])
def test_a_frame_shows_all_of_its_component(open_address, site, folder, width):
    # Nobody has to scroll inside a page that scrolls, but for the text that is twice as large.
    for path, names in PAGES.items():
        page = open_address(f"{site}/{folder}{path}", width=width)
        for name in {*names} - {"card-large"}:
            assert frame_of(page, name).evaluate(TALLER) <= 0, (path, name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_says_what_the_library_says(open_address, site, language):
    answer = takeaction.find_help(
        takeaction.load(), takeaction.HelpQuery("US"), languages=language
    ).as_json(translations="apart")
    line, danger = answer["lines"][0], answer["emergency"]
    way = line["ways"][0]
    page = open_address(f"{site}/{LANGUAGES[language]}_live/card.html")

    shown = [
        page.locator(".danger"),
        page.locator("h2"),
        page.locator(".who").first,
        page.locator(".who").last,
        page.locator(".card .call"),
    ]

    texts = [each.inner_text() for each in shown]
    told = (danger["text"], line["name"], line["who_answers"], line["tells"])
    assert texts[:4] == [text["text"] for text in told]
    assert shown[4].get_attribute("href") == f"tel:{way['dial']}"
    assert page.locator(f".danger a[href='tel:{danger['dial']}']").is_visible()
    tops = [each.bounding_box()["y"] for each in shown]
    assert tops == sorted(tops)
    assert page.locator("summary + p").text_content() == way["warning"]["text"]


def test_a_screen_reader_hears_a_verb_and_the_number_as_one_link(open_address, site):
    # Its name is what is on the screen, so that people can also say it to their phone.
    page = open_address(f"{site}/_live/card.html")

    link = page.get_by_role("link", name="Call 1-888-373-7888", exact=True)

    assert link.is_visible()
    assert link.get_attribute("aria-label") is None


def test_arabic_runs_from_right_to_left_and_its_number_does_not(open_address, site):
    page = open_address(f"{site}/_live/card-arabic.html")

    danger = page.locator(".danger")
    assert (danger.get_attribute("lang"), danger.get_attribute("dir")) == ("ar", "rtl")
    assert page.locator(".danger + .source").get_attribute("lang") == "en"
    for number in page.locator("bdi").all():
        assert number.evaluate("node => getComputedStyle(node).direction") == "ltr"


@pytest.mark.parametrize("folder", LANGUAGES.values(), ids=LANGUAGES)
def test_shift_three_times_leaves_the_frame_and_not_the_page(open_address, site, folder):
    address = f"{site}/{folder}how-to/add-a-quick-exit.html"
    page = open_address(address)
    frame = frame_of(page, "exit")
    frame.locator("[data-leave]").focus()

    shown = []
    for _ in range(2):
        page.keyboard.press("Shift")
        shown.append(frame.locator(".dots").inner_text())
    page.keyboard.press("Shift")
    frame.wait_for_url("**/_live/left.html")

    assert shown == ["1/3", "2/3"]
    assert page.url == address
    assert page.locator("h1").first.is_visible()
    assert frame.locator("h1").is_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_button_leaves_the_frame_and_leads_back(open_address, site, script):
    page = open_address(f"{site}/_live/exit.html", script=script)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/_live/left.html")
    page.get_by_role("link", name="Go back").click()
    page.wait_for_url(f"{site}/_live/exit.html")

    assert page.get_by_role("link", name="Leave this page").is_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_question_in_the_example_stays_there(open_address, site, script):
    # The frame says what would be sent, and sends nothing, with a script or without.
    page = open_address(f"{site}/_live/question.html", script=script)
    before = len(page.asked)
    page.locator("textarea").fill("made-up words")
    page.locator("select").select_option("PT")

    page.get_by_role("button", name="Get an answer").focus()
    page.keyboard.press("Enter")

    if script:
        said = page.get_by_role("status").inner_text()
        assert said.startswith("In the body: q=made-up words&region=PT. In the address: nothing.")
    else:
        page.wait_for_timeout(300)  # nothing tells that nothing is going to happen
    assert page.url == f"{site}/_live/question.html"
    assert page.asked[before:] == []


@pytest.mark.parametrize("path", [*PAGES][:3])
def test_a_component_runs_the_code_that_the_page_shows(open_address, site, path):
    page = open_address(f"{site}/{path}")
    document = (FOLDER / "_live" / f"{PAGES[path][0]}.html").read_text(encoding="utf-8")

    shown = page.locator(".highlight-css pre, .highlight-js pre").all_text_contents()

    assert shown
    assert all(code.strip() in document for code in shown)
