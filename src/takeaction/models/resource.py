"""Somebody to turn to, or something to read."""

from typing import ClassVar

import attrs

from takeaction.models.contact import Contact
from takeaction.models.record import Link, Record
from takeaction.models.text import Text
from takeaction.vocabulary import Audience, Kind, OperatorKind, Purpose, ResourceKind


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Resource(Record):
    """A hotline, a service, an organisation, a guide, a report, a campaign.

    Attributes:
        name: Its name today.
        kind: What it is.
        summary: What it does, one or two sentences.
        purposes: What somebody would turn to it for; empty for a record of history only.
        audience: Whom it is for; empty for everybody.
        only_for: Who alone may use it, in words; None if it is for everybody.
        warning: What to know before turning to it: who answers and whom they tell.
        operator: Who runs it.
        operator_kind: What kind of body that is.
        contacts: How to reach it; empty for a record that nobody should call.
        publisher: Who published it, for things to read.
        year: When it was published.
        url: Its page.
        links: Further pages.
    """

    record_kind: ClassVar[Kind] = Kind.RESOURCE

    name: Text
    kind: ResourceKind
    summary: Text | None = None
    purposes: frozenset[Purpose] = frozenset()
    audience: frozenset[Audience] = frozenset()
    only_for: Text | None = None
    warning: Text | None = None
    operator: str | None = None
    operator_kind: OperatorKind | None = None
    contacts: tuple[Contact, ...] = ()
    publisher: str | None = None
    year: int | None = None
    url: str | None = None
    links: tuple[Link, ...] = ()

    @property
    def label(self) -> Text:
        """Its name."""
        return self.name
