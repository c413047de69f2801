"""Whoever is afraid of somebody at home, and whoever is held as a slave, is in need."""

import pytest

from takeaction.engine.hearing.hearing import hear
from takeaction.vocabulary.needs import NeedTopic, Sureness

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
