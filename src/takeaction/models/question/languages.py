"""Languages of a question: tags, names of languages, and what a browser sends."""

import re
from collections.abc import Iterable
from functools import partial
from itertools import islice, takewhile

from takeaction.errors import QueryError, refused
from takeaction.models.question.arguments import MAX_CHARACTERS, as_words, check_text
from takeaction.value import Value
from takeaction.vocabulary.language import accepted_languages, as_tag, may_be_spoken
from takeaction.vocabulary.words import Several

MAX_LANGUAGES = 50
"""The most languages of one answer: browsers send at most a dozen."""

_TAG = r"[a-z]{2,8}(-[a-z0-9]{1,8})*"

_SCRIPT_OR_COUNTRY = r"[a-z]{4}|[a-z]{2}|[0-9]{3}"
"""The subtags that packs use. Anything can be written into others, and an answer has the tag."""


_SCRIPT_LETTERS, _COUNTRY_LETTERS = 4, 2
"""Lengths of the subtags that BCP 47 writes as ``Hant`` and as ``TW``."""


def as_language(value: str, field: str) -> str:
    """Read a language: ``ES_mx`` becomes ``es-MX``; ``spa`` and ``Spanish`` become ``es``.

    Returns:
        The language, with its script and its country; other subtags are dropped.

    Raises:
        QueryError: It does not have the form of a BCP 47 tag.
    """
    tag = as_tag(check_text(value, field))
    if not re.fullmatch(_TAG, tag):
        raise refused(f"query.{field}", "tag", field)
    first, *subtags = tag.split("-")
    used = takewhile(partial(re.fullmatch, _SCRIPT_OR_COUNTRY), subtags)
    return "-".join([first, *map(_in_usual_case, used)])


def _in_usual_case(subtag: str) -> str:
    """Return a subtag in the case of BCP 47: ``Hant`` for a script, ``TW`` for a country."""
    if len(subtag) == _SCRIPT_LETTERS:
        return subtag.title()
    return subtag.upper() if len(subtag) == _COUNTRY_LETTERS else subtag


def as_spoken_language(value: str, field: str) -> str:
    """Read a language that somebody has to speak, so it has to exist.

    Raises:
        QueryError: No language has this tag or name.
    """
    tag = as_language(value, field)
    if not may_be_spoken(tag):
        raise refused(f"query.{field}", "spoken", field)
    return tag


def as_languages(values: Several[str], field: str) -> tuple[str, ...]:
    """Read languages in order of preference.

    Raises:
        QueryError: One does not have the form of a BCP 47 tag, or *values* is a single text.
    """
    if isinstance(values, str):
        raise refused("query.words", "languages", field)
    return tuple(as_language(value, field) for value in as_words(values, field, MAX_LANGUAGES))


def read_languages(
    languages: Several[str] | str | None, default: tuple[str, ...] = ("en",)
) -> tuple[str, ...]:
    """Read the languages that a function answers in, the most wanted first.

    Args:
        languages: BCP 47 tags; or one text, which is read as an Accept-Language value, so that a
            web app can pass on what a browser sends; or None.
        default: The languages of the question, for None and for a text that names none.

    Raises:
        QueryError: A list contains something without the form of a BCP 47 tag.
    """
    if languages is None:
        return default
    if isinstance(languages, str):
        return _languages_in_header(languages) or default
    return as_languages(languages, "languages")


def _languages_in_header(header: str) -> tuple[str, ...]:
    """Return the languages of an Accept-Language value; nobody is refused for a malformed one.

    The browser writes it, not the person who asks. Of a hostile one only the beginning is read.
    """
    tags: dict[str, None] = {}
    for written in accepted_languages(header[:MAX_CHARACTERS]):
        try:
            tags[as_language(written, "languages")] = None
        except QueryError:
            continue
    return tuple(islice(tags, MAX_LANGUAGES))


def spoken_language(languages: Iterable[str]) -> str | None:
    """Return the first of the reader's languages that somebody can speak, or None."""
    return next(filter(may_be_spoken, languages), None)


def languages_of(question: object) -> tuple[str, ...]:
    """Return the languages that a question names; empty if it names none, or is no question."""
    if not isinstance(question, Value):
        return ()
    language = getattr(question, "language", None)
    return (language,) if language else getattr(question, "languages", ())
