"""The checklist of ``takeaction signs``, for people who know no ids of signs."""

import pytest


@pytest.fixture
def sit_down(terminal, monkeypatch, takeaction, signs):
    monkeypatch.setenv("NO_COLOR", "1")

    def answer(*lines, options=()):
        asked = terminal(*lines)
        ran = takeaction("signs", "--why", *options, packs=signs)
        assert (ran.code, ran.err) == (0, "")
        return asked, ran.out

    return answer


def test_the_checklist_shows_noticeable_signs_a_page_at_a_time(sit_down):
    asked, out = sit_down("", "", "", "", "", "")

    assert asked[:3] == [
        "Who are you? For example: self, neighbour, teacher, nurse, police [bystander]: ",
        "How old is the person? adult, child, possibly-child [unknown]: ",
        "Where is it? For example US-OH, GB, Kenya [001]: ",
    ]
    assert len(asked) == 5
    assert "\n  1. There is a debt.\n  2. The door is locked.\n" in out
    assert "(3 more after these)\n" in out
    assert "(these are the last)\n" in out
    assert "told a secret" not in out
    assert "this street" not in out
    assert "We can't tell from this. That doesn't mean all is well." in out


def test_people_who_ask_about_themselves_are_asked_about_themselves(sit_down):
    asked, out = sit_down("self", "", "US", "2", "", "q")

    assert asked[1:3] == [
        "Are you an adult, or under 18? adult, child [unknown]: ",
        "Where are you? For example US-OH, GB, Kenya [001]: ",
    ]
    assert "  2. You are locked in.\n" in out
    assert "- You are locked in." in out
    assert "The door is locked." not in out
    assert "shell" not in out


def test_the_checklist_is_in_the_language_of_the_reader(sit_down):
    asked, out = sit_down("self", "", "US", "9", "2", "past", "", options=("--language", "es"))

    assert asked[0].startswith("¿Quién es usted? Por ejemplo: self (se trata de usted), ")
    assert asked[1].endswith("adult (persona adulta), child (menor de edad) [unknown]: ")
    assert asked[2] == "¿Dónde está usted? Por ejemplo US-OH, GB, Kenya [001]: "
    assert asked[3].startswith("¿Cuáles de estas? Sus números, o unas palabras suyas. ")
    assert asked[5].startswith("¿Eso pasa ahora, o ya pasó? ")
    assert out.startswith("Una señal no es una prueba.")
    assert "Escriba números del 1 al 6, como 1 3.\n" in out
    assert "(estas son las últimas)\n" in out


def test_an_option_answers_its_question_in_advance(sit_down):
    asked, out = sit_down("q", options=("--role", "self", "--person", "Adult", "--region", "US"))

    assert len(asked) == 1
    assert "They told a secret." in out
    assert "call 911" in out


@pytest.mark.parametrize("yes", ["", "me", "ME"], ids=["enter", "me", "capitals"])
def test_somebody_who_may_be_concerned_is_asked_whether_it_is_about_them(sit_down, yes):
    asked, out = sit_down("worker", yes, "adult", "US", "q")

    assert asked[1] == "Is it about you, or about someone else? me, other [me]: "
    assert asked[2].startswith("Are you an adult")
    assert "They told a secret." in out


def test_a_worker_may_ask_about_somebody_else(sit_down):
    asked, out = sit_down("survivor", "a friend", "other", "adult", "US", "q")

    assert asked[3].startswith("How old is the person?")
    assert "They told a secret." not in out


def test_a_tick_closes_signs_of_the_same_concept(sit_down):
    _, out = sit_down("", "adult", "US", "1", "")

    assert "A debt is told of." not in out
    assert "- There is a debt. (+4; " in out


def test_a_question_is_repeated_after_a_slip(sit_down):
    asked, out = sit_down("nieghbour", "neighbour", "", "", "9", "yes", "0", "1", "q")

    assert "Unknown word in role. Did you mean “Neighbour or community member” (neighbour)?" in out
    assert out.count("Type numbers from 1 to 6, such as 1 3.") == 3
    assert len(asked) == 9
    assert "- There is a debt. (+4; " in out


def test_a_sign_of_danger_ends_the_list(sit_down):
    asked, out = sit_down("", "", "US", "1 2", "")

    assert asked[-1].startswith("Is that happening now, or is it over?")
    danger = "If you or someone else could be hurt right now, call 911 (United States).\n"
    assert f"{danger}This is worrying." in out
    assert "- There is a debt. (+4; " in out


def test_a_danger_that_is_over_does_not_end_the_list(sit_down):
    asked, out = sit_down("", "", "US", "2", "past", "1")

    assert len(asked) == 6
    danger = "If you or someone else could be hurt right now, call 911 (United States).\n"
    assert f"{danger}This is worrying." in out


@pytest.mark.parametrize("last", [("q",), ("STOP",), ()], ids=["q", "stop", "end"])
def test_the_checklist_can_be_left_at_any_time_with_an_answer(sit_down, last):
    _, out = sit_down("", "", "", "1", *last)

    assert "- There is a debt. (+4; " in out


def test_the_checklist_can_be_left_at_the_first_question(sit_down):
    asked, out = sit_down("q")

    assert len(asked) == 1
    assert "We can't tell from this. That doesn't mean all is well." in out


def test_ctrl_c_leaves_at_once_without_an_answer(takeaction, terminal, signs, monkeypatch):
    terminal()

    def interrupted(_question):
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", interrupted)

    ran = takeaction("signs", packs=signs)

    assert ran.code == 130
    assert "What to do" not in ran.out


def test_words_instead_of_numbers_give_a_short_list_and_tick_nothing(
    terminal, takeaction, make_pack, sign, monkeypatch
):
    monkeypatch.setenv("NO_COLOR", "1")
    asked = terminal("", "", "US", "they took her passport", "1", "q")
    listed = [sign("hours", "The hours are long."), sign("documents-held", "Papers are kept.")]
    signs = make_pack("few", indicators="\n".join(listed))

    out = takeaction("signs", "--why", packs=[signs]).out

    assert len([question for question in asked if question.startswith("Which of these?")]) >= 2
    assert out.count("\n  1. Papers are kept.\n") == 2
    assert "took her passport" not in out
    assert "- Papers are kept. (+4; " in out


def test_words_that_mean_no_sign_are_asked_for_again(sit_down):
    _, out = sit_down("", "", "US", "purple", "", "q")

    assert "Type numbers from 1 to" in out
    assert "purple" not in out
