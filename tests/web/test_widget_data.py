"""The data of the widget: the words and numbers of the library, with their dates."""

import json
import os
import re
from datetime import date
from hashlib import sha256

import pytest

import takeaction as ta
from takeaction.web import widget
from takeaction.web.widget.folder import SCRIPT, place_help, widget_files

MADE = date(2026, 11, 28)
LIMIT = 15_000
NAMES = ("channel", "dial", "display", "url", "email")
"""What a way to reach somebody has from its contact, unchanged."""


@pytest.fixture(scope="module")
def files(catalog):
    return widget_files(catalog, made=MADE, languages=("en", "ar"))


@pytest.fixture(scope="module")
def script():
    path = os.path.join(os.path.dirname(widget.__file__), "assets", SCRIPT)
    with open(path, encoding="utf-8") as file:
        return file.read()


def test_the_widget_is_one_small_file(script):
    assert len(script.encode()) <= LIMIT
    assert max(map(len, script.splitlines())) < 250


def test_the_widget_shows_data_as_text_alone(script):
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function\(|\.style\b|setTimeout"
        r"|localStorage|sessionStorage|cookie|sendBeacon|XMLHttpRequest|import\(|https?://(?!…)"
    )

    assert not re.search(forbidden, "\n".join(_code(script)))
    assert script.count("fetch(") == 1


def _code(script):
    """Yield the lines of a script without comments and without patterns of addresses."""
    for line in script.splitlines():
        if not line.lstrip().startswith("//") and "replace(/https" not in line:
            yield line


def test_every_place_has_the_lines_of_the_library_in_its_order(catalog, files):
    # The law: the widget says what ``find_help`` says.
    places = sorted({place for place, _ in catalog.coverage().pairs})
    assert json.loads(files["index.json"])["places"] == places
    for place in places:
        data = json.loads(files[f"places/{place}.json"])
        assert data["place"] == place
        for language, answer in data["languages"].items():
            help_ = ta.find_help(catalog, ta.HelpQuery(region=place), languages=[language])

            assert answer["danger"]["dial"] == help_.emergency.dial
            assert [line["id"] for line in answer["lines"]] == [line.resource.id for line in help_]
            shown = [way for line in answer["lines"] for way in line["ways"]]
            ours = [way.contact for way in help_.ways]
            assert [[way[name] for name in NAMES] for way in shown] == [
                [getattr(contact, name) for name in NAMES] for contact in ours
            ]


def test_who_answers_and_the_evidence_stand_beside_each_number(catalog):
    line = place_help(catalog, "US", ("en",))["languages"]["en"]["lines"][0]

    assert line["name"]["text"] == "National Human Trafficking Hotline"
    assert line["who"]["text"].startswith("An independent organisation, not the police.")
    assert line["evidence"]
    assert line["source"]["url"].startswith("https://")
    assert line["is_enforcement"] is False
    assert line["ways"][0]["text"] == "Call 1-888-373-7888"
    assert line["ways"][0]["times"] == "Hours: 24/7"


def test_every_text_has_its_language_and_direction(catalog):
    answer = place_help(catalog, "US", ("ar",))["languages"]["ar"]

    assert (answer["danger"]["language"], answer["danger"]["dir"]) == ("ar", "rtl")
    assert answer["danger"]["source"].startswith("If you or someone else could be hurt right now")
    assert (answer["labels"]["language"], answer["labels"]["dir"]) == ("en", "ltr")
    assert "\u20681-888-373-7888\u2069" in answer["lines"][0]["ways"][0]["text"]


def test_nothing_says_that_a_line_is_open(files):
    assert not re.search(rb"(?i)open now|closed now", b"".join(files.values()))


def test_the_index_says_when_to_check_again(catalog, files):
    index = json.loads(files["index.json"])

    assert (index["made"], index["check_again_by"]) == ("2026-11-28", "2026-12-28")
    assert index["digest"] == catalog.digest
    assert index["languages"] == ["en", "ar"]


def test_the_same_records_and_day_give_the_same_data(catalog, files):
    again = widget_files(catalog, made=MADE, languages=("en", "ar"))
    manifest = json.loads(files["export.json"])

    assert again == files
    assert list(files) == sorted(files)
    assert manifest["takeaction"] == "widget"
    assert manifest["files"][SCRIPT] == f"sha256:{sha256(files[SCRIPT]).hexdigest()}"


def test_chosen_places_are_the_only_ones(catalog):
    files = widget_files(catalog, made=MADE, regions=("US-TX", "GB"))

    assert [path for path in files if "/" in path] == ["places/GB.json", "places/US-TX.json"]
    assert json.loads(files["index.json"])["places"] == ["US-TX", "GB"]
