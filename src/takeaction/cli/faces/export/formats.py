"""The formats of ``takeaction export`` for records: to add one is to add an entry."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TypeAlias, cast

import attrs

from takeaction.catalog import Catalog
from takeaction.export.selection import Selection
from takeaction.value import Value

Content: TypeAlias = bytes | Mapping[str, bytes]
"""The bytes of a file, or those of each file in a folder by its name."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Format(Value):
    """A format.

    Attributes:
        name: Its name on the command line; in the manifest of a folder its kind.
        text: The help of its command: a phrase that starts with a verb, without a full stop.
        module: The module that writes it, imported when a call asks for the format.
        function: Its function there, from a catalog and a selection to the content.
        mark: The bytes by which a file of ours is known, so that it may be replaced; empty for a
            folder, which has a manifest.
        offset: The place of *mark* in the file.
        is_text: Whether it can be printed on a terminal.
        has_lines_only: Whether it holds nothing but helplines.
        versions: The versions of its standard that a call may choose from, the usual one last;
            empty if there is one alone.
    """

    name: str
    text: str
    module: str
    function: str
    mark: bytes = b""
    offset: int = 0
    is_text: bool = True
    has_lines_only: bool = False
    versions: tuple[str, ...] = ()

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of several files."""
        return not self.mark

    def write(self, catalog: Catalog, selection: Selection, version: str | None = None) -> Content:
        """Write a catalog in this format, in a version of its standard if it has several."""
        function = cast(
            "Callable[..., Content]", getattr(import_module(self.module), self.function)
        )
        return function(catalog, selection, *filter(None, [version]))


FORMATS = (
    Format(
        name="json",
        text="write the catalog as one JSON document",
        module="takeaction.export.json_text",
        function="json_of",
        mark=b'{"takeaction":"json",',
    ),
    Format(
        name="jsonl",
        text="write the catalog as JSON Lines, a record on each line",
        module="takeaction.export.json_text",
        function="json_lines_of",
        mark=b'{"takeaction":"jsonl",',
    ),
    Format(
        name="sqlite",
        text="write the catalog as an SQLite database, with a search and the answers about help",
        module="takeaction.export.sqlite",
        function="sqlite_of",
        mark=b"TAKE",
        offset=68,  # the application id, in the header of a database
        is_text=False,
    ),
    Format(
        name="csv",
        text="write the catalog as a folder of CSV files, for spreadsheets",
        module="takeaction.export.tables",
        function="csv_of",
    ),
    Format(
        name="jsonld",
        text="write helplines as JSON-LD with the words of schema.org, for web pages",
        module="takeaction.export.jsonld",
        function="jsonld_of",
        mark=b'{"@context":"https://schema.org","@graph":[{"@id":"urn:takeaction:export"',
        has_lines_only=True,
    ),
    Format(
        name="vcard",
        text="write helplines as address cards (vCard 4.0), for a phone",
        module="takeaction.export.vcard",
        function="vcards_of",
        mark=b"BEGIN:VCARD\r\nVERSION:4.0\r\nPRODID:-//takeaction//EN\r\n",
        has_lines_only=True,
    ),
    Format(
        name="geojson",
        text="write the coverage of each country as GeoJSON, for maps",
        module="takeaction.export.geojson",
        function="geojson_of",
        mark=b'{"type":"FeatureCollection","takeaction":{"takeaction":"geojson"',
        has_lines_only=True,
    ),
    Format(
        name="hsds",
        text="write helplines as a directory of services (HSDS 3), for other directories",
        module="takeaction.export.hsds.directory",
        function="hsds_directory",
        mark=b'{"takeaction":{"takeaction":"hsds",',
        has_lines_only=True,
        versions=("3.0", "3.1"),
    ),
)
"""The formats, in the order in which the help lists them."""
