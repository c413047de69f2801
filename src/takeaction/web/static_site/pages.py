"""The finder as a folder of files: lists to choose from, where the live finder has forms.

The pages, the list of all records, one edition of a day, the file and the links of each page, and
all files by path.
"""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time
from functools import partial
from html import escape, unescape
from posixpath import dirname, relpath
from typing import Any, cast
from urllib.parse import parse_qs, parse_qsl, urlencode

import attrs

from takeaction.catalog import Catalog
from takeaction.core_data import format_number
from takeaction.engine.reasons import say
from takeaction.engine.search.fields import places_of_record
from takeaction.engine.signs.weighing import askable_signs, checklist_signs
from takeaction.export.selection import MANIFEST, manifest_of
from takeaction.models.record import Record, page_name
from takeaction.models.region import WORLD, part_name, region
from takeaction.vocabulary.records import Observer, Status
from takeaction.vocabulary.signs import Person
from takeaction.vocabulary.words import fold
from takeaction.web.exchange import one
from takeaction.web.handling import PAGES
from takeaction.web.pages.about import RECORD, about_page, record_at, record_page
from takeaction.web.pages.answers import help_page
from takeaction.web.pages.home import countries, home_values, problem_page
from takeaction.web.settings import Site, replaced_texts
from takeaction.web.static_site.runtime import FOLDER, Runtime, runtime_settings
from takeaction.web.visit import Page, Visit, render

_FEW = 12
"""The places that a list shows at once; more open with a click."""

_SIGNS = 60
"""The signs of a list, as many as the checklist of the live finder shows."""

_Row = tuple[str, str, str]

ChosenPlaces = tuple[str, ...]
"""The codes of the places that somebody chose to export, in order; empty for all with help."""


def page_at(path: str, visit: Visit, chosen: ChosenPlaces) -> Page:
    """Return a page.

    Args:
        path: Its path in the finder.
        visit: The visit; its fields are those of the address.
        chosen: The places to list.

    Raises:
        KeyError: A folder has no such page.
    """
    record = record_at(visit.catalog, path)
    if record is not None:
        return record_page(visit, record)
    if path == PATH:
        return catalogue_page(visit)
    own = _PAGES.get(path)
    return own(visit, chosen) if own else cast("Page", _LIVE[path].page(visit))


def first_addresses(catalog: Catalog, chosen: ChosenPlaces) -> tuple[str, ...]:
    """Return the addresses of the pages to begin with; their links lead to all others."""
    codes = chosen or sorted({place for place, _ in catalog.coverage().pairs})
    of_places = [f"{PLACE}{code}" for code in codes if code != WORLD]
    return (*_LIVE, "/signs?about=self", "/signs?about=other", *of_places)


def _home(visit: Visit, chosen: ChosenPlaces) -> Page:
    known = _listed(visit, chosen)
    values = {**home_values(visit), "places": known, "is_short": len(known) <= _FEW}
    return Page(template="home.html", values=values)


def _help(visit: Visit, chosen: ChosenPlaces) -> Page:
    page = help_page(visit)
    if visit.region == WORLD:
        known = _listed(visit, chosen)
        values = {"places": known, "is_short": len(known) <= _FEW}
    else:
        name = _name(visit.region, visit)
        values = {"place": name, "places": [], "is_short": True}
    return attrs.evolve(page, values={**page.values, **values})


def _listed(visit: Visit, chosen: ChosenPlaces) -> list[tuple[str, str]]:
    """Return the places to choose from, each with its name."""
    known = [(code, _name(code, visit)) for code in chosen] if chosen else countries(visit)
    return [place for place in known if place[0] != WORLD]


def _name(code: str, visit: Visit) -> str:
    """Return the name of a place; that of a part of a country is known in English alone."""
    return part_name(code) or region(code).label.pick([visit.texts.language]).text


def _signs(visit: Visit, _: ChosenPlaces) -> Page:
    """List the signs to read, in the order in which the checklist asks; it gives no result."""
    about = one(visit.fields, "about")
    is_self = about == "self"
    observer = Observer.SELF if is_self else Observer.BYSTANDER
    signs = checklist_signs(askable_signs(visit.catalog, observer, Person.UNKNOWN))
    texts = [
        visit.sourced(sign.wording(about_self=is_self).shown(visit.languages))
        for sign in signs[:_SIGNS]
    ]
    values = {**home_values(visit), "about": about, "signs": texts if about else []}
    return Page(template="signs.html", values=values)


def _ideas(visit: Visit, _: ChosenPlaces) -> Page:
    return _names(visit, "actions.title", "site.ideas_hint", {"actions": ""})


def _goods(visit: Visit, _: ChosenPlaces) -> Page:
    kinds = {kind: visit.texts(f"site.{kind}") for kind in ("labels", "vendors", "goods")}
    return _names(visit, "shop.title", "site.goods_hint", kinds)


def _names(visit: Visit, title: str, hint: str, kinds: Mapping[str, str]) -> Page:
    """List the names of records, by kind with its title; a kind without one is left out."""
    lists = []
    for kind, name in kinds.items():
        links = [
            (visit.record_link(record.id), str(record.label.pick(visit.languages)))
            for record in getattr(visit.catalog, kind).values()
        ]
        lists.append((name, sorted(links, key=lambda link: (link[1].casefold(), link[0]))))
    values = {"title": title, "hint": hint, "lists": [part for part in lists if part[1]]}
    return Page(template="names.html", values=values, leaves=False)


def _about(visit: Visit, chosen: ChosenPlaces) -> Page:
    """Say where the answers come from; of all places with a line, link those that have a page."""
    page = about_page(visit)
    if not chosen:
        return page
    pages = {visit.help_link(code) for code in chosen}
    listed = [row for row in cast("list[_Row]", page.values["with_lines"]) if row[2] in pages]
    return attrs.evolve(page, values={**page.values, "with_lines": listed})


_LIVE = {path: page for path, page in PAGES.items() if page.file}
"""The pages of the live finder that a folder has, by path."""

_PAGES: Mapping[str, Callable[[Visit, ChosenPlaces], Page]] = {
    "/": _home,
    "/help": _help,
    "/signs": _signs,
    "/actions": _ideas,
    "/shop": _goods,
    "/about": _about,
}
"""The pages that differ from those of the live finder."""

# The catalogue: one page that lists every record by kind, and is searched in the page itself.


PATH = "/records"
"""The address of the page."""

_KINDS = (
    ("resources", "site.lines"),
    ("indicators", "site.signs"),
    ("actions", "actions.title"),
    ("goods", "site.goods"),
    ("labels", "site.labels"),
    ("vendors", "site.vendors"),
    ("ratings", "site.ratings"),
)
"""The kinds of records in the order of the page, each with the text of its title."""

_FEW_RECORDS = 3
"""The most places to name beside a record; with more it is found by its name."""


def catalogue_page(visit: Visit) -> Page:
    """List every record with its places, and with a search that a script does in the page."""
    texts, lists = visit.texts, []
    for kind, title in _KINDS:
        records = sorted(getattr(visit.catalog, kind).values(), key=partial(_sort_key, visit))
        rows = [_row(visit, record) for record in records]
        lists.append((texts(title), format_number(len(rows), texts.language), rows))
    values = {
        "heading": texts("site.records"),
        "lists": [part for part in lists if part[2]],
        "found": texts("site.found", count="{count}"),
    }
    return Page(template="records.html", values=values)


def _sort_key(visit: Visit, record: Record) -> tuple[str, str]:
    return fold(record.label.pick(visit.languages).text), record.id


def _row(visit: Visit, record: Record) -> dict[str, Any]:
    """Return the address of a record, its name, its places, and whether it is gone."""
    is_gone = record.status is Status.RETIRED
    return {
        "href": visit.record_link(record.id),
        "name": visit.text(record.label.shown(visit.languages)),
        "places": ", ".join(_places(visit, record)),
        "gone": say("label.retired", visit.texts.language) if is_gone else "",
    }


def _places(visit: Visit, record: Record) -> list[str]:
    codes = sorted(code for code in places_of_record(record) if code != WORLD)
    if len(codes) > _FEW_RECORDS:
        return []
    language = visit.texts.language
    return [part_name(code) or region(code).label.pick([language]).text for code in codes]


def records_without_page(
    catalog: Catalog, languages: tuple[str, ...], paths: Iterable[str]
) -> list[str]:
    """Return the ids of the records that lack a page in one of the languages.

    Args:
        catalog: The records.
        languages: The languages of the pages.
        paths: The paths of all files.
    """
    first, known = languages[0], frozenset(paths)
    return [
        record.id
        for record in catalog
        if not {path_of(f"{RECORD}{page_name(record.id)}", tag, first) for tag in languages}
        <= known
    ]


# One edition of the static finder: its settings, and its pages as HTML.


_TEMPLATES = os.path.join(os.path.dirname(__file__), "templates")
_MEGABYTE = 1_000_000
_FOUND = 200

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'"
)
_BOX_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self' 'wasm-unsafe-eval'; "
    "worker-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)
"""The policies of a page; ``frame-ancestors`` has no effect in a page, only in a header."""

_OWN_TEXTS = {"page.no_contact": "site.no_contact", "way.signs_hint": "site.signs_way"}
"""The texts that differ from those of the live finder, and their replacements."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Edition:
    """A static finder of one day.

    Attributes:
        catalog: The records.
        site: The settings of the host. Its languages are those of the pages; its own templates
            are not used.
        made: The day it is made, which every page shows.
        regions: The codes of the places to have a page, in order; none for all that have help.
        runtime: The Python of the question box; None for pages alone.
        has_catalogue: Whether every record gets a page, and the first page leads to a list of all.
    """

    catalog: Catalog
    site: Site
    made: date
    regions: tuple[str, ...] = ()
    runtime: Runtime | None = None
    has_catalogue: bool = False

    def write(self, address: str, language: str) -> str:
        """Write a page as HTML, with the links of the live finder.

        Args:
            address: The address of the page: its path, and its query if it has one.
            language: The language of the page.

        Raises:
            KeyError: A folder has no such page.
        """
        path, _, query = address.partition("?")
        fields = {name: tuple(values) for name, values in parse_qs(query).items()}
        visit = self._visit(fields, language, path)
        return self._html(visit, page_at(path, visit, self.regions))

    def write_missing(self, language: str) -> str:
        """Write the page for an address that is not there."""
        visit = self._visit({}, language)
        return self._html(visit, problem_page(visit, 404))

    def _visit(self, fields: Mapping[str, tuple[str, ...]], language: str, path: str = "") -> Visit:
        return Visit(
            catalog=self.catalog,
            site=attrs.evolve(self.site, texts=self._texts(), templates=_TEMPLATES),
            root="",
            fields=fields,
            languages=(language,),
            at=datetime.combine(self.made, time(), UTC),
            path=path.removeprefix("/"),
            is_read_later=True,
        )

    def _texts(self) -> dict[str, Mapping[str, str]]:
        """Return the texts of the host, before ours for a page that is no live one."""
        ours = replaced_texts(self.site.languages, _OWN_TEXTS)
        return {tag: texts | dict(self.site.texts.get(tag, {})) for tag, texts in ours.items()}

    def _html(self, visit: Visit, page: Page) -> str:
        size = None if self.runtime is None else -(-self.runtime.size // _MEGABYTE)
        values = {
            **page.values,
            "made": self.made.isoformat(),
            "policy": _BOX_POLICY if self.runtime else _POLICY,
            "megabytes": size,
            "is_found": page.status == _FOUND,
            "has_catalogue": self.has_catalogue,
        }
        return render(visit, attrs.evolve(page, values=values)).decode("utf-8")


# From the address of a page of the finder to its file, and to links that work under any prefix.


_FILES = {
    **{path: page.file for path, page in _LIVE.items()},
    "/signs?about=self": "list/1.html",
    "/signs?about=other": "list/2.html",
    PATH: "records.html",
}
"""The file of each page. A history shows its name, so none says more than the page has to."""

ASSETS = ("finder.css", "leave.js", "finder.js", "records.js")
"""The files that the pages of all languages share, at the top of the folder."""

PLACE = "/help?region="
"""The beginning of the address of a place."""

_LINK = re.compile(r'(?<= )(?P<name>href|src|action)="(?P<address>[/?][^"]*)"')
"""A link inside the finder. Text of a record has no bare quotation mark: it is escaped."""


def file_of(address: str) -> str:
    """Return the file of a page, as a path from the folder of its language.

    Args:
        address: The path of the page in the finder, with its query, such as ``/help?region=GB``.

    Raises:
        KeyError: A copy of the finder has no such page.
    """
    if address.startswith(RECORD):
        return f"{address.removeprefix('/')}.html"
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


def with_links(html: str, rewrite: Callable[[str], str]) -> str:
    """Return a page with each link inside the finder rewritten."""

    def written(match: re.Match[str]) -> str:
        return f'{match["name"]}="{escape(rewrite(unescape(match["address"])))}"'

    return _LINK.sub(written, html)


def path_of(address: str, language: str, first: str) -> str:
    """Return the path of a page or a shared file from the top of the folder.

    Args:
        address: The address of the page.
        language: The language of the page.
        first: The language at the top of the folder; each other has a folder of its own.
    """
    if address.removeprefix("/") in ASSETS:
        return address.removeprefix("/")
    name = file_of(address)
    return name if language == first else f"{language}/{name}"


def _target(address: str, language: str, first: str, link: str) -> str:
    """Return the path that a link on a page leads to: another page, or another language."""
    page, wanted = _page_and_language(link)
    return path_of(page or address, wanted or language, first)


def _relative(address: str, language: str, first: str, link: str) -> str:
    """Return a link on a page as a path from the file of that page."""
    here = dirname(path_of(address, language, first)) or "."
    return relpath(_target(address, language, first, link), here)


# All files of the static finder, by path: the same records and day give the same bytes.


_STATIC = os.path.join(os.path.dirname(os.path.dirname(__file__)), "static")
_OWN = os.path.join(os.path.dirname(__file__), "assets")


def static_finder(edition: Edition, *, base: str | None = None) -> Mapping[str, bytes]:
    """Return the files of a static finder.

    Its pages are made by the functions and templates of the live finder. Referrals are those of
    ``find_help`` for no moment: a page that is read later says when a line is open.

    Args:
        edition: The records, the settings of the host and the day.
        base: The path under which it is published, such as ``/help/``, for the page of an address
            that is not there; None for no such page.

    Returns:
        The bytes of each file by its path, in order of path; ``export.json`` has their digests.
    """
    first, runtime = edition.site.languages[0], edition.runtime
    files = {name: _read(_STATIC, name) for name in ("finder.css", "leave.js")}
    for language in edition.site.languages:
        files |= _pages(edition, language)
    if base is not None:  # a server gives this page out at any depth, so its links are absolute
        html = with_links(
            edition.write_missing(first), lambda link: f"{base}{_target('/', first, first, link)}"
        )
        files["404.html"] = html.encode("utf-8")
    if edition.has_catalogue:
        files["records.js"] = _read(_OWN, "records.js")
    if runtime is not None:
        files |= _box(edition, runtime)
    files[MANIFEST] = manifest_of(edition.catalog, files, kind="site", made=edition.made)
    return dict(sorted(files.items()))


def _box(edition: Edition, runtime: Runtime) -> dict[str, bytes]:
    """Return the files of the question box: a small script, and the files it loads on request."""
    files = {f"{FOLDER}/{name}": content for name, content in runtime.files.items()}
    settings = runtime_settings(runtime, edition.catalog, edition.site)
    return {
        **files,
        f"{FOLDER}/settings.json": settings,
        f"{FOLDER}/worker.js": _read(_OWN, "worker.js"),
        "finder.js": _read(_OWN, "finder.js"),
    }


def _pages(edition: Edition, language: str) -> dict[str, bytes]:
    """Return the pages of a language: those to begin with, and all that their links lead to."""
    addresses = list(first_addresses(edition.catalog, edition.regions))
    known, files, first = set(addresses), {}, edition.site.languages[0]
    for address in addresses:  # it grows meanwhile
        html = edition.write(address, language)
        pages = [link for link in links_in(html) if not link.endswith((".css", ".js"))]
        addresses += [link for link in dict.fromkeys(pages) if link not in known]
        known.update(pages)
        rewrite = partial(_relative, address, language, first)
        files[path_of(address, language, first)] = with_links(html, rewrite).encode("utf-8")
    return files


def _read(folder: str, name: str) -> bytes:
    with open(os.path.join(folder, name), "rb") as file:  # one of ours, by name
        return file.read()
