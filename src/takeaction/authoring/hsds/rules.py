"""The rules of packs, applied to a draft record: a field that they refuse is left out and noted."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from takeaction.authoring.hsds.losses import Extent, Losses
from takeaction.errors import Outcome
from takeaction.limits import Limits
from takeaction.packs.faults import Fault
from takeaction.packs.rules import characters, meaning
from takeaction.packs.structuring.strict import CLASSES, structure
from takeaction.packs.structuring.values import Setting
from takeaction.vocabulary.records import Kind

_CONTACT = re.compile(r"contacts\[(\d+)\](?:\.(\w+))?")
_ITEM = re.compile(r"(\w+)\[(\d+)\]")
_TOP = re.compile(r"\w+")
_VITAL = frozenset({"id", "name", "kind", "source", "contacts", "regions"})
_VITAL_OF_CONTACT = frozenset(
    {"", "channel", "id", "dial", "dial_region", "display", "email", "url"}
)


def without_refused(
    record: dict[str, Any], service: str, losses: Losses, day: date
) -> dict[str, Any] | None:
    """Return a record that every rule about single records accepts; None if it is lost.

    Args:
        record: The record. It is changed.
        service: The id of its service.
        losses: Where to note everything left out.
        day: The day of the import.
    """
    while fault := next(_costly_faults(record, day), None):
        if not _leave_out(record, fault, service, losses):
            losses.add(service, "", "the rules of packs refuse it", Extent.SERVICE)
            return None
    return record


def _costly_faults(record: dict[str, Any], day: date) -> Iterator[Fault]:
    """Yield the faults of a record that would cost it its place in the pack."""
    limits = Limits()
    fields = {name: value for name, value in record.items() if name != "id"}
    costly = [*characters.faults(fields, limits)]
    if not costly:
        setting = Setting("draft", "en", {})
        model, faults = structure(
            {**fields, "id": f"draft:{record['id']}"}, CLASSES[Kind.RESOURCE], setting
        )
        costly = [*faults, *(meaning.faults(model, day) if model is not None else ())]
    return (fault for fault in costly if fault.outcome is not Outcome.WARN)


def _leave_out(record: dict[str, Any], fault: Fault, service: str, losses: Losses) -> bool:
    """Leave out the field of a fault, or its contact; False if the record cannot do without."""
    losses.add(service, fault.field, fault.problem)
    contact, item, top = (form.match(fault.field) for form in (_CONTACT, _ITEM, _TOP))
    if contact and (contact[2] or "") not in _VITAL_OF_CONTACT:
        del record["contacts"][int(contact[1])][contact[2]]
    elif item:
        del record[item[1]][int(item[2])]
    elif top and top[0] in record and top[0] not in _VITAL:
        del record[top[0]]
    else:
        return False
    return bool(record["contacts"] and record["regions"])
