"""The lock file: how it reads, and that anything else is refused as one error."""

import os
import pickle
from contextlib import suppress
from datetime import date
from time import process_time

import pytest

from takeaction.errors import LockError, QueryError
from takeaction.lock.file import LARGEST
from takeaction.lock.lock import Lock, LockedPack, lock_of, parse

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
    """Return the error that a text raises which is no lock."""
    with pytest.raises(LockError) as caught:
        parse(text, "a.lock")
    assert caught.value.code == "lock.form"
    return caught.value


def unreadable(path):
    """Return the error that a path raises at which there is no lock."""
    with pytest.raises(LockError) as caught:
        Lock.read(path)
    return caught.value


def test_a_lock_reads_as_plain_lines():
    """One value stands on each line, in order, with nothing hidden in it."""
    assert Lock((PACK,)).text() == TEXT


def test_a_lock_is_read_from_its_file(tmp_path):
    """What stands in the file is the lock."""
    path = tmp_path / "takeaction.lock"
    path.write_text(TEXT.replace(" \\u202E", ""), encoding="utf-8")

    pack = Lock.read(path).get("first")

    assert pack is not None
    assert (pack.reviewer, pack.accepted) == ("A. Reviewer", date(2026, 11, 24))
    assert pack.values["resource line note"] == 'Say "help"\nor C:\\help'
    assert pack.values["resource line regions"] == ("CA", "US")


@pytest.mark.parametrize("change", ["\r\n", "\ufeff"], ids=["windows-lines", "byte-order-mark"])
def test_an_editor_of_another_system_does_no_harm(tmp_path, change):
    """Line endings and a mark at the beginning are no content."""
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

    assert lock_of(lock) is lock
    assert lock_of(str(path)) == lock_of(path) == lock
    with pytest.raises(QueryError, match="Give lock as a Lock") as caught:
        lock_of(7)
    assert caught.value.code == "query.lock"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", None, "it does not begin with format = 1"),
        ("format = 2\n", None, "it does not begin with format = 1"),
        ("format = true\n", None, "it does not begin with format = 1"),
        ('format = 1\nnew = "x"\n', None, "it does not begin with format = 1"),
        ("format = 1\nformat = 1\n", 2, '"format" stands twice'),
        ("hello\n", 1, "no line of a lock reads so"),
        ("format = 1\n[[pack]]\n", 2, "no table of a lock is called so"),
        ("format = 1\n[pack.A]\n", 2, "no table of a lock is called so"),
        ("format = 1\n[pack.a-]\n", 2, "no table of a lock is called so"),
        ("format = 1\n[pack.a.more]\n", 2, "no table of a lock is called so"),
        (f"{HEAD}[pack.a]\n", 4, "this table stands twice"),
        (f"{VALUES}[pack.a.values]\n", 5, "this table stands twice"),
        ("format = 1\n[pack.a]\n", None, "a has no digest"),
        ('format = 1\n[pack.a]\ndigest = "sha256:1"\n', None, "a has no digest"),
        ("format = 1\n[pack.a]\ndigest = 7\n", None, '"digest" of a is unknown, or of the wrong'),
        (f"{HEAD}version = 2026\n", None, '"version" of a is unknown, or of the wrong'),
        (f"{HEAD}values = 1\n", None, '"values" of a is unknown, or of the wrong'),
        (f'{HEAD}trusted = "yes"\n', None, '"trusted" of a is unknown, or of the wrong'),
        (f'{HEAD}accepted = "2026"\n', None, '"accepted" of a is unknown, or of the wrong'),
        (f"{HEAD}accepted = 2026-02-30\n", 4, "2026-02-30 is no day"),
        (f'{HEAD}[pack.a.checked]\n"x y" = 1\n', None, "something in checked of a is no text"),
        (f'{HEAD}[pack.a.wording]\n"x y" = [""]\n', None, "something in wording of a is no text"),
        (f'{VALUES}"x y z" = "1"\n"x y z" = "2"\n', 6, '"x y z" stands twice'),
        (f'{VALUES}"x\\u0020y z" = "1"\n', 5, "no line of a lock reads so"),
        (f'{VALUES}"x y z" = "1" # two\n', 5, "the value cannot be read"),
        (f"{VALUES}\"x y z\" = '1'\n", 5, "no line of a lock reads so"),
        (f'{VALUES}"x y z" = 1.5\n', 5, "a value is text, a whole number"),
        (f'{VALUES}"x y z" = 1e9\n', 5, "a value is text, a whole number"),
        (f'{VALUES}"x y z" = {"9" * 19}\n', 5, "the number is too large"),
        (f'{VALUES}"x y z" = {"9" * 5_000}\n', 5, "the value cannot be read"),
        (f'{VALUES}"x y z" = ["a", 1]\n', 5, "a value is text, a whole number"),
        (f'{VALUES}"x y z" = ["a", ["b"]]\n', 5, "a value is text, a whole number"),
        (f'{VALUES}"x y z" = {"[" * 100_000}\n', 5, "the value cannot be read"),
        (f'{VALUES}"x y z" = "\\u001b[2J"\n', 5, "a text holds the character U+001B"),
        (f'{VALUES}"x y z" = ["", "\\u202e"]\n', 5, "a text holds the character U+202E"),
        (f'{VALUES}"x y z" = "\u2066"\n', 5, "a text holds the character U+2066"),
        (f'{VALUES}"x y z" = "\\ud800"\n', 5, "a text holds the character U+D800"),
        (f'{VALUES}"x y z" = "\x7f"\n', 5, "a text holds the character U+007F"),
        (f'{VALUES}"x y z" = "\x1b"\n', 5, "the value cannot be read"),
        (f'{VALUES}"x y z" = """a\n', 5, "the value cannot be read"),
        (f'{VALUES}"x y z" = tru\n', 5, "the value cannot be read"),
    ],
    ids=range(41),
)
def test_what_is_no_lock_is_refused_with_its_line(text, line, said):
    """Wrong types, other tables, hidden characters and clever forms are refused as one error."""
    error = refused(text)

    assert (error.where.file, error.where.line) == ("a.lock", line)
    assert error.problem.startswith(said)
    assert len(str(error)) < 300
    assert str(error).isprintable()
    assert (
        error.fix == 'take it back from version control, or write a new one with "takeaction lock".'
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
def test_a_huge_lock_is_read_or_refused_in_good_time(text):
    """Nothing in a file of the largest size takes long."""
    assert len(text) <= LARGEST
    begun = process_time()

    with suppress(LockError):
        parse(text, "a.lock")

    assert process_time() - begun < 2


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    """A file of more than the bound is refused before anything is made of it."""
    path = tmp_path / "takeaction.lock"
    with path.open("wb") as file:
        file.truncate(LARGEST * 50)

    error = unreadable(path)

    assert (error.code, error.problem) == ("lock.form", "it has more than 4,194,304 bytes.")


def test_a_text_that_is_too_long_is_refused():
    """Whoever hands over the text itself is held to the bound of a file."""
    with pytest.raises(LockError) as caught:
        parse("#" * (LARGEST + 1), "a.lock")

    assert caught.value.problem == "it has more than 4,194,304 bytes."


def test_a_file_that_is_no_utf_8_is_refused(tmp_path):
    """Another encoding is told as such."""
    path = tmp_path / "takeaction.lock"
    path.write_bytes(b"format = 1\n\xff\xfe")

    assert unreadable(path).problem == "this is not UTF-8."


def test_a_missing_file_is_told_with_how_to_write_it(tmp_path):
    """A host that holds to a lock which is not there learns so, and loads nothing."""
    error = unreadable(tmp_path / "takeaction.lock")

    assert (error.code, error.problem) == ("lock.unreadable", "there is no such file.")
    assert error.fix == 'write it: "takeaction lock".'


def test_a_folder_is_no_lock(tmp_path):
    """What is no file is refused, and not opened."""
    assert unreadable(tmp_path).problem == "this is no file."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such files")
def test_a_pipe_is_not_waited_for(tmp_path):
    """A file that never ends is not opened."""
    path = tmp_path / "takeaction.lock"
    os.mkfifo(path)

    assert unreadable(path).problem == "this is no file."


def test_a_name_that_no_file_can_have_is_told(tmp_path):
    """A path that the system refuses is one error like the others."""
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
    """Each region and language with a contact for help is known from the lock alone."""
    lock = Lock((LockedPack(id="first", digest=DIGEST, values=values),))

    assert lock.coverage({"support", "report", "child"}) == pairs


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
    """What cannot be seen in a text is written as an escape, and is read back as it was."""
    lock = Lock((LockedPack(id="first", digest=DIGEST, values={"resource a b": text}),))

    assert f'"resource a b" = {written}\n' in lock.text()
