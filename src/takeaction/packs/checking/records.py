"""Drafts become models, one by one: fast where nothing is wrong, else strictly."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
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
from takeaction.packs.structuring import (
    Builder,
    Setting,
    builder_of,
    model_of,
    structure,
)
from takeaction.vocabulary.records import Kind

if TYPE_CHECKING:
    from typing_extensions import TypeIs

    from takeaction.models.pack import Patch


Model: TypeAlias = "Record | Word | Patch"
Models: TypeAlias = dict[int, tuple[Draft, Model]]
"""Models by the number of their draft, each with that draft."""


class RecordMaker:
    """Makes the models of one pack, and reports the faults of each.

    Args:
        report: The mistakes of the pack.
        limits: The bounds of reading.
        today: The day of the check; None if it is not known.
        publisher: The publisher of the pack.
    """

    def __init__(self, report: Report, limits: Limits, today: date | None, publisher: str) -> None:
        self._report = report
        self._limits = limits
        self._today = today
        self._publisher = publisher

    def models(self, content: Content, setting: Setting) -> Models:
        """Make a model of each draft that has the form of one, those that a fault costs too."""
        models: Models = {}
        is_unique = len({draft.id for draft in content.drafts}) == len(content.drafts)
        counts = Counter(() if is_unique else map(_identity, content.drafts))
        plain = characters.is_plain(content.head, self._limits)
        # Patches are always made strictly.
        kinds = {draft.kind for draft in content.drafts} - {PATCH}
        classes: dict[str, Any] = {kind: model_of(Kind(kind)) for kind in kinds}
        builders = {kind: builder_of(cls) for kind, cls in classes.items()}
        for number, draft in enumerate(content.drafts):
            count = counts[_identity(draft)] if counts else 1
            build = builders.get(draft.kind) if count == 1 else None
            if build and not plain and any(characters.faults(draft.fields, self._limits)):
                build = None
            model: Model | None = self._make_fast(draft, build, setting) if build else None
            faults: list[Fault] = []
            field_faults: tuple[Fault, ...] = ()
            if model is None:
                faults += self._draft_faults(draft, setting.pack, count, plain=plain)
                if not characters.is_costly(faults):
                    model, field_faults = self._make_strictly(draft, setting, build)
            if model is not None:
                faults += self._report.bounded(draft, self._model_faults(model, draft))
            faults += field_faults
            if faults:
                self._report.accept(number, draft, faults)
                model = self._without_void_parts(model, draft)
            if model is not None:
                models[number] = draft, model
        return models

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

    def _draft_faults(self, draft: Draft, pack: str, count: int, *, plain: bool) -> Iterator[Fault]:
        is_patch = draft.kind == PATCH
        if is_patch:
            yield from address.target_faults(draft.id, pack)
        else:
            longest = self._limits.id_characters
            yield from address.id_faults(draft.id, pack, draft.fields, longest)
        yield from address.duplicate_faults(count, draft.id, is_patch=is_patch)
        text_faults = characters.faults(draft.fields, self._limits, plain=plain)
        yield from self._report.bounded(draft, text_faults)

    def _model_faults(self, model: Model, draft: Draft) -> Iterable[Fault]:
        if isinstance(model, Record):
            return chain(
                meaning.count_faults(model, self._limits.contacts),
                meaning.faults(model, self._today),
                reviews.record_faults(model, draft.fields, self._publisher, self._today),
                reviews.check_faults(model),
                address.alias_faults(model.aliases, self._limits.id_characters),
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
            from takeaction.models.pack import Patch

            fields, cls = {**draft.fields, "target": draft.id}, Patch
        else:
            cls = model_of(Kind(draft.kind))
            fields = {**draft.fields, "id": f"{setting.pack}:{draft.id}"}
        if self._report.is_skimmed(draft.file):
            return structure(fields, cls, setting._replace(items=self._limits.items), max_faults=0)
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


def _identity(draft: Draft) -> tuple[bool, str]:
    # The id of a record, the target of a patch.
    return draft.kind == PATCH, draft.id


def is_patch(model: Model) -> "TypeIs[Patch]":
    """Return whether a model is a patch, without importing the class of patches."""
    return not isinstance(model, (Record, Word))


# The rules about the records of a pack together: where one is dropped, its dependants follow.


def drop_dependants(models: Models, report: Report) -> None:
    """Drop records with unknown words, circular order or broken links, and their dependants.

    Args:
        models: The models of the pack that no fault of their own costs.
        report: The mistakes of the pack.
    """
    words = vocabulary_with([model for _, model in models.values() if isinstance(model, Word)])
    remaining: dict[str, Record] = {}
    places: dict[str, tuple[int, Draft]] = {}
    for number, (draft, model) in models.items():
        if isinstance(model, Word):
            report.accept(number, draft, links.broader_faults(model, words))
        elif isinstance(model, Record):
            places[model.id] = number, draft
            if report.accept(number, draft, report.bounded(draft, links.word_faults(model, words))):
                remaining[model.id] = model
    actions = {id: record for id, record in remaining.items() if isinstance(record, Action)}
    for action, fault in links.cycle_faults(actions):
        report.accept(*places[action.id], [fault])
        del remaining[action.id]
    written = {
        f"{report.pack}:{draft.id}": Kind(draft.kind)
        for draft in report.content.drafts
        if draft.kind != PATCH
    }

    def keeps(record: Record, faults: Iterable[Fault]) -> bool:
        number, draft = places[record.id]
        return report.accept(number, draft, report.bounded(draft, faults))

    follow_references(remaining, remaining, written, keeps)


def follow_references(
    records: dict[str, Record],
    first: Iterable[str],
    written: Mapping[str, Kind],
    keeps: Callable[[Record, Iterable[Fault]], bool],
) -> None:
    """Drop records with a broken link, then those that link to them, until none is left.

    Args:
        records: The records of a pack by full id; shrinks.
        first: The ids of those whose links to check.
        written: The kind of every record of the pack by full id, those without a model too.
        keeps: Takes the faults of a record that were not reported yet; False drops the record.
    """
    sources: dict[str, list[str]] = defaultdict(list)
    for record in records.values():
        for _, target, _ in links.references(record):
            sources[target].append(record.id)
    linking = frozenset().union(*sources.values())
    known: dict[str, Kind] = {id: record.record_kind for id, record in records.items()}
    reported: set[tuple[str, str]] = set()
    queue = deque(id for id in first if id in linking)
    queued = set(queue)
    while queue:
        record = records[queue.popleft()]
        queued.discard(record.id)
        faults = [
            fault
            for fault in links.reference_faults(record, known, written)
            if (record.id, fault.field) not in reported
        ]
        reported |= {(record.id, fault.field) for fault in faults}
        if not keeps(record, faults):
            del records[record.id], known[record.id]
            dependants = [
                id for id in dict.fromkeys(sources[record.id]) if id in records and id not in queued
            ]
            queue.extend(dependants)
            queued.update(dependants)
