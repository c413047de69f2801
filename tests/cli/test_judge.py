"""``takeaction judge``: a reading of invented people at a terminal."""

import json
import sys
import tomllib

import pytest

from takeaction.models.question.arguments import MAX_MINUTES

PEOPLE = """\
[[person]]
id = "night-cleaner"
who = "A night cleaner with ten minutes on her phone."
profile = { minutes = 10, per = "day", roles = ["worker"], region = "DE", cost = "none" }

[[person]]
id = "pupil"
who = "A pupil who wants to do one thing after school."
profile = { minutes = 60, age = "youth" }
A = { best = ["action-0", "action-1", "action-2", "action-3", "action-4"] }
"""
TRIAL = '[[person]]\nid = "one-in-trouble"\nwho = "Somebody in trouble."\n'
TRIAL += "profile = { minutes = 10, concern = true }\n"
SEED = "5"  # the night cleaner comes first
KEPT = ("1 2 3 4 5", "6", "7 8", "")


@pytest.fixture
def packs(make_pack, one):
    texts = [
        one.replace('"one"', f'"action-{number}"').replace("one thing", f"thing {number}")
        + 'ages = ["youth", "adult"]\n'
        for number in range(20)
    ]
    return [make_pack("many", actions="\n".join(texts))]


@pytest.fixture
def people(folder):
    path = folder / "people.toml"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


@pytest.fixture
def judge(takeaction, terminal, packs, people):
    def run(*lines, options=("--seed", SEED)):
        asked = terminal(*lines)
        return takeaction("judge", people.name, *options, packs=packs), asked

    return run


def readings(folder, name="reading-B.toml"):
    rows = tomllib.loads((folder / name).read_text(encoding="utf-8")).get("person", [])
    return {row["id"]: row for row in rows}


def test_it_says_first_what_it_asks_and_that_nobody_reads_their_own_trouble(judge, folder):
    ran, asked = judge("q")

    assert (ran.code, ran.err) == (0, "")
    assert asked == ["\x1b[1mPress Enter to begin, or q to leave: \x1b[0m"]
    text = " ".join(ran.out.split())
    for part in (
        "You will read about 2 people, all invented",
        "the five that fit this person best",
        "those that would be wrong to show",
        "Please don't read your own trouble here",
        "stop whenever you like, and needn't say why",
        "takeaction find-help",
        "go into reading-B.toml on this computer",
        "Your name isn't asked.",
        "Nobody is read yet.",
    ):
        assert part in text
    assert not (folder / "reading-B.toml").exists()
    assert max(map(len, ran.out.splitlines())) <= 80


def test_a_person_is_shown_with_twelve_actions_and_nothing_tells_which_are_ours(judge):
    ran, _ = judge("", "q")

    shown = ran.out[ran.out.index("Person 1 of 2") :]
    assert shown.count("A night cleaner with ten minutes on her phone.\n") == 2
    assert "10 minutes every day, Germany, can pay nothing\x1b" in shown
    assert shown.count("    It helps.\n") == shown.count(" (2 min)") == 12
    assert "12. Do thing" in shown
    assert not [word for word in ("point", "score", "action-", "many:") if word in shown]


def test_a_reading_is_written_in_the_form_of_the_people(judge, folder):
    # Five in order, others that would do, wrong ones, and what was shown; no name of a reader.
    ran, asked = judge("", *KEPT, *KEPT)

    assert "All 2 are read. They are in reading-B.toml. Thank you." in ran.out
    assert "Send this file to whoever asked you for it." in ran.out
    assert len(asked) == 9
    read = readings(folder)["night-cleaner"]
    assert list(read) == ["id", "B"]
    shown = read["B"]["shown"]
    assert len(set(shown)) == 12
    assert read["B"] == {
        "shown": shown,
        "best": shown[:5],
        "also": shown[5:6],
        "bad": shown[6:8],
    }


def test_the_choice_is_shown_before_it_is_kept_and_can_be_made_again(judge, folder):
    ran, _ = judge("", "1 2 3 4 5", "6", "7", "n", "5,4,3,2,1", "", "", "", "q")

    read = readings(folder)["night-cleaner"]["B"]
    assert read["best"] == read["shown"][4::-1]
    assert read["also"] == read["bad"] == []
    title = read["shown"][6].replace("action-", "Do thing ")
    assert f"  Wrong: {title}\n" in ran.out
    assert "  5. Do thing" in ran.out
    assert "1 of 2 are read. They are in reading-B.toml.\nTo go on, run the same" in ran.out


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("1 2 3 4", "That is 4 numbers; give 5."),
        ("1", "That is 1 number; give 5."),
        ("", "That is 0 numbers; give 5."),
        ("1 2 3 4 5 6", "That is 6 numbers; give 5."),
        ("1 2 3 4 13", "There is no number 13 here; the last one is 12."),
        ("0 1 2 3 4", "There is no number 0 here; the last one is 12."),
        ("1 2 3 3 4", "You gave 3 twice; each number goes into one place."),
        ("the first five", "Type numbers from 1 to 12 with spaces between them."),
        ("1-5", "Type numbers from 1 to 12 with spaces between them."),
        ("1" * 5_000, "Type numbers from 1 to 12 with spaces between them."),
        (
            "\u0661 \u0662 \u0663 \u0664 \u0665",
            "Type numbers from 1 to 12 with spaces between them.",
        ),
    ],
)
def test_a_wrong_answer_is_told_and_asked_again(judge, folder, typed, problem):
    ran, _ = judge("", typed, *KEPT, "q")

    assert f"{problem}\n" in ran.out
    assert readings(folder)["night-cleaner"]["B"]["best"]


def test_a_number_cannot_go_into_two_lists(judge):
    ran, _ = judge("", "1 2 3 4 5", "5", "6", "6", "q")

    assert "You gave 5 twice" in ran.out
    assert "You gave 6 twice" in ran.out


def test_a_person_can_be_skipped_and_seen_again(judge, folder):
    ran, _ = judge("s", "s", "?", "1 2 3 4 5", "?", *KEPT)

    assert list(readings(folder)) == ["pupil"]
    shown = ran.out.split("Person 2 of 2")[1:]
    assert len(shown) == 3
    assert len({text[: text.index("12. ")] for text in shown}) == 1
    assert "60 minutes once, aged 13 to 17\x1b" in shown[0]


def test_a_reading_that_was_left_goes_on_with_those_who_are_missing(judge, folder):
    judge("", *KEPT)
    before = (folder / "reading-B.toml").read_bytes()

    ran, _ = judge("", *KEPT)

    assert "You go on with reading-B.toml, where 1 of 2 are read." in " ".join(ran.out.split())
    assert "Person 1 of 1" in ran.out
    assert (folder / "reading-B.toml").read_bytes().startswith(before.rstrip())
    assert set(readings(folder)) == {"night-cleaner", "pupil"}


def test_a_complete_reading_asks_nothing_more(judge, folder):
    judge("", *KEPT, *KEPT)
    before = (folder / "reading-B.toml").read_bytes()

    ran, asked = judge("")

    assert asked == []
    assert "All 2 are read." in ran.out
    assert (folder / "reading-B.toml").read_bytes() == before


def test_leaving_by_the_keyboard_keeps_what_is_read(judge, folder, monkeypatch):
    judge("", *KEPT)

    def interrupt(question):
        raise KeyboardInterrupt(question)

    monkeypatch.setattr("takeaction.cli.judge.input", interrupt, raising=False)
    ran, _ = judge()

    assert ran.code == 0
    assert "1 of 2 are read." in ran.out
    assert list(readings(folder)) == ["night-cleaner"]


def test_one_seed_shows_the_same_to_everybody_and_chance_does_not(judge):
    def shown(*options):
        ran, _ = judge("", "q", options=options)
        return ran.out

    assert shown("--seed", "7") == shown("--seed", "7") != shown("--seed", "8")
    assert len({shown() for _ in range(5)}) > 1


def test_somebody_in_trouble_may_get_fewer_than_five(judge, people, folder):
    people.write_text(TRIAL, encoding="utf-8")

    _, asked = judge("", "3", "", "", "", options=("--name", "D2", "--out", "mine.toml"))

    assert "Up to five that fit best, best first (3 7 1…): " in asked[1]
    assert len(readings(folder, "mine.toml")["one-in-trouble"]["D2"]["best"]) == 1


def test_the_next_free_letter_is_the_name(judge, people, folder):
    letters = "BCDEFGHIJKLMNOPQRSTUVWXYZ"
    five = "{ best = " + json.dumps([f"action-{number}" for number in range(5)]) + " }"
    readings = "".join(f"{letter} = {five}\n" for letter in letters)
    people.write_text(PEOPLE + readings, encoding="utf-8")

    judge("", *KEPT, "q")

    assert (folder / "reading-A2.toml").exists()


# What is refused


def refused(judge, *options):
    ran, asked = judge("", options=options)
    assert (ran.code, ran.out, asked) == (2, "", [])
    return ran.err.removesuffix("Try: takeaction judge --help\n").replace("takeaction: ", "")


@pytest.mark.parametrize("options", [(), ("--json",)], ids=["text", "json"])
def test_without_a_terminal_it_says_what_to_do(takeaction, packs, people, monkeypatch, options):
    if options:
        for stream in (sys.stdin, sys.stdout):
            monkeypatch.setattr(stream, "isatty", lambda: True)

    ran = takeaction("judge", people, *options, packs=packs)

    assert ran.code == 2
    assert "it needs a terminal. Run it in a window where you can type" in ran.err + ran.out


def test_names_of_people_are_refused(judge):
    assert refused(judge, "--name", "Anna") == (
        '"Anna" may name a person. Name a capital letter, with digits if need be: D or D2.\n'
    )


def test_a_letter_that_is_taken_is_refused(judge):
    text = refused(judge, "--name", "A")

    assert text == '"people.toml" has a reading A already. Name another letter.\n'


def test_a_file_of_another_reading_is_never_written_over(judge, folder):
    judge("", *KEPT, "q")
    before = (folder / "reading-B.toml").read_bytes()
    (folder / "notes.toml").write_text("hello", encoding="utf-8")

    other = refused(judge, "--name", "C", "--out", "reading-B.toml")
    notes = refused(judge, "--out", "notes.toml")
    people = refused(judge, "--out", "people.toml")

    assert other == (
        '"reading-B.toml" is of another reading, and is not written over. '
        "Name another file with --out.\n"
    )
    assert notes.startswith("notes.toml:1: ")
    assert "people.toml:1: night-cleaner: the person has 2 fields beside the id." in people
    hint = "This file is there already, and is not written over: name another with --out.\n"
    assert notes.endswith(hint) and people.endswith(hint)  # noqa: PT018
    assert (folder / "reading-B.toml").read_bytes() == before
    assert (folder / "notes.toml").read_text(encoding="utf-8") == "hello"


def test_a_place_where_nobody_can_write_is_told_before_any_question(judge):
    ran, asked = judge("", "", options=("--out", "missing/reading.toml"))

    assert ran.code == 2
    assert '"missing/reading.toml" cannot be written: there is no folder "missing".' in ran.err
    assert len(asked) == 1


def test_mistakes_among_the_people_are_told_by_line(judge, people):
    text = PEOPLE.replace("action-3", "acton-3").replace("minutes = 60", "minutes = 0")
    people.write_text(text, encoding="utf-8")

    lines = refused(judge).splitlines()

    too_few = f"Give minutes as a whole number from 1 to {MAX_MINUTES:,}."
    assert [line.partition(" Fix: ")[0] for line in lines] == [
        f"people.toml:9: pupil.profile.minutes: {too_few}",
        'people.toml:10: pupil.A.best[3]: there is no action "acton-3".',
    ]


def test_a_file_without_people_is_refused(judge, people):
    people.write_text("", encoding="utf-8")

    assert refused(judge) == '"people.toml" has nobody in it: add a [[person]].\n'


def test_too_few_actions_are_told(takeaction, terminal, people):
    terminal("")

    ran = takeaction("judge", people, packs="none")

    assert ran.code == 2
    assert (
        "The packs here have 0 actions, and a reading takes 5. "
        "Install takeaction-pack-community-actions." in ran.err
    )
