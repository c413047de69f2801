"""The pages of the finder: help first, nothing repeated or kept, and whole without a script."""

import html
import re

import make
import pytest
from tests.web.conftest import AT, FORM

from takeaction import About, HelpQuery, find_help, load
from takeaction.models.record import page_name
from takeaction.web import Request, Site, handle
from takeaction.web.handling import PAGES

HEADER = make.header("gone", title="Gone", publisher="The tests", licence="CC0-1.0")
GONE = """\
[[resource]]
id = "line"
name = "A line"
kind = "hotline"
status = "retired"
note = "It closed."
regions = ["US"]
source = { title = "A page" }
verified = { method = "called" }

[[resource.contacts]]
channel = "voice"
dial = "+18885550100"
display = "1-888-555-0100"
"""

ADDRESSES = [path for path in PAGES if path != "/answer"]  # a form leads there, and no address
WORD = "zqxwvut"


def text_of(response):
    return html.unescape(re.sub(r"<[^>]+>", " ", response.body.decode()))


@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize("path", ADDRESSES)
def test_every_page_is_there_in_every_language(visit, path, language):
    response = visit(path, query=f"language={language}")

    body = response.body.decode()
    assert response.status == 200
    assert f'<html lang="{language}">' in body
    assert "trafficking" not in re.search("<title>(.*?)</title>", body)[1].casefold()


@pytest.mark.parametrize("path", ADDRESSES)
def test_no_page_keeps_sends_or_runs_anything(visit, path):
    response = visit(path)
    headers, body = dict(response.headers), response.body.decode()

    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert (headers["cache-control"], headers["referrer-policy"]) == ("no-store", "no-referrer")
    assert "set-cookie" not in headers
    assert not re.search(r'(?:src|href)="https?://(?!www\.bbc)', body.partition("<main")[0])
    assert not re.search(r"<style|style=|onclick|<script>", body)


def test_the_first_page_is_small_and_has_one_box(visit):
    body = visit("/").body.decode()

    assert len(body) <= 30_000
    assert body.count("<textarea") == 1
    assert '<form method="post" action="/answer" autocomplete="off"' in body
    assert '<option value="GB" selected>United Kingdom</option>' in body


def test_the_name_of_the_host_and_its_contact_are_on_every_page(visit):
    for path in ADDRESSES:
        shown = text_of(visit(path))

        assert "Harbour Street" in shown
        assert "Priya Raman, 01632 960 123" in shown


def test_words_of_need_get_danger_who_answers_and_a_number_to_tap(visit):
    response = visit("/answer", {"q": f"my boss has my passport {WORD}", "region": "GB"})

    body = response.body.decode()
    order = [body.index(part) for part in ("tel:999", "not the police", 'href="tel:08000121700"')]
    assert order == sorted(order)
    assert WORD not in body
    assert all(WORD not in value for _, value in response.headers)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("what can i do in 20 minutes", "Signs are never proof"),
        ("is this chocolate slave free", "Lists name a good and a country"),
        ("going to thailand, what should i know", "A rating is one government"),
        ("what is debt bondage", "If you need help, or someone you know does"),
        ("zqxw", "I didn't understand that"),
        ("", "I didn't understand that"),
        ("is it a sign if they keep her passport", "Have you seen any of these?"),
    ],
    ids=["act", "buy", "travel", "learn", "unknown", "empty", "signs"],
)
def test_each_question_of_the_box_has_its_answer(visit, words, shown):
    response = visit("/answer", {"q": words, "region": "US"})

    assert response.status == 200
    assert shown in text_of(response)


def test_the_box_answers_in_the_language_of_the_words(visit):
    assert "tiene mi pasaporte" not in text_of(
        visit("/answer", {"q": "mi jefe tiene mi pasaporte"})
    )
    assert "Si usted u otra persona corre peligro" in text_of(
        visit("/answer", {"q": "mi jefe tiene mi pasaporte y no me deja salir", "region": "US"})
    )


def test_a_language_that_was_chosen_counts_before_that_of_the_words(visit):
    shown = text_of(visit("/answer", {"q": "ayuda", "language": "fr"}))

    assert "Si vous ou quelqu'un d'autre êtes en danger" in shown


def test_a_topic_leads_to_its_own_line(visit):
    shown = text_of(visit("/help", {"region": "US", "topic": "suicide"}))

    assert shown.index("988") < shown.index("National Human Trafficking Hotline")
    assert visit("/help", {"region": "US", "topic": "nothing"}).status == 200


def test_somebody_who_says_nothing_can_choose_what_it_is_about(visit, catalog):
    body = html.unescape(visit("/help", query="region=GB").body.decode())
    choices = re.findall(r'name="about" value="([^>]*)">([^<]+)</button>', body)

    assert len(choices) == 6
    for about, name in choices:
        shown = text_of(visit("/help", {"region": "GB", "about": about}))
        help_ = find_help(catalog, HelpQuery("GB", about=About.from_text(about)), at=AT)
        places = [shown.index(str(line.name)) for line in help_[:3]]
        assert places == sorted(places), name
        assert "What is it about?" not in shown
    assert "What is it about?" not in text_of(visit("/help"))  # the country comes first


def test_lines_of_the_state_and_the_police_are_marked(visit):
    body = visit("/help", query="region=AM").body.decode()

    assert 'class="who police">The police<' in body
    state = visit("/help", query="region=IN").body.decode()
    assert 'class="who state">A government office<' in state


def test_a_translation_that_nobody_reviewed_has_its_source_beneath(visit):
    body = visit("/help", query="region=MX&language=es").body.decode()

    assert (
        '<span class="orig" lang="en" dir="ltr">If you or someone else could be hurt right now'
        in body
    )


def test_a_host_has_words_of_its_own(catalog):
    site = Site(is_local=True, texts={"en": {"home.question": "How can <we> help?"}})
    english = handle(catalog, site, Request(), AT).body.decode()
    spanish = handle(catalog, site, Request(query="language=es"), AT).body.decode()

    assert "How can &lt;we&gt; help?" in english
    assert "What do you need" not in english
    assert "How can" not in spanish


def test_a_host_has_templates_of_its_own_that_may_extend_ours(catalog, tmp_path):
    text = '{% extends "takeaction/safety.html" %}{% block main %}Our house rules{% endblock %}'
    (tmp_path / "safety.html").write_text(text, encoding="utf-8")
    site = Site(is_local=True, templates=tmp_path)
    safety = handle(catalog, site, Request(path="/safety"), AT).body.decode()
    first = handle(catalog, site, Request(), AT).body.decode()

    assert "Our house rules" in safety
    assert "Leave this page" in safety
    assert "What do you need" in first


def test_goods_and_countries_have_their_answers(visit):
    assert "Fairtrade" in text_of(visit("/shop", {"good": "coffee"}))
    assert "no reason to stay away" in text_of(visit("/shop", {"country": "TH"}))
    assert "Shop or travel with care" in text_of(visit("/shop", {}))
    for field in ("country", "good"):
        wrong = visit("/shop", {field: WORD})
        assert (wrong.status, WORD in wrong.body.decode()) == (200, False)


def test_a_good_has_steps_before_its_lists_and_a_near_word_for_a_wrong_one(visit):
    body = visit("/shop", {"good": "coffee"}).body.decode()
    near = text_of(visit("/shop", {"good": "coffe"}))

    assert body.index("Ask the shop where") < body.index("Where the risk is known")
    assert "Listing(" not in body
    assert "Did you mean Coffee" in near


def test_without_lists_a_page_says_so(site, write):
    catalog = load(paths=[write({"pack.toml": HEADER, "resources.toml": GONE})], packs=[])
    request = Request(method="POST", path="/shop", headers=FORM, body=b"good=coffee")

    assert "No list of risky goods is installed" in text_of(handle(catalog, site, request, AT))


def test_a_record_has_its_texts_its_source_and_its_id(visit):
    shown = text_of(visit("/record/us-hotline:national-hotline"))
    action = text_of(visit("/record/community-actions:save-hotline-number"))

    assert "1-888-373-7888" in shown
    assert "us-hotline:national-hotline" in shown
    assert "Where this comes from" in shown
    assert "Keep safe" in action


def test_a_retired_resource_shows_no_number(site, write):
    catalog = load(paths=[write({"pack.toml": HEADER, "resources.toml": GONE})], packs=[])
    request = Request(path=f"/record/{page_name('gone:line')}")

    response = handle(catalog, site, request, AT)

    assert response.status == 200
    assert "1-888-555-0100" not in response.body.decode()


def test_a_page_that_is_not_here_leads_to_those_that_are(visit):
    for path in ("/nothing", "/record/no:such", f"/{WORD}"):
        response = visit(path)

        assert response.status == 404
        assert WORD not in response.body.decode()
        assert "Talk to someone" in text_of(response)


def test_every_link_begins_at_the_mount_point(visit):
    body = visit("/", root="/take-action/").body.decode()

    links = re.findall(r'(?:href|action|src)="(/[^"]*)"', body)
    assert links
    assert all(link.startswith("/take-action/") for link in links)


def test_words_that_were_not_understood_get_a_question_before_one_line(visit):
    # What would help most? Each answer is a page, and somebody to talk to is close.
    body = visit("/answer", {"q": "zqxw", "region": "GB"}).body.decode()
    order = ["<h1>", "I didn&#x27;t", "What would help most?", 'href="/signs"', "tel:0800"]
    places = [body.index(part) for part in order]

    assert places == sorted(places)
    assert body.index("tel:08000121700") < body.index(" more ways to get help")


def test_need_without_a_place_asks_where_before_pages_of_the_world(visit):
    body = visit("/answer", {"q": "my boss has my passport"}).body.decode()

    assert body.index("Where is help needed?") < body.index('class="line')
    assert '<form id="country" method="post" action="/help"' in body


def test_a_question_what_something_is_shows_what_to_read(visit):
    body = visit("/answer", {"q": "what is human trafficking?"}).body.decode()

    assert "Learn what human trafficking is" in body


def test_a_name_of_several_places_has_a_button_for_each(visit):
    body = visit("/answer", {"q": "they lock us in a flat in manchester"}).body.decode()

    assert "Which of these places do you mean?" in body
    assert body.index('name="region" value="GB-ENG"') < body.index('<form id="country"')


@pytest.mark.parametrize(
    ("words", "question", "field"),
    [
        ("what can I do", "How many minutes do you have?", 'name="minutes"'),
        ("what should I buy", "What do you want to buy?", 'name="good"'),
        ("what to know before our trip", "Which country are you going to?", 'name="country"'),
    ],
    ids=["minutes", "goods", "destination"],
)
def test_a_question_back_has_a_field_to_answer_it(visit, words, question, field):
    body = visit("/answer", {"q": words}).body.decode()

    form = body[body.index("<form") : body.index("</form>")]
    assert question in form
    assert field in form


def test_without_a_country_it_is_asked_for_before_pages_of_the_world(visit):
    body = visit("/help").body.decode()

    assert body.index("<h1>Where is help needed?</h1>") < body.index("<select")
    assert body.index("<select") < body.index('class="line')


def test_the_sentence_for_whoever_asked_stands_right_below_the_danger(visit):
    body = visit("/answer", {"q": "i want to kill myself", "region": "GB"}).body.decode()

    order = ["tel:999", "to face this alone", "<h1>", 'class="line', "for other things"]
    places = [body.index(part) for part in order]
    assert places == sorted(places)
    assert body.count('href="tel:999"') == 1


def test_a_page_on_paper_says_when_it_was_right(visit):
    page = visit("/help/GB", query="language=es").body.decode()

    assert '<span class="asof">Respuesta del 24 de noviembre de 2026, 15:00 UTC</span>' in page


def test_the_country_somebody_comes_from_is_asked_for_below_the_lines_and_travels_on(visit):
    asked = visit("/answer", {"q": "they make me scam people and i cant leave", "region": "KH"})
    body = asked.body.decode()
    known = html.unescape(re.search(r'name="about" value="([^"]*)"', body)[1])

    fields = {"about": known, "region": "KH", "home": "KE"}
    found = visit("/help", fields).body.decode()

    assert body.index('class="line') < body.index("Which country are you from?")
    assert '"home":"KE"' in html.unescape(found).replace(" ", "")
    assert visit("/help", {**fields, "home": "Kenya"}).status == 400
