"""The rules about the records of a pack together: where one falls, others may fall with it."""

from collections import defaultdict, deque
from collections.abc import Mapping

from takeaction.models.action import Action
from takeaction.models.record import Record
from takeaction.models.word import Word, vocabulary_with
from takeaction.packs.checking.records import Models
from takeaction.packs.checking.report import Notes
from takeaction.packs.reading.content import PATCH
from takeaction.packs.rules import links
from takeaction.vocabulary import Kind


def let_fall(models: Models, notes: Notes) -> None:
    """Hold the rules about records together, until no more of them fall."""
    own = [model for _, model in models.values() if isinstance(model, Word)]
    words = vocabulary_with(own)
    for number, (draft, model) in models.items():
        if isinstance(model, Word):
            notes.take(number, draft, links.broader_faults(model, words))
        elif isinstance(model, Record):
            found = links.word_faults(model, words)
            if found:
                notes.take(number, draft, notes.enough(draft, found))
    standing = {
        number: model
        for number, (_, model) in models.items()
        if number not in notes.dropped and isinstance(model, Record)
    }
    _break_cycles(standing, models, notes)
    _follow_references(standing, models, notes)


def _break_cycles(standing: dict[int, Record], models: Models, notes: Notes) -> None:
    """Drop actions that come after themselves; none of the others is looked at."""
    later = {n: each for n, each in standing.items() if isinstance(each, Action) and each.after}
    numbers = {action.id: number for number, action in later.items()}
    for action, fault in links.cycles({each.id: each for each in later.values()}):
        number = numbers[action.id]
        notes.take(number, models[number][0], [fault])
        standing.pop(number)


def _follow_references(standing: Mapping[int, Record], models: Models, notes: Notes) -> None:
    """Drop what points nowhere, and then what points at what was dropped."""
    points_at = {n: ids for n, each in standing.items() if (ids := _references(each))}
    if not points_at:
        return
    written = {
        f"{notes.pack}:{draft.id}": Kind(draft.kind)
        for draft in notes.content.drafts
        if draft.kind != PATCH
    }
    pointing = _pointing(points_at, written)
    known: dict[str, Kind] = {model.id: model.record_kind for model in standing.values()}
    told: set[tuple[int, str]] = set()
    waiting = deque(points_at)
    queued = set(waiting)
    while waiting:
        number = waiting.popleft()
        queued.discard(number)
        record, draft = standing[number], models[number][0]
        found = notes.enough(draft, links.reference_faults(record, known, written))
        faults = [fault for fault in found if (number, fault.field) not in told]
        told |= {(number, fault.field) for fault in faults}
        if not notes.take(number, draft, faults):
            known.pop(record.id)
            again = set(pointing.get(record.id, ())) - queued - notes.dropped
            waiting.extend(sorted(again))
            queued |= again


def _references(record: Record) -> list[str]:
    return [id for _, id, _ in links.references(record)]


def _pointing(
    points_at: Mapping[int, list[str]], written: Mapping[str, Kind]
) -> Mapping[str, list[int]]:
    """Return who points at each record of the pack: nothing else can fall."""
    pointing: dict[str, list[int]] = defaultdict(list)
    for number, ids in points_at.items():
        for id in written.keys() & set(ids):
            pointing[id].append(number)
    return pointing
