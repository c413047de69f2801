"""All files of the widget, by path: the same records and day give the same bytes."""

import json
import os
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from takeaction.catalog import Catalog
from takeaction.core_data import first_language_of
from takeaction.engine.help.answer import Help, HelpLine, Referral
from takeaction.engine.help.need import capitalised, how_to_use
from takeaction.engine.help.referral import find_help
from takeaction.export.selection import MANIFEST, manifest_of, source_of
from takeaction.models.question.queries import HelpQuery
from takeaction.models.text import Words, direction
from takeaction.views.contact_lines import labelled_hours, marked_text
from takeaction.views.help import line_block
from takeaction.web.settings import PageTexts

SCRIPT = "take-action.js"
"""The one file of the widget itself; all others are its data."""

_DAYS = 30
"""The days after which the data says that it is old: a weekly export has failed four times."""


def widget_files(
    catalog: Catalog,
    *,
    made: date,
    regions: tuple[str, ...] = (),
    languages: tuple[str, ...] = ("en", "es", "fr"),
) -> Mapping[str, bytes]:
    """Return the script of the widget and its data.

    Args:
        catalog: The records.
        made: The day of the export.
        regions: The codes of the places; none for all that have help, and the world.
        languages: The languages of the texts, the first where a page is in none of them.

    Returns:
        The bytes of each file by its path, in order of path.
    """
    codes = regions or tuple(sorted({place for place, _ in catalog.coverage().pairs}))
    files = {f"places/{code}.json": _json(place_help(catalog, code, languages)) for code in codes}
    index = {
        **source_of(catalog, made),
        "check_again_by": (made + timedelta(days=_DAYS)).isoformat(),
        "languages": languages,
        "places": codes,
    }
    files |= {"index.json": _json(index), SCRIPT: _script()}
    files[MANIFEST] = manifest_of(catalog, files, kind="widget", made=made)
    return dict(sorted(files.items()))


def _script() -> bytes:
    path = os.path.join(os.path.dirname(__file__), "assets", SCRIPT)
    with open(path, "rb") as file:  # our own
        return file.read()


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


# Help for a place as plain data: the words, numbers and dates that the widget shows.


_LABELS = {
    "title": "help.title",
    "more": "widget.more",
    "know": "widget.know",
    "finder": "widget.finder",
    "old": "widget.old",
    "made": "widget.made",
}
"""The widget's own words, by the codes of the texts of the pages."""


def place_help(catalog: Catalog, place: str, languages: tuple[str, ...]) -> dict[str, Any]:
    """Return the help of a place in each language.

    The lines are those of ``find_help`` for no moment, in its order: a widget is read later,
    so it says when a line is open and not whether it is.

    Args:
        catalog: The records.
        place: The code of the place.
        languages: The languages of the texts.
    """
    query = HelpQuery(place)
    answers = {language: find_help(catalog, query, languages=(language,)) for language in languages}
    return {
        "place": place,
        "languages": {language: _answer(help_, language) for language, help_ in answers.items()},
    }


def _answer(help_: Help, language: str) -> dict[str, Any]:
    emergency = help_.emergency
    return {
        "labels": _labels(language),
        "danger": {**_words(emergency.text.words), "dial": emergency.dial},
        "lines": [_line(line) for line in help_],
        "notices": [_words(notice.text.words) for notice in help_.notices],
    }


def _labels(language: str) -> dict[str, Any]:
    """Return the widget's own words, in a language of the pages."""
    texts = PageTexts((language,), {})
    labels = {name: texts(code, day="{day}", count="{count}") for name, code in _LABELS.items()}
    return {**labels, "language": texts.language, "dir": direction(texts.language)}


def _line(line: HelpLine) -> dict[str, Any]:
    """Return a line of help; who answers comes before its numbers."""
    resource, languages = line.resource, line.languages
    source = resource.source
    return {
        "id": resource.id,
        "name": _words(line.name.words),
        "is_enforcement": line.is_enforcement,
        "who": _words(line.who.words),
        "only_for": resource.only_for and marked_text(resource.only_for, languages),
        "warning": resource.warning and _words(resource.warning.pick(languages)),
        "ways": [_way(way) for way in line.ways],
        "evidence": line_block(line).evidence,
        "source": {"title": source.title, "url": source.url},
    }


def _way(referral: Referral) -> dict[str, Any]:
    contact = referral.contact
    language = first_language_of(referral.languages)
    return {
        "text": capitalised(how_to_use(contact, referral.languages, referral.text_language)),
        "language": language,
        "dir": direction(language),
        "channel": str(contact.channel),
        "dial": contact.dial,
        "display": contact.display,
        "url": contact.url,
        "email": contact.email,
        "times": capitalised(labelled_hours(contact, referral.languages)),
    }


def _words(words: Words) -> dict[str, Any]:
    return {
        "text": words.text,
        "language": words.language,
        "dir": direction(words.language),
        "source": words.source,
    }
