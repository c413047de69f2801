"""The facts of this pack that must never drift."""

from collections import Counter

import pytest

from takeaction.testing import check_pack


@pytest.fixture(scope="module")
def catalog():
    """Return the catalog of this pack alone."""
    return check_pack("unodc-indicators")


def test_all_119_items_stand_in_their_six_sections(catalog):
    """The list of the UN, whole."""
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
    """Context is never counted, and its own text says so."""
    for each in catalog.indicators.values():
        assert (each.element == "context") == (each.grade == "context")
        assert each.grade != "context" or "not a sign" in str(each.text)


def test_the_pack_says_that_no_sign_is_proof(catalog):
    """The caveat of the list travels with it."""
    assert "not proof" in str(catalog.packs["unodc-indicators"].header.caveat)


def test_an_item_whose_words_were_not_read_says_so(catalog):
    """What was read in a summary, or not at all, carries a note."""
    for each in catalog.indicators.values():
        assert each.reading == "read" or each.note
