"""``takeaction travel``: facts about a place, and contacts to save, before a trip."""

import json

import pytest

AT = ("--at", "2026-11-24T15:00Z")
RATINGS = """\
[[rating]]
id = "tip-us"
name = "Report on the United States"
country = "US"
meaning = "How hard a government tried."
history = [
    { year = 2020, tier = "1", source = "the-report" },
    { year = 2021, tier = "1", source = "the-report" },
    { year = 2023, tier = "2" },
]
source = { title = "A report" }
"""

REPORT = """\
[[resource]]
id = "the-report"
name = "The Report"
kind = "report"
purposes = ["learn"]
source = { title = "A report" }
"""

TRAVEL = """\
[[action]]
id = "pack-well"
title = "Pack well"
summary = "It helps."
steps = ["A.", "B.", "C."]
minutes = { min = 1, typical = 2, max = 5 }
cadence = "once"
modes = ["solo-online"]
topics = ["travel-tourism"]
safety = ["Keep calm."]
source = { title = "A guide" }
"""

TRIP = """\
Before you go: contacts to save
  If you or someone else could be hurt right now, call 911 (United States).
  The Helpline (an independent organisation)
      Volunteers answer. They tell nobody.
      call 1-888-555-0100
      text 88850 with the word HELP
      chat https://example.org/chat
  1 more: takeaction travel US --limit 100
  If someone checks your phone, save a number under a name that gives nothing
  away, or learn it by heart.

Report on the United States
    Tiers:      2020-2021: 1; 2023: 2
    Newest:     report of 2023, 3 years old
                One source gives this tier. Nobody has compared it with another.
    Means:      How hard a government tried.
    From:       The Report

A rating is one government's view of another's work in one year. It doesn't
measure danger or people, and it's no reason to stay away.

What you can do
  Pack well (2 min)
      Keep safe:  Keep calm.
      How:        takeaction show buying:pack-well
"""

NOWHERE = """\
Before you go: contacts to save
  If you or someone else could be hurt right now, call 100 (Nepal, police).
  We don't have a helpline for this place. Look one up on an official page
  before you go.
  We have no rating of this government. Not listed doesn't mean safe.

A rating is one government's view of another's work in one year. It doesn't
measure danger or people, and it's no reason to stay away.
"""


@pytest.fixture
def lists(make_pack):
    return make_pack("buying", ratings=RATINGS, resources=REPORT, actions=TRAVEL)


def test_an_answer_about_a_trip_is_in_the_language_of_the_reader(takeaction, lists, pack):
    ran = takeaction("travel", "US", "--limit", 1, "--language", "fr", *AT, packs=[lists, pack])

    for words in (
        "Avant de partir\xa0: les contacts à enregistrer\n",
        "  The Helpline (une organisation indépendante)\n",
        "  1 de plus\xa0: takeaction travel US --limit 100\n",
        "Report on the United States [en]\n    Niveaux:    2020-2021: 1; 2023: 2\n",
        "    Sens:       How hard a government tried. [en]\n    Source:     The Report [en]\n",
        "Ce que vous pouvez faire\n  Pack well [en] (2 min)\n      Prudence:   Keep calm. [en]\n",
    ):
        assert words in ran.out


def test_each_helpline_is_named_once_with_its_warning_before_the_number(takeaction, pack):
    ran = takeaction("travel", "US", *AT, packs=[pack])

    assert ran.out.count("The Helpline") == 1
    assert "only for: Children and young people" in " ".join(ran.out.split())
    assert "more:" not in ran.out


@pytest.mark.parametrize(
    ("arguments", "text"),
    [(["US", "--limit", "1"], TRIP), (["Nepal"], NOWHERE)],
    ids=["rated", "nothing"],
)
def test_an_answer_about_a_trip_reads_well(takeaction, lists, pack, arguments, text):
    packs = [lists, pack] if arguments[0] == "US" else [pack]

    ran = takeaction("travel", *arguments, *AT, packs=packs)

    assert (ran.code, ran.out, ran.err) == (0, text, "")


def test_json_is_the_answer_of_the_library(takeaction, lists, pack):
    # The command prints the whole answer as JSON.
    ran = takeaction("travel", "US", "--json", *AT, packs=[lists, pack])

    assert [rating["id"] for rating in json.loads(ran.out)["ratings"]] == ["buying:tip-us"]


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["travel", "Narnia"], "We don't know that place."),
        (["travel", "001"], "Give region as one country"),
        (["travel", "US", "--limit", "0"], "Give limit as a whole number"),
    ],
)
def test_a_call_with_a_wrong_place_is_refused(takeaction, arguments, text):
    ran = takeaction(*arguments)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"takeaction: {text}")
