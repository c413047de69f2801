"""Phrases that could hurt somebody, and the places of a text that have one.

They are data: ``data/wording`` has a file for each of READ_LANGUAGES, and the head of ``en.toml``
says how to write one. All are matched with a folded text.

A frame is a class of verbs with a class of objects. Whether it is advice depends on the words
before it: who does it, and whether a negation governs the verb. So "Do not confront anyone" passes,
and "Do not hesitate to confront him" does not.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from takeaction.core_data import read
from takeaction.vocabulary.lookalikes import undisguised

READ_LANGUAGES = ("en", "es", "fr")
"""The languages that have phrases, by their primary tag."""


class Frame(NamedTuple):
    """The words that have to follow some verbs.

    Attributes:
        rest: The patterns of what follows, one after the other from the end of the verb.
        pronoun: The pattern of a pronoun before the verb that may be its object instead.
        needs_advice: Whether the words before it have to show that it is advice.
        when_negated: Whether it hurts where it is negated.
    """

    rest: tuple[str, ...]
    pronoun: str | None
    needs_advice: bool
    when_negated: bool


class HurtfulWords(NamedTuple):
    """Words that hurt wherever they are; whatever the pattern matches has one of the hints."""

    hints: list[str]
    pattern: str

    def match(self, folded: str) -> re.Match[str] | None:
        """Return the first place in a folded text that has the words."""
        for hint in self.hints:  # any() is slower
            if hint in folded:
                return _compiled(self.pattern).search(folded)
        return None


class Phrases:
    """The phrases of one language.

    Attributes:
        by_verb: The frames of each form of a verb.
        stigma: Words that blame people or hide the harm.
        promises: Promises that nobody can keep.
        peoples: What ``find_people`` makes the names of peoples from.
    """

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self._facts = facts
        self.stigma = HurtfulWords(**facts["stigma"])
        self.promises = [HurtfulWords(**promise) for promise in facts["promises"]]
        self.peoples: Mapping[str, str] = facts["peoples"]
        self.by_verb: dict[str, tuple[Frame, ...]] = {}
        for row in facts["frames"]:
            rest = tuple(facts["parts"][number] for number in row["rest"])
            pronoun = row.get("pronoun")
            frame = Frame(rest, pronoun, row.get("advice", False), row.get("negated", False))
            for verb in row["verbs"].split():
                self.by_verb[verb] = (*self.by_verb.get(verb, ()), frame)
        every = {hint for claim in (self.stigma, *self.promises) for hint in claim.hints}
        # The shortest: a text with none of them has none of the others either.
        self._hints = [hint for hint in every if not any(h in hint for h in every - {hint})]

    def search(self, name: str, text: str) -> re.Match[str] | None:
        """Return the first match of a pattern in a text.

        Args:
            name: ``negated``, ``discouraged``, ``by_others``, ``advised`` or ``unsaid`` for the
                words before a verb; ``identity``, ``forbids`` or ``denies`` for a whole text.
            text: The words, folded.
        """
        return _compiled(self._facts[name]).search(text)

    def is_negated(self, before: str, after: str) -> bool:
        """Return whether a negation governs a verb: its own, or that of the list it is in."""
        if before.endswith(", ") and _compiled(self._facts["goes_on"]).match(after):
            before = f"{before[:-2]} {self._facts['either']} "
        return self.search("negated", before) is not None

    def may_claim(self, folded: str) -> bool:
        """Check quickly whether a folded text may blame somebody or promise something."""
        return any(map(folded.__contains__, self._hints))


@cache
def phrases_of(language: str) -> Phrases:
    """Return the phrases of one of READ_LANGUAGES."""
    return Phrases(read(f"wording/{language}"))


# To compile all patterns of a language takes 0.4 s, and a text needs few of them.
@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


# Advice that puts people in danger: it is found by its frame, and by what governs its verb.

_WORD = re.compile(r"\w+")
_BREAK = re.compile(r"[.!?;\u2026](?=[\s\"')])|[\u00bf\u00a1\u2022|]")
_LONGEST_PRONOUN = len(" les ")
_BEFORE, _AFTER = 200, 200
"""The characters before and after a verb that are read: work stays linear in a long sentence."""


def find_advice(
    folded: str, phrases: Phrases, takes: Callable[[int], bool]
) -> Iterator[tuple[int, int]]:
    """Find dangerous advice in a folded text: where each begins and ends.

    *takes* uses up so many characters of what may be read closely; False ends the search.
    """
    if phrases.by_verb.keys().isdisjoint(_WORD.findall(folded)):  # nearly always
        return
    end = 0
    for word in _WORD.finditer(folded):
        frames = phrases.by_verb.get(word[0], ()) if word.start() >= end else ()
        for frame in frames:
            span = _span_of(folded, word, frame)
            if span and not takes(_BEFORE):
                return
            if span and _hurts(folded, word, frame, phrases):
                yield span
                # One fault for each sentence is enough.
                stop = _BREAK.search(folded, span[1])
                end = stop.end() if stop else len(folded)
                break


def _span_of(folded: str, verb: re.Match[str], frame: Frame) -> tuple[int, int] | None:
    """Return where a verb with its object begins and ends; None if the object is missing."""
    end = verb.end()
    for part in frame.rest:
        match = _compiled(part).match(folded, end, verb.end() + _AFTER)
        if match is None:
            pronoun = _pronoun_before(folded, verb, frame)
            return (verb.start() - len(pronoun), verb.end()) if pronoun else None
        end = match.end()
    return verb.start(), end


def _pronoun_before(folded: str, verb: re.Match[str], frame: Frame) -> str:
    """Return the pronoun just before a verb that is its object, as in "les suivre"."""
    if frame.pronoun is None:
        return ""
    start = max(0, verb.start() - _LONGEST_PRONOUN)
    pronoun = _compiled(frame.pronoun).search(folded, start, verb.start())
    return pronoun[0] if pronoun else ""


def _hurts(folded: str, verb: re.Match[str], frame: Frame, phrases: Phrases) -> bool:
    """Return whether a verb is advice that hurts, from the words around it."""
    start = verb.start() - len(_pronoun_before(folded, verb, frame))
    before = _BREAK.split(folded[max(0, start - _BEFORE) : start])[-1].lstrip()
    after = folded[verb.end() : verb.end() + _AFTER]
    if phrases.search("by_others", before):
        return False
    if frame.when_negated:
        return phrases.is_negated(before, after) and not phrases.search("unsaid", before)
    if frame.needs_advice and not phrases.search("advised", before):
        return False
    return not (phrases.is_negated(before, after) or phrases.search("discouraged", before))


# Peoples: the words for people of a country, a language, a faith or a looked-down-on group.
#
# A sign that names a people is profiling, whichever people it is. So the words are made by rule
# from the core's names of countries and languages, in all genders and numbers; those that no rule
# makes are listed.

_SHORTEST = 4
"""Shorter names of languages and stems of countries are ordinary words, such as "mal" of Mali."""

_WORD_OR_COMPOUND = re.compile(r"[\w-]+")


def find_people(folded: str, language: str) -> tuple[int, int] | None:
    """Return where a folded text first names a people; None if it names none."""
    peoples = _peoples(language)
    spoken = _compiled(phrases_of(language).peoples["spoken"])
    for word in _WORD_OR_COMPOUND.finditer(folded):
        is_people = not peoples.isdisjoint(_bare(word[0]).split("-"))
        if is_people and not spoken.search(folded[: word.start()]):
            return word.span()
    return None


@cache
def _peoples(language: str) -> frozenset[str]:
    """Return the words for peoples in a language, folded."""
    words = {form for word in _singulars(language) for form in _forms(word, language)}
    places = {fold_text(name) for name in _names("places", language)}
    ordinary = phrases_of(language).peoples["ordinary"].split()
    return frozenset(map(_bare, words)).difference(ordinary, map(_bare, places))


def _bare(word: str) -> str:
    """Return a folded word without the accents that folding keeps: "francés" and "francesa"."""
    return word.replace("é", "e").replace("ó", "o")


def _singulars(language: str) -> Iterator[str]:
    facts = phrases_of(language).peoples
    yield from facts["listed"].split()
    for name in map(fold_text, _names("languages", language)):
        if len(name) >= _SHORTEST and name.isalpha():
            yield name
    for name in map(fold_text, _names("places", language)):
        if name.isalpha():
            yield from (name + ending for ending in facts["after_names"].split())
            stems = [stem for stem in (name[:-1], name[:-2]) if len(stem) >= _SHORTEST]
            yield from (stem + end for stem in stems for end in facts["of_countries"].split())


def _names(kind: str, language: str) -> list[str]:
    """Return the names of languages or countries in a language."""
    if language != "en":
        names = read(f"names/{language}")[kind]
        return [name for code, name in names.items() if kind == "languages" or code.isalpha()]
    if kind == "languages":
        return list(read("languages")["names"].values())
    return [name for name, _ in read("regions")["countries"].values()]


def _forms(word: str, language: str) -> Iterator[str]:
    """Return a word in both genders and numbers."""
    yield from (word, word + "s")
    if language == "en":
        if word.endswith("man"):
            yield from (word[:-3] + "men", word[:-3] + "woman", word[:-3] + "women")
        yield word + "es"
    elif language == "es":
        stem = word.removesuffix("o")
        yield from (stem + ending for ending in ("a", "as", "es"))
    else:
        stem = word + "n" if word.endswith(("ien", "een")) else word
        yield from (stem + "e", stem + "es")


# Folding: a text as the phrases match it, whatever characters it is written with.

_QUOTES: dict[int, int] = str.maketrans("\u2018\u2019\u02bc\u2032\u00b4`\u201c\u201d", "''''''\"\"")
_ORDINARY = re.compile(
    "[\\s!-~\u00a1\u00ab\u00bb\u00bf\u00c0-\u00d6\u00d8-\u00dd\u00df-\u00f6\u00f8-\u00fd\u00ff\u0153\u2013-\u201d\u2026]*"
)
"""Texts of Western Europe hold nothing that disguises a word, which is told sooner than undone."""

_MARKS = re.compile("[\u0300-\u036f]+")

_MEANS_MORE = re.compile(r"é(?!e?s?\b)(?!l\b)|ó(?!\b)|û(?!re?s?\b)")
"""Accents that are dropped unless they tell two words apart.

A participle differs from an imperative ("filmé", "filme"), a past from a present ("filmó"), "él"
from "el" and "sûr" from "sur".
"""


def fold_text(text: str) -> str:
    """Return a text in lower case, with plain letters and single blanks, for matching only."""
    if text.isascii():
        return " ".join(text.casefold().split())
    if _ORDINARY.fullmatch(text):
        plain = " ".join(text.casefold().split())
    else:
        plain = undisguised(text.translate(_QUOTES)).casefold().replace("\u0131", "i")
        plain = _MARKS.sub("", plain)
    return _MEANS_MORE.sub(lambda letter: _without_accent(letter[0]), plain.translate(_PLAIN))


def _without_accent(character: str) -> str:
    """Return a letter without its accent, or the same character if that is not an ASCII letter."""
    base = unicodedata.normalize("NFD", character)[0]
    return base if base.isascii() else character


_ACCENTED = {*range(0xE0, 0x250), *range(0x1E00, 0x1F00)} - set(map(ord, "éóû"))
_PLAIN: dict[int, int | str] = {
    **{code: _without_accent(chr(code)) for code in _ACCENTED},
    **_QUOTES,
    ord("œ"): "oe",
}


def quoted(text: str, folded: str, start: int, end: int) -> str:
    """Return the words of a text that a match in its folded form covers, from *start* to *end*."""
    words = text.split()
    if len(words) != folded.count(" ") + 1:  # a character stood for several words
        return folded[start:end]
    first, last = folded.count(" ", 0, start), folded.count(" ", 0, end)
    return " ".join(words[first : last + 1]).strip(" .,;:!?¡¿()«»\u201c\u201d\"'\u2026")
