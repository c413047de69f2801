"""The tools for tests by authors of packs and of host apps."""

from zipfile import ZipFile

import make
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from takeaction import Action, Contact, PackErrors, Profile, Resource, recommend
from takeaction.authoring.build import build
from takeaction.models.record import Record
from takeaction.testing import (
    actions,
    catalog_of,
    catalogs,
    changed,
    check_pack,
    contacts,
    hours,
    profiles,
    regions,
    resources,
    skills,
    words,
)

PACK = make.header("tiny", title="A tiny pack", publisher="Example", licence="CC0-1.0")


@pytest.fixture
def tiny(tmp_path):
    (tmp_path / "pack.toml").write_text(PACK, encoding="utf-8")
    return tmp_path


def test_an_installed_pack_is_checked_alone():
    catalog = check_pack("us-hotline")

    assert list(catalog.packs) == ["us-hotline"]
    assert catalog.resources["us-hotline:national-hotline"].contacts[0].dial == "+18883737888"


def test_a_pack_at_a_path_is_checked_alone(tiny):
    assert list(check_pack(tiny).packs) == ["tiny"]
    assert list(check_pack(str(tiny)).packs) == ["tiny"]


def test_an_archive_in_this_folder_is_checked(tiny, tmp_path, monkeypatch):
    with ZipFile(tmp_path / "tiny.zip", "w") as archive:
        archive.writestr("tiny/pack.json", build(tiny))
    monkeypatch.chdir(tmp_path)

    assert list(check_pack("tiny.zip").packs) == ["tiny"]


def test_a_pack_with_a_mistake_is_refused_with_its_place(tiny):
    # All mistakes are raised together, as ``takeaction pack check`` lists them.
    (tiny / "actions.toml").write_text('[[action]]\nid = "Bad"\n', encoding="utf-8")

    with pytest.raises(PackErrors) as caught:
        check_pack(tiny)

    assert 'tiny/actions.toml:2: Bad.id: "Bad" is not a valid id.' in str(caught.value)


def test_a_pack_that_is_not_installed_is_refused():
    with pytest.raises(PackErrors) as caught:
        check_pack("no-such-pack")

    assert str(caught.value.mistakes[0]) == (
        "no-such-pack: no installed distribution contains this pack. Fix: install it, or write the "
        "path of its folder, such as ./my-pack."
    )


@given(st.lists(st.one_of(actions(), actions("b"), resources()), unique_by=lambda r: r.id))
def test_a_catalog_contains_its_records(records):
    catalog = catalog_of(records)

    assert set(map(_id, catalog)) == set(map(_id, records))
    assert set(catalog.packs) == {record.pack for record in records}


def _id(record):
    return record.id


@given(actions("mine"))
def test_a_drawn_action_could_be_in_a_pack(action):
    assert isinstance(action, Action)
    assert action.pack == "mine"
    assert 1 <= action.minutes.min <= action.minutes.typical <= action.minutes.max
    assert action.modes
    assert action.ages


@given(resources("mine"))
def test_a_drawn_resource_could_be_in_a_pack(resource):
    assert isinstance(resource, Resource)
    assert resource.pack == "mine"
    assert all(contact.dial.startswith("+1") for contact in resource.contacts)


@pytest.mark.parametrize(
    ("strategy", "wanted"),
    [
        (contacts(), lambda contact: isinstance(contact, Contact) and contact.hours is None),
        (contacts(), lambda contact: contact.hours is not None),
        (hours(), lambda times: times.always),
        (hours(), lambda times: not times.always and times.zone == "Asia/Kathmandu"),
        (regions(), lambda region: region == "NP"),
        (skills(), lambda skill: skill == "writing"),
        (words("topic"), lambda topic: topic == "fair-trade"),
        (profiles(), lambda person: person.concern),
        (catalogs(most=3), lambda catalog: len(catalog) == 3),
        (catalogs("mine"), lambda catalog: isinstance(next(iter(catalog), None), Record)),
    ],
    ids=[
        *("no-hours", "with-hours", "always", "sometimes", "regions", "skills", "topics"),
        *("profiles", "catalogs", "records"),
    ],
)
def test_strategies_draw_the_cases_that_matter(strategy, wanted):
    assert wanted(_draw(strategy, wanted))


def _draw(strategy, wanted):
    """Draw the first value that is wanted; to search for the smallest would take minutes."""
    wide = settings(phases=[Phase.generate], database=None, derandomize=True, max_examples=20_000)
    return find(strategy, wanted, settings=wide)


@given(profiles(), st.integers(1, 600))
def test_a_profile_is_changed_in_the_named_fields_only(profile, minutes):
    other = changed(profile, minutes=minutes)

    assert other.minutes == minutes
    assert changed(other, minutes=profile.minutes) == profile


def test_a_drawn_catalog_answers_questions():
    catalog = _draw(catalogs(), lambda drawn: len(drawn.actions) > 1)

    answer = recommend(catalog, Profile(minutes=600), limit=None)

    assert len(answer) + sum(answer.excluded.values()) == len(catalog.actions)
