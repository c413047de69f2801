"""A harm that somebody says nobody does is none; denied in part, it is one."""

import pytest

from takeaction.engine.hearing.hearing import TextPhrases

HARMS = {"harmedme", "harmtold", "hit", "sexstrong", "childharm", "said-violence-home"}


def harms_in(text):
    return HARMS & set(TextPhrases([text]).positions())


@pytest.mark.parametrize(
    "text",
    [
        "he doesn't hit me. he has my papers",
        "my boss never hit us but he has our papers",
        "nobody hits me there, they just keep the key",
        "they don't beat us. we have no contract",
        "No me pega. Me tiene los papeles",
        "la patrona nunca nos ha pegado, no nos deja salir",
        "nadie me golpea, duermo en el bar",
        "il ne me frappe pas, il garde mon passeport",
        "le patron ne m'a jamais frappée",
        "er schlägt mich nicht, er hat meinen Pass",
        "ele não me bate. tem o meu passaporte",
    ],
)
def test_a_harm_that_is_denied_is_not_heard(text):
    assert not harms_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "he doesn't hit me much",
        "he doesn't hit me any more",
        "he doesn't hit me anymore since june",
        "he never hits me in front of people",
        "if he doesn't hit me he hits my son",
        "he doesn't hit me when i am quiet",
        "please don't hit me",
        "he promised to never hurt me again",
        "my husband has never hit me but i must show every receipt",
        "my family never hit me",
        "ya no me pega",
        "no me pega mucho",
        "no me pega cuando hay gente",
        "il ne me frappe plus",
        "il me frappe pas souvent",
        "er schlägt mich nicht mehr",
        "ele não me bate mais",
    ],
)
def test_a_harm_that_is_denied_in_part_is_heard(text):
    assert harms_in(text)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("no me deja salir", "notlet"),
        ("no me paga", "unpaid"),
        ("he doesn't let me leave", "notlet"),
        ("he doesn't pay me", "unpaid"),
        ("il ne me laisse pas sortir", "notlet"),
    ],
)
def test_what_is_refused_is_no_denial(text, concept):
    assert concept in TextPhrases([text]).positions()
