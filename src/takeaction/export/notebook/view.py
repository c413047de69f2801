"""The view of an answer or a record: the one entry for notebooks."""

from collections.abc import Callable, Mapping
from typing import Any

from takeaction.engine.help.answer import Help, HelpLine, Referral
from takeaction.engine.help.emergency import Emergency
from takeaction.engine.search.answer import Hits, KindHit
from takeaction.export.notebook import contacts, records
from takeaction.export.notebook.markup import Markup, element
from takeaction.export.notebook.reader import Reader
from takeaction.export.notebook.style import STYLE
from takeaction.models.record import Record
from takeaction.models.text import direction
from takeaction.views.view import html_of as blocks_html

_VIEWS: Mapping[type[Any], Callable[[Any], tuple[Reader, Markup]]] = {
    Emergency: contacts.emergency_view,
    Help: contacts.help_view,
    HelpLine: contacts.line_view,
    Hits: records.hits_view,
    KindHit: records.hit_view,
    Record: records.record_view,
    Referral: contacts.referral_view,
}


def html_of(value: object) -> str | None:
    """Return an answer or a record as HTML; None for a smaller part, which shows its ``repr``.

    Returns:
        One element with its own style: no script, no address that is loaded, no fixed colour. The
        language and the direction of every text are marked.
    """
    view = _VIEWS.get(Record if isinstance(value, Record) else type(value))
    if view is None:
        return blocks_html(value)
    reader, contents = view(value)
    style = element("style", Markup(STYLE))
    return element(
        "div",
        style,
        "\n",
        contents,
        class_="takeaction",
        lang=reader.language,
        dir=direction(reader.language),
    )
