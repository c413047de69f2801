"""Advice that puts people in danger: it is found by its frame, and by what governs its verb."""

import re
from collections.abc import Callable, Iterator

from takeaction.packs.rules.wording.phrases.frames import Frame, Phrases

_WORD = re.compile(r"\w+")
_BREAK = re.compile(r"[.!?;\u2026](?=[\s\"')])|[\u00bf\u00a1\u2022|]")
_LONGEST_PRONOUN = len(" les ")
_BEFORE, _AFTER = 200, 200
"""The characters before and after a verb that are read: work stays linear in a long sentence."""


def find_advice(
    folded: str, phrases: Phrases, takes: Callable[[int], bool]
) -> Iterator[tuple[int, int]]:
    """Find dangerous advice in a folded text: where each begins and ends.

    Args:
        folded: The text, folded.
        phrases: The phrases of its language.
        takes: Uses up so many characters of what may be read closely; False if too few are left.
    """
    if phrases.by_verb.keys().isdisjoint(_WORD.findall(folded)):  # nearly always
        return
    end = 0
    for word in _WORD.finditer(folded):
        frames = phrases.by_verb.get(word[0], ()) if word.start() >= end else ()
        for frame in frames:
            span = _phrase_at(folded, word, frame)
            if span and not takes(_BEFORE):
                return
            if span and _hurts(folded, word, frame, phrases):
                yield span
                # One fault for each sentence is enough.
                stop = _BREAK.search(folded, span[1])
                end = stop.end() if stop else len(folded)
                break


def _phrase_at(folded: str, verb: re.Match[str], frame: Frame) -> tuple[int, int] | None:
    """Return where a verb with its object begins and ends; None if the object is missing."""
    end = _end_of_rest(folded, verb.end(), frame)
    if end is not None:
        return verb.start(), end
    pronoun = _pronoun_before(folded, verb, frame)
    return (verb.start() - len(pronoun), verb.end()) if pronoun else None


def _end_of_rest(folded: str, start: int, frame: Frame) -> int | None:
    """Return the end of what has to follow a verb; None if something else follows."""
    end = start
    for part in frame.rest:
        match = part.match(folded, end, start + _AFTER)
        if match is None:
            return None
        end = match.end()
    return end


def _pronoun_before(folded: str, verb: re.Match[str], frame: Frame) -> str:
    """Return the pronoun just before a verb that is its object, as in "les suivre"."""
    if frame.pronoun is None:
        return ""
    pronoun = frame.pronoun.search(folded, max(0, verb.start() - _LONGEST_PRONOUN), verb.start())
    return pronoun[0] if pronoun else ""


def _clause_before(folded: str, position: int) -> str:
    """Return the words of the sentence before a position."""
    return _BREAK.split(folded[max(0, position - _BEFORE) : position])[-1].lstrip()


def _hurts(folded: str, verb: re.Match[str], frame: Frame, phrases: Phrases) -> bool:
    """Tell whether a verb is advice that hurts, from the words around it."""
    pronoun = _pronoun_before(folded, verb, frame)
    before = _clause_before(folded, verb.start() - len(pronoun))
    after = folded[verb.end() : verb.end() + _AFTER]
    if phrases.by_others.search(before):
        return False
    if frame.when_negated:
        return _is_negated(before, after, phrases) and not phrases.unsaid.search(before)
    if frame.needs_advice and not phrases.advised.search(before):
        return False
    return not (_is_negated(before, after, phrases) or phrases.discouraged.search(before))


def _is_negated(before: str, after: str, phrases: Phrases) -> bool:
    """Tell whether a negation governs a verb: its own, or that of the list it is in."""
    if before.endswith(", ") and phrases.listed.match(after):
        before = f"{before[:-2]} {phrases.either} "
    return phrases.negated.search(before) is not None
