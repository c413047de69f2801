"""The answer to a search: hits, best first. Nothing in it repeats what somebody typed."""

from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar, cast

import attrs

from takeaction.engine.help.answer import Help
from takeaction.engine.help.need import closing_line
from takeaction.engine.reasons import Reason
from takeaction.engine.serialization import Answer, Listed
from takeaction.lazy import Lazy
from takeaction.models.record import Record
from takeaction.models.text import ShownText, Text
from takeaction.vocabulary.records import Kind

if TYPE_CHECKING:  # a search does not load the models of kinds that it does not find
    from takeaction.engine.shapes.parts import WordsData
    from takeaction.engine.shapes.search import HitData, HitsData
    from takeaction.models.action import Action
    from takeaction.models.goods import Good, Label, Rating, Vendor
    from takeaction.models.indicator import Indicator
    from takeaction.models.resource import Resource

_KindT = TypeVar("_KindT", bound=Kind)
_RecordT = TypeVar("_RecordT", bound=Record)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class KindHit(Answer["HitData[str]", "HitData[WordsData]"], Generic[_KindT, _RecordT]):
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

    record: _RecordT
    score: int
    matched: str
    caveat: Text | None = None
    languages: tuple[str, ...] = ("en",)

    def _shown(self) -> dict[str, object]:
        return {
            "id": self.record.id,
            "kind": self.kind,
            "score": self.score,
            "matched": self.matched,
        }

    @property
    def kind(self) -> _KindT:
        """The kind of the record."""
        return cast("_KindT", self.record.record_kind)

    def _json_fields(self) -> dict[str, Any]:
        record = self.record
        return {
            "id": record.id,
            "kind": self.kind,
            "name": record.label,
            "language": record.label.pick(self.languages).language,
            "score": self.score,
            "status": record.status,
            "replaced_by": record.replaced_by,
            "matched": self.matched,
            "caveat": self.caveat,
        }


if TYPE_CHECKING:
    Hit: TypeAlias = (
        KindHit[Literal[Kind.ACTION], Action]
        | KindHit[Literal[Kind.RESOURCE], Resource]
        | KindHit[Literal[Kind.INDICATOR], Indicator]
        | KindHit[Literal[Kind.VENDOR], Vendor]
        | KindHit[Literal[Kind.LABEL], Label]
        | KindHit[Literal[Kind.GOOD], Good]
        | KindHit[Literal[Kind.RATING], Rating]
    )
    """A hit of any kind: for type checkers, its kind tells the class of its record."""
else:
    Hit = KindHit
    Hit.__name__ = Hit.__qualname__ = "Hit"  # the name that people see


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Hits(Answer["HitsData[str]", "HitsData[WordsData]"], Listed[Hit]):
    """The records that match a search, best first. A slice of it is such a list.

    Attributes:
        hits: The records; may be empty.
        truncated: Whether the text was so long that only its beginning and its end were read.
        products: The kinds of goods of a brand in the text, which is all that is said of it.
        nearest: Known words that look like those typed, where there is no hit.
        notices: Notices about these hits, in the core's own words.
        is_need: Whether somebody who needs help may have written the words.
        languages: The languages of the texts, most wanted first.
    """

    _listed = "hits"

    hits: tuple[Hit, ...]
    truncated: bool = False
    products: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    notices: tuple[Reason, ...] = ()
    is_need: bool = False
    languages: tuple[str, ...] = ("en",)
    _help: Lazy[Help] = attrs.field(kw_only=True, repr=False, eq=False)

    @property
    def help(self) -> Help | None:
        """The first helplines for the place, where it may be a need; looked up on first use."""
        return self._help() if self.is_need else None

    @property
    def closing(self) -> ShownText:
        """The last line of every answer, a way to help for whoever reads it."""
        return closing_line(self._help(), self.languages)

    def _shown(self) -> dict[str, object]:
        return {"truncated": self.truncated}

    def _json_fields(self) -> dict[str, Any]:
        return {
            "hits": self.hits,
            "help": self.help,
            "is_need": self.is_need,
            "truncated": self.truncated,
            "products": self.products,
            "nearest": self.nearest,
            "notices": tuple({"code": notice.code, "text": notice.text} for notice in self.notices),
            "closing": self.closing,
        }
