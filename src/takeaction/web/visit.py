"""One visit of a page: the catalog, the reader's languages and place, and links from the mount."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import TypeVar
from urllib.parse import urlencode

import attrs

from takeaction.catalog import Catalog
from takeaction.core_data import first_language_of
from takeaction.errors import QueryError
from takeaction.models.region import WORLD, find_region
from takeaction.models.text import ShownText
from takeaction.views.blocks import Block, Entry
from takeaction.views.html import Markup, as_html, text_html
from takeaction.web.exchange import one
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
        return as_html(blocks, language=language, lead_to=self._record, beside=beside)

    def text(self, text: ShownText) -> Markup:
        """Write one text for this page, without its original."""
        return text_html(text, self.texts.language)[0]

    def original(self, text: ShownText) -> Markup:
        """Write the original of a translation that nobody has reviewed; empty for other texts."""
        return text_html(text, self.texts.language)[1]

    def sourced(self, text: ShownText) -> Markup:
        """Write one text for this page, with its original beneath it."""
        return Markup("".join(text_html(text, self.texts.language)))

    def _record(self, id: str) -> str:
        return self.link(f"record/{id}")

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
