"""Codes to scan (QR): the number to call or text, and a page."""

from takeaction.models.resource import Contact
from takeaction.vocabulary.contacts import Channel

SCHEMES = {Channel.VOICE: "tel", Channel.SMS: "sms"}
"""The scheme of the address behind a number, for the channels that a poster has."""

_CORRECTION = "q"
"""A quarter of a code may be torn or dirty: a poster hangs where people pass."""


def number_address(contact: Contact) -> str:
    """Return the address that calls or texts a contact, such as ``tel:+18883737888``."""
    return f"{SCHEMES[contact.channel]}:{contact.dial}"


def svg_code(address: str, title: str) -> str:
    """Draw an address as a code in SVG, which grows and shrinks with its place.

    Args:
        address: The text of the code, such as ``tel:+18883737888``.
        title: What it does, for whoever can't see it; it is escaped.

    Returns:
        An ``svg`` element without a size of its own, with a white margin of four modules.
    """
    import segno  # an extra, which only a poster needs

    code = segno.make(address, error=_CORRECTION, micro=False, boost_error=False)
    return code.svg_inline(omitsize=True, title=title, svgclass=None, lineclass=None)
