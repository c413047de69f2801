"""Rules that hear a text beside the weights: whose need it is, its matter, and ages.

A rule speaks only where the words say it; what they leave open stays unsaid. The frames whose
points have no topic's name are read here.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import attrs

from takeaction.engine.hearing.lexicon import has, listed
from takeaction.vocabulary.needs import NEED_INTENTS, Intent, Sureness

# Ages: that of the writer, and those of others; never a sum, an hour or a duration.


ADULT = 18
_OLDEST = 110
_AGES = range(4, _OLDEST)

_NEAR = 4


class Ages(NamedTuple):
    """The ages in a text.

    Attributes:
        writer: The age of its writer, now; None where it is not said.
        others: The ages of others.
    """

    writer: int | None
    others: tuple[int, ...]


def ages_in(words: list[str]) -> Ages:
    """Return the ages that the words of a text say."""
    writer: int | None = None
    others: list[int] = []
    for place, age in _ages(words):
        if _is_writers(words, place):
            writer = age if writer is None else writer
        else:
            others.append(age)
    return Ages(writer, tuple(others))


def is_no_age(words: list[str], place: int) -> bool:
    """Whether a number is a sum, an hour or a duration."""
    after = words[place + 1] if place + 1 < len(words) else ""
    return after in listed("ages.units") or after.isdecimal()


def _ages(words: list[str]) -> Iterator[tuple[int, int]]:
    for place, word in enumerate(words):
        if not (word.isascii() and word.isdecimal() and int(word) in _AGES and len(word) < 4):  # noqa: PLR2004 - as wide as the oldest
            continue
        before, after = words[max(place - 2, 0) : place], words[place + 1 : place + 3]
        if is_no_age(words, place) or has(before, "ages.duration") or has(before, "ages.then"):
            continue
        has_years = has(after[:1], "ages.years") or (
            has(after[:1], "ages.years_old") and has(after[1:], "ages.old")
        )
        has_sex = has(after[:1], "ages.sex")
        is_named = has(before[-1:], "ages.before") or has(before[-1:], "ages.kin")
        is_named |= has(before[-1:], "ages.roughly") and has(before, "ages.seems")
        is_hindi = has(after[:1], "ages.hindi_of") and has(after[1:], "ages.hindi_is")
        if has_years or has_sex or is_named or is_hindi:
            yield place, int(word)


def _is_writers(words: list[str], place: int) -> bool:
    """Whether the nearest word before an age speaks of the writer."""
    for at in range(place - 1, max(place - _NEAR - 1, -1), -1):
        word = words[at]
        if word in listed("ages.kin") or word in listed("ages.others"):
            return False
        if word in listed("ages.writer"):
            return True
    return words[place + 1 : place + 2] in (["m"], ["f"])  # "16f", as people write of themselves


# Matters


Points = Mapping[str, int]
Concepts = Mapping[str, int]

PERSONS: Mapping[str, str] = {
    "deaf": "deafperson",
    "seafarers": "seafarer",
    "domestic-workers": "domesticworker",
    "migrants": "migrant",
}
"""The concept that says that somebody is one of them; men and women are told by their own."""

_KEPT = (*NEED_INTENTS, Intent.SIGNS, Intent.REPORT, Intent.FIND_LINE)
"""The intents that a plain need keeps, with help beside their answer."""

KINDS_OF_DANGER = ("body", "pills", "now")


@attrs.frozen(kw_only=True)
class HeardMatter:
    """The findings of the rules about a text.

    Attributes:
        stop: Who the writer hurt or may hurt, and wants to stop: ``partner`` (anybody at home),
            ``child`` (who is drawn to children), ``buyer`` (who paid for sex and has doubts).
        hunts: Whether somebody who left is looked for by who may control them.
        missing: Who somebody is looking for and may be in danger: ``child`` or ``adult``.
        about_other: Whether the wish to die is somebody else's, and meant.
        is_death_feared: Whether somebody may be killed by others, and nobody wants to die.
        writer_child: Whether the writer is under 18.
        is_child_hurt: Whether a child is looked for, or hurt.
        has_child: Whether a child is spoken of, who may be the one who needs help.
        danger_kinds: How a body is in danger: ``body``, ``pills``, ``now``.
        is_witness: Whether the writer saw a child of strangers work or beg.
        is_ruled: Whether the language has rules.
    """

    stop: str | None
    hunts: bool
    missing: str | None
    is_death_feared: bool
    about_other: bool
    writer_child: bool
    is_child_hurt: bool
    has_child: bool
    danger_kinds: frozenset[str]
    is_witness: bool
    is_ruled: bool

    @property
    def concerns_child(self) -> bool:
        """Whether a child is or may be the one who needs help."""
        return self.writer_child or self.is_child_hurt or self.has_child


def matter_of(
    points: Points, concepts: Concepts, ages: Ages, *, has_rules: bool = True
) -> HeardMatter:
    """Apply the rules to a text.

    Args:
        points: The points of the frames that a text has.
        concepts: The concepts that it has.
        ages: The ages that it says.
        has_rules: Whether its language has rules.
    """
    writer_child = _is_writer_child(points, ages)
    stop = None if points.get("own-death") else _stop(points, concepts)
    # Somebody who left is looked for; a harm told by the writer speaks against it.
    is_told = points.get("harmtold") and not points.get("accused")
    hunts = stop is None and bool(points.get("hunter")) and not is_told
    is_asked = not (hunts or stop or writer_child)
    missing = _missing(points, concepts, ages) if is_asked else None
    is_witness = bool(points.get("witness") and not writer_child)
    is_threat = bool(points.get("threat-of-death"))
    return HeardMatter(
        stop=stop,
        hunts=hunts and not writer_child,
        missing=missing,
        is_death_feared="willkill" in concepts and not points.get("other-death"),
        about_other=not is_threat and points.get("other-death", 0) > points.get("own-death", 0),
        writer_child=writer_child,
        is_child_hurt=missing == "child"
        or bool(points.get("child-hurt") and not points.get("in-compound"))
        or (not has_rules and "minor" in concepts)
        or is_witness
        or _is_about_child(points, concepts, ages),
        has_child=_has_child(points, concepts, ages, has_rules=has_rules),
        danger_kinds=frozenset(kind for kind in KINDS_OF_DANGER if points.get(kind)),
        is_witness=is_witness,
        is_ruled=has_rules,
    )


def intent_by_rules(
    guess: tuple[Intent, Sureness], points: Points, concepts: Concepts, matter: HeardMatter
) -> tuple[Intent, Sureness]:
    """Return the intent and how sure it is that somebody may need help, after what rules say.

    Args:
        guess: The same by weights.
        points: The points of the frames that a text has.
        concepts: The concepts that it has.
        matter: What rules say of it.
    """
    if ruled := _ruled_alone(guess[0], points, concepts, matter):
        return ruled
    intent, sure = guess
    is_out = points.get("out") and intent in (Intent.ACT, Intent.UNKNOWN, Intent.OTHER_HARM)
    if points.get("sure") or matter.danger_kinds or (is_out and sure is Sureness.NO):
        sure = Sureness.SURE
        if intent not in _KEPT:
            is_other = points.get("else", 0) > points.get("self", 0) and not is_out
            intent = Intent.NEED_OTHER if is_other else Intent.NEED_SELF
    if matter.is_witness and not has(concepts, "concepts.asked"):
        intent, sure = Intent.NEED_OTHER, Sureness.SURE
    if intent is Intent.NEED_OTHER and _is_for_oneself(points, concepts, matter):
        intent = Intent.NEED_SELF
    is_own = matter.writer_child or "harmedme" in concepts
    if intent is Intent.NEED_SELF and matter.is_child_hurt and matter.is_ruled and not is_own:
        intent = Intent.NEED_OTHER  # an adult worries about a child
    if intent in NEED_INTENTS and (
        points.get("own-death") or (matter.writer_child and "harmedme" in concepts)
    ):
        intent = Intent.NEED_SELF
    return intent, sure


def _ruled_alone(
    intent: Intent, points: Points, concepts: Concepts, matter: HeardMatter
) -> tuple[Intent, Sureness] | None:
    """Return the intent that rules say whatever weights say, and how sure a need is."""
    may_harm = bool(matter.stop or matter.hunts)
    if may_harm and matter.writer_child:
        return Intent.NEED_SELF, Sureness.SURE
    is_hurt = bool(matter.danger_kinds) and "childword" in concepts
    if may_harm and not is_hurt:
        return Intent.OTHER_HARM, Sureness.NO
    is_note = "noteofother" in concepts and points.get("sure")
    if may_harm or matter.missing or matter.about_other or is_note:
        return Intent.NEED_OTHER, Sureness.SURE
    if points.get("help-in") and intent not in NEED_INTENTS and is_bare(concepts):
        return Intent.NEED_SELF, Sureness.SURE
    is_sure = points.get("sure") or matter.danger_kinds or matter.writer_child
    is_owed = intent is Intent.UNKNOWN and "bankdebt" in concepts
    if (points.get("fraud") or is_owed) and not is_sure:  # a false flat, and no more is said
        return Intent.OTHER_TROUBLE, Sureness.NO
    return None


def is_bare(concepts: Iterable[str]) -> bool:
    """Whether a text asks for help and has no word of what for: at most a place is named."""
    said = {concept for concept in concepts if not concept.startswith("start")}
    return said <= listed("concepts.bare") and not said.isdisjoint({"helponly", "helpme", "helpin"})


def _is_for_oneself(points: Points, concepts: Concepts, matter: HeardMatter) -> bool:
    """Whether somebody says what is done to them, and speaks of nobody else in need."""
    if matter.is_child_hurt:
        return False
    if points.get("self") and not points.get("else"):
        return True
    is_told = not concepts.keys().isdisjoint({"harmedme", "makesme"})
    return bool(points.get("done-to-me")) or (is_told and "kin" not in concepts)


def persons_of(concepts: Concepts, *, is_other: bool) -> frozenset[str]:
    """Return who the one who needs help is, as far as it is said.

    Args:
        concepts: The concepts that a text has.
        is_other: Whether it is somebody else than the writer.
    """
    man, woman = ("kinman", "kinwoman") if is_other else ("iamman", "iamwoman")
    persons = {name for name, concept in PERSONS.items() if concept in concepts}
    if (man in concepts) != (woman in concepts):
        persons.add("men" if man in concepts else "women")
    return frozenset(persons)


def _is_writer_child(points: Points, ages: Ages) -> bool:
    return bool(points.get("young-writer")) if ages.writer is None else ages.writer < ADULT


def _stop(points: Points, concepts: Concepts) -> str | None:
    if points.get("stop-child"):
        return "child"
    if points.get("stop-buyer"):
        return "buyer"
    hit = points.get("stop-partner", 0)
    is_hurt_too = "harmedme" in concepts and "wantstop" not in concepts
    return "partner" if hit and not is_hurt_too else None


def _missing(points: Points, concepts: Concepts, ages: Ages) -> str | None:
    """Return who is looked for by somebody whose words hold no harm."""
    if not concepts.keys().isdisjoint({"iranaway", "friendhides", "withme", "gotout", "ileft"}):
        return None
    if points.get("harmtold") or points.get("hunter") or points.get("child-hurt"):
        return None
    is_child = any(age < ADULT for age in ages.others)
    if points.get("gone-child") and not _only_adults(ages):
        is_with_parent = "withkids" in concepts and "spouse" in concepts
        return None if is_with_parent else "child"
    if points.get("gone-child") or points.get("gone-adult"):
        return "child" if is_child else "adult"
    return None


def _only_adults(ages: Ages) -> bool:
    return bool(ages.others) and all(age >= ADULT for age in ages.others)


def _is_about_child(points: Points, concepts: Concepts, ages: Ages) -> bool:
    """Whether the text is about somebody under 18, more than about its writer."""
    is_done_to_me = not concepts.keys().isdisjoint({"harmedme", "makesme"})
    has_age = any(age < ADULT for age in ages.others)
    return has_age and not is_done_to_me and points.get("else", 0) >= points.get("self", 0)


def _has_child(points: Points, concepts: Concepts, ages: Ages, *, has_rules: bool) -> bool:
    """Whether a child is spoken of, who may be the one who needs help.

    Not the children of a partner, who are in the story of the one who writes; and a daughter may
    be grown up. In a language without rules any word for a child counts.
    """
    if any(age < ADULT for age in ages.others):
        return True
    if "minor" in concepts and (not has_rules or "teaches" in concepts):
        return True
    if "spouse" in concepts:
        return False
    is_kin = "childkin" in concepts and not _only_adults(ages) and not points.get("grown-up")
    return "childword" in concepts or is_kin
