"""What an answer to "What should I buy or avoid?" holds.

The unit is a good from a country. Nothing here is a verdict about a brand, a shop or a person.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

import attrs

from takeaction.core_data import language_of
from takeaction.engine.freshness import Freshness
from takeaction.engine.reasons import Reason, Slot, say
from takeaction.engine.serialization import plain_data
from takeaction.models.good import Good
from takeaction.models.record import Record, RecordId, RegionCode
from takeaction.models.region import region
from takeaction.models.source import Source
from takeaction.models.vendor import Label, Vendor
from takeaction.value import Value
from takeaction.vocabulary import Status
from takeaction.vocabulary.goods import GoodKind

_DAYS_OF_FOUR_YEARS = 4 * 365 + 1


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Listing(Value):
    """A good from a country that a list names, and why.

    Attributes:
        good: The record, with its edition and its source.
        freshness: How old the edition is.
        wanted: What of the basket it is about, as it was asked.
        beside: True if the list uses another word than was asked for, and it stands here since
            it is of the same group, such as cattle for beef.
        languages: What its texts are shown in, in order of wish.
    """

    good: Good
    freshness: Freshness
    wanted: tuple[str, ...] = attrs.field(repr=False)
    beside: bool = False
    languages: tuple[str, ...] = ("en",)

    @property
    def id(self) -> RecordId:
        """The id of the record."""
        return self.good.id

    @property
    def name(self) -> str:
        """The good, as the list names it."""
        return str(self.good.name.pick(self.languages))

    @property
    def country(self) -> RegionCode:
        """Where it comes from."""
        return self.good.country

    @property
    def kind(self) -> GoodKind:
        """Why it is listed; the gravest, if for several reasons."""
        return self.good.kind

    @property
    def edition(self) -> int:
        """The year of the edition."""
        return self.good.edition

    @property
    def age_days(self) -> int | None:
        """Days from the first of January of that year to the moment of the question, or None."""
        return self.freshness.age_days

    @property
    def later_change(self) -> str | None:
        """What changed after that edition, or None."""
        change = self.good.later_change
        return str(change.pick(self.languages)) if change else None

    @property
    def source(self) -> Source:
        """Where the record was taken from."""
        return self.good.source

    @property
    def past(self) -> bool:
        """Whether it has left the list since."""
        return self.good.status is Status.RETIRED

    @property
    def kinds(self) -> tuple[GoodKind, ...]:
        """Every reason for which it is listed, the gravest first."""
        listed = {self.good.kind, *self.good.also}
        return tuple(kind for kind in GoodKind if kind in listed)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Every reason for which it is listed, in words."""
        language = language_of(self.languages)
        place = self.good.input_country
        if place is None:
            return tuple(say(f"listed.{kind}", language) for kind in self.kinds)
        slots = {"country": region(place).label}
        return tuple(
            say(
                "listed.input_from" if kind is GoodKind.INPUT else f"listed.{kind}", language, slots
            )
            for kind in self.kinds
        )

    @property
    def dated(self) -> str:
        """Its edition and how old that is, in words."""
        language = language_of(self.languages)
        return edition_text(self.edition, self.freshness, language, "edition")

    @property
    def text(self) -> str:
        """All of it in a sentence, with edition and age, and with what changed since."""
        slots: Mapping[str, Slot] = {
            "good": self.name,
            "country": region(self.country).label,
            "kinds": self.reasons,
            "edition": self.dated,
            "change": self.later_change or "",
        }
        language = language_of(self.languages)
        return say("listed.past" if self.past else "listed.now", language, slots).strip()

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        names = ("kind", "also", "edition", "input_country", "later_change", "note", "status")
        shown = {
            "id": self.good.id,
            "good": self.good.name,
            "language": self.good.name.pick(self.languages).language,
            "country": self.good.country,
            **{name: getattr(self.good, name) for name in names},
            "age_days": self.age_days,
            "freshness": self.freshness.state,
            "beside": self.beside,
            "for": self.wanted,
            "text": self.text,
            **_evidence(self.good),
        }
        made: dict[str, Any] = plain_data(shown, self.languages)
        return made


@attrs.frozen(kw_only=True, eq=False, repr=False)
class FittingLabel(Value):
    """A label that goods of the basket can carry, and what it does not cover.

    Attributes:
        label: The record.
        freshness: How old the evidence is.
        wanted: What of the basket it can be on, as it was asked.
        languages: What its texts are shown in, in order of wish.
    """

    label: Label
    freshness: Freshness
    wanted: tuple[str, ...] = attrs.field(repr=False)
    languages: tuple[str, ...] = ("en",)

    @property
    def id(self) -> RecordId:
        """The id of the record."""
        return self.label.id

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.label.name.pick(self.languages))

    @property
    def scope(self) -> str:
        """What it reaches."""
        return str(self.label.scope.pick(self.languages))

    @property
    def does_not_cover(self) -> str:
        """What it does not reach or show."""
        return str(self.label.does_not_cover.pick(self.languages))

    @property
    def strong(self) -> bool:
        """Whether its rules ban forced labour and somebody outside the scheme checks."""
        return self.label.third_party_audited and bool(self.label.forced_labour_criterion)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        names = ("name", "kind", "scope", "asks", "audited_by", "does_not_cover", "made_in")
        facts = ("third_party_audited", "forced_labour_criterion", "note", "url", "status")
        shown = {
            "id": self.label.id,
            "language": self.label.name.pick(self.languages).language,
            **{name: getattr(self.label, name) for name in (*names, *facts)},
            "for": self.wanted,
            "freshness": self.freshness,
            **_evidence(self.label),
        }
        made: dict[str, Any] = plain_data(shown, self.languages)
        return made


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Seller(Value):
    """Somebody who sells such goods, or did. No advice to buy, and no promise.

    Attributes:
        vendor: The record.
        freshness: How old the evidence is.
        wanted: What of the basket it sells, as it was asked.
        ships: True if it ships to where was asked; None if that is not known or was not asked.
        instead: For one that has closed: its successor, if that sells such goods and may ship
            there; else None.
        languages: What its texts are shown in, in order of wish.
    """

    vendor: Vendor
    freshness: Freshness
    wanted: tuple[str, ...] = attrs.field(repr=False)
    ships: bool | None = None
    instead: RecordId | None = None
    languages: tuple[str, ...] = ("en",)

    @property
    def id(self) -> RecordId:
        """The id of the record."""
        return self.vendor.id

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.vendor.name.pick(self.languages))

    @property
    def status(self) -> Status:
        """Whether it is there, has gone, or is not certain to be there."""
        return self.vendor.status

    @property
    def ships_to(self) -> frozenset[RegionCode] | None:
        """Where it ships; None if not known, empty if nowhere."""
        return self.vendor.ships_to

    @property
    def replaced_by(self) -> RecordId | None:
        """The record to turn to in its place, whatever that sells, or None."""
        return self.vendor.replaced_by

    @property
    def closed(self) -> bool:
        """Whether one cannot buy from it any more."""
        return self.status is Status.RETIRED

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        names = ("name", "status", "kind", "summary", "products", "ships_to", "replaced_by")
        facts = ("claims", "memberships", "survivor_made", "made_in", "based_in", "note", "url")
        shown = {
            "id": self.vendor.id,
            "language": self.vendor.name.pick(self.languages).language,
            **{name: getattr(self.vendor, name) for name in (*names, *facts)},
            "ships": self.ships,
            "instead": self.instead,
            "for": self.wanted,
            "freshness": self.freshness,
            **_evidence(self.vendor),
        }
        made: dict[str, Any] = plain_data(shown, self.languages)
        return made


@attrs.frozen(kw_only=True, eq=False, repr=False)
class BasketLine(Value):
    """One good of a basket, and how much a change could do there.

    Attributes:
        good: The good, as it was asked.
        products: The groups of products that it was taken for, ids.
        groups: What these are called.
        score: From 0 to 10 000: the sum of the points of its reasons; 0 if nothing is listed.
        reasons: In fixed order: what it is listed for, where, a label, a seller.
        risks: What lists name, the gravest first; what left a list last.
        labels: Labels that it can carry, ids.
        vendors: Who sells such goods, ids.
    """

    good: str = attrs.field(repr=False)
    products: tuple[str, ...]
    groups: tuple[str, ...]
    score: int
    reasons: tuple[Reason, ...]
    risks: tuple[Listing, ...]
    labels: tuple[RecordId, ...]
    vendors: tuple[RecordId, ...]

    @property
    def listed(self) -> bool:
        """Whether a list names it, or something else of its group, today."""
        return not all(listing.past for listing in self.risks)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data; its risks, labels and vendors as ids."""
        return {
            "good": self.good,
            "products": list(self.products),
            "score": self.score,
            "listed": self.listed,
            "reasons": [reason.as_json() for reason in self.reasons],
            "risks": [listing.good.id for listing in self.risks],
            "labels": list(self.labels),
            "vendors": list(self.vendors),
        }


@attrs.frozen(kw_only=True, eq=False, repr=False)
class PurchaseAdvice(Value):
    """What is known of the goods of a basket.

    Attributes:
        risks: Every good and country that lists name, once, in order of ``where_most``.
        labels: Labels that the goods can carry, with what they do not cover: those that ban
            forced labour and are checked from outside first, then by id.
        vendors: Who sells such goods: those that ship there, those of whom that is not known,
            those that have closed, by id among these.
        unknown: Goods that nobody knows, as they were asked.
        where_most: The goods that are known: where a change does most first, equal ones by name.
        near: For each unknown good the nearest words; may be none.
        notes: What else to know of this answer, sentences.
        disclaimer: What stands beside every such answer.
    """

    risks: tuple[Listing, ...]
    labels: tuple[FittingLabel, ...]
    vendors: tuple[Seller, ...]
    unknown: tuple[str, ...] = attrs.field(repr=False)
    where_most: tuple[BasketLine, ...]
    near: Mapping[str, tuple[str, ...]] = attrs.field(repr=False)
    notes: tuple[str, ...] = attrs.field(repr=False)
    disclaimer: str

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            **{name: _json(getattr(self, name)) for name in ("risks", "labels", "vendors")},
            "unknown": list(self.unknown),
            "where_most": _json(self.where_most),
            "near": {good: list(words) for good, words in self.near.items()},
            "notes": list(self.notes),
            "disclaimer": self.disclaimer,
        }


def edition_text(
    edition: int, freshness: Freshness, language: str, kind: Literal["edition", "report"]
) -> str:
    """Say which edition of a list or a report it is, and how old; without a moment only which."""
    slots: dict[str, Slot] = {"edition": str(edition)}
    if freshness.age_days is None:
        return say(f"{kind}.undated", language, slots)
    years = freshness.age_days * 4 // _DAYS_OF_FOUR_YEARS
    code = {0: "new", 1: "year"}.get(years, "years")
    return say(f"{kind}.{code}", language, slots | {"years": years})


def _json(
    parts: Iterable[Listing | FittingLabel | Seller | BasketLine],
) -> list[dict[str, Any]]:
    return [part.as_json() for part in parts]


def _evidence(record: Record) -> dict[str, object]:
    return {"pack": record.pack, "source": record.source, "verified": record.verified}
