"""From the address of a page of the finder to its file, and to links that work under any prefix."""

import re
from collections.abc import Callable
from hashlib import sha256
from html import escape, unescape
from posixpath import dirname, relpath
from typing import TypeAlias
from urllib.parse import parse_qsl, urlencode

_FILES = {
    "/": "index.html",
    "/help": "place/index.html",
    "/signs": "list/index.html",
    "/signs?about=self": "list/1.html",
    "/signs?about=other": "list/2.html",
    "/actions": "ideas.html",
    "/shop": "goods.html",
    "/safety": "safety.html",
    "/about": "about.html",
    "/records": "records.html",
}
"""The file of each page. A history shows its name, so none says more than the page has to."""

ASSETS = ("finder.css", "leave.js", "finder.js", "records.js")
"""The files that the pages of all languages share, at the top of the folder."""

RECORD, PLACE = "/record/", "/help?region="
"""The beginnings of the addresses of records and places."""

_NAME_LENGTH = 12
"""Hex digits of the name of a record's file: of a million records, two would share one name in
one of 500 folders."""

_LINK = re.compile(r'(?<= )(?P<name>href|src|action)="(?P<address>[/?][^"]*)"')
"""A link inside the finder. Text of a record has no bare quotation mark: it is escaped."""

Rewrite: TypeAlias = Callable[[str], str]


def file_of(address: str) -> str:
    """Return the file of a page, as a path from the folder of its language.

    Args:
        address: The path of the page in the finder, with its query, such as ``/help?region=GB``.

    Raises:
        KeyError: A copy of the finder has no such page.
    """
    if address.startswith(RECORD):
        name = sha256(address.removeprefix(RECORD).encode()).hexdigest()[:_NAME_LENGTH]
        return f"record/{name}.html"
    if address.startswith(PLACE):
        return f"place/{address.removeprefix(PLACE)}.html"
    return _FILES[address]


def links_in(html: str) -> tuple[str, ...]:
    """Return the addresses inside the finder that a page leads to, in order, in any language."""
    links = (unescape(match["address"]) for match in _LINK.finditer(html))
    return tuple(page for page, _ in map(_page_and_language, links) if page)


def _page_and_language(link: str) -> tuple[str, str | None]:
    """Return the address of a page without the language of the link, and that language."""
    path, _, query = link.partition("?")
    fields = dict(parse_qsl(query))
    language = fields.pop("language", None)
    return (f"{path}?{urlencode(fields)}" if fields else path), language


def with_links(html: str, rewrite: Rewrite) -> str:
    """Return a page with each link inside the finder rewritten."""

    def written(match: re.Match[str]) -> str:
        return f'{match["name"]}="{escape(rewrite(unescape(match["address"])))}"'

    return _LINK.sub(written, html)


class LanguageFolders:
    """The folders of the languages: the first language is at the top, each other in its own.

    Attributes:
        languages: The languages, the first of them at the top.
    """

    def __init__(self, languages: tuple[str, ...]) -> None:
        self.languages = languages

    def path(self, address: str, language: str) -> str:
        """Return the path of a page or a shared file from the top of the folder."""
        if address.removeprefix("/") in ASSETS:
            return address.removeprefix("/")
        name = file_of(address)
        return name if language == self.languages[0] else f"{language}/{name}"

    def target(self, address: str, link: str, language: str) -> str:
        """Return the path that a link on a page leads to.

        Args:
            address: The address of the page.
            link: The link: to another page, or to the same one in another language.
            language: The language of the page.
        """
        page, wanted = _page_and_language(link)
        return self.path(page or address, wanted or language)

    def relative(self, address: str, language: str) -> Rewrite:
        """Return a function that makes the links of a page relative to its file."""
        here = dirname(self.path(address, language)) or "."
        return lambda link: relpath(self.target(address, link, language), here)
