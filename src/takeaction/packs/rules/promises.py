"""Promises of a text: the numbers that its reader would call, and the sites they would open.

Dates, amounts, laws and statistics are no promise. The lock pins more than this, see ``mentions``.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

_BETWEEN = r"(?:,|[ \t().:·•/_*-]{0,3})(?:\b(?:then|puis|luego|dann) ){0,1}"
"""The signs and words between the digits of a number: ``08_00_11``, ``08 then 00``."""

_NUMBER = rf"\+?\(?[0-9](?:{_BETWEEN}[0-9])+"
FEWEST_OF_A_CALL = 3
"""The fewest digits of a number that somebody could call: emergency numbers have three."""

_YEAR = r"(?:1[89]|20)[0-9]{2}"
_NO_NUMBER = rf"""(?x)
    {_YEAR}(?:[^0-9]+(?:{_YEAR}|[0-9]{{1,2}}))*                 # years, 2026-11-24
    | [0-9]{{1,2}}[./ -]{{1,2}}[0-9]{{1,2}}[./ -]{{1,2}}{_YEAR}         # 24.11.2026
    | [0-9]{{1,2}}[.:h][0-9]{{2}}(?:[ -]{{1,3}}[0-9]{{1,2}}[.:h][0-9]{{2}})*  # 9.00-17.00, 8:30
    | [0-9]{{1,3}}[.,][0-9]{{1,2}}                                # 27.6
    | [0-9]{{1,3}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?                 # 27,600,000
    | [0-9]{{1,2}}(?:(?:[ ][0-9]{{3}})+|(?:\.[0-9]{{3}})+)      # 27 600 000
    | [0-9]{{3}}(?:[ .]000)+                                    # 100 000
    | 24/7
    """
"""Dates, times and amounts. Three digits before a space may begin a number: 900 105 090."""

_CALLS = r"""(?:call|dial|phone|ring|text|sms|whatsapp|appel\w{0,4}|compos\w{0,4}|llam\w{0,4}
    |marc[aeo]\w{0,3}|envía\w{0,2}|envoy\w{0,4}|disque|ligue|ruf\w{0,4}|wähl\w{0,4}|chiam\w{0,4}
    |bel(?:len)?|dzwo\w{0,4}|zadzwo\w{0,4}|звон\w{0,4}|позвон\w{0,4}|набер\w{0,4}|телефон\w{0,2}
    |hubungi|telepon|piga|gọi|tumawag|aray\w{0,3}|sun[aăi]\w{0,3}|hívj\w{0,4}|κάλεσ\w{0,4})"""
"""The words for calling and sending a text."""

_CALL = rf"""(?xi)(?:[打拨撥]|致电|致電|电话|電話|전화|(?<![^\W])(?:اتصل|اتصال|تماس)|\b{_CALLS})
    (?:\s+(?:us|at|on|to|now|al?|el|le|au|número|numéro|number|(?-i:[A-Z0-9]{{2,12}}))){{0,4}}\s*[:"']?\s*$
    """
"""A request to call or to send a text, at the end of the text before a number."""

_REFERENCE = r"""(?xi)
    (?:§+|\b(?:art(?:icles?|ículos?)?|sections?|acts?|laws?|ley|loi|decree|decreto|décret
    |directive|regulation|resolution|convention|order|cases?|no\.|nr|n[°º]|iso|isbn|issn|hs|doi
    |u\.?s\.?c|c\.?f\.?r))[.:]?\s*$
    """
"""A word for a law, a standard or a book, at the end of the text before its number."""

_COUNTED = r"[ \u00a0-]?[^\W\d_]"
"""A word behind three digits: 200 languages. What nobody counts stands alone, or at an end."""

_PERCENT, _MONEY = r"\s?[%\u2030$\u20ac\u00a3\u00a5\u20b9]", r"[$\u20ac\u00a3\u00a5\u20b9]\s?\Z"
"""The signs behind an amount, and in front of one."""

FEWEST_OF_A_LONG_ONE = 7
"""SA8000 is a name; with seven digits or more, people see a number."""

_WINDOW = 60
"""The characters before a number that are read for a request or a reference."""

_LABEL = r"[\w-]{1,63}"
_HOST = (
    rf"(?<![\w.-])(?P<start>https?://|[\w.+-]{{1,64}}@)?"
    rf"(?P<host>{_LABEL}(?:\.{_LABEL}){{0,8}}\.(?P<last>[^\W\d_]{{2,24}}))(?![\w-])(?P<path>/\S*)?"
)
_DOT = r"\.[^\W\d_]"
"""A dot before a letter, as each host has: a text without one needs no slow search for hosts."""

_FILES = frozenset({"csv", "doc", "docx", "html", "json", "pdf", "po", "toml", "txt", "xlsx"})
"""The endings of names of files, which are no hosts."""

_SHORTEST_NAME = 2
"""The fewest characters before the first dot: ``p.ej`` is an abbreviation."""

_CHINESE = "〇一二三四五六七八九零壹貳叁肆伍陸柒捌玖"
"""The digits of Chinese and Japanese, twice from 0 to 9; they are words as well."""

_FROM_CHINESE = {ord(letter): str(place % 10) for place, letter in enumerate(_CHINESE)}
_DIGIT_BY_DIGIT = rf"[{_CHINESE}](?:[ \u00b7\u3001-]?[{_CHINESE}]){{2,}}"
"""A number digit by digit, as only a telephone number or a year is written in Chinese."""

_CLAIM = rf"""(?x)
    [\d\u00b2\u00b3\u00b9\u1369-\u1371\u2070-\u209f\u2460-\u24ff\u2776-\u2793]
    | [@/] | \w[.\u3002\uff0e\uff61]\w
    | (?:[{_CHINESE}][ -]?){{3}}
    | [\u2024\u2150-\u218b\u3021-\u3029\ufe52\U00010100-\U0001ffff]
    """
"""A digit of any script, a sign of an address, or three digits of Chinese."""

_LIKE_0, _LIKE_1 = "Oo\u041e\u043e\u039f\u03bf", "Il\u0406\u0399|"
"""Letters of Latin, Cyrillic and Greek that look like a digit."""

_LETTERS_AS_DIGITS = rf"(?<![^\W_])[0-9]+[{_LIKE_0}{_LIKE_1}][0-9{_LIKE_0}{_LIKE_1}]+(?![^\W_])"
"""A number in which letters stand for 0 and 1: 9l1, 8OO. No word has such a mixture, but for the
single letter at the end of an ordinal, as in 1o de mayo."""

_AS_DIGITS = str.maketrans(_LIKE_0 + _LIKE_1, "0" * len(_LIKE_0) + "1" * len(_LIKE_1))
_ZERO_AND_WORD = "\u3007"
"""The one Chinese digit that is no letter by category."""

_UNSEEN = frozenset({"Cf", "Me", "Mn"})
"""Categories of characters that are invisible between digits, or around one as in an emoji."""

_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
_DOTS = frozenset("\u3002\uff0e\uff61")
"""Characters that a browser reads as a dot in a host name."""


def may_claim(text: str) -> bool:
    """Check quickly whether a text may hold a number or a host; few do."""
    return bool(re.search(_CLAIM, text))


def find_numbers(text: str, *, fewest: int = FEWEST_OF_A_CALL) -> Iterator[str]:
    """Find the numbers that a reader of a text would call, as digits, with a plus if it has one.

    In any language: three digits in front of a word are a count. Behind a word for calling that we
    know, they are not, nor are fewer digits than *fewest*.
    """
    text = as_read(text)
    if re.search(_DOT, text):
        text = re.sub(_HOST, " ", text)
    for match in re.finditer(_NUMBER, text):
        digits = re.sub(r"[^0-9]", "", match[0])
        before = text[max(0, match.start() - _WINDOW) : match.start()]
        in_a_word = before[-1:].isascii() and before[-1:].isalpha()
        if len(digits) < (FEWEST_OF_A_LONG_ONE if in_a_word else FEWEST_OF_A_CALL):
            continue
        if re.fullmatch(_NO_NUMBER, match[0]) or re.search(_REFERENCE, before):
            continue
        after = text[match.end() :]
        counts = len(digits) == FEWEST_OF_A_CALL and re.match(_COUNTED, after)
        is_none = (counts or len(digits) < fewest) and not re.search(_CALL, before)
        is_amount = re.match(_PERCENT, after) or re.search(_MONEY, before)
        if not (is_none or is_amount):
            yield f"+{digits}" if match[0].startswith("+") else digits


def find_hosts(text: str, *, named: bool = True) -> Iterator[str]:
    """Find the hosts that a text promises, in lower case and without ``www.``.

    A host with a capital letter only counts if *named* ones do: ``SlaveryMap.org`` is how people
    write the name of a site, and nobody is sent there.
    """
    text = as_read(text)
    for match in re.finditer(_HOST, text) if re.search(_DOT, text) else ():
        host = match["host"]
        is_address = match["start"] or match["path"] or host.islower()
        is_name = len(host.partition(".")[0]) < _SHORTEST_NAME or match["last"].lower() in _FILES
        if (named or is_address) and (match["start"] or match["path"] or not is_name):
            yield host.casefold().removeprefix("www.")


def is_within(host: str, promised: str) -> bool:
    """Return whether a host is the promised one, or within it as ``a.example`` in ``example``."""
    return host == promised or host.endswith(f".{promised}")


class _Table(dict[int, str]):
    """What each character is read as, kept where alphabets are: a pack may hold all of Unicode."""

    def __init__(self, read: Callable[[str], str]) -> None:
        super().__init__()
        self._of = read

    def __missing__(self, code: int) -> str:
        read = self._of(chr(code))
        if code < _FIRST_OF_CHINESE:
            self[code] = read
        return read


def _sign(character: str) -> str:
    """Return the digit that a sign for a number stands for, of any script, and a dot for dots.

    The letters of Chinese and some others are words as well.
    """
    value = unicodedata.numeric(character, -1)
    if value in _DIGITS and unicodedata.category(character) != "Lo" and character != _ZERO_AND_WORD:
        return str(int(value))
    return "." if character in _DOTS else character


def _visible(character: str) -> str:
    if unicodedata.category(character) in _UNSEEN:
        return ""
    return "-" if character in _DASHES else character


_DIGITS = range(10)
_FIRST_OF_CHINESE = 0x2E80
_SIGNS, _READ = _Table(_sign), _Table(_visible)


def as_read(text: str) -> str:
    """Return a text as a person reads it: ``\uff11`` as 1, and nothing that is invisible.

    A number that is written digit by digit in Chinese has our digits.
    """
    if not text.isascii():
        composed = unicodedata.normalize("NFKC", text.translate(_SIGNS)).translate(_READ)
        text = re.sub(_DIGIT_BY_DIGIT, lambda match: match[0].translate(_FROM_CHINESE), composed)
    return re.sub(_LETTERS_AS_DIGITS, lambda match: match[0].translate(_AS_DIGITS), text)
