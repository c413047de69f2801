"""Vendors and labels: what is not known of them is not taken for good."""

import pytest

from takeaction.models.source import Source
from takeaction.models.text import Text
from takeaction.models.vendor import Claim, Label, Vendor
from takeaction.vocabulary import Kind
from takeaction.vocabulary.goods import LabelKind, VendorKind

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
    """The name of a vendor or a label is its name."""
    record = kind(**fields)

    assert record.label is record.name
    assert record.record_kind is word


def test_where_a_vendor_ships_may_not_be_known():
    """To ship nowhere is another thing than not to be known to ship anywhere."""
    unknown, nowhere = Vendor(**VENDOR), Vendor(**VENDOR, ships_to=frozenset())

    assert unknown.ships_to is None
    assert nowhere.ships_to == frozenset()
    assert unknown != nowhere


def test_nothing_good_is_said_of_a_vendor_that_nobody_said():
    """Claims, memberships and survivors' work are there only if a record names them."""
    vendor = Vendor(**VENDOR)

    assert (vendor.claims, vendor.memberships, vendor.survivor_made) == ((), (), None)


def test_a_label_forbids_forced_labour_only_if_somebody_read_that():
    """Rules that nobody read are neither taken for strict nor for lax."""
    assert Label(**LABEL).forced_labour_criterion is None


def test_a_claim_without_a_certificate_says_so():
    """A label on a vendor's goods may be claimed without number, end or evidence."""
    claim = Claim(label="a:label")

    assert (claim.scope, claim.certificate, claim.valid_until, claim.evidence) == (None,) * 4


@pytest.mark.parametrize(
    ("kind", "fields", "field"), NEEDED, ids=[f"{k.__name__}-{f}" for k, _, f in NEEDED]
)
def test_a_vendor_or_label_is_not_made_without_what_it_needs(kind, fields, field):
    """What a label does not cover can never be left out, nor who audits it."""
    rest = {name: value for name, value in fields.items() if name != field}

    with pytest.raises(TypeError, match=field):
        kind(**rest)
