"""Content lines: the lines of calendars and address cards (RFC 5545 and RFC 6350)."""

import unicodedata

_LINE_OCTETS = 75
"""The longest line that RFC 5545, section 3.1, and RFC 6350, section 3.2, recommend.

The line break does not count.
"""

_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def escape_value(text: str) -> str:
    """Write text as a value, without the control characters that values may not contain."""
    lines = "\n".join(text.splitlines())
    allowed = (c for c in lines if c == "\n" or unicodedata.category(c) != "Cc")
    return "".join(allowed).translate(_ESCAPES)


def fold_line(line: str) -> bytes:
    """Break a line after at most 75 octets, never inside a character."""
    parts, octets = [""], 0
    for character in line:
        size = len(character.encode())
        if octets + size > _LINE_OCTETS:
            parts.append("")
            octets = 1  # The next part begins with a blank.
        parts[-1] += character
        octets += size
    return "\r\n ".join(parts).encode() + b"\r\n"
