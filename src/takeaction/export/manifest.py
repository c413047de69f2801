"""The manifest of exported files: from which packs, under which licences, made when."""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from takeaction.catalog.catalog import Catalog

MANIFEST = "export.json"
"""The file of the manifest, by which an export knows a folder of its own."""


def manifest_of(catalog: Catalog, files: Mapping[str, bytes], *, kind: str, made: date) -> bytes:
    """Return the manifest of a folder, as JSON.

    Args:
        catalog: The records.
        files: The other files by path.
        kind: ``site`` or ``widget``.
        made: The day it is made.
    """
    digests = {path: f"sha256:{sha256(files[path]).hexdigest()}" for path in sorted(files)}
    manifest = {"takeaction": kind, **source_of(catalog, made), "files": digests}
    return json.dumps(manifest, ensure_ascii=False, indent=1).encode("utf-8")


def source_of(catalog: Catalog, made: date) -> dict[str, Any]:
    """Return where the records come from: packs with publisher, licence and digest."""
    return {
        "made": made.isoformat(),
        "version": version("takeaction"),
        "digest": catalog.digest,
        "packs": [
            {
                "id": pack.id,
                "version": pack.version,
                "publisher": pack.header.publisher,
                "licence": pack.header.licence,
                "digest": pack.digest,
            }
            for pack in catalog.packs.values()
        ],
    }
