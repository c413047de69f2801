"""The poster of a place: numbers with evidence, who answers before them, and nothing else."""

import html
import re
from datetime import UTC, date, datetime

import attrs
import pytest
from make import header
from tests.web.conftest import AT

from takeaction import QueryError, QueryErrors, UnknownWordError, load
from takeaction.core_data import FIRST_LANGUAGES, LANGUAGES
from takeaction.engine.freshness import FRESH_CONTACT_DAYS
from takeaction.models.numbers import emergency_numbers
from takeaction.models.text import Words
from takeaction.vocabulary.records import Method
from takeaction.web.poster.fitting import (
    SPACES,
    OffPoster,
    Paper,
    Unfit,
    check_again_by,
    fitted,
    poster_lines,
    svg_code,
)
from takeaction.web.poster.sheet import LONGEST_PAGE, Wording, make_poster, read_choice
from takeaction.web.visit import render_poster

HEADER = header("{id}", title="Made", publisher="The tests", licence="CC0-1.0")
LINE = """\
[[resource]]
id = "{id}"
name = "{name}"
kind = "hotline"
purposes = ["support"]
operator_kind = "{kind}"
regions = ["US"]
{more}
source = {{ title = "A page"{dated} }}
verified = {{ method = "{method}"{review} }}

"""
CALL = """\
[[resource.contacts]]
channel = "voice"
dial = "+1888555{end}"
display = "1-888-555-{end}"
hours = "24/7"
"""
TEXT = """\
[[resource.contacts]]
channel = "sms"
dial = "88850"
dial_region = "US"
display = "88850"
keyword = "HELP"
hours = "24/7"
"""
SCRIPTS = {"ar": "rtl", "en": "ltr", "hi": "ltr"}


def line(id, end="0100", *, contacts=None, **fields):
    review = fields.pop("review", "2027-05-01")
    dated = fields.pop("dated", "2026-10-01")
    values = {
        "name": f"The {id} helpline",
        "kind": "ngo",
        "more": "",
        "method": "two-sources",
        "review": f", review_by = {review}" if review else "",
        "dated": f', dated = "{dated}"' if dated else "",
        **fields,
    }
    return LINE.format(id=id, **values) + (contacts or CALL.format(end=end))


@pytest.fixture
def made(write):
    def load_made(*resources, **packs):
        files = {"made": "".join(resources), **packs}
        paths = [
            write(
                {
                    "pack.toml": HEADER.format(id=id),
                    "patches.toml" if text.startswith("[[patch]]") else "resources.toml": text,
                },
                id,
            )
            for id, text in files.items()
            if text
        ]
        return load(paths=paths, packs=[])

    return load_made


@pytest.fixture(scope="session")
def poster_of(catalog):
    def make(region="US", *languages, size="a4", page=None, among=catalog, texts=None):
        choice = read_choice(region, languages or ("en",), size, page)
        chosen = poster_lines(among, choice.region, choice.languages, AT)
        return make_poster(choice, chosen, AT, texts)

    return make


@pytest.fixture(scope="session")
def html_of(poster_of):
    return lambda *given, **how: render_poster(poster_of(*given, **how), "Poster").decode()


def numbers_in(page):
    shown = re.findall(r'<bdi dir="ltr">([+\d][\d ()-]*)</bdi>', page)
    return {re.sub(r"\D", "", number) for number in shown}


# Which numbers


def test_every_number_of_every_place_is_that_of_a_record_with_evidence(catalog, html_of):
    places = sorted({place for place, _ in catalog.coverage().pairs})
    seen = 0

    for place in places:
        chosen = poster_lines(catalog, place, ("en",), AT)
        for line_ in chosen.lines:
            for number in line_.ways:
                verified = number.verified
                assert verified.method is not Method.NONE
                assert verified.review_by is None or verified.review_by >= AT.date()
                assert number.freshness.state != "expired"
                assert number.contact in catalog.resources[number.resource.id].contacts
        if chosen.lines:
            seen += 1
            known = {way.contact.display for line_ in chosen.lines for way in line_.ways}
            emergency = emergency_numbers(place.partition("-")[0])
            digits = {re.sub(r"\D", "", number) for number in known}
            shown = numbers_in(html_of(place))
            assert shown <= digits | {emergency.main if emergency else ""}

    assert seen > 80


def test_a_number_that_may_not_hang_on_a_wall_is_left_out_with_the_reason(made):
    catalog = made(
        line("good"),
        line("unchecked", "0101", method="none"),
        line("overdue", "0102", review="2026-11-23"),
        line("old", "0103", dated="2020-01-01"),
        line("unsure", "0104", more='status = "unknown"'),
    )

    chosen = poster_lines(catalog, "US", ("en",), AT)

    assert [each.resource.id for each in chosen.lines] == ["made:good"]
    assert {each.id: each.why for each in chosen.left_out} == {
        "made:unchecked": Unfit.NO_EVIDENCE,
        "made:overdue": Unfit.OVERDUE,
        "made:old": Unfit.OUT_OF_DATE,
        "made:unsure": Unfit.UNSURE,
    }


def test_a_check_is_overdue_on_the_day_after_it_was_due_and_not_before(made):
    catalog = made(line("good", review=AT.date().isoformat()))

    assert poster_lines(catalog, "US", ("en",), AT).lines
    assert not poster_lines(catalog, "US", ("en",), AT.replace(day=AT.day + 1)).lines


def test_a_number_that_needs_a_warning_beside_it_is_left_out(made):
    catalog = made(
        line("line", name="The Line"),
        line("other", "0177", name="Somebody listens"),
        twin=line("line", "0109", name="The Line"),
        more="[[patch]]\ntarget = 'made:other'\nreason = 'R.'\nregions = ['CA']\n",
    )

    in_us = poster_lines(catalog, "US", ("en",), AT)
    in_canada = poster_lines(catalog, "CA", ("en",), AT)

    assert [each.resource.id for each in in_us.lines] == ["made:other"]
    assert {each.why for each in in_us.left_out} == {Unfit.ALIKE}
    assert in_canada.lines == ()
    assert in_canada.left_out == (OffPoster("made:other", "voice", Unfit.CLAIMED),)


def test_each_reason_has_its_words_in_every_language_of_the_pages():
    for language in LANGUAGES:
        texts = Wording((language,), {}).fine
        assert len({texts(why.text_code) for why in Unfit}) == len(Unfit)


def test_a_place_without_such_a_number_is_refused_and_told_what_to_do(made, poster_of):
    catalog = made(line("old", dated="2020-01-01"))

    with pytest.raises(QueryError) as caught:
        poster_of(among=catalog)

    assert (caught.value.code, caught.value.field) == ("query.poster", "region")
    assert "try again" in caught.value.text
    assert "verified" in caught.value.text_in("es")


def test_the_next_check_is_the_first_that_is_due_or_soon(made, poster_of):
    catalog = made(line("good", review="2027-05-01"), line("sooner", "0101", review="2027-02-03"))
    undated = made(other=line("good", review=None, dated=None))

    assert "3 February 2027" in poster_of(among=catalog).again
    poster = poster_of(among=undated)
    assert (poster.lines[0].check_by - AT.date()).days == FRESH_CONTACT_DAYS
    assert poster.lines[0].evidence == "two sources agree; date unknown."
    assert check_again_by((), datetime(2026, 1, 1, tzinfo=UTC)) == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("dated", "expected"),
    [("2026", "2026"), ("2026-09", "September 2026"), ("2026-09-03", "3 September 2026")],
)
def test_the_evidence_has_its_day_as_far_as_it_is_known(made, poster_of, dated, expected):
    catalog = made(line("good", dated=dated))

    assert poster_of(among=catalog).lines[0].evidence == f"two sources agree; dated {expected}."


# What stands beside them


def test_police_and_state_are_marked_by_word_and_by_shape(made, html_of):
    catalog = made(
        line("charity", kind="ngo"),
        line("office", "0101", kind="government"),
        line("officers", "0102", kind="police"),
    )

    page = html_of(among=catalog)

    marks = re.findall(r'<div class="p-who( \w+)?"><p [^>]*>([^<]*)', page)
    assert [(shape.strip(), words.partition(".")[0]) for shape, words in marks] == [
        ("", "An independent organisation, not the police"),
        ("state", "A government office"),
        ("police", "The police"),
    ]
    assert page.index("The police.") < page.index("1-888-555-0102</bdi>")


def test_a_line_that_is_only_for_some_says_so_once_if_nobody_translated_it(made, poster_of):
    catalog = made(line("women", more='only_for = "Women."'))

    (shown,) = poster_of("US", "es", "fr", among=catalog).lines[0].only_for

    assert shown.text == "Solo para: Women. [en]"


def test_a_number_to_text_is_scanned_to_text(made, poster_of, html_of):
    catalog = made(line("texts", contacts=TEXT))

    poster = poster_of("US", "en", among=catalog)

    (shown,) = poster.lines
    assert (shown.number, shown.code.address) == ("88850", "sms:88850")
    assert shown.code.title.text == "Scan to text"
    assert shown.facts[0].text.startswith("Text 88850 with the word HELP.")
    assert "sms" not in re.sub("<style>.*</style>", "", html_of(among=catalog), flags=re.DOTALL)


def test_a_line_to_call_names_the_number_to_text_too(made, poster_of):
    catalog = made(line("both", contacts=CALL.format(end="0100") + TEXT))

    (shown,) = poster_of("US", "en", "de", among=catalog).lines

    assert shown.code.address == "tel:+18885550100"
    assert "Or text 88850 with the word HELP." in shown.facts[0].text
    assert [words.language for words in shown.facts] == ["en", "de"]


def test_the_sheet_has_its_day_its_evidence_and_that_it_replaces_no_notice(html_of):
    page = html.unescape(html_of("GB"))

    assert "Check again by " in page
    assert "This does not replace a notice that the law requires." in page
    assert "read on the operator's own page; date unknown." in page
    assert "trafficking" not in re.search("<title>(.*?)</title>", page)[1]
    assert "sign" not in re.sub("<style>.*</style>", "", page, flags=re.DOTALL)


@pytest.mark.parametrize("size", list(Paper))
def test_strips_have_the_number_and_nothing_else(html_of, size):
    page = html_of("GB", size=size)

    strips = re.search(r'<ul class="p-strips[^>]*>(.*?)</ul>', page)[1]
    only = '<li><bdi dir="ltr">08000 121 700</bdi></li>'
    assert strips == only * SPACES[size].strips


@pytest.mark.parametrize(
    ("end", "style"), [("+1 888 555 0100 200", "longest"), ("1234567", "short")]
)
def test_a_long_number_is_written_smaller_on_a_strip(poster_of, end, style):
    poster = poster_of("GB")
    first = attrs.evolve(poster.lines[0], number=end)

    changed = attrs.evolve(poster, lines=(first,))

    assert changed.strip_style == style
    assert first.number_style == ("long" if style == "longest" else "short")
    assert poster.strip_style == "long"


def test_cards_are_read_aloud_once(html_of):
    page = html_of("US", size="wallet")

    assert page.count('<div class="p-card"') == 8
    assert page.count('aria-hidden="true"') == 7


def test_the_file_needs_nothing_else(html_of):
    page = html_of("US", page="https://example.org/talk")

    assert page.startswith("<!doctype html>\n")
    for banned in ("<script", "<link", "<img", "url(", "@import", "src=", "http:"):
        assert banned not in page
    assert set(re.findall(r"https://[^\"<\s]*", page)) == set()
    assert "example.org/talk" in page


def test_markup_of_a_pack_is_text_on_a_poster(made, html_of):
    catalog = made(line("odd", name="A <b>bold</b> & line {{ 7 * 7 }}"))

    page = html_of(among=catalog)

    assert "A &lt;b&gt;bold&lt;/b&gt; &amp; line {{ 7 * 7 }}" in page
    assert "<b>" not in page


def test_a_page_has_its_code_and_its_address(poster_of):
    poster = poster_of("US", "es", page="https://example.org/talk")

    assert poster.page.address == "https://example.org/talk"
    assert poster.page.title.text == "Escanee para leer más"
    assert poster_of("US", "ar", page="https://example.org/talk").page.title.language == "ar"


def test_a_code_has_no_size_of_its_own_and_an_escaped_title():
    svg = svg_code("tel:999", 'A "title" < & more')

    assert "viewBox=" in svg
    assert not re.search(r"\b(width|height)=", svg)
    assert "<title>A " in svg
    assert "< &" not in svg


# Languages


@pytest.mark.parametrize("language", [*LANGUAGES, *FIRST_LANGUAGES])
def test_a_poster_is_there_in_every_language_that_the_library_has_words_in(poster_of, language):
    poster = poster_of("US", language)

    first = poster.headings[0]
    assert (poster.language, first.language) == (language, language)
    assert poster.lines[0].who[0].language == language
    assert poster.emergency[0].language == language
    assert poster.lines[0].code.title.language == language


def test_another_language_has_english_sentences(poster_of):
    poster = poster_of("US", "th", "en")

    assert [words.language for words in poster.headings] == ["en"]


def test_a_sentence_nobody_reviewed_has_its_english_beneath_once(poster_of):
    alone, both = poster_of("US", "ar"), poster_of("US", "ar", "en")

    assert [words.language for words in alone.lines[0].who] == ["ar", "en"]
    assert [words.language for words in both.lines[0].who] == ["ar", "en"]
    assert [words.language for words in alone.emergency] == ["ar", "en"]
    assert len(both.emergency) == 2


def test_each_sentence_has_its_language_and_direction_and_digits_stay_in_order(html_of):
    page = html_of("US", "ar", "en", "hi")

    assert '<html lang="ar" dir="rtl">' in page
    for language, direction in re.findall(r'lang="([^"]+)" dir="([^"]+)"', page):
        assert direction == SCRIPTS[language]
    for number in re.findall(r"(?<![\w-])\d-\d{3}-\d{3}-\d{4}", page):
        assert f'<bdi dir="ltr">{number}</bdi>' in page


def test_a_host_may_say_it_in_its_own_words(poster_of):
    texts = {"en": {"poster.heading": "Talk to us."}}

    assert poster_of("US", "en", texts=texts).headings[0].text == "Talk to us."


# Choices


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"region": "Nowhere at all"}, "word.unknown", "region"),
        ({"languages": ("??",)}, "query.languages", "languages"),
        ({"languages": ("xx",)}, "query.languages", "languages"),
        ({"languages": ("en", "es", "fr", "de")}, "query.length", "languages"),
        ({"size": "a3"}, "word.unknown", "size"),
        ({"page": "http://example.org/talk"}, "query.page", "page"),
        ({"page": "https://127.0.0.1/"}, "query.page", "page"),
        ({"page": "javascript:alert(1)"}, "query.page", "page"),
        ({"page": "https://example.org/\u202egro.evil"}, "query.page", "page"),
        ({"page": "https://example.org/\u200b"}, "query.page", "page"),
        ({"page": "https://example.org/\x1b[2J"}, "query.page", "page"),
        ({"page": f"https://example.org/{'a' * LONGEST_PAGE}"}, "query.page", "page"),
    ],
)
def test_a_wrong_choice_is_refused_without_repeating_it(given, code, field):
    choice = {"region": "US", "languages": ("en",), "size": "a4", **given}

    with pytest.raises(QueryError) as caught:
        read_choice(**choice)

    assert (caught.value.code, caught.value.field) == (code, field)
    assert str(next(iter(given.values()))) not in str(caught.value)


def test_all_wrong_choices_are_said_at_once():
    with pytest.raises(QueryErrors) as caught:
        read_choice("Nowhere", ("??",), "a3", "ftp://x")

    assert [error.field for error in caught.value.errors] == [
        "region",
        "languages",
        "size",
        "page",
    ]


def test_a_size_has_a_nearest_word():
    with pytest.raises(UnknownWordError) as caught:
        read_choice("US", ("en",), "lettre")

    assert caught.value.nearest == ("letter",)
    assert read_choice("US", ("en", "EN"), " A4 ").paper is Paper.A4


# Room


def test_more_words_make_smaller_letters_then_fewer_lines_then_fewer_facts(poster_of):
    poster = poster_of("GB")
    long = Words("Somebody answers here. " * 60, "en")

    fuller = fitted(
        attrs.evolve(poster, lines=tuple(attrs.evolve(each, who=(long,)) for each in poster.lines))
    )
    fullest = attrs.evolve(poster.lines[0], who=(long,) * 9)

    assert len(poster.lines) == 3
    assert len(fuller.lines) == 1
    assert fitted(attrs.evolve(poster, lines=(fullest,) * 2)).density == "tiny"
    assert fitted(attrs.evolve(poster, lines=poster.lines[:1])).density == "grand"


@pytest.mark.parametrize("size", list(Paper))
def test_each_paper_has_room_for_three_languages_and_a_page(poster_of, size):
    for languages in [("zh", "hi", "en"), ("fr", "es", "ar")]:
        poster = poster_of("US", *languages, size=size, page="https://example.org/" + "a" * 70)

        assert poster.lines
        assert poster.density != "grand"


# The page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_asks_for_a_place_languages_and_a_size(visit, language):
    response = visit("/poster", query=f"language={language}")

    page = response.body.decode()
    assert response.status == 200
    assert "/poster.css" in page
    assert "<script" not in page
    assert page.count('name="language"') == len(LANGUAGES) + len(FIRST_LANGUAGES)
    assert f'value="{language}" checked' in page
    assert 'class="poster ' not in page


def test_the_page_shows_the_poster_that_will_be_printed(visit):
    response = visit("/poster", query="region=US&language=en&language=es&size=letter")

    page = response.body.decode()
    assert '<section class="poster letter ' in page
    assert "1-888-373-7888" in page
    assert "us-hotline:us-image-abuse</bdi>: its evidence is out of date" in page
    assert "style=" not in page


def test_the_page_says_so_where_no_number_may_be_printed(visit):
    page = visit("/poster", query="region=AO&language=es").body.decode()

    assert 'role="alert">Ningún número de este lugar' in page
    assert 'class="poster ' not in page


@pytest.mark.parametrize("query", ["region=Nowhere", "region=US&size=a3", "region=US&language=xx"])
def test_the_page_refuses_what_its_form_does_not_send(visit, query):
    response = visit("/poster", query=query)

    assert response.status == 400
    assert "Nowhere" not in response.body.decode()


def test_every_page_leads_to_it_and_its_style_is_served(visit):
    assert 'href="/poster"' in visit("/").body.decode()
    style = visit("/poster.css")
    assert (style.status, dict(style.headers)["content-type"]) == (200, "text/css; charset=utf-8")
