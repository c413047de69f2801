"""Search: one box for all records.

Accents and case do not matter. A match with a whole name ranks above one with part of a name, and
any match with a name above words in a text. The words of somebody in need get help first.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

import attrs

from takeaction.catalog import Catalog
from takeaction.engine.need import help_first, is_need
from takeaction.engine.search.answer import Hit
from takeaction.errors import QueryError
from takeaction.models.indicator import Indicator
from takeaction.models.question import (
    as_kinds,
    as_languages,
    check_moment,
    check_text,
    check_whole_number,
)
from takeaction.models.record import Record
from takeaction.models.region import find_region
from takeaction.models.resource import Resource
from takeaction.models.text import Text
from takeaction.value import Value
from takeaction.vocabulary.records import Status, WordKind
from takeaction.vocabulary.signs import Grade
from takeaction.vocabulary.words import fold

# These scores are our judgement, and only their order matters: a whole name, the start of a name,
# part of a name, then words in texts, whose mean weight is at most 100. Nobody has measured them.
_WHOLE_NAME = 1_000
_START_OF_NAME = 800
_IN_NAME = 600
_NAME, _SUMMARY, _BODY = 100, 30, 10
"""The weight of one word in a name, in a summary and in a longer text."""
_HELP_FIRST = 2_000
"""The score of the first record for somebody in need: above any match with a name."""
_RETIRED = 50
"""Points that a retired record loses: it ranks behind an active one with the same match."""
_CONTEXT = 550
"""Points that context loses, since it is no sign: even its whole name ranks behind part of one."""
_SHORTEST_PREFIX = 3
"""The letters of the shortest word that may begin a longer match: one or two begin too many."""
_WORDS_PER_MATCH = 3
"""At least one word in this many has to match."""
_MOST_HITS = 100_000
"""The highest limit that a question may give, to bound its size; our packs have 1,100 records."""


@attrs.frozen(eq=False, repr=False)
class _Name(Value):
    """A name of a record, as written and folded.

    A full id matches only as a whole: the name of a pack says nothing about one of its records.
    """

    written: str
    folded: str
    whole_only: bool = False


@attrs.frozen(eq=False, repr=False)
class _Entry(Value):
    """A record with its names, and the weight of each word in its names and texts."""

    record: Record
    names: tuple[_Name, ...]
    weights: Mapping[str, int]


@attrs.frozen(eq=False, repr=False)
class _Table(Value):
    """All entries, and the numbers of the entries that contain each token."""

    entries: tuple[_Entry, ...]
    numbers: Mapping[str, frozenset[int]]


def search(  # noqa: PLR0913 - the contract
    catalog: Catalog,
    text: str,
    *,
    kinds: Iterable[str] = (),
    region: str | None = None,
    limit: int = 20,
    languages: Iterable[str] = ("en",),
    at: datetime | None = None,
) -> tuple[Hit, ...]:
    """Find records by words, names, former names and ids.

    Args:
        catalog: The records.
        text: The words of a person, in any case, with or without accents.
        kinds: The only kinds of records to return; empty for all.
        region: The only place whose records to return; None for all.
        limit: The most hits, at least 1.
        languages: The languages of the texts, BCP 47, most wanted first. Every language is
            searched.
        at: An aware moment, to list open helplines first.

    Returns:
        Best first, equal ones by id. The words of somebody in need ("trapped", "he has my
        passport") give help first. Retired records match too, a little lower. Empty if nothing
        matches.

    Raises:
        QueryError: *text* has no letter or digit, *limit* is below 1, or *at* has no zone.
        UnknownWordError: A kind or the region is in no list.

    Example:
        >>> [hit.record.id for hit in search(catalog, "national hotline number", limit=1)]
        ['us-hotline:national-hotline']
    """
    query = _tokens(text)
    check_whole_number(limit, "limit", _MOST_HITS)
    wanted_kinds = as_kinds(kinds)
    place = None if region is None else find_region(region)
    wish, at = as_languages(languages, "languages"), check_moment(at)
    hits: dict[str, Hit] = {
        entry.record.id: Hit(
            record=entry.record,
            score=score,
            matched=matched,
            caveat=caveat_of(catalog, entry.record),
            languages=wish,
        )
        for entry in _candidates(catalog.once(_table), query)
        if (match := _match(entry, query)) is not None
        for score, matched in [match]
    }
    if is_need(text):
        records = help_first(catalog, text, place, languages=wish, at=at)
        for position, record in enumerate(records):
            hits[record.id] = Hit(
                record=record, score=_HELP_FIRST - position, matched=text.strip(), languages=wish
            )
    fitting = (
        hit
        for hit in hits.values()
        if (not wanted_kinds or hit.kind in wanted_kinds)
        and (place is None or not hit.record.regions.isdisjoint(place.chain))
    )
    return tuple(sorted(fitting, key=lambda hit: (-hit.score, hit.record.id))[:limit])


def caveat_of(catalog: Catalog, record: Record) -> Text | None:
    """Return the caveat of a sign, in the words of its pack; None for other records."""
    if not isinstance(record, Indicator):
        return None
    return catalog.packs[record.pack].header.caveat


def _tokens(written: str) -> tuple[str, ...]:
    query = tuple(fold(check_text(written, "text")).split())
    if not query:
        raise QueryError("query.text", "Write at least one letter or digit to search for.", "text")
    return query


def _table(catalog: Catalog) -> _Table:
    """Return the search table of a catalog."""
    entries = tuple(_entry(catalog, record) for record in catalog)
    numbers: dict[str, set[int]] = {}
    for number, entry in enumerate(entries):
        for token in entry.weights:
            numbers.setdefault(token, set()).add(number)
    return _Table(entries, {token: frozenset(matches) for token, matches in numbers.items()})


def _entry(catalog: Catalog, record: Record) -> _Entry:
    names = (
        *(_Name(name, fold(name)) for name in _names(record)),
        _Name(record.id, fold(record.id), whole_only=True),
    )
    weights: dict[str, int] = {}
    for weight, part in _weighted_texts(catalog, record, names):
        for token in map(_stem, fold(part).split()):
            weights[token] = max(weight, weights.get(token, 0))
    return _Entry(record, names, weights)


def _names(record: Record) -> Iterator[str]:
    label = record.label
    yield str(label)
    yield from (words.text for words in label.translations)
    yield from record.also_known_as
    yield from (record.local_id, *record.aliases)


def _weighted_texts(
    catalog: Catalog, record: Record, names: tuple[_Name, ...]
) -> Iterator[tuple[int, str]]:
    """Yield the texts of a record, each with the weight of a word in it."""
    yield from ((_NAME, name.folded) for name in names if not name.whole_only)
    for value in (getattr(record, "summary", None), record.note):
        yield from ((_SUMMARY, part) for part in _all_languages(value))
    for field, kind in (("topics", WordKind.TOPIC), ("products", WordKind.PRODUCT)):
        for id in getattr(record, field, ()):
            word = catalog.words.get(kind, id)
            if word:
                yield from ((_SUMMARY, part) for part in (str(word.label), *word.aliases))
    for step in getattr(record, "steps", ()):
        yield from ((_BODY, part) for part in _all_languages(step))
    if isinstance(record, Resource):
        yield _SUMMARY, record.operator or record.publisher or ""


def _all_languages(value: Text | None) -> Iterator[str]:
    if value is not None:
        yield str(value)
        yield from (words.text for words in value.translations)


def _candidates(table: _Table, query: tuple[str, ...]) -> Iterator[_Entry]:
    """Return the entries that contain a token of a query, or a longer token that begins with it."""
    numbers: set[int] = set()
    for token in map(_stem, query):
        numbers |= table.numbers.get(token, frozenset())
        if len(token) >= _SHORTEST_PREFIX:
            for longer, matches in table.numbers.items():
                if longer.startswith(token):
                    numbers |= matches
    return (table.entries[number] for number in sorted(numbers))


def _match(entry: _Entry, query: tuple[str, ...]) -> tuple[int, str] | None:
    """Return the score of an entry and the text that matches; None if too few words do."""
    score, matched = max(
        ((_name_score(name, query), name.written) for name in entry.names),
        key=lambda match: match[0],
    )
    if not score:
        weights = [_token_weight(entry.weights, _stem(token)) for token in query]
        if _WORDS_PER_MATCH * sum(map(bool, weights)) < len(query):
            return None
        score, matched = sum(weights) // len(query), str(entry.record.label)
    return score - _penalty(entry.record), matched


def _penalty(record: Record) -> int:
    """Return the points that a retired record, and context among the signs, lose."""
    is_context = isinstance(record, Indicator) and record.grade is Grade.CONTEXT
    return _RETIRED * (record.status is Status.RETIRED) + _CONTEXT * is_context


def _stem(token: str) -> str:
    """Return a word without the s of its plural."""
    is_plural = len(token) > _SHORTEST_PREFIX and token.endswith("s") and not token.endswith("ss")
    return token[:-1] if is_plural else token


def _name_score(name: _Name, query: tuple[str, ...]) -> int:
    phrase = " ".join(query)
    if name.folded == phrase:
        return _WHOLE_NAME
    if name.whole_only:
        return 0
    if name.folded.startswith(f"{phrase} "):
        return _START_OF_NAME
    return _IN_NAME if f" {phrase} " in f" {name.folded} " else 0


def _token_weight(weights: Mapping[str, int], token: str) -> int:
    """Return the weight of a token of a query; a longer word that begins with it counts half."""
    if token in weights:
        return weights[token]
    if len(token) < _SHORTEST_PREFIX:
        return 0
    longer = (weight for word, weight in weights.items() if word.startswith(token))
    return max(longer, default=0) // 2
