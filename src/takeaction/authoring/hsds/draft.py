"""The draft of a pack: its files as text, from the services of a directory."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from takeaction.authoring.hsds.documents import read_services
from takeaction.authoring.hsds.losses import Extent, Losses
from takeaction.authoring.hsds.records import ImportTerms, record_of
from takeaction.authoring.hsds.rules import without_refused
from takeaction.authoring.hsds.service import HsdsObject
from takeaction.authoring.sheets.toml_text import toml_string, write_toml
from takeaction.vocabulary.records import Kind

_FILE_BYTES = 200_000
"""The bytes of one file of records; a pack may have 256 KiB in one."""

_PACK_BYTES = 4_500_000
"""The bytes of the records of one pack; a pack in sources may have a third of 16 MiB."""

_PACK_MARKS = 180_000
"""The lists, tables, keys, lines and dots of one pack; 200,000 are allowed."""

_MARKS = re.compile(r"[\[{,=.\n\\]")


class DraftHeader(NamedTuple):
    """The header of a draft pack.

    Attributes:
        id: The id of the pack.
        publisher: Who answers for it.
        licence: The licence of its content.
        language: The language of its texts.
    """

    id: str
    publisher: str
    licence: str
    language: str


class DraftPacks(NamedTuple):
    """The packs made from a directory.

    Attributes:
        files: The text of each file by its path, for each pack by its id. A directory that is too
            large for one pack gives several.
        services: The number of services in the directory.
        records: The number of records.
        losses: Everything that is not carried.
    """

    files: Mapping[str, Mapping[str, str]]
    services: int
    records: int
    losses: Losses


def draft_packs(data: bytes, name: str, header: DraftHeader, terms: ImportTerms) -> DraftPacks:
    """Return a directory as draft packs, with everything that they do not carry.

    No record of them is verified. ``pack check`` names each number, and ``pack build`` refuses the
    pack until somebody has checked them.

    Args:
        data: The bytes of the directory.
        name: The name of its file, for errors.
        header: The header of the pack.
        terms: The choices of the import.

    Raises:
        PackErrors: The file is no HSDS directory, or is too large.
    """
    losses = Losses()
    services = read_services(data, name)
    records = [*_records(services, losses, terms)]
    packs = [*_packs(write_toml(Kind.RESOURCE, [record]) for record in records)]
    files = {
        id: {"pack.toml": _header(header._replace(id=id), terms), **_numbered(texts)}
        for id, texts in zip(_ids(header.id, len(packs)), packs, strict=True)
    }
    return DraftPacks(files, len(services), len(records), losses)


def _ids(id: str, packs: int) -> list[str]:
    """Return the ids of some packs: the one given, or numbered ones."""
    return [id] if packs == 1 else [f"{id}-{number + 1}" for number in range(packs)]


def _records(
    services: Sequence[object], losses: Losses, terms: ImportTerms
) -> Iterator[dict[str, Any]]:
    """Yield the record of each service that is carried."""
    seen: set[str] = set()
    ids: set[str] = set()
    for position, members in enumerate(services):
        service = _service(members, position, losses, seen)
        record = record_of(service, terms) if service else None
        if service is None or record is None:
            continue
        accepted = without_refused(record, service.service, losses, terms.day)
        if accepted is None:
            continue
        if accepted["id"] in ids:
            why = "another record has its id"
            losses.add(service.service, "", why, Extent.SERVICE)
            continue
        ids.add(accepted["id"])
        yield accepted


def _service(members: object, position: int, losses: Losses, seen: set[str]) -> HsdsObject | None:
    """Return a service with an id that no service before it has; None if it is lost."""
    place = f"services[{position}]"
    if not isinstance(members, dict):
        losses.add(place, "", "it is no object", Extent.SERVICE)
        return None
    id = members.get("id")
    if not isinstance(id, str) or not id.strip():
        losses.add(place, "id", "each service needs an id", Extent.SERVICE)
        return None
    if id in seen:
        losses.add(id, "id", "another service has this id", Extent.SERVICE)
        return None
    seen.add(id)
    return HsdsObject(members, id, "", losses)


def _packs(texts: Iterable[str]) -> Iterator[list[str]]:
    """Group the records into packs that are within the limits."""
    pack: list[str] = []
    size = marks = 0
    for text in texts:
        size, marks = size + len(text.encode()), marks + len(_MARKS.findall(text))
        if pack and (size > _PACK_BYTES or marks > _PACK_MARKS):
            yield pack
            pack, size, marks = [], len(text.encode()), len(_MARKS.findall(text))
        pack.append(text)
    if pack:
        yield pack


def _numbered(texts: Iterable[str]) -> dict[str, str]:
    """Group the records of a pack into files."""
    files: list[list[str]] = [[]]
    size = 0
    for text in texts:
        size += len(text.encode())
        if files[-1] and size > _FILE_BYTES:
            files.append([])
            size = len(text.encode())
        files[-1].append(text)
    return {f"resources/{n + 1:03}.toml": "\n".join(file) for n, file in enumerate(files)}


def _header(header: DraftHeader, terms: ImportTerms) -> str:
    """Return the text of ``pack.toml``."""
    values = {
        "id": header.id,
        "title": f"Draft: {terms.source}",
        "publisher": header.publisher,
        "licence": header.licence,
    }
    lines = [
        "# A draft from a directory. Nobody has checked it: call each number, or read it on the",
        '# page of its operator, and write verified = { method = "called", on = … } below it.',
        *(f"{name} = {toml_string(value)}" for name, value in values.items()),
        "schema = 1",
        f"regions = [{toml_string(terms.region)}]",
        f"languages = [{toml_string(header.language)}]",
        f"source_language = {toml_string(header.language)}",
    ]
    return "\n".join(lines) + "\n"
