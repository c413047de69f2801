"""The code on the pages about safe display is that of the finder: the exit, the form, the words."""

import json
import re
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest

import takeaction
from takeaction.web import Request, Site, handle

PAGES = Path(__file__).parents[1] / "docs" / "how-to"
AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def finder_page(catalog, path, query=""):
    site = Site(name="Harbour Street", is_local=True)
    return handle(catalog, site, Request(path=path, query=query), AT).body.decode()


def example(name):
    text = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    return re.search(r"^```html\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)[1]


def tag(html, name, mark=""):
    found = re.search(rf"<{name}\b([^>]*{mark}[^>]*)>", html)[1]
    return dict(re.findall(r'([\w-]+)(?:="([^"]*)")?', found))


def test_the_exit_is_that_of_the_finder(catalog):
    # The same link with the same words and attributes, so the script of the finder works on it.
    ours, shown = finder_page(catalog, "/help", "region=GB"), example("add-a-quick-exit")

    assert tag(shown, "a", "data-leave") == tag(ours, "a", "data-leave")
    assert tag(shown, "div", 'class="leave"') == tag(ours, "div", 'class="leave"')


def test_the_form_is_that_of_the_finder(catalog):
    ours, shown = finder_page(catalog, "/"), example("keep-a-question-private")

    form, box = tag(ours, "form"), tag(ours, "textarea")
    assert {**tag(shown, "form"), "class": "s", "action": form["action"]} == form
    assert {**tag(shown, "textarea"), "aria-describedby": "qh"} == box
    texts = json.loads((files(takeaction) / "data/pages/en.json").read_text("utf-8"))
    for code in ("question", "hint", "country", "no_country", "button", "promise"):
        assert texts[f"home.{code}"] in shown


@pytest.mark.parametrize(("language", "column"), [("en", 0), ("es", 1), ("fr", 2)])
def test_the_words_in_other_languages_are_those_of_the_finder(language, column):
    text = (PAGES / "add-a-quick-exit.md").read_text(encoding="utf-8")
    rows = [line.strip("| \n").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    texts = json.loads((files(takeaction) / f"data/pages/{language}.json").read_text("utf-8"))

    shown = [row[column] for row in rows[2:]]

    assert shown == [texts[f"page.{code}"] for code in ("leave", "leave_label", "leave_shift")]
