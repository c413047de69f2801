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

PAGE = """\
[[resource.contacts]]
channel = "web"
url = "https://example.org/lines"
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
If you or someone else could be hurt right now, call 911 (United States).

Before you go: contacts to save
The Helpline
    An independent organisation, not the police. What you say goes to the police
    and immigration. Volunteers answer. They tell nobody.
    Call 1-888-555-0100 (hours: 24/7)
    Or text 88850 with the word HELP; chat https://example.org/chat

If someone checks your phone, save a number under a name that gives nothing
away, or learn it by heart.

What you can do
1. Pack well                                                             1-2 min
   Keep safe: Keep calm.
   takeaction show buying:pack-well

How one government rates another
Report on the United States. Tier 2 (report of 2023, 3 years old).

A rating is one government's view of another's work in one year. It doesn't
measure danger or people, and it's no reason to stay away.

More with --why: 1 more way to get help, what the tiers mean.
"""

NOWHERE = """\
If you or someone else could be hurt right now, call 100 (Nepal, police).

We don't have a helpline for this place. Look one up on an official page before
you go.
We have no rating of this government. Not listed doesn't mean safe.

A rating is one government's view of another's work in one year. It doesn't
measure danger or people, and it's no reason to stay away.
"""


@pytest.fixture
def lists(make_pack):
    return make_pack("buying", ratings=RATINGS, resources=REPORT, actions=TRAVEL)


def test_an_answer_about_a_trip_is_in_the_language_of_the_reader(takeaction, lists, pack):
    ran = takeaction("travel", "US", "--why", "--language", "fr", *AT, packs=[lists, pack])

    for words in (
        "Avant de partir\xa0: les contacts à enregistrer\nThe Helpline [en]: Une organisation",
        "Report on the United States [en]. Niveau 2 (rapport de 2023, qui a 3 ans).\n",
        "Ce que veulent dire les niveaux\nHow hard a government tried. [en]\n",
        "Par année\xa0: 2020-2021: 1; 2023: 2.\n\n- The Report [en]\n",
        "Ce que vous pouvez faire\n1. Pack well [en]",
    ):
        assert words in ran.out


def test_each_helpline_is_named_once_with_its_warning_before_the_number(takeaction, pack):
    ran = takeaction("travel", "US", *AT, packs=[pack])

    assert ran.out.count("The Helpline") == 1
    assert ran.out.index("They tell nobody.") < ran.out.index("1-888-555-0100")
    assert "Only for: Children and young people" in " ".join(ran.out.split())
    assert "--why" not in ran.out


def test_a_page_on_which_nobody_answers_is_no_number_to_save(takeaction, pack, make_pack):
    page = REPORT.replace('"report"', '"site"').replace('"learn"', '"support"')
    page = page.replace("[[resource]]", '[[resource]]\nregions = ["US"]') + PAGE
    pages = make_pack("pages", resources=page)

    ran = takeaction("travel", "US", *AT, packs=[pack, pages])
    alone = takeaction("travel", "US", *AT, packs=[pages])

    assert "The Report" not in ran.out
    assert "More with --why: 1 more way to get help." in ran.out
    assert "The Report\n    A web page: nobody answers there.\n" in alone.out


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
