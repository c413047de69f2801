"""S70: what is accepted is what was read, and nobody's acceptance is lost. L3: many packs."""

import os
import re
import threading
import time
from pathlib import Path

import attrs
import make
import pytest

from takeaction.cli import lock as command
from takeaction.cli import main as run
from takeaction.errors import LockError
from takeaction.lock.changes import compare
from takeaction.lock.held import LockCheck, pin_all
from takeaction.lock.lines import MOST_PACKS
from takeaction.lock.lock import Lock, LockedPack, parse_lock

LINE = """\
[[resource]]
id = "line"
name = "The line"
kind = "hotline"
purposes = ["support"]
regions = ["US"]
source = { title = "A page" }
verified = { method = "called" }
[[resource.contacts]]
channel = "voice"
dial = "+18885550100"
display = "1-888-555-0100"
"""
NEW = LINE.replace("5550100", "5550177").replace("555-0100", "555-0177")
NEWER = LINE.replace("5550100", "5550199").replace("555-0100", "555-0199")
BY = ["--reviewer", "A. Reviewer", "--at", "2026-11-24T15:00Z"]


@pytest.fixture
def packs(write, tmp_path, monkeypatch):
    """Return two packs by their ids, locked as they are; nothing else is installed."""
    folders = {}
    for id in ("aa-one", "bb-two"):
        files = {"pack.toml": make.header(id), "resources.toml": LINE}
        folders[id] = write(files, id)
    lock = tmp_path / "takeaction.lock"
    paths = list(folders.values())
    lock.write_text(pin_all(paths=paths, packs=[], lock=Lock())[0].text())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "environment_packs", lambda: (paths, []))
    return folders


def change(folder, text=NEW):
    (folder / "resources.toml").write_text(text)


def dial(id):
    return Lock.read("takeaction.lock").get(id).values["resource line contacts[voice].dial"]


def told(capsys):
    """Return the commands that ``--diff`` prints, without the name of the reviewer."""
    capsys.readouterr()
    assert run(["lock", "--diff"]) == 1
    out = capsys.readouterr().out
    return re.findall(
        r"takeaction lock --accept (\S+@sha256:[0-9a-f]{64}|\S+@gone) --reviewer", out
    )


def test_s70_the_second_of_two_at_once_is_refused_and_nothing_is_lost(packs, monkeypatch, capsys):
    for folder in packs.values():
        change(folder)
    pin, codes = command.pin_all, []

    def pin_slowly(**options):
        pinned = pin(**options)
        if not codes:  # while the first one thinks, a second one accepts another pack
            codes.append(None)
            codes.append(run(["lock", "--accept", "bb-two", *BY]))
        return pinned

    monkeypatch.setattr(command, "pin_all", pin_slowly)

    assert run(["lock", "--accept", "aa-one", *BY]) == 2
    assert codes == [None, 0]
    assert "was changed meanwhile" in capsys.readouterr().err
    assert (dial("aa-one"), dial("bb-two")) == ("+18885550100", "+18885550177")
    assert run(["lock", "--accept", "aa-one", *BY]) == 0
    assert (dial("aa-one"), dial("bb-two")) == ("+18885550177", "+18885550177")


def test_s70_many_at_once_lose_nothing(packs):
    for folder in packs.values():
        change(folder)
    codes = {}

    def accept(id):
        codes[id] = run(["lock", "--accept", id, *BY])

    threads = [threading.Thread(target=accept, args=(id,)) for id in packs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    for id, code in codes.items():
        assert dial(id) == ("+18885550177" if code == 0 else "+18885550100")
    assert not os.path.exists("takeaction.lock.writing")


def test_s70_accept_takes_what_diff_showed(packs, capsys):
    change(packs["aa-one"])
    (seen,) = told(capsys)

    assert run(["lock", "--accept", seen, *BY]) == 0
    assert dial("aa-one") == "+18885550177"


def test_s70_what_changed_after_the_diff_is_refused(packs, capsys):
    change(packs["aa-one"])
    (seen,) = told(capsys)
    change(packs["aa-one"], NEWER)

    assert run(["lock", "--accept", seen, *BY]) == 2
    assert "has changed since" in capsys.readouterr().err
    assert dial("aa-one") == "+18885550100"


# Attacks of our own: a pack that comes back before it is given up, the digest of another pack, a
# mark that somebody left, and a lock with more packs than anybody reviews.


def test_a_pack_that_comes_back_is_not_accepted_as_gone(packs, capsys, monkeypatch):
    one, two = packs.values()
    monkeypatch.setattr(command, "environment_packs", lambda: ([one], []))
    (seen,) = told(capsys)
    change(two)
    monkeypatch.setattr(command, "environment_packs", lambda: ([one, two], []))

    assert seen == "bb-two@gone"
    assert run(["lock", "--accept", seen, *BY]) == 2
    assert dial("bb-two") == "+18885550100"


def test_the_digest_of_another_pack_accepts_nothing(packs, capsys):
    change(packs["aa-one"])
    change(packs["bb-two"], NEWER)
    one, two = told(capsys)

    swapped = f"{one.partition('@')[0]}@{two.partition('@')[2]}"
    assert run(["lock", "--accept", swapped, *BY]) == 2
    assert dial("aa-one") == "+18885550100"


def test_a_mark_that_is_left_is_named_and_nothing_is_written(packs, capsys):
    change(packs["aa-one"])
    with open("takeaction.lock.writing", "w", encoding="utf-8"):
        pass

    assert run(["lock", "--accept", "aa-one", *BY]) == 2
    assert "takeaction.lock.writing" in capsys.readouterr().err
    assert dial("aa-one") == "+18885550100"


def other_file(lock, kind):
    """Put something else than a file at the place of a lock."""
    lock.unlink()
    if kind == "pipe":
        os.mkfifo(lock)
    elif kind == "folder":
        lock.mkdir()
    else:
        lock.symlink_to("/nowhere" if kind == "dangling" else kind)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
@pytest.mark.parametrize("kind", ["pipe", "folder", "dangling", "copy"])
def test_m5_a_lock_that_is_no_file_any_more_is_refused_at_once(packs, monkeypatch, capsys, kind):
    change(packs["aa-one"])
    lock, pin = Path("takeaction.lock"), command.pin_all
    whole = lock.read_bytes()
    Path("copy").write_bytes(whole)

    def pin_slowly(**options):
        other_file(lock, kind)
        return pin(**options)

    monkeypatch.setattr(command, "pin_all", pin_slowly)

    assert run(["lock", "--accept", "aa-one", *BY]) == 2
    assert Path("copy").read_bytes() == whole
    assert "Accepted" not in capsys.readouterr().out
    assert not os.path.lexists("takeaction.lock.writing")


def test_m5_a_mark_that_leads_elsewhere_is_not_followed(packs):
    change(packs["aa-one"])
    Path("takeaction.lock.writing").symlink_to("victim")

    assert run(["lock", "--accept", "aa-one", *BY]) == 2
    assert not os.path.lexists("victim")
    assert dial("aa-one") == "+18885550100"


def test_m5_a_first_lock_is_not_written_over_another_first_one(packs, monkeypatch):  # noqa: ARG001
    lock, pin = Path("takeaction.lock"), command.pin_all
    accepted = lock.read_bytes()
    lock.unlink()

    def pin_slowly(**options):
        lock.write_bytes(accepted)
        return pin(**options)

    monkeypatch.setattr(command, "pin_all", pin_slowly)

    assert run(["lock"]) == 2
    assert lock.read_bytes() == accepted


def test_m5_ctrl_c_while_a_lock_is_written_leaves_the_old_one_and_no_mark(packs, monkeypatch):
    change(packs["aa-one"])

    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", stop)
        assert run(["lock", "--accept", "aa-one", *BY]) == 130

    assert dial("aa-one") == "+18885550100"
    assert {*os.listdir()} == {"takeaction.lock", "aa-one", "bb-two"}


@pytest.mark.parametrize(
    "written",
    [
        *("aa-one@", "aa-one@sha256:", "aa-one@gone", "AA-ONE", "aa-one@{short}", "aa-one@{upper}"),
        *("aa-one@{digest} ", "aa-one@{digest}@{digest}", "core@{digest}", "bb-two@{digest}"),
    ],
)
def test_m5_what_is_not_quite_a_digest_accepts_nothing_of_a_call(packs, capsys, written):
    change(packs["aa-one"])
    (seen,) = told(capsys)
    digest = seen.partition("@")[2]
    wrong = written.format(digest=digest, short=digest[:20], upper=digest.upper())

    for given in ([wrong], [seen, wrong], [wrong, seen]):
        accepts = [part for each in given for part in ("--accept", each)]
        assert run(["lock", *accepts, *BY]) == 2
        assert dial("aa-one") == "+18885550100"


def test_m5_the_same_content_from_somebody_else_does_not_take_over_the_lock(packs, monkeypatch):  # noqa: ARG001
    pin, publishers = command.pin_all, iter(["its-publisher", "a-stranger"])
    lock = Path("takeaction.lock")
    lock.unlink()

    def pin_from(**options):
        installed, mistakes = pin(**options)
        name, version = next(publishers), f"{len(lock.name)}"
        of = [attrs.evolve(pack, distribution=name, version=version) for pack in installed.packs]
        return Lock(tuple(of), installed.core), mistakes

    monkeypatch.setattr(command, "pin_all", pin_from)

    assert run(["lock", *BY]) == 0
    assert run(["lock"]) == 0
    assert {pack.distribution for pack in Lock.read(lock).packs} == {"its-publisher"}


def many(count):
    return Lock(tuple(LockedPack(id=f"p{n:06}", digest=f"sha256:{n:064}") for n in range(count)))


def test_l3_a_lock_of_more_packs_than_anybody_reviews_is_refused(tmp_path):
    path = tmp_path / "takeaction.lock"
    path.write_text(many(MOST_PACKS + 1).text())

    with pytest.raises(LockError, match="more than"):
        Lock.read(path)


@pytest.mark.timed
def test_l3_the_time_for_many_packs_grows_with_their_number(tmp_path):
    times = {}
    for count in (MOST_PACKS // 4, MOST_PACKS):
        path = tmp_path / "takeaction.lock"
        path.write_text(many(count).text())
        start = time.process_time()
        lock = Lock.read(path)
        for pack in lock.packs:
            lock.get(pack.id)
            lock.accepts(pack.id, "line")
        LockCheck(lock).choose([], [])
        times[count] = time.process_time() - start
    assert times[MOST_PACKS] < 8 * times[MOST_PACKS // 4] + 0.05


def renamed(count, of):
    """Return a pack, and its next edition, in which each record has another id."""
    before = {f"resource line-{number}": "5 abcdef" for number in range(count)}
    numbers = {key: f"line-{number}" for number, key in enumerate(before)}
    if of == "one":  # a single record says that it was all of them
        aliases = {"resource new aliases": tuple(numbers.values())}
    else:
        aliases = {f"resource new-{id} aliases": (id,) for id in numbers.values()}
    after = {key.rpartition(" ")[0]: "5 abcdef" for key in aliases}
    return (
        LockedPack(id="p", digest=f"sha256:{0:064}", wording=before),
        LockedPack(id="p", digest=f"sha256:{1:064}", wording=after, values=aliases),
    )


def _compared(of):
    def work(count):
        was, now = renamed(count, of)
        start = time.process_time()
        compare(was, now, "p")
        return time.process_time() - start

    return work


def _accepted(count):
    lock = many(count)
    changes = {pack.id: attrs.evolve(pack, reviewer="A") for pack in lock.packs}
    start = time.process_time()
    lock.with_changes(changes)
    return time.process_time() - start


def _one_of_many_records(count):
    keys = [f"resource line-{number} contacts[voice].dial" for number in range(count)]
    values = dict.fromkeys(keys, "+18885550100")
    text = Lock((LockedPack(id="p", digest=f"sha256:{0:064}", values=values),)).text()
    start = time.process_time()
    assert len(parse_lock(text, "a").packs[0].values) == count
    return time.process_time() - start


@pytest.mark.timed
@pytest.mark.parametrize(
    "work",
    [_compared("each"), _compared("one"), _accepted, _one_of_many_records],
    ids=["each-renamed", "one-for-all", "all-accepted", "many-records"],
)
def test_l3_no_other_shape_of_a_lock_takes_the_square_of_its_size(work):
    few, many_ = (min(work(count) for _ in range(3)) for count in (1_000, 4_000))

    assert many_ < 8 * few + 0.05
