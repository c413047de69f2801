"""What a page shows of the answers: one number in its sentence, shared facts once, real names."""

import html
import re

import pytest
from tests.web.conftest import AT
from tests.web.test_pages import GONE, HEADER, text_of

from takeaction import load
from takeaction.models.record import page_name
from takeaction.views.contact_lines import day_in_words
from takeaction.web import Request, handle


@pytest.mark.parametrize(
    ("day", "english", "spanish"),
    [
        ("2024-12-11", "11 December 2024", "11 de diciembre de 2024"),
        ("2024-12", "December 2024", "diciembre de 2024"),
        ("2024", "2024", "2024"),
        ("2024-13-77", "2024-13-77", "2024-13-77"),
    ],
)
def test_a_date_reads_as_people_say_it(day, english, spanish):
    assert [day_in_words(day, language) for language in ("en", "es")] == [english, spanish]


def test_the_number_for_danger_is_said_once(visit):
    body = visit("/help", query="region=GB").body.decode()
    strip = body[body.index('class="danger"') : body.index("</div>", body.index('class="danger"'))]

    assert strip.count(">999<") == 1
    assert re.search(
        r'call <a href="tel:999"><bdi dir="ltr">999</bdi></a> \(United Kingdom\)', strip
    )


def test_hours_that_all_ways_share_are_said_once(visit):
    body = visit("/help", query="region=US").body.decode()
    first, _, _ = body[body.index('class="line s"') :].partition('class="src"')

    assert first.count("Open now, day and night") == 1
    assert first.count('class="num"') == 1


def test_pages_where_nobody_answers_do_not_speak_of_hanging_up(visit):
    assert "You can hang up any time" not in text_of(visit("/help", query="region=AQ"))
    assert "You can hang up any time" in text_of(visit("/help", query="region=GB"))


def test_a_part_of_a_country_has_its_name(visit):
    shown = text_of(visit("/help", query="region=GB-SCT"))

    assert "Where: Scotland." in shown
    assert "GB-" not in shown


def test_a_chosen_language_stays(visit):
    # No cookie remembers it, so every link and form has it.
    body = visit("/help", query="region=GB&language=es").body.decode()

    assert 'href="/signs?language=es"' in visit("/", query="language=es").body.decode()
    assert 'href="/safety?language=es"' in body
    assert '<input type="hidden" name="language" value="es">' in body
    assert 'href="/help?language=fr&amp;region=GB"' in body


def test_after_a_form_another_language_keeps_what_was_said(visit):
    body = visit("/answer", {"q": "my husband hits me", "region": "GB"}).body.decode()
    form = body[body.index('<form id="languages"') :]
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    fields = {name: html.unescape(value) for name, value in fields.items()}

    french = visit("/help", {**fields, "language": "fr"}).body.decode()

    assert fields["region"] == "GB"
    assert 'href="/?language=fr"' in visit("/answer", {"q": "fair coffee"}).body.decode()
    assert "Royaume-Uni" in french
    assert "Karma Nirvana" in french


def test_a_worry_gets_help_fewer_actions_and_no_points(visit):
    form = {"minutes": "30", "region": "US"}
    usual = visit("/actions", form).body.decode()
    worried = visit("/actions", form | {"concern": "self"}).body.decode()

    assert (usual.count('class="time"'), worried.count('class="time"')) == (5, 3)
    assert ("data-leave" in usual, "data-leave" in worried) == (False, True)
    assert (" points" in usual, " points" in worried) == (True, False)
    assert "tel:911" in worried


def test_goods_are_listed_by_reason_with_their_countries(visit):
    shown = text_of(visit("/shop", {"good": "chocolate"}))

    assert shown.index("What you can do") < shown.index("Where the risk is known")
    assert "Ivoire, Nigeria" in shown
    assert shown.count("No label shows that a product has no forced labour in it") == 1
    assert "Listing(" not in shown


def test_goods_that_left_a_list_are_said_to_have(visit):
    body = text_of(visit("/shop", {"good": "uzbek cotton"}))

    assert "nce listed" in body or "Cotton" in body


def test_a_country_without_a_rating_says_so(visit):
    assert "We have no rating" in text_of(visit("/shop", {"country": "AQ"}))


def test_a_list_without_ticks_is_no_mistake(visit):
    shown = visit("/signs", {"about": "self", "region": "GB", "step": "answer"}).body.decode()

    assert 'href="tel:' in shown
    assert "You haven" not in shown


@pytest.mark.parametrize(
    ("region", "link"), [("GB", 'href="tel:08000121700"'), ("AQ", "A web page")]
)
def test_every_answer_ends_with_a_way_to_help(visit, region, link):
    body = visit("/answer", {"q": "is this chocolate slave free", "region": region}).body.decode()

    assert link in body[body.index("If you need help, or someone you know does") :]


@pytest.mark.parametrize("words", ["zqxw", "zqxw " * 500], ids=["short", "long"])
def test_words_that_were_not_understood_lead_to_a_question_back(visit, words):
    body = visit("/answer", {"q": words, "region": "GB"}).body.decode()
    spanish = visit("/answer", {"q": words, "region": "GB", "language": "es"}).body.decode()

    assert re.search("<h1[^>]*>I didn&#x27;t understand", body)
    assert body.index('href="/signs"') < body.index('href="tel:08000121700"')
    assert '<p><span class="orig" lang="en" dir="ltr">I didn&#x27;t understand' in spanish


def test_what_follows_from_the_signs_is_the_heading(visit):
    sign = "ilo-indicators:ilo-op-dest-documents-taken"
    form = {"about": "other", "region": "GB", "step": "answer"}
    some = visit("/signs", {**form, "sign": [sign]}).body.decode()
    unsure = visit("/signs", {**form, "sign": ["no:such"]}).body.decode()

    assert re.search(r"<h1>Some concern. It would be wise", some)
    assert re.search(r"<h1>We can&#x27;t tell", unsure)


def test_who_a_worry_is_about_is_in_no_address(visit):
    # An address that says it is refused: it would stay in the history.
    assert visit("/signs", query="about=self").status == 400


def test_a_retired_line_says_so_and_has_no_ways(site, write):
    catalog = load(paths=[write({"pack.toml": HEADER, "resources.toml": GONE})], packs=[])

    body = handle(catalog, site, Request(path="/record/gone:line"), AT).body.decode()

    assert "num" not in re.findall(r'class="(\w+)', body)
    assert "It&#x27;s gone." in body


def test_every_record_has_its_page(catalog, site):
    records = [*catalog.actions, *catalog.resources, *catalog.indicators, *catalog.goods]
    records += [*catalog.vendors, *catalog.labels, *catalog.ratings]

    for id in records[:: max(1, len(records) // 120)]:
        assert handle(catalog, site, Request(path=f"/record/{page_name(id)}"), AT).status == 200
