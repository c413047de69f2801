"""One visit of a page: the catalog, the reader's languages and place, and links from the mount."""

from collections.abc import Mapping
from datetime import datetime

import attrs

from takeaction.catalog.catalog import Catalog
from takeaction.models.region import WORLD
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
        at: The moment of the visit; None for a page that is read later, which then says when a
            line is open and not whether it is.
    """

    catalog: Catalog
    site: Site
    root: str
    fields: FormFields
    languages: tuple[str, ...]
    at: datetime | None

    @property
    def texts(self) -> PageTexts:
        """The texts of the pages in the reader's language."""
        return PageTexts(self.languages, self.site.texts)

    @property
    def region(self) -> str:
        """The place that the reader chose; the world if they chose none."""
        return one(self.fields, "region") or WORLD

    def link(self, path: str) -> str:
        """Return the address of a page, as a path from the root of the host."""
        return f"{self.root}/{path}"


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
