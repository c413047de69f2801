"""How answers look: 80 columns at most, bold where that can be seen, in any encoding."""

import io
import json
import os
import re
import sys

import pytest

from takeaction.cli import terminal

AT = ("--at", "2026-11-24T15:00Z")
CALLS = {
    "list": ["recommend", "--skill", "writing", "--role", "student", "--region", "US", *AT],
    "concern": ["recommend", "--concern", "--region", "US", *AT],
    "young": ["recommend", "--age", "youth", "--region", "US", *AT],
    "nothing": ["recommend", "--mode", "group-online", *AT],
    "search": ["search", "trapped", "--region", "US", *AT],
    "show-line": ["show", "helpline", *AT],
    "show-action": ["show", "write-letter", *AT],
    "show-sign": ["show", "keeps-papers", *AT],
    "packs": ["packs"],
    "doctor": ["doctor"],
    "alone": [],
}


@pytest.fixture
def columns(monkeypatch):
    """Return a function that sets the width of the terminal."""
    return lambda number: monkeypatch.setenv("COLUMNS", str(number))


@pytest.fixture
def be_seen(monkeypatch):
    """Return a function that lets output go to a terminal from then on."""
    return lambda: monkeypatch.setattr(sys.stdout, "isatty", lambda: True)


@pytest.mark.parametrize("wide", [80, 200, 40])
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_no_line_is_wider_than_80_columns(takeaction, columns, call, wide):
    """No line of an answer is wider than the terminal, or than 80 columns, but for one word.

    A word that is wider by itself, such as an address or an id, is not cut.
    """
    columns(wide)

    ran = takeaction(*call)

    for line in ran.out.splitlines():
        assert len(line) <= min(wide, 80) or " " not in re.sub(r"^\s*(\w+: +)?", "", line)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_no_escape_is_written_where_nobody_sees_it(takeaction, call):
    """In a pipe or a file there is no escape byte."""
    ran = takeaction(*call)

    assert "\x1b" not in ran.out + ran.err


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_styles_change_nothing_but_the_looks(takeaction, be_seen, call):
    """On a terminal the same words are bold or faint; without the escapes they are the same."""
    plain = takeaction(*call)
    be_seen()

    styled = takeaction(*call)

    assert re.sub(r"\x1b\[[012]m", "", styled.out) == plain.out


@pytest.mark.parametrize("value", ["1", ""], ids=["set", "empty"])
def test_no_color_is_heeded(takeaction, be_seen, monkeypatch, value):
    """Who sets NO_COLOR sees none, on a terminal too."""
    be_seen()
    with_styles = takeaction("packs")
    monkeypatch.setenv("NO_COLOR", value)

    ran = takeaction("packs")

    assert "\x1b[1m" in with_styles.out
    assert "\x1b" not in ran.out


def test_bold_and_dim_are_seen_on_a_terminal(be_seen, monkeypatch):
    """A style begins before the words and ends after them."""
    be_seen()
    monkeypatch.delenv("NO_COLOR", raising=False)

    assert terminal.bold("word") == "\x1b[1mword\x1b[0m"
    assert terminal.dim("word") == "\x1b[2mword\x1b[0m"


@pytest.mark.parametrize(
    ("stdin", "stdout", "person"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_a_person_sits_at_both_ends_or_at_none(monkeypatch, stdin, stdout, person):
    """Questions need somebody who reads them and somebody who answers."""
    monkeypatch.setattr(sys.stdin, "isatty", lambda: stdin)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: stdout)

    assert terminal.is_terminal() is person


@pytest.mark.parametrize(("wide", "columns_used"), [(20, 20), (80, 80), (500, 80)])
def test_the_width_is_that_of_the_terminal_up_to_80(columns, wide, columns_used):
    """Long lines are hard to read, however wide the window is."""
    columns(wide)

    assert terminal.width() == columns_used


def test_a_paragraph_is_wrapped_with_its_indents(columns, capsys):
    """Each line of a text is wrapped by itself; long words and addresses are kept whole."""
    columns(20)

    terminal.line("one two three four five\n\nhttps://example.org/a-long-address", indent=2, hang=3)
    terminal.line()

    assert capsys.readouterr().out == (
        "  one two three four\n     five\n\n  https://example.org/a-long-address\n\n"
    )


def test_each_line_is_styled_by_itself(columns, capsys):
    """A style never counts as width, and never runs over the end of a line."""
    columns(10)

    terminal.line("one two three", style=lambda text: f"<{text}>")

    assert capsys.readouterr().out == "<one two>\n<three>\n"


def test_texts_stand_behind_their_label(columns, capsys):
    """The label stands once, and the texts below each other."""
    columns(30)

    terminal.labelled("Why", ["a reason that is long", "another"], indent=2, column=6)
    terminal.labelled("None", [])

    assert capsys.readouterr().out == ("  Why:  a reason that is long\n        another\n")


def test_the_lines_of_a_labelled_text_stand_below_each_other(columns, capsys):
    """Each line of a text is wrapped by itself, behind the room that a label takes."""
    columns(24)

    terminal.labelled("Why", ["one two three\nfour", "five"])

    assert capsys.readouterr().out == (
        "    Why:       one two\n               three\n               four\n               five\n"
    )


def test_a_heading_is_bold_and_what_stands_beside_it_faint(columns, be_seen, capsys):
    """On a terminal the eye finds the left part first, on one line or on two."""
    columns(20)
    be_seen()

    terminal.heading("Left", "right")
    terminal.heading("Left of twelve", "right 8")

    assert capsys.readouterr().out == (
        "\x1b[1mLeft\x1b[0m           \x1b[2mright\x1b[0m\n"
        "\x1b[1mLeft of twelve\x1b[0m\n\x1b[2m    right 8\x1b[0m\n"
    )


@pytest.mark.parametrize(
    ("left", "right", "text"),
    [
        ("Left", "right", "Left           right\n"),
        ("Left of ten", "right 8", "Left of ten  right 8\n"),
        ("Left of twelve", "right 8", "Left of twelve\n    right 8\n"),
        ("Left of 12 ch", "right 7", "Left of 12 ch\n    right 7\n"),
        ("Left of 12 c", "right 7", "Left of 12 c right 7\n"),
        ("Left", "", "Left\n"),
        ("Left that is long", "", "Left that is long\n"),
        ("Left that is too long", "", "Left that is too\nlong\n"),
        ("Left that is too long", "right", "Left that is too\nlong\n    right\n"),
        ("Left\n(source)", "right", "Left           right\n(source)\n"),
        ("Left of twelve\n(of)", "right 8", "Left of twelve\n(of)\n    right 8\n"),
    ],
    ids=[
        *("room", "just-room", "no-room", "full", "one-blank", "alone", "alone-and-long"),
        *("wrapped", "wrapped-both", "two-lines", "two-lines-no-room"),
    ],
)
def test_a_heading_has_something_at_its_right_edge_or_below(columns, capsys, left, right, text):
    """Where there is no room for both, the right part stands below."""
    columns(20)

    terminal.heading(left, right)

    assert capsys.readouterr().out == text


def _stream(encoding):
    """Return a stream in an encoding, as a terminal has one."""
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding)


def _written(stream):
    """Return the bytes that went into a stream."""
    stream.flush()
    return stream.buffer.getvalue()


@pytest.mark.parametrize(
    ("encoding", "written"),
    [("utf-8", "20 min · 5"), ("ascii", "20 min \\xb7 5"), ("cp437", "20 min · 5")],
)
def test_any_text_can_be_written_in_any_encoding(monkeypatch, encoding, written):
    """What an encoding does not have is written as an escape, and never ends in a traceback."""
    stream = _stream(encoding)
    monkeypatch.setattr(sys, "stdout", stream)

    terminal.prepare()
    terminal.line("20 min · 5")

    assert _written(stream).decode(encoding) == f"{written}\n".replace("\n", os.linesep)


def test_streams_that_were_closed_before_the_start_lead_nowhere(monkeypatch):
    """Nothing can be read or written then, and nothing fails."""
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)

    terminal.prepare()
    terminal.line("· done")

    assert sys.stdin.read() == ""
    assert sys.stdout.getvalue() == "· done\n"
    assert sys.stderr.getvalue() == ""


def test_output_that_is_no_file_is_left_as_it_is(monkeypatch):
    """A host that puts a plain buffer in place of the terminal is fine."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)

    terminal.prepare()
    terminal.line("· done")

    assert stream.getvalue() == "· done\n"


@pytest.mark.parametrize(
    ("encoding", "escaped"), [("utf-8", False), ("UTF8", False), ("ascii", True), ("cp1252", True)]
)
def test_json_is_json_in_every_encoding(monkeypatch, encoding, escaped):
    """Outside UTF-8 JSON is written in ASCII with its own escapes, and reads back the same."""
    stream = _stream(encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    value = {"text": "Nestlé · “x” 🙂"}

    terminal.prepare()
    terminal.show_json(value)

    text = _written(stream).decode(encoding)
    assert json.loads(text) == value
    assert text.isascii() is escaped


def test_json_goes_into_a_buffer_as_it_is(monkeypatch):
    """A host that has put a buffer in place of the terminal gets it whole, one value a line."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)

    terminal.show_json({"text": "Nestlé", "list": [1]})

    assert stream.getvalue() == '{\n  "text": "Nestlé",\n  "list": [\n    1\n  ]\n}\n'


def test_output_that_nobody_reads_any_more_goes_nowhere(monkeypatch, tmp_path):
    """What is still to be written ends in no error and in no file."""
    place = tmp_path / "out.txt"
    with place.open("w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        terminal.line("before")
        stream.flush()

        terminal.give_up_output()
        terminal.line("after")

    assert place.read_text("utf-8") == "before\n"


HOSTILE = "{{7*7}} {0.__class__} {:>99999999} %(x)s $HOME ${7*7} <b>bold</b>"


@pytest.mark.parametrize(
    "call", [["recommend"], ["search", "hostile"], ["show", "one"]], ids=["list", "search", "show"]
)
def test_text_that_looks_like_a_template_is_shown_as_it_is(takeaction, make_pack, one, call):
    """No text of a pack is ever read as a template, a format or markup."""
    hostile = make_pack("hostile", actions=one.replace("Do one thing", f"Hostile {HOSTILE}"))

    ran = takeaction(*call, packs=[hostile])

    assert ran.code == 0
    assert HOSTILE in " ".join(ran.out.split())


def test_a_title_with_escapes_is_left_out_and_shown_harmlessly(takeaction, make_pack, one):
    """A record that would write over the terminal is dropped; its text is told without a byte."""
    title = r"x\u001b[2J\u001b]0;x\u0007"
    escapes = make_pack("escapes", actions=one.replace("Do one thing", title))

    ran = takeaction("doctor", packs=[escapes])

    assert ran.code == 1
    assert f'escapes/actions.toml:3: one.title: "{title}"' in ran.out
    assert "\x1b" not in ran.out
    assert "\x07" not in ran.out
