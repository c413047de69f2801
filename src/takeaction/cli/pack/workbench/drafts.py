"""The records of sheets in a pack: a new one, as ``pack new`` writes it, or one that is there."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import attrs

from takeaction.authoring.new import create_project
from takeaction.authoring.sheets.conversion import Replacement, replacement_at, toml_string
from takeaction.cli.pack.workbench.tables import DroppedTable
from takeaction.cli.pack.workbench.zips import refuse_file
from takeaction.models.region import WORLD
from takeaction.vocabulary.records import Kind

_HEADER = "pack.toml"
_SUMMARY = re.compile(r"^summary = .*\n", re.MULTILINE)
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_LONGEST_ID = 40

NO_PUBLISHER = "Nobody yet: write who answers for this pack"
"""The publisher of a pack for which nobody is named."""


@attrs.frozen(kw_only=True)
class PackNames:
    """What a person decides about a new pack.

    Attributes:
        id: Its id.
        title: Its title.
        publisher: Who is responsible for it.
        regions: The places it is for, as people write them.
        language: The language it is written in: a tag, or its English name.
    """

    id: str
    title: str
    publisher: str
    regions: tuple[str, ...]
    language: str


class PackFile(NamedTuple):
    """A file of a pack that is made from a sheet.

    Attributes:
        table: The file of sheets.
        kind: The kind of its records.
    """

    table: DroppedTable
    kind: Kind


def suggested_names(tables: Sequence[DroppedTable]) -> PackNames:
    """Return names for the pack of some sheets, for a first look and for the form."""
    stem = Path(tables[0].name).stem
    regions = {region for table in tables for region in table.regions}
    return PackNames(
        id=_as_id(stem),
        title=stem,
        publisher=NO_PUBLISHER,
        regions=tuple(sorted(regions)) or (WORLD,),
        language="en",
    )


def _as_id(text: str) -> str:
    """Return an id that is like a text; a usual one if it has no letters for an id."""
    form = _NOT_A_LETTER.sub("-", text.lower()).strip("-")[:_LONGEST_ID].strip("-")
    return form if form[:1].isalpha() else "my-pack"


def write_draft(
    folder: Path, names: PackNames, tables: Sequence[DroppedTable], today: date
) -> dict[str, PackFile]:
    """Write the project of a new pack with the records of sheets, and without example records.

    Returns:
        The origin of each file that holds records, by its path in the folder of the pack.

    Raises:
        QueryError: The id is not valid, or a region or the language is unknown.
        OSError: The folder is not empty, or cannot be written.
    """
    create_project(
        names.id, regions=names.regions, languages=[names.language], today=today, folder=folder
    )
    (header,) = folder.glob(f"src/*/{_HEADER}")
    for example in header.parent.glob("*.toml"):
        if example != header:
            example.unlink()
    header.write_text(_named(header.read_text("utf-8"), names), "utf-8")
    files, _ = put_records(header.parent, tables)
    return files


def put_records(
    folder: Path, tables: Sequence[DroppedTable]
) -> tuple[dict[str, PackFile], tuple[tuple[str, str], ...]]:
    """Put the records of sheets into a pack, as ``takeaction pack import --replace`` does.

    Args:
        folder: The folder of the pack.
        tables: The files of sheets.

    Returns:
        The origin of each file that holds their records, by its path in the folder; and each
        record that was in such a file before and is not in the sheet, with the file.

    Raises:
        PackErrors: A file that is there cannot be read, so that what is in it would be lost.
    """
    files: dict[str, PackFile] = {}
    for number, table in enumerate(tables, 1):
        for kind in table.files:
            plain = f"{kind}s.toml"
            files[plain if plain not in files else f"{kind}s/{number}.toml"] = PackFile(table, kind)
    gone: list[tuple[str, str]] = []
    for name, file in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        new = _replaced(path, file)
        path.write_text(new.text, "utf-8")
        gone += [(id, name) for id in new.gone]
    return files, tuple(gone)


def _replaced(path: Path, file: PackFile) -> Replacement:
    """Return the text of a file with the records of a sheet; its comments stay."""
    text = file.table.files[file.kind].text
    try:
        return replacement_at(path, text, file.kind)
    except (OSError, ValueError) as error:
        problem = "it cannot be read, so what is in it would be lost."
        raise refuse_file("read.failed", path.name, problem, "fix it, or take it out.") from error


def _named(text: str, names: PackNames) -> str:
    """Return the header with the title and the publisher, and without the example of a summary."""
    for key, value in (("title", names.title), ("publisher", names.publisher)):
        before, _, rest = text.partition(f"\n{key} = ")
        text = f"{before}\n{key} = {toml_string(value)}\n{rest.partition(chr(10))[2]}"
    return _SUMMARY.sub("", text)
