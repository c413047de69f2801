"""Leverage: the effect of buying a good differently."""

import pytest

from takeaction import PurchaseQuery, check_purchase
from takeaction.engine.shopping.basket import LEVERAGE_WEIGHTS
from takeaction.testing import catalog_of

LABEL = {
    "name": "Fair",
    "kind": "product-certification",
    "standard_setter": "Example",
    "scope": "Farms.",
    "audited_by": "Auditors.",
    "third_party_audited": True,
    "forced_labour_criterion": True,
    "asks": "Fair pay.",
    "does_not_cover": "Transport.",
    "covers": ["meat-dairy"],
}
SHIPS = "We know a shop that ships this there."
COUNTRIES = ["BR", "KE", "IN", "NP", "CN", "TH", "UG", "TZ", "MX", "PE"]


@pytest.fixture(scope="module")
def line(make):
    """Return a function that asks about beef with given records and returns its line."""

    def asked(*records, **query):
        listed = [
            make(kind, f"a:r{n}", **_fields(kind, fields))
            for n, (kind, fields) in enumerate(records)
        ]
        return check_purchase(catalog_of(listed), PurchaseQuery(["beef"], **query)).where_most[0]

    return asked


def _fields(kind, fields):
    defaults = {
        "good": {"name": "Beef", "product": "meat-dairy", "country": "BR", "edition": 2022},
        "label": LABEL,
        "vendor": {"name": "Shop", "kind": "retailer", "products": ["meat-dairy"]},
    }
    values = defaults[kind] | fields
    return {key: value for key, value in values.items() if value is not None}


def _points_and_texts(line):
    return [(reason.points, str(reason)) for reason in line.reasons]


def test_weights_sum_to_ten_thousand():
    # The highest score is 10 000 basis points.
    assert sum(LEVERAGE_WEIGHTS.values()) == 10_000


@pytest.mark.parametrize(
    ("kind", "points", "text"),
    [
        ("forced", 5000, "From some countries it's on a list for forced labour."),
        ("child", 3333, "From some countries it's on a list for child labour."),
        ("input", 2000, "From some countries it's on a list for what it's made with."),
        ("sector", 1333, "Customs checks it first, which proves nothing."),
    ],
)
def test_the_reason_for_a_listing_counts_half(line, kind, points, text):
    assert _points_and_texts(line(("good", {"kind": kind})))[0] == (points, text)
    graver = line(("good", {"kind": "sector"}), ("good", {"kind": kind}))
    assert graver.reasons[0].points == points


@pytest.mark.parametrize(
    ("number", "points", "text"),
    [
        (1, 533, "It's listed for one country."),
        (2, 1066, "It's listed for 2 countries."),
        (5, 1600, "It's listed for 5 countries."),
        (10, 2000, "It's listed for 10 countries."),
    ],
)
def test_more_listed_countries_count_more(line, number, points, text):
    listed = [("good", {"kind": "child", "country": code}) for code in COUNTRIES[:number]]

    assert _points_and_texts(line(*listed))[1] == (points, text)


def test_a_known_origin_that_is_listed_is_certain(line):
    result = line(("good", {"kind": "child"}), origin="BR")

    assert _points_and_texts(result)[1] == (2000, "It's listed for the country it comes from.")


@pytest.mark.parametrize(
    ("label", "points", "text"),
    [
        ({}, 2000, "There's a label that bans forced labour and is checked by outsiders."),
        (
            {"third_party_audited": False},
            666,
            "There's a label, but its rules or checks are weaker.",
        ),
        (
            {"forced_labour_criterion": None},
            666,
            "There's a label, but its rules or checks are weaker.",
        ),
    ],
)
def test_a_label_to_look_for_counts(line, label, points, text):
    result = line(("good", {"kind": "child"}), ("label", label))

    assert _points_and_texts(result)[2] == (points, text)


@pytest.mark.parametrize(
    ("vendor", "query", "points", "text"),
    [
        ({}, {}, 1000, "We know a shop that sells this."),
        ({"ships_to": ["US"]}, {"ships_to": "US"}, 1000, SHIPS),
        ({}, {"ships_to": "US"}, 333, "We may know a shop, but we're not certain."),
        ({"status": "unknown"}, {}, 333, "We may know a shop, but we're not certain."),
    ],
)
def test_a_seller_counts_if_it_is_certain(line, vendor, query, points, text):
    result = line(("good", {"kind": "child"}), ("vendor", vendor), **query)

    assert _points_and_texts(result)[2] == (points, text)


def test_a_seller_that_has_closed_counts_nothing(line):
    result = line(("good", {"kind": "child"}), ("vendor", {"status": "retired"}))

    assert len(result.reasons) == 2


def test_another_good_of_its_group_counts_half(line):
    cattle = ("good", {"name": "Cattle", "kind": "forced"})

    alone = line(("good", {"kind": "child"}), cattle)
    assert _points_and_texts(alone)[0] == (
        3333,
        "From some countries it's on a list for child labour.",
    )
    graver = line(("good", {"kind": "input"}), cattle)
    assert _points_and_texts(graver)[0] == (2333, "Similar goods are listed: forced labour.")
    elsewhere = line(("good", {"kind": "child", "country": "KE"}), cattle, origin="BR")
    assert _points_and_texts(elsewhere)[0] == (
        2333,
        "Similar goods are listed: forced labour.",
    )


def test_an_unlisted_good_scores_nothing_even_with_a_label_and_a_seller(line):
    result = line(("label", {}), ("vendor", {}))

    assert result.score == 0
    assert len(result.labels) == len(result.vendors) == 1


def test_the_points_of_the_reasons_add_up(line):
    result = line(("good", {"kind": "forced"}), ("label", {}), ("vendor", {}))

    assert result.score == sum(points for points, _ in _points_and_texts(result)) == 8533
