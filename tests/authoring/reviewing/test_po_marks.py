"""Reviews in PO: comments that are written and taken out without another change."""

from datetime import date

from takeaction.authoring.reviewing import with_text_reviews, without_name
from takeaction.packs.reading.content import make_review
from takeaction.packs.reading.po import parse_po

NURSE = make_review("Nurse, Kent", "2026-11-01", paid=True, seal="3f2a9c1b04d5")
MARK = '# reviewed: by="Nurse, Kent" on=2026-11-01 paid=yes seal=3f2a9c1b04d5\n'
ENTRY = '#: a.toml\nmsgctxt "a#name"\nmsgid "A"\nmsgstr "B"\n'


def test_a_mark_goes_with_the_other_comments_of_translators():
    text = f"# A word of caution.\n#: a.toml\n#, fuzzy, no-wrap\n{ENTRY[10:]}\n{ENTRY}"

    after = with_text_reviews(text, {"a#name": NURSE})

    head = f"# A word of caution.\n{MARK}#: a.toml\n#, no-wrap\n{ENTRY[10:]}"
    assert after == f"{head}\n{MARK}{ENTRY}"


def test_a_new_mark_takes_the_place_of_a_wrapped_one():
    wrapped = '# reviewed: by="Somebody\n# Else" on=2026-10-01\n# seal=0\n# A comment.\n'

    after = with_text_reviews(f"{wrapped}{ENTRY}", {"a#name": NURSE})

    assert after == f"# A comment.\n{MARK}{ENTRY}"


def test_the_older_source_goes_with_the_flag():
    text = f'#, fuzzy\n#| msgid "A"\n{ENTRY[10:]}'

    assert with_text_reviews(text, {"a#name": NURSE}) == f"{MARK}{ENTRY[10:]}"


def test_an_entry_without_comments_gets_its_first():
    text = f"{ENTRY[10:]}\n{ENTRY.replace('a#name', 'b#name')}".replace("\n", "\r\n")

    after = with_text_reviews(text, {"a#name": NURSE})

    assert after == f"{MARK}{ENTRY[10:]}\n{ENTRY.replace('a#name', 'b#name')}".replace("\n", "\r\n")
    assert [bool(entry.marks.review) for entry in parse_po(after)] == [True, False]


def test_a_name_is_taken_out_of_every_mark_and_no_other():
    others = '# translated: by="Nurse"\n# reviewed: yes\n'
    text = f'{MARK}{others}# translated: by="NURSE,  Kent"\n{ENTRY}\n{ENTRY}'

    assert without_name(text, "nurse, kent") == (f"{others}{ENTRY}\n{ENTRY}", 2, ())
    assert without_name(ENTRY, "nurse, kent") == (ENTRY, 0, ())


def test_a_name_is_taken_out_of_obsolete_entries_and_of_a_damaged_file():
    obsolete = '#~ msgctxt "b#name"\n#~ msgid "A"\n#~ msgstr "B"\n'
    text = f"{ENTRY}msgstr wrong\n\n{MARK}{obsolete}"

    assert without_name(text, "Nurse, Kent") == (f"{ENTRY}msgstr wrong\n\n{obsolete}", 1, ())


def test_a_name_that_is_left_in_a_comment_is_named():
    credit = "# Nurse, Kent <n@example.org>, 2026.\n"
    odd = "# reviewed: Nurse, Kent\n# Nurse, Kentish Town\n"
    texts = '#~ msgid "Nurse, Kent"\n#| msgid "Nurse, Kent"\nmsgid "Nurse, Kent"\n'

    after = without_name(f"{credit}{odd}{texts}", "nurse, kent")

    assert after == (f"{credit}{odd}{texts}", 0, (1, 2))


def test_the_last_translator_is_taken_out_of_the_header():
    head = 'msgid ""\nmsgstr ""\n'
    line = '"Last-Translator: Nurse, Kent <n@example.org>\\n"\n'
    text = f'{head}{line}"Language: es\\n"\n\n{ENTRY}'

    assert without_name(text, "Nurse, Kent") == (
        f'{head}"Language: es\\n"\n\n{ENTRY}',
        1,
        (),
    )
    assert without_name(text, "Nurse") == (text, 0, ())


def test_the_day_of_a_mark_is_that_of_the_reading():
    assert date.fromisoformat("2026-11-01") == NURSE.on
