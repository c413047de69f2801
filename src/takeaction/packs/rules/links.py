"""Rules for the references of a record: open words, and other records."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs

from takeaction.errors import Outcome, UnknownWordError, shown
from takeaction.models.record import Record
from takeaction.models.word import Vocabulary, Word
from takeaction.packs.faults import LONGEST_COMPARED, Fault, hint_for
from takeaction.packs.rules.address import is_id
from takeaction.value import fields_with
from takeaction.vocabulary.records import Kind, WordKind

if TYPE_CHECKING:  # a kind that no pack has is never imported
    from takeaction.models.action import Action

_Thing = TypeVar("_Thing")

_MOST_SHOWN = 6
"""The most actions of a circle that its message names: the message stays one line."""

_MOST_BROADER = 16
"""The most broader words in a row. It bounds the time to look up a word, and is generous: a word
of the core has one broader word at most."""

_FIELD_OF = {
    WordKind.SKILL: "skills_helpful",
    WordKind.ROLE: "roles",
    WordKind.TOPIC: "topics",
    WordKind.PRODUCT: "products",
}
"""The field in which authors most often write a word of each kind."""


def word_faults(record: Record, words: Vocabulary) -> Iterable[Fault]:
    """Find words that are in no list, or in the list of another kind.

    Words of other packs are not checked: those packs may not be installed.
    """
    unknown: list[tuple[str, WordKind, Iterable[str]]] = []
    for field, kind in fields_with("word", type(record)):
        value = getattr(record, field)
        ids = (value,) if type(value) is str else value
        if ids and not words.has_all(kind, ids):
            unknown.append((field, kind, ids))
    return _unknown_words(record, unknown, words) if unknown else ()


def _unknown_words(
    record: Record, fields: Iterable[tuple[str, WordKind, Iterable[str]]], words: Vocabulary
) -> Iterator[Fault]:
    for field, kind, ids in fields:
        for word in sorted(ids):
            if words.get(kind, word) is None and not _is_of_another(word, record.pack):
                problem, fix = f"{shown(word)} is not a known {kind}.", "add it to words.toml."
                hint = partial(_near_word, word, kind, words)
                fault = Fault("word.unknown", field, problem, fix, hint=hint)
                is_spare = field in record.spare_fields
                yield attrs.evolve(fault, outcome=Outcome.WARN) if is_spare else fault


def _is_of_another(id: str, pack: str) -> bool:
    """Return whether this is the full id of something in another pack."""
    owner, _, local = id.partition(":")
    return bool(local) and owner != pack and is_id(owner) and is_id(local)


def _near_word(word: str, kind: WordKind, words: Vocabulary) -> str:
    """Return the id for another name of a word, the field that it belongs to, or the nearest id."""
    if len(word) > LONGEST_COMPARED:
        return ""
    if id := _named(word, kind, words):
        return f'write "{id}": {shown(word)} is another name for it.'
    for other in sorted(WordKind, key=lambda other: words.get(other, word) is None):
        if id := _named(word, other, words):
            place = f'write "{id}" in {_FIELD_OF[other]}.'
            return f"{place} It is {with_article(other)}, not {with_article(kind)}."
    return hint_for(word, (known.id for known in words.of(kind)))()


def _named(word: str, kind: WordKind, words: Vocabulary) -> str | None:
    """Return the id of the word of a kind that has this name; None if there is none."""
    try:
        return words.find(kind, word, kind, suggest=False).id
    except UnknownWordError:
        return None


def broader_faults(word: Word, words: Vocabulary) -> Iterator[Fault]:
    """Find a broader word that is unknown, leads back to the word itself, or leads too far."""
    if word.broader is None:
        return
    step = words.get(word.kind, word.broader)
    if step is None:
        problem = f"{shown(word.broader)} is not a known {word.kind}."
        yield Fault("word.unknown", "broader", problem, "use a known word.")
    for _ in range(_MOST_BROADER - 1):
        if step is None or step.id == word.id or step.broader is None:
            break
        step = words.get(word.kind, step.broader)
    if step and step.id == word.id:
        problem = "the word is broader than itself."
        yield Fault("ref.cycle", "broader", problem, "break the circle.")
    elif step and step.broader:
        problem = f"there are more than {_MOST_BROADER} words, each broader than the last."
        yield Fault("limit.broader", "broader", problem, "leave some out.")


def references(thing: object, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Return the references of a record or a part of one: field, full id, and kind or ``any``."""
    for name, kind in fields_with("record", type(thing)):
        value = getattr(thing, name)
        if value and type(value) is str:
            yield f"{path}{name}", value, kind
        elif value:
            for number, part in enumerate(value):
                if kind:
                    yield f"{path}{name}[{number}]", part, kind
                else:
                    yield from references(part, f"{path}{name}[{number}].")


def with_current_ids(thing: _Thing, current: Mapping[str, str]) -> _Thing:
    """Return a record, or a part of one, whose references use current ids.

    *current* has one for each former id.
    """
    if not any(id in current for _, id, _ in references(thing)):
        return thing
    changed: dict[str, Any] = {}
    for name, kind in fields_with("record", type(thing)):
        value = getattr(thing, name)
        if value and type(value) is str:
            changed[name] = current.get(value, value)
        elif value:
            changed[name] = tuple(
                current.get(part, part) if kind else with_current_ids(part, current)
                for part in value
            )
    renewed: _Thing = attrs.evolve(cast("Any", thing), **changed)
    return renewed


def reference_faults(
    record: Record, known: Mapping[str, Kind], written: Mapping[str, Kind]
) -> Iterator[Fault]:
    """Find references of a record into its own pack that lead nowhere, or to another kind.

    By full id, *known* has the kind of each valid record of the pack, *written* that of every one.
    """
    for field, id, kind in references(record):
        known_kind = known.get(id)
        if (known_kind and kind in ("any", known_kind)) or _is_of_another(id, record.pack):
            continue
        if not id.startswith(f"{record.pack}:"):
            problem = f"{shown(id)} is not the full id of a record."
            yield Fault("id.bad", field, problem, 'write "pack:record".')
        elif id not in written:
            local = id.partition(":")[2]
            problem = f"there is no {shown(local)} in this pack."
            hint = hint_for(local, (full.partition(":")[2] for full in written))
            yield Fault("ref.missing", field, problem, "add it.", hint=hint)
        elif known_kind:
            wrong, right = with_article(written[id]), with_article(kind)
            problem = f"{shown(id.partition(':')[2])} is {wrong}, not {right}."
            yield Fault("ref.kind", field, problem, f"name {right}.")
        else:
            outcome = Outcome.DROP if field.startswith(("after", "claims")) else Outcome.WARN
            problem = f"{shown(id.partition(':')[2])} has a mistake and was left out."
            yield Fault("ref.dropped", field, problem, "fix that record.", outcome)


def with_article(kind: object) -> str:
    """Return a kind with its article, such as "an action"."""
    return f"{'an' if str(kind)[0] in 'aeiou' else 'a'} {kind}"


def cycle_faults(actions: "Mapping[str, Action]") -> "Iterator[tuple[Action, Fault]]":
    """Find actions that come after themselves, directly or through others."""
    before: dict[str, list[str]] = {
        id: [earlier for earlier in action.after if earlier in actions]
        for id, action in actions.items()
    }
    if not any(before.values()):
        return
    for circle in circles_in(before):
        names = ", ".join([id.partition(":")[2] for id in sorted(circle)][:_MOST_SHOWN])
        for id in sorted(circle):
            problem = f"the action comes after itself, in a circle of {names}."
            yield actions[id], Fault("ref.cycle", "after", problem, "break the circle.")


def circles_in(before: Mapping[str, list[str]]) -> Iterator[set[str]]:
    """Return the sets of ids that all lead to each other.

    Uses Kosaraju's algorithm, which takes linear time, without recursion.
    """
    behind: dict[str, list[str]] = {id: [] for id in before}
    for id, earlier_ids in before.items():
        for earlier in earlier_ids:
            behind[earlier].append(id)
    visited: set[str] = set()
    ordered = [id for start in before for id in _reached(start, before, visited)]
    visited.clear()
    for start in reversed(ordered):
        circle = set(_reached(start, behind, visited))
        if len(circle) > 1 or start in before[start]:
            yield circle


def _reached(start: str, steps: Mapping[str, list[str]], visited: set[str]) -> Iterator[str]:
    """Return the unvisited ids that a start leads to, the farthest first, and visit them."""
    walk = [] if start in visited else [(start, iter(steps[start]))]
    visited.add(start)
    while walk:
        id, next_steps = walk[-1]
        step = next((later for later in next_steps if later not in visited), None)
        if step is None:
            walk.pop()
            yield id
        else:
            visited.add(step)
            walk.append((step, iter(steps[step])))
