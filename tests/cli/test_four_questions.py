"""``takeaction`` alone: four short questions on a terminal, an example elsewhere."""

import sys

import pytest

ASKED = [
    "How many minutes do you have? [30]: ",
    "What are you? For example student, nurse, parent: ",
    "What can you do? For example writing, social media: ",
    "Where are you? For example US-OH, GB, Kenya: ",
]


@pytest.fixture(autouse=True)
def no_color(monkeypatch, takeaction):  # noqa: ARG001 - it clears NO_COLOR first
    """Write plain text also on a terminal, so that tests can read it."""
    monkeypatch.setenv("NO_COLOR", "1")


def test_enter_at_each_question_is_enough(takeaction, terminal):
    """Who presses Enter four times gets an answer."""
    asked = terminal("", "", "", "")

    ran = takeaction()

    assert asked == ASKED
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        "Four short questions; Enter skips one. Nothing you write is kept.\n\n\n1. Save the number"
    )


def test_answers_are_what_they_would_be_as_options(takeaction, terminal):
    """The same words give the same list, whether they are asked for or given."""
    terminal("45", "student, parent", " writing ,editing", "us-oh")

    asked = takeaction()
    given = takeaction(
        "recommend", "--minutes", 45, "--role", "student", "parent", "--skill", "writing",
        "editing", "--region", "US-OH", "--limit", 3,
    )  # fmt: skip

    assert asked.out.endswith(f"\n\n\n{given.out}")


@pytest.mark.parametrize(
    ("lines", "again", "said"),
    [
        (["0", "5"], 0, "Give minutes as a whole number from 1 to 527,040."),
        (["many", "5"], 0, "Give minutes as a whole number from 1 to 527,040."),
        (["9" * 5_000, "5"], 0, "Give minutes as a whole number from 1 to 527,040."),
        (["-5", "5"], 0, "Give minutes as a whole number from 1 to 527,040."),
        (["", "studnet", "student"], 1, "Unknown word in roles. Did you mean student"),
        (["", "", "wirting", "writing"], 2, "Unknown word in skills. Did you mean writing"),
        (["", "", "", "Keny", "Kenya"], 3, "Unknown word in region. Did you mean Kenya"),
    ],
    ids=["none", "text", "huge", "negative", "role", "skill", "region"],
)
def test_a_wrong_word_is_asked_for_again(takeaction, terminal, lines, again, said):
    """A slip costs one line: the question comes again, with what may be meant."""
    asked = terminal(*lines)

    ran = takeaction()

    assert ran.code == 0
    assert said in ran.out
    assert asked.count(ASKED[again]) == 2


def test_the_end_of_input_skips_what_is_left(takeaction, terminal):
    """Who ends the input in the middle still gets an answer, from what was said."""
    asked = terminal("5", "student")

    ran = takeaction()

    assert asked == ASKED
    assert (ran.code, ran.err) == (0, "")
    assert "\n1. Save the number" in ran.out


def test_elsewhere_than_on_a_terminal_an_example_is_shown(takeaction):
    """In a pipe nobody is asked: an example shows what an answer looks like, and how to ask."""
    ran = takeaction()

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        "An example: what somebody with 15 minutes can do. Ask your own question:\n"
        "  takeaction recommend --minutes 30 --skill writing --role student\n"
        "\n"
        "1. Save the number"
    )


def test_output_that_goes_to_a_file_asks_nothing(takeaction, terminal, monkeypatch):
    """A person at the keyboard alone is not asked: nobody would see the questions."""
    asked = terminal()
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False)

    ran = takeaction()

    assert asked == []
    assert ran.out.startswith("An example")


def test_without_packs_there_is_nothing_to_show_but_how_to_install_some(takeaction):
    """The core alone says what is missing."""
    ran = takeaction(packs="none")

    assert ran.code == 0
    assert " takeaction-pack-community-actions and takeaction-pack-us-hotline" in ran.err
