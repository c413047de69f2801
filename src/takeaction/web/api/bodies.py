"""Bodies of requests as JSON: what is no JSON of a question is refused, never guessed."""

import json


def read_json(body: bytes) -> object:
    """Read the body of a request.

    Raises:
        ValueError: It is no JSON in UTF-8, is nested too deeply, or has a number that JSON lacks.
    """
    try:
        value: object = json.loads(body.decode("utf-8"), parse_constant=_no_number)
    except RecursionError:
        raise ValueError("The JSON is nested too deeply.") from None
    return value


def write_json(value: object) -> bytes:
    """Write plain data as JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number in JSON.")
