"""The checklist of signs: a question at a time, left at any time, and nothing in an address."""

import re

import pytest
from tests.web.conftest import AT
from tests.web.test_pages import WORD, text_of

from takeaction import assess

PAPERS = "unodc-indicators:documents-held-by-someone-else"
ABOUT = {"about": "other", "region": "GB"}


def fields_of(response):
    form = response.body.decode().partition('action="/signs"')[2].partition("</form>")[0]
    pairs = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: [value for key, value in pairs if key == name] for name, _ in pairs}


def question_of(response):
    found = re.findall(r'name="asked" value="([^"]+)"', response.body.decode())
    return found[0] if found else None


def ticks_of(response):
    return re.findall(r'name="sign" value="([^"]+)"', response.body.decode())


@pytest.fixture
def reply(visit):
    def answer(page, fits=None, step="next"):
        chosen = {} if fits is None else {"fits": fits}
        return visit("/signs", {**fields_of(page), **chosen, "step": step})

    return answer


def test_first_the_page_asks_who_it_is_about_and_for_a_few_words(visit):
    body = visit("/signs").body.decode()

    assert re.findall(r'name="about" value="(\w+)"', body) == ["other", "self"]
    assert "What have you noticed?" in body
    assert 'method="post" action="/signs"' in body
    assert not re.search(r"checked|<form method=\"get\"", body)


def test_a_page_asks_about_one_sign_and_chooses_no_answer(visit, reply):
    first = visit("/signs", {**ABOUT, "step": "next"})
    second = reply(first)

    assert question_of(first) != question_of(second)
    for number, page in enumerate((first, second), 1):
        body = page.body.decode()
        assert f"Question {number} of up to 8" in body
        assert re.findall(r'name="fits" value="(\w+)"', body) == ["now", "past", "no", "unknown"]
        assert "checked" not in body
        assert 'value="next"' in body
        assert 'value="answer"' in body


def test_own_words_bring_their_signs_first_and_are_not_repeated(visit, reply):
    # It is a guess, so each is a question like the others.
    words = f"they keep her passport and beat her {WORD}"
    page = visit("/signs", {**ABOUT, "q": words, "step": "next"})
    later = reply(page)

    assert "papers" in page.body.decode().partition("<h1>")[2].partition("</h1>")[0]
    assert question_of(later) in fields_of(page)["likely"][0].split()
    assert WORD not in page.body.decode() + later.body.decode()


@pytest.mark.parametrize("about", ["self", "other"])
def test_eight_questions_come_before_an_answer_and_are_about_different_things(
    visit, reply, catalog, about
):
    page = visit("/signs", {"about": about, "region": "GB", "step": "next"})
    asked = []
    while id := question_of(page):
        asked.append(id)
        page = reply(page, "no")
    elements = {catalog.indicators[id].element for id in asked}
    further = reply(page)

    assert len(asked) == len({*asked}) == 8
    assert {"means", "purpose"} <= elements
    assert "What to do" in text_of(page)
    assert "Question 9 of up to 16" in further.body.decode()
    assert question_of(further) not in asked


def test_whoever_goes_on_comes_to_the_end_of_the_list(visit, reply):
    page = visit("/signs", {**ABOUT, "step": "next"})
    asked = []
    while 'value="next"' in page.body.decode():
        asked += [id for id in [question_of(page)] if id]
        page = reply(page, "unknown" if len(asked) % 3 else "now")
        assert len(asked) < 80

    assert len(asked) == len({*asked}) > 8
    assert "What to do" in text_of(page)


def test_the_questions_are_those_that_would_change_the_answer(visit, reply, catalog):
    # Where no further one would, the answer comes at once.
    page = visit("/signs", {**ABOUT, "age": "child", "step": "next"})
    asked = 0
    while question_of(page):
        asked += 1
        danger = catalog.indicators[question_of(page)].immediate_danger
        page = reply(page, "past" if danger else "now")

    assert 1 < asked < 8
    assert "Strong concern" in text_of(page)


@pytest.mark.parametrize(
    ("fits", "field"), [("now", "seen"), ("past", "past"), ("no", "absent"), ("unknown", "shown")]
)
def test_each_answer_travels_on(visit, reply, fits, field):
    words = {**ABOUT, "q": "they keep her passport", "step": "next"}
    first = visit("/signs", words)
    id = question_of(first)
    fields = fields_of(reply(first, fits))

    assert fields[field] == [id]
    assert fields["shown"] == [id]
    assert ("seen" in fields) is (fits in {"now", "past"})


def test_a_question_without_an_answer_is_one_that_nobody_can_answer(visit, reply):
    fields = fields_of(reply(visit("/signs", {**ABOUT, "step": "next"})))

    assert not {"seen", "absent", "past"} & fields.keys()


def test_back_asks_the_last_question_again_and_forgets_its_answer(visit, reply):
    first = visit("/signs", {**ABOUT, "step": "next"})
    second = reply(first, "no")
    back = reply(second, "now", step="back")
    again = reply(back, "no")

    assert 'value="back"' not in first.body.decode()
    assert question_of(back) == question_of(first)
    assert not {"seen", "absent", "shown"} & fields_of(back).keys()
    assert question_of(again) == question_of(second)


def test_back_from_the_answer_leads_to_its_last_question(visit, reply):
    first = visit("/signs", {**ABOUT, "step": "next"})
    second = reply(first, "no")
    answer = reply(second, "now", step="answer")
    back = reply(answer, step="back")

    assert "What to do" in text_of(answer)
    assert question_of(back) == question_of(second)
    assert fields_of(back)["absent"] == [question_of(first)]
    assert "seen" not in fields_of(back)


def test_a_sign_is_not_asked_again_nor_another_that_means_the_same(visit, catalog):
    concept = catalog.indicators[PAPERS].concept
    for field in ("sign", "seen", "shown", "absent"):
        form = {**ABOUT, field: [PAPERS], "shown": [PAPERS], "step": "next"}
        page = visit("/signs", form)

        assert question_of(page)
        assert catalog.indicators[question_of(page)].concept != concept


def test_see_my_answer_leaves_the_list_at_once(visit, catalog):
    page = visit("/signs", {**ABOUT, "sign": [PAPERS], "step": "answer"})
    expected = assess(catalog, [PAPERS], region="GB", at=AT)
    body, shown = page.body.decode(), " ".join(text_of(page).split())

    assert all(str(step.text) in shown for step in expected.steps)
    assert f"<h1>{expected.summary}</h1>" in body
    assert body.index("<h1>") < body.index("tel:08000121700") < body.index('class="steps"')
    assert "<details><summary>Why we say this" in body
    assert "A call or text may show on the phone bill." in shown
    assert str(expected.disclaimer) in shown


def test_nothing_ticked_is_an_answer_too(visit):
    shown = text_of(visit("/signs", {**ABOUT, "step": "answer"}))

    assert "That doesn't mean all is well" in shown
    assert "Why we say this" not in shown


def test_about_oneself_the_words_speak_to_the_reader(visit):
    page = visit("/signs", {"about": "self", "step": "next"})
    answer = visit("/signs", {"about": "self", "sign": [PAPERS], "step": "answer"})

    assert "Does this fit what is happening to you?" in text_of(page)
    assert re.search(r"\b[Yy]our?\b", page.body.decode().partition("<h1>")[2].partition("</h1>")[0])
    assert "You can call or message a helpline" in text_of(answer)


def test_age_and_work_count(visit):
    child = {**ABOUT, "age": "child", "work": "education", "sign": [PAPERS]}
    shown = text_of(visit("/signs", {**child, "step": "answer"}))
    fields = fields_of(visit("/signs", {**child, "step": "next"}))

    assert "safeguarding" in shown
    assert (fields["age"], fields["work"], fields["region"]) == (["child"], ["education"], ["GB"])


@pytest.fixture
def danger(catalog):
    return next(id for id, sign in catalog.indicators.items() if sign.immediate_danger)


def test_a_sign_of_danger_ends_the_questions(visit, danger):
    for form in ({"sign": [danger]}, {"asked": danger, "fits": "now"}):
        page = visit("/signs", {**ABOUT, **form, "step": "next"})

        assert not question_of(page)
        assert "Is any of this over now?" in text_of(page)


def test_a_danger_that_is_over_lowers_the_alarm_and_lets_the_questions_go_on(visit, danger):
    answer = visit("/signs", {**ABOUT, "seen": danger, "past": danger, "step": "answer"})

    assert f'name="past" value="{danger}" checked' in answer.body.decode()
    for form in ({"sign": danger, "past": danger}, {"asked": danger, "fits": "past"}):
        going_on = visit("/signs", {**ABOUT, **form, "step": "next"})
        assert question_of(going_on)
        assert fields_of(going_on)["past"] == [danger]


def test_what_is_over_counts_as_over(visit, catalog, danger):
    form = {**ABOUT, "seen": f"{danger} {PAPERS}", "past": PAPERS, "step": "answer"}
    page = visit("/signs", form)
    expected = assess(catalog, [danger, PAPERS], when={PAPERS: "past"}, region="GB", at=AT)

    assert str(expected.steps[-1].text) in " ".join(text_of(page).split())
    assert fields_of(page)["past"] == [PAPERS]
    assert f'type="checkbox" autocomplete="off" name="past" value="{danger}"' in page.body.decode()


def test_what_is_no_sign_is_explained_before_anything_else(visit, catalog):
    context = next(id for id, sign in catalog.indicators.items() if sign.element == "context")
    page = visit("/signs", {**ABOUT, "sign": [context], "step": "answer"})
    body = page.body.decode()

    assert 'class="danger"' not in body
    assert "Not counted" in text_of(page)


def test_signs_that_nobody_offers_are_left_out(visit):
    form = {"about": "self", "sign": [WORD], "asked": WORD, "likely": WORD}
    form |= dict.fromkeys(("seen", "shown", "past", "absent"), WORD)
    steps = ({}, {"step": WORD}, {"step": "answer"}, {"step": "back"}, {"fits": WORD})
    for more in (*steps, {"age": WORD, "work": WORD}):
        response = visit("/signs", {**form, **more})

        assert response.status == 200
        assert WORD not in response.body.decode()
    assert "Who is it about?" in text_of(visit("/signs", {"about": WORD}))


def test_nothing_of_it_may_be_in_an_address(visit):
    assert visit("/signs", query="about=self").status == 400
    page = visit("/signs", {**ABOUT, "sign": [PAPERS], "step": "answer"}).body.decode()

    assert not re.search(r'(?:href|action)="[^"]*(?:about=|sign=|seen=|documents)', page)


def test_the_box_leads_to_its_signs_in_one_step(visit):
    words = {"q": "is it a sign if they keep her passport", "region": "US"}
    page = visit("/answer", words)
    fields = fields_of(page)
    answer = visit("/signs", {**fields, "sign": ticks_of(page)[:1], "step": "answer"})

    assert 1 <= len(ticks_of(page)) <= 8
    assert not re.search("<input[^>]* checked", page.body.decode())
    assert "1-888-373-7888" in text_of(answer)
