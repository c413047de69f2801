"""Questions about the field, offers and wishes to buy hold alarming words, and are no need."""

import pytest

from takeaction.engine.hearing.hearing import hear
from takeaction.vocabulary.needs import NEED_INTENTS, NeedTopic, Sureness

SAID = {
    "learn": """
        what is sextortion
        what does debt bondage mean
        is it true that slavery still exists
        why do victims not go to the police
        essay on child soldiers
        presentation about forced marriage, 10 slides
        does the law say an employer may keep passports
        qué es el trabajo infantil
        c'est quoi la traite
        o que é tráfico de pessoas
        was bedeutet schuldknechtschaft
        что такое торговля людьми
        реферат на тему рабство
        що таке торгівля людьми
        ما معنى الاتجار بالبشر
        bandhua mazdoori kya hoti hai
        बंधुआ मजदूरी का मतलब क्या है
        ano ang human trafficking
        什么是人口贩卖
    """,
    "act": """
        i want to give 50 dollars
        where can i donate
        quiero donar 50 euros
        je voudrais faire un don
        quero doar 50 reais
        ich möchte 50 euro spenden
        хочу пожертвовать 50 долларов
        хочу пожертвувати 50 доларів
        اريد التبرع بخمسين دولار
        mujhe daan karna hai
        gusto ko mag donate
        我想捐50美元
    """,
    "purchase": """
        i want to buy coffee
        where can i buy jeans
        quiero comprar café
        je veux acheter du chocolat
        quero comprar café
        ich möchte kaffee kaufen
        хочу купить кофе
        хочу купити каву
        اريد شراء قهوة
        coffee kharidna hai
        gusto ko bumili ng kape
        我想买咖啡
    """,
    "greeting": """
        thank you so much
        muchas gracias por todo
        merci beaucoup
        muito obrigada
        vielen dank
        большое спасибо
        дуже дякую
        شكرا جزيلا
        bahut dhanyavaad
        maraming salamat po
        谢谢你
    """,
}


@pytest.mark.parametrize("intent", SAID)
def test_a_question_that_says_what_it_is_about_is_that_in_every_language(intent):
    texts = [line.strip() for line in SAID[intent].strip().splitlines()]

    wrong = [
        (text, heard.intent.value, heard.sure.value)
        for text in texts
        if (heard := hear([text])).intent.value != intent or heard.sure is not Sureness.NO
    ]

    assert not wrong


@pytest.mark.parametrize(
    "text",
    [
        "what is it called when my boss rapes me",
        "is it true that they kill us if we run",
        "i want to buy coffee but my husband hits me if i spend money",
        "my boss took my passport",
        "i want to give my boss the 900 dollars i owe so that he lets me go",
        "qué es lo que me hace mi marido, me pega y me encierra",
    ],
)
def test_a_harm_that_is_told_is_no_question(text):
    heard = hear([text])

    assert heard.intent in NEED_INTENTS
    assert heard.sure is Sureness.SURE


AFRAID = (
    *("i am scared of my husband", "tengo miedo de mi marido", "j'ai peur de mon mari"),
    *("Ich habe Angst vor meinem Mann", "tenho medo do meu marido", "я боюсь мужа"),
    *("я боюся чоловіка", "خايفة من زوجي", "main apne pati se darti hun"),
    *("takot ako sa asawa ko", "我怕我老公"),
)


@pytest.mark.parametrize("text", AFRAID)
def test_whoever_is_afraid_of_somebody_at_home_needs_help_with_that(text):
    heard = hear([text])

    assert heard.sure is Sureness.SURE
    assert heard.topics[0] is NeedTopic.VIOLENCE_HOME


SLAVES = (
    *("I think my neighbor has a slave", "I am a slave", "soy una esclava", "je suis une esclave"),
    *("ich bin ein Sklave", "sou escrava", "я рабыня", "я рабиня", "انا عبد عندهم"),
    *("main gulam hun", "alipin ako", "我是奴隶"),
)


@pytest.mark.parametrize("text", SLAVES)
def test_a_slave_is_somebody_in_need(text):
    heard = hear([text])

    assert (heard.sure, heard.topics[:1]) == (Sureness.SURE, (NeedTopic.CAPTIVITY,))


def test_slaves_of_long_ago_are_no_need():
    assert not hear(["did the romans have slaves"]).is_need
