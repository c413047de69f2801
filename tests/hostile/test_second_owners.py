"""S84: a second distribution of one id takes nothing away, and a renamed line stays accepted."""

import json
import os
import time
from datetime import UTC, datetime

import attrs
import pytest

from takeaction import HelpQuery, find_help
from takeaction.cli import main as run
from takeaction.core_data import read
from takeaction.errors import Outcome
from takeaction.lazy import computed
from takeaction.loading import load
from takeaction.lock.held import pin_all
from takeaction.lock.lock import Lock
from takeaction.packs.checking.pack import Checked
from takeaction.packs.merging.patches import first_of

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
OURS = "us-hotline"
NUMBERS = {"first": "+18885550100", "second": "+18885550199"}


def contact(number):
    return {"channel": "voice", "dial": number, "display": number, "languages": ["en"]}


def resource(number, **fields):
    return {
        "name": "The line",
        "kind": "hotline",
        "purposes": ["support"],
        "regions": ["US"],
        "source": {"title": "A page"},
        "verified": {"method": "called"},
        "contacts": [contact(number)],
        **fields,
    }


def built(id, **records):
    header = {"id": id, "title": "T", "publisher": "P", "licence": "CC0-1.0", "schema": 1}
    pack = {"pack": header, "records": {"resource": records}, "translations": {}}
    return json.dumps(pack, sort_keys=True)


@pytest.fixture
def install(install_pack):
    """Return a function that installs a distribution of an id, each later than the one before."""

    def make(name, id="zz-hotline", number=None, **more):
        number = number or NUMBERS.get(name, "+18885550177")
        content = built(id, line=resource(number))
        time.sleep(0.02)
        module = name.replace("-", "_")
        install_pack(id, name=name, module=module, content=content, site=f"site-{name}", **more)

    return make


def dials(catalog, id="zz-hotline"):
    ways = find_help(catalog, HelpQuery("US"), at=AT).ways
    return [way.contact.dial for way in ways if way.resource.pack == id]


def reported(catalog):
    return sorted(
        (error.code, error.distribution)
        for error in catalog.mistakes
        if error.code == "pack.duplicate_id"
    )


def test_s84_the_one_that_was_there_first_answers_and_both_are_reported(install):
    install("first")
    install("second")

    catalog = load(packs=["zz-hotline"])

    assert dials(catalog) == [NUMBERS["first"]]
    assert reported(catalog) == [("pack.duplicate_id", "first"), ("pack.duplicate_id", "second")]
    assert {error.outcome for error in catalog.mistakes} == {Outcome.WARN}


def test_s84_our_own_answers_whenever_it_was_installed(install):
    install("aaa-hotline", OURS)
    install(read("first_party")["packs"][OURS], OURS, NUMBERS["second"])

    catalog = load(packs=[OURS])

    assert dials(catalog, OURS) == [NUMBERS["second"]]


@pytest.mark.parametrize("mode", ["warn", "enforce"])
@pytest.mark.parametrize("order", [("first", "second"), ("second", "first")])
def test_s84_under_a_lock_the_accepted_one_answers(install, write, mode, order):
    path = write({"pack.json": built("zz-hotline", line=resource(NUMBERS["second"]))})
    (pack,) = pin_all(paths=[path], packs=[], lock=Lock())[0].packs
    for name in order:
        install(name)

    lock = Lock((attrs.evolve(pack, distribution="second"),))
    catalog = load(packs=["zz-hotline"], lock=lock, lock_mode=mode)

    assert dials(catalog) == [NUMBERS["second"]]
    assert "first" in {distribution for _, distribution in reported(catalog)}


RENAMED = {"gender-line": resource(NUMBERS["first"], aliases=["line"])}
GUIDE = resource("+18885550123", name="A guide", replaced_by="ke-one:line", status="retired")


@pytest.fixture
def lock(write):
    path = write({"pack.json": built("ke-one", line=resource(NUMBERS["first"]), guide=GUIDE)}, "v1")
    return pin_all(paths=[path], packs=[], lock=Lock())[0]


@pytest.mark.parametrize("mode", ["warn", "enforce"])
def test_s84_a_renamed_line_is_still_accepted(write, lock, mode):
    guide = {**GUIDE, "replaced_by": "ke-one:gender-line"}
    path = write({"pack.json": built("ke-one", **RENAMED, guide=guide)}, "v2")

    catalog = load(paths=[path], packs=[], lock=lock, lock_mode=mode, at=AT)

    assert dials(catalog, "ke-one") == [NUMBERS["first"]]
    assert [error.code for error in catalog.mistakes] == ["lock.reworded"]
    assert catalog.accepts(catalog.resources["ke-one:gender-line"])


def test_s84_the_diff_names_the_renaming_and_nothing_critical(
    write, lock, tmp_path, capsys, monkeypatch
):
    guide = {**GUIDE, "replaced_by": "ke-one:gender-line"}
    path = write({"pack.json": built("ke-one", **RENAMED, guide=guide)}, "v2")
    file = tmp_path / "takeaction.lock"
    file.write_text(lock.text())
    monkeypatch.setenv("TAKEACTION_PACKS", str(path))

    run(["lock", "--diff", "--file", str(file)])

    out = " ".join(capsys.readouterr().out.split())
    assert "The line: renamed, line -> gender-line" in out
    assert "gone" not in out


# Attacks of our own: a stranger whose own files were changed, a rename that changes the number, two
# heirs of one id, an heir beside the living one.


@pytest.mark.parametrize("order", [("honest", "evil"), ("evil", "honest")])
def test_a_changed_stranger_does_not_block_ours(install, tmp_path, order):
    names = {"honest": read("first_party")["packs"][OURS], "evil": "evil-hotline"}
    for who in order:
        install(names[who], OURS, NUMBERS["first"] if who == "honest" else NUMBERS["second"])
    (file,) = tmp_path.rglob("evil_hotline/pack.json")
    file.write_text(file.read_text().replace("0199", "0188"))

    catalog = load(packs=[OURS])

    assert dials(catalog, OURS) == [NUMBERS["first"]]


def test_a_changed_stranger_does_not_block_the_one_that_was_first(install, tmp_path):
    install("first")
    install("second")
    (file,) = tmp_path.rglob("second/pack.json")
    file.write_text(file.read_text().replace("0199", "0188"))

    assert dials(load(packs=["zz-hotline"])) == [NUMBERS["first"]]


def test_a_changed_first_one_clears_the_way_for_nobody(install, tmp_path):
    install("first")
    install("second")
    (file,) = tmp_path.rglob("first/pack.json")
    times = os.stat(file)
    file.write_text(file.read_text().replace("0100", "0101"))
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))

    catalog = load(packs=["zz-hotline"], prefer={"zz-hotline": "first"})

    assert dials(catalog) == []


@pytest.mark.parametrize(
    ("rivals", "first"),
    [
        ([("stranger", 1), ("ours", 2), ("ours", 3)], 1),
        ([("ours", 3), ("stranger", 1), ("other", 2)], 0),
        ([("ours", 0), ("stranger", 1)], 0),
        ([("ours", 2), ("ours", 2), ("stranger", 1)], None),
        ([("stranger", 2), ("other", 1)], 1),
        ([("stranger", 0), ("other", 1)], None),
        ([("stranger", 1), (None, 2)], None),
    ],
)
def test_one_rule_says_who_stands_first(rivals, first):
    names = {"ours": read("first_party")["packs"][OURS]}
    packs = [
        Checked(None, computed(()), {}, distribution=names.get(name, name), since=since)
        for name, since in rivals
    ]

    assert first_of(OURS, packs) is (None if first is None else packs[first])


def test_a_renamed_line_with_another_number_is_held_back(write, lock):
    other = {"gender-line": resource(NUMBERS["second"], aliases=["line"])}
    path = write({"pack.json": built("ke-one", **other)}, "v2")

    catalog = load(paths=[path], packs=[], lock=lock, at=AT)

    assert dials(catalog, "ke-one") == []
    assert "lock.safety_changed" in [error.code for error in catalog.mistakes]


def test_of_two_heirs_of_one_id_neither_is_accepted(write, lock):
    heirs = {f"line-{n}": resource(NUMBERS["first"], aliases=["line"]) for n in "ab"}
    path = write({"pack.json": built("ke-one", **heirs)}, "v2")

    assert dials(load(paths=[path], packs=[], lock=lock, at=AT), "ke-one") == []


def test_an_heir_beside_the_living_is_new(write, lock):
    both = {
        "line": resource(NUMBERS["first"]),
        "trap": resource(NUMBERS["second"], aliases=["line"]),
    }
    path = write({"pack.json": built("ke-one", **both)}, "v2")

    assert dials(load(paths=[path], packs=[], lock=lock, at=AT), "ke-one") == [NUMBERS["first"]]
