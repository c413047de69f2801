"""Records as blocks: what to know first, who to turn to or how to do it, then the source."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, TypeGuard, get_args

import attrs

from takeaction.core_data import language_of, read
from takeaction.engine.freshness import freshness
from takeaction.engine.help.need import capitalised
from takeaction.engine.reasons import SlotValue, describe_minutes, say
from takeaction.engine.search.answer import Hits, KindHit
from takeaction.engine.search.search import caveat_of
from takeaction.models.action import Action, Slot
from takeaction.models.pack import NOTHING_ADDED
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
    paragraphs,
    titled,
)
from takeaction.views.contact_lines import (
    describe_review,
    evidence_of,
)
from takeaction.views.help import closing, danger, only_for, resource_line, run_by
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
        *("reviewed", "people_say", "minutes", "meaning"),
        *("regions", "topics", "title", "name", "text", "summary", "steps", "safety", "contacts"),
        *("finds", "warning", "only_for", "operator", "operator_kind", "templates", "links", "url"),
    }
)
"""The fields that have a place of their own in a view, or none at all."""

_TEXTS = ("warning", "summary", "meaning", "note")
"""The texts of a record, in the order in which to read them."""


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
    return (
        *_head(record, languages, catalog, has_title=has_title),
        *_texts(record, languages),
        *(_action(record, languages) if isinstance(record, Action) else ()),
        *_caveat(record, languages, catalog),
        *_facts(record, languages, catalog),
        *_links(record, languages),
        Heading(say("label.whence", language_of(languages))),
        *_evidence(record, languages, catalog, at),
    )


def _head(
    record: Record, languages: tuple[str, ...], catalog: "Catalog | None", *, has_title: bool
) -> Blocks:
    """Return the title, whether it is still there, and of a helpline the ways to reach it."""
    if _has_ways(record):
        line = attrs.evolve(_line(record, languages, catalog), record="")  # it is told below
        return (line if has_title else attrs.evolve(line, name=ShownText("", line.name.words)),)
    note = ""
    if isinstance(record, Action):
        note = describe_minutes(record.minutes, language_of(languages))
    title = (Heading(record.label.shown(languages), note),) if has_title else ()
    return (*title, *_status(record, languages))


def _has_ways(record: Record) -> TypeGuard[Resource]:
    """Tell whether a record has a way to reach somebody."""
    # A number of a retired helpline may belong to somebody else by now.
    is_there = record.status is not Status.RETIRED
    return isinstance(record, Resource) and bool(record.contacts) and is_there


def _line(resource: Resource, languages: tuple[str, ...], catalog: "Catalog | None" = None) -> Line:
    added = catalog.added.get(resource.id, NOTHING_ADDED) if catalog else NOTHING_ADDED
    alerts = tuple(paragraph.prose for paragraph in _status(resource, languages))
    return attrs.evolve(resource_line(resource, languages, added), alerts=alerts)


def _status(record: Record, languages: tuple[str, ...]) -> Iterator[Paragraph]:
    """Say that a record is no longer there, and where to turn instead."""
    language = language_of(languages)
    if record.status is not Status.ACTIVE:
        code = "label.retired" if record.status is Status.RETIRED else "label.unsure"
        yield Paragraph((say(code, language),), Tone.STRONG)
    if record.replaced_by:
        yield Paragraph((say("label.turn_to", language, {"id": record.replaced_by}),), Tone.STRONG)


def _texts(record: Record, languages: tuple[str, ...]) -> Iterator[Paragraph]:
    """Yield what a record says of itself; of a helpline its note, as the rest is in its line."""
    names = ("note",) if _has_ways(record) else _TEXTS
    for name in names:
        if isinstance(text := getattr(record, name, None), Text):
            tone = Tone.CARE if name == "warning" else Tone.PLAIN
            yield Paragraph((text.shown(languages),), tone)
    if isinstance(record, Resource) and not _has_ways(record):
        yield from map(Paragraph, only_for(record, languages))
        yield from run_by(record, language_of(languages))


def _action(action: Action, languages: tuple[str, ...]) -> Blocks:
    """Return how to keep safe, the steps, who to turn to, and words to use."""
    language = language_of(languages)
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
    """Return its own page, where no contact has it already, and the pages about it."""
    url = getattr(record, "url", None)
    is_shown = isinstance(record, Resource) and url in [each.url for each in record.contacts]
    pages: list[Prose] = [(Link(url, url),)] if url and not is_shown else []
    pages += [
        (Link(link.title.shown(languages), link.url),) for link in getattr(record, "links", ())
    ]
    return (Items(tuple(pages)),) if pages else ()


def _evidence(
    record: Record, languages: tuple[str, ...], catalog: "Catalog | None", at: datetime | None
) -> Blocks:
    """Return the source of a record, its checks, its review, its pack and its id."""
    language, source = language_of(languages), record.source
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
    blocks: list[Block] = [Paragraph((f"{capitalised(title.rstrip())} ", *cited), Tone.QUIET)]
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
    words = capitalised(say("label.pack", language, slots)) if pack else record.id
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
        self.language = language_of(languages)

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
    help_ = hits.help
    if help_ is None:
        return (*found_blocks(hits), Paragraph((hits.closing,)))
    found = found_blocks(hits)
    shown = {block.record for block in found if isinstance(block, Line)}
    is_said = not help_ or help_[0].resource.id in shown  # the line, or the danger again
    last = [] if is_said else [closing(help_, hits.closing)]
    return (danger(help_.emergency), *found, *last)


def found_blocks(hits: Hits, most_lines: int = _MOST_LINES) -> Blocks:
    """Return the records that match and the notices about them, the first lines with a number."""
    languages = hits.languages
    language = language_of(languages)
    blocks: list[Block] = []
    lines = 0
    for hit in hits:
        lines += _has_ways(hit.record)
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
    language = language_of(languages)
    if has_number and _has_ways(record):
        line = _line(record, languages)
        return (attrs.evolve(line, ways=line.ways[:1], details=()),)
    note: str = say(f"kind.{hit.kind}", language)
    if isinstance(record, Action):
        note = describe_minutes(record.minutes, language)
    elif isinstance(record, Resource):
        note = _translate_word(ResourceKind, str(record.kind), language).replace("-", " ")
    return (
        Entry(
            title=record.label.shown(languages),
            note=note,
            blocks=tuple(_status(record, languages)),
            record=record.id,
        ),
    )


def hit_alone_blocks(hit: KindHit) -> Blocks:  # type: ignore[type-arg]
    """Return a record that was found, and that a sign is no proof."""
    caveat = [hit.caveat.shown(hit.languages)] if hit.caveat else []
    return (*hit_blocks(hit), *paragraphs(caveat, Tone.CARE))
