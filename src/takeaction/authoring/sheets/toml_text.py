"""Records as TOML, in the order and style of packs that people write by hand.

tomli-w writes no inline tables, so this is a writer of our own.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from takeaction.authoring.sheets.columns import Column, Form, columns_of
from takeaction.vocabulary.records import Kind

_BLOCKS = frozenset({"contacts", "templates", "claims"})
"""Lists of long tables: each table gets a heading, instead of being written inline."""

_LONGEST_LINE = 80
"""The most characters of a list on one line; a longer one gets a line for each item."""

_ESCAPED = re.compile(r'[\x00-\x08\x0b-\x1f\x7f"\\]')
_CLOSING = re.compile(r'"(?="|$)')  # quotes that could end a multi-line string too soon


def write_toml(kind: Kind, records: Iterable[Mapping[str, Any]]) -> str:
    """Write records of one kind as the text of a TOML file.

    Args:
        kind: The kind.
        records: The fields of each record, with its id, and dates as ``YYYY-MM-DD``.
    """
    return "\n".join("\n".join(_record(kind, record)) + "\n" for record in records)


def _record(kind: Kind, record: Mapping[str, Any]) -> Iterator[str]:
    date_columns = {column.name for column in columns_of(kind) if column.form is Form.DAY}
    yield f"[[{kind}]]"
    for name in _keys(columns_of(kind)):
        if name in record and name not in _BLOCKS:
            yield f"{name} = {_value(record[name], name, date_columns)}"
    for name in sorted(_BLOCKS & set(record)):
        for table in record[name]:
            yield f"\n[[{kind}.{name}]]"
            yield from (
                f"{key} = {_value(value, f'{name}.{key}', date_columns)}"
                for key, value in table.items()
            )


def _keys(columns: Iterable[Column]) -> Iterable[str]:
    return dict.fromkeys(column.name.partition(".")[0] for column in columns)


def _value(value: Any, name: str, date_columns: set[str]) -> str:  # noqa: ANN401 - any value of a pack
    if isinstance(value, Mapping):
        pairs = (
            f"{key} = {_value(item, f'{name}.{key}', date_columns)}" for key, item in value.items()
        )
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, list):
        return _list([_value(item, name, date_columns) for item in value])
    if isinstance(value, str):
        return value if name in date_columns else toml_string(value)
    return json.dumps(value)


def _list(items: list[str]) -> str:
    """Return a list on one line if it is short, else with each item on its own line."""
    line = f"[{', '.join(items)}]"
    if len(items) == 1 or len(line) <= _LONGEST_LINE:
        return line
    return "[\n" + "".join(f"    {item},\n" for item in items) + "]"


def toml_string(text: str) -> str:
    """Return a text as a TOML string, over several lines if the text has several."""
    if "\n" not in text:
        return f'"{_ESCAPED.sub(_escape, text)}"'.replace("\t", "\\t")
    safe = _ESCAPED.sub(lambda match: match[0] if match[0] == '"' else _escape(match), text)
    return f'"""\n{_CLOSING.sub(lambda _: chr(92) + chr(34), safe)}"""'


def _escape(match: re.Match[str]) -> str:
    return f"\\{match[0]}" if match[0] in '"\\' else f"\\u{ord(match[0]):04x}"
