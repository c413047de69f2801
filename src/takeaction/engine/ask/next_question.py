"""The next question: one thing to ask, where the answer would be better with it; never proof."""

from typing import TYPE_CHECKING, Any

import attrs

from takeaction.engine.ask.slots.text_slot import TextSlot, first
from takeaction.engine.reasons import say
from takeaction.engine.serialization import Answer
from takeaction.models.region import place_label
from takeaction.models.text import ShownText
from takeaction.vocabulary.needs import Intent

if TYPE_CHECKING:
    from takeaction.engine.shapes.parts import WordsData
    from takeaction.engine.shapes.plain_words import NextQuestionData

_HELP = frozenset({Intent.NEED_SELF, Intent.NEED_OTHER, Intent.FIND_LINE, Intent.REPORT})
_WANTS = ("need", "signs", "act", "purchase")
"""The ids of what somebody may want, where nothing was understood."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class NextQuestion(Answer["NextQuestionData[str]", "NextQuestionData[WordsData]"]):
    """A question back, which nobody has to answer.

    Attributes:
        id: ``where``, ``part``, ``minutes``, ``goods``, ``destination`` or ``what``.
        text: The question.
        options: Answers to choose from, each an id and a text; empty where any answer will do.
            Those of ``part`` are codes of places, in lower case as all ids.
    """

    id: str
    text: ShownText
    options: tuple[tuple[str, ShownText], ...] = ()

    def _json_fields(self) -> dict[str, Any]:
        """Return the values of its JSON by their keys."""
        options = tuple({"id": id, "text": text} for id, text in self.options)
        return {"id": self.id, "text": self.text, "options": options}


def next_question(
    intent: Intent,
    slots: tuple[TextSlot, ...],
    language: str,
    *,
    has_region: bool,
    parts: tuple[str, ...] = (),
) -> NextQuestion | None:
    """Return the question whose answer would help most, or None.

    Args:
        intent: What the writer wants.
        slots: What the text says already.
        language: The language of the question.
        has_region: Whether the place is known.
        parts: The codes of the parts of the place that have more helplines.
    """
    id = _id(intent, slots, has_region=has_region)
    if id is None and parts and intent in _HELP:
        options = tuple((part.lower(), place_label(part).shown((language,))) for part in parts)
        return NextQuestion(id="part", text=say("ask.part", language), options=options)
    if id is None:
        return None
    wants = _WANTS if id == "what" else ()
    options = tuple((want, say(f"ask.{want}", language)) for want in wants)
    return NextQuestion(id=id, text=say(f"ask.{id}", language), options=options)


def _id(intent: Intent, slots: tuple[TextSlot, ...], *, has_region: bool) -> str | None:
    if intent is Intent.UNKNOWN:
        return "what"
    if intent is Intent.TRAVEL and not has_region:
        return "destination"
    if intent in _HELP and not has_region:
        return "where"
    if intent is Intent.ACT and first(slots, "minutes") is None:
        return "minutes"
    if intent is Intent.PURCHASE and first(slots, "goods") is None:
        return "goods"
    return None
