"""Files that are not what they should be: strays of a pack, and changed data of this library.

A stray file is meant to be part of a pack, and not read because of its name. A text editor that
hides the ends of names saves ``resources.toml`` as ``resources.toml.txt``, and a whole kind of
records is gone without a word. The library's own data is compared with the hashes that were
installed with it.
"""

import os
import re
from collections.abc import Iterable, Iterator

from takeaction import core_data
from takeaction.errors import PackError, Where
from takeaction.packs.sources.files import CORE, InvalidRecordError, hash_of, is_hash, parse_record
from takeaction.vocabulary.codes import mistake
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


# The data of this library

_PLACE = f"{CORE}/data/"


def find_core_mistakes() -> tuple[PackError, ...]:
    """Return a mistake for each file of ``data/`` that was changed, removed or added.

    Empty for an installation without hashes, such as an editable one: there is nothing to compare.
    """
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        installed = distribution(CORE)
        rows = parse_record(installed.read_text("RECORD") or "")
    except (PackageNotFoundError, InvalidRecordError, UnicodeDecodeError):
        return ()
    hashes = {
        row.path.removeprefix(_PLACE): row.hash for row in rows if row.path.startswith(_PLACE)
    }
    if not any(map(is_hash, hashes.values())):
        return ()
    command = "python -m pip install --force-reinstall --no-deps"
    fix = f"install it again, with {command} {CORE}=={installed.version}"
    return tuple(
        mistake("core.changed", problem, Where(CORE, f"data/{name}"), fix)
        for name, problem in sorted(_differences(hashes))
    )


def _differences(hashes: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, hash in hashes.items():
        try:
            data = core_data.read_bytes(name)
        except OSError:
            yield name, "this file of takeaction is gone."
        else:
            if hash_of(data) != hash:
                yield name, "this is not the file that was installed with takeaction."
    for name in core_data.file_names():
        if name not in hashes:
            yield name, "this file was not installed with takeaction."
