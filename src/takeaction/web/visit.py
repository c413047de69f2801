"""One visit, from the reader's wishes to a page, and the page as HTML.

A visit has the catalog, the reader's languages and place, and links from the mount. Every text of a
pack is escaped in a page.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, cached_property, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

import attrs

from takeaction.catalog import Catalog
from takeaction.core_data import (
    FIRST_LANGUAGES,
    first_language_of,
    is_reviewed,
    language_of,
)
from takeaction.errors import QueryError
from takeaction.models.record import page_name
from takeaction.models.region import WORLD, find_region
from takeaction.models.text import ShownText, direction
from takeaction.views.blocks import Block, Entry
from takeaction.views.contact_lines import day_in_words, language_name
from takeaction.views.html import Markup, as_html, escaped, text_html
from takeaction.web.exchange import one
from takeaction.web.poster.fitting import Poster
from takeaction.web.settings import PageTexts, Site

FormFields = Mapping[str, tuple[str, ...]]

Place = tuple[str, str]
"""The code of a place and its name."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Visit:
    """A visit: the catalog, the reader's wishes and the moment.

    Attributes:
        catalog: The records.
        site: The settings of the host.
        root: The path of the mount point.
        fields: The fields of the query or of the form.
        languages: The reader's languages, best first.
        at: The moment of the visit, or the moment at which the page is made.
        path: The path of this page from the mount point, for a link to it in another language;
            that of the first page where only a form leads here.
        chosen_language: The language that the reader chose, which every link goes on with; None
            where the browser decides.
        is_read_later: Whether the page is a file: then it says when a line is open, and not
            whether it is.
    """

    catalog: Catalog
    site: Site
    root: str
    fields: FormFields
    languages: tuple[str, ...]
    at: datetime
    path: str = ""
    chosen_language: str | None = None
    is_read_later: bool = False

    @property
    def moment(self) -> datetime | None:
        """The moment to say what is open; None for a page that is read later."""
        return None if self.is_read_later else self.at

    @cached_property
    def texts(self) -> PageTexts:
        """The texts of the pages in the reader's language."""
        return PageTexts(self.languages, self.site.texts)

    @property
    def region(self) -> str:
        """The place that the reader chose; the world if they chose none."""
        return one(self.fields, "region") or WORLD

    @property
    def first_language(self) -> str:
        """The language of danger, who answers and how to reach them."""
        return first_language_of(self.languages)

    def link(self, path: str) -> str:
        """Return the address of a page or a file of ours, as a path from the root of the host."""
        is_file = path.endswith((".css", ".js"))
        return self._address(path, {} if is_file else {"language": self.chosen_language})

    def html(self, blocks: Iterable[Block], beside: Callable[[Entry], str] | None = None) -> Markup:
        """Write blocks for this page, with links to the records.

        Args:
            blocks: The blocks.
            beside: A function that returns what comes at the end of an entry, as ready HTML.
        """
        language = self.texts.language
        return as_html(blocks, language=language, lead_to=self.record_link, beside=beside)

    def record_link(self, id: str) -> str:
        """Return the address of the page of a record, whose name says nothing."""
        return self.link(f"record/{page_name(id)}")

    def text(self, text: ShownText) -> Markup:
        """Write one text for this page, without its original."""
        return text_html(text, self.texts.language)[0]

    def original(self, text: ShownText) -> Markup:
        """Write the original of a translation that nobody has reviewed; empty for other texts."""
        return text_html(text, self.texts.language)[1]

    def sourced(self, text: ShownText) -> Markup:
        """Write one text for this page, with its original beneath it."""
        return Markup("".join(text_html(text, self.texts.language)))

    def help_link(self, place: str) -> str:
        """Return the address of the lines of a place."""
        return self._address("help", {"language": self.chosen_language, "region": place})

    def language_link(self, language: str) -> str:
        """Return the address of this page in another language, with the place that was chosen."""
        place = known_region(self.region) if self.path else None
        return self._address(self.path, {"language": language, "region": place})

    def _address(self, path: str, fields: Mapping[str, str | None]) -> str:
        named = {name: value for name, value in fields.items() if value}
        return f"{self.root}/{path}?{urlencode(named)}" if named else f"{self.root}/{path}"

    def in_languages(self, languages: tuple[str, ...]) -> "Visit":
        """Return the visit of somebody who turned out to read other languages first."""
        if languages == self.languages:
            return self
        return attrs.evolve(self, languages=languages, chosen_language=languages[0])


def known_region(text: str) -> str | None:
    """Return the code of a place that somebody chose; None for the world and for no place."""
    try:
        code = find_region(text).code
    except QueryError:
        return None
    return None if code == WORLD else code


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Page:
    """A page before it is written.

    Attributes:
        template: The name of its template.
        values: What the template shows.
        status: The HTTP status.
        leaves: Whether it has quick exit: pages for shopping and actions have none.
        visit: The visit in other languages, for an answer in those of the words that were typed;
            None for the visit as it came.
    """

    template: str
    values: Mapping[str, object]
    status: int = 200
    leaves: bool = True
    visit: Visit | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Download:
    """A file to keep, with a name that says nothing about its reader.

    Attributes:
        body: Its bytes.
        kind: Its media type.
        name: Its file name.
    """

    body: bytes
    kind: str
    name: str


_Answering = TypeVar("_Answering", bound=Callable[[Visit], Page | Download])


@attrs.frozen(kw_only=True)
class Route:
    """What is at an address.

    Attributes:
        page: The function that makes the page.
        file: Its file in the static finder, which has no other pages. A history shows its name, so
            none says more than the page has to.
        way: Its place among the ways to start on the first page, from 1; 0 for none.
        is_quick: Whether it asks no question, so that it is written in less than a ms.
    """

    page: Callable[[Visit], Page | Download]
    file: str = ""
    way: int = 0
    is_quick: bool = False


ROUTES: dict[tuple[str, str], Route] = {}
"""The pages by method and path: each module in ``pages`` adds its own with ``route``."""


def route(
    path: str, *methods: str, file: str = "", way: int = 0, is_quick: bool = False
) -> Callable[[_Answering], _Answering]:
    """Put the page that a function makes at an address, for GET if no methods are named."""

    def added(page: _Answering) -> _Answering:
        entry = Route(page=page, file=file, way=way, is_quick=is_quick)
        ROUTES.update(dict.fromkeys(((method, path) for method in methods or ("GET",)), entry))
        return page

    return added


# A page as HTML.


if TYPE_CHECKING:
    from jinja2 import Environment


_TONGUES = {"en": "English", "es": "Español", "fr": "Français", **FIRST_LANGUAGES}
"""The names of languages in themselves; others are named in the language of the page."""

_CHECKED = "emergency.number"
"""The sentence whose review counts for its language: somebody begins with danger."""


@cache
def _templates(own: str | None) -> "Environment":
    """Return the templates, the host's own first; jinja2 is an extra, which only a page needs."""
    from jinja2 import (
        ChoiceLoader,
        Environment,
        FileSystemLoader,
        PackageLoader,
        PrefixLoader,
        StrictUndefined,
    )

    ours = PackageLoader("takeaction.web")
    first = [FileSystemLoader(own)] if own else []
    templates = Environment(
        loader=ChoiceLoader([*first, ours, PrefixLoader({"takeaction": ours})]),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=own is not None,  # ours change with the library alone
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals["place_options"] = place_options
    return templates


def _unreviewed_note(visit: Visit, texts: PageTexts) -> str:
    """Say that practitioners have not reviewed the lines, until their marks say that they have."""
    reviewed, lines = visit.catalog.coverage().reviewed
    if not reviewed:
        return texts("page.unreviewed")
    return "" if reviewed == lines else texts("page.reviewed_some", count=reviewed, lines=lines)


def _moment_in_words(visit: Visit, texts: PageTexts) -> str:
    """Say when an answer was given, which paper outlives; empty if the page says no time."""
    if visit.moment is None:
        return ""
    at = visit.moment.astimezone(UTC)
    day = day_in_words(at.date().isoformat(), texts.language)
    return texts("page.as_of", day=day, time=f"{at:%H:%M}")


def render_poster(poster: Poster, title: str) -> bytes:
    """Write a poster as one file, with its style in it: it prints without a network.

    Others may see *title*, in a window or a list of files.
    """
    with open(f"{os.path.dirname(__file__)}/static/poster.css", encoding="utf-8") as file:
        style = file.read()
    template = _templates(None).get_template("poster/file.html")
    text = template.render(poster=poster, title=title, style=style, direction=direction)
    return text.encode("utf-8")


def render(visit: Visit, page: Page) -> bytes:
    """Write a page."""
    texts, own = visit.texts, visit.site.templates
    tongues = [
        (tag, _TONGUES.get(tag) or language_name(tag, language_of([texts.language])))
        for tag in visit.site.languages
    ]
    template = _templates(os.fspath(own) if own else None).get_template(page.template)
    text = template.render(
        **{"kept": (), **page.values},
        t=texts,
        site=visit.site,
        link=visit.link,
        language_link=visit.language_link,
        chosen_language=visit.chosen_language,
        translated="" if is_reviewed(_CHECKED, visit.first_language) else texts("page.translated"),
        unreviewed=_unreviewed_note(visit, texts),
        as_of=_moment_in_words(visit, texts),
        direction=direction,
        leaves=page.leaves,
        is_home=page.template == "home.html",
        tongues=tongues,
        own_names=_TONGUES,
    )
    return text.encode("utf-8")


def place_options(places: Sequence[Place], chosen: str | None) -> Markup:
    """Return an option for each place, with that of *chosen* selected, or else its country.

    Args:
        places: Countries, each followed by its parts that can be chosen too: these are a group.
        chosen: The code of the place to select; None for none.
    """
    options = _options(tuple(places))
    for code in (chosen, (chosen or "").partition("-")[0]):
        start = _start(code or "")
        if start in options:
            return Markup(options.replace(start, f"{start} selected", 1))
    return Markup(options)


@lru_cache(maxsize=32)
def _options(places: tuple[Place, ...]) -> str:
    """Return the options of all places. They are kept: all pages of a language have the same."""
    by_country = groupby(places, lambda place: place[0].partition("-")[0])
    return "".join(_group(list(members)) for _, members in by_country)


def _group(members: list[Place]) -> str:
    """Return the option of a country; with its parts, a group of options under its name."""
    options = "".join(f"{_start(code)}>{escaped(name)}</option>" for code, name in members)
    if len(members) == 1:
        return options
    return f'<optgroup label="{escaped(members[0][1])}">{options}</optgroup>'


def _start(code: str) -> str:
    return f'<option value="{escaped(code)}"'
