"""Helplines as address cards (vCard 4.0, RFC 6350), for the address book of a phone."""

from collections.abc import Iterable, Iterator

from takeaction.catalog import Catalog
from takeaction.core_data import first_language_of, language_of
from takeaction.engine.help.need import capitalised, how_to_use
from takeaction.engine.help.who_answers import who_answers_and_tells
from takeaction.engine.reasons import say
from takeaction.export.icalendar import escape_value, fold_line
from takeaction.export.json_text import check_export, contacts_of, lone_lines
from takeaction.export.selection import Selection
from takeaction.models.region import region
from takeaction.models.resource import Contact, Resource
from takeaction.models.text import Text
from takeaction.privacy import confidential
from takeaction.views.contact_lines import (
    describe_languages,
    describe_operator,
    labelled_hours,
    marked_text,
    method_and_day,
)
from takeaction.vocabulary.contacts import PHONE_TYPES


@confidential
def vcards_of(catalog: Catalog, selection: Selection) -> bytes:
    """Write helplines as address cards, one for each.

    Args:
        catalog: The records.
        selection: The helplines to write, the languages of their texts, and the day.

    Returns:
        The cards, vCard 4.0 in UTF-8, in order of id. The name of a card says who answers, and its
        note first of all who they tell, and then hours, languages, source, licence and digest.
        Pages that list the lines of others, lines that no longer exist, and lines that are easily
        mistaken for another are left out. Empty if no helpline belongs to the selection.

    Raises:
        QueryError: An argument is something else.
    """
    check_export(catalog, selection)
    lines = (
        line
        for resource in lone_lines(catalog, selection)
        for line in _card(catalog, resource, selection)
    )
    return b"".join(map(fold_line, lines))


def _card(catalog: Catalog, resource: Resource, selection: Selection) -> Iterator[str]:
    """Yield the lines of a card, not yet folded."""
    languages = selection.languages
    name = str(resource.name.pick(languages))
    who = describe_operator(resource, languages)
    yield from ("BEGIN:VCARD", "VERSION:4.0", "PRODID:-//takeaction//EN", "KIND:org")
    yield f"UID:urn:takeaction:{resource.id}"
    yield f"FN:{escape_value(f'{name} ({who})')}"
    if resource.operator:
        yield f"ORG:{escape_value(resource.operator)}"
    yield f"NOTE:{escape_value(_note(catalog, resource, selection))}"
    yield f"CATEGORIES:{','.join(sorted(resource.purposes))}"
    yield from _addresses(contacts_of(resource))
    if resource.source.url:
        yield f"SOURCE:{_uri(resource.source.url)}"
    yield "END:VCARD"


def _addresses(contacts: Iterable[Contact]) -> Iterator[str]:
    """Yield a line for each number, mailbox and page; the first way is the preferred one."""
    for place, contact in enumerate(contacts, 1):
        preference = f";PREF={min(place, 100)}"  # RFC 6350 has 1 to 100
        if contact.dial:
            yield f"TEL{preference};TYPE={PHONE_TYPES[contact.channel][0]}:{contact.dial}"
        elif contact.email:
            yield f"EMAIL{preference}:{escape_value(contact.email)}"
        elif contact.url:
            yield f"URL{preference}:{_uri(contact.url)}"


def _uri(address: str) -> str:
    """Write an address as a value, which has no escapes: a line break in it would end the line."""
    return "".join(address.split())


def _note(catalog: Catalog, resource: Resource, selection: Selection) -> str:
    """Return the note of a card: who answers and who they tell come first."""
    languages = selection.languages
    language = language_of(languages)
    header = catalog.packs[resource.pack].header
    source = resource.source
    source_parts = tuple(filter(None, (source.title, source.publisher, source.dated)))
    parts = (
        str(who_answers_and_tells(resource, first_language_of(languages))),
        _labelled("only_for", resource.only_for, languages),
        _labelled("know_before", resource.warning, languages),
        resource.summary and marked_text(resource.summary, languages),
        *(_way(contact, languages) for contact in contacts_of(resource)),
        say("label.source", language, {"source": source_parts}),
        say("label.checked", language, {"method": method_and_day(resource.verified, languages)}),
        f"{header.publisher}, {header.licence}",
        f"{selection.at.isoformat()} {catalog.digest}",
    )
    return "\n".join(capitalised(part) for part in parts if part)


def _labelled(label: str, text: Text | None, languages: tuple[str, ...]) -> str:
    if text is None:
        return ""
    return say(f"label.{label}", language_of(languages), {"text": marked_text(text, languages)})


def _way(contact: Contact, languages: tuple[str, ...]) -> str:
    """Say how to reach somebody, where the digits work, and when and in which languages."""
    where = contact.dial_region and region(contact.dial_region).label.pick(languages).text
    reach = str(how_to_use(contact, languages))
    facts = [f"{reach} ({where})" if where else reach, labelled_hours(contact, languages)]
    if contact.languages or contact.interpreter:
        facts.append(describe_languages(contact, languages))
    if contact.cost:
        facts.append(say(f"cost.{contact.cost}", language_of(languages)))
    if contact.note:
        facts.append(marked_text(contact.note, languages))
    return "; ".join(filter(None, facts))
