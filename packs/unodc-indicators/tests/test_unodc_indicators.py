"""The facts of this pack that must never drift."""

import re
from collections import Counter

import pytest

from takeaction.testing import check_pack

OTHER = re.compile(r"\bthe (?:person|child|worker)\b|\btheir\b", re.IGNORECASE)
MOST_WORDS = 22


@pytest.fixture(scope="module")
def catalog():
    return check_pack("unodc-indicators")


def test_all_119_items_stand_in_their_six_sections(catalog):
    sections = Counter(each.section for each in catalog.indicators.values())

    assert sections == {
        "general": 36,
        "children": 16,
        "domestic-servitude": 9,
        "sexual-exploitation": 19,
        "labour-exploitation": 23,
        "begging-and-petty-crime": 16,
    }


def test_an_item_about_who_somebody_is_says_that_it_is_no_sign(catalog):
    for each in catalog.indicators.values():
        assert (each.element == "context") == (each.grade == "context")
        assert each.grade != "context" or "not a sign" in str(each.text)


def test_the_pack_says_that_no_sign_is_proof(catalog):
    assert "not proof" in str(catalog.packs["unodc-indicators"].header.caveat)


def test_an_item_whose_words_were_not_read_says_so(catalog):
    for each in catalog.indicators.values():
        assert each.reading == "read" or each.note


def test_whoever_asks_about_themselves_reads_each_sign_about_themselves(catalog):
    own = [each for each in catalog.indicators.values() if "self" in each.observable_by]
    said = [str(each.text_self) for each in own if each.concept]

    assert len(said) == len(set(said)) == 40
    for text in said:
        assert re.search(r"\byour?\b", text, re.IGNORECASE)
        assert not OTHER.search(text)
        assert all(len(part.split()) <= MOST_WORDS for part in re.split(r"(?<=\.) ", text))
    assert all(each in own for each in catalog.indicators.values() if each.text_self)
