"""The tables of a TOML text, or the line of its first mistake."""

import re
import tomllib
from datetime import date
from typing import Any

from takeaction.errors import plain
from takeaction.limits import Limits
from takeaction.packs.reading.built import raise_if_callers_fault
from takeaction.packs.reading.content import compose
from takeaction.packs.reading.toml.bounds import TomlLimitError, check_bounds

_AT_LINE = r" ?\(at line (\d+), column \d+\)| ?\(at end of document\)"
_NEST_LESS = "use fewer levels."
_SMALLER = "write a smaller number, or put it in quotes."
_CHECK_LINE = "check this line and the one before it."


class TomlTextError(ValueError):
    """A text that is not TOML, or that would be expensive to parse.

    Attributes:
        code: The kind of the mistake, such as ``parse.syntax``.
        problem: The problem, a sentence.
        line: The line with the mistake, from 1; None if the parser does not know it.
        fix: What to do about it, a sentence.
    """

    def __init__(self, code: str, problem: str, line: int | None, fix: str) -> None:
        super().__init__(code, problem, line, fix)
        self.code = code
        self.problem = problem
        self.line = line
        self.fix = fix


def parse_toml(text: str, limits: Limits) -> dict[str, Any]:
    """Parse a TOML text; dates become text as in JSON, and text is in NFC.

    Raises:
        TomlTextError: It is not TOML, or exceeds the limits.
    """
    try:
        check_bounds(text, limits)
        table: dict[str, Any] = _json_value(tomllib.loads(text))
    except TomlLimitError as error:
        fix = _SMALLER if error.code == "limit.number" else _NEST_LESS
        raise TomlTextError(error.code, error.problem, error.line, fix) from error
    except tomllib.TOMLDecodeError as error:
        place = re.search(_AT_LINE, str(error))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        problem = plain(re.sub(_AT_LINE, "", str(error)))
        if problem.startswith("Cannot overwrite"):  # the parser does not name the key
            problem += f": {plain(text.split(chr(10))[line - 1].strip())}"
        raise TomlTextError("parse.syntax", f"{problem}.", line, _CHECK_LINE) from error
    except (RecursionError, ValueError) as error:
        raise_if_callers_fault(error, limits)
        problem = "the parser gives up on this file."
        raise TomlTextError("parse.too_deep", problem, None, _NEST_LESS) from error
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
