"""Records as blocks: what to know first, who to turn to or how to do it, then the source."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, get_args

import attrs

from takeaction.core_data import read
from takeaction.engine.freshness import freshness
from takeaction.engine.reasons import SlotValue, describe_minutes, say
from takeaction.engine.search.answer import Hits, KindHit
from takeaction.engine.search.search import caveat_of
from takeaction.models.action import Action, Slot
from takeaction.models.record import Record, RegionCode
from takeaction.models.region import is_region, region
from takeaction.models.resource import Resource
from takeaction.models.text import ShownText, Text
from takeaction.value import plain_data
from takeaction.views.blocks import (
    Block,
    Blocks,
    Entry,
    Facts,
    Fold,
    Heading,
    Items,
    Line,
    Link,
    Paragraph,
    Prose,
    Tone,
    items,
    own_language,
    paragraphs,
    titled,
)
from takeaction.views.contact_lines import (
    describe_review,
    evidence_of,
)
from takeaction.views.help import danger, resource_line
from takeaction.vocabulary.records import Status, WordKind
from takeaction.vocabulary.resources import Purpose, ResourceKind
from takeaction.vocabulary.words import closed_names

if TYPE_CHECKING:
    from takeaction.catalog import Catalog

_MOST_LINES = 1
"""The helplines that a search shows with a number: the others are links, and the list is short."""

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
        *("reviewed", "people_say", "minutes", "meaning", "does_not_cover"),
        *("regions", "topics", "title", "name", "text", "summary", "steps", "safety", "contacts"),
        *("finds", "warning", "only_for", "operator", "operator_kind", "templates", "links", "url"),
    }
)
"""The fields that have a place of their own in a view, or none at all."""

_TEXTS = ("summary", "meaning", "does_not_cover")


def record_blocks(
    record: Record,
    languages: tuple[str, ...] = ("en",),
    *,
    catalog: "Catalog | None" = None,
    at: datetime | None = None,
    has_title: bool = True,
) -> Blocks:
    """Return a record in full.

    Args:
        record: The record.
        languages: The reader's languages, best first.
        catalog: Its catalog, for the labels of words, what other packs add, and its publisher.
        at: The moment, for the age of its evidence.
        has_title: Whether its name comes first; a page has it as its own heading.
    """
    language = own_language(languages)
    title: Blocks = ()
    if has_title and not isinstance(record, Resource):
        note = (
            say("label.minutes", language, {"minutes": record.minutes.typical})
            if isinstance(record, Action)
            else ""
        )
        title = (Heading(record.label.shown(languages), note),)
    return (
        *title,
        *_status(record, languages),
        *_line(record, languages, has_title=has_title),
        *_texts(record, languages),
        *_note(record, languages),
        *(_action(record, languages) if isinstance(record, Action) else ()),
        *_caveat(record, languages, catalog),
        *_facts(record, languages, catalog),
        *_links(record, languages),
        Heading(say("label.whence", language)),
        *_evidence(record, languages, catalog, at),
    )


def _line(record: Record, languages: tuple[str, ...], *, has_title: bool) -> Iterator[Line]:
    if isinstance(record, Resource):
        line = resource_line(record, languages)
        yield line if has_title else attrs.evolve(line, name=ShownText("", line.name.words))


def _status(record: Record, languages: tuple[str, ...]) -> Iterator[Paragraph]:
    """Say that a record is no longer there, and where to turn instead."""
    language = own_language(languages)
    if record.status is not Status.ACTIVE:
        code = "label.retired" if record.status is Status.RETIRED else "label.unsure"
        yield Paragraph((say(code, language),), Tone.STRONG)
    if record.replaced_by:
        yield Paragraph((say("label.turn_to", language, {"id": record.replaced_by}),), Tone.STRONG)


def _note(record: Record, languages: tuple[str, ...]) -> Iterator[Paragraph]:
    if record.note:
        yield Paragraph((record.note.shown(languages),))


def _texts(record: Record, languages: tuple[str, ...]) -> Iterator[Paragraph]:
    for name in () if isinstance(record, Resource) else _TEXTS:
        if isinstance(text := getattr(record, name, None), Text):
            yield Paragraph((text.shown(languages),))


def _action(action: Action, languages: tuple[str, ...]) -> Blocks:
    """Return how to keep safe, the steps, who to turn to, and words to use."""
    language = own_language(languages)
    contacts = {"contacts": tuple(_describe_slot(slot, language) for slot in action.finds)}
    safety = items((text.shown(languages) for text in action.safety), tone=Tone.CARE)
    steps = items((step.shown(languages) for step in action.steps), is_ordered=True)
    templates = (
        block
        for template in action.templates
        for block in (
            Heading(say(f"template.{template.kind}", language)),
            Paragraph((template.text.shown(languages),), Tone.LETTER),
        )
    )
    return (
        *titled("label.keep_safe", language, safety),
        *titled("label.steps", language, steps),
        *paragraphs([say("label.contacts", language, contacts)] if action.finds else []),
        *templates,
    )


def _describe_slot(slot: Slot, language: str) -> str:
    """Describe the contact that an action asks for, such as "support (hotline)"."""
    purpose = _translate_word(Purpose, str(slot.purpose), language)
    kind = _translate_word(ResourceKind, str(slot.kind or ""), language).replace("-", " ")
    return f"{purpose} ({kind})" if kind else purpose


def _translate_word(words: type[StrEnum], value: str, language: str) -> str:
    """Translate a closed word; English uses the word itself."""
    names = {} if language == "en" else closed_names(words, language)
    return names.get(value, (value,))[0]


def _caveat(
    record: Record, languages: tuple[str, ...], catalog: "Catalog | None"
) -> Iterator[Paragraph]:
    caveat = caveat_of(catalog, record) if catalog else None
    if caveat:
        yield Paragraph((caveat.shown(languages),), Tone.CARE)


def _facts(record: Record, languages: tuple[str, ...], catalog: "Catalog | None") -> Blocks:
    """Return the other fields with a value; a flag only if it is set. Of a line they are folded."""
    formatter = _FieldFormatter(catalog, type(record), languages)
    flags = {field.name for field in attrs.fields(type(record)) if field.default is False}
    rows = tuple(
        (formatter.field_name(name), ((formatter.text_of(name, value),),))
        for name, value in plain_data(record, languages).items()
        if name not in SHOWN_ELSEWHERE
        and value not in (None, [], {})
        and not (value is False and name in flags)
    )
    if not rows:
        return ()
    if isinstance(record, (Action, Resource)):
        return (Fold(say("label.fields", formatter.language), (Facts(rows),)),)
    return (Facts(rows),)


def _links(record: Record, languages: tuple[str, ...]) -> Blocks:
    url = None if isinstance(record, Resource) and record.contacts else getattr(record, "url", None)
    pages: list[Prose] = [(Link(url, url),)] if url else []
    pages += [
        (Link(link.title.shown(languages), link.url),) for link in getattr(record, "links", ())
    ]
    return (Items(tuple(pages)),) if pages else ()


def _evidence(
    record: Record, languages: tuple[str, ...], catalog: "Catalog | None", at: datetime | None
) -> Blocks:
    """Return the source of a record, its checks, its review, its pack and its id."""
    language, source = own_language(languages), record.source
    dated = source.dated and say("label.dated_source", language, {"day": str(source.dated)})
    cited: list[str | Link] = [Link(source.title, source.url) if source.url else source.title]
    cited += [f", {part}" for part in (source.publisher, dated) if part]
    checked = evidence_of(record, record.verified, freshness(record, at), languages)
    title = say("label.source", language, {"source": ""})
    added = catalog.added.get(record.id) if catalog else None
    claims = [
        say("label.place_added", language, {"pack": pack, "place": region(code).label})
        for code, pack in (added.regions if added else ())
    ]
    blocks: list[Block] = [Paragraph((f"{title.rstrip()} ", *cited), Tone.QUIET)]
    blocks += paragraphs(
        [
            checked,
            describe_review(record.reviewed, language),
            *claims,
        ],
        Tone.QUIET,
    )
    pack = catalog.packs[record.pack].header if catalog else None
    slots: dict[str, SlotValue] = {"id": record.id}
    if pack:
        slots |= {"title": str(pack.title), "publisher": pack.publisher}
    words = say("label.pack", language, slots) if pack else record.id
    return (*blocks, Paragraph((words,), Tone.QUIET))


def _parts(annotation: object) -> Iterator[object]:
    """Yield a type and all types inside it."""
    yield annotation
    for part in get_args(annotation):
        yield from _parts(part)


class _FieldFormatter:
    """A formatter for the names and values of fields, in the language of the reader."""

    def __init__(
        self, catalog: "Catalog | None", model: type[Record], languages: tuple[str, ...]
    ) -> None:
        self._fields = attrs.fields_dict(model)
        self._words = catalog.words if catalog else None
        self.language = own_language(languages)

    def field_name(self, name: str) -> str:
        """Return the name of a field in plain words."""
        if self.language == "en":
            return _FIELD_NAMES.get(name, name.replace("_", " "))
        fields: Mapping[str, str] = read(f"labels/{self.language}")["fields"]
        return fields.get(name, name.replace("_", " "))

    def text_of(self, name: str, value: object) -> str:
        """Write the value of a field on one line."""
        if isinstance(value, list):
            return ", ".join(self.text_of(name, member) for member in value)
        if isinstance(value, dict):
            parts = ((key, part) for key, part in value.items() if part is not None)
            if self.language == "en":
                return " ".join(f"{key} {self.text_of(key, part)}" for key, part in parts)
            return ", ".join(
                f"{self.field_name(key)}: {self.text_of(key, part)}" for key, part in parts
            )
        if isinstance(value, bool):
            return say("label.yes" if value else "label.no", self.language)
        return self._translate(name, str(value))

    def _translate(self, name: str, value: str) -> str:
        """Translate a code; one without a translation stays as it is."""
        types = [*_parts(self._fields[name].type)] if name in self._fields else []
        if RegionCode in types and is_region(value):
            return region(value).label.pick([self.language]).text
        words = (self._words.get(kind, value) for kind in WordKind) if self._words else ()
        if word := next(filter(None, words), None):
            return word.label.pick([self.language]).text
        closed = [kind for kind in types if isinstance(kind, type) and issubclass(kind, StrEnum)]
        return _translate_word(closed[0], value, self.language) if closed else value


# The records that a search found.


def hits_blocks(hits: Hits) -> Blocks:
    """Return the records that match, the first helpline with a number, and a way to help last.

    For somebody in need the line for danger comes above them; they begin with helplines.
    """
    first = [danger(hits.help.emergency)] if hits.help is not None else []
    return (*first, *found_blocks(hits), Paragraph((hits.closing,)))


def found_blocks(hits: Hits, most_lines: int = _MOST_LINES) -> Blocks:
    """Return the records that match and the notices about them, the first lines with a number."""
    languages = hits.languages
    language = own_language(languages)
    blocks: list[Block] = []
    lines = 0
    for hit in hits:
        lines += isinstance(hit.record, Resource) and bool(hit.record.contacts)
        blocks += hit_blocks(hit, has_number=lines <= most_lines)
    caveats = dict.fromkeys(hit.caveat for hit in hits if hit.caveat)
    blocks += paragraphs((caveat.shown(languages) for caveat in caveats), Tone.CARE)
    notes = [] if hits else [say("label.nothing_found", language)]
    if hits.nearest:
        notes.append(say("label.nearest", language, {"words": hits.nearest}))
    notes += [notice.text for notice in hits.notices]
    if hits.truncated:
        notes.append(say("label.only_ends", language))
    return (*blocks, *paragraphs(notes))


def hit_blocks(hit: KindHit, *, has_number: bool = True) -> Blocks:  # type: ignore[type-arg]
    """Return a record that was found: a helpline with its first way, any other by its name."""
    record, languages = hit.record, hit.languages
    language = own_language(languages)
    if has_number and isinstance(record, Resource) and record.contacts:
        line = resource_line(record, languages)
        return (*_status(record, languages), attrs.evolve(line, ways=line.ways[:1], details=()))
    kind = say(f"kind.{hit.kind}", language)
    minutes = describe_minutes(record.minutes, language) if isinstance(record, Action) else ""
    status = tuple(_status(record, languages))
    return (
        Entry(
            title=record.label.shown(languages),
            note=minutes or kind,
            blocks=status,
            record=record.id,
        ),
    )
