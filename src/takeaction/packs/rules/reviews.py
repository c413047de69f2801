"""Rules for reviews and checks: one counts for what was read or called alone.

A check names the numbers and addresses that it was of. After a change of one, nobody has checked
it. A review counts if its reader wrote none of what was read.


A review that doesn't count costs its mark and a warning, and never a record or a translation. Those
that ``takeaction pack review`` writes carry a seal, the fingerprint of what was read. It is no
signature: it tells what has changed since, not who wrote it.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from takeaction.errors import Outcome, shown
from takeaction.models.record import Record, Reviewed, Verified
from takeaction.models.resource import Contact, Resource, written_address
from takeaction.packs.faults import Fault
from takeaction.packs.reading.content import Marks, compose
from takeaction.vocabulary.records import ReviewScope
from takeaction.vocabulary.words import fold

if TYPE_CHECKING:  # most packs have no patch
    from takeaction.models.pack import Patch, PatchText

LONGEST_READER = 120
"""The most characters of the name of a reviewer: a role and an organisation take no more."""

_UNREAD = frozenset({"reviewed", "verified", "source", "people_say", "topics", "aliases"})
"""The fields of a record that nobody reads with it: who checked it, and what only a search sees."""

_NOT_WORDING = _UNREAD | {"contacts"}
_SEAL_DIGITS = 12
_READ_AGAIN = "let somebody read it again with takeaction pack review, or remove the mark."


_CHECKED = ("channel", "dial", "dial_region", "display", "keyword", "url", "email")
"""The fields of a contact that a check is of."""


def contact_seal(contact: Contact) -> str:
    """Return the fingerprint of what a check of a contact is of."""
    return _seal([str(getattr(contact, name) or "") for name in _CHECKED])


def check_faults(record: Record) -> Iterator[Fault]:
    """Find the contacts that have changed since they were checked."""
    for position, contact in enumerate(getattr(record, "contacts", ())):
        verified = contact.verified or record.verified
        if _is_of_another(verified, contact):
            day = f" on {verified.on}" if verified.on else ""
            problem = f"{shown(written_address(contact))} is not what was checked{day}."
            fix = 'check it again, write the day, and take out the old "of".'
            own = f"contacts[{position}]." if contact.verified else ""
            yield Fault("contact.unchecked", f"{own}verified", problem, fix)


def without_void_checks(resource: Resource) -> Resource:
    """Return a resource in which contacts that were changed since are unchecked."""
    contacts = tuple(
        attrs.evolve(contact, verified=verified.outdated())
        if _is_of_another(verified := contact.verified or resource.verified, contact)
        else contact
        for contact in resource.contacts
    )
    return attrs.evolve(resource, contacts=contacts)


def _is_of_another(verified: Verified, contact: Contact) -> bool:
    return verified.of is not None and contact_seal(contact) not in verified.of.split()


class Terms(NamedTuple):
    """What a review is measured by.

    Attributes:
        authors: The names of the publisher and of everybody who wrote what was read.
        seal: The fingerprint of what there is now.
        today: The day of the check; None looks for no dates in the future.
        needs_seal: Whether a review without a seal counts for nothing.
        changed: The day on which it changed last, for a review without a seal; None if unknown.
    """

    authors: tuple[str, ...]
    seal: str
    today: date | None
    needs_seal: bool = False
    changed: date | None = None


def record_faults(
    record: Record, fields: Mapping[str, Any], publisher: str, today: date | None
) -> Iterable[Fault]:
    """Find the faults of the review of a record; it counts if there are none.

    The fields of the record are those that were written. Without *today*, the rule about future
    dates is skipped.
    """
    review = record.reviewed
    if review is None:
        return ()
    authors = (publisher, record.verified.by or "")
    seal = record_seal(fields, review.scope)
    terms = Terms(authors, seal, today, changed=_last_change(record))
    return _faults(review, terms, "reviewed")


def mark_faults(
    marks: Marks, texts: tuple[str, str], authors: Iterable[str], today: date | None = None
) -> Iterator[Fault]:
    """Find the faults of the review of a translation; it counts if there are none.

    Args:
        marks: The marks of the translation, which may name translators.
        texts: The source text and the translation.
        authors: The publisher of the pack, and others who wrote the translation.
        today: The day of the check; None skips the rule about future dates.
    """
    if marks.is_odd:
        form = 'reviewed: by="ROLE, ORGANISATION" on=YYYY-MM-DD'
        problem = "its mark of review is in no form that we read."
        yield Fault("lang.review", "", problem, f"{_READ_AGAIN[:-1]}; the form is: {form}.")
    elif marks.review is not None:
        everybody = (*authors, *marks.translators)
        terms = Terms(everybody, text_seal(*texts), today, needs_seal=True)
        yield from _text_faults(marks.review, terms)


def patch_review_faults(patch: "Patch", publisher: str, today: date | None) -> Iterator[Fault]:
    """Find the faults of the reviews of the translations in a patch."""
    for number, translation in enumerate(patch.translations):
        yield from _patch_text_faults(translation, publisher, today, f"translations[{number}]")


def without_void_review(
    record: Record, fields: Mapping[str, Any], publisher: str, today: date | None
) -> Record:
    """Return a record without its review if that doesn't count."""
    if not any(record_faults(record, fields, publisher, today)):
        return record
    return attrs.evolve(record, reviewed=None)


def without_void_reviews(patch: "Patch", publisher: str, today: date | None) -> "Patch":
    """Return a patch without the reviews that don't count."""
    if not any(patch_review_faults(patch, publisher, today)):
        return patch
    texts = tuple(
        attrs.evolve(text, review=None)
        if any(_patch_text_faults(text, publisher, today, ""))
        else text
        for text in patch.translations
    )
    return attrs.evolve(patch, translations=texts)


def is_author(reviewer: str, authors: Iterable[str]) -> bool:
    """Return whether a reviewer is one of the authors.

    ``Helpline lead, Harbour Kent`` is the publisher Harbour Kent.
    """
    parts = reviewer.split(",")
    names = {fold(reviewer), *map(fold, parts)}
    return any(_names_author(author, parts, names) for author in authors if fold(author))


def _names_author(author: str, parts: list[str], names: Collection[str]) -> bool:
    """Return whether a reviewer has the name of an author, which may have commas of its own."""
    length = author.count(",") + 1
    ends = (",".join(parts[:length]), ",".join(parts[-length:]))
    return fold(author) in {*names, *map(fold, ends)}


def record_seal(fields: Mapping[str, Any], scope: Iterable[ReviewScope]) -> str:
    """Return the fingerprint of the parts of a record in a scope.

    Args:
        fields: The fields of the record as they were written.
        scope: The parts: the digits are in the contacts, the wording is everything else.
    """
    parts: dict[str, object] = {}
    if ReviewScope.DIGITS in scope:
        parts["digits"] = read_contacts(fields)
    if ReviewScope.WORDING in scope:
        parts["wording"] = reviewed_fields(fields)
        parts["notes"] = [contact.get("note", "") for contact in _contacts_of(fields)]
    return _seal(parts)


def read_contacts(fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the fields of each contact that are read as its digits: all but notes and checks."""
    return [
        {name: value for name, value in contact.items() if name not in ("note", "verified")}
        for contact in _contacts_of(fields)
    ]


def reviewed_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a record that are read as its wording, without its contacts."""
    return {name: value for name, value in fields.items() if name not in _NOT_WORDING}


def _contacts_of(fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [contact for contact in fields.get("contacts", ()) if isinstance(contact, dict)]


def text_seal(source: str, translation: str) -> str:
    """Return the fingerprint of a text and its translation, in whatever form their accents are."""
    return _seal([compose(source), compose(translation)])


def _seal(parts: object) -> str:
    import hashlib  # only a review needs it, and most packs have none

    written = json.dumps(
        parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str
    )
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:_SEAL_DIGITS]


def _faults(review: Reviewed, terms: Terms, field: str) -> Iterator[Fault]:
    """Find the faults of a review. They only warn: no helpline is lost for one."""
    dot = f"{field}." if field else ""
    for name in [name for name in ("by", "scope") if not getattr(review, name)]:
        problem, fix = f"{name} is empty.", "fill it in, or remove the review."
        yield Fault("shape.empty", f"{dot}{name}", problem, fix, outcome=Outcome.WARN)
    if is_author(review.by, terms.authors):
        wrote = "published or verified" if field else "published or translated"
        problem = f"{shown(review.by)} {wrote} this, and cannot review it."
        fix = "name a practitioner from elsewhere, or remove the review."
        yield Fault("content.own_review", f"{dot}by", problem, fix)
    if terms.today and review.on > terms.today:
        problem = f"{review.on} is in the future."
        yield Fault("date.future", f"{dot}on", problem, "write the actual day.")
    yield from _age_faults(review, terms, field)


def _text_faults(review: Reviewed, terms: Terms) -> Iterator[Fault]:
    """Find the faults of the review of a translation, whose name no other rule has looked at."""
    if len(review.by) > LONGEST_READER or not review.by.isprintable():
        problem = "the name of its reviewer is too long, or has characters that nobody sees."
        yield Fault("lang.review", "", problem, "write a role and an organisation.")
    else:
        yield from _faults(review, terms, "")


def _age_faults(review: Reviewed, terms: Terms, field: str) -> Iterator[Fault]:
    """Find the fault of a review of something else than what there is now."""
    if review.seal is not None and review.seal != terms.seal:
        problem = f"what {shown(review.by)} read on {review.on} has changed since."
        yield Fault("content.stale_review", field, problem, _READ_AGAIN)
    elif review.seal is None and terms.needs_seal:
        problem = f"the mark of {shown(review.by)} does not say which words were read."
        yield Fault("lang.review", field, problem, _READ_AGAIN)
    elif review.seal is None and terms.changed and review.on < terms.changed:
        problem = f"it was checked on {terms.changed}, after {shown(review.by)} had read it."
        yield Fault("content.stale_review", field, problem, _READ_AGAIN)


def _last_change(record: Record) -> date | None:
    """Return the last day on which somebody looked at a record, and so may have changed it."""
    checks = [record.verified, *(contact.verified for contact in getattr(record, "contacts", ()))]
    days = [record.source.checked, *(check.on for check in checks if check)]
    return max(filter(None, days), default=None)


def _patch_text_faults(
    text: "PatchText", publisher: str, today: date | None, field: str
) -> Iterator[Fault]:
    if text.review is not None:
        terms = Terms((publisher,), text_seal(text.source, text.text), today, needs_seal=True)
        yield from _faults(text.review, terms, f"{field}.review")
