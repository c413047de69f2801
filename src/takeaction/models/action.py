"""Something a person can do."""

from typing import ClassVar

import attrs

from takeaction.models.record import Link, Record, RecordId, WordId
from takeaction.models.text import Text
from takeaction.value import Value
from takeaction.vocabulary import (
    Age,
    Cadence,
    Cost,
    Kind,
    Mode,
    Purpose,
    ResourceKind,
    Risk,
    TemplateKind,
)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Minutes(Value):
    """How long one occurrence takes, in minutes, 1 or more.

    Attributes:
        min: The least that is of any use.
        typical: What most people take.
        max: What it may grow to; min <= typical <= max.
    """

    min: int
    typical: int
    max: int


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Slot(Value):
    """A contact that an answer fills in by the reader's region.

    Attributes:
        purpose: What the contact is for.
        kind: What it must be, or None for any kind.
    """

    purpose: Purpose
    kind: ResourceKind | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Template(Value):
    """Words to start from. Nothing is filled in: ``[your name]`` stays as it is.

    Attributes:
        kind: A call script, a letter or a post.
        text: The words.
    """

    kind: TemplateKind
    text: Text


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Action(Record):
    """Something a person can do.

    Attributes:
        title: What it is, as an order to oneself: "Write to your representatives".
        summary: Why and what, one or two sentences.
        steps: What to do, in order.
        minutes: How long one occurrence takes.
        cadence: How often it is done.
        modes: The ways it can be done, one is enough; at least one.
        skills_required: Skills it does not go well without.
        skills_helpful: Skills that are of use in it.
        roles: Whom it suits best.
        roles_only: Whom it is for and nobody else; empty for everybody.
        cost: What it costs.
        risk: What could go wrong, for the one who acts or for others.
        ages: Who may be shown it.
        concern: True if it is about reporting or getting help with something that was seen or
            lived through.
        quiet: True if it can be done without anybody noticing, so that it may stand beside
            reporting when somebody has a concern.
        safety: What keeps people safe; always shown with it.
        after: Actions that come first.
        finds: Contacts to fill in by region.
        links: Pages to open.
        resources: Guides, reports and organisations it uses.
        indicators: Signs it speaks of.
        vendors: Where to buy for it.
        labels: Labels to look for.
        templates: Words to start from.
        days: Days of the year it suits, MM-DD.
    """

    record_kind: ClassVar[Kind] = Kind.ACTION

    title: Text
    summary: Text
    steps: tuple[Text, ...]
    minutes: Minutes
    cadence: Cadence
    modes: frozenset[Mode]
    skills_required: frozenset[WordId] = frozenset()
    skills_helpful: frozenset[WordId] = frozenset()
    roles: frozenset[WordId] = frozenset()
    roles_only: frozenset[WordId] = frozenset()
    cost: Cost = Cost.NONE
    risk: Risk = Risk.NONE
    ages: frozenset[Age] = frozenset({Age.ADULT})
    concern: bool = False
    quiet: bool = False
    safety: tuple[Text, ...] = ()
    after: tuple[RecordId, ...] = ()
    finds: tuple[Slot, ...] = ()
    links: tuple[Link, ...] = ()
    resources: tuple[RecordId, ...] = ()
    indicators: tuple[RecordId, ...] = ()
    vendors: tuple[RecordId, ...] = ()
    labels: tuple[RecordId, ...] = ()
    templates: tuple[Template, ...] = ()
    days: tuple[str, ...] = ()

    @property
    def label(self) -> Text:
        """Its title."""
        return self.title
