"""A selection of everything, and records that are hard to write."""

from datetime import date

import pytest

from takeaction.export.selection import Selection
from takeaction.models.record import Source
from takeaction.models.resource import Contact, Resource, parse_hours
from takeaction.models.text import SafetyText, Text
from takeaction.vocabulary.contacts import Channel, ContactCost
from takeaction.vocabulary.records import Status
from takeaction.vocabulary.resources import OperatorKind, Purpose, ResourceKind

DAY = date(2026, 11, 28)


@pytest.fixture(scope="session")
def everything():
    return Selection(at=DAY)


@pytest.fixture
def make_line():
    """Return a function that makes a helpline with one number, and with the fields of the test."""

    def make(id, **fields):
        usual = {
            "name": Text("A line"),
            "kind": ResourceKind.HOTLINE,
            "purposes": frozenset({Purpose.SUPPORT}),
            "operator_kind": OperatorKind.NGO,
            "regions": frozenset({"US"}),
            "contacts": (make_contact(),),
            "source": Source(title="A test", dated="2026-08"),
        }
        return Resource(id=id, **{**usual, **fields})

    return make


def make_contact(**fields):
    usual = {
        "id": "voice",
        "channel": Channel.VOICE,
        "dial": "+18883737888",
        "display": "1-888-373-7888",
    }
    return Contact(**{**usual, **fields})


@pytest.fixture
def odd_lines(make_line):
    """Return lines of every form: retired, with a page, by post, with all channels and hours."""
    ways = (
        make_contact(cost=ContactCost.FREE, hours=parse_hours("24/7"), languages=("en", "es")),
        make_contact(
            id="sms",
            channel=Channel.SMS,
            dial="233733",
            display="233733",
            dial_region="US",
            keyword="HELP",
        ),
        make_contact(id="tty", channel=Channel.TTY, dial="711", display="711", dial_region="US"),
        make_contact(
            id="mail", channel=Channel.EMAIL, dial=None, display=None, email="a@example.org"
        ),
        make_contact(
            id="chat",
            channel=Channel.CHAT,
            dial=None,
            display=None,
            url="https://example.org/chat?a=1&b=2",
            hours=parse_hours("Mo-Fr 22:00-06:00, Sa 10:00-24:00", "America/New_York"),
            note=Text("Ask first."),
            interpreter=("mul",),
        ),
        make_contact(id="visit", channel=Channel.IN_PERSON, dial=None, display=None),
    )
    return [
        make_line(
            "a:full",
            contacts=ways,
            only_for=Text("Women"),
            operator="Org, Inc; \\ <b>",
            warning=SafetyText("Know </script> this\nfirst."),
            summary=Text("It helps."),
            note=Text("New since 2020."),
        ),
        make_line("a:unknown", operator_kind=None),
        make_line(
            "a:police", operator_kind=OperatorKind.POLICE, regions=frozenset({"US-TX", "EU"})
        ),
        make_line("a:retired", status=Status.RETIRED),
        make_line("a:site", kind=ResourceKind.SITE),
        make_line("a:guide", purposes=frozenset({Purpose.LEARN})),
        make_line("a:post", contacts=()),
    ]
