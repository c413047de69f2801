"""The JSON of answers about help."""

from typing import Generic, TypedDict

from takeaction.engine.shapes.parts import (
    CodedTextData,
    FreshnessData,
    Moment,
    ReviewedData,
    SourceData,
    T,
    VerifiedData,
    WebAddress,
)
from takeaction.engine.shapes.words import (
    ChannelWord,
    ContactCostWord,
    NeedTopicWord,
    OperatorKindWord,
    PurposeWord,
    ReferralStateWord,
    ReturnsPeopleWord,
    ServesWord,
    ServiceWord,
    SharedWithWord,
)


class EmergencyServiceData(TypedDict):
    """The number of one emergency service.

    Keys:
        service: The service.
        dial: Its number, as dialled from a mobile phone in that place.
    """

    service: ServiceWord
    dial: str


class EmergencySourceData(TypedDict):
    """One source of an emergency number.

    Keys:
        title: The name of the source.
        dated: Its date: YYYY, YYYY-MM or YYYY-MM-DD; null if it has only a version.
    """

    title: str
    dated: str | None


class CallerNumberData(TypedDict):
    """The emergency number for a caller who is in another country than the danger.

    Keys:
        place: The code of the caller's country or territory.
        dial: Its emergency number, or null if none is certain.
    """

    place: str
    dial: str | None


class EmergencyData(TypedDict, Generic[T]):
    """The emergency notice, in the library's own words: no pack can change or hide it.

    Keys:
        text: The advice for danger. It names the number, and the place where that works.
        place: The code of the country or territory where help is needed; null for a group of
            countries.
        dial: The number to call in that place; null if none is certain.
        caution: Whether a call to that number may not be answered.
        services: The numbers of the services there.
        source: The sources of the number.
        note: A second number or another way to call there, as a sentence; else null.
        caller: The number for a caller in another country; else null.
    """

    text: T
    place: str | None
    dial: str | None
    caution: bool
    services: list[EmergencyServiceData]
    source: list[EmergencySourceData]
    note: T | None
    caller: CallerNumberData | None


class AddedData(TypedDict):
    """The places and languages that only patches of other packs claim for a contact.

    Keys:
        regions: The pack that claims each place, by the code of the place.
        languages: The pack that claims each language, by its tag.
    """

    regions: dict[str, str]
    languages: dict[str, str]


class ReferralData(TypedDict, Generic[T]):
    """One way to reach somebody who can help: who answers before the number.

    Keys:
        id: The id of the record of the organisation.
        also_in: The ids of records of other packs that list the same number or address, in order.
        contact: The id of the contact in its record.
        text_language: The language of the name as shown.
        name: The name of the helpline or organisation.
        summary: Its work, in one or two sentences, or null.
        purposes: The reasons to turn to it, sorted.
        warning: Facts to know before turning to it; show it before the number. Null if none.
        only_for: The only people who may use it, in words; null if it is for everybody.
        operator: The organisation that runs it, or null.
        operator_kind: The kind of organisation that answers; null if not known.
        returns_people: Whether it takes people back to their family or employer; null if not known.
        who: Who answers and who they tell, in the library's own words; show it before the number.
        is_enforcement: Whether police or immigration enforcement answer.
        only_reports: Whether it takes reports and gives no help.
        resembles: The id of the record that this one is easily mistaken for, or null.
        note: Anything else to know before using it, or null.
        channel: The channel, such as ``voice`` for a telephone call.
        dial: The number to dial: with ``+``, or national digits that work in ``dial_region``.
        dial_region: The country in which national digits work, or null.
        display: The number as people there write it, or null.
        url: The address of a page, chat or app, or null.
        email: The email address, or null.
        keyword: The word to send by SMS, or null.
        languages: The languages that the people who answer speak; empty if not known.
        cost: The price the caller pays; null if not known.
        shows_on_bill: Whether it shows on the telephone bill; null if not known.
        recorded: Whether calls are recorded; null if not known.
        anonymous: Whether a caller never has to give a name; null if not known.
        may_show_on_bill: Whether a call or text may show on the bill; not known counts as yes.
        shares_with: The bodies that may learn what a person says, sorted; empty if not known.
        hours: The opening hours, such as ``24/7`` or ``Mo-Fr 09:00-17:00``; null if not known.
        zone: The IANA time zone of the hours, or null.
        state: Open, uncertain (try anyway) or closed at the moment of the question.
        opens: The next opening of a closed contact, or null.
        language: The language asked for if somebody speaks it there, else null.
        interpreter: Whether an interpreter speaks that language.
        via: The place of the record that led to it, such as ``US`` for somebody in ``US-TX``.
        reachable: Whether it works from the caller's place; null if nobody knows or asked.
        freshness: The age of the evidence for this contact.
        verified: The last check of this contact.
        added: The places and languages that only patches of other packs claim for it.
        reviewed: The last review, or null.
        source: The page or publication it comes from.
    """

    id: str
    also_in: list[str]
    contact: str
    text_language: str
    name: T
    summary: T | None
    purposes: list[PurposeWord]
    warning: T | None
    only_for: T | None
    operator: str | None
    operator_kind: OperatorKindWord | None
    returns_people: ReturnsPeopleWord | None
    who: T
    is_enforcement: bool
    only_reports: bool
    resembles: str | None
    note: T | None
    channel: ChannelWord
    dial: str | None
    dial_region: str | None
    display: str | None
    url: WebAddress | None
    email: str | None
    keyword: str | None
    languages: list[str]
    cost: ContactCostWord | None
    shows_on_bill: bool | None
    recorded: bool | None
    anonymous: bool | None
    may_show_on_bill: bool
    shares_with: list[SharedWithWord]
    hours: str | None
    zone: str | None
    state: ReferralStateWord
    opens: Moment | None
    language: str | None
    interpreter: bool
    via: str
    reachable: bool | None
    freshness: FreshnessData
    verified: VerifiedData
    added: AddedData
    reviewed: ReviewedData | None
    source: SourceData


class HelpLineData(TypedDict, Generic[T]):
    """A helpline or service with the ways to reach it: who answers before the numbers.

    Keys:
        id: The id of the record of the organisation.
        name: The name of the helpline or organisation.
        who_answers: Who picks up, in the library's own words; show it before the number.
        tells: Whom they tell, or that we don't know; show it before the number. Null for police
            and immigration officers, and for a page on which nobody answers.
        serves: The people it is for and nobody else, sorted; empty if it is for everybody.
        state: Closed if all its ways are, else open or uncertain (try anyway).
        opens: The next opening of a closed line, or null.
        is_general: Whether it doesn't serve the matter that was asked about: show such lines under
            a heading of their own.
        ways: The ways to reach it, best first; never empty.
    """

    id: str
    name: T
    who_answers: T
    tells: T | None
    serves: list[ServesWord]
    state: ReferralStateWord
    opens: Moment | None
    is_general: bool
    ways: list[ReferralData[T]]


class HelpData(TypedDict, Generic[T]):
    """The answer of ``find_help``.

    Keys:
        lines: The helplines, best first; may be empty.
        emergency: The advice for immediate danger; always there.
        chain: The codes of the places that were searched, narrowest first.
        unserved: The topics of the question that none of the lines of the place serves.
        notices: Notices about the list, in order.
        parts: The codes of the parts of the place that have more lines, to ask again for.
    """

    lines: list[HelpLineData[T]]
    emergency: EmergencyData[T]
    chain: list[str]
    unserved: list[NeedTopicWord]
    notices: list[CodedTextData[T]]
    parts: list[str]
