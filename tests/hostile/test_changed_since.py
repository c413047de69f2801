"""S79: a number that changed after it was checked is unchecked again, whoever changed it.

A check says what it was of. Each test changes a contact as a hand, an import or a merge would.
"""

import json
from datetime import UTC, datetime

import make
import pytest

import takeaction
from takeaction import HelpQuery, find_help
from takeaction.cli import main as run
from takeaction.lock.held import pin_all
from takeaction.lock.lock import Lock
from takeaction.vocabulary.records import Method

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
CHECK = 'verified = { method = "called", on = 2026-11-20, by = "Achieng" }  # by phone\n'
LINE = f"""\
[[resource]]
id = "line"
name = "The line"
kind = "hotline"
purposes = ["support"]
regions = ["KE"]
source = {{ title = "A page", checked = 2026-11-20 }}
{CHECK}
[[resource.contacts]]
channel = "voice"
dial = "+254412345678"
display = "041 2345678"
[[resource.contacts]]
channel = "sms"
dial = "1195"
dial_region = "KE"
display = "1195"
keyword = "HELP"

[resource.contacts.verified]
method = "called"
on = 2026-11-21
"""
CHANGES = {
    "digits": [("+254412345678", "+254412345687"), ("041 2345678", "041 2345687")],
    "shown": [("041 2345678", "(041) 2345678")],
    "channel": [('channel = "voice"', 'channel = "tty"')],
    "keyword": [("HELP", "STOP")],
    "short": [("1195", "1196")],
}
CHANGED = {"digits": 0, "shown": 0, "channel": 0, "keyword": 1, "short": 1}


def project(write, text, **files):
    return write({"pack.toml": make.header("ke-line"), "resources.toml": text, **files}, "ke-line")


def load(folder, **options):
    return takeaction.load(paths=[folder], packs=[], at=AT, **options)


def changed(text, name):
    for old, new in CHANGES[name]:
        text = text.replace(old, new)
    return text


@pytest.fixture
def marked(write, capsys):
    """Return the folder of a pack whose checks say what they were of."""
    folder = project(write, LINE)
    run(["pack", "check", str(folder), "--fix"])
    capsys.readouterr()
    return folder


def methods(catalog):
    (record,) = catalog.resources.values()
    return [(contact.verified or record.verified).method for contact in record.contacts]


def test_s79_fix_writes_what_was_checked_and_changes_nothing_else(marked):
    text = (marked / "resources.toml").read_text()

    (record,) = load(marked).resources.values()
    assert len(record.verified.of.split()) == 1
    assert record.contacts[1].verified.of
    assert text.count("of = ") == 2
    assert "# by phone" in text
    assert methods(load(marked)) == [Method.CALLED, Method.CALLED]


@pytest.mark.parametrize("name", CHANGES)
def test_s79_a_contact_that_changed_is_unchecked_again(marked, name, capsys):
    file = marked / "resources.toml"
    file.write_text(changed(file.read_text(), name))

    catalog = load(marked)

    expected = [Method.CALLED, Method.CALLED]
    expected[CHANGED[name]] = Method.NONE
    assert methods(catalog) == expected
    assert [error.code for error in catalog.mistakes].count("contact.unchecked") == 1
    assert run(["pack", "due", str(marked), "--at", AT.isoformat()]) == 1
    assert "It has changed since somebody checked it" in " ".join(capsys.readouterr().out.split())


def test_s79_answers_say_that_nobody_checked_it(marked):
    file = marked / "resources.toml"
    file.write_text(changed(file.read_text(), "digits"))

    help_ = find_help(load(marked), HelpQuery("KE"), at=AT).as_json()

    ways = {way["contact"]: way for way in help_["lines"][0]["ways"]}
    assert ways["voice"]["verified"] == {
        "method": "none",
        "on": None,
        "by": None,
        "review_by": None,
    }
    assert ways["sms"]["verified"]["method"] == "called"


@pytest.mark.parametrize("name", CHANGES)
def test_s79_fix_never_writes_over_another(marked, name):
    file = marked / "resources.toml"
    file.write_text(changed(file.read_text(), name))
    before = file.read_text()

    run(["pack", "check", str(marked), "--fix"])

    assert file.read_text() == before


@pytest.mark.parametrize("earlier", ["lock", "build"])
def test_s79_fix_takes_no_check_that_is_older_than_the_number(write, earlier):
    folder = project(write, LINE)
    if earlier == "lock":
        (folder / "pyproject.toml").write_text("[project]\n")
        (folder / "takeaction.lock").write_text(
            pin_all(paths=[folder], packs=[], lock=Lock())[0].text()
        )
    else:
        (folder / "pyproject.toml").write_text("[project]\n")
        canonical = canonical_of(folder)
        (folder / "pack.json").write_bytes(canonical)
    file = folder / "resources.toml"
    file.write_text(changed(LINE, "digits"))

    run(["pack", "check", str(folder), "--fix"])

    assert file.read_text().count("of = ") == 1  # that of the other contact


def canonical_of(folder):
    from takeaction.limits import Limits
    from takeaction.packs.checking.pack import check
    from takeaction.packs.sources.discovery import pack_at

    return check(pack_at(folder), Limits()).canonical


@pytest.mark.parametrize("mode", ["warn", "enforce"])
@pytest.mark.parametrize("change", ["gone", "swapped"])
def test_s79_under_a_lock_the_mark_cannot_go(marked, mode, change):
    lock = pin_all(paths=[marked], packs=[], lock=Lock())[0]
    file = marked / "resources.toml"
    text = file.read_text()
    start = text.index(', of = "')
    text = text[:start] + text[text.index(" }", start) :]
    file.write_text(changed(text, "digits") if change == "swapped" else text)

    catalog = load(marked, lock=lock, lock_mode=mode)

    assert "lock.safety_changed" in [error.code for error in catalog.mistakes]
    if mode == "warn":
        assert methods(catalog) == [Method.NONE, Method.CALLED]
    else:
        assert not catalog.resources


def test_s79_the_diff_says_that_the_new_number_is_not_checked(write, tmp_path, capsys, monkeypatch):
    folder = project(write, LINE)
    lock = tmp_path / "takeaction.lock"
    lock.write_text(pin_all(paths=[folder], packs=[], lock=Lock())[0].text())
    (folder / "resources.toml").write_text(changed(LINE, "digits"))
    monkeypatch.setenv("TAKEACTION_PACKS", str(folder))

    run(["lock", "--diff", "--file", str(lock)])

    out = " ".join(capsys.readouterr().out.split())
    assert "was 041 2345678 checked 2026-11-20 by Achieng" in out
    assert "now 041 2345687 not checked since it changed" in out


# Attacks of our own: the mark of another contact, of another record, and a list of all numbers.


def test_a_mark_of_another_contact_is_none_of_this_one(marked):
    (record,) = load(marked).resources.values()
    file = marked / "resources.toml"
    mine, other = record.verified.of, record.contacts[1].verified.of
    file.write_text(file.read_text().replace(mine, other))

    assert methods(load(marked)) == [Method.NONE, Method.CALLED]


def test_a_new_contact_is_not_checked_by_an_old_call(marked):
    file = marked / "resources.toml"
    more = '[[resource.contacts]]\nchannel = "voice"\nid = "new"\n'
    more += 'dial = "+254412345699"\ndisplay = "041 2345699"\n'
    file.write_text(file.read_text() + more)

    assert methods(load(marked)) == [Method.CALLED, Method.CALLED, Method.NONE]


def test_an_email_that_changed_is_unchecked_too(write):
    text = LINE.replace(
        'channel = "voice"\ndial = "+254412345678"\ndisplay = "041 2345678"', "MAIL"
    )
    mail = 'channel = "email"\nemail = "{}@help.org"'
    folder = project(write, text.replace("MAIL", mail.format("ask")))
    run(["pack", "check", str(folder), "--fix"])
    file = folder / "resources.toml"
    file.write_text(file.read_text().replace("ask@", "asks@"))

    assert methods(load(folder)) == [Method.NONE, Method.CALLED]


def test_a_built_pack_keeps_the_mark(marked, write):
    content = json.loads(canonical_of(marked))
    contact = content["records"]["resource"]["line"]["contacts"][0]
    contact |= {"dial": "+254412345687", "display": "041 2345687"}
    built = write({"pack.json": json.dumps(content, sort_keys=True)}, "built")

    assert methods(load(built)) == [Method.NONE, Method.CALLED]
