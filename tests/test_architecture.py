"""The page on architecture matches the code: floors, rooms, changes, and the path of a record."""

import re
import runpy
import sys
from datetime import UTC, datetime
from pathlib import Path

import takeaction
from takeaction import HelpQuery, find_help, load

ROOT = Path(__file__).parents[1]
PACKAGE = Path(takeaction.__file__).parent
PAGE = (ROOT / "docs" / "explanation" / "architecture.md").read_text("utf-8")
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "architecture.py"))
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
    """Return the text below a heading of the page, up to the next one of its level."""
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_floors_and_rooms_are_those_of_the_code():
    # ``python scripts/architecture.py`` would change nothing.
    assert SCRIPT["written"](PAGE) == PAGE


def test_every_room_has_a_contract():
    rooms = {
        ".".join(("takeaction", *path.parent.relative_to(PACKAGE).parts))
        for path in PACKAGE.rglob("__init__.py")
    }
    without = {room for room in rooms if len(list(folder(room).glob("*.py"))) <= 2}

    assert rooms - without == SCRIPT["floors"]().keys() - without


def folder(room):
    return PACKAGE.joinpath(*room.split(".")[1:])


def changes():
    rows = re.findall(
        r"^\| (?!---|If you)(.+?) \| (.+) \|$", section("Where do I change…"), re.MULTILINE
    )
    return {change: re.findall(r"`([\w./*-]+[./][\w./*-]*)`", places) for change, places in rows}


def test_the_page_knows_twenty_changes():
    assert len(changes()) >= 20
    assert all(changes().values())


def test_a_change_names_files_that_are_there(subtests):
    for change in changes():
        with subtests.test(str(change)):
            for place in changes()[change]:
                assert any((root / place).exists() for root in (PACKAGE, ROOT)), place


def way():
    return re.findall(r"^\d+\. `([\w/]+)`", section("The path of a record"), re.MULTILINE)


def test_a_record_goes_the_way_that_the_page_describes(tmp_path):
    (tmp_path / "pack.toml").write_text(HEADER, encoding="utf-8")
    (tmp_path / "resources.toml").write_text(LINE, encoding="utf-8")
    files = {str(PACKAGE / f"{module}.py"): module for module in way()}
    entered = {}

    def note(frame, event, _):
        module = files.get(frame.f_code.co_filename)
        if event == "call" and module and frame.f_code.co_name != "<module>":
            entered.setdefault(module, len(entered))

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        catalog = load(paths=[tmp_path], packs=[])
        answer = find_help(catalog, HelpQuery("US-TX"), at=AT).as_json()
    finally:
        sys.setprofile(before)

    assert [line["id"] for line in answer["lines"]] == ["trial:line"]
    assert list(entered) == way()
    assert 0 < len(way()) <= 15
