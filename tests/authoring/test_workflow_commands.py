"""The commands in the workflows of a new pack, run here in a pack that somebody filled in."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml

from takeaction.authoring.new import create_project

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(os.name == "nt", reason="the runners of these workflows have bash"),
]

INSTALLS = "it downloads from the package index; here all is installed"
BUILDS = "it downloads hatchling into an empty environment; here hatchling itself builds"
NOT_RUN = {
    'python -m pip install build "takeaction[authoring,testing]"': INSTALLS,
    "python -m pip install takeaction": INSTALLS,
    "python -m pip install --no-deps --require-hashes --only-binary=:all: "
    "-r .github/build.txt": INSTALLS,
    "python -m build": BUILDS,
    "python -m build --no-isolation": BUILDS,
}
"""The commands that a stand-in replaces, each with the reason. All others run as they are."""

PYTHON = """\
#!/bin/sh
case "$*" in
  "-m pip install "*) ;;
  "-m build"*) exec "{python}" -m hatchling build ;;
  *) exec "{python}" "$@" ;;
esac
"""
GH = """\
#!/bin/sh
# Keeps what it was asked for, and says how many issues are open.
echo "$1 $2" >> "$ISSUES"
case "$2" in list) echo "$OPEN" ;; create) cat "$6" >> "$ISSUES" ;; esac
"""
PINNED = ("CODEOWNERS", "build.txt")
STEPS = [
    "pip install build",
    "pack check . --annotations",
    "pytest tests",
    "-m build",
    "pack check dist/*.whl",
    "grep -rn EXAMPLE",
    "--require-hashes",
    "-m build --no-isolation",
    "pack check dist/*.whl",
    'ls dist/*-"$GITHUB_REF_NAME"-*.whl',
]


@pytest.fixture
def project(tmp_path):
    root = tmp_path / "ke-help"
    today = date(2026, 11, 25)
    create_project("ke-help", regions=["KE"], languages=["en"], today=today, folder=root)
    texts = [*root.glob("src/*/*.toml"), *root.glob("*.md"), root / "pyproject.toml"]
    for path in [*texts, root / "LICENSE", *(root / ".github" / name for name in PINNED)]:
        path.write_text(path.read_text("utf-8").replace("EXAMPLE", "Sample"), encoding="utf-8")
    return root


@pytest.fixture
def run(project, tmp_path):
    bin = tmp_path / "bin"
    bin.mkdir()
    for name, text in (("python", PYTHON.format(python=sys.executable)), ("gh", GH)):
        (bin / name).write_text(text, encoding="utf-8")
        (bin / name).chmod(0o755)
    tools = Path(sys.executable).parent

    def command(text, **env):
        return subprocess.run(  # noqa: S603 - our own commands
            ["bash", "-eo", "pipefail", "-c", text],  # noqa: S607 - as the service does
            cwd=project,
            env={**os.environ, **env, "PATH": f"{bin}:{tools}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=False,
        )

    return command


def commands(project, name):
    workflow = yaml.safe_load((project / ".github/workflows" / f"{name}.yml").read_text("utf-8"))
    return [
        step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step
    ]


def test_each_command_is_run_below_or_named_with_its_reason(project):
    names = sorted(path.stem for path in (project / ".github" / "workflows").glob("*.yml"))
    publish, calendar = commands(project, "publish"), commands(project, "calendar")

    assert names == ["calendar", "publish"]
    assert [part in text for part, text in zip(STEPS, publish, strict=True)] == [True] * len(STEPS)
    assert len(calendar) == 2
    replaced = {text for text in (*publish, *calendar) if text.startswith("python -m pip")}
    assert replaced | {"python -m build", "python -m build --no-isolation"} == set(NOT_RUN)


def test_the_commands_of_a_release_succeed_in_a_pack_that_is_filled_in(project, run):
    for text in commands(project, "publish"):
        done = run(text, GITHUB_REF_NAME="2026.11.0", TAKEACTION_PACKS="none")

        assert done.returncode == 0, (text, done.stdout, done.stderr)
    assert sorted(path.name for path in (project / "dist").iterdir()) == [
        "takeaction_pack_ke_help-2026.11.0-py3-none-any.whl",
        "takeaction_pack_ke_help-2026.11.0.tar.gz",
    ]


@pytest.mark.parametrize(
    ("part", "spoil", "says"),
    [
        ("pack check .", ("resources.toml", 'kind = "hotline"', 'kind = "hotlin"'), "::error file"),
        ("pytest tests", ("resources.toml", 'kind = "hotline"', 'kind = "hotlin"'), "1 failed"),
        ("-m build", ("resources.toml", 'kind = "hotline"', 'kind = "hotlin"'), "is not built"),
        ("grep", ("resources.toml", "Sample helpline", "EXAMPLE helpline"), "EXAMPLE helpline"),
        ("ls dist", ("resources.toml", "hotline", "hotline"), "No such file"),
    ],
    ids=["check", "test", "build", "example", "tag"],
)
def test_a_command_stops_the_release_of_a_pack_with_a_mistake(project, run, part, spoil, says):
    name, old, new = spoil
    path = project / "src" / "takeaction_pack_ke_help" / name
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    text = next(text for text in commands(project, "publish") if part in text)

    done = run(text, GITHUB_REF_NAME="2026.12.0")

    assert done.returncode != 0
    assert says in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("open_issues", "asks"),
    [(None, []), ("0", ["issue list", "issue create"]), ("1", ["issue list"])],
    ids=["nothing-due", "due", "issue-open"],
)
def test_the_calendar_opens_one_issue_when_something_is_due(
    project, run, tmp_path, open_issues, asks
):
    path = project / "src" / "takeaction_pack_ke_help" / "resources.toml"
    text = path.read_text("utf-8").replace('"none" }', '"official-page", on = 2020-01-31 }')
    lines = [line for line in text.splitlines() if not line.startswith(("status", "note"))]
    if open_issues:
        path.write_text("\n".join(lines), encoding="utf-8")
    _, script = commands(project, "calendar")
    issues = tmp_path / "issues"
    issues.touch()

    done = run(
        script, ISSUES=str(issues), OPEN=open_issues or "0", TITLE="Check these records again"
    )

    kept = issues.read_text("utf-8").splitlines()
    assert done.returncode == 0, done.stderr
    assert [row for row in kept if row.startswith("issue ")] == asks
    assert any("example-line" in row for row in kept) == (asks[-1:] == ["issue create"])


def test_the_calendar_tells_that_a_pack_cannot_be_read(project, run, tmp_path):
    (project / "src" / "takeaction_pack_ke_help" / "pack.toml").unlink()
    _, script = commands(project, "calendar")
    issues = tmp_path / "issues"

    done = run(script, ISSUES=str(issues), OPEN="0", TITLE="Check")

    assert done.returncode == 0, done.stderr
    assert "there is neither pack.toml nor pack.json" in issues.read_text("utf-8")
