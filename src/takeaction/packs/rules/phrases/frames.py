"""Frames: the shapes of a sentence that could hurt somebody, and the words of one language.

A frame is a class of verbs with a class of objects. Whether it is advice depends on the words
before it: who does it, and whether a negation governs the verb. So "Do not confront anyone" passes,
and "Do not hesitate to confront him" does not.

All patterns match folded text: lower case, without accents, blanks single (see ``folding``).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import attrs


class Frame(NamedTuple):
    """Verbs with the words that have to follow them.

    Attributes:
        verbs: The forms of the verbs, each one word.
        rest: The patterns of what follows, one after the other from the end of the verb.
        needs_advice: Whether the words before it have to show that it is advice, since the form
            has other uses: "free", "question", "track" are not only verbs.
        when_negated: Whether it hurts where it is negated, as in "do not call the police".
        pronoun: The pattern of a pronoun before the verb that is its object, as in "les suivre";
            None where a language puts none there.
    """

    verbs: frozenset[str]
    rest: tuple[re.Pattern[str], ...]
    needs_advice: bool = False
    when_negated: bool = False
    pronoun: re.Pattern[str] | None = None


class Frames:
    """Makes the frames of one language.

    Its objects are long patterns that many frames share. Each is compiled once, and a frame holds
    the parts of its pattern: that takes a third of the time.
    """

    def __init__(self, *objects: str) -> None:
        self._objects = objects

    def __call__(
        self,
        verbs: str | Iterable[str],
        rest: str,
        *,
        needs_advice: bool = False,
        when_negated: bool = False,
        pronoun: str | None = None,
    ) -> Frame:
        """Make a frame from verbs, maybe in one text with blanks, and the pattern of the rest."""
        forms = frozenset(verbs.split() if isinstance(verbs, str) else verbs)
        before = re.compile(rf"\b(?:{pronoun})$") if pronoun else None
        parts = tuple(map(re.compile, self._parts(rest)))
        return Frame(forms, parts, needs_advice, when_negated, before)

    def _parts(self, rest: str) -> Iterator[str]:
        """Split a pattern before and after each object that is not inside a group of it."""
        for found in self._objects:
            first, object_, last = rest.partition(found)
            if object_ and first.count("(") == first.count(")"):
                yield from (*self._parts(first), object_, *self._parts(last))
                return
        if rest:
            yield rest


class ClaimFrame(NamedTuple):
    """Words that hurt wherever they are.

    Attributes:
        hints: Short texts; whatever the pattern matches contains one of them, so that a text
            without any needs no slow match.
        pattern: The pattern of the words.
    """

    hints: tuple[str, ...]
    pattern: re.Pattern[str]

    def match(self, folded: str) -> re.Match[str] | None:
        """Return the first place in a folded text that has the words."""
        for hint in self.hints:  # any() is slower
            if hint in folded:
                return self.pattern.search(folded)
        return None


def claim(hints: str, pattern: str) -> ClaimFrame:
    """Make a claim from hints, separated by a bar, and a pattern."""
    return ClaimFrame(tuple(hints.split("|")), re.compile(pattern))


@attrs.frozen(kw_only=True, eq=False)
class Phrases:
    """The phrases of one language; each pattern for the words before a verb ends where it begins.

    Attributes:
        frames: The frames of advice that puts people in danger.
        negated: Words before a verb whose negation governs it: "never", "do not try to".
        discouraged: Words before a verb that advise against it in another way: "it is unsafe to".
        by_others: Words before a verb that somebody else does: "traffickers may". A text may
            say what others do.
        advised: Words before a verb that is advice for certain: the start of a clause, "you can".
        unsaid: Words between a negation and a verb that leave a choice: "you do not have to".
        listed: The words after a verb that go on with a list: ", film or …".
        either: The word for "or" in that list.
        stigma: Words that blame people or hide the harm.
        promises: Promises that nobody can keep.
        identity: Words for who somebody is, which no sign may rest on, beside the names of peoples.
        by_verb: The frames of each verb.
        hints: The shortest hints of all claims: a text without any of them makes none.
    """

    frames: tuple[Frame, ...]
    negated: re.Pattern[str]
    discouraged: re.Pattern[str]
    by_others: re.Pattern[str]
    advised: re.Pattern[str]
    unsaid: re.Pattern[str]
    listed: re.Pattern[str]
    either: str
    stigma: ClaimFrame
    promises: tuple[ClaimFrame, ...]
    identity: re.Pattern[str]
    by_verb: Mapping[str, tuple[Frame, ...]] = attrs.field(init=False)
    hints: tuple[str, ...] = attrs.field(init=False)

    @by_verb.default
    def _frames_by_verb(self) -> Mapping[str, tuple[Frame, ...]]:
        by_verb: dict[str, tuple[Frame, ...]] = {}
        for one in self.frames:
            for verb in one.verbs:
                by_verb[verb] = (*by_verb.get(verb, ()), one)
        return by_verb

    @hints.default
    def _hints_of_claims(self) -> tuple[str, ...]:
        every = {hint for one in (self.stigma, *self.promises) for hint in one.hints}
        return tuple(
            sorted(hint for hint in every if not any(map(hint.__contains__, every - {hint})))
        )

    def may_claim(self, folded: str) -> bool:
        """Tell at a glance whether a folded text may blame somebody or promise something."""
        return any(map(folded.__contains__, self.hints))
