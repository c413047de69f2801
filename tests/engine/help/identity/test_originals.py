"""Originals: which record a name, a number or a host belongs to."""

import attrs
import pytest

from takeaction.engine.help.identity import likenesses
from takeaction.models.numbers import contact_key, full_number
from takeaction.models.resource import Contact
from takeaction.testing import catalog_of
from takeaction.vocabulary.contacts import Channel

OTHER = {"dial": "+442079460123", "display": "020 7946 0123"}


def alike(ours, stranger):
    catalog = attrs.evolve(
        catalog_of([ours, stranger]),
        distributions={"us-hotline": "takeaction-pack-us-hotline", "a": "somebody-elses"},
    )
    return catalog.once(likenesses)


def page(url):
    return [{"channel": "chat", "url": url}]


@pytest.mark.parametrize(
    ("ours", "stranger"),
    [
        ({"name": "The Line"}, {"name": "the l\u0456ne", "contact": OTHER}),
        ({"name": "The Line"}, {"name": "The Line", "contact": OTHER, "regions": ["001"]}),
        ({"name": "Line", "regions": ["001"]}, {"name": "Line", "contact": OTHER}),
        ({"name": "Line", "regions": ["US-TX"]}, {"name": "Line", "contact": OTHER}),
        ({"name": "N", "also_known_as": ["Old"]}, {"name": "Old", "contact": OTHER}),
        ({"name": "Old"}, {"name": "N", "also_known_as": ["Old"], "contact": OTHER}),
        ({}, {"name": "N", "contact": {"dial": "+18885550101", "display": "1-888-555-0101"}}),
        (
            {"contacts": page("https://help.example.org/a")},
            {"name": "N", "contacts": page("https://www.he1p.example.org/b")},
        ),
        (
            {"contacts": [{"channel": "email", "email": "a@help.example.org"}]},
            {"name": "N", "contacts": page("https://he1p.example.org/")},
        ),
        (
            {"name": "The Line"},
            {
                "name": "The Line",
                "contacts": [
                    {"channel": "voice", "dial": "+18885550100", "display": "1-888-555-0100"},
                    {"channel": "sms", **OTHER},
                ],
            },
        ),
    ],
    ids=[
        *("name", "around", "inside", "country-of-a-part", "old-name", "name-of-old", "number"),
        *("host", "host-of-email", "one-contact-of-its-own"),
    ],
)
def test_what_is_easily_mistaken_is_a_copy(make_resource, ours, stranger):
    one, other = make_resource("us-hotline:line", **ours), make_resource("a:line", **stranger)

    assert alike(one, other) == {"a:line": ("us-hotline:line", True)}


@pytest.mark.parametrize(
    ("ours", "stranger"),
    [
        ({"name": "The Line"}, {"name": "The Line"}),
        ({"name": "Line", "regions": ["GB"]}, {"name": "Line", "contact": OTHER}),
        (
            {"name": "Line", "status": "retired", "note": "Gone."},
            {"name": "Line", "contact": OTHER},
        ),
        ({"name": "!"}, {"name": "?", "contact": OTHER}),
        (
            {"contact": {"dial": "116000", "dial_region": "US", "display": "116000"}},
            {"name": "N", "contact": {"dial": "116006", "dial_region": "US", "display": "116006"}},
        ),
        (
            {"contacts": page("https://pages.example.org/ours")},
            {"name": "N", "contacts": page("https://pages.example.org/theirs")},
        ),
        (
            {"contacts": [{"channel": "in-person", "location": "public"}]},
            {"name": "N", "contacts": [{"channel": "in-person", "location": "public"}]},
        ),
    ],
    ids=[
        *("same-number", "another-country", "gone", "no-letters", "short", "one-site"),
        "in-person",
    ],
)
def test_what_leads_to_the_same_people_or_elsewhere_is_no_copy(make_resource, ours, stranger):
    one, other = make_resource("us-hotline:line", **ours), make_resource("a:line", **stranger)

    assert alike(one, other) == {}


def test_two_records_of_one_pack_never_resemble_each_other(make_resource):
    lines = [make_resource("a:one", name="N"), make_resource("a:two", name="N", contact=OTHER)]

    assert catalog_of(lines).once(likenesses) == {}


def test_of_many_packs_with_one_name_each_finds_another(make_resource):
    lines = [
        make_resource(f"{pack}:line", name="N", contact={"dial": dial, "display": dial})
        for pack, dial in (("a", "+18885550100"), ("b", "+442079460123"), ("c", "+33123456789"))
    ]

    assert catalog_of(lines).once(likenesses) == {
        "a:line": ("b:line", False),
        "b:line": ("a:line", False),
        "c:line": ("a:line", False),
    }


def test_a_record_of_ours_beside_them_hides_no_likeness_of_two_strangers(make_resource):
    lines = [make_resource("a:line", name="N", contact=OTHER), make_resource("us-hotline:line")]
    far = {"dial": "+33123456789", "display": "+33123456789"}
    lines.append(make_resource("b:line", name="N", contact=far))
    catalog = attrs.evolve(
        catalog_of(lines), distributions={"us-hotline": "takeaction-pack-us-hotline"}
    )

    assert catalog.once(likenesses) == {"a:line": ("b:line", False), "b:line": ("a:line", False)}


@pytest.mark.parametrize(
    ("contact", "number"),
    [
        ({"dial": "+448000121700"}, "+448000121700"),
        ({"dial": "08000121700", "dial_region": "GB"}, "+448000121700"),
        ({"dial": "999", "dial_region": "GB"}, "GB 999"),
        ({"dial": "116000", "dial_region": "DE"}, "DE 116000"),
        ({"dial": "2345678", "dial_region": "SG"}, "+652345678"),
        ({"url": "https://example.org/"}, None),
    ],
)
def test_a_number_has_one_form_however_it_is_written(contact, number):
    assert full_number(Contact(id="c", channel=Channel.VOICE, **contact)) == number


def test_a_relay_for_text_telephones_is_nobodys_number():
    # 711 is the same relay for all lines behind it.
    relay = Contact(id="c", channel=Channel.TTY, dial="711", dial_region="US")

    assert contact_key(relay) is None
