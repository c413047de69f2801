"""HTML that is safe by the way it is made: text is escaped on entry, and few links are allowed.

No script, style attribute, image or form can come from a text: an element is made here or nowhere.
"""

import re
from html import escape

_REMOVED = dict.fromkeys(
    (
        *range(9),
        *range(11, 32),  # all controls but the tab and the line break
        *range(127, 160),
        *range(0x202A, 0x202F),  # marks that turn the direction of the text after them
        *range(0xD800, 0xE000),  # halves of characters, which cannot be written as UTF-8
    )
)
"""Characters that are left out of a page."""

_SAFE_ADDRESS = re.compile(r"https://[^\s\"'<>\\]+")
_DIALLED_FROM_ANYWHERE = re.compile(r"\+[0-9]{7,15}")


class Markup(str):
    """HTML that is ready. All other text is escaped."""

    __slots__ = ()


def escaped(text: str) -> Markup:
    """Return a text as HTML; markup stays as it is."""
    return text if isinstance(text, Markup) else Markup(escape(text.translate(_REMOVED)))


def element(tag: str, *children: str | None, **attributes: str | None) -> Markup:
    """Make an element.

    Args:
        tag: Its name.
        children: Its contents: markup, or text to escape. None is left out.
        attributes: Its attributes, where ``class_`` is ``class``. None is left out.
    """
    written = "".join(
        f' {name.rstrip("_")}="{escaped(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{tag}{written}>{joined(*children)}</{tag}>")


def joined(*parts: str | None, by: str = "") -> Markup:
    """Join parts, each markup or text to escape; None and empty ones are left out."""
    return Markup(escaped(by).join(escaped(part) for part in parts if part))


def listed(tag: str, items: "list[Markup]", **attributes: str | None) -> Markup | None:
    """Make a list, with each item on a line of its own; None without items."""
    if not items:
        return None
    return element(tag, "\n", *(joined(element("li", item), "\n") for item in items), **attributes)


def link(text: str, address: str | None) -> Markup:
    """Link a text to an ``https`` address; without one it stays text."""
    if address is None or not _SAFE_ADDRESS.fullmatch(address):
        return escaped(text)
    return element("a", text, href=address, target="_blank", rel="noreferrer noopener")


def call_link(text: str, dial: str | None) -> Markup:
    """Link a text to a number that works from anywhere; without one it stays text."""
    if dial is None or not _DIALLED_FROM_ANYWHERE.fullmatch(dial):
        return escaped(text)
    return element("a", text, href=f"tel:{dial}")
