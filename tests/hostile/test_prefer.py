"""Two distributions that ship a pack of one id: the host decides, and nothing is silent.

Anybody may publish a distribution whose pack has the id of a helpline. Without a word of the host
the one that was there first is used; with it, the one it names, in any order of the path.
"""

import json
from itertools import permutations

import attrs
import pytest

from takeaction import HelpQuery, QueryError, find_help
from takeaction.errors import DuplicateIdError, FieldError, Outcome
from takeaction.loading import load
from takeaction.lock.held import pin_all
from takeaction.lock.lock import Lock

ID = "zz-hotline"
NUMBERS = {"honest-pack": "+18885550100", "Other_Pack": "+18885550199"}


def content(number):
    contact = {"channel": "voice", "dial": number, "display": number, "languages": ["en"]}
    line = {
        "name": "The line",
        "kind": "hotline",
        "purposes": ["support"],
        "regions": ["US"],
        "source": {"title": "A page"},
        "verified": {"method": "called"},
        "contacts": [contact],
    }
    header = {"id": ID, "title": "T", "publisher": "P", "licence": "CC0-1.0", "schema": 1}
    pack = {"pack": header, "records": {"resource": {"line": line}}, "translations": {}}
    return json.dumps(pack, sort_keys=True)


@pytest.fixture
def two(install_pack):
    """Return a function that installs both distributions; the first of them is first on the path.

    It takes the text of a pack in place of another, by distribution.
    """

    def make(order=tuple(NUMBERS), **texts):
        for name in reversed(order):
            text = texts.get(name.partition("-")[0]) or content(NUMBERS[name])
            module = name.lower().replace("-", "_")
            install_pack(ID, name=name, module=module, content=text, site=f"site-{name}")

    return make


def numbers(catalog):
    answer = find_help(catalog, HelpQuery(region="US"))
    return [referral.contact.dial for referral in answer.ways if referral.resource.pack == ID]


def reported(catalog):
    return [(error.code, error.distribution, error.outcome) for error in catalog.mistakes]


@pytest.mark.parametrize("order", list(permutations(NUMBERS)), ids=" before ".join)
@pytest.mark.parametrize("name", NUMBERS)
def test_s52_of_two_distributions_of_one_id_the_host_names_one(two, order, name):
    two(order)
    (other,) = set(NUMBERS) - {name}

    catalog = load(packs=[ID], prefer={ID: name})

    assert numbers(catalog) == [NUMBERS[name]]
    assert catalog.packs[ID].distribution == name
    assert reported(catalog) == [("pack.duplicate_id", other, Outcome.WARN)]
    (error,) = catalog.mistakes
    assert type(error) is DuplicateIdError
    assert str(error) == (
        f"{ID}: the host prefers the pack from {name}, not this one from {other}. "
        "Fix: remove this one."
    )


def test_s52_without_a_word_of_the_host_the_first_is_used_and_the_way_out_is_told(two):
    two()

    catalog = load(packs=[ID])

    assert numbers(catalog) == [NUMBERS["Other_Pack"]]  # the last on the path, and installed first
    (error,) = (error for error in catalog.mistakes if error.distribution == "Other_Pack")
    assert str(error) == (
        "zz-hotline: honest-pack came to this id as well; the pack from Other_Pack has it. Fix: "
        "keep one of them, or "
        'name the one that you know to be right: "--prefer zz-hotline=DISTRIBUTION", or '
        'load(prefer={"zz-hotline": "DISTRIBUTION"}).'
    )


@pytest.mark.parametrize("name", ["Honest_Pack", "honest.pack", "HONEST--PACK"])
def test_a_name_is_compared_as_package_indexes_do(two, name):
    two()

    assert numbers(load(packs=[ID], prefer={ID: name})) == [NUMBERS["honest-pack"]]


@pytest.mark.parametrize(
    ("id", "name"),
    [(ID, "no-such-pack"), ("no-such-id", "honest-pack")],
    ids=["distribution", "id"],
)
def test_a_preference_for_what_is_not_there_decides_nothing_and_is_reported(two, id, name):
    two()

    catalog = load(packs=[ID], prefer={id: name})

    assert numbers(catalog) == [NUMBERS["Other_Pack"]]
    assert sorted(map(str, reported(catalog))) == sorted(
        map(
            str,
            [
                ("host.prefer", None, Outcome.WARN),
                *(("pack.duplicate_id", name, Outcome.WARN) for name in NUMBERS),
            ],
        )
    )
    (error,) = (error for error in catalog.mistakes if error.code == "host.prefer")
    assert type(error) is FieldError
    assert str(error) == (
        f'{id}: the host prefers the pack from "{name}", which is not loaded. '
        "Fix: correct the id or the distribution, or install it."
    )


def test_each_preference_for_what_is_not_there_is_reported(two):
    two()

    catalog = load(packs=[ID], prefer={ID: "honest-pack", "zzz-line": "a-pack", "a-line": "a-pack"})

    unmet = [error.where.pack for error in catalog.mistakes if error.code == "host.prefer"]
    assert unmet == ["a-line", "zzz-line"]


def test_a_preferred_pack_that_is_broken_is_reported(two):
    two(honest="{")

    catalog = load(packs=[ID], prefer={ID: "honest-pack"})

    assert numbers(catalog) == [NUMBERS["Other_Pack"]]
    assert sorted(reported(catalog)) == [
        ("host.prefer", None, Outcome.WARN),
        ("parse.syntax", "honest-pack", Outcome.QUARANTINE),
    ]


def test_a_path_goes_before_a_preference(two, write):
    two()
    path = write({"pack.json": content("+18885550111")})

    catalog = load(paths=[path], packs=[ID], prefer={ID: "honest-pack"})

    assert numbers(catalog) == ["+18885550111"]
    assert [error.problem for error in catalog.mistakes] == [
        "the pack given by path replaces the installed one (Other_Pack, honest-pack)."
    ]


@pytest.mark.parametrize("name", NUMBERS)
def test_the_lock_goes_before_a_preference(two, write, name):
    path = write({"pack.json": content(NUMBERS["honest-pack"])})
    (accepted,) = pin_all(paths=[path], packs=[], lock=Lock())[0].packs
    two()

    lock = Lock((attrs.evolve(accepted, distribution="honest-pack"),))
    catalog = load(packs=[ID], lock=lock, prefer={ID: name})

    assert numbers(catalog) == [NUMBERS["honest-pack"]]
    codes = [error.code for error in catalog.mistakes if error.code == "host.prefer"]
    assert len(codes) == (name == "Other_Pack")
    assert any(error.distribution == "Other_Pack" for error in catalog.mistakes)


def test_a_preference_changes_nothing_where_one_distribution_has_the_id(load_beside):
    preferred = {id: f"{id}-pack" for id in ("alpha", "bravo", "charlie")}

    catalog = load_beside(prefer=preferred)

    assert catalog.mistakes == ()
    assert catalog.digest == load_beside().digest


@pytest.mark.parametrize(
    "prefer",
    [["zz-hotline"], "zz-hotline", 7, {ID: 7}, {7: "honest-pack"}, {ID: ["honest-pack"]}],
    ids=["list", "text", "number", "number-of-id", "id-that-is-a-number", "list-of-id"],
)
def test_a_preference_of_another_type_is_refused(prefer):
    with pytest.raises(QueryError) as caught:
        load(packs=[], prefer=prefer)

    assert (caught.value.code, caught.value.field) == ("query.prefer", "prefer")
    assert caught.value.text == (
        "Write prefer as ids of packs, each with the name of a distribution."
    )


def test_the_name_of_a_distribution_cannot_forge_a_line(two, install_pack):
    two()
    install_pack(
        ID, name="x\x1b[2Jy", module="forged", content=content("+18885550122"), site="site-x"
    )

    for prefer in ({}, {ID: "honest-pack"}, {ID: "x\x1b[2Jy"}):
        catalog = load(packs=[ID], prefer=prefer)

        assert catalog.mistakes
        assert all(str(error).isprintable() for error in catalog.mistakes)
