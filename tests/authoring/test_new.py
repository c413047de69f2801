"""Starting a pack: a complete project that passes its check at once."""

import re
import tomllib
from contextlib import chdir, redirect_stdout
from datetime import date
from importlib.metadata import version
from io import StringIO
from pathlib import Path

import pytest
import yaml
from hatchling.builders.wheel import WheelBuilder

from takeaction import PackErrors, QueryError, UnknownWordError, load
from takeaction.authoring.new import create_project, find_language
from takeaction.authoring.schema import schema_files
from takeaction.cli import main
from takeaction.testing import check_pack
from takeaction.vocabulary.records import Kind

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 25)


@pytest.fixture
def start(tmp_path):
    def new(id="ke-help", region="KE", language="sw", folder=None):
        root = tmp_path / "new" if folder is None else folder
        create_project(id, regions=[region], languages=[language], today=TODAY, folder=root)
        return root

    return new


def test_a_new_pack_passes_its_check_with_one_record_of_each_kind(start):
    catalog = check_pack(start())

    counts = dict(catalog.packs["ke-help"].counts)
    assert counts == {kind.value: 1 for kind in Kind if kind is not Kind.WORD}
    assert [word.id for word in catalog.words if ":" in word.id] == ["ke-help:example-skill"]


def test_a_new_pack_names_its_place_and_language(start):
    root = start(region="kenya", language="Swahili")
    header = load(paths=[root], packs=[]).packs["ke-help"].header

    assert (header.regions, header.languages, header.source_language) == ({"KE"}, {"sw"}, "sw")
    assert str(header.title) == "EXAMPLE. Where to turn: Kenya"
    assert tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"] == (
        "2026.11.0"
    )


@pytest.mark.parametrize("region", ["001", "150", "EU", "GB-KEN", "XK", "CI"])
def test_a_new_pack_passes_its_check_for_any_place(start, region):
    assert check_pack(start(region=region)).packs["ke-help"].header.regions == {region}


def test_no_answer_shows_an_example(start):
    catalog = check_pack(start())

    assert {str(record.status) for record in catalog} == {"retired"}
    assert all(str(record.label).startswith("EXAMPLE") for record in catalog)


def test_no_example_has_a_number(start):
    root = start()

    texts = [path.read_text("utf-8") for path in (root / "src").rglob("*.toml")]
    assert not [match for text in texts for match in re.findall(r"^\s*dial\b", text, re.MULTILINE)]
    assert {host for text in texts for host in re.findall(r"https?://([^/\"]+)", text)} == {
        "example.org"
    }


def test_a_new_pack_can_be_built_at_once(start):
    root = start()

    (wheel,) = WheelBuilder(str(root)).build(directory=str(root / "dist"), versions=["standard"])

    assert wheel.endswith("takeaction_pack_ke_help-2026.11.0-py3-none-any.whl")
    assert load(paths=[wheel], packs=[]).digest == load(paths=[root], packs=[]).digest


def test_the_test_of_a_new_pack_checks_every_rule(start):
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


def test_every_content_file_names_an_existing_schema(start):
    root = start()

    for path in (root / "src" / "takeaction_pack_ke_help").glob("*.toml"):
        first = path.read_text("utf-8").partition("\n")[0]
        schema = path.parent / first.removeprefix("#:schema ")
        assert schema.read_text("utf-8") == schema_files()[f"{path.stem}.schema.json"]


def test_no_placeholder_is_left_unfilled(start):
    root = start()

    for path in root.rglob("*"):
        if path.is_file() and path.suffix != ".json":
            text = path.read_text("utf-8")
            assert "§" not in text, path
            assert max(map(len, text.splitlines())) <= 132, path


WORKFLOWS = ("publish", "calendar")


def yaml_of(path):
    return yaml.safe_load(path.read_text("utf-8"))


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_action_of_a_workflow_is_named_by_commit(start, name):
    text = (start() / ".github" / "workflows" / f"{name}.yml").read_text("utf-8")

    used = re.findall(r"uses: (.*)", text)
    assert used
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each) for each in used)


def test_a_commit_is_the_same_in_every_workflow(start):
    folder = start() / ".github" / "workflows"

    texts = [(folder / f"{name}.yml").read_text("utf-8") for name in WORKFLOWS]
    used = {action for text in texts for action in re.findall(r"uses: (\S+)", text)}
    assert len(used) == len({action.partition("@")[0] for action in used})


def test_the_workflow_publishes_without_a_key_and_never_an_example(start):
    workflow = yaml_of(start() / ".github" / "workflows" / "publish.yml")
    *steps, publish = workflow["jobs"].values()
    commands = "\n".join(step.get("run", "") for job in steps for step in job["steps"])

    assert workflow["permissions"] == {"contents": "read"}
    for step in ("takeaction pack check . --annotations", "pytest tests", "-m build", "EXAMPLE"):
        assert step in commands
    assert "takeaction[authoring,testing]" in commands
    assert (publish["needs"], publish["environment"]) == ("build", "publish")
    assert publish["if"] == "startsWith(github.ref, 'refs/tags/')"
    assert publish["permissions"] == {"id-token": "write"}
    assert "secrets." not in str(workflow)


def test_the_calendar_opens_an_issue_if_something_is_due(start):
    workflow = yaml_of(start() / ".github" / "workflows" / "calendar.yml")
    commands = "\n".join(step.get("run", "") for step in workflow["jobs"]["due"]["steps"])

    (schedule,) = workflow[True]["schedule"]  # YAML 1.1 reads "on" as true
    assert re.fullmatch(r"\d+ \d+ \* \* \d", schedule["cron"])
    assert workflow["permissions"] == {"contents": "read", "issues": "write"}
    for step in ("takeaction pack due . --within 14", "gh issue list", "gh issue create"):
        assert step in commands


def test_the_commands_of_the_workflows_know_their_options(start):
    folder = start()
    workflows = [yaml_of(folder / ".github" / "workflows" / f"{name}.yml") for name in WORKFLOWS]
    steps = [step for flow in workflows for job in flow["jobs"].values() for step in job["steps"]]
    commands = "\n".join(step.get("run", "") for step in steps)
    calls = re.findall(r"takeaction (pack [a-z]+ \.[^>#|\n]*)", commands)

    with chdir(folder), redirect_stdout(StringIO()):
        assert [main(call.split()) for call in calls] == [0, 0]


@pytest.mark.parametrize("name", ["wrong-number", "new-line", "new-action"])
def test_an_issue_form_asks_for_a_source_and_has_unique_fields(start, name):
    form = yaml_of(start() / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml")
    fields = [each for each in form["body"] if each["type"] != "markdown"]

    assert {"name", "description", "title", "body"} <= form.keys()
    assert {each["type"] for each in fields} <= {"input", "textarea", "dropdown"}
    assert all(each["attributes"]["label"] for each in fields)
    assert len({each["id"] for each in fields}) == len(fields)
    assert "source" in {each["id"] for each in fields}


def test_the_readme_leads_from_an_account_to_the_first_release(start):
    text = (start() / "README.md").read_text("utf-8")

    places = [
        text.index(word) for word in ("account at github.com", "CODEOWNERS", "account at pypi.org")
    ]
    places += [
        text.index(word) for word in ("pending publisher", "trusted publishing", "first release.*")
    ]
    assert places == sorted(places)
    assert text.count("two-factor") == 2


def test_what_is_published_is_built_by_hash_and_nothing_else(start):
    root = start()
    jobs = yaml_of(root / ".github" / "workflows" / "publish.yml")["jobs"]
    runs = {
        name: [step["run"] for step in job["steps"] if "run" in step] for name, job in jobs.items()
    }
    uploads = [name for name, job in jobs.items() if "upload-artifact" in str(job["steps"])]
    installs = [run for run in runs["build"] if "pip install" in run]
    pins = [
        (folder / "build.txt").read_text("utf-8")
        for folder in (root / ".github", ROOT / "scripts" / "release")
    ]
    own, ours = (text[text.index("attrs==") :] for text in pins)

    assert (uploads, runs["publish"], jobs["publish"]["needs"]) == (["build"], [], "build")
    assert installs == [
        "python -m pip install --no-deps --require-hashes --only-binary=:all: -r .github/build.txt"
    ]
    assert "python -m build --no-isolation" in runs["build"]
    assert own == ours
    assert f"takeaction=={version('takeaction')} --hash=sha256:EXAMPLE" in pins[0]


def test_no_install_sees_a_token(start):
    folder = start()

    for name in WORKFLOWS:
        for job in yaml_of(folder / ".github" / "workflows" / f"{name}.yml")["jobs"].values():
            assert "token" not in str(job.get("env", {})).lower()
            for step in job["steps"]:
                assert "pip install" not in step.get("run", "") or "env" not in step


def test_new_actions_are_proposed_once_a_month(start):
    (update,) = yaml_of(start() / ".github" / "dependabot.yml")["updates"]

    assert (update["package-ecosystem"], update["schedule"]) == (
        "github-actions",
        {"interval": "monthly"},
    )


def test_an_empty_folder_is_accepted(start, tmp_path):
    (tmp_path / "made").mkdir()

    assert (start(folder=tmp_path / "made") / "README.md").exists()


def test_without_a_folder_the_pack_gets_one_with_its_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    files = create_project("np-lines", regions=["NP"], languages=["ne"], today=TODAY)

    assert {path.parts[0] for path in files} == {"np-lines"}
    assert sorted(files) == sorted(
        path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()
    )


@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_nothing_is_overwritten(start, tmp_path, kind):
    place = tmp_path / "here"
    if kind == "file":
        place.write_text("mine", encoding="utf-8")
    elif kind == "folder":
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
    ("id", "example"),
    [
        ("Kent Help", '"kent-help"'),
        ("kent_help", '"kent-help"'),
        ("kent--help", '"kent-help"'),
        ("", '"kent-help"'),
        ("../kent", '"kent"'),
        ("a" * 65, '"kent-help"'),
    ],
)
def test_a_bad_id_is_refused_with_a_good_one(start, tmp_path, id, example):
    with pytest.raises(QueryError) as caught:
        start(id=id)

    assert (caught.value.code, caught.value.field) == ("query.id", "id")
    assert str(caught.value).endswith(f"such as {example}.")
    assert not any(tmp_path.iterdir())


def test_an_unknown_region_is_refused_with_the_nearest(start):
    with pytest.raises(UnknownWordError) as caught:
        start(region="Kennya")

    assert (caught.value.field, caught.value.nearest[0]) == ("region", "KE")


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
def test_a_language_is_given_by_tag_or_name(written, tag):
    assert find_language(written) == tag


@pytest.mark.parametrize(
    ("written", "nearest"),
    [("swahilli", "Swahili"), ("xx", None), ("en-", None), ("spanisch", "Spanish"), ("", None)],
)
def test_an_unknown_language_is_refused_with_the_nearest(written, nearest):
    with pytest.raises(UnknownWordError) as caught:
        find_language(written)

    assert caught.value.field == "language"
    assert caught.value.nearest[:1] == ((nearest,) if nearest else ())
