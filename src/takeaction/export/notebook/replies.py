"""The view of an answer to plain words."""

from collections.abc import Iterator

import attrs

from takeaction.engine.ask.ask import Reply
from takeaction.export.notebook import contacts, goods, records
from takeaction.export.notebook.markup import Markup, element, joined, listed
from takeaction.export.notebook.reader import Reader
from takeaction.views.actions import idea_blocks
from takeaction.views.html import as_html

_LINES = 3
"""The helplines to show; the answer has them all."""


def reply_view(reply: Reply) -> tuple[Reader, Markup]:
    """Show the sentences, help first for a need, the answer, and the last line."""
    reader = Reader(reply.languages)
    question = reply.question
    view = joined(
        contacts.danger(reply.help.emergency, reader) if reply.topics else None,
        contacts.sentences(reply.messages, reader),
        contacts.lines_view(reply.help[:_LINES], reader) if reply.topics else None,
        *_answers(reply),
        listed("ul", [reader.text(sign.text) for sign in reply.signs]),
        element("p", reader.sentence(question.text)) if question else None,
        element("p", reader.sentence(reply.closing)),
    )
    return reader, view


def _answers(reply: Reply) -> Iterator[Markup]:
    """Yield the views of the answers to the question that was understood."""
    if reply.recommendations is not None:
        ideas = idea_blocks(reply.recommendations)
        short = (attrs.evolve(idea, blocks=idea.blocks[:2]) for idea in ideas)
        yield Markup(as_html(short, language=reply.languages[0], has_headings=False))
    if reply.purchase is not None:
        yield goods.purchase_view(reply.purchase)[1]
    if reply.destination is not None:
        yield goods.destination_view(reply.destination)[1]
    if reply.hits is not None:
        yield records.hits_view(reply.hits)[1]
