"""Files that are not read because of their name are named, with what to do about them."""

import make
import pytest

from takeaction import load
from takeaction.packs.sources.strays import find_strays

HEADER = make.header("trial", title="A trial", publisher="The tests", licence="CC0-1.0")


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("resources.toml.txt", "rename it to resources.toml."),
        ("Resources.toml", "rename it to resources.toml."),
        ("resources.TOML", "rename it to resources.toml."),
        ("resources.txt", "rename it to resources.toml."),
        ("resources (1).txt", "rename it to resources.toml."),
        ("resources.tml", "rename it to resources.toml."),
        ("resources.yaml", "rename it to resources.toml."),
        ("pack.toml.txt", "rename it to pack.toml."),
        ("patches.docx", "rename it to patches.toml."),
        ("es.po.txt", "rename it to es.po."),
        ("resources.csv", "turn it into records: takeaction pack import."),
        ("Resource.xlsx", "turn it into records: takeaction pack import."),
    ],
)
def test_a_stray_file_is_named_with_what_to_do(name, fix):
    assert list(find_strays([name])) == [(name, fix)]


@pytest.mark.parametrize(
    "name",
    [
        *("resources.toml", "pack.json", "es.po", "es.more.po", "pyproject.toml", "README.md"),
        *(".resources.toml.swp", "resources.toml~", "resources.toml.bak", "notes.txt", "list.csv"),
    ],
)
def test_anything_else_is_left_alone(name):
    assert list(find_strays([name])) == []


def test_a_sheet_beside_its_records_is_not_stray():
    assert list(find_strays(["resources.csv", "resources.toml"])) == []


def test_a_kind_that_is_gone_is_not_gone_without_a_word(tmp_path):
    # A file with one end too many is a warning at load, also in the folder of translations.
    (tmp_path / "pack.toml").write_text(HEADER, encoding="utf-8")
    (tmp_path / "resources.toml.txt").write_text("", encoding="utf-8")
    (tmp_path / "Vendors.toml").write_text("", encoding="utf-8")
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale" / "es.po.txt").write_text("", encoding="utf-8")

    mistakes = load(paths=[tmp_path], packs=[]).mistakes

    assert [(error.code, error.where.file, str(error.outcome)) for error in mistakes] == [
        ("read.unknown_file", "Vendors.toml", "warn"),
        ("read.unknown_file", "locale/es.po.txt", "warn"),
        ("read.unknown_file", "resources.toml.txt", "warn"),
    ]


@pytest.mark.parametrize("folder", ["", "src/takeaction_pack_trial"])
def test_a_header_of_another_name_is_found(tmp_path, folder):
    place = tmp_path / folder
    place.mkdir(parents=True, exist_ok=True)
    (place / "actions.tml").write_text("", encoding="utf-8")
    (place / "pack.toml.txt").write_text(HEADER, encoding="utf-8")

    (error,) = load(paths=[tmp_path], packs=[]).mistakes

    assert error.fix == "pack.toml.txt has another name: rename it to pack.toml."
