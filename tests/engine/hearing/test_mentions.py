"""Places in running text: names, words that only look like names, and hostile texts."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.core_data import read
from takeaction.engine.hearing.mentions import places_in
from takeaction.models.region import is_region

NAMES = [name for names in read("places")["names"].values() for name in names.split("|")]


def heard(text):
    return [(mention.code, text[mention.start : mention.end]) for mention in places_in(text)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("i live in leeds", [("GB-ENG", "leeds")]),
        ("we work in Fez", [("MA", "Fez")]),
        ("they drive us in a van", []),
        ("HELP ME IM IN HOUSTON", [("US-TX", "HOUSTON")]),
        ("estoy en Nueva York", [("US-NY", "Nueva York")]),
        ("je travaille à Bruxelles", [("BE-BRU", "Bruxelles")]),
        ("a hotel near St. Louis", [("US-MO", "St. Louis")]),
        ("hotline uk please", [("GB", "uk")]),
        ("from Manila to Dubai", [("PH", "Manila"), ("AE", "Dubai")]),
        ("work in Côte d'Ivoire", [("CI", "Côte d'Ivoire")]),
        ("a farm in TX", [("US-TX", "TX")]),
        ("Springfield, IL", [("US-IL", "Springfield, IL")]),
        ("Portland Oregon", [("US-OR", "Portland Oregon")]),
        ("london ontario", [("CA-ON", "london ontario")]),
        ("Birmingham in the UK", [("GB-ENG", "Birmingham in the UK")]),
        ("Paris, Texas", [("US-TX", "Paris, Texas")]),
        ("in downtown Nancy", [("FR", "Nancy")]),
        ("to Georgia (the country)", [("GE", "Georgia")]),
        ("Georgia. He lives in Atlanta", [("US-GA", "Atlanta")]),
        ("in Georgia, he lives in Atlanta", [("US-GA", "Georgia"), ("US-GA", "Atlanta")]),
        ("в Польщі та Німеччині", [("PL", "Польщі"), ("DE", "Німеччині")]),
        ("被骗到缅甸园区了", [("MM", "缅甸")]),
        ("في بيروت", [("LB", "بيروت")]),
        ("I have the US visa for the EU", [("US", "the US"), ("EU", "EU")]),
        ("Mobile, Alabama", [("US-AL", "Mobile, Alabama")]),
        ("in Washington", [("US", "Washington")]),
    ],
    ids=str,
)
def test_a_place_is_heard(text, places):
    assert heard(text) == places


@pytest.mark.parametrize(
    "text",
    [
        *("nice bath, split the orange on my mobile", "reading is fun", "nancy hits me"),
        *("he told us to go", "eu quero ajuda", "a turkey sandwich", "made of china plates"[:4]),
        *("one of them", "para mi", "my mom can and will", "ok in me or hi", "HELP US NOW"),
        *("i quit, he la hi", "quito mi ropa", "la paz mundial", "", "   ", "😭", "the world"),
        "a nice day and a split lip",
    ],
    ids=repr,
)
def test_a_word_is_no_place(text):
    assert [place for place in heard(text) if place[0]] == []


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("in London", True),
        ("i am in nancy", False),
        ("I am in Nancy", True),
        ("I AM IN NANCY", False),
        ("in Birmingham", False),
    ],
    ids=str,
)
def test_a_name_that_may_mean_something_else_is_not_certain(text, certain):
    assert [mention.is_certain for mention in places_in(text)] == [certain]


def test_a_name_in_two_countries_has_no_code():
    (mention,) = places_in("im in birmingham")

    assert (mention.code, mention.choices) == (None, ("GB-ENG", "US"))
    assert repr(mention) == "Mention(…)"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("i come from manila, now in dubai", ["from", "in"]),
        ("soy de colombia", ["de"]),
        ("london", [""]),
        ("the north of London", ["of"]),
        ("vivo cerca del centro de Lima", ["de"]),
    ],
    ids=str,
)
def test_the_word_before_a_place_tells_home_from_here(text, words):
    assert [mention.preposition for mention in places_in(text)] == words


@given(st.lists(st.sampled_from(NAMES), max_size=8), st.text(max_size=40))
def test_mentions_are_in_order_and_inside_the_text(names, noise):
    text = f"{noise} in ".join([*names, noise])

    mentions = places_in(text)

    spans = [index for mention in mentions for index in (mention.start, mention.end)]
    assert spans == sorted(spans)
    assert all(0 <= index <= len(text) for index in spans)
    assert all(mention.start < mention.end for mention in mentions)
    assert all(is_region(code) for mention in mentions for code in mention.choices)
    assert all(mention.code is None or is_region(mention.code) for mention in mentions)


@given(st.sampled_from(NAMES))
def test_every_name_is_heard_after_in(name):
    mentions = places_in(f"I am in {name.title()} now")

    assert mentions or len(name) < 4


@given(st.text())
def test_the_answer_does_not_depend_on_what_was_asked_before(text):
    assert places_in(text) == places_in(text)


@pytest.mark.heavy
@pytest.mark.parametrize(
    "unit",
    [
        *(
            "in ",
            "of ",
            "london ",
            "in the ",
            "new york ",
            "a",
            ", ",
            "the the ",
            "st. ",
            "缅",
            "缅甸",
        ),
        *("in Birmingham ", "\u0301", "à ", "US ", "الا", "İ", "\u200b ", "santa cruz de la "),
    ],
    ids=ascii,
)
def test_hostile_texts_take_time_that_grows_with_their_length(unit):
    texts = [unit * (length // len(unit)) for length in (4_000, 40_000)]
    times = [min(_seconds(text) for _ in range(3)) for text in texts]

    assert times[1] < 40 * max(times[0], 0.002)


def _seconds(text):
    start = time.process_time()
    places_in(text)
    return time.process_time() - start
