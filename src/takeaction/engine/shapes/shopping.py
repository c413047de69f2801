"""The JSON of answers about goods and trips."""

from typing import Generic, TypedDict

from takeaction.engine.shapes.help import HelpData
from takeaction.engine.shapes.parts import (
    ActionFieldsData,
    Day,
    EvidenceData,
    FreshnessData,
    ReasonData,
    T,
    WebAddress,
)
from takeaction.engine.shapes.words import (
    FreshnessWord,
    GoodKindWord,
    LabelKindWord,
    StatusWord,
    VendorKindWord,
)

# "for" is a word of Python, so no class can have a field of this name.
_For = TypedDict("_For", {"for": list[str]})


class ForGoodsData(_For):
    """The goods of the basket that something is about.

    Keys:
        for: The goods, in the shopper's words.
    """


class ListingData(EvidenceData, ForGoodsData, Generic[T]):
    """A good from a country that a list names.

    Keys:
        id: The id of the record.
        good: The good, as the list names it.
        language: The language of its name as shown.
        country: The code of the country it comes from.
        kind: The reason for its listing; of several the gravest.
        also: Further reasons in the same edition, sorted.
        edition: The year of the edition.
        input_country: The country of the listed input, or null.
        later_change: A change after that edition, or null.
        note: Anything else a reader should know, or null.
        status: Whether it is still on the list; retired: it has left the list.
        age_days: The days from the first of January of that year to the question, or null.
        freshness: The state of the edition's age.
        beside: Whether the list names another good of the same group, such as cattle for beef.
        text: The listing as a sentence, with the edition, its age and any later change.
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
    freshness: FreshnessWord
    beside: bool
    text: T


class FittingLabelData(EvidenceData, ForGoodsData, Generic[T]):
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
        made_in: The only places whose goods can carry it, sorted; empty for any.
        third_party_audited: Whether somebody outside the scheme checks.
        forced_labour_criterion: Whether its rules forbid forced labour; null if not known.
        note: Anything else a reader should know, or null.
        url: Its page, or null.
        status: Whether it still exists.
        freshness: The age of the evidence.
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
    url: WebAddress | None
    status: StatusWord
    freshness: FreshnessData


class ClaimData(TypedDict, Generic[T]):
    """A label that a vendor's goods carry.

    Keys:
        label: The id of the label.
        scope: The goods that carry it, in words; null if not known.
        certificate: The number of the certificate, or null.
        valid_until: The last day of the certificate, or null.
        evidence: The address of a page that shows it, or null.
    """

    label: str
    scope: T | None
    certificate: str | None
    valid_until: Day | None
    evidence: WebAddress | None


class SellerData(EvidenceData, ForGoodsData, Generic[T]):
    """A vendor that sells such goods, or did. No advice to buy, and no promise.

    Keys:
        id: The id of the record.
        language: The language of its name as shown.
        name: Its name.
        status: Whether the vendor is active, retired or unknown.
        kind: The kind of seller.
        summary: Its goods and how it works, or null.
        products: The ids of the products it sells, sorted.
        ships_to: The places it ships to, sorted; null if not known, empty if nowhere.
        replaced_by: The id of the record to turn to in its place, or null.
        claims: Labels on its goods.
        memberships: The ids of labels it holds as a member.
        survivor_made: Whether survivors make its goods; null if not known.
        made_in: The places where its goods are made, sorted; empty if not known.
        based_in: The country it is based in, or null.
        note: Anything else a reader should know, or null.
        url: Its page, or null.
        ships: Whether it ships to the place of the question; null if nobody knows or asked.
        instead: The id of the successor that sells such goods and may ship there, or null.
        freshness: The age of the evidence.
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
    url: WebAddress | None
    ships: bool | None
    instead: str | None
    freshness: FreshnessData


class BasketLineData(TypedDict, Generic[T]):
    """One good of a basket, scored by the effect of buying it differently.

    Keys:
        good: The good, in the shopper's words.
        products: The ids of the groups of products that it was taken for.
        score: The sum of the points of its reasons, 0 to 10 000.
        listed: Whether a list names it, or another good of its group, today.
        reasons: The reasons for the score.
        risks: The ids of its listings, the gravest first.
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
    """The answer of ``check_purchase``. A good that no list names is not called safe.

    Keys:
        risks: Every good and country that lists name, once.
        labels: Labels that the goods can carry, with their limits.
        vendors: Sellers of such goods.
        unknown: Goods that no list or vocabulary has, in the shopper's words.
        where_most: The known goods: the one where a change does most first.
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
        tier: The word of the report, such as ``2 Watch List``.
        source: The id of the record of the report, or null.
        confirmed_by: The id of the record of a second source with the same tier; null if the first
            was not compared with any.
    """

    year: int
    tier: str
    source: str | None
    confirmed_by: str | None


class RatedGovernmentData(EvidenceData, Generic[T]):
    """The ratings of a government by year. They rate effort, not the amount of trafficking.

    Keys:
        id: The id of the record.
        language: The language of its name as shown.
        name: The report and the country that it rates.
        country: The code of the country.
        history: Its tiers in order of year.
        meaning: The meaning of the tiers; show it wherever you show them.
        note: Anything else a reader should know, or null.
        status: Whether the report still exists.
        newest: The newest year and its age, in words; empty without any year.
        agreement: Whether a second source gives the newest tier, in words; empty without any year.
        age_days: The days from the first of January of the newest year to the question, or null.
        freshness: The state of that age.
    """

    id: str
    language: str
    name: T
    country: str
    history: list[TierData]
    meaning: T
    note: T | None
    status: StatusWord
    newest: T
    agreement: T
    age_days: int | None
    freshness: FreshnessWord


class TravelActionData(ActionFieldsData[T], Generic[T]):
    """An action for travellers, before a trip or on it."""


class DestinationAdviceData(TypedDict, Generic[T]):
    """The answer of ``check_destination``.

    Keys:
        ratings: The ratings of its government, by id; empty if no report rates it.
        help: The helplines to save before the trip, and the advice for danger there.
        actions: Actions for travellers, the shortest first.
        notes: Sentences on this answer and on its gaps.
        disclaimer: The sentence that belongs to every such answer.
    """

    ratings: list[RatedGovernmentData[T]]
    help: HelpData[T]
    actions: list[TravelActionData[T]]
    notes: list[T]
    disclaimer: T
