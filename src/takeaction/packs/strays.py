"""Stray files: meant to be part of a pack, and not read because of their name.

A text editor that hides the ends of names saves ``resources.toml`` as ``resources.toml.txt``, and a
whole kind of records is gone without a word.
"""

import os
import re
from collections.abc import Iterable, Iterator

from takeaction.vocabulary.records import Kind

_STEMS = frozenset({"pack", "patches", *(f"{kind}s" for kind in Kind)})
_DATA = re.compile(r"(?i)(.+\.(?:toml|po))(?:\.(?:txt|rtf|docx?|odt))?")
_OTHER = re.compile(r"(?i)([a-z]+)(?: ?\(?\d+\)?)?\.(?:txt|rtf|docx?|odt|tom|tml|toml\d|ya?ml|ini)")
_SHEET = re.compile(r"(?i)([a-z]+?)s?\.(?:csv|xlsx?|ods)")


def find_strays(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the stray files among names, each with what to do about it.

    A spreadsheet is one only where the file that it belongs in is missing.

    Args:
        names: All files of one folder, without the folder.
    """
    present = frozenset(names)
    for name in sorted(present):
        if not name.startswith(".") and name != "pyproject.toml":
            fix = _fix_of(name, present)
            if fix:
                yield name, fix


def _fix_of(name: str, present: frozenset[str]) -> str | None:
    data, other, sheet = (match.fullmatch(name) for match in (_DATA, _OTHER, _SHEET))
    if data:
        return f"rename it to {data[1].lower()}." if data[1].lower() != name else None
    if other and other[1].lower() in _STEMS:
        return f"rename it to {other[1].lower()}.toml."
    stem = f"{sheet[1].lower()}s" if sheet else ""
    if stem in _STEMS and f"{stem}.toml" not in present:
        return "turn it into records: takeaction pack import."
    return None


def strays_in(folder: str, inside: str = "") -> Iterator[tuple[str, str]]:
    """Yield the stray files in a folder, each with what to do; *inside* goes before their names."""
    names = [name for name in os.listdir(folder) if os.path.isfile(os.path.join(folder, name))]
    for name, fix in find_strays(names):
        yield f"{inside}{name}", fix
