"""A cry for help, and an offer of it, that say nothing else: in every language that is heard."""

import pytest

import takeaction as ta

CRIES = """
help / I need help / please help me / can someone help me / I need somebody to talk to
necesito ayuda / ayuda por favor / ayúdenme / alguien me puede ayudar / necesito hablar con alguien
j'ai besoin d'aide / aidez-moi / au secours / quelqu'un peut m'aider / parler à quelqu'un
preciso de ajuda / me ajude por favor / alguém me ajuda
أحتاج مساعدة / ساعدوني / النجدة
मुझे मदद चाहिए / मेरी मदद करो / mujhe madad chahiye
kailangan ko ng tulong / tulungan niyo ako / saklolo
мені потрібна допомога / допоможіть / врятуйте
мне нужна помощь / помогите / спасите
我需要帮助 / 救命 / 请帮帮我 / 谁能帮我
ich brauche Hilfe / Hilfe / bitte helfen Sie mir / kann mir jemand helfen
"""
OFFERS = """
how can I help / I want to help / I would like to help people
¿cómo puedo ayudar? / quiero ayudar / en qué puedo ayudar
comment aider / je veux aider / comment puis-je aider
como posso ajudar / quero ajudar
كيف أساعد / أريد أن أساعد
main madad karna chahta hu / मैं मदद करना चाहती हूँ
gusto kong tumulong / paano ako makakatulong
як я можу допомогти / хочу допомогти
как помочь / я хочу помочь
我想帮忙 / 我能帮什么忙
wie kann ich helfen / ich möchte helfen
"""


def texts(listed):
    return [text.strip() for line in listed.strip().splitlines() for text in line.split(" / ")]


def test_a_cry_for_help_is_a_need_and_no_topic_is_guessed(subtests, catalog):
    for text in texts(CRIES):
        with subtests.test(str(text)):
            reply = ta.ask(catalog, text, region="US")

            assert (reply.intent, [str(topic) for topic in reply.topics]) == (
                "need-self",
                ["other"],
            )
            assert reply.help[0].resource.id == "us-hotline:national-hotline"


@pytest.mark.parametrize("text", texts(OFFERS))
def test_an_offer_of_help_gets_actions(catalog, text):
    reply = ta.ask(catalog, text, region="US")

    assert reply.intent == "act"
    assert reply.recommendations
    assert "1-888-373-7888" in str(reply.closing)


@pytest.mark.parametrize(
    "text", ["how can I help her", "je veux aider ma sœur", "help me, he hits me"]
)
def test_an_offer_about_somebody_is_heard_as_before(catalog, text):
    assert ta.ask(catalog, text, region="US").help
