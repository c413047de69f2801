"""A contact on one line, in each language of the library."""

from datetime import UTC, date, datetime

import attrs
import pytest

from takeaction.engine.freshness import Freshness
from takeaction.engine.help.answer import Referral
from takeaction.engine.help.need import how_to_use
from takeaction.models.record import Source, Verified
from takeaction.models.resource import Contact, Resource, parse_hours
from takeaction.models.text import Text, Words
from takeaction.views.contact_lines import (
    describe_hours,
    describe_languages,
    describe_state,
    evidence_of,
    language_name,
    marked_text,
)
from takeaction.vocabulary.contacts import Channel, ReferralState
from takeaction.vocabulary.records import FreshnessState, Method
from takeaction.vocabulary.resources import OperatorKind, ResourceKind

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
    ("hours", "language", "text"),
    [
        (None, "en", "unknown; it's fine to try"),
        (None, "es", "no se sabe; se puede intentar"),
        (parse_hours("24/7", None), "en", "24/7"),
        (parse_hours("24/7", None), "es", "24/7, de día y de noche"),
        (parse_hours(WEEK, ZONE), "en", f"{WEEK} ({ZONE})"),
        (parse_hours(WEEK, ZONE), "es", f"lun-vie 09:00-17:00 ({ZONE})"),
        (parse_hours("Su 10:00-12:00", None), "es", "dom 10:00-12:00"),
    ],
    ids=["unknown", "desconocido", "always", "siempre", "week", "semana", "no-zone"],
)
def test_hours_have_their_zone_and_days_in_the_language_of_the_reader(hours, language, text):
    assert describe_hours(attrs.evolve(VOICE, hours=hours), language) == text


@pytest.mark.parametrize(
    ("contact", "state", "opens", "text"),
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
def test_a_referral_says_whether_somebody_answers_or_when_they_open(contact, state, opens, text):
    assert describe_state(referral(contact, state=state, opens=opens)) == text


def test_a_contact_is_described_with_the_word_to_text_or_the_keys_to_press():
    text = Contact(id="sms", channel=Channel.SMS, dial="88850", display="88850", keyword="HELP")
    page = Contact(id="web", channel=Channel.WEB, url="https://a.bc")

    menu = attrs.evolve(VOICE, keyword="5")

    assert how_to_use(text, ["en"]) == "text 88850 with the word HELP"
    assert how_to_use(menu, ["en"]) == "call 1-888-555-0100, then press 5"
    assert how_to_use(page, ["es"]) == "abrir https://a.bc"
    assert how_to_use(VOICE, ["en"], "ar") == "call \u20681-888-555-0100\u2069"
    assert how_to_use(VOICE, ["en"]) == "call 1-888-555-0100"


def test_a_text_in_another_language_is_marked():
    assert marked_text(LINE.name, ["fr"]) == "A line [en]"
    assert marked_text(LINE.name, ["es"]) == "Una línea"


def test_languages_are_named_in_the_language_of_the_reader():
    spoken = attrs.evolve(VOICE, languages=("en", "es-MX"), interpreter=("mul", "qqq"))

    assert describe_languages(spoken, ["en"]) == (
        "English, Spanish (es-MX), many more by interpreter, qqq by interpreter"
    )
    assert describe_languages(VOICE, ["es"]) == "no se sabe"
    assert (language_name("fr"), language_name("fr", "es")) == ("French", "francés")


READ_ON = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("source", "method", "text"),
    [
        (
            Source(title="A page", checked=READ_ON),
            Method.NONE,
            "Its source was read on 2026-11-20.",
        ),
        (Source(title="A page"), Method.NONE, "Not checked yet; date unknown."),
        (Source(title="A page", checked=READ_ON), Method.CALLED, "Someone called; date unknown."),
    ],
    ids=["read", "nothing", "called"],
)
def test_a_source_that_was_read_is_never_called_unchecked(source, method, text):
    resource = attrs.evolve(LINE, source=source, verified=Verified(method=method))
    fresh = Freshness(state=FreshnessState.UNKNOWN, since=None, age_days=None)

    assert evidence_of(resource, resource.verified, fresh, ["en"]) == text
