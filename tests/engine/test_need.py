"""Words of somebody in need, and what answers them first."""

from datetime import UTC, datetime

import pytest

from takeaction import search
from takeaction.core_data import read
from takeaction.engine.need import is_need
from takeaction.testing import catalog_of
from takeaction.vocabulary import fold

SHORT_AL = {"dial": "116", "dial_region": "AL", "display": "116"}
AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def catalog(make_action, make_resource):
    """Return a catalog with help, with what is none, and with a guide that has the words."""
    short = {"dial": "911", "dial_region": "US", "display": "911", "hours": "24/7"}
    return catalog_of(
        [
            make_resource("a:support", purposes=["support"]),
            make_resource("a:more", purposes=["report", "support", "legal"]),
            make_resource("a:open", purposes=["support"], contact={"hours": "24/7"}),
            make_resource("a:uk", purposes=["support"], regions=["GB"]),
            make_resource("a:child", purposes=["child", "legal", "report", "support"]),
            make_resource("a:short", purposes=["support"], regions=["AL"], contact=SHORT_AL),
            make_resource("a:danger", purposes=["emergency"], contact=short),
            make_resource("a:tips", purposes=["report"], operator_kind="police"),
            make_resource("a:office", purposes=["advocate"]),
            make_resource("a:gone", status="retired", note="Gone."),
            make_resource("a:silent", contacts=[]),
            make_resource("a:guide", kind="guide", purposes=["learn"], name="Trapped: a guide"),
            make_action("a:get-help", concern=True, finds=[{"purpose": "support"}]),
            make_action("a:report", concern=True, finds=[{"purpose": "report"}]),
            make_action("a:old", concern=True, status="retired", note="Gone."),
        ]
    )


def _ids(catalog, text, **how):
    """Return the ids of what a search finds, in order."""
    return [hit.record.id for hit in search(catalog, text, **how)]


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("trapped", True),
        ("He has my passport!", True),
        ("I can\u2019t leave", True),
        ("i CAN'T leave here", True),
        ("can t leave", True),
        ("escape", True),
        ("Me quitó el pasaporte.", True),
        ("¡Socorro!", True),
        ("Il m\u2019oblige à travailler", True),
        ("Je suis enfermée", True),
        ("el pasaporte", False),
        ("landscaped gardens", False),
        ("passport", False),
        ("fair trade", False),
        ("", False),
    ],
    ids=[
        *("word", "sentence", "curly-apostrophe", "straight-apostrophe", "no-apostrophe"),
        *("one-word", "spanish", "spanish-word", "french", "french-accent", "spanish-no-need"),
        *("inside-another-word", "part-of-a-phrase", "no-need", "nothing"),
    ],
)
def test_phrases_of_need_are_known_inside_a_sentence(text, need):
    """Case, accents, apostrophes and what stands around do not matter; whole words do."""
    assert is_need(text) is need


def test_every_phrase_of_need_is_written_as_it_is_compared():
    """A phrase with a capital or an accent in the core's list would never be met."""
    phrases = [phrase for each in read("need")["phrases"].values() for phrase in each]
    phrases += read("need")["life"]["phrases"]

    assert phrases == [fold(phrase) for phrase in phrases]
    assert len(phrases) == len(set(phrases))


def test_somebody_in_need_sees_help_before_anything_else(catalog):
    """Lines that support come first, those with most kinds of help before others.

    Nobody has said that a child is meant, nor where: lines for children stand last, and a number
    that reaches somebody else in another country is not among them.
    """
    hits = search(catalog, " He has my passport ")

    assert [(hit.record.id, hit.score) for hit in hits] == [
        ("a:more", 2000),
        ("a:open", 1999),
        ("a:support", 1998),
        ("a:uk", 1997),
        ("a:child", 1996),
        ("a:get-help", 1995),
    ]
    assert {hit.matched for hit in hits} == {"He has my passport"}


def test_what_has_the_words_stands_below_help(catalog):
    """A guide that has the word in its name stands after all help."""
    assert _ids(catalog, "trapped")[-2:] == ["a:get-help", "a:guide"]


def test_with_a_place_its_emergency_number_and_open_lines_come_first(catalog):
    """With a region only its help is given, in the order in which to try it."""
    ids = _ids(catalog, "trapped", region="US-TX", at=AT)

    assert ids == [
        *("a:danger", "a:open", "a:more", "a:support", "a:child", "a:get-help", "a:guide")
    ]


def test_lines_that_only_take_reports_are_no_answer_to_need(catalog):
    """Police that take tips, offices and lines that are gone are left out, with a place or not."""
    ids = {*_ids(catalog, "trapped"), *_ids(catalog, "trapped", region="US")}

    assert ids.isdisjoint({"a:tips", "a:office", "a:gone", "a:silent", "a:report", "a:old"})


def test_the_emergency_number_of_another_place_is_not_given(catalog):
    """Who does not say where they are gets no country's number."""
    assert "a:danger" not in _ids(catalog, "trapped")
    assert "a:danger" not in _ids(catalog, "trapped", region="GB")


def test_kinds_narrow_help_down_too(catalog):
    """Who wants actions alone gets those that help oneself."""
    assert _ids(catalog, "trapped", kinds=["action"]) == ["a:get-help"]


def test_without_any_help_what_has_the_words_is_still_found(make_action):
    """Where no pack has help a search still answers what it can."""
    assert _ids(catalog_of([make_action(title="Trapped")]), "trapped") == ["a:act"]


@pytest.fixture
def crisis(make_resource):
    """Return a catalog in which lines for a crisis stand behind others by their ids."""
    short = {"dial": "911", "dial_region": "US", "display": "911", "hours": "24/7"}
    return catalog_of(
        [
            make_resource("a:help", purposes=["support", "legal"]),
            make_resource("a:y-crisis", purposes=["support"], name="A line for any crisis"),
            make_resource("a:z-life", purposes=["support"], summary="If you think of suicide."),
            make_resource("a:zz-danger", purposes=["emergency"], contact=short),
        ]
    )


@pytest.mark.parametrize("text", ["I want to kill myself", "suicide", "Quiero morir.", "me tuer"])
def test_who_may_end_their_life_sees_lines_for_that_first(crisis, text):
    """They come right after the emergency number, with a place and without one."""
    assert _ids(crisis, text, region="US-OH", limit=4) == [
        *("a:zz-danger", "a:y-crisis", "a:z-life", "a:help"),
    ]
    assert _ids(crisis, text, limit=3) == ["a:y-crisis", "a:z-life", "a:help"]


def test_other_words_of_need_leave_the_order_of_help(crisis):
    """Only words about ending one's life change it."""
    found = _ids(crisis, "he has my passport", region="US-OH", limit=2)

    assert found == ["a:zz-danger", "a:help"]


def test_words_about_life_are_words_of_need():
    """Each shows help, and each word that tells a line for it is written as it is compared."""
    life = read("need")["life"]

    assert all(map(is_need, life["phrases"]))
    assert life["lines"] == [fold(word) for word in life["lines"]]
