"""``takeaction ask``: hidden words in, help first."""

import io
import json
import sys

import pytest

from takeaction.cli import ask as command
from takeaction.views.terminal import cells

INDICATORS = """\
[[indicator]]
id = "keeps-papers"
text = "Someone keeps the papers of a person."
concept = "papers"
element = "means"
grade = "medium"
grade_basis = "editorial"
types = ["any"]
observable_by = ["bystander", "self"]
ask = "notice"
reading = "read"
source = { title = "A list", dated = "2009" }
"""
AT = ("--at", "2026-11-24T15:00Z")


@pytest.fixture
def typed(monkeypatch):
    """Return a function that gives a command its input: hidden on a terminal, or from a pipe."""

    def give(text, *, is_terminal=False):
        monkeypatch.setattr(sys, "stdin", io.StringIO(text or ""))
        monkeypatch.setattr(sys.stdin, "isatty", lambda: is_terminal, raising=False)

        def hidden(prompt):
            assert "nothing shows while you type" in prompt
            if text is None:
                raise EOFError
            return text

        monkeypatch.setattr(command, "getpass", hidden)

    return give


@pytest.mark.parametrize("is_terminal", [True, False], ids=["terminal", "pipe"])
def test_words_are_read_hidden_and_never_shown(takeaction, typed, is_terminal):
    typed("my pxssport was taken by my boss he has my passport", is_terminal=is_terminal)

    ran = takeaction("ask", "--region", "US", *AT)

    assert ran.code == 0
    assert ran.out.startswith("If you or someone else could be hurt right now, call 911")
    assert "The Helpline" in ran.out
    assert "pxssport" not in ran.out + ran.err
    assert "you typed" not in ran.out


def test_nothing_typed_is_answered_too(takeaction, typed):
    typed(None, is_terminal=True)

    ran = takeaction("ask", *AT)

    assert ran.code == 0
    assert ran.out.splitlines()[2].startswith("I didn't understand that.")
    assert "Is what I saw a sign?" in ran.out


def test_without_any_helpline_the_danger_is_said_once(takeaction):
    # There is no help to end on, so the end would be the first sentence again.
    ran = takeaction("ask", "my boss took my passport", "--region", "DE", packs="none")

    assert (ran.code, ran.out.count("call 112")) == (0, 1)


def test_words_in_the_call_are_answered_with_a_warning(takeaction):
    ran = takeaction("ask", "my", "boss", "has", "my", "passport", *AT)

    assert "What you typed stays on this device." in ran.out
    assert "Where is help needed?" in ran.out


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("how can i volunteer with 30 minutes", "1. "),
        ("is this coffee slave free", "Fair Shop"),
        ("holiday in kenya, which hotel and tour", "no reason to stay away"),
        ("what is the definition of letter", "Write a letter"),
    ],
    ids=["act", "buy", "travel", "learn"],
)
def test_each_question_has_its_answer(takeaction, typed, text, shown):
    typed(text)

    out = takeaction("ask", *AT).out

    assert shown in out
    assert out.splitlines()[0]
    assert "\n\n\n" not in out


def test_signs_to_confirm_are_listed(takeaction, typed, make_pack):
    typed("my neighbor took the passport of her maid, she is locked in")
    pack = make_pack("signs", indicators=INDICATORS.replace('"papers"', '"documents-held"'))

    ran = takeaction("ask", *AT, packs=[pack])

    assert "Have you seen any of these?" in ran.out
    assert "Someone keeps the papers of a person" in ran.out
    # There is no helpline, so the danger comes again below the signs.
    assert " ".join(ran.out.split()).count("your local emergency number") == 2


def test_json_has_the_whole_answer(takeaction, typed):
    typed("my boss has my passport")

    data = json.loads(takeaction("ask", "--json", *AT).out)

    assert data["intent"] == "need-self"
    assert data["topics"][0] == "documents"


def test_another_language_is_explained(takeaction, typed):
    typed("mi jefe tiene mi pasaporte")

    ran = takeaction("ask", "--language", "es", "--region", "US", *AT)

    assert "Si usted u otra persona" in ran.out


@pytest.mark.parametrize(
    "words",
    [("my", "boss", "hits", "me"), ("he has my passport",), ("helpp", "me", "--region", "US")],
    ids=["words", "quoted", "with-option"],
)
def test_a_sentence_without_a_command_leads_to_ask_and_is_not_echoed(takeaction, words):
    ran = takeaction(*words)

    assert ran.code == 2
    assert "takeaction ask" in ran.err
    assert "hurt right now" in ran.err
    assert "boss" not in ran.err + ran.out
    assert "passport" not in ran.err + ran.out


def test_a_sentence_without_a_command_is_refused_in_json(takeaction):
    data = json.loads(takeaction("my", "boss", "--json").out)

    assert data["error"]["code"] == "usage"
    assert "boss" not in data["error"]["text"]


def test_one_word_like_a_command_is_answered_with_the_command(takeaction):
    ran = takeaction("recomend")

    assert "Did you mean takeaction recommend?" in ran.err
    assert "recomend" not in ran.err


NEEDS = {
    "help": "help",
    "violence": "my husband hits me",
    "captive": "he wont let me leave",
    "pimp": "my pimp",
    "papers": "her boss has her passport",
    "deport": "he says he will deport me",
    "child": "I'm 15 and my boyfriend sells me",
    "blackmail": "he has my nudes and wants money",
    "anyone": "is anyone there?",
    "unknown": "zqxw",
    "signs": "is that a sign of trafficking",
}


@pytest.mark.parametrize("name", NEEDS)
def test_danger_and_a_number_are_in_the_first_eight_lines(takeaction, typed, monkeypatch, name):
    monkeypatch.setenv("COLUMNS", "80")
    typed(NEEDS[name])

    lines = takeaction("ask", "--region", "US", *AT).out.splitlines()

    assert any("911" in line for line in lines[:8])
    ways = ("Call ", "Text ", "Write to ")
    says_what_is_missing = any("we don't know a line" in line for line in lines[:8])
    assert any(line.strip().startswith(ways) for line in lines[: 10 if says_what_is_missing else 8])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "zq" * 1_000 + "z",
        "zqxw " * 250_000,
        "zq\x00\x1b[31m",
        "\u202ezqxw",
        "<b>zqxw</b>",
    ],
    ids=["empty", "blank", "too-long", "megabyte", "control", "rtl", "html"],
)
def test_strange_input_has_an_answer_and_no_echo(takeaction, typed, text):
    typed(text)

    ran = takeaction("ask", "--region", "US", *AT)

    assert (ran.code, ran.err) == (0, "")
    assert "Call 1-888-555-0100" in ran.out
    for mark in ("zq", "\x1b", "\u202e", "<b>"):
        assert mark not in ran.out


def test_without_a_place_the_answer_asks_where(takeaction, typed):
    typed("my husband hits me")

    assert "Where is help needed?" in takeaction("ask", *AT).out


RETURNING = """\
[[resource]]
id = "line"
name = "The Line"
kind = "hotline"
purposes = ["child"]
regions = ["US"]
returns_people = "{known}"
source = { title = "A directory" }
verified = { method = "called" }

[[resource.contacts]]
channel = "voice"
dial = "+18885550199"
display = "1-888-555-0199"
"""


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ("yes", "They may take people back to their family or employer."),
        ("reported", "People report that they take callers back to their family or employer."),
    ],
)
def test_a_line_that_takes_people_back_is_only_for_a_lost_child_and_says_so(
    takeaction, typed, make_pack, known, words
):
    folder = make_pack("made", resources=RETURNING.replace("{known}", known))

    typed("my 5 year old son is missing")
    child = takeaction("ask", "--region", "US", *AT, packs=[folder]).out
    typed("my father hits me and I want to run away")
    home = takeaction("ask", "--region", "US", *AT, packs=[folder]).out

    assert words in " ".join(child.partition("1-888-555-0199")[0].split())
    assert "1-888-555-0199" not in home


FIRST_WORDS = {
    "ar": ("صاحب العمل أخذ جواز سفري", "إذا كان هناك خطر عليك", "911"),
    "uk": ("мій начальник забрав мій паспорт", "Якщо вам", "911"),
    "zh": ("老板拿走了我的护照", "如果你或其他人现在可能会受到伤害", "911"),
}


@pytest.mark.parametrize("language", FIRST_WORDS)
def test_the_answer_is_in_the_language_of_the_text_with_english_beneath(
    takeaction, typed, language
):
    text, danger, number = FIRST_WORDS[language]
    typed(text)

    ran = takeaction("ask", "--region", "US", *AT)

    marks = {ord("\u2068"): None, ord("\u2069"): None}
    lines = ran.out.translate(marks).splitlines()
    shown = " ".join(line.strip() for line in lines)
    assert (ran.code, ran.err) == (0, "")
    assert lines[0].startswith(danger)
    assert number in lines[0]
    for words in (
        "(If you or someone else could be hurt right now, call 911 (United States).)",
        (
            "(An independent organisation, not the police. "
            "What you say goes to immigration, the police.)"
        ),
        "(No answer? Try again later. You can hang up any time.)",
    ):
        assert words in shown
    assert any("88850" in line for line in lines)
    assert max(map(cells, lines)) <= 80
    assert text not in ran.out


@pytest.mark.parametrize("language", FIRST_WORDS)
def test_the_first_number_is_in_the_first_eight_lines_in_every_language(
    takeaction, typed, language
):
    typed(FIRST_WORDS[language][0])

    lines = takeaction("ask", "--region", "US", *AT).out.splitlines()

    assert "911" in lines[0]
    assert any("88850" in line for line in lines[:16])


@pytest.mark.parametrize("language", FIRST_WORDS)
def test_a_language_that_is_asked_for_comes_before_that_of_the_text(takeaction, typed, language):
    typed(FIRST_WORDS[language][0])

    out = takeaction("ask", "--region", "US", "--language", "en", *AT).out

    assert out.startswith(
        "If you or someone else could be hurt right now, call 911 (United States)."
    )
    assert FIRST_WORDS[language][1] not in out


@pytest.mark.parametrize("language", FIRST_WORDS)
def test_a_question_in_another_language_has_english_beneath(takeaction, typed, language):
    typed(FIRST_WORDS[language][0])

    out = takeaction("ask", *AT).out

    assert "(Where is help needed? A country or a state is enough.)" in out


def test_an_answer_that_begins_with_a_way_to_reach_somebody_does_not_repeat_it(takeaction, typed):
    typed("he has my passport")

    out = takeaction("ask", "--region", "US", *AT).out

    assert out.count("1-888-555-0100") == 1
    assert "If you need help" not in out


def test_below_anything_else_the_last_line_says_how_to_reach_somebody(takeaction, typed):
    typed("what is the definition of letter")

    last = takeaction("ask", "--region", "US", *AT).out.rpartition("\n\n")[2]

    assert last == (
        "If you need help, or someone you know does: The Helpline. An independent\n"
        "organisation, not the police. What you say goes to the police and immigration.\n"
        "Call 1-888-555-0100\n"
    )
