"""The JSON of a built pack, parsed within the limits."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from takeaction.errors import plain, shown
from takeaction.limits import Limits, deepest
from takeaction.packs.reading.content import BUILT

_PARTS_IN_A_RECORD = 40
"""Lists, tables and values, for each record that a pack may have."""

_ABOVE_A_RECORD = 4  # the whole, its records, those of a kind, and the record itself
_FEWEST = 20_000
_TRANSLATIONS = b',"translations":{'
_SPLIT = "make two packs of it."
_BUILD_AGAIN = "build the pack again from its sources."


class PackRefusalError(Exception):
    """Something that costs the pack."""

    def __init__(self, code: str, problem: str, name: str | None, fix: str) -> None:
        super().__init__(problem)
        self.code = code
        self.problem = problem
        self.name = name
        self.fix = fix


def unknown(problem: str) -> PackRefusalError:
    """Return the refusal of something that no built pack holds."""
    return PackRefusalError("shape.unknown_field", problem, BUILT, _BUILD_AGAIN)


def wrong(problem: str) -> PackRefusalError:
    """Return the refusal of something of another type."""
    return PackRefusalError("shape.wrong_type", problem, BUILT, _BUILD_AGAIN)


def too_much(problem: str) -> PackRefusalError:
    """Return the refusal of more than a pack may hold."""
    return PackRefusalError("limit.size", problem, None, _SPLIT)


def table(value: object) -> dict[str, Any]:
    """Return a value that is a table.

    Raises:
        PackRefusalError: It is none.
    """
    if not isinstance(value, dict):
        raise wrong("a part of it is no table.")
    return value


def marks(data: bytes, each: bytes) -> int:
    """Count some characters of a file at one pass."""
    return len(data) - len(data.translate(None, each))


def count_parts(parts: int, in_a_record: int, limits: Limits) -> None:
    """Refuse what would take long to parse, or much memory: an empty list takes 50 bytes.

    Raises:
        PackRefusalError: There are more parts than all records may have.
    """
    most = max(limits.records * in_a_record, _FEWEST)
    if parts > most:
        raise too_much(f"it has more than {most:,} lists, tables and values.")


def apart(raw: bytes) -> tuple[bytes, bytes]:
    """Tell the translations of a built pack from all else, without parsing either.

    Returns:
        Two JSON texts. The second is empty if there are no translations, or if the pack is not
        written as it is built, or is cut off: then the first is all of it.
    """
    at = raw.rfind(_TRANSLATIONS)
    rest = b"{" + raw[at + 1 :]
    if at < 0 or not raw.endswith(b"}}}") or rest.count(b"{") != rest.count(b"}"):
        return raw, b""
    return raw[:at] + b"}", rest


def parsed(raw: bytes, limits: Limits) -> dict[str, Any]:
    """Parse JSON in which no key stands twice.

    Raises:
        PackRefusalError: It is no such JSON, or more than the limits allow.
        RecursionError: The stack gave out, at a depth that is allowed.
    """
    count_parts(marks(raw, b"[{,"), _PARTS_IN_A_RECORD, limits)
    if deepest(raw) > limits.depth + _ABOVE_A_RECORD:
        problem = f"lists and tables nest more than {limits.depth} deep."
        raise PackRefusalError("parse.too_deep", problem, BUILT, _BUILD_AGAIN)
    try:
        whole = json.loads(
            raw.decode(), object_pairs_hook=_table_maker(limits), parse_int=_bounded_int(limits)
        )
    except UnicodeDecodeError as error:
        fix = "save it as UTF-8."
        raise PackRefusalError("read.encoding", "this is not UTF-8.", BUILT, fix) from error
    except RecursionError as error:
        pass_on(error, limits)
        problem = "lists and tables nest too deep."
        raise PackRefusalError("parse.too_deep", problem, BUILT, _BUILD_AGAIN) from error
    except ValueError as error:
        problem = f"{plain(str(error))}."
        raise PackRefusalError("parse.syntax", problem, BUILT, _BUILD_AGAIN) from error
    return table(whole)


def pass_on(error: Exception, limits: Limits) -> None:
    """Raise again what is no fault of a text, which the bounds keep shallow: of our caller."""
    if isinstance(error, RecursionError) and limits.depth <= Limits().depth:
        raise error


def _table_maker(limits: Limits) -> Callable[[list[tuple[str, Any]]], dict[str, Any]]:
    """Return what makes a table, in which no key stands twice.

    A table of much more than all records costs too much memory to look at it later.
    """
    most = limits.items + limits.records

    def make(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(pairs) > most:
            problem = f"a table has more than {most:,} keys."
            raise PackRefusalError("limit.records", problem, BUILT, _SPLIT)
        made = dict(pairs)
        if len(made) != len(pairs):
            keys = Counter(key for key, _ in pairs)
            problem = f"the key {shown(keys.most_common(1)[0][0])} stands twice."
            raise PackRefusalError("shape.duplicate_key", problem, BUILT, _BUILD_AGAIN)
        return made

    return make


def _bounded_int(limits: Limits) -> Any:
    def parse(digits: str) -> int:
        if len(digits) > limits.digits:
            problem = f"a number has more than {limits.digits} digits."
            raise PackRefusalError("limit.number", problem, BUILT, _BUILD_AGAIN)
        return int(digits)

    return parse
