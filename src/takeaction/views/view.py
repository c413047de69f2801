"""The view of an answer or a record: the blocks that every writer takes."""

from collections.abc import Callable, Mapping
from typing import Any

from takeaction.core_data import language_of
from takeaction.engine.ask.ask import Reply
from takeaction.engine.help.answer import Help, HelpLine, Referral
from takeaction.engine.help.emergency import Emergency
from takeaction.engine.planning.answer import LeftOut, Plan, Planned
from takeaction.engine.ranking.answer import Notice, Recommendation, Recommendations, Stretch
from takeaction.engine.ranking.why_not import WhyNot
from takeaction.engine.search.answer import Hits, KindHit
from takeaction.engine.shopping.answer import PurchaseAdvice
from takeaction.engine.shopping.destination import DestinationAdvice
from takeaction.engine.signs.answer import Assessment
from takeaction.models.record import Record
from takeaction.views import actions, records
from takeaction.views import help as helplines
from takeaction.views.blocks import Blocks
from takeaction.views.goods import destination_blocks, purchase_blocks
from takeaction.views.html import notebook_html
from takeaction.views.reply import assessment_blocks, reply_blocks

_VIEWS: Mapping[type[Any], Callable[[Any], Blocks]] = {
    Assessment: assessment_blocks,
    DestinationAdvice: destination_blocks,
    PurchaseAdvice: purchase_blocks,
    Reply: reply_blocks,
    Hits: records.hits_blocks,
    KindHit: records.hit_alone_blocks,
    Record: records.record_blocks,
    Recommendations: actions.recommendations_blocks,
    Recommendation: actions.recommendation_blocks,
    Notice: actions.notice_blocks,
    Stretch: lambda near: (actions.stretch_block(near),),
    WhyNot: actions.why_not_blocks,
    Plan: actions.plan_blocks,
    Planned: lambda item: (actions.planned_block(item),),
    LeftOut: actions.left_out_blocks,
    Emergency: helplines.emergency_blocks,
    Help: helplines.help_blocks,
    HelpLine: lambda line: (helplines.line_block(line),),
    Referral: lambda way: (helplines.line_block(HelpLine(ways=(way,))),),
}


def view(answer: object) -> Blocks:
    """Return an answer, a part of one or a record as blocks, in the order in which to read them.

    Danger comes first, and who answers before the number. Nothing that somebody typed is in them.

    Args:
        answer: What a question function returns, a member of it, or a record of a catalog.

    Returns:
        The blocks, for ``as_text``, ``as_html``, ``as_markdown`` and ``as_messages``.

    Raises:
        TypeError: *answer* is something else.
    """
    make = _view_of(answer)
    if make is None:
        raise TypeError(f"There is no view of {type(answer).__name__}: give an answer or a record.")
    return make(answer)


def html_of(value: object) -> str | None:
    """Return an answer or a record as HTML for a notebook; None for a smaller part."""
    make = _view_of(value)
    return None if make is None else notebook_html(make(value), language_of_answer(value))


def _view_of(value: object) -> Callable[[Any], Blocks] | None:
    return _VIEWS.get(Record if isinstance(value, Record) else type(value))


def language_of_answer(answer: Any) -> str:  # noqa: ANN401 - any answer
    """Return the language of the library's own words in an answer."""
    languages = getattr(answer, "languages", None)
    if isinstance(answer, (Recommendations, Plan)):
        languages = actions.languages_of(answer)
    elif languages is None and isinstance(answer, Notice):
        languages = (answer.text.words.language,)
    if disclaimer := getattr(answer, "disclaimer", None):
        languages = (disclaimer.words.language,)
    if languages is None and isinstance(answer, Help):
        first = [line.languages for line in answer[:1]]
        languages = next(iter(first), tuple(notice.language for notice in answer.notices[:1]))
    return language_of(languages or ("en",))
