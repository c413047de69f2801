"""Goods and ratings: the facts of one edition of a list."""

import pytest

from takeaction.models.goods import Good, Rating, Tier
from takeaction.models.record import Source
from takeaction.models.text import Text
from takeaction.vocabulary.goods import GoodKind
from takeaction.vocabulary.records import Kind

SOURCE = Source(title="A list", dated="2024-09")
GOOD = {
    "id": "a:coffee-xk",
    "source": SOURCE,
    "name": Text("Coffee"),
    "product": "coffee",
    "country": "XK",
    "kind": GoodKind.CHILD,
    "edition": 2024,
}
RATING = {
    "id": "a:rating-xk",
    "source": SOURCE,
    "name": Text("Kosovo"),
    "country": "XK",
    "history": (Tier(year=2024, tier="2"), Tier(year=2025, tier="2 Watch List")),
    "meaning": Text("It rates effort."),
}
NEEDED = [(Good, GOOD, field) for field in GOOD] + [(Rating, RATING, f) for f in RATING]


@pytest.mark.parametrize(
    ("kind", "fields", "word"),
    [(Good, GOOD, Kind.GOOD), (Rating, RATING, Kind.RATING)],
    ids=["good", "rating"],
)
def test_a_good_and_a_rating_are_called_by_their_names(kind, fields, word):
    record = kind(**fields)

    assert record.label is record.name
    assert record.record_kind is word


def test_a_good_has_no_input_and_no_later_change_unless_it_says_so():
    good = Good(**GOOD)

    assert (good.input_country, good.later_change) == (None, None)


def test_a_good_may_be_listed_for_more_than_one_reason():
    both = Good(**GOOD | {"kind": GoodKind.FORCED, "also": frozenset({GoodKind.CHILD})})

    assert (both.kind, both.also) == ("forced", {"child"})
    assert Good(**GOOD).also == frozenset()


def test_a_sector_is_no_listing_for_forced_labour():
    # A sector that customs checks first has its own word, so that no answer can mistake it.
    assert [kind.value for kind in GoodKind] == ["forced", "child", "input", "sector"]


def test_a_year_of_a_rating_may_have_no_record_of_its_report():
    assert [tier.source for tier in Rating(**RATING).history] == [None, None]


@pytest.mark.parametrize(
    ("kind", "fields", "field"), NEEDED, ids=[f"{k.__name__}-{f}" for k, _, f in NEEDED]
)
def test_a_good_or_rating_needs_its_required_fields(kind, fields, field):
    others = {name: value for name, value in fields.items() if name != field}

    with pytest.raises(TypeError, match=field):
        kind(**others)
