"""The pages in other languages: they say so, lead to each other, and show the same examples."""

import html
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

FOLDER = Path(os.environ["TAKEACTION_SITE"])
DOCS = Path(__file__).parents[3] / "docs"
OTHERS = ("es", "fr")
PAGES = [
    str(path.relative_to(FOLDER / "es"))
    for path in sorted((FOLDER / "es").rglob("*.html"))
    if path.name not in ("genindex.html", "search.html") and path.parent.name != "_live"
]
TRANSLATED = [(language, path) for language in OTHERS for path in PAGES]
UNREVIEWED = {"es": "Traducción sin revisar", "fr": "Traduction non relue"}

EXAMPLE = re.compile(r'<div class="(highlight-\w+)(?: \w+)* ?">.*?<pre>(.*?)</pre>', re.DOTALL)
LINK = re.compile(r'<a [^>]*href="([^"]+)"')
CUT = """[...document.querySelectorAll("div.highlight pre")].some(
    e => e.scrollWidth > e.clientWidth + 1)"""


def text_of(language, path):
    return (FOLDER / ("" if language == "en" else language) / path).read_text(encoding="utf-8")


def examples(language, path):
    found = EXAMPLE.findall(text_of(language, path))
    shown = [html.unescape(re.sub("<[^>]+>", "", code)) for _, code in found]
    return [code for code in shown if "[ ]" not in code]


def test_ten_pages_are_in_each_language():
    assert len(PAGES) == 10
    assert all((FOLDER / "fr" / path).exists() for path in PAGES)


@pytest.mark.parametrize(("language", "path"), TRANSLATED)
def test_a_page_says_that_nobody_reviewed_it(open_address, site, language, path):
    page = open_address(f"{site}/{language}/{path}")

    assert page.locator("html").get_attribute("lang") == language
    note = page.locator(".unreviewed")
    assert UNREVIEWED[language] in note.inner_text()
    assert note.bounding_box()["y"] < page.locator("h1").bounding_box()["y"]
    note.locator("a").click()
    page.wait_for_url(f"{site}/{path}")
    assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("path", PAGES)
def test_the_languages_of_a_page_lead_to_each_other(open_address, site, path):
    page = open_address(f"{site}/{path}")
    for name, folder in (("Español", "es/"), ("Français", "fr/"), ("English", "")):
        page.locator("nav.languages").get_by_role("link", name=name).click()
        page.wait_for_url(f"{site}/{folder}{path}")
        assert page.locator("html").get_attribute("lang") == (folder.rstrip("/") or "en")


@pytest.mark.parametrize(("language", "path"), TRANSLATED)
def test_examples_are_the_same_in_every_language(language, path):
    assert examples(language, path) == examples("en", path)


@pytest.mark.parametrize(("language", "path"), TRANSLATED)
def test_links_lead_to_a_place_on_a_page(language, path):
    start = FOLDER / language / path
    for link in LINK.findall(text_of(language, path)):
        address, _, anchor = link.partition("#")
        if anchor and not re.match(r"[a-z]+:", link):
            target = (start.parent / address) if address else start
            assert f'id="{anchor}"' in target.read_text(encoding="utf-8"), link


@pytest.mark.parametrize(("language", "path"), TRANSLATED)
def test_everybody_can_use_a_translated_page(open_address, site, language, path):
    page = open_address(f"{site}/{language}/{path}")

    found = Axe().run(page).response["violations"]

    assert [(each["id"], each["nodes"][0]["html"][:120]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not page.evaluate(CUT)
    assert all(asked.startswith((site, "data:")) for asked in page.asked)


@pytest.mark.parametrize("is_strict", [True, False])
def test_the_other_languages_are_as_strict_as_the_english_build(tmp_path, monkeypatch, is_strict):
    monkeypatch.syspath_prepend(str(DOCS))
    import languages
    from sphinx.application import Sphinx

    app = Sphinx(DOCS, DOCS, tmp_path, tmp_path, "dummy", status=None, warningiserror=is_strict)

    assert ("-W" in languages.build_command(app, "es")) == is_strict


def test_a_changed_english_sentence_fails_the_build(tmp_path):
    docs = shutil.copytree(DOCS, tmp_path / "docs", ignore=shutil.ignore_patterns("_build"))
    (tmp_path / "src").symlink_to(DOCS.parent / "src")  # a page shows one of our scripts
    page = docs / "tutorial" / "first-web-page.md"
    page.write_text(page.read_text("utf-8").replace("## Look at it", "## Look at it now"), "utf-8")
    command = ["-q", "-n", "-W", "-b", "html", "-D", "language=es", str(docs), str(tmp_path / "es")]

    done = subprocess.run(  # noqa: S603 - our own pages
        [sys.executable, "-m", "sphinx", *command], check=False, capture_output=True, text=True
    )

    assert done.returncode == 1
    assert "first-web-page.md: WARNING: no Español for “Look at it now”" in done.stderr
    built = (tmp_path / "es" / "tutorial" / "first-web-page.html").read_text(encoding="utf-8")
    assert "<h2>Look at it now" in built
    assert "<h2>Póngalo en una aplicación" in built
