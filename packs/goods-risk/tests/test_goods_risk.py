"""The facts of this pack that must never drift."""

from collections import Counter

import pytest

from takeaction.testing import check_pack


@pytest.fixture(scope="module")
def catalog():
    return check_pack("goods-risk")


def test_the_first_edition_is_whole(catalog):
    # So many goods for each reason, so many countries, so many ratings and tiers.
    kinds = Counter(str(good.kind) for good in catalog.goods.values())

    assert kinds == {"child": 325, "forced": 119, "sector": 11, "input": 10}
    assert len({good.country for good in catalog.goods.values()}) == 78
    assert len(catalog.ratings) == 188
    assert sum(len(rating.history) for rating in catalog.ratings.values()) == 2837


@pytest.mark.parametrize(
    ("id", "listed"),
    [
        ("br-coffee", ("Coffee", "BR", "forced", {"child"})),
        ("bd-garments", ("Garments", "BD", "forced", {"child"})),
        ("af-bricks", ("Bricks", "AF", "forced", {"child"})),
        ("tm-cotton", ("Cotton", "TM", "forced", {"child"})),
        ("ci-coffee", ("Coffee", "CI", "forced", {"child"})),
        ("tw-fish", ("Fish", "TW", "forced", set())),
        ("az-cotton", ("Cotton", "AZ", "child", set())),
        ("cn-solar-cells", ("Solar Cells", "CN", "input", set())),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_good_is_listed_for_what_the_list_says(catalog, id, listed):
    # Name, country and reasons are those of the edition of 2022.
    good = catalog.goods[f"goods-risk:{id}"]

    assert (str(good.name), good.country, good.kind, good.also) == listed
    assert good.edition == 2022
    assert good.status == "active"


def test_a_good_made_with_a_listed_input_says_which(catalog):
    inputs = {
        good.local_id: good.input_country for good in catalog.goods.values() if good.kind == "input"
    }

    assert Counter(inputs.values()) == {"ID": 5, "CN": 4, "CD": 1}
    assert inputs["cn-lithium-ion-batteries"] == "CD"
    assert "cobalt" in str(catalog.get("cn-lithium-ion-batteries").note)


def test_a_sector_never_says_that_a_good_is_made_with_forced_labour(catalog):
    sectors = [good for good in catalog.goods.values() if good.kind == "sector"]

    assert {good.country for good in sectors} == {"CN"}
    for good in sectors:
        assert (good.edition, good.also) == (2025, frozenset())
        assert "does not say that all such goods" in str(good.note)


def test_four_goods_that_left_the_list_stay_as_retired(catalog):
    gone = {good.local_id for good in catalog.goods.values() if good.status == "retired"}

    assert gone == {"ar-blueberries", "kh-salt", "mn-fluorspar-mineral", "th-shrimp"}
    for id in gone:
        assert "edition of 5 September 2024" in str(catalog.get(id).later_change)
        assert "does not show that the problem is gone" in str(catalog.get(id).note)


def test_what_nobody_should_meet_while_shopping_is_not_in_it(catalog):
    names = " ".join(str(good.name).lower() for good in catalog.goods.values())

    assert not [word for word in ("porno", "sexual", "coca ", "khat", "popp") if word in names]


@pytest.mark.parametrize(
    ("country", "year", "tier"),
    [
        ("us", 2020, "1"),
        ("us", 2023, "1"),
        ("us", 2025, "1"),
        ("si", 2025, "1"),
        ("th", 2025, "2"),
        ("ng", 2024, "2"),
        ("kr", 2024, "1"),
        ("co", 2024, "1"),
        ("co", 2025, "2"),
        ("br", 2025, "2 Watch List"),
        ("za", 2025, "2 Watch List"),
        ("kh", 2025, "3"),
        ("cn", 2025, "3"),
        ("ru", 2025, "3"),
        ("np", 2023, "2"),
        ("tw", 2023, "1"),
        ("ae", 2003, "1"),
    ],
)
def test_a_tier_is_the_one_that_was_found(catalog, country, year, tier):
    history = catalog.ratings[f"goods-risk:tip-{country}"].history

    assert {each.year: each.tier for each in history}[year] == tier


@pytest.mark.parametrize(("country", "year"), [("th", 2015), ("cg", 2023)])
def test_a_tier_on_which_sources_do_not_agree_is_left_out(catalog, country, year):
    history = catalog.ratings[f"goods-risk:tip-{country}"].history

    assert year not in {each.year for each in history}


def test_a_year_without_a_source_is_missing(catalog):
    # Nothing was inferred: five years have no tier, and 2022 has no tier 1 or 2.
    tiers = [each for rating in catalog.ratings.values() for each in rating.history]
    years = {each.year for each in tiers}

    assert years == {*range(2001, 2016), 2020, 2022, 2023, 2024, 2025}
    assert {each.tier for each in tiers} == {"1", "2", "2 Watch List", "3"}
    assert {each.tier for each in tiers if each.year == 2022} == {"2 Watch List", "3"}
    assert all(catalog.get(each.source) for each in tiers)


def test_tiers_of_2024_and_2025_have_two_sources_or_a_handbook_of_the_same_government(catalog):
    tiers = [each for rating in catalog.ratings.values() for each in rating.history]
    late = [each for each in tiers if each.year in {2024, 2025}]

    confirmed = Counter((each.year, each.tier) for each in late if each.confirmed_by)
    alone = Counter((each.year, each.tier) for each in late if not each.confirmed_by)
    assert confirmed == {
        (2024, "1"): 10,
        (2024, "2"): 6,
        (2024, "2 Watch List"): 4,
        (2025, "1"): 33,
        (2025, "2"): 16,
        (2025, "2 Watch List"): 25,
        (2025, "3"): 20,
    }
    assert alone == {(2024, "2 Watch List"): 28, (2024, "3"): 21}
    assert {each.source for each in late if not each.confirmed_by} == {"goods-risk:world-factbook"}
    for each in late:
        assert each.confirmed_by != each.source
        assert each.confirmed_by is None or catalog.get(each.confirmed_by)


@pytest.mark.parametrize(("country", "year"), [("us", 2024), ("in", 2024), ("in", 2025)])
def test_a_tier_that_one_source_gives_is_left_out(catalog, country, year):
    history = catalog.ratings[f"goods-risk:tip-{country}"].history

    assert year not in {each.year for each in history}


def test_each_rating_says_that_a_tier_is_no_measure_of_trafficking(catalog):
    for rating in catalog.ratings.values():
        assert "does not say how much trafficking there is" in str(rating.meaning)
        assert "missing in our data" in str(rating.meaning)


def test_nothing_says_that_it_was_checked_by_us(catalog):
    for record in catalog:
        assert record.verified.on is None
        assert record.source.checked is None
