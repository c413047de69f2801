"""``python -m takeaction`` and the console script."""

import subprocess
import sys
from importlib.metadata import entry_points, version

import pytest

from takeaction.__main__ import run


@pytest.mark.parametrize(
    ("arguments", "code"), [(["packs"], 0), (["recommend", "--minutes", "0"], 2)]
)
def test_the_program_exits_with_the_code_of_its_command(monkeypatch, capsys, arguments, code):
    monkeypatch.setenv("TAKEACTION_PACKS", "none")
    monkeypatch.setattr(sys, "argv", ["takeaction", *arguments])

    with pytest.raises(SystemExit) as left:
        run()

    assert left.value.code == code
    assert any(capsys.readouterr())


def test_the_package_runs_as_a_module():
    # ``python -m takeaction`` is the program.
    done = subprocess.run(
        [sys.executable, "-m", "takeaction", "--version"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert (done.stdout, done.stderr) == (f"takeaction {version('takeaction')}\n", "")


def test_the_console_script_is_the_same_program():
    # ``takeaction`` at a shell runs what the module runs.
    (script,) = entry_points(group="console_scripts", name="takeaction")

    assert script.load() is run
