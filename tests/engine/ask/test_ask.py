"""Ask: plain words in, the answer of the question out, with help first."""

import itertools
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takeaction import (
    About,
    HelpQuery,
    QueryError,
    UnknownWordError,
    ask,
    find_help,
    is_need,
    load,
)
from takeaction.core_data import messages
from takeaction.views.reply import reply_blocks
from takeaction.vocabulary.needs import NeedTopic, Sureness

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def codes(reply):
    return [message.code for message in reply.messages]


def said(reply):
    return [(slot.field, slot.value) for slot in reply.slots]


def test_a_need_gets_help_for_its_topic_first(catalog):
    reply = ask(catalog, "my husband hits me, i live in texas", at=AT)

    assert reply.intent == "need-self"
    assert reply.topics[0] == "violence-home"
    assert "domestic-violence" in reply.help[0].resource.purposes
    assert ("region", "US-TX") in said(reply)
    assert codes(reply) == ["human.violence", "reply.place"]
    assert "Texas" in reply.messages[1].text
    assert (reply.recommendations, reply.purchase, reply.destination, reply.hits) == (None,) * 4
    assert reply.question is None


def test_the_place_of_the_host_counts_before_one_in_the_text(catalog):
    reply = ask(catalog, "my boss keeps my passport in texas", region="GB", at=AT)

    assert reply.help.chain[0] == "GB"
    assert "reply.place" not in codes(reply)


def test_a_need_without_a_place_is_asked_where(catalog):
    reply = ask(catalog, "they took my passport and wont let me leave")

    assert reply.question.id == "where"
    assert reply.help.emergency.text
    assert len(reply.help) > 0


def test_a_child_gets_lines_for_children(catalog):
    reply = ask(catalog, "im 14 and my uncle touches me", region="US", at=AT)

    assert reply.writer_child
    assert not reply.help[0].resource.audience or "child" in reply.help[0].resource.audience


def test_who_cannot_talk_gets_lines_to_write_to(catalog):
    reply = ask(catalog, "he took my phone, text me not call, i am locked in", region="US", at=AT)

    assert reply.help[0].contact.channel == "sms"


def test_what_somebody_can_do_is_recommended(catalog):
    reply = ask(catalog, "i am a nurse in texas with 20 minutes, what can i do to help", at=AT)

    assert reply.intent == "act"
    assert len(reply.recommendations) == 5
    assert ("minutes", 20) in said(reply)
    assert ("role", "health-professional") in said(reply)
    assert reply.question is None


def test_how_long_somebody_has_is_asked_once(catalog):
    reply = ask(catalog, "how can i volunteer")

    assert (reply.intent, reply.question.id) == ("act", "minutes")
    assert len(reply.recommendations) > 0


def test_a_young_person_who_wants_to_help_gets_what_suits_them(catalog):
    reply = ask(catalog, "im 13 and want to do something, how can i volunteer")

    assert reply.writer_child
    assert len(reply.recommendations) > 0
    assert all("youth" in each.action.ages for each in reply.recommendations)


def test_a_purchase_is_checked(catalog):
    reply = ask(catalog, "is this chocolate slave free")

    assert reply.intent == "purchase"
    assert reply.purchase.risks
    assert ask(catalog, "which brands are ethical").question.id == "goods"


def test_a_purchase_may_say_where_it_is_sent(catalog):
    reply = ask(catalog, "fair trade coffee in mexico, which brand should i buy")

    assert ("region", "MX") in said(reply)
    assert reply.purchase is not None


def test_a_journey_gets_the_facts_of_the_country(catalog):
    reply = ask(catalog, "going on holiday in thailand, is volunteering in an orphanage ok")

    assert reply.intent == "travel"
    assert reply.destination is not None
    assert ask(catalog, "which cruise lines treat their crew well").question.id == "destination"


def test_knowledge_is_searched_for(catalog):
    reply = ask(catalog, "what is the definition of debt bondage")

    assert reply.intent == "learn"
    assert len(reply.hits) > 0


def test_likely_signs_are_offered_and_none_is_ticked(catalog):
    reply = ask(
        catalog,
        "my neighbors nanny is never allowed out of the house, they took her passport, "
        "they dont pay her, she works 16 hours a day and he hits her",
        region="US",
    )

    assert reply.intent == "need-other"
    assert 3 <= len(reply.signs) <= 8
    assert len({sign.concept for sign in reply.signs}) == len(reply.signs)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("zzz qqq", "reply.unknown"),
        ("is anyone there?", "reply.nobody_reads"),
        ("hay alguien ahi", "reply.nobody_reads"),
        ("is this confidential? my boss hits me", "reply.private"),
        ("he says he will post my nudes if i dont pay", "human.blackmail"),
        ("my sister is missing, she hasnt come home since monday", "human.missing_adult"),
        ("my maid ran away how do i find my maid", "reply.other_harm"),
    ],
    ids=["unknown", "nobody", "nadie", "private", "blackmail", "missing", "harm"],
)
def test_the_core_has_a_sentence_of_its_own(catalog, text, code):
    reply = ask(catalog, text)

    human = [said for said in codes(reply) if said.startswith("human.")]
    assert code in codes(reply)
    assert codes(reply)[: len(human)] == human
    assert len(human) <= 1
    assert not [notice for notice in reply.help.notices if notice.code.startswith("human.")]


def test_who_wants_to_harm_gets_lines_to_stop_and_no_others(catalog):
    reply = ask(catalog, "my maid ran away how do i find my maid", region="US", at=AT)

    assert reply.intent == "other-harm"
    assert reply.about.stop == "other"
    assert reply.topics == ()
    assert all("crisis" in line.resource.purposes for line in reply.help)
    assert not any(
        line.resource.purposes & {"domestic-violence", "shelter", "child", "consular"}
        for line in reply.help
    )
    assert reply.signs == ()


def test_what_was_not_understood_has_choices(catalog):
    reply = ask(catalog, "qwerty")

    assert reply.question.id == "what"
    assert [id for id, _ in reply.question.options] == ["need", "signs", "act", "purchase"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\N{WAVING HAND SIGN}",
        "\x00\x1b[2J\x07",
        "\u202eabc",
        "ลูกจ้าง",
        "hur mår du",
        "<b>hi</b>",
    ],
    ids=["empty", "blank", "emoji", "control", "right-to-left", "thai", "swedish", "html"],
)
def test_strange_input_is_answered_with_a_way_to_help(catalog, text):
    reply = ask(catalog, text)

    assert reply.help.emergency.text
    assert reply.closing.startswith("If you need help, or someone you know does: ")
    assert not reply.truncated


@pytest.mark.parametrize(
    ("length", "is_cut"), [(2_001, False), (3_000, True), (1_000_000, True)], ids=str
)
def test_of_a_long_text_the_ends_are_read(catalog, length, is_cut):
    start, end = "my boss hit me in texas. ", " he has my passport"
    text = f"{start}{'la ' * length}"[: length - len(end)] + end

    reply = ask(catalog, text)

    assert reply.truncated is is_cut
    assert reply.intent == "need-self"
    assert ("label.only_ends" in codes(reply)) is is_cut
    assert ("region", "US-TX") in said(reply)


def test_a_slot_near_the_end_of_a_long_text_has_its_own_place(catalog):
    text = "they hit me. " + "word " * 2_000 + "i am in texas"

    (slot,) = [slot for slot in ask(catalog, text).slots if slot.field == "region"]

    assert text[slot.start : slot.end] == "texas"


def test_a_chat_log_is_heard(catalog):
    log = "\n".join(
        f"[12:0{n}] anna: {line}"
        for n, line in enumerate(
            ["hey", "u ok?", "no he took my phone", "he wont let me leave", "pls help"]
        )
    )

    assert ask(catalog, log).intent == "need-self"


def test_answers_speak_the_language_that_is_asked_for(catalog):
    reply = ask(catalog, "qwerty", languages=["es"])

    assert reply.question.text == messages("es")["ask.what"]
    assert reply.closing.startswith("Si usted necesita ayuda, o alguien")


def test_json_has_the_names_of_the_answer(catalog):
    data = ask(catalog, "my sister is missing in texas", at=AT).as_json()

    assert set(data) == {
        *("intent", "sure", "topics", "danger", "writer_child", "concerns_child", "truncated"),
        "messages",
        *("slots", "help", "signs", "recommendations", "purchase", "destination", "hits"),
        *("question", "about", "closing"),
    }
    assert {"field", "value", "start", "end"} == set(data["slots"][0])
    assert json.loads(json.dumps(data)) == data
    question = ask(catalog, "qwerty").as_json()["question"]
    assert question["options"][0] == {"id": "need", "text": messages("en")["ask.need"]}
    assert ask(catalog, "what is debt bondage, a definition").as_json()["hits"]["hits"]


def test_repr_says_the_intent_alone(catalog):
    assert repr(ask(catalog, "qwerty")) == "Reply(intent='unknown', …)"


def test_signs_are_in_json_with_their_text(catalog):
    data = ask(catalog, "my neighbors maid is locked in and they took her passport").as_json()

    assert data["signs"]
    assert set(data["signs"][0]) == {"id", "text"}


def test_need_can_be_asked_for_alone():
    assert is_need("my boss has my passport")
    assert not is_need("passport photo size")


@pytest.mark.parametrize("text", [None, 3, b"help"], ids=str)
def test_only_text_is_a_question(catalog, text):
    with pytest.raises(QueryError, match="Write text as text"):
        ask(catalog, text)
    with pytest.raises(QueryError, match="Write text as text"):
        is_need(text)


def test_an_unknown_place_of_the_host_is_refused(catalog):
    with pytest.raises(UnknownWordError):
        ask(catalog, "help", region="Nowhereland")


def test_without_packs_the_emergency_line_is_the_last(make_action):  # noqa: ARG001 - no pack
    reply = ask(load(packs=[]), "my boss hits me", region="US")

    assert len(reply.help) == 0
    assert "911" in reply.closing


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_the_same_words_give_the_same_answer(text):
    catalog = load(packs=[])

    assert ask(catalog, text).as_json() == ask(catalog, text).as_json()


LINES = {
    "captivity": ("they lock me in and i cant leave", "you or someone else could be hurt"),
    "scam-compound": ("guards make us scam people in a compound, they hit us", "a life is at risk"),
    "domestic-work": ("my madam locked me in and i work as a maid", "a life is at risk"),
    "immigration-fear": ("he says he will deport me", "a life is at risk"),
    "sexual-exploitation": ("my pimp makes me sleep with men", "a life is at risk"),
    "forced-marriage": ("they will kill me if i dont marry my cousin", "a life is at risk"),
    "violence-home": ("my husband hits me", "a life is at risk"),
    "police-feared": ("dont call the police pls", "a life is at risk"),
}


@pytest.mark.parametrize("topic", LINES)
def test_the_sentence_of_danger_is_that_of_the_topic(catalog, topic):
    text, sentence = LINES[topic]
    reply = ask(catalog, text, region="US", at=AT)

    assert topic in reply.topics
    assert sentence in reply.help.emergency.text
    assert str(reply.closing).startswith("If you need help, or someone you know does: ")


@pytest.mark.parametrize(
    "text",
    ["my pimp", "my friend is being forced into prostitution", "my boss took my passport"],
    ids=["pimp", "friend", "papers"],
)
@pytest.mark.parametrize("place", ["US-OH", "GB", "MX"])
def test_the_line_that_knows_trafficking_is_among_the_first_two(catalog, text, place):
    general = ask(catalog, "help", region=place, at=AT).help[0].resource.id
    records = list(
        dict.fromkeys(each.resource.id for each in ask(catalog, text, region=place, at=AT).help)
    )

    assert general in records[:2]
    assert len(records) == len(set(records))


def test_without_any_line_nothing_is_put_first(make_action):  # noqa: ARG001 - no pack
    assert len(ask(load(packs=[]), "they lock me in", region="US").help) == 0


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("im filipina and my madam in kuwait locked me in", "PH"),
        ("i am from nepal, my madam in kuwait locked me in", "NP"),
        ("soy boliviana y mi jefe me quitó los papeles", "BO"),
        ("a sri lankan maid is locked in next door", "LK"),
    ],
    ids=["filipina", "nepal", "boliviana", "sri-lankan"],
)
def test_a_nationality_is_a_home_and_no_place(catalog, text, home):
    assert ("home", home) in said(ask(catalog, text, at=AT))


@pytest.mark.parametrize(
    "text", ["nepali speaking hotline, they lock me in", "is vietnamese coffee fair"], ids=str
)
def test_a_language_and_a_good_are_no_nationality(catalog, text):
    assert "home" not in [field for field, _ in said(ask(catalog, text, at=AT))]


def test_who_is_held_abroad_gets_the_consulate_beside_independent_help(catalog):
    reply = ask(catalog, "im filipina and my madam in kuwait took my passport", at=AT)
    records = [line.resource for line in reply.help]

    assert records[0].operator_kind == "ngo"
    assert any("consular" in record.purposes for record in records[:3])


def test_a_child_is_told_that_no_name_is_needed(catalog):
    reply = ask(catalog, "i ran away from home im 15", region="US", at=AT)

    assert "child" in reply.help[0].resource.purposes
    assert codes(reply) == ["human.child_tells"]
    assert "give your name" in reply.messages[0].text
    assert codes(ask(catalog, "im 15, how can i volunteer", at=AT)) == []


def test_a_child_whose_first_sentence_says_something_else_is_told_so_apart(catalog):
    reply = ask(catalog, "im 15 and i want to kill myself", region="US", at=AT)

    assert codes(reply)[0].startswith("human.suicide")
    assert "reply.child" in codes(reply)


def test_a_place_is_said_back_by_its_name(catalog):
    reply = ask(catalog, "i need help in london", at=AT)

    assert reply.messages[-1].text == "I took this to be in England."


@pytest.mark.parametrize("region", [None, ""])
def test_an_empty_place_of_the_host_is_none(catalog, region):
    reply = ask(catalog, "my husband hits me, i live in texas", region=region, at=AT)

    assert reply.help.chain[0] == "US-TX"
    assert ask(catalog, "my husband hits me", region=region).question.id == "where"


# Said at once, or one after the other


STORIES = [
    "my husband hits me",
    "im 14 and my uncle touches me",
    "im filipina and my madam took my passport",
    "my boss took my passport and wont pay me",
    "i hit my wife and i want to stop",
    "he took my phone, text me not call, i am locked in",
    "a pupil told me her uncle touches her",
    "i am a man and my wife hits me",
    "i took 30 pills",
    "i cant go to the police because i am gay and my brother wants to kill me",
]


def test_the_answer_after_the_place_was_asked_is_the_one_that_would_have_come_at_once(
    subtests, catalog
):
    for place, text in itertools.product(["US-TX", "KW", "CL"], STORIES):
        with subtests.test(f"{place} {text}"):
            at_once = ask(catalog, text, region=place, at=AT)
            before = ask(catalog, text, at=AT)

            kept = About.from_json(json.loads(json.dumps(before.about.as_json())))
            by_place = find_help(catalog, HelpQuery(place, about=kept), at=AT)
            in_words = ask(catalog, "", region=place, about=kept, at=AT)

            ids = [line.resource.id for line in at_once.help]
            assert [line.resource.id for line in by_place] == ids
            assert [line.resource.id for line in in_words.help] == ids
            assert str(by_place.emergency.text) == str(at_once.help.emergency.text)
            assert in_words.topics == at_once.topics


def test_what_is_kept_holds_no_word_that_was_typed(catalog):
    text = "zqxw took my passport, i am gay and fled from Zqland, call 555 0199"

    kept = json.dumps(ask(catalog, text, at=AT).about.as_json())

    for word in ("zqxw", "zqland", "gay", "0199", "refug"):
        assert word not in kept.lower()


def test_a_second_story_is_put_before_the_first(catalog):
    first = ask(catalog, "my boss took my passport", region="US", at=AT)

    second = ask(catalog, "my husband hits me", region="US", about=first.about, at=AT)

    assert second.topics[0] == "violence-home"
    assert first.topics[0] in second.topics


def test_a_name_of_two_places_gets_the_number_and_the_first_line_of_each(catalog):
    reply = ask(catalog, "i was raped, i am in manchester", at=AT)
    of_the_states = find_help(catalog, HelpQuery("US", about=reply.about), at=AT)[0]

    assert "region" not in [field for field, _ in said(reply)]
    assert reply.question.id == "where"
    assert reply.help.emergency.dial is None
    assert reply.help.emergency.text.count("999") == reply.help.emergency.text.count("911") == 1
    assert reply.help[0].resource.id == of_the_states.resource.id
    assert reply.help.heading(0) == "United States"
    assert "help.no_country" not in [notice.code for notice in reply.help.notices]
    blocks = [type(block).__name__ for block in reply_blocks(reply)]
    assert blocks.index("Question") < blocks.index("Heading") < blocks.index("Line")
    assert blocks.count("Question") == 1


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("they make me scam people and i cant leave", "home"),
        ("they make me scam people and i cant leave, i am from kenya", None),
        ("my friend is locked in a place where they make him scam people", "home"),
        ("they make me scam people and beat me for being gay", None),
        ("my husband hits me", None),
    ],
)
def test_the_country_somebody_comes_from_is_asked_for_where_its_consulate_may_help(
    catalog, text, id
):
    reply = ask(catalog, text, region="KH", at=AT)

    assert (reply.question and reply.question.id) == id
    if id:
        blocks = [type(block).__name__ for block in reply_blocks(reply)]
        assert str(reply.question.text) == (
            f"Which country {'is the person' if 'friend' in text else 'are you'} from?"
        )
        assert blocks.index("Line") < blocks.index("Question") < len(blocks) - 1
        assert blocks.count("Question") == 1


def test_what_may_be_meant_is_claimed_nowhere_and_kept_for_the_next_question(catalog):
    reply = ask(catalog, "I count my pills every night and think about it", at=AT)
    later = ask(catalog, "in texas", about=reply.about, at=AT)

    assert (reply.sure, reply.topics, reply.help.unserved) == ("maybe", (), ())
    assert reply.about.topics == ("suicide",)
    assert codes(later)[0] == "human.suicide"
    assert ask(catalog, "idk what to call this", region="US", at=AT).about.topics == ()
    assert ask(catalog, "my boss has my passport", about=reply.about, at=AT).about.listen is None


def test_what_was_not_understood_has_few_records_beside_help(catalog):
    reply = ask(catalog, "hjälp mig", at=AT)

    assert reply.intent == "unknown"
    assert len(reply.hits) <= 3
    assert len(reply.help) > 0


STRANGE = {
    "empty": "",
    "blank": " \t\n ",
    "too-long": "zq" * 1_000 + "z",
    "megabyte": "zqxw " * 200_000,
    "control": "zq\x00\x07\x1b[31mzq\x7f",
    "rtl": "\u202ezqxw\u202c \u200fzqxw",
    "emoji": "\N{UPSIDE-DOWN FACE}",
    "script": "\u10d3\u10d0\u10db\u10d4\u10ee\u10db\u10d0\u10e0\u10d4\u10d7",
    "chat": "[12:01] zqxw: hey\n[12:02] me: he zqxw my passport\n[12:03] zqxw: ???",
    "html": "<script>zqxw(1)</script><b>help</b>&nbsp;&#x27;",
}


@pytest.mark.parametrize("name", STRANGE)
def test_strange_words_have_an_answer_and_no_echo(catalog, name):
    reply = ask(catalog, STRANGE[name], at=AT)
    shown = json.dumps(reply.as_json(), ensure_ascii=False) + repr(reply)

    assert str(reply.closing)
    assert reply.question is not None
    for mark in ("zq", "\x1b", "\u202e", "\u10d3", "<script>"):
        assert mark not in shown


def test_a_name_of_several_places_asks_which_one(catalog):
    reply = ask(catalog, "3 of us locked in a flat above a nail bar in manchester")

    assert reply.question.id == "where"
    assert reply.question.text == "Which of these places do you mean?"
    assert {"gb-eng"} < {id for id, _ in reply.question.options}
    assert ask(catalog, "they lock us in a flat", region="GB-ENG").question is None


def test_parts_of_several_countries_to_choose_from_are_told_with_their_country(catalog):
    (georgia, state) = ask(catalog, "my boyfriend hits me, i am in georgia").question.options

    assert (str(georgia[1]), str(state[1])) == ("Georgia", "Georgia (United States)")


def test_somebody_in_another_country_than_the_host_has_the_numbers_of_both(catalog):
    text = "my sister is locked in a house in dubai"

    reply = ask(catalog, text, region="US", at=AT)

    assert (
        reply.help[0].resource.id
        == ask(catalog, text.replace(" in dubai", ""), region="US", at=AT).help[0].resource.id
    )
    assert (
        reply.help[1].resource.id
        == find_help(catalog, HelpQuery("AE", about=reply.about), at=AT)[0].resource.id
    )
    assert all(number in str(reply.help.emergency.text) for number in ("999", "911"))
    assert [id for id, _ in reply.question.options] == ["us", "ae"]
    assert ask(catalog, "i live in dubai, my madam took my passport", region="AE").question is None


@pytest.mark.parametrize("text", ["my brother sent me to dubai", "is work in dubai safe"])
def test_no_other_country_is_asked_about_where_nobody_in_need_is_in_it(catalog, text):
    question = ask(catalog, text, region="US", at=AT).question

    assert question is None or not {"us", "ae"} <= {id for id, _ in question.options}


def test_a_part_that_the_text_names_counts_in_the_country_of_the_host(catalog):
    reply = ask(catalog, "my husband hits me, i live in leeds", region="GB", at=AT)

    assert reply.help.chain[0] == "GB-ENG"


@pytest.mark.parametrize(
    "said", ["i live in texas", "i am in texas with my kids", "i work in texas"]
)
def test_a_place_after_a_need_belongs_to_it(catalog, said):
    about = ask(catalog, "my boss has my passport").about

    reply = ask(catalog, said, about=about, at=AT)

    assert (reply.sure, reply.topics) == (Sureness.SURE, (NeedTopic.DOCUMENTS,))
    assert (
        reply.help[0].resource.id
        == ask(catalog, "my boss has my passport", region="US-TX", at=AT).help[0].resource.id
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("начальник забрал мой паспорт", "ru"),
        ("помогите", "ru"),
        ("допоможіть", "uk"),
        ("aidez-moi", "fr"),
        ("socorro", "es"),
        ("me pegan", "es"),
        ("ajuda", "pt"),
        ("hilfe", "de"),
        ("tulong", "tl"),
        ("मदद", "hi"),
        ("النجدة", "ar"),
        ("救命", "zh"),
    ],
)
def test_the_reply_is_in_the_language_of_the_text(catalog, text, language):
    assert ask(catalog, text).languages[0] == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        *(("hi", "en"), ("thanks", "en"), ("/start", "en"), ("good morning", "en")),
        *(("hola", "es"), ("gracias", "es"), ("bonjour", "fr"), ("merci", "fr")),
        *(("olá", "pt"), ("obrigado", "pt"), ("hallo", "de"), ("danke", "de")),
        *(("kumusta", "tl"), ("salamat", "tl"), ("namaste", "hi"), ("नमस्ते", "hi")),
        *(("привет", "ru"), ("спасибо", "ru"), ("здравствуйте", "ru"), ("привіт", "uk")),
        *(("дякую", "uk"), ("你好", "zh"), ("谢谢", "zh"), ("شكرا", "ar"), ("السلام عليكم", "ar")),
    ],
)
def test_a_greeting_gets_a_greeting_back_in_its_language(catalog, text, language):
    reply = ask(catalog, text)

    assert (reply.intent.value, reply.sure.value, reply.languages[0]) == (
        "greeting",
        "no",
        language,
    )
    assert [message.code for message in reply.messages] == ["reply.greeting"]
