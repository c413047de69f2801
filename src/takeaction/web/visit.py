"""One visit of a page: the catalog, the reader's languages and place, and links from the mount."""

from collections.abc import Mapping
from datetime import datetime

import attrs

from takeaction.catalog.catalog import Catalog
from takeaction.models.region import WORLD, is_region
from takeaction.web.exchange.forms import one
from takeaction.web.site import Site
from takeaction.web.texts import PageTexts

FormFields = Mapping[str, tuple[str, ...]]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Visit:
    """What a page needs to know.

    Attributes:
        catalog: The records.
        site: The settings of the host.
        root: The path of the mount point.
        fields: The fields of the query or of the form.
        languages: The reader's languages, best first.
        at: The moment of the visit.
        is_form: Whether the reader sent a form: its address alone leads nowhere.
    """

    catalog: Catalog
    site: Site
    root: str
    fields: FormFields
    languages: tuple[str, ...]
    at: datetime
    is_form: bool = False

    @property
    def texts(self) -> PageTexts:
        """The texts of the pages in the reader's language."""
        return PageTexts(self.languages, self.site.texts)

    @property
    def region(self) -> str:
        """The place that the reader chose; the world if they chose none."""
        return one(self.fields, "region") or WORLD

    @property
    def language(self) -> str | None:
        """The language that the reader chose; None for that of their browser."""
        return self.languages[0] if one(self.fields, "language") else None

    def asset(self, name: str) -> str:
        """Return the address of a file of the finder, such as its style sheet."""
        return f"{self.root}/{name}"

    def link(self, path: str) -> str:
        """Return the address of a page, as a path from the root of the host.

        It keeps the language that the reader chose: nothing else remembers it.
        """
        return f"{self.asset(path)}?language={self.language}" if self.language else self.asset(path)

    def in_language(self, tag: str) -> str:
        """Return the address of this page in another language; after a form, of the first page."""
        place = one(self.fields, "region")
        if self.is_form:
            return f"{self.asset('')}?language={tag}"
        return f"?language={tag}" + (f"&region={place}" if place and is_region(place) else "")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Page:
    """A page before it is written.

    Attributes:
        template: The name of its template.
        values: What the template shows.
        status: The HTTP status.
        leaves: Whether it has quick exit: pages for shopping and actions have none.
    """

    template: str
    values: Mapping[str, object]
    status: int = 200
    leaves: bool = True
