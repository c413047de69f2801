"""Laws of what to buy or avoid."""

import re
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from make import goods, labels, regions, vendors

from takeaction import PurchaseQuery, check_destination, check_purchase
from takeaction.models.word import core_words
from takeaction.testing import catalog_of
from takeaction.vocabulary.records import Status, WordKind

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
PRODUCTS = [word for word in core_words() if word.kind is WordKind.PRODUCT]
NAMES = [name for word in PRODUCTS for name in (word.id, str(word.label), *word.aliases)]
NEGATED = "doesn't mean safe"
BASKETS = st.lists(st.sampled_from([*NAMES, "cotton shirt", "zzz"]), max_size=4)
QUERIES = {
    "origin": st.none() | st.sampled_from(["GB", "DE", "NP", "KE"]),
    "ships_to": st.none() | regions(),
}


def _lists(pack="a"):
    records = goods(pack) | goods(pack) | labels(pack) | vendors(pack)
    return st.lists(records, max_size=8, unique_by=lambda record: record.id)


def _texts(value):
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []


@given(_lists(), BASKETS, st.randoms(), st.fixed_dictionaries(QUERIES))
def test_the_order_of_a_basket_and_of_records_changes_nothing(records, basket, random, query):
    shuffled = random.sample(basket, len(basket))
    moved = random.sample(records, len(records))

    one = check_purchase(catalog_of(records), PurchaseQuery(basket, **query), at=AT)
    other = check_purchase(catalog_of(moved), PurchaseQuery(shuffled, **query), at=AT)

    assert one == other
    assert one.as_json() == other.as_json()


@given(_lists(), _lists("b"), st.fixed_dictionaries(QUERIES))
def test_a_pack_about_other_goods_changes_nothing(ours, theirs, query):
    catalog = catalog_of(ours)
    asked = PurchaseQuery(["coffee"], **query)
    apart = [each for each in theirs if "coffee" not in _products(each)]

    alone = check_purchase(catalog, asked, at=AT)
    together = check_purchase(catalog_of([*ours, *apart]), asked, at=AT)

    for name in ("risks", "labels", "vendors", "where_most", "unknown"):
        assert getattr(alone, name) == getattr(together, name)


def _products(record):
    for name in ("covers", "products"):
        if hasattr(record, name):
            return getattr(record, name)
    return {record.product}


@given(_lists(), BASKETS, BASKETS)
def test_one_more_good_changes_no_score_of_another(records, basket, more):
    catalog = catalog_of(records)

    some = check_purchase(catalog, PurchaseQuery(basket)).where_most
    all_of_them = check_purchase(catalog, PurchaseQuery([*basket, *more])).where_most

    scores = {line.products: line.score for line in all_of_them}
    assert all(scores[line.products] == line.score for line in some if line.products in scores)


@given(_lists(), BASKETS, st.fixed_dictionaries(QUERIES))
def test_each_risk_is_a_record_with_its_edition(records, basket, query):
    catalog = catalog_of(records)

    advice = check_purchase(catalog, PurchaseQuery(basket, **query), at=AT)

    assert len({risk.good.id for risk in advice.risks}) == len(advice.risks)
    for risk in advice.risks:
        assert catalog.goods[risk.good.id] == risk.good
        assert f"list of {risk.good.edition}" in risk.text
        assert risk.past == (risk.good.status is Status.RETIRED)
        assert query["origin"] in (None, risk.good.country)
    for line in advice.where_most:
        assert {risk.good.id for risk in line.risks} <= {risk.good.id for risk in advice.risks}


@given(_lists(), BASKETS, st.fixed_dictionaries(QUERIES))
def test_the_list_falls_and_the_reasons_add_up(records, basket, query):
    lines = check_purchase(catalog_of(records), PurchaseQuery(basket, **query)).where_most

    assert [line.score for line in lines] == sorted((line.score for line in lines), reverse=True)
    for line in lines:
        assert line.score == sum(reason.points for reason in line.reasons) <= 10_000
        assert bool(line.score) == line.listed


@given(_lists(), BASKETS, st.fixed_dictionaries(QUERIES))
def test_nobody_who_is_known_not_to_ship_there_is_named(records, basket, query):
    advice = check_purchase(catalog_of(records), PurchaseQuery(basket, **query))

    for seller in advice.vendors:
        assert seller.closed or seller.ships is not False
        assert seller.vendor.kind != "certifier"
    closed = [seller.closed for seller in advice.vendors]
    assert closed == sorted(closed)


def _answers(catalog, written):
    advice = check_purchase(catalog, PurchaseQuery([written], ships_to="US"), at=AT)
    (line,) = advice.where_most
    return (
        line.products,
        line.score,
        [(risk.good.id, risk.beside) for risk in line.risks],
        line.labels,
        line.vendors,
    )


def test_every_word_for_a_product_answers_in_any_form(catalog):
    wrong = []
    for name in NAMES:
        asked = _answers(catalog, name)
        accented = name.replace("e", "é").replace("a", "á")
        is_singular = not name.endswith("s") and len(name.split()[-1]) > 2  # "make up" has none
        plural = f"{name}s" if is_singular else name
        forms = (name.upper(), f"  {name} ", accented, plural)
        wrong += [form for form in forms if _answers(catalog, form) != asked]

    assert wrong == []


def test_each_everyday_word_gives_what_its_group_gives(subtests, catalog):
    for word in PRODUCTS:
        with subtests.test(str(word.id)):
            whole = {id for id, _ in _answers(catalog, word.id)[2]}

            for alias in word.aliases:
                products, _, risks, *_ = _answers(catalog, alias)
                assert word.id in products
                assert whole <= {id for id, _ in risks}
                if not any(beside for _, beside in risks) and products == (word.id,):
                    assert _answers(catalog, alias) == _answers(catalog, word.id)


def test_no_text_about_a_good_calls_it_safe(subtests, catalog):
    for word in PRODUCTS:
        with subtests.test(str(word.id)):
            for origin in (None, "CN", "DE"):
                query = PurchaseQuery([word.id, "zzz"], origin=origin)
                _holds_no_verdict(check_purchase(catalog, query, at=AT))


def test_no_text_about_a_place_calls_it_safe(catalog):
    for place in ("US", "TH", "KP", "SO", "DE"):
        advice = check_destination(catalog, place, at=AT)
        texts = [*advice.notes, advice.disclaimer, *_texts([r.as_json() for r in advice.ratings])]
        assert not [text for text in texts if _safe(text)]


def _holds_no_verdict(advice):
    assert not [text for text in _texts(advice.as_json()) if _safe(text)]


def _safe(text):
    return re.search(r"\b(safe|slavery-free)\b", text.replace(NEGATED, "").lower())
