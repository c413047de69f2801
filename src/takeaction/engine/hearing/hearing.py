"""Hearing: the likely intent and topics of a text, by the frames that its words meet.

It is a guess, made to miss nobody: in doubt it is a need. Nothing that it returns holds a word of
the text, and nothing follows from it but what to show first.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import attrs

from takeaction.core_data import LANGUAGES
from takeaction.engine.hearing.lexicon import (
    PhraseMatch,
    Token,
    bits_by,
    frames,
    has,
    language_of_needs,
    language_of_words,
    lexicon,
    likely_languages,
    listed,
    points_of,
    read_words,
    respelled,
    rules,
    tokens_of,
)
from takeaction.engine.hearing.matters import (
    ADULT,
    Ages,
    HeardMatter,
    ages_in,
    intent_by_rules,
    is_bare,
    is_no_age,
    matter_of,
    persons_of,
)
from takeaction.engine.hearing.topics import (
    TextShape,
    features_of,
    intent_of,
    is_cry,
    is_dangerous,
    margins,
    topics_of,
)
from takeaction.models.question.queries import About
from takeaction.value import Value
from takeaction.vocabulary.closed_words import AsksValue, ChildConcernedValue, ListenValue
from takeaction.vocabulary.needs import NEED_INTENTS, Intent, NeedTopic, Sureness

_STRANGE = re.compile(
    "[\u0370-\u03ff\u0530-\u05ff\u067e\u0679\u0688\u0691\u06a9\u06ba-\u06d5\u0980-\u0dff"
    "\u0e00-\u109f\u10a0-\u139f\u1780-\u17ff\u3040-\u30ff\uac00-\ud7af]"
)
"""Letters of Greek, Armenian, Hebrew, Persian, Urdu, Bengali and other scripts of India, Thai, Lao,
Burmese, Georgian, Korean, Amharic, Khmer and Japanese."""

_FEWEST_STRANGE = 5
"""How many of these a text in such a language has; a name in another one may have a few."""

_QUESTION_MARKS = frozenset("?\u061f\uff1f")
_MONEY = ("$", "€", "£", "¥", "₹", "$ ", "€ ", "£ ")
_NO_NEEDS = frozenset({Intent.ACT, Intent.LEARN, Intent.PURCHASE})
_TOLD = frozenset({Intent.FIND_LINE, Intent.REPORT, Intent.SIGNS})
"""The intents that say what they are about, however sure a need is."""

_FEW_WORDS = 4
"""The intents that nobody has whose language nobody knows, and the most different words of a text
that is so short that its language need not be known."""

_WITH_ME = frozenset({"they", "mypossess"})
"""The concepts beside "me" of somebody who tells what others do to them or what they lost."""

_OF_CHILDREN = frozenset({NeedTopic.CHILD_RUNAWAY, NeedTopic.CHILD_ABUSE})
"""The topics whose lines are for children."""

_BESIDE = 3
"""How many words may follow somebody of the home, such as "has", before what they don't do."""

_OF_DENIAL = frozenset({"denied", "inpart"})
"""The concepts that say which words to leave out, and nothing by themselves."""

_UNDERSTOOD_ALONE = frozenset({Intent.PURCHASE, Intent.LEARN, Intent.TRAVEL})
"""The intents for which a child in the text is what it is about, and nobody who needs help."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Heard(Value):
    """The likely meaning of a text, without its words.

    Attributes:
        intent: What the writer most likely wants.
        sure: How sure it is that the writer, or somebody they know, needs help. It may be so with
            any intent but those of somebody who is shopping or studying.
        topics: The topics of the need, most likely first, at most three; empty unless it is sure,
            or a sign, a report or a number was asked for.
        maybe: The topic that it may be, where a need isn't sure: lines are chosen by it, and no
            answer names it.
        is_foreign: Whether it is in a language that nobody reads here.
        danger: Whether somebody may be hurt right now.
        writer_child: Whether the writer says that they are under 18.
        concerns_child: Whether a child is the one who needs help, the writer or another.
        languages: The languages of the text, most likely first.
        language: The language of the text, to answer in; None where too few words tell it.
        concepts: The concepts that the text has; signs and messages are chosen by them.
        person: Who the one who needs help is, as far as the text says it: ``men``, ``women``,
            ``deaf``, ``seafarers``, ``domestic-workers``, ``migrants``.
        danger_kinds: How a body is in danger: ``body``, ``pills``, ``now``; empty where none of
            these was said.
        careful: Whether the words name a reason for which police, consulate or family may be a
            danger, such as a faith, or who somebody loves.
        reach: ``text`` for somebody who cannot or must not talk; None where any way will do.
        stop: Who the writer hurt or fears to hurt, and wants to stop: ``partner``, ``child``,
            ``buyer``; None for everybody else.
        missing: Who the writer is looking for and may be in danger: ``child`` or ``adult``.
        out: Whether the writer got out.
        feared_police: Whether the police may be on the wrong side.
    """

    intent: Intent
    sure: Sureness
    topics: tuple[NeedTopic, ...]
    danger: bool
    writer_child: bool
    concerns_child: bool
    languages: tuple[str, ...]
    language: str | None
    concepts: frozenset[str]
    person: frozenset[str] = frozenset()
    danger_kinds: frozenset[str] = frozenset()
    careful: bool = False
    reach: str | None = None
    stop: str | None = None
    missing: str | None = None
    out: bool = False
    feared_police: bool = False
    maybe: tuple[NeedTopic, ...] = ()
    is_foreign: bool = False

    @property
    def is_need(self) -> bool:
        """Whether somebody may need help."""
        return self.sure is not Sureness.NO

    @property
    def _listen(self) -> ListenValue | None:
        if self.topics:
            return None
        if self.intent is Intent.OTHER_TROUBLE:
            return "trouble"
        return "maybe" if self.sure is Sureness.MAYBE else None

    @property
    def about(self) -> About:
        """What is known of the need, in closed words."""
        # Rules name closed words as text; About reads them, and refuses what is no word.
        danger: Any = {*self.danger_kinds, *(["danger"] if self.danger else [])}
        person: Any = self.person
        # Whoever may do harm, and says nothing of stopping, is "other".
        stop: Any = (self.stop or "other") if self.intent is Intent.OTHER_HARM else None
        child: ChildConcernedValue | None = "other" if self.concerns_child else None
        asks: Mapping[Intent, AsksValue] = {Intent.NEED_SELF: "self", Intent.NEED_OTHER: "other"}
        return About(
            self.topics or self.maybe,
            danger=danger,
            child="writer" if self.writer_child else child,
            asks=asks.get(self.intent),
            person=person,
            careful=self.careful,
            reach="text" if self.reach else None,
            stop=stop,
            listen=self._listen,
        )


class TextPhrases:
    """The phrases of a text, for measuring and for the script that makes the weights.

    Attributes:
        shape: What the text is like, whatever it says.
        language: The language of the text; None where too few words tell it.
        letters: How much its letters look like each intent, in thousandths.
        ages: The ages that it says.
        read: How many of its words are known in one language.
        different: How many different words it has.
        is_strange: Whether it has letters that no language has that is heard.
        matches: The phrases, each with its language.
    """

    def __init__(self, parts: Iterable[str]) -> None:
        read = tuple(parts)
        tokens = [token for part in read for token in _without_sums(part, tokens_of(part))]
        words = [token.word for token in tokens]
        self.shape = _shape(read, words)
        self.letters = margins(words)
        self.ages: Ages = ages_in(words)
        self.matches = [
            (language, match)
            for language in self.shape.languages
            for match in _matches(tokens, language)
        ]
        self.is_strange = _is_strange(words)
        self.language = None
        if not self.is_strange:
            self.language = language_of_words(words) or language_of_needs(self.matches, len(words))
        self.read = read_words(words, self.matches)
        self.different = len(set(words))

    def positions(self) -> dict[str, int]:
        """Return the words that express each concept, as bits."""
        return bits_by((match.concept, match) for _, match in self.matches)


def hear(parts: Iterable[str]) -> Heard:
    """Guess the meaning of a text.

    Args:
        parts: The parts of their text that are read, as ``excerpt`` gives them.
    """
    return heard_from(TextPhrases(parts))


def language_of_text(parts: Iterable[str]) -> str | None:
    """Return the language of a text, to answer in, as ``Heard.language`` has it.

    Args:
        parts: The parts of their text that are read, as ``excerpt`` gives them.
    """
    read = tuple(parts)
    words = [token.word for part in read for token in tokens_of(part)]
    told = None if _is_strange(words) else language_of_words(words)
    return told or TextPhrases(read).language


def heard_from(words: TextPhrases) -> Heard:
    """Guess the meaning of a text from its phrases."""
    positions = words.positions()
    points = points_of(positions, frames())
    has_rules = not frozenset(LANGUAGES).isdisjoint(words.shape.languages)
    matter = matter_of(points, positions, words.ages, has_rules=has_rules)
    guess = intent_of(points, positions, words.shape, words.letters)
    intent, sure = intent_by_rules(guess, points, positions, matter)
    if intent is Intent.OTHER_TROUBLE and sure is Sureness.MAYBE and _is_hardly_read(words):
        intent = Intent.NEED_SELF  # a trouble of another kind has to be read
    is_foreign = _is_foreign(words)
    if is_foreign:
        intent, sure = _unread((intent, sure), points, positions)
    needs_help = sure is not Sureness.NO
    is_told = sure is Sureness.SURE or (needs_help and intent in _TOLD)
    features = features_of(points, positions, words.shape) if needs_help else {}
    likely = _topics(words, positions, points, features, matter) if needs_help else ()
    is_death_said = points.get(NeedTopic.SUICIDE.value) or matter.danger_kinds
    is_few = intent in NEED_INTENTS and words.different <= _FEW_WORDS
    if (
        likely[:1] == (NeedTopic.SUICIDE,)
        and not is_death_said
        and (is_few or sure is Sureness.MAYBE)
    ):
        sure, is_told = Sureness.MAYBE, False  # tired and sleepless, and no more is said
    is_said = needs_help or intent is Intent.FIND_LINE
    is_unheard = has(positions, "concepts.unheard") and not has(positions, "concepts.hasty")
    return Heard(
        intent=intent,
        sure=sure,
        topics=likely if is_told else (),
        danger=bool(matter.danger_kinds)
        or (needs_help and is_dangerous(points, features, is_sure=sure is Sureness.SURE)),
        writer_child=matter.writer_child,
        concerns_child=_concerns_child(matter, intent, needs_help=needs_help),
        languages=words.shape.languages,
        language=words.language,
        concepts=frozenset(positions),
        person=persons_of(positions, is_other=intent is Intent.NEED_OTHER)
        if is_said
        else frozenset(),
        danger_kinds=matter.danger_kinds,
        careful=needs_help and "carefulwords" in positions,
        reach="text" if is_said and is_unheard else None,
        stop=matter.stop,
        missing=matter.missing,
        out=bool(points.get("out")),
        feared_police=bool(points.get("police-feared")),
        maybe=likely[:1] if not is_told and _may_be(likely[:1], intent, features, matter) else (),
        is_foreign=is_foreign,
    )


def _unread(
    guess: tuple[Intent, Sureness], points: Mapping[str, int], positions: Mapping[str, int]
) -> tuple[Intent, Sureness]:
    """Return what a text in a language without lists may want, and how sure a need is.

    It may be a need or a recipe, and never a trouble of another kind, which has to be read. Nobody
    finds the words that are sure in it: a topic is as good, or who it speaks of.
    """
    intent, sure = guess
    if intent in _NO_NEEDS:
        intent = Intent.UNKNOWN
    if sure is Sureness.NO and intent in (Intent.OTHER_TROUBLE, Intent.UNKNOWN):
        return Intent.NEED_SELF, Sureness.MAYBE
    is_of_somebody = points.get("self") and not positions.keys().isdisjoint(_WITH_ME)
    is_said = is_of_somebody or points.get("need", 0) > 1 or not _says_no_topic(points)
    if sure is Sureness.MAYBE and is_said:
        sure = Sureness.SURE
    return Intent.NEED_SELF if intent is Intent.OTHER_TROUBLE else intent, sure


def _says_no_topic(points: Mapping[str, int]) -> bool:
    return not any(points.get(topic.value) for topic in NeedTopic)


def _is_strange(words: Iterable[str]) -> bool:
    """Whether a text has letters that no heard language has: Thai, Korean, Urdu.

    Its words are read and not its letters: letters that stand for others, as Greek ones do for
    Latin ones, are what they stand for there.
    """
    text = " ".join(words)
    return not text.isascii() and len(_STRANGE.findall(text)) >= _FEWEST_STRANGE


def _is_foreign(words: TextPhrases) -> bool:
    """Whether a text is in a language that is not known: few of its words are."""
    return words.is_strange or (words.language is None and _is_hardly_read(words))


def _is_hardly_read(words: TextPhrases) -> bool:
    """Whether two of three words of a text are in no list, and it is no short one."""
    return words.different > _FEW_WORDS and 3 * words.read <= words.shape.size


def _concerns_child(matter: HeardMatter, intent: Intent, *, needs_help: bool) -> bool:
    """Whether a child is the one who needs help, and not only in the writer's life."""
    if intent is Intent.OTHER_HARM:
        return matter.writer_child
    if intent in _UNDERSTOOD_ALONE and not needs_help:
        return matter.writer_child
    is_for_other = matter.has_child and intent is not Intent.NEED_SELF
    return matter.writer_child or matter.is_child_hurt or is_for_other


def _topics(
    words: TextPhrases,
    positions: Mapping[str, int],
    points: Mapping[str, int],
    features: Mapping[str, int],
    matter: HeardMatter,
) -> tuple[NeedTopic, ...]:
    """Return the likely topics; of a cry for help that says none, no topic is guessed."""
    is_plain = is_cry(positions, words.shape) or is_bare(positions) or _is_foreign(words)
    if is_plain and _says_no_topic(points):
        return (NeedTopic.OTHER,)
    ages = (words.ages.writer, *words.ages.others)
    is_adult = any(age is not None and age >= ADULT for age in ages) or "spouse" in positions
    is_adult = is_adult or bool(points.get("grown-up"))
    return topics_of(points, features, matter, is_adult=is_adult)


def _may_be(
    likely: tuple[NeedTopic, ...],
    intent: Intent,
    features: Mapping[str, int],
    matter: HeardMatter,
) -> bool:
    """Whether lines may be chosen by a topic of which nothing is sure.

    Of 2,826 development texts: violence at home was right in 5 of 34 such guesses, a wish to die
    without a word of death in none of 12, any topic beside other trouble in 7 of 53.
    """
    if likely == (NeedTopic.SUICIDE,):
        return has(features, "concepts.death")
    has_child = matter.concerns_child or "parent" in features
    if _OF_CHILDREN.intersection(likely) and not has_child:
        return False
    is_guess = bool(likely) and likely[0] not in (NeedTopic.OTHER, NeedTopic.VIOLENCE_HOME)
    return is_guess and intent is not Intent.OTHER_TROUBLE


def _shape(parts: tuple[str, ...], words: list[str]) -> TextShape:
    typed = "".join(parts).rstrip()
    asks = not _QUESTION_MARKS.isdisjoint(typed)
    return TextShape(len(words), likely_languages(words), asks, typed[-1:] in _QUESTION_MARKS)


def _without_sums(text: str, tokens: list[Token]) -> list[Token]:
    """Return the words of a text; a sum of money is no number that could be an age."""
    return [
        token._replace(word="0")
        if token.word.isdecimal() and text[: token.start].endswith(_MONEY)
        else token
        for token in tokens
    ]


def _matches(tokens: list[Token], language: str) -> list[PhraseMatch]:
    """Return the phrases in one language, without those whose words an idiom uses up."""
    words = lexicon(language)
    spelled = [token.word for token in respelled(tokens, words.spellings)]
    matches = [match for match in words.matches(spelled) if not _is_false_age(match, spelled)]
    matches += rules(language).matches(spelled)
    used, put_out = _used_by({"idiom"}, matches), _used_by(listed("concepts.put_out"), matches)
    denied, of_other = _denied(matches), _used_by({"noteofother"}, matches)
    return [
        match
        for match in matches
        if match.concept not in _OF_DENIAL
        and (match.concept in listed("concepts.idioms") or not match.bits & used)
        and (match.concept not in listed("concepts.held") or not match.bits & put_out)
        and (match.concept == "noharm" or not match.bits & denied)
        and (match.concept == "noteofother" or not match.bits & of_other)
    ]


def _denied(matches: list[PhraseMatch]) -> int:
    """Return the words of harm that somebody says nobody does, as bits.

    They are heard as harm with a word beside them that denies a part alone, such as "much", "any
    more" or "if"; and where it is said of somebody at home, which goes on "but".
    """
    starts = {match.start for match in matches if match.concept == "inpart"}
    ends = {match.end for match in matches if match.concept == "inpart"}
    homes = {match.end for match in matches if match.concept in listed("concepts.home")}
    ends |= {end + words for end in homes for words in range(_BESIDE)}
    free = (each for each in matches if each.end not in starts and each.start not in ends)
    return _used_by({"denied"}, free)


def _used_by(concepts: Collection[str], matches: Iterable[PhraseMatch]) -> int:
    """Return the words that express one of some concepts, as bits."""
    return bits_by(("", match) for match in matches if match.concept in concepts).get("", 0)


def _is_false_age(match: PhraseMatch, words: list[str]) -> bool:
    """Whether a phrase takes a sum or an hour for the age of a child."""
    last = match.end - 1
    return (
        match.concept in listed("concepts.aged")
        and words[last].isdecimal()
        and is_no_age(words, last)
    )
