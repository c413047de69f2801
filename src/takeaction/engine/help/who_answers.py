"""Who answers a line, and who they tell: what to know before its number, in one or two sentences.

The sentences are the core's own, made from closed words of the record.
"""

from collections.abc import Iterable

from takeaction.engine.reasons import Message, Phrase, say_together
from takeaction.models.text import ShownText, Text
from takeaction.vocabulary.contacts import Channel, SharedWith
from takeaction.vocabulary.resources import ENFORCEMENT, OperatorKind


def who_answers(
    operator: OperatorKind | None,
    shares_with: Iterable[SharedWith],
    channels: Iterable[Channel],
    language: str,
) -> ShownText:
    """Say who answers, and who they tell or that we don't know.

    Of police and immigration officers the second sentence would say nothing new, and on a page
    nobody listens.

    Args:
        operator: The kind of organisation; None if not known.
        shares_with: The bodies that may learn what a person says; empty if not known.
        channels: The ways to reach it.
        language: The language of the sentences.
    """
    sentences: list[Message] = [(f"answers.{operator or 'unknown'}", {})]
    if operator not in ENFORCEMENT and set(channels) != {Channel.WEB}:
        sentences.append(_who_they_tell(shares_with))
    return say_together(sentences, language)


def _who_they_tell(shares_with: Iterable[SharedWith]) -> Message:
    bodies = tuple(Phrase(f"body.{body}", Text(body)) for body in sorted(shares_with))
    return ("tells.some", {"bodies": bodies}) if bodies else ("tells.unknown", {})
