"""Installed distributions are found as ``importlib.metadata`` finds them, or not at all."""

import sys
from importlib.metadata import entry_points
from zipfile import ZipFile

import pytest

from takeaction.packs.sources.discovery import discover
from takeaction.packs.sources.entry_points import find_entry_points

GROUPS = ("takeaction.packs", "console_scripts", "pytest11", "hatch")


def facts_of(entries):
    return [
        (entry.name, entry.value, entry.group, entry.dist.name, entry.dist.version)
        for entry in entries
    ]


@pytest.mark.parametrize("group", GROUPS)
def test_both_ways_find_the_same_in_this_environment(group):
    assert facts_of(find_entry_points([group])) == facts_of(entry_points(group=group)) != []


def test_a_backport_that_replaces_the_finder_changes_nothing(monkeypatch):
    before = facts_of(find_entry_points(["takeaction.packs"]))
    backport = type("MetadataPathFinder", (), {"__module__": "importlib_metadata"})
    backport.find_distributions = None
    finders = [each for each in sys.meta_path if not hasattr(each, "find_distributions")]
    monkeypatch.setattr(sys, "meta_path", [*finders, backport()])

    assert facts_of(find_entry_points(["takeaction.packs"])) == before


def test_the_first_of_two_distributions_with_one_name_is_found(install):
    install("A-pack", entries={"takeaction.packs": "one = one"}, site="last")
    install("a_pack", entries={"takeaction.packs": "two = two"}, site="first")

    facts = facts_of(find_entry_points(["takeaction.packs"]))

    assert facts == facts_of(entry_points(group="takeaction.packs"))
    assert ("two", "two", "takeaction.packs", "a_pack", "1.0") in facts
    assert "one" not in [name for name, *_ in facts]


def test_a_missing_folder_on_the_path_is_ignored(monkeypatch, tmp_path):
    before = facts_of(find_entry_points(["takeaction.packs"]))
    monkeypatch.syspath_prepend(str(tmp_path / "absent"))

    assert facts_of(find_entry_points(["takeaction.packs"])) == before


class Finder:
    """A finder of distributions that is not Python's own."""

    def find_spec(self, *_):
        """Find no module."""

    def find_distributions(self, *_):
        return ()


def test_another_finder_is_used_through_the_standard_library(monkeypatch):
    monkeypatch.setattr(
        "takeaction.packs.sources.entry_points._is_metadata_imported", lambda: False
    )
    before = [pack.place for pack in discover().packs]
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder()])

    assert find_entry_points(["takeaction.packs"]) is None
    assert [pack.place for pack in discover().packs] == before


def test_an_archive_on_the_path_is_left_to_the_standard_library(monkeypatch, tmp_path):
    with ZipFile(tmp_path / "some.zip", "w") as archive:
        archive.writestr("nothing.txt", "")
    monkeypatch.syspath_prepend(str(tmp_path / "some.zip"))

    assert find_entry_points(["takeaction.packs"]) is None


def test_an_egg_is_left_to_the_standard_library(monkeypatch, tmp_path):
    (tmp_path / "some.egg").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path / "some.egg"))

    assert find_entry_points(["takeaction.packs"]) is None


@pytest.mark.parametrize(
    "records",
    [{"METADATA": "Name: odd\n"}, {"entry_points.txt": "[takeaction.packs]\nodd\n"}],
    ids=["no version", "no value"],
)
def test_an_unusual_record_is_left_to_the_standard_library(install, records, tmp_path):
    install("odd", entries={"takeaction.packs": "odd = odd"})
    (info,) = (tmp_path / "site").glob("odd*.dist-info")
    for name, text in records.items():
        (info / name).write_text(text)

    assert find_entry_points(["takeaction.packs"]) is None
