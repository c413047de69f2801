"""The answer to plain words as blocks: help first where somebody may need it, then the rest."""

from collections.abc import Iterator

from takeaction.engine.ask.ask import HELPED, Reply
from takeaction.engine.reasons import say
from takeaction.views.actions import recommendations_blocks
from takeaction.views.blocks import (
    Block,
    Blocks,
    Heading,
    Question,
    items,
    own_language,
)
from takeaction.views.goods import destination_blocks, purchase_blocks
from takeaction.views.help import (
    MOST_LINES,
    above,
    closing,
    danger,
    human_sentence,
    lines_blocks,
    notices,
)
from takeaction.views.records import found_blocks
from takeaction.vocabulary.needs import Intent

_MOST_HITS = 5

_ONE_LINE = frozenset({Intent.UNKNOWN, Intent.SIGNS})
"""What is answered with one helpline, where nothing tells that somebody needs it."""


def reply_blocks(reply: Reply, *, most: int | None = None, has_closing: bool = True) -> Blocks:
    """Return an answer: danger and help first for a need, the answer, and a way to help.

    Args:
        reply: The answer.
        most: The lines in sight; None for as many as fit how sure it is that somebody needs one.
        has_closing: Whether a way to help comes last, where no line is the last that is read.
    """
    first = tuple(_first(reply, most_lines(reply) if most is None else most))
    blocks = [*first, *_answers(reply)]
    language = own_language(reply.languages)
    if signs := items(sign.text.shown(reply.languages) for sign in reply.signs):
        blocks += [Heading(say("label.seen_signs", language)), *signs]
    has_more = len(blocks) > len(first)
    if question := reply.question:
        blocks.append(Question(question.id, question.text, question.options))
    is_said = is_helped(reply) and (reply.help or not has_more)  # a line, or the danger
    if has_closing and not is_said:
        blocks.append(closing(reply.help, reply.closing))
    return tuple(blocks)


def is_helped(reply: Reply) -> bool:
    """Tell whether help comes first in an answer."""
    return reply.intent in HELPED or bool(reply.topics)


def most_lines(reply: Reply) -> int:
    """Return the lines in sight: one where nothing tells that somebody needs it."""
    is_unsure = reply.intent in _ONE_LINE and not reply.topics
    return 1 if is_unsure or reply.signs else MOST_LINES


def _first(reply: Reply, most: int) -> Iterator[Block]:
    """Yield what comes first: for a need danger and lines, with the sentences above them."""
    if not is_helped(reply):
        danger_of = reply.destination or reply.recommendations
        if danger_of is not None:
            yield danger(danger_of.help.emergency)
        yield from map(human_sentence, reply.messages)
        return
    yield danger(reply.help.emergency)
    yield from map(human_sentence, reply.messages)
    yield from above(reply.help)
    yield from lines_blocks(reply.help, most=most)
    yield from notices(reply.help)


def _answers(reply: Reply) -> Iterator[Block]:
    """Yield the answer of the question that was understood; its danger comes above all."""
    if reply.recommendations is not None:
        ideas, languages = reply.recommendations, reply.languages
        yield from recommendations_blocks(ideas, languages, has_danger=False, has_closing=False)
    if reply.purchase is not None:
        yield from purchase_blocks(reply.purchase)
    if reply.destination is not None:
        yield from destination_blocks(reply.destination)[1:]
    if reply.hits:
        yield from found_blocks(reply.hits[:_MOST_HITS], most_lines=0)
