"""What nearly every record goes through: a model is made at once, or refused without a word."""

import pytest

from takeaction.limits import Limits
from takeaction.models.resource import Resource
from takeaction.models.source import Verified
from takeaction.packs.reading.drafts import read
from takeaction.packs.sources.discovery import discover
from takeaction.packs.structuring.fast import maker
from takeaction.packs.structuring.strict import CLASSES, with_faults
from takeaction.packs.structuring.values import MOST_ITEMS, Setting
from takeaction.vocabulary import Kind

CONTACT = {"channel": "voice", "hours": "24/7", "languages": ["en"]}
RESOURCE = {
    "id": "trial:line",
    "name": "A line",
    "kind": "hotline",
    "source": {"title": "A page"},
    "regions": ["US", "GB"],
    "contacts": [CONTACT],
}


def setting():
    """Return what values are made in."""
    return Setting("trial", "en", {})


def drafts():
    """Return some records of each kind of our own packs."""
    every = [draft for pack in discover().packs for draft in read(pack, Limits()).drafts]
    return [draft for kind in Kind for draft in [d for d in every if d.kind == kind][:40]]


def test_every_record_of_our_packs_is_made_at_a_glance():
    """What is made is what the careful way makes, which would say what is wrong."""
    for draft in drafts():
        cls = CLASSES[Kind(draft.kind)]
        fields = {**draft.fields, "id": f"trial:{draft.id}"}

        model = maker(cls)(fields, setting())

        assert (model, ()) == with_faults(fields, cls, setting())


@pytest.mark.parametrize(
    "changed",
    [
        {"nmae": "A line"},
        {"name": None},
        {"source": [["title", "A page"]]},
        {"regions": "US"},
        {"regions": ("US", "GB")},
        {"regions": ["US", "US"]},
        {"regions": ["US", "XX"]},
        {"kind": "hotlin"},
        {"contacts": {"channel": "voice"}},
        {"contacts": [[["channel", "voice"]]]},
        {"contacts": [{**CONTACT, "languages": ("en",)}]},
        {"contacts": [{**CONTACT, "chanel": "voice"}]},
        {"contacts": [{"id": "voice"}]},
    ],
)
def test_what_is_wrong_is_refused(changed):
    """Nothing is turned into anything else, and no key is passed over."""
    with pytest.raises(Exception):  # noqa: B017, PT011 - that it is one is all that is asked
        maker(Resource)({**RESOURCE, **changed}, setting())


@pytest.mark.parametrize(("field", "cls"), [("aliases", tuple[str, ...]), ("old", frozenset[str])])
def test_a_list_of_many_items_wants_a_closer_look(field, cls):
    """As many as are looked at are taken as they are; with one more the careful way is asked."""
    items = [f"{field}-{n}" for n in range(MOST_ITEMS + 1)]

    assert maker(cls)(items[:-1], setting()) == cls.__origin__(items[:-1])
    with pytest.raises(TypeError):
        maker(cls)(items, setting())


def test_equal_sets_are_one_object_and_others_are_not():
    """A set is known by what its items are made by, and by all of them."""
    within = setting()
    texts, truths = maker(frozenset[str]), maker(frozenset[bool])

    assert texts(["a", "b"], within) is texts(["a", "b"], within)
    assert texts(["a"], within) == {"a"}
    assert truths([True], within) == {True}
    with pytest.raises(ValueError, match=r"^$"):
        texts(["a", "a"], within)


def test_equal_signs_of_who_made_sure_are_one_object():
    """Many records say the same; what is no table of texts is refused before and after that."""
    within, made = setting(), maker(Verified)
    fields = {"method": "called", "on": "2026-01-15"}

    assert made(fields, within) is made(dict(fields), within)
    assert made({**fields, "by": "A"}, within).by == "A"
    for wrong in (list(fields.items()), {**fields, "on": ["2026-01-15"]}, {**fields, "by": True}):
        with pytest.raises(Exception):  # noqa: B017, PT011 - that it is one is all that is asked
            made(wrong, within)


def test_a_model_is_made_once_for_each_class():
    """What makes the values of a class is made when it is first asked for, and kept."""
    assert maker(Resource) is maker(Resource)
