"""S41: a pack that wants to bring an emergency number of its own."""

import re
from datetime import UTC, datetime

import attrs
import make
import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import resources

import takeaction
from takeaction import HelpQuery, Profile, assess, check_destination, find_help, recommend
from takeaction.core_data import read
from takeaction.engine.help.emergency import find_emergency
from takeaction.errors import Outcome
from takeaction.lock.held import pin_all
from takeaction.lock.lock import Lock
from takeaction.models.numbers import emergency_numbers, emergency_place
from takeaction.models.record import Source
from takeaction.models.region import find_region
from takeaction.models.resource import Contact, Resource
from takeaction.models.text import Text
from takeaction.testing import catalog_of
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.resources import OperatorKind, Purpose, ResourceKind

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
FOREIGN = "+12025550143"
HEADER = make.header("{id}", licence="CC0-1.0", caveat="A sign is not proof.")
RECORD = """\
[[resource]]
id = "aid"
name = "Emergency"
kind = "{kind}"
purposes = {purposes}
regions = {regions}
operator_kind = "ngo"
status = "{status}"
source = {{ title = "A page" }}
verified = {{ method = "called", on = 2026-11-01, by = "A. Nobody" }}

[[resource.contacts]]
{contact}
hours = "24/7"
"""
FULL = f'channel = "voice"\ndial = "{FOREIGN}"\ndisplay = "202-555-0143"'
ACT = """\
[[action]]
id = "act"
title = "Act"
summary = "Why."
steps = ["A.", "B.", "C."]
cadence = "once"
concern = true
minutes = { min = 1, typical = 2, max = 5 }
modes = ["solo-online"]
finds = [{ purpose = "emergency" }]
safety = ["Danger now: call the emergency number first."]
source = { title = "A guide" }
"""
SIGN = """\
[[indicator]]
id = "danger"
text = "Somebody is hurt."
element = "means"
grade = "strong"
grade_basis = "editorial"
types = ["any"]
observable_by = ["bystander"]
ask = "notice"
reading = "read"
immediate_danger = true
source = { title = "A page" }
"""


def short(dial, region):
    return f'channel = "voice"\ndial = "{dial}"\ndial_region = "{region}"\ndisplay = "{dial}"'


def record(contact=FULL, regions='["US"]', **fields):
    values = {"kind": "emergency", "purposes": '["emergency"]', "status": "active", **fields}
    return RECORD.format(contact=contact, regions=regions, **values)


@pytest.fixture
def loaded(write):
    """Return a function that loads a pack alone, with or without a lock that knows another."""

    def load(resources, id="aid-first", lock=None):
        files = {
            "pack.toml": HEADER.format(id=id),
            "resources.toml": resources,
            "actions.toml": ACT,
            "indicators.toml": SIGN,
        }
        return takeaction.load(paths=[write(files, id)], packs=[], at=AT, lock=lock)

    return load


def dropped(catalog):
    return [error.code for error in catalog.mistakes if error.outcome is Outcome.DROP]


def all_texts(catalog, region):
    answer = find_help(catalog, HelpQuery(region), at=AT)
    ranked = recommend(catalog, Profile(minutes=30, region=region, concern=True), at=AT)
    signs = assess(catalog, [f"{next(iter(catalog.indicators))}"], region=region, at=AT)
    texts = [
        answer.emergency.text,
        ranked.notices[0].text,
        *(filled.emergency.text for each in ranked for filled in each.finds),
        signs.help.emergency.text,
        signs.steps[0].text,
        check_destination(catalog, region, at=AT).help.emergency.text,
    ]
    contacts = [each.contact.dial for each in signs.help.ways]
    return texts, contacts


@pytest.mark.parametrize("id", ["aid-first", "us-hotline", "zz-last"])
@pytest.mark.parametrize("region", ["US", "US-TX", "GB", "TD", "PR"])
def test_s41_a_pack_cannot_bring_an_emergency_number(loaded, id, region):
    catalog = loaded(record(regions=f'["{region}"]'), id)

    assert dropped(catalog) == ["contact.emergency"]
    assert not catalog.resources
    texts, contacts = all_texts(catalog, region)
    assert set(texts) == {find_emergency(find_region(region), "en").text}
    assert contacts == []
    assert list(find_help(catalog, HelpQuery(region, purpose="emergency"), at=AT)) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"regions": '["001"]'},
        {"regions": '["US", "CA", "021"]'},
        {"purposes": '["emergency", "support", "report"]', "kind": "hotline"},
        {"purposes": '["support"]'},
        {"status": "unknown"},
        {"contact": short("999", "US")},
        {"contact": short("911", "US"), "regions": '["US", "GB"]'},
        {"contact": short("911", "GB"), "regions": '["US"]'},
        {"contact": short("2020", "TD"), "regions": '["TD"]'},
        {"contact": f'{short("911", "US")}\nkeyword = "HELP"'.replace("voice", "sms")},
        {"contact": 'channel = "chat"\nurl = "https://example.org/"'},
        {"contact": 'channel = "email"\nemail = "now@example.org"'},
    ],
    ids=[
        *("world", "a-group", "with-other-purposes", "kind-alone", "status", "of-another-country"),
        *("in-a-second-country", "dialled-elsewhere", "no-number-known", "text", "chat", "email"),
    ],
)
def test_s41_no_shape_of_the_record_gets_through(loaded, fields):
    catalog = loaded(record(**fields))

    assert dropped(catalog) == ["contact.emergency"]
    assert not catalog.resources


@pytest.mark.parametrize("contact", [FULL, short("911", "US")], ids=["foreign", "accepted"])
def test_s41_a_lock_changes_nothing(loaded, write, contact):
    files = {"pack.toml": HEADER.format(id="aid-first"), "resources.toml": record(contact)}
    lock, _ = pin_all(paths=[write(files, "aid-first")], packs=[], lock=Lock())

    catalog = loaded(record(), lock=lock)

    assert find_help(catalog, HelpQuery("US"), at=AT).emergency.dial == "911"
    assert "aid-first:aid" not in catalog.resources


@pytest.mark.parametrize(
    ("dial", "regions"),
    [("911", '["US"]'), ("911", '["US-TX", "US-PR"]'), ("17", '["FR"]'), ("112", '["FR", "DE"]')],
)
def test_s41_the_core_s_own_number_may_stand_beneath_it(loaded, dial, regions):
    country = regions[2:4]
    catalog = loaded(record(short(dial, country), regions))

    assert dropped(catalog) == []
    asked = find_help(catalog, HelpQuery(country, purpose="emergency"), at=AT)
    assert asked.emergency.dial == emergency_numbers(country).main
    texts, contacts = all_texts(catalog, country)
    assert set(texts) == {find_emergency(find_region(country), "en").text}
    assert contacts == []


def test_s41_a_patch_takes_a_record_to_no_other_country(write):
    good = HEADER.format(id="good")
    files = {"pack.toml": good, "resources.toml": record(short("911", "US"))}
    patch = '[[patch]]\ntarget = "good:aid"\nreason = "R."\nregions = ["TD", "001"]\n'
    evil = {"pack.toml": HEADER.format(id="evil"), "patches.toml": patch}

    catalog = takeaction.load(paths=[write(files, "good"), write(evil, "evil")], packs=[], at=AT)

    for region in ("TD", "GB"):
        answer = find_help(catalog, HelpQuery(region, purpose="emergency"), at=AT)
        assert list(answer) == []
        assert answer.emergency.dial == find_emergency(find_region(region), "en").dial


def test_s41_a_name_puts_no_number_into_the_notice():
    # the notice names an independent line, but never one with digits in its name.
    lines = [
        Resource(
            id=f"a:line-{number}",
            name=Text(name),
            kind=ResourceKind.HOTLINE,
            operator_kind=OperatorKind.NGO,
            purposes=frozenset({Purpose.SUPPORT}),
            source=Source(title="A page"),
            contacts=(Contact(id="voice", channel=Channel.VOICE, dial=FOREIGN, display="1"),),
        )
        for number, name in enumerate(["Call 202-555-0143", "Call ²⁰²", "Call ٢٠٢", "Call Ⅸ"])
    ]

    answer = find_help(catalog_of(lines), HelpQuery("US", topic="police-feared"), at=AT)

    assert re.findall(r"\d+", answer.emergency.text) == ["911"]
    assert "talk first" not in answer.emergency.text


CODES = sorted({*read("regions")["countries"], *read("regions")["groups"]})
PARTS = sorted(read("emergency")["territories"])
EMERGENCY_RECORDS = st.lists(
    resources().map(lambda each: attrs.evolve(each, purposes=frozenset({Purpose.EMERGENCY}))),
    max_size=3,
)


@given(code=st.sampled_from([*CODES, *PARTS, "US-TX", "GB-SCT"]), lines=EMERGENCY_RECORDS)
def test_the_number_of_every_place_is_that_of_the_core(code, lines):
    emergency = find_help(catalog_of(lines), HelpQuery(code), at=AT).emergency

    place = emergency_place(code)
    numbers = emergency_numbers(place) if place else None
    assert (emergency.place, emergency.dial) == (place, numbers.main if numbers else None)
    assert re.findall(r"\d+", emergency.text) == ([numbers.main] if numbers else [])
