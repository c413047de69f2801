# Generated from the classes of answers by scripts/answer_schemas.py; change these.
"""The JSON of answers, as type checkers see it; nothing needs it at run time.

A type that has texts takes theirs: ``ReasonData[str]`` where each text is a string,
``ReasonData[WordsData]`` where its language and its source are apart. Every key is always there;
null means not known, or none.
"""

from typing import Generic, Literal, NotRequired, TypeAlias, TypedDict, TypeVar

T = TypeVar("T")
"""The type of a text: ``str`` or ``WordsData``."""

# "for" is a word of Python, so no class can have a field of this name.
_For = TypedDict("_For", {"for": list[str]})

AsksWord: TypeAlias = Literal["self", "worker", "other", "professional"]
CadenceWord: TypeAlias = Literal[
    "once",
    "daily",
    "weekly",
    "monthly",
    "yearly",
    "ongoing",
    "as-needed",
]
ChannelWord: TypeAlias = Literal["voice", "sms", "chat", "email", "web", "app", "tty", "in-person"]
ChildConcernedWord: TypeAlias = Literal["writer", "other"]
ConcernWord: TypeAlias = Literal[
    "not-enough-information",
    "some-concern",
    "serious-concern",
    "strong-concern",
]
ContactCostWord: TypeAlias = Literal["free", "local-rate", "mobile-rate", "paid"]
CostWord: TypeAlias = Literal["none", "low", "medium", "high"]
DangerWord: TypeAlias = Literal["danger", "now", "body", "pills"]
ElementWord: TypeAlias = Literal["act", "means", "purpose", "context"]
FreshnessStateWord: TypeAlias = Literal["fresh", "aging", "stale", "expired", "unknown"]
GateWord: TypeAlias = Literal[
    "status",
    "region",
    "age",
    "roles",
    "concern",
    "mode",
    "cost",
    "risk",
    "minutes",
    "after",
    "done",
    "dismissed",
]
GoodKindWord: TypeAlias = Literal["forced", "child", "input", "sector"]
GradeBasisWord: TypeAlias = Literal["ilo-delphi", "ilo-by-concept", "law", "editorial"]
GradeWord: TypeAlias = Literal["context", "weak", "medium", "strong"]
IntentWord: TypeAlias = Literal[
    "need-self",
    "need-other",
    "signs",
    "report",
    "purchase",
    "travel",
    "act",
    "learn",
    "find-line",
    "other-harm",
    "other-trouble",
    "greeting",
    "unknown",
]
KindWord: TypeAlias = Literal[
    "action",
    "resource",
    "indicator",
    "vendor",
    "label",
    "good",
    "rating",
    "word",
]
LabelKindWord: TypeAlias = Literal[
    "product-certification",
    "enterprise-verification",
    "site-certification",
    "company-certification",
    "worker-driven-agreement",
    "membership",
]
ListenWord: TypeAlias = Literal["maybe", "trouble"]
MethodWord: TypeAlias = Literal[
    "called",
    "operator-page",
    "official-page",
    "in-writing",
    "two-sources",
    "none",
]
ModeWord: TypeAlias = Literal["solo-online", "solo-in-person", "group-online", "group-in-person"]
NeedTopicWord: TypeAlias = Literal[
    "captivity",
    "documents",
    "wages",
    "debt",
    "domestic-work",
    "sexual-violence",
    "sexual-exploitation",
    "sextortion",
    "picture-shared",
    "child-runaway",
    "child-abuse",
    "violence-home",
    "stalking",
    "honour-threat",
    "cutting",
    "forced-marriage",
    "suicide",
    "forced-crime",
    "scam-compound",
    "begging",
    "organ",
    "soldier",
    "immigration-fear",
    "police-feared",
    "job-offer",
    "missing-person",
    "adult-at-risk",
    "after",
    "no-place",
    "other",
]
OperatorKindWord: TypeAlias = Literal[
    "ngo",
    "trade-union",
    "intergovernmental",
    "company",
    "government",
    "police",
    "immigration-enforcement",
]
PointsToWord: TypeAlias = Literal[
    "labour",
    "domestic-servitude",
    "sexual",
    "forced-criminality",
    "begging",
    "illegal-adoption",
    "unspecified",
]
PresenceWord: TypeAlias = Literal["none", "not-required", "some", "positive"]
PurposeWord: TypeAlias = Literal[
    "emergency",
    "report",
    "support",
    "child",
    "labour-rights",
    "legal",
    "domestic-violence",
    "sexual-violence",
    "shelter",
    "forced-marriage",
    "crisis",
    "missing-children",
    "online-safety",
    "consular",
    "adult-protection",
    "crime-victim",
    "stop-harm-child",
    "stop-harm-partner",
    "learn",
    "advocate",
    "give",
]
ReachWord: TypeAlias = Literal["text"]
ReadingWord: TypeAlias = Literal["read", "secondary", "not-read"]
ReferralStateWord: TypeAlias = Literal["open", "uncertain", "closed"]
ResourceKindWord: TypeAlias = Literal[
    "emergency",
    "hotline",
    "tip-line",
    "service",
    "organisation",
    "campaign",
    "guide",
    "report",
    "indicator-list",
    "law",
    "site",
]
ReturnsPeopleWord: TypeAlias = Literal["yes", "reported"]
ReviewScopeWord: TypeAlias = Literal["digits", "wording", "translation"]
RiskWord: TypeAlias = Literal["none", "low", "medium", "high"]
ServesWord: TypeAlias = Literal[
    "women",
    "men",
    "children",
    "young-people",
    "adults",
    "worried-adults",
    "deaf",
    "lgbt",
    "migrants",
    "refugees",
    "seafarers",
    "domestic-workers",
    "nationals",
    "with-papers",
    "professionals",
]
ServiceWord: TypeAlias = Literal["police", "ambulance", "fire"]
SharedWithWord: TypeAlias = Literal[
    "police",
    "immigration",
    "child-protection",
    "emergency-services",
    "government",
]
StatusWord: TypeAlias = Literal["active", "retired", "unknown"]
StopsWord: TypeAlias = Literal["partner", "child", "buyer", "other"]
SurenessWord: TypeAlias = Literal["no", "maybe", "sure"]
TemplateKindWord: TypeAlias = Literal["call", "letter", "post"]
VendorKindWord: TypeAlias = Literal[
    "retailer",
    "brand",
    "marketplace",
    "cause-retailer",
    "certifier",
]


class EmergencyServiceData(TypedDict):
    """The number of one service.

    Keys:
        service: "police", "ambulance" or "fire".
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
        text: What to do in danger. It names the number, and the place where that works.
        place: The code of the country or territory where help is needed; null for a group of
            countries.
        dial: The number to call in that place; null if none is certain.
        caution: Whether a call to "dial" may not be answered.
        services: The numbers of the services there.
        source: The sources of "dial".
        note: A second number or another way to call there, as a sentence; else null.
        caller: The number for a caller in another country, where "dial" does not work; else null.
    """

    text: T
    place: str | None
    dial: str | None
    caution: bool
    services: list[EmergencyServiceData]
    source: list[EmergencySourceData]
    note: T | None
    caller: CallerNumberData | None


class FreshnessData(TypedDict):
    """The age of the evidence for a record.

    Keys:
        state: From fresh to expired; unknown without a date or a moment, or for a date in the
            future.
        since: The day on which the age starts: that of the last check, else of the source; null
            without either.
        age_days: The days from "since" to the moment of the question, or null.
    """

    state: FreshnessStateWord
    since: str | None
    age_days: int | None


class VerifiedData(TypedDict):
    """The last check of a fact.

    Keys:
        method: The method; "none" if nobody has checked.
        on: The day somebody asked the operator or read its live page, or null.
        by: The person who checked, or null.
        review_by: The day the next check is due, or null.
    """

    method: MethodWord
    on: str | None
    by: str | None
    review_by: str | None


class AddedData(TypedDict):
    """The places and languages that only patches of other packs claim for a contact.

    Keys:
        regions: The pack that claims each place, by the code of the place.
        languages: The pack that claims each language, by its tag.
    """

    regions: dict[str, str]
    languages: dict[str, str]


class ReviewedData(TypedDict):
    """The review of a record by a practitioner who did not write it.

    Keys:
        by: The reviewer: a role and an organisation, or a chosen name.
        on: The day of the review.
        scope: The parts that were reviewed.
        paid: Whether the reviewer was paid for it; null if that is not known.
    """

    by: str
    on: str
    scope: list[ReviewScopeWord]
    paid: bool | None


class SourceData(TypedDict):
    """The page or publication that a record was taken from.

    Keys:
        title: The name of the page or publication.
        url: Its "https" address, or null.
        publisher: Its publisher, or null.
        checked: The day somebody last read it, or null.
        dated: The date on the source: YYYY, YYYY-MM or YYYY-MM-DD; null if it has none.
    """

    title: str
    url: str | None
    publisher: str | None
    checked: str | None
    dated: str | None


class ReferralData(TypedDict, Generic[T]):
    """One way to reach somebody who can help: one contact of one resource at one moment.

    Keys:
        id: Its id, "pack:local"; never reused.
        also_in: The ids of the records of other packs that list the same number or address, in
            order; their cautions are kept.
        is_disputed: Whether a record of another pack says that others answer it, or who they tell.
        contact: The number, address or page; its id in JSON.
        text_language: The language of its name as shown.
        name: Its current name.
        summary: Its work, in one or two sentences.
        purposes: The reasons to turn to it; empty for a record that is only history.
        warning: What to know before turning to it that no other field says; never fold it away.
        only_for: The only people who may use it, in words; null if it is for everybody.
        operator: The organisation that runs it.
        operator_kind: The kind of organisation that answers; null if not known.
        returns_people: Whether it takes people back to their family or employer: it says so, or
            somebody reported it; null if not known.
        who: Who answers and who they tell, in the library's own words, to show before the number.
        is_enforcement: Whether police or immigration enforcement answer.
        only_reports: Whether it takes reports and gives no help.
        resembles: The id of the record whose name, number or host this one is easily mistaken for,
            or null.
        note: Anything else to know before using it.
        channel: The channel, such as "voice" for a telephone call.
        dial: The number to dial: "+" and 7 to 15 digits, or national digits together with
            "dial_region".
        dial_region: The country in which the national digits work.
        display: The number as people there write it; the digits are those of "dial".
        url: The "https" address of a page, chat or app.
        email: The email address.
        keyword: The word to send by SMS, or the keys to press once a call is answered.
        languages: Languages that the people who answer speak; empty if not known.
        cost: The price the caller pays; null if not known.
        shows_on_bill: Whether it shows on the telephone bill; null if not known.
        recorded: Whether calls are recorded; null if not known.
        anonymous: Whether a caller never has to give a name; null if not known.
        may_show_on_bill: Whether a call or text may show on the telephone bill; unknown counts as
            yes.
        shares_with: Bodies that may learn what a person says; empty if not known. Deprecated: use
            "tells".
        hours: The opening hours, such as "24/7" or "Mo-Fr 09:00-17:00"; null if not known.
        zone: The IANA time zone of the hours, or null.
        state: Open, uncertain (try anyway) or closed at the moment of the question.
        opens: The next opening of a closed contact, if it is known; else null.
        language: The language asked for if somebody speaks it there, else null.
        interpreter: Whether an interpreter speaks that language.
        via: The place of the resource that led to it, such as "US" for somebody in "US-TX".
        reachable: True if it is known to work from the caller's place; null if nobody knows or
            asked. Never False: such a contact is no referral.
        freshness: The age of the evidence for this contact.
        verified: The verification of this contact, or else of its resource.
        added: The places and languages that only patches of other packs claim for it.
        reviewed: The review by a practitioner, or null.
        source: The page or publication it comes from.
    """

    id: str
    also_in: list[str]
    is_disputed: bool
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
    url: str | None
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
    opens: str | None
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
    """A helpline or service with the ways to reach it: a call, a text, a chat, a page.

    Keys:
        id: Its id, "pack:local"; never reused.
        name: Its name, in the reader's language if the record has it.
        who_answers: Who picks up, in the library's own words, to show before the number.
        tells: Who they tell, or that we don't know, to show before the number. Null for police and
            immigration officers, and for a page on which nobody answers.
        serves: The people it is for and nobody else, sorted in JSON; empty if it is for everybody.
        state: Closed if all its ways are; else open or uncertain, as the first way that is not.
        opens: The next opening of its first way, if it is closed and that is known; else null.
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
    opens: str | None
    is_general: bool
    ways: list[ReferralData[T]]


class CodedTextData(TypedDict, Generic[T]):
    """A sentence of the library with its code.

    Keys:
        code: The stable code, such as "help.holidays".
        text: The sentence.
    """

    code: str
    text: T


class HelpData(TypedDict, Generic[T]):
    """The helplines for a place, best first: the answer of "find_help".

    Keys:
        emergency: The advice for immediate danger; always there.
        lines: The helplines, best first; may be empty.
        chain: The codes of the places that were searched, narrowest first.
        unserved: The topics of the question that no line of the place serves, or of the places
            around it.
        notices: Notices about the list, in order.
        parts: The codes of the parts of the place whose lines would come first, to ask again for.
    """

    emergency: EmergencyData[T]
    lines: list[HelpLineData[T]]
    chain: list[str]
    unserved: list[NeedTopicWord]
    notices: list[CodedTextData[T]]
    parts: list[str]


class MinutesData(TypedDict):
    """The time that one occurrence takes, in minutes, 1 or more.

    Keys:
        min: The shortest time that is of any use.
        typical: The time most people take.
        max: The time it may grow to; min <= typical <= max.
    """

    min: int
    typical: int
    max: int


class LinkData(TypedDict, Generic[T]):
    """An address to open.

    Keys:
        title: The title of the page.
        url: Its "https" address.
    """

    title: T
    url: str


class TemplateData(TypedDict, Generic[T]):
    """A text to start from. Nothing is filled in: "[your name]" stays as written.

    Keys:
        kind: A call script, a letter or a post.
        text: The text itself.
    """

    kind: TemplateKindWord
    text: T


class ReasonData(TypedDict, Generic[T]):
    """One reason for an answer.

    Keys:
        code: The kind of reason, stable, such as "skill.match".
        points: The points it adds to the score, 0 or more.
        text: The reason as a sentence.
    """

    code: str
    points: int
    text: T


class FilledData(TypedDict, Generic[T]):
    """A slot of an action, filled with a helpline for the reader's region.

    Keys:
        purpose: The purpose that the action asks for.
        kind: The kind of resource that the action asks for, or null for any.
        line: The helpline; null if no pack has one for this region.
        emergency: The emergency notice, if the action asks for the emergency number; else null.
    """

    purpose: PurposeWord
    kind: ResourceKindWord | None
    line: HelpLineData[T] | None
    emergency: EmergencyData[T] | None


class RecommendationData(TypedDict, Generic[T]):
    """An action, its score, and the reasons for its place.

    Keys:
        id: Its id, "pack:local"; never reused.
        title: Its name, as an instruction.
        summary: What it is and why it helps, in one or two sentences.
        steps: The steps, in order.
        minutes: The time one occurrence takes.
        cadence: How often to do it.
        modes: The ways to do it, at least one; a person needs only one of them.
        cost: Its cost to the person.
        risk: The risk to the person or to others, whichever is higher.
        safety: Advice that keeps people safe; show it wherever you show the action.
        links: Pages to open.
        templates: Texts to start from.
        note: Anything else a reader should know, or null.
        pack: The id of its pack.
        source: The page or publication it comes from.
        verified: Who checked it, and when.
        reviewed: The review by a practitioner, or null.
        language: The language of its name as shown.
        freshness: The age of the evidence for the action.
        score: From 0 to 10 000 basis points: the sum of the points of its reasons.
        moved: The points by which the action was lowered because actions above it share a topic or
            are of the same kind; else 0.
        why: The reason that says most about this person, to show where there is room for one.
        reasons: The reasons, in the order of the factors; one without points tells why the action
            was moved.
        finds: The helplines that the action asks for, in the reader's region.
    """

    id: str
    title: T
    summary: T
    steps: list[T]
    minutes: MinutesData
    cadence: CadenceWord
    modes: list[ModeWord]
    cost: CostWord
    risk: RiskWord
    safety: list[T]
    links: list[LinkData[T]]
    templates: list[TemplateData[T]]
    note: T | None
    pack: str
    source: SourceData
    verified: VerifiedData
    reviewed: ReviewedData | None
    language: str
    freshness: FreshnessData
    score: int
    moved: int
    why: T
    reasons: list[ReasonData[T]]
    finds: list[FilledData[T]]


class ChangeData(TypedDict):
    """Fields of a profile, each with the least value that lists an action.

    Keys:
        minutes: The minutes of one sitting, 1 or more.
        modes: The only ways that suit the person; empty for any.
        cost: The highest cost the person can pay.
        risk: The highest risk the person takes.
        done: Ids of actions the person has done.
        dismissed: Ids of actions the person does not want.
    """

    minutes: NotRequired[int]
    modes: NotRequired[list[ModeWord]]
    cost: NotRequired[CostWord]
    risk: NotRequired[RiskWord]
    done: NotRequired[list[str]]
    dismissed: NotRequired[list[str]]


class StretchData(TypedDict, Generic[T]):
    """A near miss: an action that a small change of the profile would list.

    Keys:
        id: Its id, "pack:local"; never reused.
        title: Its name, as an instruction.
        score: Its score with the present profile.
        change: Fields of the profile, each with the least value that lists the action.
    """

    id: str
    title: T
    score: int
    change: ChangeData


class ExcludedData(TypedDict):
    """The number of actions that each gate excludes; an action counts under its first closed gate.

    Keys:
        status: Retired actions.
        region: Actions for other places.
        age: Actions for other ages.
        roles: Actions for other roles only.
        concern: Actions that do not fit the concern, or its absence.
        mode: Actions that are done in other ways.
        cost: Actions that cost more.
        risk: Actions with a higher risk.
        minutes: Actions that take longer.
        after: Actions that come after others.
        done: Actions that are done.
        dismissed: Actions that the person does not want.
    """

    status: int
    region: int
    age: int
    roles: int
    concern: int
    mode: int
    cost: int
    risk: int
    minutes: int
    after: int
    done: int
    dismissed: int


class NoticeData(TypedDict, Generic[T]):
    """A notice above a list: help for somebody with a concern or under 18.

    Keys:
        text: The notice, in the library's own words.
        line: The people to turn to, or null.
        emergency: The emergency notice that the text is from, or null.
    """

    text: T
    line: HelpLineData[T] | None
    emergency: EmergencyData[T] | None


class RecommendationsData(TypedDict, Generic[T]):
    """Recommendations, best first: the answer of "recommend".

    Keys:
        help: The first helplines for the place and the person, and the emergency notice.
        recommendations: The recommendations, best first.
        stretch: Up to three near misses, best first; empty with a concern.
        excluded: The number of actions that each gate excludes; an action counts under its first
            closed gate.
        notices: The notices above it: the first steps with a concern, somebody to talk to under 18;
            else mostly empty.
    """

    help: HelpData[T]
    recommendations: list[RecommendationData[T]]
    stretch: list[StretchData[T]]
    excluded: ExcludedData
    notices: list[NoticeData[T]]


class WhyNotData(TypedDict, Generic[T]):
    """Why an action is not listed, or its place if it is: the answer of "why_not".

    Keys:
        id: Its id, "pack:local"; never reused.
        title: Its name, as an instruction.
        gates: Every closed gate, in order; empty if the action is listed.
        reasons: A sentence for each closed gate, without points.
        change: The smallest change of the profile that lists the action; null if it is listed, or
            if nothing that is up to the person would list it.
        rank: Its place in the whole list, from 1, now or after the change; null if it is not listed
            and there is no change.
    """

    id: str
    title: T
    gates: list[GateWord]
    reasons: list[ReasonData[T]]
    change: ChangeData | None
    rank: int | None


class PlannedData(TypedDict, Generic[T]):
    """An action in a plan.

    Keys:
        id: Its id, "pack:local"; never reused.
        title: Its name, as an instruction.
        minutes: The minutes of one time, 1 or more.
        times: The number of times it is done in this plan, 1 or more.
        start: The date it starts, or the number of the week if the question had no moment.
        week: The week it starts in, from 1.
        every: The days from one time to the next if it is repeated, else null.
        language: The language of its name as shown.
        score: From 0 to 10 000 basis points: the sum of the points of its reasons.
        reasons: The reasons, in the order of the factors; one without points tells why the action
            was moved.
        safety: Advice that keeps people safe; show it wherever you show the action.
        freshness: The age of the evidence for the action.
        pack: The id of its pack.
    """

    id: str
    title: T
    minutes: int
    times: int
    start: str | int
    week: int
    every: int | None
    language: str
    score: int
    reasons: list[ReasonData[T]]
    safety: list[T]
    freshness: FreshnessData
    pack: str


class LeftOutData(TypedDict, Generic[T]):
    """An action that is not in a plan.

    Keys:
        id: Its id, "pack:local"; never reused.
        title: Its name, as an instruction.
        reason: The reason why it is not in the plan.
        code: The kind of reason, stable, such as "skill.match".
    """

    id: str
    title: T
    reason: T
    code: str


class PlanData(TypedDict, Generic[T]):
    """A plan of actions, week by week: the answer of "plan".

    Keys:
        items: The planned actions, in order of their start; one comes before those after it.
        total: The minutes of all items, each for every time it is done.
        left_out: Up to ten actions that are not in the plan, best first, each with the reason.
        weeks: The number of weeks it is for.
        notices: The notices above it: the steps for now with a concern, somebody to talk to under
            18; else empty.
    """

    items: list[PlannedData[T]]
    total: int
    left_out: list[LeftOutData[T]]
    weeks: int
    notices: list[NoticeData[T]]


class ElementsData(TypedDict):
    """The presence of act, means and purpose in the signs.

    Keys:
        act: The act, such as recruiting or transporting somebody.
        means: The means, such as force or a trick; not required for a person under 18.
        purpose: The purpose: exploitation.
    """

    act: PresenceWord
    means: PresenceWord
    purpose: PresenceWord


class CountedData(TypedDict, Generic[T]):
    """A sign that counts.

    Keys:
        id: The full id of the sign.
        text: The sign in the reader's language.
        language: The language of the sign as shown.
        grade: Its grade for this person.
        points: The points it adds to its element: strong 4, medium 2, weak 1; 0 for a sign that
            only tells the age of the person.
        grade_basis: The source of the grade.
        element: The element of trafficking it is about; "context" for who or where, which is never
            counted.
        concept: Its meaning in one word: two signs of one concept are one fact, seen twice.
        reading: Whether somebody read its words in the list itself.
        pack: The id of its pack.
        source: The page or publication it comes from.
        verified: Who checked it, and when.
        reviewed: The review by a practitioner, or null.
        freshness: The age of the evidence.
    """

    id: str
    text: T
    language: str
    grade: GradeWord
    points: int
    grade_basis: GradeBasisWord
    element: ElementWord
    concept: str | None
    reading: ReadingWord
    pack: str
    source: SourceData
    verified: VerifiedData
    reviewed: ReviewedData | None
    freshness: FreshnessData


class SetAsideData(TypedDict, Generic[T]):
    """A sign, or context, that was seen and does not count.

    Keys:
        id: The full id of the sign or context.
        text: The sign or context in the reader's language.
        code: The reason as a stable code: "aside.context", "aside.same", "aside.weak" or
            "aside.gone".
        why: The reason as a sentence.
        counted: The id of the sign that counts in its place, or null.
    """

    id: str
    text: T
    code: str
    why: T
    counted: str | None


class IdentifiedTextData(TypedDict, Generic[T]):
    """A text with its id.

    Keys:
        id: The stable id, such as "call-hotline", or that of a record.
        text: The text.
    """

    id: str
    text: T


class AssessmentData(TypedDict, Generic[T]):
    """The level of concern and the next steps: the answer of "assess", never a finding.

    Keys:
        level: The level of concern.
        summary: The level in a sentence for the person who asks, with what follows from it.
        urgent: Whether somebody may be in danger now, whatever the level.
        elements: The presence of act, means and purpose in the signs.
        types: The types of exploitation that the signs point to, in order; only "unspecified" if
            they point to none in particular.
        reasons: The signs that count, in order of id.
        decisive: The ids of the fewest of these that give the level; empty at the lowest level.
        set_aside: The signs and context that were seen and do not count, each with its reason.
        looked_at: The number of signs answered, and the number that the role could notice.
        age_matters: Whether the level would be higher if the person were under 18, where nobody
            gave an age.
        caveats: Limits of this answer.
        next_questions: Up to three facts that would help, the most useful first.
        steps: The next steps, in the order in which to take them.
        help: The helplines for these steps, in order, and the advice for immediate danger.
        other_help: A sentence about other harm that deserves help. Null if no sign counts, and for
            somebody who tells of violence or sex.
        disclaimer: A sentence on the limits of every such answer.
        language: The language of the library's own words in it.
    """

    level: ConcernWord
    summary: T
    urgent: bool
    elements: ElementsData
    types: list[PointsToWord]
    reasons: list[CountedData[T]]
    decisive: list[str]
    set_aside: list[SetAsideData[T]]
    looked_at: list[int]
    age_matters: bool
    caveats: list[CodedTextData[T]]
    next_questions: list[IdentifiedTextData[T]]
    steps: list[IdentifiedTextData[T]]
    help: HelpData[T]
    other_help: T | None
    disclaimer: T
    language: str


class ListingData(_For, Generic[T]):
    """A good from a country that a list names, with the reasons.

    Keys:
        id: The id of the record.
        good: The good, as the list names it.
        language: The language of its name as shown.
        country: The country it comes from.
        kind: The reason for its listing; of several the gravest.
        also: Further reasons in the same edition; empty if the list gives only one.
        edition: The year of the edition of the list, 1990 or later.
        input_country: The country of the listed input, for "input"; else null.
        later_change: A change after that edition, or null.
        note: Anything else a reader should know, or null.
        status: Whether its subject still exists.
        age_days: Days from the first of January of that year to the moment of the question, or
            null.
        freshness: The age of the edition; its state in JSON.
        beside: True if the list names another good of the same group, such as cattle for beef.
        for: The goods of the basket that it is about, in the shopper's words.
        text: The listing as a sentence, with the edition, its age and any later change.
        pack: The id of its pack.
        source: The page or publication it comes from.
        verified: Who checked it, and when.
        reviewed: The review by a practitioner, or null.
    """

    id: str
    good: T
    language: str
    country: str
    kind: GoodKindWord
    also: list[GoodKindWord]
    edition: int
    input_country: str | None
    later_change: T | None
    note: T | None
    status: StatusWord
    age_days: int | None
    freshness: FreshnessStateWord
    beside: bool
    text: T
    pack: str
    source: SourceData
    verified: VerifiedData
    reviewed: ReviewedData | None


class FittingLabelData(_For, Generic[T]):
    """A label that goods of the basket can carry, with its limits.

    Keys:
        id: The id of the record.
        language: The language of its name as shown.
        name: Its name.
        kind: The kind of label.
        scope: The reach of its rules: product, site or company.
        asks: Its requirements.
        audited_by: Who checks, and how often.
        does_not_cover: The limits of the label; show them wherever you show it.
        made_in: The only places whose goods can carry it; empty for any.
        third_party_audited: Whether somebody outside the scheme checks.
        forced_labour_criterion: Whether its rules forbid forced labour; null if nobody has read
            them.
        note: Anything else a reader should know, or null.
        url: Its page.
        status: Whether its subject still exists.
        for: The goods of the basket that can carry it, in the shopper's words.
        freshness: The age of the evidence.
        pack: The id of its pack.
        source: The page or publication it comes from.
        verified: Who checked it, and when.
        reviewed: The review by a practitioner, or null.
    """

    id: str
    language: str
    name: T
    kind: LabelKindWord
    scope: T
    asks: T
    audited_by: T
    does_not_cover: T
    made_in: list[str]
    third_party_audited: bool
    forced_labour_criterion: bool | None
    note: T | None
    url: str | None
    status: StatusWord
    freshness: FreshnessData
    pack: str
    source: SourceData
    verified: VerifiedData
    reviewed: ReviewedData | None


class ClaimData(TypedDict, Generic[T]):
    """A label that a vendor's goods carry.

    Keys:
        label: The label.
        scope: The goods that carry it, in words; null if not known.
        certificate: The number of the certificate, or null.
        valid_until: The last day of the certificate, or null.
        evidence: The address of a page that shows it, or null.
    """

    label: str
    scope: T | None
    certificate: str | None
    valid_until: str | None
    evidence: str | None


class SellerData(_For, Generic[T]):
    """A vendor that sells such goods, or did. No advice to buy, and no promise.

    Keys:
        id: The id of the record.
        language: The language of its name as shown.
        name: Its name.
        status: Whether its subject still exists.
        kind: The kind of seller.
        summary: Its goods and how it works, in one or two sentences.
        products: The products it sells.
        ships_to: The places it ships to; null if not known, empty if it ships nowhere.
        replaced_by: The record to use instead, or null.
        claims: Labels on its goods.
        memberships: Labels it holds as a member; they are not labels on its goods.
        survivor_made: Whether survivors make its goods; null if not known.
        made_in: The places where its goods are made; empty if not known.
        based_in: The country it is based in.
        note: Anything else a reader should know, or null.
        url: Its page.
        ships: True if it ships to the place of the question; null if nobody knows, or if the
            question names no place.
        instead: The successor of a vendor that has closed, if that sells such goods and may ship
            there; else null.
        for: The goods of the basket that it sells, in the shopper's words.
        freshness: The age of the evidence.
        pack: The id of its pack.
        source: The page or publication it comes from.
        verified: Who checked it, and when.
        reviewed: The review by a practitioner, or null.
    """

    id: str
    language: str
    name: T
    status: StatusWord
    kind: VendorKindWord
    summary: T | None
    products: list[str]
    ships_to: list[str] | None
    replaced_by: str | None
    claims: list[ClaimData[T]]
    memberships: list[str]
    survivor_made: bool | None
    made_in: list[str]
    based_in: str | None
    note: T | None
    url: str | None
    ships: bool | None
    instead: str | None
    freshness: FreshnessData
    pack: str
    source: SourceData
    verified: VerifiedData
    reviewed: ReviewedData | None


class BasketLineData(TypedDict, Generic[T]):
    """One good of a basket, scored by the effect of buying it differently.

    Keys:
        good: The good in the shopper's words.
        products: The ids of the groups of products that it was taken for.
        score: The sum of the points of its reasons, 0 to 10 000; 0 if nothing is listed.
        listed: Whether a list names it, or another good of its group, today.
        reasons: In fixed order: the listing, its countries, a label, a seller.
        risks: The ids of its listings, the gravest first; those that have left a list last.
        labels: The ids of labels that it can carry.
        vendors: The ids of vendors that sell such goods.
    """

    good: str
    products: list[str]
    score: int
    listed: bool
    reasons: list[ReasonData[T]]
    risks: list[str]
    labels: list[str]
    vendors: list[str]


class PurchaseAdviceData(TypedDict, Generic[T]):
    """The answer of "check_purchase". A good that no list names is not called safe.

    Keys:
        risks: Every good and country that lists name, once, in the order of "where_most".
        labels: Labels that the goods can carry, with their limits, the strictest first.
        vendors: Sellers of such goods: those that ship there first, closed ones last.
        unknown: Goods that no list or vocabulary has, in the shopper's words.
        where_most: The known goods: the one where a change does most first, equal ones by name.
        near: The nearest words for each unknown good; may be none.
        notes: Sentences on the limits of this answer.
        disclaimer: The sentence that belongs to every such answer.
    """

    risks: list[ListingData[T]]
    labels: list[FittingLabelData[T]]
    vendors: list[SellerData[T]]
    unknown: list[str]
    where_most: list[BasketLineData[T]]
    near: dict[str, list[str]]
    notes: list[T]
    disclaimer: T


class TierData(TypedDict):
    """The rating of a government's effort in one report.

    Keys:
        year: The year of the report.
        tier: The word of the report, such as "2 Watch List".
        source: The record of the report, or null.
        confirmed_by: The record of a second source with the same tier; null if the first was not
            compared with any.
    """

    year: int
    tier: str
    source: str | None
    confirmed_by: str | None


class RatedGovernmentData(TypedDict, Generic[T]):
    """The ratings of a government by year. They rate effort, not the amount of trafficking.

    Keys:
        id: The id of the record.
        language: The language of its name as shown.
        name: The report and the country that it rates.
        country: The country of the government.
        history: One rating a year, in order of year.
        meaning: The meaning of the tiers; show it wherever you show them.
        note: Anything else a reader should know, or null.
        status: Whether its subject still exists.
        pack: The id of its pack.
        source: The page or publication it comes from.
        verified: Who checked it, and when.
        reviewed: The review by a practitioner, or null.
        newest: The newest year and its age, in words; empty without any year.
        agreement: Whether a second source gives the newest tier, in words; empty without any year.
        age_days: The days from "since" to the moment of the question, or null.
        freshness: The age of the newest year; its state in JSON.
    """

    id: str
    language: str
    name: T
    country: str
    history: list[TierData]
    meaning: T
    note: T | None
    status: StatusWord
    pack: str
    source: SourceData
    verified: VerifiedData
    reviewed: ReviewedData | None
    newest: T
    agreement: T
    age_days: int | None
    freshness: FreshnessStateWord


class TravelActionData(TypedDict, Generic[T]):
    """An action for travellers, before a trip or on it.

    Keys:
        id: Its id, "pack:local"; never reused.
        title: Its name, as an instruction.
        summary: What it is and why it helps, in one or two sentences.
        steps: The steps, in order.
        minutes: The time one occurrence takes.
        cadence: How often to do it.
        modes: The ways to do it, at least one; a person needs only one of them.
        cost: Its cost to the person.
        risk: The risk to the person or to others, whichever is higher.
        safety: Advice that keeps people safe; show it wherever you show the action.
        links: Pages to open.
        templates: Texts to start from.
        note: Anything else a reader should know, or null.
        pack: The id of its pack.
        source: The page or publication it comes from.
        verified: Who checked it, and when.
        reviewed: The review by a practitioner, or null.
        language: The language of its name as shown.
        freshness: The age of the evidence that it rests on.
    """

    id: str
    title: T
    summary: T
    steps: list[T]
    minutes: MinutesData
    cadence: CadenceWord
    modes: list[ModeWord]
    cost: CostWord
    risk: RiskWord
    safety: list[T]
    links: list[LinkData[T]]
    templates: list[TemplateData[T]]
    note: T | None
    pack: str
    source: SourceData
    verified: VerifiedData
    reviewed: ReviewedData | None
    language: str
    freshness: FreshnessData


class DestinationAdviceData(TypedDict, Generic[T]):
    """The ratings, helplines and actions for a trip: the answer of "check_destination".

    Keys:
        ratings: The ratings of its government, by id; empty if no report rates it.
        help: The helplines to save before the trip, and the advice for danger there.
        actions: Actions for travellers, the shortest first, equal ones by id.
        notes: Sentences on this answer and on its gaps.
        disclaimer: The sentence that belongs to every such answer.
    """

    ratings: list[RatedGovernmentData[T]]
    help: HelpData[T]
    actions: list[TravelActionData[T]]
    notes: list[T]
    disclaimer: T


class HitData(TypedDict, Generic[T]):
    """A record that matches a search. Nothing in it repeats the words that were typed.

    Keys:
        id: Its id, "pack:local"; never reused.
        kind: The kind of the record.
        name: Its name, its title or the text of a sign.
        language: The language of its name as shown.
        score: The quality of the match, higher first; comparable within one search only.
        status: Whether its subject still exists.
        replaced_by: The record to use instead, or null.
        matched: The field that matches best, such as "name" or "people_say"; "contacts" for a
            telephone number, and "need" for help that comes first.
        caveat: For a sign, the sentence that it is no proof, to be shown wherever the sign is; null
            for other records.
    """

    id: str
    kind: KindWord
    name: T
    language: str
    score: int
    status: StatusWord
    replaced_by: str | None
    matched: str
    caveat: T | None


class HitsData(TypedDict, Generic[T]):
    """The records that match some words, best first: the answer of "search".

    Keys:
        hits: The records that match, best first; may be empty.
        help: The first helplines for the place, where it may be a need; else null.
        is_need: Whether somebody who needs help may have written the words.
        truncated: Whether the text was so long that only its beginning and its end were read.
        products: The kinds of goods of a brand in the text, which is all that is said of it.
        nearest: Known words that look like those typed, where there is no hit.
        notices: Notices about these hits, in order.
        closing: The last line of every answer, a way to help, for any reader.
    """

    hits: list[HitData[T]]
    help: HelpData[T] | None
    is_need: bool
    truncated: bool
    products: list[str]
    nearest: list[str]
    notices: list[CodedTextData[T]]
    closing: T


class TextSlotData(TypedDict):
    """A fact that a text says: a code and its position, never its words.

    Keys:
        field: "region", "maybe_region" (a place that a name of several may mean), "asker_region",
            "home", "minutes", "role", "skills", "goods", "channel" or "language".
        value: The code of a place or a language, the id of a word, or minutes.
        start: The index of its first character in the text.
        end: The index after its last character.
    """

    field: str
    value: str | int
    start: int
    end: int


class NextQuestionData(TypedDict, Generic[T]):
    """A question back, which nobody has to answer.

    Keys:
        id: "where", "part", "home" (the country somebody comes from), "minutes", "goods",
            "destination" or "what".
        text: The question.
        options: Answers to choose from; empty where any answer will do.
    """

    id: str
    text: T
    options: list[IdentifiedTextData[T]]


class ReplyAboutData(TypedDict):
    """What is known of a need, in closed words: all that "find_help" reads but where and when.

    Keys:
        topics: What it is about, the most likely first.
        danger: What may be happening to a body right now; empty if nothing was said.
        child: Whether the one who asks is under 18, or it is about a child; null if nobody said.
        asks: Who asks; null if nobody said.
        person: Groups that the person who needs help belongs to, as they said.
        careful: Whether police, consulates or family may be a danger, for a reason that is not
            written here.
        reach: The way to be reached that they need; null for any.
        stop: The harm that they want to stop doing; null for everybody else.
        calling_from: The code of the place the call is made from, if it is another one.
        home: The code of the country that the person comes from, for help of its consulates.
        language: The tag of the language to be helped in, such as "tl", if somebody said so.
        listen: Why somebody who listens is looked for, since no more was understood: then "topics"
            is what it may be. Null where more is known.
    """

    topics: list[NeedTopicWord]
    danger: list[DangerWord]
    child: ChildConcernedWord | None
    asks: AsksWord | None
    person: list[ServesWord]
    careful: bool
    reach: ReachWord | None
    stop: StopsWord | None
    calling_from: str | None
    home: str | None
    language: str | None
    listen: ListenWord | None


class ReplyData(TypedDict, Generic[T]):
    """The answer of "ask", with help first. Nothing in it repeats what was typed.

    Keys:
        help: Help for the first topic and the place, with the emergency notice; never empty where a
            pack has any line.
        intent: The likely wish of the writer.
        sure: How sure it is that somebody may need help. "maybe" for distress without a harm that
            was named: then a line that listens is offered, and no topic.
        topics: The topics of a need, most likely first, at most three; empty without one.
        danger: Whether somebody may be hurt right now.
        writer_child: Whether the writer says that they are under 18.
        concerns_child: Whether a child is spoken of.
        truncated: Whether the text was so long that only its beginning and its end were read.
        messages: The library's own sentences to show first, in order.
        slots: Facts that the text says: codes and numbers, and their positions in it.
        signs: Signs to confirm, at most eight; none of them is ticked.
        recommendations: What the writer can do, where they ask for that; else null.
        purchase: What is known of the goods, where the text is about buying; else null.
        destination: What is known of the country, where the text is about a journey; else null.
        hits: Records that have the words, where the text asks for knowledge or was not understood;
            else null.
        question: A question back, which nobody has to answer; or null.
        closing: The last line of every answer: a way to help, for any reader.
        about: What is known of the need: hand it to "find_help" or "ask" with the place that
            somebody adds.
    """

    help: HelpData[T]
    intent: IntentWord
    sure: SurenessWord
    topics: list[NeedTopicWord]
    danger: bool
    writer_child: bool
    concerns_child: bool
    truncated: bool
    messages: list[CodedTextData[T]]
    slots: list[TextSlotData]
    signs: list[IdentifiedTextData[T]]
    recommendations: RecommendationsData[T] | None
    purchase: PurchaseAdviceData[T] | None
    destination: DestinationAdviceData[T] | None
    hits: HitsData[T] | None
    question: NextQuestionData[T] | None
    closing: T
    about: ReplyAboutData


class QueryErrorData(TypedDict):
    """A question that makes no sense, such as one for 0 minutes.

    Keys:
        code: Its kind, stable, such as "query.minutes".
        text: The problem and the fix, never the words of the person.
        field: The argument that is wrong, or null.
        nearest: Up to three words that the person may have meant; usually empty.
        emergency: What to do in danger, as "find_help" says it, where a question for help was not
            understood: show it above the error, since they may be in danger. Null for other
            questions.
    """

    code: str
    text: str
    field: str | None
    nearest: list[str]
    emergency: str | None


class ErrorData(TypedDict):
    """The output of a command that refuses a call with "--json".

    Keys:
        error: The error; of several the first, with the texts of all.
        errors: Every wrong field, if there are several.
    """

    error: QueryErrorData
    errors: NotRequired[list[QueryErrorData]]


class WordsData(TypedDict):
    """A text in one language.

    Keys:
        text: The words.
        language: The BCP 47 tag of their language.
        source: The original text of a translation that nobody has checked; else null.
        reviewed: False for a translation that nobody has checked.
        by: The id of another pack that these are the words of; null for the pack of the text.
    """

    text: str
    language: str
    source: str | None
    reviewed: bool
    by: str | None
