"""Slots: the places, roles, skills, goods, minutes and languages that a text names.

A slot is a code and its position in a text, never a word of the text.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

import attrs

from takeaction.catalog import Catalog
from takeaction.core_data import LANGUAGES, read
from takeaction.engine.hearing.hearing import Heard
from takeaction.engine.hearing.lexicon import Token, folded_names, has, listed, tokens_of
from takeaction.engine.hearing.mentions import Mention, places_in
from takeaction.engine.serialization import Answer
from takeaction.models.region import country_of
from takeaction.models.word import Word, everyday_words
from takeaction.vocabulary.language import as_tag
from takeaction.vocabulary.needs import NEED_INTENTS, Intent, NeedTopic
from takeaction.vocabulary.records import WordKind

if TYPE_CHECKING:
    from takeaction.engine.json_types import TextSlotData


@attrs.frozen(eq=False, repr=False)
class TextSlot(Answer["TextSlotData", "TextSlotData"]):
    """A fact that a text says: a code and its position, never its words.

    Attributes:
        field: ``region``, ``maybe_region`` (a place that a name of several may mean),
            ``asker_region``, ``home``, ``minutes``, ``role``, ``skills``, ``goods``, ``channel``
            or ``language``.
        value: The code of a place or a language, the id of a word, or minutes.
        start: The index of its first character in the text.
        end: The index after its last character.
    """

    field: str
    value: str | int
    start: int
    end: int


def first(slots: Iterable[TextSlot], field: str) -> str | int | None:
    """Return the value of the first slot of a field, or None."""
    return next((slot.value for slot in slots if slot.field == field), None)


def values(slots: Iterable[TextSlot], field: str) -> tuple[str, ...]:
    """Return the values of all slots of a field, each once."""
    return tuple(dict.fromkeys(str(slot.value) for slot in slots if slot.field == field))


def place_inside(text: str, slots: Iterable[TextSlot]) -> str | None:
    """Return the place of the slots in which the text says that somebody is: "in Dubai"."""
    for slot in slots:
        before = tokens_of(text[: slot.start])[-_MOST_LINKS:]
        if slot.field == "region" and has((token.word for token in before), "places.in"):
            return str(slot.value)
    return None


# The slots of a text, in order.


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
    slots = (
        attrs.evolve(slot, start=slot.start + start, end=slot.end + start)
        for part, start in zip(parts, starts[: len(parts)], strict=True)
        for slot in _slots(catalog, part, heard)
    )
    return tuple(sorted(slots, key=lambda slot: (slot.start, slot.field)))


def _slots(catalog: Catalog, text: str, heard: Heard) -> Iterator[TextSlot]:
    tokens = tokens_of(text)
    yield from _place_slots(text, tokens, heard)
    yield from _minute_slots(tokens)
    yield from _word_slots(catalog.once(_WordNames), tokens, heard)
    yield from _language_slots(tokens)


_MOST_LINKS = 2
"""The last words before a place among which "in" is looked for: "in the UK"."""


# Places in a text: that of the person in danger, that of the writer, and where they come from.


_ALONE = 7
"""Words before a place in which whom they cheat is looked for."""

_NEAR = 5
"""Words before a place in which such a word is looked for."""


def _place_slots(text: str, tokens: list[Token], heard: Heard) -> Iterator[TextSlot]:
    """Yield the places: that of the person in danger or of the writer, and where they come from.

    Where the likeliest place has a name in several countries, none is said.
    """
    mentions = places_in(text, is_foreign=heard.is_foreign)
    homes = [mention for mention in mentions if _is_home(mention, tokens)]
    others = [
        mention
        for mention in mentions
        if mention not in homes and not _is_elsewhere(mention, tokens)
    ]
    if heard.intent in _PLACED:  # help is needed where somebody still is
        others = [mention for mention in others if not _is_planned(mention, tokens)]
    known = [_slot("home", mention) for mention in homes if mention.code]
    if not known and heard.intent in NEED_INTENTS:
        known = list(_nationalities(tokens))
    yield from known[:1]
    if heard.intent is Intent.PURCHASE:  # the origin of goods, unless it is where somebody shops
        others = [mention for mention in others if mention.preposition in listed("places.in")]
    if heard.intent is Intent.LEARN:  # a country that somebody reads about
        wanted = listed("places.in") | listed("places.of")
        others = [mention for mention in others if mention.preposition in wanted]
    countries = {country_of(mention.code or "") or mention.choices for mention in others}
    asker = None
    if len(countries) > 1:
        is_other = heard.intent is Intent.NEED_OTHER
        writers = (
            each for each in others if each.code and _is_of_writer(each, tokens, is_other=is_other)
        )
        asker = next(writers, None)
    if asker:
        yield _slot("asker_region", asker)
        others = [mention for mention in others if mention is not asker]
    yield from _likeliest(_not_of_cheated(others, tokens, heard), tokens, heard)


def _likeliest(mentions: list[Mention], tokens: list[Token], heard: Heard) -> Iterator[TextSlot]:
    """Yield the likeliest place, or those of which it may be one."""
    likeliest = max(mentions, key=lambda mention: _nearness(mention, tokens), default=None)
    if likeliest is None:
        return
    countries = {country_of(each.code or ""): each for each in mentions if each.code}
    if heard.is_foreign and len(countries) > 1 and _nearness(likeliest, tokens) < _IN:
        # Nobody reads where they come from and where they are.
        for mention in list(countries.values())[:_MOST_CHOICES]:
            yield _slot("maybe_region", mention)
    elif likeliest.code:
        yield _slot("region", likeliest)
    elif heard.intent in _PLACED:
        for code in likeliest.choices[:_MOST_CHOICES]:
            yield TextSlot("maybe_region", code, likeliest.start, likeliest.end)


def _not_of_cheated(mentions: list[Mention], tokens: list[Token], heard: Heard) -> list[Mention]:
    """Return the places that are not those of people who are cheated, the likeliest first."""
    is_scam = NeedTopic.SCAM_COMPOUND in heard.topics
    cheated = [each for each in mentions if _is_of_cheated(each, tokens, is_scam=is_scam)]
    if len(cheated) == len(mentions):
        near = listed("places.scam_countries")
        cheated = [each for each in cheated if country_of(each.code or "") not in near]
    left = [each for each in mentions if each not in cheated]
    if is_scam:  # people are moved on, so the last counts
        left.reverse()
    return left


_PLACED = frozenset(
    {*NEED_INTENTS, Intent.FIND_LINE, Intent.REPORT, Intent.OTHER_TROUBLE, Intent.UNKNOWN}
)
"""The intents for which somebody is asked which of several places they mean."""

_MOST_CHOICES = 4
"""The most places with one name among which somebody chooses."""


def _is_elsewhere(mention: Mention, tokens: list[Token]) -> bool:
    """Whether a place is only passed, or is where people are to whom somebody sells."""
    if mention.preposition in listed("places.through"):
        return True
    return mention.preposition in listed("places.in") and has(
        _before(mention, tokens, _NEAR)[-3:], "slots.markets"
    )


def _is_planned(mention: Mention, tokens: list[Token]) -> bool:
    """Whether somebody is still to be taken to a place: "they want to take me to Pakistan"."""
    before = _before(mention, tokens, _NEAR)
    if mention.preposition not in listed("places.to"):
        if not has([mention.preposition, *before[-1:]], "places.towards"):
            return False
        before = before[-3:]  # such a word leads to the place where somebody is, too
    around = [*before, _after(mention, tokens)]
    return has(around, "slots.planned") and not has(around, "slots.taken")


def _is_of_writer(mention: Mention, tokens: list[Token], *, is_other: bool) -> bool:
    """Whether somebody writes from a place, while what they write of is in another."""
    before = _before(mention, tokens, _NEAR)
    if mention.preposition in listed("places.from") and has(before[-3:], "slots.write"):
        return True
    return is_other and has(before, "slots.here")


def _nationalities(tokens: list[Token]) -> Iterator[TextSlot]:
    """Yield the countries of the nationalities that are named, and not the languages."""
    codes = _codes_by_nationality()
    for place, token in enumerate(tokens):
        pair = tokens[place : place + 2]
        code = codes.get(" ".join(each.word for each in pair))
        start, end = token.start, pair[-1].end
        if code is None:
            code, end = codes.get(token.word), token.end
        around = {each.word for each in tokens[max(place - 2, 0) : place + 2]}
        if code and not has(around, "slots.speaking"):
            yield TextSlot("home", code, start, end)


@cache
def _codes_by_nationality() -> Mapping[str, str]:
    return {
        name: code
        for code, names in read("speech")["nationalities"].items()
        for name in folded_names(names.split("|"))
    }


def _slot(field: str, mention: Mention) -> TextSlot:
    return TextSlot(field, mention.code or "", mention.start, mention.end)


def _is_home(mention: Mention, tokens: list[Token]) -> bool:
    """Whether somebody comes from a place, and does not write from it."""
    before, after = _before(mention, tokens, _NEAR), _after(mention, tokens)
    if mention.is_wide and (after in listed("slots.envoys") or has(before[-3:], "slots.envoys")):
        return mention.preposition not in listed("places.in")
    if mention.preposition in listed("places.from"):
        return not has(before[-4:], "slots.write")
    if has(before[-1:], "slots.left"):
        return True
    if mention.preposition not in listed("places.of"):
        return False
    comes = has(before, "slots.come") or has(before[-3:], "slots.people")
    return comes or (before[-2:] == ["out", "of"] and has(before, "slots.leave"))


def _is_of_cheated(mention: Mention, tokens: list[Token], *, is_scam: bool) -> bool:
    """Whether a place is that of people who are cheated, sold to or robbed."""
    before = _before(mention, tokens, _ALONE)
    people = [
        place
        for place, word in enumerate(before[-4:], len(before[:-4]))
        if word in listed("slots.cheated")
    ]
    if not people:
        return False
    verbs = listed("slots.cheat") | (listed("slots.reach") if is_scam else frozenset())
    return any(word.startswith(tuple(verbs)) for word in before[: people[-1]])


_IN = 2
"""How likely a place is where somebody is, from which on a word before it says so."""


def _nearness(mention: Mention, tokens: list[Token]) -> int:
    """Return how likely a place is where somebody is, and not one that they speak of."""
    before = _before(mention, tokens, _NEAR)
    is_goal = _after(mention, tokens) in listed("slots.goals")
    if is_goal or mention.preposition in listed("places.to"):
        return 0
    if mention.preposition not in listed("places.in"):
        return 1
    return 3 + has(before, "slots.here") - 2 * has(before[-3:], "slots.went")


def _after(mention: Mention, tokens: list[Token]) -> str:
    return next((token.word for token in tokens if token.start >= mention.end), "")


def _before(mention: Mention, tokens: list[Token], count: int) -> list[str]:
    words = [token.word for token in tokens if token.end <= mention.start]
    return words[-count - 1 :]


# Roles, skills and goods in a text, by the names people give them.


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

_VAGUE = frozenset({"anyone", "consumer", "individual", "everyone"})
"""Roles that everybody has."""


_WordId: TypeAlias = tuple[WordKind, str]


class _WordNames:
    """The names of roles, skills and goods, by language and by their folded words.

    Those of the words themselves are in English; ``data/speech.json`` has how people speak of them.
    """

    def __init__(self, catalog: Catalog) -> None:
        speech = read("speech")
        ignored = frozenset(speech["ignored"].split())
        words: dict[_WordId, Word] = {
            (word.kind, word.id): word
            for word in catalog.words
            if word.kind in _FIELDS and not word.group and word.id not in _VAGUE
        }
        entries = [entry for entry in _names(words, speech["spoken"]) if entry[1] in words]
        folded = folded_names(name for _, _, name in entries)
        self._by_name: dict[str, dict[str, list[_WordId]]] = {}
        for (language, word, _), name in zip(entries, folded, strict=True):
            known = self._by_name.setdefault(language, {}).setdefault(name, [])
            if name not in ignored and word not in known:
                known.append(word)

    def get(self, name: str, languages: Iterable[str]) -> list[_WordId]:
        """Return the words that a folded name means in some languages."""
        for language in languages:
            known = self._by_name.get(language, {}).get(name)
            if known:
                return known
        return []

    def get_long(self, name: str) -> list[_WordId]:
        """Return the words that a long name means in any language: few are alike in two."""
        return self.get(name, self._by_name) if len(name) >= _LONG else []


def _names(
    words: Mapping[_WordId, Word], spoken: Mapping[str, Mapping[str, Mapping[str, str]]]
) -> Iterator[tuple[str, _WordId, str]]:
    """Yield the names of words, each with its language and the word."""
    for id, word in words.items():
        yield from (("en", id, alias) for alias in word.aliases)
        yield from ((language, id, str(word.label.pick([language]))) for language in LANGUAGES)
    for kind in _FIELDS:
        for language, local, names in everyday_words(kind):
            yield from ((language, (kind, local), name) for name in names)
    for language, kinds in spoken.items():
        for name_of_kind, by_id in kinds.items():
            kind = WordKind(name_of_kind)
            for local, joined in by_id.items():
                yield from ((language, (kind, local), name) for name in joined.split("|"))


def _word_slots(names: _WordNames, tokens: list[Token], heard: Heard) -> Iterator[TextSlot]:
    """Yield the roles, skills and goods, the longest name at each place."""
    # A purchase has goods and no skills.
    wanted = {WordKind.ROLE}
    is_act = heard.intent is Intent.ACT
    is_purchase = heard.intent is Intent.PURCHASE
    if is_act or is_purchase or has((token.word for token in tokens), "slots.buying"):
        wanted.add(WordKind.PRODUCT)
    if is_act:
        wanted.add(WordKind.SKILL)
    languages = tuple(dict.fromkeys((*heard.languages, "en")))
    place = 0
    while place < len(tokens):
        for size in range(min(_LONGEST_NAME, len(tokens) - place), 0, -1):
            words = tokens[place : place + size]
            name = " ".join(token.word for token in words)
            is_plural = len(words[-1].word) >= _LEAST_PLURAL
            singular = name.removesuffix("s") if is_plural else name
            known = names.get(name, languages) or names.get(singular, languages)
            if known := known or names.get_long(name):
                is_other = place > 0 and tokens[place - 1].word in listed("slots.others")
                for kind, id in known:
                    if kind in wanted and not (is_other and kind is WordKind.ROLE):
                        yield TextSlot(_FIELDS[kind], id, words[0].start, words[-1].end)
                place += size
                break
        else:
            place += 1


# Minutes that somebody says to have.


_MOST_MINUTES = 600
"""Minutes beyond which a number says something else than the time that somebody has."""

_HALF_AN_HOUR = 30


def _minute_slots(tokens: list[Token]) -> Iterator[TextSlot]:
    """Yield the time that somebody says to have: "20 min", "half an hour", "una hora"."""
    units, amounts = read("phrases/rules")["units"], read("phrases/rules")["amounts"]
    for place, token in enumerate(tokens):
        unit = units.get(token.word)
        if unit is None or not place:
            continue
        before = tokens[place - 1]
        amount = amounts.get(before.word, 0)
        if before.word.isdecimal() and len(before.word) < len(str(_MOST_MINUTES)) + 1:
            minutes = int(before.word) * unit
        elif amount and unit > 1:
            is_half = place > 1 and amounts.get(tokens[place - 2].word) == _HALF_AN_HOUR
            minutes = _HALF_AN_HOUR if is_half else amount
        else:
            continue
        if 0 < minutes <= _MOST_MINUTES:
            yield TextSlot("minutes", minutes, before.start, token.end)


# Languages that somebody speaks or asks for.


def _language_slots(tokens: list[Token]) -> Iterator[TextSlot]:
    """Yield the languages that somebody asks for or speaks."""
    for place, token in enumerate(tokens):
        around = {each.word for each in tokens[max(place - 2, 0) : place + 2]}
        tag = as_tag(token.word) if len(token.word) > 3 else token.word  # noqa: PLR2004 - no tags
        if tag != token.word and has(around, "slots.speaking"):
            yield TextSlot("language", tag, token.start, token.end)
