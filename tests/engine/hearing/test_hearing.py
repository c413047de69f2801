"""Hearing: need, intent, topics, danger and age in plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.engine.hearing.hearing import TextPhrases, hear, language_of_text
from takeaction.engine.hearing.lexicon import folded_words, likely_languages
from takeaction.engine.hearing.topics import TextShape, intent_of, margins, topics_of
from takeaction.vocabulary.needs import Intent, NeedTopic, Sureness


@pytest.mark.parametrize(
    "text",
    [
        "my employer keeps our passports in his safe",
        "HE TOOK MY ID AND I CANT GO",
        "they dont pay me and i cant leave",
        "my husband beats me",
        "mi jefe me quitó el pasaporte y no me deja salir",
        "mon patron a pris mes papiers",
        "meu patrão está com meu passaporte",
        "mein chef hat meinen pass",
        "hawak ng amo ko ang passport ko",
        "malik ne mera passport le liya",
        "كفيلي أخذ جوازي",
        "начальник забрал мой паспорт",
        "начальник забрав мій паспорт",
        "老板扣了我的护照",
        "plz help me he wont let me out",
        "helppp",
        "ayuda",
        "au secours",
        "मदद",
        "\N{SQUARED SOS}",
    ],
    ids=lambda text: text[:24],
)
def test_need_is_heard(text):
    assert hear([text]).is_need


@pytest.mark.parametrize(
    "text",
    [
        "passport photo size for baby",
        "slave cylinder replacement",
        "traffic jam on the bridge",
        "captive portal not loading",
        "my boss is killing me lol",
        "trapped in traffic again",
        "how to escape a string in java",
        "drug trafficking sentence",
        "renovar pasaporte cita",
        "renouvellement passeport délai",
        "la traite des vaches",
        "hit me up",
        "hello",
        "",
        "\N{SMILING FACE WITH OPEN MOUTH}",
        "1234 5678",
    ],
    ids=lambda text: text[:24] or "empty",
)
def test_words_that_only_look_like_need_are_no_need(text):
    heard = hear([text])

    assert not heard.is_need
    assert heard.topics == ()
    assert not heard.danger


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("my boss wont give my passport back to me", "need-self"),
        ("my neighbors maid is never let out of the house, i think she is trapped", "need-other"),
        ("signs of trafficking in a hotel", "signs"),
        ("where do i report a suspicious massage parlor", "report"),
        ("is this chocolate made with child labor", "purchase"),
        ("volunteering in an orphanage in bali on holiday, good idea?", "travel"),
        ("how can i volunteer, i have two hours on sundays", "act"),
        ("what is the definition of debt bondage", "learn"),
        ("hotline number for the uk please", "find-line"),
        ("my maid ran away, how do i find my maid", "other-harm"),
        ("qwerty uiop", "unknown"),
        ("señales de trata de personas", "signs"),
        ("chocolate sin trabajo infantil", "purchase"),
        ("comment signaler une annonce", "report"),
        ("numéro gratuit d'écoute", "find-line"),
    ],
    ids=lambda value: value[:24],
)
def test_the_intent_is_heard(text, intent):
    assert hear([text]).intent is Intent(intent)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("my boss keeps my passport", "documents"),
        ("they have not paid me for three months", "wages"),
        ("i have to work off my debt to the agency", "debt"),
        ("he sells me to other men", "sexual-exploitation"),
        ("i was raped last night", "sexual-violence"),
        ("he says he will post my nudes if i dont pay", "sextortion"),
        ("i want to kill myself", "suicide"),
        ("my parents force me to marry a man", "forced-marriage"),
        ("they make me scam people in a compound in myanmar", "scam-compound"),
        ("my husband hits me at home", "violence-home"),
        ("i ran away from home and have nowhere to sleep", "child-runaway"),
        ("they make us beg in the metro", "begging"),
        ("i have no papers, will they deport me", "immigration-fear"),
        ("no police, the police are his friends", "police-feared"),
        (
            "i clean the house and watch the kids of madam all day and sleep on the floor",
            "domestic-work",
        ),
        ("he locked me in", "captivity"),
    ],
    ids=lambda value: value[:24],
)
def test_the_topic_is_among_three(text, topic):
    assert topic in [each.value for each in hear([text]).topics]


def test_a_need_without_a_topic_is_about_something_else():
    assert [topic.value for topic in hear(["help"]).topics] == ["other"]


def test_danger_needs_words_of_danger():
    assert hear(["he locked me in and has a gun"]).danger
    assert not hear(["my boss has my passport"]).danger


def test_a_child_who_writes_and_a_child_who_is_spoken_of_are_told_apart():
    own, other = hear(["im 14 and my uncle hits me"]), hear(["my daughter is being hit by a coach"])

    assert (own.writer_child, own.concerns_child) == (True, True)
    assert (other.writer_child, other.concerns_child) == (False, True)


@pytest.mark.parametrize(
    "text",
    ["he does not let me leave", "i am not allowed to leave", "never paid me", "no me deja salir"],
    ids=str,
)
def test_a_no_does_not_take_a_need_away(text):
    assert hear([text]).is_need


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("my boss has my passport", "en"),
        ("mi jefe tiene mi pasaporte y no me lo da", "es"),
        ("il ne me laisse pas sortir de la maison", "fr"),
        ("ich habe meinen pass nicht", "de"),
        ("ele nao me deixa sair, quero ir embora", "pt"),
        ("hindi ako pinapauwi ng amo ko", "tl"),
        ("malik paisa nahi deta hai", "hi"),
        ("не могу уйти", "ru"),
        ("їх тримають", "uk"),
        ("救命", "zh"),
        ("ساعدوني", "ar"),
        ("मदद", "hi"),
    ],
    ids=lambda value: value[:24],
)
def test_the_language_is_told_by_script_and_common_words(text, language):
    assert likely_languages(folded_words(text))[0] == language


def test_words_of_no_language_are_looked_for_in_those_of_the_core():
    assert likely_languages(["xyz"]) == ("en", "es", "fr")
    assert likely_languages(["boss", "in"])[0] == "en"


def test_letters_weigh_for_the_intent_of_words_spelled_alike():
    need = margins(folded_words("he took my passport and locked me in"))
    purchase = margins(folded_words("fair trade chocolate without child labor"))

    assert need["need-self"] > need["purchase"]
    assert purchase["purchase"] > purchase["need-self"]
    assert set(margins([]).values()) == {0}


def test_a_question_mark_counts_in_every_script():
    plain, *asked = (
        TextPhrases([text]).shape for text in ("normal", "normal?", "طبيعي؟", "正常\uff1f", "a? b")
    )

    assert not plain.asks
    assert all(shape.asks for shape in asked)
    assert [shape.ends_asking for shape in asked] == [True, True, True, False]


def test_a_topic_that_is_far_less_likely_is_not_shown():
    assert topics_of({"documents": 30}, {}) == (NeedTopic.DOCUMENTS,)


def test_points_of_need_count_only_where_no_other_question_is_plain():
    letters = margins([])
    shape = TextShape(10, ("en",))
    table = {"need": 6}

    assert intent_of(table, {"boss": 1}, shape, letters)[1] is not Sureness.NO
    assert intent_of({"off-topic": 12, **table}, {"idiom": 1}, shape, letters)[1] is Sureness.NO


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("jsuis sequestree", "fr"),
        ("me viola", "es"),
        ("хозяин забрал документы, спасите", "ru"),
        ("спасите", "ru"),
        ("auxilio", "es"),
        ("help", None),
        ("trapped", None),
        ("captive portal wont load", None),
        ("help sos", None),
    ],
    ids=str,
)
def test_words_of_need_tell_the_language_where_no_others_do(text, language):
    assert hear([text]).language == language
    assert language_of_text([text]) == language


@pytest.mark.parametrize(
    "text",
    [
        "tolong majikan saya pukul saya setiap hari dan ambil telepon saya",
        "agen menahan paspor kami di malaysia dan kami tidak boleh pulang",
        "ik wil weg bij mijn baas hij heeft mijn paspoort en betaalt niet",
        "bosi wangu amechukua pasipoti yangu na simu yangu hanilipi",
    ],
    ids=lambda text: text[:24],
)
def test_a_text_in_no_known_language_is_no_errand(text):
    assert hear([text]).intent.value in ("unknown", "need-self", "need-other")


@given(st.text(max_size=80))
def test_any_text_is_heard_without_an_error_and_always_alike(text):
    first, second = hear([text]), hear([text])

    assert (first.intent, first.is_need, first.topics) == (
        second.intent,
        second.is_need,
        second.topics,
    )
    # What is only likely has no topic.
    assert first.topics or first.sure != "sure" or not first.is_need


@given(st.sampled_from(["my boss has my passport", "he hits me", "they dont pay me"]))
def test_capitals_and_marks_change_nothing(text):
    plain, loud = hear([text]), hear([f"{text.upper()}!!!"])

    assert (plain.intent, plain.topics) == (loud.intent, loud.topics)


@given(st.lists(st.sampled_from(["mi jefe tiene mi pasaporte", "he took my id", "मदद", "", "x"])))
def test_the_language_of_a_text_is_that_which_is_heard(parts):
    assert language_of_text(parts) == hear(parts).language
