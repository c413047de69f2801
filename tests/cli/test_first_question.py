"""``takeaction`` without a command: it asks what somebody needs; an example elsewhere."""

import sys

import pytest

from takeaction.cli import ask

FIRST = """\
What do you need? Write it in your own words: help, a worry, something to do or
buy.
Nothing you type is shown or stored.
"""


@pytest.fixture(autouse=True)
def no_color(monkeypatch, takeaction):  # noqa: ARG001 - it clears NO_COLOR first
    """Write plain text on a terminal too, so that tests can read it."""
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def hidden(monkeypatch):
    """Return a function that gives the words that are typed hidden, one for each question."""

    def give(*texts):
        waiting = iter(texts)

        def read(_prompt):
            try:
                return next(waiting)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr(ask, "getpass", read)

    return give


def test_it_asks_for_words_and_answers_them_without_showing_them(takeaction, terminal, hidden):
    asked = terminal("US")
    hidden("my boss has my pxssport, he has my passport")

    ran = takeaction()

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{FIRST}\nIf you or someone else could be hurt right now, call ")
    assert asked == ["> "]  # the place is missing
    assert "\nThe Helpline\n" in ran.out
    assert "pxssport" not in ran.out


@pytest.mark.parametrize(
    ("words", "typed"),
    [(["what can i do"], ["30"]), (["hello", "what can i do with 30 minutes"], [])],
    ids=["minutes", "what"],
)
def test_then_it_asks_only_for_what_is_missing(takeaction, terminal, hidden, words, typed):
    asked = terminal(*typed)
    hidden(*words)

    ran = takeaction()

    assert (ran.code, ran.err) == (0, "")
    assert len(asked) == len(typed)
    assert "\n1. Save the number" in ran.out


def test_an_empty_line_ends_it(takeaction, terminal, hidden):
    asked = terminal("")
    hidden("what can i do")

    ran = takeaction()

    assert (ran.code, len(asked)) == (0, 1)
    assert ran.out.count("1. Save the number") == 1


@pytest.mark.parametrize("words", [[], [""], ["  "]], ids=["end", "nothing", "blanks"])
def test_without_words_it_prints_an_example(takeaction, terminal, hidden, words):
    terminal()
    hidden(*words)

    ran = takeaction()

    assert (ran.code, ran.err) == (0, "")
    assert f"{FIRST}An example: what somebody with 15 minutes can do." in ran.out


def test_a_pipe_gets_an_example(takeaction):
    ran = takeaction()

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        "An example: what somebody with 15 minutes can do. Ask your own question:\n"
        "  takeaction recommend --minutes 30 --skill writing --role student\n"
        "\n"
        "If you or someone else could be hurt right now, call your local emergency\nnumber.\n"
    )
    assert "\n\n1. Save the number" in ran.out


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


def test_a_broken_pack_is_named_without_options_too(takeaction, pack, make_pack):
    ran = takeaction(packs=[pack, make_pack("broken", actions="[")])

    assert ran.code == 0
    assert ran.err.startswith("Something was left out of ")
    assert ran.err.endswith(". See: takeaction doctor\n")
