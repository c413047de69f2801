"""The base of all records: id, name, source, verification and reviews."""

import re
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any, ClassVar, NewType

import attrs

from takeaction.models.question.arguments import read_languages
from takeaction.models.text import Text, check_translations
from takeaction.value import LOOSE, Translations, Value, facts
from takeaction.vocabulary.records import Kind, Method, ReviewScope, Status, WordKind
from takeaction.vocabulary.words import Several

_NAME_DIGITS = 32
"""Hex digits of the name of a record's page: so many that no pack can be written to share one."""


def page_name(id: str) -> str:
    """Return the name of a record's page. A history shows it, so it says nothing."""
    return sha256(id.encode()).hexdigest()[:_NAME_DIGITS]


_DATED = r"(?a:(\d{4})(?:-(\d\d))?(?:-(\d\d))?)"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Source(Value):
    """The page or publication that a record was taken from.

    Attributes:
        title: The name of the page or publication.
        url: Its ``https`` address, or None.
        publisher: Its publisher, or None.
        checked: The day somebody last read it, or None.
        dated: The date on the source: YYYY, YYYY-MM or YYYY-MM-DD; None if it has none.
    """

    title: str = attrs.field(metadata=facts(loose=True, prose=True))
    url: str | None = None
    publisher: str | None = attrs.field(default=None, metadata=facts(loose=True, prose=True))
    checked: date | None = attrs.field(default=None, metadata=LOOSE)
    dated: str | None = attrs.field(default=None, metadata=LOOSE)

    @property
    def since(self) -> date | None:
        """The first day that *dated* can mean; None if it is missing or no date."""
        return first_day(self.dated) if self.dated else None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Verified(Value):
    """The last check of a fact.

    Attributes:
        method: The method; ``none`` if nobody has checked.
        on: The day somebody asked the operator or read its live page, or None.
        by: The person who checked, or None.
        review_by: The day the next check is due, or None.
        of: The fingerprints of the numbers and addresses that were checked, one for each contact,
            with a blank between them: the check counts for nothing else. None in a check that was
            written by hand. Without a method it is what was checked before a change.
    """

    method: Method = Method.NONE
    on: date | None = None
    by: str | None = attrs.field(default=None, metadata=facts(prose=True))
    review_by: date | None = None
    of: str | None = None

    _json_names = ("method", "on", "by", "review_by")  # only a check needs what it was of

    @property
    def is_outdated(self) -> bool:
        """Whether what was checked has changed since."""
        return self.method is Method.NONE and self.of is not None

    def outdated(self) -> "Verified":
        """Return the check of something that has changed since: it counts for nothing."""
        return Verified(of=self.of or "")

    def is_overdue(self, day: date) -> bool:
        """Whether the next check should have been made before a day."""
        return self.review_by is not None and day > self.review_by


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Reviewed(Value):
    """The review of a record by a practitioner who did not write it.

    It is given with consent, and the pack removes it when the reviewer asks.

    Attributes:
        by: The reviewer: a role and an organisation, or a chosen name.
        on: The day of the review.
        scope: The parts that were reviewed.
        paid: Whether the reviewer was paid for it; None if that is not known.
        seal: The fingerprint of what was read, as ``takeaction pack review`` writes it: the review
            counts for nothing else. None in a review that was written by hand.
    """

    by: str = attrs.field(metadata=facts(prose=True))
    on: date
    scope: frozenset[ReviewScope]
    paid: bool | None = None
    seal: str | None = None

    _json_names = ("by", "on", "scope", "paid")  # only a check needs the seal


@lru_cache
def first_day(dated: str) -> date | None:
    """Return the first day that YYYY, YYYY-MM or YYYY-MM-DD can mean; None for anything else."""
    match = re.fullmatch(_DATED, dated)
    if not match:
        return None
    try:
        year, month, day = match.groups("1")
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


# The fields that all records share, and the ids they use.


RecordId = NewType("RecordId", str)
"""The full id of a record, ``pack:local``; a pack may write the local id for its own records."""

WordId = NewType("WordId", str)
"""The id of an open word, bare for a word of the core, ``pack:local`` for a word of a pack."""

RegionCode = NewType("RegionCode", str)
"""A code of ``models.region``; a pack may write ``UK`` for ``GB`` and ``*`` for ``001``."""

NOT_VERIFIED = Verified()
"""The verification of a record that nobody has checked."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Link(Value):
    """An address to open.

    Attributes:
        title: The title of the page.
        url: Its ``https`` address.
    """

    title: Text
    url: str


@attrs.frozen(eq=False, repr=False)
class PeopleSay(Value):
    """The everyday words for a record. They are only searched, and no answer shows them.

    Attributes:
        terms: The terms of each language, by its BCP 47 tag, in order of tag.
    """

    terms: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def counted(self) -> tuple[str, ...]:
        """Return the terms that count: as many, and as long, as a record may have."""
        terms = tuple(term for _, spoken in self.terms for term in spoken)
        return tuple(term[:LONGEST_TERM] for term in terms[:MOST_TERMS])


MOST_TERMS, LONGEST_TERM = 40, 80
"""The most terms of a record, in all languages together, and the most characters of a term.

A bound on what a pack can win by listing every word there is.
"""


ONLY_SEARCHED = frozenset({"people_say"})
"""Fields that no answer shows: some of the words are hard to read about oneself."""


ASK_FOR_ID = (
    "A short name for this record that never changes: small letters, digits and hyphens, such as "
    "our-line. Repeat it in every row of the record."
)

_SEND_NOBODY = (Kind.ACTION, Kind.INDICATOR, Kind.VENDOR, Kind.LABEL, Kind.GOOD, Kind.RATING)
"""The kinds of records whose source and other names send nobody anywhere."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Record(Value):
    """The fields that all records share.

    Attributes:
        id: Its id, ``pack:local``; never reused.
        source: The page or publication it comes from.
        regions: The places it applies to; ``001`` is the whole world.
        topics: The topics it is about.
        status: Whether its subject still exists.
        replaced_by: The record to use instead, or None.
        aliases: Former local ids, which still find it.
        also_known_as: Other names, only searched, never shown.
        people_say: What people type when they mean it, by language; only searched, never shown.
        note: Anything else a reader should know, or None.
        verified: Who checked it, and when.
        reviewed: The review by a practitioner, or None.
        record_kind: The kind of record, fixed by the class.
        spare_fields: The fields that a record can do without: a mistake in one costs only it.
    """

    record_kind: ClassVar[Kind]
    _label_field: ClassVar[str] = "name"
    spare_fields: ClassVar[frozenset[str]] = frozenset({"reviewed"})
    id: RecordId = attrs.field(metadata=facts(sheet=ASK_FOR_ID))
    source: Source = attrs.field(metadata=facts(loose=_SEND_NOBODY))
    regions: frozenset[RegionCode] = attrs.field(
        default=frozenset({RegionCode("001")}),
        metadata=facts(loose=(Kind.INDICATOR, Kind.GOOD, Kind.RATING)),
    )
    topics: frozenset[WordId] = attrs.field(
        default=frozenset(), metadata=facts(loose=True, word=WordKind.TOPIC)
    )
    status: Status = Status.ACTIVE
    replaced_by: RecordId | None = attrs.field(default=None, metadata=facts(record="any"))
    aliases: tuple[str, ...] = ()
    also_known_as: tuple[str, ...] = attrs.field(
        default=(), metadata=facts(loose=_SEND_NOBODY, prose=True)
    )
    people_say: PeopleSay | None = attrs.field(default=None, metadata=LOOSE)
    note: Text | None = None
    verified: Verified = NOT_VERIFIED
    reviewed: Reviewed | None = None

    def _shown(self) -> dict[str, object]:
        facts: dict[str, object] = {"id": self.id, "label": self.label}
        return facts if self.status is Status.ACTIVE else {**facts, "status": self.status}

    @property
    def pack(self) -> str:
        """The id of its pack."""
        return self.id.partition(":")[0]

    @property
    def local_id(self) -> str:
        """Its id inside the pack."""
        return self.id.partition(":")[2]

    @property
    def label(self) -> Text:
        """Its name, its title or the text of a sign."""
        label: Text = getattr(self, self._label_field)
        return label

    def plain(self, languages: tuple[str, ...], translations: Translations) -> dict[str, Any]:
        """Return the fields as plain data, without those that are only searched."""
        data: dict[str, Any] = super().plain(languages, translations)
        return {name: value for name, value in data.items() if name not in ONLY_SEARCHED}

    def as_json(
        self, languages: Several[str] | str = ("en",), *, translations: Translations = "beneath"
    ) -> dict[str, Any]:
        """Return the record as plain data.

        Args:
            languages: The languages of its texts, BCP 47, most wanted first; or one text, such as
                an Accept-Language value.
            translations: ``beneath``: each text is a string, and the source of a safety text that
                nobody has reviewed in that language follows on a line of its own. ``apart``: each
                text is a mapping of ``text``, ``language``, ``source`` and ``reviewed``.

        Returns:
            Every field but ``people_say``, with ``kind_of_record``, ``pack``, and its name as
            ``label``, whose language is ``language``.

        Raises:
            QueryError: A language has no form of a tag, or *translations* is another word.
        """
        check_translations(translations)
        wish = read_languages(languages)
        label = self.label.pick(wish)
        return self.plain(wish, translations) | {
            "kind_of_record": self.record_kind.value,
            "pack": self.pack,
            "label": label.plain(wish, translations),
            "language": label.language,
        }
