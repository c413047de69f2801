"""The warnings of the safety rules about the texts of records, as a lock remembers them.

New words for what somebody accepted are no reason to ask again, unless they raise such a warning.
"""

from collections.abc import Iterable, Mapping

from takeaction.models.record import Record
from takeaction.packs.rules import contact
from takeaction.packs.rules.wording import Allowance

_UNCHECKED = "limit.wording"
"""The code for a record whose texts were not looked at closely, since the pack has too many."""


def cautions_of(
    records: Iterable[Record], allowance: Allowance | None = None
) -> Mapping[str, tuple[str, ...]]:
    """Return the codes of the warnings about each record that has any, by kind and local id.

    Args:
        records: The records, with their translations.
        allowance: The allowance of the pack; None for a new one.
    """
    allowance = allowance or Allowance()
    found = {
        f"{record.record_kind} {record.local_id}": tuple(sorted(_codes(record, allowance)))
        for record in records
    }
    return {key: codes for key, codes in found.items() if codes}


def _codes(record: Record, allowance: Allowance) -> set[str]:
    """Return the codes of the warnings about a record and its translations."""
    found = {fault.code for fault in contact.safety_faults(record, allowance)}
    found |= {fault.code for _, fault in contact.translation_faults(record, allowance)}
    return found | ({_UNCHECKED} if allowance.is_over else set())
