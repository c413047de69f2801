"""An installed pack is what RECORD says: the shared hostile cases S43 and S44."""

import argparse
import json
from pathlib import Path

import pytest

import takeaction
from takeaction.cli import doctor as doctor_command
from takeaction.cli import main
from takeaction.errors import Outcome
from takeaction.packs.sources.files import DATA_SUFFIXES

PACKS = "takeaction.packs"
Q, W = Outcome.QUARANTINE, Outcome.WARN


def content(id="trial", number="+18885550100"):
    """Return a ``pack.json`` with one hotline."""
    display = f"{number[1]}-{number[2:5]}-{number[5:8]}-{number[8:]}"
    line = {
        "name": "The line",
        "kind": "hotline",
        "source": {"title": "A page"},
        "verified": {"method": "called"},
        "contacts": [{"channel": "voice", "dial": number, "display": display}],
    }
    header = {"id": id, "title": "T", "publisher": "P", "licence": "CC0-1.0", "schema": 1}
    return json.dumps({"pack": header, "records": {"resource": {"line": line}}})


# S43: after it is installed


GUIDE = {"name": "A guide", "kind": "guide", "source": {"title": "A page"}}
GOODS = json.dumps(
    {
        "pack": {"id": "hostile", "title": "T", "publisher": "P", "licence": "L", "schema": 1},
        "records": {
            "resource": {"guide": {"name": "G", "kind": "guide", "source": {"title": "A"}}}
        },
    }
)


@pytest.mark.parametrize("text", [content("hostile"), GOODS], ids=["at-once", "deferred"])
def test_s43_a_pack_that_differs_from_its_record_is_left_out(load_beside, install_pack, text):
    site = install_pack("hostile", content=text)
    path = site / "pack_hostile" / "pack.json"
    path.write_text(path.read_text().replace('"T"', '"U"'))

    catalog = load_beside("hostile")

    assert [(e.code, e.outcome, e.where.file) for e in catalog.mistakes] == [
        ("read.record_mismatch", Q, "pack.json")
    ]
    assert "hostile" not in catalog.packs
    assert [record for record in catalog if record.pack == "hostile"] == []


RECORDS = {"no-record": None, "no-hash": "pack_hostile/pack.json,,\n"}
RECORDS["of-another-kind"] = "pack_hostile/pack.json,md5=x,\n"


@pytest.mark.parametrize("text", [content("hostile"), GOODS], ids=["at-once", "deferred"])
@pytest.mark.parametrize("form", RECORDS)
def test_s43_a_pack_without_a_hash_is_used_with_a_warning(load_beside, install_pack, form, text):
    site = install_pack("hostile", content=text)
    record = site / "hostile_pack-1.0.dist-info" / "RECORD"
    record.unlink()
    if RECORDS[form]:
        record.write_text(RECORDS[form])

    catalog = load_beside("hostile")

    assert [(e.code, e.outcome) for e in catalog.mistakes] == [("read.unrecorded", W)]
    assert "hostile" in catalog.packs


def test_s43_a_distribution_without_record_and_without_files_is_refused(load_beside, install_pack):
    site = install_pack("hostile")
    (site / "hostile_pack-1.0.dist-info" / "RECORD").unlink()
    (site / "pack_hostile" / "pack.json").unlink()

    assert [error.code for error in load_beside("hostile").mistakes] == ["read.missing"]


def test_s43_sources_beside_an_installed_pack_are_ignored_and_named(load_beside, install_pack):
    site = install_pack("hostile")
    folder = site / "pack_hostile"
    (folder / "locale").mkdir()
    header = 'id = "hostile"\ntitle = "Fake"\npublisher = "P"\nlicence = "L"\nschema = 1\n'
    for name in ("pack.toml", "resources.toml", "locale/es.po"):
        (folder / name).write_text(header if name == "pack.toml" else "")

    catalog = load_beside("hostile")

    assert str(catalog.packs["hostile"].header.title) == "T"
    assert "hostile:line" in catalog.resources
    assert [(e.code, e.where.file, e.outcome) for e in catalog.mistakes] == [
        ("read.ignored", "locale/es.po", W),
        ("read.ignored", "pack.toml", W),
        ("read.ignored", "resources.toml", W),
    ]


def test_s43_an_editable_pack_is_read_from_its_sources(load_beside, install_pack):
    header = 'id = "hostile"\ntitle = "Mine"\npublisher = "P"\nlicence = "L"\nschema = 1\n'
    install_pack("hostile", files={"pack.toml": header}, content="{}", editable=True)

    catalog = load_beside("hostile")

    assert catalog.mistakes == ()
    assert str(catalog.packs["hostile"].header.title) == "Mine"


def test_s43_an_editable_pack_that_cannot_be_read_was_not_changed_by_anybody(install_pack):
    home = install_pack("hostile", name="mine", content="{}", editable=True)
    (home / "pack_hostile" / "link.toml").symlink_to(home)
    install_pack("hostile", name="other", module="other", site="site-other")

    catalog = takeaction.load(packs=["hostile"])

    assert [(e.code, e.distribution) for e in catalog.mistakes] == [("read.link", "mine")]
    assert catalog.packs["hostile"].distribution == "other"


@pytest.fixture
def victim(install_pack):
    """Return the folder in which a pack is installed that somebody else writes into."""
    return install_pack("victim", site="site-shared")


@pytest.fixture
def claim(install, victim):  # noqa: ARG001 - it is there first
    """Return a function that installs a pack that also claims other files of the site."""

    def make(files, *, id="hostile", folder="pack_hostile"):
        own = {} if f"{folder}/pack.json" in files else {f"{folder}/pack.json": content(id)}
        install(
            "hostile-pack",
            entries={PACKS: f"{id} = {folder}"},
            files={**own, **files},
            site="site-shared",
        )

    return make


def told(catalog):
    return [(e.code, e.where.pack, e.where.file, e.outcome) for e in catalog.mistakes]


VICTIM = "pack_victim/pack.json"


def test_s43_a_distribution_that_overwrites_the_pack_of_another_is_left_out(load_beside, claim):
    claim({VICTIM: content("victim", "+18885550199")})

    catalog = load_beside("victim", "hostile")

    assert told(catalog) == [
        ("pack.foreign_file", "hostile", VICTIM, Q),
        ("pack.two_owners", "victim", VICTIM, W),
        ("read.record_mismatch", "victim", "pack.json", Q),
    ]
    assert not {"victim", "hostile"} & set(catalog.packs)


def test_s43_the_doctor_says_what_to_remove_and_then_what_to_install_again(claim, capsys):
    claim({VICTIM: content("victim", "+18885550199")})

    assert main(["doctor"]) == 1

    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("To ")]
    assert lines == [
        "To remove it: python -m pip uninstall hostile-pack",
        "To install it again: python -m pip install --force-reinstall --no-deps victim-pack",
    ]


def test_s43_a_pack_that_was_installed_again_is_used(load_beside, claim, victim):
    good = (victim / VICTIM).read_bytes()
    claim({VICTIM: content("victim", "+18885550199")})
    (victim / VICTIM).write_bytes(good)

    catalog = load_beside("victim", "hostile")

    assert "victim" in catalog.packs
    assert ("pack.foreign_file", "hostile", VICTIM, Q) in told(catalog)


def test_s43_a_source_in_the_folder_of_another_is_named(load_beside, claim):
    # It changes nothing of the other, so both are used.
    claim({"pack_victim/pack.toml": 'id = "victim"'})

    catalog = load_beside("victim", "hostile")

    assert told(catalog) == [
        ("pack.foreign_file", "hostile", "pack_victim/pack.toml", W),
        ("read.ignored", "victim", "pack.toml", W),
    ]
    assert {"victim", "hostile"} <= set(catalog.packs)


def test_s43_a_harmless_file_hides_no_claim_to_the_pack_itself(load_beside, claim, victim):
    good = (victim / VICTIM).read_bytes()
    claim({"pack_victim/a.toml": "", VICTIM: good})

    catalog = load_beside("victim", "hostile")

    assert ("pack.foreign_file", "hostile", VICTIM, Q) in told(catalog)
    assert "hostile" not in catalog.packs


def test_s43_a_file_of_the_core_costs_the_pack_that_claims_it(load_beside, claim):
    claim({"takeaction/data/messages/en.json": "{}"})

    catalog = load_beside("victim", "hostile")

    assert told(catalog) == [
        ("pack.foreign_file", "hostile", "takeaction/data/messages/en.json", Q)
    ]
    assert "victim" in catalog.packs


def test_s43_nobody_takes_an_id_by_overwriting_its_file(load_beside, claim):
    claim({VICTIM: content("victim", "+18885550199")}, id="victim", folder="pack_victim")

    catalog = load_beside("victim")

    assert told(catalog) == [("pack.two_owners", "victim", VICTIM, Q)] * 2
    assert "victim" not in catalog.packs


def test_s43_a_stranger_takes_no_id_by_damaging_the_pack_that_has_it(
    load_beside, install_pack, victim
):
    install_pack("victim", name="rival", module="rival_pack", site="site-rival")
    (victim / VICTIM).write_text(content("victim", "+18885550199"))

    catalog = load_beside("victim")

    assert told(catalog) == [
        ("pack.duplicate_id", "victim", None, Q),
        ("read.record_mismatch", "victim", "pack.json", Q),
    ]
    assert "victim" not in catalog.packs


def test_s43_the_record_of_another_distribution_costs_the_pack_that_claims_it(load_beside, claim):
    record = "victim_pack-1.0.dist-info/RECORD.new"
    claim({record: ""})

    catalog = load_beside("victim", "hostile")

    assert told(catalog) == [("pack.foreign_file", "hostile", record, Q)]
    assert "victim" in catalog.packs


def test_s43_the_same_file_from_two_distributions_is_named(load_beside, claim, victim):
    claim({VICTIM: (victim / VICTIM).read_text()}, id="victim", folder="pack_victim")

    assert told(load_beside("victim")) == [
        ("pack.two_owners", "victim", VICTIM, W),
        ("pack.two_owners", "victim", VICTIM, W),
        ("pack.duplicate_id", "victim", None, W),
        ("pack.duplicate_id", "victim", None, W),
    ]


# S44: the data of the library


@pytest.fixture
def core(install, monkeypatch):
    """Return a folder in which a copy of the library's data is installed, and its record."""
    source = Path(takeaction.__file__).parent / "data"
    files = {
        f"takeaction/data/{path.relative_to(source).as_posix()}": path.read_bytes()
        for path in source.rglob("*.*")
        if path.suffix in DATA_SUFFIXES
    }
    site = install("takeaction", entries={}, files=files)
    monkeypatch.setattr("takeaction.core_data._FOLDER", str(site / "takeaction" / "data"))
    return site


def doctor(capsys):
    """Run the doctor without packs; return its exit code and its lines about the library."""
    code = main(["doctor"])
    return code, [line for line in capsys.readouterr().out.splitlines() if "takeaction/" in line]


@pytest.fixture
def _no_packs(monkeypatch):
    monkeypatch.setenv("TAKEACTION_PACKS", "none")


@pytest.mark.usefixtures("core", "_no_packs")
def test_s44_an_unchanged_library_is_no_mistake(capsys):
    assert doctor(capsys) == (0, [])


@pytest.mark.usefixtures("_no_packs")
def test_s44_a_changed_file_of_the_library_is_named(core, capsys):
    path = core / "takeaction" / "data" / "messages" / "en.json"
    path.write_text(path.read_text("utf-8").replace("call", "cal", 1), "utf-8")

    line = (
        "takeaction/data/messages/en.json: this is not the file that was installed with "
        "takeaction. Fix: install it again, with "
        "python -m pip install --force-reinstall --no-deps takeaction==1.0"
    )
    assert doctor(capsys) == (1, [line])


@pytest.mark.usefixtures("_no_packs")
def test_s44_a_file_that_is_gone_or_was_added_is_named(core, capsys):
    # A file that nobody installed would be read as readily.
    (core / "takeaction" / "data" / "messages" / "fr.json").rename(
        core / "takeaction" / "data" / "messages" / "de.json"
    )

    code, lines = doctor(capsys)

    assert code == 1
    assert [line.partition(" Fix")[0] for line in lines] == [
        "takeaction/data/messages/de.json: this file was not installed with takeaction.",
        "takeaction/data/messages/fr.json: this file of takeaction is gone.",
    ]


@pytest.mark.usefixtures("_no_packs", "core")
@pytest.mark.parametrize("form", ["text", "json"])
def test_s44_a_library_that_cannot_read_its_own_data_says_so(core, capsys, monkeypatch, form):
    (core / "takeaction" / "data" / "words.json").write_text("{")
    monkeypatch.setattr("takeaction.cli.doctor.load_packs", lambda *_: json.loads("{"))

    code = main(["doctor", "--json"] if form == "json" else ["doctor"])

    out = capsys.readouterr().out
    assert (code, "data/words.json" in out) == (1, True)
    end = "Nothing else was checked: takeaction cannot read its own data.\n"
    assert out.endswith(end) is (form == "text")


@pytest.mark.parametrize("error", [ValueError, takeaction.QueryError])
def test_s44_another_error_is_not_taken_for_damage(request, monkeypatch, error):
    if error is takeaction.QueryError:
        core = request.getfixturevalue("core")
        (core / "takeaction" / "data" / "words.json").write_text("{")
    arguments = ("query.x", "x") if error is takeaction.QueryError else ("x",)

    def fail(*_):
        raise error(*arguments)

    monkeypatch.setattr("takeaction.cli.doctor.load_packs", fail)
    options = argparse.Namespace(at=None, json=False, lock=None)

    with pytest.raises(error):
        doctor_command.DOCTOR.run(options)


RECORDS_OF_THE_CORE = {
    "none": None,
    "no-hashes": "takeaction/data/words.json,,\n",
    "not-a-list": '"',
}


@pytest.mark.usefixtures("_no_packs")
@pytest.mark.parametrize("form", RECORDS_OF_THE_CORE)
def test_s44_a_library_without_hashes_is_not_compared(core, capsys, form):
    record = core / "takeaction-1.0.dist-info" / "RECORD"
    record.unlink()
    if RECORDS_OF_THE_CORE[form]:
        text = RECORDS_OF_THE_CORE[form]
        record.write_text(text + "x" * 200_000 if form == "not-a-list" else text)

    assert doctor(capsys) == (0, [])


@pytest.mark.usefixtures("_no_packs")
def test_s44_an_editable_library_is_not_compared(capsys):
    # Its record has no hashes, so there is nothing to say.
    code, lines = doctor(capsys)

    assert (code, lines) == (0, [])
