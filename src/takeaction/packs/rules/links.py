"""What records point at: open words, and other records."""

from collections.abc import Iterator, Mapping

from takeaction.errors import Outcome, shown
from takeaction.models.action import Action
from takeaction.models.good import Rating
from takeaction.models.record import Record
from takeaction.models.vendor import Vendor
from takeaction.models.word import Vocabulary, Word
from takeaction.packs.structuring import Fault
from takeaction.vocabulary import Kind, WordKind, nearest

_SHOWN = 6
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


def word_faults(record: Record, words: Vocabulary) -> Iterator[Fault]:
    """Find words that are in no list, or in the list of another kind.

    Words of other packs are taken on trust: that pack may not be there.
    """
    for field, kind in _WORDS.items():
        value = getattr(record, field, ())
        for word in sorted([value] if isinstance(value, str) else value):
            owner, colon, _ = word.partition(":")
            if words.get(kind, word) is None and (not colon or owner == record.pack):
                near = nearest(word, (each.id for each in words.of(kind)))
                mend = f"did you mean {near[0]}?" if near else "add it to words.toml."
                yield Fault("word.unknown", field, f"{shown(word)} is no {kind}.", mend)


def broader_faults(word: Word, words: Vocabulary) -> Iterator[Fault]:
    """Find a broader word that is not there, or leads back to the word itself."""
    if word.broader is None:
        return
    broader = words.get(word.kind, word.broader)
    if broader is None:
        problem = f"{shown(word.broader)} is no {word.kind}."
        yield Fault("word.unknown", "broader", problem, "name a word that is in a list.")
    elif word.id in words.wider(word.kind, broader.id):
        yield Fault("ref.cycle", "broader", "it is broader than itself.", "break the circle.")


def references(record: Record) -> Iterator[tuple[str, str, Kind | None]]:
    """Return what a record points at: field, full id, and the kind it must be."""
    if record.replaced_by:
        yield "replaced_by", record.replaced_by, None
    if isinstance(record, Action):
        for field, ids, kind in (
            ("after", record.after, Kind.ACTION),
            ("resources", record.resources, Kind.RESOURCE),
            ("indicators", record.indicators, Kind.INDICATOR),
            ("vendors", record.vendors, Kind.VENDOR),
            ("labels", record.labels, Kind.LABEL),
        ):
            yield from ((f"{field}[{n}]", id, kind) for n, id in enumerate(ids))
    if isinstance(record, Vendor):
        for n, claim in enumerate(record.claims):
            yield f"claims[{n}].label", claim.label, Kind.LABEL
        yield from (
            (f"memberships[{n}]", id, Kind.LABEL) for n, id in enumerate(record.memberships)
        )
    if isinstance(record, Rating):
        for n, tier in enumerate(record.history):
            if tier.source:
                yield f"history[{n}].source", tier.source, Kind.RESOURCE


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
        if not id.startswith(f"{record.pack}:") or (found and kind in (None, found)):
            continue
        if id not in written:
            near = nearest(id, written)
            mend = f"did you mean {near[0].partition(':')[2]}?" if near else "add it."
            problem = f"there is no {shown(id.partition(':')[2])} in this pack."
            yield Fault("ref.missing", field, problem, mend)
        elif found:
            problem = f"{shown(id.partition(':')[2])} is {_a(written[id])}, not {_a(kind)}."
            yield Fault("ref.kind", field, problem, "name another.")
        else:
            outcome = Outcome.DROP if field.startswith(("after", "claims")) else Outcome.WARN
            problem = f"{shown(id.partition(':')[2])} was left out for its own mistake."
            yield Fault("ref.dropped", field, problem, "mend that one.", outcome)


def _a(kind: object) -> str:
    return f"{'an' if str(kind)[0] in 'aeiou' else 'a'} {kind}"


def cycles(actions: Mapping[str, Action]) -> Iterator[tuple[Action, Fault]]:
    """Find actions that come after themselves, by whichever way."""
    before = {
        id: {each for each in action.after if each in actions} for id, action in actions.items()
    }
    behind: dict[str, set[str]] = {id: set() for id in actions}
    for id, firsts in before.items():
        for first in firsts:
            behind[first].add(id)
    ends = [id for id in actions if not before[id] or not behind[id]]
    circle = set(actions)
    while ends:
        id = ends.pop()
        if id in circle:
            circle.remove(id)
            ends += [each for each in behind[id] if before[each].isdisjoint(circle)]
            ends += [each for each in before[id] if behind[each].isdisjoint(circle)]
    names = ", ".join(sorted(id.partition(":")[2] for id in circle)[:_SHOWN])
    for id in sorted(circle):
        problem = f"it comes after itself, in a circle of {names}."
        yield actions[id], Fault("ref.cycle", "after", problem, "break the circle.")
