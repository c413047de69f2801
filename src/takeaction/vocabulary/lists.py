"""All closed lists, in the order in which a plain word is looked up in them."""

from enum import StrEnum

from takeaction.errors import Outcome
from takeaction.vocabulary.actions import (
    ActionKind,
    Age,
    Cadence,
    ConcernFor,
    Cost,
    Horizon,
    Mode,
    Per,
    Risk,
    TemplateKind,
)
from takeaction.vocabulary.closed_words import (
    Asks,
    ChildConcerned,
    Danger,
    Reach,
    Serves,
    Stops,
    Tells,
    Told,
)
from takeaction.vocabulary.contacts import (
    Channel,
    ContactCost,
    Location,
    ReferralState,
    SharedWith,
)
from takeaction.vocabulary.goods import GoodKind, LabelKind, VendorKind
from takeaction.vocabulary.needs import Intent, NeedTopic
from takeaction.vocabulary.records import (
    FreshnessState,
    Kind,
    Method,
    Observer,
    Rarity,
    ReviewScope,
    Status,
    WordKind,
)
from takeaction.vocabulary.resources import (
    Audience,
    OperatorKind,
    Purpose,
    ResourceKind,
    ReturnsPeople,
)
from takeaction.vocabulary.signs import (
    AppliesTo,
    Ask,
    Concern,
    Element,
    Exploitation,
    Grade,
    GradeBasis,
    Person,
    PointsTo,
    Presence,
    Reading,
    When,
)

CLOSED_LISTS: tuple[type[StrEnum], ...] = (
    *(Cost, Risk, Age, Mode, Cadence, Channel, ReferralState, FreshnessState, Status),
    *(OperatorKind, ContactCost, SharedWith, ReturnsPeople, Purpose, ResourceKind, Kind),
    *(Method, ReviewScope, Location, TemplateKind, Concern, Presence, Element, Grade),
    *(PointsTo, Exploitation, GradeBasis, Ask, AppliesTo, Observer, Reading),
    *(GoodKind, VendorKind, LabelKind, NeedTopic, Audience, Serves, Told, Tells),
    *(Danger, Asks, ChildConcerned, Reach, Stops, Person, When),
    *(Per, Horizon, ActionKind, ConcernFor, WordKind, Rarity, Outcome, Intent),
)
"""All closed lists. A word of several lists is that of the first one, unless its list is known.

Lists that answers show as plain text come first: of the words of a question an app has the
members, since it offers them.
"""


def first_closed_word(value: str) -> StrEnum | None:
    """Return the closed word with a value, from the first list that has it, or None."""
    words = (word for kind in CLOSED_LISTS for word in kind)
    return next((word for word in words if word.value == value), None)
