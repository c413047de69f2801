"""The account of one person in the checklist of signs: their answers, which travel in the form."""

from collections.abc import Iterable

import attrs

from takeaction.catalog import Catalog
from takeaction.models.indicator import Indicator
from takeaction.vocabulary.records import Observer
from takeaction.vocabulary.signs import Person
from takeaction.web.exchange import joined_ids, one
from takeaction.web.visit import Visit

AT_WORK = tuple(role for role in Observer if role not in (Observer.SELF, Observer.BYSTANDER))
"""The people who may know of signs through their work."""

FITS = ("now", "past", "no", "unknown")
"""The answers to a question: it is so, it was so, it isn't so, and nobody knows."""


@attrs.frozen(kw_only=True, repr=False)
class SignsAccount:
    """The account of one person so far.

    Attributes:
        about: ``self`` or ``other``; None if they were not asked yet.
        observer: Who they are to the person it is about.
        person: The age of the person.
        seen: The ids of the signs that they saw.
        past: Those of them that are over.
        absent: The ids of the signs that they ruled out.
        shown: The ids of the signs that they were asked about, in order.
        likely: The ids of the signs to ask about first.
        news: The ids of the signs that they just said are there now.
        answered: Whether they just answered a question.
    """

    about: str | None
    observer: Observer
    person: Person
    seen: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()
    news: tuple[str, ...] = ()
    answered: bool = False

    @property
    def is_self(self) -> bool:
        """Whether they ask about themselves."""
        return self.observer is Observer.SELF

    def signs(self, catalog: Catalog) -> tuple[Indicator, ...]:
        """Return the signs that they saw."""
        return tuple(catalog.indicators[id] for id in self.seen)

    def fields(self) -> list[tuple[str, str]]:
        """Return the fields that travel on; each is one of our own words."""
        fields = {
            "about": self.about,
            "work": self.observer.value if self.observer in AT_WORK else None,
            "age": self.person.value,
            "seen": " ".join(self.seen),
            "past": " ".join(self.past),
            "absent": " ".join(self.absent),
            "shown": " ".join(self.shown),
            "likely": " ".join(self.likely),
        }
        return [(name, value) for name, value in fields.items() if value]


def read_account(visit: Visit) -> SignsAccount:
    """Read the form, with the answer to the question that was asked; nonsense is left out."""
    account = _carried(visit)
    asked = one(visit.fields, "asked")
    asked = asked if asked in visit.catalog.indicators else None
    if one(visit.fields, "step") == "back":
        return _without_last(account, asked)
    fits = next((answer for answer in FITS if answer == one(visit.fields, "fits")), "unknown")
    return _answered(account, asked, fits) if asked else account


def _carried(visit: Visit) -> SignsAccount:
    """Read the account up to the question that was asked, and the signs that were ticked."""
    fields, known = visit.fields, visit.catalog.indicators

    def ids(name: str) -> tuple[str, ...]:
        """Read the ids of a field, each once."""
        return tuple(dict.fromkeys(id for id in joined_ids(fields.get(name, ())) if id in known))

    about = one(fields, "about")
    about = about if about in {"self", "other"} else None
    at_work = next((role for role in AT_WORK if role == one(fields, "work")), None)
    seen = tuple(dict.fromkeys((*ids("seen"), *ids("sign"))))
    past = tuple(id for id in ids("past") if id in seen)
    return SignsAccount(
        about=about,
        observer=Observer.SELF if about == "self" else at_work or Observer.BYSTANDER,
        person=next((age for age in Person if age == one(fields, "age")), Person.UNKNOWN),
        seen=seen,
        past=past,
        absent=tuple(id for id in ids("absent") if id not in seen),
        shown=ids("shown"),
        likely=ids("likely"),
        news=tuple(id for id in ids("sign") if id not in past),
    )


def _answered(account: SignsAccount, asked: str, fits: str) -> SignsAccount:
    """Return the account with the answer to one question, in place of an earlier one."""
    before = _without(account, asked)
    is_seen = fits in {"now", "past"}
    return attrs.evolve(
        before,
        shown=(*before.shown, asked),
        seen=(*before.seen, asked) if is_seen else before.seen,
        past=(*before.past, asked) if fits == "past" else before.past,
        absent=(*before.absent, asked) if fits == "no" else before.absent,
        news=(asked,) if fits == "now" else (),
        answered=True,
    )


def _without_last(account: SignsAccount, asked: str | None) -> SignsAccount:
    """Return the account before its last question, which is asked again, and then *asked*."""
    last = account.shown[-1:]
    before = _without(account, *last)
    queue: Iterable[str] = (*last, *(id for id in (asked,) if id), *account.likely)
    return attrs.evolve(before, likely=tuple(dict.fromkeys(queue)))


def _without(account: SignsAccount, *ids: str) -> SignsAccount:
    def others(those: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(id for id in those if id not in ids)

    return attrs.evolve(
        account,
        seen=others(account.seen),
        past=others(account.past),
        absent=others(account.absent),
        shown=others(account.shown),
        likely=others(account.likely),
    )
