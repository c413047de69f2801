"""Danger and the first way to help in the first eight rows of 80 columns, in every place.

In English. Other languages have a few rows more, and their constants say why.
"""

from datetime import UTC, datetime

import pytest

from takeaction import HelpQuery, find_help
from takeaction.cli import ask, recommend
from takeaction.cli import find_help as find_help_command
from takeaction.views.terminal import cells

ROWS, COLUMNS = 8, 80

TRANSLATED_ROWS = {"en": ROWS, "es": 9, "fr": 9}
"""The danger line has its English beneath, since no speaker has reviewed it; words are longer."""

BENEATH_ROWS = 12
"""Here what the people who answer keep private has its English beneath as well."""

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
MARKS = {ord("\N{FIRST STRONG ISOLATE}"): None, ord("\N{POP DIRECTIONAL ISOLATE}"): None}


@pytest.fixture
def rows(takeaction, catalog, monkeypatch):
    """Return a function that runs a command with the loaded packs and gives its rows."""
    monkeypatch.setenv("COLUMNS", str(COLUMNS))
    for command in (ask, find_help_command, recommend):
        monkeypatch.setattr(command, "load_for_answer", lambda _: catalog)

    def run(*arguments):
        ran = takeaction(*arguments, "--at", AT.isoformat())
        return ran.out.translate(MARKS).splitlines()

    return run


@pytest.fixture(scope="module")
def places(catalog):
    """Return every place that ``takeaction doctor --coverage`` counts."""
    return sorted({place for place, _ in catalog.coverage().pairs})


def first_way(catalog, place, language):
    answer = find_help(catalog, HelpQuery(place, language), languages=[language], at=AT)
    contact = answer[0].contact
    return contact.display or contact.url or contact.email


def row_of(way, lines):
    """Return the number of the first row with a way to reach somebody; a long one is broken."""
    return next(number for number, row in enumerate(lines, 1) if way[: COLUMNS // 2] in row)


@pytest.mark.heavy
@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_danger_and_the_first_way_to_help_are_in_sight_everywhere(rows, catalog, places, language):
    for place in places:
        lines = rows("find-help", "--region", place, "--language", language)

        row = row_of(first_way(catalog, place, language), lines)
        assert row <= TRANSLATED_ROWS[language], place
        # An address is one word, and a tap needs it whole.
        assert all(cells(row) <= COLUMNS or " " not in row.strip() for row in lines), place


NUMBERS = ("US", "GB", "IN", "KE", "BR", "NG", "DE", "PH", "MX", "FR", "ZA", "TH", "AE", "LB", "NP")


@pytest.mark.parametrize("place", NUMBERS)
def test_a_number_is_in_sight_where_the_country_has_one(rows, catalog, place):
    answer = find_help(catalog, HelpQuery(place), at=AT)
    number = next(referral.display for referral in answer if referral.display)

    lines = rows("find-help", "--region", place)

    assert lines[0].startswith("If you or someone else could be hurt right now, call ")
    assert 1 < row_of(number, lines) <= ROWS


@pytest.mark.parametrize("place", NUMBERS)
@pytest.mark.parametrize("words", ["help", "trapped", "my boss has my passport"])
def test_an_answer_to_plain_words_has_help_in_sight(rows, place, words):
    lines = rows("ask", *words.split(), "--region", place)

    ways = ("Call ", "Text ", "Chat ", "Open ", "Write to ")
    assert any(way in row for row in lines[:ROWS] for way in ways)


@pytest.mark.parametrize("place", NUMBERS)
def test_with_a_concern_help_comes_before_any_advice(rows, place):
    lines = rows("recommend", "--concern", "self", "--role", "survivor", "--region", place)

    ways = ("Call ", "Text ", "Chat ", "Open ", "Write to ")
    assert any(way in row for row in lines[:ROWS] for way in ways)
    assert not any("points" in row for row in lines)
    assert sum(row[:2] in {"1.", "2.", "3.", "4."} for row in lines) <= 3


TYPED = (
    *("help", "my husband hits me", "he wont let me leave", "they lock me in", "my pimp"),
    *("they took my id", "he says he will deport me", "I'm 15 and my boyfriend sells me"),
    "I think my neighbor has a slave",
)
TYPED_ROWS = (
    *((words, ROWS) for words in TYPED),
    *(("ayuda", TRANSLATED_ROWS["es"]), ("j'ai besoin d'aide", TRANSLATED_ROWS["fr"])),
    *(("أحتاج مساعدة", BENEATH_ROWS), ("我需要帮助", BENEATH_ROWS)),
)


@pytest.mark.parametrize(("words", "most"), TYPED_ROWS)
def test_typed_in_ohio_the_first_number_is_in_sight(rows, words, most):
    lines = rows("ask", *words.split(), "--region", "US-OH")

    assert any("911" in row for row in lines[:2])
    assert any(digits in row for row in lines[:most] for digits in ("1-8", "(800)"))
    assert "Directory, who are not the police" not in " ".join(lines)
