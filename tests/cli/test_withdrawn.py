"""``takeaction withdrawn``, and commands that answer without what was withdrawn."""

import json
from datetime import date
from pathlib import Path

import pytest

from takeaction.lock.withdrawn import WithdrawnList
from takeaction.models.pack import Withdrawal

WHY = ("--by", "Example", "--reason", "elsewhere", "--at", "2026-11-26T10:00Z")
DIGEST = "sha256:" + "a" * 64


@pytest.fixture
def listed(tmp_path, monkeypatch):
    (tmp_path / "lists").mkdir()
    monkeypatch.chdir(tmp_path / "lists")
    return Path("withdrawn.jsonl")


@pytest.fixture
def add(takeaction, listed):
    return lambda name, *more: takeaction("withdrawn", "add", listed, name, *WHY, *more)


def test_a_withdrawal_starts_a_list(add, listed):
    ran = add("first:helpline#sms")

    assert (ran.code, ran.out, ran.err) == (0, f"{listed}: 1 withdrawal.\n", "")
    assert WithdrawnList.read(listed).withdrawals == (
        Withdrawal(
            id="first:helpline#sms",
            on=date(2026, 11, 26),
            by="Example",
            reason="elsewhere",
        ),
    )
    assert [path.name for path in listed.parent.iterdir()] == ["withdrawn.jsonl"]


def test_a_further_withdrawal_is_added_and_its_cost_is_told(add, listed):
    add("first:helpline#voice")

    ran = add("first:helpline", "--on", "2026-11-25", "--replaced-by", "first:other")

    assert ran.code == 0
    assert ran.out.startswith(f"{listed}: 2 withdrawals.\nfirst: no contact is left for US in ")
    assert WithdrawnList.read(listed).withdrawals[1].on == date(2026, 11, 25)


def test_a_slip_in_the_id_is_told(add, listed):
    ran = add("first:helplin")
    answer = json.loads(add("first:helpli", "--json").out)

    assert ran.out == (
        f"{listed}: 1 withdrawal.\n"
        "It takes nothing away from the packs that are installed here: check the id.\n"
    )
    assert answer == {
        "file": str(listed),
        "added": {
            "id": "first:helpli",
            "on": "2026-11-26",
            "by": "Example",
            "reason": "elsewhere",
            "detail": None,
            "digest": None,
            "replaced_by": None,
        },
        "applies": False,
    }


def test_the_same_withdrawal_is_not_added_twice(add):
    add("first:helpline")

    ran = add("first:helpline")
    other = add("first:helpline", "--digest", DIGEST)

    assert (ran.code, other.code) == (2, 0)
    assert ran.err.startswith('takeaction: "first:helpline" is in the list already.\n')


@pytest.mark.parametrize(
    ("id", "more", "text"),
    [
        ("first", (), '"first" is a whole pack: add the digest of the edition.'),
        ("first:helpline", ("--on", "today"), '"today" is not a date.'),
        ("first:helpline", ("--by", ""), "By is empty, or has more than 100 characters."),
        (
            "first:helpline",
            ("--detail", "Call 1-888-555-0199."),
            'Detail mentions "18885550199": a list has no numbers and no addresses.',
        ),
    ],
    ids=["pack", "day", "name", "number"],
)
def test_a_withdrawal_in_another_form_is_a_wrong_call(add, listed, id, more, text):
    # Nothing is written that a host would have to refuse.
    ran = add(id, *more)

    assert ran.code == 2
    assert ran.err.startswith(f"takeaction: {text}\n")
    assert not listed.exists()


def test_a_list_that_was_changed_by_hand_is_not_written_over(add, listed):
    add("first:helpline")
    listed.write_bytes(listed.read_bytes().replace(b"elsewhere", b"elsewherf"))

    ran = add("first:other")

    assert ran.code == 2
    assert "it is not as it was written: " in ran.err
    assert b"elsewherf" in listed.read_bytes()


def test_a_list_is_never_written_through_a_link(add, listed, tmp_path):
    add("first:helpline")
    target = listed.rename(tmp_path / "target")
    before = target.read_bytes()
    listed.symlink_to(target)

    ran = add("first:other")

    assert ran.code == 2
    assert "this is a link: " in ran.err
    assert target.read_bytes() == before


def test_a_list_too_long_to_be_read_is_not_written(add, listed, monkeypatch):
    add("first:helpline")
    before = listed.read_bytes()
    monkeypatch.setattr("takeaction.lock.withdrawn.MAX_LINES", 2)

    ran = add("first:other")

    assert ran.code == 2
    assert "it has more than 2 lines." in ran.err
    assert listed.read_bytes() == before


def test_a_list_is_shown(add, takeaction, listed):
    add("first:helpline", "--replaced-by", "first:other")
    add("first", "--digest", DIGEST)

    ran = takeaction("withdrawn", "list", listed)
    answer = json.loads(takeaction("withdrawn", "list", listed, "--json").out)

    assert ran.out == (
        "first:helpline: withdrawn on 2026-11-26: somebody else answers there now.\n"
        "    Example\n"
        "    Use first:other instead.\n"
        "first: withdrawn on 2026-11-26: somebody else answers there now.\n"
        "    Example\n"
        "    Only in the edition\n"
        f"    {DIGEST}.\n"
        "2 withdrawals.\n"
    )
    assert [each["id"] for each in answer["withdrawals"]] == ["first:helpline", "first"]


def test_a_withdrawal_ends(add, takeaction, listed):
    add("first:helpline")
    add("first:helpline", "--digest", DIGEST)
    add("first:other")

    ran = takeaction("withdrawn", "remove", listed, "first:helpline")
    again = takeaction("withdrawn", "remove", listed, "first:helpline")
    answer = takeaction("withdrawn", "remove", listed, "first:other", "--json")

    assert (ran.code, ran.out) == (0, f"{listed}: 1 withdrawal.\n")
    assert again.code == 2
    assert again.err.startswith('takeaction: "first:helpline" is not in the list.\n')
    assert json.loads(answer.out) == {"file": str(listed), "withdrawals": []}


# Answers


def test_no_command_answers_with_what_was_withdrawn(add, takeaction, listed):
    add("first:helpline")

    ran = takeaction("find-help", "--region", "US", "--withdrawn", listed)
    doctor = takeaction("doctor", "--withdrawn", listed)

    assert "888-555-0100" not in ran.out
    assert ran.code == 0
    said = " ".join(ran.err.split())
    assert said.startswith("Something was left out of first. See: takeaction doctor --withdrawn ")
    assert "withdrawn.record: the record is left out" in doctor.out
    assert "first:helpline, withdrawn by Example" in doctor.out
    assert doctor.code == 1


def test_a_withdrawn_record_says_so_under_its_id(add, takeaction, listed):
    add("first:helpline", "--replaced-by", "first:other")

    ran = takeaction("show", "first:helpline", "--withdrawn", listed)
    plain = takeaction("show", "first:helpline", "--withdrawn", listed, "--json")

    assert ran.code == 0
    assert ran.out == (
        "first:helpline: withdrawn on 2026-11-26: somebody else answers there now.\n"
        "Use first:other instead.\n"
    )
    assert json.loads(plain.out)["withdrawn"]["reason"] == "elsewhere"


def test_a_withdrawn_record_without_another_says_only_why(add, takeaction, listed):
    add("first:helpline")

    ran = takeaction("show", "first:helpline", "--withdrawn", listed)

    assert ran.out == "first:helpline: withdrawn on 2026-11-26: somebody else answers there now.\n"


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["text", "json"])
def test_a_broken_list_is_a_wrong_call(takeaction, tmp_path, form):
    # There is no answer with a list that cannot be used: it would look as if it had been.
    broken = tmp_path / "broken"
    broken.write_bytes(b"{}")

    ran = takeaction("search", "help", "--withdrawn", broken, *form)

    assert ran.code == 2
    if form:
        error = json.loads(ran.out)["error"]
        assert (error["code"], error["field"]) == ("withdrawn.form", "withdrawn")
    else:
        assert "its end is missing" in ran.err
