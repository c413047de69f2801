"""The header of a pack: if something is wrong with it, the pack gives nothing."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import attrs

from takeaction.errors import Outcome, shown
from takeaction.limits import Limits
from takeaction.models.pack import Header
from takeaction.packs.checking.report import Notes, RefusedPackError
from takeaction.packs.faults import Fault
from takeaction.packs.reading.content import SCHEMA, schema_of
from takeaction.packs.rules import characters, identity, meaning
from takeaction.packs.structuring.strict import structure
from takeaction.packs.structuring.values import Setting


def header_of(fields: dict[str, Any], entry: str | None, notes: Notes, limits: Limits) -> Header:
    """Make the header of a pack.

    Args:
        fields: Its keys, as they were written.
        entry: The name of the entry point of the pack, which is its id; None if it has none.
        notes: Where what is wrong is noted, and by which id the pack is called from now on.
        limits: How much is read.

    Raises:
        RefusedPackError: Something is wrong with it.
    """
    _refuse_other_schemas(fields, notes)
    enough = limits.mistakes + 1
    faults = [*_id_faults(fields.get("id"), entry, limits)]
    id = "" if any(fault.code == "pack.bad_id" for fault in faults) else fields["id"]
    faults += islice(characters.faults(fields, limits), enough)
    header, wrong = (None, ()) if characters.is_dear(faults) else _structured(fields, id, enough)
    if header and id and not entry:
        notes.pack = id
    faults += wrong or islice(meaning.header_faults(header) if header else (), enough)
    if len(faults) >= enough:
        notes.skim(notes.own_file)
    for fault in faults:
        warns = fault.outcome is Outcome.WARN
        notes.note(fault if warns else attrs.evolve(fault, outcome=Outcome.QUARANTINE))
    if header is None or notes.is_refused:
        raise RefusedPackError
    return header


def _refuse_other_schemas(fields: dict[str, Any], notes: Notes) -> None:
    schema = schema_of(fields)
    if 1 <= schema <= SCHEMA:
        return
    called = shown(fields["schema"]) if "schema" in fields else "missing"
    problem = f"the schema is {called}; this release reads schema {SCHEMA}."
    fix = "upgrade takeaction." if schema else f"write schema = {SCHEMA}."
    notes.note(Fault("pack.schema", "schema", problem, fix))
    raise RefusedPackError


def _id_faults(id: object, entry: str | None, limits: Limits) -> Iterator[Fault]:
    if not isinstance(id, str) or not identity.is_id(id, limits.id_characters):
        problem = f"{shown(id) if isinstance(id, str) else 'this'} is no id of a pack."
        yield Fault("pack.bad_id", "id", problem, "write a-z, 0-9, - between them.")
    elif entry and id != entry:
        problem = f"the pack is {shown(id)}, its entry point {shown(entry)}."
        yield Fault("pack.id_mismatch", "id", problem, "give both one name.")


def _structured(
    fields: dict[str, Any], id: str, most: int
) -> tuple[Header | None, tuple[Fault, ...]]:
    given = fields.get("source_language")
    language = given if isinstance(given, str) else "en"
    return structure(fields, Header, Setting(id, language, {}), most=most)
