"""The JSON of answers and of their parts."""

from datetime import UTC, datetime

import pytest

from takeaction import HelpQuery, Profile, find_help, recommend, search
from takeaction.engine.freshness import Freshness
from takeaction.engine.reasons import Reason
from takeaction.errors import QueryError
from takeaction.vocabulary.records import FreshnessState

REASON = Reason(code="place.world", points=160, language="es")


def test_a_part_of_an_answer_is_plain_data_in_its_own_language():
    assert REASON.as_json() == {
        "code": "place.world",
        "points": 160,
        "text": "Puede hacerlo en cualquier parte.",
    }


def test_a_part_of_an_answer_gives_its_texts_apart():
    assert REASON.as_json(translations="apart")["text"] == {
        "text": "Puede hacerlo en cualquier parte.",
        "language": "es",
        "source": "You can do it anywhere.",
        "reviewed": False,
        "by": None,
    }


def test_a_part_without_texts_is_the_same_both_ways():
    # An age has no texts, so that nothing can stand apart.
    age = Freshness(FreshnessState.FRESH, None, 3)

    assert age.as_json() == age.as_json(translations="apart")
    assert age.as_json() == {"state": "fresh", "since": None, "age_days": 3}


@pytest.mark.parametrize("written", ["aside", "", None, 5, ["apart"], True])
def test_a_wrong_place_for_translations_is_refused_by_the_name_of_the_argument(written):
    with pytest.raises(QueryError) as caught:
        REASON.as_json(translations=written)

    assert caught.value.field == "translations"
    assert str(caught.value) == "Unknown word in translations. Did you mean beneath or apart?"


AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
ASKED = {
    "recommend": lambda catalog: recommend(catalog, Profile(minutes=30, concern=True), at=AT),
    "find_help": lambda catalog: find_help(catalog, HelpQuery("US"), at=AT),
    "search": lambda catalog: search(catalog, "trapped", at=AT),
}
LISTED = {"recommend": "recommendations", "find_help": "lines", "search": "hits"}


@pytest.mark.parametrize("name", ASKED)
def test_a_slice_of_an_answer_is_such_an_answer(catalog, name):
    answer = ASKED[name](catalog)

    first = answer[:3]

    assert type(first) is type(answer)
    assert list(first) == list(answer)[:3]
    listed = LISTED[name]
    others = answer.as_json().keys() - {listed}
    assert first.as_json()[listed] == answer.as_json()[listed][:3]
    assert {key: first.as_json()[key] for key in others} == {
        key: answer.as_json()[key] for key in others
    }
    assert answer[-1] == list(answer)[-1]
    assert list(answer[::-1]) == list(answer)[::-1]
