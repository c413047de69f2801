"""The poster on paper: one page on each size, codes that a phone reads, and nothing cut off."""

from datetime import UTC, datetime

import pypdfium2
import pytest
import zxingcpp

from takeaction.core_data import FIRST_LANGUAGES, LANGUAGES
from takeaction.web.poster.fitting import SPACES, Paper, poster_lines
from takeaction.web.poster.sheet import make_poster, read_choice
from takeaction.web.visit import render_poster

AT = datetime(2026, 11, 28, 15, 0, tzinfo=UTC)
PAGE = "https://harbour-street.example.org/people-to-talk-to"
MILLIMETRES = {
    Paper.A4: (210, 297),
    Paper.LETTER: (215.9, 279.4),
    Paper.WALLET: (210, 279),
    Paper.DOOR: (148, 210),
}
CUT_OFF = """() => {
  const sheet = document.querySelector('.poster');
  const boxes = [sheet, ...document.querySelectorAll('.p-card, .p-words')];
  const isLong = e => e.scrollHeight > e.clientHeight + 1 && !e.matches('.p-words');
  const over = boxes.filter(e => isLong(e) || e.scrollWidth > e.clientWidth + 1);
  const strips = document.querySelector('.p-strips');
  const small = document.querySelector('.p-small').getBoundingClientRect();
  const torn = [...strips.children].filter(e => {
    const strip = e.getBoundingClientRect(), number = e.firstElementChild.getBoundingClientRect();
    return number.height > strip.height || number.width > strip.width;
  });
  const hidden = small.bottom > strips.getBoundingClientRect().top + 1 ? [strips] : [];
  return [...over, ...torn, ...hidden].map(e => e.className || e.tagName);
}"""


@pytest.fixture(scope="module")
def poster_of(catalog):
    """Return a function that makes the poster of a place; None if none of its numbers may hang."""

    def make(region, languages, size, page=PAGE):
        choice = read_choice(region, languages, size, page)
        chosen = poster_lines(catalog, choice.region, choice.languages, AT)
        return make_poster(choice, chosen, AT) if chosen.lines else None

    return make


@pytest.fixture
def paper(chromium):
    context = chromium.new_context(viewport={"width": 1000, "height": 1200}, offline=True)
    yield context.new_page()
    context.close()


def printed(page):
    return pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))


def scanned(sheet):
    picture = sheet.render(scale=3).to_pil()
    # Of any kind, upright letters of some fonts are read as the bars of a price.
    codes = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return {code.text for code in codes}


@pytest.mark.parametrize("languages", [("en",), ("es", "ar"), ("fr", "hi", "zh")], ids=len)
@pytest.mark.parametrize("size", list(Paper))
@pytest.mark.parametrize("region", ["US", "GB", "IN", "BR"])
def test_a_poster_is_one_page_whose_codes_call_its_numbers(
    paper, poster_of, region, size, languages
):
    poster = poster_of(region, languages, size)
    paper.set_content(render_poster(poster, "Poster").decode())

    document = printed(paper)

    assert len(document) == 1
    millimetres = [points / 72 * 25.4 for points in document[0].get_size()]
    assert millimetres == pytest.approx(MILLIMETRES[size], abs=0.5)
    codes = {line.code.address for line in poster.lines}
    page = set() if poster.space.cards else {PAGE}
    assert scanned(document[0]) == codes | page
    assert all(address.startswith("tel:") for address in codes)


@pytest.mark.parametrize("size", list(Paper))
def test_the_paper_has_the_strips_and_the_sentence_about_the_law(paper, poster_of, size):
    poster = poster_of("GB", ("en",), size)
    paper.set_content(render_poster(poster, "Poster").decode())

    text = printed(paper)[0].get_textpage().get_text_bounded()

    words = " ".join(text.split())
    assert "".join(text.split()).count("08000121700") >= SPACES[size].strips + 1
    assert "This does not replace a notice that the law requires." in words
    assert "Check again by " in words


@pytest.mark.parametrize("size", list(Paper))
def test_the_page_of_the_finder_prints_the_same_poster_alone(open_page, size):
    page = open_page(f"/poster?region=GB&language=en&language=es&size={size}", script=False)

    document = printed(page)

    assert len(document) == 1
    assert "tel:08000121700" in scanned(document[0])
    assert "Which country?" not in document[0].get_textpage().get_text_bounded()


@pytest.mark.parametrize("languages", [("en",), ("es", "fr", "uk"), ("de", "ar", "en")], ids=str)
@pytest.mark.parametrize("size", list(Paper))
def test_nothing_is_cut_off_on_the_poster_of_any_place(paper, poster_of, catalog, size, languages):
    # However long its names are: a number that is cut off would call somebody else.
    places = sorted({place for place, _ in catalog.coverage().pairs if len(place) == 2})
    cut_off = {}

    for place in places:
        poster = poster_of(place, languages, size)
        if poster:
            paper.set_content(render_poster(poster, "Poster").decode())
            cut_off[place] = paper.evaluate(CUT_OFF)

    assert len(cut_off) > 80
    assert {place: parts for place, parts in cut_off.items() if parts} == {}


@pytest.mark.parametrize("language", [*LANGUAGES, *FIRST_LANGUAGES])
def test_nothing_is_cut_off_in_any_language(paper, poster_of, language):
    for size in Paper:
        paper.set_content(render_poster(poster_of("US", (language,), size), "Poster").decode())

        assert paper.evaluate(CUT_OFF) == []


def test_a_poster_is_read_on_a_phone_without_sideways_scrolling(open_page):
    page = open_page("/poster?region=US&language=en&language=es", width=320)

    width = page.evaluate("document.documentElement.scrollWidth")

    assert width <= 320
    assert page.locator(".p-number").first.is_visible()
