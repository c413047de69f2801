"""The live parts of the documentation answer as the pages say, in the reader's own browser."""

import os
import re
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, DocTestParser, OutputChecker
from pathlib import Path

import pytest

FOLDER = Path(os.environ["TAKEACTION_SITE"])
RUNNABLE = [
    str(path.relative_to(FOLDER))
    for path in sorted(FOLDER.rglob("*.html"))
    if 'name="takeaction-runtime"' in path.read_text(encoding="utf-8")
]
READY = """() => [...document.querySelectorAll("pre.ran")].every(
    e => e.textContent && !/^(Running|Loading)/.test(e.textContent))"""


def shown_output(source):
    """Return the lines that an example shows as printed; a row of dots is any lines."""
    wanted = "".join(each.want for each in DocTestParser().get_examples(source))
    return wanted.replace("<BLANKLINE>", "").strip()


def test_pages_have_run_buttons():
    assert len(RUNNABLE) >= 5


@pytest.mark.parametrize("path", RUNNABLE)
def test_the_examples_of_a_page_print_what_it_shows(open_address, site, path):
    page = open_address(f"{site}/{path}", width=1280)
    assert not any("runtime" in asked for asked in page.asked)

    page.locator("button.run").last.click()
    page.wait_for_function(READY, timeout=120_000)

    for block in page.locator("div.highlight-python, div.highlight-default").all():
        source = block.locator("pre").first.inner_text()
        printed = block.locator("pre.ran").inner_text()
        if source.lstrip().startswith(">>>") and "Traceback" not in source:
            wanted = shown_output(source) or "Done."
            flags = ELLIPSIS | NORMALIZE_WHITESPACE
            assert OutputChecker().check_output(wanted, printed, flags), (source, printed)
    assert all(asked.startswith(site) for asked in page.asked)


def test_the_finder_of_the_site_answers_a_question(open_address, site):
    page = open_address(f"{site}/finder/index.html")
    page.get_by_role("button", name=re.compile("Load the question box")).click()
    page.locator("textarea").wait_for(timeout=120_000)
    page.locator("textarea").fill("my boss has my passport")
    page.locator("select[name=region]").select_option("US")
    page.locator("main form button").first.click()
    page.locator("a[href='tel:18883737888'], a[href='tel:+18883737888']").first.wait_for()
    assert page.problems == []
    assert all(asked.startswith(site) for asked in page.asked)


def test_the_workbench_of_the_site_reads_a_sheet(open_address, site):
    page = open_address(f"{site}/workbench/index.html")
    page.get_by_text("Ready. You can turn off the network now.").wait_for(timeout=120_000)
    asked = len(page.asked)
    file = {"name": "a.csv", "mimeType": "", "buffer": b"id,name\na,A\n"}
    page.locator("#files").set_input_files([file])
    page.get_by_text("There is no column kind, which every record needs.").wait_for()
    assert len(page.asked) == asked
    assert page.problems == []
