"""``takeaction pack review``: a second reader signs what changed since it was last read."""

import json
import re
import unicodedata
from pathlib import Path

import pytest

from takeaction import load
from takeaction.cli.pack import review as screens
from takeaction.packs.reading.po import parse_po

AT = ("--at", "2026-11-24T15:00Z")
LATER = ("--at", "2027-11-24T15:00Z")
ME = ("--as", "Nurse, Example Charity", "--unpaid")
LINES = """\
# What people call.

[[resource]]
id = "guide"
name = "A guide"   # its own title
kind = "guide"
source = { title = "A page", url = "https://example.org/guide", dated = "2026" }

[[resource]]
# Called every month.
id = "line"
name = "Kent line"
kind = "hotline"
purposes = ["support"]
operator = "Kent Council"
operator_kind = "government"
regions = ["GB"]
source = { title = "A page" }
verified = { method = "called", on = 2026-11-20, by = "A. Reader" }

[[resource.contacts]]
channel = "voice"
dial = "+448081570123"
display = "0808 157 0123"
hours = "Mo-Fr 09:00-17:00"
zone = "Europe/London"
cost = "free"
languages = ["en"]
note = "Press 2 for Polish."
"""
SPANISH = """\
msgid ""
msgstr "Language: es\\n"

#: resources.toml
#, fuzzy
msgctxt "line#name"
msgid "Kent line"
msgstr "Línea de Kent"

# translated: by="Volunteer, Kent"
#, fuzzy, no-wrap
#| msgid "Press 2."
msgctxt "line#contacts[0].note"
msgid "Press 2 for Polish."
msgstr "Pulse 2 para polaco."

#, fuzzy
msgctxt "guide#name"
msgid "A guide"
msgstr "Una guía"
"""


@pytest.fixture
def kent(make_pack):
    pack = make_pack("kent", resources=LINES)
    header = pack / "pack.toml"
    text = header.read_text("utf-8").replace("schema = 1", 'schema = 1\nlanguages = ["en", "es"]')
    header.write_text(text, encoding="utf-8")
    (pack / "locale").mkdir()
    spanish = SPANISH.replace('#| msgid "Press 2."\n', "")
    (pack / "locale" / "es.po").write_text(spanish, encoding="utf-8")
    return pack


@pytest.fixture
def review(takeaction, terminal, kent):
    def run(*lines, options=(*ME, *AT)):
        asked = terminal(*lines)
        return takeaction("pack", "review", kent, *options), asked

    return run


def plain(ran):
    return " ".join(re.sub(r"\x1b\[[0-9]m", "", ran.out).split())


def written(pack):
    return (pack / "resources.toml").read_text("utf-8")


def marks(pack, at=AT[1]):
    """Return who has read which part of which record, as an answer would say."""
    from datetime import datetime

    catalog = load(paths=[pack], packs=[], at=datetime.fromisoformat(at))
    assert catalog.mistakes == ()
    return {
        record.local_id: (
            record.reviewed.by,
            str(record.reviewed.on),
            sorted(record.reviewed.scope),
        )
        for record in catalog
        if record.reviewed
    }


def test_a_number_is_read_first_and_each_answer_becomes_a_mark(review, kent):
    before = written(kent)

    ran, asked = review("y", "y", "y", "y")

    assert (ran.code, ran.err) == (0, "")
    text = " ".join(ran.out.split())
    parts = ["1 of 2: line (resources.toml:9)", "0808 157 0123", "dials +448081570123"]
    parts += ["hours: Mo-Fr 09:00-17:00 (Europe/London)", "price: free", "languages: English"]
    parts += ["Who answers: Kent Council, a government office", "name: Kent line"]
    parts += ["contacts[0].note: Press 2 for Polish.", "2 of 2: guide (resources.toml:3)"]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert "numbers, addresses and hours are right?" in asked[1]
    assert "true, clear and safe" in asked[2]
    assert marks(kent) == {
        "line": ("Nurse, Example Charity", "2026-11-24", ["digits", "wording"]),
        "guide": ("Nurse, Example Charity", "2026-11-24", ["wording"]),
    }
    after = written(kent)
    assert [row for row in after.split("\n") if not row.startswith("reviewed =")] == (
        before.split("\n")
    )
    assert "paid = false" in after
    assert max(map(len, re.sub(r"\x1b\[[0-9]m", "", ran.out).splitlines())) <= 80


def test_everything_that_a_mark_covers_is_shown(review, kent):
    text = written(kent).replace(
        'note = "Press 2',
        'shares_with = ["police"]\nanonymous = false\ninterpreter = ["mul"]\nnote = "Press 2',
    )
    links = 'links = [{ title = "How", url = "https://example.org/how" }]\n'
    path = kent / "resources.toml"
    path.write_text(text.replace("regions =", f"{links}regions ="), encoding="utf-8")

    ran, _ = review("y", "q")

    shown = plain(ran)
    for part in (
        *("shares with: police", "anonymous: no", "interpreter: mul", "regions: GB"),
        *("kind: hotline", "purposes: support", "links[0].url: https://example.org/how"),
    ):
        assert part in shown, part
    assert shown.count("Kent Council") == 1
    assert "A. Reader" not in shown


def test_it_names_nobody_who_has_not_agreed(review, kent):
    before = written(kent)

    ran, asked = review("n")

    text = " ".join(ran.out.split())
    assert 'The pack will name you as "Nurse, Example Charity"' in text
    assert "that you were not paid" in text
    assert '--withdraw "Nurse, Example Charity"' in text
    assert "Editions that were published before keep it." in text
    assert "Do you agree to be named like that?" in asked[0]
    assert "Then nothing is written." in text
    assert written(kent) == before


def test_name_and_pay_are_asked_for_if_the_call_does_not_say(review, kent):
    ran, asked = review("", "?", 'The "Nurse"', "Example", "Nurse, Kent", "y", "y", "q", options=AT)

    assert [question[4:12] for question in asked[:6]] == [
        *["Your rol"] * 5,
        "Are you ",
    ]
    text = " ".join(ran.out.split())
    assert "Write a role and an organisation" in text
    assert "without quotation marks" in text
    assert '"Example" published or wrote this pack' in text
    assert "that you were paid" in text
    assert marks(kent) == {}


@pytest.mark.parametrize("lines", [(), ("y",), ("y", "y"), ("y", "q"), ("y", "y", "quit")])
def test_it_can_be_left_at_any_question(review, kent, lines):
    before = written(kent)

    ran, _ = review(*lines)

    assert (ran.code, ran.err) == (0, "")
    assert written(kent) == before
    if lines:
        assert "To go on, run the same command again" in ran.out


def test_ctrl_c_keeps_what_was_signed(review, kent, monkeypatch):
    answers = iter(["y", "y", "y"])

    def read(_):
        try:
            return next(answers)
        except StopIteration:
            raise KeyboardInterrupt from None

    review("q")
    monkeypatch.setattr("builtins.input", read)
    from takeaction.cli import main

    assert main(["pack", "review", str(kent), *ME, *AT]) == 0
    assert list(marks(kent)) == ["line"]


def test_it_goes_on_where_it_stopped(review, kent):
    review("y", "s", "y")
    first = marks(kent)

    ran, _ = review("y", "y", "y")
    done, _ = review()

    assert list(first) == ["guide"]
    assert "1 of 1: line" in ran.out
    assert "There is nothing to read" in done.out
    assert sorted(marks(kent)) == ["guide", "line"]


def test_an_answer_that_is_none_is_asked_for_again(review, kent):
    ran, asked = review("y", "perhaps", "no", "yes", "q")

    assert len(asked) == 5
    assert "Type y for yes, n for no" in ran.out
    assert marks(kent)["line"][2] == ["wording"]
    assert "Not right: line in resources.toml (digits)" in ran.out


def test_after_a_change_the_same_record_comes_again(review, kent):
    review("y", "y", "y", "y")
    path = kent / "resources.toml"
    text = (
        written(kent).replace("0123", "0124").replace("on = 2026-11-20, by", "on = 2027-11-20, by")
    )
    path.write_text(text, encoding="utf-8")

    ran, _ = review("y", "y", "y", options=("--as", "Interpreter, Kent", "--paid", *LATER))

    shown = " ".join(ran.out.split())
    assert "1 of 1: line" in shown
    assert "Read by Nurse, Example Charity on 2026-11-24. It has changed since" in shown
    assert marks(kent, LATER[1]) == {
        "line": ("Interpreter, Kent", "2027-11-24", ["digits", "wording"]),
        "guide": ("Nurse, Example Charity", "2026-11-24", ["wording"]),
    }
    assert written(kent).count("reviewed =") == 2


def test_with_the_clock_a_year_ahead_due_lists_what_review_has_signed(review, kent, takeaction):
    review("y", "y", "y", "y")

    now = takeaction("pack", "due", kent, *AT)
    due = takeaction("pack", "due", kent, *LATER)
    unread, _ = review(options=(*ME, *LATER))

    assert (now.code, now.out) == (0, "Nothing is due.\n")
    assert due.code == 1
    assert "kent:line (voice): due since 2027-02-18" in plain(due)
    assert "0808 157 0123. Run by Kent Council. Last checked on 2026-11-20" in plain(due)
    assert "There is nothing to read" in unread.out


def test_a_mark_that_says_more_is_kept(review, kent):
    review("y", "y", "n", "q")
    before = written(kent)

    ran, _ = review("y", "n", "y", "q", options=("--as", "B", "--paid", *AT))

    assert "The mark of Nurse, Example Charity stays: it says more." in " ".join(ran.out.split())
    assert written(kent) == before
    assert marks(kent)["line"][2] == ["digits"]


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--as", "Example"), "published or wrote this pack"),
        (("--as", "Nurse, Example"), "published or wrote this pack"),
        (("--as", " "), "Write a role and an organisation"),
        (("--as", "x" * 121), "one line of up to 120 characters"),
        (("--as", "a\x1b[2J"), "one line of up to 120 characters"),
        (("--paid", "--unpaid"), "not allowed with"),
        (("--language", "es", "--language", "fr"), "Name one language"),
        (("--language", "fr"), "has no translation into fr"),
        (("--language", "en"), "the pack is written in en"),
    ],
    ids=["publisher", "at", "empty", "long", "escape", "both", "two", "none", "own"],
)
def test_a_wrong_call_is_refused(review, kent, options, problem):
    before = written(kent)
    more = () if "--as" in options or "--paid" in options else ME

    ran, asked = review(options=(*options, *more))

    assert (ran.code, asked) == (2, [])
    assert problem in ran.err
    assert written(kent) == before


def test_the_author_of_the_project_reads_nothing_either(review, kent):
    # The project file names them, so no git is needed.
    (kent / "pyproject.toml").write_text(
        '[project]\nauthors = [{ name = "Ana R" }, { email = "a@example.org" }]\n', encoding="utf-8"
    )

    ran, asked = review(options=("--as", "ana r", *AT))

    assert (ran.code, asked) == (2, [])
    assert '"ana r" published or wrote this pack' in ran.err


@pytest.mark.parametrize("project", ["[project]\n", "a = [", '[project]\nauthors = "Ana"\n'])
def test_a_project_file_that_names_nobody_stops_nobody(review, kent, project):
    (kent / "pyproject.toml").write_text(project, encoding="utf-8")

    ran, _ = review("n")

    assert ran.code == 0


def test_who_called_a_line_does_not_sign_it(review, kent):
    ran, _ = review("y", "y", "q", options=("--as", "A. Reader", "--unpaid", *AT))

    assert "You wrote or checked 1 of the records or texts yourself" in " ".join(ran.out.split())
    assert list(marks(kent)) == ["guide"]


def test_a_script_is_told_to_ask_for_the_list(takeaction, kent):
    ran = takeaction("pack", "review", kent, *ME, *AT)
    listed = takeaction("pack", "review", kent, "--json", *AT)

    assert ran.code == 2
    assert "needs a terminal" in ran.err
    assert listed.code == 1
    assert json.loads(listed.out) == {
        "records": [
            {
                "id": "kent:line",
                "file": "resources.toml",
                "line": 9,
                "parts": ["digits", "wording"],
            },
            {"id": "kent:guide", "file": "resources.toml", "line": 3, "parts": ["wording"]},
        ],
        "translations": [],
        "own": 0,
    }


def test_a_pack_that_cannot_be_read_is_named_with_its_line(review, kent):
    (kent / "resources.toml").write_text("[[resource]\n", encoding="utf-8")

    ran, asked = review()
    listed = review(options=("--json", *AT))[0]
    spanish = review(options=("--json", "--language", "es", *AT))[0]

    assert (ran.code, listed.code, spanish.code, asked) == (1, 1, 1, [])
    assert "resources.toml:1: " in ran.out


def test_an_archive_is_refused(takeaction, terminal, tmp_path):
    ran = takeaction("pack", "review", tmp_path / "a.whl", "--json")
    taken = takeaction("pack", "review", tmp_path / "a.whl", "--withdraw", "A")
    asked = terminal()
    sat = takeaction("pack", "review", tmp_path / "a.whl")

    assert (ran.code, taken.code, sat.code) == (2, 2, 2)
    assert asked == []
    assert "is an archive. Fix: name the folder of the pack." in sat.err
    assert "is an archive. Fix: name the folder of the pack." in ran.out
    assert "is an archive. Fix: name the folder of the pack." in taken.err


def test_a_record_that_is_left_out_is_told_before_reading(review, kent):
    path = kent / "resources.toml"
    path.write_text(written(kent).replace('kind = "guide"', 'kind = "gide"'), encoding="utf-8")

    ran, _ = review("q")

    assert "shape.unknown_word" in ran.out


# While somebody reads


def test_a_file_that_changed_meanwhile_is_not_touched(review, kent, monkeypatch):
    path = kent / "resources.toml"
    changes = iter([written(kent).replace("0123", "0129"), "[[resource]\n"])

    def show(*_):
        path.write_text(next(changes), encoding="utf-8")

    monkeypatch.setattr(screens, "show_unread_record", show)
    ran, _ = review("y", "y", "y", "y")

    assert ran.out.count("has changed while you read") == 2
    assert written(kent) == "[[resource]\n"


def test_a_file_that_is_gone_meanwhile_is_a_plain_error(review, kent, monkeypatch):
    monkeypatch.setattr(
        screens, "show_unread_record", lambda *_: (kent / "resources.toml").unlink()
    )
    ran, _ = review("y", "y", "y")

    assert ran.code == 2
    assert "cannot be read: FileNotFoundError." in ran.err


def test_a_record_without_a_place_for_a_mark_gets_it_by_hand(review, kent):
    flat = 'resource = [{ id = "a", name = "A", kind = "guide", source = { title = "P" } }]\n'
    (kent / "resources.toml").write_text(flat, encoding="utf-8")
    (kent / "locale" / "es.po").unlink()

    ran, _ = review("y", "y")

    assert written(kent) == flat
    assert "There is no place for your mark" in ran.out
    assert 'reviewed = { by = "Nurse, Example Charity"' in " ".join(ran.out.split())
    assert "0 of 1 record got your mark." in ran.out


# Translations


def spanish(pack):
    text = (pack / "locale" / "es.po").read_text("utf-8")
    return {entry.context: entry for entry in parse_po(text)}


ES = (*ME, "--language", "es", *AT)


def test_a_translation_is_signed_beside_its_original(review, kent):
    ran, asked = review("y", "y", "y", options=ES)

    text = plain(ran)
    assert "1 of 2: A guide (locale/es.po:16)" in text
    assert "2 of 2: Kent line (locale/es.po:4)" in text
    assert "1. Kent line Línea de Kent 2." in text
    assert "Press 2 for Polish. Pulse 2 para polaco. by Volunteer, Kent" in text
    assert "say the same as the original" in asked[1]
    entries = spanish(kent)
    assert [entry.marks.review.by for entry in entries.values()] == ["Nurse, Example Charity"] * 3
    assert not any(entry.is_fuzzy for entry in entries.values())
    catalog = load(paths=[kent], packs=[])
    words = catalog.get("kent:line").contacts[0].note.pick(["es"])
    assert catalog.mistakes == ()
    assert (words.text, words.reviewed) == ("Pulse 2 para polaco.", True)
    after = (kent / "locale" / "es.po").read_text("utf-8")
    assert "#, no-wrap" in after
    assert "#: resources.toml" in after


def test_a_mark_above_moves_the_entries_below(review, kent):
    path = kent / "locale" / "es.po"
    head, name, note, guide = path.read_text("utf-8").split("\n\n")
    guide = guide.removeprefix("#, fuzzy\n")
    path.write_text(f"{head}\n\n{guide}\n{name}\n\n{note}\n", encoding="utf-8")

    ran, _ = review("y", "y", "y", options=ES)

    assert "2 of 2 records got your mark." in ran.out
    assert all(entry.marks.review for entry in spanish(kent).values())


def test_translations_that_are_wrong_stay_unreviewed(review, kent):
    order = review(options=(*ES, "--json"))[0]
    first = json.loads(order.out)["translations"][0]["key"].partition("#")[0]
    lines = ("n", "7", "x", "2", "y") if first == "line" else ("y", "n", "7", "x", "2")

    ran, _ = review("y", *lines, options=ES)

    assert [key for key, entry in spanish(kent).items() if entry.marks.review] == [
        "line#name",
        "guide#name",
    ]
    assert "Type numbers from 1 to 2" in ran.out
    assert "Not right: line#contacts[0].note in locale/es.po" in ran.out


def test_all_translations_of_a_record_may_be_wrong(review, kent):
    before = (kent / "locale" / "es.po").read_text("utf-8")

    ran, _ = review("y", "n", "", "n", "", options=ES)

    assert (kent / "locale" / "es.po").read_text("utf-8") == before
    assert "0 of 2 records got your mark." in ran.out


def test_a_translator_does_not_sign_their_own_words(review, kent):
    me = ("--as", "Volunteer, Kent", "--unpaid", "--language", "es", *AT)

    ran, _ = review("y", "y", "y", options=me)

    assert "You wrote or checked 1 of" in ran.out
    assert spanish(kent)["line#contacts[0].note"].marks.review is None
    assert spanish(kent)["line#name"].marks.review is not None


def test_a_translation_that_changed_meanwhile_is_not_signed(review, kent, monkeypatch):
    path = kent / "locale" / "es.po"

    text = path.read_text("utf-8")
    changed = text.replace("Línea", "La línea").replace("Una guía", "La guía")
    monkeypatch.setattr(
        screens, "show_unread_texts", lambda *_: path.write_text(changed, encoding="utf-8")
    )

    ran, _ = review("y", "y", "y", options=ES)

    assert ran.out.count("has changed while you read") == 2
    assert path.read_text("utf-8") == changed


def test_a_translation_file_that_is_damaged_meanwhile_is_not_touched(review, kent, monkeypatch):
    path = kent / "locale" / "es.po"

    monkeypatch.setattr(
        screens, "show_unread_texts", lambda *_: path.write_text("msgid half", encoding="utf-8")
    )

    ran, _ = review("y", "y", "y", options=ES)

    assert (ran.code, ran.out.count("has changed while you read")) == (0, 2)
    assert path.read_text("utf-8") == "msgid half"


def test_a_mark_of_a_translation_with_split_accents_counts(review, kent):
    path = kent / "locale" / "es.po"
    path.write_text(unicodedata.normalize("NFD", path.read_text("utf-8")), encoding="utf-8")

    review("y", "y", "y", options=ES)

    catalog = load(paths=[kent], packs=[])
    assert "content.stale_review" not in [error.code for error in catalog.mistakes]
    assert "Línea" in str(catalog.resources["kent:line"].name.pick(["es"]))
    assert catalog.resources["kent:line"].name.pick(["es"]).reviewed


@pytest.mark.parametrize("then", ["q", "s"])
def test_a_no_is_listed_even_if_the_reader_stops_then(review, kent, then):
    before = written(kent)

    ran, _ = review("y", "n", then, *"q" * (then == "s"))

    assert "Not right: line in resources.toml (digits)" in plain(ran)
    assert written(kent) == before


# Withdrawal


def test_a_name_is_taken_back_from_every_mark(review, kent, takeaction):
    before = written(kent), (kent / "locale" / "es.po").read_text("utf-8").replace("fuzzy, ", "")
    review("y", "y", "y", "y")
    review("y", "y", "y", options=ES)

    taken = takeaction("pack", "review", kent, "--withdraw", "nurse, example charity")
    again = takeaction("pack", "review", kent, "--withdraw", "Nurse, Example Charity", "--json")

    assert (taken.code, taken.err) == (0, "")
    assert taken.out.startswith('5 marks of "nurse, example charity" removed.\n')
    assert "editions that are out keep the name" in taken.out
    assert json.loads(again.out) == {"removed": 0, "by_hand": []}
    assert written(kent) == before[0]
    assert "Nurse" not in "".join(
        path.read_text("utf-8") for path in kent.rglob("*.*") if path.is_file()
    )
    assert spanish(kent)["line#name"].marks.review is None


def test_a_translator_is_taken_back_too(kent, takeaction):
    path = kent / "locale" / "es.po"
    text = path.read_text("utf-8")
    head = r'msgstr "Language: es\n"'
    header = f'msgstr ""\n"Last-Translator: Volunteer, Kent <v@example.org>\\n"\n{head[7:]}'
    path.write_text(text.replace(head, header), encoding="utf-8")

    ran = takeaction("pack", "review", kent, "--withdraw", "Volunteer, Kent")

    assert ran.out.startswith("2 marks")
    assert path.read_text("utf-8") == text.replace(head, f'msgstr ""\n{head[7:]}').replace(
        '# translated: by="Volunteer, Kent"\n', ""
    )


def test_a_file_that_cannot_be_changed_is_named(kent, takeaction):
    (kent / "actions.toml").write_text('[[action]\nby = "Nurse"\n', encoding="utf-8")
    (kent / "goods.toml").write_text("[[good]\n", encoding="utf-8")
    deep = f'a = {"[" * 20_000}"Nurse"'
    (kent / "labels.toml").write_text(deep, encoding="utf-8")
    flat = '[[resource]]\nid = "a"\nx = { reviewed = { by = "Nurse" } }\n'
    (kent / "resources.toml").write_text(flat, encoding="utf-8")

    ran = takeaction("pack", "review", kent, "--withdraw", "Nurse")
    as_json = takeaction("pack", "review", kent, "--withdraw", "Nurse", "--json")

    assert ran.code == 1
    assert "Remove it yourself in actions.toml: we can't change that safely." in ran.out
    assert "goods.toml" not in ran.out
    assert json.loads(as_json.out) == {
        "removed": 0,
        "by_hand": ["actions.toml", "labels.toml", "resources.toml:3"],
    }
    assert written(kent) == flat
    assert Path(kent / "actions.toml").read_text("utf-8").startswith("[[action]\n")


def test_an_action_has_no_digits_to_check(review, kent, one):
    (kent / "actions.toml").write_text(one, encoding="utf-8")
    text = written(kent).replace('\nhours = "Mo-Fr 09:00-17:00"\nzone = "Europe/London"', "")
    text = text.replace(
        'channel = "voice"\ndial = "+448081570123"', 'channel = "sms"\ndial = "88850"'
    )
    text = text.replace('display = "0808 157 0123"', 'display = "88850"\ndial_region = "GB"')
    (kent / "resources.toml").write_text(
        text.replace("display", 'keyword = "HELP"\ndisplay'), encoding="utf-8"
    )

    ran, asked = review("y", "n", "n", "n", "n")

    assert "sms: HELP to 88850 inside GB; hours: unknown" in plain(ran)
    assert "of 3: one (actions.toml:1)" in plain(ran)
    assert len(asked) == 5
    assert "0 of 3 records got your mark." in ran.out
    assert marks(kent) == {}


def test_a_record_is_called_by_its_name(review, kent):
    # Also if nothing but one of its notes is translated.
    path = kent / "locale" / "es.po"
    path.write_text(
        'msgctxt "line#contacts[0].note"\nmsgid "Press 2 for Polish."\n'
        'msgstr "Pulse 2 para polaco."\n',
        encoding="utf-8",
    )

    ran, _ = review("y", "q", options=ES)

    assert "1 of 1: Kent line" in plain(ran)


def test_a_built_pack_with_the_name_is_to_be_built_again(kent, takeaction):
    (kent / "pack.json").write_text('{"by": "Nurse"}', encoding="utf-8")

    ran = takeaction("pack", "review", kent, "--withdraw", "Nurse")

    assert (ran.code, "Remove it yourself in pack.json" in ran.out) == (1, True)


@pytest.mark.parametrize("name", ["", "  ", "...", "-"])
def test_no_name_is_taken_back_from_nothing(kent, takeaction, name):
    before = {path: path.read_bytes() for path in kent.rglob("*.*")}

    ran = takeaction("pack", "review", kent, f"--withdraw={name}")

    assert ran.code == 2
    assert "there is no name to take back. Fix: write it as it is in the marks." in ran.err
    assert {path: path.read_bytes() for path in kent.rglob("*.*")} == before


def test_a_name_that_is_left_in_a_translation_is_pointed_out(kent, takeaction):
    # A credit among the comments is no mark, but it does name somebody.
    path = kent / "locale" / "es.po"
    path.write_text(f"\ufeff# Nurse, 2026.\n{path.read_text('utf-8')}", encoding="utf-8")

    ran = takeaction("pack", "review", kent, "--withdraw", "Nurse")

    assert ran.code == 1
    assert "Remove it yourself in locale/es.po:1" in ran.out
    assert path.read_text("utf-8").startswith("\ufeff# Nurse, 2026.\n")


def test_a_folder_that_is_not_there_is_a_wrong_call(takeaction, tmp_path):
    ran = takeaction("pack", "review", tmp_path / "none", "--withdraw", "Nurse")
    unread = takeaction("pack", "review", tmp_path / "none", "--json")

    assert (ran.code, unread.code) == (2, 1)
    assert "there is no such folder." in ran.err
    assert not (tmp_path / "none").exists()


def test_other_files_of_a_pack_are_left_alone(kent, takeaction):
    (kent / "README.md").write_text("Nurse\n", encoding="utf-8")

    ran = takeaction("pack", "review", kent, "--withdraw", "Nurse")

    assert ran.out == '0 marks of "Nurse" removed.\n'
    assert (kent / "README.md").read_text("utf-8") == "Nurse\n"


def test_our_own_sentences_are_read_with_the_rest(review, kent):
    english = "No answer? Try again later. You can hang up any time."
    entry = f'msgctxt "@takeaction#lines.one"\nmsgid "{english}"\nmsgstr "Nikt nie odbiera?"\n'
    (kent / "locale" / "pl.po").write_text(entry, encoding="utf-8")

    ran, _ = review("y", "q", options=(*ME, "--language", "pl", *AT))

    assert "1 of 1: The first sentences of an answer (locale/pl.po:1)" in plain(ran)
    assert f"1. {english} Nikt nie odbiera?" in plain(ran)
