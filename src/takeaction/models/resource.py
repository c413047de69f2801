"""Resources: helplines and services, the ways to reach them, and their opening hours.

Hours are ``24/7``, or spans with a comma between them: ``Mo-Fr 09:00-17:00, Sa 10:00-14:00``. A
span may run past midnight (``22:00-06:00``) or end at midnight (``24:00``). Spans may not overlap.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import ClassVar

import attrs

from takeaction.models.record import Link, Record, RegionCode, Verified
from takeaction.models.text import SafetyText, Text
from takeaction.value import LOOSE, Value, facts
from takeaction.vocabulary.closed_words import YOUNG, Serves, Tells
from takeaction.vocabulary.contacts import (
    CHANNEL_FIELDS,
    PAGE_CHANNELS,
    Channel,
    ContactCost,
    Location,
    ReferralState,
    SharedWith,
)
from takeaction.vocabulary.records import Kind, Status
from takeaction.vocabulary.resources import (
    ADULTS,
    HELP_PURPOSES,
    MATTER_PURPOSES,
    Audience,
    OperatorKind,
    Purpose,
    ResourceKind,
    ReturnsPeople,
)

MINUTES_A_DAY = 24 * 60

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
TRAFFICKING_TOPICS = frozenset(
    {
        *("indicators-reporting", "sex-trafficking", "labour-trafficking"),
        *("domestic-servitude", "forced-criminality"),
    }
)
"""The topics of lines that know trafficking. Lines about children come by purpose and audience."""

_DAY = "|".join(WEEKDAYS)
_TIME = r"[0-2]\d:[0-5]\d"
_SPAN = re.compile(
    rf"(?P<first>{_DAY})(?:-(?P<last>{_DAY}))? (?P<opens>{_TIME})-(?P<closes>{_TIME})", re.ASCII
)
_ROUND_THE_CLOCK = tuple((day, 0, MINUTES_A_DAY) for day in range(7))
_CLOCK_CHANGE_MARGIN = timedelta(hours=2)
"""The largest clock change in use: Antarctica/Troll moves its clocks by two hours."""

_MAX_SPANS = 70
"""Ten spans for each day of the week; bounds the time to read a hostile text."""

_HOLIDAYS = ((1, 1), (12, 25))
"""Month and day on which many helplines do not keep their usual hours.

There is no calendar of holidays: they differ by country, region and employer, and a wrong one would
call a closed helpline open.
"""

Span = tuple[int, int, int]
"""One span of one local day: weekday from 0 (Monday), minute it opens, minute it closes."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Hours(Value):
    """The weekly opening hours of a contact.

    Attributes:
        zone: The IANA name of the time zone, such as ``America/New_York``; None for 24/7, and where
            the pack names no known zone.
        spans: One (weekday, opens, closes) triple for each span of a day, in order and
            without overlap. Weekdays run from 0 (Monday) to 6; times are minutes since local
            midnight, 0 to 1440, opens before closes. Empty where they cannot be read.
        text: The hours as the pack writes them, such as ``Mo-Fr 09:00-17:00``.
    """

    zone: str | None = None
    spans: tuple[Span, ...] = attrs.field(default=_ROUND_THE_CLOCK, metadata=LOOSE)
    text: str = "24/7"

    _json_names = ("text", "zone")

    _repr_names = ("text", "zone")

    @property
    def always(self) -> bool:
        """True if the contact never closes."""
        return self.spans == _ROUND_THE_CLOCK

    def state(self, at: datetime | None) -> ReferralState:
        """Whether somebody answers at a moment.

        Args:
            at: An aware moment; None if the question names no moment.

        Returns:
            ``uncertain`` without a moment or without zone data, within two hours of a clock
            change if the old and the new time give different states, and during opening hours
            on 25 December and 1 January. 24/7 is always ``open``.
        """
        if self.always:
            return ReferralState.OPEN
        if at is None:
            return ReferralState.UNCERTAIN
        states = {self._state_at(wall_time) for wall_time in _wall_times(at, self.zone)}
        return states.pop() if len(states) == 1 else ReferralState.UNCERTAIN

    def opens(self, at: datetime | None) -> datetime | None:
        """Return the next moment after *at* when the contact opens, in its zone.

        Returns:
            None unless it is closed at *at*, and None if the next opening is itself ``uncertain``.
        """
        if at is None or self.always or self.state(at) is not ReferralState.CLOSED:
            return None
        local = _local(at, self.zone)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        moments = (
            moment
            for days in range(8)
            for weekday, opens, _ in self.spans
            if weekday == (local.weekday() + days) % 7
            for moment in _moments_of(midnight + timedelta(days=days, minutes=opens))
        )
        soonest = min((moment for moment in moments if moment > at), default=None)
        if soonest is None or self.state(soonest) is not ReferralState.OPEN:
            return None
        return soonest.astimezone(local.tzinfo)

    def _state_at(self, local: datetime) -> ReferralState:
        minute = local.hour * 60 + local.minute
        if not any(
            weekday == local.weekday() and opens <= minute < closes
            for weekday, opens, closes in self.spans
        ):
            return ReferralState.CLOSED
        day_off = (local.month, local.day) in _HOLIDAYS
        return ReferralState.UNCERTAIN if day_off else ReferralState.OPEN


def parse_hours(text: str, zone: str | None = None) -> Hours:
    """Read opening hours.

    Args:
        text: Hours in the grammar of this module.
        zone: The IANA name of the zone; needed unless *text* is ``24/7``.

    Raises:
        ValueError: *text* does not follow the grammar, has overlapping spans, or has more than 70.
    """
    if text == "24/7":
        return Hours()
    parts = text.split(", ", _MAX_SPANS)
    if len(parts) > _MAX_SPANS:
        raise ValueError(f"more than {_MAX_SPANS} spans")
    spans = sorted(span for part in parts for span in _spans(part))
    for (day, _, closes), (next_day, opens, _) in pairwise(spans):
        if day == next_day and opens < closes:
            raise ValueError(f"two spans overlap on {WEEKDAYS[day]}")
    return Hours(zone=zone, spans=tuple(spans), text=text)


def why_unread(text: str) -> str:
    """Return the reason why opening hours cannot be read; empty if they can."""
    try:
        parse_hours(text)
    except ValueError as error:
        return str(error)
    return ""


def _spans(part: str) -> Iterator[Span]:
    """Read one span of the grammar, and yield one span for each of its days."""
    match = _SPAN.fullmatch(part)
    if not match:
        raise ValueError("each span reads like Mo-Fr 09:00-17:00, with ', ' between spans")
    first = WEEKDAYS.index(match["first"])
    last = WEEKDAYS.index(match["last"] or match["first"])
    opens, closes = _minute(match["opens"]), _minute(match["closes"])
    if opens in (closes, MINUTES_A_DAY) or max(opens, closes) > MINUTES_A_DAY:
        raise ValueError("a span opens and closes at different times from 00:00 to 24:00")
    for day in range(first, first + (last - first) % 7 + 1):
        if opens < closes:
            yield day % 7, opens, closes
        else:
            yield day % 7, opens, MINUTES_A_DAY
            if closes:
                yield (day + 1) % 7, 0, closes


def _minute(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def _wall_times(at: datetime, zone: str | None) -> Iterator[datetime]:
    """Return the local times of a moment, naive: one, or two near a clock change."""
    at = at.astimezone(UTC)  # In a local zone, adding hours moves the clock hands, not the time.
    try:
        offsets = {
            _local(at + shift, zone).utcoffset()
            for shift in (-_CLOCK_CHANGE_MARGIN, _CLOCK_CHANGE_MARGIN)
        }
    except LookupError:
        return iter(())
    naive = at.replace(tzinfo=None)
    return (naive + offset for offset in offsets if offset is not None)


def has_zone_data() -> bool:
    """Tell whether this machine knows time zones: without, opening hours are uncertain."""
    try:
        _local(datetime(2026, 1, 1, tzinfo=UTC), "America/New_York")
    except LookupError:
        return False
    return True


def _local(at: datetime, zone: str | None) -> datetime:
    """Convert a moment to a zone.

    Raises:
        LookupError: The zone does not exist, or this machine has no data for it.
    """
    from zoneinfo import ZoneInfo  # A host that never asks about hours does not load it.

    if zone is None:
        raise LookupError
    try:
        return at.astimezone(ZoneInfo(zone))
    except (OSError, ValueError) as error:  # The data cannot be read, or *zone* names no file.
        raise LookupError from error


def _moments_of(wall: datetime) -> Iterator[datetime]:
    """Return the moments, in UTC, that a local time can mean: two at a clock change."""
    return (wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1))


# Contacts: the ways to reach somebody.


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Disclosure(Value):
    """Who a line tells about what it hears, and when, as it says itself or as its source does.

    Each is None if that is not known.

    Attributes:
        police: When it tells the police.
        immigration: When it tells immigration officers.
        child_protection: When it tells child protection.
        family: When it tells the person's family.
        employer: When it tells the person's employer.
        home_state: When it tells the government of the country that the person comes from.
    """

    police: Tells | None = None
    immigration: Tells | None = None
    child_protection: Tells | None = None
    family: Tells | None = None
    employer: Tells | None = None
    home_state: Tells | None = None


def _needed_by(field: str) -> str:
    """Say which channels need a field, for the note in a sheet."""
    *others, last = (channel for channel, needed in CHANNEL_FIELDS.items() if needed == field)
    if not others:
        return f"The channel {last} needs it."
    return f"The channels {', '.join(others)} and {last} need it."


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Contact(Value):
    """One way to reach somebody: one channel, one number or address.

    Anything not known is None, never a guess.

    Attributes:
        id: Unique in its resource; the channel unless the pack gives another.
        channel: The channel, such as ``voice`` for a telephone call.
        dial: The number to dial: ``+`` and 7 to 15 digits, or national digits together with
            *dial_region*.
        dial_region: The country in which the national digits work.
        display: The number as people there write it; the digits are those of *dial*.
        keyword: The word to send by SMS, or the keys to press once a call is answered.
        email: The email address.
        url: The ``https`` address of a page, chat or app.
        languages: Languages that the people who answer speak; empty if not known.
        interpreter: Languages in which they call an interpreter; ``mul`` for many.
        hours: The opening hours.
        cost: The price the caller pays; None if not known.
        reachable_from: The only places it can be reached from, ``001`` for everywhere; empty if
            that is not known.
        anonymous: Whether a caller never has to give a name; None if not known.
        recorded: Whether calls are recorded; None if not known.
        shows_on_bill: Whether it shows on the telephone bill; None if not known.
        tells: Who it tells about what a person says, and when; None if not known.
        shares_with: Bodies that may learn what a person says; empty if not known.
        location: Whether there is an address, and whether it is public.
        note: Anything else to know before using it.
        verified: Who checked this contact; None if the verification of its resource applies.
        printed: The page on which its operator prints this very number, where a check doubts it;
            None for nearly every contact.
    """

    # Only a check needs the page on which a number is printed.
    _json_names = (
        *("channel", "id", "dial", "dial_region", "display", "keyword", "email", "url"),
        *("languages", "interpreter", "hours", "cost", "reachable_from", "anonymous", "recorded"),
        *("shows_on_bill", "tells", "shares_with", "location", "note", "verified"),
    )

    channel: Channel
    id: str = attrs.field(
        metadata=facts(
            sheet=(
                "Rarely needed: a short name for this way to reach it. Without it, that is its "
                "channel."
            )
        )
    )
    dial: str | None = attrs.field(
        default=None,
        metadata=facts(
            sheet=(
                "The number to dial: + and the country code, then the number without its first "
                "zero. A short number that only works inside one country is written as it is, "
                f"with dial_region. {_needed_by('dial')}"
            )
        ),
    )
    dial_region: RegionCode | None = None
    display: str | None = attrs.field(
        default=None,
        metadata=facts(
            sheet=(
                "The number as people there write it, with the same digits as dial. Every number "
                "needs it."
            )
        ),
    )
    keyword: str | None = attrs.field(default=None, metadata=facts(prose=True))
    email: str | None = attrs.field(
        default=None, metadata=facts(sheet=f"The email address. {_needed_by('email')}")
    )
    url: str | None = attrs.field(
        default=None,
        metadata=facts(
            sheet=f"The address of the page, chat or app, from https:// on. {_needed_by('url')}"
        ),
    )
    languages: tuple[str, ...] = ()
    interpreter: tuple[str, ...] = ()
    hours: Hours | None = attrs.field(
        default=None,
        metadata=facts(
            sheet=(
                "When somebody answers: 24/7, or days and times such as Mo-Fr 09:00-17:00, Sa "
                "10:00-14:00."
            )
        ),
    )
    cost: ContactCost | None = None
    reachable_from: frozenset[RegionCode] = frozenset()
    anonymous: bool | None = None
    recorded: bool | None = None
    shows_on_bill: bool | None = None
    tells: Disclosure | None = None
    shares_with: frozenset[SharedWith] = attrs.field(
        default=frozenset(), metadata=facts(deprecated="tells")
    )
    location: Location | None = None
    note: Text | None = None
    verified: Verified | None = None
    printed: str | None = attrs.field(
        default=None,
        metadata=facts(
            sheet=(
                "Rarely needed: the address of the page on which its operator prints this very "
                "number, where the check doubts it: no range of its country has it, say."
            ),
        ),
    )


def written_address(contact: Contact) -> str:
    """Return the number or address of a contact as people write it; empty for a place to go to."""
    return contact.display or contact.dial or contact.email or contact.url or ""


# Resources: helplines and services to turn to, guides and reports to read.


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Resource(Record):
    """A helpline, service, organisation, guide, report or campaign.

    Attributes:
        name: Its current name.
        kind: The kind of resource.
        summary: Its work, in one or two sentences.
        purposes: The reasons to turn to it; empty for a record that is only history.
        audience: The people who may find it useful; empty for everybody.
        serves: The groups of people it is for, and nobody else; empty for everybody.
        only_for: The only people who may use it, in words; None if it is for everybody.
        warning: What to know before turning to it that no other field says; never fold it away.
        operator: The organisation that runs it.
        operator_kind: The kind of organisation that answers; None if not known.
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
    audience: frozenset[Audience] = attrs.field(
        default=frozenset(), metadata=facts(deprecated="serves")
    )
    serves: frozenset[Serves] = frozenset()
    only_for: Text | None = None
    warning: SafetyText | None = None
    operator: str | None = attrs.field(default=None, metadata=facts(prose=True))
    operator_kind: OperatorKind | None = None
    returns_people: ReturnsPeople | None = None
    contacts: tuple[Contact, ...] = ()
    publisher: str | None = attrs.field(default=None, metadata=facts(loose=True, prose=True))
    year: int | None = attrs.field(default=None, metadata=LOOSE)
    url: str | None = None
    links: tuple[Link, ...] = ()

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
        pages = (contact.channel in PAGE_CHANNELS for contact in self.contacts)
        return self.kind is ResourceKind.SITE or (bool(self.contacts) and all(pages))

    def is_about_another_matter(self, wanted: Iterable[Purpose]) -> bool:
        """Whether it is about a matter of its own that is not among the wanted purposes.

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


def knows_trafficking(resource: Resource) -> bool:
    """Whether a line gives support, and its topics say that it knows trafficking.

    Not one for children alone; nor a consulate, which helps its citizens in other countries.
    """
    is_elsewhere = resource.is_only_for_children or Purpose.CONSULAR in resource.purposes
    has_topic = not resource.topics.isdisjoint(TRAFFICKING_TOPICS)
    return has_topic and Purpose.SUPPORT in resource.purposes and not is_elsewhere
