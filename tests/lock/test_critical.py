"""The values that a lock pins: all that can send a person to the wrong place."""

from datetime import date

import attrs
import pytest

from takeaction.lock.critical import (
    last_checked,
    loose_fields,
    name_of,
    state_of,
)
from takeaction.models.action import Action, Minutes, Slot
from takeaction.models.goods import Claim, Good, Label, Rating, Vendor
from takeaction.models.indicator import Indicator
from takeaction.models.pack import Header, Patch, PatchText
from takeaction.models.record import Link, Source, Verified
from takeaction.models.resource import Contact, Hours, Resource, parse_hours
from takeaction.models.text import Text, Words
from takeaction.models.word import Word
from takeaction.vocabulary.actions import Cadence, Mode, Risk
from takeaction.vocabulary.contacts import Channel, SharedWith
from takeaction.vocabulary.goods import GoodKind
from takeaction.vocabulary.records import Status
from takeaction.vocabulary.resources import Audience, Purpose, ResourceKind

PINNED = {
    Resource: {
        *("name", "kind", "purposes", "audience", "only_for", "warning", "operator"),
        *("operator_kind", "returns_people", "contacts", "url", "links", "id", "source", "serves"),
        *("regions", "status", "replaced_by", "aliases", "also_known_as", "note", "verified"),
        *("reviewed", "summary"),
    },
    Contact: {
        *("channel", "id", "dial", "dial_region", "display", "keyword", "email", "url"),
        *("languages", "interpreter", "hours", "cost", "reachable_from", "anonymous", "recorded"),
        *("shows_on_bill", "tells", "shares_with", "location", "note", "verified"),
    },
    Hours: {"zone", "text"},
    Source: {"url"},
    Link: {"title", "url"},
    Action: {
        *("id", "regions", "status", "replaced_by", "aliases", "roles_only", "risk", "ages"),
        *("concern", "quiet", "safety", "finds", "links", "resources", "steps", "templates"),
        *("note", "verified", "reviewed", "kind", "in_parts"),
    },
    Slot: {"purpose", "kind"},
    Indicator: {
        *("id", "status", "replaced_by", "aliases", "immediate_danger", "text", "text_self"),
        *("concept", "element", "grade", "grade_basis", "child_grade", "types", "applies_to"),
        *("reading", "note", "verified", "reviewed"),
    },
    Vendor: {
        *("id", "regions", "status", "replaced_by", "aliases", "name", "claims", "memberships"),
        *("survivor_made", "url", "note", "verified", "reviewed"),
    },
    Claim: {"label", "scope", "certificate", "valid_until", "evidence"},
    Label: {
        *("id", "regions", "status", "replaced_by", "aliases", "name", "kind", "scope"),
        *("audited_by", "third_party_audited", "forced_labour_criterion", "does_not_cover", "url"),
        *("note", "verified", "reviewed"),
    },
    Good: {"id", "status", "replaced_by", "aliases", "note", "verified", "reviewed"},
    Rating: {"id", "status", "replaced_by", "aliases", "note", "verified", "reviewed"},
    Word: {"id", "observer"},
    Header: {"id", "publisher", "caveat", "contact"},
    Patch: {"target", "regions", "languages", "links", "translations"},
    PatchText: {"language", "field", "source", "text", "reviewed", "review"},
}


def line(**fields):
    defaults = {
        "name": Text("A line"),
        "kind": ResourceKind.HOTLINE,
        "source": Source(title="A page"),
    }
    return Resource(id="a:line", **{**defaults, **fields})


def action(**fields):
    defaults = {
        "title": Text("Do it"),
        "summary": Text("It helps."),
        "steps": (Text("Begin."),),
        "minutes": Minutes(min=1, typical=2, max=3),
        "cadence": Cadence.ONCE,
        "modes": frozenset({Mode.SOLO_ONLINE}),
        "source": Source(title="A page"),
    }
    return Action(id="a:do", **{**defaults, **fields})


@pytest.mark.parametrize("model", PINNED, ids=lambda model: model.__name__)
def test_no_field_that_can_mislead_is_marked_as_loose(model):
    fields = {field.name for field in attrs.fields(model)}

    assert PINNED[model] <= fields - loose_fields(model)


def test_a_field_that_nobody_has_classified_is_pinned():
    @attrs.frozen(kw_only=True)
    class Newer(Contact):
        """A contact with one more field."""

        handle: str

    Newer.__name__ = "Contact"
    contact = Newer(channel=Channel.CHAT, id="chat", handle="@help")

    assert state_of(line(contacts=(contact,))).values["contacts[chat].handle"] == "@help"


def test_the_values_of_a_line_are_written_out():
    voice = Contact(
        channel=Channel.VOICE,
        id="voice",
        dial="+18885550100",
        display="1-888-555-0100",
        languages=("en", "es"),
        hours=parse_hours("Mo 09:00-17:00", "America/New_York"),
        anonymous=False,
        shares_with=frozenset({SharedWith.POLICE, SharedWith.IMMIGRATION}),
        verified=Verified(by="A. Reviewer"),
    )
    values = state_of(
        line(
            contacts=(voice,),
            purposes=frozenset({Purpose.SUPPORT, Purpose.REPORT}),
            audience=frozenset({Audience.CHILD}),
            warning=Text("Ask first.", "en", (Words("Pregunta antes.", "es"),)),
            links=(Link(title=Text("More"), url="https://example.org/"),),
            summary=Text("It listens."),
            source=Source(title="A page", url="https://example.org/source"),
        )
    ).values

    assert values == {
        "name": "A line",
        "kind": "hotline",
        "status": "active",
        "regions": ("001",),
        "purposes": ("report", "support"),
        "audience": ("child",),
        "warning": "Ask first.",
        "warning@es": "Pregunta antes.",
        "links[0].title": "More",
        "links[0].url": "https://example.org/",
        "source.url": "https://example.org/source",
        "summary": "It listens.",
        "contacts[voice].channel": "voice",
        "contacts[voice].dial": "+18885550100",
        "contacts[voice].display": "1-888-555-0100",
        "contacts[voice].languages": ("en", "es"),
        "contacts[voice].hours.text": "Mo 09:00-17:00",
        "contacts[voice].hours.zone": "America/New_York",
        "contacts[voice].anonymous": False,
        "contacts[voice].shares_with": ("immigration", "police"),
        "contacts[voice].verified": ("method none", "by A. Reviewer"),
    }


def test_a_line_that_never_closes_differs_from_one_with_unknown_hours():
    chat = Contact(channel=Channel.CHAT, id="chat", hours=Hours())

    assert state_of(line(contacts=(chat,))).values["contacts[chat].hours.text"] == "24/7"


def test_only_unusual_values_of_actions_are_written():
    # There are many actions, so values that all of them have are not repeated.
    assert state_of(action()).values == {"steps[0]": "Begin."}
    assert state_of(
        action(
            risk=Risk.LOW,
            concern=True,
            status=Status.RETIRED,
            safety=(Text("Name nobody."),),
            finds=(Slot(purpose=Purpose.REPORT),),
        )
    ).values == {
        "steps[0]": "Begin.",
        "risk": "low",
        "concern": True,
        "status": "retired",
        "safety[0]": "Name nobody.",
        "finds[0].purpose": "report",
    }


def test_claims_of_a_vendor_are_pinned_with_their_days():
    claim = Claim(label="a:fair", certificate="X1", valid_until=date(2027, 1, 31))
    shop = Vendor(
        id="a:shop", name=Text("Shop"), kind="retailer", claims=(claim,), source=Source(title="A")
    )

    assert state_of(shop).values == {
        "name": "Shop",
        "claims[0].label": "a:fair",
        "claims[0].certificate": "X1",
        "claims[0].valid_until": "2027-01-31",
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"title": Text("Call 112")},
        {"summary": Text("It is at example.org.")},
        {"source": Source(title="The list of 2024")},
        {"also_known_as": ("Day 1",)},
    ],
    ids=["title", "summary", "source", "names"],
)
def test_a_text_that_points_somewhere_is_pinned_whole_in_any_field(fields):
    ((field, value),) = fields.items()
    values = state_of(action(**fields)).values
    plain = value.title if isinstance(value, Source) else value

    found = values["source.title" if field == "source" else field]
    assert found == (plain if isinstance(plain, (str, tuple)) else plain.source)


def test_codes_are_no_numbers_to_call():
    header = Header(id="a", title=Text("T"), publisher="P", licence="CC0-1.0", schema=1)

    assert state_of(header).values == {"publisher": "P"}


@pytest.mark.parametrize(
    "text",
    [
        *("a" * 4_000, "a." * 2_000, "1-" * 2_000, "1 " * 2_000, "-" * 4_000, "2019 " * 800),
        *("@ " * 2_000, "1" + "-" * 3_999, "(" * 4_000, "http" * 1_000, "a@" * 2_000),
        *("20 19.08 " * 400, " ".join(f"@{number}" for number in range(700))),
    ],
    ids=lambda text: text[:6],
)
def test_looking_for_numbers_takes_no_longer_than_reading(text, at_most):
    model = action(steps=(Text(text),) * 100)

    with at_most(seconds=1):
        state_of(model)


def test_each_language_of_a_text_is_pinned_by_itself():
    title = Text("Ask", "en", (Words("Llama al 113", "es"), Words("Demande", "fr")))

    assert state_of(action(title=title)).values == {
        "title@es": "Llama al 113",
        "steps[0]": "Begin.",
    }


def test_each_record_has_its_name():
    assert name_of(action(title=Text("Do it"))) == "Do it"
    assert name_of(Patch(target="b:line", reason=Text("More."))) == ""


def test_the_unpinned_fields_of_a_record_have_a_fingerprint():
    one, other = (
        state_of(action()).wording,
        state_of(action(summary=Text("It helps a lot."))).wording,
    )

    assert (one.split(",")[0], other.split(",")[0]) == ("6 words", "8 words")
    assert one != state_of(action(topics=frozenset({"awareness"}))).wording
    assert one != state_of(action(minutes=Minutes(min=1, typical=2, max=4))).wording
    assert state_of(action(days=("07-30",))).values["days"] == ("07-30",)
    assert one != state_of(action(source=Source(title="Another page"))).wording
    assert (
        state_of(action(title=Text("Tue es", "fr"))).wording
        == state_of(action(title=Text("Tue es", "fr"))).wording
    )


def test_a_fingerprint_is_the_same_in_each_release():
    # Lock files store it: otherwise each of them would report changes that nobody made.
    model = action(
        days=("07-30",),
        links=(Link(title=Text("A page"), url="https://example.org"),),
        source=Source(title="A page", publisher="They"),
        topics=frozenset({"awareness", "giving"}),
    )

    assert state_of(model).wording == "7 words, 7fb6c0b8ba92d47e"


def test_critical_values_and_dates_of_checks_are_not_in_the_fingerprint():
    looked = Source(title="A page", checked=date(2026, 11, 1), dated="2026")

    assert state_of(action()).wording == state_of(action(source=looked, risk=Risk.LOW)).wording
    assert (
        state_of(line()).wording == state_of(line(verified=Verified(on=date(2026, 1, 1)))).wording
    )


def test_a_check_is_one_value_with_all_that_is_known_of_it():
    verified = Verified(method="called", on=date(2026, 3, 2), by="A. Reader")

    assert state_of(line(verified=verified)).values["verified"] == (
        "method called",
        "on 2026-03-02",
        "by A. Reader",
    )
    assert "verified" not in state_of(line(verified=Verified())).values


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {}),
        ({"source": Source(title="A", dated="2026-08")}, {"": "source of 2026-08"}),
        (
            {"source": Source(title="A", dated="2026-08", checked=date(2026, 11, 1))},
            {"": "source read 2026-11-01"},
        ),
    ],
    ids=["unknown", "dated", "read"],
)
def test_the_last_reading_of_a_source_is_noted(fields, expected):
    assert last_checked(line(**fields)) == expected


def test_a_patch_has_no_last_check():
    assert last_checked(Patch(target="b:line", reason=Text("More."))) == {}


def test_a_good_is_pinned_by_whether_it_is_still_listed():
    good = Good(
        id="a:tea",
        name=Text("Tea"),
        product="tea",
        country="KE",
        kind=GoodKind.CHILD,
        edition=2024,
        source=Source(title="A list"),
    )

    assert state_of(good).values == {}
    assert state_of(attrs.evolve(good, status=Status.RETIRED)).values == {"status": "retired"}
