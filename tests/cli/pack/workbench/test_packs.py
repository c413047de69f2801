"""A pack in the workbench: a folder or a zip, its mistakes, its preview, and the zip to keep."""

import json
import zipfile

import pytest
from tests.cli.pack.workbench.conftest import GOOD, OTHER, PACK, sheet, zipped

from takeaction.authoring.build import build
from takeaction.cli import main
from takeaction.cli.pack import dropped
from takeaction.cli.pack.dropped import MOST_CARDS
from takeaction.cli.pack.workbench import MOST_MISTAKES
from takeaction.errors import PackErrors

LINE = """\
[[resource]]
id = "line-{0}"
name = "Line {0}"
kind = "hotline"
purposes = ["{1}"]
regions = ["GB"]
source = {{ title = "A page" }}
verified = {{ method = "called", on = 2026-11-20 }}
[[resource.contacts]]
channel = "voice"
dial = "+448000121700"
display = "08000 121 700"
"""


def in_project(files):
    """Return the files of a pack inside those of its project, as a chosen folder names them."""
    inner = {f"kent/src/takeaction_pack_trial/{name}": data for name, data in files.items()}
    return {"kent/pyproject.toml": b"[project]\n", "kent/tests/test_x.py": b"import os\n", **inner}


@pytest.mark.parametrize(
    "files",
    [PACK, {f"a/b/{name}": data for name, data in PACK.items()}, in_project(PACK)],
    ids=["loose", "folder", "project"],
)
@pytest.mark.parametrize("is_zip", [False, True], ids=["folder", "zip"])
def test_a_sound_pack_passes_and_comes_back(page, tmp_path, files, is_zip):
    answer = page.open({"trial.zip": zipped(files)} if is_zip else files)

    assert (answer["headline"], answer["contents"]) == ("No mistakes", "1 action")
    assert (answer["what"], answer["title"], answer["records"]) == ("pack", "A trial", 1)
    assert page.save_pack() == {"name": "trial.zip"}
    (tmp_path / "trial.zip").write_bytes(page.data)
    with zipfile.ZipFile(tmp_path / "trial.zip") as archive:
        contents = [archive.read(name) for name in archive.namelist()]
        assert all(name.startswith("trial/") for name in archive.namelist())
    assert sorted(contents) == sorted(files.values())
    assert main(["pack", "check", str(tmp_path / "trial.zip")]) == 0


def test_a_built_pack_is_read_too(page, tmp_path):
    for name, data in PACK.items():
        (tmp_path / name).write_bytes(data)

    answer = page.open({"pack.json": build(tmp_path)})

    assert answer["contents"] == "1 action"
    assert page.preview()["cards"][0]["name"] == "Write a letter"


def test_a_mistake_names_the_file_and_the_line(page):
    # As the check does, so that an editor can go there.
    broken = {**PACK, "actions.toml": PACK["actions.toml"].replace(b'"once"', b'"onec"')}

    answer = page.open(broken)

    (each,) = answer["mistakes"]
    assert each["place"] == "actions.toml, line 7"
    assert (each["inside"], each["code"]) == ("write, cadence", "shape.unknown_word")
    assert each["cost"] == "The record is left out until this is fixed"


def test_a_long_list_of_mistakes_is_cut(page):
    lines = "".join(LINE.format(number, "nothing") for number in range(40))
    files = {f"resources/{part}.toml": lines.replace("line-", f"l{part}-") for part in "abc"}

    answer = page.open({**PACK, **{name: text.encode() for name, text in files.items()}})

    assert len(answer["mistakes"]) == MOST_MISTAKES
    assert answer["hidden"] == answer["errors"] + answer["warnings"] - MOST_MISTAKES > 0


def test_a_pack_that_is_left_out_cannot_be_saved(page):
    answer = page.open({**PACK, "pack.toml": b'id = "trial"\ntitle = \n'})

    assert answer["mistakes"][0]["place"] == "pack.toml, line 2"
    assert not answer["can_save"]
    assert page.preview() == {"cards": [], "total": 0, "next": None}


def test_what_a_pack_check_without_ranges_misses_is_said(page, monkeypatch):
    monkeypatch.setattr("takeaction.cli.pack.check.check_number_ranges", lambda _: None)

    assert page.open(PACK)["notes"] == [
        "Phone numbers had no second check against the ranges of their countries."
    ]


def test_a_preview_is_the_finders(page):
    line = LINE.format(1, "support").replace("Line 1", "<b>Line</b>")
    page.open({**PACK, "resources.toml": line.encode()})

    action, line = page.preview()["cards"]

    assert action["help"] is None
    assert '<ol class="steps">' in action["page"]
    assert line["help"]["command"] == "find-help --region GB"
    assert 'href="tel:+448000121700"' in line["help"]["html"]
    assert "&lt;b&gt;Line&lt;/b&gt;" in line["help"]["html"]
    assert "<b>Line" not in line["help"]["html"] + line["page"]


def test_a_line_that_no_answer_lists_says_so(page):
    short = 'dial_region = "IE"\ndial = "116123"\ndisplay = "116 123"\n'
    line = LINE.format(1, "support").partition("dial =")[0] + short
    page.open({**PACK, "resources.toml": line.encode()})

    cards = page.preview()["cards"]

    assert [card["help"]["html"] for card in cards if card["kind"] == "resource"] == [""]


def test_a_long_preview_comes_in_parts(page):
    lines = "".join(LINE.format(number, "support") for number in range(MOST_CARDS))
    page.open({**PACK, "resources.toml": lines.encode()})

    first, last = page.preview(), page.preview(MOST_CARDS)

    assert (len(first["cards"]), first["next"]) == (MOST_CARDS, MOST_CARDS)
    assert (len(last["cards"]), last["next"], last["total"]) == (1, None, MOST_CARDS + 1)


def test_opening_something_else_forgets_the_first(page):
    page.open(PACK)
    page.open({"a.csv": b""})

    assert page.preview()["total"] == 0
    assert "refused" in page.save_pack()


def hostile_files():
    """Yield them one at a time: together they are 60 MB."""
    yield {}, "read.missing"
    yield {"resources.toml": b"x = 1"}, "read.missing"
    yield {"photo.jpg": b"\xff", "a.csv": sheet(GOOD)}, "read.missing"
    yield {"../pack.toml": b""}, "read.outside_pack"
    yield {"/etc/passwd": b""}, "read.outside_pack"
    yield {"a\\pack.toml": b""}, "read.outside_pack"
    yield {"x" * 301: b""}, "read.outside_pack"
    yield {"a": b"", "a/pack.toml": b""}, "read.failed"
    yield {f"{'x' * 290}.toml": b"", "pack.toml": b""}, "read.failed"
    yield {"\ud800.toml": b"", "pack.toml": b""}, "read.failed"
    yield {"pack.toml": "id = 'é'".encode("utf-16")}, "read.encoding"
    yield {"pack.toml": b"x = " + b"[" * 5_000}, "parse.too_deep"
    yield {"a.zip": b"not a zip"}, "read.archive"
    yield {"a.zip": zipped({"../x": b""})}, "read.outside_pack"
    yield {"a.zip": zipped({"pack.toml": b"\0" * 20_000_000})}, "limit.size"
    yield {"a.zip": zipped({f"{n}.toml": b"\0" * 9_000_000 for n in (1, 2)})}, "limit.size"
    yield {"a.zip": zipped(dict.fromkeys(map(str, range(2_001)), b""))}, "limit.files"
    yield {"a.zip": bytes(8 * 1024 * 1024 + 1)}, "limit.size"
    yield dict.fromkeys(map(str, range(2_001)), b""), "limit.files"
    yield {"pack.toml": bytes(32 * 1024 * 1024 + 1)}, "limit.size"


def test_hostile_files_are_refused_with_a_reason(subtests, page):
    for number, (files, code) in enumerate(hostile_files()):
        with subtests.test(f"{number} {code}"):
            answer = page.open(files)

            assert answer["mistakes"][0]["code"] == code
            assert not answer["can_save"]


def test_two_loose_files_of_one_name_are_refused():
    with pytest.raises(PackErrors) as raised:
        dropped.read_dropped([("a.csv", b"1"), ("a.csv", b"2")])

    assert raised.value.mistakes[0].code == "read.duplicate"


def test_what_computers_add_to_a_folder_is_left_out(page):
    extra = {".git/config": b"", "__MACOSX/._pack.toml": b"\0", "locale/.DS_Store": b"\0"}

    assert page.open({"a.zip": zipped({**PACK, **extra})})["headline"] == "No mistakes"
    page.save_pack()
    assert b"MACOSX" not in page.data
    assert b"DS_Store" not in page.data


def test_an_answer_is_plain_data(page):
    assert json.loads(json.dumps(page.open(PACK)))["what"] == "pack"


@pytest.mark.parametrize("is_zip", [False, True], ids=["folder", "zip"])
def test_a_sheet_beside_a_pack_updates_it(page, tmp_path, is_zip):
    old = "# Ours.\n" + LINE.format("1", "support") + "\n" + LINE.format("old", "support")
    files = in_project({**PACK, "resources.toml": old.encode()})
    given = {"trial.zip": zipped(files)} if is_zip else files

    answer = page.open({**given, "new lines.csv": sheet(GOOD, OTHER)})

    assert (answer["headline"], answer["contents"]) == ("No mistakes", "1 action, 2 resources")
    assert (answer["what"], answer["form"]) == ("pack", None)
    assert answer["notes"] == ["No longer in resources.toml: line-old."]
    assert page.save_pack()["name"] == "trial.zip"
    (tmp_path / "trial.zip").write_bytes(page.data)
    with zipfile.ZipFile(tmp_path / "trial.zip") as archive:
        names = {name: archive.read(name) for name in archive.namelist()}
    inner = "trial/src/takeaction_pack_trial"
    assert names[f"{inner}/actions.toml"] == PACK["actions.toml"]
    assert names[f"{inner}/resources.toml"].startswith(b"# Ours.\n")
    assert b"line-2" in names[f"{inner}/resources.toml"]
    assert main(["pack", "check", str(tmp_path / "trial.zip")]) == 0


def test_a_mistake_after_an_update_has_its_cell_or_its_line(page):
    actions = PACK["actions.toml"].replace(b'"once"', b'"onec"')
    data = sheet(GOOD).replace(b"called,2026-11-20", b"none,")

    answer = page.open({**PACK, "actions.toml": actions, "lines.csv": data})

    assert {each["place"] for each in answer["mistakes"]} == {"actions.toml, line 7", "Cell J2"}


@pytest.mark.parametrize(
    "old", [b"x = ", b"\xff", b"x = " + b"[" * 90_000], ids=["cut", "-", "deep"]
)
def test_a_file_that_would_be_lost_stops_an_update(page, old):
    answer = page.open({**PACK, "resources.toml": old, "lines.csv": sheet(GOOD)})

    assert answer["mistakes"][0]["place"] == "resources.toml"
    assert answer["mistakes"][0]["code"] == "read.failed"
    assert not answer["can_save"]
