"""Leave in ``release/upload/`` what the package index doesn't have yet.

    python scripts/release/unpublished.py

A file that the index has with the same bytes is removed from the folder: a tag of the library
brings packs that are published already. One that it has with other bytes ends everything: either
the version was not raised, or somebody else has published under our name.
"""

import json
import sys
from collections.abc import Callable, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from archives import digest
from projects import ROOT

INDEX = "https://pypi.org/simple/"
_JSON = "application/vnd.pypi.simple.v1+json"


class OtherFileError(Exception):
    """The index has another file of that name."""


def published(project: str) -> Mapping[str, str]:
    """Return the SHA-256 of each file of a project on the index, by name; empty without any."""
    request = Request(f"{INDEX}{project}/", headers={"Accept": _JSON})  # noqa: S310 - https
    try:
        with urlopen(request, timeout=60) as answer:  # noqa: S310 - https
            page: dict[str, Any] = json.load(answer)
    except HTTPError as error:
        if error.code == HTTPStatus.NOT_FOUND:
            return {}
        raise
    return {file["filename"]: file["hashes"].get("sha256", "") for file in page["files"]}


def keep_unpublished(
    folder: Path, ask: Callable[[str], Mapping[str, str]] = published
) -> list[str]:
    """Remove the files that the index has; return the names of the others.

    Raises:
        OtherFileError: It has one with other bytes; then nothing is removed.
    """
    known: list[Path] = []
    answers: dict[str, Mapping[str, str]] = {}
    for path in sorted(folder.iterdir()):
        project = path.name.partition("-")[0].replace("_", "-")
        if project not in answers:
            answers[project] = ask(project)
        there = answers[project].get(path.name)
        if there is not None and there != digest(path):
            raise OtherFileError(f"The index has another {path.name}: {there or 'without a hash'}.")
        if there is not None:
            known.append(path)
    for path in known:
        path.unlink()
    return sorted(path.name for path in folder.iterdir())


def main() -> int:
    """Run the command; without a file to publish it fails, since the tag promises one."""
    try:
        names = keep_unpublished(ROOT / "release" / "upload")
    except OtherFileError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(names) or "Everything is published already.")
    return 0 if names else 1


if __name__ == "__main__":
    raise SystemExit(main())
