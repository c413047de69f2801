"""The file of a directory: its form and size are checked before anything in it is read."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from takeaction.authoring.sheets.sheet import refusal
from takeaction.limits import Limits, nesting_depth

MAX_BYTES = 256 * 1024 * 1024
"""The most bytes of a file. Generous: 10,000 services of our own export take 170 MB."""

_DEEPEST = 32
"""The deepest nesting. The compiled schema of HSDS allows 14 without references back."""

_MEMBERS = ("contents", "services")
"""The members of a page that may hold the services, the one of the HSDS API first."""

_EXPORT = "export it as JSON: a list of services, or a page with them in contents."


def read_services(data: bytes, name: str) -> Sequence[object]:
    """Return the services of an HSDS file in JSON, not yet checked.

    Args:
        data: A list of services (``service_package``), a page of the HSDS API with ``contents``, or
            one service. The tabular form in CSV files is not read.
        name: The name of the file, for errors.

    Raises:
        PackErrors: It is too large, no JSON, nested too deep, or has no services.
    """
    if len(data) > MAX_BYTES:
        problem = f"it has more than {MAX_BYTES // 1024**2} MiB."
        raise refusal("limit.size", problem, name, None, "split it into several files.")
    services = _services(_parsed(data, name))
    if services is None:
        raise refusal("shape.wrong_type", "it has no list of services.", name, None, _EXPORT)
    if not services:
        raise refusal("sheet.empty", "it has no services.", name, None, _EXPORT)
    bound = Limits().records
    if len(services) > bound:
        problem = f"it has more than {bound:,} services."
        raise refusal("limit.records", problem, name, None, "split it into several files.")
    return services


def _parsed(data: bytes, name: str) -> object:
    if nesting_depth(data) > _DEEPEST:
        problem = f"lists and objects are nested more than {_DEEPEST} deep."
        raise refusal("parse.too_deep", problem, name, None, _EXPORT)
    try:
        text = data.decode("utf-8-sig")
        parsed: object = json.loads(text, parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise refusal("read.encoding", "it is not UTF-8.", name, None, _EXPORT) from error
    except ValueError as error:
        line = getattr(error, "lineno", None)
        raise refusal("parse.syntax", "it is not valid JSON.", name, line, _EXPORT) from error
    return parsed


def _refuse_constant(name: str) -> None:
    """Refuse NaN and Infinity, which JSON does not have and Python reads all the same."""
    raise ValueError(name)


def _services(parsed: object) -> Sequence[object] | None:
    """Return the services of a list, of a page, or of a file with one service."""
    if isinstance(parsed, list):
        return parsed
    page: Mapping[str, Any] = parsed if isinstance(parsed, dict) else {}
    for member in _MEMBERS:
        if isinstance(page.get(member), list):
            services: list[object] = page[member]
            return services
    return [page] if "name" in page else None
