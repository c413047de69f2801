"""The quick way from a dict to a model, and the slow one that says what is wrong, agree."""

from copy import deepcopy
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from takeaction.limits import Limits
from takeaction.packs.reading.drafts import read_drafts
from takeaction.packs.sources.discovery import discover
from takeaction.packs.structuring import Setting, builder_of, model_of, structure
from takeaction.vocabulary.records import Kind

TEXTS = ["", "once", "US", "UK", "en", "24/7", "2026-11-24", "2026-W01-1", "20261124", "a:b", "x"]
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 3),
    st.just(1.5),
    st.sampled_from(TEXTS),
    st.lists(st.sampled_from([*TEXTS, "report", "adult", 1, None]), max_size=3),
    st.dictionaries(st.sampled_from(["title", "min", "label"]), st.sampled_from(TEXTS), max_size=2),
)


@cache
def shipped():
    """Return the fields of some records of each kind of our packs, with their kind."""
    drafts = [draft for pack in discover().packs for draft in read_drafts(pack, Limits()).drafts]
    kinds = [kind for kind in Kind if kind is not Kind.WORD]
    some = [[each for each in drafts if each.kind == kind][::7] for kind in kinds]
    return [(Kind(each.kind), {"id": f"a:{each.id}", **each.fields}) for of in some for each in of]


def places(value):
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in list(inner):
        yield value, key
        if isinstance(each, (dict, list)):
            yield from places(each)


@st.composite
def changed(draw):
    kind, fields = draw(st.sampled_from(shipped()))
    fields = deepcopy(fields)
    holder, key = draw(st.sampled_from(list(places(fields))))
    match draw(st.sampled_from(["other", "gone", "twice", "new"])):
        case "other":
            holder[key] = draw(ODD)
        case "gone":
            del holder[key]
        case "twice" if isinstance(holder, list):
            holder.append(deepcopy(holder[key]))
        case _ if isinstance(holder, dict):
            holder[draw(st.sampled_from(["note", "status", "zone", "hours", "odd"]))] = draw(ODD)
    return model_of(kind), fields


def quickly(cls, fields, setting):
    try:
        return builder_of(cls)(fields, setting)
    except Exception:  # noqa: BLE001 - it says that something is wrong, not where
        return None


@given(changed())
def test_a_record_is_taken_at_a_glance_exactly_if_nothing_is_found_wrong_with_it(given):
    cls, fields = given
    before = deepcopy(fields)

    at_a_glance = quickly(cls, fields, Setting("a", "en", {}))
    slowly, faults = structure(fields, cls, Setting("a", "en", {}), try_fast=False)

    assert at_a_glance == slowly
    assert (slowly is None) == bool(faults)
    assert fields == before


def test_all_that_we_ship_is_taken_at_a_glance():
    assert all(
        quickly(model_of(kind), fields, Setting("a", "en", {})) for kind, fields in shipped()
    )
