"""Start a pack: a whole distribution that passes its check at once."""

import re
import tomllib
from datetime import date

import pytest
from hatchling.builders.wheel import WheelBuilder

from takeaction import PackErrors, QueryError, UnknownWordError, load
from takeaction.authoring.new import create, find_language
from takeaction.authoring.schema import schema_files
from takeaction.testing import check_pack
from takeaction.vocabulary import Kind

TODAY = date(2026, 11, 25)


@pytest.fixture
def start(tmp_path):
    """Return a function that starts a pack in an empty place, and gives its folder."""

    def new(id="ke-help", region="KE", language="sw", folder=None):
        root = tmp_path / "new" if folder is None else folder
        create(id, region=region, language=language, today=TODAY, folder=root)
        return root

    return new


def test_a_new_pack_passes_its_check_with_one_record_of_each_kind(start):
    """There is no mistake and no warning in it, and an example of everything a pack can hold."""
    catalog = check_pack(start())

    counts = dict(catalog.packs["ke-help"].counts)
    assert counts == {kind.value: 1 for kind in Kind if kind is not Kind.WORD}
    assert [word.id for word in catalog.words if ":" in word.id] == ["ke-help:example-skill"]


def test_a_new_pack_says_for_whom_and_in_which_language_it_is(start):
    """The header holds the place and the language, and the version is the month it was started."""
    root = start(region="kenya", language="Swahili")
    header = load(paths=[root], packs=[]).packs["ke-help"].header

    assert (header.regions, header.languages, header.source_language) == ({"KE"}, {"sw"}, "sw")
    assert str(header.title) == "EXAMPLE. Where to turn: Kenya"
    assert tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"] == (
        "2026.11.0"
    )


@pytest.mark.parametrize("region", ["001", "150", "EU", "GB-KEN", "XK", "CI"])
def test_a_new_pack_passes_its_check_wherever_it_is_for(start, region):
    """A part of a country, a group of countries and the whole world do as well as a country."""
    assert check_pack(start(region=region)).packs["ke-help"].header.regions == {region}


def test_no_answer_shows_an_example(start):
    """Every example is retired until its author says otherwise, and says EXAMPLE first."""
    catalog = check_pack(start())

    assert {str(record.status) for record in catalog} == {"retired"}
    assert all(str(record.label).startswith("EXAMPLE") for record in catalog)


def test_no_example_has_a_number(start):
    """Nobody is sent to a number that was made up: there is none, and example.org is linked."""
    root = start()

    texts = [path.read_text("utf-8") for path in (root / "src").rglob("*.toml")]
    assert not [found for text in texts for found in re.findall(r"^\s*dial\b", text, re.MULTILINE)]
    assert {host for text in texts for host in re.findall(r"https?://([^/\"]+)", text)} == {
        "example.org"
    }


def test_a_new_pack_is_built_as_it_stands(start):
    """The wheel can be built at once, by the hook of the library."""
    root = start()

    (wheel,) = WheelBuilder(str(root)).build(directory=str(root / "dist"), versions=["standard"])

    assert wheel.endswith("takeaction_pack_ke_help-2026.11.0-py3-none-any.whl")
    assert load(paths=[wheel], packs=[]).digest == load(paths=[root], packs=[]).digest


def test_the_test_of_a_new_pack_holds_every_rule_against_it(start):
    """The test that comes with it passes, and fails once there is a mistake."""
    root = start()
    path = root / "tests" / "test_ke_help.py"

    def run():
        names = {"__file__": str(path)}
        exec(compile(path.read_text("utf-8"), path, "exec"), names)  # noqa: S102 - our own template
        names["test_no_rule_is_broken"]()

    run()
    header = root / "src" / "takeaction_pack_ke_help" / "pack.toml"
    header.write_text(header.read_text("utf-8").replace("caveat", "caveats"), encoding="utf-8")
    with pytest.raises(PackErrors):
        run()


def test_every_file_of_content_names_a_schema_that_is_there(start):
    """An editor finds what each file may hold beside it, without any network."""
    root = start()

    for path in (root / "src" / "takeaction_pack_ke_help").glob("*.toml"):
        first = path.read_text("utf-8").partition("\n")[0]
        schema = path.parent / first.removeprefix("#:schema ")
        assert schema.read_text("utf-8") == schema_files()[f"{path.stem}.schema.json"]


def test_nothing_of_the_template_is_left_unfilled(start):
    """No file holds a placeholder, and none but the schemas a line that is hard to read."""
    root = start()

    for path in root.rglob("*"):
        if path.is_file() and path.suffix != ".json":
            text = path.read_text("utf-8")
            assert "§" not in text, path
            assert max(map(len, text.splitlines())) <= 132, path


def test_the_workflows_publish_without_a_key_and_never_an_example(start):
    """A tag is checked, built, and published by a job that may do that and nothing else."""
    text = (start() / ".github" / "workflows" / "publish.yml").read_text("utf-8")
    check, publish = text.split("  publish:\n")

    assert "permissions:\n  contents: read\n" in check
    for step in ("takeaction pack check .", "pytest tests", "-m build", "grep -rn EXAMPLE"):
        assert f"{step}" in check
    assert "needs: check" in publish
    assert "startsWith(github.ref, 'refs/tags/')" in publish
    assert "id-token: write" in publish
    assert "secrets." not in text


def test_the_calendar_opens_an_issue_when_something_is_due(start):
    """Once a week it asks what is due, and opens one issue, not one a week."""
    text = (start() / ".github" / "workflows" / "calendar.yml").read_text("utf-8")

    assert re.search(r"cron: \"\d+ \d+ \* \* \d\"", text)
    for step in ("takeaction pack due .", "gh issue list", "gh issue create", "issues: write"):
        assert step in text


def test_a_folder_that_is_there_and_empty_is_taken(start, tmp_path):
    """Somebody may have made the folder first."""
    (tmp_path / "made").mkdir()

    assert (start(folder=tmp_path / "made") / "README.md").exists()


def test_without_a_folder_the_pack_is_written_into_one_of_its_name(tmp_path, monkeypatch):
    """The folder has the name of the pack, in the folder one is in; the files are listed."""
    monkeypatch.chdir(tmp_path)

    files = create("np-lines", region="NP", language="ne", today=TODAY)

    assert {path.parts[0] for path in files} == {"np-lines"}
    assert sorted(files) == sorted(
        path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()
    )


@pytest.mark.parametrize("stands", ["file", "folder", "link"])
def test_nothing_is_written_over(start, tmp_path, stands):
    """A file, a folder in which something stands, and a link to elsewhere are left alone."""
    place = tmp_path / "here"
    if stands == "file":
        place.write_text("mine", encoding="utf-8")
    elif stands == "folder":
        place.mkdir()
        (place / "mine.txt").write_text("mine", encoding="utf-8")
    else:
        (tmp_path / "elsewhere").mkdir()
        place.symlink_to(tmp_path / "elsewhere")
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(QueryError) as caught:
        start(folder=place)

    assert (caught.value.code, caught.value.field) == ("query.folder", "folder")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("id", "such"),
    [
        ("Kent Help", '"kent-help"'),
        ("kent_help", '"kent-help"'),
        ("kent--help", '"kent-help"'),
        ("", '"kent-help"'),
        ("../kent", '"kent"'),
        ("a" * 65, '"kent-help"'),
    ],
)
def test_an_id_that_is_none_is_refused_with_one_that_is(start, tmp_path, id, such):
    """The text names an id that would do; nothing is written."""
    with pytest.raises(QueryError) as caught:
        start(id=id)

    assert (caught.value.code, caught.value.field) == ("query.id", "id")
    assert str(caught.value).endswith(f"such as {such}.")
    assert not any(tmp_path.iterdir())


def test_a_region_that_is_none_is_refused_with_the_nearest(start):
    """A typing mistake is met with names that are nearly the same."""
    with pytest.raises(UnknownWordError) as caught:
        start(region="Kennya")

    assert (caught.value.field, caught.value.nearest[0]) == ("region", "Kenya")


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("sw", "sw"),
        ("Swahili", "sw"),
        ("es_mx", "es-MX"),
        ("ZH-hant", "zh-Hant"),
        ("luo", "luo"),
        ("bm", "bm"),
    ],
)
def test_a_language_is_written_as_a_tag_or_by_its_name(written, tag):
    """Also languages that the library has no name for can be written in."""
    assert find_language(written) == tag


@pytest.mark.parametrize(
    ("written", "nearest"),
    [("swahilli", "Swahili"), ("xx", None), ("en-", None), ("spanisch", "Spanish"), ("", None)],
)
def test_a_language_that_is_none_is_refused_with_the_nearest(written, nearest):
    """What is no tag and no name of a language is refused."""
    with pytest.raises(UnknownWordError) as caught:
        find_language(written)

    assert caught.value.field == "language"
    assert caught.value.nearest[:1] == ((nearest,) if nearest else ())
