"""The lock file: it reads as plain lines, and anything else is refused as one error."""

import os
import pickle
from contextlib import suppress
from datetime import date
from time import process_time

import pytest

from takeaction.errors import LockError, QueryError
from takeaction.lock.file import MAX_LOCK_BYTES
from takeaction.lock.lock import Lock, LockedPack, as_lock, parse_lock

DIGEST = f"sha256:{'0' * 64}"
PACK = LockedPack(
    id="first",
    digest=DIGEST,
    distribution="takeaction-pack-first",
    version="2026.11.0",
    reviewer="A. Reviewer",
    accepted=date(2026, 11, 24),
    values={
        "resource line contacts[voice].anonymous": False,
        "resource line contacts[voice].dial": "+18885550100",
        "resource line note": 'Say "help"\nor C:\\help \u202e',
        "resource line regions": ("CA", "US"),
        "resource line warning@ar": "\u0627\u0633\u0623\u0644",
    },
    checked={"resource line": "2026-03-02 by A. Reviewer"},
    wording={"resource line": "12 words, 0123456789abcdef"},
)
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
    """Return the error for a text that is not a lock."""
    with pytest.raises(LockError) as caught:
        parse_lock(text, "a.lock")
    assert caught.value.code == "lock.form"
    return caught.value


def unreadable(path):
    """Return the error for a path without a lock."""
    with pytest.raises(LockError) as caught:
        Lock.read(path)
    return caught.value


def test_a_lock_reads_as_plain_lines():
    """Each line has one value, in order, with nothing hidden in it."""
    assert Lock((PACK,)).text() == TEXT


def test_a_lock_is_read_from_its_file(tmp_path):
    """The lock has the content of the file."""
    path = tmp_path / "takeaction.lock"
    path.write_text(TEXT.replace(" \\u202E", ""), encoding="utf-8")

    pack = Lock.read(path).get("first")

    assert pack is not None
    assert (pack.reviewer, pack.accepted) == ("A. Reviewer", date(2026, 11, 24))
    assert pack.values["resource line note"] == 'Say "help"\nor C:\\help'
    assert pack.values["resource line regions"] == ("CA", "US")


@pytest.mark.parametrize("change", ["\r\n", "\ufeff"], ids=["windows-lines", "byte-order-mark"])
def test_an_editor_of_another_system_does_no_harm(tmp_path, change):
    """Line endings and a byte order mark are not content."""
    text = HEAD.replace("\n", change) if change == "\r\n" else change + HEAD
    path = tmp_path / "takeaction.lock"
    path.write_bytes(text.encode())

    assert [pack.id for pack in Lock.read(path).packs] == ["a"]


def test_a_pack_takes_its_place_in_order_and_can_be_taken_out():
    """A lock is never changed: a new one is made, with its packs in order."""
    other = LockedPack(id="a", digest=DIGEST)

    lock = Lock((PACK,)).with_pack(other)

    assert [pack.id for pack in lock.packs] == ["a", "first"]
    assert lock.with_pack(LockedPack(id="a", digest=DIGEST, version="2")).get("a").version == "2"
    assert lock.without("first") == Lock((other,))
    assert lock.get("second") is None


def test_a_lock_survives_pickling():
    """A lock goes to other processes with its catalog."""
    assert pickle.loads(pickle.dumps(Lock((PACK,)))) == Lock((PACK,))  # noqa: S301 - our own bytes


def test_a_lock_is_given_as_itself_or_as_its_file(tmp_path):
    """A host names the file, or gives the lock that it has read."""
    path = tmp_path / "takeaction.lock"
    path.write_text(HEAD, encoding="utf-8")
    lock = Lock.read(path)

    assert as_lock(lock) is lock
    assert as_lock(str(path)) == as_lock(path) == lock
    with pytest.raises(QueryError, match="Give lock as a Lock") as caught:
        as_lock(7)
    assert caught.value.code == "query.lock"


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
    """Wrong types, other tables, hidden characters and clever forms are refused as one error."""
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
        f"{VALUES}" + "".join(f'"x y z{n}" = "1"\n' for n in range(99_990)),
        f"{VALUES}" + "".join(f'"x y z{n}" = "1"\n' for n in range(180_000)),
        f'{VALUES}"x y z" = [{", ".join(["1"] * 1_300_000)}]\n',
        f'{VALUES}"x y z" = {"[" * 2_000_000}{"]" * 2_000_000}\n',
        f'{VALUES}"{"x" * 4_000_000}" = "1"\n',
        "[" * 4_000_000,
        f"format = {'1' * 4_000_000}\n",
        f"{'a.' * 2_000_000}b = 1\n",
        "\n" * 4_000_000,
    ],
    ids=["lines", "more-lines", "list", "nested", "key", "table", "number", "dotted", "blank"],
)
def test_a_huge_lock_is_read_or_refused_quickly(text):
    """Nothing in a file of the largest size takes long."""
    assert len(text) <= MAX_LOCK_BYTES
    begun = process_time()

    with suppress(LockError):
        parse_lock(text, "a.lock")

    assert process_time() - begun < 2


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    """A file beyond the limit is refused before it is parsed."""
    path = tmp_path / "takeaction.lock"
    with path.open("wb") as file:
        file.truncate(MAX_LOCK_BYTES * 50)

    error = unreadable(path)

    assert (error.code, error.problem) == ("lock.form", "it has more than 4,194,304 bytes.")


def test_a_text_that_is_too_long_is_refused():
    """The limit of a file also applies to a text that is passed in."""
    with pytest.raises(LockError) as caught:
        parse_lock("#" * (MAX_LOCK_BYTES + 1), "a.lock")

    assert caught.value.problem == "it has more than 4,194,304 bytes."


def test_a_file_that_is_not_utf_8_is_refused(tmp_path):
    """Another encoding is reported as such."""
    path = tmp_path / "takeaction.lock"
    path.write_bytes(b"format = 1\n\xff\xfe")

    assert unreadable(path).problem == "this is not UTF-8."


def test_a_missing_file_is_reported_with_the_command_that_creates_it(tmp_path):
    """A host is told that its lock is missing, and loads nothing."""
    error = unreadable(tmp_path / "takeaction.lock")

    assert (error.code, error.problem) == ("lock.unreadable", "there is no such file.")
    assert error.fix == 'create it with "takeaction lock".'


def test_a_folder_is_not_a_lock(tmp_path):
    """Anything but a file is refused, and not opened."""
    assert unreadable(tmp_path).problem == "this is not a file."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such files")
def test_a_pipe_is_not_waited_for(tmp_path):
    """A file that never ends is not opened."""
    path = tmp_path / "takeaction.lock"
    os.mkfifo(path)

    assert unreadable(path).problem == "this is not a file."


def test_a_name_that_no_file_can_have_is_reported(tmp_path):
    """A path that the system refuses is an error like the others."""
    error = unreadable(tmp_path / ("x" * 1_000))

    assert error.code == "lock.unreadable"
    assert error.problem.startswith("the file cannot be read: ")


def resource(id, contacts, **fields):
    """Return the values of a resource with contacts that speak some languages."""
    values = {f"resource {id} {field}": value for field, value in fields.items()}
    for channel, languages in contacts.items():
        values[f"resource {id} contacts[{channel}].channel"] = channel
        if languages:
            values[f"resource {id} contacts[{channel}].languages"] = languages
    return values


@pytest.mark.parametrize(
    ("values", "pairs"),
    [
        (resource("a", {"voice": ("en",)}, purposes=("support",), regions=("US",)), {("US", "en")}),
        (resource("a", {"chat": ()}, purposes=("support",)), {("001", "und")}),
        (resource("a", {"chat": ("en",)}, purposes=("learn",), regions=("US",)), set()),
        (resource("a", {"chat": ("en",)}, regions=("US",)), set()),
        (resource("a", {"chat": ("en",)}, purposes=("support",), status="retired"), set()),
        (resource("a", {}, purposes=("support",), regions=("US",)), set()),
        (resource("a", {"chat": ("en",)}, purposes="support", regions=("US",)), set()),
        (resource("a", {"chat": "en"}, purposes=("support",), regions="US"), {("001", "und")}),
        (
            resource("a", {"voice": ("en",), "chat": ()}, purposes=("report",), regions=("US",))
            | {"resource a contacts[voice].interpreter": ("mul",)},
            {("US", "en"), ("US", "mul"), ("US", "und")},
        ),
        (
            resource("a", {"voice": ("en",)}, purposes=("child",), regions=("US",))
            | {"patch first:a regions": ("CA",), "patch first:a languages": ("fr",)}
            | {"patch first:b languages": ("fr",)},
            {("US", "en"), ("US", "fr"), ("CA", "en"), ("CA", "fr")},
        ),
    ],
    ids=[
        *("one", "unknown", "learn", "none", "retired", "no-contact", "odd", "texts-for-lists"),
        *("several", "patched"),
    ],
)
def test_a_lock_tells_where_there_was_a_contact(values, pairs):
    """The lock is enough to know each region and language with a contact for help."""
    lock = Lock((LockedPack(id="first", digest=DIGEST, values=values),))

    assert lock.coverage({"support", "report", "child"}) == pairs


@pytest.mark.parametrize(
    ("pack", "record", "wording", "accepted"),
    [
        ("first", "line", {"resource line": "2 words"}, True),
        ("first", "other", {"resource line": "2 words"}, False),
        ("first", "line", {"action line": "2 words"}, False),
        ("second", "line", {"resource line": "2 words"}, False),
        ("first", "line", {}, True),
    ],
    ids=["record", "another-record", "another-kind", "another-pack", "no-records-listed"],
)
def test_a_lock_tells_which_resources_a_person_accepted(pack, record, wording, accepted):
    """Those of its packs that were there when somebody accepted them."""
    lock = Lock((LockedPack(id="first", digest=DIGEST, wording=wording),))

    assert lock.accepts(pack, record) is accepted


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('a "b" \\ c', r'"a \"b\" \\ c"'),
        ("Línea 🙂", '"Línea 🙂"'),
        ("\t\u200d\ufffe\uffff", r'"\u0009\u200D\uFFFE\uFFFF"'),
        ("\U0010ffff", '"\U0010ffff"'),
    ],
    ids=["quotes", "letters", "unseen", "last"],
)
def test_a_text_is_written_on_one_line_with_nothing_hidden(text, written):
    """Invisible characters of a text are written as escapes, and read back unchanged."""
    lock = Lock((LockedPack(id="first", digest=DIGEST, values={"resource a b": text}),))

    assert f'"resource a b" = {written}\n' in lock.text()
