"""Write the functions of the export formats into the pages of the API, from ``FORMATS``.

    python -P scripts/formats.py

They are in the list of ``docs/reference/api.md`` and on ``docs/reference/api/export.md``, between
the selection of records and the crosswalk. A test compares both pages. Without ``-P``,
``scripts/numbers.py`` hides a module of Python.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from takeaction.cli.faces.export import FORMATS

API = Path(__file__).parents[1] / "docs" / "reference" / "api.md"
PAGE = API.parent / "api" / "export.md"


def files() -> Iterator[tuple[Path, str]]:
    """Yield each page with the text it should have."""
    names = [f"{form.module}.{form.function}" for form in FORMATS]
    listed = "".join(f"   ~{name}\n" for name in names)
    yield API, _put(listed, r"(   ~takeaction\.export\.\w+\.Selection\n)", API)
    described = "".join(f"\n.. autofunction:: {name}\n" for name in names)
    yield PAGE, _put(described, r"(   :members: records, has\n)", PAGE)


def _put(functions: str, above: str, path: Path) -> str:
    """Return a page with other functions of ``takeaction.export`` below a row."""
    line = r"(?:   ~|\n\.\. autofunction:: )takeaction\.export\.\S+\n"
    page = path.read_text(encoding="utf-8")
    page, count = re.subn(rf"{above}(?:{line})+", lambda found: found[1] + functions, page)
    if count != 1:
        raise SystemExit(f"{path.name}: no place for the formats")
    return page


if __name__ == "__main__":
    for path, text in list(files()):
        path.write_text(text, encoding="utf-8")
