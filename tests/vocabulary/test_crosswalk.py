"""The crosswalk: each word of signs and help beside each standard that could have it."""

import inspect
import json
from enum import StrEnum
from pathlib import Path

import attrs
import pytest

from takeaction import UnknownWordError, load
from takeaction.core_data import read
from takeaction.models.resource import Contact, Resource
from takeaction.vocabulary import closed_words, contacts, needs, records, resources, signs
from takeaction.vocabulary.crosswalk import (
    Relation,
    Standard,
    crosswalk,
    standards,
)
from takeaction.vocabulary.signs import Element
from takeaction.vocabulary.words import OrderedWord

ROOT = Path(__file__).parents[2]
OTHERS = {"Intent", "Kind", "Rarity", "Sureness", "WordKind"}
"""The closed lists of these modules that are neither about signs nor about help."""

ROWS = crosswalk()
SCHEMAS = ROOT / "tests" / "export" / "hsds" / "schemas"


def closed_lists():
    return {
        name: kind
        for module in (signs, closed_words, resources, contacts, needs, records)
        for name, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, StrEnum) and kind not in (StrEnum, OrderedWord) and name not in OTHERS
    }


@pytest.mark.parametrize("name", sorted(closed_lists()))
def test_every_closed_word_has_a_row_for_each_standard(name):
    wanted = read("crosswalk")["lists"].get(name)
    if wanted is None:
        assert read("crosswalk")["without"][name]
        return
    assert name not in read("crosswalk")["without"]
    for word in closed_lists()[name]:
        rows = [row for row in ROWS if (row.list, row.id) == (name, word.value)]
        assert sorted(row.standard for row in rows) == sorted(wanted), word


@pytest.mark.parametrize("model", [Contact, Resource], ids=lambda model: model.__name__)
def test_every_field_of_a_contact_and_a_resource_has_a_row(model):
    rows = {row.id for row in crosswalk("hsds") if row.list == model.__name__}

    assert rows == {field.name for field in attrs.fields(model)}


def test_every_concept_of_a_means_in_our_packs_has_a_row():
    concepts = {
        sign.concept for sign in load().indicators.values() if sign.element is Element.MEANS
    }

    for standard in ("htcds", "ilo"):
        assert {row.id for row in crosswalk(standard) if row.list == "concept"} == concepts


def test_no_row_is_about_a_word_that_is_gone():
    known = closed_lists()
    for row in ROWS:
        if row.list in known:
            assert row.id in {word.value for word in known[row.list]}, row
    keys = [(row.list, row.id, row.standard) for row in ROWS]
    assert len(keys) == len(set(keys))


def test_a_relation_and_its_term_fit():
    for row in ROWS:
        assert bool(row.term) is (row.relation is not Relation.NONE) or row.standard == "hsds", row
        assert row.term or row.note, row
        assert row.source, row
        assert row.reading in ("read", "secondary")


def test_the_terms_of_hsds_are_in_its_schema():
    schema = json.loads((SCHEMAS / "hsds-3.1-service.json").read_text("utf-8"))
    objects = {"service": schema, **schema["definitions"]}
    for row in crosswalk("hsds"):
        path, _, value = row.term.partition(": ")
        name, _, member = path.partition(".")
        for part in filter(None, [member.partition("[")[0]]):
            assert part in objects[name]["properties"], row
            choices = objects[name]["properties"][part].get("enum")
            assert not value or not choices or value in choices, row
        assert not name or name in objects, row


def test_one_standard_alone_has_its_rows():
    assert sum(len(crosswalk(standard)) for standard in Standard) == len(ROWS)
    assert {row.standard for row in crosswalk("ilo")} == {Standard.ILO}
    assert set(standards()) == set(Standard)


@pytest.mark.parametrize("standard", ["iso", "", "HTCDS "])
def test_another_standard_is_refused(standard):
    with pytest.raises(UnknownWordError, match="htcds"):
        crosswalk(standard)
