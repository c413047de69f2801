"""Helplines as a page shows them: name, who answers, the number to tap, and its source."""

from collections.abc import Iterable
from typing import Any

from takeaction.engine.help.answer import Help
from takeaction.engine.reasons import say
from takeaction.models.region import place_label
from takeaction.models.text import ShownText, Words, direction
from takeaction.views.help import MOST_LINES, above, danger, human_sentence, lines_blocks, notices
from takeaction.vocabulary.words import fold
from takeaction.web.visit import Place, Visit

_OFFERED = "help.parts"
"""The notice that a page says with a button for each part."""


def help_values(visit: Visit, help_: Help, *, in_sight: int = MOST_LINES) -> dict[str, Any]:
    """Return danger, the sentences below it, the lines and the notices of an answer, as HTML.

    Args:
        visit: The visit.
        help_: The help.
        in_sight: The lines in sight, from 1; the others open with a click.
    """
    is_live = visit.moment is not None
    return {
        "danger": visit.html([danger(help_.emergency)]),
        "human": visit.html(map(human_sentence, help_.human)),
        "lines": visit.html([*above(help_), *lines_blocks(help_, most=in_sight, is_live=is_live)]),
        "notices": visit.html(notices(help_, _OFFERED)),
        "parts": _parts(visit, help_),
        "which_part": text_view(say("ask.part", visit.first_language)),
    }


def _parts(visit: Visit, help_: Help) -> list[Place]:
    """Return the parts of the place that have more lines, by name."""
    named = [(code, place_label(code).pick([visit.texts.language]).text) for code in help_.parts]
    return sorted(named, key=lambda place: fold(place[1]))


def text_view(text: ShownText) -> dict[str, Any]:
    """Return a sentence of the library, with its source where that is shown beneath."""
    words = text.words
    has_source = str(text) != words.text
    view = plain_view(words.text, words.language)
    return {**view, "source": words.source} if has_source else view


def words_view(words: Words) -> dict[str, Any]:
    """Return a text with its language, and its source where that stands beneath it."""
    return text_view(ShownText(str(words), words))


def plain_view(text: str, language: str) -> dict[str, Any]:
    """Return a text with its language and its direction."""
    return {"text": text, "language": language, "dir": direction(language), "source": None}


def words_views(texts: Iterable[Words]) -> list[dict[str, Any]]:
    """Return several texts."""
    return [words_view(text) for text in texts]
