"""A second look at the numbers of a pack, with libphonenumber where that is installed.

It knows which ranges of numbers each country has given out. That is too much to carry into every
app, so only whoever checks a pack needs it.
"""

from collections.abc import Iterator

from takeaction.catalog import Catalog
from takeaction.codes import mistake
from takeaction.errors import PackError, Where, shown
from takeaction.models.contact import Contact
from takeaction.models.resource import Resource
from takeaction.packs.rules.contact import international
from takeaction.vocabulary import Method

_SHORTEST = 7
"""Shorter numbers are not looked at: lists of them have gaps."""

_REACHED = frozenset({Method.CALLED, Method.IN_WRITING})
"""Whoever was reached at a number knows better than a list of ranges."""


def second_look(catalog: Catalog) -> tuple[PackError, ...] | None:
    """Find numbers in no range that their country has given out.

    Returns:
        A warning for each, in order of record; None if ``phonenumberslite`` is not installed.
    """
    try:
        import phonenumbers  # noqa: F401 - the extra ``authoring``
    except ImportError:
        return None
    return tuple(
        found for resource in catalog.reachable.values() for found in _unknown_ranges(resource)
    )


def _unknown_ranges(resource: Resource) -> Iterator[PackError]:
    for position, contact in enumerate(resource.contacts):
        if _is_to_be_looked_at(contact, resource) and not _is_given_out(contact):
            where = Where(
                resource.pack, None, None, resource.local_id, f"contacts[{position}].dial"
            )
            problem = f"{shown(contact.dial)} is in no range that its country has given out."
            fix = 'call it, and write verified = { method = "called" } if it is right.'
            yield mistake("contact.no_range", problem, where, fix)


def _is_to_be_looked_at(contact: Contact, resource: Resource) -> bool:
    method = (contact.verified or resource.verified).method
    digits = (contact.dial or "").removeprefix("+")
    return len(digits) >= _SHORTEST and method not in _REACHED


def _is_given_out(contact: Contact) -> bool:
    import phonenumbers

    try:
        number = phonenumbers.parse(international(contact.dial or "", contact.dial_region))
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(number)
