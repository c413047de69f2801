"""Helplines as address cards, read back by ``vobject``."""

import re
from datetime import date

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from takeaction import QueryError
from takeaction.export.content_lines import vcards_of
from takeaction.export.json_text import lone_lines
from takeaction.export.selection import Selection
from takeaction.models.record import Source
from takeaction.models.resource import Contact, Resource
from takeaction.models.text import Text
from takeaction.testing import catalog_of
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.resources import OperatorKind, Purpose, ResourceKind

DAY = date(2026, 11, 28)
CONTACT = Contact(id="chat", channel=Channel.CHAT, url="https://example.org/")


def cards_of(content):
    cards = vobject.readComponents(content.decode())
    return {card.uid.value.removeprefix("urn:takeaction:"): card for card in cards}


def values(card, name):
    return [line.value for line in card.contents.get(name, [])]


def test_every_helpline_is_read_back_with_its_numbers(catalog, everything):
    cards = cards_of(vcards_of(catalog, everything))

    lines = {line.id: line for line in lone_lines(catalog, everything)}
    assert cards.keys() == lines.keys()
    assert len(cards) > 400
    for id, card in cards.items():
        line = lines[id]
        contacts = line.contacts
        assert card.version.value == "4.0"
        assert card.fn.value.startswith(str(line.name))
        assert values(card, "tel") == [each.dial for each in contacts if each.dial]
        assert values(card, "email") == [each.email for each in contacts if each.email]
        assert values(card, "url") == [
            each.url for each in contacts if each.url and not each.dial and not each.email
        ]
        for contact in contacts:
            assert (contact.display or contact.email or contact.url) in card.note.value


def test_a_note_begins_with_who_answers_and_ends_with_its_evidence(catalog):
    card = cards_of(vcards_of(catalog, Selection(regions=["US"], at=DAY)))[
        "us-hotline:national-hotline"
    ]

    lines = card.note.value.split("\n")
    assert card.fn.value == "National Human Trafficking Hotline (an independent organisation)"
    assert card.org.value == ["Compass Connections"]
    assert lines[0] == (
        "An independent organisation, not the police. They say they ask you before they tell the "
        "police and child protection. If they think a child or a life is in danger, they may "
        "not ask."
    )
    assert lines[1].startswith("Know first: What you report may reach the police")
    assert lines[3].startswith("Call 1-888-373-7888; hours: 24/7; English, Spanish, many more")
    assert lines[4].startswith("Text 233733 with the word HELP (United States); hours: 24/7")
    assert lines[-4].startswith("Source: Compass Connections Takes the Lead")
    assert lines[-3] == "Checked: two sources agree"
    assert lines[-2:] == ["Takeaction contributors, CC-BY-4.0", f"2026-11-28 {catalog.digest}"]


def test_a_number_has_its_type_and_the_first_is_preferred(odd_lines, everything):
    card = cards_of(vcards_of(catalog_of(odd_lines), everything))["a:full"]

    assert [(line.value, line.params) for line in card.contents["tel"]] == [
        ("+18883737888", {"PREF": ["1"], "TYPE": ["voice"]}),
        ("233733", {"PREF": ["2"], "TYPE": ["text"]}),
        ("711", {"PREF": ["3"], "TYPE": ["textphone"]}),
    ]
    assert values(card, "email") == ["a@example.org"]
    assert values(card, "url") == ["https://example.org/chat?a=1&b=2"]
    assert values(card, "categories") == [["support"]]
    assert card.org.value == ["Org, Inc; \\ <b>"]


def test_police_are_named_beside_the_name(odd_lines, everything):
    cards = cards_of(vcards_of(catalog_of(odd_lines), everything))

    assert cards["a:police"].fn.value == "A line (police)"
    assert cards["a:unknown"].fn.value == "A line (we don't know who runs it)"


def test_what_cannot_stand_alone_is_left_out(odd_lines, everything):
    cards = cards_of(vcards_of(catalog_of(odd_lines), everything))

    assert cards.keys() == {"a:full", "a:unknown", "a:police"}


def test_a_copy_of_another_line_is_left_out(make_line, everything):
    other = Contact(
        id="voice", channel=Channel.VOICE, dial="+442079460123", display="020 7946 0123"
    )
    lines = [make_line("a:line"), make_line("b:line", contacts=(other,))]

    catalog = catalog_of(lines)

    assert vcards_of(catalog, everything) == b""


def test_a_line_is_in_the_language_of_the_selection(catalog):
    cards = cards_of(vcards_of(catalog, Selection(regions=["FR"], languages=["fr"], at=DAY)))

    note = cards["helplines-europe:fr-119"].note.value
    assert note.startswith("Un service de l'État.")
    assert "Seulement pour\xa0: " in note


@given(st.text(min_size=1, max_size=200))
def test_any_text_is_read_back_and_no_line_is_too_long(text):
    line = Resource(
        id="a:line",
        name=Text("A line"),
        kind=ResourceKind.HOTLINE,
        purposes=frozenset({Purpose.SUPPORT}),
        operator_kind=OperatorKind.NGO,
        operator=text,
        source=Source(title="A test"),
        contacts=(CONTACT,),
    )

    written = vcards_of(catalog_of([line]), Selection(at=DAY))

    assert all(len(row) <= 75 for row in written.split(b"\r\n"))
    assert b"\n" not in written.replace(b"\r\n", b"")
    rows = written.decode().replace("\r\n ", "").split("\r\n")
    (org,) = (row for row in rows if row.startswith("ORG:"))
    unescaped = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], org[4:])
    lines = "\n".join(text.splitlines())
    assert unescaped == "".join(
        c for c in lines if c == "\n" or (not "\0" <= c < " " and not "\x7f" <= c <= "\x9f")
    )


def test_no_line_at_all_is_no_card(everything):
    assert vcards_of(catalog_of([]), everything) == b""


def test_anything_else_is_refused(catalog):
    with pytest.raises(QueryError, match="Selection"):
        vcards_of(catalog, {})
