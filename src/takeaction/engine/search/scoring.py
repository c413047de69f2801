"""Scores: how well each record matches the words of a search.

A match with a whole name ranks above one with part of a name, and any match with a name above
words in a text. The work grows with the words typed and the records that have them, and with
nothing else.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from takeaction.engine.search.words import FIELD_WEIGHTS, FIELDS, Entry, Name, WordTable, stem
from takeaction.models.indicator import Indicator
from takeaction.models.record import Record
from takeaction.vocabulary.records import Status
from takeaction.vocabulary.signs import Grade

# These scores are our judgement, and only their order matters: a whole name, the start of a name,
# part of a name, then words in texts, whose mean weight is at most 100. Nobody has measured them.
_WHOLE_NAME = 1_000
_START_OF_NAME = 800
_PART_OF_NAME = 600
_RETIRED = 50
"""Points that a retired record loses: it ranks behind an active one with the same match."""
_CONTEXT = 550
"""Points that context loses, since it is no sign: even its whole name ranks behind part of one."""
_WORDS_PER_MATCH = 3
"""At least one word in this many has to match."""


class Match(NamedTuple):
    """A record that matches, its score, and the field that matches best."""

    record: Record
    score: int
    field: str


class _Tally:
    """The words of a search that one record has.

    Attributes:
        count: How many of the words it has.
        weight: The sum of their weights.
        heaviest: The weight of the heaviest word, and the number of its field.
    """

    __slots__ = ("count", "heaviest", "weight")

    def __init__(self) -> None:
        self.count = 0
        self.weight = 0
        self.heaviest = (0, 0)

    def add(self, times: int, weight: int, field: int) -> None:
        """Add a word that was typed so many times."""
        self.count += times
        self.weight += times * weight
        self.heaviest = max(self.heaviest, (weight, field))


def matches(table: WordTable, query: tuple[str, ...]) -> Iterator[Match]:
    """Yield the records that match the folded words of a search, in no order."""
    phrase = " ".join(query)
    named = frozenset(table.full_ids.get(phrase, ()))
    for number, tally in _tallies(table, query).items():
        entry = table.entries[number]
        score, field = 0, "id"
        if number in named:
            score = _WHOLE_NAME
        elif tally.count == len(query):  # the words of a phrase are all there
            score, field = _name_score(entry, phrase)
        if not score and _WORDS_PER_MATCH * tally.count >= len(query):
            score, field = tally.weight // len(query), FIELDS[tally.heaviest[1]]
        if score:
            yield Match(entry.record, score - _penalty(entry.record), field)


def _tallies(table: WordTable, query: tuple[str, ...]) -> dict[int, _Tally]:
    """Count the words of a search in each record that has one, by the number of the record."""
    tallies: dict[int, _Tally] = {}
    for token, times in Counter(map(stem, query)).items():
        whole = table.fields(token)
        for number, field in whole.items():
            tallies.setdefault(number, _Tally()).add(times, FIELD_WEIGHTS[field], field)
        for number, field in table.fields_of_longer(token).items():
            if number not in whole:  # the start of a word counts half
                tallies.setdefault(number, _Tally()).add(times, FIELD_WEIGHTS[field] // 2, field)
    return tallies


def _name_score(entry: Entry, phrase: str) -> tuple[int, str]:
    """Return the best score of a phrase in the names of a record, and the field of that name."""
    scores = [(_score(name, phrase), name.field) for name in entry.names]
    return max(scores, key=lambda score: score[0])


def _score(name: Name, phrase: str) -> int:
    if name.folded == phrase:
        return _WHOLE_NAME
    if name.folded.startswith(f"{phrase} "):
        return _START_OF_NAME
    return _PART_OF_NAME if f" {phrase} " in f" {name.folded} " else 0


def _penalty(record: Record) -> int:
    """Return the points that a retired record, and context among the signs, lose."""
    is_context = isinstance(record, Indicator) and record.grade is Grade.CONTEXT
    return _RETIRED * (record.status is Status.RETIRED) + _CONTEXT * is_context
