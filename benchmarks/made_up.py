"""Packs of made-up actions, the same in every run. Nothing in them is real content."""

import json
import random
from pathlib import Path
from typing import Any

from takeaction.models.word import core_words
from takeaction.vocabulary.actions import Cadence, Mode
from takeaction.vocabulary.records import WordKind

SEED = 7
PACK = "made-up"
_WORDS = [f"w{number:04}" for number in range(3_000)]
_REGIONS = ("US", "US-OH", "US-TX", "CA", "GB", "GB-ENG", "DE", "FR", "NP", "KE", "IN", "BR")
_MINUTES = (2, 5, 10, 15, 30, 60, 120, 240, 480)


def _sentence(chance: random.Random, words: int) -> str:
    """Return a sentence of frequent and rare words."""
    return " ".join(_WORDS[int(3_000 * chance.random() ** 3)] for _ in range(words)).capitalize()


def _ids(kind: WordKind) -> list[str]:
    return [word.id for word in core_words() if word.kind is kind and not word.group]


def actions(count: int, *, open_to_all: bool = False) -> dict[str, dict[str, Any]]:
    """Return the fields of made-up actions, by local id.

    Args:
        count: The number of actions.
        open_to_all: True for actions that fit nearly everybody; False for actions of which few
            fit a person.
    """
    chance = random.Random(SEED)  # noqa: S311 - the same at each run
    skills, roles, topics = map(_ids, (WordKind.SKILL, WordKind.ROLE, WordKind.TOPIC))
    return {
        f"action-{number:07}": _action(
            chance, number, skills, roles, topics, open_to_all=open_to_all
        )
        for number in range(count)
    }


def _action(  # noqa: PLR0913 - the parts of an action
    chance: random.Random,
    number: int,
    skills: list[str],
    roles: list[str],
    topics: list[str],
    *,
    open_to_all: bool,
) -> dict[str, Any]:
    least = chance.choice(_MINUTES[: 4 if open_to_all else None])
    regions = ["001"] if chance.random() < (0.8 if open_to_all else 0.3) else None
    suited = sorted(chance.sample(roles, 8 if open_to_all else 2))
    only = {} if open_to_all or chance.random() < 0.5 else {"roles_only": suited}
    return only | {
        "cadence": chance.choice(list(Cadence)).value,
        "cost": "none",
        "minutes": {"min": least, "typical": 2 * least, "max": 3 * least},
        "modes": sorted(mode.value for mode in chance.sample(list(Mode), 2)),
        "regions": regions or sorted(chance.sample(_REGIONS, 2)),
        "risk": "none",
        "roles": suited,
        "skills_helpful": sorted(chance.sample(skills, chance.choice((1, 2, 3)))),
        "source": {
            "checked": "2026-01-15",
            "dated": "2026-01",
            "title": _sentence(chance, 4),
            "url": f"https://example.org/{number}",
        },
        "steps": [f"{_sentence(chance, 9)}." for _ in range(4)],
        "summary": f"{_sentence(chance, 25)}.",
        "title": _sentence(chance, 5),
        "topics": sorted(chance.sample(topics, 2)),
        "verified": {"method": "two-sources"},
    }


def write(folder: Path, count: int, *, open_to_all: bool = False) -> Path:
    """Write a built pack of made-up actions and return its folder."""
    header = {
        "id": PACK,
        "licence": "CC0-1.0",
        "publisher": "Nobody",
        "schema": 1,
        "title": "Made up",
    }
    records = {"action": actions(count, open_to_all=open_to_all)}
    content = {"pack": header, "records": records, "translations": {}}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.json").write_text(text, encoding="utf-8")
    return folder
