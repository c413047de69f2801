"""The first form of a lock file: it is still read, and anything else is refused as one error."""

from contextlib import suppress
from datetime import date

import pytest

from takeaction.errors import LockError
from takeaction.lock.lock import Lock, parse_lock
from takeaction.lock.old_form import MAX_OLD_LOCK_BYTES

DIGEST = f"sha256:{'0' * 64}"
TEXT = rf"""# What a named person accepted of each pack. Written by "takeaction lock".
# "takeaction lock --diff" tells what has changed since.

format = 1

[pack.first]
digest = "{DIGEST}"
distribution = "takeaction-pack-first"
version = "2026.11.0"
reviewer = "A. Reviewer"
accepted = 2026-11-24

[pack.first.values]
"pack first publisher" = "P"
"resource line contacts[voice].anonymous" = false
"resource line contacts[voice].dial" = "+18885550100"
"resource line note" = "Say \"help\"\u000Aor C:\\help \u202E"
"resource line regions" = ["CA", "US"]
"resource line warning@ar" = "اسأل"

[pack.first.checked]
"resource line" = "2026-03-02 by A. Reviewer"

[pack.first.wording]
"resource line" = "12 words, 0123456789abcdef"
"""
HEAD = f'format = 1\n[pack.a]\ndigest = "{DIGEST}"\n'
VALUES = f"{HEAD}[pack.a.values]\n"


def refused(text):
    with pytest.raises(LockError) as caught:
        parse_lock(text, "a.lock")
    assert caught.value.code == "lock.form"
    return caught.value


def test_a_file_of_the_old_form_is_read(tmp_path):
    path = tmp_path / "takeaction.lock"
    path.write_text(TEXT.replace(" \\u202E", ""), encoding="utf-8")

    lock = Lock.read(path)
    pack = lock.get("first")

    assert (lock.is_old, lock.core) == (True, None)
    assert (pack.reviewer, pack.accepted) == ("A. Reviewer", date(2026, 11, 24))
    assert pack.publisher == "P"
    assert "pack first publisher" not in pack.values
    assert pack.values["resource line note"] == 'Say "help"\nor C:\\help'
    assert pack.values["resource line regions"] == ("CA", "US")
    assert pack.checked == {"resource line": "2026-03-02 by A. Reviewer"}


@pytest.mark.parametrize("change", ["\r\n", "\ufeff"], ids=["windows-lines", "byte-order-mark"])
def test_an_editor_of_another_system_does_no_harm(tmp_path, change):
    text = HEAD.replace("\n", change) if change == "\r\n" else change + HEAD
    path = tmp_path / "takeaction.lock"
    path.write_bytes(text.encode())

    assert [pack.id for pack in Lock.read(path).packs] == ["a"]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("", None, "it does not begin with format = 1"),
        ("format = 2\n", None, "it does not begin with format = 1"),
        ("format = true\n", None, "it does not begin with format = 1"),
        ('format = 1\nnew = "x"\n', None, "it does not begin with format = 1"),
        ("format = 1\nformat = 1\n", 2, '"format" appears twice'),
        ("hello\n", 1, "this is not a line of a lock file"),
        ("format = 1\n[[pack]]\n", 2, "this is not a table of a lock file"),
        ("format = 1\n[pack.A]\n", 2, "this is not a table of a lock file"),
        ("format = 1\n[pack.a-]\n", 2, "this is not a table of a lock file"),
        ("format = 1\n[pack.a.more]\n", 2, "this is not a table of a lock file"),
        (f"{HEAD}[pack.a]\n", 4, "this table appears twice"),
        (f"{VALUES}[pack.a.values]\n", 5, "this table appears twice"),
        ("format = 1\n[pack.a]\n", None, "[pack.a] has no valid digest"),
        ('format = 1\n[pack.a]\ndigest = "sha256:1"\n', None, "[pack.a] has no valid digest"),
        ("format = 1\n[pack.a]\ndigest = 7\n", None, '"digest" in [pack.a] is unknown, or has'),
        (f"{HEAD}version = 2026\n", None, '"version" in [pack.a] is unknown, or has'),
        (f"{HEAD}values = 1\n", None, '"values" in [pack.a] is unknown, or has'),
        (f'{HEAD}trusted = "yes"\n', None, '"trusted" in [pack.a] is unknown, or has'),
        (f'{HEAD}accepted = "2026"\n', None, '"accepted" in [pack.a] is unknown, or has'),
        (f"{HEAD}accepted = 2026-02-30\n", 4, "2026-02-30 is not a date"),
        (f'{HEAD}[pack.a.checked]\n"x y" = 1\n', None, "a value in [pack.a.checked] is not"),
        (f'{HEAD}[pack.a.wording]\n"x y" = [""]\n', None, "a value in [pack.a.wording] is not"),
        (f'{VALUES}"x y z" = "1"\n"x y z" = "2"\n', 6, '"x y z" appears twice'),
        (f'{VALUES}"x\\u0020y z" = "1"\n', 5, "this is not a line of a lock file"),
        (f'{VALUES}"x y z" = "1" # two\n', 5, "the value cannot be read"),
        (f"{VALUES}\"x y z\" = '1'\n", 5, "this is not a line of a lock file"),
        (f'{VALUES}"x y z" = 1.5\n', 5, "a value must be text, a whole number"),
        (f'{VALUES}"x y z" = 1e9\n', 5, "a value must be text, a whole number"),
        (f'{VALUES}"x y z" = {"9" * 19}\n', 5, "the number is too large"),
        (f'{VALUES}"x y z" = {"9" * 5_000}\n', 5, "the value cannot be read"),
        (f'{VALUES}"x y z" = ["a", 1]\n', 5, "a value must be text, a whole number"),
        (f'{VALUES}"x y z" = ["a", ["b"]]\n', 5, "a value must be text, a whole number"),
        (f'{VALUES}"x y z" = {"[" * 100_000}\n', 5, "the value cannot be read"),
        (f'{VALUES}"x y z" = "\\u001b[2J"\n', 5, "a text contains the forbidden character U+001B"),
        (f'{VALUES}"x y z" = ["\\u202e"]\n', 5, "a text contains the forbidden character U+202E"),
        (f'{VALUES}"x y z" = "\u2066"\n', 5, "a text contains the forbidden character U+2066"),
        (f'{VALUES}"x y z" = "\\ud800"\n', 5, "a text contains the forbidden character U+D800"),
        (f'{VALUES}"x y z" = "\x7f"\n', 5, "a text contains the forbidden character U+007F"),
        (f'{VALUES}"x y z" = "\x1b"\n', 5, "the value cannot be read"),
        (f'{VALUES}"x y z" = """a\n', 5, "the value cannot be read"),
        (f'{VALUES}"x y z" = tru\n', 5, "the value cannot be read"),
    ],
    ids=range(41),
)
def test_anything_but_a_lock_is_refused_with_its_line(text, line, problem):
    error = refused(text)

    assert (error.where.file, error.where.line) == ("a.lock", line)
    assert error.problem.startswith(problem)
    assert len(str(error)) < 300
    assert str(error).isprintable()
    assert (
        error.fix == 'restore it from version control, or create a new one with "takeaction lock".'
    )


@pytest.mark.parametrize(
    "text",
    [
        lambda: f"{VALUES}" + "".join(f'"x y z{n}" = "1"\n' for n in range(99_990)),
        lambda: f"{VALUES}" + "".join(f'"x y z{n}" = "1"\n' for n in range(180_000)),
        lambda: f'{VALUES}"x y z" = [{", ".join(["1"] * 1_300_000)}]\n',
        lambda: f'{VALUES}"x y z" = {"[" * 2_000_000}{"]" * 2_000_000}\n',
        lambda: f'{VALUES}"{"x" * 4_000_000}" = "1"\n',
        lambda: "[" * 4_000_000,
        lambda: f"format = {'1' * 4_000_000}\n",
        lambda: f"{'a.' * 2_000_000}b = 1\n",
        lambda: "\n" * 4_000_000,
    ],
    ids=["lines", "more-lines", "list", "nested", "key", "table", "number", "dotted", "blank"],
)
def test_a_huge_lock_is_read_or_refused_quickly(text, at_most):
    text = text()
    assert len(text) <= MAX_OLD_LOCK_BYTES

    with at_most(seconds=2), suppress(LockError):
        parse_lock(text, "a.lock")


def test_a_text_that_is_too_long_is_refused():
    with pytest.raises(LockError) as caught:
        parse_lock("#" * (MAX_OLD_LOCK_BYTES + 1), "a.lock")

    assert caught.value.problem == "it has more than 4,194,304 bytes."


def test_a_file_that_is_not_utf_8_is_refused(tmp_path):
    path = tmp_path / "takeaction.lock"
    path.write_bytes(b"format = 1\n\xff\xfe")

    with pytest.raises(LockError) as caught:
        Lock.read(path)
    assert caught.value.problem == "this is not UTF-8."
