"""Installed distributions are found as ``importlib.metadata`` finds them, or not at all."""

import sys
from importlib.metadata import entry_points
from zipfile import ZipFile

import pytest

from takeaction.packs.sources.discovery import discover
from takeaction.packs.sources.installed import entries

GROUPS = ("takeaction.packs", "console_scripts", "pytest11", "hatch")


def told(found):
    """Return what an entry point says, and where it is from."""
    return [
        (each.name, each.value, each.group, each.dist.name, each.dist.version) for each in found
    ]


@pytest.mark.parametrize("group", GROUPS)
def test_what_is_installed_here_is_found_alike(group):
    """In this environment both find the same, in the same order."""
    assert told(entries([group])) == told(entry_points(group=group)) != []


def test_of_two_with_one_name_the_first_on_the_path_is_found(install):
    """A distribution hides those of its name further down the path."""
    install("A-pack", entries={"takeaction.packs": "one = one"}, site="last")
    install("a_pack", entries={"takeaction.packs": "two = two"}, site="first")

    found = told(entries(["takeaction.packs"]))

    assert found == told(entry_points(group="takeaction.packs"))
    assert ("two", "two", "takeaction.packs", "a_pack", "1.0") in found
    assert "one" not in [name for name, *_ in found]


def test_a_place_that_is_not_there_holds_nothing(monkeypatch, tmp_path):
    """A path may name a folder that does not exist."""
    before = told(entries(["takeaction.packs"]))
    monkeypatch.syspath_prepend(str(tmp_path / "absent"))

    assert told(entries(["takeaction.packs"])) == before


class Finder:
    """A finder of distributions that is not Python's own."""

    def find_spec(self, *_):
        """Find no module."""

    def find_distributions(self, *_):
        """Find no distribution."""
        return ()


def test_another_finder_is_asked_through_the_standard_library(monkeypatch):
    """Who finds distributions in another way is known to the standard library alone."""
    monkeypatch.setattr("takeaction.packs.sources.discovery._is_imported", lambda: False)
    before = [pack.place for pack in discover().packs]
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder()])

    assert entries(["takeaction.packs"]) is None
    assert [pack.place for pack in discover().packs] == before


def test_an_archive_on_the_path_is_left_to_the_standard_library(monkeypatch, tmp_path):
    """An archive may hold distributions as well."""
    with ZipFile(tmp_path / "some.zip", "w") as archive:
        archive.writestr("nothing.txt", "")
    monkeypatch.syspath_prepend(str(tmp_path / "some.zip"))

    assert entries(["takeaction.packs"]) is None


def test_an_egg_is_left_to_the_standard_library(monkeypatch, tmp_path):
    """What eggs hold is laid out in another way."""
    (tmp_path / "some.egg").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path / "some.egg"))

    assert entries(["takeaction.packs"]) is None


@pytest.mark.parametrize(
    "records",
    [{"METADATA": "Name: odd\n"}, {"entry_points.txt": "[takeaction.packs]\nodd\n"}],
    ids=["no version", "no value"],
)
def test_an_odd_record_is_left_to_the_standard_library(install, records, tmp_path):
    """What is wrong with a record is found and told by the careful way."""
    install("odd", entries={"takeaction.packs": "odd = odd"})
    (info,) = (tmp_path / "site").glob("odd*.dist-info")
    for name, text in records.items():
        (info / name).write_text(text)

    assert entries(["takeaction.packs"]) is None
