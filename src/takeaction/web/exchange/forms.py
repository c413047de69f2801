"""The fields of a form or a query, read strictly: what cannot be read is refused, never guessed."""

from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl

from takeaction.web.exchange.bounds import MOST_FIELDS


def read_fields(text: str) -> Mapping[str, tuple[str, ...]] | None:
    """Read the fields of a form, each with its values; None if it is no form.

    Args:
        text: The fields as a browser sends them, such as ``q=help&region=GB``.
    """
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError:  # too many fields, or bytes that are no UTF-8
        return None
    fields: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        fields[name] = (*fields.get(name, ()), value)
    return fields


def read_body(body: bytes) -> Mapping[str, tuple[str, ...]] | None:
    """Read the fields of the body of a form; None if it is none."""
    try:
        return read_fields(body.decode("ascii"))
    except UnicodeDecodeError:  # a browser escapes all else
        return None


def one(fields: Mapping[str, tuple[str, ...]], name: str) -> str | None:
    """Return the only value of a field; None if it is missing, blank or sent twice."""
    values = fields.get(name, ())
    return values[0].strip() or None if len(values) == 1 else None


def joined_ids(values: Iterable[str]) -> list[str]:
    """Return the ids of a field that has them with blanks between: a form has few fields."""
    return [id for value in values for id in value.split()]
