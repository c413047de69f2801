"""Write what is made from ``data/codes.toml``, in which each kind of mistake is written once.

    python scripts/codes.py

It writes ``data/codes.json``, which the library reads, and the tables of
``docs/reference/errors.md``, whose examples have the limit of minutes. A test compares both.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from takeaction.models.question.arguments import MAX_MINUTES

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "takeaction" / "data"
PAGE = ROOT / "docs" / "reference" / "errors.md"
QUESTIONS = "questions"
LIMIT = "Give minutes as a whole number from 1 to "
HEADS = "| Code | Costs | Means | Fix |", "| Code | Means | Write |"


def sections() -> Mapping[str, Mapping[str, Any]]:
    """Return the rows of each section, by code, with the limits filled into their titles."""
    text = (DATA / "codes.toml").read_text(encoding="utf-8")
    whole = tomllib.loads(text.replace("{most_minutes}", f"{MAX_MINUTES:,}"))
    return {name: rows for name, rows in whole.items() if name != "records"}


def codes_json() -> str:
    """Return ``data/codes.json``: the class, the outcome and the title of each kind of mistake."""
    questions = {
        code: row["title"]
        for code, row in sections()[QUESTIONS].items()
        if code.startswith("query.")
    }
    codes = {
        code: [row["class"], row["outcome"], row["title"]]
        for name, rows in sections().items()
        if name != QUESTIONS
        for code, row in rows.items()
    }
    return f"{{\n{_json_part('codes', codes)},\n{_json_part(QUESTIONS, questions)}\n}}\n"


def _json_part(name: str, rows: Mapping[str, Any]) -> str:
    lines = (f'    "{code}": {json.dumps(row, ensure_ascii=False)}' for code, row in rows.items())
    return f'  "{name}": {{\n' + ",\n".join(lines) + "\n  }"


def page(text: str) -> str:
    """Return the page with its tables, one for each section."""
    text = re.sub(rf"{LIMIT}[\d,]+", f"{LIMIT}{MAX_MINUTES:,}", text)  # in its examples
    shown = set()
    for name, rows in sections().items():
        pattern = rf"(?<=^% codes {name}\n\n).*?(?=\n\n% end codes$)"
        table = "\n".join(_table(rows, is_question=name == QUESTIONS))
        text, count = re.subn(
            pattern, lambda _, table=table: table, text, flags=re.MULTILINE | re.DOTALL
        )
        shown |= {name} if count == 1 else set()
    if missing := sections().keys() - shown:
        raise SystemExit(f"errors.md: no table for {missing}")
    return text


def _table(rows: Mapping[str, Any], *, is_question: bool) -> Iterator[str]:
    head = HEADS[is_question]
    yield head
    yield re.sub(r"[^| ]+", "---", head)
    for code, row in rows.items():
        costs = () if is_question else (row.get("costs", row["outcome"]),)
        cells = (f"`{code}`", *costs, row["title"] + row.get("more", ""), row.get("fix", ""))
        yield f"| {' | '.join(map(_escaped, cells))} |"


def _escaped(cell: str) -> str:
    return cell.replace("|", "\\|")


def files() -> Iterator[tuple[Path, str]]:
    """Yield each file that is made from the codes, with the text it should have."""
    yield DATA / "codes.json", codes_json()
    yield PAGE, page(PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    for path, text in list(files()):
        path.write_text(text, encoding="utf-8")
