"""The JSON of the answer to a search."""

from typing import Generic, TypedDict

from takeaction.engine.shapes.help import HelpData
from takeaction.engine.shapes.parts import CodedTextData, T
from takeaction.engine.shapes.words import KindWord, StatusWord


class HitData(TypedDict, Generic[T]):
    """A record that matches a search. Nothing in it repeats the words that were typed.

    Keys:
        id: The id of the record.
        kind: The kind of the record.
        name: Its name, its title or the text of a sign.
        language: The language of the name as shown.
        score: The quality of the match, higher first; comparable within one search only.
        status: Whether its subject still exists.
        replaced_by: The id of the record to use instead, or null.
        matched: The field that matches best, such as ``name``; ``need`` for help that comes first.
        caveat: For a sign, the sentence that it is no proof; show it wherever the sign is. Else
            null.
    """

    id: str
    kind: KindWord
    name: T
    language: str
    score: int
    status: StatusWord
    replaced_by: str | None
    matched: str
    caveat: T | None


class HitsData(TypedDict, Generic[T]):
    """The answer of ``search``.

    Keys:
        hits: The records that match, best first; may be empty.
        help: The first helplines for the place, where the words may be of somebody in need; else
            null.
        is_need: Whether the words may be of somebody in need.
        truncated: Whether only the beginning and the end of a long text were read.
        products: The kinds of goods of a brand in the text, which is all that is said of it.
        nearest: Known words that look like those typed, where there is no hit.
        notices: Notices about these hits, in order.
        closing: The last line of every answer: a way to help.
    """

    hits: list[HitData[T]]
    help: HelpData[T] | None
    is_need: bool
    truncated: bool
    products: list[str]
    nearest: list[str]
    notices: list[CodedTextData[T]]
    closing: T
