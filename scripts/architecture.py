"""Write the floors and the rooms into ``docs/explanation/architecture.md``.

    python scripts/architecture.py

The floors come from the contracts in ``pyproject.toml``, the jobs of the modules from the first
lines of their docstrings. A test holds the page to both.
"""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "takeaction"
PAGE = ROOT / "docs" / "explanation" / "architecture.md"

DRAWN = ("takeaction", "takeaction.packs", "takeaction.engine")
"""The containers in the picture; the floors inside other rooms are only in pyproject.toml."""


def floors() -> dict[str, list[str]]:
    """Return the floors of each container, the top one first, as import-linter checks them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    return {
        contract["containers"][0]: contract["layers"]
        for contract in contracts
        if contract["type"] == "layers"
    }


def picture() -> str:
    """Return the floors of the drawn containers as a block of text."""
    drawn = floors()
    width = max(map(len, DRAWN)) + 3
    blocks = []
    for container in DRAWN:
        first, *others = drawn[container]
        lines = [f"{container:{width}}{first}", *(" " * width + floor for floor in others)]
        blocks.append("\n".join(lines))
    return "```text\n" + "\n\n".join(blocks) + "\n```"


def rooms() -> str:
    """Return a list for each room: its modules, each with its job."""
    return "\n\n".join(_room(folder) for folder in _folders(PACKAGE))


def _folders(folder: Path) -> Iterator[Path]:
    if (folder / "__init__.py").exists():
        yield folder
        for inner in sorted(path for path in folder.iterdir() if path.is_dir()):
            yield from _folders(inner)


def _room(folder: Path) -> str:
    name = "/".join(("takeaction", *folder.relative_to(PACKAGE).parts))
    modules = sorted(path for path in folder.glob("*.py") if path.stem != "__init__")
    lines = [f"- `{path.stem}`: {job(path)}" for path in modules]
    return "\n".join([f"**`{name}/`**: {job(folder / '__init__.py')}", "", *lines]).strip()


def job(module: Path) -> str:
    """Return the first line of the docstring of a module, in Markdown."""
    docstring = ast.get_docstring(ast.parse(module.read_text("utf-8"))) or ""
    return docstring.splitlines()[0].replace("``", "`")


def written(page: str) -> str:
    """Return the page with its generated parts as they are now."""
    for name, text in (("floors", picture()), ("rooms", rooms())):
        before, begin, after_begin = page.partition(f"% begin {name}\n")
        _, end, after = after_begin.partition(f"% end {name}\n")
        if not (begin and end):
            raise SystemExit(f"{PAGE.name} has no place for {name}.")
        page = f"{before}{begin}\n{text}\n\n{end}{after}"
    return page


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), encoding="utf-8")
