"""Duplicates: one number in several packs is one referral."""

from datetime import UTC, datetime

import attrs
import pytest

from takeaction import HelpQuery, find_help
from takeaction.models.text import Text, Words
from takeaction.testing import catalog_of

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
OURS = {"us-hotline": "takeaction-pack-us-hotline"}
OPEN = {"hours": "Mo-Fr 09:00-17:00", "zone": "America/New_York"}  # 10:00 there
CLOSED = {"hours": "Mo-Fr 13:00-17:00", "zone": "America/New_York"}


def listed(*lines, distributions=OURS, **query):
    catalog = attrs.evolve(catalog_of(lines), distributions=distributions)
    return find_help(catalog, HelpQuery("US", **query), at=AT).ways


def test_one_number_in_two_packs_is_one_referral(make_resource):
    (referral,) = listed(
        make_resource("a:line", name="Other name"),
        make_resource("us-hotline:line", name="Own name"),
        make_resource("b:line", name="Third name"),
    )

    data = referral.as_json()
    assert (data["id"], data["name"], data["also_in"]) == (
        *("us-hotline:line", "Own name"),
        ["a:line", "b:line"],
    )


def test_between_strangers_the_lowest_id_has_the_words(make_resource):
    # Nobody can tell which is the original, so the order is fixed.
    (referral,) = listed(make_resource("b:line"), make_resource("a:line"))

    assert (referral.resource.id, referral.also_in) == ("a:line", ("b:line",))


def test_between_equals_the_nearer_record_has_the_words(make_resource):
    (referral,) = listed(make_resource("a:line", regions=["001"]), make_resource("b:line"))

    assert (referral.resource.id, referral.via) == ("b:line", "US")


def test_two_records_of_one_pack_with_one_number_stay_two(make_resource):
    answer = listed(
        make_resource("a:adults"),
        make_resource("a:children", only_for="Children"),
        make_resource("b:line"),
    )

    assert [(referral.resource.id, referral.also_in) for referral in answer] == [
        ("a:adults", ("b:line",)),
        ("a:children", ()),
    ]


@pytest.mark.parametrize("channel", ["voice", "sms", "tty"])
def test_a_relay_that_lines_share_merges_none_of_them(make_resource, channel):
    # 711 leads to whoever the caller names: a record that lists it too is no other record of one.
    # It is a relay where several lines of one pack have it, whichever channel they call it.
    relay = {"channel": channel, "dial": "711", "dial_region": "US", "display": "711"}

    ways = listed(
        *(make_resource(id, contacts=[relay]) for id in ("us-hotline:a", "us-hotline:b", "b:line"))
    )

    assert {way.resource.id: way.also_in for way in ways} == {
        "us-hotline:a": (),
        "us-hotline:b": (),
        "b:line": (),
    }


def test_lines_merge_by_their_numbers_and_never_whole(make_resource):
    number = {"channel": "voice", "dial": "+18885550100", "display": "1-888-555-0100"}
    text = {"channel": "sms", "dial": "+18885550199", "display": "1-888-555-0199"}

    ways = listed(
        make_resource("us-hotline:line", contacts=[number]),
        make_resource("b:line", contacts=[number, text]),
    )

    assert [(way.resource.id, way.contact.channel, way.also_in) for way in ways] == [
        ("us-hotline:line", "voice", ("b:line",)),
        ("b:line", "sms", ()),
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"channel": "sms", "dial": "+18885550100", "display": "1-888-555-0100"},
        {"channel": "in-person", "location": "public"},
        {"channel": "tty", "dial": "711", "dial_region": "US", "display": "711"},
    ],
    ids=["sms", "in-person", "relay"],
)
def test_another_channel_is_another_way_to_reach_somebody(make_resource, other):
    answer = listed(
        make_resource("a:line", contacts=[other]), make_resource("b:line", contacts=[other])
    )
    mixed = listed(make_resource("a:line"), make_resource("b:line", contacts=[other]))

    assert len(answer) == (1 if other["channel"] == "sms" else 2)
    assert len(mixed) == 2


@pytest.mark.parametrize(
    ("one", "other", "state"),
    [
        (OPEN, OPEN, "open"),
        (OPEN, CLOSED, "uncertain"),
        (CLOSED, OPEN, "uncertain"),
        (OPEN, {}, "open"),
        ({}, OPEN, "uncertain"),
        (CLOSED, {}, "closed"),
    ],
    ids=["same", "other", "closed-or-not", "unknown-there", "unknown-here", "closed"],
)
def test_hours_that_differ_between_equals_are_uncertain(make_resource, one, other, state):
    (referral,) = listed(
        make_resource("a:line", contact=one), make_resource("b:line", contact=other)
    )

    assert (referral.state, referral.opens is None) == (state, state != "closed")


@pytest.mark.parametrize(
    ("own", "other", "state"),
    [(OPEN, CLOSED, "uncertain"), (CLOSED, OPEN, "closed"), (CLOSED, CLOSED, "closed")],
)
def test_a_stranger_makes_hours_doubtful_and_opens_no_closed_line(make_resource, own, other, state):
    (referral,) = listed(
        make_resource("us-hotline:line", contact=own), make_resource("a:line", contact=other)
    )

    assert referral.state == state


def test_every_caution_of_either_is_kept(make_resource):
    (referral,) = listed(
        make_resource(
            "a:line",
            purposes=["missing-children"],
            warning="Staff of A answer.",
            contact={"recorded": False, "shows_on_bill": False, "shares_with": ["police"]},
        ),
        make_resource(
            "b:line",
            purposes=["missing-children"],
            warning="Staff of B answer.",
            only_for="Women",
            returns_people="reported",
            contact={"recorded": True, "shares_with": ["immigration"]},
        ),
        topic="missing-person",
        concerns_child=True,
    )

    data = referral.as_json()
    assert data["warning"] == "Staff of A answer. Staff of B answer."
    assert (data["only_for"], data["returns_people"]) == ("Women", "reported")
    assert (data["recorded"], data["shows_on_bill"]) == (True, None)
    assert data["shares_with"] == ["immigration", "police"]


@pytest.mark.parametrize(
    ("own", "other", "told"),
    [
        ("if-you-agree", "always", "always"),
        ("always", "never", "always"),
        ("never", "danger-or-child", "danger-or-child"),
        ("never", "if-you-agree", "if-you-agree"),
        ("never", None, "never"),
        (None, "always", "always"),
        (None, "danger-or-child", "danger-or-child"),
        (None, "if-you-agree", None),
        (None, "never", None),
        (None, None, None),
    ],
)
def test_whom_a_line_tells_is_the_wider_of_what_two_records_say(make_resource, own, other, told):
    # Nobody but its own record may say that a line keeps something private.
    def contact(level):
        return {"tells": {"police": level, "family": "always"} if level else {"family": "always"}}

    (referral,) = listed(
        make_resource("us-hotline:line", contact=contact(own)),
        make_resource("a:line", contact=contact(other)),
    )

    tells = referral.contact.tells
    assert (tells.police, tells.family) == (told, "always")


def test_a_caution_about_one_way_is_said_of_the_whole_line(make_resource):
    voice = {"channel": "voice", "dial": "+18885550100", "display": "1-888-555-0100"}
    text = {"channel": "sms", "dial": "+18885550199", "display": "1-888-555-0199"}

    ways = listed(
        make_resource("us-hotline:line", contacts=[voice, text]),
        make_resource("a:line", contacts=[{**text, "tells": {"police": "always"}}]),
    )

    assert ways[0].contact.tells is None
    assert {str(way.who) for way in ways} == {
        "We don't know who answers. What you say goes to the police."
    }


def test_a_caution_that_both_deny_stays_denied(make_resource):
    contact = {"recorded": False, "shows_on_bill": False}

    (referral,) = listed(
        make_resource("a:line", contact=contact), make_resource("b:line", contact=contact)
    )

    data = referral.as_json()
    assert (data["recorded"], data["shows_on_bill"], data["warning"]) == (False, False, None)


def _text(english, spanish):
    return Text(english, "en", (Words(spanish, "es"),))


def test_warnings_of_equals_are_joined_in_each_language(make_resource):
    one, other = (
        attrs.evolve(
            make_resource(id),
            warning=Text(f"{id} answers.", "en", (Words(f"Contesta {id}.", "es"),)),
        )
        for id in ("a:line", "b:line")
    )

    (referral,) = listed(one, other)

    assert referral.resource.warning.pick(["es"]).text == "Contesta a:line. Contesta b:line."
    assert referral.resource.warning.language == "en"


def test_words_of_a_stranger_never_stand_beside_those_of_the_original(make_resource):
    (referral,) = listed(
        make_resource("us-hotline:line", warning="Own."),
        make_resource(
            "a:line",
            warning="Call 0900 instead.",
            only_for="Nobody",
            returns_people="yes",
            contact={"shares_with": ["police"]},
        ),
    )

    data = referral.as_json()
    assert (data["warning"], data["only_for"], data["shares_with"]) == ("Own.", None, ["police"])
    assert data["returns_people"] == "yes"


@pytest.mark.parametrize(
    ("ids", "listed_ids"),
    [(("us-hotline:line", "a:line"), ["us-hotline:line"]), (("b:line", "a:line"), [])],
    ids=["stranger", "equal"],
)
def test_who_fled_is_sent_to_no_line_that_an_equal_says_returns_people(
    make_resource, ids, listed_ids
):
    one, other = ids
    answer = listed(
        make_resource(one), make_resource(other, returns_people="yes"), topic="violence-home"
    )

    assert [referral.resource.id for referral in answer] == listed_ids
