"""The JSON of the answer to plain words."""

from typing import Generic, TypedDict

from takeaction.engine.shapes.actions import RecommendationsData
from takeaction.engine.shapes.help import HelpData
from takeaction.engine.shapes.parts import CodedTextData, IdentifiedTextData, T
from takeaction.engine.shapes.search import HitsData
from takeaction.engine.shapes.shopping import DestinationAdviceData, PurchaseAdviceData
from takeaction.engine.shapes.words import IntentWord, NeedTopicWord


class TextSlotData(TypedDict):
    """A fact that a text says, as a code and its position; never its words.

    Keys:
        field: The kind of fact: ``region``, ``asker_region``, ``home``, ``minutes``, ``role``,
            ``skills``, ``goods`` or ``language``.
        value: The code of a place or a language, the id of a word, or minutes.
        start: The index of its first character in the text.
        end: The index after its last character.
    """

    field: str
    value: str | int
    start: int
    end: int


class NextQuestionData(TypedDict, Generic[T]):
    """A question back, which nobody has to answer.

    Keys:
        id: The stable id, such as ``where``.
        text: The question.
        options: Answers to choose from; empty where any answer will do.
    """

    id: str
    text: T
    options: list[IdentifiedTextData[T]]


class ReplyData(TypedDict, Generic[T]):
    """The answer of ``ask``. Nothing in it repeats what was typed.

    Keys:
        intent: The likely wish of the writer.
        topics: The topics of a need, most likely first, at most three; empty without one.
        danger: Whether somebody may be hurt right now.
        writer_child: Whether the writer says that they are under 18.
        concerns_child: Whether a child is spoken of.
        truncated: Whether only the beginning and the end of a long text were read.
        messages: The library's own sentences to show first, in order.
        slots: The facts that the text says.
        help: Help for the first topic and the place.
        signs: Signs to confirm, at most eight; none of them is ticked.
        recommendations: What the writer can do, where they ask for that; else null.
        purchase: What is known of the goods, where the text is about buying; else null.
        destination: What is known of the country, where the text is about a journey; else null.
        hits: Records that have the words, where the text asks for knowledge; else null.
        question: A question back, or null.
        closing: The last line of every answer: a way to help.
    """

    intent: IntentWord
    topics: list[NeedTopicWord]
    danger: bool
    writer_child: bool
    concerns_child: bool
    truncated: bool
    messages: list[CodedTextData[T]]
    slots: list[TextSlotData]
    help: HelpData[T]
    signs: list[IdentifiedTextData[T]]
    recommendations: RecommendationsData[T] | None
    purchase: PurchaseAdviceData[T] | None
    destination: DestinationAdviceData[T] | None
    hits: HitsData[T] | None
    question: NextQuestionData[T] | None
    closing: T
