"""Packs and folders for the commands of authors."""

import pytest

DUPLICATES = """\
{folder}/actions.toml:2: one.id: 2 records have the id "one". Fix: give each its own id.
    id.duplicate: the record is left out
{folder}/actions.toml:11: one.id: 2 records have the id "one". Fix: give each its own id.
    id.duplicate: the record is left out
"""


@pytest.fixture
def twice(make_pack, one):
    """Return a pack that uses an id twice."""
    return make_pack("twice", actions=one + one)


@pytest.fixture
def duplicates(twice):
    """Return the mistakes of that pack as they are printed."""
    return DUPLICATES.format(folder=twice)


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Return an empty folder, and make it the current one."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder
