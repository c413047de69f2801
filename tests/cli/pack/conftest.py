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
    return make_pack("twice", actions=one + one)


@pytest.fixture
def duplicates(twice):
    return DUPLICATES.format(folder=twice)


@pytest.fixture
def here(tmp_path, monkeypatch):
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder
