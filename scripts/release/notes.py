"""The changelog: cut for a release in a copy, to see what people will read."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from versions import today


def cut(copy: Path, version: str) -> str:
    """Cut the changelog in a copy of the repository; return what a release says."""
    command = [sys.executable, "-m", "towncrier", "build", "--yes"]
    subprocess.run(  # noqa: S603 - our own command
        [*command, "--version", version, "--date", today()],
        cwd=copy,
        check=True,
        capture_output=True,
    )
    return (copy / "CHANGELOG.md").read_text(encoding="utf-8")


def note_mistakes(copy: Path, version: str, fragments: dict[str, str]) -> Iterator[str]:
    """Return what is wrong with a changelog that was cut.

    Args:
        copy: The copy in which it was cut.
        version: The release.
        fragments: The text of each fragment before, by file name.
    """
    text = (copy / "CHANGELOG.md").read_text(encoding="utf-8")
    if not any(line.startswith(f"## {version} - 20") for line in text.splitlines()):
        yield f"CHANGELOG.md has no heading for {version}."
    words = " ".join(text.split())
    for name, fragment in sorted(fragments.items()):
        if " ".join(fragment.split()) not in words:
            yield f"changelog.d/{name} is not in the changelog."
        if (copy / "changelog.d" / name).exists():
            yield f"changelog.d/{name} is still there after the cut."


def read_fragments(root: Path) -> dict[str, str]:
    """Return the text of each fragment, by file name."""
    return {
        path.name: path.read_text(encoding="utf-8")
        for path in sorted((root / "changelog.d").glob("*.md"))
    }
