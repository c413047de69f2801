"""``takeaction poster``: one file to print, and what was left out of it."""

import json
import sys

import pytest

from takeaction.web import visit

AT = ("--at", "2026-11-24T15:00Z")
LINE = """\
[[resource]]
id = "{id}"
name = "The {id} line"
kind = "hotline"
purposes = ["support"]
operator_kind = "ngo"
regions = ["US"]
source = {{ title = "A directory", dated = "{dated}" }}
verified = {{ method = "two-sources", review_by = 2027-05-01 }}

[[resource.contacts]]
channel = "voice"
dial = "+188855501{end}"
display = "1-888-555-01{end}"
hours = "24/7"
"""
GOOD = LINE.format(id="good", dated="2026-10-01", end="00")
OLD = LINE.format(id="old", dated="2020-01-01", end="01")


@pytest.fixture
def folder(make_pack):
    return make_pack("made", resources=GOOD + OLD)


@pytest.fixture
def poster(takeaction, folder):
    return lambda *options: takeaction("poster", "--region", "US", *options, *AT, packs=[folder])


def test_a_poster_is_written_as_one_file(poster, tmp_path):
    path = tmp_path / "poster.html"

    ran = poster("--language", "en", "--language", "es", "-o", path)

    page = path.read_text("utf-8")
    assert ran.code == 0
    assert " ".join(ran.out.split()) == (
        f"{path}: 1 line. Check again by 1 May 2027."
        " Before you hang it up, call each number and hear who answers."
    )
    assert ran.err_rows == ("made:old, voice: its evidence is out of date.",)
    assert page.startswith("<!doctype html>")
    assert "<title>Poster</title>" in page
    assert "1-888-555-0100" in page
    assert "1-888-555-0101" not in page
    assert "Puede hablar con alguien." in page


def test_without_a_file_the_poster_is_printed(poster):
    ran = poster()

    assert ran.code == 0
    assert ran.out.startswith("<!doctype html>")
    assert ran.out.endswith("</html>\n")


def test_a_program_reads_what_is_on_it(poster, tmp_path):
    path = tmp_path / "poster.html"

    written = json.loads(poster("--json", "-o", path, "--size", "wallet").out)
    shown = json.loads(poster("--json").out)

    assert written == {
        "file": str(path),
        "size": "wallet",
        "lines": [{"id": "made:good", "number": "1-888-555-0100", "code": "tel:+18885550100"}],
        "again": "Check again by 1 May 2027.",
        "left_out": [{"id": "made:old", "contact": "voice", "why": "out-of-date"}],
    }
    assert shown["html"].startswith("<!doctype html>")
    assert shown["file"] is None


def test_a_poster_replaces_a_web_page_and_no_other_file(poster, tmp_path):
    old, letter = tmp_path / "old.html", tmp_path / "letter.txt"
    old.write_text("<!doctype html><title>Old</title>", "utf-8")
    letter.write_text("Dear all", "utf-8")

    assert poster("-o", old).code == 0
    ran = poster("-o", letter)

    assert "1-888-555-0100" in old.read_text("utf-8")
    assert ran.code == 2
    assert "is not a web page" in ran.err
    assert letter.read_text("utf-8") == "Dear all"


def test_a_file_that_cannot_be_written_is_refused(poster, tmp_path):
    ran = poster("-o", tmp_path / "nowhere" / "poster.html")

    assert ran.code == 2
    assert "cannot be written" in ran.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--region", "Nowhere"], "We don't know that place."),
        (["--language", "??"], "as a language tag"),
        (["--language", "xx"], "there is no such language"),
        (["--size", "lettre"], "We don't know that size. Did you mean letter?"),
        (["--size", "poster"], "We don't know that size."),
        (["--page", "http://example.org/"], "Give page as the https address"),
        (
            ["--language", "en", "--language", "es", "--language", "fr", "--language", "de"],
            "most 3",
        ),
    ],
)
def test_a_wrong_call_is_refused(poster, options, said):
    ran = poster(*options)

    assert ran.code == 2
    assert ran.out == ""
    assert said in " ".join(ran.err.split())
    assert not {"Nowhere", "lettre", "http://example.org/"}.intersection(ran.err.split())


def test_a_poster_needs_a_place(takeaction):
    ran = takeaction("poster")

    assert ran.code == 2
    assert "--region" in ran.err


def test_a_place_without_a_number_for_a_wall_is_refused(takeaction, make_pack):
    folder = make_pack("made", resources=OLD)
    call = ("poster", "--region", "US", *AT)

    ran = takeaction(*call, packs=[folder])
    answer = json.loads(takeaction(*call, "--json", packs=[folder]).out)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err_rows[0] == "made:old, voice: its evidence is out of date."
    assert "No number of this place can go on a poster" in ran.err_rows[1]
    assert answer["error"]["code"] == "query.poster"


@pytest.mark.parametrize("package", ["segno", "jinja2"])
def test_a_poster_says_which_extra_it_needs(poster, monkeypatch, package):
    monkeypatch.setitem(sys.modules, package, None)
    visit._templates.cache_clear()  # noqa: SLF001 - else it is not imported again

    ran = poster()

    assert ran.code == 2
    assert "takeaction[web]" in ran.err
