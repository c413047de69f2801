"""A second check of the phone numbers in a pack, with libphonenumber if it is installed.

It knows the ranges of numbers that each country has assigned. That is too much data for every app
to carry, so only people who check packs need it.
"""

from collections.abc import Iterator

from takeaction.catalog.catalog import Catalog
from takeaction.errors import PackError, Where, shown
from takeaction.models.contact import Contact
from takeaction.models.numbers.international import international_number
from takeaction.models.resource import Resource
from takeaction.vocabulary.codes import mistake
from takeaction.vocabulary.records import Method

_SHORTEST = 7
"""The fewest digits of a number that is checked: libphonenumber's short-number lists have gaps."""

_REACHED = frozenset({Method.CALLED, Method.IN_WRITING})
"""The ways of verifying that beat a list of ranges: somebody reached the helpline there."""

_PRINTED = _REACHED | {Method.OPERATOR_PAGE, Method.OFFICIAL_PAGE}
"""The ways that do so for one contact, written down in it: its operator prints that very number."""


def check_number_ranges(catalog: Catalog) -> tuple[PackError, ...] | None:
    """Find phone numbers outside every range that their country has assigned.

    Returns:
        One warning for each, in order of record; None if ``phonenumberslite`` is not installed.
    """
    try:
        import phonenumbers  # noqa: F401 - the extra ``authoring``
    except ImportError:
        return None
    return tuple(
        warning for resource in catalog.reachable.values() for warning in _warnings(resource)
    )


def _warnings(resource: Resource) -> Iterator[PackError]:
    for position, contact in enumerate(resource.contacts):
        if _needs_checking(contact, resource) and not _is_assigned(contact):
            where = Where(
                resource.pack, None, None, resource.local_id, f"contacts[{position}].dial"
            )
            problem = f"{shown(contact.dial)} is in no range that its country has assigned."
            fix = (
                "check each digit; if the operator or a government prints it, write in the contact "
                'verified = { method = "operator-page" } or "official-page".'
            )
            yield mistake("contact.no_range", problem, where, fix)


def _needs_checking(contact: Contact, resource: Resource) -> bool:
    is_sure = (
        contact.verified.method in _PRINTED
        if contact.verified
        else resource.verified.method in _REACHED
    )
    return len((contact.dial or "").removeprefix("+")) >= _SHORTEST and not is_sure


def _is_assigned(contact: Contact) -> bool:
    return is_assigned(contact.dial or "", contact.dial_region)


def is_assigned(dial: str, region: str | None) -> bool:
    """Tell whether a number is in a range that its country has assigned.

    Short numbers count as assigned, as does everything where ``phonenumberslite`` is not installed.

    Args:
        dial: ``+`` and digits, or national digits.
        region: The country in which national digits work; None for an international number.
    """
    try:
        import phonenumbers  # the extra ``authoring``
    except ImportError:
        return True
    if len(dial.removeprefix("+")) < _SHORTEST:
        return True
    try:
        number = phonenumbers.parse(international_number(dial, region))
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(number)
