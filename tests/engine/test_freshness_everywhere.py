"""Freshness of each kind of record, in each answer; and no date takes the last help away."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest

from takeaction import (
    HelpQuery,
    Profile,
    PurchaseQuery,
    assess,
    check_destination,
    check_purchase,
    find_help,
    plan,
    recommend,
)
from takeaction.engine.freshness import Freshness, freshness
from takeaction.testing import catalog_of

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
TODAY = AT.date()
LABEL = {
    "name": "A label", "kind": "product-certification", "standard_setter": "S", "scope": "P",
    "audited_by": "A", "third_party_audited": True, "asks": "X", "does_not_cover": "Y",
    "covers": ["coffee"],
}  # fmt: skip
SIGN = {
    "text": "Somebody else keeps their papers.", "concept": "documents", "element": "means",
    "grade": "strong", "grade_basis": "editorial", "types": ["domestic-servitude"],
    "observable_by": ["bystander"], "ask": "notice", "reading": "not-read",
}  # fmt: skip
VENDOR = {"name": "A shop", "kind": "retailer", "products": ["coffee"], "ships_to": ["US"]}
GOOD = {
    "name": "Coffee", "product": "coffee", "country": "BR", "kind": "forced", "edition": 2024,
}  # fmt: skip
RATING = {"name": "B", "country": "TH", "meaning": "Effort.", "history": []}
BOUNDS = {
    "contact": (90, 180, 730),
    "action": (365, 730, None),
    "resource": (365, 730, None),
    "indicator": (365, 730, None),
    "vendor": (365, 730, None),
    "label": (365, 730, None),
    "rating": (365, 730, None),  # one without years
}
STATES = ("fresh", "aging", "stale", "expired")
EDGES = [
    (kind, days + over, STATES[number + over])
    for kind, bounds in BOUNDS.items()
    for number, days in enumerate(bounds)
    if days
    for over in (0, 1)
]
WRITTEN = {
    "fresh": {"on": TODAY - timedelta(1)},
    "stale": {"on": TODAY - timedelta(731)},
    "late": {"on": TODAY - timedelta(1), "review_by": TODAY - timedelta(730)},
    "late-undated": {"review_by": TODAY - timedelta(730)},
    "not-come": {"on": date(2099, 1, 1)},
    "undated": {},
}
STATE = {
    "fresh": "fresh", "stale": "stale", "late": "stale", "late-undated": "stale",
    "not-come": "unknown", "undated": "unknown",
}  # fmt: skip


def state_of(written, *, is_contact):
    """Return the state; a contact that nobody checked for 731 days has expired."""
    return "expired" if is_contact and written == "stale" else STATE[written]


def verified(**days):
    return {"method": "called", **{name: str(day) for name, day in days.items()}}


@pytest.fixture(scope="module")
def make_one(make, make_action, make_resource):
    """Return a function that makes a record of a kind, and the contact that is asked about."""

    def one(kind, **fields):
        fields.setdefault("source", {"title": "A page"})
        if kind in ("contact", "resource"):
            line = make_resource(**fields)
            return line, line.contacts[0] if kind == "contact" else None
        if kind == "action":
            return make_action(**fields), None
        defaults = {
            "indicator": SIGN,
            "vendor": VENDOR,
            "label": LABEL,
            "rating": RATING,
            "good": GOOD,
        }
        return make(kind, f"a:{kind}", **(defaults[kind] | fields)), None

    return one


def test_each_kind_ages_on_its_own_days(subtests, make_one):
    for by, (kind, days, state) in itertools.product(["verification", "source"], EDGES):
        with subtests.test(f"{by} {kind} {days} {state}"):
            day = TODAY - timedelta(days)
            dates = (
                {"verified": verified(on=day)}
                if by == "verification"
                else {"source": {"title": "A page", "dated": str(day)}}
            )
            record, contact = make_one(kind, **dates)

            assert freshness(record, AT, contact) == Freshness(state, day, days)


@pytest.mark.parametrize("kind", [*BOUNDS, "good"])
def test_only_contacts_expire(make_one, kind):
    old = {"edition": 1950} if kind == "good" else {"verified": verified(on="1950-01-01")}
    record, contact = make_one(kind, **old)

    assert freshness(record, AT, contact).state == ("expired" if kind == "contact" else "stale")


def test_a_date_marks_each_kind(subtests, make_one):
    for written, kind in itertools.product(WRITTEN, BOUNDS):
        with subtests.test(f"{written} {kind}"):
            record, contact = make_one(kind, verified=verified(**WRITTEN[written]))

            assert freshness(record, AT, contact).state == state_of(
                written, is_contact=kind == "contact"
            )


# Every answer


@pytest.fixture(scope="module")
def catalog_dated(make, make_action, make_resource):
    def dated(written):
        dates = {"verified": verified(**WRITTEN[written]), "source": {"title": "A page"}}
        travel = {"topics": ["travel-tourism"], "finds": [{"purpose": "support"}]}
        return catalog_of(
            [
                make_action(**travel, **dates),
                make_resource(regions=["US"], **dates),
                make_resource("a:thai-line", regions=["TH"], **dates),
                make("indicator", "a:sign", **SIGN, **dates),
                make("vendor", "a:shop", **VENDOR, **dates),
                make("label", "a:label", **LABEL, **dates),
                make("rating", "a:th", **RATING, **dates),
            ]
        )

    return dated


def _of_recommend(catalog):
    (only,) = recommend(catalog, Profile(minutes=30, region="US"), at=AT)
    return [only.as_json()["freshness"], only.as_json()["finds"][0]["line"]["ways"][0]["freshness"]]


def _of_plan(catalog):
    (item,) = plan(catalog, Profile(minutes=30, region="US"), budget=60, at=AT).items
    return [item.as_json()["freshness"]]


def _of_find_help(catalog):
    return _of_lines(find_help(catalog, HelpQuery("US"), at=AT).as_json())


def _of_lines(help_data):
    return [way["freshness"] for line in help_data["lines"] for way in line["ways"]]


def _of_assess(catalog):
    answer = assess(catalog, ["a:sign"], region="US", at=AT).as_json()
    return [*(sign["freshness"] for sign in answer["reasons"]), *_of_lines(answer["help"])]


def _of_purchase(catalog):
    answer = check_purchase(catalog, PurchaseQuery(["coffee"], ships_to="US"), at=AT).as_json()
    return [answer["labels"][0]["freshness"], answer["vendors"][0]["freshness"]]


def _of_destination(catalog):
    answer = check_destination(catalog, "TH", at=AT).as_json()
    rating, action = (answer[part][0]["freshness"] for part in ("ratings", "actions"))
    return [rating, *_of_lines(answer["help"]), action]


ANSWERS = {  # whether each part is a contact
    "recommend": (_of_recommend, [False, True]),
    "plan": (_of_plan, [False]),
    "find_help": (_of_find_help, [True]),
    "assess": (_of_assess, [False, True]),
    "check_purchase": (_of_purchase, [False, False]),
    "check_destination": (_of_destination, [False, True, False]),
}


def test_every_answer_has_the_freshness_of_its_parts(subtests, catalog_dated):
    for name, written in itertools.product(ANSWERS, WRITTEN):
        with subtests.test(f"{name} {written}"):
            ask, contacts = ANSWERS[name]

            freshness_data = ask(catalog_dated(written))

            states = [item["state"] if isinstance(item, dict) else item for item in freshness_data]
            assert states == [state_of(written, is_contact=item) for item in contacts]


@pytest.mark.parametrize("on", ["1950-01-01", "2099-01-01"], ids=["long-ago", "to-come"])
@pytest.mark.parametrize("review_by", [None, "1951-01-01"], ids=["no-review", "late"])
@pytest.mark.parametrize("at", [None, AT], ids=["no-moment", "now"])
def test_no_date_takes_the_last_contact_of_a_region_away(make_resource, on, review_by, at):
    dates = verified(on=on, **({"review_by": review_by} if review_by else {}))
    catalog = catalog_of([make_resource(regions=["TH"], verified=dates)])

    assert [referral.resource.id for referral in find_help(catalog, HelpQuery("TH"), at=at)] == [
        "a:line"
    ]
    trip = check_destination(catalog, "TH", at=at)
    assert [line.resource.id for line in trip.help] == ["a:line"]
    assert catalog.coverage().pairs


def test_age_changes_no_order_of_help(make_resource):
    # An old number is marked, but not moved down: it may be the right one.
    old = {"verified": verified(on="1950-01-01")}
    new = {"verified": verified(on=TODAY)}

    def order(first, second):
        catalog = catalog_of([make_resource("a:one", **first), make_resource("a:two", **second)])
        return [referral.resource.id for referral in find_help(catalog, HelpQuery("US"), at=AT)]

    assert order(old, new) == order(new, old)
