"""Good packs that were damaged by chance, each beside three good ones: nothing escapes.

A mutant is known by its form, the way in which it was damaged, its number and its place among the
others; the same ones are made on every run.
"""

import json
import random
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

import takeaction
from takeaction import HelpQuery, Profile, find_help, recommend, search
from takeaction.authoring.build import build
from takeaction.errors import Outcome

pytestmark = pytest.mark.heavy

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
GOOD = Path(__file__).parents[1] / "good_pack"
LINE = """
[[resource]]
id = "referral"
name = "A referral"
kind = "hotline"
regions = ["US"]
purposes = ["support", "report"]
source = { title = "A page", url = "https://example.org/a", checked = 2026-11-01, dated = "2026" }
verified = { method = "called", on = 2026-11-01, by = "A. Reviewer" }
[[resource.contacts]]
channel = "voice"
dial = "+18775550134"
display = "1-877-555-0134"
hours = "Mo-Fr 09:00-17:00"
zone = "America/New_York"
languages = ["en", "es"]
"""
PLACES = {"first": "aaa", "middle": "hhh", "last": "zzz"}
OTHERS = ("bravo", "golf", "papa")
EACH = 20
ODD = [
    "\u202e",
    "\u200d",
    "\x00",
    "\x1b[2J",
    "\ud7ff",
    "\U000e0041",
    "\u0301" * 9,
    "\ufeff",
    "\U0001f4a9",
]
JUNK = [
    '""',
    "-1",
    "true",
    "1e999",
    "[]",
    "{}",
    "[[[]]]",
    '"\\u0000"',
    "999999999999999999999",
    "2099-13-45",
    "nan",
]
NAMES = [
    "actions.toml",
    "words.toml",
    "locale/xx.po",
    "locale/es.po",
    "pack.json",
    "pack.toml",
    "a-b.toml",
    "actions/a.toml",
    "actions/a/b.toml",
    "\u202e.toml",
    "pyproject.toml",
]


def sources(id):
    files = {
        path.relative_to(GOOD).as_posix(): path.read_bytes()
        for path in sorted(GOOD.rglob("*"))
        if path.is_file()
    }
    files["pack.toml"] = files["pack.toml"].replace(b'"trial"', f'"{id}"'.encode())
    files["resources.toml"] += LINE.encode()
    return files


# Ways to damage a pack: each takes its files and chance, and changes the files


def one(files, chance):
    return chance.choice(sorted(files))


def text_of(files, name):
    return files[name].decode("utf-8", "replace")


def flip(files, chance):
    name = one(files, chance)
    data = bytearray(files[name])
    for _ in range(chance.randint(1, 5)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    files[name] = bytes(data)


def truncate(files, chance):
    name = one(files, chance)
    files[name] = files[name][: chance.randrange(len(files[name]))]


def rename_key(files, chance):
    """Write a letter of a key otherwise, or write another key."""
    name = one(files, chance)
    keys = re.findall(r'"?\b[a-z_]+\b"?(?= ?[=:])', text_of(files, name)) or ["x"]
    old = chance.choice(keys)
    bare = old.strip('"')
    new = chance.choice([bare + "s", bare[1:] or "x", "id", "pack", "__class__", "dial", "after"])
    files[name] = files[name].replace(old.encode(), old.replace(bare, new).encode(), 1)


def swap_type(files, chance):
    name = one(files, chance)
    values = re.findall(r'(?<=[=:])( ?"[^"\n]*"| ?\d+| ?\[[^\]\n]*\])', text_of(files, name))
    if values:
        new = chance.choice(JUNK)
        files[name] = files[name].replace(chance.choice(values).encode(), new.encode(), 1)


def double(files, chance):
    name = one(files, chance)
    lines = files[name].splitlines(keepends=True)
    start = chance.randrange(len(lines))
    part = lines[start : start + chance.randint(1, 12)]
    files[name] = b"".join([*lines[:start], *part * chance.choice([2, 3, 500]), *lines[start:]])


def insert(files, chance):
    name = one(files, chance)
    text = text_of(files, name)
    at = chance.randrange(len(text))
    odd = chance.choice(ODD)
    files[name] = f"{text[:at]}{chance.choice([odd, json.dumps(odd)[1:-1]])}{text[at:]}".encode()


def enlarge(files, chance):
    name = one(files, chance)
    numbers = re.findall(r"\d+", text_of(files, name))
    if numbers:
        large = chance.choice(["0", "1000000", str(2**63), "9" * 18, "9" * 30, "9" * 4_400])
        files[name] = files[name].replace(chance.choice(numbers).encode(), large.encode(), 1)


def rename_file(files, chance):
    name = one(files, chance)
    files[chance.choice(NAMES)] = files.pop(name)


def drop_lines(files, chance):
    name = one(files, chance)
    lines = files[name].splitlines(keepends=True)
    files[name] = b"".join(line for line in lines if chance.random() > 0.1)


def swap_lines(files, chance):
    name = one(files, chance)
    lines = files[name].splitlines(keepends=True)
    a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]
    files[name] = b"".join(lines)


def repeat(files, chance):
    name = one(files, chance)
    data = files[name]
    at = chance.randrange(len(data))
    part = data[at : at + chance.randint(1, 4)]
    files[name] = data[:at] + part * chance.choice([10, 1_000, 20_000]) + data[at:]


def anything(files, chance):
    for _ in range(2):
        chance.choice(WAYS[:-1])(files, chance)
        for name in [name for name, data in files.items() if not data]:
            files[name] = b"\n"


WAYS = [flip, truncate, rename_key, swap_type, double, insert, enlarge, rename_file, drop_lines,
        swap_lines, repeat, anything]  # fmt: skip
FORMS = ("sources", "built")
GRAFTED = 100


def chance_of(*names):
    return random.Random(" ".join(map(str, names)))  # noqa: S311 - no secret


def graft(value, chance):
    parts = list(_parts(value))
    holder, key = chance.choice(parts)
    junk = [None, True, -1, 1.5, "", "x" * 5_000, [], {}, [[]], {"id": {}}, "\ud800", 10**17]
    other, other_key = chance.choice(parts)
    holder[key] = json.loads(json.dumps(chance.choice([*junk, other[other_key]])))  # no circle


def _parts(value):
    for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, key
        if isinstance(inner, (dict, list)):
            yield from _parts(inner)


@pytest.fixture(scope="module")
def others(tmp_path_factory):
    """Return the folders of three good packs, and what they give when they are alone."""
    folders = [tmp_path_factory.mktemp(id) for id in OTHERS]
    for id, folder in zip(OTHERS, folders, strict=True):
        keep(folder, sources(id))
    alone = takeaction.load(paths=folders, packs=[], at=AT)
    assert alone.mistakes == ()
    return folders, given_by(alone)


def keep(folder, files):
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def given_by(catalog):
    records = {record.id: record for record in catalog if record.pack in OTHERS}
    return {id: catalog.packs[id].digest for id in OTHERS}, records


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    made = {}
    for place, id in PLACES.items():
        folder = tmp_path_factory.mktemp(place)
        files = sources(id)
        keep(folder, files)
        made["sources", place] = files
        made["built", place] = {"pack.json": build(folder)}
    return lambda form, place: dict(made[form, place])


@pytest.fixture
def survives(others, tmp_path):
    """Return a function that loads a mutant among the good packs, and asks questions of it."""
    folders, expected = others

    def check(files, place, number):
        folder = tmp_path / str(number)
        keep(folder, files)
        at = list(PLACES).index(place) * len(folders) // 2
        paths = [*folders[:at], folder, *folders[at:]]
        catalog = takeaction.load(paths=paths, packs=[], at=AT)
        for mistake in catalog.mistakes:
            assert isinstance(mistake.outcome, Outcome)
            assert str(mistake).isprintable()
        assert given_by(catalog) == expected
        answer = find_help(catalog, HelpQuery(region="US"), at=AT)
        listed = [[each.resource.id, *each.also_in] for each in answer]  # they share a number
        assert sum(map(len, listed)) >= len(OTHERS)
        recommend(catalog, Profile(minutes=60), at=AT).as_json()
        search(catalog, "line")
        return catalog

    return check


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_mutants_of_a_pack_harm_nobody_but_themselves(base, survives, way, form, place):
    for number in range(EACH):
        files = base(form, place)
        way(files, chance_of(way.__name__, form, place, number))

        survives(files, place, number)


@pytest.mark.parametrize("place", PLACES)
def test_a_built_pack_with_anything_in_any_place_harms_nobody(base, survives, place):
    # A ``pack.json`` that parses, in which parts are junk or stand elsewhere.
    for number in range(GRAFTED):
        chance = chance_of("graft", place, number)
        whole = json.loads(base("built", place)["pack.json"])
        for _ in range(chance.randint(1, 3)):
            graft(whole, chance)

        survives({"pack.json": json.dumps(whole).encode()}, place, number)


def test_there_are_a_thousand_mutants_and_most_of_them_are_wrong(base, survives):
    found = 0
    for number in range(30):
        files = base("sources", "middle")
        anything(files, chance_of(number))
        found += bool(survives(files, "middle", number).mistakes)

    assert len(PLACES) * (len(WAYS) * len(FORMS) * EACH + GRAFTED) >= 1_000
    assert found > 15
