"""Text on a terminal: at most 80 columns wide, styled only where it is seen, in any encoding."""

import io
import json
import os
import re
import sys

import pytest

from takeaction.cli import terminal
from takeaction.engine.reasons import say

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
def set_columns(monkeypatch):
    return lambda number: monkeypatch.setenv("COLUMNS", str(number))


@pytest.fixture
def show_on_terminal(monkeypatch):
    return lambda: monkeypatch.setattr(sys.stdout, "isatty", lambda: True)


@pytest.mark.parametrize("wide", [80, 200, 40])
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_no_line_is_wider_than_80_columns(takeaction, set_columns, call, wide):
    # No line is wider than the terminal or 80 columns, unless it is a single word.
    # A word that is too wide by itself, such as an address or an id, is not cut.
    set_columns(wide)

    ran = takeaction(*call)

    for line in ran.out.splitlines():
        assert len(line) <= min(wide, 80) or " " not in re.sub(r"^\s*(\w+: +)?", "", line)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_no_escape_is_written_to_a_pipe(takeaction, call):
    ran = takeaction(*call)

    assert "\x1b" not in ran.out + ran.err


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_styles_change_only_the_looks(takeaction, show_on_terminal, call):
    plain = takeaction(*call)
    show_on_terminal()

    styled = takeaction(*call)

    assert re.sub(r"\x1b\[[012]m", "", styled.out) == plain.out


@pytest.mark.parametrize("value", ["1", ""], ids=["set", "empty"])
def test_no_color_is_respected(takeaction, show_on_terminal, monkeypatch, value):
    show_on_terminal()
    with_styles = takeaction("packs")
    monkeypatch.setenv("NO_COLOR", value)

    ran = takeaction("packs")

    assert "\x1b[1m" in with_styles.out
    assert "\x1b" not in ran.out


def test_bold_and_dim_are_visible_on_a_terminal(show_on_terminal, monkeypatch):
    show_on_terminal()
    monkeypatch.delenv("NO_COLOR", raising=False)

    assert terminal.bold("word") == "\x1b[1mword\x1b[0m"
    assert terminal.dim("word") == "\x1b[2mword\x1b[0m"


@pytest.mark.parametrize(
    ("stdin", "stdout", "person"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_a_terminal_needs_both_input_and_output(monkeypatch, stdin, stdout, person):
    monkeypatch.setattr(sys.stdin, "isatty", lambda: stdin)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: stdout)

    assert terminal.is_terminal() is person


@pytest.mark.parametrize(("wide", "columns_used"), [(20, 20), (80, 80), (500, 80)])
def test_the_width_is_that_of_the_terminal_up_to_80(set_columns, wide, columns_used):
    set_columns(wide)

    assert terminal.width() == columns_used


def test_a_paragraph_is_wrapped_with_its_indents(set_columns, capsys):
    set_columns(20)

    terminal.line("one two three four five\n\nhttps://example.org/a-long-address", indent=2, hang=3)
    terminal.line()

    assert capsys.readouterr().out == (
        "  one two three four\n     five\n\n  https://example.org/a-long-address\n\n"
    )


@pytest.mark.parametrize("columns", [30, 80, 200])
def test_a_message_beside_the_answer_is_wrapped_and_its_ids_are_whole(set_columns, capsys, columns):
    # Further rows are indented, so that none looks like a message of its own.
    set_columns(columns)
    words = "takeaction: No pack.\nDid you mean first:write-letter-to-those-who-decide or "
    path = "/a-folder/" * 9 + "with-a-long-name.toml"

    terminal.warn(f"{words}{path}? See: takeaction doctor")

    written = capsys.readouterr()
    rows = written.err.splitlines()
    assert written.out == ""
    assert [row for row in rows if row[0] != " "] == ["takeaction: No pack.", rows[1]]
    assert all(len(row) <= min(columns, 80) or len(row.split()) == 1 for row in rows)
    assert " ".join(written.err.split()) == f"{words}{path}? See: takeaction doctor".replace(
        "\n", " "
    )


def test_each_line_is_styled_separately(set_columns, capsys):
    set_columns(10)

    terminal.line("one two three", style=lambda text: f"<{text}>")

    assert capsys.readouterr().out == "<one two>\n<three>\n"


def test_texts_are_printed_next_to_their_label(set_columns, capsys):
    set_columns(30)

    terminal.labelled("Why", ["a reason that is long", "another"], indent=2, column=6)
    terminal.labelled("None", [])

    assert capsys.readouterr().out == ("  Why:  a reason that is long\n        another\n")


def test_the_lines_of_a_labelled_text_are_below_each_other(set_columns, capsys):
    set_columns(24)

    terminal.labelled("Why", ["one two three\nfour", "five"])

    assert capsys.readouterr().out == (
        "    Why:       one two\n               three\n               four\n               five\n"
    )


def test_a_heading_is_bold_and_its_note_faint(set_columns, show_on_terminal, capsys):
    set_columns(20)
    show_on_terminal()

    terminal.heading("Left", "right")
    terminal.heading("Left of twelve", "right 8")

    assert capsys.readouterr().out == (
        "\x1b[1mLeft\x1b[0m           \x1b[2mright\x1b[0m\n"
        "\x1b[1mLeft of twelve\x1b[0m\n\x1b[2m    right 8\x1b[0m\n"
    )


@pytest.mark.parametrize(
    ("heading", "note", "text"),
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
def test_the_note_of_a_heading_is_at_its_right_edge_or_below(
    set_columns, capsys, heading, note, text
):
    set_columns(20)

    terminal.heading(heading, note)

    assert capsys.readouterr().out == text


def _stream(encoding):
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding)


def _written(stream):
    stream.flush()
    return stream.buffer.getvalue()


@pytest.mark.parametrize(
    ("encoding", "written"),
    [("utf-8", "20 min · 5"), ("ascii", "20 min \\xb7 5"), ("cp437", "20 min · 5")],
)
def test_any_text_can_be_written_in_any_encoding(monkeypatch, encoding, written):
    stream = _stream(encoding)
    monkeypatch.setattr(sys, "stdout", stream)

    terminal.prepare_streams()
    terminal.line("20 min · 5")

    assert _written(stream).decode(encoding) == f"{written}\n".replace("\n", os.linesep)


def test_streams_that_were_closed_before_the_start_do_no_harm(monkeypatch):
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)

    terminal.prepare_streams()
    terminal.line("· done")

    assert sys.stdin.read() == ""
    assert sys.stdout.getvalue() == "· done\n"
    assert sys.stderr.getvalue() == ""


def test_output_to_a_buffer_is_left_as_it_is(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)

    terminal.prepare_streams()
    terminal.line("· done")

    assert stream.getvalue() == "· done\n"


@pytest.mark.parametrize(
    ("encoding", "escaped"), [("utf-8", False), ("UTF8", False), ("ascii", True), ("cp1252", True)]
)
def test_json_is_json_in_every_encoding(monkeypatch, encoding, escaped):
    stream = _stream(encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    value = {"text": "Nestlé · “x” 🙂"}

    terminal.prepare_streams()
    terminal.show_json(value)

    text = _written(stream).decode(encoding)
    assert json.loads(text) == value
    assert text.isascii() is escaped


def test_json_goes_into_a_buffer_as_it_is(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)

    terminal.show_json({"text": "Nestlé", "list": [1]})

    assert stream.getvalue() == '{\n  "text": "Nestlé",\n  "list": [\n    1\n  ]\n}\n'


def test_output_without_a_reader_is_discarded(monkeypatch, tmp_path):
    place = tmp_path / "out.txt"
    with place.open("w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        terminal.line("before")
        stream.flush()

        terminal.discard_output()
        terminal.line("after")

    assert place.read_text("utf-8") == "before\n"


def test_what_could_steer_a_terminal_is_escaped(capsys):
    # What was typed or read is shown as it is otherwise, with its line breaks and tabs.
    terminal.show("a\x1b[2Jb\u202ec\x7f é\n\td")

    assert capsys.readouterr().out == "a\\u001b[2Jb\\u202ec\\u007f é\n\td\n"


HOSTILE = "{{7*7}} {0.__class__} {:>99999999} %(x)s $HOME ${7*7} <b>bold</b>"


@pytest.mark.parametrize(
    "call", [["recommend"], ["search", "hostile"], ["show", "one"]], ids=["list", "search", "show"]
)
def test_text_that_looks_like_a_template_is_shown_as_it_is(takeaction, make_pack, one, call):
    hostile = make_pack("hostile", actions=one.replace("Do one thing", f"Hostile {HOSTILE}"))

    ran = takeaction(*call, packs=[hostile])

    assert ran.code == 0
    assert HOSTILE in " ".join(ran.out.split())


def test_a_title_with_escapes_is_left_out_and_shown_harmlessly(takeaction, make_pack, one):
    # A record that would write over the terminal is dropped, and quoted without its bytes.
    title = r"x\u001b[2J\u001b]0;x\u0007"
    escapes = make_pack("escapes", actions=one.replace("Do one thing", title))

    ran = takeaction("doctor", packs=[escapes])

    assert ran.code == 1
    assert f'escapes/actions.toml:3: one.title: "{title}"' in ran.out
    assert "\x1b" not in ran.out
    assert "\x07" not in ran.out


def test_the_source_beneath_a_translation_is_faint(monkeypatch, capsys):
    monkeypatch.setattr(terminal, "_is_styled", lambda: True)

    terminal.line(say("trace.history", "es"), style=terminal.bold)

    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("\x1b[1m")
    assert second.startswith("\x1b[2m(Pages and chats")


def test_a_translation_without_its_source_is_one_paragraph(monkeypatch, capsys):
    monkeypatch.setattr(terminal, "_is_styled", lambda: True)

    terminal.line(say("place.world", "es"), style=terminal.bold)

    assert len(capsys.readouterr().out.splitlines()) == 1
