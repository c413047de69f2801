"""The marks of translators and readers in the comments of a PO file."""

import shutil
import subprocess
from datetime import date

import pytest

from takeaction.models.record import Reviewed
from takeaction.packs.reading.content import Marks
from takeaction.packs.reading.po import parse_po, read_marks, review_comment, translator_comment
from takeaction.vocabulary.records import ReviewScope

NURSE = Reviewed(
    by="Nurse, Example Charity",
    on=date(2026, 11, 1),
    scope=frozenset({ReviewScope.TRANSLATION}),
    paid=True,
    seal="3f2a9c1b04d5",
)
LINE = 'reviewed: by="Nurse, Example Charity" on=2026-11-01 paid=yes seal=3f2a9c1b04d5'


def test_a_mark_is_written_and_read_in_one_form():
    unpaid = Reviewed(by=NURSE.by, on=NURSE.on, scope=NURSE.scope, paid=False)

    assert review_comment(NURSE) == LINE
    assert read_marks([LINE]) == Marks(NURSE)
    assert read_marks([review_comment(unpaid), "by hand"]) == Marks(unpaid)
    assert read_marks(["Ask the group in Kent."]) == Marks()


def test_a_mark_that_a_tool_has_wrapped_is_still_one():
    words = LINE.split(" ")

    assert read_marks([f" {word}" for word in words]) == Marks(NURSE)


def test_the_last_of_several_reviews_counts():
    later = Reviewed(by="B", on=date(2026, 11, 2), scope=NURSE.scope)
    comments = [translator_comment("A. One"), LINE, translator_comment("B. Two")]

    assert read_marks([*comments, review_comment(later)]) == Marks(later, ("A. One", "B. Two"))
    assert read_marks(comments) == Marks(NURSE, ("A. One", "B. Two"))
    assert read_marks(comments[:1]) == Marks(None, ("A. One",))


@pytest.mark.parametrize(
    "comment",
    [
        "reviewed: yes",
        "reviewed: by=Nurse on=2026-11-01",
        'reviewed: by="Nurse"',
        'reviewed: by="Nurse" on=2026-02-30',
        'reviewed: by="Nurse" on=2026-11-01 paid=perhaps',
        'reviewed: by="Nurse" on=2026-11-01 seal=ab cd reviewed:',
        'reviewed: by="" on=2026-11-01',
    ],
    ids=["yes", "quotes", "day", "no-such-day", "paid", "second", "nobody"],
)
def test_a_mark_in_another_form_is_odd(comment):
    assert read_marks([comment]).review is None or "perhaps" in comment
    assert read_marks([comment]).is_odd == ("perhaps" not in comment)


def test_the_marks_of_an_entry_are_its_own():
    text = (
        'msgid ""\nmsgstr ""\n"Last-Translator: Ana  R <a@example.org>\\n"\n"Language: es\\n"\n\n'
        f'# {LINE}\nmsgid "a"\nmsgstr "b"\n\n'
        '# translated: by="Bo"\nmsgid "c"\nmsgstr "d"\n'
    )

    assert [entry.marks for entry in parse_po(text)] == [
        Marks(NURSE, ("Ana R",)),
        Marks(None, ("Bo",)),
    ]


@pytest.mark.parametrize(
    "name", ["FULL NAME <EMAIL@ADDRESS>", "", "<a@example.org>"], ids=["template", "none", "mail"]
)
def test_a_header_that_nobody_filled_in_names_nobody(name):
    text = f'msgid ""\nmsgstr "Last-Translator: {name}\\n"\n\nmsgid "a"\nmsgstr "b"\n'

    assert [entry.marks for entry in parse_po(text)] == [Marks()]


@pytest.mark.skipif(not shutil.which("msgmerge"), reason="gettext is not installed")
def test_gettext_keeps_a_mark(tmp_path):
    old, new = tmp_path / "es.po", tmp_path / "new.pot"
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    old.write_text(f'{head}# {LINE}\nmsgid "a"\nmsgstr "b"\n', encoding="utf-8")
    new.write_text(f'{head}msgid "a"\nmsgstr ""\n', encoding="utf-8")

    subprocess.run(["msgmerge", "-q", "-U", old, new], check=True)  # noqa: S603, S607 - our own

    assert [entry.marks for entry in parse_po(old.read_text("utf-8"))] == [Marks(NURSE)]


@pytest.mark.parametrize("comment", ['# reviewed: by="\n', '# translated: by="\n', f"# {LINE}\n"])
def test_an_entry_with_many_marks_is_read_in_linear_time(at_most, comment):
    # A file of nothing but marks costs no more than any other of its size.
    with at_most(seconds=2):
        list(parse_po(f'{comment * 20_000}msgid "a"\nmsgstr "b"\n'))
