"""Actions: things a person can do; and the factors of code plugins that rank them."""

from collections.abc import Callable
from typing import Any, ClassVar

import attrs

from takeaction.models.record import Link, Record, RecordId, WordId
from takeaction.models.text import SafetyText, Text
from takeaction.value import LOOSE, Value, facts
from takeaction.vocabulary.actions import ActionKind, Age, Cadence, Cost, Mode, Risk, TemplateKind
from takeaction.vocabulary.records import Kind, WordKind
from takeaction.vocabulary.resources import Purpose, ResourceKind

_SKILLS = facts(loose=True, word=WordKind.SKILL)
_ROLES = facts(loose=True, word=WordKind.ROLE)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Minutes(Value):
    """The time that one occurrence takes, in minutes, 1 or more.

    Attributes:
        min: The shortest time that is of any use.
        typical: The time most people take.
        max: The time it may grow to; min <= typical <= max.
    """

    min: int
    typical: int
    max: int = attrs.field(
        metadata=facts(sheet="The longest that it may take; not less than minutes.typical.")
    )


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Slot(Value):
    """A contact that an answer fills in for the reader's region.

    Attributes:
        purpose: The purpose of the contact.
        kind: The kind of resource it must belong to, or None for any kind.
    """

    purpose: Purpose
    kind: ResourceKind | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Template(Value):
    """A text to start from. Nothing is filled in: ``[your name]`` stays as written.

    Attributes:
        kind: A call script, a letter or a post.
        text: The text itself.
    """

    kind: TemplateKind
    text: Text


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Action(Record):
    """Something a person can do.

    Attributes:
        title: Its name, as an instruction.
        summary: What it is and why it helps, in one or two sentences.
        steps: The steps, in order.
        minutes: The time one occurrence takes.
        in_parts: True if it can be done a little at a time, over several sittings.
        begin: The minutes of a first step that is of use by itself, less than the shortest time;
            None if there is no such step.
        cadence: How often to do it.
        modes: The ways to do it, at least one; a person needs only one of them.
        skills_required: Skills it needs.
        skills_helpful: Skills that help.
        roles: The roles it suits best.
        roles_only: The only roles it is for; empty for everybody.
        made_for: The roles it is made for: they alone can do it, or it was written with them in
            mind. Others may do it as well. Empty for nobody in particular.
        addressed_to: The roles of the people at the receiving end, who are not asked to do it.
        kind: What somebody does in it, or None if nobody has said so.
        cost: Its cost to the person.
        risk: The risk to the person or to others, whichever is higher.
        ages: The age groups it may be shown to.
        concern: True if it is about reporting, or getting help with, something that somebody saw
            or lived through.
        quiet: True if nobody notices when it is done, so that it may be listed next to reporting
            when somebody has a concern.
        safety: Advice that keeps people safe; show it wherever you show the action.
        after: Actions to do first.
        finds: Contacts to fill in by region.
        links: Pages to open.
        resources: Guides, reports and organisations it uses.
        indicators: Signs it mentions.
        vendors: Vendors to buy from.
        labels: Labels to look for.
        templates: Texts to start from.
        days: Days of the year it suits, MM-DD.
    """

    record_kind: ClassVar[Kind] = Kind.ACTION
    _label_field = "title"
    spare_fields: ClassVar[frozenset[str]] = frozenset(
        {"reviewed", "made_for", "addressed_to", "kind", "in_parts", "begin"}
    )

    title: Text = attrs.field(metadata=LOOSE)
    summary: Text = attrs.field(metadata=LOOSE)
    steps: tuple[SafetyText, ...]
    minutes: Minutes = attrs.field(metadata=LOOSE)
    cadence: Cadence = attrs.field(metadata=LOOSE)
    modes: frozenset[Mode] = attrs.field(metadata=LOOSE)
    skills_required: frozenset[WordId] = attrs.field(default=frozenset(), metadata=_SKILLS)
    skills_helpful: frozenset[WordId] = attrs.field(default=frozenset(), metadata=_SKILLS)
    roles: frozenset[WordId] = attrs.field(default=frozenset(), metadata=_ROLES)
    roles_only: frozenset[WordId] = attrs.field(
        default=frozenset(), metadata=facts(word=WordKind.ROLE)
    )
    cost: Cost = attrs.field(default=Cost.NONE, metadata=LOOSE)
    risk: Risk = Risk.NONE
    ages: frozenset[Age] = frozenset({Age.ADULT})
    concern: bool = False
    quiet: bool = False
    safety: tuple[SafetyText, ...] = ()
    after: tuple[RecordId, ...] = attrs.field(
        default=(), metadata=facts(loose=True, record=Kind.ACTION)
    )
    finds: tuple[Slot, ...] = ()
    links: tuple[Link, ...] = ()
    resources: tuple[RecordId, ...] = attrs.field(default=(), metadata=facts(record=Kind.RESOURCE))
    indicators: tuple[RecordId, ...] = attrs.field(
        default=(), metadata=facts(loose=True, record=Kind.INDICATOR)
    )
    vendors: tuple[RecordId, ...] = attrs.field(
        default=(), metadata=facts(loose=True, record=Kind.VENDOR)
    )
    labels: tuple[RecordId, ...] = attrs.field(
        default=(), metadata=facts(loose=True, record=Kind.LABEL)
    )
    templates: tuple[Template, ...] = ()
    days: tuple[str, ...] = attrs.field(default=(), metadata=LOOSE)
    made_for: frozenset[WordId] = attrs.field(default=frozenset(), metadata=_ROLES)
    addressed_to: frozenset[WordId] = attrs.field(default=frozenset(), metadata=_ROLES)
    kind: ActionKind | None = None
    in_parts: bool = False
    begin: int | None = None


# Factors that code plugins add to the ranking.


@attrs.frozen(eq=False, repr=False)
class Factor(Value):
    """A factor that a code plugin adds to the ranking; it counts if the host gives it a weight.

    Attributes:
        name: Its name in the *weights* of a host.
        level: Called with an action and the asker; returns 0 to 15.
        text: The reason shown with it, one sentence.
    """

    name: str
    level: Callable[[Any, Any], int]
    text: str

    _repr_names = ("name", "text")
