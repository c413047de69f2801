# Generated from data/words.toml by scripts/words.py; change the words there.
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


ChannelValue: TypeAlias = Literal["voice", "sms", "chat", "email", "web", "app", "tty", "in-person"]
"""A word of the list in JSON, as type checkers see it."""

ChannelWord: TypeAlias = Channel | ChannelValue
"""A word of the list in a question, as type checkers see it."""

CHANNELS_WITH_NUMBER = frozenset({Channel.VOICE, Channel.SMS, Channel.TTY})
"""The channels that dial a number. Contacts by other channels have no number."""

PAGE_CHANNELS = frozenset({Channel.WEB, Channel.APP})
"""The channels on which nobody is sure to answer."""

CHANNELS_WITHOUT_HOURS = frozenset({Channel.EMAIL, Channel.WEB, Channel.APP})
"""The channels that a person can use at any time, whether or not somebody answers. On all others
somebody answers at once.
"""

SILENT_CHANNELS = frozenset({Channel.SMS, Channel.CHAT, Channel.APP, Channel.TTY})
"""The channels of people who can't talk: they are deaf, or somebody hears them."""

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

LINKS: Mapping[Channel, str] = {
    Channel.VOICE: "tel:",
    Channel.SMS: "sms:",
    Channel.EMAIL: "mailto:",
    Channel.TTY: "tel:",
}
"""The start of the link to a number or an address, such as ``tel:`` (RFC 3966), by channel."""

PHONE_TYPES: Mapping[Channel, tuple[str, ...]] = {
    Channel.VOICE: ("voice", "cell", ""),
    Channel.SMS: ("text", "sms"),
    Channel.TTY: ("textphone", "tty"),
}
"""The types of a phone in RFC 6350, section 6.4.1, by channel: the first is written, all are
read.
"""


class ReferralState(OrderedWord):
    """Whether somebody answers at a moment."""

    OPEN = "open"
    UNCERTAIN = "uncertain"
    CLOSED = "closed"


class ContactCost(StrEnum):
    """The price the caller pays."""

    FREE = "free"
    LOCAL_RATE = "local-rate"
    MOBILE_RATE = "mobile-rate"
    PAID = "paid"


class SharedWith(StrEnum):
    """A body that may learn what a person says."""

    POLICE = "police"
    IMMIGRATION = "immigration"
    CHILD_PROTECTION = "child-protection"
    EMERGENCY_SERVICES = "emergency-services"
    GOVERNMENT = "government"


class Location(StrEnum):
    """Whether a contact has an address, and whether it is public."""

    NONE = "none"
    PUBLIC = "public"
    CONFIDENTIAL = "confidential"
