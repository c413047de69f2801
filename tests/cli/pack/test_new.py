"""``takeaction pack new``: start a pack."""

import json
import tomllib

import pytest

AT = "2026-11-24T15:00Z"
FORM = 'in a-z, 0-9 and single hyphens, at most 64 characters, such as "ke-help".'


def test_a_new_pack_names_the_next_step_and_passes_its_check(takeaction, here):
    started = takeaction(
        "pack", "new", "ke-help", "--region", "KE", "--language", "sw", "--at", AT, packs="none"
    )
    checked = takeaction("pack", "check", "ke-help")

    assert (started.code, started.err) == (0, "")
    assert started.out == (
        "ke-help: 34 files. Replace every EXAMPLE, and read README.md.\n"
        "Then: takeaction pack check ke-help\n"
    )
    assert (checked.code, checked.err) == (0, "")
    assert 'version = "2026.11.0"' in (here / "ke-help" / "pyproject.toml").read_text("utf-8")


def test_a_new_pack_is_in_english_unless_told_otherwise(takeaction, here):
    takeaction("pack", "new", "kent-help", "--region", "GB-KEN", "--to", "a/b")

    header = here / "a" / "b" / "src" / "takeaction_pack_kent_help" / "pack.toml"
    assert 'source_language = "en"' in header.read_text("utf-8")


def test_a_new_pack_has_every_place_and_language_that_the_call_names(takeaction, here):
    call = ("pack", "new", "gb-help", "--region", "GB", "--region", "England", "--region", "GB")
    started = takeaction(*call, "--language", "en", "--language", "Welsh", packs="none")

    header = tomllib.loads(
        (here / "gb-help/src/takeaction_pack_gb_help/pack.toml").read_text("utf-8")
    )
    assert started.code == 0
    assert header["regions"] == ["GB", "GB-ENG"]
    assert (header["languages"], header["source_language"]) == (["en", "cy"], "en")
    assert header["title"] == "EXAMPLE. Where to turn: United Kingdom and England"
    assert takeaction("pack", "check", "gb-help").code == 0


def test_the_files_of_a_new_pack_are_listed_as_json(takeaction, here):
    answer = json.loads(takeaction("pack", "new", "ke", "--region", "KE", "--json").out)

    assert answer["folder"] == "ke"
    assert sorted(answer["files"]) == sorted(
        path.relative_to(here).as_posix() for path in here.rglob("*") if path.is_file()
    )


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (
            ["Ke Help", "--region", "KE"],
            (
                "query.id",
                "id",
                f"Write id {FORM}",
            ),
        ),
        (
            ["ke", "--region", "Kennya"],
            (
                "word.unknown",
                "region",
                "We don't know that place. Did you mean “Kenya” (KE)?",
            ),
        ),
        (
            ["ke", "--region", "KE", "--language", "Swahilli"],
            (
                "word.unknown",
                "language",
                "We don't know that language. Did you mean Swahili or Swati?",
            ),
        ),
        (
            ["ke", "--region", "KE", "--to", "."],
            (
                "query.folder",
                "folder",
                "Name a folder that does not exist yet, or an empty one: no file is overwritten.",
            ),
        ),
        (
            ["ke", "--region", "KE", "--to", "mine/ke"],
            ("usage", None, '"mine/ke" cannot be written: Not a directory.'),
        ),
        (["ke"], ("usage", None, "The following arguments are required: --region.")),
    ],
    ids=["id", "region", "language", "folder", "unwritable", "no-region"],
)
def test_a_wrong_call_writes_nothing(takeaction, here, arguments, error):
    (here / "mine").write_text("mine", encoding="utf-8")

    plain = takeaction("pack", "new", *arguments)
    error_json = json.loads(takeaction("pack", "new", *arguments, "--json").out)["error"]

    assert (plain.code, plain.err.splitlines()[0]) == (2, f"takeaction: {error[2]}")
    assert (error_json["code"], error_json["field"], error_json["text"]) == error
    assert [path.name for path in here.iterdir()] == ["mine"]
