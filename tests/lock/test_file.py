"""The file of a lock: read whole or not at all, never through a link, replaced at once."""

import os

import pytest

from takeaction.errors import LockError
from takeaction.lock.lines import LOCK_FILE
from takeaction.lock.lock import Lock


def unreadable(path):
    with pytest.raises(LockError) as caught:
        Lock.read(path)
    return caught.value


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "takeaction.lock"
    with path.open("wb") as file:
        file.truncate(LOCK_FILE.max_bytes * 50)

    error = unreadable(path)

    assert (error.code, error.problem) == ("lock.form", "it has more than 16,777,216 bytes.")


def test_a_missing_file_is_reported_with_the_command_that_creates_it(tmp_path):
    error = unreadable(tmp_path / "takeaction.lock")

    assert (error.code, error.problem) == ("lock.unreadable", "there is no such file.")
    assert error.fix == 'create it with "takeaction lock".'


def test_a_folder_is_not_a_lock(tmp_path):
    # Anything but a file is refused, and not opened.
    assert unreadable(tmp_path).problem == "this is not a file."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such files")
def test_a_pipe_is_not_waited_for(tmp_path):
    path = tmp_path / "takeaction.lock"
    os.mkfifo(path)

    assert unreadable(path).problem == "this is not a file."


def test_a_name_that_no_file_can_have_is_reported(tmp_path):
    error = unreadable(tmp_path / ("x" * 1_000))

    assert error.code == "lock.unreadable"
    assert error.problem.startswith("the file cannot be read: ")


def linked(tmp_path):
    target = tmp_path / "real.lock"
    target.write_text(Lock().text(), encoding="utf-8")
    path = tmp_path / "takeaction.lock"
    path.symlink_to(target)
    return path, target


def test_a_link_is_not_read(tmp_path):
    path, target = linked(tmp_path)
    error = unreadable(path)

    assert error.problem == "this is a link: what it leads to may change."
    assert error.fix == "give the path of the file itself."
    assert Lock.read(target) == Lock()


def test_a_link_that_takes_the_place_of_the_file_is_not_followed(tmp_path, monkeypatch):
    path, target = linked(tmp_path)
    looked_at = os.lstat(target)
    monkeypatch.setattr("takeaction.lock.sealed.os.lstat", lambda _: looked_at)

    assert unreadable(path).problem.startswith("the file cannot be read: ")
