"""The workbench in Chromium: a sheet is dropped, fixed, looked at and saved; nothing leaves."""

import os
import re
import zipfile
from datetime import date
from importlib.metadata import version

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from tests.browser.conftest import write_files

from takeaction.authoring.build import build
from takeaction.cli import main
from takeaction.cli.pack.workbench import read_workbench_runtime, workbench_files
from takeaction.loading import load

HEAD = (
    "id,name,kind,purposes,regions,source.title,verified.method,verified.on,"
    "contacts.channel,contacts.dial,contacts.display,contacts.hours\n"
)
ROW = 'line-{0},Line {0},hotline,"report, support",GB,Our leaflet,called,2026-11-20,voice,{1}\n'
GOOD = "+44800012170{0},08000 121 70{0},24/7"
DAMAGED = "44800012170{0},08000 121 70{0},24-Jul"
READY = "Ready. You can turn off the network now."
KEPT = """async () => [document.cookie, localStorage.length, sessionStorage.length,
  (await indexedDB.databases()).length, (await caches.keys()).length]"""
DROP = """([name, text]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([text], name));
  const options = { bubbles: true, cancelable: true, dataTransfer: transfer };
  document.getElementById("drop").dispatchEvent(new DragEvent("drop", options));
}"""


def sheet(damaged=()):
    contacts = (DAMAGED if number in damaged else GOOD for number in range(1, 11))
    rows = (ROW.format(n + 1, contact.format(n)) for n, contact in enumerate(contacts))
    return HEAD + "".join(rows)


@pytest.fixture(scope="module")
def address(tmp_path_factory, serve_folder):
    empty = load(packs=[])
    runtime = read_workbench_runtime(os.environ["TAKEACTION_RUNTIME"], empty, version("takeaction"))
    files = workbench_files(runtime, empty, date(2026, 11, 28))
    root = tmp_path_factory.mktemp("served")
    write_files(root / "deep" / "bench", files)
    return f"{serve_folder(root)}/deep/bench/"


@pytest.fixture
def ready(open_address, address):
    def open_(**options):
        page = open_address(address, accept_downloads=True, **options)
        page.get_by_text(READY).wait_for(timeout=120_000)
        return page

    return open_


def choose(page, *files):
    page.locator("#files").set_input_files(
        [{"name": name, "mimeType": "", "buffer": data} for name, data in files]
    )
    checked(page)


def checked(page):
    """Wait until what was given to the page is checked, and the result has the focus."""
    expect(page.locator("#status")).not_to_have_text(re.compile("Reading"), timeout=60_000)
    page.locator("#headline:focus").wait_for()


def fits(page):
    """Tell whether the page has no scrolling to the side, and no finding of accessibility."""
    width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    found = Axe().run(page).response["violations"]
    return width[0] <= width[1], [(each["id"], each["nodes"][0]["html"][:120]) for each in found]


def test_nothing_is_saved_while_other_files_are_read(ready):
    # The form is for the files before: a pack would get the names of another.
    page = ready()
    choose(page, ("lines.csv", sheet().encode()))
    button = page.locator("#download")
    expect(button).to_be_enabled()

    is_disabled = page.evaluate("""() => {
      document.querySelector("#kinds select").dispatchEvent(new Event("change"));
      return document.getElementById("download").disabled;
    }""")

    assert is_disabled
    checked(page)
    expect(button).to_be_enabled()


def test_a_sheet_becomes_a_pack_and_nothing_leaves(ready, address, tmp_path):
    page = ready()
    asked = len(page.asked)
    page.context.set_offline(True)

    page.evaluate(DROP, ["lines.csv", sheet(damaged={3, 7})])
    checked(page)

    assert page.locator("#headline").inner_text() == "4 mistakes to fix"
    places = page.locator(".place b").all_inner_texts()
    assert places == ["Cell J4", "Cell L4", "Cell J8", "Cell L8"]
    assert 'write "24/7"' in page.locator("#mistakes").inner_text()
    assert page.locator("#save").is_hidden()

    choose(page, ("lines.csv", sheet().encode()))
    page.locator(".card").first.wait_for()

    assert page.locator("#status").inner_text() == "No mistakes."
    assert page.locator(".card").count() == 10
    assert "08000 121 700" in page.locator(".card").first.inner_text()
    assert page.locator(".card a[href]").count() == 0

    page.get_by_label("Title that people see").fill("Where to turn in Kent")
    page.get_by_label("Who answers for it").fill("Harbour Street")
    page.get_by_label("Short name").fill("kent-help")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a zip").click()
    path = tmp_path / "kent-help.zip"
    download.value.save_as(path)

    assert download.value.suggested_filename == "kent-help.zip"
    page.get_by_text("is in your downloads").wait_for()
    assert main(["pack", "check", str(path)]) == 0
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path)
    assert b"Harbour Street" in build(tmp_path / "kent-help", id="kent-help")
    assert len(page.asked) == asked
    assert all(each.startswith((address, "blob:")) for each in page.asked)
    assert page.evaluate(KEPT) == ["", 0, 0, 0, 0]
    assert page.problems == []


def test_the_worker_has_no_means_to_send(ready):
    page = ready()
    (worker,) = page.workers
    names = ["fetch", "XMLHttpRequest", "WebSocket", "WebTransport", "EventSource", "Worker"]

    assert worker.evaluate("names => names.map(name => typeof self[name])", names) == (
        ["undefined"] * len(names)
    )


@pytest.mark.parametrize(
    ("width", "scheme"), [(320, "light"), (390, "dark"), (390, "light"), (1280, "dark")]
)
def test_everybody_can_use_every_step(ready, width, scheme):
    page = ready(width=width, color_scheme=scheme)
    assert fits(page) == (True, [])

    choose(page, ("lines.csv", sheet(damaged={3}).encode()))
    assert fits(page) == (True, [])

    choose(page, ("lines.csv", sheet().encode()))
    page.locator(".card").first.wait_for()
    page.locator(".card summary").first.click()
    page.get_by_label("Title that people see").fill("Kent")
    page.get_by_role("button", name="Save as a zip").click()
    page.get_by_text("Write the name of the organisation.").wait_for()
    assert page.evaluate("document.activeElement.id") == "f-publisher"
    assert fits(page) == (True, [])

    page.get_by_label("Who answers for it").fill("Harbour Street")
    with page.expect_download():
        page.keyboard.press("Enter")
    page.get_by_text("is in your downloads").wait_for()
    assert fits(page) == (True, [])


def test_the_keyboard_is_enough(ready, tmp_path):
    page = ready()
    (tmp_path / "lines.csv").write_text(sheet(), "utf-8")

    def tab_to(test):
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate(f"document.activeElement.matches({test!r})"):
                return
        raise AssertionError(test)

    tab_to("#choose")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(tmp_path / "lines.csv")
    checked(page)
    page.locator(".card").first.wait_for()
    tab_to("#jumps a[href='#save']")
    page.keyboard.press("Enter")
    tab_to("#f-title")
    page.keyboard.type("Kent")
    page.keyboard.press("Tab")
    page.keyboard.type("Harbour Street")
    with page.expect_download() as download:
        page.keyboard.press("Enter")

    assert download.value.suggested_filename == "lines.zip"


def test_a_folder_of_a_pack_is_checked(ready, tmp_path):
    main(["pack", "new", "kent-help", "--region", "GB", "--to", str(tmp_path / "kent")])
    actions = tmp_path / "kent/src/takeaction_pack_kent_help/actions.toml"
    text = actions.read_text("utf-8")
    actions.write_text(text.replace('cadence = "', 'cadence = "x', 1), "utf-8")
    (tmp_path / "kent/.git").mkdir()
    (tmp_path / "kent/.git/config").write_text("x", "utf-8")
    page = ready(width=1280)

    page.locator("#folder").set_input_files(tmp_path / "kent")
    checked(page)

    assert re.fullmatch(r"actions\.toml, line \d+", page.locator(".place b").first.inner_text())
    assert page.locator("#names").is_hidden()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a zip").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert "kent-help/pyproject.toml" in archive.namelist()
        assert not any(".git/" in name for name in archive.namelist())


def test_a_workbook_and_a_broken_file_are_read(ready, tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    for line in sheet().replace('"report, support"', "support").splitlines():
        book.active.append(line.split(","))
    book.active["J3"] = 448000121700
    book.save(tmp_path / "lines.xlsx")
    page = ready()

    choose(page, ("lines.xlsx", (tmp_path / "lines.xlsx").read_bytes()))
    assert page.locator(".place b").all_inner_texts() == ["Cell J3 of Sheet"]

    choose(page, ("lines.xlsx", b"PK\x03\x04"))
    assert "This is not a readable workbook." in page.locator("#mistakes").inner_text()

    choose(page, ("lines.csv", sheet().encode()))
    page.get_by_label("What is in lines.csv?").select_option("action")
    checked(page)
    assert "sheet.column" in page.locator("#mistakes").inner_text()
    assert page.locator("#save").is_hidden()


def test_an_empty_workbook_is_given_out_and_read_back(ready):
    page = ready()

    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="Get an empty workbook").click()
    page.get_by_text("lines.xlsx is in your downloads.").wait_for()
    choose(page, ("lines.xlsx", download.value.path().read_bytes()))

    assert page.locator("#mistakes .src").inner_text().endswith("sheet.empty")
    assert page.problems == []


def test_a_runtime_that_does_not_load_is_said(open_address, address):
    page = open_address("about:blank")
    page.context.route("**/runtime/*.whl", lambda route: route.abort())
    page.goto(address)

    page.get_by_text(re.compile("program of this page didn.t load")).wait_for(timeout=60_000)

    assert page.locator("#choose").is_hidden()
