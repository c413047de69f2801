"""Contact keys: one number or address in any spelling."""

from urllib.parse import urlsplit

from takeaction.models.numbers import international_number
from takeaction.models.resource import Contact
from takeaction.vocabulary.contacts import Channel

_SHORTEST = 7
"""The digits of the shortest number that may resemble another.

Short codes are close to each other on purpose, such as 911, 999 and 112, or 116000 and 116006.
"""


def contact_key(contact: Contact) -> str | None:
    """Return the normal form of a contact's number or address; None if it has neither.

    A relay for text telephones, such as 711, is the same number for all lines behind it.
    """
    if contact.channel is Channel.TTY:
        return None
    number = full_number(contact)
    target = f"{number} {contact.keyword or ''}" if number else contact.url or contact.email
    return f"{contact.channel} {target}" if target else None


def full_number(contact: Contact) -> str | None:
    """Return the number of a contact in one form, however its pack writes it.

    A short number stays national, with its country: 911 is another number in each.
    """
    dial, place = contact.dial, contact.dial_region
    if dial is None or place is None:
        return dial
    return international_number(dial, place) if len(dial) >= _SHORTEST else f"{place} {dial}"


def long_number(contact: Contact) -> str | None:
    """Return the number of a contact if it is long enough to be mistaken for another."""
    is_long = contact.dial is not None and len(contact.dial) >= _SHORTEST
    return full_number(contact) if is_long else None


def host_of(contact: Contact) -> str | None:
    """Return the host of the address of a contact, without ``www``."""
    if contact.email:
        return contact.email.rpartition("@")[2].casefold()
    if not contact.url:
        return None
    return (urlsplit(contact.url).hostname or "").removeprefix("www.")
