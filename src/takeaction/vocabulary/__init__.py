"""The closed words: fields that take one of a fixed list.

JSON holds the value. Words with an order (``OrderedWord``) compare by the order in which they are
written here, and only with words of their own list. The open words (skills, roles, topics,
products) are data: see ``models.word``.
"""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from takeaction.errors import UnknownWordError

_SPLIT = re.compile(r"[^\w]+|_")


class OrderedWord(StrEnum):
    """A word of a list that has an order, lowest first.

    Raises:
        TypeError: It is compared (``<``, ``<=``, ``>``, ``>=``) with anything else, also with a
            plain string, since letters say nothing about this order.
    """

    rank: int
    """Its place in its list, from 0."""

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
    """What a record is."""

    ACTION = "action"
    RESOURCE = "resource"
    INDICATOR = "indicator"
    VENDOR = "vendor"
    LABEL = "label"
    GOOD = "good"
    RATING = "rating"
    WORD = "word"


class WordKind(StrEnum):
    """What an open word names."""

    SKILL = "skill"
    ROLE = "role"
    TOPIC = "topic"
    PRODUCT = "product"


class Status(StrEnum):
    """Whether what a record tells of is still there."""

    ACTIVE = "active"
    RETIRED = "retired"
    UNKNOWN = "unknown"


class Method(StrEnum):
    """How somebody made sure of a fact."""

    CALLED = "called"
    OPERATOR_PAGE = "operator-page"
    OFFICIAL_PAGE = "official-page"
    IN_WRITING = "in-writing"
    TWO_SOURCES = "two-sources"
    NONE = "none"


class FreshnessState(OrderedWord):
    """How old the evidence is; unknown stands last, as the worst."""

    FRESH = "fresh"
    AGING = "aging"
    STALE = "stale"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


class Rarity(OrderedWord):
    """How few people have a skill or a role."""

    COMMON = "common"
    SOME = "some"
    RARE = "rare"


class Cadence(StrEnum):
    """How often an action is done."""

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
    """What an action costs: low is below about 25 US dollars."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Risk(OrderedWord):
    """What could go wrong for the one who acts or for others, whichever is higher."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Age(OrderedWord):
    """Child is under 13, youth 13 to 17."""

    CHILD = "child"
    YOUTH = "youth"
    ADULT = "adult"


class Per(StrEnum):
    """How often a person has the minutes they name."""

    ONCE = "once"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Horizon(StrEnum):
    """How long a plan is for; a month is four weeks."""

    WEEK = "week"
    MONTH = "month"


class TemplateKind(StrEnum):
    """What a template is the words for."""

    CALL = "call"
    LETTER = "letter"
    POST = "post"


class ResourceKind(StrEnum):
    """What a resource is."""

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
    """What somebody would turn to a resource for."""

    EMERGENCY = "emergency"
    REPORT = "report"
    SUPPORT = "support"
    CHILD = "child"
    LABOUR_RIGHTS = "labour-rights"
    LEGAL = "legal"
    LEARN = "learn"
    ADVOCATE = "advocate"
    GIVE = "give"


HELP_PURPOSES = frozenset(
    {
        Purpose.EMERGENCY,
        Purpose.REPORT,
        Purpose.SUPPORT,
        Purpose.CHILD,
        Purpose.LABOUR_RIGHTS,
        Purpose.LEGAL,
    }
)
"""The purposes that make a resource help; to learn, advocate or give is none."""


class Audience(StrEnum):
    """Whom a resource is for."""

    CHILD = "child"
    WORKER = "worker"
    SURVIVOR = "survivor"
    BYSTANDER = "bystander"
    PROFESSIONAL = "professional"


class OperatorKind(StrEnum):
    """Who answers: independent ones first, those who enforce the law after them."""

    NGO = "ngo"
    TRADE_UNION = "trade-union"
    INTERGOVERNMENTAL = "intergovernmental"
    COMPANY = "company"
    GOVERNMENT = "government"
    POLICE = "police"
    IMMIGRATION_ENFORCEMENT = "immigration-enforcement"


class Channel(StrEnum):
    """How a contact is reached."""

    VOICE = "voice"
    SMS = "sms"
    CHAT = "chat"
    EMAIL = "email"
    WEB = "web"
    APP = "app"
    TTY = "tty"
    IN_PERSON = "in-person"


class ContactCost(StrEnum):
    """What the caller pays."""

    FREE = "free"
    LOCAL_RATE = "local-rate"
    MOBILE_RATE = "mobile-rate"
    PAID = "paid"


class Location(StrEnum):
    """Whether an address may be known."""

    NONE = "none"
    PUBLIC = "public"
    CONFIDENTIAL = "confidential"


class SharedWith(StrEnum):
    """Who may come to see what a person says."""

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
    """Who can come to know a sign."""

    SELF = "self"
    BYSTANDER = "bystander"
    EDUCATION = "education"
    HEALTH = "health"
    SOCIAL_SERVICES = "social-services"
    LAW_ENFORCEMENT = "law-enforcement"
    LABOUR_INSPECTOR = "labour-inspector"
    EMPLOYER = "employer"


Closed = TypeVar("Closed", bound=StrEnum)


def fold(text: str) -> str:
    """Reduce text to what two spellings of it have in common.

    Returns:
        Its words in lower case without accents and punctuation, one blank between them.
    """
    if not text.isascii():
        # One by one: normalising a crafted run of marks as a whole takes the square of its length.
        apart = (part for c in text for part in unicodedata.normalize("NFKD", c))
        text = "".join(part for part in apart if not unicodedata.category(part).startswith("M"))
    return " ".join(filter(None, _SPLIT.split(text.casefold())))


def nearest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three of the *known* words that are most like *word*, best first."""
    from difflib import get_close_matches

    by_fold = {fold(each): each for each in known}
    found = get_close_matches(fold(word), list(by_fold), n=3, cutoff=0.6)
    return tuple(by_fold[each] for each in found)


def closed(kind: type[Closed], word: str, field: str, position: int = 0) -> Closed:
    """Read one closed word of a question, in any case.

    Raises:
        UnknownWordError: It is not in the list.
    """
    found = {each.value: each for each in kind}.get(word.strip().casefold())
    if found is None:
        raise UnknownWordError(field, position, nearest(word, kind) or tuple(kind)[:3])
    return found


def closed_set(kind: type[Closed], words: Iterable[str], field: str) -> frozenset[Closed]:
    """Read several closed words of a question.

    Raises:
        UnknownWordError: One of them is not in the list.
    """
    return frozenset(closed(kind, word, field, n) for n, word in enumerate(words))
