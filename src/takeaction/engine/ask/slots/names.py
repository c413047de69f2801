"""Roles, skills and goods in a text, by the names people give them."""

from collections.abc import Iterable, Iterator, Mapping

from takeaction.catalog import Catalog
from takeaction.core_data import LANGUAGES, read
from takeaction.engine.ask.slots.text_slot import TextSlot
from takeaction.engine.hearing.hearing import Heard
from takeaction.engine.hearing.tokens import Token, folded_words
from takeaction.models.word import Word, everyday_words
from takeaction.vocabulary.needs import Intent
from takeaction.vocabulary.records import WordKind

_LONGEST_NAME = 4
"""The words of the longest role, skill or good that is looked for."""

_FIELDS: Mapping[WordKind, str] = {
    WordKind.ROLE: "role",
    WordKind.SKILL: "skills",
    WordKind.PRODUCT: "goods",
}

_LEAST_PLURAL = 5
"""The letters of the shortest word that may be a plural."""

_LONG = 7
"""The letters from which on a name in another language than that of the text is believed."""

_OTHERS = frozenset(
    {
        *("my", "his", "her", "their", "our", "your", "mi", "su", "sus", "tu", "mon", "ma", "son"),
        *("sa", "ses", "leur", "meu", "minha", "seu", "sua", "mein", "meine", "ihr", "ihre"),
    }
)
"""Words before the role of somebody else: "my boss"."""

_BUYING = frozenset(
    {
        *("buy", "buying", "bought", "purchase", "brand", "brands", "label", "labels", "price"),
        *("certified", "wholesale", "supplier", "tender", "shop", "shopping", "ethical", "quote"),
        *("fairtrade", "comprar", "compro", "compra", "marca", "marcas", "certificado", "precio"),
        *("etico", "etica", "sello", "acheter", "achete", "achat", "marque", "marques", "prix"),
        *("ethique", "label", "kaufen", "kaufe", "siegel", "marke", "bilihin", "bumili", "купить"),
        *("купити", "شراء", "اشتري", "made", "fabricado", "fabrique"),
    }
)
"""Words that say that a text is about buying, whatever else it is about."""

_VAGUE = frozenset({"anyone", "consumer", "individual", "everyone"})
"""Roles that everybody has."""


class WordNames:
    """The names of roles, skills and goods, by language and by their folded words.

    Those of the words themselves are in English; ``data/speech.json`` has how people speak of them.
    """

    def __init__(self, catalog: Catalog) -> None:
        speech = read("speech")
        self._ignored = frozenset(speech["ignored"].split())
        self._by_name: dict[str, dict[str, list[tuple[WordKind, str]]]] = {}
        self._words: dict[tuple[WordKind, str], Word] = {
            (word.kind, word.id): word
            for word in catalog.words
            if word.kind in _FIELDS and not word.group and word.id not in _VAGUE
        }
        for kind, id in self._words:
            self._add_word(kind, id)
        for kind in _FIELDS:
            for language, id, names in everyday_words(kind):
                self._add(language, kind, id, names)
        for language, kinds in speech["spoken"].items():
            for kind in map(WordKind, kinds):
                for id, listed in kinds[kind].items():
                    self._add(language, kind, id, listed.split("|"))

    def _add_word(self, kind: WordKind, id: str) -> None:
        word = self._words[kind, id]
        self._add("en", kind, id, word.aliases)
        for language in LANGUAGES:
            self._add(language, kind, id, (str(word.label.pick([language])),))

    def get(self, name: str, languages: Iterable[str]) -> list[tuple[WordKind, str]]:
        """Return the words that a folded name means in some languages."""
        for language in languages:
            known = self._by_name.get(language, {}).get(name)
            if known:
                return known
        return []

    def get_long(self, name: str) -> list[tuple[WordKind, str]]:
        """Return the words that a long name means in any language: few are alike in two."""
        return self.get(name, self._by_name) if len(name) >= _LONG else []

    def _add(self, language: str, kind: WordKind, id: str, names: Iterable[str]) -> None:
        by_name = self._by_name.setdefault(language, {})
        for name in names:
            key = " ".join(folded_words(name))
            known = by_name.setdefault(key, [])
            is_new = key not in self._ignored and (kind, id) not in known
            if is_new and (kind, id) in self._words:
                known.append((kind, id))


def word_slots(names: WordNames, tokens: list[Token], heard: Heard) -> Iterator[TextSlot]:
    """Yield the roles, skills and goods, the longest name at each place."""
    wanted = _wanted_kinds(heard, tokens)
    languages = tuple(dict.fromkeys((*heard.languages, "en")))
    place = 0
    while place < len(tokens):
        for size in range(min(_LONGEST_NAME, len(tokens) - place), 0, -1):
            words = tokens[place : place + size]
            known = names.get(" ".join(token.word for token in words), languages)
            known = known or names.get(_singular(words), languages)
            known = known or names.get_long(" ".join(token.word for token in words))
            if known:
                is_other = place > 0 and tokens[place - 1].word in _OTHERS
                for kind, id in known:
                    if kind in wanted and not (is_other and kind is WordKind.ROLE):
                        yield TextSlot(_FIELDS[kind], id, words[0].start, words[-1].end)
                place += size
                break
        else:
            place += 1


def _singular(words: list[Token]) -> str:
    """Return a name without the s of a plural at its end."""
    name = " ".join(token.word for token in words)
    return name.removesuffix("s") if len(words[-1].word) >= _LEAST_PLURAL else name


def _wanted_kinds(heard: Heard, tokens: list[Token]) -> frozenset[WordKind]:
    """Return the kinds of words that a text needs: a purchase has goods and no skills."""
    wanted = {WordKind.ROLE}
    if heard.intent in (Intent.PURCHASE, Intent.ACT) or any(
        token.word in _BUYING for token in tokens
    ):
        wanted.add(WordKind.PRODUCT)
    if heard.intent is Intent.ACT:
        wanted.add(WordKind.SKILL)
    return frozenset(wanted)
