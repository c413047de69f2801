"""How a contact reads on one line, in each language that the library speaks."""

from datetime import UTC, datetime

import attrs
import pytest

from takeaction.cli.contact_lines import (
    hours_of,
    language_name,
    languages_of,
    named,
    reach,
    reach_of,
    referral_line,
    shown,
    state_of,
    who_answers,
)
from takeaction.engine.freshness import Freshness
from takeaction.engine.help.answer import Referral
from takeaction.models.contact import Contact
from takeaction.models.hours import parse_hours
from takeaction.models.resource import Resource
from takeaction.models.source import Source
from takeaction.models.text import Text, Words
from takeaction.vocabulary import (
    Channel,
    FreshnessState,
    OperatorKind,
    ReferralState,
    ResourceKind,
)

LINE = Resource(
    id="a:line",
    name=Text("A line", "en", (Words("Una línea", "es"),)),
    kind=ResourceKind.HOTLINE,
    operator_kind=OperatorKind.NGO,
    source=Source(title="A page"),
)
VOICE = Contact(id="voice", channel=Channel.VOICE, dial="+18885550100", display="1-888-555-0100")
WEEK = "Mo-Fr 09:00-17:00"
ZONE = "America/New_York"
NIGHT = datetime(2026, 11, 27, 14, 0, tzinfo=UTC)


def referral(
    contact=VOICE, *, resource=LINE, state=ReferralState.OPEN, opens=None, languages=("en",)
):
    """Make a referral."""
    return Referral(
        resource=resource,
        contact=contact,
        state=state,
        opens=opens,
        language=None,
        interpreter=False,
        via="US",
        freshness=Freshness(FreshnessState.UNKNOWN),
        languages=languages,
    )


@pytest.mark.parametrize(
    ("languages", "line"),
    [
        (("en",), "A line (an independent organisation): call 1-888-555-0100; open now"),
        (
            ("es",),
            "Una línea (una organización independiente): llame al 1-888-555-0100; abierto ahora",
        ),
    ],
)
def test_who_answers_stands_before_the_number(languages, line):
    """One line says who it is, how to reach them, and whether they answer."""
    assert referral_line(referral(languages=languages)) == line


@pytest.mark.parametrize(
    ("languages", "answers"),
    [
        (("en",), "an independent organisation; only for: Children."),
        (("es",), "una organización independiente; solo para: Niños"),
    ],
)
def test_for_whom_alone_a_line_is_stands_beside_who_answers(languages, answers):
    """The point at the end of a sentence goes: the line goes on behind it."""
    only_for = Text(".Children.", "en", (Words("Niños.", "es"),))
    line = attrs.evolve(LINE, only_for=only_for)

    answers = answers.replace("Children.", ".Children")
    assert who_answers(line, languages) == answers
    assert named(line, iter(languages)) == f"{LINE.name.pick(languages)} ({answers})"


def test_a_name_that_nobody_has_checked_has_its_source_on_a_line_of_its_own():
    """Who answers stands on the line of the name."""
    unread = Text("A line", "en", (Words("Una línea", "es", reviewed=False),))

    told = named(attrs.evolve(LINE, name=unread), ["es"])

    assert told == "Una línea (una organización independiente)\n(A line)"


@pytest.mark.parametrize(
    ("hours", "language", "told"),
    [
        (None, "en", "not known, try anyway"),
        (None, "es", "no se sabe, inténtelo de todos modos"),
        (parse_hours("24/7", None), "en", "24/7"),
        (parse_hours("24/7", None), "es", "24/7, de día y de noche"),
        (parse_hours(WEEK, ZONE), "en", f"{WEEK} ({ZONE})"),
        (parse_hours(WEEK, ZONE), "es", f"lun-vie 09:00-17:00 ({ZONE})"),
        (parse_hours("Su 10:00-12:00", None), "es", "dom 10:00-12:00"),
    ],
    ids=["unknown", "desconocido", "always", "siempre", "week", "semana", "no-zone"],
)
def test_hours_are_told_with_their_zone_in_the_words_of_the_reader(hours, language, told):
    """Times without a zone are those of nowhere; days are named as the reader names them."""
    assert hours_of(attrs.evolve(VOICE, hours=hours), language) == told


@pytest.mark.parametrize(
    ("contact", "state", "opens", "told"),
    [
        (VOICE, ReferralState.OPEN, None, "open now"),
        (
            attrs.evolve(VOICE, hours=parse_hours("24/7", None)),
            ReferralState.OPEN,
            None,
            "open now, day and night",
        ),
        (
            attrs.evolve(VOICE, hours=parse_hours(WEEK, ZONE)),
            ReferralState.CLOSED,
            NIGHT,
            f"closed now, opens Friday 27 November, 14:00 in {ZONE}",
        ),
        (VOICE, ReferralState.CLOSED, None, "closed now"),
        (Contact(id="web", channel=Channel.WEB, url="https://a.bc"), ReferralState.OPEN, None, ""),
    ],
    ids=["open", "always", "opens", "closed", "page"],
)
def test_a_referral_says_whether_somebody_answers_and_else_when(contact, state, opens, told):
    """A page has no hours."""
    assert state_of(referral(contact, state=state, opens=opens)) == told


def test_how_a_referral_is_reached_holds_the_word_to_write():
    """An address stands for a number where there is none."""
    text = Contact(id="sms", channel=Channel.SMS, dial="88850", display="88850", keyword="HELP")
    page = Contact(id="web", channel=Channel.WEB, url="https://a.bc")

    assert reach(text, ["en"]) == "text 88850 with the word HELP"
    assert reach(page, ["es"]) == "abra https://a.bc"
    assert reach(VOICE, ["en"], "ar") == "call \u20681-888-555-0100\u2069"
    assert reach_of(referral()) == reach(VOICE, ["en"]) == "call 1-888-555-0100"


def test_a_text_in_another_language_says_in_which():
    """What could not be shown in the language that was asked for is marked."""
    assert shown(LINE.name, ["fr"]) == "A line [en]"
    assert shown(LINE.name, ["es"]) == "Una línea"


def test_languages_are_named_in_the_language_of_the_reader():
    """With the tag where that says more, and which of them through an interpreter."""
    spoken = attrs.evolve(VOICE, languages=("en", "es-MX"), interpreter=("mul", "qqq"))

    assert languages_of(spoken, ["en"]) == (
        "English, Spanish (es-MX), many more by interpreter, qqq by interpreter"
    )
    assert languages_of(VOICE, ["es"]) == "no se sabe"
    assert (language_name("fr"), language_name("fr", "es")) == ("French", "francés")
