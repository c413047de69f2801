"""What an answer to "where is help?" holds: referrals, the emergency notice, and what to know."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, overload

import attrs

from takeaction.engine.freshness import Freshness
from takeaction.engine.reasons import Reason
from takeaction.engine.serialization import plain_data
from takeaction.models.contact import Contact
from takeaction.models.resource import Resource
from takeaction.models.source import Verified
from takeaction.models.text import isolated
from takeaction.value import Value
from takeaction.vocabulary import OperatorKind, Purpose, ReferralState

_ENFORCERS = (OperatorKind.POLICE, OperatorKind.IMMIGRATION_ENFORCEMENT)
_REPORTS = frozenset({Purpose.REPORT, Purpose.LEARN, Purpose.ADVOCATE, Purpose.GIVE})


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Referral(Value):
    """One contact of one resource at one moment.

    Attributes:
        resource: Who answers, for whom, and what to know before.
        contact: How to reach it.
        state: Open, uncertain (try anyway) or closed.
        opens: When it opens next, if it is closed and that is known.
        language: The language asked for, if somebody is there for it, else None.
        interpreter: Whether that is by an interpreter.
        via: The region through which it was found, such as ``US`` for ``US-TX``.
        freshness: How old the evidence of this contact is.
        reachable: True if it is known to work from where the call is made; None if that is not
            known, or if no such place was named. What is known not to work is never a referral.
        languages: What its texts are shown in, in order of wish.
    """

    resource: Resource
    contact: Contact
    state: ReferralState
    opens: datetime | None
    language: str | None
    interpreter: bool
    via: str
    freshness: Freshness
    reachable: bool | None = None
    languages: tuple[str, ...] = ("en",)

    @property
    def is_enforcement(self) -> bool:
        """True if police or immigration enforcement answer."""
        return self.resource.operator_kind in _ENFORCERS

    @property
    def only_reports(self) -> bool:
        """True if it takes reports and gives no help."""
        return self.resource.purposes <= _REPORTS

    @property
    def may_show_on_bill(self) -> bool:
        """True unless it is known that a call or text shows on no telephone bill."""
        return self.contact.dial is not None and self.contact.shows_on_bill is not False

    @property
    def text_language(self) -> str:
        """The language that its name is shown in."""
        return self.resource.name.pick(self.languages).language

    @property
    def display(self) -> str | None:
        """The number as it is put into a line of text.

        Where the text runs from right to left, marks around it keep its digits in order. In JSON,
        where it stands alone, there are no marks.
        """
        shown = self.contact.display
        return shown and isolated(shown, self.text_language)

    @property
    def verified(self) -> Verified:
        """Who made sure of this contact."""
        return self.contact.verified or self.resource.verified

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        contact, resource = self.contact, self.resource
        own = ("state", "opens", "language", "interpreter", "via", "reachable", "freshness")
        of_contact = ("note", "channel", "dial", "display", "url", "email", "keyword", "languages")
        facts = ("cost", "shows_on_bill", "recorded", "anonymous", "shares_with")
        of_resource = ("name", "summary", "purposes", "warning", "only_for", "operator")
        shown = {
            "id": resource.id,
            "contact": contact.id,
            "text_language": self.text_language,
            **{name: getattr(resource, name) for name in (*of_resource, "operator_kind")},
            **{name: getattr(contact, name) for name in (*of_contact, *facts)},
            **{name: getattr(self, name) for name in (*own, "verified")},
        }
        made: dict[str, Any] = plain_data(shown, self.languages)
        return made


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Emergency(Value):
    """What to do in danger; the core's own words, that no pack can change or hide.

    Attributes:
        text: The words.
        dial: The emergency number, from an installed record for this place, else None.
        id: That record, or None.
    """

    text: str
    dial: str | None = None
    id: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        made: dict[str, Any] = plain_data(self)
        return made


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Help(Value, Sequence[Referral]):
    """Referrals in the order in which to try them.

    Attributes:
        referrals: The referrals; may be empty, and then the emergency notice still stands.
        emergency: What to do in danger.
        chain: The places that were looked in, narrowest first.
        notices: What to know about this list, and what to do where it is empty, in order; the
            core's own words. Those with a code that begins with ``trace.`` are about what a call
            or a page leaves behind.
    """

    referrals: tuple[Referral, ...]
    emergency: Emergency
    chain: tuple[str, ...]
    notices: tuple[Reason, ...] = ()

    @overload
    def __getitem__(self, index: int) -> Referral: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Referral, ...]: ...
    def __getitem__(self, index: int | slice) -> Referral | tuple[Referral, ...]:
        return self.referrals[index]

    def __len__(self) -> int:
        return len(self.referrals)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "referrals": [referral.as_json() for referral in self.referrals],
            "emergency": self.emergency.as_json(),
            "chain": list(self.chain),
            "notices": [{"code": each.code, "text": each.text} for each in self.notices],
        }
