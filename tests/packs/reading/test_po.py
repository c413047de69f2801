"""Translations in gettext PO."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.packs.reading.po import PoEntry, PoSyntaxError, parse_po

WHOLE = """\
# Spanish for the trial pack.
msgid ""
msgstr ""
"Language: es\\n"

#. What it is called.
#, fuzzy
msgctxt "line#name"
msgid "A line"
msgstr "Una línea"

msgctxt "line#note"
msgid ""
"Call "
"first."
msgstr ""
"Llame "
"antes.\\n"
"\\t\\"Gracias\\" \\\\"

#~ msgctxt "old#name"
#~ msgid "Old"
#~ msgstr "Viejo"

# The end.
"""


def test_entries_are_read_without_the_header_and_obsolete_ones():
    read = list(parse_po(WHOLE))

    assert read == [
        PoEntry("line#name", "A line", "Una línea", is_fuzzy=True, line=6),
        PoEntry(
            "line#note", "Call first.", 'Llame antes.\n\t"Gracias" \\', is_fuzzy=False, line=12
        ),
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", " \n", "\n\n"])
def test_entries_need_no_blank_line_between_them(line_end):
    text = line_end.join(
        [
            'msgctxt "a#name"',
            'msgid "A"',
            'msgstr "Á"',
            'msgctxt "b#name"',
            'msgid "B"',
            'msgstr "Be"',
            "#, fuzzy",
            'msgid "C"',
            'msgstr ""',
        ]
    ).replace("\n\n", "\n")

    read = [
        (entry.context, entry.source, entry.translation, entry.is_fuzzy) for entry in parse_po(text)
    ]

    assert read == [("a#name", "A", "Á", False), ("b#name", "B", "Be", False), ("", "C", "", True)]


def test_an_unusual_line_separator_inside_a_text_is_part_of_it():
    # U+2028 and U+0085 end no line of a file, so they do not cut a text in two.
    (entry,) = parse_po('msgid "a\u2028b"\nmsgstr "c\x85d"\n')

    assert (entry.source, entry.translation) == ("a\u2028b", "c\x85d")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("msgid A", 1),
        ('# remark\n\n"text without a keyword"', 3),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"', 2),
        ('msgid "a"\nmsgid_plural "b"', 2),
        ('msgid "a"\nmsgstr[0] "b"', 2),
        ('msgid "a" "b"', 1),
        ('msgid "a', 1),
        ('msgid "a"\nmsgstr "\\d"', 2),
        ('msgid "a"\nmsgstr "\\x1b"', 2),
        ('msgid "a"\nmsgstr "b\\"', 2),
    ],
    ids=[
        *("no-quotes", "no-keyword", "twice", "plural", "plural-text", "two-texts", "open"),
        *("unknown-escape", "hex-escape", "escaped-end"),
    ],
)
def test_invalid_po_is_refused_with_its_line(text, line):
    # Anything but keywords and texts in double quotes is refused, with its line.
    with pytest.raises(PoSyntaxError) as caught:
        list(parse_po(text))

    assert caught.value.line == line


def quoted(text):
    for sign, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(sign, escape)
    return f'"{text}"'


@given(st.lists(st.tuples(st.text(min_size=1), st.text(), st.booleans()), max_size=4))
def test_any_text_survives(texts):
    written = "".join(
        f"{'#, fuzzy' if is_fuzzy else ''}\nmsgctxt {quoted(f'{number}#name')}\n"
        f"msgid {quoted(source)}\nmsgstr {quoted(words)}\n"
        for number, (source, words, is_fuzzy) in enumerate(texts)
    )

    read = [(entry.source, entry.translation, entry.is_fuzzy) for entry in parse_po(written)]

    assert read == texts


@given(st.text(st.sampled_from('msgidctxtr "\\#~,\nfuzy'), max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        entries = list(parse_po(text))
    except PoSyntaxError as error:
        assert 1 <= error.line <= text.count("\n") + 1  # noqa: PT017
    else:
        assert all(entry.source or entry.context for entry in entries)


@pytest.mark.parametrize("line", ["# remark\n", '"text"\n', "#~ x\n"])
def test_a_file_of_one_huge_entry_is_read_in_linear_time(at_most, line):
    with at_most(seconds=2):
        read = list(parse_po(f'msgid "a"\nmsgstr "b"\n\nmsgid "c"\n{line * 50_000}'))

    assert read[0].source == "a"
