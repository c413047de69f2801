"""The facts of this pack that must never drift."""

import pytest

from takeaction.testing import check_pack


@pytest.fixture(scope="module")
def catalog():
    return check_pack("fair-trade-vendors")


def test_there_are_twelve_labels_and_thirty_two_vendors(catalog):
    assert (len(catalog.labels), len(catalog.vendors)) == (12, 32)


def test_each_label_says_first_that_no_label_shows_absence(catalog):
    for label in catalog.labels.values():
        assert str(label.does_not_cover).startswith("No label shows")


@pytest.mark.parametrize("vendor", ["sari-bari", "world-of-good", "traidcraft"])
def test_a_closed_vendor_stays_with_what_to_try(catalog, vendor):
    found = catalog.vendors[f"fair-trade-vendors:{vendor}"]

    assert found.status == "retired"
    assert found.replaced_by or found.note
    assert not found.ships_to


def test_a_certifier_sells_nothing(catalog):
    for vendor in ("fair-trade-usa", "goodweave-international"):
        assert catalog.vendors[f"fair-trade-vendors:{vendor}"].kind == "certifier"


def test_memberships_are_no_labels_on_goods(catalog):
    for vendor in catalog.vendors.values():
        assert not {claim.label for claim in vendor.claims} & set(vendor.memberships)
