"""Writing files: only where somebody asked for one."""

from contextlib import suppress

import pytest

from takeaction.cli.arguments import UsageError
from takeaction.cli.files import remove_file, write_file


def test_a_file_overwrites_an_older_one(tmp_path):
    (tmp_path / "list.csv").write_bytes(b"older and longer")

    write_file(tmp_path / "list.csv", b"new")

    assert (tmp_path / "list.csv").read_bytes() == b"new"


def test_missing_folders_are_made_on_request(tmp_path):
    for name in ("one.toml", "two.toml"):
        write_file(tmp_path / "pack" / "locale" / name, b"a = 1", folders=True)

    names = sorted(path.name for path in (tmp_path / "pack" / "locale").iterdir())
    assert names == ["one.toml", "two.toml"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("none/list.csv", 'there is no folder "none". Make it first, or name another'),
        ("a\0b", "no file can have this name"),
    ],
    ids=["no-folder", "no-name"],
)
def test_a_file_that_cannot_be_written_is_named_with_the_reason(tmp_path, monkeypatch, name, why):
    monkeypatch.chdir(tmp_path)
    path = tmp_path.__class__(name)

    with pytest.raises(UsageError) as caught:
        write_file(path, b"new")

    shown = name.replace("\0", "\\u0000")
    assert str(caught.value) == f'"{shown}" cannot be written: {why}.'
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_removed_or_named_with_the_reason(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("old.po", "kept.po"):
        write_file(tmp_path / name, b"x")

    remove_file(tmp_path.__class__("old.po"))
    with pytest.raises(UsageError) as caught:
        remove_file(tmp_path.__class__("old.po"))

    assert str(caught.value) == '"old.po" cannot be removed: No such file or directory.'
    assert [path.name for path in tmp_path.iterdir()] == ["kept.po"]


@pytest.mark.parametrize(
    ("old", "is_replaced"),
    [(b"", True), (b"abMARK", True), (b"abMARKed", True), (b"abc", False), (b"MARK", False)],
)
def test_a_file_is_replaced_only_if_its_mark_is_in_its_place(tmp_path, old, is_replaced):
    path = tmp_path / "file"
    path.write_bytes(old)

    with suppress(UsageError):
        write_file(path, b"new", over=(b"MARK", "file of ours"), offset=2)

    assert path.read_bytes() == (b"new" if is_replaced else old)
