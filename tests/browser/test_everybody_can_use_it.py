"""Everybody can use every page: axe, the keyboard, small screens, print, colours, directions."""

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.browser.conftest import in_each_font
from tests.browser.journeys import JOURNEYS, WITHOUT_EXIT, go

LANGUAGES = ("en", "es", "fr")
WITH_ENGLISH_BENEATH = 1.3
"""The screens to the first number where sentences have their English beneath; in English one.
It was 1.28 in French and the widest fonts."""

BRIEF = {"resultTypes": ["violations"]}
SCHEMES = {"light": BRIEF, "dark": BRIEF | {"runOnly": ["color-contrast", "link-in-text-block"]}}
"""The rules of axe for each scheme: in the dark nothing else than colours can differ."""

OPEN_ALL = "document.querySelectorAll('details').forEach(part => { part.open = true })"

STOP = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  const box = at.getClientRects()[0];  // a link may wrap, whatever fonts: its middle is not on it
  const spot = document.elementFromPoint(
    Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1),
    Math.min(Math.max(box.top + Math.min(box.height, 40) / 2, 1), innerHeight - 1));
  return {
    body: at === document.body,
    name: at.outerHTML.slice(0, 90),
    id: [...document.querySelectorAll('*')].indexOf(at),
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 3,
    seen: at === spot || at.contains(spot) || (spot && spot.contains(at)),
    leaves: at.hasAttribute('data-leave'),
  };
}"""

REACHABLE = """() => [...document.querySelectorAll('a[href],button,textarea,select,input,summary')]
  .filter(part => part.type !== 'hidden' && part.checkVisibility())
  .filter(part => part.type !== 'radio' || part === (
    document.querySelector(`[name=${part.name}]:checked`) ??
    document.querySelector(`[name=${part.name}]`))).length"""

WIDE = """() => [...document.querySelectorAll('body *')]
  .filter(part => part.getBoundingClientRect().right > innerWidth + 1)
  .map(part => part.outerHTML.slice(0, 90))"""

DIGITS = """part => {
  const text = part.firstChild, spots = [];
  for (let place = 0; place < text.length; place++) {
    const range = document.createRange();
    range.setStart(text, place); range.setEnd(text, place + 1);
    const [box] = range.getClientRects();
    if (/[0-9+]/.test(text.data[place])) spots.push([box.left, text.data[place]]);
  }
  const seen = [...spots].sort((one, two) => one[0] - two[0]).map(spot => spot[1]).join('');
  return { written: spots.map(spot => spot[1]).join(''), seen,
           own: getComputedStyle(part).direction,
           around: getComputedStyle(part.parentElement).direction };
}"""

FRAMED = """() => ['.num', '.btn', '.danger', '.line'].flatMap(name =>
  [...document.querySelectorAll(name)].filter(part => part.checkVisibility())
    .filter(part => parseFloat(getComputedStyle(part).borderTopWidth) < 1.5).map(() => name))"""

CHROME = ("Leave this page", "Salir", "Quitter", "Which country", "Qué país", "Quel pays")
"""Words of quick exit and of the form, which paper has no use for."""

SMALLEST = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), sizes = [];
  while (texts.nextNode()) {
    const part = texts.currentNode.parentElement;
    if (texts.currentNode.data.trim() && part.checkVisibility() && !part.closest('.vh'))
      sizes.push(parseFloat(getComputedStyle(part).fontSize));
  }
  return Math.min(...sizes);
}"""

MOVING = """() => document.getAnimations().length +
  [...document.querySelectorAll('*')].filter(part =>
    parseFloat(getComputedStyle(part).transitionDuration) > 0).length"""


def tab_through(page):
    """Press Tab until the browser leaves the page or begins anew; return where it stopped."""
    stops = []
    page.keyboard.press("Tab")
    while not (stop := page.evaluate(STOP))["body"] and stop["id"] not in {
        before["id"] for before in stops
    }:
        stops.append(stop)
        page.keyboard.press("Tab")
    return stops


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_page_in_light_or_dark(open_page, finder, language):
    page = open_page("/", bypass_csp=True)  # axe brings its own script
    axe, findings = Axe(), []

    for journey in JOURNEYS:
        go(page, finder, journey, language)
        page.evaluate(OPEN_ALL)
        for scheme, rules in SCHEMES.items():
            page.emulate_media(color_scheme=scheme)
            result = axe.run(page, options=rules)
            findings += [(journey, scheme, each["id"]) for each in result.response["violations"]]

    assert findings == []


@pytest.mark.parametrize("journey", ["help", "answer", "signs-result", "safety"])
def test_axe_finds_nothing_where_somebody_reads_arabic(open_page, finder, journey):
    page = open_page("/", bypass_csp=True)
    go(page, finder, journey, "ar")
    page.evaluate(OPEN_ALL)

    assert Axe().run(page, options=BRIEF).response["violations"] == []


@in_each_font
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_every_page_can_be_used_with_the_keyboard_alone(open_page, finder, script):
    page = open_page("/", script=script)

    for journey in JOURNEYS:
        go(page, finder, journey)
        stops = tab_through(page)

        assert len({stop["id"] for stop in stops}) == len(stops) == page.evaluate(REACHABLE), (
            journey
        )
        assert stops[0]["leaves"] is (journey not in WITHOUT_EXIT), journey
        assert [stop["name"] for stop in stops if not stop["ring"]] == [], journey
        assert [stop["name"] for stop in stops if not stop["seen"]] == [], journey


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_question_is_asked_and_answered_without_a_mouse(open_page, script):
    page = open_page("/", script=script)

    page.locator("#q").focus()
    page.keyboard.type("my boss has my passport")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/answer")

    assert page.locator(".line .num").first.get_attribute("href") == "tel:08000121700"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_checklist_works_with_arrows_and_space_and_ends_anywhere(open_page, script):
    page = open_page("/signs", script=script)

    page.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[name=about]:checked").get_attribute("value")
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=fits]")
    page.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    while page.evaluate("document.activeElement.value") != "answer":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".steps")

    assert chosen == "self"
    assert page.locator(".line .num").count() >= 1


@in_each_font
@pytest.mark.parametrize(
    ("width", "height", "language"),
    [(320, 640, "en"), (320, 640, "fr"), (320, 256, "ar"), (1440, 900, "en")],
    ids=["narrow", "narrow-french", "zoomed-arabic", "wide"],
)
def test_no_page_scrolls_sideways_and_nothing_moves(open_page, finder, width, height, language):
    # 320 px; 1,280 px at 400 %, which is 320 by 256; a wide screen. Nothing is animated.
    page = open_page("/", width=width, height=height)
    wide = {}

    for journey in JOURNEYS:
        go(page, finder, journey, language)
        page.evaluate(OPEN_ALL)
        if parts := page.evaluate(WIDE):
            wide[journey] = parts

        assert page.evaluate(MOVING) == 0

    assert wide == {}


@in_each_font
@pytest.mark.parametrize(
    ("journey", "language"),
    [
        *((journey, language) for journey in ("help", "answer") for language in LANGUAGES),
        *(("help-us", "en"), ("help", "ar"), ("answer", "ar"), ("signs-result", "en")),
    ],
)
def test_the_first_screen_of_a_phone_has_the_first_number(open_page, finder, journey, language):
    # Danger, heading, the first line with its number: above the bar of quick exit.
    # In English on the first screen. Elsewhere sentences that no speaker has reviewed have their
    # English beneath, which moves the number down by less than a third of a screen.
    page = open_page("/")
    go(page, finder, journey, language)

    danger = page.locator(".danger").bounding_box()
    heading = page.locator("h1").bounding_box()
    number = page.locator(".line .num").first.bounding_box()
    bar = page.locator(".leave").bounding_box()

    assert danger["y"] < heading["y"] < number["y"]
    screens = 1 if language == "en" else WITH_ENGLISH_BENEATH
    assert number["y"] + number["height"] <= bar["y"] * screens


@in_each_font
@pytest.mark.parametrize("journey", ["help", "help-us", "answer", "signs-result"])
def test_a_number_in_arabic_words_is_read_in_the_order_it_is_dialled(open_page, finder, journey):
    page = open_page("/")
    go(page, finder, journey, "ar")
    page.evaluate(OPEN_ALL)

    numbers = [part.evaluate(DIGITS) for part in page.locator(".num bdi, .danger bdi").all()]

    assert len(numbers) >= 2
    for number in numbers:
        assert number["seen"] == number["written"]
        assert number["own"] == "ltr"
    assert any(number["around"] == "rtl" for number in numbers)


def digits(text):
    return "".join(filter(str.isdigit, text))


@in_each_font
@pytest.mark.parametrize("language", LANGUAGES)
def test_help_of_a_place_prints_on_one_page(open_page, finder, language):
    # On A4 and on Letter, in type of 9 pt and more: the numbers, and nothing to press.
    # India has the longest notices, and a translation that nobody has reviewed its source beneath.
    page = open_page("/", color_scheme="dark")
    pages = {}

    for region in ("GB", "US", "IN", "BR", "FR", "ES"):
        page.goto(f"{finder}/help?region={region}&language={language}")
        numbers = page.locator(".lines").first.locator(".num bdi").all_inner_texts()
        for paper in ("A4", "Letter"):
            sheet = pypdfium2.PdfDocument(page.pdf(format=paper, print_background=True))
            text = sheet[0].get_textpage().get_text_bounded()
            pages[region, paper] = len(sheet)

            assert numbers
            assert [each for each in numbers if digits(each) not in digits(text)] == []
            assert not any(part in text for part in CHROME)
        page.emulate_media(media="print")
        assert page.evaluate(SMALLEST) >= 12  # pixels, which are 9 pt
        page.emulate_media(media="null")  # as it was

    assert pages == dict.fromkeys(pages, 1)


@in_each_font
def test_an_answer_prints_on_one_page_and_what_is_open_is_printed(open_page, finder):
    page = open_page("/")
    go(page, finder, "answer")
    closed = pypdfium2.PdfDocument(page.pdf(format="A4"))
    page.locator(".line summary").first.click()
    opened = pypdfium2.PdfDocument(page.pdf(format="A4"))
    texts = [sheet[0].get_textpage().get_text_bounded() for sheet in (closed, opened)]
    known = page.locator(".line details p").first.inner_text().split()[0]

    assert len(closed) == 1
    assert "08000 121 700" in texts[0]
    assert "Run by" not in texts[0]
    assert "Run by" in texts[1]
    assert known in texts[1]


def test_forced_colours_keep_the_frames_of_what_matters(open_page, finder):
    page = open_page("/", forced_colors="active")

    for journey in ("home", "help", "signs-list", "actions-concern"):
        go(page, finder, journey)

        assert page.evaluate(FRAMED) == []
