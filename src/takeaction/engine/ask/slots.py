"""Slots: the facts that a text says about its writer: where, how long, who, what.

A slot is a code and where it stands in the text, never a word of the text.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from takeaction.catalog.catalog import Catalog
from takeaction.core_data import LANGUAGES
from takeaction.engine.hearing.hearing import Heard
from takeaction.engine.hearing.mentions import Mention, places_in
from takeaction.engine.hearing.tokens import Token, folded_words, tokens_of
from takeaction.engine.serialization import Answer
from takeaction.models.region import country_of
from takeaction.models.text import Text
from takeaction.vocabulary.language import as_tag
from takeaction.vocabulary.needs import Intent, NeedTopic
from takeaction.vocabulary.records import WordKind

if TYPE_CHECKING:
    from takeaction.engine.shapes.plain_words import TextSlotData

_LONGEST_NAME = 3
"""The words of the longest role, skill or good that is looked for."""

_MOST_MINUTES = 600
"""Minutes beyond which a number says something else than the time that somebody has."""

_FROM = frozenset({"from", "aus", "من", "из", "з"})
"""Words before a place where somebody comes from."""

_WRITE = frozenset({"calling", "call", "writing", "write", "texting", "here", "live", "escape"})
"""Words that say that somebody is at the place after "from"."""

_OF = frozenset({"de", "du", "da", "do", "d", "des", "desde", "galing"})
"""Words that mean the same after one of _COME."""

_COME = frozenset(
    {
        *("soy", "somos", "es", "son", "vengo", "venimos", "viene", "vino", "vine", "vinimos"),
        *("viens", "vient", "venons", "venu", "venue", "venus", "sou", "vim", "veio", "trajo"),
        *("trajeron", "originaire", "originally", "po", "ako", "kami"),
    }
)
_IN = frozenset(
    {
        *("in", "at", "near", "en", "a", "au", "aux", "dans", "em", "no", "na", "nas", "sa"),
        *("nasa", "bei", "vers", "cerca", "pres", "в", "\u0443", "на", "في", "me", "mein"),
    }
)
_TO = frozenset({"to", "hacia", "para", "pour", "nach", "into"})
"""Words before a place where somebody is, and before one where somebody goes."""

_HERE = frozenset(
    {
        *("i", "im", "live", "living", "stay", "we", "vivo", "vivimos", "sigo", "estoy"),
        *("yo", "j", "je", "habite", "suis"),
    }
)
"""Words shortly before the place of a writer who asks for somebody elsewhere."""

_NEAR = 5
"""Words before a place in which such a word is looked for."""

_SPOKEN = frozenset(
    {
        *("in", "en", "speak", "speaks", "speaking", "language", "hablo", "hablen", "habla"),
        *("parle", "parlent", "parlant", "idioma"),
    }
)
_UNITS: Mapping[str, int] = {
    **dict.fromkeys(("min", "mins", "minute", "minutes", "minuto", "minutos", "minuten", "mn"), 1),
    **dict.fromkeys(("hour", "hours", "hr", "hrs", "hora", "horas", "heure", "heures", "h"), 60),
    **dict.fromkeys(("stunde", "stunden"), 60),
}
_AMOUNTS: Mapping[str, int] = {
    **dict.fromkeys(("a", "an", "one", "una", "un", "une", "eine"), 60),
    **dict.fromkeys(("half", "media", "demi", "halbe"), 30),
    **dict.fromkeys(("two", "dos", "deux", "zwei", "couple"), 120),
    **dict.fromkeys(("three", "tres", "trois", "drei"), 180),
}
"""The minutes of so many hours, by the word for the amount."""

_FIELDS: Mapping[WordKind, str] = {
    WordKind.ROLE: "role",
    WordKind.SKILL: "skills",
    WordKind.PRODUCT: "goods",
}
_VAGUE = frozenset({"anyone", "consumer", "individual", "everyone"})
"""Roles that everybody has."""


@attrs.frozen(eq=False, repr=False)
class TextSlot(Answer["TextSlotData", "TextSlotData"]):
    """A fact that a text says about its writer.

    Attributes:
        field: ``region``, ``asker_region``, ``home``, ``minutes``, ``role``, ``skills``,
            ``goods``, ``channel`` or ``language``.
        value: The code of a place or a language, the id of a word, or minutes.
        start: The index of its first character in the text.
        end: The index after its last character.
    """

    field: str
    value: str | int
    start: int
    end: int


def slots_in(
    catalog: Catalog, text: str, parts: tuple[str, ...], heard: Heard
) -> tuple[TextSlot, ...]:
    """Return the facts that a text says, in order.

    Args:
        catalog: The source of roles, skills and goods.
        text: The text that somebody typed.
        parts: The parts of it that are read.
        heard: What was heard in it.
    """
    starts = (0, len(text) - len(parts[-1]))
    slots: list[TextSlot] = []
    for part, start in zip(parts, starts[: len(parts)], strict=True):
        slots.extend(
            attrs.evolve(slot, start=slot.start + start, end=slot.end + start)
            for slot in _slots(catalog, part, heard)
        )
    return tuple(sorted(slots, key=lambda slot: (slot.start, slot.field)))


def first(slots: Iterable[TextSlot], field: str) -> str | int | None:
    """Return the value of the first slot of a field, or None."""
    return next((slot.value for slot in slots if slot.field == field), None)


def values(slots: Iterable[TextSlot], field: str) -> tuple[str, ...]:
    """Return the values of all slots of a field, each once."""
    return tuple(dict.fromkeys(str(slot.value) for slot in slots if slot.field == field))


def _slots(catalog: Catalog, text: str, heard: Heard) -> Iterator[TextSlot]:
    tokens = tokens_of(text)
    yield from _places(text, tokens, heard)
    yield from _minutes(tokens)
    yield from _words(catalog.once(_Names), tokens, heard)
    yield from _languages(tokens)


def _places(text: str, tokens: list[Token], heard: Heard) -> Iterator[TextSlot]:
    """Yield the places: that of the person in danger or of the writer, and where they come from."""
    mentions = [mention for mention in places_in(text) if mention.code]
    homes = [mention for mention in mentions if _is_home(mention, tokens)]
    others = [mention for mention in mentions if mention not in homes]
    for mention in homes[:1]:
        yield _slot("home", mention)
    if heard.intent is Intent.PURCHASE:  # the origin of goods, unless it is where somebody shops
        others = [mention for mention in others if mention.preposition in _IN]
    countries = {country_of(mention.code or "") for mention in others}
    asker = None
    if len(countries) > 1 and heard.intent is Intent.NEED_OTHER:
        asker = next((mention for mention in others if _is_here(mention, tokens)), None)
    if asker:
        yield _slot("asker_region", asker)
        others = [mention for mention in others if mention is not asker]
    if NeedTopic.SCAM_COMPOUND in heard.topics[:1]:  # people are moved on, so the last counts
        others.reverse()
    if others:
        yield _slot("region", max(others, key=lambda mention: _nearness(mention, tokens)))


def _slot(field: str, mention: Mention) -> TextSlot:
    return TextSlot(field, mention.code or "", mention.start, mention.end)


def _is_home(mention: Mention, tokens: list[Token]) -> bool:
    """Tell whether somebody comes from a place, and does not write from it."""
    before = _before(mention, tokens, 3)
    if mention.preposition in _FROM:
        return _WRITE.isdisjoint(before)
    return mention.preposition in _OF and not _COME.isdisjoint(before)


def _is_here(mention: Mention, tokens: list[Token]) -> bool:
    return not _HERE.isdisjoint(_before(mention, tokens, _NEAR))


def _nearness(mention: Mention, tokens: list[Token]) -> int:
    """Return how likely a place is where somebody is, and not one that they speak of."""
    if mention.preposition not in _IN:
        return 0 if mention.preposition in _TO else 1
    return 2 + _is_here(mention, tokens)


def _before(mention: Mention, tokens: list[Token], count: int) -> list[str]:
    """Return the words before a mention."""
    words = [token.word for token in tokens if token.end <= mention.start]
    return words[-count - 1 :]


def _minutes(tokens: list[Token]) -> Iterator[TextSlot]:
    """Yield the time that somebody says to have: "20 min", "half an hour", "una hora"."""
    for place, token in enumerate(tokens):
        unit = _UNITS.get(token.word)
        if unit is None or not place:
            continue
        before = tokens[place - 1]
        amount = _AMOUNTS.get(before.word, 0)
        if before.word.isdecimal() and len(before.word) < len(str(_MOST_MINUTES)) + 1:
            minutes = int(before.word) * unit
        elif amount and unit > 1:
            is_half = place > 1 and _AMOUNTS.get(tokens[place - 2].word) == _AMOUNTS["half"]
            minutes = _AMOUNTS["half"] if is_half else amount
        else:
            continue
        if 0 < minutes <= _MOST_MINUTES:
            yield TextSlot("minutes", minutes, before.start, token.end)


def _languages(tokens: list[Token]) -> Iterator[TextSlot]:
    """Yield the languages that somebody asks for or speaks."""
    for place, token in enumerate(tokens):
        around = {each.word for each in tokens[max(place - 2, 0) : place + 2]}
        if len(token.word) > 3 and not _SPOKEN.isdisjoint(around):  # noqa: PLR2004 - no tags
            tag = as_tag(token.word)
            if tag != token.word:
                yield TextSlot("language", tag, token.start, token.end)


class _Names:
    """The names of roles, skills and goods in all languages, by their folded words."""

    def __init__(self, catalog: Catalog) -> None:
        self.by_name: dict[str, list[tuple[WordKind, str]]] = {}
        for word in catalog.words:
            if word.kind in _FIELDS and not word.group and word.id not in _VAGUE:
                for name in (*word.aliases, *_labels(word.label)):
                    key = " ".join(folded_words(name))
                    names = self.by_name.setdefault(key, [])
                    if (word.kind, word.id) not in names:
                        names.append((word.kind, word.id))


def _labels(label: Text) -> Iterator[str]:
    for language in LANGUAGES:
        yield str(label.pick([language]))


def _words(names: _Names, tokens: list[Token], heard: Heard) -> Iterator[TextSlot]:
    """Yield the roles, skills and goods, the longest name at each place."""
    place = 0
    while place < len(tokens):
        for size in range(min(_LONGEST_NAME, len(tokens) - place), 0, -1):
            words = tokens[place : place + size]
            name = " ".join(token.word for token in words)
            known = names.by_name.get(name) or names.by_name.get(name.removesuffix("s"))
            if known:
                yield from _word_slots(known, words[0].start, words[-1].end, heard)
                place += size
                break
        else:
            place += 1


def _word_slots(
    known: list[tuple[WordKind, str]], start: int, end: int, heard: Heard
) -> Iterator[TextSlot]:
    wanted = _wanted_kinds(heard)
    for kind, id in known:
        if kind in wanted:
            yield TextSlot(_FIELDS[kind], id, start, end)


def _wanted_kinds(heard: Heard) -> frozenset[WordKind]:
    """Return the kinds of words that an intent needs: a need has no goods, a purchase no skills."""
    if heard.intent is Intent.PURCHASE:
        return frozenset({WordKind.PRODUCT, WordKind.ROLE})
    if heard.intent is Intent.ACT:
        return frozenset({WordKind.ROLE, WordKind.SKILL, WordKind.PRODUCT})
    return frozenset({WordKind.ROLE})
