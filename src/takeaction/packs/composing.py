"""Text is kept composed: the same letters are the same text, however they were typed."""

import re
import unicodedata

from takeaction.limits import Limits


def composed(text: str) -> str:
    """Return text in NFC; one with a crafted pile of marks stays as it is, to be refused."""
    return text if marks_in_a_row(text) > Limits().marks else unicodedata.normalize("NFC", text)


def marks_in_a_row(text: str) -> int:
    """Return the most combining marks that stand in a row: normalising many is very slow."""
    marks = "".join(sorted(filter(unicodedata.combining, set(text))))  # of which a text has few
    rows = re.findall(f"[{marks}]+", text) if marks else ()
    return max(map(len, rows), default=0)
