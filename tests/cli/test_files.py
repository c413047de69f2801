"""A file is written where somebody asked for it, or it is said why not."""

import pytest

from takeaction.cli.arguments import UsageError
from takeaction.cli.files import remove, write


def test_a_file_is_written_over_the_one_that_was_there(tmp_path):
    """The bytes are those that were given, whatever stood there."""
    (tmp_path / "list.csv").write_bytes(b"older and longer")

    write(tmp_path / "list.csv", b"new")

    assert (tmp_path / "list.csv").read_bytes() == b"new"


def test_folders_on_the_way_are_made_where_that_is_wanted(tmp_path):
    """They may be there, or not, any number of them."""
    for name in ("one.toml", "two.toml"):
        write(tmp_path / "pack" / "locale" / name, b"a = 1", folders=True)

    names = sorted(path.name for path in (tmp_path / "pack" / "locale").iterdir())
    assert names == ["one.toml", "two.toml"]


@pytest.mark.parametrize(
    ("name", "why"),
    [("none/list.csv", "No such file or directory"), ("a\0b", "embedded null byte")],
    ids=["no-folder", "no-name"],
)
def test_what_cannot_be_written_is_told_with_its_place(tmp_path, monkeypatch, name, why):
    """No folder is made unasked, and no error of the system comes through as it is."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path.__class__(name)

    with pytest.raises(UsageError) as caught:
        write(path, b"new")

    shown = name.replace("\0", "\\u0000")
    assert str(caught.value) == f'"{shown}" cannot be written: {why}.'
    assert list(tmp_path.iterdir()) == []


def test_what_is_taken_away_is_gone_or_it_is_told_why_not(tmp_path, monkeypatch):
    """Only that one file goes."""
    monkeypatch.chdir(tmp_path)
    for name in ("old.po", "kept.po"):
        write(tmp_path / name, b"x")

    remove(tmp_path.__class__("old.po"))
    with pytest.raises(UsageError) as caught:
        remove(tmp_path.__class__("old.po"))

    assert str(caught.value) == '"old.po" cannot be taken away: No such file or directory.'
    assert [path.name for path in tmp_path.iterdir()] == ["kept.po"]
