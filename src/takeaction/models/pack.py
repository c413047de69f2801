"""A pack of a catalog, and the header that describes it."""

import attrs

from takeaction.models.record import RegionCode
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
