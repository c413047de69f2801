"""Records without a mistake become models the fast way; any other is refused without a reason."""

import pytest

from takeaction.limits import Limits
from takeaction.models.record import Verified
from takeaction.models.resource import Resource
from takeaction.packs.reading.drafts import read_drafts
from takeaction.packs.sources.discovery import discover
from takeaction.packs.structuring import MAX_ITEMS, Setting, builder_of, model_of, structure
from takeaction.vocabulary.records import Kind

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
    return Setting("trial", "en", {})


def drafts():
    every = [draft for pack in discover().packs for draft in read_drafts(pack, Limits()).drafts]
    return [draft for kind in Kind for draft in [d for d in every if d.kind == kind][:40]]


def test_every_record_of_our_packs_is_built_the_fast_way():
    for draft in drafts():
        cls = model_of(Kind(draft.kind))
        fields = {**draft.fields, "id": f"trial:{draft.id}"}

        model = builder_of(cls)(fields, setting())

        assert (model, ()) == structure(fields, cls, setting(), try_fast=False)


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
def test_any_mistake_is_refused(changed):
    with pytest.raises(Exception):  # noqa: B017, PT011 - that it is one is all that is asked
        builder_of(Resource)({**RESOURCE, **changed}, setting())


@pytest.mark.parametrize(("field", "cls"), [("aliases", tuple[str, ...]), ("old", frozenset[str])])
def test_a_long_list_is_left_to_the_strict_way(field, cls):
    items = [f"{field}-{n}" for n in range(MAX_ITEMS + 1)]

    assert builder_of(cls)(items[:-1], setting()) == cls.__origin__(items[:-1])
    with pytest.raises(TypeError):
        builder_of(cls)(items, setting())


def test_equal_sets_are_one_object_and_others_are_not():
    shared = setting()
    texts, truths = builder_of(frozenset[str]), builder_of(frozenset[bool])

    assert texts(["a", "b"], shared) is texts(["a", "b"], shared)
    assert texts(["a"], shared) == {"a"}
    assert truths([True], shared) == {True}
    with pytest.raises(ValueError, match=r"^$"):
        texts(["a", "a"], shared)


def test_equal_verifications_are_one_object():
    # Many records have the same; anything but a table of texts is refused, shared or not.
    shared, build = setting(), builder_of(Verified)
    fields = {"method": "called", "on": "2026-01-15"}

    assert build(fields, shared) is build(dict(fields), shared)
    assert build({**fields, "by": "A"}, shared).by == "A"
    for wrong in (list(fields.items()), {**fields, "on": ["2026-01-15"]}, {**fields, "by": True}):
        with pytest.raises(Exception):  # noqa: B017, PT011 - that it is one is all that is asked
            build(wrong, shared)


def test_a_builder_is_made_once_for_each_class():
    assert builder_of(Resource) is builder_of(Resource)
