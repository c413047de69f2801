"""``takeaction`` alone: four short questions on a terminal, an example elsewhere."""

from datetime import UTC, datetime
from typing import Any

from takeaction.catalog import Catalog
from takeaction.cli.catalog import the_catalog
from takeaction.cli.recommend import show
from takeaction.cli.terminal import is_terminal, line
from takeaction.engine.ranking.asker import asker
from takeaction.engine.ranking.ranking import recommend
from takeaction.errors import QueryError
from takeaction.models.question import Profile

_QUESTIONS = (
    ("minutes", "How many minutes do you have?", "30"),
    ("roles", "What are you? For example student, nurse, parent", ""),
    ("skills", "What can you do? For example writing, social media", ""),
    ("region", "Where are you? For example US-OH, GB, Kenya", ""),
)
_ANSWERS = 3
_MOST_DIGITS = 10


def run() -> int:
    """Ask, or show what an answer looks like."""
    catalog = the_catalog()
    if is_terminal():
        line("Four short questions; Enter skips one. Nothing you write is kept.")
        line()
        profile = _ask(catalog)
    else:
        line("An example: what somebody with 15 minutes can do. Ask your own question:")
        line("takeaction recommend --minutes 30 --skill writing --role student", indent=2)
        profile = Profile(minutes=15)
    line()
    show(catalog, recommend(catalog, profile, limit=_ANSWERS, at=datetime.now(UTC)))
    return 0


def _ask(catalog: Catalog) -> Profile:
    """Ask the four questions, each again until its answer is known."""
    answers: dict[str, Any] = {}
    for field, question, default in _QUESTIONS:
        while True:
            hint = f" [{default}]" if default else ""
            try:
                written = input(f"{question}{hint}: ").strip() or default
            except EOFError:
                written = default
            answers[field] = _read(field, written)
            try:
                asker(catalog, _profile(answers))
                break
            except QueryError as error:
                line(str(error))
    return _profile(answers)


def _read(field: str, written: str) -> object:
    """Read an answer; several words stand with commas between them."""
    if field == "minutes":
        return int(written) if written.isdecimal() and len(written) < _MOST_DIGITS else 0
    if field == "region":
        return written or "001"
    return [word.strip() for word in written.split(",") if word.strip()]


def _profile(answers: dict[str, Any]) -> Profile:
    return Profile(**{"minutes": 30, **answers})
