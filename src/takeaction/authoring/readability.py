"""The readability of a pack's texts, in each of its languages. A hard text is not a mistake.

The measure is LIX (C. H. Björnsson, Läsbarhet, 1968): the average number of words in a sentence,
plus the percentage of words with more than six letters. It needs neither syllables nor a
dictionary, so it works the same way in every language that is written in letters, with spaces
between words. It is rough: it sees the length of words and sentences and nothing else.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple

from takeaction.catalog import Catalog
from takeaction.limits import Limits
from takeaction.packs.reading.content import po_language
from takeaction.packs.reading.drafts import read_drafts
from takeaction.packs.rules.contact import readable_texts
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
"""The fewest words of a text that gets its own figure.

Chosen, not measured: in a shorter text one long word moves the figure by more than 5 points.
"""

_LONG_LETTERS = 7
"""The fewest letters of a long word: LIX counts words of more than six letters."""

_HARD = 50
"""The lowest figure that gets advice: above the band that LIX gives to newspapers."""

_LONG_SENTENCE = 15
"""The most words of an average sentence that is not called long. Chosen, not measured."""

_BANDS = ((30, "very easy"), (40, "easy"), (_HARD, "medium"), (60, "hard"))
"""The bands of LIX, made for Swedish: each figure is the first that is too high for its name."""

_HARDEST = "very hard"

_TATWEEL = "\u0640"  # it stretches an Arabic word and is not one of its letters
_NOT_WORDS = (
    r"\[[^\[\]]*\]"  # a slot, such as [your name]
    r"|(?:https?://|www\.)\S*[\w/]|(?<!\S)[^\s@]+@[\w.-]*\w"
    r"|(?<![\w.-])[\w-]{2,}(?:\.[\w-]{2,})+(?:/\S*[\w/])?"  # such as example.org/help
)
_SPACES = r"[\s/\u2013\u2014]+"  # a slash or a dash separates words; a hyphen does not
_STOPS = ".\u2026"
_MARKS = f"{_STOPS}!?:\u061f\u06d4\u0964\u0965\u0589\u1362\u1367"
_ENDS = rf"(?<![{_MARKS}])([{_MARKS}]+)[\"'\u2019\u201d\u00bb)\]]*(?=\s|$)"

# The scripts are recognised by the Unicode names of their letters.
_WITHOUT_SPACES = (
    *("CJK ", "HIRAGANA ", "KATAKANA ", "BOPOMOFO ", "HALFWIDTH KATAKANA ", "THAI ", "LAO "),
    *("KHMER ", "MYANMAR ", "TIBETAN ", "TAI ", "NEW TAI ", "JAVANESE ", "BALINESE "),
)
_SYLLABLES = ("HANGUL ", "ETHIOPIC ", "YI ", "CHEROKEE ", "VAI ", "CANADIAN ")


class Unmeasured(StrEnum):
    """The reason why LIX has no meaning for the texts of a language."""

    NO_BLANKS = "it is written without spaces between words"
    SYLLABLES = "its letters are syllables"
    TOO_SHORT = f"it has fewer than {FEWEST_WORDS} words"


class Measurement(NamedTuple):
    """The counts that LIX is computed from.

    Attributes:
        words: The number of words, at least 1.
        sentences: The number of sentences, at least 1.
        long_words: The number of words with more than six letters.
    """

    words: int
    sentences: int
    long_words: int

    @property
    def sentence_length(self) -> Fraction:
        """The average number of words in a sentence."""
        return Fraction(self.words, self.sentences)

    @property
    def long_share(self) -> Fraction:
        """The number of long words in 100 words."""
        return Fraction(100 * self.long_words, self.words)

    @property
    def lix(self) -> int:
        """The LIX figure as a whole number; a half is rounded up."""
        return int(self.sentence_length + self.long_share + Fraction(1, 2))

    @property
    def band(self) -> str:
        """The name of the figure: very easy below 30, then steps of 10, very hard from 60."""
        return next((name for limit, name in _BANDS if self.lix < limit), _HARDEST)

    @property
    def advice(self) -> str | None:
        """A hint for the writer if the figure is 50 or more, else None."""
        if self.lix < _HARD:
            return None
        part = "sentences" if self.sentence_length > _LONG_SENTENCE else "words"
        return f"{self.band} for many readers: shorter {part} help"


def measure(texts: Iterable[str]) -> Measurement | None:
    """Count the words and sentences of texts.

    A word is a run of characters between spaces, slashes and dashes that has a letter in it. Its
    length is its number of letters: marks, digits, hyphens and apostrophes do not count. A
    sentence ends at the end of a line, and at ``.``, ``!``, ``?``, ``:`` or ``…``, or their like
    in other scripts, with a space after it. A full stop before a small letter does not end one.
    Addresses and slots such as ``[your name]`` are left out.

    Args:
        texts: The texts, in any order.

    Returns:
        The counts of all of them together; None if they contain no word.

    Example:
        >>> measure(["Call first. Somebody listens, at any hour."])
        Measurement(words=7, sentences=2, long_words=2)
    """
    lengths = [
        [length for word in re.split(_SPACES, sentence) if (length := sum(map(_is_letter, word)))]
        for text in texts
        for line in unicodedata.normalize("NFC", text).splitlines()
        for sentence in _sentences(re.sub(_NOT_WORDS, " ", line))
    ]
    words = [length for sentence in lengths for length in sentence]
    if not words:
        return None
    long_words = sum(length >= _LONG_LETTERS for length in words)
    return Measurement(len(words), sum(map(bool, lengths)), long_words)


def _is_letter(character: str) -> bool:
    return unicodedata.category(character).startswith("L") and character != _TATWEEL


def _sentences(line: str) -> Iterator[str]:
    start = 0
    for mark in re.finditer(_ENDS, line):
        if set(mark[1]) <= set(_STOPS):
            following = re.compile(r"[^\W_]").search(line, mark.end())
            if following and following[0].islower():  # the full stop of an abbreviation
                continue
        yield line[start : mark.start()]
        start = mark.end()
    yield line[start:]


def unmeasured_reason(texts: Iterable[str]) -> Unmeasured | None:
    """Return the reason why LIX has no meaning for texts, judged by most of their letters.

    Returns:
        None if LIX has a meaning for them, or if they contain no letter.
    """
    letters = (letter for text in texts for letter in text if _is_letter(letter))
    names = [unicodedata.name(letter, "") for letter in letters]
    without_spaces = sum(name.startswith(_WITHOUT_SPACES) for name in names)
    syllables = sum(name.startswith(_SYLLABLES) for name in names)
    if 2 * (without_spaces + syllables) <= len(names):
        return None
    return Unmeasured.NO_BLANKS if without_spaces >= syllables else Unmeasured.SYLLABLES


def measure_pack(catalog: Catalog, pack: DataPack) -> dict[str, dict[str, Any]]:
    """Measure the texts in the records of a pack.

    Names of records and titles of links are left out, since nobody can make them easier. The
    texts of one list, such as the steps of an action, are measured together.

    Args:
        catalog: A catalog that holds only this pack.
        pack: The pack and its files.

    Returns:
        The readability of each language that the pack has texts in, in order of the tag, as plain
        data: the figures of all its texts together; ``not_measured``, the name of the reason why
        LIX has no meaning for them, else None; ``texts``, those that are long enough for figures of
        their own, the hardest first; ``too_short``, the number of those that are not.
    """
    files = _Files(pack)
    return {
        language: _language_readability(language, groups, files)
        for language, groups in sorted(_texts_by_language(catalog).items())
    }


def _texts_by_language(catalog: Catalog) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Return the texts by language and by field or list, each with its key."""
    by_language: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for record in catalog:
        for field, text in readable_texts(record):
            if field == "name" or field.endswith(".title"):
                continue
            key = f"{record.local_id}#{field}"
            group = re.sub(r"\[\d+\]$", "", key)
            texts = {text.language: text.source}
            texts |= {translation.language: translation.text for translation in text.translations}
            for language, words in texts.items():
                by_language.setdefault(language, {}).setdefault(group, []).append((key, words))
    return by_language


def _language_readability(
    language: str, groups: Mapping[str, list[tuple[str, str]]], files: "_Files"
) -> dict[str, Any]:
    all_texts = [words for group in groups.values() for _, words in group]
    total, reason = measure(all_texts), unmeasured_reason(all_texts)
    if reason is None and (total is None or total.words < FEWEST_WORDS):
        reason = Unmeasured.TOO_SHORT
    if reason is not None:
        name = reason.name.casefold()
        return {**_figures(None), "not_measured": name, "texts": [], "too_short": 0}
    by_group = {name: measure(words for _, words in group) for name, group in groups.items()}
    texts = [
        {"file": files.of(language, groups[name][0][0]), "text": name, **_figures(measurement)}
        for name, measurement in by_group.items()
        if measurement and measurement.words >= FEWEST_WORDS
    ]
    texts.sort(key=lambda text: (-text["lix"], text["file"], text["text"]))
    too_short = len(groups) - len(texts)
    return {**_figures(total), "not_measured": None, "texts": texts, "too_short": too_short}


def _figures(measurement: Measurement | None) -> dict[str, Any]:
    names = ("lix", "band", "words", "sentences", "long_words", "advice")
    return {name: getattr(measurement, name, None) for name in names}


class _Files:
    """The files of a pack, by the texts that they contain."""

    def __init__(self, pack: DataPack) -> None:
        self._sources = {draft.id: draft.file for draft in read_drafts(pack, Limits()).drafts}
        self._translations: dict[tuple[str | None, str], str] = {}
        for name in pack.files.names():
            language = po_language(name)
            content = pack.files.read(name, Limits().file_bytes) if language else b""
            for key in re.findall(r'(?m)^msgctxt "([^"]+)"', content.decode(errors="replace")):
                self._translations[language, key] = name

    def of(self, language: str, key: str) -> str:
        """Return the file of a text; a built pack has all its texts in one."""
        source = self._sources[key.partition("#")[0]]
        return self._translations.get((language, key), source)
