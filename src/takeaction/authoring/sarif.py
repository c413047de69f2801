"""Mistakes as SARIF 2.1.0, which code hosts show beside the line that is wrong."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from takeaction.errors import Outcome, PackError
from takeaction.packs.sources.files import Folder
from takeaction.packs.sources.plugins import DataPack

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def log(pack: DataPack, mistakes: Iterable[PackError], version: str) -> dict[str, Any]:
    """Return the log of one check.

    Args:
        pack: The pack that was checked: its place says where files lie.
        mistakes: What was found.
        version: The version of this library.
    """
    found = list(mistakes)
    codes = sorted({error.code for error in found})
    driver = {"name": "takeaction", "version": version, "rules": [{"id": code} for code in codes]}
    results = [_result(pack, error, codes.index(error.code)) for error in found]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(pack: DataPack, error: PackError, rule: int) -> dict[str, Any]:
    where = error.where
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(pack, where.file)}}
    if where.line is not None:
        place["region"] = {"startLine": where.line}
    location: dict[str, Any] = {"physicalLocation": place}
    inside = ".".join(part for part in (where.record, where.field) if part)
    if inside:
        location["logicalLocations"] = [{"fullyQualifiedName": inside}]
    text = f"{error.problem} Fix: {error.fix}" if error.fix else error.problem
    return {
        "ruleId": error.code,
        "ruleIndex": rule,
        "level": "warning" if error.outcome is Outcome.WARN else "error",
        "message": {"text": f"{inside}: {text}" if inside else text},
        "locations": [location],
    }


def _uri(pack: DataPack, file: str | None) -> str:
    """Return the address of a file, seen from the working folder where it lies in there."""
    if not isinstance(pack.files, Folder):
        return quote(pack.place)
    path = Path(pack.files.root, file or "").absolute()
    here = Path.cwd()
    return quote(path.relative_to(here).as_posix()) if path.is_relative_to(here) else path.as_uri()
