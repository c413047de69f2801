"""Frames: concepts that mean something together, and the points that they give.

A line of ``data/phrases/frames.json`` is ``concept|concept concept @7 : need 3, wages 2``: one of
the first two concepts with the third, at most seven words from it; ``>7`` for at most seven words
after it. Without a number anywhere in the text. ``!concept|concept`` is for texts that have none of
these. The positions of a concept are the bits of an integer, so that a frame costs a few operations
on integers, however often its concepts occur.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from takeaction.core_data import read


class FramePart(NamedTuple):
    """A part of a frame.

    Attributes:
        concepts: The concepts of which there has to be one.
        within: The most words between it and the part before it; None for any number.
        after: Whether it has to follow the part before it.
    """

    concepts: tuple[str, ...]
    within: int | None
    after: bool = False


class ConceptFrame(NamedTuple):
    """Concepts, and the points for having them together and none of some others."""

    parts: tuple[FramePart, ...]
    points: tuple[tuple[str, int], ...]
    without: tuple[str, ...] = ()


@cache
def frames() -> tuple[ConceptFrame, ...]:
    """Return all frames; they are the core's own and never change."""
    return tuple(map(_frame, read("phrases/frames")["frames"]))


def points_of(positions: Mapping[str, int], all_frames: Iterable[ConceptFrame]) -> Counter[str]:
    """Add up the points of the frames that a text has, each frame once.

    Args:
        positions: The words that express each concept, as bits.
        all_frames: The frames.
    """
    points: Counter[str] = Counter()
    for frame in all_frames:
        if _is_met(frame, positions):
            points.update(dict(frame.points))
    return points


def _is_met(frame: ConceptFrame, positions: Mapping[str, int]) -> bool:
    if not positions.keys().isdisjoint(frame.without):
        return False
    reached = -1
    for slot in frame.parts:
        here = 0
        for concept in slot.concepts:
            here |= positions.get(concept, 0)
        if not here:
            return False
        if slot.within is not None and reached != -1:
            widen = _following if slot.after else _widened
            here &= widen(reached, slot.within)
            if not here:
                return False
        reached = here
    return True


def _widened(bits: int, within: int) -> int:
    """Return the bits and those up to *within* places before and after them."""
    size = 0
    while size < within:
        step = min(size + 1, within - size)
        bits |= bits << step | bits >> step
        size += step
    return bits


def _following(bits: int, within: int) -> int:
    """Return the bits of up to *within* places after the bits, but not the first of these."""
    widened, size = bits, 0
    while size < within:
        step = min(size + 1, within - size)
        widened |= widened << step
        size += step
    return widened & ~(bits & -bits)


def _frame(line: str) -> ConceptFrame:
    left, _, right = line.partition(" :")
    parts = left.split()
    within = int(parts.pop()[1:]) if parts[-1].startswith("@") else None
    slots: list[FramePart] = []
    without: list[str] = []
    for part in parts:
        if part.startswith("!"):
            without += part[1:].split("|")
        elif part[0] in "@>":
            slots[-1] = FramePart(slots[-1].concepts, int(part[1:]), part.startswith(">"))
        else:
            slots.append(FramePart(tuple(part.split("|")), within))
    given = (item.split() for item in right.split(",") if item.strip())
    points = tuple((name, int(number)) for name, number in given)
    return ConceptFrame(tuple(slots), points, tuple(without))
