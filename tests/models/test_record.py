"""The fields that all records share."""

import json
import pickle
from datetime import date

import attrs
import pytest
from hypothesis import given
from make import actions, resources

from takeaction.errors import QueryError
from takeaction.models.action import Action
from takeaction.models.goods import Good, Label, Rating, Vendor
from takeaction.models.indicator import Indicator
from takeaction.models.record import NOT_VERIFIED, Link, Record, Source, Verified
from takeaction.models.resource import Resource
from takeaction.models.text import Text
from takeaction.vocabulary.records import Kind, Method, Status

KINDS = [Action, Resource, Indicator, Vendor, Label, Good, Rating]
RECORD = Record(id="a-pack:one", source=Source(title="A page"))
of_each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__.lower())


def parts(value):
    yield value
    if attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from parts(getattr(value, field.name))
    elif isinstance(value, (tuple, frozenset)):
        for item in value:
            yield from parts(item)


def test_a_record_has_only_the_facts_it_was_given():
    assert attrs.asdict(RECORD, recurse=False) == {
        "id": "a-pack:one",
        "source": Source(title="A page"),
        "regions": {"001"},
        "topics": set(),
        "status": Status.ACTIVE,
        "replaced_by": None,
        "aliases": (),
        "also_known_as": (),
        "people_say": None,
        "note": None,
        "verified": NOT_VERIFIED,
        "reviewed": None,
    }
    assert RECORD.verified == Verified(method=Method.NONE)


def test_an_id_is_a_pack_and_a_local_id():
    assert (RECORD.pack, RECORD.local_id) == ("a-pack", "one")


def test_every_kind_of_record_is_here():
    # The classes of records are the words of the list, except for words.
    assert {kind.__name__.lower() for kind in KINDS} == set(Kind) - {Kind.WORD}
    assert set(Record.__subclasses__()) == set(KINDS)


@of_each_kind
def test_the_kind_of_a_record_is_its_class(kind):
    bare = kind.__new__(kind)

    assert bare.record_kind is Kind(kind.__name__.lower())


@of_each_kind
def test_every_kind_has_the_common_fields(kind):
    common = [field.name for field in attrs.fields(Record)]

    assert [field.name for field in attrs.fields(kind)][: len(common)] == common


@of_each_kind
def test_every_field_is_keyword_only(kind):
    assert all(field.kw_only for field in attrs.fields(kind))


@given(actions())
def test_a_record_can_be_pickled_and_hashed(action):
    other = pickle.loads(pickle.dumps(action))  # noqa: S301 - our own bytes

    assert other == action
    assert len({other, action}) == 1


@given(resources())
def test_nothing_in_a_record_can_be_changed(resource):
    for part in parts(resource):
        assert not isinstance(part, (list, dict, set))
        if attrs.has(type(part)):
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(part, attrs.fields(type(part))[0].name, None)


def test_a_link_is_a_title_and_an_address():
    link = Link(title=Text("Laws"), url="https://example.org/laws")

    assert (str(link.title), link.url) == ("Laws", "https://example.org/laws")


def test_a_record_says_who_checked_it():
    verified = Verified(method=Method.CALLED, on=date(2026, 11, 1), by="A. Reviewer")

    assert attrs.evolve(RECORD, verified=verified).verified == verified


ROOMS = ("actions", "resources", "indicators", "vendors", "labels", "goods", "ratings")


@pytest.mark.parametrize("translations", ["beneath", "apart"])
@pytest.mark.parametrize("room", ROOMS)
def test_every_record_is_plain_data(catalog, room, translations):
    # Each record gives all its fields but what people say, its pack, its kind and its label.
    for record in getattr(catalog, room).values():
        data = record.as_json(["es"], translations=translations)

        assert json.loads(json.dumps(data)) == data
        fields = [field.name for field in attrs.fields(type(record))]
        assert [name for name in fields if name != "people_say"] == list(data)[:-4]
        assert data["kind_of_record"] == record.record_kind
        assert data["pack"] == record.pack
        assert data["language"] == record.label.pick(["es"]).language


def test_a_record_gives_its_texts_in_the_language_that_is_asked_for(catalog):
    action = catalog.actions["community-actions:write-editorial"]

    data, apart = action.as_json(["es-MX"]), action.as_json(["es"], translations="apart")

    assert data["label"] == data["title"] == action.title.pick(["es"]).text
    assert data["steps"][0] == str(action.steps[0].pick(["es"]))
    assert data["steps"][0].endswith(f"\n({action.steps[0]})")
    assert apart["label"] == apart["title"]
    assert apart["steps"][0]["source"] == str(action.steps[0])
    assert action.as_json()["title"] == str(action.title)


def test_a_wrong_argument_for_the_data_of_a_record_is_refused(catalog):
    action = catalog.actions["community-actions:write-editorial"]

    with pytest.raises(QueryError) as place:
        action.as_json(translations="aside")
    with pytest.raises(QueryError) as tag:
        action.as_json(["not a tag"])

    assert (place.value.field, tag.value.field) == ("translations", "languages")
