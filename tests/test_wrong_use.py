"""Wrong uses, each with the error that a person or a host reads, in English and in Spanish.

``wrong_use.txt`` has the texts word for word, with a line for each wrong field. If one is changed
on purpose, let the tests write it anew, and read what has changed::

    WRITE_MESSAGES=1 python -m pytest tests/test_wrong_use.py
"""

import os
import pickle
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from takeaction import (
    HelpQuery,
    Limits,
    Profile,
    PurchaseQuery,
    QueryError,
    QueryErrors,
    UnknownWordError,
    assess,
    calendar_of,
    check_destination,
    check_purchase,
    find_help,
    load,
    plan,
    recommend,
    search,
    warm,
    why_not,
)

KEPT = Path(__file__).parent / "wrong_use.txt"
AT = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
ME = Profile(minutes=30)
US = HelpQuery("US")
TEA = PurchaseQuery(["tea"])
NAIVE = datetime(2026, 11, 27, 12, 0)  # noqa: DTZ001 - that is what is wrong
NAN = float("nan")
SIGN = "documents-held-by-someone-else"
CASES = {
    # Something else in the place of an argument
    "find_help(None, query)": lambda _: find_help(None, US),
    "find_help(query, catalog)": lambda c: find_help(US, c),
    "find_help(catalog, Profile)": lambda c: find_help(c, ME),
    "find_help(catalog, PurchaseQuery)": lambda c: find_help(c, TEA),
    "find_help(catalog, dict)": lambda c: find_help(c, {"region": "US"}),
    "find_help(catalog, text)": lambda c: find_help(c, "US"),
    "find_help(path, None, limit=0)": lambda _: find_help("packs", None, limit=0),
    "find_help(catalog, query, at=naive)": lambda c: find_help(c, US, at=NAIVE),
    "find_help(catalog, query, at=date)": lambda c: find_help(c, US, at=date(2026, 11, 27)),
    "find_help(catalog, query, at=year 1)": lambda c: find_help(c, US, at=AT.replace(year=1)),
    "find_help(catalog, query, limit=-1)": lambda c: find_help(c, US, limit=-1),
    "find_help(catalog, query, languages=5)": lambda c: find_help(c, US, languages=5),
    "recommend(profile, catalog)": lambda c: recommend(ME, c),
    "recommend(catalog, HelpQuery)": lambda c: recommend(c, US),
    "recommend(catalog, dict)": lambda c: recommend(c, {"minutes": 30}),
    "recommend(None, None)": lambda _: recommend(None, None),
    "recommend(None, profile, weights)": lambda _: recommend(None, ME, weights={"a": 1}, limit=0),
    "recommend(catalog, profile, limit=0)": lambda c: recommend(c, ME, limit=0),
    "recommend(catalog, profile, limit=nan)": lambda c: recommend(c, ME, limit=NAN),
    "recommend(catalog, profile, limit=True)": lambda c: recommend(c, ME, limit=True),
    "recommend(catalog, profile, weights=5)": lambda c: recommend(c, ME, weights=5),
    "recommend(catalog, profile, weights by number)": lambda c: recommend(c, ME, weights={1: 2}),
    "recommend(catalog, profile, unknown weight)": lambda c: recommend(
        c, ME, weights={"skil": 5_000, "tme": 5_000}
    ),
    "recommend(catalog, profile, weight=nan)": lambda c: recommend(c, ME, weights={"skill": NAN}),
    "recommend(catalog, profile, small weights)": lambda c: recommend(c, ME, weights={"skill": 5}),
    "plan(None, profile)": lambda _: plan(None, ME, budget=60),
    "plan with three wrong arguments": lambda c: plan(c, ME, budget=0, horizon="weekly", at=NAIVE),
    "why_not(catalog, None, None)": lambda c: why_not(c, None, None),
    "why_not(None, profile, id)": lambda _: why_not(None, ME, "write-editorial"),
    "why_not(catalog, profile, unknown)": lambda c: why_not(c, ME, "write-editoral"),
    "assess(None, signs)": lambda _: assess(None, [SIGN]),
    "assess(catalog, text)": lambda c: assess(c, SIGN),
    "assess(catalog, signs, when=list)": lambda c: assess(c, [SIGN], when=[SIGN]),
    "assess with everything wrong": lambda c: assess(
        c, ["documents-held", "zz"], not_observed=["no-days-of"], when={SIGN: "today"},
        person="teen", role="docter", region="Txas", languages=[5], at=NAIVE,
    ),
    "assess(None, everything wrong)": lambda _: assess(None, 5, person=5, role=5, region=5),
    "check_purchase(None, None)": lambda _: check_purchase(None, None),
    "check_purchase(catalog, HelpQuery)": lambda c: check_purchase(c, US),
    "check_purchase(catalog, list)": lambda c: check_purchase(c, ["tea"]),
    "check_purchase with three wrong fields": lambda c: check_purchase(
        c, PurchaseQuery(["tea", " "], origin="Europe", ships_to="Germny")
    ),
    "check_purchase from a part of a country": lambda c: check_purchase(
        c, PurchaseQuery(["tea"], origin="Bombay")
    ),
    "check_destination(None, None)": lambda _: check_destination(None, None),
    "check_destination(catalog, group)": lambda c: check_destination(c, "Africa", at=NAIVE),
    "search(None, text)": lambda _: search(None, "tea"),
    "search(catalog, None)": lambda c: search(c, None),
    "search(catalog, signs)": lambda c: search(c, "?!"),
    "search with everything wrong": lambda c: search(
        c, "", kinds=["acton"], region="Londn", limit=0, languages="en", at=NAIVE
    ),
    "warm(None)": lambda _: warm(None, languages=5),
    "catalog.find(5)": lambda c: c.find(5, "id"),
    "catalog.label(5)": lambda c: c.label(5),
    "calendar_of(None)": lambda _: calendar_of(None, at=None, titles="yes"),
    "load(paths=text)": lambda _: load(paths="packs"),
    "load(packs=text)": lambda _: load(packs="us-hotline"),
    "load(suppress=list)": lambda _: load(packs=[], suppress=["a:b"]),
    "load(limits=0)": lambda _: load(packs=[], limits=Limits(records=0)),
    "load(lock_mode without a lock)": lambda _: load(packs=[], lock_mode="warn"),
    # Fields of a question
    "Profile(minutes=0)": lambda _: Profile(minutes=0),
    "Profile with everything wrong": lambda _: Profile(
        minutes=0, per="daily", skills="writing", roles=None, topics=[5], region=None,
        modes=["solo", "grup"], languages="en", cost="cheap", risk="lo", age="teenager",
        concern=1, done={"a:b": 5}.values(), dismissed=5,
    ),
    "HelpQuery with everything wrong": lambda _: HelpQuery(
        5, language="klingonish", channel="whatsapp", purpose="shelters", topic="wage",
        audience="victim", calling_from=5, home=[],
    ),
    "PurchaseQuery(text)": lambda _: PurchaseQuery("tea", origin=5, ships_to=5),
    "too long": lambda _: Profile(minutes=5, region="x" * 2_001, skills=["x"] * 1_001),
    "words that no list has": lambda c: recommend(
        c,
        Profile(
            minutes=30, skills=["writeing", "cookng", "zzz"], roles=["nurs"], topics=["fair-trad"],
            region="Keny", done=["write-editoral"], dismissed=["zz"],
        ),
    ),
    "places that no list has": lambda c: find_help(
        c, HelpQuery("Txas", calling_from="Londn", home="Untied Kingdom")
    ),
    "a purpose that is no help": lambda c: find_help(c, HelpQuery("US", purpose="learn")),
    # Questions from JSON
    "Profile from null": lambda _: Profile.from_json(None),
    "Profile from 5": lambda _: Profile.from_json(5),
    "Profile from text": lambda _: Profile.from_json("minutes"),
    "Profile from a list": lambda _: Profile.from_json([["minutes", 30]]),
    "Profile from an empty object": lambda _: Profile.from_json({}),
    "Profile from JSON with everything wrong": lambda _: Profile.from_json(
        {
            "minutes": "30", "per": 5, "skills": {"writing": True}, "roles": [None], "topics": "a",
            "region": ["US"], "age": {"years": 15}, "concern": "yes", "minuts": 30, "Skills": [],
            "my boss has my passport": 1,
        }
    ),
    "Profile from JSON with many unknown keys": lambda _: Profile.from_json(
        {"minutes": 5, **{f"zz{n}": n for n in range(50)}}
    ),
    "HelpQuery from JSON": lambda _: HelpQuery.from_json(
        {"region": None, "langauge": "es", "channel": {"sms": 1}}
    ),
    "PurchaseQuery from JSON": lambda _: PurchaseQuery.from_json(
        {"goods": "coffee", "shipsTo": "US", 5: 5}
    ),
}  # fmt: skip
SEVERAL = [name for name in CASES if "everything" in name or "three" in name]


def refused(name, catalog):
    with pytest.raises(QueryError) as caught:
        CASES[name](catalog)
    return caught.value


def written(error):
    lines = []
    for single in error.errors:
        lines += [
            f"{single.code} {single.field}",
            f"  {single.text_in(['en'])}",
            f"  {single.text_in(['es-MX'])}",
        ]
    return "\n".join(lines) + "\n\n"


def sections():
    parts = re.split(r"(?m)^# (.+)\n\n", KEPT.read_text("utf-8") if KEPT.exists() else "")[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_a_wrong_use_says_which_argument_is_wrong_and_what_to_write(subtests, catalog):
    for name in CASES:
        with subtests.test(str(name)):
            error = refused(name, catalog)

            if "WRITE_MESSAGES" in os.environ:
                texts = {**sections(), name: written(error)}
                lines = [f"# {case}\n\n{texts[case]}" for case in CASES if case in texts]
                KEPT.write_text("".join(lines), "utf-8")
            assert written(error) == sections()[name]


def test_there_are_enough_wrong_uses_and_none_is_left_over():
    assert len(CASES) >= 60
    assert list(sections()) == list(CASES)


@pytest.mark.parametrize("name", SEVERAL)
def test_all_wrong_fields_are_told_at_once(name, catalog):
    error = refused(name, catalog)

    assert type(error) is QueryErrors
    assert len(error.errors) == len(error.exceptions) >= 3
    assert str(error).splitlines() == [str(single) for single in error.errors]
    first = error.errors[0]
    assert (error.code, error.field, error.nearest) == (first.code, first.field, first.nearest)
    assert len({single.field for single in error.errors if single.field}) == sum(
        single.field is not None for single in error.errors
    )


def test_an_error_comes_whole_from_another_process(subtests, catalog):
    for name in CASES:
        with subtests.test(str(name)):
            error = refused(name, catalog)

            other = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

            assert (type(other), str(other), repr(other)) == (type(error), str(error), repr(error))
            assert other.as_json("fr") == error.as_json("fr")
            assert [single.as_json() for single in other.errors] == [
                single.as_json() for single in error.errors
            ]


def test_the_fields_stand_in_the_order_of_the_question():
    error = refused("Profile with everything wrong", None)

    assert [single.field for single in error.errors] == [
        *("minutes", "per", "skills", "roles", "topics", "region", "modes", "languages"),
        *("cost", "risk", "age", "concern", "done", "dismissed"),
    ]


def test_one_wrong_field_is_told_by_a_plain_error():
    assert type(refused("Profile(minutes=0)", None)) is QueryError
    with pytest.raises(UnknownWordError):
        Profile(minutes=5, age="teen")


def test_a_group_is_caught_by_each_way_to_catch():
    # ``except``, ``except*`` and a plain ``ValueError`` catch several wrong fields.
    unknown, other = [], []
    try:
        Profile(minutes=0, age="teen", region=5)
    except* UnknownWordError as group:
        unknown = [error.field for error in group.exceptions]
    except* QueryError as group:
        other = [error.field for error in group.exceptions]

    assert (unknown, other) == (["age"], ["minutes", "region"])
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - its text stands in the next line
        Profile(minutes=0, age="teen")
    assert str(caught.value).startswith("Give minutes")


def test_a_group_that_is_split_keeps_its_class_and_its_languages():
    with pytest.raises(QueryErrors) as caught:
        Profile(minutes=0, age="teen", region=5, languages=["es"])

    unknown, other = caught.value.split(UnknownWordError)

    assert (type(unknown), type(other)) == (QueryErrors, QueryErrors)
    assert str(unknown) == "Palabra desconocida en age. ¿Quiso decir «de 13 a 17 años» (youth)?"
    assert len(str(other).splitlines()) == 2


def test_groups_in_a_group_are_told_as_one():
    one, other = refused("Profile from 5", None), refused("Profile from an empty object", None)
    group = QueryErrors("all", [QueryErrors("two", [one, other]), one])

    assert group.errors == (one, other, one)


def test_a_group_has_all_unknown_words(catalog):
    error = refused("words that no list has", catalog)

    assert [(field, position) for field, position, _ in error.unknown] == [
        *(("skills", 0), ("skills", 1), ("skills", 2), ("roles", 0), ("topics", 0), ("region", 0)),
        *(("done", 0), ("dismissed", 0)),
    ]


# Languages


@pytest.mark.parametrize(
    ("languages", "beginning"),
    [
        (["es"], "Dé"), (["fr-CA"], "Donnez"), (["de", "es-MX"], "Dé"), (["de"], "Give"),
        ([], "Give"), ("", "Give"), ("es-MX,es;q=0.9,en;q=0.8", "Dé"), ("de, fr;q=0.5", "Donnez"),
        ("fr", "Donnez"),
    ],
    ids=str,
)  # fmt: skip
def test_a_text_is_in_the_language_of_its_reader(languages, beginning):
    error = refused("Profile(minutes=0)", None)

    assert error.text_in(languages).startswith(beginning)
    assert error.as_json(languages)["text"] == error.text_in(languages)
    assert error.text.startswith("Give")


IN_SPANISH = {
    "profile": lambda _: Profile(minutes=0, languages=["es"]),
    "profile-from-json": lambda _: Profile.from_json({"minutes": 0, "languages": ["es"]}),
    "key": lambda _: Profile.from_json({"minutes": 5, "languages": ["es"], "zz": 1}),
    "help-query": lambda _: HelpQuery(5, language="es"),
    "help-key": lambda _: HelpQuery.from_json({"region": "US", "language": "es", "zz": 1}),
    "recommend": lambda c: recommend(c, Profile(minutes=5, skills=["zz"], languages=["es"])),
    "plan": lambda c: plan(c, Profile(minutes=5, languages=["es"]), budget=0),
    "why-not": lambda c: why_not(c, Profile(minutes=5, languages=["es"]), "zz"),
    "find-help": lambda c: find_help(c, HelpQuery("zz"), languages=["es"]),
    "purchase": lambda c: check_purchase(c, PurchaseQuery([" "]), languages=["es"]),
    "destination": lambda c: check_destination(c, "zz", languages=["es"]),
    "assess": lambda c: assess(c, ["zz"], languages=["es"]),
    "search": lambda c: search(c, "", languages=["es"]),
}


@pytest.mark.parametrize("name", IN_SPANISH)
def test_an_error_speaks_the_language_of_its_question(name, catalog):
    # Where a question names languages, ``str()`` is in them.
    with pytest.raises(QueryError) as caught:
        IN_SPANISH[name](catalog)

    assert str(caught.value) == caught.value.text_in(["es"]) != caught.value.text_in(["en"])


# Names beside ids


def test_nearest_words_have_their_names_beside_them():
    with pytest.raises(UnknownWordError) as caught:
        Profile(minutes=5, age="teen")

    assert caught.value.nearest == ("youth",)
    assert caught.value.text_in(["en"]) == "Unknown word in age. Did you mean “13 to 17” (youth)?"
    assert caught.value.text_in(["fr"]) == (
        "Mot inconnu dans age. Vouliez-vous dire «\u00a0de 13 à 17 ans\u00a0» (youth)\u00a0?"
    )


def test_a_name_in_another_language_leads_to_its_word():
    with pytest.raises(UnknownWordError) as caught:
        Profile(minutes=5, cost="baj")

    assert caught.value.nearest == ("low",)


def test_thousands_of_unknown_words_are_told_without_long_looking(catalog, at_most):
    # Only the first ten get suggestions, since these take long.
    ids = [f"write-editoral-{n}" for n in range(10_000)]

    with at_most(seconds=3), pytest.raises(UnknownWordError) as caught:
        recommend(catalog, Profile(minutes=5, done=ids))

    assert len(caught.value.unknown) == 10_000
    assert sum(bool(near) for _, _, near in caught.value.unknown) == 10


# From JSON


def test_a_question_from_json_is_the_question():
    profile = {"minutes": 30, "skills": ["writing"], "region": "US", "concern": True, "age": None}
    query = {"region": "US-TX", "language": "es", "channel": "sms", "topic": None}
    goods = {"goods": ["tea"], "origin": None, "ships_to": "US"}

    assert Profile.from_json(profile) == Profile(
        minutes=30, skills=["writing"], region="US", concern=True
    )
    assert HelpQuery.from_json(query) == HelpQuery("US-TX", "es", channel="sms")
    assert PurchaseQuery.from_json(goods) == PurchaseQuery(["tea"], ships_to="US")


def test_a_python_call_that_is_wrong_by_itself_is_a_type_error():
    # ``load`` takes its arguments by name.
    with pytest.raises(TypeError, match="positional argument"):
        load("packs")
