"""The closed words of contacts: channels, costs, places, and whether somebody answers."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, TypeAlias

from takeaction.vocabulary.words import OrderedWord


class Channel(StrEnum):
    """A way to reach a contact."""

    VOICE = "voice"
    SMS = "sms"
    CHAT = "chat"
    EMAIL = "email"
    WEB = "web"
    APP = "app"
    TTY = "tty"
    IN_PERSON = "in-person"


ChannelWord: TypeAlias = (
    Channel | Literal["voice", "sms", "chat", "email", "web", "app", "tty", "in-person"]
)
"""A word of the list in a question, as type checkers see it."""


CHANNEL_FIELDS: Mapping[Channel, str | None] = {
    Channel.VOICE: "dial",
    Channel.SMS: "dial",
    Channel.CHAT: "url",
    Channel.EMAIL: "email",
    Channel.WEB: "url",
    Channel.APP: "url",
    Channel.TTY: "dial",
    Channel.IN_PERSON: None,
}
"""The field that a contact by each channel must have; None if it needs none."""


CHANNELS_WITH_NUMBER = frozenset(
    channel for channel, field in CHANNEL_FIELDS.items() if field == "dial"
)
"""The channels that dial a number. Contacts by other channels have no number."""


PAGE_CHANNELS = frozenset({Channel.WEB, Channel.APP})
"""The channels on which nobody is sure to answer."""

CHANNELS_WITHOUT_HOURS = frozenset({Channel.WEB, Channel.APP, Channel.EMAIL})
"""The channels that a person can use at any time, whether or not somebody answers."""


class ContactCost(StrEnum):
    """The price the caller pays."""

    FREE = "free"
    LOCAL_RATE = "local-rate"
    MOBILE_RATE = "mobile-rate"
    PAID = "paid"


class Location(StrEnum):
    """Whether a contact has an address, and whether it is public."""

    NONE = "none"
    PUBLIC = "public"
    CONFIDENTIAL = "confidential"


class SharedWith(StrEnum):
    """A body that may learn what a person says."""

    POLICE = "police"
    IMMIGRATION = "immigration"
    CHILD_PROTECTION = "child-protection"
    EMERGENCY_SERVICES = "emergency-services"
    GOVERNMENT = "government"


class ReferralState(OrderedWord):
    """Whether somebody answers at a moment."""

    OPEN = "open"
    UNCERTAIN = "uncertain"
    CLOSED = "closed"
