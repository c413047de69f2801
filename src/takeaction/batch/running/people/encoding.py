"""The encoding of a CSV file: certain from its first bytes, or named by a person, never guessed."""

import codecs
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from takeaction.batch.running.refusal import BatchRefusedError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""The marks at the start of a file; that of UTF-32 starts with one of UTF-16."""

_WITHOUT_SHIFTS = (
    "ascii big5 cp euc_ gb hp_roman8 iso8859 johab koi8 mac_ ptcp154 shift_jis tis-620 utf-8"
)
"""How the names of encodings start in which a byte below 64 is always the same ASCII character."""

_UNITS = {"utf-16-le": "<u2", "utf-16-be": ">u2", "utf-32-le": "<u4", "utf-32-be": ">u4"}
"""The units of encodings whose units are wider than a byte."""

_ODD_UNIT = ord("x")


class Encoding(NamedTuple):
    """An encoding of text.

    Attributes:
        name: Its name in Python, in lower case.
        mark: The bytes at the start of the file that say so, and are no text.
        is_certain: Whether the file or a person says so; else UTF-8 is only assumed.
    """

    name: str
    mark: int = 0
    is_certain: bool = True

    @property
    def width(self) -> int:
        """The bytes of the smallest unit: 1, 2 or 4."""
        return np.dtype(_UNITS.get(self.name, "u1")).itemsize

    def shape(self, content: bytes) -> str:
        """Return a text with one character for each unit; those of ASCII are themselves.

        Newlines, quotes and separators have the same places in it as units in *content*. An
        incomplete unit at the end is not in it.
        """
        if self.name not in _UNITS:
            return content.decode("latin-1")
        units: npt.NDArray[np.uint32] = np.frombuffer(
            content, _UNITS[self.name], len(content) // self.width
        )
        narrow = np.where(units < 128, units, _ODD_UNIT)  # noqa: PLR2004 - ASCII
        return narrow.astype(np.uint8).tobytes().decode("latin-1")

    def decode(self, content: bytes) -> str:
        """Decode text; what is not of this encoding becomes a surrogate character."""
        if self.name not in _UNITS:
            return content.decode(self.name, "surrogateescape")
        complete = content[: len(content) // self.width * self.width]
        return complete.decode(self.name, "surrogatepass")


def find_encoding(start: bytes, name: str | None) -> Encoding:
    """Return the encoding of a file.

    Args:
        start: The first bytes of the file.
        name: The encoding that a person names; None if they name none.

    Raises:
        BatchRefusedError: The name is unknown, or contradicts the first bytes.
    """
    marked = next(((mark, of) for mark, of in _MARKS if start.startswith(mark)), None)
    named = _known(name, start) if name else None
    if marked:
        mark, found = marked
        if named and named != found:
            raise BatchRefusedError(
                f"The file says at its start that it is {found.upper()}, not {named}. Fix: leave"
                " out --encoding."
            )
        return Encoding(found, len(mark))
    if named:
        return Encoding(named)
    wide = _wide_without_mark(start)
    return Encoding(wide) if wide else Encoding("utf-8", is_certain=False)


def _known(name: str, start: bytes) -> str:
    """Return the name of an encoding as Python writes it.

    "utf-16" and "utf-32" are those of the mark, else little-endian, which is what spreadsheets
    write.

    Raises:
        BatchRefusedError: There is no such encoding, or its bytes depend on those before them.
    """
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        known = ""
    known = {"utf-8-sig": "utf-8"}.get(known, known)
    if known in ("utf-16", "utf-32"):
        big = next((of for mark, of in _MARKS if start.startswith(mark) and known in of), None)
        return big or f"{known}-le"
    if known not in _UNITS and not known.startswith(tuple(_WITHOUT_SHIFTS.split())):
        raise BatchRefusedError(
            "We don't know that encoding. Fix: write one such as utf-8, utf-16, cp1252 (Excel in"
            " western Europe) or cp1250 (central Europe)."
        )
    return known


def _wide_without_mark(start: bytes) -> str | None:
    """Return UTF-16 where every other byte of the first ones is null, as no text has them else."""
    even, odd = start[:64:2], start[1:64:2]
    if odd and not any(odd) and all(even):
        return "utf-16-le"
    if even and not any(even) and all(odd):
        return "utf-16-be"
    return None
