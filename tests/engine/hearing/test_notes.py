"""A note or a whisper from somebody else is about them: its words are not the writer's."""

import pytest

from takeaction.engine.hearing.hearing import hear
from takeaction.vocabulary.needs import Intent, NeedTopic, Sureness


@pytest.mark.parametrize(
    "text",
    [
        "a woman in our building gave me a note that says help",
        "a waitress slipped me a note saying help me",
        "the cleaner whispered help me when her boss looked away",
        "una chica me pasó un papel que decía ayuda",
        "la empleada del vecino me susurró ayúdame",
        "une femme m'a donné un mot où il y a écrit aidez-moi",
        "une dame de l'immeuble m'a chuchoté aidez-moi",
        "eine Frau hat mir einen Zettel zugesteckt, darauf stand Hilfe",
    ],
)
def test_a_note_of_somebody_else_is_about_their_captivity(text):
    heard = hear([text])

    assert (heard.intent, heard.sure) == (Intent.NEED_OTHER, Sureness.SURE)
    assert NeedTopic.CAPTIVITY in heard.topics
    assert NeedTopic.SUICIDE not in heard.topics


@pytest.mark.parametrize(
    "text",
    [
        "my brother left a goodbye note",
        "my friend gave me a note that says he wants to die",
        "my flatmate left a note saying she cant go on",
    ],
)
def test_a_goodbye_note_is_about_a_life(text):
    assert hear([text]).topics[0] is NeedTopic.SUICIDE


def test_a_note_about_homework_is_nobody_captive():
    assert (
        NeedTopic.CAPTIVITY
        not in hear(["he passed me a note that says help me with my homework"]).topics
    )
