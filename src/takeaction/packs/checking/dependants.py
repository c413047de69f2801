"""The rules about the records of a pack together: where one is dropped, its dependants follow."""

from collections import defaultdict, deque
from collections.abc import Mapping

from takeaction.models.action import Action
from takeaction.models.record import Record
from takeaction.models.word import Word, vocabulary_with
from takeaction.packs.checking.records import Models
from takeaction.packs.checking.report import Report
from takeaction.packs.reading.content import PATCH
from takeaction.packs.rules import links
from takeaction.vocabulary.records import Kind


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
    """Drop actions that come after themselves."""
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
    targets = {number: ids for number, record in remaining.items() if (ids := _references(record))}
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


def _references(record: Record) -> list[str]:
    return [id for _, id, _ in links.references(record)]


def _sources(
    targets: Mapping[int, list[str]], written: Mapping[str, Kind]
) -> Mapping[str, list[int]]:
    """Return the numbers of the records that link to each record of the pack."""
    sources: dict[str, list[int]] = defaultdict(list)
    for number, ids in targets.items():
        for id in written.keys() & set(ids):
            sources[id].append(number)
    return sources
