"""The answer to a search: hits, best first. Nothing in it repeats what somebody typed."""

from typing import TYPE_CHECKING, Generic, Literal, TypeAlias, TypeVar, cast

import attrs

from takeaction.engine.help.answer import Help
from takeaction.engine.help.need import closing_line
from takeaction.engine.reasons import CodedText, Reason, coded
from takeaction.engine.serialization import Answer, Listed, OfRecord
from takeaction.lazy import Lazy
from takeaction.models.record import Record
from takeaction.models.text import ShownText, Text
from takeaction.vocabulary.records import Kind

if TYPE_CHECKING:  # a search does not load the models of kinds that it does not find
    from takeaction.engine.json_types import HitData, HitsData, WordsData
    from takeaction.models.action import Action
    from takeaction.models.goods import Good, Label, Rating, Vendor
    from takeaction.models.indicator import Indicator
    from takeaction.models.resource import Resource

_KindT = TypeVar("_KindT", bound=Kind)
_RecordT = TypeVar("_RecordT", bound=Record)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class KindHit(OfRecord["HitData[str]", "HitData[WordsData]"], Generic[_KindT, _RecordT]):
    """A record that matches a search. Nothing in it repeats the words that were typed.

    Attributes:
        record: The record.
        score: The quality of the match, higher first; comparable within one search only.
        matched: The field that matches best, such as ``name`` or ``people_say``; ``contacts`` for
            a telephone number, and ``need`` for help that comes first.
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

    _record = "record"
    _json_names = (
        *("record.id", "kind", "record.label as name", "_language as language", "score"),
        *("record.status", "record.replaced_by", "matched", "caveat"),
    )


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
    """The records that match some words, best first: the answer of ``search``.

    A slice of it is such a list.

    Attributes:
        hits: The records that match, best first; may be empty.
        truncated: Whether the text was so long that only its beginning and its end were read.
        products: The kinds of goods of a brand in the text, which is all that is said of it.
        nearest: Known words that look like those typed, where there is no hit.
        notices: Notices about these hits, in the library's own words.
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
        """The first helplines for the place, where it may be a need; else None."""
        return self._help() if self.is_need else None

    @property
    def closing(self) -> ShownText:
        """The last line of every answer, a way to help, for any reader."""
        return closing_line(self._help(), self.languages)

    def _shown(self) -> dict[str, object]:
        return {"truncated": self.truncated}

    @property
    def _notices(self) -> tuple[CodedText, ...]:
        """Notices about these hits, in order."""
        return coded(self.notices)

    _json_names = (
        *("hits", "help", "is_need", "truncated", "products", "nearest", "_notices as notices"),
        "closing",
    )
