"""A pack of a catalog, its header, and what comes after: additions of other packs, withdrawals."""

from datetime import date
from typing import NewType

import attrs

from takeaction.core_data import fill_message
from takeaction.errors import plain
from takeaction.models.record import Link, RegionCode, Reviewed
from takeaction.models.text import SafetyText, Text
from takeaction.value import LOOSE, Value


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Header(Value):
    """The keys at the top level of ``pack.toml``.

    Attributes:
        id: The id of the pack, also the name of its entry point.
        title: Its title.
        publisher: The person or body that answers for its content.
        licence: The SPDX name of the licence of its content.
        schema: The version of this format, 1.
        summary: Its content, in one or two sentences.
        caveat: The sentence to show with each of its indicators: that no sign is proof.
        regions: The places it is useful for.
        languages: The languages it has texts in.
        source_language: The language its records are written in.
        requires: Ids of packs that it is of little use without.
        contact: The ``https`` address for reports of mistakes, or None.
    """

    id: str
    title: Text = attrs.field(metadata=LOOSE)
    publisher: str
    licence: str = attrs.field(metadata=LOOSE)
    schema: int = attrs.field(metadata=LOOSE)
    summary: Text | None = attrs.field(default=None, metadata=LOOSE)
    caveat: SafetyText | None = None
    regions: frozenset[RegionCode] = attrs.field(
        default=frozenset({RegionCode("001")}), metadata=LOOSE
    )
    languages: frozenset[str] = attrs.field(default=frozenset({"en"}), metadata=LOOSE)
    source_language: str = attrs.field(default="en", metadata=LOOSE)
    requires: tuple[str, ...] = attrs.field(default=(), metadata=LOOSE)
    contact: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Pack(Value):
    """A pack of a catalog.

    Attributes:
        header: Its description of itself.
        digest: ``sha256:`` and the hex digest of its canonical content.
        distribution: The installed distribution it comes from, or None.
        version: The version of that distribution, or None.
        built: True if it was read from ``pack.json``.
        counts: (kind, number of records) pairs, in order of kind.
        held_back: The full ids of the records that a lock holds back, in order.
    """

    header: Header
    digest: str
    distribution: str | None = None
    version: str | None = None
    built: bool = False
    counts: tuple[tuple[str, int], ...] = ()
    held_back: tuple[str, ...] = ()

    def _shown(self) -> dict[str, object]:
        return {
            "id": self.id,
            "version": self.version,
            "digest": self.digest[:19],
            "records": sum(count for _, count in self.counts),
            "held_back": len(self.held_back),
        }

    @property
    def id(self) -> str:
        """The id of the pack."""
        return self.header.id


# What happens to a record after its pack: patches of other packs add, publishers withdraw.


PackId = NewType("PackId", str)
"""The id of a pack."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Added(Value):
    """The regions and languages that a record has only through patches of other packs.

    Attributes:
        regions: (region, pack) pairs: the pack that added each region.
        languages: (contact, language, pack) triples: the pack that added each language to each
            contact, by the id of the contact.
    """

    regions: tuple[tuple[str, PackId], ...] = ()
    languages: tuple[tuple[str, str, PackId], ...] = ()

    def languages_of(self, contact: str) -> dict[str, PackId]:
        """Return the pack that added each language, for one contact."""
        return {tag: pack for id, tag, pack in self.languages if id == contact}


NOTHING_ADDED = Added()
"""The additions to a record that no patch has touched."""

# Patches: additions to a record of another pack. A patch can only add.


@attrs.frozen(kw_only=True, eq=False, repr=False)
class PatchText(Value):
    """A translation that a patch adds.

    Attributes:
        language: The BCP 47 tag of its language.
        field: The field it translates, such as ``name`` or ``contacts[0].note``.
        source: The text of that field when it was translated; if the text has changed since, the
            translation is not used.
        text: The translation.
        reviewed: Whether its author thinks that it is finished. Only *review* says who read it.
        review: The review by a reader who did not write it, or None if there was none.
    """

    language: str
    field: str
    source: str
    text: str
    reviewed: bool = False
    review: Reviewed | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Patch(Value):
    """Additions to a record of another pack. A patch can only add.

    Attributes:
        target: The full id of the record.
        reason: The reason for the patch, one sentence.
        regions: Regions to add.
        languages: Languages to add to all its contacts.
        links: Links to add.
        translations: Translations to add, of texts that the record's own pack has not translated.
    """

    target: str
    reason: Text = attrs.field(metadata=LOOSE)
    regions: frozenset[RegionCode] = frozenset()
    languages: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    translations: tuple[PatchText, ...] = ()


# Withdrawals: what the publisher of a pack has taken back.


REASONS = ("changed", "wrong", "elsewhere", "closed", "unanswered", "unsafe", "content", "other")
"""Why something may be withdrawn. The core says each in its own words: those of a list could send
somebody somewhere."""

LONGEST_DETAIL = 200
"""The most characters of a detail, so that it is read in full in one message."""

LONGEST_NAME = 100
"""The most characters of who withdraws."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Withdrawal(Value):
    """A record, a contact or an edition of a pack that its publisher has taken back.

    Attributes:
        id: ``pack:record``, ``pack:record#contact``, or the id of a pack with a *digest*.
        on: The day it was withdrawn.
        by: Who withdrew it: a name or an organisation. Only ``doctor`` shows it.
        reason: Why: one of REASONS.
        detail: More about it in a sentence, for those who run the host; or None. Only ``doctor``
            shows it.
        digest: The edition of the pack that this is about, as ``sha256:`` and the hex digest of
            its canonical content; None for every edition.
        replaced_by: The id of a record to use instead, or None.
    """

    id: str
    on: date
    by: str
    reason: str
    detail: str | None = None
    digest: str | None = None
    replaced_by: str | None = None

    def sentence(self, language: str = "en") -> str:
        """Return the day and the reason in the core's own words."""
        why = fill_message(f"gone.{self.reason}", language, {})
        return fill_message("gone.said", language, {"day": str(self.on), "why": why})

    def note(self) -> str:
        """Return who withdrew it and what they wrote, on one line that can be printed."""
        written = plain(self.detail or "", LONGEST_DETAIL)
        return ": ".join(filter(None, (plain(self.by, LONGEST_NAME), written)))

    @property
    def pack(self) -> str:
        """The id of the pack."""
        return self.id.partition(":")[0]

    @property
    def record(self) -> str:
        """The local id of the record; empty for a whole edition."""
        return self.id.partition(":")[2].partition("#")[0]

    @property
    def contact(self) -> str:
        """The id of the contact; empty for a whole record."""
        return self.id.partition("#")[2]
