"""Files that are written whole or not at all, and never through a link."""

import errno
import os
import stat
from pathlib import Path

import pytest

from takeaction.atomic import write_folder, write_together, write_whole


def test_a_new_file_is_there_whole_and_nothing_beside_it(tmp_path):
    (tmp_path / "other").write_bytes(b"")
    path = tmp_path / "pack.json"

    write_whole(path, b"{}")

    assert path.read_bytes() == b"{}"
    assert path.stat().st_mode == (tmp_path / "other").stat().st_mode
    assert sorted(each.name for each in tmp_path.iterdir()) == ["other", "pack.json"]


def test_an_older_file_is_replaced_and_keeps_its_mode(tmp_path):
    path = tmp_path / "pack.json"
    path.write_bytes(b"old")
    path.chmod(0o640)

    with path.open("rb") as reader:
        write_whole(path, b"new")
        assert reader.read() == b"old"

    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_file_that_cannot_be_moved_into_place_leaves_the_old_one(tmp_path, monkeypatch):
    path = tmp_path / "pack.json"
    path.write_bytes(b"old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)

    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"new")

    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["pack.json"]


@pytest.mark.parametrize(
    ("make", "why", "number"),
    [
        (
            lambda place: place.symlink_to(place.parent / "elsewhere"),
            "it is a link",
            errno.ELOOP,
        ),
        (lambda place: place.mkdir(), "Is a directory", errno.EISDIR),
        (os.mkfifo, "it is not a regular file", errno.EINVAL),
    ],
    ids=["link", "folder", "pipe"],
)
def test_anything_but_a_file_in_its_place_is_refused(tmp_path, make, why, number):
    # A rename would replace the link or the device itself, or fail halfway.
    place = tmp_path / "pack.json"
    make(place)

    with pytest.raises(OSError, match=why) as caught:
        write_whole(place, b"new")

    assert (caught.value.errno, caught.value.filename) == (number, str(place))
    assert [each.name for each in tmp_path.iterdir()] == ["pack.json"]


def test_several_files_are_written_before_the_first_takes_its_place(tmp_path, monkeypatch):
    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    first.write_bytes(b"old")
    written = []

    def fill_up(_):
        written.append(1)
        if len(written) > 1:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fill_up)

    with pytest.raises(OSError, match="No space left"):
        write_together({first: b"new", second: b"new"})

    assert first.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.toml"]


def test_a_place_that_is_no_file_stops_all_files(tmp_path):
    (tmp_path / "b.toml").mkdir()

    with pytest.raises(OSError, match="Is a directory"):
        write_together({tmp_path / "a.toml": b"new", tmp_path / "b.toml": b"new"})

    assert [each.name for each in tmp_path.iterdir()] == ["b.toml"]


def test_the_folder_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(OSError, match="not empty"):
        write_folder(full, {"pack.toml": b""})
    assert [path.name for path in tmp_path.iterdir()] == ["full"]
    assert (full / "mine.txt").read_text("utf-8") == "mine"

    empty = tmp_path / "empty"
    empty.mkdir()
    write_folder(empty, {"a/b.toml": b"x"})
    assert (empty / "a" / "b.toml").read_text("utf-8") == "x"

    link = tmp_path / "link"
    link.symlink_to(full)
    with pytest.raises(OSError, match="link"):
        write_folder(link, {"a": b"x"})

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="space"):
        write_folder(tmp_path / "new", {"a": b"x"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "full", "link"]
