"""A first answer as a program gives it that is written with attrs, cattrs and pluggy alone.

It finds the packs that a first answer needs, structures their records into the same models, and
takes the actions that suit. Nothing is checked but the types; there are no contacts, reasons,
translations or dates in what it answers.
"""

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import cattrs
import pluggy

from takeaction.models.action import Action
from takeaction.models.hours import Hours
from takeaction.models.record import Record
from takeaction.models.resource import Resource
from takeaction.models.text import Text

PACKS = ("community-actions", "us-hotline", "world-helplines")
MODELS: dict[str, type[Record]] = {"action": Action, "resource": Resource}
MINUTES, SKILLS, ROLE, PLACES = 30, {"writing"}, "student", {"US-OH", "US", "021", "019", "001"}


def _day(value: date | str, _: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)
    converter.register_structure_hook(Text, lambda value, _: Text(value))
    converter.register_structure_hook(date, _day)
    converter.register_structure_hook(Hours, lambda value, _: value)
    return converter


def _built(place: Traversable) -> Iterator[tuple[str, list[Any]]]:
    """Parse a built pack."""
    whole = json.loads(place.joinpath("pack.json").read_text(encoding="utf-8"))
    for kind, written in whole["records"].items():
        yield kind, [{**fields, "id": id} for id, fields in written.items()]


def _sources(place: Traversable) -> Iterator[tuple[str, list[Any]]]:
    """Parse the TOML of a pack: a file, or a folder of files, for each kind."""
    for kind in MODELS:
        folder, file = place.joinpath(f"{kind}s"), place.joinpath(f"{kind}s.toml")
        for each in folder.iterdir() if folder.is_dir() else [file] if file.is_file() else []:
            yield kind, tomllib.loads(each.read_text(encoding="utf-8"))[kind]


def _fields(written: dict[str, Any], pack: str) -> dict[str, Any]:
    """Return the fields of a record, with what a pack may leave unsaid."""
    for contact in written.get("contacts", ()):
        contact.setdefault("id", contact["channel"])
        contact.pop("zone", None)
    return {**written, "id": f"{pack}:{written['id']}"}


def records() -> Iterator[Record]:
    """Find the packs and read them."""
    converter = _converter()
    manager = pluggy.PluginManager("takeaction")
    for entry in entry_points(group="takeaction.packs"):
        if entry.name in PACKS:
            module = entry.load()
            manager.register(module, entry.name)
            place = files(module)
            read = _built if place.joinpath("pack.json").is_file() else _sources
            for kind, written in read(place):
                for fields in written:
                    yield converter.structure(_fields(fields, entry.name), MODELS[kind])


def suits(action: Action) -> bool:
    """Tell whether an action has room in the time, for the role and the place."""
    there = not action.regions.isdisjoint(PLACES)
    return there and action.minutes.min <= MINUTES and ROLE in (action.roles or {ROLE})


def order(action: Action) -> tuple[int, int, str]:
    """Return what puts an action that uses a skill first."""
    return -len(SKILLS & action.skills_helpful), action.minutes.typical, action.id


def main() -> None:
    """Answer, and print the ids of all records that were read."""
    found = list(records())
    actions = filter(suits, (each for each in found if isinstance(each, Action)))
    assert sorted(actions, key=order)[:10]
    print(*sorted(each.id for each in found))
