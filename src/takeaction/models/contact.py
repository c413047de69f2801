"""One way to reach somebody."""

import attrs

from takeaction.models.hours import Hours
from takeaction.models.record import RegionCode
from takeaction.models.source import Verified
from takeaction.models.text import Text
from takeaction.value import Value
from takeaction.vocabulary import Channel, ContactCost, Location, SharedWith


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Contact(Value):
    """One way to reach somebody: one channel, one number or address.

    What is not known is None, never a guess.

    Attributes:
        id: Unique in its resource; its channel unless the pack names it.
        channel: How it is reached.
        dial: What a telephone dials: ``+`` and 7 to 15 digits, or national digits together
            with *dial_region*.
        dial_region: The country inside which national digits work.
        display: The number as people there write it; it has the digits of *dial*.
        keyword: The word to send by SMS.
        email: The address of a mailbox.
        url: The ``https`` address of a page, chat or app.
        languages: Languages of the people who answer; empty if not known.
        interpreter: Languages that an interpreter is called for; ``mul`` for many.
        hours: When somebody answers.
        cost: What the caller pays.
        reachable_from: The only places it can be reached from, ``001`` for everywhere; empty if
            that is not known.
        anonymous: Whether a name is never needed.
        recorded: Whether calls are recorded.
        shows_on_bill: Whether it shows on the telephone bill.
        shares_with: Who may come to see what a person says; empty if not known.
        location: Whether there is an address, and whether it may be known.
        note: What else to know before using it.
        verified: Who made sure of this contact; None if what the record says holds.
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
    shares_with: frozenset[SharedWith] = frozenset()
    location: Location | None = None
    note: Text | None = None
    verified: Verified | None = None
