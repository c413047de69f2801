"""Helplines as linked data with the words of schema.org, for search engines and pages."""

from collections.abc import Iterator
from typing import Any

from takeaction.catalog import Catalog
from takeaction.core_data import first_language_of, language_of
from takeaction.engine.help.need import capitalised, how_to_use
from takeaction.engine.help.who_answers import who_answers_and_tells
from takeaction.engine.reasons import say
from takeaction.export.json_text import (
    check_export,
    contacts_of,
    lone_lines,
    one_line_json,
    provenance_of,
)
from takeaction.export.selection import Selection
from takeaction.models.record import Source
from takeaction.models.region import is_group, place_label
from takeaction.models.resource import MINUTES_A_DAY, Contact, Hours, Resource
from takeaction.privacy import confidential
from takeaction.views.contact_lines import labelled_hours, method_and_day
from takeaction.vocabulary.contacts import Channel, ContactCost
from takeaction.vocabulary.resources import ENFORCEMENT, OperatorKind

_DATA = "urn:takeaction:export"
"""The id of the data set that all services are part of."""

_OPERATORS = {
    OperatorKind.NGO: "NGO",
    OperatorKind.TRADE_UNION: "WorkersUnion",
    OperatorKind.COMPANY: "Corporation",
    OperatorKind.GOVERNMENT: "GovernmentOrganization",
    OperatorKind.POLICE: "GovernmentOrganization",
    OperatorKind.IMMIGRATION_ENFORCEMENT: "GovernmentOrganization",
}
"""The class of schema.org for the bodies that it has one for."""

_LESS_THAN = r"\u003c"
"""The sign ``<`` inside JSON, in a form that ends no element of HTML."""

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_CREATIVE_COMMONS = {"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"}


@confidential
def jsonld_of(catalog: Catalog, selection: Selection) -> bytes:
    r"""Write helplines as JSON-LD with the words of schema.org.

    Args:
        catalog: The records.
        selection: The helplines to write, the languages of their texts, and the day.

    Returns:
        A graph in UTF-8. It has a ``Dataset`` with the packs, licences, day and digest, and for
        each helpline a ``Service``, or a ``GovernmentService``, with the ways to reach it. The
        description begins with who answers. Every ``<`` is written ``\u003c``, so that the text
        can stand in a ``script`` element. Pages that list the lines of others, lines that no
        longer exist, and lines that are easily mistaken for another are left out.

    Raises:
        QueryError: An argument is something else.
    """
    check_export(catalog, selection)
    services = [_service(line, selection) for line in lone_lines(catalog, selection)]
    graph = [_data_set(catalog, selection), *services]
    text = one_line_json({"@context": "https://schema.org", "@graph": graph})
    return (text.replace("<", _LESS_THAN) + "\n").encode()


def _data_set(catalog: Catalog, selection: Selection) -> dict[str, Any]:
    """Return the provenance of the graph as a data set."""
    provenance = provenance_of(catalog, selection, "jsonld")
    return {
        "@id": _DATA,
        "@type": "Dataset",
        "name": "Helplines against human trafficking",
        "description": provenance["notice"],
        "dateModified": provenance["made"],
        "expires": provenance["check_again_by"],
        "version": provenance["digest"],
        "inLanguage": provenance["selection"]["languages"],
        "hasPart": [
            {
                "@type": "Dataset",
                "@id": f"urn:takeaction:{pack['id']}",
                "name": str(catalog.packs[pack["id"]].header.title),
                "version": pack["version"],
                "identifier": pack["digest"],
                "publisher": {"@type": "Organization", "name": pack["publisher"]},
                "license": _CREATIVE_COMMONS.get(pack["licence"], pack["licence"]),
            }
            for pack in provenance["packs"]
        ],
    }


def _service(resource: Resource, selection: Selection) -> dict[str, Any]:
    """Return a helpline as a service: who answers comes before its numbers."""
    languages = selection.languages
    is_state = resource.operator_kind in ENFORCEMENT | {OperatorKind.GOVERNMENT}
    channels = (_channel(contact, languages) for contact in contacts_of(resource))
    return _known(
        {
            "@id": f"urn:takeaction:{resource.id}",
            "@type": "GovernmentService" if is_state else "Service",
            "name": resource.name.pick(languages).text,
            "description": _description(resource, languages),
            "provider": _provider(resource),
            "serviceType": sorted(purpose.value for purpose in resource.purposes),
            "areaServed": [_place(code, languages) for code in sorted(resource.regions)],
            "audience": [
                {"@type": "Audience", "audienceType": group.value}
                for group in sorted({*resource.serves, *resource.audience})
            ],
            "termsOfService": resource.warning and str(resource.warning.pick(languages)),
            "availableChannel": list(filter(None, channels)),
            "url": resource.url,
            "subjectOf": [_source(resource.source), {"@id": f"urn:takeaction:{resource.pack}"}],
        }
    )


def _description(resource: Resource, languages: tuple[str, ...]) -> str:
    """Say who answers and who they tell, who it is for, its work, and how it was checked."""
    language = language_of(languages)
    texts = (resource.only_for, resource.summary, resource.note)
    checked = {"method": method_and_day(resource.verified, languages)}
    return "\n".join(
        [
            str(who_answers_and_tells(resource, first_language_of(languages))),
            *(str(text.pick(languages)) for text in texts if text),
            capitalised(say("label.checked", language, checked)),
        ]
    )


def _provider(resource: Resource) -> dict[str, Any] | None:
    """Return the body that runs a line; None where nobody knows it."""
    kind = resource.operator_kind
    if kind is None and resource.operator is None:
        return None
    name = _OPERATORS.get(kind, "Organization") if kind else "Organization"
    return _known({"@type": name, "name": resource.operator, "additionalType": kind})


def _source(source: Source) -> dict[str, Any]:
    publisher = source.publisher and {"@type": "Organization", "name": source.publisher}
    return _known(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "url": source.url,
            "publisher": publisher,
            "datePublished": source.dated,
        }
    )


def _place(code: str, languages: tuple[str, ...]) -> dict[str, Any]:
    kind = "Place" if is_group(code) else "AdministrativeArea" if "-" in code else "Country"
    return {"@type": kind, "identifier": code, "name": place_label(code).pick(languages).text}


def _channel(contact: Contact, languages: tuple[str, ...]) -> dict[str, Any] | None:
    """Return a way to reach a line as a channel of its service; None for a visit in person."""
    if contact.dial:
        name = "serviceSmsNumber" if contact.channel is Channel.SMS else "servicePhone"
        way: dict[str, Any] = {name: _contact_point(contact, languages)}
    elif address := f"mailto:{contact.email}" if contact.email else contact.url:
        way = {"serviceUrl": address}
    else:
        return None
    return _known(
        {
            "@type": "ServiceChannel",
            "name": contact.id,
            "description": _how_and_when(contact, languages),
            "availableLanguage": _spoken(contact),
            **way,
        }
    )


def _contact_point(contact: Contact, languages: tuple[str, ...]) -> dict[str, Any]:
    """Return a number, with the place where national digits work, and its opening hours."""
    is_free, is_tty = contact.cost is ContactCost.FREE, contact.channel is Channel.TTY
    options = [*(["TollFree"] * is_free), *(["HearingImpairedSupported"] * is_tty)]
    return _known(
        {
            "@type": "ContactPoint",
            "contactType": contact.channel.value,
            "telephone": contact.dial,
            "areaServed": contact.dial_region and _place(contact.dial_region, languages),
            "availableLanguage": _spoken(contact),
            "contactOption": options,
            "hoursAvailable": [*_opening_hours(contact.hours)] if contact.hours else [],
        }
    )


def _spoken(contact: Contact) -> list[str]:
    """Return the languages that are spoken, those through an interpreter last."""
    return list(dict.fromkeys((*contact.languages, *contact.interpreter)))


def _how_and_when(contact: Contact, languages: tuple[str, ...]) -> str:
    """Say how to reach somebody and when, in words: schema.org has no word for a time zone."""
    reach = capitalised(str(how_to_use(contact, languages)))
    note = str(contact.note.pick(languages)) if contact.note else ""
    return "; ".join(filter(None, (reach, labelled_hours(contact, languages), note)))


def _opening_hours(hours: Hours) -> Iterator[dict[str, Any]]:
    """Yield the spans of some hours; equal spans of several days are one."""
    days: dict[tuple[int, int], list[str]] = {}
    for weekday, opens, closes in hours.spans:
        days.setdefault((opens, closes), []).append(f"https://schema.org/{_DAYS[weekday]}")
    for (opens, closes), names in days.items():
        yield {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": names,
            "opens": _clock(opens),
            "closes": _clock(min(closes, MINUTES_A_DAY - 1)),  # 23:59 is how it writes midnight
        }


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _known(data: dict[str, Any]) -> dict[str, Any]:
    """Return data without what is not known: schema.org has no word for that."""
    return {key: value for key, value in data.items() if value not in (None, [], "")}
