"""The answer about help: helplines with their ways, the emergency notice and other notices."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import attrs

from takeaction.core_data import first_language_of
from takeaction.engine.freshness import Freshness
from takeaction.engine.help.emergency import Emergency
from takeaction.engine.help.who_answers import (
    ANYBODY,
    HelpAsker,
    who_answers,
    who_answers_and_tells,
    whom_they_tell,
)
from takeaction.engine.reasons import CodedText, Reason, coded, say
from takeaction.engine.serialization import Answer, Listed
from takeaction.models.pack import NOTHING_ADDED, Added, PackId
from takeaction.models.record import Verified
from takeaction.models.region import WORLD, is_group, place_label
from takeaction.models.resource import Contact, Resource
from takeaction.models.text import ShownText, isolated, tag_chain
from takeaction.value import of
from takeaction.vocabulary.closed_words import Serves
from takeaction.vocabulary.contacts import ReferralState
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.resources import ENFORCEMENT, REPORT_ONLY_PURPOSES, Purpose

if TYPE_CHECKING:  # describes JSON; no answer needs it
    from takeaction.engine.json_types import (
        AddedData,
        HelpData,
        HelpLineData,
        ReferralData,
        WordsData,
    )


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Referral(Answer["ReferralData[str]", "ReferralData[WordsData]"]):
    """One way to reach somebody who can help: one contact of one resource at one moment.

    Attributes:
        resource: The organisation that answers, the people it is for, and its warning.
        contact: The number, address or page; its id in JSON.
        state: Open, uncertain (try anyway) or closed at the moment of the question.
        opens: The next opening of a closed contact, if it is known; else None.
        language: The language asked for if somebody speaks it there, else None.
        interpreter: Whether an interpreter speaks that language.
        via: The place of the resource that led to it, such as ``US`` for somebody in ``US-TX``.
        freshness: The age of the evidence for this contact.
        also_in: The ids of the records of other packs that list the same number or address, in
            order; their cautions are kept.
        is_disputed: Whether a record of another pack says that others answer it, or who they tell.
        resembles: The id of the record whose name, number or host this one is easily mistaken for,
            or None.
        added: The places and languages that only patches of other packs claim for the contact.
        reachable: True if it is known to work from the caller's place; None if nobody knows or
            asked. Never False: such a contact is no referral.
        languages: The languages of its texts, most wanted first.
        asker: The reader, which decides who is named first among those that the line may tell.
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
    is_disputed: bool = False
    resembles: str | None = None
    added: Added = NOTHING_ADDED
    reachable: bool | None = None
    languages: tuple[str, ...] = ("en",)
    asker: HelpAsker = attrs.field(default=ANYBODY, eq=False)

    # No place or language that was asked for.
    _repr_names = (
        "resource.id",
        "contact.id as contact",
        "contact.dial",
        "state",
        "freshness.state as freshness",
    )

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
        """Who answers and who they tell, in the library's own words, to show before the number."""
        language = first_language_of(self.languages)
        return who_answers_and_tells(
            self.resource, language, self.asker, is_disputed=self.is_disputed
        )

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

    @property
    def _hours(self) -> str | None:
        """The opening hours, such as ``24/7`` or ``Mo-Fr 09:00-17:00``; None if not known."""
        return self.contact.hours.text if self.contact.hours else None

    @property
    def _zone(self) -> str | None:
        """The IANA time zone of the hours, or None."""
        return self.contact.hours.zone if self.contact.hours else None

    @property
    def _added(self) -> "_Added":
        """The places and languages that only patches of other packs claim for it."""
        return _Added(dict(self.added.regions), self.languages_added)

    _json_names = (  # who answers before the number
        *("resource.id", "also_in", "is_disputed", "contact.id as contact", "text_language"),
        *of("resource", "name summary purposes warning only_for"),
        *of("resource", "operator operator_kind returns_people"),
        *("who", "is_enforcement", "only_reports", "resembles"),
        *of("contact", "note channel dial dial_region display url email keyword"),
        *of("contact", "languages cost shows_on_bill recorded anonymous"),
        *("may_show_on_bill", *of("contact", "shares_with"), "_hours as hours", "_zone as zone"),
        *("state", "opens", "language", "interpreter", "via", "reachable", "freshness", "verified"),
        *("_added as added", "resource.reviewed", "resource.source"),
    )


@attrs.frozen(eq=False, repr=False)
class _Added(Answer["AddedData", "AddedData"]):
    """The places and languages that only patches of other packs claim for a contact.

    Attributes:
        regions: The pack that claims each place, by the code of the place.
        languages: The pack that claims each language, by its tag.
    """

    regions: Mapping[str, PackId]
    languages: Mapping[str, PackId]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class HelpLine(Answer["HelpLineData[str]", "HelpLineData[WordsData]"]):
    """A helpline or service with the ways to reach it: a call, a text, a chat, a page.

    Whatever is said of a line without naming a way, such as its contact, is that of its first way.

    Attributes:
        ways: The ways to reach it, best first; never empty.
        is_general: Whether it doesn't serve the matter that was asked about: show such lines under
            a heading of their own.
    """

    ways: tuple[Referral, ...]
    is_general: bool = False

    def _shown(self) -> dict[str, object]:
        """Return the parts for ``repr``: no place or language that was asked for."""
        return {
            "id": self.resource.id,
            "contact": self.contact.id,
            "dial": self.contact.dial,
            "state": self.state,
            "ways": len(self.ways),
        }

    @property
    def resource(self) -> Resource:
        """The organisation that answers, the people it is for, and its warning."""
        return self.ways[0].resource

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of its texts, most wanted first."""
        return self.ways[0].languages

    @property
    def name(self) -> ShownText:
        """Its name, in the reader's language if the record has it."""
        return self.resource.name.shown(self.languages)

    @property
    def text_language(self) -> str:
        """The language of its name as shown."""
        return self.ways[0].text_language

    @property
    def who_answers(self) -> ShownText:
        """Who picks up, in the library's own words, to show before the number."""
        language, is_disputed = first_language_of(self.languages), self.is_disputed
        return who_answers(self.resource, language, is_disputed=is_disputed)

    @property
    def is_disputed(self) -> bool:
        """Whether packs differ in who answers, or in who they tell."""
        return any(way.is_disputed for way in self.ways)

    @property
    def tells(self) -> ShownText | None:
        """Who they tell, or that we don't know, to show before the number.

        None for police and immigration officers, and for a page on which nobody answers.
        """
        language = first_language_of(self.languages)
        return whom_they_tell(self.resource, language, self.ways[0].asker)

    @property
    def who(self) -> ShownText:
        """Who answers and who they tell, as one paragraph."""
        return self.ways[0].who

    @property
    def serves(self) -> frozenset[Serves]:
        """The people it is for and nobody else, sorted in JSON; empty if it is for everybody."""
        return self.resource.for_whom

    @property
    def contact(self) -> Contact:
        """The number, address or page of its first way."""
        return self.ways[0].contact

    @property
    def display(self) -> str | None:
        """The number of its first way, ready to be put into a line of text; None without one."""
        return self.ways[0].display

    @property
    def state(self) -> ReferralState:
        """Closed if all its ways are; else open or uncertain, as the first way that is not."""
        closed = ReferralState.CLOSED
        return next((way.state for way in self.ways if way.state is not closed), closed)

    @property
    def opens(self) -> datetime | None:
        """The next opening of its first way, if it is closed and that is known; else None."""
        return self.ways[0].opens if self.state is ReferralState.CLOSED else None

    @property
    def via(self) -> str:
        """The place of the resource that led to it, such as ``US`` for somebody in ``US-TX``."""
        return self.ways[0].via

    @property
    def is_enforcement(self) -> bool:
        """Whether police or immigration enforcement answer."""
        return self.ways[0].is_enforcement

    @property
    def only_reports(self) -> bool:
        """Whether it takes reports and gives no help."""
        return self.ways[0].only_reports

    @property
    def resembles(self) -> str | None:
        """The id of the record that it is easily mistaken for; None if there is none."""
        return self.ways[0].resembles

    @property
    def also_in(self) -> tuple[str, ...]:
        """The ids of the records of other packs that list one of its numbers, in order."""
        return tuple(sorted({id for way in self.ways for id in way.also_in}))

    @property
    def freshness(self) -> Freshness:
        """The age of the evidence for its first way."""
        return self.ways[0].freshness

    @property
    def verified(self) -> Verified:
        """The verification of its first way, or else of its resource."""
        return self.ways[0].verified

    _json_names = (  # who answers before the ways
        *("resource.id", "name", "who_answers", "tells", "serves", "state", "opens", "is_general"),
        "ways",
    )


HUMAN = "human."
"""What the codes of the sentences begin with that come first, after the danger."""

MOST_LINES = 3
"""The helplines that people read: views fold others, which would push the first off a screen."""

_ABOVE = frozenset({"help.unserved", "help.directory", "help.own_government", "trace.device"})
"""The notices to read before a line: what is missing, who to ask first, whose phone it is."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Help(Answer["HelpData[str]", "HelpData[WordsData]"], Listed[HelpLine]):
    """The helplines for a place, best first: the answer of ``find_help``.

    A slice of it is such a list, with the same notices.

    Attributes:
        lines: The helplines, best first; may be empty.
        emergency: The advice for immediate danger; always there.
        chain: The codes of the places that were searched, narrowest first.
        notices: Notices about this list, in order, with advice where it is empty; in the library's
            own words. Codes that begin with ``trace.`` are about the traces of a call or a page.
        parts: The codes of the parts of the place whose lines would come first, to ask again for.
        unserved: The topics of the question that no line of the place serves, or of the places
            around it.
    """

    _listed = "lines"

    lines: tuple[HelpLine, ...]
    emergency: Emergency
    chain: tuple[str, ...]
    notices: tuple[Reason, ...] = ()
    parts: tuple[str, ...] = ()
    unserved: tuple[NeedTopic, ...] = ()

    @property
    def human(self) -> tuple[Reason, ...]:
        """The notices for whoever asked, to show right after the danger line; mostly one."""
        return tuple(notice for notice in self.notices if notice.code.startswith(HUMAN))

    @property
    def above(self) -> tuple[Reason, ...]:
        """The notices to show above the lines, on what is missing and who to ask first."""
        return tuple(notice for notice in self.notices if self._is_above(notice))

    @property
    def below(self) -> tuple[Reason, ...]:
        """All other notices, to show below the lines."""
        return tuple(
            notice
            for notice in self.notices
            if not self._is_above(notice) and not notice.code.startswith(HUMAN)
        )

    def _is_above(self, notice: Reason) -> bool:
        """Whether a notice comes above: a part of the country may have what the whole lacks."""
        return notice.code in _ABOVE or bool(self.unserved and notice.code == "help.parts")

    def heading(self, place: int) -> ShownText | None:
        """Return what to say above a line, if it is for other matters than that asked about.

        Args:
            place: The place of the line in the list, from 0.
        """
        return heading_of(self, place)

    @property
    def ways(self) -> tuple[Referral, ...]:
        """The ways of all its lines, in order."""
        return tuple(way for line in self.lines for way in line.ways)

    def _shown(self) -> dict[str, object]:
        return {"emergency": self.emergency.dial, "notices": len(self.notices)}

    @property
    def _notices(self) -> tuple[CodedText, ...]:
        """Notices about the list, in order."""
        return coded(self.notices)

    _json_names = (  # danger comes first
        *("emergency", "lines", "chain", "unserved", "_notices as notices", "parts"),
    )


def heading_of(lines: Sequence[HelpLine], place: int) -> ShownText | None:
    """Return what to say above a line of a list, if it is for other matters than that asked about.

    In an answer for several places a line of one country says which. The last lines for other
    matters have one heading for all. One that stands further up, since somebody answers it now, has
    its own: a line below it may be for the matter again.

    Args:
        lines: The whole list, best first.
        place: The place of the line in it, from 0.
    """
    line = lines[place]
    is_of_one = not is_group(line.via) and Purpose.CONSULAR not in line.resource.purposes
    if isinstance(lines, Help) and lines.chain == (WORLD,) and is_of_one:
        return place_label(line.via).shown(line.languages)
    if not line.is_general:
        return None
    start = len(lines)
    while start and lines[start - 1].is_general:
        start -= 1
    if place > start:
        return None
    is_last = place == start and start < len(lines) - 1
    code = "help.general" if is_last else "help.general_one"
    return say(code, first_language_of(line.languages))
