"""``takeaction pack new``, ``pack schema`` and ``pack due``: for those who write packs."""

import json

import pytest

from takeaction.authoring.schema import KINDS, file_name, schema_files, schema_of

AT = "2026-11-24T15:00Z"
FORM = 'in a-z, 0-9 and single hyphens, at most 64 characters, such as "ke-help".'

OLD = """\
[[resource]]
id = "line"
name = "A line"
kind = "hotline"
source = { title = "A page" }
verified = { method = "called", on = 2026-05-01 }

[[resource.contacts]]
channel = "web"
url = "https://example.org/"

[[resource]]
id = "guide"
name = "A guide"
kind = "guide"
source = { title = "A page", dated = "2023" }
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Return an empty folder that one is in."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_a_new_pack_says_what_to_do_next_and_passes_its_check(takeaction, here):
    """The answer names the folder and the next command, and that command finds no mistake."""
    started = takeaction(
        "pack", "new", "ke-help", "--region", "KE", "--language", "sw", "--at", AT, packs="none"
    )
    checked = takeaction("pack", "check", "ke-help")

    assert (started.code, started.err) == (0, "")
    assert started.out == (
        "ke-help: 26 files. Replace what says EXAMPLE, and read README.md.\n"
        "Then: takeaction pack check ke-help\n"
    )
    assert (checked.code, checked.err) == (0, "")
    assert 'version = "2026.11.0"' in (here / "ke-help" / "pyproject.toml").read_text("utf-8")


def test_a_new_pack_is_in_english_unless_told_otherwise(takeaction, here):
    """Without a language the texts are in English."""
    takeaction("pack", "new", "kent-help", "--region", "GB-KEN", "--to", "a/b")

    header = here / "a" / "b" / "src" / "takeaction_pack_kent_help" / "pack.toml"
    assert 'source_language = "en"' in header.read_text("utf-8")


def test_the_files_of_a_new_pack_are_listed_as_json(takeaction, here):
    """A program learns the folder and each file in it."""
    made = json.loads(takeaction("pack", "new", "ke", "--region", "KE", "--json").out)

    assert made["folder"] == "ke"
    assert sorted(made["files"]) == sorted(
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
                'Unknown region "Kennya". Did you mean Kenya?',
            ),
        ),
        (
            ["ke", "--region", "KE", "--language", "Swahilli"],
            (
                "word.unknown",
                "language",
                'Unknown language "Swahilli". Did you mean Swahili or Swati?',
            ),
        ),
        (
            ["ke", "--region", "KE", "--to", "."],
            (
                "query.folder",
                "folder",
                "Name a folder that is not there yet, or is empty: nothing is written over.",
            ),
        ),
        (
            ["ke", "--region", "KE", "--language", "en", "--language", "sw"],
            ("usage", None, "A pack is written in one language; others are translations."),
        ),
        (
            ["ke", "--region", "KE", "--to", "mine/ke"],
            ("usage", None, '"mine/ke" cannot be written: Not a directory.'),
        ),
        (["ke"], ("usage", None, "The following arguments are required: --region.")),
    ],
    ids=["id", "region", "language", "folder", "languages", "unwritable", "no-region"],
)
def test_a_wrong_call_writes_nothing(takeaction, here, arguments, error):
    """Each ends with exit code 2 and says what to write instead."""
    (here / "mine").write_text("mine", encoding="utf-8")

    plain = takeaction("pack", "new", *arguments)
    told = json.loads(takeaction("pack", "new", *arguments, "--json").out)["error"]

    assert (plain.code, plain.err.splitlines()[0]) == (2, f"takeaction: {error[2]}")
    assert (told["code"], told["field"], told["text"]) == error
    assert [path.name for path in here.iterdir()] == ["mine"]


def test_one_schema_is_printed_and_all_are_written(takeaction, here):
    """With a kind it is printed; into a folder go all of them, or that one."""
    printed = takeaction("pack", "schema", "word")
    every = takeaction("pack", "schema", "--to", "all")
    one = takeaction("pack", "schema", "pack", "--to", "one", "--json")

    assert json.loads(printed.out) == schema_of("word")
    assert every.out.split() == ["all:", *", ".join(sorted(schema_files())).split()]
    assert {path.name: path.read_text("utf-8") for path in (here / "all").iterdir()} == (
        schema_files()
    )
    assert json.loads(one.out) == {"folder": "one", "files": ["pack.schema.json"]}
    assert [path.name for path in (here / "one").iterdir()] == ["pack.schema.json"]


def test_all_schemas_are_printed_by_the_name_of_their_file(takeaction):
    """Without a kind and a folder there is one object that holds them all."""
    printed = json.loads(takeaction("pack", "schema").out)

    assert printed == {file_name(kind): schema_of(kind) for kind in KINDS}


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["words"], 'Unknown kind "words". Did you mean word?'),
        (["--to", "mine"], '"mine" cannot be written: File exists.'),
    ],
    ids=["kind", "folder"],
)
def test_a_schema_that_cannot_be_given_is_a_wrong_call(takeaction, here, arguments, text):
    """A kind that is none, and a folder that is none, end with exit code 2."""
    (here / "mine").write_text("mine", encoding="utf-8")

    ran = takeaction("pack", "schema", *arguments)

    assert (ran.code, ran.err.splitlines()[0]) == (2, f"takeaction: {text}")


def test_what_is_due_is_listed_with_its_age(takeaction, make_pack):
    """The oldest first, with exit code 1, so that a calendar can tell."""
    pack = make_pack("old", resources=OLD)

    ran = takeaction("pack", "due", pack, "--at", AT)
    told = takeaction("pack", "due", pack, "--at", AT, "--json")

    assert (ran.code, ran.err) == (1, "")
    assert ran.out == (
        "old:guide: stale, 1,423 days since 2023-01-01\n"
        "old:line, web: stale, 207 days since 2026-05-01\n"
    )
    assert told.code == 1
    assert json.loads(told.out)["due"] == [
        {
            "id": "old:guide",
            "contact": None,
            "state": "stale",
            "since": "2023-01-01",
            "age_days": 1423,
        },
        {
            "id": "old:line",
            "contact": "web",
            "state": "stale",
            "since": "2026-05-01",
            "age_days": 207,
        },
    ]


def test_nothing_is_due_soon_after_somebody_made_sure(takeaction, make_pack):
    """The exit code is 0 when nobody has to look again."""
    pack = make_pack("new", resources=OLD.replace("2023", "2026"))

    ran = takeaction("pack", "due", pack, "--at", "2026-06-01T00:00Z")

    assert (ran.code, ran.out) == (0, "Nothing is due.\n")


def test_a_pack_with_a_mistake_cannot_be_told_of_as_a_whole(takeaction, make_pack):
    """What was left out may be due, so the mistake is named and the exit code is 1."""
    pack = make_pack("wrong", resources=OLD.replace('"hotline"', '"hot-line"'))

    ran = takeaction("pack", "due", pack, "--at", "2023-06-01T00:00Z")

    assert ran.code == 1
    assert "did you mean hotline?" in ran.out
