"""Resources: helplines and services to turn to, guides and reports to read."""

from collections.abc import Iterable
from typing import ClassVar

import attrs

from takeaction.models.contact import Contact
from takeaction.models.record import Link, Record
from takeaction.models.text import SafetyText, Text
from takeaction.vocabulary.contacts import PAGE_CHANNELS
from takeaction.vocabulary.records import Kind, Status
from takeaction.vocabulary.resources import (
    ADULTS,
    HELP_PURPOSES,
    MATTER_PURPOSES,
    TRAFFICKING_TOPICS,
    YOUNG,
    Audience,
    OperatorKind,
    Purpose,
    ResourceKind,
    ReturnsPeople,
    Serves,
)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Resource(Record):
    """A helpline, service, organisation, guide, report or campaign.

    Attributes:
        name: Its current name.
        kind: The kind of resource.
        summary: Its work, in one or two sentences.
        purposes: The reasons to turn to it; empty for a record that is only history.
        audience: The people who may find it useful; empty for everybody. Deprecated: *serves*
            says who it is for.
        serves: The groups of people it is for, and nobody else; empty for everybody.
        only_for: The same in words, for people; None if it is for everybody.
        warning: Facts to know before turning to it: who answers and who they tell.
        operator: The organisation that runs it.
        operator_kind: The kind of organisation.
        returns_people: Whether it takes people back to their family or employer: it says so, or
            somebody reported it; None if not known.
        contacts: The ways to reach it; empty for a record that nobody should call.
        publisher: The publisher, for things to read.
        year: The year of publication.
        url: Its page.
        links: Further pages.
    """

    record_kind: ClassVar[Kind] = Kind.RESOURCE

    name: Text
    kind: ResourceKind
    summary: Text | None = None
    purposes: frozenset[Purpose] = frozenset()
    audience: frozenset[Audience] = frozenset()
    serves: frozenset[Serves] = frozenset()
    only_for: Text | None = None
    warning: SafetyText | None = None
    operator: str | None = None
    operator_kind: OperatorKind | None = None
    returns_people: ReturnsPeople | None = None
    contacts: tuple[Contact, ...] = ()
    publisher: str | None = None
    year: int | None = None
    url: str | None = None
    links: tuple[Link, ...] = ()

    @property
    def label(self) -> Text:
        """The name of the resource."""
        return self.name

    @property
    def for_whom(self) -> frozenset[Serves]:
        """The groups it is for, and nobody else: *serves*, else what *audience* means by it.

        Empty for everybody, and where only words say who it is for.
        """
        if self.serves or not self.audience:
            return self.serves
        if self.audience == {Audience.PROFESSIONAL}:
            return frozenset({Serves.PROFESSIONALS})
        if Purpose.CHILD not in self.purposes or not self.audience.isdisjoint(ADULTS):
            return frozenset()
        onlookers = self.audience & {Audience.BYSTANDER, Audience.PROFESSIONAL}
        worried = {Serves.WORRIED_ADULTS} if onlookers else frozenset()
        return YOUNG | worried if Audience.CHILD in self.audience else frozenset(worried)

    @property
    def is_only_for_children(self) -> bool:
        """Whether it helps children and no adult in need of their own."""
        return bool(self.for_whom) and self.for_whom <= YOUNG | {Serves.WORRIED_ADULTS}

    @property
    def is_page(self) -> bool:
        """Whether nobody answers: it is a page that lists lines, or has only pages."""
        channels = {contact.channel for contact in self.contacts}
        return self.kind is ResourceKind.SITE or (bool(channels) and channels <= PAGE_CHANNELS)

    def is_about_another_matter(self, wanted: Iterable[Purpose]) -> bool:
        """Tell whether it is about a matter of its own that is not among the wanted purposes.

        A line that knows trafficking is about that too.
        """
        matters = self.purposes & MATTER_PURPOSES
        knows_trafficking = not self.topics.isdisjoint(TRAFFICKING_TOPICS)
        return bool(matters) and matters.isdisjoint(wanted) and not knows_trafficking

    def coverage(self) -> frozenset[tuple[str, str]]:
        """Return each (region, language) for which it has a contact for help.

        Languages of interpreters count; ``und`` is a contact whose languages are unknown. Retired
        records do not count.
        """
        if self.status is Status.RETIRED or not self.purposes & HELP_PURPOSES:
            return frozenset()
        return frozenset(
            (region, language)
            for contact in self.contacts
            for region in self.regions
            for language in (contact.languages + contact.interpreter) or ("und",)
        )
