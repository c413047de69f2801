"""mypy and pyright agree on the calls that are right, and on each line that is wrong.

``nox -s types`` runs this file; other sessions have no type checkers and don't collect it.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
ACCEPTED = ("accepted.py", "api.py")
REFUSED = "refused.py"
MARK = re.compile(r"# error: ([\w-]+), (\w+)$")


def marks(rule):
    """Return the marked lines of the refused calls, each with the rule of mypy (1) or pyright."""
    lines = (HERE / REFUSED).read_text(encoding="utf-8").splitlines()
    found = ((number, MARK.search(line)) for number, line in enumerate(lines, 1))
    return {number: match[rule] for number, match in found if match}


def run(*command):
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.stdout


def mypy(name):
    printed = run("mypy", "--strict", "--no-pretty", "--hide-error-context", str(HERE / name))
    errors = re.findall(r"^(\S+):(\d+): error: .*\[([\w-]+)\]$", printed, re.MULTILINE)
    assert {Path(path).name for path, _, _ in errors} <= {name}
    return {int(line): rule for _, line, rule in errors}


def pyright(name):
    path = str(HERE / name)
    report = json.loads(run("basedpyright", "--outputjson", "--pythonpath", sys.executable, path))
    assert report["summary"]["filesAnalyzed"] == 1
    errors = [each for each in report["generalDiagnostics"] if each["severity"] == "error"]
    return {each["range"]["start"]["line"] + 1: each["rule"] for each in errors}


CHECKERS = pytest.mark.parametrize(
    ("check", "rule"), [(mypy, 1), (pyright, 2)], ids=["mypy", "pyright"]
)


@CHECKERS
@pytest.mark.parametrize("name", ACCEPTED)
def test_right_calls_are_accepted(check, rule, name):
    assert rule
    assert check(name) == {}


@CHECKERS
def test_wrong_calls_are_refused(check, rule):
    expected = marks(rule)

    assert len(expected) >= 30
    assert check(REFUSED) == expected
