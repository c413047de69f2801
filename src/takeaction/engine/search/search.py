"""Search: one box for all records.

Accents and case do not matter. The words of somebody in need get help first.
"""

from datetime import datetime
from typing import Any, cast

from takeaction.catalog.catalog import Catalog, check_catalog
from takeaction.engine.help.need import help_first, is_need
from takeaction.engine.help.originals import likenesses
from takeaction.engine.search.answer import Hit, Hits, KindHit
from takeaction.engine.search.excerpt import excerpt
from takeaction.engine.search.scoring import Match, matches
from takeaction.engine.search.words import WordTable
from takeaction.errors import Fields, refused
from takeaction.models.indicator import Indicator
from takeaction.models.question import (
    as_kinds,
    as_region,
    check_moment,
    check_whole_number,
    read_languages,
)
from takeaction.models.record import Record
from takeaction.models.text import Text
from takeaction.privacy import confidential
from takeaction.vocabulary.records import KindWord
from takeaction.vocabulary.words import Several, fold

_HELP_FIRST = 2_000
"""The score of the first record for somebody in need: above any match with a name."""
_MOST_HITS = 100_000
"""The highest limit that a question may give, to bound its size; our packs have 1,100 records."""


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
    """Find records by words, names, former names and ids.

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
        Best first, equal ones by id; a line that resembles a known one last. The words of
        somebody in need ("trapped", "he has my passport") give help first. Retired records match
        too, a little lower. Empty if nothing matches. No hit repeats the words.

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
        parts, query = fields.read(_tokens, catalog, text) or ((), ())
    wanted_kinds = fields.read(as_kinds, kinds)
    place = None if region is None else fields.read(as_region, region, "region")
    fields.read(check_whole_number, limit, "limit", _MOST_HITS)
    wish = fields.read(read_languages, languages)
    at = fields.read(check_moment, at)
    fields.raise_wrong(wish)
    is_truncated = len(parts) > 1
    found = {match.record.id: match for match in matches(catalog.once(WordTable), query)}
    if is_need(parts):
        records = help_first(catalog, parts, place, languages=wish, at=at)
        found |= {
            record.id: Match(record, _HELP_FIRST - position, "need")
            for position, record in enumerate(records)
        }
    fitting = (
        match
        for match in found.values()
        if (not wanted_kinds or match.record.record_kind in wanted_kinds)
        and (place is None or not match.record.regions.isdisjoint(place.chain))
    )
    alike = catalog.once(likenesses)

    def rank(match: Match) -> tuple[bool, int, str]:
        likeness = alike.get(match.record.id)
        return likeness is not None and likeness.is_copy, -match.score, match.record.id

    best = sorted(fitting, key=rank)[:limit]
    return Hits(hits=tuple(_hit(catalog, match, wish) for match in best), truncated=is_truncated)


def _tokens(catalog: Catalog, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the parts of a text that are read, and their words.

    Raises:
        QueryError: It is no text, or has no letter or digit.
    """
    if not isinstance(text, str):
        raise refused("query.text", "text_itself", "text")
    parts = excerpt(text.strip(), catalog.question_characters)
    query = tuple(token for part in parts for token in fold(part).split())
    if not query and len(parts) == 1:
        raise refused("query.text", "nothing", "text")
    return parts, query


def _hit(catalog: Catalog, match: Match, languages: tuple[str, ...]) -> Hit:
    record, score, field = match
    hit: Any = KindHit(
        record=record,
        score=score,
        matched=field,
        caveat=caveat_of(catalog, record),
        languages=languages,
    )
    return cast("Hit", hit)  # the kind of a record is that of its class


def caveat_of(catalog: Catalog, record: Record) -> Text | None:
    """Return the caveat of a sign, in the words of its pack; None for other records."""
    if not isinstance(record, Indicator):
        return None
    return catalog.packs[record.pack].header.caveat
