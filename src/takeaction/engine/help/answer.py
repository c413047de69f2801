"""The answer about help: referrals, the emergency notice and notices about the list."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, overload

import attrs

from takeaction.core_data import first_language_of
from takeaction.engine.freshness import Freshness
from takeaction.engine.help.emergency import Emergency
from takeaction.engine.help.who_answers import who_answers
from takeaction.engine.reasons import Reason
from takeaction.engine.serialization import Answer
from takeaction.models.amendments.added import NOTHING_ADDED, Added, PackId
from takeaction.models.contact import Contact
from takeaction.models.resource import Resource
from takeaction.models.source import Verified
from takeaction.models.text import ShownText, isolated, tag_chain
from takeaction.vocabulary.contacts import ReferralState
from takeaction.vocabulary.resources import ENFORCEMENT, REPORT_ONLY_PURPOSES

if TYPE_CHECKING:  # describes JSON; no answer needs it
    from takeaction.engine.shapes.help import HelpData, ReferralData
    from takeaction.engine.shapes.parts import WordsData


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Referral(Answer["ReferralData[str]", "ReferralData[WordsData]"]):
    """One contact of one resource at one moment: one way to reach somebody who can help.

    Attributes:
        resource: The organisation that answers, the people it is for, and its warning.
        contact: The number, address or page.
        state: Open, uncertain (try anyway) or closed.
        opens: The next opening, if the contact is closed and its next opening is known.
        language: The language asked for if somebody speaks it there, else None.
        interpreter: Whether an interpreter speaks it.
        via: The place of the resource that led to it, such as ``US`` for somebody in ``US-TX``.
        freshness: The age of the evidence for this contact.
        also_in: The ids of the records of other packs that list the same number or address, in
            order. The words are those of *resource*; cautions of any of them are kept.
        resembles: The id of the record whose name, number or host this one is easily mistaken
            for; None if there is none.
        added: The places and languages that only patches of other packs claim for the contact.
        reachable: True if the contact is known to work from the caller's place; None if nobody
            knows, or if the question names no such place. A contact that is known not to work is
            never a referral.
        languages: The languages of its texts, most wanted first.
    """

    resource: Resource
    contact: Contact
    state: ReferralState
    opens: datetime | None
    language: str | None
    interpreter: bool
    via: str
    freshness: Freshness
    also_in: tuple[str, ...] = ()
    resembles: str | None = None
    added: Added = NOTHING_ADDED
    reachable: bool | None = None
    languages: tuple[str, ...] = ("en",)

    def _shown(self) -> dict[str, object]:
        """Return the parts for ``repr``: no place or language that was asked for."""
        return {
            "id": self.resource.id,
            "contact": self.contact.id,
            "dial": self.contact.dial,
            "state": self.state,
            "freshness": self.freshness.state,
        }

    @property
    def is_enforcement(self) -> bool:
        """Whether police or immigration enforcement answer."""
        return self.resource.operator_kind in ENFORCEMENT

    @property
    def only_reports(self) -> bool:
        """Whether it takes reports and gives no help."""
        return self.resource.purposes <= REPORT_ONLY_PURPOSES

    @property
    def may_show_on_bill(self) -> bool:
        """Whether a call or text may show on the telephone bill; unknown counts as yes."""
        return self.contact.dial is not None and self.contact.shows_on_bill is not False

    @property
    def who(self) -> ShownText:
        """Who answers and who they tell, in the core's own words, to show before the number."""
        return who_answers(self.resource, first_language_of(self.languages))

    @property
    def text_language(self) -> str:
        """The language of its name as shown."""
        return self.resource.name.pick(self.languages).language

    @property
    def display(self) -> str | None:
        """The number, ready to be put into a line of text; None if there is no number.

        In text that runs from right to left, marks around the number keep its digits in order.
        JSON has the number without marks.
        """
        number = self.contact.display
        return number and isolated(number, self.text_language)

    @property
    def verified(self) -> Verified:
        """The verification of this contact, or else of its resource."""
        return self.contact.verified or self.resource.verified

    @property
    def is_place_added(self) -> bool:
        """Whether only a patch of another pack says that it is for the place."""
        return self.via in dict(self.added.regions)

    @property
    def is_language_added(self) -> bool:
        """Whether only a patch of another pack says that somebody speaks the language."""
        if self.language is None or self.interpreter:
            return False
        spoken = set(tag_chain(self.language)).intersection(self.contact.languages)
        return spoken <= self.languages_added.keys()

    @property
    def languages_added(self) -> dict[str, PackId]:
        """The pack that claims each language, for the languages that only a patch claims."""
        return self.added.languages_of(self.contact.id)

    def _json_fields(self) -> dict[str, Any]:
        """Return the values of its JSON by their keys: who answers before the number."""
        contact, resource = self.contact, self.resource
        operator_names = ("operator", "operator_kind", "returns_people")
        resource_names = ("name", "summary", "purposes", "warning", "only_for", *operator_names)
        dial_names = ("dial", "dial_region", "display", "url", "email", "keyword")
        contact_facts = ("languages", "cost", "shows_on_bill", "recorded", "anonymous")
        referral_names = ("state", "opens", "language", "interpreter", "via", "reachable")
        return {
            "id": resource.id,
            "also_in": self.also_in,
            "contact": contact.id,
            "text_language": self.text_language,
            **_facts_of(resource, resource_names),
            **_facts_of(self, ("who", "is_enforcement", "only_reports", "resembles")),
            **_facts_of(contact, ("note", "channel", *dial_names, *contact_facts)),
            **_facts_of(self, ("may_show_on_bill",)),
            "shares_with": contact.shares_with,
            "hours": contact.hours and contact.hours.text,
            "zone": contact.hours and contact.hours.zone,
            **_facts_of(self, (*referral_names, "freshness", "verified")),
            "added": {"regions": dict(self.added.regions), "languages": self.languages_added},
            "reviewed": resource.reviewed,
            "source": resource.source,
        }


def _facts_of(part: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(part, name) for name in names}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Help(Answer["HelpData[str]", "HelpData[WordsData]"], Sequence[Referral]):
    """A list of referrals, best first. A slice of it is such a list, with the same notices.

    Attributes:
        referrals: The referrals; may be empty, and the emergency notice is there all the same.
        emergency: The advice for immediate danger.
        chain: The places that were searched, narrowest first.
        notices: Notices about this list, in order, with advice where it is empty; in the core's
            own words. Codes that begin with ``trace.`` are about the traces of a call or a page.
    """

    referrals: tuple[Referral, ...]
    emergency: Emergency
    chain: tuple[str, ...]
    notices: tuple[Reason, ...] = ()
    parts: tuple[str, ...] = ()

    def _shown(self) -> dict[str, object]:
        return {"emergency": self.emergency.dial, "notices": len(self.notices)}

    @overload
    def __getitem__(self, index: int) -> Referral: ...
    @overload
    def __getitem__(self, index: slice) -> "Help": ...
    def __getitem__(self, index: int | slice) -> "Referral | Help":
        if isinstance(index, slice):
            return attrs.evolve(self, referrals=self.referrals[index])
        return self.referrals[index]

    def __len__(self) -> int:
        return len(self.referrals)

    def of_first(self, lines: int) -> "Help":
        """Return the same help with the referrals of its first lines alone.

        Args:
            lines: The most lines: one line may have several ways to reach it.
        """
        ids = tuple(dict.fromkeys(referral.resource.id for referral in self.referrals))[:lines]
        kept = (referral for referral in self.referrals if referral.resource.id in ids)
        return attrs.evolve(self, referrals=tuple(kept))

    def _json_fields(self) -> dict[str, Any]:
        """Return the values of its JSON by their keys."""
        notices = tuple({"code": notice.code, "text": notice.text} for notice in self.notices)
        return {
            "referrals": self.referrals,
            "emergency": self.emergency,
            "chain": self.chain,
            "notices": notices,
        }
