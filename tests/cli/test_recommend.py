"""``takeaction recommend``: what can I do?"""

import json
import re
from datetime import UTC, datetime

import pytest

from takeaction import Profile, load, recommend

AT = ("--at", "2026-11-24T15:00Z")
MOMENT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
DANGER = "If you or someone else could be hurt right now, call 911 (United States).\n"
NO_NUMBER = """\
If you or someone else could be hurt right now, call your local emergency
number.
"""
SAFE = """\
Signs are never proof. Don't confront, question, follow or film anyone, and post
no names or faces.
"""
SAVE = """\
Save the number of your country's helpline under a name that only you know
    1-2 min
   takeaction show first:save-number
"""
STEPS = "Steps and how to keep safe: run the line below an idea."
STUDENT = f"""\
{DANGER}{SAFE}
1. Write a letter                                                      10-20 min
   A good fit for students.
   Keep safe: Name nobody.
   takeaction show first:write-letter

2. {SAVE}
{STEPS} Reasons: add --why.

If you need help, or someone you know does: The Helpline. An independent
organisation, not the police. What you say goes to the police and immigration.
Call 1-888-555-0100
"""

POINTS = """\
   +1,500: It takes about 20 minutes, so it fits the time you have.
   +1,140: It uses what you're good at: Writing.
   +1,440: A good fit for students.
   +380:   Useful for everyone to know.
   +80:    You can do it anywhere.
   +533:   It is one way to act.
   +133:   It's an easy first step.
   5,206 points
   Office
   We know of no line for this.
   Support
   The Helpline
       An independent organisation, not the police. What you say goes to the
       police and immigration. Volunteers answer. They tell nobody.
       Call 1-888-555-0100: open now, day and night
"""

WORRIED = f"""\
{DANGER}
The Helpline
    An independent organisation, not the police. What you say goes to the police
    and immigration. Volunteers answer. They tell nobody.
    Call 1-888-555-0100: open now, day and night
    Or text 88850 with the word HELP; chat https://example.org/chat

The Line for Children
    We don't know who answers. We don't know who they tell. Ask before you give
    your name or place. Only for: Children and young people.
    Write to talk@example.org

No answer? Try the next. You can hang up any time.

Is it about you, or about someone else? If you tell us, the list fits better.
You don't have to.
  - About me
  - About someone else

{SAFE}
1. Report what you saw                                                  5-15 min
   When something worries you, help and reporting come first.
   Keep safe: Emergency number first.
   takeaction show first:report-it

About you: --concern self. About someone else: --concern other.

{STEPS} More lines: add --why.

What you typed stays on this device. If someone checks it, use another.
"""

YOUNG = f"""\
{DANGER}\
If something is wrong, tell an adult you feel safe with, or a child helpline. It
doesn't have to be a parent or anyone at home. It's not your fault, and it's
right to tell. You don't have to give your name. Ask first what they must tell
others.
The Line for Children: We don't know who answers. We don't know who they tell.
    Ask before you give your name or place. Only for: Children and young people.
    Write to talk@example.org

{SAFE}
1. {SAVE}
"""

NOTHING = f"""\
{NO_NUMBER}
Nothing fits all of that.

- With --mode solo-online: Save the number of your country's helpline under a
  name that only you know
- With --mode solo-online: Write a letter
"""
NO_ACTIONS = "No pack with actions is installed, so we have nothing to suggest."
SHELL = """\
What you typed stays on this device. If someone checks it, use another.
"""


def test_a_list_has_reasons_safety_contacts_and_commands(takeaction):
    # The whole text for a student who writes, with one reason each.
    # Who answers comes before the number, once a list.
    ran = takeaction(
        "recommend", "--skill", "writing", "--role", "student", "--region", "US-OH",
        "--limit", 2, *AT,
    )  # fmt: skip

    assert (ran.code, ran.out, ran.err) == (0, STUDENT, "")


def test_every_reason_is_shown_with_its_points_on_request(takeaction):
    ran = takeaction(
        "recommend", "--skill", "writing", "--role", "student", "--region", "US-OH", "--why", *AT
    )

    assert (ran.code, ran.err) == (0, "")
    assert POINTS in ran.out
    assert "--why" not in ran.out
    for block in re.split(r"(?m)^\d\. ", ran.out)[1:]:
        points = [number.replace(",", "") for number in re.findall(r"(?m)^ +\+([\d,]+):", block)]
        (total,) = re.findall(r"(?m)^   ([\d,]+) points$", block)
        assert sum(map(int, points)) == int(total.replace(",", ""))


def test_an_action_that_never_takes_less_than_usual_has_one_number(takeaction, make_pack, one):
    fixed = make_pack("fixed", actions=one.replace("min = 1,", "min = 2,"))

    ran = takeaction("recommend", *AT, packs=[fixed])

    assert re.search(r"(?m)^1\. Do one thing {2,}2 min$", ran.out)


def test_each_action_has_a_reason_of_its_own_where_it_has_one(takeaction):
    out = takeaction("recommend", "--role", "student", *AT).out

    reasons = re.findall(r"(?m)^\d\. .*\n(?: +[\d-]+ min\n)?   (.*)$", out)
    assert len(reasons) == len(set(reasons)) == 3


def test_somebody_who_is_worried_gets_no_points(takeaction):
    ran = takeaction("recommend", "--concern", "--region", "US", "--limit", 1, "--why", *AT)

    assert " points" not in ran.out
    assert not re.search(r"\+\d", ran.out)


def test_a_concern_lists_three_answers_unless_told_otherwise(takeaction, make_pack, one):
    action = one.partition("[[action]]\n")[2].replace('"one"', '"{id}"') + "concern = true\n"
    actions = "".join("[[action]]\n" + action.replace("{id}", f"a-{n}") for n in range(7))
    many = make_pack("many", actions=actions)

    usual = takeaction("recommend", "--concern", "self", *AT, packs=[many]).out
    more = takeaction("recommend", "--concern", "self", "--limit", 4, *AT, packs=[many]).out

    assert usual.count("takeaction show ") == 3
    assert more.count("takeaction show ") == 4


def test_a_concern_puts_help_first(takeaction):
    ran = takeaction("recommend", "--concern", "--region", "US", "--limit", 1, *AT)

    assert (ran.code, ran.out, ran.err) == (0, WORRIED, "")


def test_young_people_are_told_who_to_talk_to(takeaction):
    ran = takeaction("recommend", "--age", "youth", "--region", "US", *AT)

    assert ran.code == 0
    assert ran.out.startswith(YOUNG)
    assert ran.out.endswith(
        "\nIf you need help, or someone you know does: The Line for Children. We don't know\n"
        "who answers. We don't know who they tell. Ask before you give your name or\n"
        "place. Only for: Children and young people. Write to talk@example.org\n"
    )


def test_a_notice_without_a_contact_is_only_words(takeaction):
    ran = takeaction("recommend", "--age", "youth", "--region", "NP", *AT)

    assert "\n\nIf something is wrong, tell an adult you feel safe with" in ran.out
    assert f"\nothers.\n\n{SAFE}\n1. Save" in ran.out


def test_an_empty_list_names_the_nearest_actions(takeaction):
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
    usual = takeaction("recommend", *arguments, *AT).out
    lines = takeaction("recommend", "--why", *arguments, *AT).out.splitlines()

    (counts,) = [line for line in lines if line.startswith("Not listed: ")]
    assert reason in counts
    assert "Not listed" not in usual


def test_json_is_the_answer_of_the_library(takeaction, pack):
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
        ("NP", "If you or someone else could be hurt right now, call 100 (Nepal, police).\n"),
        ("TD", NO_NUMBER),
    ],
    ids=["number", "no-number"],
)
def test_the_number_for_danger_is_the_core_s_and_first_and_once(
    takeaction, make_pack, one, region, danger
):
    act = f'{one}finds = [{{ purpose = "emergency" }}, {{ purpose = "child" }}]\n'

    ran = takeaction(
        "recommend", "--why", "--region", region, *AT, packs=[make_pack("many", actions=act)]
    )

    assert ran.out.startswith(danger)
    assert ran.out.count(danger) == 1
    assert "\n   Children\n   We know of no line for this.\n" in ran.out
    assert "Danger" not in ran.out


def test_the_own_safety_line_of_an_action_is_not_what_stands_above_the_list(
    takeaction, make_pack, one
):
    safety = (
        "Danger now: call the emergency number first.",
        "Signs are not proof.",
        "Tell nobody.",
    )
    act = make_pack("many", actions=f"{one}safety = {json.dumps(safety)}\n")

    ran = takeaction("recommend", *AT, packs=[act])

    assert "   Keep safe: Tell nobody.\n   takeaction show many:one\n" in ran.out
    assert "Danger now" not in ran.out


def test_without_packs_the_command_says_how_to_install_some(takeaction):
    ran = takeaction("recommend", packs="none")

    assert (ran.code, ran.out) == (0, f"{NO_NUMBER}\n{NO_ACTIONS}\n")
    assert ran.err == (
        "No content packs are installed, so there is nothing to answer from. Install some, such as "
        "takeaction-pack-community-actions and takeaction-pack-us-hotline, the way you installed "
        "takeaction; or name their folders in TAKEACTION_PACKS.\n"
    )


def test_without_packs_the_words_for_danger_are_still_printed(takeaction):
    ran = takeaction("recommend", "--concern", packs="none")

    assert ran.out == f"{NO_NUMBER}\n{NO_ACTIONS}\n\n{SHELL}"
