"""``takeaction pack check`` and ``pack build``: for those who publish packs."""

import json
import shutil
import sys

import pytest

from takeaction import load
from takeaction.authoring.build import build

DUPLICATES = """\
twice/actions.toml:2: one.id: 2 records have the id "one". Fix: give each an id of its own.
    id.duplicate: the record is left out
twice/actions.toml:11: one.id: 2 records have the id "one". Fix: give each an id of its own.
    id.duplicate: the record is left out
"""


@pytest.fixture
def twice(make_pack, one):
    """Return a pack in which an id stands twice."""
    return make_pack("twice", actions=one + one)


@pytest.fixture
def wheel(tmp_path, pack):
    """Return an archive that holds the built form of the good pack."""
    folder = tmp_path / "wheel"
    (folder / "a_module").mkdir(parents=True)
    (folder / "a_module" / "pack.json").write_bytes(build(pack))
    return shutil.make_archive(str(tmp_path / "first-1.0-py3-none-any"), "zip", folder)


def test_a_good_pack_is_counted_with_its_digest(takeaction, pack):
    """The whole text for a pack without mistakes, and exit code 0."""
    digest = load(paths=[pack], packs=[]).packs["first"].digest

    ran = takeaction("pack", "check", pack, packs="none")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        f"first: 3 actions, 1 indicator, 1 label, 4 resources, 1 vendor; 0 mistakes\n    {digest}\n"
    )


def test_a_wheel_is_checked_as_its_sources_are(takeaction, pack, wheel):
    """The built form in an archive gives the same as the folder it was built from."""
    assert takeaction("pack", "check", wheel).out == takeaction("pack", "check", pack).out


def test_an_installed_pack_is_checked_by_its_id(takeaction, install, pack):
    """An id checks the pack that is installed under it, and no other."""
    built = {"pack.json": build(pack)}
    install("a-distribution", pack="first", module="a_module", files=built)

    ran = takeaction("pack", "check", "first", packs="none")

    assert (ran.code, ran.out.splitlines()[0][:17]) == (0, "first: 3 actions,")


def test_an_empty_pack_has_no_records(takeaction, make_pack):
    """A header alone is a pack, and says so."""
    ran = takeaction("pack", "check", make_pack("bare"))

    assert (ran.code, ran.out.splitlines()[0]) == (0, "bare: no records; 0 mistakes")


def test_mistakes_are_listed_and_exit_with_1(takeaction, twice):
    """The whole text of a pack with mistakes: each with line, fix and cost."""
    digest = load(paths=[twice], packs=[]).packs["twice"].digest

    ran = takeaction("pack", "check", twice)

    assert (ran.code, ran.err) == (1, "")
    assert ran.out == f"{DUPLICATES}twice: no records; 2 mistakes\n    {digest}\n"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "nothing",
            (
                "nothing: no installed distribution has this pack. Fix: install it, or write the "
                "path of its folder, such as ./my-pack."
            ),
        ),
        ("no/where", "no/where: there is no such folder. Fix: check the path."),
        ("no.whl", "no.whl: there is no such file. Fix: check the path."),
        ("no.zip", "no.zip: there is no such file. Fix: check the path."),
    ],
    ids=["id", "folder", "wheel", "zip"],
)
def test_what_is_not_there_is_a_mistake(takeaction, name, said):
    """A pack that is not installed, or a path that leads nowhere, is told as any mistake is."""
    ran = takeaction("pack", "check", name)

    assert (ran.code, ran.out.splitlines()[0]) == (1, said)


NUMBER = """\
[[resource]]
id = "line"
name = "A line"
kind = "hotline"
source = { title = "A page" }
verified = { method = "two-sources" }
contacts = [{ channel = "voice", dial = "+11115550100", display = "1-111-555-0100" }]
"""


def test_numbers_get_a_second_look(takeaction, make_pack):
    """A number of a range that was never given out is a warning of the check alone."""
    ran = takeaction("pack", "check", make_pack("slip", resources=NUMBER))

    assert ran.code == 1
    assert "    contact.no_range: a warning\nslip: 1 resource; 1 mistake\n" in ran.out


def test_a_check_without_libphonenumber_says_so(takeaction, make_pack, monkeypatch):
    """Nothing is left out of a check without a word."""
    monkeypatch.setitem(sys.modules, "phonenumbers", None)

    ran = takeaction("pack", "check", make_pack("slip", resources=NUMBER))

    assert (ran.code, ran.out.splitlines()[-1]) == (
        0,
        "    Numbers had no second look: that comes with takeaction[authoring].",
    )


def test_check_as_json(takeaction, twice):
    """The same as JSON, with the packs and the mistakes."""
    ran = takeaction("pack", "check", twice, "--json")

    shown = json.loads(ran.out)
    assert ran.code == 1
    assert [pack["id"] for pack in shown["packs"]] == ["twice"]
    assert [(each["code"], each["where"]["line"]) for each in shown["mistakes"]] == [
        ("id.duplicate", 2),
        ("id.duplicate", 11),
    ]


def test_a_date_that_has_not_come_is_found_at_the_moment_of_the_check(takeaction, make_pack, one):
    """A check is made on a day, and finds a source that was read after it."""
    future = make_pack("future", actions=one.replace('"A guide"', '"A guide", dated = "2027"'))

    early = takeaction("pack", "check", future, "--at", "2026-11-24T15:00Z")
    late = takeaction("pack", "check", future, "--at", "2027-11-24T15:00Z")

    assert (early.code, late.code) == (1, 0)
    assert "2027-01-01 has not come yet." in early.out


def test_build_writes_the_canonical_form(takeaction, pack, tmp_path, monkeypatch):
    """What is built is what ``build`` gives, and the command says how large it is."""
    monkeypatch.chdir(tmp_path)

    ran = takeaction("pack", "build", pack, "--output", "out.json")

    built = (tmp_path / "out.json").read_bytes()
    assert built == build(pack)
    assert (ran.code, ran.out, ran.err) == (0, f"out.json: {len(built):,} bytes\n", "")


def test_build_writes_beside_one_where_it_stands_unless_told_otherwise(
    takeaction, pack, tmp_path, monkeypatch
):
    """Without a name the file is ``pack.json`` in the folder where the command runs."""
    monkeypatch.chdir(tmp_path)

    ran = takeaction("pack", "build", pack, "--json")

    size = (tmp_path / "pack.json").stat().st_size
    assert (ran.code, json.loads(ran.out)) == (0, {"file": "pack.json", "bytes": size})


def test_a_pack_with_mistakes_is_not_built(takeaction, twice, tmp_path):
    """The mistakes are listed, nothing is written, and the exit code is 1."""
    file = tmp_path / "out.json"

    ran = takeaction("pack", "build", twice, "--output", file)

    assert (ran.code, ran.out, ran.err) == (1, f"{DUPLICATES}Not built.\n", "")
    assert not file.exists()


def test_a_pack_with_mistakes_is_not_built_in_json_either(takeaction, twice, tmp_path):
    """The mistakes as JSON."""
    ran = takeaction("pack", "build", twice, "--json", "--output", tmp_path / "out.json")

    assert ran.code == 1
    assert {each["code"] for each in json.loads(ran.out)["mistakes"]} == {"id.duplicate"}


def test_a_file_that_cannot_be_written_is_a_wrong_call(takeaction, pack, tmp_path):
    """An output in a folder that is not there is refused without a traceback."""
    file = tmp_path / "nowhere" / "out.json"

    ran = takeaction("pack", "build", pack, "--output", file, "--json")

    error = json.loads(ran.out)["error"]
    assert (ran.code, error["code"]) == (2, "usage")
    assert error["text"].endswith(" cannot be written: No such file or directory.")
