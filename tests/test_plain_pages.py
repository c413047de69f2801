"""The pages that people see first are easy to read: README, the first page, and the tutorials.

The grade is that of Flesch and Kincaid: the school year, in the United States, of somebody who can
read a text with ease. ``python tests/test_plain_pages.py`` prints the figures of each page.

Source:
    J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom, Derivation of New Readability
    Formulas for Navy Enlisted Personnel, 1975.
"""

import re
from pathlib import Path

import pytest
from tests.test_sentences import STILTED

from takeaction.authoring.readability import measure

ROOT = Path(__file__).parents[1]
TUTORIALS = sorted((ROOT / "docs" / "tutorial").glob("*.md"))
PAGES = ("README.md", "docs/index.md", *(str(path.relative_to(ROOT)) for path in TUTORIALS))

HARDEST = 8
"""The highest grade of a page, and of each paragraph that is long enough to measure."""

MEASURED_WORDS = 15
"""The fewest words of a paragraph with a grade of its own: one long word decides a shorter one."""

VERY_EASY = 30
"""The LIX that each page stays below: the library measures the texts of packs by it."""

_BLOCK = re.compile(r"^( *)(`{3,})[^\n]*\n.*?^\1\2$", re.MULTILINE | re.DOTALL)
_LEFT_OUT = re.compile(
    r"^ *\|.*$|^:{3,}.*$|^:class:.*$|^\([a-z-]+\)=$|!\[[^\]]*\]\([^)]*\)|<[^>]+>|`[^`]+`|\*+",
    re.MULTILINE,
)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_PARAGRAPH = re.compile(r"\n\s*\n|^ *(?:-|\d+\.|>|#+) ", re.MULTILINE)
_SENTENCE = re.compile(r"(?<=[.!?])[\"')]*\s+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_SILENT = re.compile(r"[^aeiouyl]e$|[^aeiouytd]ed$|[aeiouy][^aeiouycgshxz]es$")


def paragraphs(text):
    """Return the paragraphs of a page, without code, tables, commands and the marks of Markdown."""
    words = _LINK.sub(r"\1", _LEFT_OUT.sub("", _BLOCK.sub("", text)))
    parts = (" ".join(part.split()) for part in _PARAGRAPH.split(words))
    return [part for part in parts if _WORD.search(part)]


def syllables(word):
    """Count the syllables of an English word, roughly: the runs of vowels, but for a silent e."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    count = len(re.findall(r"[aeiouy]+", letters))
    return max(1, count - (count > 1 and bool(_SILENT.search(letters))))


def grade(texts):
    """Return the grade of some paragraphs together. A colon doesn't end a sentence."""
    sentences = [each for text in texts for each in _SENTENCE.split(text) if _WORD.search(each)]
    words = [word for text in texts for word in _WORD.findall(text)]
    spoken = sum(map(syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59


def of_page(path):
    return paragraphs((ROOT / path).read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_easy_to_read(path):
    texts = of_page(path)

    assert grade(texts) <= HARDEST
    assert measure(texts).lix < VERY_EASY


@pytest.mark.parametrize("path", PAGES)
def test_no_paragraph_is_hard_to_read(path):
    measured = [text for text in of_page(path) if len(_WORD.findall(text)) >= MEASURED_WORDS]

    assert measured
    assert not [(round(grade([text]), 1), text) for text in measured if grade([text]) > HARDEST]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_sounds_translated(path):
    text = _BLOCK.sub("", (ROOT / path).read_text(encoding="utf-8"))

    assert STILTED.findall(text) == []


@pytest.mark.parametrize(
    ("word", "count"),
    [("number", 2), ("made", 1), ("people", 2), ("asked", 1), ("started", 2), ("don't", 1)],
)
def test_syllables_are_counted_as_people_say_them(word, count):
    assert syllables(word) == count


def test_hard_prose_has_a_high_grade():
    official = (
        "Notwithstanding the aforementioned considerations, applicants are required to provide "
        "comprehensive documentation demonstrating eligibility for the requested assistance."
    )

    assert grade([official]) > 20
    assert grade(["Call the number. Somebody will talk with you."]) < 4


def test_code_tables_and_commands_are_left_out():
    page = (
        "# Title\n\n```console\n$ takeaction ask\n```\n\n| a | b |\n| --- | --- |\n\n"
        "Run `takeaction` **now**, as [this page](a.md) says.\n- One.\n"
    )

    assert paragraphs(page) == ["Title", "Run now, as this page says.", "One."]


if __name__ == "__main__":
    for page_path in PAGES:
        page_texts = of_page(page_path)
        print(f"{page_path}: grade {grade(page_texts):.1f}, LIX {measure(page_texts).lix}")  # noqa: T201
