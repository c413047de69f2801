"""Slips in TOML are told in plain words, on the line where they open, and the rest is read."""

import time
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.packs.reading.statements import diagnose

RECORD = """\
[[resource]]
id = "line" # its id
name = "A line"
purposes = ["support", "report"]
source = { title = "A page", checked = 2026-11-20 }
steps = [
    "One.",
    "Two.",
]
note = '''
A note
of two lines.'''

[[resource.contacts]]
channel = "voice"
"""

SLIPS = [
    ('"A line"', "\u201cA line\u201d", 3, "straight", 'write straight ones: "A line".'),
    ('"A line"', "\u00abA line\u00bb", 3, "straight", 'write straight ones: "A line".'),
    ('"A line"', '"A line\u201d', 3, "straight", 'write straight ones: "A line".'),
    ('"A line"', '"A line', 3, "never closed", 'write " at its end.'),
    ('"A line"', '"A' + "\n" * 7, 3, "never closed", 'write " at its end.'),
    ('"A line"', "'A line", 3, "never closed", "write ' at its end."),
    ('"A line"', '"A\nline"', 3, "stays on one line", 'put """ before and after it'),
    ('"A line"', '"A "good" line"', 3, "second quotation mark", 'write \\"'),
    ('"A line"', "'It's ours'", 3, "single quotation marks", "double quotation marks"),
    ('"A line"', '"A line" \u201d', 3, "straight", "write straight ones"),
    ('"A line"', '"A line",', 3, "ends with a ,", "delete it."),
    ('"A line"', '"A line";', 3, "ends with a ;", "delete it."),
    ('"A line"', '"A line" // ours', 3, "a note starts with #", "write # instead of //"),
    ('"A line"', '"A line" kind = "guide"', 3, "two keys are on one line", "its own line"),
    ('"A line"', '"A line"]', 3, "this ] has no [", "write [ first."),
    ('"A line"', '"A line"}', 3, "this } has no {", "write { first."),
    ('"A line"', "12 34 a", 3, "something follows the value", "quotation marks around all"),
    ('"A line"', '"C:\\Users"', 3, "\\U is not one", "two backslashes"),
    ('"A line"', '"A\x07line"', 3, "invisible control character", "type the text again."),
    ('"A line"', "A line", 3, "quotation marks around it", 'write "A line".'),
    ('"A line"', "", 3, "nothing follows the =", "delete the line"),
    ('"A line"', "# later", 3, "nothing follows the =", "delete the line"),
    ('"A line"', "yes", 3, "yes is true", "write true."),
    ('"A line"', "No", 3, "no is false", "write false."),
    ('"A line"', "n/a", 3, "nobody knows", "delete the whole line."),
    ('"A line"', "0808 157 0123", 3, "a number to dial is a text", 'write "0808 157 0123".'),
    ('"A line"', "08081570123", 3, "a number to dial is a text", 'write "08081570123".'),
    ('"A line"', '"""A line', 3, 'opens here with """ is never closed', 'write """ at its end.'),
    ("2026-11-20", "20/11/2026", 5, "20/11/2026 is not a date", "write 2026-11-20."),
    ("2026-11-20", "11/20/2026", 5, "is not a date", "write 2026-11-20."),
    ("2026-11-20", "5/5/2026", 5, "is not a date", "write 2026-05-05."),
    ("2026-11-20", "5/11/2026", 5, "is not a date", "year-month-day"),
    ("2026-11-20", "2026-1-5", 5, "is not a date", "write 2026-01-05."),
    ("2026-11-20", "2026-02-30", 5, "is not a date", "year-month-day"),
    ("2026-11-20", "20.11.2026", 5, "is not a date", "write 2026-11-20."),
    (', "report"]', ' "report"]', 4, "no comma", 'them: "support", "report"'),
    (', "report"]', "", 4, "[ has no ]", "write ] at its end."),
    (', "report"]', ', "report"', 4, "[ has no ]", "write ] at its end."),
    ('"support"', "support", 4, "quotation marks around it", 'write "support".'),
    ('"One.",', '"One."', 7, "no comma", 'them: "One.", "Two."'),
    ('"One.",', f'"{"One " * 20}"', 7, "no comma", "a comma at the end of this line."),
    ('    "Two.",\n]', '    "Two.",', 6, "[ has no ]", "write ] at its end."),
    (", checked", " checked", 5, "no comma between them", "write a comma before checked."),
    ("2026-11-20 }", "2026-11-20", 5, "{ has no }", "write } at its end"),
    ("2026-11-20 }", "2026-11-20,}", 5, "a comma before this }", "delete the comma."),
    ("2026-11-20 }", "\n  2026-11-20 }", 5, "nothing follows the =", "write a value"),
    (", checked", ",\n  checked", 5, "a table in { } stays on one line", "write it on one line."),
    ("{ title =", "{ title:", 5, "not a colon", "write title = "),
    ("name =", "name:", 3, "not a colon", 'write name = = "A line"'.replace("= =", "=")),
    ("name =", "name", 3, "no = between", "write name = …"),
    ("name =", "=", 3, "no key before the =", "write the key first"),
    ("name =", "the name =", 3, "is not a key", "write the_name."),
    ("name =", "name\u00a0=", 3, "invisible character", "type it again."),
    ("name =", "// name =", 3, "a note starts with #", "write # at the start"),
    ("name =", "<<<<<<< HEAD\nname =", 3, "two versions", "keep one version"),
    ("name =", "who answers\nname =", 3, "neither a key", "start the line with #."),
    ("name =", 'id = "x"\nname =', 3, "id is already in line 2", "keep one of them"),
    ("[[resource]]", "[[resource]", 1, "not complete", "write [[resource]] on a line"),
    ("[[resource]]", "[[resource", 1, "not complete", "write [[resource]] on a line"),
    ("[[resource]]", "[resource]]", 1, "not complete", "write [[resource]] on a line"),
    ("[[resource]]", '[[resource]] id = "a"', 1, "follows this heading", "new line after [[res"),
    (
        "[[resource.contacts]]",
        "[resource.a]\n[resource.a]",
        15,
        "already in line 14",
        "write [[resource.a]].",
    ),
    ('"A line"', "[" * 50, 3, "nested more than 40 deep", "use fewer levels."),
]


def test_a_slip_is_told_where_it_opens_with_its_fix(subtests):
    for old, new, line, problem, fix in SLIPS:
        with subtests.test(f"{old} {new} {line} {problem} {fix}"):
            text = RECORD.replace(old, new, 1)
            with pytest.raises(tomllib.TOMLDecodeError):
                tomllib.loads(text)

            first = diagnose(text, 10).slips[0]

            assert (first.line, problem in first.problem, fix in first.fix) == (line, True, True), (
                first
            )


def test_what_is_left_is_toml_with_the_same_lines(subtests):
    for old, new, line, problem, fix in SLIPS:
        with subtests.test(f"{old} {new} {line} {problem} {fix}"):
            text = f'[[resource]]\nid = "first"\n\n{RECORD.replace(old, new, 1)}'

            diagnosis = diagnose(text, 10)

            assert tomllib.loads(diagnosis.rest)["resource"][0] == {"id": "first"}
            assert diagnosis.rest.count("\n") == text.count("\n")
            # Without its heading a record has no place of its own.
            assert diagnosis.records == {("resource", int(line > 1))}


def test_several_slips_are_told_at_once():
    text = RECORD.replace('"A line"', "yes").replace('["support", ', '["support" ')

    assert [slip.line for slip in diagnose(text, 10).slips] == [3, 4]
    assert diagnose(text, 1).rest is None


def test_a_sound_text_has_no_slips():
    more = """a.b = 1_000
"quoted key" = -1.5e3
day = 2026-11-20T10:00:00Z
long = \"\"\"a "b" \\
 c\"\"\"
moment = 2026-11-20 10:00:00  # a note with \u201cquotes\u201d
lists = [
  [1],
  [[true]],
  "a=b",
  'c = d',
]
"""

    assert diagnose(RECORD + more, 10) == ((), RECORD + more, frozenset())


@given(st.text(alphabet="[]{}=\"'#,\n .a1-\\\u201c/:", max_size=60))
def test_any_text_is_read_to_its_end(text):
    diagnosis = diagnose(text, 100)

    assert diagnosis.rest is not None
    assert diagnosis.rest.count("\n") == text.count("\n")


@given(st.text(alphabet="[]{}=\"'#,\n .a1-\\", max_size=40))
def test_what_the_parser_reads_has_no_slips(text):
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return

    assert diagnose(text, 10).slips == ()


@pytest.mark.parametrize(
    "piece",
    [
        "a = [\n",
        "a = {\n",
        'a = "\n',
        "a = '''\n",
        "[[a\n",
        "a = [[[\n",
        "a b\n",
        "a = {b = [\n",
        '"\n',
    ],
)
def test_the_time_grows_with_the_length(piece):
    start = time.process_time()

    diagnose(piece * 20_000, 1_000_000)

    assert time.process_time() - start < 5


def test_a_key_with_half_a_character_stays_as_it_is_written():
    assert diagnose('"\\ud800" = 1\nname = \u201cA line\u201d\n', 5).slips[0].line == 2
