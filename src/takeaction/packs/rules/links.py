"""What records point at: open words, and other records."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import attrs

from takeaction.errors import Outcome, shown
from takeaction.lazy import by_class
from takeaction.models.record import Record
from takeaction.models.word import Vocabulary, Word
from takeaction.packs.faults import Fault, meant
from takeaction.packs.rules.identity import is_id
from takeaction.vocabulary import Kind, WordKind

if TYPE_CHECKING:  # a kind that no pack has is not imported
    from takeaction.models.action import Action

_SHOWN = 6
_MOST_BROADER = 16
_OF_ACTIONS = {
    "after": Kind.ACTION,
    "resources": Kind.RESOURCE,
    "indicators": Kind.INDICATOR,
    "vendors": Kind.VENDOR,
    "labels": Kind.LABEL,
}
_WORDS: dict[str, WordKind] = {
    "topics": WordKind.TOPIC,
    "skills_required": WordKind.SKILL,
    "skills_helpful": WordKind.SKILL,
    "roles": WordKind.ROLE,
    "roles_only": WordKind.ROLE,
    "products": WordKind.PRODUCT,
    "covers": WordKind.PRODUCT,
    "product": WordKind.PRODUCT,
}


def word_faults(record: Record, words: Vocabulary) -> Iterable[Fault]:
    """Find words that are in no list, or in the list of another kind.

    Words of other packs are taken on trust: that pack may not be there.
    """
    strange: list[tuple[str, WordKind, Iterable[str]]] = []
    for field, kind in _word_fields(type(record)):
        value = getattr(record, field)
        several = (value,) if type(value) is str else value
        if several and not words.ids(kind).issuperset(several):
            strange.append((field, kind, several))
    return _strange_words(record.pack, strange, words) if strange else ()


def _strange_words(
    pack: str, fields: Iterable[tuple[str, WordKind, Iterable[str]]], words: Vocabulary
) -> Iterator[Fault]:
    for field, kind, several in fields:
        for word in sorted(several):
            if words.get(kind, word) is None and not _is_of_another(word, pack):
                problem, fix = f"{shown(word)} is no {kind}.", "add it to words.toml."
                hint = partial(_near_word, word, kind, words)
                yield Fault("word.unknown", field, problem, fix, hint=hint)


def _is_of_another(full: str, pack: str) -> bool:
    """Tell whether this is the full id of something in another pack."""
    owner, _, local = full.partition(":")
    return owner != pack and is_id(owner) and is_id(local)


@by_class
def _word_fields(model: type[Record]) -> tuple[tuple[str, WordKind], ...]:
    """Return the fields of a model that hold words, each with their kind."""
    names = {field.name for field in attrs.fields(model)}
    return tuple((field, kind) for field, kind in _WORDS.items() if field in names)


def _near_word(word: str, kind: WordKind, words: Vocabulary) -> str:
    return meant(word, (each.id for each in words.of(kind)))()


def broader_faults(word: Word, words: Vocabulary) -> Iterator[Fault]:
    """Find a broader word that is not there, or leads back to the word itself or too far."""
    if word.broader is None:
        return
    step = words.get(word.kind, word.broader)
    if step is None:
        problem = f"{shown(word.broader)} is no {word.kind}."
        yield Fault("word.unknown", "broader", problem, "name a word that is in a list.")
    for _ in range(_MOST_BROADER - 1):
        if step is None or step.id == word.id or step.broader is None:
            break
        step = words.get(word.kind, step.broader)
    if step and step.id == word.id:
        yield Fault("ref.cycle", "broader", "it is broader than itself.", "break the circle.")
    elif step and step.broader:
        problem = f"more than {_MOST_BROADER} words in a row are broader."
        yield Fault("limit.broader", "broader", problem, "leave some out.")


def references(record: Record) -> Iterator[tuple[str, str, Kind | None]]:
    """Return what a record points at: field, full id, and the kind it must be."""
    if record.replaced_by:
        yield "replaced_by", record.replaced_by, None
    if record.record_kind is Kind.ACTION:
        for field, kind in _OF_ACTIONS.items():
            ids = getattr(record, field)
            if ids:
                yield from ((f"{field}[{n}]", id, kind) for n, id in enumerate(ids))
    elif record.record_kind is Kind.VENDOR:
        vendor: Any = record
        for n, claim in enumerate(vendor.claims):
            yield f"claims[{n}].label", claim.label, Kind.LABEL
        yield from (
            (f"memberships[{n}]", id, Kind.LABEL) for n, id in enumerate(vendor.memberships)
        )
    elif record.record_kind is Kind.RATING:
        rating: Any = record
        for n, tier in enumerate(rating.history):
            if tier.source:
                yield f"history[{n}].source", tier.source, Kind.RESOURCE


def of_today(record: Record, today: Mapping[str, str]) -> Record:
    """Return a record that points at others by the ids that they have now.

    Args:
        record: The record.
        today: The id of now for each former id.
    """
    if not any(id in today for _, id, _ in references(record)):
        return record
    changed: dict[str, Any] = {}
    if record.replaced_by:
        changed["replaced_by"] = today.get(record.replaced_by, record.replaced_by)
    for field in (*_OF_ACTIONS, "memberships"):
        ids = getattr(record, field, ())
        if ids:
            changed[field] = tuple(today.get(id, id) for id in ids)
    for field, inner in (("claims", "label"), ("history", "source")):
        held = getattr(record, field, ())
        if held:
            changed[field] = tuple(_part_of_today(each, inner, today) for each in held)
    return attrs.evolve(record, **changed)


def _part_of_today(part: Any, field: str, today: Mapping[str, str]) -> Any:
    id = getattr(part, field)
    return attrs.evolve(part, **{field: today[id]}) if id in today else part


def reference_faults(
    record: Record, known: Mapping[str, Kind], written: Mapping[str, Kind]
) -> Iterator[Fault]:
    """Find references of a record into its own pack that lead nowhere.

    Args:
        record: The record.
        known: The kind of each record of the pack that is good, by full id.
        written: The same for all that are written there, good or not.
    """
    for field, id, kind in references(record):
        found = known.get(id)
        if (found and kind in (None, found)) or _is_of_another(id, record.pack):
            continue
        if not id.startswith(f"{record.pack}:"):
            problem = f"{shown(id)} is no full id of a record."
            yield Fault("id.bad", field, problem, 'write "pack:record".')
        elif id not in written:
            local = id.partition(":")[2]
            problem = f"there is no {shown(local)} in this pack."
            hint = meant(local, (each.partition(":")[2] for each in written))
            yield Fault("ref.missing", field, problem, "add it.", hint=hint)
        elif found:
            problem = f"{shown(id.partition(':')[2])} is {a_kind(written[id])}, not {a_kind(kind)}."
            yield Fault("ref.kind", field, problem, "name another.")
        else:
            outcome = Outcome.DROP if field.startswith(("after", "claims")) else Outcome.WARN
            problem = f"{shown(id.partition(':')[2])} was left out for its own mistake."
            yield Fault("ref.dropped", field, problem, "fix that one.", outcome)


def a_kind(kind: object) -> str:
    """Return a kind with its article."""
    return f"{'an' if str(kind)[0] in 'aeiou' else 'a'} {kind}"


def cycles(actions: "Mapping[str, Action]") -> "Iterator[tuple[Action, Fault]]":
    """Find actions that come after themselves, by whichever way."""
    before: dict[str, list[str]] = {
        id: [each for each in action.after if each in actions] for id, action in actions.items()
    }
    if not any(before.values()):
        return
    for circle in circles_in(before):
        names = ", ".join([id.partition(":")[2] for id in sorted(circle)][:_SHOWN])
        for id in sorted(circle):
            problem = f"it comes after itself, in a circle of {names}."
            yield actions[id], Fault("ref.cycle", "after", problem, "break the circle.")


def circles_in(before: Mapping[str, list[str]]) -> Iterator[set[str]]:
    """Return the sets of ids that all lead to each other: Kosaraju's algorithm, in linear time."""
    behind: dict[str, list[str]] = {id: [] for id in before}
    for id, firsts in before.items():
        for first in firsts:
            behind[first].append(id)
    seen: set[str] = set()
    ordered = [id for start in before for id in _reached(start, before, seen)]
    seen.clear()
    for start in reversed(ordered):
        circle = set(_reached(start, behind, seen))
        if len(circle) > 1 or start in before[start]:
            yield circle


def _reached(start: str, steps: Mapping[str, list[str]], seen: set[str]) -> Iterator[str]:
    """Return what is reached from a start and was not seen before, the farthest first."""
    walk = [] if start in seen else [(start, iter(steps[start]))]
    seen.add(start)
    while walk:
        id, rest = walk[-1]
        step = next((each for each in rest if each not in seen), None)
        if step is None:
            walk.pop()
            yield id
        else:
            seen.add(step)
            walk.append((step, iter(steps[step])))
