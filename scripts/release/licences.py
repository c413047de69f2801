"""The licences of the files in a wheel, from ``REUSE.toml``, and those of the dependencies."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ACCEPTED = frozenset({"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "PSF-2.0"})
"""The licences that a dependency of a host may have without another look."""


def read_annotations(root: Path) -> list[tuple[re.Pattern[str], str]]:
    """Return the patterns of ``REUSE.toml``, each with its SPDX expression, in order."""
    table = tomllib.loads((root / "REUSE.toml").read_text(encoding="utf-8"))
    return [
        (_pattern(path), annotation["SPDX-License-Identifier"])
        for annotation in table["annotations"]
        for path in _as_list(annotation["path"])
    ]


def _as_list(paths: str | list[str]) -> list[str]:
    return [paths] if isinstance(paths, str) else paths


def _pattern(path: str) -> re.Pattern[str]:
    """Return the pattern of a path: ``*`` stops at a slash, ``**`` does not."""
    parts = re.split(r"(\*\*|\*)", path)
    wild = {"*": "[^/]*", "**": ".*"}
    return re.compile("".join(wild.get(part, re.escape(part)) for part in parts))


def licence_of(path: str, annotations: Iterable[tuple[re.Pattern[str], str]]) -> str | None:
    """Return the licence of a file: the last pattern decides; None if none fits."""
    licence = None
    for pattern, expression in annotations:
        if pattern.fullmatch(path):
            licence = expression
    return licence


def split(expression: str) -> frozenset[str]:
    """Return the licences that all apply."""
    return frozenset(expression.split(" AND "))


def licence_mistakes(root: Path, files: Iterable[str], expression: str) -> Iterator[str]:
    """Return what is wrong: a file without a licence, or an expression that says another thing.

    Args:
        root: Where ``REUSE.toml`` is.
        files: The files of a wheel, with their paths in the repository.
        expression: The licence in the metadata of the wheel.
    """
    annotations = read_annotations(root)
    licences = {path: licence_of(path, annotations) for path in files}
    for path in sorted(path for path, licence in licences.items() if licence is None):
        yield f"{path} has no licence. Fix: add it to REUSE.toml."
    applied = frozenset[str]().union(*(split(text) for text in licences.values() if text))
    if applied != split(expression):
        yield (
            f"the files have {' AND '.join(sorted(applied))}, pyproject.toml says {expression}. "
            'Fix: change "license" there.'
        )


def dependency_mistakes(components: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Return the components of a bill of materials with a licence nobody has accepted."""
    for component in components:
        names = sorted(_licences(component))
        if not names or not ACCEPTED.issuperset(names):
            yield (
                f"{component['name']} {component['version']} has the licence "
                f"{', '.join(names) or 'unknown'}. Fix: read it, then add it to ACCEPTED."
            )


def _licences(component: dict[str, Any]) -> Iterator[str]:
    """Return the SPDX ids of a component; a declared expression says more than a classifier."""
    entries = component.get("licenses", [])
    expressions = [entry["expression"] for entry in entries if "expression" in entry]
    if expressions:
        return (name for text in expressions for name in re.split(r" AND | OR ", text))
    licences = [entry["license"] for entry in entries]
    return (licence.get("id", licence.get("name", "")) for licence in licences)
