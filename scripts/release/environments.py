"""Fresh environments: what somebody gets who installs one distribution and nothing else."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import uv
from projects import CommandError

AT = "2026-11-24T15:00Z"
QUESTIONS = {
    "actions": ("recommend", "--minutes", "30", "--skill", "writing", "--region", "US-OH"),
    "help": ("find-help", "--region", "US-TX", "--language", "es"),
    "signs": ("signs", "--observed", "no-days-off", "others-speak-for-them", "--region", "US"),
    "shopping": ("buy", "coffee", "chocolate", "--ships-to", "US"),
}
"""The four questions; the library promises the same answers for the same content."""


class Environment:
    """A new virtual environment, which knows only the files it is given."""

    def __init__(self, folder: Path, python: str) -> None:
        """Make it.

        Args:
            folder: Where it is.
            python: The interpreter, as a path or a version.
        """
        self.folder = folder
        scripts = "Scripts" if os.name == "nt" else "bin"
        self.python = folder / scripts / "python"
        self.scripts = folder / scripts
        run(uv.find_uv_bin(), "venv", "-q", "--clear", "--python", python, str(folder))

    def install(self, requirements: Iterable[str], links: Iterable[Path]) -> None:
        """Install from folders alone, so that no index can give another file of that name."""
        found = [word for link in links for word in ("--find-links", str(link))]
        words = ("pip", "install", "-q", "--no-index", "--python", str(self.python), *found)
        run(uv.find_uv_bin(), *words, *requirements)

    def packages(self) -> list[str]:
        """Return what is installed, as requirements with exact versions."""
        listing = run(uv.find_uv_bin(), "pip", "freeze", "-q", "--python", str(self.python))
        return listing.splitlines()

    def ask(self, *words: str) -> str:
        """Run a command of the library away from the checkout; return what it prints."""
        return run(str(self.python), "-W", "error", "-m", "takeaction", *words, cwd=self.folder)

    def answers(self) -> dict[str, Any]:
        """Answer the four questions at a fixed moment."""
        return {
            name: json.loads(self.ask(*words, "--json", "--at", AT))
            for name, words in QUESTIONS.items()
        }


def run(*command: str, cwd: Path | None = None) -> str:
    """Run a command that has to succeed; return what it prints."""
    environment = {**os.environ, "UV_NO_PROGRESS": "1"}
    environment.pop("VIRTUAL_ENV", None)
    result = subprocess.run(  # noqa: S603 - our own commands
        command, cwd=cwd, env=environment, check=False, capture_output=True
    )
    if result.returncode:
        words = " ".join(command)
        raise CommandError(f"{words}\n{result.stdout.decode()}\n{result.stderr.decode()}")
    return result.stdout.decode()


def download(requirements: Sequence[str], folder: Path, python: str) -> None:
    """Fetch the wheels of exact versions from the index: the only step that needs a network."""
    folder.mkdir(parents=True, exist_ok=True)
    words = ("-m", "pip", "download", "-q", "--only-binary=:all:", "--no-deps", "-d", str(folder))
    run(sys.executable, *words, "--python-version", python, *requirements)


def resolve(requirements: Sequence[str], python: str, resolution: str, cwd: Path) -> list[str]:
    """Return exact versions that fulfil requirements: the highest or the lowest allowed ones."""
    path = cwd / "requirements.in"
    path.write_text("\n".join(requirements) + "\n", encoding="utf-8")
    words = ("pip", "compile", "-q", "--no-annotate", "--no-header", "--no-config")
    output = run(
        uv.find_uv_bin(), *words, "--python-version", python, "--resolution", resolution, str(path)
    )
    return [line for line in output.splitlines() if line and not line.startswith("#")]
