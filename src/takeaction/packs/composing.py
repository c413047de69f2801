"""Text is kept composed: the same letters are the same text, however they were typed."""

import unicodedata

from takeaction.limits import Limits


def composed(text: str) -> str:
    """Return text in NFC; one with a crafted pile of marks stays as it is, to be refused."""
    return text if marks_in_a_row(text) > Limits().marks else unicodedata.normalize("NFC", text)


def marks_in_a_row(text: str) -> int:
    """Return the most combining marks that stand in a row: normalising many is very slow."""
    most = run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        most = max(most, run)
    return most
