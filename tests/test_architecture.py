"""The page on architecture: each folder is named, each path exists, and a record goes that way."""

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import takeaction
from takeaction import HelpQuery, find_help, load, view

ROOT = Path(__file__).parents[1]
PACKAGE = Path(takeaction.__file__).parent
PAGE = (ROOT / "docs" / "explanation" / "architecture.md").read_text("utf-8")
AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
HEADER = """
id = "trial"
title = "A trial"
publisher = "The tests"
licence = "CC0-1.0"
schema = 1
"""
LINE = """
[[resource]]
id = "line"
name = "A line"
kind = "hotline"
purposes = ["support"]
regions = ["US"]
source = { title = "A page" }
verified = { method = "operator-page", on = 2026-11-20 }
[[resource.contacts]]
channel = "voice"
dial = "+12025550123"
display = "1-202-555-0123"
hours = "24/7"
"""


def section(title):
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def folders():
    rows = re.findall(r"^\| `([\w/]+)/` \| .+ \| (.+) \|$", section("Folders"), re.MULTILINE)
    return {folder: re.findall(r"`([\w/.]+)`", chapters) for folder, chapters in rows}


def exists(place):
    return any(
        (root / f"{place}{ending}").exists() for root in (PACKAGE, ROOT) for ending in ("", ".py")
    )


def test_each_folder_is_named_and_its_first_chapters_exist():
    there = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name[0] != "_"}

    assert folders().keys() == there
    assert [
        f"{folder}/{chapter}"
        for folder, chapters in folders().items()
        for chapter in chapters
        if not exists(f"{folder}/{chapter}")
    ] == []


def test_each_path_of_the_page_exists():
    text = "".join(section(title) for title in ("The way of the data", "Contracts"))
    places = re.findall(r"`([a-z_]+/[\w./]+)`", text + section("I want to change…"))

    assert [place for place in places if not exists(place)] == []


def test_each_change_names_a_path_or_a_folder():
    rows = re.findall(
        r"^\| (?!---|Change )(.+?) \| (.+) \|$", section("I want to change…"), re.MULTILINE
    )

    assert len(rows) >= 12
    assert all(re.search(r"`[a-z_]+/[\w./]*`", places) for _, places in rows)


def test_a_record_goes_the_way_that_the_page_describes(tmp_path):
    way = re.findall(r"^\d+\. `([\w/]+)`", section("The way of the data"), re.MULTILINE)
    (tmp_path / "pack.toml").write_text(HEADER, encoding="utf-8")
    (tmp_path / "resources.toml").write_text(LINE, encoding="utf-8")
    files = {str(PACKAGE / f"{chapter}.py"): chapter for chapter in way}
    entered = {}

    def note(frame, event, _):
        chapter = files.get(frame.f_code.co_filename)
        if event == "call" and chapter and frame.f_code.co_name != "<module>":
            entered.setdefault(chapter, len(entered))

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        catalog = load(paths=[tmp_path], packs=[])
        help_ = find_help(catalog, HelpQuery("US-TX"), at=AT)
        answer = help_.as_json()
        view(help_)
    finally:
        sys.setprofile(before)

    assert [line["id"] for line in answer["lines"]] == ["trial:line"]
    assert list(entered) == way
