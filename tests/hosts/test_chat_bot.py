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
    answer, known = bot["answer"](text, region, at=NOW)
    reply = ta.ask(bot["catalog"], text, region=region, at=NOW)
    assert known == reply.about
    return answer, reply


def ways(reply):
    for referral in reply.help:
        contact = referral.contact
        way = referral.display or contact.url or contact.email
        yield referral, f"{way}: {contact.keyword}" if contact.keyword else way


def test_there_are_forty_messages():
    assert len(NEEDS) + len(OTHERS) == 40


@pytest.mark.parametrize(("text", "region"), [message[:2] for message in NEEDS])
def test_a_need_is_answered_with_danger_first_and_a_way_to_reach_somebody(bot, text, region):
    answer, reply = asked(bot, text, region)

    rows = answer.split("\n")
    assert answer.startswith(reply.help.emergency.text)
    assert any(way in rows for _, way in ways(reply))
    assert answer.endswith(f"\n\n{reply.closing}")


@pytest.mark.parametrize(("text", "region"), [message[:2] for message in OTHERS])
def test_every_other_message_ends_with_a_way_to_help(bot, text, region):
    answer, reply = asked(bot, text, region)

    assert answer.endswith(f"\n\n{reply.closing}")
    assert next(way for _, way in ways(reply)) in reply.closing


def test_who_answers_comes_before_each_number(subtests, bot):
    for text, region in [message[:2] for message in NEEDS + OTHERS]:
        with subtests.test(f"{text} {region}"):
            answer, reply = asked(bot, text, region)

            shown = 0
            for part in answer.split("\n\n"):
                rows = part.split("\n")
                for referral, way in ways(reply):
                    name = str(referral.resource.name.pick(referral.languages))
                    if rows[0] == name and way == rows[-1]:
                        shown += 1
                        assert "\n".join(rows[1:-1]).startswith(referral.who)
                        assert answer.index(part) < answer.index(reply.closing)
                        break
            assert shown <= 3
            referral, way = next(ways(reply))
            who = str(referral.who).split("\n")[0]
            assert (
                0 <= reply.closing.find(who) < reply.closing.rfind(way)
            )  # a name may hold the number
            assert way not in reply.closing.split(who)[0] or way in str(referral.resource.name)


@pytest.mark.parametrize(("text", "region"), [message[:2] for message in NEEDS])
def test_a_need_is_shown_a_line_whole(bot, text, region):
    answer, reply = asked(bot, text, region)

    names = {str(each.resource.name.pick(each.languages)) for each in reply.help}
    assert names & {part.split("\n")[0] for part in answer.split("\n\n")}


def test_no_word_that_was_typed_is_in_the_answer(subtests, bot):
    for text, region, rare in NEEDS + OTHERS:
        with subtests.test(f"{text} {region} {rare}"):
            answer, _ = bot["answer"](text, region, at=NOW)

            assert rare is None or rare.casefold() not in answer.casefold()
            assert "<" not in answer
            assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", answer)


def test_an_answer_fits_a_phone_and_is_always_the_same(subtests, bot):
    # At most 1,800 characters, and equal for equal messages.
    for text, region in [message[:2] for message in NEEDS + OTHERS]:
        with subtests.test(f"{text} {region}"):
            answer, _ = bot["answer"](text, region, at=NOW)

            assert 0 < len(answer) <= 1_800
            assert bot["answer"](text, region, at=NOW)[0] == answer


def test_nothing_is_printed_or_logged(bot, capsys, caplog):
    for text, region, _ in NEEDS + OTHERS:
        bot["answer"](text, region, at=NOW)

    assert capsys.readouterr() == ("", "")
    assert not caplog.records
