"""The words of a text, the phrases and concepts that they express, and its languages.

Spellings of one word become one: case, accents, apostrophes, letters that are repeated for
emphasis, and the short forms of chats.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import unescape
from itertools import chain, pairwise
from typing import Any, NamedTuple
from urllib.parse import unquote

from takeaction.core_data import LANGUAGES, read
from takeaction.vocabulary.lookalikes import is_unseen, unmasked

_APOSTROPHES = "'\u2019\u02bc\u2018`"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_NEGATED = "can|don|won|isn|aren|didn|doesn|couldn|wouldn|shouldn|haven|hasn|wasn|weren"
_TOKEN = re.compile(
    rf"(?:{_NEGATED}) t(?![^\W_])|[{_HAN}]|\d+"
    rf"|[^\W\d_{_HAN}]+(?:[{_APOSTROPHES}](?:t|s|m|ve)(?![^\W_]))?"
)
"""A Chinese character, a number, or a word; "can't" and "he's" are one word, "j'ai" is two."""

_EMPHASIS = re.compile(r"([^\W\d_])\1{2,}")
_SOS = "\N{SQUARED SOS}"
_ARABIC = str.maketrans("\u0629\u0649", "\u0647\u064a")
"""Teh marbuta and alef maksura, which many people type as heh and yeh."""

_VOWEL_SIGNS = "\u093e\u093f\u0940\u0941\u0942\u0943\u0947\u0948\u094b\u094c"
_VOWELS = "\u0906\u0907\u0907\u0909\u0909\u090b\u090f\u0910\u0913\u0914"
_HINDI = str.maketrans("\u0908\u090a" + _VOWEL_SIGNS, "\u0907\u0909" + _VOWELS)
"""The signs of vowels, which are marks, as letters: without them *my* and *hit* would be one word.
Long and short i and u are one, since people type either."""


class Token(NamedTuple):
    """A word of a text.

    Attributes:
        word: The word, folded.
        start: The position of its first character in the text.
        end: The position after its last character.
    """

    word: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """Return the words that somebody typed, in order, without a disguise.

    Escapes of addresses and pages are read as what they stand for, and letters of other scripts as
    the Latin ones that they look like: ``kill%20me``, ``k&#105;ll``.
    """
    units = [(0, text)]
    if not _MAY_ESCAPE.isdisjoint(text):
        units = [(unit.start(), _unescaped(unit[0])) for unit in _UNIT.finditer(text)]
    plain = "".join(piece for _, piece in units)
    tokens = _tokens(plain if plain.isascii() else unmasked(plain))
    if plain == text:
        return tokens
    places = [start for start, piece in units for _ in piece]
    places.append(len(text))
    # A token ends where the next unit begins: an escape is many characters.
    ends = dict(pairwise(dict.fromkeys(places)))
    return [Token(token.word, places[token.start], ends[places[token.end - 1]]) for token in tokens]


_MAY_ESCAPE = frozenset("%&\\=")
_HEX = "[0-9A-Fa-f]"
_UNIT = re.compile(
    rf"(?:%(?:25)*{_HEX}{{2}})+|&(?:amp;)*(?:#[xX]?{_HEX}{{1,7}};?|\w{{1,8}};)|(?:={_HEX}{{2}}){{3,}}"
    rf"|(?:[\\%]u{_HEX}{{4}}|\\x{_HEX}{{2}}|\\u\{{{_HEX}{{1,5}}\}})|.",
    re.DOTALL,
)
"""An escape of an address, of a page, of a mail or of a program, also one that was escaped again;
or any other character."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffd]")
"""What is left within a word of a character that nobody can read: no blank, and no letter."""

_MOST_LAYERS = 8
"""How often an escape may have been escaped: each layer makes it longer, and nobody has many."""


def _unescaped(unit: str) -> str:
    """Return what an escape stands for; one that stands for nothing is itself."""
    if len(unit) == 1:
        return unit
    if unit[0] == "\\" or unit[:2] == "%u":
        return chr(int(unit[2:].strip("{}"), base=16))
    if unit[0] == "=":
        return unquote(unit.replace("=", "%"))
    for _ in range(_MOST_LAYERS):
        plain = unescape(unit) if unit[0] == "&" else unquote(unit)
        if plain == unit or "\ufffd" in plain:  # bytes of no character, as in "100%de"
            break
        unit = plain
        if not unit:  # a control character, as in "ki&#1;ll"
            break
    return unit


def folded_words(text: str) -> list[str]:
    """Return the folded words of a text of ours in order."""
    return [token.word for token in _tokens(text)]


def folded_names(names: Iterable[str]) -> list[str]:
    """Return texts of ours, each as its folded words with blanks between; quick for thousands."""
    pieces = _Pieces()
    text = "\n".join([name.replace("\n", " ") for name in names])
    folded = "".join([pieces[character] for character in text])
    lines = _EMPHASIS.sub(r"\1", folded).split("\n")
    return [" ".join(map(_without_apostrophe, _TOKEN.findall(line))) for line in lines]


def _tokens(text: str) -> list[Token]:
    if text.isascii() and not _CONTROL.search(text):
        folded: str = text.lower()
        return [
            Token(_plain(match[0]), match.start(), match.end()) for match in _TOKEN.finditer(folded)
        ]
    pieces = _Pieces()
    parts = [pieces[character] for character in text]
    folded = "".join(parts)
    places = [place for place, part in enumerate(parts) for _ in part]
    return [
        Token(_plain(match[0]), places[match.start()], places[match.end() - 1] + 1)
        for match in _TOKEN.finditer(folded)
    ]


def respelled(tokens: Iterable[Token], spellings: Mapping[str, Sequence[str]]) -> Iterator[Token]:
    """Yield the words with the short forms of chats written out: "u" as "you"."""
    for token in tokens:
        for word in spellings.get(token.word, (token.word,)):
            yield Token(word, token.start, token.end)


def _plain(word: str) -> str:
    """Return a word without its apostrophe and without letters repeated for emphasis."""
    return _EMPHASIS.sub(r"\1", _without_apostrophe(word))


def _without_apostrophe(word: str) -> str:
    return word if word.isalpha() or word.isdecimal() else word.translate(_NO_APOSTROPHE)


_NO_APOSTROPHE = {ord(character): None for character in f"{_APOSTROPHES} "}


class _Pieces(dict[str, str]):
    """The characters of one text, folded. No table outlives its text."""

    def __missing__(self, character: str) -> str:
        if character == _SOS:
            piece = " sos "
        elif is_unseen(character) or _CONTROL.match(character):
            piece = ""
        elif character.isdecimal():
            piece = str(unicodedata.decimal(character))
        else:
            parts = unicodedata.normalize("NFKD", character).casefold().translate(_HINDI)
            letters = [part for part in parts if unicodedata.category(part)[0] != "M"]  # no marks
            unframed = [part for part in letters if part.isalnum()]
            piece = "".join(unframed or letters).translate(_ARABIC)
        self[character] = piece
        return piece


# The lexicon of a language: the words and phrases of each concept, as a graph of nodes.
#
# ``scripts/phrases.py`` makes the graph from the lists that people edit and says how both are
# written. The concepts and the rules of a language are a graph each: an ending or a typing error is
# read as the nearest word of its own, so that one list never changes what the other hears.


_SHORTEST_TYPING_ERROR = 6
"""The letters of the shortest word that may be a typing error for another."""

_SHORTEST_STEM = 3

_Node = Mapping[str, Any]
"""The number of the next node for each word, or the numbers of several; under ``_CONCEPTS``, the
concepts of the phrases that end here."""

_CONCEPTS, _ANY, _START = "", "*", "^"


class PhraseMatch(NamedTuple):
    """A phrase in a text.

    Attributes:
        start: The number of its first word.
        end: The number after its last word.
        concept: The concept that it expresses.
    """

    start: int
    end: int
    concept: str

    @property
    def bits(self) -> int:
        """Its words as bits."""
        return (1 << self.end) - (1 << self.start)


def bits_by(pairs: Iterable[tuple[str, PhraseMatch]]) -> dict[str, int]:
    """Return the words of phrases as bits, by what stands beside them, such as their language."""
    bits: dict[str, int] = {}
    for key, match in pairs:
        bits[key] = bits.get(key, 0) | match.bits
    return bits


class Lexicon:
    """The words and phrases of one language.

    Attributes:
        spellings: The words to read for each short form of chats.
    """

    def __init__(self, language: str, listed: str = "concepts") -> None:
        data = read(f"phrases/{language}")
        self.spellings: Mapping[str, list[str]] = data["spellings"]
        self._endings, self._beginnings = data["endings"], data["beginnings"]
        self._nodes: Sequence[_Node] = data[listed]["nodes"]
        self._words = frozenset[str](data[listed]["words"])
        stems = {len(word) - 1 for word in self._words if word.endswith("*")}
        self._lengths = sorted(stems, reverse=True)
        self._similar = _similar(word for word in self._words if not word.endswith("*"))

    def matches(self, words: list[str]) -> Iterator[PhraseMatch]:
        """Yield each phrase of the lexicon that the words of a text have."""
        forms = [self._forms(word) for word in words]
        for start in range(len(words)):
            nodes, position = [self._nodes[0]], start
            if not start:
                nodes += self._next(nodes, (_START,))
            while nodes and position < len(words):
                nodes = list(self._next(nodes, forms[position]))
                position += 1
                for node in nodes:
                    for concept in node.get(_CONCEPTS, ()):
                        yield PhraseMatch(start, position, concept)

    def _next(self, nodes: Iterable[_Node], forms: Iterable[str]) -> Iterator[_Node]:
        """Yield the nodes after a word, by any of its forms."""
        for node in nodes:
            for form in forms:
                if form in node:
                    numbers = node[form]
                    for number in (numbers,) if isinstance(numbers, int) else numbers:
                        yield self._nodes[number]

    def _forms(self, word: str) -> tuple[str, ...]:
        candidates = chain((word,), self._shorter(word), self._near(word))
        known = next(filter(None, map(self._known, candidates)), (word,))
        return (*known, _ANY)

    def _shorter(self, word: str) -> Iterator[str]:
        """Yield a word without its ending or its beginning, and with the e of an English verb."""
        for ending in self._endings:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
                stem = word.removesuffix(ending)
                yield from (stem, f"{stem}e")
        for beginning in self._beginnings:
            if word.startswith(beginning) and len(word) - len(beginning) >= _SHORTEST_STEM:
                yield word.removeprefix(beginning)

    def _known(self, word: str) -> tuple[str, ...]:
        stems = (f"{word[:size]}*" for size in self._lengths)
        return tuple(form for form in (word, *stems) if form in self._words)

    def _near(self, word: str) -> Iterator[str]:
        """Yield known words that are one typing error away, with the same first letter."""
        if len(word) >= _SHORTEST_TYPING_ERROR:
            for key in _keys(word):
                for known in self._similar.get(key, ()):
                    if is_one_error_away(word, known):
                        yield known


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language; it is the core's own and never changes."""
    return Lexicon(language)


@cache
def rules(language: str) -> Lexicon:
    """Return the words of the rules of a language; empty where it has none."""
    return Lexicon(language, "rules")


def is_one_error_away(word: str, known: str) -> bool:
    """Whether one letter is missing, added or another, or two neighbours changed places."""
    longer, shorter = (word, known) if len(word) >= len(known) else (known, word)
    if len(longer) - len(shorter) > 1:
        return False
    at = next(
        (n for n, pair in enumerate(zip(longer, shorter, strict=False)) if pair[0] != pair[1]), -1
    )
    if at < 0:
        return True
    if len(longer) > len(shorter):
        return longer[at + 1 :] == shorter[at:]
    is_swap = longer[at : at + 2] == shorter[at : at + 2][::-1]
    return longer[at + 1 :] == shorter[at + 1 :] or (
        is_swap and longer[at + 2 :] == shorter[at + 2 :]
    )


def _similar(words: Iterable[str]) -> Mapping[str, list[str]]:
    """Group long words by their beginning and by their end: an error leaves one of them."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words):
        if len(word) >= _SHORTEST_TYPING_ERROR:
            for key in _keys(word):
                groups.setdefault(key, []).append(word)
    return groups


def _keys(word: str) -> tuple[str, str]:
    return f"{word[:3]}-", f"{word[0]}-{word[-2:]}"


@cache
def listed(name: str) -> frozenset[str]:
    """Return one of the lists of words or concepts that rules read, such as ``ages.kin``.

    ``data/phrases/rules.toml`` has them, and says what each is for.
    """
    return frozenset(read("phrases/rules")[name])


def has(words: Iterable[str], name: str) -> bool:
    """Whether one of some words or concepts is in such a list."""
    return not listed(name).isdisjoint(words)


# The languages of a text, by its script and by its most common words.


_SCRIPTS = (
    ("zh", "\u3400", "\u9fff"),
    ("ar", "\u0600", "\u06ff"),
    ("hi", "\u0900", "\u097f"),
)
_CYRILLIC = ("\u0400", "\u04ff")
_UKRAINIAN, _RUSSIAN = frozenset("іїєґ"), frozenset("ыэъё")
"""The letters that only one of the two languages has."""
_FEWEST_VOTES, _WORDS_A_VOTE, _FEW_WORDS = 2, 5, 3
"""A text tells its language by two words, one in five at least; of up to three words, half do."""

_MOST = 2
"""The most languages to look in: people mix two, and words of more are mere coincidence."""


def likely_languages(words: list[str]) -> tuple[str, ...]:
    """Return the languages to look in, most likely first.

    Where nothing tells the language, these are the languages of the core's own texts.
    """
    votes = _votes(words)
    if not votes:
        return LANGUAGES
    best = votes.most_common(_MOST)
    most = best[0][1]
    likely = tuple(language for language, count in best if 2 * count >= most)
    return likely if most > 1 else tuple(dict.fromkeys((*votes, *LANGUAGES)))


def language_of_words(words: list[str]) -> str | None:
    """Return the language of a text, to answer in; None where too few words tell it.

    Of the 1,642 development texts 178 get None, and none a language that is not theirs.
    """
    votes = _votes([word for word in words if _is_telling(word)]).most_common(2)
    if not votes or [count for _, count in votes] == 2 * [votes[0][1]]:
        return None
    language, most = votes[0]
    is_told = most >= _FEWEST_VOTES and most * _WORDS_A_VOTE >= len(words)
    is_short = len(words) <= _FEW_WORDS and 2 * most >= len(words)
    return language if is_told or is_short else None


def read_words(words: list[str], matches: Iterable[tuple[str, PhraseMatch]]) -> int:
    """Return how many words of a text the language that reads most of them has."""
    read = bits_by(matches)
    for place, word in enumerate(words):
        for language in _votes([word]):
            read[language] = read.get(language, 0) | 1 << place
    return max((bits.bit_count() for bits in read.values()), default=0)


def language_of_needs(matches: Sequence[tuple[str, PhraseMatch]], size: int) -> str | None:
    """Return the language of the phrases of need, where few words tell that of a text.

    It is a language that has more than half of their words, or has them together with one other and
    reads more of the rest: Russian and Ukrainian share many. It reads half of the text at least,
    and more than English does, which needs no telling.

    Args:
        matches: The phrases of a text, each with its language.
        size: The number of its words.
    """
    of_need = frozenset(read("phrases/frames")["needs"])
    needs = bits_by(pair for pair in matches if pair[1].concept in of_need)
    counts = Counter({language: bits.bit_count() for language, bits in needs.items()})
    if not counts or not counts["en"] < max(counts.values()):
        return None
    most = max(counts.values())
    read_ = Counter({name: bits.bit_count() for name, bits in bits_by(matches).items()})
    best = [language for language in counts if counts[language] == most]
    best.sort(key=lambda language: -read_[language])
    if len(best) > 1 and read_[best[0]] == read_[best[1]]:
        return None
    others = sum(count for language, count in counts.items() if language not in best)
    is_read = 2 * read_[best[0]] >= size and read_[best[0]] > read_["en"]
    return best[0] if most > others and is_read else None


def _is_telling(word: str) -> bool:
    """Whether a word may tell a language: a letter alone, or a number, may be of any."""
    return word.isalpha() and (len(word) > 1 or not word.isascii())


def _votes(words: list[str]) -> Counter[str]:
    votes: Counter[str] = Counter()
    common = read("phrases/languages")["common"]
    for word in words:
        for language, count in _by_script(word):
            votes[language] += count
        for spoken in common.get(word, ()):
            votes[spoken] += 1
    return votes


def _by_script(word: str) -> tuple[tuple[str, int], ...]:
    """Return the languages of the script of a word, each with its votes."""
    first = word[0]
    for language, low, high in _SCRIPTS:
        if low <= first <= high:
            return ((language, 2),)
    if _CYRILLIC[0] <= first <= _CYRILLIC[1]:
        if _UKRAINIAN.intersection(word):
            return (("uk", 2),)
        return (("ru", 2),) if _RUSSIAN.intersection(word) else (("ru", 1), ("uk", 1))
    return ()


# Frames: concepts that mean something together, and the points that they give.
#
# ``scripts/phrases.py`` says how they are written. The positions of a concept are the bits of an
# integer, so that a frame costs a few operations on integers, however often its concepts occur.


class FramePart(NamedTuple):
    """A part of a frame.

    Attributes:
        concepts: The concepts of which there has to be one.
        within: The most words between it and the part before it; None for any number.
        after: Whether it has to follow the part before it.
    """

    concepts: Sequence[str]
    within: int | None
    after: bool = False


class ConceptFrame(NamedTuple):
    """Concepts, and the points for having them together and none of some others."""

    parts: tuple[FramePart, ...]
    points: Mapping[str, int]
    without: Sequence[str] = ()


@cache
def frames() -> tuple[ConceptFrame, ...]:
    """Return all frames; they are the core's own and never change."""
    return tuple(
        ConceptFrame(tuple(FramePart(*part) for part in parts), points, without)
        for parts, points, without in read("phrases/frames")["frames"]
    )


def points_of(positions: Mapping[str, int], all_frames: Iterable[ConceptFrame]) -> Counter[str]:
    """Add up the points of the frames that a text has, each frame once.

    Args:
        positions: The words that express each concept, as bits.
        all_frames: The frames.
    """
    points: Counter[str] = Counter()
    for frame in all_frames:
        if _is_met(frame, positions):
            points.update(frame.points)
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
