"""What a pack says about itself."""

import attrs

from takeaction.models.record import RegionCode
from takeaction.models.text import Text
from takeaction.value import Value


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Header(Value):
    """The keys at the top level of ``pack.toml``.

    Attributes:
        id: Id of the pack, the same as the name of its entry point.
        title: What it is called.
        publisher: Who answers for it.
        licence: SPDX name of the licence of its content.
        schema: Version of this format, 1.
        summary: What is in it, one or two sentences.
        caveat: What must stand beside each of its indicators: that no sign is proof.
        regions: Where it is of use.
        languages: Languages that it has texts in.
        source_language: The language that its records are written in.
        requires: Ids of packs that it is of little use without.
        contact: Where to report a mistake in it: an ``https`` address, or None.
    """

    id: str
    title: Text
    publisher: str
    licence: str
    schema: int
    summary: Text | None = None
    caveat: Text | None = None
    regions: frozenset[RegionCode] = frozenset({RegionCode("001")})
    languages: frozenset[str] = frozenset({"en"})
    source_language: str = "en"
    requires: tuple[str, ...] = ()
    contact: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Pack(Value):
    """A pack of a catalog.

    Attributes:
        header: What it says about itself.
        digest: ``sha256:`` and the hex digest of its canonical content.
        distribution: The installed distribution it came from, or None.
        version: The version of that distribution, or None.
        built: Whether it was read from ``pack.json``.
        counts: (kind, number of records) pairs, in order of kind.
    """

    header: Header
    digest: str
    distribution: str | None = None
    version: str | None = None
    built: bool = False
    counts: tuple[tuple[str, int], ...] = ()

    @property
    def id(self) -> str:
        """Its id."""
        return self.header.id
