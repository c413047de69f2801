"""``takeaction pack check``: check a pack against every rule, and report on its content."""

import json
import shutil
import sys
from contextlib import chdir
from pathlib import Path

import pytest

from takeaction import load
from takeaction.authoring.build import build

AT = ("--at", "2026-11-24T15:00Z")


@pytest.fixture
def wheel(tmp_path, pack):
    folder = tmp_path / "wheel"
    (folder / "a_module").mkdir(parents=True)
    (folder / "a_module" / "pack.json").write_bytes(build(pack))
    return shutil.make_archive(str(tmp_path / "first-1.0-py3-none-any"), "zip", folder)


def test_a_good_pack_is_counted_with_its_digest(takeaction, pack):
    digest = load(paths=[pack], packs=[]).packs["first"].digest

    ran = takeaction("pack", "check", pack, packs="none")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        f"first: 3 actions, 1 indicator, 1 label, 4 resources, 1 vendor; 0 mistakes\n    {digest}\n"
    )


def test_a_wheel_is_checked_as_its_sources_are(takeaction, pack, wheel):
    assert takeaction("pack", "check", wheel).out == takeaction("pack", "check", pack).out


def test_an_installed_pack_is_checked_by_its_id(takeaction, install, pack):
    built = {"pack.json": build(pack)}
    install("a-distribution", pack="first", module="a_module", files=built)

    ran = takeaction("pack", "check", "first", packs="none")

    assert (ran.code, ran.out.splitlines()[0][:17]) == (0, "first: 3 actions,")


def test_an_empty_pack_has_no_records(takeaction, make_pack):
    ran = takeaction("pack", "check", make_pack("bare"))

    assert (ran.code, ran.out.splitlines()[0]) == (0, "bare: no records; 0 mistakes")


def test_mistakes_are_listed_and_exit_with_1(takeaction, twice, duplicates):
    digest = load(paths=[twice], packs=[]).packs["twice"].digest

    ran = takeaction("pack", "check", twice)

    assert (ran.code, ran.err) == (1, "")
    assert ran.out == f"{duplicates}twice: no records; 2 mistakes\n    {digest}\n"


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        (
            "nothing",
            (
                "nothing: no installed distribution contains this pack. Fix: install it, or write "
                "the path of its folder, such as ./my-pack."
            ),
        ),
        ("no/where", "no/where: there is no such folder. Fix: check the path."),
        ("no.whl", "no.whl: there is no such file. Fix: check the path."),
        ("no.zip", "no.zip: there is no such file. Fix: check the path."),
    ],
    ids=["id", "folder", "wheel", "zip"],
)
def test_a_missing_pack_is_a_mistake(takeaction, name, problem):
    ran = takeaction("pack", "check", name)

    assert (ran.code, ran.out.splitlines()[0]) == (1, problem)


NUMBER = """\
[[resource]]
id = "line"
name = "A line"
kind = "hotline"
source = { title = "A page" }
verified = { method = "two-sources" }
contacts = [{ channel = "voice", dial = "+12115550100", display = "1-211-555-0100" }]
"""


def test_numbers_get_a_second_check(takeaction, make_pack):
    # Only ``pack check`` warns of a number in a range that no country has assigned.
    ran = takeaction("pack", "check", make_pack("slip", resources=NUMBER))

    assert ran.code == 1
    assert "    contact.no_range: a warning\nslip: 1 resource; 1 mistake\n" in ran.out


def test_a_check_without_libphonenumber_says_so(takeaction, make_pack, monkeypatch):
    monkeypatch.setitem(sys.modules, "phonenumbers", None)

    ran = takeaction("pack", "check", make_pack("slip", resources=NUMBER))

    assert (ran.code, ran.out.splitlines()[-1]) == (
        0,
        "    Phone numbers had no second check: install takeaction[authoring] for it.",
    )


def test_json_holds_the_packs_and_their_mistakes(takeaction, twice):
    ran = takeaction("pack", "check", twice, "--json")

    shown = json.loads(ran.out)
    assert ran.code == 1
    assert [pack["id"] for pack in shown["packs"]] == ["twice"]
    assert [(mistake["code"], mistake["where"]["line"]) for mistake in shown["mistakes"]] == [
        ("id.duplicate", 2),
        ("id.duplicate", 11),
    ]


def test_a_date_in_the_future_is_found_at_the_moment_of_the_check(takeaction, make_pack, one):
    future = make_pack("future", actions=one.replace('"A guide"', '"A guide", dated = "2027"'))

    early = takeaction("pack", "check", future, "--at", "2026-11-24T15:00Z")
    late = takeaction("pack", "check", future, "--at", "2027-11-24T15:00Z")

    assert (early.code, late.code) == (1, 0)
    assert "2027-01-01 is in the future." in early.out


LEVELS = {"none", "note", "warning", "error"}


def assert_is_sarif(log):
    assert log["version"] == "2.1.0"  # section 3.13.2
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"]  # 3.19.8
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]  # 3.27.6
        assert result["level"] in LEVELS  # 3.27.10
        assert result["message"]["text"]  # 3.11.8
        for location in result["locations"]:
            place = location["physicalLocation"]
            uri = place["artifactLocation"]["uri"]
            assert uri
            assert " " not in uri  # 3.4.3: a valid URI reference
            assert place.get("region", {"startLine": 1})["startLine"] >= 1  # 3.30.5


@pytest.fixture
def wrong(tmp_path, pack, monkeypatch):
    place = tmp_path / "a pack"
    shutil.copytree(pack, place)
    path = place / "actions.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"solo-online"', '"alone"', 1), encoding="utf-8")
    (place / "other.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return place.name


def test_only_a_sarif_file_is_overwritten(takeaction, wrong):
    Path("lines.xlsx").write_bytes(b"PK")

    ran = takeaction("pack", "check", f"./{wrong}", "--sarif", "lines.xlsx")

    assert (ran.code, Path("lines.xlsx").read_bytes()) == (2, b"PK")
    assert "is not a SARIF file: name another file." in " ".join(ran.err.split())


def test_mistakes_are_written_for_a_code_host(takeaction, wrong):
    ran = takeaction("pack", "check", f"./{wrong}", "--sarif", "found.sarif")

    log = json.loads(Path("found.sarif").read_text(encoding="utf-8"))
    assert_is_sarif(log)
    assert ran.code == 1
    results = log["runs"][0]["results"]
    assert {result["level"] for result in results} == {"error", "warning"}
    first = next(result for result in results if result["ruleId"] == "shape.unknown_word")
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20pack/actions.toml"
    assert place["region"] == {"startLine": 8}
    assert first["message"]["text"].startswith("write-letter.modes[0]: ")


def test_files_outside_the_current_folder_have_an_absolute_address(takeaction, wrong, monkeypatch):
    # A relative address would mean another file.
    folder = Path(wrong).absolute()
    monkeypatch.chdir(Path.home())

    takeaction("pack", "check", folder, "--sarif", folder / "found.sarif")

    log = json.loads((folder / "found.sarif").read_text(encoding="utf-8"))
    assert_is_sarif(log)
    places = [result["locations"][0]["physicalLocation"] for result in log["runs"][0]["results"]]
    assert {result["artifactLocation"]["uri"].partition("/a%20pack/")[0] for result in places} == {
        folder.parent.as_uri()
    }


def test_a_mistake_of_an_archive_names_the_archive(takeaction, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("broken.zip").write_bytes(b"no archive")

    takeaction("pack", "check", "broken.zip", "--sarif", "found.sarif")

    log = json.loads(Path("found.sarif").read_text(encoding="utf-8"))
    assert_is_sarif(log)
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "broken.zip"}}


def test_a_log_that_cannot_be_written_is_a_wrong_call(takeaction, pack, tmp_path):
    ran = takeaction("pack", "check", pack, "--sarif", tmp_path / "no" / "found.sarif")

    assert (ran.code, "cannot be written" in ran.err) == (2, True)


def test_gaps_are_listed(takeaction, tmp_path, pack):
    place = tmp_path / "again"
    shutil.copytree(pack, place)
    with (place / "pack.toml").open("a", encoding="utf-8") as file:
        file.write('languages = ["en", "es"]\n')
    (place / "locale").mkdir()
    words = 'msgctxt "write-letter#title"\nmsgid "Write a letter"\nmsgstr "Escriba una carta"\n'
    (place / "locale" / "es.po").write_text(words, encoding="utf-8")

    answer = json.loads(takeaction("pack", "check", place, "--coverage", "--json").out)
    text = takeaction("pack", "check", place, "--coverage").out

    empty = answer["coverage"]["first"]
    assert {"good", "rating", "word"} <= set(empty["kinds"])
    assert "write-letter#title" not in empty["untranslated"]["es"]
    assert "write-letter#steps[0]" in empty["untranslated"]["es"]
    assert "texts not in es: " in text
    assert ", …" in text


def test_records_and_contacts_are_counted_by_age(takeaction, pack):
    answer = json.loads(takeaction("pack", "check", pack, "--freshness", "--json", *AT).out)
    text = takeaction("pack", "check", pack, "--freshness", *AT).out

    names = [name for state in answer["freshness"].values() for name in state]
    assert "write-letter" in names
    assert any("#contacts[" in name for name in names)
    assert "Age of records and contacts:" in text


def test_paths_open_from_the_current_folder(takeaction, here):
    takeaction("pack", "new", "gb-help", "--region", "GB")
    actions = here / "gb-help/src/takeaction_pack_gb_help/actions.toml"
    actions.write_text(actions.read_text("utf-8").replace('"once"', '"onze"'), encoding="utf-8")

    for folder, pack in ((here, "gb-help"), (here / "gb-help", "."), (here / "gb-help/src", "..")):
        with chdir(folder):
            printed = takeaction("pack", "check", pack).out
            answer = json.loads(takeaction("pack", "check", pack, "--json").out)
            path = printed.partition(":")[0]

            assert Path(path).samefile(actions)
            assert answer["mistakes"][0]["path"] == path


def test_annotations_show_mistakes_beside_their_lines(takeaction, here, make_pack, one):
    wrong = one.replace('"once"', '"on%ce"')
    folder = shutil.move(make_pack("odd", actions=wrong), here / "odd, 100%")
    (folder / "resource.toml").write_text("", encoding="utf-8")

    printed = takeaction("pack", "check", "odd, 100%", "--annotations").out.splitlines()

    error, warning = (line for line in printed if line.startswith("::"))
    assert error == (
        "::error file=odd%2C 100%25/actions.toml,line=7,title=shape.unknown_word::"
        'one.cadence: "on%25ce" is not in the list. Fix: did you mean once?'
    )
    assert warning == (
        "::warning file=odd%2C 100%25/resource.toml,title=read.unknown_file::"
        "no pack uses a file with this name, so it is not read. Fix: did you mean resources.toml?"
    )


def test_a_mistake_without_a_file_is_annotated_too(takeaction, here):
    (here / "empty").mkdir()

    printed = takeaction("pack", "check", "empty", "--annotations").out

    assert "::error title=read.missing::there is neither pack.toml nor pack.json." in printed
