"""The wording of a pack: texts that could hurt somebody, and translations that have lost something.

It costs no record and is expensive to check, so it is a pass of its own: a load leaves it until
somebody asks for the mistakes. A rule can find a bad sentence. It cannot prove a good one: people
read every text aloud.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, cast

from takeaction.core_data import first_sentences, is_our_language
from takeaction.errors import shown
from takeaction.models.record import Record
from takeaction.models.resource import Contact, Resource
from takeaction.packs.faults import Fault
from takeaction.packs.rules import conflicts, contact, numbers_in_prose
from takeaction.packs.rules.contact import readable_texts
from takeaction.packs.rules.phrases import (
    READ_LANGUAGES,
    find_advice,
    find_people,
    fold_text,
    phrases_of,
    quoted,
)
from takeaction.packs.rules.promises import find_hosts
from takeaction.value import fields_with
from takeaction.vocabulary.actions import Age, Risk
from takeaction.vocabulary.closed_words import Tells, Told
from takeaction.vocabulary.records import Kind
from takeaction.vocabulary.resources import Purpose

if TYPE_CHECKING:
    from takeaction.models.action import Action
    from takeaction.models.indicator import Indicator
    from takeaction.models.pack import Patch

_Read = TypeVar("_Read")


class Wording(NamedTuple):
    """One text of a pack, as a rule reads it.

    Attributes:
        field: Its field; of a translation, that of the text it translates.
        text: The text itself.
        language: Its language, as a tag says.
        allowance: What may still be read closely.
        record: The record it is in; None for a text of a patch, or a sentence of ours.
        original: The text that it translates and the language of that, None if unknown; None for a
            text that is no translation.
    """

    field: str
    text: str
    language: str
    allowance: "Allowance"
    record: Record | None = None
    original: tuple[str, str | None] | None = None


class Rule(NamedTuple, Generic[_Read]):
    """A rule about wording.

    Attributes:
        codes: Its kinds of mistakes.
        find: Finds them in one text, or in one record.
        kind: The kind of records it is about; None for all, with patches, or for texts.
        is_caution: Whether a lock keeps which records it warns about.
    """

    codes: tuple[str, ...]
    find: Callable[[_Read], Iterator[Fault]]
    kind: Kind | None = None
    is_caution: bool = False


class WordingCheck:
    """Checks the wording of one pack, up to the number of characters that get a close look.

    Args:
        cautions_only: Whether only the rules count whose warnings a lock keeps.
    """

    def __init__(self, *, cautions_only: bool = False) -> None:
        self.allowance = Allowance()
        self._of_texts = [rule for rule in TEXT_RULES if rule.is_caution or not cautions_only]
        self._of_records = [rule for rule in RECORD_RULES if rule.is_caution or not cautions_only]

    def faults(self, record: Record) -> Iterator[Fault]:
        """Find the faults in the texts and numbers of a record."""
        yield from self._text_faults(self._own_texts(record, record))
        for rule in self._of_records:
            if rule.kind in (None, record.record_kind):
                yield from rule.find(record)

    def translation_faults(self, record: Record) -> Iterator[tuple[str, Fault]]:
        """Find the faults in the translations of a record, each with its language."""
        for field, text in readable_texts(record):
            original = text.source, text.language
            for words in text.translations:
                read = Wording(field, words.text, words.language, self.allowance, record, original)
                for fault in self._text_faults([read]):
                    yield words.language, fault

    def patch_faults(self, patch: "Patch") -> Iterator[Fault]:
        """Find the faults in the texts that a patch adds, and its old fields."""
        for rule in self._of_records:
            if rule.kind is None:
                yield from rule.find(patch)
        yield from self._text_faults(self._own_texts(patch, None))
        for number, added in enumerate(patch.translations):
            field, original = f"translations[{number}].text", (added.source, None)
            yield from self._text_faults(
                [Wording(field, added.text, added.language, self.allowance, None, original)]
            )

    def sentence_faults(self, english: str, text: str, language: str) -> Iterator[Fault]:
        """Find the faults in the translation of a sentence of ours."""
        return self._text_faults(
            [Wording("", text, language, self.allowance, None, (english, "en"))]
        )

    def bound_faults(self) -> Iterator[Fault]:
        """Report a pack with more text than gets a close look."""
        yield from self.allowance.faults()

    def _own_texts(self, value: "Record | Patch", record: Record | None) -> list[Wording]:
        return [
            Wording(field, text.source, text.language, self.allowance, record)
            for field, text in readable_texts(value)
        ]

    def _text_faults(self, texts: list[Wording]) -> Iterator[Fault]:
        for rule in self._of_texts:
            for text in texts:
                yield from rule.find(text)


# One text: advice, blame and promises that hurt, in three languages.
#
# It is read as a person reads it, whatever characters it is written with; it is never changed.

MOST_CHARACTERS = 2_000_000
"""The most characters of a pack that are read closely.

A close look at a verb takes a thousand times as long as a look at a word, and a pack of the largest
size may take no more than about two seconds.
"""

_READ_AS_ONE = 4
"""The characters that cost as much to skim as one does to read closely."""

_ENGLISH_WORDS = (" the ", " them", " him", " her", "one ", "body", " people", " your ", " police")
"""Words of which each advice in English has one, more or less."""


class Allowance:
    """The characters of one pack that may still be read closely."""

    def __init__(self) -> None:
        self._used = 0

    @property
    def is_over(self) -> bool:
        """Whether something was left unread."""
        return self._used > MOST_CHARACTERS

    def takes(self, characters: int) -> bool:
        """Use up some characters; False if too few are left."""
        self._used += characters
        return not self.is_over

    def faults(self) -> Iterator[Fault]:
        """Report that not every text was read."""
        if self.is_over:
            problem = f"more than {MOST_CHARACTERS:,} characters of text contain words that may "
            problem += "hurt; the rest was not checked closely."
            yield Fault("limit.wording", "", problem, "split the pack.")


def known_language(tag: str) -> str:
    """Return the language of a tag if it has phrases, else English."""
    return _primary(tag) if _primary(tag) in READ_LANGUAGES else "en"


def hurtful_faults(read: Wording) -> Iterator[Fault]:
    """Find the words of a text that could hurt somebody.

    Advice is looked for in English as well, whatever the language: its tag may be wrong. A text in
    a language without phrases is read as English.
    """
    field, text, language, allowance = read[:4]
    if not allowance.takes(len(text) // _READ_AS_ONE):
        return
    known = known_language(language)
    folded = fold_text(text)
    may_be_english = known != "en" and any(word in f"{folded} " for word in _ENGLISH_WORDS)
    for each in (known, "en") if may_be_english else (known,):
        for start, end in find_advice(folded, phrases_of(each), allowance.takes):
            words = shown(quoted(text, folded, start, end))
            problem = f"{words} can put people in danger."
            yield Fault("content.dangerous_advice", field, problem, "say what is safe instead.")
    phrases = phrases_of(known)
    if not phrases.may_claim(folded):
        return
    if stigma := phrases.stigma.match(folded):
        problem = f"{shown(quoted(text, folded, *stigma.span()))} blames people or hides the harm."
        yield Fault("content.stigma", field, problem, "use the wording table in the docs.")
    promise = next(filter(None, (claim.match(folded) for claim in phrases.promises)), None)
    if promise:
        words = shown(quoted(text, folded, *promise.span()))
        problem = f"{words} is a promise that nobody can keep."
        yield Fault("content.promise", field, problem, "say who checks what, and how.")


_SIGN_FIELDS = ("text", "text_self")


def identity_faults(read: Wording) -> Iterator[Fault]:
    """Find words of a sign for who somebody is, not for what anyone does."""
    if read.field not in _SIGN_FIELDS or not _is_sign(read.record):
        return
    known = known_language(read.language)
    folded = fold_text(read.text)
    identity = phrases_of(known).search("identity", folded)
    span = identity.span() if identity else find_people(folded, known)
    if span:
        words = shown(quoted(read.text, folded, *span))
        problem = f"{words} is about who somebody is, not what anyone does."
        fix = "reword it, or make it context."
        yield Fault("content.identity_sign", read.field, problem, fix)


def _is_sign(record: Record | None) -> bool:
    """Return whether a record is an indicator that counts: context may say who somebody is."""
    is_indicator = record is not None and record.record_kind is Kind.INDICATOR
    return is_indicator and cast("Indicator", record).element.value != "context"


# Records that could hurt somebody: the rules warn at loading, and stop a pack from a build.
#
# Some words have to be there, such as those about an emergency.

_EMERGENCY = r"\bemergency\b"
"""The word that a safety line about a concern needs: the emergency number comes first."""

_OWN_EYES = r"\bsaw yourself\b|\byourself saw\b|\byou saw\b"
"""The words that limit a report to what the reader saw, not what others post online."""

_TRUSTED = r"\badult you trust\b|\btrusted adult\b|\bhelpline\b"
"""The words that give a young reader somebody to turn to."""


def action_faults(action: "Action") -> Iterator[Fault]:
    """Find an action that lacks the words that keep people safe."""
    if action.risk is not Risk.NONE and not action.safety:
        problem = "the action has a risk and no safety line."
        yield Fault("content.no_safety", "safety", problem, "write what keeps people safe.")
    if not action.concern:
        return
    if not contact.says(_EMERGENCY, action.safety):
        problem = "the action is about a concern and does not give the emergency number first."
        fix = 'write "Danger now: call the emergency number first."'
        yield Fault("content.no_emergency", "safety", problem, fix)
    reports = any(slot.purpose is Purpose.REPORT for slot in action.finds)
    if reports and Age.ADULT in action.ages and not contact.says(_OWN_EYES, action.safety):
        problem = "the action asks for reports, but not only of what people saw themselves."
        fix = 'write "Report what you saw yourself, not what you read online."'
        yield Fault("content.own_eyes", "safety", problem, fix)
    is_for_young = Age.ADULT not in action.ages
    if is_for_young and not contact.says(_TRUSTED, [*action.steps, action.summary, *action.safety]):
        problem = "an action for young people with a concern names no trusted adult or helpline."
        yield Fault("content.child_help", "steps", problem, "name one of them.")


# Fields that another one has replaced. Old packs are still read, so the rules only warn.


def deprecated_faults(thing: Any, path: str = "") -> Iterator[Fault]:
    """Find the fields of a record, a patch or a part of one that another field replaces."""
    for name, new in fields_with("deprecated", type(thing)):
        value, field = getattr(thing, name), f"{path}{name}"
        if new and value:
            problem, fix = f"{new} replaces this old field.", f"write {new}."
            if getattr(thing, new):
                problem, fix = f"{new} is read instead of this old field.", f"remove {name}."
            elif name in _HOW_TO_WRITE:
                fix = _HOW_TO_WRITE[name](thing)
            yield Fault("shape.deprecated", field, problem, fix)
        elif isinstance(value, tuple):
            for number, part in enumerate(value):
                yield from deprecated_faults(part, f"{field}[{number}].")
        elif value:
            yield from deprecated_faults(value, f"{field}.")


def _how_to_write_serves(resource: Resource) -> str:
    groups = ", ".join(f'"{word}"' for word in sorted(resource.for_whom))
    if groups:
        return f"write serves = [{groups}]."
    return "remove it, or write serves if it turns others away."


def _how_to_write_tells(way: Contact) -> str:
    # Emergency services and a government have no key of their own in tells.
    body = next((body for body in Told if body.value in way.shares_with), Told.POLICE)
    *others, last = Tells
    words = f"{', '.join(others)} or {last}"
    key = body.replace("-", "_")
    return f'write tells = {{ {key} = "…" }}, with {words} in it, as the line says itself.'


_HOW_TO_WRITE: Mapping[str, Callable[[Any], str]] = {
    "audience": _how_to_write_serves,
    "shares_with": _how_to_write_tells,
}
"""Better advice for some old fields than the name of the new one: what it would hold."""


# The language of a text: its script, and what a translation may have lost.
#
# The rules only warn: a name may well be in another script, and a good translation be short.

_SCRIPTS = {
    "ARABIC": "ar ckb fa ps sd ug ur prs ks",
    "ARMENIAN": "hy",
    "BENGALI": "as bn",
    "CANADIAN": "iu",
    "CJK": "zh ja yue nan",
    "CYRILLIC": "ab be bg kk ky mk mn ru sr tg uk",
    "DEVANAGARI": "hi mr ne",
    "ETHIOPIC": "am ti",
    "GEORGIAN": "ka",
    "GREEK": "el",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "HANGUL": "ko",
    "HEBREW": "he yi",
    "KANNADA": "kn",
    "KHMER": "km",
    "LAO": "lo",
    "LATIN": (
        "aa ace af ak az bs ca ceb cs cy da de ee en eo es et eu ff fi fil fr ga gd gl gn ha hil"
        " hmn hr ht hu id ig ilo is it jv ku lb lg ln lt lv mam mg mi ms mt nb nl nn no nv ny oc om"
        " pl pt qu quc rn ro rom rw sk sl sm sn so sq ss st su sv sw tet tk tl tn to tr ts tw uz ve"
        " vi wo xh yo yua zu nah kmr"
    ),
    "MALAYALAM": "ml",
    "MYANMAR": "my",
    "ORIYA": "or",
    "SINHALA": "si",
    "TAMIL": "ta",
    "TELUGU": "te",
    "THAI": "th",
    "TIBETAN": "bo",
}
"""The languages of each script, as Unicode names its letters.

Source:
    Unicode CLDR 47, likely subtags.
"""

_ALSO = {
    "CYRILLIC": "az bs ku rom ro tk uz",
    "ARABIC": "az ha kk ku kmr ky ms pa tg tk uz",
    "LATIN": "kk sr mn ug sd tg ckb iu",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "BOPOMOFO": "zh nan",
    "DEVANAGARI": "sd ks",
}
"""Scripts in which a language is written as well; ours, from the same list and from use."""

_ENOUGH_LETTERS = 12
"""A shorter text may be a name or an abbreviation."""

_DENSITY = {"zh": 0.3, "yue": 0.3, "nan": 0.3, "ja": 0.5, "ko": 0.5}
"""The length of a text beside its English: these scripts write a syllable or a word in one letter.

Source:
    Our estimate, from parallel texts of the Universal Declaration of Human Rights.
"""

_ENOUGH_SOURCE = 30
"""A shorter text is a label, whose translation may be of any length."""

_SENTENCE_END = re.compile(r"(?<=[.!?;:\u2026]) ")


def script_faults(read: Wording) -> Iterator[Fault]:
    """Find a text that is in none of the scripts of its language.

    Every text passes if the tag names a script, or a language that we do not know.
    """
    if read.record is None and read.original is None:
        return  # why a pack adds to another one is for those who read its file
    text, own = re.sub(_SLOT, "", read.text), _scripts_of(read.language)
    if not own or (text.isascii() and "LATIN" in own):
        return
    letters: Counter[str] = Counter()
    for character, times in Counter(text).items():
        if character.isalpha():
            letters[_script(character)] += times
    ours = sum(letters[script] for script in own)
    if letters.total() >= _ENOUGH_LETTERS and ours * 4 < letters.total():
        most = max(sorted(letters), key=letters.__getitem__).capitalize()
        problem = f"its letters are {most}, and {shown(read.language)} is written in others."
        yield Fault(
            "lang.script", read.field, problem, "name the language it is in, or translate it."
        )


@cache
def _scripts_of(tag: str) -> frozenset[str]:
    """Return the scripts of a language, as Unicode names letters; empty if we do not know them."""
    language, *subtags = tag.split("-")
    if any(len(subtag) == len("Latn") and subtag.isalpha() for subtag in subtags):
        return frozenset()
    return frozenset(
        script
        for table in (_SCRIPTS, _ALSO)
        for script, languages in table.items()
        if language in languages.split()
    )


@cache
def _script(character: str) -> str:
    """Return the first word of a letter's name, which is its script."""
    plain = unicodedata.normalize("NFKC", character)  # "FULLWIDTH LATIN …" is Latin
    return unicodedata.name(plain[0], "?").partition(" ")[0]


def loss_faults(read: Wording) -> Iterator[Fault]:
    """Find facts that a translation has lost."""
    if read.original is None:
        return
    field, text, language = read[:3]
    source, spoken = read.original
    one, other = _primary(spoken or ""), _primary(language)
    sparse, dense = _DENSITY.get(one, 1.0), _DENSITY.get(other, 1.0)
    is_long = len(source) >= _ENOUGH_SOURCE * sparse
    if is_long and len(text) * 3 * sparse < len(source) * dense:  # less than a third
        problem = f"it has {len(text)} characters for {len(source)} of the original."
        yield Fault("lang.length", field, problem, "translate all of the text.")
    source, text = fold_text(source), fold_text(text)
    if spoken is None:  # whatever forbids something is in a language that we read
        one = next((known for known in READ_LANGUAGES if _has("forbids", source, known)), "")
    if {one, other} <= {*READ_LANGUAGES}:
        yield from _negation_faults(field, (source, one), (text, other))


def _primary(tag: str) -> str:
    return tag.partition("-")[0]


def _negation_faults(
    field: str, source: tuple[str, str], translation: tuple[str, str]
) -> Iterator[Fault]:
    """Find a translation that no longer forbids what its source does, or forbids something new.

    Sentences are compared one by one where both texts have as many, and else as a whole.
    """
    (text, one), (translated, other) = source, translation
    sentences, others = _SENTENCE_END.split(text), _SENTENCE_END.split(translated)
    if len(sentences) != len(others):
        sentences, others = [text], [translated]
    for sentence, words in zip(sentences, others, strict=True):
        if _has("forbids", sentence, one) and not _has("denies", words, other):
            problem = f"the original has {shown('not')} or {shown('never')}, and it has neither."
            yield Fault("lang.negation", field, problem, "translate what the text forbids.")
            return
        if _has("forbids", words, other) and not _has("denies", sentence, one):
            problem = "it forbids something that the original does not."
            yield Fault("lang.negation", field, problem, "translate the text as it is.")
            return


def _has(name: str, sentence: str, language: str) -> bool:
    return phrases_of(language).search(name, sentence) is not None


# The first sentences of an answer in a language that takeaction lacks.
#
# A pack may translate them: danger, who answers, how to reach them, and the next question. They
# are shown around numbers in our name, so they may add nothing. One fault costs the whole language:
# half of them could be the half without the danger notice. They never replace a language of ours.

_SLOT = r"\{\w+\}"
_MARKUP = frozenset("{}<>&*_`[]|\\#@~^=\n\t")
_LONGEST_SHARE, _LONGEST_MORE = 3, 40
"""A translation has at most three times the characters of the English, and 40 more."""

_SHOWN_CODES = 3
_FINISH_ALL = "finish all of them, without the flag fuzzy, or take them out."
_TRANSLATE_ONLY = "translate the sentence and add nothing to it."


def frame_faults(code: str, text: str, language: str) -> Iterator[Fault]:
    """Find the faults of the translation of a sentence; *code* is one of ``first_sentences()``."""
    if is_our_language(language):
        problem = f"takeaction has its own sentences in {shown(language)}."
        yield Fault("frame.language", "", problem, "remove these entries; records keep theirs.")
        return
    english = first_sentences()[code]
    bare = re.sub(_SLOT, "", text)
    if Counter(re.findall(_SLOT, text)) != Counter(re.findall(_SLOT, english)) or "{" in bare:
        slots = ", ".join(sorted(set(re.findall(_SLOT, english)))) or "none"
        problem = f"its places to fill in are not those of the original ({slots})."
        yield Fault("frame.slots", "", problem, "keep each of them once, as it is written.")
    added = _added(bare)
    if added:
        problem = f"it has {shown(added)}, and the first sentences hold nothing but words."
        yield Fault("frame.content", "", problem, _TRANSLATE_ONLY)
    if len(text) > _LONGEST_SHARE * len(english) + _LONGEST_MORE:
        yield Fault("frame.content", "", "it is far longer than the original.", _TRANSLATE_ONLY)
    yield from WordingCheck().sentence_faults(english, text, language)


def completeness_fault(codes: Collection[str]) -> Fault | None:
    """Return the fault of a language in which some of the first sentences are missing, or fuzzy.

    *codes* are those of the others.
    """
    missing = [code for code in first_sentences() if code not in codes]
    if not missing:
        return None
    more = f" and {len(missing) - _SHOWN_CODES} more" if len(missing) > _SHOWN_CODES else ""
    problem = f"the first sentences lack {', '.join(missing[:_SHOWN_CODES])}{more}."
    return Fault("frame.incomplete", "", problem, _FINISH_ALL)


def _added(text: str) -> str:
    """Return the digit, address or markup that a sentence has beside words; empty for none."""
    for character in text:
        if character in _MARKUP or unicodedata.category(character) in ("Nd", "Nl", "No"):
            return character
    return next(find_hosts(text), "")


# The rules, in the order in which they are applied. To add one, write its function and its entry.

TEXT_RULES: tuple[Rule[Wording], ...] = (
    Rule(
        ("content.dangerous_advice", "content.stigma", "content.promise"),
        hurtful_faults,
        is_caution=True,
    ),
    Rule(("content.identity_sign",), identity_faults, is_caution=True),
    Rule(("text.number",), numbers_in_prose.faults),
    Rule(("lang.script",), script_faults),
    Rule(("lang.length", "lang.negation"), loss_faults),
)
"""The rules about each text of a record, its translations, and the texts of patches."""

RECORD_RULES: tuple[Rule[Any], ...] = (
    Rule(
        ("content.no_safety", "content.no_emergency", "content.own_eyes", "content.child_help"),
        action_faults,
        Kind.ACTION,
        is_caution=True,
    ),
    Rule(("content.unverified_number", "contact.region_mismatch"), conflicts.faults, Kind.RESOURCE),
    Rule(("region.too_wide",), conflicts.reach_faults, Kind.RESOURCE),
    Rule(("shape.deprecated",), deprecated_faults),
)
"""The rules about the whole of a record."""
