"""``takeaction`` without a command: four short questions on a terminal, an example elsewhere."""

import sys

import pytest

ASKED = [
    "How many minutes do you have? [30]: ",
    "What do you do? For example student, nurse, parent: ",
    "What are you good at? For example writing, social media: ",
    "Where are you? For example US-OH, GB, Kenya: ",
]


@pytest.fixture(autouse=True)
def no_color(monkeypatch, takeaction):  # noqa: ARG001 - it clears NO_COLOR first
    """Write plain text on a terminal too, so that tests can read it."""
    monkeypatch.setenv("NO_COLOR", "1")


def test_enter_at_each_question_is_enough(takeaction, terminal):
    asked = terminal("", "", "", "")

    ran = takeaction()

    assert asked == ASKED
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        "Four short questions; Enter skips one. Nothing you type is stored.\n\n\n1. Save the number"
    )


def test_answers_work_as_options_do(takeaction, terminal):
    terminal("45", "student, parent", " writing ,editing", "us-oh")

    asked = takeaction()
    typed = takeaction(
        "recommend", "--minutes", 45, "--role", "student", "parent", "--skill", "writing",
        "editing", "--region", "US-OH", "--limit", 3,
    )  # fmt: skip

    assert asked.out.endswith(f"\n\n\n{typed.out}")


@pytest.mark.parametrize(
    ("lines", "again", "problem"),
    [
        (["0", "5"], 0, "Give minutes as a whole number from 1 to 527,040."),
        (["many", "5"], 0, "Give minutes as a whole number from 1 to 527,040."),
        (["9" * 5_000, "5"], 0, "Give minutes as a whole number from 1 to 527,040."),
        (["-5", "5"], 0, "Give minutes as a whole number from 1 to 527,040."),
        (["", "studnet", "student"], 1, "Unknown word in roles. Did you mean student"),
        (["", "", "wirting", "writing"], 2, "Unknown word in skills. Did you mean writing"),
        (["", "", "", "Keny", "Kenya"], 3, "Unknown word in region. Did you mean “Kenya” (KE)"),
    ],
    ids=["none", "text", "huge", "negative", "role", "skill", "region"],
)
def test_a_question_is_repeated_after_a_wrong_word(takeaction, terminal, lines, again, problem):
    asked = terminal(*lines)

    ran = takeaction()

    assert ran.code == 0
    assert problem in ran.out
    assert asked.count(ASKED[again]) == 2


def test_the_end_of_input_skips_the_remaining_questions(takeaction, terminal):
    asked = terminal("5", "student")

    ran = takeaction()

    assert asked == ASKED
    assert (ran.code, ran.err) == (0, "")
    assert "\n1. Save the number" in ran.out


def test_a_pipe_gets_an_example(takeaction):
    ran = takeaction()

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        "An example: what somebody with 15 minutes can do. Ask your own question:\n"
        "  takeaction recommend --minutes 30 --skill writing --role student\n"
        "\n"
        "1. Save the number"
    )


def test_output_to_a_file_asks_nothing(takeaction, terminal, monkeypatch):
    # A person at the keyboard is not asked if nobody would see the questions.
    asked = terminal()
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False)

    ran = takeaction()

    assert asked == []
    assert ran.out.startswith("An example")


def test_without_packs_the_command_says_how_to_install_some(takeaction):
    ran = takeaction(packs="none")

    assert ran.code == 0
    assert " takeaction-pack-community-actions and takeaction-pack-us-hotline" in ran.err


def test_a_broken_pack_is_named_without_options_too(takeaction, terminal, pack, make_pack):
    terminal("", "", "", "")

    ran = takeaction(packs=[pack, make_pack("broken", actions="[")])

    assert ran.code == 0
    assert ran.err.startswith("Something was left out of ")
    assert ran.err.endswith(". See: takeaction doctor\n")
