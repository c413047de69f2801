"""Contacts: unknown facts stay unknown."""

import attrs
import pytest

from takeaction.models.resource import Contact, parse_hours
from takeaction.vocabulary.contacts import Channel


def test_a_contact_has_only_the_facts_it_was_given():
    contact = Contact(channel=Channel.VOICE, id="voice")

    assert attrs.asdict(contact, recurse=False) == {
        **dict.fromkeys(["dial", "dial_region", "display", "keyword", "email", "url"]),
        **dict.fromkeys(["hours", "cost", "anonymous", "recorded", "shows_on_bill", "tells"]),
        **dict.fromkeys(["location", "note", "printed", "verified"]),
        "channel": Channel.VOICE,
        "id": "voice",
        "languages": (),
        "interpreter": (),
        "reachable_from": frozenset(),
        "shares_with": frozenset(),
    }


@pytest.mark.parametrize("field", ["channel", "id"], ids=str)
def test_a_contact_has_a_channel_and_an_id(field):
    fields = {"channel": Channel.VOICE, "id": "voice"}
    del fields[field]

    with pytest.raises(TypeError, match=field):
        Contact(**fields)


def test_hours_that_are_not_known_are_not_round_the_clock():
    unknown = Contact(channel=Channel.VOICE, id="voice")
    always = attrs.evolve(unknown, hours=parse_hours("24/7"))

    assert unknown.hours is None
    assert always.hours.always
    assert unknown != always
