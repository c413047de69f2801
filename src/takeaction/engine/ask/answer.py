"""The answer to plain words. Nothing in it repeats what somebody typed."""

from typing import TYPE_CHECKING, Any

import attrs

from takeaction.engine.ask.next_question import NextQuestion
from takeaction.engine.ask.slots.text_slot import TextSlot
from takeaction.engine.help.answer import Help
from takeaction.engine.ranking.answer import Recommendations
from takeaction.engine.reasons import Reason
from takeaction.engine.search.answer import Hits
from takeaction.engine.serialization import Answer
from takeaction.engine.shopping.answer import PurchaseAdvice
from takeaction.engine.shopping.destination import DestinationAdvice
from takeaction.models.indicator import Indicator
from takeaction.models.question.about import About
from takeaction.models.text import ShownText
from takeaction.vocabulary.needs import Intent, NeedTopic

if TYPE_CHECKING:
    from takeaction.engine.shapes.parts import WordsData
    from takeaction.engine.shapes.plain_words import ReplyData


HELPED = frozenset({Intent.NEED_SELF, Intent.NEED_OTHER, Intent.FIND_LINE, Intent.REPORT})
HELPED |= {Intent.OTHER_HARM, Intent.UNKNOWN, Intent.SIGNS}
"""The intents answered with help first: words that were not understood may be a need too."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Reply(Answer["ReplyData[str]", "ReplyData[WordsData]"]):
    """The answer to plain words, with help first where somebody may need it.

    It is a guess from words and says nothing about a person: no verdict, and no probability.

    Attributes:
        intent: What the writer seems to want.
        topics: The topics of a need, most likely first, at most three; empty without one.
        danger: Whether somebody may be hurt right now.
        writer_child: Whether the writer says that they are under 18.
        concerns_child: Whether a child is spoken of.
        truncated: Whether the text was so long that only its beginning and its end were read.
        messages: The core's own sentences to show first, in order.
        slots: Facts that the text says: codes and numbers, and their positions in it.
        help: Help for the first topic and the place, with the emergency notice; never empty where
            a pack has any line.
        signs: Signs to confirm, at most eight; none of them is ticked.
        recommendations: What the writer can do, where they ask for that; else None.
        purchase: What is known of the goods, where the text is about buying; else None.
        destination: What is known of the country, where the text is about a journey; else None.
        hits: Records that have the words, where the text asks for knowledge or was not understood.
        question: A question back, which nobody has to answer; or None.
        about: What is known of the need, in closed words: hand it to ``find_help`` or ``ask`` with
            the place that somebody adds afterwards.
        closing: The last line of every answer: a way to help, for whoever reads it.
        languages: The languages of the texts, most wanted first.
    """

    intent: Intent
    topics: tuple[NeedTopic, ...]
    danger: bool
    writer_child: bool
    concerns_child: bool
    truncated: bool
    messages: tuple[Reason, ...]
    slots: tuple[TextSlot, ...]
    help: Help
    signs: tuple[Indicator, ...]
    recommendations: Recommendations | None
    purchase: PurchaseAdvice | None
    destination: DestinationAdvice | None
    hits: Hits | None
    question: NextQuestion | None
    about: About
    closing: ShownText
    languages: tuple[str, ...] = ("en",)

    def __repr__(self) -> str:
        return f"Reply(intent={self.intent.value!r}, …)"

    def _json_fields(self) -> dict[str, Any]:
        """Return the values of its JSON by their keys."""
        heard = ("intent", "topics", "danger", "writer_child", "concerns_child", "truncated")
        answers = ("recommendations", "purchase", "destination", "hits", "question", "closing")
        return {
            **{name: getattr(self, name) for name in heard},
            "messages": tuple({"code": each.code, "text": each.text} for each in self.messages),
            "slots": self.slots,
            "help": self.help,
            "signs": tuple({"id": sign.id, "text": sign.text} for sign in self.signs),
            **{name: getattr(self, name) for name in answers},
            "about": self.about,
        }
