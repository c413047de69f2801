"""What is searched: the texts of a record, and how a text becomes the terms that are compared."""

import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from unicodedata import digit

from takeaction.catalog import Catalog
from takeaction.core_data import LANGUAGES, read
from takeaction.models.action import Action
from takeaction.models.numbers import dialling_in, full_number
from takeaction.models.record import Record
from takeaction.models.region import country_of, region
from takeaction.models.resource import Resource
from takeaction.models.text import Text
from takeaction.vocabulary.actions import ActionKind
from takeaction.vocabulary.records import Kind, WordKind
from takeaction.vocabulary.resources import Purpose
from takeaction.vocabulary.words import unmarked

WEIGHTS = {
    "steps": 1,
    "topics": 2,
    "note": 4,
    "operator": 4,
    "publisher": 4,
    "purposes": 4,
    "regions": 8,
    "summary": 6,
    "products": 10,
    "people_say": 24,
    "also_known_as": 20,
    "name": 20,
    "title": 20,
    "text": 20,
}
"""The weight of a word in each field that is searched, and the order in which a hit names them.

Our judgement, set over two thirds of ``tests/search/key.toml``. Half or twice as much of any of
them changes one answer in a hundred.
"""

FIELDS = tuple(WEIGHTS)

_LABEL_FIELDS = {Kind.ACTION: "title", Kind.INDICATOR: "text"}
"""The field that holds the name of a record, where it is not ``name``."""

_MOST_PLACES = 3
"""A record of more places than this is found by none of their names."""


def searched_texts(catalog: Catalog, record: Record) -> Iterator[tuple[str, str]]:
    """Yield the texts of a record in all languages, each with its field.

    Ids are none of them: they are names for programs, and some are made of codes of countries.
    """
    name = _LABEL_FIELDS.get(record.record_kind, "name")
    for text in _all_languages(record.label):
        yield name, text
    for text in record.also_known_as:
        yield "also_known_as", text
    for text in record.people_say.counted() if record.people_say else ():
        yield "people_say", text
    yield from _prose(record)
    yield from _words(catalog, record)
    if isinstance(record, Resource):
        yield from _operation(record)
    codes = places_of_record(record)
    for code in codes if len(codes) <= _MOST_PLACES else ():
        yield "regions", place_names(code)


def _prose(record: Record) -> Iterator[tuple[str, str]]:
    for field in ("summary", "note"):
        for text in _all_languages(getattr(record, field, None)):
            yield field, text
    for step in getattr(record, "steps", ()):
        for text in _all_languages(step):
            yield "steps", text


def _operation(resource: Resource) -> Iterator[tuple[str, str]]:
    """Yield the words for the purposes of a resource, and who runs or publishes it."""
    for purpose in sorted(resource.purposes):
        yield "purposes", read("search")["purposes"].get(purpose.value, "")
    field = "operator" if resource.operator else "publisher"
    yield field, resource.operator or resource.publisher or ""


def places_of_record(record: Record) -> Collection[str]:
    """Return the codes of the places of a record: the country of a good, else its regions."""
    country = getattr(record, "country", None)
    return (country,) if country else record.regions


def _words(catalog: Catalog, record: Record) -> Iterator[tuple[str, str]]:
    """Yield each topic and product of a record: its label and its everyday words, a line each."""
    products = getattr(record, "products", ())
    own = getattr(record, "product", None)
    for field, kind, ids in (
        ("topics", WordKind.TOPIC, record.topics),
        ("products", WordKind.PRODUCT, (own,) if own else products),
    ):
        for id in ids:
            if word := catalog.words.get(kind, id):
                yield field, "\n".join((str(word.label), *word.aliases))


@cache
def place_names(code: str) -> str:
    """Return the names of a place and of its country, a line for each; no codes."""
    country = country_of(code)
    if country is None:  # a group of countries, which nobody types
        return ""
    names = list(_all_languages(region(country).label))
    everyday = _everyday_places()
    return "\n".join((*names, *everyday.get(code, ()), *everyday.get(country, ())))


@cache
def _everyday_places() -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for name, codes in read("place_aliases")["places"].items():
        for code in codes:
            names.setdefault(code, []).append(name)
    for code, spoken in read("search")["places"].items():
        names.setdefault(code, []).append(spoken)
    return names


def _all_languages(value: Text | None) -> Iterator[str]:
    if value is not None:
        yield str(value)
        yield from (words.text for words in value.translations)


# Words: how a text becomes the terms that are compared.
#
# A term is a word without case, accents and its ending, the same for records and for what somebody
# types. The endings of English, Spanish and French are taken off alike, since nobody knows in
# which language a few words are. A term need not be a word: it only has to be equal for words that
# belong together, such as ``donate``, ``donation``, ``donar`` and ``donación``.


_WORD = re.compile(r"[^\W_]+")
_WORD_OR_END = re.compile(r"[^\W_]+|\n")
_DOUBLE = re.compile(r"([^\W\d])\1")
"""Two equal letters, of which a term has one, such as traffic, tráfico and trafic."""
_LONG_LETTERS = 40
"""Longer words are names of files or worse, and are cut here."""

_SHORT_NUMBER = 2
"""The digits of a number that is a price or a count, and no number of a line."""

_PLURAL, _WITH_VOWEL, _WITH_Y = 4, 4, 4
"""The shortest word that loses an ending: of a plural, a vowel, a y."""

_ENDINGS = (
    ("amiento", 9, ""),
    ("imiento", 9, ""),
    ("amente", 9, ""),
    ("ement", 8, ""),
    ("acione", 8, ""),
    ("acion", 7, ""),
    ("ation", 7, ""),
    ("iendo", 8, ""),
    ("mente", 8, ""),
    ("cione", 8, "c"),
    ("ando", 7, ""),
    ("cion", 7, "c"),
    ("sion", 7, "s"),
    ("tion", 7, "t"),
    ("euse", 8, ""),
    ("ment", 9, ""),
    ("ada", 7, ""),
    ("ado", 7, ""),
    ("ida", 7, ""),
    ("ido", 7, ""),
    ("ate", 6, ""),
    ("eur", 8, ""),
    ("ing", 6, ""),
    ("ar", 5, ""),
    ("at", 7, ""),
    ("ed", 6, ""),
    ("er", 6, ""),
    ("ez", 6, ""),
    ("ir", 6, ""),
)
"""The endings that a word loses, each with the shortest word that has it and what takes its place.

The first that fits is taken. Written by hand after the inflection of the three languages; the
lengths keep short words apart, such as ``dollar`` from ``doll``.
"""

_BY_LAST: dict[str, tuple[tuple[str, int, str], ...]] = {
    last: tuple(ending for ending in _ENDINGS if ending[0][-1] == last)
    for last in {ending[-1] for ending, _, _ in _ENDINGS}
}


def lines(text: str) -> Iterator[list[str]]:
    """Yield the words of each line of a text, in lower case and without accents."""
    line: list[str] = []
    for word in _WORD_OR_END.findall(unmarked(text).casefold()):
        if word == "\n":
            yield line
            line = []
        else:
            line.append(word)
    yield line


def words_of(parts: Iterable[str]) -> tuple[str, ...]:
    """Return the words of some texts, in lower case and without accents."""
    return tuple(word for part in parts for word in words_in(part))


def words_in(text: str) -> list[str]:
    """Return the words of a text, in lower case and without accents."""
    found: list[str] = _WORD.findall(unmarked(text).casefold())
    return found


def term(word: str) -> str:
    """Return the term of a word in lower case and without accents."""
    word = word[:_LONG_LETTERS]
    if len(word) >= _PLURAL:
        if (word[-1] == "s" and word[-2] not in "sui") or word.endswith("ux"):  # bijoux, travaux
            word = word[:-1]
        if _DOUBLE.search(word):  # few words have one, and a look is quicker than a change
            word = _DOUBLE.sub(r"\1", word)
        for ending, shortest, instead in _BY_LAST.get(word[-1], ()):
            if len(word) >= shortest and word.endswith(ending):
                word = word[: -len(ending)] + instead
                break
        word = _without_vowel(word)
    return word


def _without_vowel(word: str) -> str:
    """Take off the vowel of a gender or a silent e."""
    while len(word) > _WITH_VOWEL and word[-1] == "e":
        word = word[:-1]
    if len(word) >= _WITH_VOWEL and word[-1] in "ao":
        word = word[:-1]
    if len(word) >= _WITH_Y and word[-1] == "y":
        word = word[:-1] + "i"
    return word[:-1] if len(word) > _PLURAL and word.endswith("ick") else word


@cache
def stop_words() -> frozenset[str]:
    """Return the words that count nothing, in the three languages."""
    return frozenset(word for words in read("search")["stop"].values() for word in words.split())


@cache
def common_terms() -> frozenset[str]:
    """Return terms so common in all records that they tell little."""
    return frozenset(map(term, read("search")["common"].split()))


@cache
def everyday_terms() -> frozenset[str]:
    """Return terms of everyday words, which tell less than the noun beside them."""
    return frozenset(
        term(word) for words in read("search")["everyday"].values() for word in words.split()
    )


def counts(word: str) -> bool:
    """Whether a folded word counts: neither a stop word nor a number of one or two digits."""
    return word not in stop_words() and not (len(word) <= _SHORT_NUMBER and word.isdigit())


def terms(words: Iterable[str]) -> tuple[str, ...]:
    """Return the different terms of some words in order, without the words that count nothing."""
    return tuple(dict.fromkeys(term(word) for word in words if counts(word)))


# Questions: "what is", "how do I" and "signs of" ask for something to read, to do or to look for,
# and not for a line.


_READ = frozenset({Purpose.LEARN, Purpose.ADVOCATE, Purpose.GIVE})
"""The purposes of a resource that answers nobody."""

_OPENING = 3
"""The words of a text with which a question begins; what follows may be a story."""


def form_of(record: Record) -> str:
    """Return what a record is to whoever asks: a line, a guide, a deed, a sign or a thing."""
    if isinstance(record, Resource):
        return "guide" if record.purposes <= _READ else "line"
    if isinstance(record, Action):
        return "guide" if record.kind is ActionKind.LEARN else "deed"
    return "sign" if record.record_kind is Kind.INDICATOR else "thing"


def asked_in(words: Sequence[str]) -> Mapping[str, int] | None:
    """Return the share of its score, in per cent, that each form keeps for a question.

    None for words that are no question, or that ask for a line.
    """
    if asks_for_line(words):
        return None
    text = f" {' '.join(words)} "
    opening = f" {' '.join(words[: _OPENING + _MOST_WORDS])} "
    for name, question in read("search")["questions"].items():
        where = text if name == "signs" else opening
        phrases = (phrase for language in LANGUAGES for phrase in question[language].split("|"))
        if any(f" {phrase} " in where for phrase in phrases):
            shares: Mapping[str, int] = question["shares"]
            return shares
    return None


def asks_for_line(words: Iterable[str]) -> bool:
    """Whether some folded words ask for a line or its number."""
    return not _line_words().isdisjoint(words)


@cache
def _line_words() -> frozenset[str]:
    return frozenset(read("search")["line_words"].split())


# Numbers: whoever was told a number looks for it in any writing.


_SHORTEST_DIALLED = 3
"""The digits of the shortest number of a line."""

_MOST_GROUPS = 8
"""The most groups of digits in which a number is typed: 00 33 1 42 34 56 78 has eight."""

_ABROAD = ("00", "011")
"""What people dial before the code of a country, in most of the world and in North America."""


def numbers_of(record: Record) -> set[str]:
    """Return the digits under which the numbers of a record are known: whole, national, shown."""
    contacts = record.contacts if isinstance(record, Resource) else ()
    found: set[str] = set()
    for contact in contacts:
        whole = _digits(full_number(contact) or "")
        found |= {whole, _digits(contact.dial or ""), _digits(contact.display or "")}
        for code, trunk in {dialling_in(place.partition("-")[0])[:2] for place in record.regions}:
            if code and whole.startswith(code):
                national = whole.removeprefix(code)
                found |= {national, trunk + national}
    return {digits for digits in found if len(digits) >= _SHORTEST_DIALLED}


def numbers_in(words: Sequence[str], known: Container[str]) -> tuple[list[str], bool]:
    """Return the known numbers among some words, and whether the words are one and no more.

    People put blanks and signs between digits, so the longest row of groups that is one counts.
    """
    groups = [_digits(word) for word in words]
    found: list[str] = []
    start = 0
    while start < len(groups):
        last = min(start + _MOST_GROUPS, len(groups))
        rows = ((end, groups[start:end]) for end in range(last, start, -1))
        numbers = ((end, _known_number("".join(row), known)) for end, row in rows if all(row))
        end, number = next((pair for pair in numbers if pair[1]), (start + 1, None))
        if number:
            found.append(number)
            if end - start == len(groups):
                return found, True
        start = end
    return found, False


def _known_number(digits: str, known: Container[str]) -> str | None:
    forms = (digits, *(digits.removeprefix(prefix) for prefix in _ABROAD))
    return next((form for form in forms if form in known), None)


def _digits(text: str) -> str:
    """Return the digits of a number in any script; empty for a word with letters in it."""
    values = [digit(character, None) for character in text if character.isalnum()]
    return "".join(map(str, values)) if None not in values else ""


# Places: the countries that a text names, so that lines of other countries come after.
#
# It is read for this alone. What is not sure, such as a first name that is a place, moves records
# of other countries down and hides none.


_MOST_WORDS = 4
"""The most words of a place that are read together."""


class Places:
    """The names of the countries of all records."""

    def __init__(self, catalog: Catalog) -> None:
        self._countries: dict[str, set[str]] = {}
        for code in {code for record in catalog for code in places_of_record(record)}:
            country = country_of(code)
            for name in lines(place_names(code)) if country else ():
                self._countries.setdefault(" ".join(name), set()).add(str(country))

        self._first = frozenset(name.partition(" ")[0] for name in self._countries)

    def read(self, words: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
        """Return the countries that some folded words name, and the words that name them."""
        countries: set[str] = set()
        named: set[str] = set()
        for start, word in enumerate(words):
            if word in self._first:
                for end in range(start + 1, min(start + _MOST_WORDS, len(words)) + 1):
                    if found := self._countries.get(" ".join(words[start:end])):
                        countries |= found
                        named.update(words[start:end])
        return frozenset(countries), frozenset(named)


def home_countries(record: Record) -> frozenset[str] | None:
    """Return the countries of a record; None if it serves a group of countries or the world."""
    countries = frozenset(country_of(code) for code in places_of_record(record))
    return None if None in countries else frozenset(map(str, countries))


# Brands: what kind of goods a brand is for. That is all that is said of a brand.
#
# Lists name a good and a country. A search for a brand leads to its kind of goods, to labels,
# shops and what to ask the company, and never to a listed good: that would be read as a verdict.


_MOST_BRAND_WORDS = 3
"""The most words of a brand."""


def products_of(words: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the products of the brands among some folded words, in order."""
    brands, first = _brands()
    runs = (
        " ".join(words[start:end])
        for start, word in enumerate(words)
        if word in first
        for end in range(start + 1, min(start + _MOST_BRAND_WORDS, len(words)) + 1)
    )
    return tuple(dict.fromkeys(brands[run] for run in runs if run in brands))


@cache
def _brands() -> tuple[Mapping[str, str], frozenset[str]]:
    """Return the product of each brand, and the first words of all brands."""
    listed = read("search")["brands"]
    brands = {brand: product for product, names in listed.items() for brand in names}
    return brands, frozenset(brand.partition(" ")[0] for brand in brands)
