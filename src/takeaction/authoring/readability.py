"""How hard the texts of a pack are to read, in each of its languages: nothing of it is a mistake.

The measure is LIX (C. H. Björnsson, Läsbarhet, 1968): words in a sentence, and of 100 words those
of more than six letters, added. It needs neither syllables nor a dictionary, so that it is the
same in every language that is written in letters with blanks between words. It is rough: it sees
how long words and sentences are, and nothing else.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple

from takeaction.catalog import Catalog
from takeaction.limits import Limits
from takeaction.packs.reading.drafts import read
from takeaction.packs.reading.translations import language_of
from takeaction.packs.rules.safety import texts
from takeaction.packs.sources.plugins import DataPack

NEWSPAPERS: Mapping[str, int] = {
    "da": 51,
    "de": 59,
    "en": 52,
    "es": 67,
    "fi": 72,
    "fr": 55,
    "it": 65,
    "nb": 48,
    "no": 48,
    "pt": 70,
    "ru": 65,
    "sv": 47,
}
"""The LIX of a normal newspaper in 11 languages: C. H. Björnsson, Readability of Newspapers in 11
Languages, Reading Research Quarterly 18 (4), 1983, pages 480 to 497."""

FEWEST_WORDS = 20
"""A text of fewer words is too short to be judged alone."""

_LONG = 7
_HARD = 50
_MANY_WORDS = 15

_BANDS = ((30, "very easy"), (40, "easy"), (_HARD, "medium"), (60, "hard"))
_HARDEST = "very hard"

_TATWEEL = "\u0640"  # stretches an Arabic word, and is none of its letters
_LEFT_OUT = (
    r"\[[^\[\]]*\]"  # a slot, such as [your name]
    r"|(?:https?://|www\.)\S*[\w/]|(?<!\S)[^\s@]+@[\w.-]*\w"
    r"|(?<![\w.-])[\w-]{2,}(?:\.[\w-]{2,})+(?:/\S*[\w/])?"  # such as example.org/help
)
_BLANKS = r"[\s/\u2013\u2014]+"  # a slash and a dash part words; a hyphen does not
_STOPS = ".\u2026"
_MARKS = f"{_STOPS}!?:\u061f\u06d4\u0964\u0965\u0589\u1362\u1367"
_ENDS = rf"(?<![{_MARKS}])([{_MARKS}]+)[\"'\u2019\u201d\u00bb)\]]*(?=\s|$)"

_WITHOUT_BLANKS = (
    *("CJK ", "HIRAGANA ", "KATAKANA ", "BOPOMOFO ", "HALFWIDTH KATAKANA ", "THAI ", "LAO "),
    *("KHMER ", "MYANMAR ", "TIBETAN ", "TAI ", "NEW TAI ", "JAVANESE ", "BALINESE "),
)
_SYLLABLES = ("HANGUL ", "ETHIOPIC ", "YI ", "CHEROKEE ", "VAI ", "CANADIAN ")


class Unmeasured(StrEnum):
    """Why LIX says nothing of the texts of a language."""

    NO_BLANKS = "it is written without blanks between words"
    SYLLABLES = "its letters are syllables"
    TOO_SHORT = f"it has fewer than {FEWEST_WORDS} words"


class Reading(NamedTuple):
    """How long the words and sentences of a text are.

    Attributes:
        words: How many words it has, at least 1.
        sentences: How many sentences, at least 1.
        long_words: How many of the words have more than six letters.
    """

    words: int
    sentences: int
    long_words: int

    @property
    def sentence_length(self) -> Fraction:
        """Words in a sentence."""
        return Fraction(self.words, self.sentences)

    @property
    def long_share(self) -> Fraction:
        """Long words in 100 words."""
        return Fraction(100 * self.long_words, self.words)

    @property
    def lix(self) -> int:
        """The figure, as a whole number; a half is rounded up."""
        return int(self.sentence_length + self.long_share + Fraction(1, 2))

    @property
    def band(self) -> str:
        """What the figure is called: in steps of 10, very easy below 30, very hard from 60."""
        return next((name for above, name in _BANDS if self.lix < above), _HARDEST)

    @property
    def advice(self) -> str | None:
        """What helps, where the figure is 50 or more; else None."""
        if self.lix < _HARD:
            return None
        part = "sentences" if self.sentence_length > _MANY_WORDS else "words"
        return f"{self.band} for many readers: shorter {part} help"


class Piece(NamedTuple):
    """A text that is judged alone, or texts of one list that are judged together.

    Attributes:
        file: The file of the pack that it stands in.
        key: Which, ``local-id#field``.
        reading: How long its words and sentences are.
    """

    file: str
    key: str
    reading: Reading


class Language(NamedTuple):
    """The texts of a pack in one language.

    Attributes:
        reading: All of them together, or None where LIX says nothing.
        unmeasured: Why it says nothing, else None.
        pieces: Those that are long enough to be judged alone, the hardest first.
        too_short: How many are not.
    """

    reading: Reading | None
    unmeasured: Unmeasured | None
    pieces: tuple[Piece, ...] = ()
    too_short: int = 0


def measure(written: Iterable[str]) -> Reading | None:
    """Count the words and sentences of texts.

    A word is what stands between blanks, slashes and dashes, and has a letter in it. It is as long
    as it has letters: marks, digits, hyphens and apostrophes do not count. A sentence ends at
    ``.``, ``!``, ``?``, ``:`` or ``…``, at the like of other scripts, with a blank after it, and
    at the end of a line. A full stop before a small letter ends none. Addresses and slots such as
    ``[your name]`` are left out.

    Args:
        written: The texts, in any order.

    Returns:
        The counts of all of them together; None if there is no word in them.

    Example:
        >>> measure(["Call first. Somebody listens, at any hour."])
        Reading(words=7, sentences=2, long_words=2)
    """
    lengths = [
        [length for word in re.split(_BLANKS, sentence) if (length := _letters(word))]
        for text in written
        for line in unicodedata.normalize("NFC", text).splitlines()
        for sentence in _sentences(re.sub(_LEFT_OUT, " ", line))
    ]
    words = [length for sentence in lengths for length in sentence]
    if not words:
        return None
    long_words = sum(length >= _LONG for length in words)
    return Reading(len(words), sum(map(bool, lengths)), long_words)


def _letters(word: str) -> int:
    return sum(_is_letter(character) for character in word)


def _is_letter(character: str) -> bool:
    return unicodedata.category(character).startswith("L") and character != _TATWEEL


def _sentences(line: str) -> Iterator[str]:
    start = 0
    for found in re.finditer(_ENDS, line):
        if set(found[1]) <= set(_STOPS) and _goes_on(line, found.end()):
            continue
        yield line[start : found.start()]
        start = found.end()
    yield line[start:]


def _goes_on(line: str, place: int) -> bool:
    """Tell whether a small letter comes next: then the full stop is that of an abbreviation."""
    following = re.compile(r"[^\W_]").search(line, place)
    return following is not None and following[0].islower()


def unmeasured(written: Iterable[str]) -> Unmeasured | None:
    """Tell why LIX says nothing of texts: for most of their letters, it has no meaning.

    Returns:
        None if it has, or if there is no letter.
    """
    names = [unicodedata.name(each, "") for text in written for each in text if _is_letter(each)]
    without_blanks = sum(name.startswith(_WITHOUT_BLANKS) for name in names)
    syllables = sum(name.startswith(_SYLLABLES) for name in names)
    if 2 * (without_blanks + syllables) <= len(names):
        return None
    return Unmeasured.NO_BLANKS if without_blanks >= syllables else Unmeasured.SYLLABLES


def readability(catalog: Catalog, pack: DataPack) -> dict[str, Language]:
    """Measure the texts of the records of a pack.

    Names of records and titles of links are left out: they are what they are. Texts of one list,
    such as the steps of an action, are taken together.

    Args:
        catalog: The pack alone.
        pack: Where its files lie.

    Returns:
        Each language that it has texts in, in order of its tag.
    """
    files = _Files(pack)
    return {
        language: _judged(language, parts, files)
        for language, parts in sorted(_parts(catalog).items())
    }


def _parts(catalog: Catalog) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Return the texts of each language: by the name of a part, the key and words of each."""
    found: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for record in catalog:
        for field, text in texts(record):
            if field == "name" or field.endswith(".title"):
                continue
            key = f"{record.local_id}#{field}"
            part = re.sub(r"\[\d+\]$", "", key)
            said = {text.language: text.source}
            said |= {words.language: words.text for words in text.translations}
            for language, words in said.items():
                found.setdefault(language, {}).setdefault(part, []).append((key, words))
    return found


def _judged(language: str, parts: Mapping[str, list[tuple[str, str]]], files: "_Files") -> Language:
    whole = [words for part in parts.values() for _, words in part]
    reading, why = measure(whole), unmeasured(whole)
    if why is None and (reading is None or reading.words < FEWEST_WORDS):
        why = Unmeasured.TOO_SHORT
    if why is not None:
        return Language(None, why)
    alone = {name: measure(words for _, words in part) for name, part in parts.items()}
    pieces = [
        Piece(files.of(language, parts[name][0][0]), name, each)
        for name, each in alone.items()
        if each and each.words >= FEWEST_WORDS
    ]
    pieces.sort(key=lambda piece: (-piece.reading.lix, piece.file, piece.key))
    return Language(reading, None, tuple(pieces), len(parts) - len(pieces))


class _Files:
    """Knows in which file of a pack a text stands."""

    def __init__(self, pack: DataPack) -> None:
        self._sources = {draft.id: draft.file for draft in read(pack, Limits()).drafts}
        self._translations: dict[tuple[str | None, str], str] = {}
        for name in pack.files.names():
            language = language_of(name)
            content = pack.files.read(name, Limits().file_bytes) if language else b""
            for key in re.findall(r'(?m)^msgctxt "([^"]+)"', content.decode(errors="replace")):
                self._translations[language, key] = name

    def of(self, language: str, key: str) -> str:
        """Return the file of a text; a built pack has all of them in one."""
        source = self._sources[key.partition("#")[0]]
        return self._translations.get((language, key), source)


def as_json(language: Language) -> dict[str, Any]:
    """Return it as plain data."""
    return {
        **_figures(language.reading),
        "not_measured": language.unmeasured and language.unmeasured.name.casefold(),
        "texts": [
            {"file": each.file, "text": each.key, **_figures(each.reading)}
            for each in language.pieces
        ],
        "too_short": language.too_short,
    }


def _figures(reading: Reading | None) -> dict[str, Any]:
    names = ("lix", "band", "words", "sentences", "long_words", "advice")
    return {name: getattr(reading, name, None) for name in names}
