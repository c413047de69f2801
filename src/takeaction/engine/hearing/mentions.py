"""The places that a text names, each as a code and a position.

Names in many scripts and languages are read; a name is joined with the wider place behind it.
"""

import re
from collections.abc import Iterator, Sequence

import attrs

from takeaction.core_data import read
from takeaction.engine.hearing.lexicon import listed
from takeaction.models import region
from takeaction.models.region import (
    codes_named,
    country_of,
    is_country_name,
    is_group,
    most_words_from,
)
from takeaction.value import Value
from takeaction.vocabulary.words import fold


@attrs.frozen(eq=False, repr=False)
class Mention(Value):
    """A place that a text names.

    Attributes:
        code: The code of the place; None if the name is that of several countries.
        start: The index of its first character in the text.
        end: The index after its last character.
        is_certain: Whether it can hardly mean anything else.
        choices: The codes that it can mean.
        preposition: The folded word before it that leads to a place, such as ``in`` or ``from``;
            empty if there is none.
        is_wide: Whether it names a country or a part of one, and no city.
    """

    code: str | None
    start: int
    end: int
    is_certain: bool
    choices: tuple[str, ...]
    preposition: str = ""
    is_wide: bool = False

    def __repr__(self) -> str:
        return "Mention(…)"


def _only_code(codes: Sequence[str]) -> str | None:
    """Return the only code; the country where all are in one country; else None."""
    if len(codes) == 1:
        return codes[0]
    countries = {country_of(code) for code in codes}
    return countries.pop() if len(countries) == 1 else None


# Places in Chinese letters, which have no blanks between words.


_LONGEST_NAME = 8
"""The letters of the longest name of a place."""


def _mentions_in_chinese(text: str) -> Iterator[Mention]:
    """Yield the places in Chinese letters, which have no blanks between words."""
    for run in _CHINESE.finditer(text):
        start = run.start()
        while start < run.end():
            ends = range(min(run.end(), start + _LONGEST_NAME), start + 1, -1)
            matches = ((end, region.codes_in_script(text[start:end])) for end in ends)
            end, codes = next(((end, codes) for end, codes in matches if codes), (start + 1, ()))
            if codes:
                yield Mention(
                    code=_only_code(codes),
                    start=start,
                    end=end,
                    is_certain=True,
                    choices=codes,
                    preposition=_chinese_preposition(text, start, end),
                )
            start = end


def _chinese_preposition(text: str, start: int, end: int) -> str:
    """Return the English preposition for Chinese letters before a place, or nothing."""
    before = read("phrases/rules")["chinese_before"].get(text[max(start - 1, 0) : start], "")
    is_people = text.startswith(tuple(listed("places.chinese_people")), end)
    return "from" if before != "in" and is_people else before


def _mentions_without_blanks(text: str) -> Iterator[Mention]:
    """Yield the places in scripts without blanks between words, in a language nobody reads."""
    if not _WITHOUT_BLANKS.search(text):
        return
    for name, code in region.names_without_blanks():
        if _WITHOUT_BLANKS.match(name) and (start := text.find(name)) >= 0:
            yield Mention(code, start, start + len(name), is_certain=True, choices=(code,))


# Words of a text as they are written: small or capital, and where a phrase ends.


_MARKS = "\u0300-\u036f\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0962\u0963\u0980-\u0dff"

_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")

_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
"""A run of Chinese letters."""

_WITHOUT_BLANKS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff]")
"""Letters of Thai, Lao, Burmese, Khmer and Japanese, which put no blanks between words."""

_GAP = re.compile(r"[ ,]{1,2}\(?|[-'\u2019/.]|\. ")
"""The text between two words of a phrase."""

_LETTERS_BEFORE_STOP = 2
"""The letters of the longest word that is shortened with a stop, as in St. Gallen."""

_LONGEST_WORD = 40
"""The letters of the longest word that is read as a name."""


@attrs.frozen(eq=False, repr=False)
class _WrittenWord:
    """A word of the text.

    Attributes:
        name: The word, folded; empty if it is too long for a name.
        written: The word as it is written; empty if it is too long for a name.
        is_small: Whether it begins with a small letter.
        is_capital: Whether all its letters are capital.
        start: The index of its first character.
        end: The index after its last character.
        ends_phrase: Whether more than a space or a comma separates it from the next word.
    """

    name: str
    written: str
    is_small: bool
    is_capital: bool
    start: int
    end: int
    ends_phrase: bool


def _written_words(text: str) -> tuple[_WrittenWord, ...]:
    """Return the words of a text, without those in Chinese letters."""
    matches = [match for match in _WORD.finditer(text) if not _CHINESE.search(match.group())]
    nexts = [*(match.start() for match in matches[1:]), len(text)][: len(matches)]
    return tuple(
        _WrittenWord(
            name=fold(match.group()) if match.end() - match.start() <= _LONGEST_WORD else "",
            written=match.group() if match.end() - match.start() <= _LONGEST_WORD else "",
            is_small=match.group()[0].islower(),
            is_capital=match.group().isupper(),
            start=match.start(),
            end=match.end(),
            ends_phrase=_ends_phrase(text, match.end(), after, match.end() - match.start()),
        )
        for match, after in zip(matches, nexts, strict=True)
    )


def _ends_phrase(text: str, before: int, after: int, letters: int) -> bool:
    """Whether the text between two words ends a phrase; a stop after St. does not."""
    gap = text[before:after]
    is_stop = gap == ". " and letters > _LETTERS_BEFORE_STOP
    return is_stop or not _GAP.fullmatch(gap)


# Places in a text: names that are places, joined with the wider place behind them.


_MOST_LINKS = 2

_LONGEST_CODE = 3

_MOST_IN_SCRIPT = 3
"""The words of the longest name that is read in Cyrillic, Arabic or Devanagari letters."""


def places_in(text: str, *, is_foreign: bool = False) -> tuple[Mention, ...]:
    """Return the places that a text names, in order.

    With *is_foreign* the text is in a language that nobody reads, and names of countries in such
    languages count too.

    Takes time that grows with the length of the text. Nothing of the text is in the answer but
    the preposition, which is one of a list.

    Example:
        >>> [(mention.code, mention.start) for mention in places_in("I live in Leeds, from Manila")]
        [('GB-ENG', 10), ('PH', 22)]
    """
    return _Reader(text, is_foreign=is_foreign).mentions()


@attrs.frozen(eq=False, repr=False)
class _Name:
    """A name of a place in the text, from the word *first* to that before *stop*.

    Attributes:
        codes: The codes that it can mean.
        preposition: The word before it that leads to a place.
        is_place: False if it is more likely a word, unless a wider place follows.
        is_certain: Whether it can hardly mean anything else.
        is_wide: Whether it names a country or a part of one, and no city.
    """

    first: int
    stop: int
    codes: tuple[str, ...]
    preposition: str
    is_place: bool
    is_certain: bool
    is_wide: bool


class _Reader:
    """A reader of the names in one text."""

    def __init__(self, text: str, *, is_foreign: bool) -> None:
        self._text = text
        self._is_foreign = is_foreign
        self._words = _written_words(text)
        self._is_french = "à" in text or "À" in text

    def mentions(self) -> tuple[Mention, ...]:
        """Return the mentions in order."""
        names = [name for name in self._joined() if name.is_place]
        known = {country_of(name.codes[0]) for name in names if len(name.codes) == 1}
        mentions = (
            *(self._mention(name, known) for name in names),
            *_mentions_in_chinese(self._text),
            *(_mentions_without_blanks(self._text) if self._is_foreign else ()),
        )
        return tuple(sorted(mentions, key=lambda mention: mention.start))

    def _mention(self, name: _Name, known: set[str | None]) -> Mention:
        """Return the mention of a name; other places in the text may say which of several."""
        choices = name.codes
        after = self._words[name.stop : name.stop + _MOST_LINKS]
        if any(word.name in listed("places.country") for word in after):
            choices = tuple(code for code in choices if "-" not in code) or choices
        if len(choices) > 1:
            choices = tuple(code for code in choices if country_of(code) in known) or choices
        code = _only_code(choices)
        return Mention(
            code=code,
            start=self._words[name.first].start,
            end=self._words[name.stop - 1].end,
            is_certain=name.is_certain and code is not None,
            choices=choices,
            preposition=name.preposition,
            is_wide=name.is_wide,
        )

    def _joined(self) -> list[_Name]:
        """Return the names, each joined with the wider place after it: Portland, Oregon."""
        joined: list[_Name] = []
        for name in self._names():
            codes = self._codes_inside(joined[-1], name) if joined else ()
            if codes:
                before, stop = joined.pop(), name.stop
                joined.append(
                    attrs.evolve(before, stop=stop, codes=codes, is_place=True, is_certain=True)
                )
            else:
                joined.append(name)
        return joined

    def _codes_inside(self, name: _Name, wider: _Name) -> tuple[str, ...]:
        """Return the code of a name in a wider place after it; none if they don't go together."""
        links = self._words[name.stop : wider.first]
        holder = _only_code(wider.codes)
        breaks = any(word.ends_phrase for word in self._words[name.stop - 1 : wider.first])
        if not wider.is_wide or not holder or breaks or len(links) > _MOST_LINKS:
            return ()
        if any(word.name not in listed("places.links") for word in links):
            return ()
        code = region.within(name.codes, holder)
        if code:
            return (code,)
        if links or not self._may_hold(name, wider):
            return ()
        return (holder,)

    def _may_hold(self, name: _Name, wider: _Name) -> bool:
        """Whether a city that the lists lack may be in the place right after its name."""
        end, start = self._words[name.stop - 1].end, self._words[wider.first].start
        if name.is_wide:  # Lebanon, a country, and in Tennessee a town
            is_state = region.is_part(self._words[wider.first].name)
            return is_state and wider.is_place and self._text[end:start] == " "
        code = self._words[wider.first].name
        return wider.is_place or code in listed("places.joined_codes")

    def _names(self) -> Iterator[_Name]:
        """Yield the longest name that begins at each word, from left to right."""
        position = 0
        while position < len(self._words):
            name = self._name_at(position)
            if name:
                yield name
            position = name.stop if name else position + 1

    def _name_at(self, first: int) -> _Name | None:
        word = self._words[first]
        most = most_words_from(word.name) or (0 if word.name.isascii() else _MOST_IN_SCRIPT)
        if self._is_foreign:
            most = max(most, _MOST_IN_SCRIPT)
        for length in range(min(len(self._words) - first, most), 0, -1):
            words = self._words[first : first + length]
            if not any(word.ends_phrase for word in words[:-1]):
                name = " ".join(word.name for word in words)
                if found := self._long_name(first, words, name):
                    return found
        return self._short_name(first, word)

    def _long_name(self, first: int, words: Sequence[_WrittenWord], name: str) -> _Name | None:
        """Return a name of more than three letters, in any script."""
        if len(name) <= _LONGEST_CODE and name.isascii():
            return None
        codes = tuple(code for code in codes_named(name) if not is_group(code))
        if not codes and (marked := read("place_aliases")["marked"].get(words[0].written.lower())):
            codes = (marked,) if len(words) == 1 else ()
        if not codes:
            written = " ".join(word.written for word in words)
            codes = () if name.isascii() else region.codes_in_script(written)
            if not codes and self._is_foreign:
                codes = region.codes_further(written)
        if not codes:
            return None
        preposition, is_next = self._preposition(first)
        stop = first + len(words)
        if stop < len(self._words) and not words[-1].ends_phrase:
            preposition = read("phrases/rules")["hindi_after"].get(
                self._words[stop].written, preposition
            )
        is_common = region.is_common(name)
        is_written_as_name = not any(word.is_small for word in words)
        is_name = is_written_as_name and bool(preposition or len(words) > 1)
        leads = is_written_as_name and preposition and preposition not in listed("places.way")
        leads = leads or (is_next and preposition in listed("places.strong"))
        return _Name(
            first=first,
            stop=stop,
            codes=codes,
            preposition=preposition,
            is_place=not is_common or bool(leads or is_name),
            is_certain=not is_common or (is_written_as_name and not self._is_shouted(first)),
            is_wide=is_country_name(name) or region.is_part(name),
        )

    def _short_name(self, first: int, word: _WrittenWord) -> _Name | None:
        """Return a name of up to three letters; the code of a state also in small letters."""
        name = word.name
        if not name or len(name) > _LONGEST_CODE:
            return None
        preposition, is_next = self._preposition(first)
        is_code = word.is_capital and not self._is_shouted(first)
        codes: tuple[str, ...] = region.codes_of(name)
        if name in (countries := read("phrases/rules")["countries"]):
            codes, is_place = (countries[name],), True
        elif name in listed("places.capital_codes"):
            codes, is_place = (name.upper(),), is_code
        elif region.is_bare_code(name):
            is_place = is_code and is_next
        else:
            is_place = not region.is_common(name) or (bool(preposition) and not word.is_small)
        if not codes or (name in listed("places.small_codes") and not word.is_capital):
            return None
        return _Name(
            first=first,
            stop=first + 1,
            codes=codes,
            preposition=preposition,
            is_place=is_place,
            is_certain=is_place,
            is_wide=True,
        )

    def _is_shouted(self, first: int) -> bool:
        """Whether the words around a word are in capitals too."""
        around = self._words[max(first - 1, 0) : first] + self._words[first + 1 : first + 2]
        return all(word.is_capital for word in around) and bool(around)

    def _preposition(self, first: int) -> tuple[str, bool]:
        """Return the word that leads to a name, and whether it is next to it; else nothing."""
        near = self._words[max(first - 1 - _MOST_LINKS, 0) : first]
        if near and near[-1].name == "sa":  # Tagalog: "mula sa", "galing ako sa"
            for word in near[-3:-1]:
                if word.name in listed("places.from") and not word.ends_phrase:
                    return word.name, True
        for distance, word in enumerate(reversed(near)):
            is_a = word.name == "a" and not self._is_french
            leads = word.name in listed("places.before") or word.name in listed("places.way")
            if leads and not is_a:
                return word.name, not distance
            if word.name not in listed("places.between") or word.ends_phrase:
                break
        return "", False
