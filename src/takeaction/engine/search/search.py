"""Search: one box over everything.

Accents and case do not matter. A name that is met whole stands above one that is met in part, and
any name above words in a text. Words of somebody in need are answered with help first.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import attrs

from takeaction.catalog import Catalog
from takeaction.engine.need import help_first, is_need
from takeaction.errors import QueryError
from takeaction.models.indicator import Indicator
from takeaction.models.question import closed_kinds, moment, tags, text, whole_number
from takeaction.models.record import Record
from takeaction.models.region import find_region
from takeaction.models.resource import Resource
from takeaction.models.text import Text
from takeaction.value import Value
from takeaction.vocabulary import Kind, Status, WordKind, fold
from takeaction.vocabulary.signs import Grade

_WHOLE_NAME = 1_000
_START_OF_NAME = 800
_IN_NAME = 600
_NAME, _SUMMARY, _BODY = 100, 30, 10
_HELP_FIRST = 2_000
_RETIRED = 50
_NO_SIGN = 550
_SHORTEST_PREFIX = 3
_FEWEST = 3  # one word in three has to be there
_MOST_HITS = 100_000


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Hit(Value):
    """A record that was found.

    Attributes:
        record: The record.
        score: How well it fits, higher first; comparable within one search only.
        matched: The name or text that was met.
        caveat: What must stand beside a sign: that it is no proof; None for other records.
        languages: What its texts are shown in, in order of wish.
    """

    record: Record
    score: int
    matched: str
    caveat: Text | None = None
    languages: tuple[str, ...] = ("en",)

    @property
    def kind(self) -> Kind:
        """What the record is."""
        return self.record.record_kind

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        record = self.record
        return {
            "id": record.id,
            "kind": self.kind.value,
            "name": str(record.label.pick(self.languages)),
            "score": self.score,
            "status": record.status.value,
            "replaced_by": record.replaced_by,
            "matched": self.matched,
            "caveat": self.caveat and str(self.caveat.pick(self.languages)),
        }


@attrs.frozen(eq=False, repr=False)
class _Name(Value):
    """A name of a record, as it is written and folded.

    A full id is met whole only: the name of a pack says nothing about one of its records.
    """

    written: str
    folded: str
    whole_only: bool = False


@attrs.frozen(eq=False, repr=False)
class _Entry(Value):
    """What a record can be found by."""

    record: Record
    names: tuple[_Name, ...]
    weights: Mapping[str, int]


@attrs.frozen(eq=False, repr=False)
class _Table(Value):
    """Everything that can be found: entries, and which entries hold a token."""

    entries: tuple[_Entry, ...]
    holders: Mapping[str, frozenset[int]]


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
        catalog: What is searched.
        text: What a person types, in any case, with or without accents.
        kinds: The only kinds that are wanted; empty for all.
        region: The only place whose records are wanted; None for all.
        limit: The most hits, at least 1.
        languages: What is searched and shown, BCP 47, in order of wish; the source words are
            always searched.
        at: An aware moment, to put help that is open first.

    Returns:
        Best first, equal ones by id. Words of somebody in need ("trapped", "he has my passport")
        give help first. Retired records are found too, a little lower. Empty if nothing fits.

    Raises:
        QueryError: *text* has no letter or digit, *limit* is below 1, or *at* has no zone.
        UnknownWordError: A kind or the region is in no list.

    Example:
        >>> [hit.record.id for hit in search(catalog, "national hotline number", limit=1)]
        ['us-hotline:national-hotline']
    """
    query = _query(text)
    whole_number(limit, "limit", _MOST_HITS)
    wanted = closed_kinds(kinds)
    place = None if region is None else find_region(region)
    shown, at = tags(languages, "languages"), moment(at)
    hits: dict[str, Hit] = {
        entry.record.id: Hit(
            record=entry.record,
            score=score,
            matched=matched,
            caveat=caveat_of(catalog, entry.record),
            languages=shown,
        )
        for entry in _candidates(catalog.once(_table), query)
        if (found := _score(entry, query)) is not None
        for score, matched in [found]
    }
    if is_need(text):
        first = help_first(catalog, text, place, languages=shown, at=at)
        for line, record in enumerate(first):
            hits[record.id] = Hit(
                record=record, score=_HELP_FIRST - line, matched=text.strip(), languages=shown
            )
    fitting = (
        hit
        for hit in hits.values()
        if (not wanted or hit.kind in wanted)
        and (place is None or not hit.record.regions.isdisjoint(place.chain))
    )
    return tuple(sorted(fitting, key=lambda hit: (-hit.score, hit.record.id))[:limit])


def caveat_of(catalog: Catalog, record: Record) -> Text | None:
    """Return what must stand beside a sign, as its pack says it; None for other records."""
    if not isinstance(record, Indicator):
        return None
    return catalog.packs[record.pack].header.caveat


def _query(written: str) -> tuple[str, ...]:
    query = tuple(fold(text(written, "text")).split())
    if not query:
        raise QueryError("query.text", "Write at least one letter or digit to search for.", "text")
    return query


def _table(catalog: Catalog) -> _Table:
    """Prepare everything that can be found."""
    entries = tuple(_entry(catalog, record) for record in catalog)
    holders: dict[str, set[int]] = {}
    for number, entry in enumerate(entries):
        for token in entry.weights:
            holders.setdefault(token, set()).add(number)
    return _Table(entries, {token: frozenset(them) for token, them in holders.items()})


def _entry(catalog: Catalog, record: Record) -> _Entry:
    names = (
        *(_Name(name, fold(name)) for name in _names(record)),
        _Name(record.id, fold(record.id), whole_only=True),
    )
    weights: dict[str, int] = {}
    for weight, part in _texts(catalog, record, names):
        for token in map(_stem, fold(part).split()):
            weights[token] = max(weight, weights.get(token, 0))
    return _Entry(record, names, weights)


def _names(record: Record) -> Iterator[str]:
    label = record.label
    yield str(label)
    yield from (words.text for words in label.translations)
    yield from record.also_known_as
    yield from (record.local_id, *record.aliases)


def _texts(catalog: Catalog, record: Record, names: tuple[_Name, ...]) -> Iterator[tuple[int, str]]:
    """Return what a record says, each part with what a word in it counts."""
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
    """Return the entries that hold any token of a query, or a longer token that begins so."""
    found: set[int] = set()
    for token in map(_stem, query):
        found |= table.holders.get(token, frozenset())
        if len(token) >= _SHORTEST_PREFIX:
            for longer, them in table.holders.items():
                if longer.startswith(token):
                    found |= them
    return (table.entries[number] for number in sorted(found))


def _score(entry: _Entry, query: tuple[str, ...]) -> tuple[int, str] | None:
    """Return how well an entry fits, and by what; None if too few of the words are there."""
    score, matched = max(
        ((_name_score(name, query), name.written) for name in entry.names),
        key=lambda found: found[0],
    )
    found = [_token_weight(entry.weights, _stem(token)) for token in query]
    if not score:
        if _FEWEST * sum(map(bool, found)) < len(query):
            return None
        score, matched = sum(found) // len(query), str(entry.record.label)
    return score - _lower(entry.record), matched


def _lower(record: Record) -> int:
    """Return how much lower a record stands: one that is gone, and a sign that is none."""
    context = isinstance(record, Indicator) and record.grade is Grade.CONTEXT
    return _RETIRED * (record.status is Status.RETIRED) + _NO_SIGN * context


def _stem(token: str) -> str:
    """Return a word without the s of its plural, in which it is as well met."""
    plural = len(token) > _SHORTEST_PREFIX and token.endswith("s") and not token.endswith("ss")
    return token[:-1] if plural else token


def _name_score(name: _Name, query: tuple[str, ...]) -> int:
    asked = " ".join(query)
    if name.folded == asked:
        return _WHOLE_NAME
    if name.whole_only:
        return 0
    if name.folded.startswith(f"{asked} "):
        return _START_OF_NAME
    return _IN_NAME if f" {asked} " in f" {name.folded} " else 0


def _token_weight(weights: Mapping[str, int], token: str) -> int:
    """Return what a token of a query counts: a longer word that begins so counts half."""
    if token in weights:
        return weights[token]
    if len(token) < _SHORTEST_PREFIX:
        return 0
    longer = (weight for word, weight in weights.items() if word.startswith(token))
    return max(longer, default=0) // 2
