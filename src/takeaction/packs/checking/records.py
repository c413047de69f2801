"""Drafts become models, one by one: fast where nothing is wrong, else strictly."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from takeaction.errors import Outcome
from takeaction.limits import Limits
from takeaction.models.action import Action
from takeaction.models.record import Record
from takeaction.models.resource import Resource
from takeaction.models.word import Word, vocabulary_with
from takeaction.packs.checking.report import Report
from takeaction.packs.faults import Fault
from takeaction.packs.reading.content import PATCH, Content, Draft
from takeaction.packs.rules import address, characters, contact, links, meaning, reviews
from takeaction.packs.structuring.builders import Builder, Setting, builder_of
from takeaction.packs.structuring.strict import CLASSES, structure, structure_quietly
from takeaction.vocabulary.records import Kind

if TYPE_CHECKING:
    from typing_extensions import TypeIs

    from takeaction.models.amendments import Patch


Model: TypeAlias = "Record | Word | Patch"
Models: TypeAlias = dict[int, tuple[Draft, Model]]
"""Models by the number of their draft, each with that draft."""


class RecordMaker:
    """Makes the models of one pack, and reports the faults of each.

    Args:
        report: The mistakes of the pack.
        limits: The bounds of reading.
        today: The day of the check; None if it is not known.
        find_more: Finds further faults of a record, such as those in its wording; None for none.
        publisher: The publisher of the pack.
    """

    def __init__(
        self,
        report: Report,
        limits: Limits,
        today: date | None,
        find_more: Callable[[Record], Iterable[Fault]] | None = None,
        *,
        publisher: str = "",
    ) -> None:
        self._report = report
        self._limits = limits
        self._today = today
        self._find_more = find_more
        self._publisher = publisher

    def models(self, content: Content, setting: Setting) -> Models:
        """Make a model of each draft that passes the rules about single records."""
        models: Models = {}
        counts = _repeated(content.drafts)
        plain = characters.is_plain(content.head, self._limits)
        # Patches are always made strictly.
        kinds = {draft.kind for draft in content.drafts} - {PATCH}
        classes: dict[str, Any] = {kind: CLASSES[Kind(kind)] for kind in kinds}
        builders = {kind: builder_of(cls) for kind, cls in classes.items()}
        for number, draft in enumerate(content.drafts):
            count = counts[_identity(draft)] if counts else 1
            build = builders.get(draft.kind) if count == 1 else None
            if build and not plain and not self._is_ordinary(draft):
                build = None
            model: Model | None = self._make_fast(draft, build, setting) if build else None
            draft_faults: Iterable[Fault] = ()
            field_faults: Iterable[Fault] = ()
            if model is None:
                draft_faults = self._draft_faults(draft, setting.pack, count, plain=plain)
                if not characters.is_costly(draft_faults):
                    model, field_faults = self._make_strictly(draft, setting, build)
            elif not any(self._model_faults(model, draft)):
                models[number] = draft, model
                continue
            accepted = self._accepted(number, draft, model, draft_faults, field_faults)
            if accepted is not None:
                models[number] = draft, accepted
        return models

    def _is_ordinary(self, draft: Draft) -> bool:
        # Further faults are looked for once: they use up what may be read closely.
        return self._find_more is None and not any(characters.faults(draft.fields, self._limits))

    def _accepted(
        self,
        number: int,
        draft: Draft,
        model: "Model | None",
        draft_faults: Iterable[Fault],
        field_faults: Iterable[Fault],
    ) -> "Model | None":
        """Report the faults of a draft; return its model, unless one of them costs it."""
        model_faults = self._model_faults(model, draft) if model is not None else ()
        faults = [*draft_faults, *self._report.bounded(draft, model_faults), *field_faults]
        if faults and not self._report.accept(number, draft, faults):
            return None
        return self._without_void_parts(model, draft)

    def _without_void_parts(self, model: "Model | None", draft: Draft) -> "Model | None":
        """Return a model without what nobody can rely on: unknown hours, reviews of other words."""
        if isinstance(model, Resource):
            model = reviews.without_void_checks(contact.without_unknown_hours(model))
        if isinstance(model, Record) and model.reviewed is not None:
            terms = draft.fields, self._publisher, self._today
            return reviews.without_void_review(model, *terms)
        if model is not None and is_patch(model):
            return reviews.without_void_reviews(model, self._publisher, self._today)
        return model

    def _make_fast(self, draft: Draft, build: Builder, setting: Setting) -> Record | Word | None:
        """Return the model of a draft of plain text with right fields; None needs a closer look."""
        id, longest = draft.id, self._limits.id_characters
        if "pack" in draft.fields or not address.is_id(id, longest):
            return None
        try:
            model: Record | Word = build({**draft.fields, "id": f"{setting.pack}:{id}"}, setting)
        except Exception:  # noqa: BLE001 - something is wrong; the strict way finds out where
            return None
        return model

    def _draft_faults(self, draft: Draft, pack: str, count: int, *, plain: bool) -> list[Fault]:
        faults = [*self._identity_faults(draft, pack, count)]
        text_faults = characters.faults(draft.fields, self._limits, plain=plain)
        return [*faults, *self._report.bounded(draft, text_faults)]

    def _identity_faults(self, draft: Draft, pack: str, count: int) -> Iterator[Fault]:
        if draft.kind == PATCH:
            yield from address.target_faults(draft.id, pack)
        else:
            longest = self._limits.id_characters
            yield from address.id_faults(draft.id, pack, draft.fields, longest)
        yield from address.duplicate_faults(count, draft.id, is_patch=draft.kind == PATCH)

    def _model_faults(self, model: Model, draft: Draft) -> Iterable[Fault]:
        if isinstance(model, Record):
            return chain(
                meaning.count_faults(model, self._limits.contacts),
                meaning.faults(model, self._today),
                reviews.record_faults(model, draft.fields, self._publisher, self._today),
                reviews.check_faults(model),
                address.alias_faults(model.aliases, self._limits.id_characters),
                self._find_more(model) if self._find_more else (),
            )
        if not is_patch(model):
            return ()
        own_faults = meaning.patch_faults(model)
        return chain(own_faults, reviews.patch_review_faults(model, self._publisher, self._today))

    def _make_strictly(
        self, draft: Draft, setting: Setting, failed: Builder | None
    ) -> "tuple[Model | None, tuple[Fault, ...]]":
        """Make a model of a draft, and find its faults; *failed* is a builder that did not do."""
        if draft.kind == PATCH:
            # Imported late: most packs have no patch.
            from takeaction.models.amendments import Patch

            fields, cls = {**draft.fields, "target": draft.id}, Patch
        else:
            cls = CLASSES[Kind(draft.kind)]
            fields = {**draft.fields, "id": f"{setting.pack}:{draft.id}"}
        if self._report.is_skimmed(draft.file):
            return structure_quietly(fields, cls, setting._replace(items=self._limits.items))
        enough = self._limits.mistakes + 1
        model, faults = structure(fields, cls, setting, try_fast=failed is None, max_faults=enough)
        if len(faults) == enough:
            self._report.skim(draft.file)
        elif faults:
            return _without_spare_fields(fields, cls, setting, faults)
        return model, faults


def _without_spare_fields(
    fields: Mapping[str, Any], cls: type[Any], setting: Setting, faults: tuple[Fault, ...]
) -> "tuple[Model | None, tuple[Fault, ...]]":
    """Make a model without the fields that it can do without and that have a fault.

    Returns:
        The model, if nothing else is wrong, and the faults; those of such fields cost nothing.
    """
    wrong = [re.split(r"[.\[]", fault.field, maxsplit=1)[0] for fault in faults]
    spare: frozenset[str] = getattr(cls, "spare_fields", frozenset()).intersection(wrong)
    if not spare:
        return None, faults
    kept = {name: value for name, value in fields.items() if name not in spare}
    softened = tuple(
        attrs.evolve(fault, outcome=Outcome.WARN) if name in spare else fault
        for fault, name in zip(faults, wrong, strict=True)
    )
    return structure(kept, cls, setting)[0], softened


def _repeated(drafts: Collection[Draft]) -> Mapping[tuple[bool, str], int]:
    """Return the count of each identity; nothing if all are unique."""
    if len({draft.id for draft in drafts}) == len(drafts):  # quick, and true for most packs
        return {}
    counts = Counter(map(_identity, drafts))
    return counts if counts.total() > len(counts) else {}


def _identity(draft: Draft) -> tuple[bool, str]:
    # The id of a record, the target of a patch.
    return draft.kind == PATCH, draft.id


def is_patch(model: Model) -> "TypeIs[Patch]":
    """Return whether a model is a patch, without importing the class of patches."""
    return not isinstance(model, (Record, Word))


# The rules about the records of a pack together: where one is dropped, its dependants follow.


def drop_dependants(models: Models, report: Report) -> None:
    """Drop records with unknown words, circular order or broken links, and their dependants."""
    own_words = [model for _, model in models.values() if isinstance(model, Word)]
    words = vocabulary_with(own_words)
    for number, (draft, model) in models.items():
        if isinstance(model, Word):
            report.accept(number, draft, links.broader_faults(model, words))
        elif isinstance(model, Record):
            faults = links.word_faults(model, words)
            if faults:
                report.accept(number, draft, report.bounded(draft, faults))
    remaining = {
        number: model
        for number, (_, model) in models.items()
        if number not in report.dropped and isinstance(model, Record)
    }
    _drop_cycles(remaining, models, report)
    _follow_references(remaining, models, report)


def _drop_cycles(remaining: dict[int, Record], models: Models, report: Report) -> None:
    ordered = {
        number: record
        for number, record in remaining.items()
        if isinstance(record, Action) and record.after
    }
    numbers = {action.id: number for number, action in ordered.items()}
    for action, fault in links.cycle_faults({action.id: action for action in ordered.values()}):
        number = numbers[action.id]
        report.accept(number, models[number][0], [fault])
        remaining.pop(number)


def _follow_references(remaining: Mapping[int, Record], models: Models, report: Report) -> None:
    """Drop records with a broken link, then those that link to them, until none is left."""
    targets = {
        number: ids
        for number, record in remaining.items()
        if (ids := [id for _, id, _ in links.references(record)])
    }
    if not targets:
        return
    written = {
        f"{report.pack}:{draft.id}": Kind(draft.kind)
        for draft in report.content.drafts
        if draft.kind != PATCH
    }
    sources = _sources(targets, written)
    known: dict[str, Kind] = {record.id: record.record_kind for record in remaining.values()}
    reported: set[tuple[int, str]] = set()
    queue = deque(targets)
    queued = set(queue)
    while queue:
        number = queue.popleft()
        queued.discard(number)
        record, draft = remaining[number], models[number][0]
        record_faults = report.bounded(draft, links.reference_faults(record, known, written))
        faults = [fault for fault in record_faults if (number, fault.field) not in reported]
        reported |= {(number, fault.field) for fault in faults}
        if not report.accept(number, draft, faults):
            known.pop(record.id)
            dependants = set(sources.get(record.id, ())) - queued - report.dropped
            queue.extend(sorted(dependants))
            queued |= dependants


def _sources(
    targets: Mapping[int, list[str]], written: Mapping[str, Kind]
) -> Mapping[str, list[int]]:
    """Return the numbers of the records that link to each record of the pack."""
    sources: dict[str, list[int]] = defaultdict(list)
    for number, ids in targets.items():
        for id in written.keys() & set(ids):
            sources[id].append(number)
    return sources
