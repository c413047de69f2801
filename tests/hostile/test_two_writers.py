"""S70: what is accepted is what was read, and nobody's acceptance is lost. L3: many packs."""

import os
import re
import threading
import time

import make
import pytest

from takeaction.cli import lock as command
from takeaction.cli import main as run
from takeaction.errors import LockError
from takeaction.lock.held import LockCheck, pin_all
from takeaction.lock.lines import MOST_PACKS
from takeaction.lock.lock import Lock, LockedPack

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
