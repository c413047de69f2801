"""The workbench in a page: questions of the page as JSON, beside the bytes of files."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

from takeaction.cli.pack.workbench.bench import Bench, empty_workbook

Asked: TypeAlias = Callable[[str, Sequence[Any]], tuple[str, bytes | None]]
"""A function from a question and the contents of files to an answer and the bytes of a file."""


def workbench(at: datetime | None = None) -> Asked:
    """Return the function that answers the page.

    Args:
        at: The moment to check for; None for now.
    """
    bench = Bench(at or datetime.now(UTC))

    def answer(written: str, contents: Sequence[Any]) -> tuple[str, bytes | None]:
        asked = json.loads(written)
        data: bytes | None = None
        if asked["do"] == "open":
            files = zip(asked["names"], map(bytes, contents), strict=True)
            answered = bench.open(tuple(files), asked["kinds"])
        elif asked["do"] == "preview":
            answered = bench.preview(asked["start"])
        elif asked["do"] == "template":
            answered, data = empty_workbook()
        else:
            answered, data = bench.save(asked["form"])
        return json.dumps(answered), data

    return answer
