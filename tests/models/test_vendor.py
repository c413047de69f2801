"""Vendors and labels: unknown facts do not count in their favour."""

import pytest

from takeaction.models.goods import Claim, Label, Vendor
from takeaction.models.record import Source
from takeaction.models.text import Text
from takeaction.vocabulary.goods import LabelKind, VendorKind
from takeaction.vocabulary.records import Kind

SOURCE = Source(title="A page")
VENDOR = {"id": "a:shop", "source": SOURCE, "name": Text("A shop"), "kind": VendorKind.RETAILER}
LABEL = {
    "id": "a:label",
    "source": SOURCE,
    "name": Text("A label"),
    "kind": LabelKind.PRODUCT_CERTIFICATION,
    "standard_setter": "A body",
    "scope": Text("The product."),
    "audited_by": Text("Somebody outside, each year."),
    "third_party_audited": True,
    "asks": Text("A fair wage."),
    "does_not_cover": Text("The cotton."),
}
NEEDED = [(Vendor, VENDOR, field) for field in VENDOR] + [(Label, LABEL, f) for f in LABEL]


@pytest.mark.parametrize(
    ("kind", "fields", "word"),
    [(Vendor, VENDOR, Kind.VENDOR), (Label, LABEL, Kind.LABEL)],
    ids=["vendor", "label"],
)
def test_a_vendor_and_a_label_are_called_by_their_names(kind, fields, word):
    record = kind(**fields)

    assert record.label is record.name
    assert record.record_kind is word


def test_the_shipping_of_a_vendor_may_be_unknown():
    unknown, nowhere = Vendor(**VENDOR), Vendor(**VENDOR, ships_to=frozenset())

    assert unknown.ships_to is None
    assert nowhere.ships_to == frozenset()
    assert unknown != nowhere


def test_a_vendor_has_no_merits_by_default():
    vendor = Vendor(**VENDOR)

    assert (vendor.claims, vendor.memberships, vendor.survivor_made) == ((), (), None)


def test_a_label_forbids_forced_labour_only_if_somebody_read_that():
    assert Label(**LABEL).forced_labour_criterion is None


def test_a_claim_without_a_certificate_says_so():
    claim = Claim(label="a:label")

    assert (claim.scope, claim.certificate, claim.valid_until, claim.evidence) == (None,) * 4


@pytest.mark.parametrize(
    ("kind", "fields", "field"), NEEDED, ids=[f"{k.__name__}-{f}" for k, _, f in NEEDED]
)
def test_a_vendor_or_label_needs_its_required_fields(kind, fields, field):
    others = {name: value for name, value in fields.items() if name != field}

    with pytest.raises(TypeError, match=field):
        kind(**others)
