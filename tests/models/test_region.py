"""Places: their chains, and the ways people write them."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.core_data import read
from takeaction.errors import QueryError, UnknownWordError
from takeaction.models.region import (
    WORLD,
    Region,
    country_of,
    find_country,
    find_region,
    is_group,
    is_region,
    part_name,
    place_label,
    region,
)
from takeaction.vocabulary.words import fold

COUNTRIES = read("regions")["countries"]
GROUPS = read("regions")["groups"]
CODES = [
    *COUNTRIES,
    *GROUPS,
    *(
        f"{country}-{part.partition('<')[0]}"
        for country, parts in read("regions")["parts"].items()
        for part in parts.split()
    ),
]
codes = st.sampled_from(CODES)


@pytest.mark.parametrize(
    ("code", "name", "chain", "steps"),
    [
        ("001", "world", "001", "001"),
        ("EU", "European Union", "EU 001", "001"),
        ("021", "Northern America", "021 001", "001"),
        ("US", "United States", "US 021 003 019 001", "US 001"),
        ("US-TX", "US-TX", "US-TX US 021 003 019 001", "US-TX US 001"),
        ("GB", "United Kingdom", "GB 154 150 001", "GB 001"),
        ("GB-ENG", "GB-ENG", "GB-ENG GB 154 150 001", "GB-ENG GB 001"),
        ("GB-BIR", "GB-BIR", "GB-BIR GB-ENG GB 154 150 001", "GB-BIR GB-ENG GB 001"),
        ("DE-BE", "DE-BE", "DE-BE DE 155 EU 150 001", "DE-BE DE 001"),
        ("NP", "Nepal", "NP 034 142 001", "NP 001"),
        ("KE", "Kenya", "KE 014 202 002 001", "KE 001"),
        ("XK", "Kosovo", "XK 039 150 001", "XK 001"),
        ("AQ", "Antarctica", "AQ 001", "AQ 001"),
    ],
    ids=[
        *("world", "union", "group", "country", "state", "kingdom", "nation", "city"),
        *("german-state", "nepal", "kenya", "kosovo", "antarctica"),
    ],
)
def test_a_place_has_a_chain(code, name, chain, steps):
    place = region(code)

    assert place == Region(code, name, tuple(chain.split()))
    assert place.steps == tuple(steps.split())


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("MX", ["Mexico", "México", "Mexique"]),
        ("001", ["world", "Mundo", "Monde"]),
        ("US-TX", ["US-TX", "US-TX", "US-TX"]),
    ],
    ids=["country", "world", "state"],
)
def test_a_place_has_a_name_in_each_language(code, names):
    label = region(code).label

    assert [label.pick([language]).text for language in ("en", "es", "fr")] == names
    assert all(words.reviewed for words in label.translations)


@given(codes)
def test_every_chain_leads_from_the_place_to_the_world(code):
    chain = region(code).chain

    assert chain[0] == code
    assert chain[-1] == WORLD
    assert len(set(chain)) == len(chain)
    assert all(map(is_region, chain))


@given(codes)
def test_a_chain_contains_the_chains_of_its_places(code):
    chain = region(code).chain

    for holder in chain:
        assert set(region(holder).chain) <= set(chain)


@given(codes)
def test_a_place_is_found_by_its_code_in_any_case(code):
    assert find_region(f" {code.lower().replace('-', '_')} ").code == code


@given(st.sampled_from(sorted(COUNTRIES)))
def test_a_country_is_found_by_its_name(code):
    for name in {COUNTRIES[code][0], *(words.text for words in region(code).label.translations)}:
        if len(read("place_aliases")["places"].get(fold(name), "1")) == 1:  # no other place has it
            assert find_region(name).code == find_region(name.upper()).code == code


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("GB-ENG", ("England", "England")),
        ("US-TX", ("Texas", "Texas")),
        ("ES", ("Spain", "España")),
        ("001", ("world", "Mundo")),
    ],
)
def test_people_read_a_name_and_no_code_of_a_part(code, names):
    label = place_label(code)

    assert tuple(label.pick([language]).text for language in ("en", "es")) == names


def test_a_part_without_a_name_has_that_of_its_country():
    nameless = next(
        f"{country}-{part.partition('<')[0]}"
        for country, parts in read("regions")["parts"].items()
        for part in parts.split()
        if part_name(f"{country}-{part.partition('<')[0]}") is None
    )

    assert str(place_label(nameless)) == region(nameless[:2]).name


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *(("USA", "US"), ("U.S.", "US"), ("the United States", "US"), ("gbr", "GB")),
        *(("Great Britain", "GB"), ("England", "GB-ENG"), ("scotland", "GB-SCT")),
        *(("UAE", "AE"), ("Holland", "NL"), ("Burma", "MM"), ("Deutschland", "DE")),
        *(("Cote d'Ivoire", "CI"), ("Ivory Coast", "CI"), ("COD", "CD"), ("texas", "US-TX")),
        *(("NYC", "US-NY"), ("Bombay", "IN-MH"), ("México City", "MX-CMX"), ("Chicago", "US-IL")),
    ],
)
def test_a_place_is_found_by_its_everyday_name(written, code):
    assert find_region(written).code == code


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("Georgia", ("GE", "US-GA")),
        ("Congo", ("CD", "CG")),
        ("America", ("US", "019")),
        ("Korea", ("KR", "KP")),
        ("Washington", ("US-WA", "US-DC")),
        ("Birmingham", ("GB-ENG", "US")),
        ("wa", ("US-WA", "AU-WA")),
    ],
)
def test_a_name_of_several_places_is_refused(written, codes):
    # A number for the wrong place helps nobody, so the person has to choose.
    with pytest.raises(UnknownWordError) as caught:
        find_region(written)

    assert caught.value.nearest == codes


def test_everyday_names_lead_to_listed_places():
    aliases, letters = read("place_aliases")["places"], read("three_letter_codes")["countries"]

    assert list(aliases) == sorted(fold(name) for name in aliases)
    assert all(is_region(code) for codes in aliases.values() for code in codes)
    assert sorted(letters.values()) == sorted(COUNTRIES)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("UK", "GB"),
        ("uk", "GB"),
        ("*", "001"),
        ("World", "001"),
        ("europe", "150"),
        ("european union", "EU"),
        ("eu", "EU"),
        ("xk", "XK"),
        ("cote d'ivoire", "CI"),
        ("espana", "ES"),
        ("Royaume-Uni", "GB"),
        ("us_tx", "US-TX"),
        ("TX", "US-TX"),
        ("ny", "US-NY"),
        ("on", "CA-ON"),
        ("nsw", "AU-NSW"),
        ("gb-bir", "GB-BIR"),
    ],
    ids=str,
)
def test_a_place_is_found_as_a_person_writes_it(written, code):
    assert find_region(written).code == code


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("US-TXX", ("US-TX",)),
        ("us-zz", ("US",)),
        ("AQ-1", ("AQ",)),
        ("Germny", ("DE",)),
        ("knitting", ()),
        ("mumbay", ("IN-MH",)),
        ("Untied States", ("US",)),
        ("XX-TX", ()),
        ("cmx", ("MX-CMX",)),
        ("xyz", ()),
        ("13", ()),
        ("EU-DE", ()),
        ("001-US", ()),
        ("UK-ENG", ()),
        ("", ()),
        ("  ", ()),
        ("-", ()),
        ("US-", ("US",)),
        ("-ZZ", ()),
        ("x" * 100_000, ()),
    ],
    ids=[
        *("part", "no-such-part", "no-parts", "country", "word", "city", "swap", "no-country"),
        *("part-alone", "letters"),
        *("digits", "group", "world"),
        *("not-iso", "empty", "blank", "dash", "no-part", "only-part", "huge"),
    ],
)
def test_a_place_that_is_in_no_list_is_refused(written, nearest):
    with pytest.raises(UnknownWordError) as caught:
        find_region(written, "calling_from")

    error = caught.value
    assert (error.field, error.position) == ("calling_from", 0)
    assert error.nearest[: len(nearest)] == nearest
    assert bool(error.nearest) == bool(nearest)


def test_the_field_in_the_error_is_region_by_default():
    with pytest.raises(UnknownWordError, match=r"^Unknown word in region\.$"):
        find_region("zzzz-zzzz-zzzz")


@given(st.text())
def test_any_text_is_found_or_refused(written):
    try:
        place = find_region(written)
    except UnknownWordError:
        return

    assert is_region(place.code)


@pytest.mark.parametrize(
    "code", ["us", "UK", "*", "US-XX", "XX", "", "Germany", "XX-TX", "US-TX-1"], ids=repr
)
def test_only_a_code_of_the_lists_is_looked_up(code):
    assert not is_region(code)
    with pytest.raises(KeyError):
        region(code)


@pytest.mark.parametrize(
    ("code", "country", "group"),
    [
        ("US", "US", False),
        ("US-TX", "US", False),
        ("GB-BIR", "GB", False),
        ("EU", None, True),
        ("150", None, True),
        ("001", None, True),
    ],
    ids=["country", "part", "part-of-part", "union", "group", "world"],
)
def test_a_place_is_in_one_country_or_is_a_group(code, country, group):
    assert country_of(code) == country
    assert is_group(code) is group


@pytest.mark.parametrize(
    ("written", "parts", "code"),
    [("th", False, "TH"), ("Thailand", True, "TH"), ("uk", False, "GB"), ("US-TX", True, "US-TX")],
)
def test_a_country_is_found_and_a_part_where_accepted(written, parts, code):
    assert find_country(written, "origin", parts=parts).code == code


@pytest.mark.parametrize(
    ("written", "parts", "text"),
    [
        ("EU", True, 'Give origin as one country, such as "CI" or "Thailand".'),
        ("*", False, 'Give origin as one country, such as "CI" or "Thailand".'),
        (
            "US-TX",
            False,
            'Give origin as a country, here "US": facts are known by country.',
        ),
    ],
)
def test_a_place_that_is_no_country_is_refused_with_its_fix(written, parts, text):
    with pytest.raises(QueryError) as caught:
        find_country(written, "origin", parts=parts)

    assert (caught.value.code, caught.value.field, caught.value.text) == (
        *("query.country", "origin", text),
    )


def test_unknown_places_are_not_cached():
    is_region("FIRST-TX")
    before = sys.getallocatedblocks()

    known = [is_region(f"CANARY {number}-TX") for number in range(1_000)]

    assert not any(known)
    assert sys.getallocatedblocks() - before < 500
