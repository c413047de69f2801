"""``takeaction pack import --hsds``: a draft pack from a directory, and all that it lacks."""

import json

import pytest

AT = ("--at", "2026-11-28T12:00Z")
SERVICE = {
    "id": "s1",
    "name": "Trafficking helpline",
    "status": "active",
    "phones": [{"id": "p", "number": "+44 20 7946 0018"}],
    "service_areas": [{"id": "a", "name": "United Kingdom"}],
    "contacts": [{"id": "c", "name": "Jane Doe"}],
}


@pytest.fixture
def directory(here):
    def write(*services, name="kent.json"):
        (here / name).write_text(json.dumps({"contents": services}), "utf-8")
        return name

    return write


@pytest.fixture
def bring(takeaction):
    def run(*arguments):
        return takeaction("pack", "import", "--hsds", *arguments, *AT, packs="none")

    return run


def test_a_draft_names_what_it_lacks_and_the_next_step(bring, takeaction, directory, here):
    ran = bring(directory(SERVICE), "--region", "GB", "-o", "draft")
    checked = takeaction("pack", "check", "draft", packs="none")
    built = takeaction("pack", "build", "draft", packs="none")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "1 service in the directory, 1 record in the draft.\n"
        "Not carried, or carried with a doubt:\n"
        "         1  contacts: names and numbers of people are not carried\n"
        "Each with its service: the same call with --json.\n"
        "draft\n"
        "Nobody has verified these records, so pack build refuses their numbers for now.\n"
        "Next: takeaction pack check FOLDER\n"
    )
    assert checked.out.count("content.unverified_number") == 1
    assert "1 mistake" in checked.out
    assert (built.code, "Not built." in built.out) == (1, True)
    assert sorted(path.name for path in (here / "draft").iterdir()) == ["pack.toml", "resources"]


def test_everything_that_is_not_carried_is_listed_as_json(bring, directory):
    other = {"id": "s2", "name": "Food bank", "phones": [{"number": "1"}]}
    answer = json.loads(bring(directory(SERVICE, other), "--region", "GB", "--json").out)

    assert answer == {
        "folders": ["kent"],
        "services": 2,
        "records": 1,
        "losses": [
            {
                "service": "s1",
                "field": "contacts[0]",
                "why": "names and numbers of people are not carried",
                "extent": "field",
            },
            {
                "service": "s2",
                "field": "",
                "why": "nothing says that it is help for people who may be exploited",
                "extent": "service",
            },
        ],
    }


def test_the_caller_chooses_id_names_zone_and_purpose(bring, directory, here):
    schedule = {"byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}
    service = SERVICE | {"name": "Freedom line", "schedules": [schedule]}
    ran = bring(
        directory(service),
        *("--region", "UK", "--id", "kent-help", "--zone", "Europe/London"),
        *("--purpose", "support", "--source", "Kent's directory", "--publisher", "Kent"),
        *("--licence", "CC-BY-4.0", "--language", "en"),
    )

    assert ran.code == 0
    header = (here / "kent-help" / "pack.toml").read_text("utf-8")
    for text in ('id = "kent-help"', 'publisher = "Kent"', 'licence = "CC-BY-4.0"', '["GB"]'):
        assert text in header
    record = (here / "kent-help" / "resources" / "001.toml").read_text("utf-8")
    for text in ('zone = "Europe/London"', '["support"]', "Kent's directory"):
        assert text in record


def test_nothing_is_written_where_no_service_is_carried(bring, directory, here):
    ran = bring(directory({"id": "1", "name": "Food bank"}), "--region", "GB")

    assert ran.code == 1
    assert ran.out.endswith("Nothing was written.\n")
    assert [path.name for path in here.iterdir()] == ["kent.json"]


def test_a_draft_without_losses_says_so_by_silence(bring, directory):
    service = {name: value for name, value in SERVICE.items() if name != "contacts"}

    assert "Not carried" not in bring(directory(service), "--region", "GB").out


def test_many_reasons_are_counted(bring, directory):
    many = {f"x{number}": 1 for number in range(3)} | {
        name: ["x"]
        for name in (
            *("description", "alert", "email", "url", "eligibility_description", "assured_date"),
            *("wait_time", "fees", "accreditations", "licenses", "assurer_email", "funding"),
            *("program", "required_documents", "capacities", "service_at_locations"),
            *("minimum_age", "maximum_age", "languages", "fees_description", "cost_options"),
        )
    }
    ran = bring(directory(SERVICE | many), "--region", "GB")

    assert "more reasons." in ran.out


def test_a_large_directory_names_each_pack(bring, directory, monkeypatch):
    monkeypatch.setattr("takeaction.authoring.hsds.drafting._PACK_BYTES", 100)
    ran = bring(directory(SERVICE, SERVICE | {"id": "2"}), "--region", "GB", "-o", "out")

    assert "\nout/kent-1\nout/kent-2\n" in ran.out


def test_a_file_that_is_no_directory_is_refused(bring, here):
    (here / "wrong.json").write_text("{", "utf-8")

    ran = bring("wrong.json", "--region", "GB")

    assert ran.code == 1
    assert "wrong.json:1: it is not valid JSON. Fix: " in ran.out
    assert ran.out.endswith("Nothing was written.\n")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ((), "--region is needed"),
        (("--region", "Nowhereland"), "We don't know that place"),
        (("--region", "GB", "--zone", "Kent"), "--zone takes the IANA name"),
        (("--region", "GB", "--purpose", "fun"), "We don't know that purpose"),
        (("--region", "GB", "--id", "Kent Help"), "--id takes a-z"),
        (("--region", "GB", "--language", "en", "--language", "es"), "one language"),
        (("--region", "GB", "--kind", "resource"), "--hsds goes without"),
        (("--region", "GB", "--replace"), "--hsds goes without"),
    ],
)
def test_a_wrong_call_is_refused(bring, directory, here, arguments, problem):
    ran = bring(directory(SERVICE), *arguments)

    assert ran.code == 2
    assert problem in ran.err
    assert [path.name for path in here.iterdir()] == ["kent.json"]


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_a_file_that_cannot_be_read_is_refused(bring, name):
    ran = bring(name, "--region", "GB", "--id", "kent")

    assert ran.code == 2
    assert "cannot be read" in ran.err


def test_a_folder_with_files_stays_whole(bring, directory, here):
    (here / "full").mkdir()
    (here / "full" / "mine.txt").write_text("mine", "utf-8")

    ran = bring(directory(SERVICE), "--region", "GB", "-o", "full")

    assert ran.code == 2
    assert '"full" cannot be written: Directory not empty.' in ran.err
    assert [path.name for path in (here / "full").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("missing", ["FILE", "--kind", "--to"])
def test_a_sheet_still_needs_its_options(takeaction, missing):
    options = {"FILE": ["lines.csv"], "--kind": ["--kind", "resource"], "--to": ["--to", "x"]}
    words = [word for name, part in options.items() if name != missing for word in part]

    ran = takeaction("pack", "import", *words)

    assert ran.code == 2
    assert f"{missing}: needed to import a spreadsheet." in ran.err
