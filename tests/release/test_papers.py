"""The papers beside the code: who decides, how to report, how to cite; all their links lead on."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PAPERS = sorted(ROOT.glob("*.md"))
LINK = re.compile(r"\]\(([^)\s]+)\)")


def _anchors(path):
    text = path.read_text("utf-8")
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    slugs = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return slugs | set(re.findall(r"^\(([\w-]+)\)=$", text, re.MULTILINE))


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_every_link_of_a_paper_leads_to_a_file_and_a_heading(path):
    for link in LINK.findall(path.read_text("utf-8")):
        place, _, anchor = link.partition("#")
        if not place.startswith("https://"):
            target = (path.parent / place).resolve() if place else path
            assert target.exists(), link
            assert not anchor or anchor in _anchors(target), link


def test_the_code_of_conduct_is_the_contributor_covenant_with_a_way_to_report():
    text = (ROOT / "CODE_OF_CONDUCT.md").read_text("utf-8")

    assert "Contributor Covenant][homepage],\nversion 2.1" in text
    assert "https://creativecommons.org/licenses/by/4.0/" in text
    assert "**Security** tab" in text
    assert "INSERT" not in text
    assert "@" not in text


@pytest.mark.parametrize(
    "promise",
    [
        'Who may write "verified"',
        "**If it is wrong, or they can't tell today, they take it back**",
        "| **on call** | be reached every day, and take back a wrong number within a day | **empty",
        "**If nobody is on call, nobody can promise that day.**",
        "Whoever runs a line may ask to be taken out, and doesn't have to give a reason.",
        "A pack is one of *ours* if",
        "stays until there has been a **pilot with two helplines**",
        "**No pilot has been held or planned.**",
    ],
)
def test_governance_says_who_answers_for_what(promise):
    assert promise in (ROOT / "GOVERNANCE.md").read_text("utf-8")


def test_nobody_has_a_role_that_no_mark_shows(catalog):
    text = (ROOT / "GOVERNANCE.md").read_text("utf-8")

    assert "**empty: no practitioner or survivor has reviewed anything yet**" in text
    assert not [record.id for record in catalog if record.reviewed]


def test_the_citation_has_what_the_format_needs():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))

    assert citation["cff-version"] == "1.2.0"
    assert citation["message"]
    assert citation["title"].startswith("takeaction")
    assert citation["authors"] == [{"name": "the takeaction contributors"}]
    assert (citation["type"], citation["license"]) == ("software", "Apache-2.0")


def test_no_paper_has_an_email_address():
    # An address that nobody reads would be worse than none.
    for path in PAPERS:
        assert not re.search(r"[\w.]+@[\w-]+\.\w+", path.read_text("utf-8")), path
