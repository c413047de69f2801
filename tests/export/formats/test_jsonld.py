"""Helplines as JSON-LD, read back as a page or a search engine does."""

import json
import re
from datetime import date

import attrs
import pytest

from takeaction import QueryError
from takeaction.export.json_text import lone_lines
from takeaction.export.jsonld import jsonld_of
from takeaction.export.selection import Selection
from takeaction.models.resource import parse_hours
from takeaction.testing import catalog_of

DAY = date(2026, 11, 28)
TERMS = {
    "Dataset": "name description dateModified expires version inLanguage hasPart identifier"
    " publisher license",
    "Service": "name description provider serviceType areaServed audience termsOfService"
    " availableChannel url subjectOf",
    "ServiceChannel": "name description availableLanguage servicePhone serviceSmsNumber serviceUrl",
    "ContactPoint": "contactType telephone areaServed availableLanguage contactOption"
    " hoursAvailable",
    "OpeningHoursSpecification": "dayOfWeek opens closes",
    "Country": "identifier name",
    "Organization": "name additionalType",
    "Audience": "audienceType",
    "CreativeWork": "name url publisher datePublished",
}
TERMS["GovernmentService"] = TERMS["Service"]
TERMS |= dict.fromkeys(("Place", "AdministrativeArea"), TERMS["Country"])
TERMS |= dict.fromkeys(
    ("NGO", "GovernmentOrganization", "WorkersUnion", "Corporation"), TERMS["Organization"]
)
"""The terms of schema.org (release 29) that we use, by class: each is defined for that class."""

TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")


def read(catalog, selection):
    graph = json.loads(jsonld_of(catalog, selection))
    assert graph.keys() == {"@context", "@graph"}
    assert graph["@context"] == "https://schema.org"
    data, *services = graph["@graph"]
    return data, {service["@id"].removeprefix("urn:takeaction:"): service for service in services}


def nodes(value):
    for part in value.values() if isinstance(value, dict) else value:
        if isinstance(part, (dict, list)):
            yield from nodes(part)
    if isinstance(value, dict):
        yield value


def test_every_line_is_read_back_with_its_numbers(catalog, everything):
    _, services = read(catalog, everything)

    lines = {line.id: line for line in lone_lines(catalog, everything)}
    assert services.keys() == lines.keys()
    for id, service in services.items():
        contacts = {contact.id: contact for contact in lines[id].contacts}
        channels = {channel["name"]: channel for channel in service["availableChannel"]}
        assert service["name"] == str(lines[id].name)
        assert {place["identifier"] for place in service["areaServed"]} == lines[id].regions
        assert channels.keys() == contacts.keys()
        for name, channel in channels.items():
            contact = contacts[name]
            point = channel.get("servicePhone") or channel.get("serviceSmsNumber") or {}
            assert point.get("telephone") == contact.dial
            address = f"mailto:{contact.email}" if contact.email else contact.url
            assert channel.get("serviceUrl") == (None if contact.dial else address)
            spoken = {*contact.languages, *contact.interpreter}
            assert set(channel.get("availableLanguage", ())) == spoken


def test_only_words_of_schema_org_are_used(catalog, everything):
    graph = json.loads(jsonld_of(catalog, everything))["@graph"]

    for node in nodes(graph):
        kind = node.get("@type")
        assert kind or node.keys() == {"@id"}
        assert node.keys() - {"@type", "@id"} <= set(TERMS[kind].split() if kind else ())
        assert all(TAG.fullmatch(tag) for tag in node.get("availableLanguage", ()))
        assert None not in node.values()


def test_a_line_in_full(odd_lines, everything):
    _, services = read(catalog_of(odd_lines), everything)

    service = services["a:full"]
    voice, sms, tty, mail, chat = service["availableChannel"]
    assert service["@type"] == "Service"
    assert service["provider"] == {
        "@type": "NGO",
        "name": "Org, Inc; \\ <b>",
        "additionalType": "ngo",
    }
    assert service["description"].split("\n") == [
        (
            "An independent organisation, not the police. We don't know who they tell. "
            "Ask before you give your name or place."
        ),
        "Women",
        "It helps.",
        "New since 2020.",
        "Checked: not checked yet",
    ]
    assert voice["servicePhone"]["contactOption"] == ["TollFree"]
    assert [hours["closes"] for hours in voice["servicePhone"]["hoursAvailable"]] == ["23:59"]
    assert sms["serviceSmsNumber"]["areaServed"]["identifier"] == "US"
    assert sms["description"] == "Text 233733 with the word HELP; hours: unknown; it's fine to try"
    assert tty["servicePhone"]["contactOption"] == ["HearingImpairedSupported"]
    assert mail["serviceUrl"] == "mailto:a@example.org"
    assert chat["description"].endswith("(America/New_York); Ask first.")
    assert chat["availableLanguage"] == ["mul"]


def test_hours_are_spans_of_days(make_line, everything):
    hours = parse_hours("Mo-Fr 22:00-06:00, Sa 10:00-24:00", "America/New_York")
    contact = attrs.evolve(next(iter(make_line("a:line").contacts)), hours=hours)

    _, services = read(catalog_of([make_line("a:line", contacts=(contact,))]), everything)

    (channel,) = services["a:line"]["availableChannel"]
    spans = {
        (each["opens"], each["closes"]): [day.rpartition("/")[2][:2] for day in each["dayOfWeek"]]
        for each in channel["servicePhone"]["hoursAvailable"]
    }
    assert spans == {
        ("22:00", "23:59"): ["Mo", "Tu", "We", "Th", "Fr"],
        ("00:00", "06:00"): ["Tu", "We", "Th", "Fr", "Sa"],
        ("10:00", "23:59"): ["Sa"],
    }


def test_the_state_is_a_government_service(odd_lines, everything):
    _, services = read(catalog_of(odd_lines), everything)

    assert services["a:police"]["@type"] == "GovernmentService"
    assert services["a:police"]["provider"]["@type"] == "GovernmentOrganization"
    assert [place["@type"] for place in services["a:police"]["areaServed"]] == [
        "Place",
        "AdministrativeArea",
    ]
    assert "provider" not in services["a:unknown"]
    assert services.keys() == {"a:full", "a:unknown", "a:police"}


def test_an_operator_of_no_known_kind_is_an_organization(make_line, everything):
    catalog = catalog_of([make_line("a:line", operator="Org", operator_kind=None)])

    _, services = read(catalog, everything)

    assert services["a:line"]["provider"] == {"@type": "Organization", "name": "Org"}


def test_the_data_set_says_where_everything_is_from(catalog):
    data, _ = read(catalog, Selection(languages=["es"], at=DAY))

    assert data["dateModified"] == "2026-11-28"
    assert data["expires"] == "2026-12-28"
    assert data["version"] == catalog.digest
    assert data["inLanguage"] == ["es"]
    assert {part["license"] for part in data["hasPart"]} == {
        "https://creativecommons.org/licenses/by/4.0/"
    }
    assert [part["identifier"] for part in data["hasPart"]] == [
        pack.digest for pack in catalog.packs.values()
    ]


def test_it_can_stand_in_a_page(odd_lines, everything):
    # No text closes the element ``script`` that it is in.
    written = jsonld_of(catalog_of(odd_lines), everything)

    assert b"<" not in written
    assert b"\\u003c/script>" in written


def test_anything_else_is_refused(catalog):
    with pytest.raises(QueryError, match="Selection"):
        jsonld_of(catalog, {})
