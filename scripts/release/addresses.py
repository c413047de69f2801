"""Write where the project lives into every file that says so.

    python scripts/release/addresses.py https://github.com/OWNER/NAME https://OWNER.github.io/NAME/

The repository doesn't know its own address. Until somebody runs this, the addresses end in
``.example``, a name that leads nowhere: an address of somebody else would be worse than none.

    python scripts/release/addresses.py --check

fails while they do. The workflow that publishes runs it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from projects import ROOT, find_projects, read_pyproject

OTHER_FILES = ("CITATION.cff",)
"""The files beside each ``pyproject.toml`` that have the addresses."""


def current(root: Path = ROOT) -> tuple[str, str]:
    """Return the addresses of the repository and of the documentation."""
    urls = read_pyproject(root)["project"]["urls"]
    return urls["Source"], urls["Documentation"]


def files(root: Path = ROOT) -> Iterator[Path]:
    """Return the files that have an address."""
    yield from (project.folder / "pyproject.toml" for project in find_projects(root))
    yield from (root / name for name in OTHER_FILES)


def mistake(address: str) -> str | None:
    """Say why an address can't be published; None if it can."""
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname:
        return f"{address} is no https address. Fix: write it in full."
    if parts.hostname.endswith(".example"):
        return (
            f"{address} leads nowhere. Fix: run python scripts/release/addresses.py with the "
            "addresses of the repository and of the documentation."
        )
    return None


def write(repository: str, documentation: str, root: Path = ROOT) -> int:
    """Write the addresses; return the number of files that changed."""
    olds = current(root)
    changed = 0
    for path in files(root):
        text = path.read_text(encoding="utf-8")
        new = text.replace(olds[0], repository.rstrip("/")).replace(
            olds[1], documentation.rstrip("/") + "/"
        )
        changed += new != text
        path.write_text(new, encoding="utf-8")
    return changed


def main(arguments: list[str]) -> int:
    """Run the command."""
    addresses = current() if arguments == ["--check"] else arguments
    if len(addresses) != len(current()):
        print(__doc__)
        return 2
    problems = [problem for problem in map(mistake, addresses) if problem]
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems and arguments != ["--check"]:
        repository, documentation = arguments
        print(f"{write(repository, documentation)} files changed.")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
