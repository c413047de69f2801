"""Whose money it is: what somebody earns is kept from them, or isn't paid."""

import pytest

from takeaction import HelpQuery, find_help
from takeaction.engine.hearing.hearing import hear
from takeaction.models.question.queries import About
from takeaction.testing import catalog_of
from takeaction.vocabulary.needs import NeedTopic, Sureness

SOLD = [
    "he doesn't let me have any of the cash and says he'll send my videos to my dad",
    "he takes everything the clients pay and he will post my nudes if i stop",
    "she keeps what i earn from sex, all of it",
    "no me deja quedarme con el dinero del sexo",
]
UNPAID = [
    "mein chef zahlt seit 2 monaten nix",
    "die firma zahlt seit drei wochen nichts, wir schlafen im wohnwagen",
    "seit 3 monaten nix bekommen, der chef sagt nur morgen",
    "wir kriegen kein geld vom chef",
]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        *((text, NeedTopic.SEXUAL_EXPLOITATION) for text in SOLD),
        *((text, NeedTopic.WAGES) for text in UNPAID),
    ],
)
def test_whose_pay_is_kept_or_not_paid_is_surely_heard(text, topic):
    heard = hear([text])

    assert heard.sure is Sureness.SURE
    assert topic in heard.topics


def test_whose_tips_are_kept_is_not_sold():
    assert NeedTopic.SEXUAL_EXPLOITATION not in hear(["the cafe won't let us keep the tips"]).topics


@pytest.mark.parametrize("text", ["ich habe nichts bekommen zum geburtstag", "er zahlt das bier"])
def test_presents_and_beer_are_no_wages(text):
    assert not hear([text]).topics


def test_who_is_held_or_sold_is_not_told_to_keep_the_chat():
    def said(*topics):
        return find_help(catalog_of([]), HelpQuery("GB", about=About(topics))).notices[0].code

    assert said("sextortion") == "human.blackmail"
    assert said("wages", "sextortion") == "human.blackmail"
    assert said("sexual-exploitation", "sextortion") != "human.blackmail"
    assert said("captivity", "sextortion") != "human.blackmail"
