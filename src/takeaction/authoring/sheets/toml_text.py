"""Records as TOML, in the order and the style in which packs are written by hand."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from takeaction.authoring.sheets.columns import Column, Form, columns_of
from takeaction.vocabulary import Kind

_BLOCKS = frozenset({"contacts", "templates", "claims"})
"""Lists of tables that are long, so that each table has a heading of its own."""

_LONGEST = 80
_ESCAPED = re.compile(r'[\x00-\x08\x0b-\x1f\x7f"\\]')
_CLOSING = re.compile(r'"(?="|$)')


def written(kind: Kind, records: Iterable[Mapping[str, Any]]) -> str:
    """Return the file that holds records of a kind.

    Args:
        kind: The kind.
        records: Each with its id, and days as ``YYYY-MM-DD``.
    """
    return "\n".join("\n".join(_record(kind, record)) + "\n" for record in records)


def _record(kind: Kind, record: Mapping[str, Any]) -> Iterator[str]:
    days = {column.name for column in columns_of(kind) if column.form is Form.DAY}
    yield f"[[{kind}]]"
    for name in _keys(columns_of(kind)):
        if name in record and name not in _BLOCKS:
            yield f"{name} = {_value(record[name], name, days)}"
    for name in sorted(_BLOCKS & set(record)):
        for table in record[name]:
            yield f"\n[[{kind}.{name}]]"
            yield from (
                f"{key} = {_value(each, f'{name}.{key}', days)}" for key, each in table.items()
            )


def _keys(columns: Iterable[Column]) -> Iterable[str]:
    return dict.fromkeys(column.name.partition(".")[0] for column in columns)


def _value(value: Any, name: str, days: set[str]) -> str:  # noqa: ANN401 - what a file holds
    if isinstance(value, Mapping):
        inner = (f"{key} = {_value(each, f'{name}.{key}', days)}" for key, each in value.items())
        return f"{{ {', '.join(inner)} }}"
    if isinstance(value, list):
        return _list([_value(each, name, days) for each in value])
    if isinstance(value, str):
        return value if name in days else quoted(value)
    return json.dumps(value)


def _list(items: list[str]) -> str:
    """Write what is long one below the other."""
    line = f"[{', '.join(items)}]"
    if len(items) == 1 or len(line) <= _LONGEST:
        return line
    return "[\n" + "".join(f"    {item},\n" for item in items) + "]"


def quoted(text: str) -> str:
    """Return a text as TOML writes it: over several lines if it has several."""
    if "\n" not in text:
        return f'"{_ESCAPED.sub(_escape, text)}"'.replace("\t", "\\t")
    safe = _ESCAPED.sub(lambda found: found[0] if found[0] == '"' else _escape(found), text)
    return f'"""\n{_CLOSING.sub(lambda _: chr(92) + chr(34), safe)}"""'


def _escape(found: re.Match[str]) -> str:
    return f"\\{found[0]}" if found[0] in '"\\' else f"\\u{ord(found[0]):04x}"
