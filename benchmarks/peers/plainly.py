"""A first answer by a plain program, written only with attrs, cattrs and pluggy.

It finds the packs that a first answer needs, structures their records into the same models, and
selects the suitable actions. It checks only the types, and its answer has no contacts, reasons,
translations or dates.
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
from takeaction.models.record import PeopleSay, Record
from takeaction.models.resource import Hours, Resource
from takeaction.models.text import Text

PACKS = (
    "community-actions",
    "us-hotline",
    "helplines-africa",
    "helplines-americas",
    "helplines-asia-pacific",
    "helplines-europe",
    "helplines-middle-east",
    "helplines-worldwide",
)
"""The packs with actions or contacts, which our own first answer reads too."""
MODELS: dict[str, type[Record]] = {"action": Action, "resource": Resource}
MINUTES, SKILLS, ROLE, PLACES = 30, {"writing"}, "student", {"US-OH", "US", "021", "019", "001"}


def _day(value: date | str, _: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _people_say(value: dict[str, list[str]], _: object) -> PeopleSay:
    return PeopleSay(tuple((tag, tuple(terms)) for tag, terms in sorted(value.items())))


def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)
    converter.register_structure_hook(Text, lambda value, _: Text(value))
    converter.register_structure_hook(date, _day)
    converter.register_structure_hook(Hours, lambda value, _: value)
    converter.register_structure_hook(PeopleSay, _people_say)
    return converter


def _built(folder: Traversable) -> Iterator[tuple[str, list[Any]]]:
    """Yield the records of a built pack by kind."""
    content = json.loads(folder.joinpath("pack.json").read_text(encoding="utf-8"))
    for kind, records in content["records"].items():
        yield kind, [{**fields, "id": id} for id, fields in records.items()]


def _sources(pack: Traversable) -> Iterator[tuple[str, list[Any]]]:
    """Yield the records of a source pack by kind: one TOML file, or a folder of them."""
    for kind in MODELS:
        folder, file = pack.joinpath(f"{kind}s"), pack.joinpath(f"{kind}s.toml")
        for path in folder.iterdir() if folder.is_dir() else [file] if file.is_file() else []:
            yield kind, tomllib.loads(path.read_text(encoding="utf-8"))[kind]


def _fields(record: dict[str, Any], pack: str) -> dict[str, Any]:
    """Return the fields of a record, with the defaults of its contacts."""
    for contact in record.get("contacts", ()):
        contact.setdefault("id", contact["channel"])
        contact.pop("zone", None)
    return {**record, "id": f"{pack}:{record['id']}"}


def records() -> Iterator[Record]:
    """Yield the records of the packs that are found."""
    converter = _converter()
    manager = pluggy.PluginManager("takeaction")
    for entry in entry_points(group="takeaction.packs"):
        if entry.name in PACKS:
            module = entry.load()
            manager.register(module, entry.name)
            place = files(module)
            read = _built if place.joinpath("pack.json").is_file() else _sources
            for kind, kind_records in read(place):
                for fields in kind_records:
                    yield converter.structure(_fields(fields, entry.name), MODELS[kind])


def suits(action: Action) -> bool:
    """Tell whether an action fits the time, the role and the place."""
    is_here = not action.regions.isdisjoint(PLACES)
    return is_here and action.minutes.min <= MINUTES and ROLE in (action.roles or {ROLE})


def order(action: Action) -> tuple[int, int, str]:
    """Return a sort key that puts actions that use a skill first."""
    return -len(SKILLS & action.skills_helpful), action.minutes.typical, action.id


def main() -> None:
    """Answer, and print the ids of all the records."""
    all_records = list(records())
    actions = filter(suits, (record for record in all_records if isinstance(record, Action)))
    assert sorted(actions, key=order)[:10]
    print(*sorted(record.id for record in all_records))
