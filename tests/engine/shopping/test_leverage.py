"""Where a change does most."""

import pytest

from takeaction import PurchaseQuery, check_purchase
from takeaction.engine.shopping.leverage import WEIGHTS
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
SHIPS = "A seller of such goods ships them there."
COUNTRIES = ["BR", "KE", "IN", "NP", "CN", "TH", "UG", "TZ", "MX", "PE"]


@pytest.fixture(scope="module")
def line(make):
    """Return a function that asks about beef, with records of it, and returns its line."""

    def asked(*records, **query):
        made = [
            make(kind, f"a:r{n}", **_whole(kind, fields))
            for n, (kind, fields) in enumerate(records)
        ]
        catalog = catalog_of(made)
        return check_purchase(catalog, PurchaseQuery(["beef"], **query)).where_most[0]

    return asked


def _whole(kind, fields):
    """Return what a record of a kind needs."""
    given = {
        "good": {"name": "Beef", "product": "meat-dairy", "country": "BR", "edition": 2022},
        "label": LABEL,
        "vendor": {"name": "Shop", "kind": "retailer", "products": ["meat-dairy"]},
    }
    whole = given[kind] | fields
    return {key: value for key, value in whole.items() if value is not None}


def _told(line):
    """Return the points and texts of a line."""
    return [(reason.points, str(reason)) for reason in line.reasons]


def test_weights_sum_to_ten_thousand():
    """The highest score is 10 000 basis points."""
    assert sum(WEIGHTS.values()) == 10_000


@pytest.mark.parametrize(
    ("kind", "points", "text"),
    [
        ("forced", 5000, "It is listed for forced labour."),
        ("child", 3333, "It is listed for child labour."),
        ("input", 2000, "It is listed for what it is made with."),
        ("sector", 1333, "Customs looks at it first, which is no finding."),
    ],
)
def test_what_it_is_listed_for_counts_half(line, kind, points, text):
    """The gravest kind counts, on a fixed scale."""
    assert _told(line(("good", {"kind": kind})))[0] == (points, text)
    graver = line(("good", {"kind": "sector"}), ("good", {"kind": kind}))
    assert graver.reasons[0].points == points


@pytest.mark.parametrize(
    ("number", "points", "text"),
    [
        (1, 533, "It is listed for one country."),
        (2, 1066, "It is listed for 2 countries."),
        (5, 1600, "It is listed for 5 countries."),
        (10, 2000, "It is listed for 10 countries."),
    ],
)
def test_the_more_places_the_likelier_it_is_yours(line, number, points, text):
    """A few levels, on a fixed scale."""
    listed = [("good", {"kind": "child", "country": code}) for code in COUNTRIES[:number]]

    assert _told(line(*listed))[1] == (points, text)


def test_a_known_origin_that_is_listed_is_certain(line):
    """Nothing has to be counted where it is known."""
    found = line(("good", {"kind": "child"}), origin="BR")

    assert _told(found)[1] == (2000, "It is listed for the country it comes from.")


@pytest.mark.parametrize(
    ("label", "points", "text"),
    [
        ({}, 2000, "A label checked from outside bans forced labour."),
        ({"third_party_audited": False}, 666, "There is a label, with weaker rules or checks."),
        ({"forced_labour_criterion": None}, 666, "There is a label, with weaker rules or checks."),
    ],
)
def test_a_label_to_look_for_counts(line, label, points, text):
    """One that is checked from outside counts more."""
    found = line(("good", {"kind": "child"}), ("label", label))

    assert _told(found)[2] == (points, text)


@pytest.mark.parametrize(
    ("vendor", "query", "points", "text"),
    [
        ({}, {}, 1000, "A seller of such goods is known."),
        ({"ships_to": ["US"]}, {"ships_to": "US"}, 1000, SHIPS),
        ({}, {"ships_to": "US"}, 333, "A seller is known, but not with certainty."),
        ({"status": "unknown"}, {}, 333, "A seller is known, but not with certainty."),
    ],
)
def test_a_seller_counts_if_it_is_certain(line, vendor, query, points, text):
    """One of whom it is not known whether it is open or ships there counts less."""
    found = line(("good", {"kind": "child"}), ("vendor", vendor), **query)

    assert _told(found)[2] == (points, text)


def test_a_seller_that_has_closed_counts_nothing(line):
    """Nobody can buy there."""
    found = line(("good", {"kind": "child"}), ("vendor", {"status": "retired"}))

    assert len(found.reasons) == 2


def test_another_good_of_its_group_counts_half(line):
    """Cattle for beef; the graver of both decides."""
    cattle = ("good", {"name": "Cattle", "kind": "forced"})

    alone = line(("good", {"kind": "child"}), cattle)
    assert _told(alone)[0] == (3333, "It is listed for child labour.")
    graver = line(("good", {"kind": "input"}), cattle)
    assert _told(graver)[0] == (2333, "Others of its group are listed: forced labour.")
    elsewhere = line(("good", {"kind": "child", "country": "KE"}), cattle, origin="BR")
    assert _told(elsewhere)[0] == (2333, "Others of its group are listed: forced labour.")


def test_what_is_not_listed_scores_nothing_whatever_there_is_to_buy(line):
    """A label and a shop are no reason to stand above what is listed."""
    found = line(("label", {}), ("vendor", {}))

    assert found.score == 0
    assert len(found.labels) == len(found.vendors) == 1


def test_the_points_of_the_reasons_add_up(line):
    """The score is nothing but their sum."""
    found = line(("good", {"kind": "forced"}), ("label", {}), ("vendor", {}))

    assert found.score == sum(points for points, _ in _told(found)) == 8533
