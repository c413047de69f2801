"""The chat bot of the docs, taken from its page, answers forty people and repeats none of them."""

# ruff: noqa: RUF001 - people write in Ukrainian and Chinese

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

import takeaction as ta

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "answer-in-a-chat.md"
NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)

NEEDS = [
    ("my boss Grzegorz has my passport and i cant leave", "US-TX", "Grzegorz"),
    ("they lock the zinnia warehouse at night and we sleep there", "GB", "zinnia"),
    ("i owe the agency 4711 dollars and they say i must keep working", "US", "4711"),
    ("my husband Balthasar hits me", "US-TX", "Balthasar"),
    ("the madam from Quillabamba keeps my wages, im a maid", "AE", "Quillabamba"),
    ("Mi patrón Evaristo me quitó el pasaporte y no me deja salir", "US-TX", "Evaristo"),
    ("no me pagan hace tres meses en la finca Zurrapa", "ES", "Zurrapa"),
    ("mon patron Anselme garde mon passeport et je ne peux pas partir", "FR", "Anselme"),
    ("on me force à travailler sans salaire au Vieux-Moulin", "BE", "Vieux-Moulin"),
    ("كفيلي أبو زمرد أخذ جواز سفري ولا يسمح لي بالخروج", "AE", "زمرد"),
    ("أنا محتجزة في بيت قرب نارنجستان وأحتاج مساعدة", None, "نارنجستان"),
    ("mera malik Chhaganlal mera passport nahi deta, madad karo", "IN", "Chhaganlal"),
    ("mujhe ghar se bahar nahi jane dete, Tulsipur mein band hoon", "IN", "Tulsipur"),
    ("начальник Кузьменко забрав мій паспорт і не відпускає мене", "PL", "Кузьменко"),
    ("мене змушують працювати без грошей на фермі Жовтець", "DE", "Жовтець"),
    ("老板欧阳雪拿走了我的护照，我不能离开", "CN", "欧阳雪"),
    ("我被骗到紫藤园区，不让我走，救救我", "MM", "紫藤"),
    ("im 15 and my uncle Ptolemy makes me do things with men", "GB", "Ptolemy"),
    ("im 15 and scared, my mum's boyfriend Fitzgerald sells pics of me", "US", "Fitzgerald"),
    ("my neighbour's maid Wilhelmina never leaves and they hit her", "IE", "Wilhelmina"),
    ("a girl next door at Larkspur Lane is kept inside, what do i do", "GB", "Larkspur"),
    ("I'm a nurse, my patient Oleander has a minder who answers for her", "US", "Oleander"),
    ("someone named Xanthippe is blackmailing me with my nudes, wants money", "US", "Xanthippe"),
    ("victime de chantage avec mes photos intimes par Théophraste", "FR", "Théophraste"),
    ("is anyone there? Periwinkle here", "US", "Periwinkle"),
    ("<script>alert('gotcha77')</script> they took my papers and i cant leave", "US", "gotcha77"),
    ("help\x00 me\x1b[31m vermillion \x07they locked me in", "GB", "vermillion"),
    ("marmalade " * 300 + "my boss has my passport and i cant leave", "US", "marmalade"),
]
"""Messages of people who may need help, or know somebody who does: text, region, a rare word."""

OTHERS = [
    ("is this quetzal brand chocolate slave free", "US", "quetzal"),
    ("where can i buy a fair trade cotton shirt, says Hildegard", "GB", "Hildegard"),
    ("how can i volunteer with 20 minutes, Barnaby asks", "GB", "Barnaby"),
    ("i am going to thailand next week with Rosamund, what should i know", None, "Rosamund"),
    ("what is human trafficking? for my essay about Mnemosyne", None, "Mnemosyne"),
    ("who wins the rutabaga cup tomorrow", None, "rutabaga"),
    ("what's the weather like in the Glockenspiel hotel", "DE", "Glockenspiel"),
    ("i hurt a girl called Philomena and want to stop", "DE", "Philomena"),
    ("", "US", None),
    ("   \n\t ", None, None),
    ("🦩🦩🦩", "GB", "🦩"),
    ("o" * 3_000, None, "ooo"),
]
"""Messages that ask for something else, or say nothing."""


@pytest.fixture(scope="module")
def bot():
    code = re.search(r"```python\n(import .*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    names = {}
    exec(compile(code[1], "page", "exec"), names)  # noqa: S102 - our own page
    return names


def asked(bot, text, region):
    messages, known = bot["answer"](text, region, at=NOW)
    reply = ta.ask(bot["catalog"], text, region=region, at=NOW)
    assert known == reply.about
    return messages, reply


def numbers(reply):
    """Yield each line with the numbers and addresses of its ways."""
    for line in reply.help:
        for way in line.ways:
            yield line, way.display or way.contact.url or way.contact.email


def test_there_are_forty_messages():
    assert len(NEEDS) + len(OTHERS) == 40


def test_a_need_is_answered_with_danger_first_and_a_line_whole(subtests, bot):
    for text, region in [message[:2] for message in NEEDS]:
        with subtests.test(f"{text} {region}"):
            messages, reply = asked(bot, text, region)

            assert messages[0].startswith(reply.help.emergency.text)
            names = {line.name.words.text for line in reply.help}
            assert names & {message.split("\n")[0] for message in messages}


def test_every_other_message_ends_with_a_way_to_help(subtests, bot):
    for text, region in [message[:2] for message in OTHERS]:
        with subtests.test(f"{text} {region}"):
            messages, reply = asked(bot, text, region)

            has_line = any(str(line.name) in message for line in reply.help for message in messages)
            assert messages[-1].endswith(str(reply.closing)) or has_line


def test_who_answers_comes_before_each_number(subtests, bot):
    for text, region in [message[:2] for message in NEEDS + OTHERS]:
        with subtests.test(f"{text} {region}"):
            messages, reply = asked(bot, text, region)

            for line, number in numbers(reply):
                for message in messages:
                    if line.name.words.text == message.split("\n")[0] and number in message:
                        parts = [line.who_answers, line.tells or line.who_answers]
                        places = [message.index(part.words.text) for part in parts]
                        assert max(places) < message.rindex(number)


def test_no_word_that_was_typed_is_in_the_answer(subtests, bot):
    for text, region, rare in NEEDS + OTHERS:
        with subtests.test(f"{text} {region} {rare}"):
            answer = "\n".join(bot["answer"](text, region, at=NOW)[0])

            assert rare is None or rare.casefold() not in answer.casefold()
            assert "<" not in answer
            assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", answer)


def test_messages_are_few_and_short_and_always_the_same(subtests, bot):
    for text, region in [message[:2] for message in NEEDS + OTHERS]:
        with subtests.test(f"{text} {region}"):
            messages, _ = bot["answer"](text, region, at=NOW)

            assert 0 < len(messages) <= 8
            assert all(0 < len(message) <= 1_600 for message in messages)
            assert bot["answer"](text, region, at=NOW)[0] == messages


@pytest.mark.parametrize(
    ("text", "own"),
    [
        *(("Hi!", "Hello."), ("/start", "Hello."), ("Thanks", "welcome"), ("¡Hola!", "Hola.")),
        *(("gracias", "De nada"), ("Merci !", "De rien"), ("BONJOUR", "Bonjour.")),
    ],
)
def test_a_greeting_is_greeted_below_danger(bot, text, own):
    known = ta.About(["suicide"])

    (message,), about = bot["answer"](text, "GB", known=known, at=NOW)

    assert "999" in message.split("\n")[0]
    assert own in message
    assert about == known


@pytest.mark.parametrize("text", ["hi", "my boss has my passport"])
def test_an_unknown_place_is_never_met_with_silence(bot, text):
    (message,), _ = bot["answer"](text, "Narnia", at=NOW)

    assert message.startswith("If you or someone else could be hurt right now")


def test_nothing_is_printed_or_logged(bot, capsys, caplog):
    for text, region, _ in NEEDS + OTHERS:
        bot["answer"](text, region, at=NOW)

    assert capsys.readouterr() == ("", "")
    assert not caplog.records
