"""One edition of the static finder: its settings, and its pages as HTML."""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from urllib.parse import parse_qs

import attrs

from takeaction.catalog.catalog import Catalog
from takeaction.web.pages.home import missing_page
from takeaction.web.rendering import render
from takeaction.web.settings.site import Site
from takeaction.web.settings.texts import PageTexts
from takeaction.web.static_site.pages import page_at
from takeaction.web.static_site.runtime import Runtime
from takeaction.web.visit import Page, Visit

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
        return self._html(visit, missing_page(visit))

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
        ours = {tag: PageTexts((tag,), {}) for tag in self.site.languages}
        hosts = self.site.texts
        return {
            tag: {code: text(own) for code, own in _OWN_TEXTS.items()} | dict(hosts.get(tag, {}))
            for tag, text in ours.items()
        }

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
