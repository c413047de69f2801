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


LANGUAGES = ("en",)
"""The languages that the core's own texts are in."""


@cache
def messages(language: str) -> Mapping[str, str]:
    """Return the core's own texts in one of LANGUAGES."""
    return read(f"messages/{language}")


def language_of(languages: Iterable[str]) -> str:
    """Return the first of *languages* that the core's own texts are in, else English."""
    return next((language for language in languages if language in LANGUAGES), "en")
