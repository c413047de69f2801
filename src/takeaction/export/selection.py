"""What an export holds and where it comes from: the selection of records, and the manifest."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from typing import Any

import attrs

from takeaction.catalog import Catalog, check_catalog
from takeaction.errors import Fields
from takeaction.models.question.arguments import as_day, as_kinds, as_languages, as_region, as_words
from takeaction.models.record import Record
from takeaction.models.region import region
from takeaction.privacy import confidential, confidential_init
from takeaction.value import Value
from takeaction.vocabulary.records import Kind, KindWord
from takeaction.vocabulary.words import Several


@confidential_init
@attrs.frozen(init=False, eq=False, repr=False)
class Selection(Value):
    """The records of an export.

    A record belongs to it if it is of one of the kinds, and if it serves one of the regions or a
    part of one. So ``US`` has the records for ``US``, for ``US-TX``, for Northern America and for
    the whole world, and ``US-TX`` has all of these but those of other states.

    Attributes:
        regions: The codes of the places; empty for everywhere.
        languages: The languages of the texts, BCP 47, most wanted first. They choose no records.
        kinds: The kinds of records; empty for all.
        at: The day of the export, which is written into it.

    Raises:
        QueryError: A language is no tag, or *at* is no date.
        UnknownWordError: A region or a kind is in no list.
    """

    regions: tuple[str, ...]
    languages: tuple[str, ...]
    kinds: tuple[Kind, ...]
    at: date

    def __init__(
        self,
        *,
        regions: Several[str] = (),
        languages: Several[str] = ("en",),
        kinds: Several[KindWord] = (),
        at: date,
    ) -> None:
        fields = Fields()
        read = fields.read
        self.__attrs_init__(
            regions=read(_as_regions, regions),
            languages=read(as_languages, languages, "languages") or ("en",),
            kinds=tuple(sorted(read(as_kinds, kinds) or ())),
            at=read(as_day, at),
        )
        fields.raise_wrong()

    @confidential
    def records(self, catalog: Catalog) -> Iterator[Record]:
        """Return the records of a catalog that are selected, in order of kind and id.

        Raises:
            QueryError: *catalog* is no catalog.
        """
        check_catalog(catalog)
        return (record for record in catalog if self.has(record))

    def has(self, record: Record) -> bool:
        """Check if a record belongs to the selection."""
        return self.has_kind(record.record_kind) and self.has_place(record.regions)

    def has_kind(self, kind: Kind) -> bool:
        """Check if records of a kind belong to the selection."""
        return not self.kinds or kind in self.kinds

    def has_place(self, codes: frozenset[str]) -> bool:
        """Check if something for some places serves one of the regions, or a part of one."""
        return not self.regions or any(
            code in region(place).chain or place in region(code).chain
            for place in self.regions
            for code in codes
        )


def _as_regions(regions: Several[str]) -> tuple[str, ...]:
    written = as_words(regions, "regions")
    return tuple(dict.fromkeys(as_region(place, "regions").code for place in written))


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
