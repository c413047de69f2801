"""What a press on the question box, or the first Run of an example, costs on the wire."""

import gzip
import os
import re
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest

from takeaction.web import Site
from takeaction.web.static_site.pages import Edition, static_finder
from takeaction.web.static_site.runtime import read_runtime

LIMIT = 8_000_000
"""The most bytes to send, from a server that compresses with gzip.

It was half a million less before the words of eleven languages and the names of cities in four
scripts: a person is heard in each of them without the network.
"""

PACKED = (".zip", ".xz")
"""The endings of files that are compressed already."""

PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "performance.md"
FIGURE = re.compile(r"\| all \| (?P<files>\d+) \| (?P<plain>[\d.]+) \| (?P<sent>[\d.]+) \|")


@pytest.fixture(scope="module")
def loaded(catalog):
    runtime = read_runtime(os.environ["TAKEACTION_RUNTIME"], catalog, version("takeaction"))
    site = Site(name="takeaction", languages=("en",), is_local=True)
    edition = Edition(
        catalog=catalog, site=site, made=date(2026, 11, 28), regions=("GB",), runtime=runtime
    )
    files = static_finder(edition)
    return {path: content for path, content in files.items() if path.startswith("runtime/")}


def sent(loaded):
    return {
        path: len(content if path.endswith(PACKED) else gzip.compress(content, 6))
        for path, content in loaded.items()
    }


def test_a_press_sends_less_than_the_limit(loaded):
    assert sum(sent(loaded).values()) < LIMIT, sent(loaded)


def test_the_page_on_performance_says_what_a_press_loads(loaded):
    figure = FIGURE.search(PAGE.read_text("utf-8"))

    plain = sum(map(len, loaded.values())) / 1_000_000
    assert int(figure["files"]) == len(loaded)
    assert float(figure["plain"]) == pytest.approx(plain, rel=0.02)
    assert float(figure["sent"]) == pytest.approx(sum(sent(loaded).values()) / 1_000_000, rel=0.02)
