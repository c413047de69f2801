"""Matters: the table of what serves whom, as it is read."""

import itertools

from takeaction.core_data import has_message, read
from takeaction.engine.help.serving import ANYONE, CHILD, OTHER, WORRIED, matter
from takeaction.vocabulary.closed_words import Listen, Stops
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.resources import ASKED_PURPOSES, SUPPORT_PURPOSES

NAMES = [*NeedTopic, *(f"stop-{each}" for each in Stops), *(f"listen-{each}" for each in Listen)]
EVERYBODY = [ANYONE, CHILD, WORRIED, OTHER]


def test_every_matter_has_a_row_and_no_row_is_of_another():
    assert set(read("matters")["matters"]) == set(map(str, NAMES))


def test_a_row_names_what_gives_help_and_a_sentence_that_there_is(subtests):
    for name, who in itertools.product(NAMES, EVERYBODY):
        with subtests.test(f"{name} {who}"):
            row = matter(name, who)

            assert row.purposes
            assert len(set(row.purposes)) == len(row.purposes)
            assert set(row.purposes) <= SUPPORT_PURPOSES | ASKED_PURPOSES
            assert row.last < set(row.purposes)
            assert not row.sentence or has_message(f"human.{row.sentence}", "en")


def test_for_a_child_lines_for_children_serve_every_matter(subtests):
    # First of all, but where a line for the matter takes children too.
    # So they do for an adult who worries about one, but where that adult needs a place with it.
    for topic in NeedTopic:
        with subtests.test(str(topic)):
            first = matter(topic, CHILD).purposes[: 2 if topic == "forced-marriage" else 1]

            assert "child" in first
            assert "child" in matter(topic, WORRIED).purposes or topic == "no-place"


def test_a_row_for_whoever_asks_says_only_what_differs():
    for_other = matter("scam-compound", OTHER)

    assert for_other.purposes[0] == "consular"
    assert (for_other.last, "police_last" in for_other.flags) == (frozenset(), True)
    assert for_other.feared == matter("scam-compound").feared


def test_where_nobody_said_who_asks_a_child_that_is_hurt_or_ran_away_is_somebody_elses():
    assert [matter(name).who for name in ("child-abuse", "child-runaway", "wages")] == [
        *(WORRIED, WORRIED, ANYONE)
    ]


def test_lines_that_take_people_back_are_for_one_row_alone():
    returning = [
        (name, who) for name in NAMES for who in EVERYBODY if "returning" in matter(name, who).flags
    ]

    assert returning == [("missing-person", WORRIED)]


def test_each_harm_has_lines_of_its_own_kind_and_none_of_the_other():
    partner, child = matter(f"stop-{Stops.PARTNER}"), matter(f"stop-{Stops.CHILD}")

    assert "stop-harm-partner" in partner.purposes
    assert "stop-harm-child" not in partner.purposes
    assert child.purposes == ("stop-harm-child",)
    harms = (Stops.PARTNER, Stops.CHILD, Stops.OTHER)
    assert all("alone" in matter(f"stop-{stops}").flags for stops in harms)
