"""The description on an index: the README, with links that work from anywhere."""

import re
import runpy
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = "https://github.com/harbour/takeaction"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[docs](docs/a.md)", f"[docs]({SOURCE}/blob/v0.1.0/docs/a.md)"),
        ("[part](docs/a.md#b)", f"[part]({SOURCE}/blob/v0.1.0/docs/a.md#b)"),
        ("![look](docs/a.svg)", f"![look]({SOURCE}/raw/v0.1.0/docs/a.svg)"),
        ("[below](#limits)", "[below](#limits)"),
        ("[web](https://example.org/a)", "[web](https://example.org/a)"),
        (
            "[1] (no link) [two\nlines](b.md)",
            f"[1] (no link) [two\nlines]({SOURCE}/blob/v0.1.0/b.md)",
        ),
    ],
    ids=["page", "heading", "picture", "same-page", "address", "none"],
)
def test_a_link_to_a_file_becomes_an_address(written, expected):
    with_addresses = runpy.run_path(str(ROOT / "hatch_build.py"))["with_addresses"]

    assert with_addresses(written, SOURCE, "0.1.0") == expected


def test_the_description_is_the_readme_without_a_link_to_a_file():
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    hook = runpy.run_path(str(ROOT / "hatch_build.py"))["Description"]
    links = re.compile(r"\]\([^)]*\)")

    hook(str(ROOT), {}).update(table)

    text = table["readme"]["text"]
    assert table["readme"]["content-type"] == "text/markdown"
    assert not re.findall(r"\]\((?![a-z]+:|#)", text)
    assert links.sub("", text) == links.sub("", (ROOT / "README.md").read_text("utf-8"))


def test_every_link_of_the_readme_leads_to_a_file():
    text = (ROOT / "README.md").read_text("utf-8")

    for place in re.findall(r"\]\((?![a-z]+:|#)([^)#\s]+)", text):
        assert (ROOT / place).exists(), place
