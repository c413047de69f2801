"""What all records have in common."""

from typing import ClassVar, NewType

import attrs

from takeaction.models.source import Source, Verified
from takeaction.models.text import Text
from takeaction.value import Value
from takeaction.vocabulary import Kind, Status

RecordId = NewType("RecordId", str)
"""The full id of a record, ``pack:local``; a pack may write the local id for its own."""

WordId = NewType("WordId", str)
"""The id of an open word, bare for the core's, ``pack:local`` for a pack's."""

RegionCode = NewType("RegionCode", str)
"""A code of ``models.region``; a pack may write ``UK`` for ``GB`` and ``*`` for ``001``."""


NOT_VERIFIED = Verified()
"""Nobody has made sure."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Link(Value):
    """An address to open.

    Attributes:
        title: What is there.
        url: Its ``https`` address.
    """

    title: Text
    url: str


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Record(Value):
    """What all records have in common.

    Attributes:
        id: ``pack:local``, never reused for anything else.
        source: Where it comes from.
        regions: Where it holds; ``001`` is the whole world.
        topics: What it is about.
        status: Whether what it tells of is still there.
        replaced_by: The record to turn to in its place, or None.
        aliases: Former local ids, which still find it.
        also_known_as: Other names, only searched, never shown.
        note: What else a reader should know, or None.
        verified: Who made sure of it.
        record_kind: What it is: the kind of its class.
    """

    record_kind: ClassVar[Kind]
    id: RecordId
    source: Source
    regions: frozenset[RegionCode] = frozenset({RegionCode("001")})
    topics: frozenset[WordId] = frozenset()
    status: Status = Status.ACTIVE
    replaced_by: RecordId | None = None
    aliases: tuple[str, ...] = ()
    also_known_as: tuple[str, ...] = ()
    note: Text | None = None
    verified: Verified = NOT_VERIFIED

    @property
    def pack(self) -> str:
        """The id of the pack that it is from."""
        return self.id.partition(":")[0]

    @property
    def local_id(self) -> str:
        """Its id inside its pack."""
        return self.id.partition(":")[2]

    @property
    def label(self) -> Text:
        """Its name, which is the title of an action, the text of an indicator, else the name."""
        raise TypeError("Each kind of record says which field is its name.")
