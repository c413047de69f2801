"""Mistakes as SARIF 2.1.0, for code hosts that show them next to the faulty line."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from takeaction.errors import Outcome, PackError
from takeaction.packs.sources.files import Folder
from takeaction.packs.sources.plugins import DataPack

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_log(pack: DataPack, mistakes: Iterable[PackError], version: str) -> dict[str, Any]:
    """Return the SARIF log of one check.

    Args:
        pack: The pack that was checked; its place gives the paths of its files.
        mistakes: The mistakes that the check found.
        version: The version of this library.
    """
    errors = list(mistakes)
    codes = sorted({error.code for error in errors})
    driver = {"name": "takeaction", "version": version, "rules": [{"id": code} for code in codes]}
    results = [_result(pack, error, codes.index(error.code)) for error in errors]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(pack: DataPack, error: PackError, rule: int) -> dict[str, Any]:
    where = error.where
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(pack, where.file)}}
    if where.line is not None:
        physical["region"] = {"startLine": where.line}
    location: dict[str, Any] = {"physicalLocation": physical}
    field_path = ".".join(part for part in (where.record, where.field) if part)
    if field_path:
        location["logicalLocations"] = [{"fullyQualifiedName": field_path}]
    text = f"{error.problem} Fix: {error.fix}" if error.fix else error.problem
    return {
        "ruleId": error.code,
        "ruleIndex": rule,
        "level": "warning" if error.outcome is Outcome.WARN else "error",
        "message": {"text": f"{field_path}: {text}" if field_path else text},
        "locations": [location],
    }


def _uri(pack: DataPack, file: str | None) -> str:
    """Return the URI of a file, relative to the working folder if the file is inside it."""
    if not isinstance(pack.files, Folder):
        return quote(pack.place)
    path = Path(pack.files.root, file or "").absolute()
    folder = Path.cwd()
    if path.is_relative_to(folder):
        return quote(path.relative_to(folder).as_posix())
    return path.as_uri()
