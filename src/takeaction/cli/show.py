"""``takeaction show``: read one record in full."""

import argparse
from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, get_args

import attrs

from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.terminal import bold, dim, heading, labelled, line, show_json
from takeaction.core_data import language_of, read
from takeaction.engine.freshness import freshness
from takeaction.engine.help.need import how_to_use
from takeaction.engine.reasons import SlotValue, say
from takeaction.engine.search.search import caveat_of
from takeaction.export.contact_lines import (
    describe_check,
    describe_hours,
    describe_languages,
    describe_operator,
    describe_review,
    marked_text,
    whom_it_tells,
)
from takeaction.models.action import Action, Slot
from takeaction.models.amendments import NOTHING_ADDED, Added
from takeaction.models.record import Record, RegionCode
from takeaction.models.region import is_region, region
from takeaction.models.resource import Contact, Resource
from takeaction.models.text import Text
from takeaction.value import plain_data
from takeaction.vocabulary.records import Status
from takeaction.vocabulary.resources import Purpose, ResourceKind
from takeaction.vocabulary.words import closed_names

if TYPE_CHECKING:
    from takeaction.models.amendments import Withdrawal

_FIELD_NAMES = {
    "ask": "comes to be known by",
    "reading": "words of the list",
    "applies_to": "about",
    "element": "speaks of",
    "only_for": "only for",
    "serves": "only for",
}
"""The English names of fields whose own name would not tell a reader enough."""

SHOWN_ELSEWHERE = frozenset(
    {
        *("id", "source", "status", "replaced_by", "aliases", "also_known_as", "note", "verified"),
        *("reviewed", "people_say"),
        *("regions", "topics", "title", "name", "text", "summary", "steps", "safety", "contacts"),
        *("finds", "warning", "only_for", "operator", "operator_kind", "templates", "links", "url"),
    }
)
"""The fields that have their own place on the page, or none at all."""

_LABELS = {"warning": "know_before", "only_for": "only_for"}
"""The messages that introduce a text at the top of the page."""


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction show``."""
    parser = arguments.add_command(subparsers, "show", "show one record in full", run)
    parser.add_argument(
        "id", metavar="ID", help="the id of a record, such as us-hotline:national-hotline"
    )


def run(options: argparse.Namespace) -> int:
    """Print one record."""
    catalog = load_for_answer(options)
    languages = arguments.requested_languages(options)
    withdrawal = catalog.withdrawn.get(options.id)
    if withdrawal and not catalog.get(options.id):
        return _show_withdrawal(options, withdrawal)
    record = catalog.find(options.id, "id")
    if options.json:
        show_json(record_json(record, languages, arguments.requested_moment(options)))
        return 0
    show_record(catalog, record, languages)
    arguments.show_english_note(languages)
    return 0


def _show_withdrawal(options: argparse.Namespace, withdrawal: "Withdrawal") -> int:
    """Say that a record was taken back, who did it and why, in place of the record."""
    if options.json:
        show_json({"id": options.id, "withdrawn": plain_data(withdrawal)})
        return 0
    line(f"{withdrawal.id}: {withdrawal.sentence()}")
    if withdrawal.replaced_by:
        language = language_of(arguments.requested_languages(options))
        line(say("label.turn_to", language, {"id": withdrawal.replaced_by}))
    return 0


def record_json(record: Record, languages: tuple[str, ...], at: datetime) -> dict[str, Any]:
    """Return a record as plain data, with its kind and its age."""
    data: dict[str, Any] = plain_data(record, languages)
    fresh = plain_data(freshness(record, at))
    return data | {"kind_of_record": record.record_kind.value, "freshness": fresh}


def show_record(catalog: Catalog, record: Record, languages: tuple[str, ...]) -> None:
    """Print a record in full: first what a reader must know, last its source and its pack."""
    heading(str(record.label.pick(languages)))
    _show_head(record, languages)
    added = catalog.added.get(record.id, NOTHING_ADDED)
    _show_body(record, languages, added)
    caveat = caveat_of(catalog, record)
    if caveat:
        line(str(caveat.pick(languages)), indent=2)
    _show_fields(catalog, record, languages)
    for code, pack in added.regions:
        slots: dict[str, SlotValue] = {"pack": pack, "place": region(code).label}
        line(say("label.place_added", language_of(languages), slots), indent=2, hang=4)
    _show_foot(catalog, record, languages)


def _show_head(record: Record, languages: tuple[str, ...]) -> None:
    language = language_of(languages)
    if record.status is not Status.ACTIVE:
        is_retired = record.status is Status.RETIRED
        line(say("label.retired" if is_retired else "label.unsure", language))
    if record.replaced_by:
        line(say("label.turn_to", language, {"id": record.replaced_by}))
    for name in ("warning", "summary", "only_for"):
        value = getattr(record, name, None)
        if isinstance(value, Text):
            text = marked_text(value, languages)
            if name in _LABELS:
                text = say(f"label.{_LABELS[name]}", language, {"text": text})
            line(text, indent=2)
    if record.note:
        line(marked_text(record.note, languages), indent=2)


def _show_body(record: Record, languages: tuple[str, ...], added: Added) -> None:
    language = language_of(languages)
    if isinstance(record, Action):
        for number, step in enumerate(record.steps, 1):
            line(f"{number}. {marked_text(step, languages)}", indent=2, hang=3)
        safety = [marked_text(text, languages) for text in record.safety]
        labelled(say("label.keep_safe", language), safety, indent=2)
        if record.finds:
            slots = {"contacts": tuple(_describe_slot(slot, language) for slot in record.finds)}
            line(say("label.contacts", language, slots), indent=2, hang=4)
        for template in record.templates:
            line(say(f"template.{template.kind}", language), indent=2)
            line(marked_text(template.text, languages).strip(), indent=6)
    if isinstance(record, Resource):
        if record.contacts or record.operator:
            who = tuple(filter(None, (record.operator, describe_operator(record, languages))))
            line(say("label.run_by", language, {"who": who}), indent=2)
        # A number of a retired helpline may belong to somebody else by now.
        for contact in () if record.status is Status.RETIRED else record.contacts:
            line(how_to_use(contact, languages), indent=2, style=bold)
            for fact in _facts(contact, languages, added.languages_of(contact.id)):
                line(fact, indent=6)


def _facts(
    contact: Contact, languages: tuple[str, ...], claimed: Mapping[str, str]
) -> Iterator[str]:
    """Describe the hours, languages and traces of a contact, also where they are not known."""
    language = language_of(languages)
    yield say("label.hours", language, {"hours": describe_hours(contact, language)})
    spoken = {"languages": describe_languages(contact, languages, claimed)}
    yield say("label.languages", language, spoken)
    yield from whom_it_tells(contact, language)
    if contact.shows_on_bill is not False and contact.dial:
        yield say("label.may_show", language)
    if contact.note:
        yield marked_text(contact.note, languages)


def _show_fields(catalog: Catalog, record: Record, languages: tuple[str, ...]) -> None:
    """Print the other fields with a value, each on a line; a flag only if it is set."""
    formatter = _FieldFormatter(catalog, type(record), languages)
    flags = {field.name for field in attrs.fields(type(record)) if field.default is False}
    for name, value in plain_data(record, languages).items():
        is_empty = value in (None, [], {}) or (value is False and name in flags)
        if name not in SHOWN_ELSEWHERE and not is_empty:
            slots = {"name": formatter.field_name(name), "value": formatter.text_of(name, value)}
            line(say("label.field", formatter.language, slots), indent=2, hang=4)


def _describe_slot(slot: Slot, language: str) -> str:
    """Describe the contact that an action asks for, such as "support (hotline)"."""
    purpose = _translate_word(Purpose, str(slot.purpose), language)
    kind = _translate_word(ResourceKind, str(slot.kind or "").replace("-", " "), language)
    return f"{purpose} ({kind})" if kind else purpose


def _translate_word(words: type[StrEnum], value: str, language: str) -> str:
    """Translate a closed word; English uses the word itself."""
    names = {} if language == "en" else closed_names(words, language)
    return names.get(value.replace(" ", "-"), (value,))[0]


def _parts(annotation: object) -> Iterator[object]:
    """Yield a type and all types inside it."""
    yield annotation
    for part in get_args(annotation):
        yield from _parts(part)


class _FieldFormatter:
    """A formatter for the names and values of fields, in the language of the reader."""

    def __init__(self, catalog: Catalog, model: type[Record], languages: tuple[str, ...]) -> None:
        self._fields = attrs.fields_dict(model)
        self._words = catalog.words
        self.language = language_of(languages)

    def field_name(self, name: str) -> str:
        """Return the name of a field in plain words."""
        if self.language == "en":
            return _FIELD_NAMES.get(name, name.replace("_", " "))
        fields: dict[str, str] = read(f"labels/{self.language}")["fields"]
        return fields.get(name, name.replace("_", " "))

    def text_of(self, name: str, value: object) -> str:
        """Write the value of a field on one line."""
        if isinstance(value, list):
            return ", ".join(self.text_of(name, item) for item in value)
        if isinstance(value, dict):
            parts = ((key, part) for key, part in value.items() if part is not None)
            if self.language == "en":
                return " ".join(f"{key} {self.text_of(key, part)}" for key, part in parts)
            return ", ".join(
                f"{self.field_name(key)}: {self.text_of(key, part)}" for key, part in parts
            )
        if isinstance(value, bool):
            return say("label.yes" if value else "label.no", self.language)
        return str(value) if self.language == "en" else self._translate(name, str(value))

    def _translate(self, name: str, value: str) -> str:
        """Translate a code; one without a translation stays as it is."""
        types = [*_parts(self._fields[name].type)] if name in self._fields else []
        if RegionCode in types and is_region(value):
            return region(value).label.pick([self.language]).text
        kind = self._fields[name].metadata.get("word") if name in self._fields else None
        word = self._words.get(kind, value) if kind else None
        if word:
            return word.label.pick([self.language]).text
        closed = [kind for kind in types if isinstance(kind, type) and issubclass(kind, StrEnum)]
        return _translate_word(closed[0], value, self.language) if closed else value


def _show_foot(catalog: Catalog, record: Record, languages: tuple[str, ...]) -> None:
    """Print the links of a record, its source, its verification and its pack."""
    links = getattr(record, "links", ())
    urls = [record_url] if (record_url := getattr(record, "url", None)) else []
    for text in (*urls, *(f"{link.title.pick(languages)}: {link.url}" for link in links)):
        line(text, indent=2, hang=2)
    source = record.source
    language = language_of(languages)
    dated = source.dated and say("label.dated_source", language, {"day": str(source.dated)})
    parts = tuple(filter(None, (source.title, source.publisher, dated, source.url)))
    line(say("label.source", language, {"source": parts}), indent=2, hang=8, style=dim)
    method = {"method": describe_check(record, record.verified, languages)}
    line(say("label.checked", language, method), indent=2, hang=9, style=dim)
    line(describe_review(record.reviewed, language), indent=2, hang=10, style=dim)
    pack = catalog.packs[record.pack].header
    slots = {"title": str(pack.title), "publisher": pack.publisher, "id": record.id}
    line(say("label.pack", language, slots), indent=2, hang=6, style=dim)
