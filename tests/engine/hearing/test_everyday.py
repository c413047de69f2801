"""Troubles of every day are no harm, and a harm told in everyday words is one."""

import pytest

from takeaction.engine.hearing.hearing import hear
from takeaction.vocabulary.needs import Intent, NeedTopic, Sureness


@pytest.mark.parametrize(
    "text",
    [
        "my husband cheated on me and it hurts so bad",
        "my girlfriend is mad at me because I forgot her birthday",
        "my mother in law criticises everything I cook",
        "I'm scared of losing my job because my boss doesn't like me",
        "I had sex with my ex and regret it",
        "my dad died in march and I can't stop crying",
        "can anyone help me with food until friday? I get paid on the 15th",
        "my daughter has tantrums every night, I'm exhausted",
        "panic attacks every morning before work, I can't breathe",
        "Mi suegra critica todo lo que cocino y mi marido se ríe",
        "Mon mari oublie toujours notre anniversaire et ça me rend triste",
        "Meu namorado esqueceu meu aniversário e fiquei triste",
        "Mein Freund spielt jeden Abend am Computer und hat keine Zeit für mich",
    ],
)
def test_a_trouble_of_every_day_is_not_surely_a_need(text):
    assert hear([text]).sure is not Sureness.SURE


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        (
            "my daughter 15 left with a boy she met on a game, no answer since thursday",
            "missing-person",
        ),
        ("mi hija de 15 se fue con un chico y no contesta desde el jueves", "missing-person"),
        ("ma fille de 15 ans est partie avec un garçon et ne répond plus", "missing-person"),
        ("i have pills counted out on the table", "suicide"),
        ("tengo las pastillas contadas en la mesa", "suicide"),
        ("j'ai tous les cachets devant moi", "suicide"),
        ("my landlord wants sex instead of rent", "sexual-exploitation"),
        ("el casero me pide sexo a cambio del alquiler", "sexual-exploitation"),
        ("mon proprio veut coucher contre le loyer", "sexual-exploitation"),
        ("my girlfriend hit me with a bottle", "violence-home"),
        ("he threatens to hurt my cats every time I say I'll leave", "violence-home"),
    ],
)
def test_a_harm_in_everyday_words_has_its_topic(text, topic):
    heard = hear([text])

    assert heard.sure is Sureness.SURE
    assert heard.topics[0] is NeedTopic(topic)


@pytest.mark.parametrize("text", ["my boss checks my phone and keeps my bank card"])
def test_what_a_boss_does_is_not_violence_at_home(text):
    assert NeedTopic.VIOLENCE_HOME not in hear([text]).topics


def test_whoever_ran_away_from_home_is_young_unless_they_speak_of_grown_up_things():
    assert hear(["i ran away from home and im at the bus station"]).writer_child
    assert not hear(["i ran away from home, my husband will look for me"]).writer_child
    assert not hear(["i ran away from home, im 23, they want to marry me off"]).writer_child


def test_a_word_in_hardly_any_list_is_no_trouble_of_another_kind():
    heard = hear(["agen menahan paspor kami di malaysia dan kami tidak boleh pulang"])

    assert heard.intent is not Intent.OTHER_TROUBLE
