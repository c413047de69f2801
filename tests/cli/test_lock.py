"""``takeaction lock``: pin the content of packs, and report changes."""

import json
import re

import attrs
import pytest

from takeaction import Lock, load
from takeaction.lock.lines import LOCK_FILE

AT = ("--at", "2026-11-24T15:00Z")
REVIEWER = ("--reviewer", "A. Reviewer", *AT)
HOW = "    takeaction lock --accept PACK --reviewer NAME"


def change_number(edit):
    edit("resources", ("+18885550100", "+18885550101"), ("1-888-555-0100", "1-888-555-0101"))


NUMBER = """\
PACK first  no version -> no version                 1 change, 1 SAFETY-CRITICAL
  !! The Helpline: phone number changed
       was  1-888-555-0100   checked (no date given)
       now  1-888-555-0101   not checked since it changed
       differs in 1 digit. Call the old number, and find the new one on the
       organisation's own site, before you accept this.
"""

LOST = "No contact left for US in en, es, mul, und.\n"


def test_the_first_lock_pins_everything_as_it_is(lock, folder):
    ran = lock()

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "takeaction.lock: 1 pack, 114 safety-critical values.\n"
        "Nobody has reviewed them yet. Once you have, say so:\n"
        f"{HOW}\n"
    )
    (pack,) = Lock.read(folder / "takeaction.lock").packs
    assert (pack.id, pack.reviewer, pack.accepted) == ("first", None, None)
    assert pack.values["resource helpline contacts[voice].dial"] == "+18885550100"


def test_a_first_lock_may_name_its_reviewer(lock, folder):
    ran = lock(*REVIEWER)

    assert ran.out == "takeaction.lock: 1 pack, 114 safety-critical values.\n"
    (pack,) = Lock.read(folder / "takeaction.lock").packs
    assert (pack.reviewer, str(pack.accepted)) == ("A. Reviewer", "2026-11-24")


def test_the_lock_file_may_be_anywhere(lock, folder):
    assert lock("--file", "other.lock").code == 0
    assert lock("--check", "--file", "other.lock").code == 0
    assert [path.name for path in folder.iterdir()] == ["other.lock"]


@pytest.mark.parametrize("form", ["--check", "--diff"])
def test_unchanged_packs_exit_with_0(lock, locked, form):
    before = locked.read_bytes()

    ran = lock(form)

    assert (ran.code, ran.out, ran.err) == (0, "1 pack: nothing changed.\n", "")
    assert locked.read_bytes() == before


def test_check_reports_a_change_in_one_line_and_exits_with_1(lock, locked, edit):
    del locked
    change_number(edit)

    ran = lock("--check")

    assert (ran.code, ran.out) == (1, "first: 1 change, 1 SAFETY-CRITICAL\n")


def test_diff_describes_a_changed_number_in_plain_words(lock, locked, edit):
    before = locked.read_bytes()
    change_number(edit)

    ran = lock("--diff")

    (pack,) = Lock.read(locked).packs
    told, accept = ran.out.splitlines(keepends=True)[:-2], ran.out.splitlines()[-1]
    assert (ran.code, "".join(told)) == (1, NUMBER)
    assert re.fullmatch("    takeaction lock --accept first@sha256:[0-9a-f]{64} .*NAME", accept)
    assert pack.digest not in accept
    assert locked.read_bytes() == before


def test_a_later_lock_refuses_safety_critical_changes(lock, locked, edit):
    before = locked.read_bytes()
    change_number(edit)

    ran = lock()

    assert ran.code == 1
    assert ran.out == f"{NUMBER}Not accepted: first. To accept one:\n{HOW}\n"
    assert locked.read_bytes() == before


def test_a_later_lock_accepts_new_wording_and_keeps_the_reviewer(lock, locked, edit):
    before = Lock.read(locked).packs[0]
    edit(
        "actions",
        ("A letter tells those who decide what you want them to do.", "A letter tells them."),
    )

    differs = lock("--check")
    ran = lock()

    assert (differs.code, differs.out) == (1, "first: 1 change\n")
    assert (ran.code, ran.out) == (0, "takeaction.lock: 1 pack.\n")
    (pack,) = Lock.read(locked).packs
    assert pack.digest != before.digest
    assert (pack.reviewer, pack.accepted) == (before.reviewer, before.accepted)
    assert lock("--check").code == 0


def test_a_named_person_accepts_a_change(lock, locked, edit):
    change_number(edit)

    ran = lock("--accept", "first", "--reviewer", " Zoe\u0308 ", "--at", "2026-12-01T00:30+02:00")

    assert (ran.code, ran.out) == (0, f"{NUMBER}Accepted: first.\n")
    (pack,) = Lock.read(locked).packs
    assert pack.values["resource helpline contacts[voice].dial"] == "+18885550101"
    assert (pack.reviewer, str(pack.accepted)) == ("Zo\u00eb", "2026-12-01")
    assert lock("--check").code == 0


def test_a_named_person_accepts_an_unchanged_pack(lock, folder):
    assert lock().code == 0

    ran = lock("--accept", "first", *REVIEWER)

    assert (ran.code, ran.out) == (0, "Accepted: first.\n")
    assert Lock.read(folder / "takeaction.lock").packs[0].reviewer == "A. Reviewer"


def test_a_new_pack_is_accepted_only_by_name(lock, locked, make_pack):
    new = make_pack("second", vendors=VENDOR)

    refused = lock(packs=[new])
    accepted = lock("--accept", "second", *REVIEWER, packs=[new])

    text = (
        "PACK second  nothing -> no version                  2 changes, 2 SAFETY-CRITICAL\n"
        "  !! The pack itself: new\n"
        "       and 1 more safety-critical value: --json lists them.\n"
        "       Ask whoever publishes the pack why, before you accept this.\n"
        "  !! Fair Shop: new\n"
        "       now  https://example.org/shop\n"
        "       and 1 more safety-critical value: --json lists them.\n"
        "       Ask whoever publishes the pack why, before you accept this.\n"
    )
    assert (refused.code, refused.out) == (
        1,
        f"{text}Not accepted: second. To accept one:\n{HOW}\n",
    )
    assert (accepted.code, accepted.out) == (0, f"{text}Accepted: second.\n")
    assert [pack.id for pack in Lock.read(locked).packs] == ["first", "second"]
    assert lock("--check").out == "second: in the lock, and not installed\n"
    assert lock("--check", "--file", "takeaction.lock", packs=[new]).code == 0


VENDOR = """\
[[vendor]]
id = "fair-shop"
name = "Fair Shop"
kind = "retailer"
url = "https://example.org/shop"
source = { title = "Its page" }
"""


def test_a_missing_pack_is_reported_with_the_lost_contacts(lock, locked, takeaction):
    gone = takeaction("lock", "--diff", packs="none")
    ran = takeaction("lock", packs="none")
    out = takeaction("lock", "--accept", "first", *REVIEWER, packs="none")

    assert gone.code == ran.code == 1
    heading, *lines = gone.out.splitlines()
    assert heading.startswith("PACK first  no version -> not installed ")
    assert "  !! The Helpline: gone" in lines
    assert "       was  1-888-555-0100   checked (no date given)" in lines
    assert gone.out.endswith(LOST)
    assert "Nobody will find it here any more." in " ".join(gone.out.split())
    assert out.code == 0
    assert Lock.read(locked).packs == ()
    assert lock("--check").out == "first: not in the lock\n"


def test_a_broken_pack_is_left_out_and_does_not_stop_the_lock(lock, folder, make_pack, takeaction):
    broken = make_pack("second", vendors="[[vendor]]\nid = ")

    ran = lock(packs=[broken])
    again = lock("--check", packs=[broken])

    assert (ran.code, again.code) == (1, 1)
    assert ran.err.startswith("Something was left out of ")
    assert ran.err.endswith(". See: takeaction doctor\n")
    assert [pack.id for pack in Lock.read(folder / "takeaction.lock").packs] == ["first"]
    assert takeaction("lock", "--check", packs=[broken]).code == 1


def test_an_answer_keeps_to_a_lock(takeaction, ours, locked, edit):
    change_number(edit)

    ran = takeaction("find-help", "--region", "US", "--lock", locked, packs=[ours])
    free = takeaction("find-help", "--region", "US", packs=[ours])

    assert "555-0101" not in ran.out
    assert ran.err.startswith("Something was left out of first. See: takeaction doctor --lock ")
    assert "1-888-555-0101" in free.out


def test_doctor_reports_differences_from_a_lock(takeaction, ours, locked, edit):
    change_number(edit)

    ran = takeaction("doctor", "--lock", locked, packs=[ours])
    plain = takeaction("doctor", "--lock", locked, "--json", packs=[ours])

    assert ran.code == plain.code == 1
    assert "No contact left for US in en, es, mul.\n" in ran.out
    assert 'helpline.contacts[voice].display: "The Helpline", phone number: was' in ran.out
    assert json.loads(plain.out)["coverage_lost"] == [
        ["US", "en"],
        ["US", "es"],
        ["US", "mul"],
    ]


def test_packs_takes_a_lock_too(takeaction, ours, locked, edit):
    change_number(edit)

    ran = takeaction("packs", "--lock", locked, packs=[ours])

    assert ran.code == 1
    assert "lock.safety_changed: the record is left out" in ran.out


def test_json_holds_each_change(lock, locked, edit):
    digest = Lock.read(locked).packs[0].digest
    change_number(edit)

    ran = lock("--check", "--json")

    answer = json.loads(ran.out)
    change = {"kind": "resource", "id": "helpline", "name": "The Helpline", "critical": True}
    pack = {"distribution": None, "version": None, "publisher": "Example"}
    now = answer["packs"][0]["now"]["digest"]
    assert ran.code == 1
    assert now != digest
    assert answer == {
        "file": "takeaction.lock",
        "written": False,
        "packs": [
            {
                "id": "first",
                "state": "changed",
                "was": {
                    **pack,
                    "digest": digest,
                    "reviewer": "A. Reviewer",
                    "accepted": "2026-11-24",
                },
                "now": {**pack, "digest": now, "reviewer": None, "accepted": None},
                "changes": [
                    {
                        **change,
                        "field": "contacts[voice].dial",
                        "was": "+18885550100",
                        "now": "+18885550101",
                    },
                    {
                        **change,
                        "field": "contacts[voice].display",
                        "was": "1-888-555-0100",
                        "now": "1-888-555-0101",
                    },
                ],
            }
        ],
        "core_changed": False,
        "coverage_lost": [],
        "left_out": [],
    }


@pytest.mark.parametrize(
    ("arguments", "code"),
    [((), 1), (("--diff",), 1), (("--accept", "first", *REVIEWER), 0)],
    ids=["refresh", "diff", "accept"],
)
def test_every_form_answers_in_json(lock, locked, edit, arguments, code):
    before = locked.read_bytes()
    change_number(edit)

    ran = lock("--json", *arguments)

    answer = json.loads(ran.out)
    assert (ran.code, answer["written"]) == (code, locked.read_bytes() != before)
    assert [pack["state"] for pack in answer["packs"]] == ["changed"]


def test_the_first_lock_answers_in_json(lock):
    answer = json.loads(lock("--json").out)

    assert answer["written"]
    assert [(pack["id"], pack["state"], pack["was"]) for pack in answer["packs"]] == [
        ("first", "new", None)
    ]


def test_a_missing_pack_is_null_in_json(takeaction, lock, locked):
    del lock, locked

    (pack,) = json.loads(takeaction("lock", "--check", "--json", packs="none").out)["packs"]

    assert (pack["state"], pack["now"]) == ("missing", None)
    assert all(change["now"] is None for change in pack["changes"])


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--accept", "first"), "Say who accepts: --accept PACK --reviewer NAME."),
        (("--accept", "frist", *REVIEWER), "We don't know that pack. Did you mean first?"),
        (("--accept", "first", "--reviewer", " "), "Give --reviewer as a name of 1 to 200"),
        (("--accept", "first", "--reviewer", "a\nb"), "Give --reviewer as a name of 1 to 200"),
        (("--accept", "first", "--reviewer", "a" * 201), "Give --reviewer as a name of 1 to 200"),
        (("--check", "--diff"), "Argument --diff: not allowed with argument --check."),
    ],
    ids=["nobody", "unknown", "blank", "lines", "long", "both"],
)
def test_a_wrong_call_exits_with_2_and_writes_nothing(lock, locked, arguments, problem):
    before = locked.read_bytes()

    ran = lock(*arguments)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"takeaction: {problem}")
    assert locked.read_bytes() == before


@pytest.mark.parametrize("form", ["--check", "--diff"])
def test_a_missing_lock_cannot_be_compared(lock, form):
    ran = lock(form)

    assert ran.code == 2
    assert ran.err.startswith("takeaction: takeaction.lock: there is no such file.")


def test_a_broken_lock_is_refused_and_kept(lock, folder, takeaction, ours):
    path = folder / "takeaction.lock"
    path.write_text("<<<<<<< HEAD\n", encoding="utf-8")

    ran = lock()
    answer = takeaction("search", "help", "--lock", path, "--json", packs=[ours])

    assert ran.code == answer.code == 2
    assert ran.err.startswith("takeaction: takeaction.lock: this is a file of another kind.")
    assert json.loads(answer.out)["error"]["code"] == "lock.form"
    assert path.read_text(encoding="utf-8") == "<<<<<<< HEAD\n"


def test_a_lock_that_cannot_be_written_is_a_wrong_call(lock, folder):
    ran = lock("--file", folder / "none" / "takeaction.lock")

    assert ran.code == 2
    assert " cannot be written: there is no folder" in ran.err


def test_a_lock_that_could_not_be_read_again_is_not_written(lock, folder, monkeypatch):
    # Too many packs for one lock are refused, and no file is left behind.
    monkeypatch.setattr("takeaction.lock.lines.LOCK_FILE", attrs.evolve(LOCK_FILE, max_bytes=2000))

    ran = lock()

    assert ran.code == 2
    assert ran.err.startswith("takeaction: takeaction.lock: it has more than 2,000 bytes.")
    assert list(folder.iterdir()) == []


def test_load_enforces_the_lock_that_the_command_writes(locked, ours, edit):
    assert load(paths=[ours], packs=[], lock=locked, on_mistake="raise").packs["first"]
    change_number(edit)
    assert "first:helpline" not in load(paths=[ours], packs=[], lock=locked).resources


def test_another_core_is_accepted_by_a_named_person(lock, locked, ours):
    other = f"sha256:{'0' * 64}"
    text = attrs.evolve(Lock.read(locked), core=other).text()
    locked.write_text(text, encoding="utf-8")

    checked, refreshed = lock("--check"), lock()
    as_json = json.loads(lock("--check", "--json").out)
    told = load(paths=[ours], packs=[], lock=locked).mistakes
    accepted = lock("--accept", "core", *REVIEWER)

    assert (checked.code, refreshed.code, as_json["core_changed"]) == (1, 1, True)
    assert checked.out == (
        "core: the data of takeaction itself changed, emergency numbers among them.\n"
        "    If you have not updated takeaction, install it again before you accept this.\n"
    )
    assert refreshed.out.endswith(f"Not accepted: core. To accept one:\n{HOW}\n")
    assert [error.code for error in told] == ["lock.core_changed"]
    assert (accepted.code, accepted.out) == (0, "Accepted: core.\n")
    assert lock("--check").code == 0


def test_a_lock_that_is_a_link_is_neither_read_nor_written(lock, locked, folder):
    link = folder / "link.lock"
    link.symlink_to(locked)
    dangling = folder / "dangling.lock"
    dangling.symlink_to(folder / "elsewhere.lock")

    for path in (link, dangling):
        ran = lock("--file", path)
        assert ran.code == 2
        assert "this is a link" in ran.err
    assert not (folder / "elsewhere.lock").exists()


def test_an_answer_may_hold_back_packs_that_nobody_accepted(takeaction, ours, locked, make_pack):
    new = make_pack("second", vendors=VENDOR)
    call = ("packs", "--lock", locked)

    warned = takeaction(*call, packs=[ours, new])
    held = takeaction(*call, "--unknown", "hold", packs=[ours, new])
    alone = takeaction("packs", "--unknown", "hold", packs=[ours])

    assert "second  from a path" in warned.out
    assert "second  from a path" not in held.out
    assert "lock.unknown_pack: the pack is left out" in held.out
    assert alone.code == 2
    assert 'unknown="hold" needs it' in alone.err


def test_new_words_that_raise_a_warning_are_not_taken_over(lock, locked, edit):
    del locked
    text = "A letter tells those who decide what you want them to do."
    edit("actions", (text, "Follow him home."))

    ran = lock()

    assert ran.code == 1
    assert "warnings about its texts added" in ran.out
    assert "content.dangerous_advice" in ran.out
