"""Write the golden answers anew: what the shipped packs answer to a few people at one moment.

Run it when content or an answer has changed on purpose, and read what it changed as the person it
is for::

    python tests/golden/write.py
"""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from takeaction import HelpQuery, Profile, find_help, load, plan, recommend, search
from takeaction.engine.plain import plain_data

GOLDEN = Path(__file__).parent
AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
CHRISTMAS = datetime(2026, 12, 25, 3, 0, tzinfo=UTC)

PEOPLE = {
    "student-who-writes": Profile(
        minutes=30, skills=["writing"], roles=["student"], region="US-OH"
    ),
    "worried-neighbour": Profile(minutes=15, roles=["neighbour"], region="US-NJ", concern=True),
    "fifteen-year-old": Profile(
        minutes=30, skills=["social-media"], roles=["student"], region="US", age="youth"
    ),
    "nurse": Profile(
        minutes=240,
        per="month",
        skills=["healthcare", "trauma-informed", "confidentiality"],
        roles=["nurse"],
        region="US-CA",
        cost="low",
    ),
    "shopper": Profile(
        minutes=20,
        per="week",
        skills=["ethical-shopping"],
        roles=["consumer", "parent"],
        topics=["fair-trade", "supply-chains"],
        region="US",
        cost="low",
    ),
}


def _recommended(person):
    """Ask what a person can do."""
    return lambda catalog: recommend(catalog, person, limit=5, at=AT).as_json()


def _planned(person, budget, horizon):
    """Ask for a plan."""
    return lambda catalog: plan(catalog, person, budget=budget, horizon=horizon, at=AT).as_json()


def _help(query, *languages):
    """Ask where help is."""
    return lambda catalog: find_help(catalog, query, languages=languages, at=AT).as_json()


def _hits(text, region=None):
    """Search for a text."""
    return lambda catalog: [
        hit.as_json() for hit in search(catalog, text, region=region, limit=10, at=AT)
    ]


CASES = {
    **{f"recommend-{name}": _recommended(person) for name, person in PEOPLE.items()},
    "plan-month-of-a-parent": _planned(
        Profile(minutes=60, per="week", roles=["parent"], region="US"), 240, "month"
    ),
    "help-us-in-spanish": _help(HelpQuery("US", "es"), "es", "en"),
    "help-texas-survivor": _help(HelpQuery("US-TX", audience="survivor"), "en"),
    "help-britain-in-polish-at-christmas": lambda catalog: find_help(
        catalog, HelpQuery("GB", "pl"), languages=["pl"], at=CHRISTMAS
    ).as_json(),
    "help-ireland-worker": _help(HelpQuery("IE", audience="worker"), "en"),
    "help-kenya-child": _help(HelpQuery("KE", audience="child"), "en"),
    "help-netherlands-from-japan": _help(HelpQuery("NL", calling_from="JP"), "en"),
    "help-nepal": _help(HelpQuery("NP"), "en"),
    "search-trapped": _hits("trapped", "US"),
    "search-free2work": _hits("free2work"),
    "show-national-hotline": lambda catalog: plain_data(
        catalog.resources["us-hotline:national-hotline"]
    ),
}
"""What is asked, by the name of the file that holds the answer."""

COMMANDS = {
    "find-help-britain-in-polish-at-christmas": (
        *("find-help", "--region", "GB", "--language", "pl"),
        *("--at", "2026-12-25T03:00+00:00"),
    ),
}
"""What is asked in the terminal, by the name of the text file that holds what it prints."""


def printed(arguments):
    """Return what a command prints, at 80 columns."""
    env = {**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "takeaction", *arguments],
        env=env, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return done.stdout


def written(answer):
    """Return an answer as a golden file holds it."""
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def main():
    """Write every golden file, and take away those that no case is left for."""
    catalog = load(on_mistake="raise")
    for old in (*GOLDEN.glob("*.json"), *GOLDEN.glob("*.txt")):
        old.unlink()
    for name, arguments in COMMANDS.items():
        (GOLDEN / f"{name}.txt").write_text(printed(arguments), encoding="utf-8")
    for name, answer in CASES.items():
        (GOLDEN / f"{name}.json").write_text(written(answer(catalog)), encoding="utf-8")


if __name__ == "__main__":
    main()
