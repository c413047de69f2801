"""``takeaction plan``: what can I do, week by week?"""

import io
import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from takeaction import Profile, calendar_of, load, plan
from takeaction.models.question.arguments import MAX_MINUTES

AT = ("--at", "2026-11-24T15:00Z")
MOMENT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
TITLE = "Save the number of your country's helpline under a name that only you know"

NO_NUMBER = """\
If you or someone else could be hurt right now, call your local emergency
number.
"""
SAFE = """\
Signs are never proof. Don't confront, question, follow or film anyone, and post
no names or faces.
"""
STEPS = "Steps and how to keep safe: run the line below an idea.\n"

MONTH = f"""\
{NO_NUMBER}{SAFE}
Week 1                                                                    22 min
1. {TITLE}
    Tue 24 Nov, 2 min
   takeaction show first:save-number

2. Write a letter                                             Fri 27 Nov, 20 min
   Keep safe: Name nobody.
   takeaction show first:write-letter

Week 2
Nothing new this week.

Week 3
Nothing new this week.

Week 4
Nothing new this week.

22 of 240 minutes planned; 218 left.
{STEPS}"""

AGAIN = f"""\
{NO_NUMBER}{SAFE}
Week 1                                                                    50 min
1. Look                                                          each day, 5 min
   7 times, each day
   takeaction show habit:look

2. Talk                                                       Fri 27 Nov, 15 min
   takeaction show habit:talk

50 of 50 minutes planned; 0 left.
{STEPS}"""

TODAY = f"""\
Is it about you, or about someone else? If you tell us, the list fits better.
You don't have to.
  - About me
  - About someone else

We planned nothing: what worries you is for today.

{SAFE}
Report what you saw
    Keep safe: Emergency number first.
    takeaction show first:report-it

{TITLE}
    takeaction show first:save-number

Who to call, and how to keep safe: takeaction recommend --concern --region C
"""


@pytest.fixture
def habits(make_pack, one):
    common = one.replace('id = "one"\ntitle = "Do one thing"\n', "").partition("summary")[2]
    look = '[[action]]\nid = "look"\ntitle = "Look"\nsummary' + common
    talk = '[[action]]\nid = "talk"\ntitle = "Talk"\nsummary' + common
    minutes = "{ min = 1, typical = 2, max = 5 }"
    look = look.replace(minutes, "{ min = 1, typical = 5, max = 9 }").replace("once", "daily")
    talk = talk.replace(minutes, "{ min = 1, typical = 15, max = 20 }").replace("once", "weekly")
    return make_pack("habit", actions=look + talk)


def test_a_plan_reads_week_by_week(takeaction):
    ran = takeaction("plan", *AT)

    assert (ran.code, ran.out, ran.err) == (0, MONTH, "")


SPANISH = """\
Semana 1                                                                  22 min
1. Save the number of your country's helpline under a name that only you know
   [en]                                                        mar 24 nov, 2 min
   takeaction show first:save-number

2. Write a letter [en]                                        vie 27 nov, 20 min
   Cuidado: Name nobody. [en]
   takeaction show first:write-letter

22 de 240 minutos planeados; quedan 218.
Los pasos y cómo cuidarse: ejecute la línea debajo de una idea.
Nadie ha revisado todavía estas traducciones, así que debajo está el inglés
entre paréntesis. Lo que está solo en inglés no lo hemos traducido.
"""


def test_a_plan_is_in_the_language_of_the_reader(takeaction):
    ran = takeaction("plan", "--language", "es", *AT)

    assert re.sub(r"Semana [2-4]\n.*\n\n", "", ran.out).endswith(f"\n\n{SPANISH}")


def test_a_repeated_action_is_described_in_the_language_of_the_reader(takeaction, habits):
    week = ("--budget", 50, "--horizon", "week")

    first = takeaction("plan", *week, "--language", "fr", *AT, packs=[habits]).out
    later = takeaction("plan", "--budget", 200, "--language", "es", *AT, packs=[habits]).out

    assert re.search(r"(?m)^1\. Look \[en\] +quotidien, 5 min\n   7 fois, chaque jour$", first)
    assert "   4 veces, cada semana\n" in later
    assert re.search(r"(?m)^2\. otra vez: Talk +vie 18 dic, 15 min$", later)


def test_an_unreviewed_title_is_shown_without_its_original(takeaction, make_pack, one):
    # A title keeps nobody safe, so that it is read once.
    entry = '#, fuzzy\nmsgctxt "one#title"\nmsgid "Do one thing"\nmsgstr "Haga una cosa"\n'
    folder = make_pack("made", actions=one)
    header = (folder / "pack.toml").read_text(encoding="utf-8") + 'languages = ["en", "es"]\n'
    (folder / "pack.toml").write_text(header, encoding="utf-8")
    (folder / "locale").mkdir()
    (folder / "locale" / "es.po").write_text(entry, encoding="utf-8")

    ran = takeaction("plan", "--language", "es", *AT, packs=[folder])

    assert "\n1. Haga una cosa  " in ran.out
    assert "Do one thing" not in ran.out


def test_a_repeated_action_has_the_number_of_times(takeaction, habits):
    ran = takeaction("plan", "--budget", 50, "--horizon", "week", *AT, packs=[habits])

    assert (ran.code, ran.out, ran.err) == (0, AGAIN, "")


def test_later_weeks_list_a_repeated_action_in_short(takeaction, habits):
    ran = takeaction("plan", "--budget", 200, *AT, packs=[habits])

    assert ran.out.count("again: Look") == ran.out.count("again: Talk") == 3
    assert ran.out.count("habit:look") == ran.out.count("4 times, each week") == 1
    assert ran.out.count(" 50 min\n") == 4
    assert re.search(r"(?m)^2\. again: Talk +Fri 18 Dec, 15 min$", ran.out)


def test_json_is_the_answer_of_the_library(takeaction, pack):
    person = Profile(
        minutes=45,
        per="week",
        skills=["writing"],
        roles=["student"],
        region="US",
        languages=["es", "en"],
    )

    ran = takeaction(
        "plan", "--json", "--budget", 60, "--horizon", "week", "--minutes", 45, "--per", "week",
        "--skill", "writing", "--role", "student", "--region", "US", "--language", "es",
        "--language", "en", *AT,
    )  # fmt: skip

    answer = plan(load(paths=[pack], packs=[]), person, budget=60, horizon="week", at=MOMENT)
    assert json.loads(ran.out) == answer.as_json()
    assert (ran.code, ran.err) == (0, "")


def test_a_concern_is_for_today(takeaction, tmp_path):
    file = tmp_path / "plan.ics"

    ran = takeaction("plan", "--concern", "--region", "US", "--ics", file, *AT)

    assert ran.code == 0
    assert ran.out.index("call 911") < ran.out.index("1-888-555-0100") < ran.out.index(TODAY)
    assert ran.out.endswith(TODAY)
    assert ran.err == "Nothing is planned, so no calendar was written.\n"
    assert not file.exists()


def test_young_people_are_told_who_to_talk_to(takeaction):
    ran = takeaction("plan", "--age", "youth", "--region", "NP", *AT)

    assert "\n\nIf something is wrong, tell an adult you feel safe with" in ran.out


def test_what_is_left_out_is_told_with_its_reason_on_request(takeaction):
    usual, ran = takeaction("plan", *AT).out, takeaction("plan", "--why", *AT).out

    assert "It's for a day when something worries you" not in usual
    assert "\nNot in the plan\n  Report what you saw: It's for a day when something" in ran


def test_a_budget_that_nothing_fits_lists_the_actions_that_need_more(takeaction):
    ran = takeaction("plan", "--budget", 4, "--limit", 1, *AT)

    assert f"{NO_NUMBER}\nNothing fits all of that.\n\nNot in the plan\n  " in ran.out
    assert " ".join(ran.out.split()).count("It takes more time than this plan has.") == 1
    assert (ran.code, ran.err) == (0, "")


def test_without_packs_the_command_says_how_to_install_some(takeaction):
    # An empty plan would not be an answer.
    ran = takeaction("plan", packs="none")

    assert (ran.code, ran.err.partition(",")[0]) == (0, "No content packs are installed")
    assert ran.out.startswith(f"{NO_NUMBER}\nNo pack with actions is installed, so we have")


# The calendar


def test_a_calendar_is_written_to_the_named_file(takeaction, pack, tmp_path):
    file = tmp_path / "plan.ics"

    ran = takeaction("plan", "--ics", file, *AT)

    answer = plan(load(paths=[pack], packs=[]), Profile(minutes=30), budget=240, at=MOMENT)
    assert file.read_bytes() == calendar_of(answer, at=MOMENT)
    assert len(Calendar.from_ical(file.read_bytes()).walk("VEVENT")) == 2
    assert ran.out.startswith(MONTH)
    said = "".join(ran.out.removeprefix(MONTH).split())  # a long path takes two rows
    assert said == f"The calendar is in {file}.".replace(" ", "")
    assert ran.code == 0


def test_a_calendar_overwrites_only_an_older_calendar(takeaction, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    older, empty, notes = map(Path, ("older.ics", "empty.ics", "notes.txt"))
    older.write_bytes(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    empty.touch()
    notes.write_text("BEGIN: my notes")

    codes = [takeaction("plan", "--ics", file, *AT).code for file in (older, empty)]
    ran = takeaction("plan", "--ics", notes, *AT)

    assert codes == [0, 0]
    assert older.read_bytes() == empty.read_bytes() != b""
    assert older.read_bytes().count(b"BEGIN:VEVENT") == 2
    assert (ran.code, notes.read_text()) == (2, "BEGIN: my notes")
    assert ran.err.startswith(
        'takeaction: "notes.txt" already exists and is not a calendar: name another file.\n'
    )


@pytest.mark.parametrize("titles", [True, False])
def test_a_calendar_can_be_printed(takeaction, monkeypatch, titles):
    printed = io.TextIOWrapper(io.BytesIO(), encoding="ascii", newline="\r\n")
    monkeypatch.setattr(sys, "stdout", printed)

    ran = takeaction("plan", "--ics", "-", *(["--titles"] if titles else []), *AT)

    events = Calendar.from_ical(printed.buffer.getvalue()).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == (
        [TITLE, "Write a letter"]
        if titles
        else ["Planned time, 2 minutes", "Planned time, 20 minutes"]
    )
    assert (ran.code, ran.err) == (0, "")


def test_json_and_a_file_go_together(takeaction, tmp_path):
    file = tmp_path / "plan.ics"

    ran = takeaction("plan", "--json", "--ics", file, *AT)

    assert len(json.loads(ran.out)["items"]) == 2
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["--titles"], "--titles needs --ics FILE."),
        (["--json", "--ics", "-"], "--json and --ics - both print; give --ics a file."),
        (
            ["--ics", "none/plan.ics"],
            (
                '"none/plan.ics" cannot be written: there is no folder "none". '
                "Make it first, or name another."
            ),
        ),
        (["--budget", "0"], f"Give budget as a whole number from 1 to {MAX_MINUTES:,}."),
        (["--budget", "much"], "Argument --budget: write a whole number, such as 30."),
        (
            ["--horizon", "year"],
            "We don't know that horizon. Did you mean “one week” (week) or “one month” (month)?",
        ),
        (["--limit", "0"], "Give limit as a whole number from 1 to 1,000,000."),
    ],
    ids=["titles", "json-and-dash", "no-folder", "budget", "text", "horizon", "limit"],
)
def test_a_wrong_call_says_what_to_type(takeaction, arguments, text):
    ran = takeaction("plan", *arguments, *AT)

    assert ran.code == 2
    assert (ran.out + ran.err).count(text.replace('"', '\\"') if "--json" in arguments else text)
