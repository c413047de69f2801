"""TOML, parsed within bounds that are checked before anything expensive.

The standard parser takes half a minute for a crafted file of 64 KiB.
"""

import re
import tomllib
from datetime import date
from typing import Any

from takeaction.errors import plain
from takeaction.limits import Limits
from takeaction.packs.reading.built import raise_if_callers_fault
from takeaction.packs.reading.content import compose
from takeaction.packs.sources.files import UnreadableError

SYNTAX = "parse.syntax"
"""The code of a text that is not TOML."""

NEST_LESS = "use fewer levels."

QUOTED = r"""\"\"\"[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+"{3,5}
             |'''[^']*+(?:'(?!'')[^']*+)*+'{3,5}
             |"(?!"")[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"
             |'(?!'')[^'\n]*+'"""
"""A text in quotes, as a verbose pattern."""

_AT_LINE = r" ?\(at line (\d+), column \d+\)| ?\(at end of document\)"
_CHECK_LINE = "check this line and the one before it."


class TomlTextError(UnreadableError):
    """A slip in a TOML text, or a text that would be expensive to parse.

    Attributes:
        resume: The place where the next statement begins; None where nothing but a search tells.
    """

    def __init__(
        self, code: str, problem: str, line: int | None, fix: str, resume: int | None = None
    ) -> None:
        super().__init__(code, None, problem, fix, line)
        self.resume = resume


def parse_toml(text: str, limits: Limits) -> dict[str, Any]:
    """Parse a TOML text; dates become text as in JSON, and text is in NFC.

    Raises:
        TomlTextError: It is not TOML, or exceeds the limits.
    """
    try:
        check_bounds(text, limits)
        table: dict[str, Any] = _json_value(tomllib.loads(text))
    except TomlTextError:
        raise
    except tomllib.TOMLDecodeError as error:
        place = re.search(_AT_LINE, str(error))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        problem = plain(re.sub(_AT_LINE, "", str(error)))
        if problem.startswith("Cannot overwrite"):  # the parser does not name the key
            problem += f": {plain(text.split(chr(10))[line - 1].strip())}"
        raise TomlTextError(SYNTAX, f"{problem}.", line, _CHECK_LINE) from error
    except (RecursionError, ValueError) as error:
        raise_if_callers_fault(error, limits)
        problem = "the parser gives up on this file."
        raise TomlTextError("parse.too_deep", problem, None, NEST_LESS) from error
    return table


def _json_value(value: Any) -> Any:
    """Return a value of TOML as its value in JSON: dates as text, and text in NFC."""
    kind = type(value)  # the parser makes no subclass of these
    if kind is str:
        return value if value.isascii() else compose(value)
    if kind is dict:
        # Most values are plain texts: a call for each of them would be expensive.
        return {
            key if key.isascii() else compose(key): inner
            if type(inner) is str and inner.isascii()
            else _json_value(inner)
            for key, inner in value.items()
        }
    if kind is list:
        return [_json_value(item) for item in value]
    return value.isoformat() if kind is date else value


# Bounds


def check_bounds(text: str, limits: Limits) -> None:
    """Refuse a TOML text that would be expensive to parse.

    A text that passes is nested at most ``limits.depth + limits.key_parts`` deep below its top
    table.

    Raises:
        TomlTextError: It is nested too deep, has a key with too many parts or a number with too
            many digits, or is no TOML where only a closer look tells.
    """
    usual = Limits()
    allows_flat = all(getattr(limits, name) >= getattr(usual, name) for name in _LIMITS_OF_FLAT)
    if allows_flat and is_flat(text):
        return
    from takeaction.packs.reading.statements import LineFinder  # nearly no text needs it

    finder = LineFinder(text, limits)
    finder.walk_to(None)
    if finder.slip:
        raise finder.slip


# A quick look, without which a load of TOML would take a third longer

_TEXTS = re.compile(rf"""\#[^\n]*+|{QUOTED}|(?P<open>["']).*+""", re.VERBOSE | re.DOTALL)

# A text without an end, a number that may be too long, or a key of more than three parts.
_SUSPECT = re.compile(r"""["']|\d[\w+-]{18}|\.[^\n=,\[\]{}.]*\.[^\n=,\[\]{}.]*\.""")

_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))

# The most brackets inside each other in a flat text. Our packs need 2. With its keys
# of three parts, a value of a flat text is at most 20 deep; the usual limits allow 24.
_FLAT_DEPTH = 4

_LIMITS_OF_FLAT = ("depth", "key_parts", "digits")


def is_flat(text: str) -> bool:
    """Tell quickly that a TOML text has no deep nesting, no long key and no long number."""
    pieces = _TEXTS.split(text)  # a text without an end leaves its quotation mark here
    bare = "_".join([piece for piece in pieces if piece is not None])
    if _SUSPECT.search(bare):
        return False
    brackets = bare.encode(errors="replace").translate(None, _NO_BRACKETS)
    for _ in range(_FLAT_DEPTH):
        brackets = brackets.replace(b"[]", b"").replace(b"{}", b"")
    return not brackets
