"""Sourcing: the risks, labels and sellers for a basket of goods."""

from datetime import UTC, datetime

import pytest

from takeaction import PurchaseQuery, QueryError, UnknownWordError, check_purchase
from takeaction.testing import catalog_of
from takeaction.value import plain_data

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
GOOD = {"name": "Coffee", "product": "coffee", "kind": "child", "edition": 2022}
LABEL = {
    "kind": "product-certification",
    "standard_setter": "Example",
    "scope": "Farms.",
    "audited_by": "Auditors.",
    "third_party_audited": True,
    "forced_labour_criterion": True,
    "asks": "No forced labour.",
    "does_not_cover": "Transport.",
    "covers": ["coffee"],
}
INPUT = "made with a risky input from Congo - Kinshasa"
SECTOR = "a sector that customs checks first, which proves nothing"
RISK = ("id", "country", "kind", "edition", "age_days", "later_change", "source")
FITS = ("id", "name", "scope", "does_not_cover")
SELLS = ("id", "name", "status", "ships_to", "replaced_by")
LATER = "Taken off in 2024."
VENDOR = {"kind": "retailer", "products": ["coffee"]}


@pytest.fixture(scope="module")
def record(make):
    """Return a function that makes a good, a label or a vendor, of coffee by default."""
    defaults = {"good": GOOD, "label": LABEL, "vendor": VENDOR}

    def make_record(kind, id, /, **fields):
        values = {"name": id.capitalize(), **defaults[kind], **fields}
        known = {key: value for key, value in values.items() if value is not None}
        return make(kind, f"a:{id}", **known)

    return make_record


def _ask(records, *goods, **query):
    return check_purchase(catalog_of(records), PurchaseQuery(goods or ["coffee"], **query), at=AT)


def _ids(parts, field):
    return [getattr(part, field).local_id for part in parts]


@pytest.fixture(scope="module")
def listed(record):
    return [
        record("good", "forced", country="BR", kind="forced", also=["child"]),
        record("good", "child", country="KE"),
        record("good", "input", country="CN", kind="input", input_country="CD", edition=2025),
        record("good", "sector", country="CN", kind="sector", edition=2026),
        record("good", "gone", country="TH", status="retired", later_change=LATER),
    ]


def test_each_risk_has_good_country_reasons_and_age(listed):
    assert [risk.text for risk in _ask(listed).risks] == [
        "Coffee from Brazil: forced labour, child labour (list of 2022, 4 years old).",
        "Coffee from Kenya: child labour (list of 2022, 4 years old).",
        f"Coffee from China: {INPUT} (list of 2025, 1 year old).",
        f"Coffee from China: {SECTOR} (list of 2026, less than a year old).",
        f"Coffee from Thailand: was listed for child labour (list of 2022, 4 years old). {LATER}",
    ]


def test_without_a_moment_the_edition_has_no_age(listed):
    advice = check_purchase(catalog_of(listed), PurchaseQuery(["coffee"]))

    assert advice.risks[1].text == "Coffee from Kenya: child labour (list of 2022)."
    assert advice.risks[1].as_json()["age_days"] is None


def test_an_input_of_no_known_country_is_named_without(record):
    advice = _ask([record("good", "input", country="CN", kind="input")])

    assert advice.risks[0].text == (
        "Coffee from China: made with a risky input (list of 2022, 4 years old)."
    )


@pytest.mark.parametrize(
    ("origin", "ids"),
    [
        ("BR", ["forced"]),
        ("brazil", ["forced"]),
        ("CN", ["input", "sector"]),
        ("TH", ["gone"]),
        ("DE", []),
    ],
)
def test_a_known_origin_keeps_only_its_own_listings(listed, origin, ids):
    assert _ids(_ask(listed, origin=origin).risks, "good") == ids


def test_a_listing_may_be_for_a_part_of_a_country_or_for_the_world(record):
    wide = [record("good", "part", country="CN-XJ"), record("good", "world", country="001")]

    assert set(_ids(_ask(wide, origin="CN").risks, "good")) == {"part", "world"}
    assert _ids(_ask(wide, origin="KE").risks, "good") == ["world"]


@pytest.mark.parametrize(
    ("query", "error", "text"),
    [
        ({"origin": "Narnia"}, UnknownWordError, "Unknown word in origin"),
        ({"origin": "EU"}, QueryError, 'Give origin as one country, such as "CI" or "Thailand".'),
        ({"origin": "001"}, QueryError, "Give origin as one country"),
        ({"origin": "CN-XJ"}, QueryError, 'Give origin as a country, here "CN"'),
        ({"ships_to": "Narnia"}, UnknownWordError, "Unknown word in ships_to"),
    ],
)
def test_an_origin_that_is_no_country_is_refused(listed, query, error, text):
    with pytest.raises(error, match=f"^{text}"):
        _ask(listed, **query)


def test_a_blank_good_is_refused(listed):
    with pytest.raises(QueryError, match=r"^Write a word for each good, such as coffee\.$"):
        _ask(listed, "tea", " ")


def test_an_unlisted_good_says_only_that(listed):
    (line,) = _ask(listed, "toys").where_most

    assert (line.score, line.listed, line.risks) == (0, False, ())
    assert [str(reason) for reason in line.reasons] == [
        "It's not on a list here. Not listed doesn't mean safe."
    ]
    (line,) = _ask(listed, origin="DE").where_most
    assert [str(reason) for reason in line.reasons] == [
        "It's not on a list here for that country. Not listed doesn't mean safe."
    ]


def test_a_good_that_left_the_list_is_shown_and_scores_nothing(listed):
    (line,) = _ask(listed, origin="TH").where_most

    assert (line.score, line.listed) == (0, False)
    assert line.risks[0].past


def test_an_unknown_good_is_listed_apart_with_the_nearest_words(listed):
    advice = _ask(listed, "cofee", "tea")

    assert advice.unknown == ("cofee",)
    assert "Coffee" in advice.near["cofee"]
    assert advice.notes == ("We have no information on: cofee. Not listed doesn't mean safe.",)
    assert [line.good for line in advice.where_most] == ["tea"]


def test_without_any_list_the_answer_says_that_there_is_none():
    assert _ask([]).notes == ("No list of risky goods is installed, so we can't tell.",)


def test_a_risk_of_two_goods_of_a_basket_is_listed_once(record):
    records = [
        record("good", "beef", name="Beef", product="meat-dairy", country="BR"),
        record("good", "cattle", name="Cattle", product="meat-dairy", country="BR"),
    ]

    advice = _ask(records, "beef", "cattle")

    assert {(r.good.local_id, r.beside, r.wanted) for r in advice.risks} == {
        ("beef", False, ("beef", "cattle")),
        ("cattle", False, ("beef", "cattle")),
    }
    assert [(risk.good.local_id, risk.beside) for risk in _ask(records, "beef").risks] == [
        ("beef", False),
        ("cattle", True),
    ]


def test_labels_that_fit_name_their_limits(record):
    advice = _ask(
        [
            record("label", "a-weak", third_party_audited=False),
            record("label", "b-unread", forced_labour_criterion=None),
            record("label", "z-strong"),
            record("label", "of-tea", covers=["tea-infusions"]),
            record("label", "of-companies", covers=[]),
            record("label", "ended", status="retired"),
        ]
    )

    assert _ids(advice.labels, "label") == ["z-strong", "a-weak", "b-unread"]
    assert {label.as_json()["does_not_cover"] for label in advice.labels} == {"Transport."}


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ({}, True),
        ({"origin": "NP"}, True),
        ({"origin": "KE"}, False),
        ({"ships_to": "US-TX"}, True),
        ({"ships_to": "GB"}, False),
    ],
)
def test_a_label_of_some_places_fits_only_there(record, query, fits):
    label = record("label", "local", made_in=["NP"], regions=["US"])

    assert bool(_ask([label], **query).labels) == fits


@pytest.fixture(scope="module")
def shops(record):
    return [
        record("vendor", "here", ships_to=["US"]),
        record("vendor", "bloc", ships_to=["021"]),
        record("vendor", "maybe-open", ships_to=["US"], status="unknown"),
        record("vendor", "maybe-ships"),
        record("vendor", "elsewhere", ships_to=["GB"]),
        record("vendor", "nowhere", ships_to=[]),
        record("vendor", "tea-shop", products=["tea-infusions"], ships_to=["US"]),
        record("vendor", "certifier", kind="certifier"),
        record("vendor", "closed-here", status="retired", based_in="US", replaced_by="elsewhere"),
        record("vendor", "closed-followed", status="retired", based_in="GB", replaced_by="here"),
        record("vendor", "closed-other", status="retired", based_in="GB", replaced_by="tea-shop"),
    ]


def test_sellers_that_surely_ship_there_come_first(shops):
    advice = _ask(shops, ships_to="US-TX")

    assert [(s.vendor.local_id, s.ships, s.instead) for s in advice.vendors] == [
        ("bloc", True, None),
        ("here", True, None),
        ("maybe-open", True, None),
        ("maybe-ships", None, None),
        ("closed-followed", None, "a:here"),
        ("closed-here", None, None),
    ]


def test_without_a_destination_all_sellers_are_listed(shops):
    advice = _ask(shops)

    assert {seller.ships for seller in advice.vendors} == {None}
    assert [s.vendor.local_id for s in advice.vendors if not s.closed] == [
        *("bloc", "elsewhere", "here", "maybe-ships", "nowhere", "maybe-open"),
    ]
    assert {s.vendor.local_id: s.instead for s in advice.vendors if s.closed} == {
        "closed-followed": "a:here",
        "closed-here": "a:elsewhere",
        "closed-other": None,
    }


def test_the_answer_as_json_has_every_key(record, listed, shops):
    records = [*listed, *shops, record("label", "fair")]

    shown = _ask(records, "coffee", "zzz", ships_to="US").as_json()

    assert list(shown) == [
        *("risks", "labels", "vendors", "unknown", "where_most", "near", "notes", "disclaimer")
    ]
    assert shown["unknown"] == ["zzz"]
    risk, label, vendor = shown["risks"][0], shown["labels"][0], shown["vendors"][0]
    assert {k: risk[k] for k in ("id", "good", "country", "kind", "edition", "age_days")} == {
        "id": "a:forced",
        "good": "Coffee",
        "country": "BR",
        "kind": "forced",
        "edition": 2022,
        "age_days": 1788,
    }
    assert (risk["also"], risk["later_change"], risk["for"]) == (["child"], None, ["coffee"])
    assert risk["source"]["title"] == "A test"
    assert (label["id"], label["scope"], label["does_not_cover"]) == (
        *("a:fair", "Farms.", "Transport."),
    )
    assert (vendor["id"], vendor["status"], vendor["ships_to"], vendor["replaced_by"]) == (
        *("a:bloc", "active", ["021"], None),
    )
    advice = _ask(records, "coffee", "zzz", ships_to="US")
    for name, parts in (("risks", RISK), ("labels", FITS), ("vendors", SELLS)):
        result = getattr(advice, name)[0]
        assert {part: plain_data(getattr(result, part)) for part in parts} == {
            part: shown[name][0][part] for part in parts
        }
    assert shown["where_most"][0]["risks"][0] == "a:forced"
    assert shown["where_most"][0]["good"] == "coffee"


def test_no_repr_shows_the_goods_of_a_basket(listed):
    query = PurchaseQuery(["canary", "espresso"], origin="BR")
    advice = check_purchase(catalog_of(listed), query)

    assert repr(query) == "PurchaseQuery(…)"
    assert advice.unknown == ("canary",)
    assert advice.where_most[0].good == "espresso"
    assert not [word for word in ("canary", "espresso") if word in repr(advice)]


def test_a_group_without_a_word_is_named_by_its_id(record):
    advice = _ask(
        [record("good", "odd", name="Odd thing", product="my:odd", country="NP")], "odd thing"
    )

    assert advice.where_most[0].groups == ("my:odd",)


@pytest.mark.parametrize(
    ("edition", "publisher", "count"),
    [
        (2022, "US Department of Labor", 1),
        (2024, "US Department of Labor", 0),
        (2022, "Somebody else", 0),
    ],
)
def test_a_newer_edition_of_a_list_is_named_with_its_day(record, edition, publisher, count):
    title = "List of Goods Produced by Child Labor or Forced Labor, as data"
    good = record(
        "good",
        "listed",
        country="BR",
        edition=edition,
        source={"title": title, "publisher": publisher},
    )

    listed, not_listed = (_ask([good], product) for product in ("coffee", "tea"))

    assert not _ask([good], "chocolatt").notes[1:]
    for advice in (listed, not_listed):
        said = [note for note in map(str, advice.notes) if "newer edition" in note]
        assert len(said) == count
        assert all("5 September 2024" in note and "2022" in note for note in said)
