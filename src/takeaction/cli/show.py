"""``takeaction show``: read one record whole."""

import argparse
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import attrs

from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.catalog import the_catalog
from takeaction.cli.contact_lines import (
    bodies,
    checked,
    hours_of,
    languages_of,
    reach,
    run_by,
    shown,
)
from takeaction.cli.terminal import bold, dim, heading, labelled, line, show_json
from takeaction.core_data import language_of, read
from takeaction.engine.freshness import freshness
from takeaction.engine.reasons import say
from takeaction.engine.search.search import caveat_of
from takeaction.engine.serialization import plain_data
from takeaction.models.action import Action, Slot
from takeaction.models.contact import Contact
from takeaction.models.record import Record
from takeaction.models.region import is_region, region
from takeaction.models.resource import Resource
from takeaction.models.text import Text
from takeaction.vocabulary import Status, WordKind

_CALLED = {
    "ask": "comes to be known by",
    "reading": "words of the list",
    "applies_to": "about",
    "element": "speaks of",
    "only_for": "only for",
}


SHOWN_ELSEWHERE = frozenset(
    {
        *("id", "source", "status", "replaced_by", "aliases", "also_known_as", "note", "verified"),
        *("regions", "topics", "title", "name", "text", "summary", "steps", "safety", "contacts"),
        *("finds", "warning", "only_for", "operator", "operator_kind", "templates", "links", "url"),
    }
)


_KINDS = {
    **dict.fromkeys(("skills_required", "skills_helpful"), WordKind.SKILL),
    **dict.fromkeys(("roles", "roles_only"), WordKind.ROLE),
    **dict.fromkeys(("products", "product", "covers"), WordKind.PRODUCT),
}
"""The fields that hold open words."""


_PLACES = ("country", "input_country", "made_in", "ships_to", "based_in")


_LED = {"warning": "know_before", "only_for": "only_for"}
"""The message that a text stands in."""


def add_commands(added: arguments.Commands) -> None:
    """Add the command."""
    made = arguments.command(added, "show", "show one record whole", run)
    made.add_argument("id", metavar="ID", help="such as us-hotline:national-hotline")


def run(options: argparse.Namespace) -> int:
    """Show a record."""
    catalog = the_catalog(options)
    record = catalog.find(options.id, "id")
    languages = arguments.languages_of(options)
    if options.json:
        show_json(record_json(record, languages, arguments.moment_of(options)))
        return 0
    show_record(catalog, record, languages)
    arguments.show_fall_back(languages)
    return 0


def record_json(record: Record, languages: tuple[str, ...], at: datetime) -> dict[str, Any]:
    """Return a record as plain data, with its kind and how old it is."""
    data: dict[str, Any] = plain_data(record, languages)
    fresh = plain_data(freshness(record, at))
    return data | {"kind_of_record": record.record_kind.value, "freshness": fresh}


def show_record(catalog: Catalog, record: Record, languages: tuple[str, ...]) -> None:
    """Print a record whole."""
    heading(str(record.label.pick(languages)))
    _show_head(record, languages)
    _show_body(record, languages)
    caveat = caveat_of(catalog, record)
    if caveat:
        line(str(caveat.pick(languages)), indent=2)
    _show_fields(catalog, record, languages)
    _show_foot(catalog, record, languages)


def _show_head(record: Record, languages: tuple[str, ...]) -> None:
    language = language_of(languages)
    if record.status is not Status.ACTIVE:
        gone = record.status is Status.RETIRED
        line(say("label.retired" if gone else "label.unsure", language))
    if record.replaced_by:
        line(say("label.turn_to", language, {"id": record.replaced_by}))
    for name in ("warning", "summary", "only_for"):
        text = getattr(record, name, None)
        if isinstance(text, Text):
            said = shown(text, languages)
            if name in _LED:
                said = say(f"label.{_LED[name]}", language, {"text": said})
            line(said, indent=2)
    if record.note:
        line(shown(record.note, languages), indent=2)


def _show_body(record: Record, languages: tuple[str, ...]) -> None:
    language = language_of(languages)
    if isinstance(record, Action):
        for number, step in enumerate(record.steps, 1):
            line(f"{number}. {shown(step, languages)}", indent=2, hang=3)
        label = say("label.keep_safe", language)
        labelled(label, [shown(each, languages) for each in record.safety], indent=2)
        if record.finds:
            slots = {"contacts": tuple(_slot(slot, language) for slot in record.finds)}
            line(say("label.contacts", language, slots), indent=2, hang=4)
        for template in record.templates:
            line(say(f"template.{template.kind}", language), indent=2)
            line(shown(template.text, languages).strip(), indent=6)
    if isinstance(record, Resource):
        if record.contacts or record.operator:
            who = tuple(filter(None, (record.operator, run_by(record, languages))))
            line(say("label.run_by", language, {"who": who}), indent=2)
        for contact in () if record.status is Status.RETIRED else record.contacts:
            line(reach(contact, languages), indent=2, style=bold)
            for text in _facts(contact, languages):
                line(text, indent=6)


def _facts(contact: Contact, languages: tuple[str, ...]) -> Iterator[str]:
    """Say what is known of a contact; what is not known is said too, where it matters."""
    language = language_of(languages)
    yield say("label.hours", language, {"hours": hours_of(contact, language)})
    listed = {"languages": languages_of(contact, languages)}
    yield say("label.languages", language, listed)
    if contact.shares_with:
        yield say("label.shares", language, {"bodies": bodies(contact, language)})
    if contact.shows_on_bill is not False and contact.dial:
        yield say("label.may_show", language)
    if contact.note:
        yield shown(contact.note, languages)


def _show_fields(catalog: Catalog, record: Record, languages: tuple[str, ...]) -> None:
    """Print the other fields that say something, each on a line; a flag only if it is up."""
    speaker = _Speaker(catalog, languages)
    flags = {field.name for field in attrs.fields(type(record)) if field.default is False}
    for name, value in plain_data(record, languages).items():
        silent = value in (None, [], {}) or (value is False and name in flags)
        if name not in SHOWN_ELSEWHERE and not silent:
            slots = {"name": speaker.called(name), "value": speaker.said(name, value)}
            line(say("label.field", speaker.language, slots), indent=2, hang=4)


def _slot(slot: Slot, language: str) -> str:
    """Say what contact an action asks for."""
    purpose = _word("purposes", str(slot.purpose), language)
    kind = _word("kind", str(slot.kind or "").replace("-", " "), language)
    return f"{purpose} ({kind})" if kind else purpose


def _word(field: str, value: str, language: str) -> str:
    """Return a closed word as a language has it; in English it is its own name."""
    if language == "en":
        return value
    words: dict[str, str] = read(f"labels/{language}")["values"].get(field, {})
    return words.get(value.replace(" ", "-"), value)


class _Speaker:
    """Says the fields of a record in words."""

    def __init__(self, catalog: Catalog, languages: tuple[str, ...]) -> None:
        self._words = catalog.words
        self.language = language_of(languages)

    def called(self, name: str) -> str:
        """Return what a field is called."""
        if self.language == "en":
            return _CALLED.get(name, name.replace("_", " "))
        called: str = read(f"labels/{self.language}")["fields"].get(name, name.replace("_", " "))
        return called

    def said(self, name: str, value: object) -> str:
        """Return what stands in a field, on one line."""
        if isinstance(value, list):
            return ", ".join(self.said(name, each) for each in value)
        if isinstance(value, dict):
            parts = ((key, each) for key, each in value.items() if each is not None)
            if self.language == "en":
                return " ".join(f"{key} {self.said(key, each)}" for key, each in parts)
            return ", ".join(f"{self.called(key)}: {self.said(key, each)}" for key, each in parts)
        if isinstance(value, bool):
            return say("label.yes" if value else "label.no", self.language)
        return str(value) if self.language == "en" else self._in_words(name, str(value))

    def _in_words(self, name: str, value: str) -> str:
        """Return a code in the words of another language than English."""
        if name in _PLACES and is_region(value):
            return region(value).label.pick([self.language]).text
        word = self._words.get(_KINDS[name], value) if name in _KINDS else None
        if word:
            return word.label.pick([self.language]).text
        return _word(name, value, self.language)


def _show_foot(catalog: Catalog, record: Record, languages: tuple[str, ...]) -> None:
    links = getattr(record, "links", ())
    urls = [record_url] if (record_url := getattr(record, "url", None)) else []
    for text in (*urls, *(f"{link.title.pick(languages)}: {link.url}" for link in links)):
        line(text, indent=2, hang=2)
    source = record.source
    language = language_of(languages)
    dated = source.dated and say("label.dated_source", language, {"day": str(source.dated)})
    parts = tuple(filter(None, (source.title, source.publisher, dated, source.url)))
    line(say("label.source", language, {"source": parts}), indent=2, hang=8, style=dim)
    method = {"method": checked(record.verified.method, languages)}
    line(say("label.checked", language, method), indent=2, hang=9, style=dim)
    pack = catalog.packs[record.pack].header
    slots = {"title": str(pack.title), "publisher": pack.publisher, "id": record.id}
    line(say("label.pack", language, slots), indent=2, hang=6, style=dim)
