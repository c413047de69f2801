"""Records as people will see them: by the finder's own templates, asked as ``pack preview`` asks.

No link of a preview leads anywhere: the page takes the addresses out.
"""

import os
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import attrs

from takeaction.catalog import Catalog
from takeaction.cli.pack.preview import HelpPreview, Viewer
from takeaction.models.record import Record
from takeaction.web.pages.lines import line_view
from takeaction.web.pages.records import record_page
from takeaction.web.rendering import render
from takeaction.web.settings import Site
from takeaction.web.visit import Page, Visit

_TEMPLATES = os.path.join(os.path.dirname(__file__), "templates")

MOST_CARDS = 20
"""The records of one answer: a page of thousands would keep the browser busy."""


@attrs.frozen
class Previewer:
    """A previewer for the records of one pack.

    Attributes:
        catalog: The catalog of only this pack.
        languages: The languages for texts, best first.
        at: The moment to answer for.
    """

    catalog: Catalog
    languages: tuple[str, ...]
    at: datetime

    def as_json(self, start: int) -> dict[str, Any]:
        """Return the preview of some records as plain data.

        Args:
            start: The position of the first, from 0.
        """
        records = list(self.catalog)
        shown = records[start : start + MOST_CARDS]
        end = start + len(shown)
        return {
            "cards": [self._card(record) for record in shown],
            "total": len(records),
            "next": end if end < len(records) else None,
        }

    def _card(self, record: Record) -> dict[str, Any]:
        viewer = Viewer(self.catalog, self.languages, None, self.at)
        preview = viewer.preview_help(record)
        visit = self._visit()
        return {
            "id": record.id,
            "kind": record.record_kind,
            "name": str(record.label.pick(self.languages)),
            "language": self.languages[0],
            "help": preview and _help(preview, visit),
            "page": _html(visit, record_page(visit, record.id)),
        }

    def _visit(self) -> Visit:
        return Visit(
            catalog=self.catalog,
            site=Site(languages=("en",), templates=_TEMPLATES, is_local=True),
            root="",
            fields={},
            languages=self.languages,
            at=self.at,
        )


def _help(preview: HelpPreview, visit: Visit) -> dict[str, str]:
    """Return the line of help as the finder lists it, and the question that lists it."""
    lines: Sequence[Any] = [{**line_view(visit, line), "heading": None} for line in preview.lines]
    page = Page(template="card.html", values={"lines": lines}, leaves=False)
    return {"command": preview.command, "html": _html(visit, page) if lines else ""}


def _html(visit: Visit, page: Page) -> str:
    return render(visit, page).decode("utf-8")
