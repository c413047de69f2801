"""The JSON of the answer to plain words."""

from typing import Generic, TypedDict

from takeaction.engine.shapes.actions import RecommendationsData
from takeaction.engine.shapes.help import HelpData
from takeaction.engine.shapes.parts import CodedTextData, IdentifiedTextData, T
from takeaction.engine.shapes.search import HitsData
from takeaction.engine.shapes.shopping import DestinationAdviceData, PurchaseAdviceData
from takeaction.engine.shapes.words import (
    AsksWord,
    ChildConcernedWord,
    DangerWord,
    IntentWord,
    NeedTopicWord,
    ReachWord,
    ServesWord,
    StopsWord,
)


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


class ReplyAboutData(TypedDict):
    """What is known of a need, in closed words and codes.

    Keys:
        topics: What it is about, most likely first.
        danger: What may be happening to a body right now; empty if nothing was said.
        child: Whether the one who asks is under 18, or it is about a child; null if nobody said.
        asks: Who asks; null if nobody said.
        person: Groups that the person who needs help belongs to, as they said.
        careful: Whether police, consulates or family may be a danger.
        reach: The way to be reached that they need; null for any.
        stop: The harm that they want to stop doing; null for everybody else.
        calling_from: The code of the place the call is made from, if it is another one.
        home: The code of the country that the person comes from.
        language: The language that the person has to be helped in, if somebody said so.
    """

    topics: list[NeedTopicWord]
    danger: list[DangerWord]
    child: ChildConcernedWord | None
    asks: AsksWord | None
    person: list[ServesWord]
    careful: bool
    reach: ReachWord | None
    stop: StopsWord | None
    calling_from: str | None
    home: str | None
    language: str | None


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
        about: What is known of the need; hand it on with the place that somebody adds.
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
    about: ReplyAboutData
    closing: T
