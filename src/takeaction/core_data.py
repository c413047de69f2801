"""The one reader of the core's own data: words, regions, zones and messages.

The files are part of the wheel and never change while a program runs, so each is read at most
once a process and kept.
"""

import json
import os
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any


@cache
def read(name: str) -> Mapping[str, Any]:
    """Read ``data/<name>.json``.

    Args:
        name: Such as ``regions`` or ``messages/en``.

    Returns:
        The object in the file, read-only at its top.

    Raises:
        FileNotFoundError: The core has no such file.
    """
    return MappingProxyType(json.loads(_bytes(f"{name}.json")))


def _bytes(name: str) -> bytes:
    """Return a file of ``data/``; what imported this module mostly reads files as well."""
    get_data = getattr(__spec__ and __spec__.loader, "get_data", None)
    if get_data is not None:
        found: bytes = get_data(os.path.join(os.path.dirname(__file__), "data", name))
        return found
    from importlib_resources import files

    return files("takeaction").joinpath("data", name).read_bytes()


@cache
def zones() -> frozenset[str]:
    """Return the names of the IANA time zones that a pack may use."""
    return frozenset(read("zones")["zones"])


LANGUAGES = ("en", "es", "fr")
"""The languages that the core's own texts are in; English is what the others were made from."""


@cache
def messages(language: str) -> Mapping[str, str | Mapping[str, str]]:
    """Return the core's own texts in one of LANGUAGES.

    A text that counts something is a mapping: ``of`` names the slot that is counted, ``one`` and
    ``other`` are its two forms.
    """
    return read(f"messages/{language}")


def is_reviewed(code: str, language: str, english: str | None = None) -> bool:
    """Tell whether a named person has read a translation of the English text as it is now.

    Args:
        code: Which text, such as ``skill.match``.
        language: One of LANGUAGES.
        english: The English text of what is no message; None for a message.
    """
    if language == "en":
        return True
    review = read("reviews")["reviews"][language].get(code)
    return review is not None and review["source"] == (english or messages("en")[code])


def language_of(languages: Iterable[str]) -> str:
    """Return the first of *languages* that the core's own texts are in, else English.

    ``es`` also serves ``es-MX``.
    """
    wishes = (wish.partition("-")[0] for wish in languages)
    return next((wish for wish in wishes if wish in LANGUAGES), "en")
