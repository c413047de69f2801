"""The open words: skills, roles, topics and products, with the everyday words for them.

The core ships a list; packs add words in their own namespace. Within a kind, no two words share an
alias after folding, and ``broader`` never forms a loop.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache

import attrs

from takeaction.core_data import LANGUAGES, is_reviewed, read
from takeaction.errors import UnknownWordError
from takeaction.models.record import ASK_FOR_ID, WordId
from takeaction.models.text import Text, Words
from takeaction.value import LOOSE, Value, facts, short_repr
from takeaction.vocabulary.records import Observer, Rarity, WordKind
from takeaction.vocabulary.words import closed_names, closest, fold

ROLES_OF_THOSE_CONCERNED = frozenset({"worker", "domestic-worker", "survivor"})
"""Roles of people who may ask about themselves.

They are asked whether they do, and no table of a batch may hold them. Kinds of worker, such as a
waiter, are a profession like others.
"""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Word(Value):
    """One open word.

    Attributes:
        id: Bare for the core's words, ``pack:local`` for a pack's.
        kind: The kind of word.
        label: The name that people see.
        aliases: Everyday words for it.
        broader: The wider word that it is part of, or None.
        rarity: The rarity of the skill or role; a fixed level of the word, not a count.
        group: True for a word that only groups other words.
        observer: For a role: the observer that such a person counts as; None for other words.
        brings: For a role: the skills that nobody does such work without.
        shopping: For a product: whether people shop for it.
        esco: The URI of the nearest ESCO concept, or None.
        onet: The O*NET-SOC code, or None.
        hs: The headings of the Harmonized System that cover a product.
        google: The id in the Google product taxonomy, or None.
    """

    id: WordId = attrs.field(metadata=facts(sheet=ASK_FOR_ID))
    kind: WordKind = attrs.field(metadata=LOOSE)
    label: Text = attrs.field(metadata=LOOSE)
    aliases: tuple[str, ...] = attrs.field(default=(), metadata=facts(loose=True, prose=True))
    broader: WordId | None = attrs.field(default=None, metadata=LOOSE)
    rarity: Rarity = attrs.field(default=Rarity.SOME, metadata=LOOSE)
    group: bool = attrs.field(default=False, metadata=LOOSE)
    observer: Observer | None = None
    brings: tuple[WordId, ...] = attrs.field(default=(), metadata=facts(word=WordKind.SKILL))
    shopping: bool = attrs.field(default=True, metadata=LOOSE)
    esco: str | None = attrs.field(default=None, metadata=LOOSE)
    onet: str | None = attrs.field(default=None, metadata=LOOSE)
    hs: tuple[str, ...] = attrs.field(default=(), metadata=LOOSE)
    google: int | None = attrs.field(default=None, metadata=LOOSE)

    _repr_names = ("id", "kind", "label")


class Vocabulary:
    """All open words of a catalog, looked up by id, by alias, or by label in any language.

    Iterating gives the words in order of kind and id. If several words share a name, a core
    word is preferred to a pack's word, and then a single word to a group.
    """

    def __init__(self, words: Iterable[Word]) -> None:
        ordered = sorted(words, key=lambda word: (word.kind, word.id))
        self._words = {(word.kind, word.id): word for word in ordered}
        self._ids: dict[WordKind, frozenset[str]] = {}
        self._names: dict[WordKind, dict[str, Word]] = {}
        self._translations: dict[WordKind, dict[str, tuple[Word, ...]]] = {}
        self._parts: dict[tuple[WordKind, str], frozenset[str]] = {}

    def __repr__(self) -> str:
        return short_repr(self, {"words": len(self)})

    def __iter__(self) -> Iterator[Word]:
        return iter(self._words.values())

    def __len__(self) -> int:
        return len(self._words)

    def get(self, kind: WordKind, id: str) -> Word | None:
        """Return the word of a kind with exactly this id, or None."""
        return self._words.get((kind, WordId(id)))

    def ids(self, kind: WordKind) -> tuple[str, ...]:
        """Return the ids of all words of a kind, in order."""
        return tuple(word.id for word in self.of(kind))

    def has_all(self, kind: WordKind, ids: Iterable[str]) -> bool:
        """Whether there is a word of a kind with each of these ids."""
        if kind not in self._ids:
            self._ids[kind] = frozenset(self.ids(kind))
        return self._ids[kind].issuperset(ids)

    def of(self, kind: WordKind) -> tuple[Word, ...]:
        """Return all words of a kind, in order of their ids."""
        return tuple(word for word in self if word.kind is kind)

    def find(
        self, kind: WordKind, written: str, field: str, position: int = 0, *, suggest: bool = True
    ) -> Word:
        """Return the word that a person means by an id, a label or an everyday word.

        Words of other languages are only read for what is none of these.

        Args:
            kind: The kind of word.
            written: The word of the person.
            field: The argument, for the error.
            position: The place of the word in its field, for the error.
            suggest: Whether the error has the nearest ids.

        Raises:
            UnknownWordError: No word matches, and the error has the nearest ids; or several words
                have this label in other languages, and the error has the ids of these.
        """
        word = self.get(kind, written)
        if word is None or (word.group and ":" not in written):
            word = self._by_name(kind).get(fold(written))
        word = word or self.in_other_language(kind, written)
        if word is None:
            meant = self.translated(kind, written)
            by_name = self._by_name(kind) if suggest and not meant else {}
            near = (*meant, *(by_name[name] for name in closest(written, by_name)))
            labels = {word.id: word.label for word in near}
            raise UnknownWordError(field, position, tuple(labels), labels=labels)
        return word

    def in_other_language(self, kind: WordKind, written: str) -> Word | None:
        """Return the word with a label or an everyday word in another language, or None."""
        meant = self.translated(kind, written)
        if len(meant) == 1:
            return meant[0]
        return self.get(kind, _ids_by_alias(kind).get(fold(written), ""))

    def translated(self, kind: WordKind, written: str) -> tuple[Word, ...]:
        """Return the words of a kind with this label in a language other than their own.

        Returns:
            In order of id. Usually one or none; several if the label means one thing in one
            language and another in the next. The words of the core come alone before those of
            packs, and single words before groups.
        """
        if kind not in self._translations:
            self._translations[kind] = _by_translation(self.of(kind))
        return self._translations[kind].get(fold(written), ())

    def wider(self, kind: WordKind, id: str) -> tuple[str, ...]:
        """Return the id and the ids of all wider words, narrowest first."""
        chain: dict[str, None] = {}
        step: str | None = id
        while step is not None and step not in chain:
            chain[step] = None
            word = self.get(kind, step)
            step = word.broader if word else None
        return tuple(chain)

    def narrower(self, kind: WordKind, id: str) -> frozenset[str]:
        """Return the id and the ids of all words that are part of it."""
        if not self._parts:
            self._parts = self._find_parts()
        return self._parts.get((kind, id), frozenset({id}))

    def _find_parts(self) -> dict[tuple[WordKind, str], frozenset[str]]:
        """Return the ids of the parts of every word that has any, itself included."""
        parts: dict[tuple[WordKind, str], set[str]] = {}
        for word in self:
            for wider in self.wider(word.kind, word.id):
                parts.setdefault((word.kind, wider), {wider}).add(word.id)
        return {key: frozenset(ids) for key, ids in parts.items()}

    def _by_name(self, kind: WordKind) -> dict[str, Word]:
        """Return the words of a kind by all their names, folded; built on first use."""
        if kind not in self._names:
            self._names[kind] = {
                fold(name): word
                for word in sorted(self.of(kind), key=_precedence, reverse=True)
                for name in (*word.aliases, str(word.label), word.id)
            }
        return self._names[kind]


def _by_translation(words: Iterable[Word]) -> dict[str, tuple[Word, ...]]:
    """Return the preferred words by their folded labels in other languages.

    A label is also known without the brackets at its end.
    """
    named: dict[str, list[Word]] = {}
    for word in words:
        labels = [translation.text for translation in word.label.translations]
        names = {fold(name) for label in labels for name in (label, label.partition(" (")[0])}
        for name in names:
            named.setdefault(name, []).append(word)
    best = {name: min(_precedence(word)[:2] for word in same) for name, same in named.items()}
    return {
        name: tuple(word for word in same if _precedence(word)[:2] == best[name])
        for name, same in named.items()
    }


def _precedence(word: Word) -> tuple[bool, bool, str]:
    """Return a key that sorts words with one name, the preferred word first."""
    return ":" in word.id, word.group, word.id


@cache
def core_words() -> tuple[Word, ...]:
    """Return the words that the core ships, in the order of its data."""
    return tuple(
        Word(
            id=row["id"],
            kind=WordKind(row["kind"]),
            label=Text(row["label"], translations=_LabelTranslator(row["kind"], row["id"])),
            aliases=tuple(row.get("aliases", ())),
            broader=row.get("broader"),
            rarity=Rarity(row.get("rarity", Rarity.SOME)),
            group=row.get("group", False),
            observer=Observer(row["observer"]) if "observer" in row else None,
            brings=tuple(map(WordId, row.get("brings", ()))),
            shopping=row.get("shopping", True),
            esco=row.get("esco"),
            onet=row.get("onet"),
            hs=tuple(row.get("hs", ())),
            google=row.get("google"),
        )
        for row in read("words")["words"]
    )


@cache
def _ids_by_alias(kind: WordKind) -> Mapping[str, str]:
    """Return the ids of core words by their everyday words in other languages, folded."""
    return {fold(alias): id for _, id, aliases in everyday_words(kind) for alias in aliases}


def everyday_words(kind: WordKind) -> Iterator[tuple[str, str, list[str]]]:
    """Yield the everyday words of other languages for core words: the language, the id, they."""
    for language in LANGUAGES[1:]:
        for id, aliases in read(f"aliases/{language}")["aliases"][kind].items():
            yield language, id, aliases


class _LabelTranslator:
    """The translations of the label of a core word, read on first use: few answers show them."""

    __slots__ = ("_id", "_kind")

    def __init__(self, kind: str, id: str) -> None:
        self._kind = kind
        self._id = id

    def translate(self, text: Text) -> tuple[Words, ...]:
        """Return the label in each language of the core's own texts but English."""
        kind, id = self._kind, self._id
        labels = ((language, read(f"labels/{language}")["labels"]) for language in LANGUAGES[1:])
        return tuple(
            _label(text, f"{kind}.{id}", language, listed[kind][id]) for language, listed in labels
        )


def _label(text: Text, code: str, language: str, label: str) -> Words:
    return Words(label, language, reviewed=is_reviewed(f"word.{code}", language, text.source))


def closed_label(word: StrEnum) -> Text:
    """Return the label of a closed word, in each language of the core's own texts."""
    names = {language: closed_names(type(word), language)[word.value] for language in LANGUAGES}
    english = Text(names["en"][0])
    code = f"{type(word).__name__}.{word.value}"
    labels = (_label(english, code, language, names[language][0]) for language in LANGUAGES[1:])
    return Text(english.source, translations=tuple(labels))


@cache
def _core_vocabulary() -> Vocabulary:
    return Vocabulary(core_words())


def vocabulary_with(words: Iterable[Word] = ()) -> Vocabulary:
    """Return a vocabulary of the core's words and the words of packs.

    Without words of packs it is always the same object.
    """
    pack_words = tuple(words)
    return Vocabulary([*core_words(), *pack_words]) if pack_words else _core_vocabulary()
