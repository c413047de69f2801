"""``takeaction pack sheet``, and a pack that is made from its workbook alone."""

import json
import sys
from datetime import date
from zipfile import ZipFile

import openpyxl
import pytest
from hatchling.builders.wheel import WheelBuilder

from takeaction import load
from takeaction.authoring.sheets.form import write_template
from takeaction.authoring.sheets.workbook import column_name
from takeaction.testing import check_pack
from takeaction.vocabulary.records import Kind

NUMBERS = range(10)
AT = ("--at", "2026-11-24T15:00Z")


def fill(path, sheet, *rows):
    book = openpyxl.load_workbook(path)
    columns = {column_name(cell.value): cell.column for cell in book[sheet][1]}
    first = book[sheet].max_row + 2  # people leave a row free
    for line, row in enumerate(rows, first):
        for name, value in row.items():
            book[sheet].cell(line, columns[name]).value = value
    book.save(path)


def line(number):
    """Return a helpline with a number that the British regulator reserves for films."""
    return {
        "id": f"line-{number}",
        "name": f"Help line {number} of Harbour Kent",
        "kind": "hotline",
        "purposes": "support, report",
        "regions": "GB-KEN",
        "topics": "indicators-reporting",
        "warning": "A charity answers. It tells nobody what you say unless a life is in danger.",
        "operator": f"Harbour Kent {number}",
        "operator_kind": "ngo",
        "source.title": "Help line",
        "source.url": f"https://kent.example.org/{number}",
        "source.checked": date(2026, 11, 20),
        "verified.method": "called",
        "verified.on": date(2026, 11, 20),
        "verified.by": "A. Reader, Harbour Kent",
        "contacts.channel": "voice",
        "contacts.dial": f"+44808157{number:04}",
        "contacts.display": f"0808 157 {number:04}",
        "contacts.languages": "en, pl",
        "contacts.hours": "24/7",
        "contacts.cost": "free",
    }


ACTION = {
    "id": "ask-first",
    "title": "Talk it over with a helpline before you do anything",
    "summary": "You say what worries you and hear what would help.",
    "minutes.min": 5,
    "minutes.typical": 10,
    "minutes.max": 45,
    "cadence": "as-needed",
    "modes": "solo-online",
    "risk": "none",
    "regions": "GB-KEN",
    "source.title": "How we answer",
    "steps": "Go to a place where you can talk.",
}
MORE_STEPS = ({"id": "ask-first", "steps": text} for text in ("Call.", "Rest."))


@pytest.fixture(scope="session")
def filled_bytes(tmp_path_factory):
    path = tmp_path_factory.mktemp("sheets") / "lines.xlsx"
    path.write_bytes(write_template((Kind.RESOURCE, Kind.ACTION, Kind.VENDOR), ["GB-KEN"]))
    fill(path, "resources", *map(line, NUMBERS))
    fill(path, "actions", ACTION, *MORE_STEPS)
    return path.read_bytes()


@pytest.fixture
def filled(filled_bytes, tmp_path):
    path = tmp_path / "lines.xlsx"
    path.write_bytes(filled_bytes)
    return path


@pytest.fixture
def project(takeaction, tmp_path):
    folder = tmp_path / "kent-help"
    takeaction("pack", "new", "kent-help", "--region", "GB-KEN", "--to", folder)
    return folder


@pytest.mark.heavy
def test_ten_lines_go_from_the_template_to_an_answer(takeaction, project, site, tmp_path):
    path = tmp_path / "lines.xlsx"
    written = takeaction("pack", "sheet", "-o", path, "--region", "GB-KEN", "--language", "English")
    fill(path, "resources", *map(line, NUMBERS))
    imported = takeaction("pack", "import", path, "--to", project, "--replace")
    checked = takeaction("pack", "check", project)
    (wheel,) = WheelBuilder(str(project)).build(directory=str(tmp_path), versions=["standard"])
    with ZipFile(wheel) as files:
        files.extractall(site)  # as an installer does: there is nothing to compile or to run
    ask = ("find-help", "--region", "GB-KEN", "--language", "pl", "--limit", "20", *AT)
    answer = takeaction(*ask, packs="")
    asked = takeaction("ask", "my boss has my passport", "--region", "GB-KEN", *AT, packs="")

    assert (written.code, written.err) == (0, "")
    assert "10 resources" in imported.out
    assert "No longer in it: example-line." in imported.out
    assert (checked.code, "0 mistakes" in checked.out) == (0, True), checked.out
    for number in NUMBERS:
        assert f"0808 157 {number:04}" in answer.out
    assert "0808 157 000" in asked.out
    assert load(packs=["kent-help"]).packs["kent-help"].built
    assert check_pack(project)


def test_each_sheet_goes_into_its_file_and_the_comments_of_the_pack_stay(
    takeaction, filled, project
):
    folder = project / "src" / "takeaction_pack_kent_help"
    before = (folder / "vendors.toml").read_text("utf-8")

    ran = takeaction("pack", "import", filled, "--to", project, "--replace", "--json")

    files = json.loads(ran.out)["files"]
    assert [(each["kind"], each["records"], each["gone"]) for each in files] == [
        ("resource", 10, ["example-line"]),
        ("action", 1, ["example-action"]),
    ]
    text = (folder / "resources.toml").read_text("utf-8")
    assert text.startswith("#:schema ../../.schema/resources.schema.json\n# People to turn to")
    assert "This record is an example" not in text
    assert (folder / "vendors.toml").read_text("utf-8") == before


def test_nothing_is_written_while_one_sheet_has_a_mistake(takeaction, filled, project):
    fill(filled, "vendors", {"id": "a-shop", "name": "A shop", "kind": "shopp"})
    folder = project / "src" / "takeaction_pack_kent_help"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    ran = takeaction("pack", "import", filled, "--to", project, "--replace")

    assert ran.code == 1
    assert "lines.xlsx: vendors!C4: a-shop.kind:" in ran.out
    assert ran.out.endswith("Nothing was written.\n")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_files_that_exist_are_named_together(takeaction, filled, project):
    ran = takeaction("pack", "import", filled, "--to", project)

    assert ran.code == 2
    assert (
        '"resources.toml", "actions.toml" already exist. To overwrite them, add --replace.'
        in ran.err
    )


def test_one_file_holds_one_kind(takeaction, filled, tmp_path):
    to = tmp_path / "europe.toml"

    both = takeaction("pack", "import", filled, "--to", to)
    one = takeaction("pack", "import", filled, "--to", to, "--kind", "resource")

    assert both.code == 2
    assert "several kinds of records: resource, action. Name a folder for them." in both.err
    assert one.code == 0
    assert "The sheet actions was not read." in one.out
    assert to.read_text("utf-8").count("[[resource]]") == 10


def test_a_workbook_that_exists_is_never_overwritten(takeaction, filled, filled_bytes):
    ran = takeaction("pack", "sheet", "-o", filled)

    assert (ran.code, filled.read_bytes()) == (2, filled_bytes)
    assert "already exists, and somebody may have filled it in. Name another file." in ran.err


def test_the_command_says_what_to_do_next(takeaction, here):
    ran = takeaction("pack", "sheet", "-o", "a.xlsx", "--kind", "resource", "--kind", "ACTION")

    assert ran.out == (
        "a.xlsx: 2 sheets to fill in.\n"
        'Its first sheet, "Read me", says how.\n'
        "Then: takeaction pack import FILE --to FOLDER\n"
    )
    sheets = openpyxl.load_workbook(here / "a.xlsx").sheetnames
    assert sheets == ["Read me", "resources", "actions", "Columns", "Lists"]


def test_the_command_answers_in_json(takeaction, tmp_path):
    to = tmp_path / "a.xlsx"

    ran = takeaction("pack", "sheet", "-o", to, "--kind", "word", "--json")

    assert json.loads(ran.out) == {"file": str(to), "kinds": ["word"]}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("-o", "a.csv"), '"a.csv": the name has to end in .xlsx.'),
        (("-o", "a.xlsx", "--region", "Kennya"), "KE"),
        (("-o", "a.xlsx", "--language", "Polnish"), "Polish"),
        (("-o", "no/folder/a.xlsx"), "cannot be written"),
        (("-o", "a.xlsx", "--kind", "helpline"), "invalid choice"),
    ],
    ids=["suffix", "region", "language", "folder", "kind"],
)
def test_a_wrong_call_writes_nothing(takeaction, here, options, says):
    ran = takeaction("pack", "sheet", *options)

    assert (ran.code, says in ran.err) == (2, True), ran.err
    assert list(here.iterdir()) == []


def test_the_template_names_the_extra_that_it_needs(takeaction, here, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)

    ran = takeaction("pack", "sheet", "-o", "a.xlsx")

    assert (ran.code, "install takeaction[authoring]" in ran.err) == (2, True)
    assert list(here.iterdir()) == []


def test_an_export_gives_the_same_bytes_each_time(takeaction, pack, tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        takeaction("pack", "export", pack, "--kind", "resource", "--to", tmp_path / name)

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_sheet_needs_its_kind_only_where_it_does_not_say_it(takeaction, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id\n", encoding="utf-8")

    ran = takeaction("pack", "import", path, "--to", tmp_path)
    (tmp_path / "a.ods").write_bytes(b"")
    other = takeaction("pack", "import", tmp_path / "a.ods", "--to", tmp_path)

    assert "a.ods: this is a sheet of LibreOffice or OpenOffice (.ods). Fix: choose" in other.out
    assert (ran.code, "--kind: needed to import a spreadsheet." in ran.err) == (2, True)
