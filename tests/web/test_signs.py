"""The checklist of signs: a few at a time, left at any time, and nothing in an address."""

import re

import pytest
from tests.web.conftest import AT
from tests.web.test_pages import WORD, text_of

from takeaction import assess
from takeaction.core_data import LANGUAGES, messages
from takeaction.vocabulary.signs import Concern

PAPERS = "unodc-indicators:documents-held-by-someone-else"
ABOUT = {"about": "other", "region": "GB"}


def fields_of(response):
    """Return the hidden fields of a page's form, as a browser sends them."""
    form = response.body.decode().partition('action="/signs"')[2].partition("</form>")[0]
    pairs = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: [value for key, value in pairs if key == name] for name, _ in pairs}


def signs_of(response):
    """Return the ids of the signs that a page asks about."""
    return re.findall(r'name="sign" value="([^"]+)"', response.body.decode())


def test_first_the_page_asks_who_it_is_about_and_for_a_few_words(visit):
    """Nobody is chosen, and no word is needed."""
    body = visit("/signs").body.decode()

    assert re.findall(r'name="about" value="(\w+)"', body) == ["other", "self"]
    assert "What have you noticed?" in body
    assert 'method="post" action="/signs"' in body
    assert not re.search(r"checked|<form method=\"get\"", body)


def test_six_signs_stand_on_a_page_and_none_is_ticked(visit):
    """Each page has both ways on: more signs, and the answer."""
    first = visit("/signs", {**ABOUT, "step": "next"})
    second = visit("/signs", {**fields_of(first), "step": "next"})

    assert len(signs_of(first)) == len(signs_of(second)) == 6
    assert not set(signs_of(first)) & set(signs_of(second))
    for page in (first, second):
        assert "checked" not in page.body.decode()
        assert 'value="next"' in page.body.decode()
        assert 'value="answer"' in page.body.decode()


def test_own_words_bring_their_signs_first_and_are_not_repeated(visit):
    """None of them is ticked: it is a guess."""
    words = f"they keep her passport and beat her {WORD}"
    page = visit("/signs", {**ABOUT, "q": words, "step": "next"})
    body = page.body.decode()

    assert "papers" in body.partition("<label>")[2].partition("</label>")[0]
    assert len(signs_of(page)) <= 8
    assert "checked" not in body
    assert WORD not in body


def test_the_list_ends_with_the_answer(visit):
    """Whoever goes on to the end reads it, with all that was ticked on the way."""
    page = visit("/signs", {**ABOUT, "step": "next"})
    pages = 0
    while signs_of(page):
        ticked = [id for id in signs_of(page) if id.endswith("wages-withheld")]
        page = visit("/signs", {**fields_of(page), "sign": ticked, "step": "next"})
        pages += 1

    assert 3 < pages < 20
    assert "What to do" in text_of(page)


def test_what_was_ticked_is_not_asked_again(visit, catalog):
    """Nor is another sign of the same kind."""
    page = visit("/signs", {**ABOUT, "sign": [PAPERS], "step": "next"})
    concept = catalog.indicators[PAPERS].concept

    assert signs_of(page)
    assert concept not in {catalog.indicators[id].concept for id in signs_of(page)}
    assert fields_of(page)["seen"] == [PAPERS]


def test_see_my_answer_leaves_the_list_at_once(visit, catalog):
    """The answer is that of the library: level, steps and reasons."""
    page = visit("/signs", {**ABOUT, "sign": [PAPERS], "step": "answer"})
    expected = assess(catalog, [PAPERS], region="GB", at=AT)
    body, shown = page.body.decode(), " ".join(text_of(page).split())

    assert all(str(step.text) in shown for step in expected.steps)
    assert '<p class="kick"><b><span lang="en" dir="ltr">Some concern</span></b></p>' in body
    assert '<h1><span lang="en" dir="ltr">It would be wise to ask a helpline</span></h1>' in body
    assert body.index("<h1>") < body.index("tel:08000121700") < body.index('class="steps"')
    assert "<details><summary>Why we say this" in body
    assert "A call or text may show on the phone bill." in shown
    assert str(expected.disclaimer) in shown


def test_nothing_ticked_is_an_answer_too(visit):
    """It doesn't mean that all is well."""
    shown = text_of(visit("/signs", {**ABOUT, "step": "answer"}))

    assert "That doesn't mean all is well" in shown
    assert "Why we say this" not in shown


def test_about_oneself_the_words_speak_to_the_reader(visit):
    """The signs, and what to do."""
    page = visit("/signs", {"about": "self", "step": "next"})
    answer = visit("/signs", {"about": "self", "sign": [PAPERS], "step": "answer"})

    assert "Is any of this happening to you?" in text_of(page)
    assert "you" in text_of(page).partition("Tick what fits")[2].casefold()
    assert "You can call or message a helpline" in text_of(answer)


def test_age_and_work_count(visit):
    """A child is owed more help, and a teacher has other steps than a neighbour."""
    child = {**ABOUT, "age": "child", "work": "education", "sign": [PAPERS]}
    shown = text_of(visit("/signs", {**child, "step": "answer"}))
    fields = fields_of(visit("/signs", {**child, "step": "next"}))

    assert "safeguarding" in shown
    assert (fields["age"], fields["work"], fields["region"]) == (["child"], ["education"], ["GB"])


@pytest.fixture
def danger(catalog):
    """Return the id of a sign of danger."""
    return next(id for id, sign in catalog.indicators.items() if sign.immediate_danger)


def test_a_sign_of_danger_ends_the_list(visit, danger):
    """Help comes before more questions."""
    page = visit("/signs", {**ABOUT, "sign": [danger], "step": "next"})

    assert not signs_of(page)
    assert "Is any of this over now?" in text_of(page)


def test_a_danger_that_is_over_lowers_the_alarm_and_lets_the_list_go_on(visit, danger):
    """The sign still counts, and the list remembers that it is over."""
    answer = visit("/signs", {**ABOUT, "seen": danger, "past": danger, "step": "answer"})
    going_on = visit("/signs", {**ABOUT, "sign": danger, "past": danger, "step": "next"})

    assert f'name="past" value="{danger}" checked' in answer.body.decode()
    assert signs_of(going_on)
    assert fields_of(going_on)["past"] == [danger]


def test_what_is_no_sign_is_explained_before_anything_else(visit, catalog):
    """Who or where somebody is says nothing, and there is no word of danger above."""
    context = next(id for id, sign in catalog.indicators.items() if sign.element == "context")
    page = visit("/signs", {**ABOUT, "sign": [context], "step": "answer"})
    body = page.body.decode()

    assert 'class="danger"' not in body
    assert "What we didn't count" in text_of(page)


def test_signs_that_nobody_offers_are_left_out(visit):
    """A made-up sign, age, work or step changes nothing and is not repeated."""
    form = {"about": "self", "sign": [WORD], "seen": WORD, "shown": WORD, "past": WORD}
    for more in ({}, {"step": WORD}, {"step": "answer"}, {"age": WORD, "work": WORD}):
        response = visit("/signs", {**form, **more})

        assert response.status == 200
        assert WORD not in response.body.decode()
    assert "Who is it about?" in text_of(visit("/signs", {"about": WORD}))


def test_nothing_of_it_may_be_in_an_address(visit):
    """Not even who it is about."""
    assert visit("/signs", query="about=self").status == 400
    page = visit("/signs", {**ABOUT, "sign": [PAPERS], "step": "answer"}).body.decode()

    assert not re.search(r'(?:href|action)="[^"]*(?:about=|sign=|seen=|documents)', page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", Concern)
def test_each_level_has_advice_behind_it(language, level):
    """The heading is the second half of its text, so each has two."""
    level_, stop, advice = messages(language)[f"level.{level}"].rstrip(".").partition(". ")

    assert (bool(level_), stop, bool(advice)) == (True, ". ", True)


def test_the_box_leads_to_its_signs_in_one_step(visit):
    """The likely signs of an answer can be ticked there, and none is."""
    words = {"q": "is it a sign if they keep her passport", "region": "US"}
    page = visit("/answer", words)
    fields = fields_of(page)
    answer = visit("/signs", {**fields, "sign": signs_of(page)[:1], "step": "answer"})

    assert 1 <= len(signs_of(page)) <= 8
    assert "checked" not in page.body.decode()
    assert "1-888-373-7888" in text_of(answer)
