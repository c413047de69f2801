"""Answers to somebody's own words and to signs as blocks: danger, what follows, who to turn to.

Somebody who asks for themselves reads no points. What is no sign is explained first, without a word
of danger.
"""

from collections.abc import Iterator

from takeaction.core_data import language_of
from takeaction.engine.ask.ask import HELPED, NextQuestion, Reply
from takeaction.engine.help.answer import MOST_LINES, Help
from takeaction.engine.reasons import SlotValue, say
from takeaction.engine.signs.answer import Assessment, Counted
from takeaction.models.text import ShownText
from takeaction.views.actions import recommendations_blocks
from takeaction.views.blocks import (
    Block,
    Blocks,
    Heading,
    Items,
    Paragraph,
    Prose,
    Question,
    Tone,
    folded,
    items,
    paragraphs,
    titled,
)
from takeaction.views.goods import destination_blocks, purchase_blocks
from takeaction.views.help import (
    above,
    closing,
    danger,
    human_sentence,
    lines_blocks,
    notices,
    sentences,
)
from takeaction.views.records import found_blocks
from takeaction.vocabulary.needs import Intent
from takeaction.vocabulary.signs import PointsTo

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
    language = language_of(reply.languages)
    if signs := items(sign.text.shown(reply.languages) for sign in reply.signs):
        blocks += [Heading(say("label.seen_signs", language)), *signs]
    has_more = len(blocks) > len(first)
    question = reply.question
    if question and not is_of_lines(question):
        blocks.append(Question(question.id, question.text, question.options))
    is_said = is_helped(reply) and (reply.help or not has_more)  # a line, or the danger
    if has_closing and not is_said:
        blocks.append(closing(reply.help, reply.closing))
    return tuple(blocks)


def is_helped(reply: Reply) -> bool:
    """Tell whether help comes first in an answer."""
    return reply.intent in HELPED or bool(reply.topics)


def is_of_lines(question: NextQuestion) -> bool:
    """Tell whether a question stands by the lines, since its answer brings others.

    Which of some places is meant stands above them; below them, so that a number is in sight, the
    country whose consulate may help.
    """
    return question.id == "home" or _is_which(question)


def _is_which(question: NextQuestion) -> bool:
    return question.id == "where" and bool(question.options)


def most_lines(reply: Reply) -> int:
    """Return the lines in sight: one where nothing tells that somebody needs it."""
    if reply.intent in _ONE_LINE and not reply.topics:
        return 1
    # Signs to confirm are below: a second line stays if it serves too, often somebody like them.
    is_served_twice = any(not line.is_general for line in reply.help[1:2])
    return 1 + is_served_twice if reply.signs else MOST_LINES


def _first(reply: Reply, most: int) -> Iterator[Block]:
    """Yield what comes first: for a need danger and lines, with the sentences above them."""
    if not is_helped(reply):
        danger_of = reply.destination or reply.recommendations
        if danger_of is not None:
            yield danger(danger_of.help.emergency)
        elif reply.purchase is not None:
            yield danger(reply.help.emergency)
        yield from map(human_sentence, reply.messages)
        return
    yield danger(reply.help.emergency)
    yield from map(human_sentence, reply.messages)
    question = reply.question
    if question and _is_which(question):
        yield Question(question.id, question.text, question.options)
    yield from above(reply.help)
    yield from lines_blocks(reply.help, most=most)
    if question and question.id == "home":
        yield Question(question.id, question.text, question.options)
    asks_part = question is not None and question.id == "part"
    yield from notices(reply.help, "help.parts" if asks_part else "", most=most)


def _answers(reply: Reply) -> Iterator[Block]:
    """Yield the answer of the question that was understood; its danger comes above all."""
    if reply.recommendations is not None:
        ideas, languages = reply.recommendations, reply.languages
        yield from recommendations_blocks(ideas, languages, has_danger=False, has_closing=False)
    if reply.purchase is not None:
        yield from purchase_blocks(reply.purchase, is_whole=False)
    if reply.destination is not None:
        yield from destination_blocks(reply.destination)[1:]
    if reply.hits:
        yield from found_blocks(reply.hits[:_MOST_HITS], most_lines=0)


# An answer about signs.


_LINES, _LINES_FOR_ONESELF = 1, 2
"""The helplines in sight: what to do is below them. Whoever needs help has the next to try too."""

_NO_SIGN = "that-is-not-a-sign"
"""The step that an answer starts with: not even the emergency number is above it."""

_EMERGENCY = "call-emergency"
"""The step that is left out of the list: the danger line says the same."""

_FOR_ONESELF = "use-a-safe-phone"
"""A step of everybody who asks for themselves, and of nobody else."""

_OTHER_HELP = "other-help"
"""The step that says the same as the sentence about other harm."""

_IN_SIGHT = ("caveat.only_police", "caveat.no_helpline", "caveat.age", "caveat.now")
"""The caveats that are not folded: who answers, and what would make the concern graver."""


def assessment_blocks(assessment: Assessment, *, has_summary: bool = True) -> Blocks:
    """Return an answer about signs.

    Args:
        assessment: The answer.
        has_summary: Whether it says what follows from the signs; a page has that as its heading.
    """
    language, help_ = assessment.language, assessment.help
    steps = {step.id: step.text for step in assessment.steps if step.id != _EMERGENCY}
    no_sign = steps.pop(_NO_SIGN) if assessment.steps[0].id == _NO_SIGN else None
    summary = [assessment.summary] if has_summary and not no_sign else []
    open_, folded_ = _caveats(assessment)
    other = assessment.other_help if _OTHER_HELP not in steps else None
    bill = any(way.may_show_on_bill for way in help_.ways)
    aside = tuple((sign.text, " ", sign.why) for sign in assessment.set_aside)
    return (
        *([Paragraph((no_sign,), Tone.LEAD)] if no_sign else _danger_and_sentences(help_)),
        *paragraphs(summary, Tone.LEAD),
        *lines_blocks(help_, most=_LINES_FOR_ONESELF if _FOR_ONESELF in steps else _LINES),
        *paragraphs([say("label.bill", language)] if bill else [], Tone.CARE),
        *titled("label.what_to_do", language, items(steps.values(), is_ordered=True)),
        *paragraphs([other] if other else []),
        *paragraphs(open_, Tone.CARE),
        *folded("label.why_level", language, _reasons(assessment)),
        *folded("label.not_counted", language, [Items(aside)] if aside else []),
        *folded("label.about", language, items(folded_)),
        *folded("label.might_think", language, _questions(assessment)),
        Paragraph((assessment.disclaimer,)),
    )


def _danger_and_sentences(help_: Help) -> Iterator[Block]:
    yield danger(help_.emergency)
    yield from sentences(help_)


def _caveats(assessment: Assessment) -> tuple[list[ShownText], list[ShownText]]:
    """Return the caveats in sight, and those that are folded."""
    in_sight: list[ShownText] = []
    others: list[ShownText] = []
    for caveat in assessment.caveats:
        (in_sight if caveat.code.startswith(_IN_SIGHT) else others).append(caveat.text)
    return in_sight, others


def _reasons(assessment: Assessment) -> Iterator[Block]:
    """Yield what the signs can go with, then each sign that counts, with its grade."""
    language, signs = assessment.language, assessment.reasons
    kinds = tuple(
        say(f"points.{kind}", language)
        for kind in assessment.types
        if kind is not PointsTo.UNSPECIFIED
    )
    if signs and kinds:
        yield Paragraph((say("label.goes_with", language, {"kinds": kinds}),))
    if not signs:
        return
    yield Items(tuple(_reason(sign, language) for sign in signs))
    if not signs[0].own:
        parts = tuple(
            say(
                "label.element",
                language,
                {
                    "element": say(f"element.{element}", language),
                    "presence": say(f"presence.{presence}", language),
                },
            )
            for element, presence in assessment.elements.items()
        )
        yield Paragraph((say("label.so", language, {"parts": parts}),), Tone.QUIET)


def _reason(sign: Counted, language: str) -> Prose:
    if sign.own:
        return (sign.text,)
    slots: dict[str, SlotValue] = {
        "element": say(f"element.{sign.indicator.element}", language),
        "grade": say(f"grade.{sign.grade}", language),
        "basis": say(f"basis.{sign.basis}", language),
        "points": f"{sign.points:+}",
    }
    return (sign.text, " ", say("label.graded", language, slots))


def _questions(assessment: Assessment) -> Iterator[Block]:
    """Yield facts that would help; in danger no question holds anybody up."""
    if assessment.next_questions and not assessment.urgent:
        yield Paragraph((say("label.think", assessment.language),), Tone.CARE)
        yield from items(question.text for question in assessment.next_questions)
