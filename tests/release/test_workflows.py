"""The workflows: their form, their rights, and their commands, run here as the service would."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from itertools import product
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".github" / "workflows"
TEMPLATE = ROOT / "src" / "takeaction" / "authoring" / "template"
FILES = sorted([*FOLDER.glob("*.yml"), *TEMPLATE.glob("*.yml")])
OURS = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.yml"))}
PINNED = re.compile(r"uses: ([\w-]+/[\w-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)")
HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
STAND_IN = """\
#!/bin/sh
# Runs what the workflow runs: uv is there already, and each session of nox is looked up, not run.
case "$*" in
  "-m pip install"*) ;;
  "scripts/release/building.py"* | "scripts/release/approval.py"*) ;;
  "scripts/release/unpublished.py"*) ;;
  "-m uv run nox"*) shift 4; exec "{python}" -m nox --list "$@" ;;
  *) exec "{python}" "$@" ;;
esac
"""


RELEASES = """\
#!/bin/sh
# Makes no release page: looks only whether the files are there.
test "$1 $2 $3" = "release create v0.1.0" && ls "$4" "$5"
"""


def jobs():
    return [
        pytest.param(job, id=f"{workflow}-{name}")
        for workflow, table in OURS.items()
        for name, job in table["jobs"].items()
        if "steps" in job  # the others are a workflow of ours
    ]


def runs(job):
    """Return each way that a job with commands runs here, as pairs of values and commands."""
    table = job.get("strategy", {}).get("matrix", {})
    commands = [step["run"] for step in job["steps"] if "run" in step]
    for values in product(*table.values()):
        chosen = dict(zip(table, values, strict=True))
        if (
            commands
            and chosen.get("python", HERE) == HERE
            and "ubuntu" in chosen.get("os", "ubuntu")
        ):
            yield chosen, commands


def filled(text, chosen):
    return re.sub(r"\$\{\{ matrix\.(\w+) \}\}", lambda match: chosen[match[1]], text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_action_is_pinned_to_a_commit(path):
    text = path.read_text("utf-8")

    assert len(PINNED.findall(text)) == text.count("uses:") - text.count("uses: $/")


def test_each_action_has_one_version_everywhere():
    pins = {pin for path in FILES for pin in PINNED.findall(path.read_text("utf-8"))}

    assert len(pins) == len({action for action, _, _ in pins})


@pytest.mark.parametrize("workflow", OURS.values(), ids=OURS)
def test_a_workflow_has_no_rights_of_its_own(workflow):
    assert workflow["permissions"] == {}
    assert all("permissions" in job for job in workflow["jobs"].values())


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_workflow_has_a_key_or_puts_strangers_words_into_a_command(path):
    text = path.read_text("utf-8")

    assert "secrets." not in text
    assert "pull_request_target" not in text
    for command in re.findall(r"run: (.*)", text):
        assert "${{" not in command
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


def test_only_the_jobs_that_publish_may_prove_who_they_are():
    trusted = {
        f"{name}/{job}"
        for name, workflow in OURS.items()
        for job, table in workflow["jobs"].items()
        if "write" in table["permissions"].values()
    }

    assert trusted == {"docs/publish", "publish/attest", "publish/publish", "publish/papers"}


def test_what_signs_or_publishes_installs_nothing_and_runs_no_code_of_ours():
    for name, workflow in OURS.items():
        for job in workflow["jobs"].values():
            if "write" in job["permissions"].values():
                commands = " ".join(step.get("run", "") for step in job["steps"])
                assert not re.search(r"pip|uv |npm|python|curl|scripts/|nox", commands), name
                assert not [step for step in job["steps"] if "checkout" in step.get("uses", "")]


def test_what_is_signed_and_published_is_what_the_build_made_by_its_hash():
    jobs = OURS["publish"]["jobs"]
    check = 'echo "$SUMS" | sha256sum --check --strict'

    for name in ("test", "attest", "publish", "papers"):
        commands = [step.get("run") for step in jobs[name]["steps"]]
        assert check in commands
        assert jobs[name]["env"]["SUMS"] == "${{ needs.build.outputs.sums }}"
        assert "build" in jobs[name]["needs"]
    for name in ("attest", "publish"):
        commands = [
            step.get("run") or step["uses"].partition("@")[0] for step in jobs[name]["steps"]
        ]
        assert "grep -vxFf ../SHA256SUMS" in commands[2]  # no other file, before anything is signed
        assert commands[3] in {"actions/attest-build-provenance", "pypa/gh-action-pypi-publish"}
        assert len(commands) == 4


def test_the_build_has_what_it_needs_by_hash_and_nothing_else():
    (install, *_) = (
        step["run"] for step in OURS["publish"]["jobs"]["build"]["steps"] if "run" in step
    )
    pinned = (ROOT / "scripts" / "release" / "build.txt").read_text("utf-8").replace("\\\n", "")
    lines = [line for line in pinned.splitlines() if not line.startswith("#")]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = {"build", "hatchling"}
    wanted |= {re.match(r"[\w-]+", each)[0] for each in project["project"]["dependencies"]}

    assert install.startswith("python -m pip install --no-deps --require-hashes")
    assert all(re.fullmatch(r"[\w-]+==\S+(\s+--hash=sha256:[0-9a-f]{64})+", line) for line in lines)
    assert wanted <= {line.partition("==")[0] for line in lines}


def test_a_file_of_the_index_is_compared_and_not_passed_over():
    text = (FOLDER / "publish.yml").read_text("utf-8")

    assert "skip-existing" not in text
    assert "scripts/release/unpublished.py" in text
    assert OURS["publish"]["jobs"]["publish"]["environment"] == "publish"
    assert OURS["publish"]["jobs"]["publish"]["needs"] == ["build", "unpublished"]


def test_nobody_can_publish_alone(script):
    approval = script("approval")
    tags = OURS["publish"][True]["push"]["tags"]  # YAML reads `on` as true
    reviewers = {"type": "required_reviewers", "reviewers": [1, 2], "prevent_self_review": True}
    environment = {
        "can_admins_bypass": False,
        "protection_rules": [reviewers, {"type": "branch_policy"}],
    }
    rules = [{"type": kind} for kind in ("creation", "update", "deletion")]
    ruleset = {
        "target": "tag",
        "enforcement": "active",
        "rules": rules,
        "conditions": {"ref_name": {"include": [f"refs/tags/{tag}" for tag in tags]}},
    }
    alone = [
        (environment | {"protection_rules": []}, [ruleset]),
        (environment | {"can_admins_bypass": True}, [ruleset]),
        (environment | {"protection_rules": [reviewers]}, [ruleset]),
        ({}, [ruleset]),
        (environment, []),
        (environment, [ruleset | {"enforcement": "evaluate"}]),
        (environment, [ruleset | {"rules": rules[:2]}]),
        (environment, [ruleset | {"target": "branch"}]),
        (environment, [ruleset | {"conditions": {"ref_name": {"include": ["refs/tags/v*"]}}}]),
    ]
    for weaker in ({"reviewers": [1]}, {"prevent_self_review": False}):
        weak = [reviewers | weaker, {"type": "branch_policy"}]
        alone.append((environment | {"protection_rules": weak}, [ruleset]))

    assert {f"refs/tags/{tag}" for tag in tags} == approval.TAGS
    assert list(approval.rule_mistakes(environment, [ruleset])) == []
    for case in alone:
        assert list(approval.rule_mistakes(*case)), case


def test_another_file_of_that_name_on_the_index_ends_the_release(script, tmp_path):
    unpublished, archives = script("unpublished"), script("archives")
    names = ["takeaction-0.1.0.tar.gz", "takeaction_pack_us_hotline-2026.11.0-py3-none-any.whl"]
    for name in names:
        (tmp_path / name).write_text(name, "utf-8")
    sums = {name: archives.digest(tmp_path / name) for name in names}
    asked = []

    def ask(there):
        return lambda project: asked.append(project) or there

    assert unpublished.keep_unpublished(tmp_path, ask({"another.whl": "0"})) == names
    for other in ("0" * 64, ""):
        with pytest.raises(unpublished.OtherFileError, match="another takeaction_pack"):
            unpublished.keep_unpublished(tmp_path, ask({**sums, names[1]: other}))
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert unpublished.keep_unpublished(tmp_path, ask({names[1]: sums[names[1]]})) == names[:1]
    assert {"takeaction", "takeaction-pack-us-hotline"} == set(asked)


def test_the_tests_run_on_every_python_and_system_that_we_promise():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    versions = [
        text.rpartition(" ")[2]
        for text in project["classifiers"]
        if text.startswith("Programming Language :: Python :: 3.")
    ]
    matrix = OURS["nightly"]["jobs"]["tests"]["strategy"]["matrix"]

    assert matrix["python"] == versions
    assert matrix["os"] == ["ubuntu-latest", "macos-latest", "windows-latest"]


def test_a_change_is_checked_by_the_gate_that_people_run():
    *_, last = OURS["test"]["jobs"]["gate"]["steps"]

    assert last["run"] == "python -m uv run nox"


def test_each_night_checks_what_the_session_of_that_name_runs():
    source = (ROOT / "noxfile.py").read_text("utf-8")
    sessions = re.findall(
        r'"(\w+)"', re.search(r"^NIGHTLY = \((.*?)\)", source, re.MULTILINE | re.DOTALL)[1]
    )
    nightly = OURS["nightly"]

    assert nightly["jobs"]["checks"]["strategy"]["matrix"]["session"] == [*sessions, "release"]
    assert {"schedule", "workflow_call"} <= nightly[True].keys()  # YAML reads `on` as true


def test_nothing_is_published_before_everything_was_checked():
    publish = OURS["publish"]["jobs"]

    assert publish["nightly"]["uses"] == "$/.github/workflows/nightly.yml"
    assert publish["attest"]["needs"] == ["nightly", "build", "test"]
    assert publish["unpublished"]["needs"] == "attest"
    assert publish["build"]["needs"] == "rules"


@pytest.mark.heavy
@pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")
@pytest.mark.parametrize("job", jobs())
def test_the_commands_of_a_job_run_here(job, tmp_path):
    # Each command succeeds in a copy, as it would for the tag of a release.
    # The sessions of nox are looked up, not run: CI runs them, and the rehearsal is one of them.
    copy = tmp_path / "copy"
    ignored = shutil.ignore_patterns(".*", "build", "dist")
    for name in ("scripts", "packs"):
        shutil.copytree(ROOT / name, copy / name, ignore=ignored)
    for name in ("noxfile.py", "pyproject.toml", "CITATION.cff"):
        shutil.copy(ROOT / name, copy)
    (tmp_path / "bin").mkdir()
    python = STAND_IN.format(python=sys.executable)
    for name, text in (("python", python), ("python3", python), ("gh", RELEASES)):
        (tmp_path / "bin" / name).write_text(text, "utf-8")
        (tmp_path / "bin" / name).chmod(0o755)
    _make_release(copy)

    for chosen, commands in runs(job):
        env = {name: filled(text, chosen) for name, text in job.get("env", {}).items()}
        env |= {
            "CI": "true",
            "GITHUB_REF_NAME": "v0.1.0",
            "GITHUB_REPOSITORY": "harbour/takeaction",
        }
        env |= {"GITHUB_OUTPUT": str(tmp_path / "output"), "SUMS": _sums_of(copy)}
        env["PATH"] = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
        if "NEEDED_PYTHONS" in env:
            env["NEEDED_PYTHONS"] = HERE  # others may not be on this machine
        for command in commands:
            done = subprocess.run(  # noqa: S603 - our own commands
                ["bash", "-eo", "pipefail", "-c", command],  # noqa: S607 - as the service does
                cwd=copy,
                env={**os.environ, **env},
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, (command, done.stdout, done.stderr)


def _sums_of(copy):
    sums = copy / "release" / "SHA256SUMS"
    return f"{hashlib.sha256(sums.read_bytes()).hexdigest()}  release/SHA256SUMS"


def _make_release(copy):
    words = ("https://github.com/harbour/takeaction", "https://harbour.github.io/takeaction/")
    script = copy / "scripts" / "release" / "addresses.py"
    subprocess.run([sys.executable, script, *words], cwd=copy, check=True)  # noqa: S603
    for name in ("dist", "release"):
        (copy / name).mkdir()
    (copy / "release" / "takeaction-0.1.0.cdx.json").write_text("", "utf-8")
    (copy / "release" / "upload").mkdir()
    (copy / "release" / "upload" / "a.whl").write_text("", "utf-8")
    sums = f"{hashlib.sha256(b'').hexdigest()}  a.whl\n"
    (copy / "release" / "SHA256SUMS").write_text(sums, "utf-8")
    for path in [copy / "pyproject.toml", *copy.glob("packs/*/pyproject.toml")]:
        text = path.read_text("utf-8")
        name, version = (
            re.search(rf'^{key} = "(.*)"', text, re.MULTILINE)[1] for key in ("name", "version")
        )
        stem = f"{name.replace('-', '_')}-{version}"
        for suffix in (".tar.gz", "-py3-none-any.whl"):
            (copy / "dist" / f"{stem}{suffix}").write_text("", "utf-8")
