"""Search: one box for all records.

Accents, case, endings and small typing errors do not matter. The words of somebody in need get
help first, and no answer is without a line for help.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from difflib import get_close_matches
from heapq import nlargest
from itertools import islice
from typing import Any, NamedTuple, cast

from takeaction.catalog import Catalog, check_catalog
from takeaction.core_data import language_of
from takeaction.engine.hearing.hearing import hear
from takeaction.engine.hearing.mentions import places_in
from takeaction.engine.help.answer import MOST_LINES
from takeaction.engine.help.identity import Trust, likenesses, trust_in
from takeaction.engine.help.need import help_first
from takeaction.engine.help.referral import find_help
from takeaction.engine.reasons import Reason
from takeaction.engine.search.answer import Hit, Hits, KindHit
from takeaction.engine.search.fields import (
    Places,
    asked_in,
    asks_for_line,
    common_terms,
    counts,
    everyday_terms,
    numbers_in,
    products_of,
    term,
    terms,
    words_of,
)
from takeaction.engine.search.index import Query, TermIndex, field_of, matches, weights_of
from takeaction.errors import Fields, refused
from takeaction.lazy import Lazy
from takeaction.models.indicator import Indicator
from takeaction.models.question.arguments import (
    as_kinds,
    as_region,
    check_moment,
    check_whole_number,
    read_languages,
)
from takeaction.models.question.queries import HelpQuery
from takeaction.models.record import Record
from takeaction.models.region import WORLD, Region
from takeaction.models.region import region as region_of
from takeaction.models.text import Text
from takeaction.privacy import confidential
from takeaction.vocabulary.needs import NEED_INTENTS, Intent, Sureness
from takeaction.vocabulary.records import Kind, KindWord, WordKind
from takeaction.vocabulary.words import Several

_HELP_FIRST = 1 << 40
"""The score of the first record for somebody in need: above any match with a name."""
_MOST_HITS = 100_000
"""The highest limit that a question may give, to bound its size; our packs have 1,500 records."""
_MOST_WORDS_OF_NAME = 5
"""The words of the longest text that may name a line, such as "suicide hotline". A story has the
words of lines of any country by chance."""
_FEWEST_WORDS_OF_NAME, _MOST_WORDS_AROUND_NAME = 2, 12
"""The words of the shortest name that is known inside other words, and of the longest text in
which one is looked for."""
_MOST_UNKNOWN = 12
"""The most words of a text that are read as typing errors, to bound the work."""


@confidential
def search(  # noqa: PLR0913 - the contract
    catalog: Catalog,
    text: str,
    *,
    kinds: Several[KindWord] = (),
    region: str | None = None,
    limit: int = 20,
    languages: Several[str] | str | None = None,
    at: datetime | None = None,
) -> Hits:
    """Find records by words, names, former names, ids and everyday names.

    Args:
        catalog: The records.
        text: The words of a person, in any case, with or without accents. Of a long text the
            first and the last 1,000 characters are read (``Limits.question_characters``).
        kinds: The only kinds of records to return; empty for all.
        region: The only place whose records to return; None for all.
        limit: The most hits, at least 1.
        languages: The languages of the texts, BCP 47, most wanted first; one text is read as an
            Accept-Language value. None gives English.
            Every language is searched.
        at: An aware moment, to list open helplines first.

    Returns:
        Best first, equal ones by id; a resource that is known less behind those known better, and
        a line that resembles a known one last. The digits of a number find who it reaches. The
        words of
        somebody in need ("trapped", "he has my passport") give help first. Goods, ratings and
        retired records match too, a little lower. No hit repeats the words. Empty if nothing
        matches, with the nearest known words. ``help`` is there for the words of somebody in
        need, and for everybody the closing line, which names the first helpline.

    Raises:
        QueryError: *text* has no letter or digit, *limit* is below 1, or *at* has no zone.
        UnknownWordError: A kind or the region is in no list.

    Example:
        >>> [hit.record.id for hit in search(catalog, "national hotline number", limit=1)]
        ['us-hotline:national-hotline']
    """
    fields = Fields()
    fields.read(check_catalog, catalog)
    if isinstance(catalog, Catalog):
        parts, words = fields.read(_read_text, catalog, text) or ((), ())
    wanted_kinds = fields.read(as_kinds, kinds)
    place = None if region in (None, "") else fields.read(as_region, region, "region")
    fields.read(check_whole_number, limit, "limit", _MOST_HITS)
    wish = fields.read(read_languages, languages)
    at = fields.read(check_moment, at)
    fields.raise_wrong(wish)
    heard = hear(parts)
    wish_for = _Wish(wanted_kinds, place, limit, may_seek=heard.intent is not Intent.OTHER_HARM)
    here = place or _place_in(parts)
    is_need = heard.intent in NEED_INTENTS and heard.sure is Sureness.SURE
    is_name = len(words) <= _MOST_WORDS_OF_NAME
    found = _find(catalog, words, wish_for, is_whole=is_need and is_name)
    needed: tuple[Record, ...] = ()
    if is_need:
        records = found.terms.records
        scores: dict[str, int] = {}
        named: set[str] = set()
        if is_name:
            scores |= {records[n].id: score for n, score in found.scores.items()}
            named |= {records[n].id for n in (*found.named, *found.inside)}
        needed = help_first(catalog, heard, scores, named=named, place=here, languages=wish, at=at)
        if asks_for_line(words):
            needed = tuple(record for record in needed if record.record_kind is Kind.RESOURCE)
    best = _best(catalog, found, needed, wish_for)
    query = HelpQuery(here.code if here else WORLD, about=heard.about)
    help_ = Lazy(lambda: find_help(catalog, query, limit=MOST_LINES, languages=wish, at=at))
    return Hits(
        hits=tuple(_hit(catalog, found, candidate, wish) for candidate in best),
        truncated=len(parts) > 1,
        products=found.products,
        nearest=() if best else catalog.once(_Spelling).nearest(found.unknown),
        notices=_notices(catalog, found.products, wish),
        is_need=heard.is_need,
        languages=wish,
        help=help_,
    )


class _Wish(NamedTuple):
    """The filters of a search.

    Attributes:
        kinds: The only kinds of records; empty for all.
        place: The only place; None for all.
        limit: The most hits.
        may_seek: Whether lines and services are among the hits: whoever looks for somebody who
            left is not told where people go.
    """

    kinds: frozenset[Kind]
    place: Region | None
    limit: int
    may_seek: bool = True

    def fits(self, record: Record) -> bool:
        """Whether a record is of the kinds and the place asked for."""
        if self.kinds and record.record_kind not in self.kinds:
            return False
        if record.record_kind is Kind.RESOURCE and not self.may_seek:
            return False
        return self.place is None or not record.regions.isdisjoint(self.place.chain)


class _Candidate(NamedTuple):
    """A record that may be a hit, its score, and its number; None for help that comes first."""

    record: Record
    score: int
    number: int | None


class _Found(NamedTuple):
    """The records that match some words.

    Attributes:
        terms: The terms of all records.
        scores: The score of each record, by its number.
        weights: How much each term tells.
        unknown: The terms typed that no record has.
        products: The products of the brands among the words.
        named: The numbers of the records whose name is all that was typed.
        inside: Those that a part of it names as a whole.
        reached: The numbers of the records that a telephone number in the text reaches.
    """

    terms: TermIndex
    scores: Mapping[int, int]
    weights: Mapping[str, int]
    unknown: tuple[str, ...]
    products: tuple[str, ...]
    named: frozenset[int]
    inside: frozenset[int]
    reached: frozenset[int]


def _find(catalog: Catalog, words: tuple[str, ...], wish: _Wish, *, is_whole: bool) -> _Found:
    """Return the records that match some words.

    Args:
        catalog: The records.
        words: The words typed.
        wish: What somebody asked for beside the words.
        is_whole: Whether to score every record that matches, not only those that may be among
            the first hits. Help is chosen by these scores, so the limit must not change them.
    """
    index = catalog.once(TermIndex)
    typed = terms(words)
    countries, place_words = catalog.once(Places).read(words)
    unknown = tuple(each for each in typed if each not in index.postings)
    meant: dict[str, tuple[str, ...]] = {}
    if unknown:
        spelling = catalog.once(_Spelling)
        meant = {each: spelling.meant(each) for each in unknown[:_MOST_UNKNOWN]}
    products = products_of(words)
    # The names of the products of a brand count too, and a company: it may be asked.
    brands = ["brand company", *map(str, _labels(catalog, products))] if products else []
    implied = [each for each in terms(words_of(brands)) if each not in typed]
    meant |= {each: (each,) for each in implied}
    phrase = " ".join(words)
    named = frozenset((*index.named.get(phrase, ()), *index.ids.get(phrase, ())))
    known_as = frozenset(index.known_as.get(phrase, ()))
    said = frozenset(index.said.get(phrase, ()))
    inside = _known_inside(index, words)
    numbers, is_number = numbers_in(words, index.dialled)
    reached = frozenset(n for digits in numbers for n in index.dialled[digits])
    weights = weights_of(index, (*typed, *implied), frozenset(map(term, place_words)), meant)
    if is_number:  # it is the name of nothing but what it reaches
        named, known_as, weights = reached, frozenset(), {}
    query = Query(
        weights,
        countries,
        *_of_known(catalog, index, named, known_as),
        said | reached | inside,
        asked_in(words),
    )
    strangers = catalog.once(_trust_of_resources)
    is_free = not (wish.kinds or wish.place or products or is_whole or strangers)
    most = wish.limit + len(catalog.once(_copies)) if is_free else None
    scores = matches(index, query, most)
    if products:  # a listed good would be read as a verdict about the brand
        kinds = [record.record_kind for record in index.records]
        scores = {n: score for n, score in scores.items() if kinds[n] is not Kind.GOOD}
    names = query.named | query.known_as
    return _Found(index, scores, query.weights, unknown, products, names, inside, reached)


def _known_inside(index: TermIndex, words: tuple[str, ...]) -> frozenset[int]:
    """Return the records that half of a text names, or means, by words that tell little alone.

    So are "Stop It Now" and "how can I help" known in more words. Words that name what all records
    are about, such as "human trafficking", are no part of the text.
    """
    if len(words) > _MOST_WORDS_AROUND_NAME:
        return frozenset()
    light = [not counts(word) or term(word) in everyday_terms() for word in words]
    telling = sum(term(word) not in common_terms() for word in words)
    least = max((telling + 1) // 2, _FEWEST_WORDS_OF_NAME)
    runs = (
        " ".join(words[start : start + size])
        for size in range(least, len(words))
        for start in range(len(words) - size + 1)
        if all(light[start : start + size])
    )
    tables = (index.named, index.known_as, index.said)
    return frozenset(n for run in runs for table in tables for n in table.get(run, ()))


def _of_known(
    catalog: Catalog, index: TermIndex, named: frozenset[int], known_as: frozenset[int]
) -> tuple[frozenset[int], frozenset[int]]:
    """Return the records with a name: without strangers, where it is that of a known record."""
    known = {n for n in named | known_as if trust_in(catalog, index.records[n]) < Trust.UNKNOWN}
    return (named & known, known_as & known) if known else (named, known_as)


def _trust_of_resources(catalog: Catalog) -> Mapping[str, Trust]:
    """Return how each resource came to be known; empty where all are known alike."""
    trusts = {id: trust_in(catalog, resource) for id, resource in catalog.resources.items()}
    return trusts if len(set(trusts.values())) > 1 else {}


def _labels(catalog: Catalog, products: Iterable[str]) -> list[Text]:
    words = (catalog.words.get(WordKind.PRODUCT, id) for id in products)
    return [word.label for word in words if word]


def _best(
    catalog: Catalog, found: _Found, needed: tuple[Record, ...], wish: _Wish
) -> list[_Candidate]:
    """Return the best records that fit, help first for somebody in need."""
    records, scores = found.terms.records, found.scores
    named = (records[number] for number in sorted(found.named)) if needed else ()
    known = (record for record in named if _is_known(catalog, record))
    first = {record.id: record for record in (*known, *needed)}
    candidates = [
        _Candidate(record, _HELP_FIRST - position, None)
        for position, record in enumerate(first.values())
        if wish.fits(record)
    ]
    if wish.kinds or wish.place:
        scores = {n: score for n, score in scores.items() if wish.fits(records[n])}
    copies = catalog.once(_copies)
    most = wish.limit + len(first) + len(copies)
    trusts = catalog.once(_trust_of_resources)
    least = nlargest(most, scores.values())[-1] if scores and not trusts else 0
    candidates += [
        _Candidate(records[number], score, number)
        for number, score in scores.items()
        if score >= least and records[number].id not in first
    ]
    candidates.sort(key=lambda each: (each.record.id in copies, -each.score, each.record.id))
    # Whatever a stranger writes, no line of theirs stands before one that is known better.
    places = [n for n, each in enumerate(candidates) if each.record.id in trusts]

    def rank(each: _Candidate) -> tuple[bool, bool, Trust]:
        is_found = each.number is not None  # help is in its own order
        return each.record.id in copies, is_found, trusts[each.record.id] if is_found else Trust(0)

    in_order = sorted((candidates[n] for n in places), key=rank)
    for n, each in zip(places, in_order, strict=True):
        candidates[n] = each
    return candidates[: wish.limit]


def _is_known(catalog: Catalog, record: Record) -> bool:
    """Whether a record may come before help where its name was typed: no sign, no stranger.

    Anybody can publish a record with the words of somebody in need as its name.
    """
    return record.record_kind is not Kind.INDICATOR and trust_in(catalog, record) < Trust.UNKNOWN


def _place_in(parts: tuple[str, ...]) -> Region | None:
    """Return the first place that a text surely names, or None."""
    mentions = (mention for part in parts for mention in places_in(part))
    code = next((mention.code for mention in mentions if mention.is_certain and mention.code), None)
    return region_of(code) if code else None


def _copies(catalog: Catalog) -> frozenset[str]:
    """Return the ids of the records that resemble a known one: they come last."""
    alike = catalog.once(likenesses)
    return frozenset(id for id, likeness in alike.items() if likeness.is_copy)


def _read_text(catalog: Catalog, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the parts of a text that are read, and their words.

    Raises:
        QueryError: It is no text, or has no letter or digit.
    """
    if not isinstance(text, str):
        raise refused("query.text", "text_itself", "text")
    parts = excerpt(text.strip(), catalog.question_characters)
    words = words_of(parts)
    if not words and len(parts) == 1:
        raise refused("query.text", "nothing", "text")
    return parts, words


def _hit(catalog: Catalog, found: _Found, candidate: _Candidate, languages: tuple[str, ...]) -> Hit:
    record, score, number = candidate
    if number is None:
        matched = "need"
    elif number in found.reached:
        matched = "contacts"
    else:
        matched = field_of(found.terms, number, found.weights)
    hit: Any = KindHit(
        record=record,
        score=score,
        matched=matched,
        caveat=caveat_of(catalog, record),
        languages=languages,
    )
    return cast("Hit", hit)  # the kind of a record is that of its class


def _notices(
    catalog: Catalog, products: tuple[str, ...], languages: tuple[str, ...]
) -> tuple[Reason, ...]:
    """Return the sentence that nothing is said of a brand, where there is one in the text."""
    if not products:
        return ()
    slots = {"goods": tuple(_labels(catalog, products))}
    return (Reason(code="search.brand", slots=slots, language=language_of(languages)),)


def caveat_of(catalog: Catalog, record: Record) -> Text | None:
    """Return the caveat of a sign, in the words of its pack; None for other records."""
    if not isinstance(record, Indicator):
        return None
    return catalog.packs[record.pack].header.caveat


# _Spelling: the terms that somebody meant with a typing error, or began to type.
#
# A word of four letters and more may have one error after its first letter: a letter too many, too
# few, another one, or two in the wrong order. The work grows with the length of the word alone, and
# not with the number of records.


_SHORTEST = 4
"""The letters of the shortest word that may have an error: too many are like a shorter one."""
_SHORTEST_START = 3
"""The letters of the shortest word that may begin a longer one."""
_LONGEST = 20
"""The letters of the longest word that may have an error."""
_MOST_BEGUN = 200
"""The most terms with one beginning that are looked at."""
_MOST_MEANT = 4
"""The most terms that one word may mean."""
_MOST_NEAREST = 3
_ALIKE = 0.7
"""The likeness from which two words are alike, as difflib measures it: 1 if they are equal."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class _Spelling:
    """The terms of a catalog in alphabetical order."""

    def __init__(self, catalog: Catalog) -> None:
        self._index = catalog.once(TermIndex)
        self._terms = sorted(self._index.postings)

    def meant(self, word: str) -> tuple[str, ...]:
        """Return the terms that an unknown word may mean, those of most records first."""
        postings = self._index.postings
        found = {each for each in _with_one_error(word) if each in postings}
        found = found or set(self._beginning_with(word))
        return tuple(sorted(found, key=lambda each: (-len(postings[each]), each))[:_MOST_MEANT])

    def nearest(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return known words, as people read them, that look like some unknown ones."""
        alike = (
            term
            for word in words
            for term in get_close_matches(
                word, list(self._beginning_with(word[:_SHORTEST_START])), _MOST_NEAREST, _ALIKE
            )
        )
        near = dict.fromkeys(self._index.spellings[term] for term in alike)
        return tuple(near)[:_MOST_NEAREST]

    def _beginning_with(self, start: str) -> Iterator[str]:
        """Yield terms that begin with the first letters of a word; none if these are too few."""
        first = bisect_left(self._terms, start)
        if len(start) >= _SHORTEST_START:
            for term in islice(self._terms, first, first + _MOST_BEGUN):
                if not term.startswith(start):
                    return
                yield term


def _with_one_error(word: str) -> Iterator[str]:
    """Yield the spellings that one error after the first letter may have turned into a word."""
    if not _SHORTEST <= len(word) <= _LONGEST:
        return
    for place in range(1, len(word) + 1):
        start, end = word[:place], word[place:]
        yield start + end[1:]
        yield start + end[1:2] + end[:1] + end[2:]
        for letter in _LETTERS:
            yield start + letter + end
            yield start + letter + end[1:]


# The part of a typed text that is read: all of it, or the beginning and the end of a long one.
#
# Nobody is refused help because they wrote a lot. People tell who they are and what they want at
# the beginning, and what they need at the end.


_SENTENCE_END = re.compile(r"[.!?\u2026\u3002\uff01\uff1f\n]")
_BLANK = re.compile(r"\s")
_MARGIN = 100
"""Characters beyond a cut that may be read, to finish a sentence: "he has my" alone is no need."""


def excerpt(text: str, characters: int) -> tuple[str, ...]:
    """Return the parts of a text that are read.

    A word at a cut is read as a whole, and so is the rest of its sentence if it is short. In
    writing without blanks, a little more is read.

    Args:
        text: The text that somebody typed.
        characters: The most characters to read, half of them at each end.

    Returns:
        The whole text, or its beginning and its end.
    """
    if len(text) <= characters:
        return (text,)
    half = characters // 2
    end = half + _rest(text[half : half + _MARGIN])
    cut = len(text) - half
    start = cut - _rest(text[max(cut - _MARGIN, 0) : cut][::-1])
    return (text,) if start <= end else (text[:end], text[start:])


def _rest(beyond: str) -> int:
    """Return how many of the characters beyond a cut belong to its sentence, or to its word."""
    match = _SENTENCE_END.search(beyond) or _BLANK.search(beyond)
    return match.start() if match else len(beyond)
