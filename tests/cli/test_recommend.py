"""``takeaction recommend``: what can I do?"""

import json
from datetime import UTC, datetime

import pytest

from takeaction import Profile, load, recommend

AT = ("--at", "2026-11-24T15:00Z")
MOMENT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
STUDENT = """\
1. Write a letter                                          20 min · 4,952 points
    A letter tells those who decide what you want them to do.
    Why:       +1,500  It takes about 20 minutes, so it fits the time you have.
                 +886  It uses what you're good at: Writing.
               +1,440  It suits students.
                 +380  Useful for everyone to know.
                  +80  You can do it anywhere.
                 +533  It is one way to act.
                 +133  It's an easy first step.
    Keep safe: Name nobody.
    Office:    we don't have a line for this place
    Support:   Volunteers answer. They tell nobody.
               The Helpline (an independent organisation): call 1-888-555-0100;
               open now
    How:       takeaction show first:write-letter

2. Save the number of your country's helpline under a name that only you know
    2 min · 3,313 points
    It is there when you need it.
    Why:       +1,500  It takes about 2 minutes, so it fits the time you have.
                 +540  Anyone can do it.
                  +80  You can do it anywhere.
                 +960  It tells you what to know before you act.
                 +233  Reading is a good, private first step.
    Support:   The Helpline (an independent organisation): call 1-888-555-0100;
               open now
    How:       takeaction show first:save-number

"""

WORRIED = """\
If someone could be hurt right now, call 911 (United States).

Is it about you, or about somebody else? If you say so, the list fits better.
You do not have to.
  About you: --concern self. About someone else: --concern other.

1. Report what you saw                                     15 min · 1,900 points
    A helpline listens and says what you can do.
    Why:         +540  Anyone can do it.
                  +80  You can do it anywhere.
               +1,280  When something worries you, help and reporting come
               first.
    Keep safe: Emergency number first.
               Report what you saw yourself.
    Report:    Volunteers answer. They tell nobody.
               The Helpline (an independent organisation): call 1-888-555-0100;
               open now
    How:       takeaction show first:report-it

Not listed: 1 that can wait while something worries you.
"""

YOUNG = """\
If something is wrong, tell an adult you trust, or a child helpline. It is not
your fault, and it is right to tell.
  The Line for Children (we don't know who runs it; only for: Children and young
    people): write to talk@example.org; we're not sure of the hours; it's fine to try

1. Save the number of your country's helpline under a name that only you know
"""

NOTHING = """\
Nothing fits all of that.
  With --mode solo-online: Save the number of your country's helpline under a
    name that only you know
  With --mode solo-online: Write a letter
Not listed: 3 that you do another way.
"""
NO_ACTIONS = "No pack with actions is installed, so we have nothing to suggest."


def test_a_list_has_reasons_safety_contacts_and_commands(takeaction):
    """The whole text for a student who writes, with reasons that add up.

    A warning comes before the number it is about, once a list.
    """
    ran = takeaction(
        "recommend", "--skill", "writing", "--role", "student", "--region", "US-OH",
        "--limit", 2, *AT,
    )  # fmt: skip

    assert (ran.code, ran.out, ran.err) == (0, STUDENT, "")


def test_a_concern_puts_help_first(takeaction):
    """With a concern danger comes first, then reporting; the rest can wait."""
    ran = takeaction("recommend", "--concern", "--region", "US", "--limit", 1, *AT)

    assert (ran.code, ran.out, ran.err) == (0, WORRIED, "")


def test_young_people_are_told_who_to_talk_to(takeaction):
    """Under 18 the first words name an adult they trust and a helpline for children."""
    ran = takeaction("recommend", "--age", "youth", "--region", "US", *AT)

    assert ran.code == 0
    assert ran.out.startswith(YOUNG)
    assert ran.out.endswith("\nNot listed: 2 for other ages.\n")


def test_a_notice_without_a_contact_is_only_words(takeaction):
    """The words are there even if no helpline for children is known."""
    ran = takeaction("recommend", "--age", "youth", "--region", "NP", *AT)

    assert ran.out.startswith("If something is wrong, tell an adult you trust")
    assert "\nyour fault, and it is right to tell.\n\n1. Save" in ran.out


def test_an_empty_list_names_the_nearest_actions(takeaction):
    """An empty list names the change that would fill it, and counts the actions it left out."""
    ran = takeaction("recommend", "--mode", "group-online", *AT)

    assert (ran.code, ran.out, ran.err) == (0, NOTHING, "")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--minutes", "4"], "2 that need more time"),
        (["--cost", "none"], "1 above your budget"),
        (["--risk", "low"], "1 with more risk"),
        (["--done", "save-number", "first:report-it"], "2 done"),
        (["--done", "save-number", "--done", "report-it"], "2 done"),
        (["--age", "child"], "3 for other ages"),
    ],
    ids=["minutes", "cost", "risk", "done", "done-twice", "age"],
)
def test_actions_left_out_are_counted_with_their_reason(takeaction, arguments, reason):
    """The last line counts the actions left out, by reason."""
    last = takeaction("recommend", *arguments, *AT).out.splitlines()[-1]

    assert last.startswith("Not listed: ")
    assert reason in last


def test_json_is_the_answer_of_the_library(takeaction, pack):
    """The command line decides nothing: its JSON is the answer of the function."""
    person = Profile(
        minutes=45,
        per="week",
        skills=["writing", "editing"],
        roles=["student"],
        topics=["awareness"],
        region="US",
        modes=["solo-online"],
        languages=["es", "en"],
        cost="low",
        risk="low",
    )

    ran = takeaction(
        "recommend", "--json", "--minutes", 45, "--per", "week", "--skill", "writing", "editing",
        "--role", "student", "--topic", "awareness", "--region", "US", "--mode", "solo-online",
        "--language", "es", "--language", "en", "--cost", "low", "--risk", "low", *AT,
    )  # fmt: skip

    catalog = load(paths=[pack], packs=[])
    assert json.loads(ran.out) == recommend(catalog, person, limit=5, at=MOMENT).as_json()
    assert (ran.code, ran.err) == (0, "")


def test_five_actions_are_listed_unless_told_otherwise(takeaction, make_pack):
    """Five answers are enough to start with."""
    one = (
        'title = "Act"\nsummary = "Why."\nsteps = ["A.", "B.", "C."]\ncadence = "once"\n'
        'minutes = { min = 1, typical = 2, max = 5 }\nmodes = ["solo-online"]\n'
        'source = { title = "A guide" }\n'
    )
    many = make_pack("many", actions="".join(f'[[action]]\nid = "a-{n}"\n{one}' for n in range(7)))

    ran = takeaction("recommend", "--json", *AT, packs=[many])

    assert len(json.loads(ran.out)["recommendations"]) == 5


@pytest.mark.parametrize(
    ("region", "danger"),
    [
        (
            "NP",
            "    Danger:    If someone could be hurt right now, call 100 (Nepal, police).\n",
        ),
        (
            "TD",
            (
                "    Danger:    If someone could be hurt right now, call your local emergency\n"
                "               number.\n"
            ),
        ),
    ],
    ids=["number", "no-number"],
)
def test_a_slot_for_danger_has_the_number_of_the_core(takeaction, make_pack, region, danger):
    """Nobody may read that there is no emergency number."""
    act = (
        '[[action]]\nid = "a"\ntitle = "Act"\nsummary = "Why."\nsteps = ["A.", "B.", "C."]\n'
        'cadence = "once"\nminutes = { min = 1, typical = 2, max = 5 }\nmodes = ["solo-online"]\n'
        'source = { title = "A guide" }\n'
        'finds = [{ purpose = "emergency" }, { purpose = "child" }]\n'
    )

    ran = takeaction("recommend", "--region", region, *AT, packs=[make_pack("many", actions=act)])

    assert f"{danger}    Children:  we don't have a line for this place\n" in ran.out


def test_without_packs_the_command_says_how_to_install_some(takeaction):
    """An empty answer always says why it is empty."""
    ran = takeaction("recommend", packs="none")

    assert (ran.code, ran.out) == (0, f"{NO_ACTIONS}\n\n")
    assert ran.err == (
        "No content packs are installed, so there is nothing to answer from. Install some,\n"
        "such as takeaction-pack-community-actions and takeaction-pack-us-hotline, the way\n"
        "you installed takeaction; or name their folders in TAKEACTION_PACKS.\n"
    )


def test_without_packs_the_words_for_danger_are_still_printed(takeaction):
    """The core's own words need no pack."""
    ran = takeaction("recommend", "--concern", packs="none")

    assert ran.out == (
        f"If someone could be hurt right now, call your local emergency number.\n\n{NO_ACTIONS}\n\n"
    )
