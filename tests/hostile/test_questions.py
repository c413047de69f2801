"""S48: questions of any length, with as many words as a caller likes.

Nobody is refused help for length: of a long text the beginning and the end are read, and the answer
says so. Words that no list could hold are refused at once, with what to write instead.
"""

import itertools

import pytest

import takeaction
from takeaction import (
    HelpQuery,
    Limits,
    Profile,
    PurchaseQuery,
    QueryError,
    assess,
    check_destination,
    check_purchase,
    search,
    why_not,
)

HELP_FIELDS = ("region", "language", "channel", "purpose", "audience", "calling_from", "home")
MEGABYTE = 1_000_000
FILLER = "lorem ipsum dolor sit amet, "


def long(beginning="", middle="", end=""):
    """Return a text of a megabyte with some words at its beginning, its middle and its end."""
    filler = FILLER * (MEGABYTE // len(FILLER) // 2)
    return f"{beginning} {filler} {middle} {filler} {end}"


@pytest.mark.parametrize("place", ["beginning", "end"])
@pytest.mark.parametrize("words", ["I am trapped.", "Tiene mi pasaporte", "Je suis enferme\u0301e"])
def test_s48_words_of_need_at_an_end_of_a_long_text_bring_help(catalog, at_most, place, words):
    search(catalog, "words")  # the first search of a process makes the index

    with at_most(seconds=0.5):
        hits = search(catalog, long(**{place: words}), region="US")

    assert hits.truncated
    assert hits.as_json()["truncated"] is True
    assert hits[0].matched == "need"


def test_s48_words_in_the_middle_of_a_long_text_are_not_read(catalog):
    assert search(catalog, long(middle="I am trapped.")) == search(catalog, long())


def test_s48_what_is_read_of_a_long_text_is_read_like_a_short_one(catalog):
    ends = long("national hotline", end="coffee")
    first, last = ends[:1_000].rpartition(" ")[0], ends[-1_000:].partition(" ")[2]
    short = f"{first} {last}"

    assert [hit.record.id for hit in search(catalog, ends)] == [
        hit.record.id for hit in search(catalog, short)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "?" * MEGABYTE,
        "\u0301" * MEGABYTE,
        "a" * MEGABYTE,
        "\U0001f600" * MEGABYTE,
        "\ud800" * 9_999,
    ],
    ids=["signs", "marks", "one-word", "pictures", "halves"],
)
def test_s48_a_long_text_without_known_words_is_answered_too(catalog, at_most, text):
    with at_most(seconds=0.5):
        hits = search(catalog, text)

    assert (len(hits), hits.truncated) == (0, True)


def test_s48_blanks_around_a_short_text_make_it_no_long_one(catalog):
    hits = search(catalog, f"{' ' * 10_000}trapped{chr(10) * 10_000}")

    assert (hits[0].matched, hits.truncated) == ("need", False)


def test_s48_a_host_sets_how_much_is_read():
    # ``Limits.question_characters`` is kept by the catalog; of two characters, two words.
    catalog = takeaction.load(packs=["us-hotline"], limits=Limits(question_characters=2))

    assert catalog.question_characters == 2
    assert search(catalog, "trapped " + "x " * 50 + "b")[0].matched == "need"
    assert not len(search(catalog, "x trapped " + "x " * 50 + "b"))


WORD = "w" * 2_001
FIELDS = {
    **{
        f"profile-{field}": lambda _, value, field=field: Profile(minutes=5, **{field: value})
        for field in ("region", "cost", "risk", "age", "per")
    },
    **{
        f"help-{field}": lambda _, value, field=field: HelpQuery(**{"region": "US", field: value})
        for field in (
            "region",
            "language",
            "channel",
            "purpose",
            "audience",
            "calling_from",
            "home",
        )
    },
    **{
        f"purchase-{field}": lambda _, value, field=field: PurchaseQuery(["tea"], **{field: value})
        for field in ("origin", "ships_to")
    },
    "assess-person": lambda catalog, value: assess(catalog, [], person=value),
    "assess-role": lambda catalog, value: assess(catalog, [], role=value),
    "assess-region": lambda catalog, value: assess(catalog, [], region=value),
    "assess-time": lambda catalog, value: assess(catalog, [], when={SIGN: value}),
    "destination": check_destination,
    "search-region": lambda catalog, value: search(catalog, "tea", region=value),
    "why-not": lambda catalog, value: why_not(catalog, Profile(minutes=5), value),
}
SIGN = "documents-held-by-someone-else"
LISTS = {
    **{
        f"profile-{field}": lambda _, values, field=field: Profile(minutes=5, **{field: values})
        for field in ("skills", "roles", "topics", "modes", "languages", "done", "dismissed")
    },
    "purchase-goods": lambda _, values: PurchaseQuery(values),
    "assess-observed": assess,
    "assess-not-observed": lambda catalog, values: assess(catalog, [], not_observed=values),
    "search-kinds": lambda catalog, values: search(catalog, "tea", kinds=values),
    "search-languages": lambda catalog, values: search(catalog, "tea", languages=values),
}


def refused(ask, *arguments):
    with pytest.raises(QueryError) as caught:
        ask(*arguments)
    return caught.value.code, str(caught.value)


@pytest.mark.parametrize("name", FIELDS)
def test_s48_a_word_that_no_list_could_hold_is_refused_with_its_bound(catalog, at_most, name):
    with at_most(seconds=0.1):
        code, text = refused(FIELDS[name], catalog, "w" * MEGABYTE)

    assert code == "query.length"
    assert text.endswith("in at most 2,000 characters.")


@pytest.mark.parametrize("name", LISTS)
def test_s48_words_of_a_list_have_a_bound_and_the_list_has_one(catalog, at_most, name):
    with at_most(seconds=0.5):
        too_long = refused(LISTS[name], catalog, ["w" * MEGABYTE])
        too_many = refused(LISTS[name], catalog, itertools.repeat("a"))

    assert too_long[0] == too_many[0] == "query.length"
    assert too_many[1].startswith("Write at most ")


def test_s48_times_of_signs_have_the_bounds_of_signs(catalog):
    # the ids in ``when`` are bounded like those of signs that were seen.
    many = {f"s{n}": "now" for n in range(1_001)}

    assert refused(lambda: assess(catalog, [], when=many))[0] == "query.length"
    assert refused(lambda: assess(catalog, [], when={WORD: "now"}))[0] == "query.length"


def test_s48_as_many_unknown_words_as_are_let_in_are_told_at_once(catalog, at_most):
    ids = [f"dokuments-held-{n}" for n in range(1_000)]
    goods = [f"unobtainium {n}x" for n in range(100)]

    with at_most(seconds=0.5), pytest.raises(QueryError) as caught:
        assess(catalog, ids)
    with at_most(seconds=0.5):
        advice = check_purchase(catalog, PurchaseQuery(goods))

    assert len(caught.value.unknown) == 1_000
    assert sum(bool(near) for _, _, near in caught.value.unknown) <= 10
    assert len(advice.unknown) == 100
