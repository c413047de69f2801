"""Every mistake that a pack can have: its text, its class, its cost and its place.

For each code there is a smallest pack: in ``data/codes.toml`` if it is one record, in
``examples.py`` if it is files, and here if files cannot hold it (links, archives, bytes,
distributions). Their texts are in ``mistakes.txt``. If one is changed on purpose, let the
tests write it anew, and read what has changed::

    WRITE_MESSAGES=1 python -m pytest tests/test_mistakes.py
"""

import ast
import base64
import hashlib
import os
import re
import runpy
import sys
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import make
import pytest
from examples import EXAMPLES, ONE_RECORD, ROWS, WRITTEN, pack_of, record, write

import takeaction
from takeaction.limits import Limits
from takeaction.lock.held import pin_all
from takeaction.lock.lock import Lock
from takeaction.lock.withdrawn import WithdrawnList, make_withdrawal
from takeaction.packs.reading.content import parse_field
from takeaction.packs.sources.plugins import hookimpl
from takeaction.vocabulary.codes import codes, query_codes

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
GOOD = Path(__file__).parent / "good_pack"
KEPT = Path(__file__).parent / "mistakes.txt"
SOURCES = Path(takeaction.__file__).parent
HEADER = (GOOD / "pack.toml").read_text("utf-8")
SCRIPT = runpy.run_path(str(Path(__file__).parents[1] / "scripts" / "codes.py"))
MADE_FROM_CODES = {path.name: (path, text) for path, text in SCRIPT["files"]()}
FAMILIES = sorted({code.partition(".")[0] for code in (*codes(), *query_codes())})
CODE = re.compile("|".join(rf"{family}\.[a-z0-9_]+" for family in FAMILIES))
NO_CODES = {"pack.toml", "pack.json", "pack.zip", "date.month"}
"""Files, and a text of a page."""

COMPOSED = {
    f"query.{field}"
    for field in (
        *(
            "budget",
            "concern",
            "details",
            "limit",
            "profile",
            "query",
        ),
        "titles",
    )
}
"""The source composes these from the name of an argument."""

ELSEWHERE = {
    "contact.no_range",
    "core.changed",
    "lock.form",
    "lock.unreadable",
    "pack.kind_gone",
    "pack.no_zones",
    "pack.required",
    "url.gone",
    "url.refused",
    "withdrawn.form",
    "withdrawn.unreadable",
}
"""They come from the author's tools, or are raised; each is tested with its module."""


UNUSUAL = {"lang.tag", "limit.items"}
"""The costs of these are not their usual ones here: they are in the header."""
BESIDE = {
    "contact.crowded": {"contact.twice"},
    "withdrawn.coverage": {"withdrawn.record"},
    "withdrawn.elsewhere": {"withdrawn.record"},
    "withdrawn.pack": {"withdrawn.coverage"},
    "withdrawn.record": {"withdrawn.elsewhere"},
    "limit.mistakes": {"shape.unknown_word"},
    "lock.unknown_patch": {"lock.unknown_pack"},
    "pack.two_owners": {"pack.duplicate_id"},
    "ref.dropped": {"shape.wrong_type"},
    "lock.core_changed": {"pack.none"},
    "pack.code_not_allowed": {"pack.none"},
}


# Packs that no fixture file can hold


def pack(place, files=(), **options):
    return {"paths": [write(place / "pack", {"pack.toml": HEADER, **dict(files)})], **options}


def distribution(place, entries, files=(), **info):
    records = {"METADATA": "Name: some-pack\nVersion: 1.0\n", "RECORD": "", **info}
    records["entry_points.txt"] = entries
    write(place, {f"some_pack-1.0.dist-info/{name}": text for name, text in records.items()})
    write(place, dict(files))
    return {}


def recorded(content):
    digest = hashlib.sha256(content.encode()).digest()
    return "sha256=" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def installed(place, id="trial", **info):
    built = '{"pack": {"id": "other", "title": "T", "publisher": "P", "licence": "L", "schema": 1}}'
    entries = f"[takeaction.packs]\n{id} = some_module\n"
    record = {"RECORD": f"some_module/pack.json,{recorded(built)},\n", **info}
    return {"packs": [id]} | distribution(
        place, entries, {"some_module/pack.json": built}, **record
    )


GOOD_BUILT = (
    '{"pack": {"id": "trial", "title": "T", "publisher": "P", "licence": "L", "schema": 1}}'
)
ONE_ENTRY = "[takeaction.packs]\ntrial = some_module\n"
ROW = f"some_module/pack.json,{recorded(GOOD_BUILT)},\n"


def good_pack(place, record=ROW, files=()):
    files = {"some_module/pack.json": GOOD_BUILT, **dict(files)}
    return {"packs": ["trial"]} | distribution(place, ONE_ENTRY, files, RECORD=record)


def beside(place, id, module, record):
    """Install another distribution beside a good pack, with a pack of another folder and id."""
    built = GOOD_BUILT.replace('"trial"', f'"{id}"')
    info = {
        "METADATA": "Name: other\nVersion: 1.0\n",
        "entry_points.txt": f"[takeaction.packs]\n{id} = {module}\n",
        "RECORD": f"{module}/pack.json,{recorded(built)},\n",
    }
    write(place, {f"other-1.0.dist-info/{name}": text for name, text in info.items()})
    write(place, {f"{module}/pack.json": built})
    return good_pack(place, record) | {"packs": sorted({"trial", id})}


INFO = "some_pack-1.0.dist-info"
ASKS_FOR_MORE = "Name: some-pack\nVersion: 1.0\nRequires-Dist: another-package\n"


def wheel(place, **changes):
    """Write the wheel of a good pack with some files changed, and return how to load it."""
    files = {
        "some_module/pack.json": GOOD_BUILT,
        f"{INFO}/entry_points.txt": ONE_ENTRY,
        f"{INFO}/RECORD": f"{ROW}{INFO}/entry_points.txt,{recorded(ONE_ENTRY)},\n",
    }
    files |= {name.format(info=INFO): text for name, text in changes.items()}
    path = place / "some_pack-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as file:
        for name, text in files.items():
            if text is not None:
                file.writestr(name, text)
    return {"paths": [path]}


def archive(place, *names):
    path = place / "pack.zip"
    with zipfile.ZipFile(path, "w") as file:
        for name in ("pack.toml", *names):
            file.writestr(name, HEADER)
    return {"paths": [path]}


def twice(place):
    with pytest.warns(UserWarning, match="Duplicate name"):
        return archive(place, "pack.toml")


def link(place):
    options = pack(place)
    (place / "pack" / "actions.toml").symlink_to(GOOD / "actions.toml")
    return options


def look_alikes(place):
    one = write(place / "one", {"pack.toml": HEADER})
    two = write(place / "two", {"pack.toml": HEADER.replace('"trial"', '"trials"')})
    return {"paths": [one, two]}


def two_packs(place, dial, times=1):
    def lines(dial):
        display = f"{dial[1]}-{dial[2:5]}-{dial[5:8]}-{dial[8:]}"
        return "".join(
            f'[[resource]]\nid = "line-{n}"\nname = "A line"\nkind = "hotline"\nregions = ["US"]\n'
            'source = { title = "A page" }\nverified = { method = "called" }\n'
            f'contacts = [{{ channel = "voice", dial = "{dial}", display = "{display}" }}]\n'
            for n in range(times)
        )

    other = HEADER.replace('"trial"', '"zebra"')
    one = {"pack.toml": HEADER, "resources.toml": lines("+18885550100")}
    two = {"pack.toml": other, "resources.toml": lines(dial)}
    return {"paths": [write(place / "one", one), write(place / "two", two)]}


def two_answerers(place):
    """Write two packs with one number that say others answer it."""
    one, two = two_packs(place, "+18885550100")["paths"]
    for folder, kind in ((one, "ngo"), (two, "police")):
        file = folder / "resources.toml"
        text = file.read_text("utf-8")
        file.write_text(
            text.replace("contacts =", f'operator_kind = "{kind}"\ncontacts ='), "utf-8"
        )
    return {"paths": [one, two]}


def two_hosts(place):
    """Write two packs with one page each; the host of the second looks like that of the first."""

    def page(host):
        return (
            '[[resource]]\nid = "page"\nname = "A page"\nkind = "site"\n'
            f'source = {{ title = "A page" }}\nurl = "https://{host}/"\n'
        )

    other = HEADER.replace('"trial"', '"zebra"')
    one = {"pack.toml": HEADER, "resources.toml": page("helpline.example.org")}
    two = {"pack.toml": other, "resources.toml": page("he1pline.example.org")}
    return {"paths": [write(place / "one", one), write(place / "two", two)]}


def shadowed(place):
    other = write(place / "pack", {"pack.toml": HEADER.replace('"trial"', '"other"')})
    return {**installed(place, "other"), "paths": [other]}


ACTION = (GOOD / "actions.toml").read_text(encoding="utf-8")


def locked(place, name, written, changed):
    """Write the good pack with one text changed since it was accepted."""
    whole = {path.relative_to(GOOD).as_posix(): path.read_bytes() for path in (GOOD).rglob("*.*")}
    folder = write(place / "pack", whole)
    lock, _ = pin_all(paths=[folder], packs=[], lock=Lock())
    whole[name] = whole[name].replace(written.encode(), changed.encode())
    return {"paths": [write(folder, whole)], "lock": lock}


def patched(place, language, text):
    row = f'{{ language = "{language}", field = "name", source = "N", text = "{text}" }}'
    line = '[[resource]]\nid = "line"\nname = "N"\nkind = "site"\nsource = { title = "A page" }\n'
    patch = f'[[patch]]\ntarget = "trial:line"\nreason = "R."\ntranslations = [{row}]\n'
    one = {"pack.toml": HEADER, "resources.toml": line}
    two = {"pack.toml": HEADER.replace('"trial"', '"other"'), "patches.toml": patch}
    return [write(place / "one", one), write(place / "two", two)]


def unknown_patch(place):
    paths = patched(place, "es", "N")
    return {"paths": paths, "lock": pin_all(paths=paths[:1], packs=[], lock=Lock())[0]}


def withdrawn(place, *others, **fields):
    fields = {"id": "trial:line#voice", "on": "2026-11-26", "by": "B", "reason": "other", **fields}
    path = place / "withdrawn"
    path.write_bytes(WithdrawnList((make_withdrawal(fields),)).data())
    return {"paths": [GOOD, *others], "withdrawn": path}


def lists(place, *listed):
    """Write lists of withdrawals that take nothing away."""
    paths = [place / f"list-{number}" for number in range(len(listed))]
    for path, each in zip(paths, listed, strict=True):
        path.write_bytes(each.data())
    return {"paths": [GOOD], "withdrawn": paths}


def second_line(place, *regions):
    text = (GOOD / "resources.toml").read_text("utf-8")
    text = text.replace('topics = ["trial:own"]\n', "")
    text = text.replace('regions = ["US"]', f"regions = {list(regions)}".replace("'", '"'))
    header = HEADER.replace('"trial"', '"zebra"')
    return write(place / "other", {"pack.toml": header, "resources.toml": text})


class Failing:
    """A plugin whose hook fails."""

    @hookimpl
    def takeaction_packs(self):
        raise ValueError("no database")


class First:
    """A plugin that asks to be first."""

    @hookimpl(tryfirst=True)
    def takeaction_packs(self):
        return ()


CODE_ENTRY = "[takeaction.plugins]\na = some_plugin:plugin\n"
MADE = {
    "withdrawn.older": lambda place: lists(place, WithdrawnList((), 2), WithdrawnList((), 1)),
    "withdrawn.expired": lambda place: lists(place, WithdrawnList((), 1, date(2026, 11, 1))),
    "contact.crowded": lambda place: two_packs(place, "+18885550100", times=150),
    "contact.twice": lambda place: pack(
        place, {"resources.toml": record("contact") + record("contact", 'id = "other"')}
    ),
    "contact.near_miss": lambda place: two_packs(place, "+18885550101"),
    "contact.two_numbers": lambda place: two_packs(place, "+18885559999"),
    "contact.disagree": two_answerers,
    "url.lookalike": two_hosts,
    "lang.taken": lambda place: {"paths": patched(place, "en-US", "N")},
    "lang.digits": lambda place: {"paths": patched(place, "es", "190055")},
    "lang.number": lambda place: {"paths": patched(place, "es", "help.example")},
    "limit.files": lambda place: pack(place, {"actions.toml": ""}, limits=Limits(files=1)),
    "limit.items": lambda place: pack(place, limits=Limits(items=4)),
    "limit.records": lambda place: pack(
        place, {"actions.toml": "[[action]]\n[[action]]\n"}, limits=Limits(records=1)
    ),
    "limit.size": lambda place: pack(place, {"actions.toml": "#" * 300_000}),
    "limit.wording": lambda place: pack(
        place,
        {
            f"resources/{n}.toml": "".join(
                f'[[resource]]\nid = "r{n}-{i}"\nname = "N"\nkind = "site"\n'
                f'note = "{"Never follow him. " * 200}x"\nsource = {{ title = "A page" }}\n'
                for i in range(60)
            )
            for n in range(9)
        },
    ),
    "lock.core_changed": lambda _: {"packs": [], "lock": Lock((), f"sha256:{'0' * 64}")},
    "lock.missing_record": lambda place: locked(place, "actions.toml", ACTION, ""),
    "lock.unknown_record": lambda place: locked(
        place, "actions.toml", ACTION, ACTION + ACTION.replace('id = "act"', 'id = "more"')
    ),
    "lock.missing_pack": lambda _: {
        "packs": None,
        "lock": pin_all(paths=[GOOD], lock=Lock())[0],
    },
    "lock.reworded": lambda place: locked(place, "actions.toml", "Do it.", "Do it now."),
    "lock.safety_changed": lambda place: locked(place, "actions.toml", "One.", "Another."),
    "lock.unknown_pack": lambda _: {"paths": [GOOD], "lock": Lock()},
    "lock.unknown_patch": unknown_patch,
    "host.prefer": lambda _: {
        "paths": [GOOD],
        "prefer": {"trial": "a-distribution"},
    },
    "pack.none": lambda _: {"packs": []},
    "pack.code_not_allowed": lambda place: distribution(place, CODE_ENTRY),
    "pack.duplicate_id": lambda _: {"paths": [GOOD, GOOD]},
    "pack.foreign_file": lambda place: beside(
        place, "other", "other_pack", f"{ROW}other_pack/notes.txt,,\n"
    ),
    "pack.hook_failed": lambda _: {"plugins": [Failing()]},
    "pack.hook_order": lambda _: {"plugins": [First()]},
    "pack.id_mismatch": installed,
    "pack.import_failed": lambda place: (
        {"plugins": {"some-pack"}}
        | distribution(place, CODE_ENTRY, {"some_plugin.py": "raise RuntimeError('no licence')"})
    ),
    "pack.look_alike": look_alikes,
    "pack.missing": lambda _: {"packs": ["no-such-pack"]},
    "pack.shadowed": shadowed,
    "pack.two_owners": lambda place: beside(place, "trial", "some_module", ROW),
    "read.archive": lambda place: {"paths": [write(place, {"pack.zip": "rubbish"}) / "pack.zip"]},
    "read.duplicate": twice,
    "read.encoding": lambda place: pack(place, {"actions.toml": b"\n\xff"}),
    "read.failed": lambda place: installed(place, RECORD=b"\xff"),
    "read.ignored": lambda place: good_pack(place, files={"some_module/pack.toml": ""}),
    "read.link": link,
    "withdrawn.coverage": withdrawn,
    "withdrawn.elsewhere": lambda place: withdrawn(place, second_line(place, "US")),
    "withdrawn.pack": lambda place: withdrawn(
        place,
        id="trial",
        digest=takeaction.load(paths=[GOOD], packs=[]).packs["trial"].digest,
    ),
    "withdrawn.record": lambda place: withdrawn(place, second_line(place, "US"), id="trial:line"),
    "read.outside_pack": lambda place: archive(place, "../actions.toml"),
    "read.record_mismatch": lambda place: good_pack(place, "some_module/pack.json,sha256=x,\n"),
    "read.unrecorded": lambda place: good_pack(place, "some_module/pack.json,,\n"),
    "wheel.entry_point": lambda place: wheel(place, **{"{info}/entry_points.txt": ""}),
    "wheel.metadata": lambda place: wheel(
        place,
        **{
            "{info}/METADATA": ASKS_FOR_MORE,
            "{info}/RECORD": f"{ROW}{INFO}/entry_points.txt,{recorded(ONE_ENTRY)},\n"
            f"{INFO}/METADATA,{recorded(ASKS_FOR_MORE)},\n",
        },
    ),
    "wheel.outside": lambda place: wheel(place, **{"notes.txt": ""}),
    "wheel.record": lambda place: wheel(place, **{"{info}/RECORD": None}),
}
MISTAKES = sorted([*EXAMPLES, *MADE])
HOSTS = {"host.suppressed": {"suppress": {"trial:line": "It moved"}}}


@pytest.fixture
def catalog_with(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))

    def load(code):
        made = MADE.get(code) or (lambda place: {"paths": [write(place, EXAMPLES[code])]})
        options = made(tmp_path)
        given = {"packs": [], "at": AT, **options, **HOSTS.get(code, {})}
        place = given["paths"][0] if given.get("paths") else tmp_path
        return place, takeaction.load(**given)

    yield load
    sys.modules.pop("some_plugin", None)


@pytest.fixture
def mistakes_of(catalog_with):
    def load(code):
        place, catalog = catalog_with(code)
        return place, catalog.mistakes

    return load


def kept():
    parts = KEPT.read_text("utf-8").split("\n\n") if KEPT.exists() else []
    return {part.partition(" ")[0]: part for part in parts if part.strip()}


@pytest.mark.parametrize("code", MISTAKES)
def test_each_mistake_reads_as_somebody_has_read_it(mistakes_of, code):
    place, mistakes = mistakes_of(code)

    error = next(error for error in mistakes if error.code == code)

    text = make.told(error, place)
    if "WRITE_MESSAGES" in os.environ:
        whole = {**kept(), code: text}
        KEPT.write_text(
            "\n\n".join(whole[each] for each in MISTAKES if each in whole) + "\n\n", "utf-8"
        )
    assert text == kept()[code]
    assert type(error) is codes()[code].error


@pytest.mark.parametrize("code", ONE_RECORD)
def test_the_right_record_of_a_code_has_no_mistake(tmp_path, code):
    row = ONE_RECORD[code]
    folder = write(tmp_path, pack_of(row["of"], row.get("good", "")))

    assert takeaction.load(paths=[folder], packs=[], at=AT).mistakes == ()


def test_costs_that_are_not_the_usual_ones_are_those_that_are_told():
    unusual = {code for code, text in kept().items() if text.split()[1] != codes()[code].outcome}

    assert unusual == UNUSUAL
    for code, row in ROWS.items():
        assert re.match(f"{row['outcome']}\\b|raised$", row.get("costs", row["outcome"])), code


@pytest.mark.heavy
@pytest.mark.parametrize("code", MISTAKES)
def test_the_pack_of_a_code_has_no_other_mistake(mistakes_of, code):
    _, mistakes = mistakes_of(code)

    assert {each.code for each in mistakes} == {code} | BESIDE.get(code, set())


@pytest.mark.heavy
@pytest.mark.parametrize("code", MISTAKES)
def test_the_packs_that_lost_something_are_known_without_their_wording(catalog_with, code):
    _, catalog = catalog_with(code)

    left_out = catalog.left_out

    losses = [error for error in catalog.mistakes if error.outcome != "warn"]
    assert left_out == tuple(sorted({error.where.pack or "" for error in losses}))


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_line_of_a_mistake_holds_its_field(mistakes_of, code):
    place, mistakes = mistakes_of(code)

    for mistake in mistakes:
        where = mistake.where
        if where.line is None:
            assert not (where.field and (where.file or "").endswith(".toml"))
            continue
        lines = (place / where.file).read_text("utf-8").split("\n")
        line = lines[where.line - 1]
        names = [step for step in parse_field(where.field or "") if isinstance(step, str)]
        is_missing = not re.search(rf"\b{names[-1]} =", "\n".join(lines)) if names else False
        if is_missing:
            assert line.startswith("[[") or where.line == 1
        elif names:
            assert re.search(rf"\b{names[-1]} =", line)
        else:
            assert line.strip()


def test_the_registry_has_every_code_of_the_source_and_no_other():
    files = [path for path in SOURCES.rglob("*.py") if path.name != "codes.py"]
    texts = {
        node.value
        for file in files
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    written = {text for text in texts if CODE.fullmatch(text)} - NO_CODES

    assert written == (codes().keys() | query_codes().keys()) - COMPOSED


@pytest.mark.parametrize("name", MADE_FROM_CODES)
def test_what_is_made_from_the_codes_is_up_to_date(name):
    # To update it, run ``python scripts/codes.py``.
    path, text = MADE_FROM_CODES[name]

    assert path.read_text("utf-8") == text


def test_the_codes_are_not_read_without_a_mistake(monkeypatch):
    monkeypatch.setattr("takeaction.vocabulary.codes.read", None)
    codes.cache_clear()

    catalog = takeaction.load()

    assert takeaction.find_help(catalog, takeaction.HelpQuery(region="US-TX"))
    assert catalog.mistakes == ()


def test_every_code_of_a_pack_has_a_mistake_here():
    elsewhere = {code for code in codes() if code.startswith("sheet.")} | ELSEWHERE

    assert set(MISTAKES) == codes().keys() - elsewhere
    assert list(kept()) == MISTAKES


def test_each_code_has_one_pack():
    assert len(EXAMPLES) + len(MADE) == len(MISTAKES)
    assert ONE_RECORD.keys() & WRITTEN.keys() == set()


def test_each_mistake_says_what_to_do_unless_nothing_is_certain():
    silent = {code for code, text in kept().items() if "\n  fix " not in text}

    assert silent == {
        "host.suppressed",
        "pack.shadowed",
        "read.archive",
        "read.duplicate",
        "read.outside_pack",
    }


def test_a_good_pack_has_no_mistake():
    catalog = takeaction.load(paths=[GOOD], packs=[], at=AT, on_mistake="raise")

    assert catalog.packs["trial"].counts == (("action", 1), ("indicator", 1), ("resource", 1))
    assert str(catalog.get("line").name.pick(["es"])) == "Una línea"
