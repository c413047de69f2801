"""Contacts: the ways to reach somebody."""

import attrs

from takeaction.models.hours import Hours
from takeaction.models.record import RegionCode
from takeaction.models.source import Verified
from takeaction.models.text import Text
from takeaction.value import Value
from takeaction.vocabulary.closed_words import Tells
from takeaction.vocabulary.contacts import Channel, ContactCost, Location, SharedWith


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Disclosure(Value):
    """Whom a line tells what it hears, and when, as it says itself or as its source does.

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
        keyword: The word to send by SMS.
        email: The email address.
        url: The ``https`` address of a page, chat or app.
        languages: Languages that the people who answer speak; empty if not known.
        interpreter: Languages in which they call an interpreter; ``mul`` for many.
        hours: The opening hours.
        cost: The price the caller pays.
        reachable_from: The only places it can be reached from, ``001`` for everywhere; empty if
            that is not known.
        anonymous: Whether a caller never has to give a name.
        recorded: Whether calls are recorded.
        shows_on_bill: Whether it shows on the telephone bill.
        tells: Whom it tells what a person says, and when; None if not known.
        shares_with: Bodies that may learn what a person says; empty if not known. Deprecated:
            *tells* also says when.
        location: Whether there is an address, and whether it is public.
        note: Anything else to know before using it.
        verified: Who checked this contact; None if the verification of its resource applies.
    """

    channel: Channel
    id: str
    dial: str | None = None
    dial_region: RegionCode | None = None
    display: str | None = None
    keyword: str | None = None
    email: str | None = None
    url: str | None = None
    languages: tuple[str, ...] = ()
    interpreter: tuple[str, ...] = ()
    hours: Hours | None = None
    cost: ContactCost | None = None
    reachable_from: frozenset[RegionCode] = frozenset()
    anonymous: bool | None = None
    recorded: bool | None = None
    shows_on_bill: bool | None = None
    tells: Disclosure | None = None
    shares_with: frozenset[SharedWith] = frozenset()
    location: Location | None = None
    note: Text | None = None
    verified: Verified | None = None
