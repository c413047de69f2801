"""The closed words: lists of the only values that a field may take.

JSON contains the value. Words with an order (``OrderedWord``) compare in the order of their
definition, and only with words of their own list. Facts about the words of a list follow the list.
The open words (skills, roles, topics, products) are data: see ``models.word``.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from takeaction.errors import UnknownWordError

_SPLIT = re.compile(r"[^\w]+|_")


class OrderedWord(StrEnum):
    """A word of an ordered list, lowest first.

    Raises:
        TypeError: It is compared (``<``, ``<=``, ``>``, ``>=``) with anything else, even a plain
            string: the alphabet has nothing to do with this order.
    """

    rank: int
    """The position in the list, from 0."""

    def __init__(self, *_: object) -> None:
        self.rank = len(type(self).__members__)

    def _rank_of(self, other: object) -> int:
        if type(other) is not type(self):
            raise TypeError(f"{type(self).__name__} has an order among its own words only.")
        return other.rank

    def __lt__(self, other: str) -> bool:
        return self.rank < self._rank_of(other)

    def __le__(self, other: str) -> bool:
        return self.rank <= self._rank_of(other)

    def __gt__(self, other: str) -> bool:
        return self.rank > self._rank_of(other)

    def __ge__(self, other: str) -> bool:
        return self.rank >= self._rank_of(other)


class Kind(StrEnum):
    """The kind of a record."""

    ACTION = "action"
    RESOURCE = "resource"
    INDICATOR = "indicator"
    VENDOR = "vendor"
    LABEL = "label"
    GOOD = "good"
    RATING = "rating"
    WORD = "word"


class WordKind(StrEnum):
    """The kind of an open word."""

    SKILL = "skill"
    ROLE = "role"
    TOPIC = "topic"
    PRODUCT = "product"


class Status(StrEnum):
    """Whether the subject of a record still exists."""

    ACTIVE = "active"
    RETIRED = "retired"
    UNKNOWN = "unknown"


class Method(StrEnum):
    """A way to check a fact."""

    CALLED = "called"
    OPERATOR_PAGE = "operator-page"
    OFFICIAL_PAGE = "official-page"
    IN_WRITING = "in-writing"
    TWO_SOURCES = "two-sources"
    NONE = "none"


CONFIRMED_BY_OPERATOR = frozenset({Method.CALLED, Method.IN_WRITING})
"""The methods in which the operator itself answered."""


class FreshnessState(OrderedWord):
    """The age of the evidence; unknown comes last, as the worst."""

    FRESH = "fresh"
    AGING = "aging"
    STALE = "stale"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


OUT_OF_DATE = frozenset({FreshnessState.STALE, FreshnessState.EXPIRED})
"""The states of evidence that somebody should check again."""


class Rarity(OrderedWord):
    """The rarity of a skill or a role."""

    COMMON = "common"
    SOME = "some"
    RARE = "rare"


class Cadence(StrEnum):
    """The frequency of an action."""

    ONCE = "once"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"
    ONGOING = "ongoing"
    AS_NEEDED = "as-needed"


class Mode(StrEnum):
    """Alone or with others, online or in person."""

    SOLO_ONLINE = "solo-online"
    SOLO_IN_PERSON = "solo-in-person"
    GROUP_ONLINE = "group-online"
    GROUP_IN_PERSON = "group-in-person"


class Cost(OrderedWord):
    """The cost of an action: low is below about 25 US dollars."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Risk(OrderedWord):
    """The risk to the person who acts or to others; the higher of the two."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Age(OrderedWord):
    """An age group: child is under 13, youth 13 to 17."""

    CHILD = "child"
    YOUTH = "youth"
    ADULT = "adult"


class Per(StrEnum):
    """The period of the minutes that a person has."""

    ONCE = "once"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Horizon(StrEnum):
    """The length of a plan; a month is four weeks."""

    WEEK = "week"
    MONTH = "month"


WEEKS: Mapping[Horizon, int] = {Horizon.WEEK: 1, Horizon.MONTH: 4}
"""The weeks of each horizon."""


class TemplateKind(StrEnum):
    """The kind of a template."""

    CALL = "call"
    LETTER = "letter"
    POST = "post"


class ResourceKind(StrEnum):
    """The kind of a resource."""

    EMERGENCY = "emergency"
    HOTLINE = "hotline"
    TIP_LINE = "tip-line"
    SERVICE = "service"
    ORGANISATION = "organisation"
    CAMPAIGN = "campaign"
    GUIDE = "guide"
    REPORT = "report"
    INDICATOR_LIST = "indicator-list"
    LAW = "law"
    SITE = "site"


class Purpose(StrEnum):
    """A reason to turn to a resource."""

    EMERGENCY = "emergency"
    REPORT = "report"
    SUPPORT = "support"
    CHILD = "child"
    LABOUR_RIGHTS = "labour-rights"
    LEGAL = "legal"
    LEARN = "learn"
    ADVOCATE = "advocate"
    GIVE = "give"


SUPPORT_PURPOSES = frozenset({Purpose.SUPPORT, Purpose.CHILD, Purpose.LABOUR_RIGHTS, Purpose.LEGAL})
"""The purposes of a resource that supports a person, beyond an emergency or a report."""

HELP_PURPOSES = SUPPORT_PURPOSES | {Purpose.EMERGENCY, Purpose.REPORT}
"""The purposes of help. To learn, to advocate and to give are not help."""

REPORT_ONLY_PURPOSES = frozenset(Purpose) - SUPPORT_PURPOSES - {Purpose.EMERGENCY}
"""The purposes without help for the person who calls; a report helps an investigation."""


class Audience(StrEnum):
    """A group of people that a resource is for."""

    CHILD = "child"
    WORKER = "worker"
    SURVIVOR = "survivor"
    BYSTANDER = "bystander"
    PROFESSIONAL = "professional"


class OperatorKind(StrEnum):
    """The kind of organisation that answers: independent ones first, law enforcement last."""

    NGO = "ngo"
    TRADE_UNION = "trade-union"
    INTERGOVERNMENTAL = "intergovernmental"
    COMPANY = "company"
    GOVERNMENT = "government"
    POLICE = "police"
    IMMIGRATION_ENFORCEMENT = "immigration-enforcement"


ENFORCEMENT = frozenset({OperatorKind.POLICE, OperatorKind.IMMIGRATION_ENFORCEMENT})
"""The operators that enforce the law, possibly against the caller."""


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


class Observer(StrEnum):
    """A person who can come to know a sign."""

    SELF = "self"
    BYSTANDER = "bystander"
    EDUCATION = "education"
    HEALTH = "health"
    SOCIAL_SERVICES = "social-services"
    LAW_ENFORCEMENT = "law-enforcement"
    LABOUR_INSPECTOR = "labour-inspector"
    EMPLOYER = "employer"


ClosedWord = TypeVar("ClosedWord", bound=StrEnum)


def fold(text: str) -> str:
    """Remove case, accents and punctuation, so that spellings of one text become equal.

    Returns:
        The words in lower case without accents and punctuation, one blank between them.
    """
    if not text.isascii():
        # One character at a time: to normalise a crafted run of marks in one call takes time that
        # grows with the square of its length.
        parts = (part for character in text for part in unicodedata.normalize("NFKD", character))
        text = "".join(part for part in parts if not unicodedata.category(part).startswith("M"))
    return " ".join(filter(None, _SPLIT.split(text.casefold())))


def nearest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three of the *known* words, those most like *word* first."""
    from difflib import get_close_matches  # Only a wrong word needs it.

    by_fold = {fold(candidate): candidate for candidate in known}
    matches = get_close_matches(fold(word), list(by_fold), n=3, cutoff=0.6)  # difflib's own cutoff
    return tuple(by_fold[match] for match in matches)


def closed_word(kind: type[ClosedWord], word: str, field: str, position: int = 0) -> ClosedWord:
    """Read one closed word of a question, in any case.

    Raises:
        UnknownWordError: The word is not in the list of *kind*.
    """
    match = {member.value: member for member in kind}.get(word.strip().casefold())
    if match is None:
        raise UnknownWordError(field, position, nearest(word, kind) or tuple(kind)[:3])
    return match


def closed_words(kind: type[ClosedWord], words: Iterable[str], field: str) -> frozenset[ClosedWord]:
    """Read several closed words of a question.

    Raises:
        UnknownWordError: One of the words is not in the list of *kind*.
    """
    return frozenset(closed_word(kind, word, field, n) for n, word in enumerate(words))
