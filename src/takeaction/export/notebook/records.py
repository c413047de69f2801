"""Records: cautions first, then every fact, and last the source."""

from collections.abc import Iterator
from enum import StrEnum

import attrs

from takeaction.engine.help.need import how_to_use
from takeaction.engine.search.answer import Hit, Hits
from takeaction.export.notebook.actions import how_to, keep_safe
from takeaction.export.notebook.contacts import (
    cautions,
    contact_lines,
    danger,
    notices,
    open_list,
    way_to_reach,
    ways,
)
from takeaction.export.notebook.markup import Markup, element, joined, link, listed
from takeaction.export.notebook.reader import Reader
from takeaction.models.action import Action, Minutes
from takeaction.models.goods import Claim, Tier, Vendor
from takeaction.models.record import Link, Record
from takeaction.models.region import is_region, region
from takeaction.models.resource import Contact, Resource
from takeaction.models.text import Text
from takeaction.models.word import closed_label
from takeaction.views.contact_lines import (
    describe_check,
    describe_hours,
    describe_languages,
    describe_review,
    whom_it_tells,
)
from takeaction.vocabulary.records import Status

_ELSEWHERE = frozenset(
    {
        *("id", "source", "status", "replaced_by", "aliases", "also_known_as", "note", "verified"),
        *(
            "reviewed",
            "people_say",
            "title",
            "name",
            "text",
            "summary",
            "steps",
            "safety",
            "contacts",
            "url",
        ),
        *("warning", "only_for", "operator", "operator_kind", "templates", "links", "finds"),
    }
)
"""The fields that have a place of their own in a view, or none."""

_PLACES = frozenset({"regions", "country", "input_country", "made_in", "ships_to", "based_in"})
"""The fields that hold codes of places."""


def record_view(record: Record) -> tuple[Reader, Markup]:
    """Show a record in full."""
    reader = Reader(("en",))
    view = joined(
        element("p", reader.text(record.label), class_="ta-name"),
        *_status(record, reader),
        *(_resource(record, reader) if isinstance(record, Resource) else ()),
        *(_action(record, reader) if isinstance(record, Action) else ()),
        element("p", reader.text(record.note), class_="ta-text") if record.note else None,
        _facts(record, reader),
        *_evidence(record, reader),
    )
    return reader, view


def hits_view(hits: Hits) -> tuple[Reader, Markup]:
    """Show the hits of a search, and with signs the sentence that they are no proof.

    For somebody in need the line for danger comes above them; they begin with helplines. The last
    line says where help is, for any reader.
    """
    reader = Reader(hits.languages)
    caveats = dict.fromkeys(hit.caveat for hit in hits if hit.caveat)
    help_ = hits.help
    view = joined(
        None if help_ is None else danger(help_.emergency, reader),
        open_list([_hit(hit, reader) for hit in hits], reader),
        None if hits else element("p", reader.say("label.nothing_found")),
        element("p", reader.say("label.nearest", {"words": hits.nearest}))
        if hits.nearest
        else None,
        *(element("p", reader.text(caveat), class_="ta-care") for caveat in caveats),
        notices(hits.notices, reader),
        element("p", reader.say("label.only_ends")) if hits.truncated else None,
        element("p", reader.sentence(hits.closing)),
    )
    return reader, view


def hit_view(hit: Hit) -> tuple[Reader, Markup]:
    """Show one record that a search found."""
    reader = Reader(hit.languages)
    caveat = element("p", reader.text(hit.caveat), class_="ta-care") if hit.caveat else None
    return reader, joined(_hit(hit, reader), caveat)


def _hit(hit: Hit, reader: Reader) -> Markup:
    record = hit.record
    return joined(
        element("p", reader.text(record.label), class_="ta-name"),
        *_status(record, reader),
        *(_resource(record, reader) if isinstance(record, Resource) else ()),
        element("p", joined(reader.say(f"kind.{hit.kind}"), record.id, by="; "), class_="ta-small"),
    )


def _status(record: Record, reader: Reader) -> Iterator[Markup]:
    """Say that a record is no longer there, and where to turn instead."""
    if record.status is not Status.ACTIVE:
        code = "label.retired" if record.status is Status.RETIRED else "label.unsure"
        yield element("p", reader.say(code), class_="ta-care")
    if record.replaced_by:
        yield element("p", reader.say("label.turn_to", {"id": record.replaced_by}))


def _resource(resource: Resource, reader: Reader) -> Iterator[Markup | None]:
    """Show who answers and the cautions, then the ways to reach them."""
    yield from cautions(resource, reader)
    # A number of a retired helpline may belong to somebody else by now.
    contacts = () if resource.status is Status.RETIRED else resource.contacts
    yield ways([_contact(contact, reader) for contact in contacts])


def _contact(contact: Contact, reader: Reader) -> tuple[Markup | None, Markup]:
    """Return whom a contact tells, if that is known, and the contact."""
    rules = whom_it_tells(contact, reader.language)
    spoken = describe_languages(contact, reader.languages)
    may_show = contact.dial and contact.shows_on_bill is not False
    facts = [
        reader.say("label.hours", {"hours": describe_hours(contact, reader.language)}),
        reader.say("label.languages", {"languages": spoken}),
        *([reader.say("label.may_show")] if may_show else ()),
    ]
    way = way_to_reach(contact, how_to_use(contact, reader.languages))
    return (
        element("p", " ".join(rules), class_="ta-care") if rules else None,
        contact_lines(way, facts, contact, reader),
    )


def _action(action: Action, reader: Reader) -> Iterator[Markup | None]:
    """Show an action: its summary, safety lines, steps and templates."""
    yield element("p", reader.text(action.summary), class_="ta-text")
    yield keep_safe(action, reader)
    yield how_to(action, reader)
    for template in action.templates:
        yield element("p", reader.say(f"template.{template.kind}"), class_="ta-title")
        yield element("blockquote", element("p", reader.text(template.text), class_="ta-text"))


def _facts(record: Record, reader: Reader) -> Markup | None:
    """Show the other fields that have a value, by name."""
    summary = record.summary if isinstance(record, Vendor) else None
    rows = [
        joined(element("dt", field.name.replace("_", " ")), element("dd", written), "\n")
        for field in attrs.fields(type(record))
        if field.name not in _ELSEWHERE
        and getattr(record, field.name) != field.default
        and (written := _written(getattr(record, field.name), field.name, reader))
    ]
    return joined(
        element("p", reader.text(summary), class_="ta-text") if summary else None,
        element("dl", "\n", *rows) if rows else None,
    )


def _written(value: object, field: str, reader: Reader) -> Markup:
    """Write the value of a field; empty if there is none."""
    if isinstance(value, (tuple, frozenset)):
        members = sorted(value, key=str) if isinstance(value, frozenset) else value
        by = " \u00b7 " if field == "history" else ", "
        return joined(*(_written(member, field, reader) for member in members), by=by)
    if isinstance(value, Text):
        return reader.text(value)
    if isinstance(value, bool):
        return reader.say("label.yes" if value else "label.no")
    if isinstance(value, StrEnum):
        return reader.text(closed_label(value))
    if isinstance(value, str) and field in _PLACES and is_region(value):
        return reader.text(region(value).label)
    return joined(_part(value))


def _part(value: object) -> str | None:
    """Write a small part of a record on one line."""
    if isinstance(value, Minutes):
        return f"{value.min}\u2013{value.typical}\u2013{value.max}"
    if isinstance(value, Tier):
        return f"{value.year}: {value.tier}"
    if isinstance(value, Claim):
        scope = value.scope and str(value.scope)
        return ", ".join(part for part in (value.label, scope, value.certificate) if part)
    return None if value is None else str(value)


def _evidence(record: Record, reader: Reader) -> Iterator[Markup | None]:
    """Show the links of a record, its source, its verification, its review and its id."""
    source, url = record.source, getattr(record, "url", None)
    links: tuple[Link, ...] = getattr(record, "links", ())
    pages = [link(url, url)] if url else []
    pages += [link(reader.text(page.title), page.url) for page in links]
    yield listed("ul", pages, class_="ta-plain")
    dated = source.dated and reader.say("label.dated_source", {"day": source.dated})
    title = joined(link(source.title, source.url), source.publisher, dated, by=", ")
    method = {"method": describe_check(record, record.verified, reader.languages)}
    texts = (
        reader.introduce("label.source", "source", title),
        reader.say("label.checked", method),
        describe_review(record.reviewed, reader.language),
        record.id,
    )
    for text in texts:
        yield element("p", text, class_="ta-small")
