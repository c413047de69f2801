"""The pages of the documentation, on a phone and on a desktop, by day and by night."""

import os
import re
import runpy
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

FOLDER = Path(os.environ["TAKEACTION_SITE"])
PAGES = (
    *("index.html", "tutorial/first-answer.html", "tutorial/first-answer-in-python.html"),
    *("tutorial/first-web-page.html", "tutorial/first-pack.html", "how-to/find-help-now.html"),
    *("how-to/ask-in-plain-words.html", "how-to/mount-the-finder.html"),
    *("how-to/show-help.html", "how-to/add-a-quick-exit.html"),
    *("how-to/keep-a-question-private.html", "how-to/make-it-work-for-everybody.html"),
    *("how-to/protect-the-people-who-ask.html", "how-to/run-it-for-others.html"),
    *("how-to/test-your-app.html", "how-to/report-a-wrong-number.html"),
    *("how-to/check-a-pack-in-the-browser.html",),
    *("how-to/answer-in-a-chat.html", "reference/json.html", "reference/cli.html"),
    *("reference/cli/find-help.html", "reference/cli/options.html", "reference/api.html"),
    *("reference/api/actions.html", "reference/api/records.html"),
    *("reference/pack-format.html", "explanation/why.html", "explanation/safety.html"),
    *("explanation/ranking.html", "explanation/performance.html", "glossary.html"),
)

SITE_MAP = runpy.run_path(str(Path(__file__).parents[3] / "docs" / "site_map.py"))
FIRST_PAGE = 60_000
"""The most bytes of the first page with all that it loads, from a server that compresses."""

SCREENS = 20
"""The most screens of a page of the reference on a phone."""

LINK = re.compile(r'<(?:a|img|link|script)\b[^>]* (?:href|src)="([^"#?]+)')
CUT = """[...document.querySelectorAll("div.highlight pre")].some(
    e => e.scrollWidth > e.clientWidth + 1)"""


@pytest.mark.parametrize(
    ("path", "scheme"),
    [*((path, "light") for path in PAGES), *((path, "dark") for path in PAGES[:6])],
)
def test_everybody_can_use_a_page(open_address, site, path, scheme):
    page = open_address(f"{site}/{path}", color_scheme=scheme)

    found = Axe().run(page).response["violations"]

    assert [(each["id"], each["nodes"][0]["html"][:120]) for each in found] == []
    assert all(asked.startswith((site, "data:")) for asked in page.asked)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_phone(open_address, site, path):
    # Neither prose nor code runs off to the right at 390 px.
    page = open_address(f"{site}/{path}")

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not page.evaluate(CUT)


def test_every_link_of_the_site_leads_somewhere():
    pages = (path for path in FOLDER.rglob("*.html") if "finder" not in path.parts)
    links = (
        (path, link) for path in pages for link in LINK.findall(path.read_text(encoding="utf-8"))
    )
    assert [
        (path.name, link)
        for path, link in links
        if not re.match(r"[a-z]+:|//", link) and not (path.parent / link).exists()
    ] == []


def test_every_page_says_what_it_is_about():
    listed = (FOLDER / "llms.txt").read_text(encoding="utf-8")
    for path in PAGES:
        text = (FOLDER / path).read_text(encoding="utf-8")
        assert re.search(r'<meta name="description" content="[^"]{40,}">', text), path
        assert f"({path})" in listed


def test_every_page_is_on_the_map_of_the_site():
    # ``python docs/site_map.py`` names each page with its description, in order of rooms.
    shown = SITE_MAP["site_map"](FOLDER)
    names = [path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html")]
    made = ("_live/", "_static/", "finder/", "workbench/", "es/", "fr/")
    made += ("genindex.", "search.", "py-modindex.")
    pages = [name for name in names if not name.startswith(made)]

    listed = re.findall(r"^- \[.+\]\((.+?)\): .{40,}$", shown, re.MULTILINE)

    assert sorted(listed) == sorted(pages)


def test_the_first_page_weighs_little():
    sent = SITE_MAP["weights"](FOLDER.resolve())

    assert {"index.html", "_static/takeaction.css", "_images/answer.svg"} <= set(sent)
    assert sum(sent.values()) < FIRST_PAGE, sent


@pytest.mark.parametrize("part", ["api", "cli"])
def test_a_page_of_the_reference_is_short_on_a_phone(open_address, site, part):
    for path in sorted((FOLDER / "reference" / part).glob("*.html")):
        page = open_address(f"{site}/reference/{part}/{path.name}")

        assert page.evaluate("document.documentElement.scrollHeight / 844") < SCREENS, path.name
