"""The answer to a search: hits, best first. Nothing in it repeats what somebody typed."""

from collections.abc import Sequence
from typing import Any, overload

import attrs

from takeaction.engine.help.answer import Help
from takeaction.engine.reasons import Reason
from takeaction.lazy import Lazy
from takeaction.models.record import Record
from takeaction.models.text import Text
from takeaction.value import Value
from takeaction.vocabulary.records import Kind


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Hit(Value):
    """A record that matches a search.

    Attributes:
        record: The record.
        score: The quality of the match, higher first; comparable within one search only.
        matched: The field that matches best, such as ``name`` or ``people_say``; ``need`` for
            help that comes first because the words are those of somebody in need. Never the words
            themselves.
        caveat: For a sign, the sentence that it is no proof, to be shown wherever the sign is;
            None for other records.
        languages: The languages of its texts, most wanted first.
    """

    record: Record
    score: int
    matched: str
    caveat: Text | None = None
    languages: tuple[str, ...] = ("en",)

    @property
    def kind(self) -> Kind:
        """The kind of the record."""
        return self.record.record_kind

    def as_json(self) -> dict[str, Any]:
        """Return the hit as plain data."""
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


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Hits(Value, Sequence[Hit]):
    """The records that match a search, best first.

    Attributes:
        hits: The records; may be empty.
        truncated: Whether the text was so long that only its beginning and its end were read.
        products: The kinds of goods of a brand in the text, which is all that is said of it.
        nearest: Known words that look like those typed, where there is no hit.
        notices: Notices about these hits, in the core's own words.
        help: The first lines for the place, for whoever reads this in need or beside somebody in
            need; looked up on first use.
    """

    hits: tuple[Hit, ...]
    truncated: bool = False
    products: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    notices: tuple[Reason, ...] = ()
    _help: Lazy[Help] = attrs.field(kw_only=True, repr=False, eq=False)

    @property
    def help(self) -> Help:
        """The first lines for the place, and the emergency notice."""
        return self._help()

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> "Hits": ...
    def __getitem__(self, index: int | slice) -> "Hit | Hits":
        if isinstance(index, slice):
            return attrs.evolve(self, hits=self.hits[index])
        return self.hits[index]

    def __len__(self) -> int:
        return len(self.hits)

    def as_json(self) -> dict[str, Any]:
        """Return the hits as plain data."""
        return {
            "hits": [hit.as_json() for hit in self.hits],
            "help": self.help.as_json(),
            "truncated": self.truncated,
            "products": list(self.products),
            "nearest": list(self.nearest),
            "notices": [{"code": notice.code, "text": notice.text} for notice in self.notices],
        }
