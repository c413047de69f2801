"""The header of a pack; with a mistake in it, the whole pack gives nothing."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import attrs

from takeaction.errors import Outcome, shown
from takeaction.limits import Limits
from takeaction.models.pack import Header
from takeaction.packs.checking.report import Report, UnusablePackError
from takeaction.packs.faults import Fault
from takeaction.packs.reading.content import SCHEMA, schema_version
from takeaction.packs.rules import characters, identity, meaning
from takeaction.packs.structuring.strict import structure
from takeaction.packs.structuring.values import Setting


def read_header(
    fields: dict[str, Any], entry: str | None, report: Report, limits: Limits
) -> Header:
    """Return the header of a pack.

    Args:
        fields: Its keys, as they were written.
        entry: The name of the pack's entry point, which must be its id; None if it has none.
        report: The mistakes of the pack; from here on it calls the pack by its id.
        limits: The bounds of reading.

    Raises:
        RefusedPackError: There is a mistake in it.
    """
    _refuse_other_schemas(fields, report)
    enough = limits.mistakes + 1
    faults = [*_id_faults(fields.get("id"), entry, limits)]
    id = "" if any(fault.code == "pack.bad_id" for fault in faults) else fields["id"]
    faults += islice(characters.faults(fields, limits), enough)
    header: Header | None = None
    field_faults: tuple[Fault, ...] = ()
    if not characters.is_costly(faults):
        header, field_faults = _structured(fields, id, enough)
    if header and id and entry in (None, id):
        report.pack = id
    faults += field_faults or islice(meaning.header_faults(header) if header else (), enough)
    if len(faults) >= enough:
        report.skim(report.own_file)
    for fault in faults:
        warns = fault.outcome is Outcome.WARN
        report.add(fault if warns else attrs.evolve(fault, outcome=Outcome.QUARANTINE))
    if header is None or report.is_refused:
        raise UnusablePackError
    return header


def _refuse_other_schemas(fields: dict[str, Any], report: Report) -> None:
    schema = schema_version(fields)
    if 1 <= schema <= SCHEMA:
        return
    written = shown(fields["schema"]) if "schema" in fields else "missing"
    problem = f"the schema is {written}; this release reads schema {SCHEMA}."
    fix = "upgrade takeaction." if schema else f"write schema = {SCHEMA}."
    report.add(Fault("pack.schema", "schema", problem, fix))
    raise UnusablePackError


def _id_faults(id: object, entry: str | None, limits: Limits) -> Iterator[Fault]:
    if not isinstance(id, str) or not identity.is_id(id, limits.id_characters):
        problem = f"{shown(id) if isinstance(id, str) else 'this'} is not a valid id of a pack."
        yield Fault("pack.bad_id", "id", problem, "use a-z, 0-9 and hyphens between them.")
    elif entry and id != entry:
        problem = f"the pack is {shown(id)}, its entry point {shown(entry)}."
        yield Fault("pack.id_mismatch", "id", problem, "give both the same name.")


def _structured(
    fields: dict[str, Any], id: str, enough: int
) -> tuple[Header | None, tuple[Fault, ...]]:
    written = fields.get("source_language")
    language = written if isinstance(written, str) else "en"
    return structure(fields, Header, Setting(id, language, {}), max_faults=enough)
