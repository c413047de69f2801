"""The wording of a pack: texts that could hurt somebody, and numbers that nobody has checked.

It costs no record and is expensive to check, so it is a pass of its own: a load leaves it until
somebody asks for the mistakes.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from takeaction.errors import shown
from takeaction.models.record import Record
from takeaction.models.resource import Resource
from takeaction.packs.faults import Fault
from takeaction.packs.rules import contact
from takeaction.packs.rules.phrases import READ_LANGUAGES, phrases_of
from takeaction.packs.rules.phrases.folding import fold_text, quoted
from takeaction.packs.rules.phrases.frames import Frame, Phrases
from takeaction.packs.rules.phrases.peoples import find_people
from takeaction.vocabulary.closed_words import Told

if TYPE_CHECKING:
    from takeaction.models.amendments import Patch


class WordingCheck:
    """Checks the wording of one pack, up to the number of characters that get a close look."""

    def __init__(self) -> None:
        self._allowance = Allowance()

    def faults(self, record: Record) -> Iterator[Fault]:
        """Find the faults in the texts and numbers of a record."""
        # Imported late: it reads the numbering plans, which no load needs.
        from takeaction.packs.rules import prose

        yield from contact.safety_faults(record, self._allowance)
        yield from prose.faults(record)
        for field, text in contact.readable_texts(record):
            yield from script_faults(field, text.source, text.language)
        if isinstance(record, Resource):
            from takeaction.packs.rules import conflicts  # likewise

            yield from conflicts.faults(record)
            yield from conflicts.reach_faults(record)
            yield from deprecated_faults(record)

    def translation_faults(self, record: Record) -> Iterator[tuple[str, Fault]]:
        """Find the faults in the translations of a record, each with its language."""
        from takeaction.packs.rules import prose  # likewise

        yield from contact.translation_faults(record, self._allowance)
        yield from prose.translated_faults(record)
        for field, text in contact.readable_texts(record):
            for words in text.translations:
                spoken, language = text.language, words.language
                for fault in script_faults(field, words.text, language):
                    yield language, fault
                for fault in loss_faults(field, text.source, spoken, words.text, language):
                    yield language, fault

    def patch_faults(self, patch: "Patch") -> Iterator[Fault]:
        """Find the faults in the texts that a patch adds."""
        for field, text in contact.readable_texts(patch):
            yield from faults(field, text.source, text.language, self._allowance)
        for number, added in enumerate(patch.translations):
            field = f"translations[{number}].text"
            yield from faults(field, added.text, added.language, self._allowance)
            yield from script_faults(field, added.text, added.language)
            yield from loss_faults(field, added.source, None, added.text, added.language)

    def bound_faults(self) -> Iterator[Fault]:
        """Report a pack with more text than gets a close look."""
        yield from self._allowance.faults()


# Rules for fields that another one has replaced. Old packs are still read, so they only warn.


_CODE = "shape.deprecated"


def deprecated_faults(resource: Resource) -> Iterator[Fault]:
    """Find the fields of a resource that a new one replaces."""
    if resource.audience:
        yield Fault(_CODE, "audience", *_of_audience(resource))
    for number, way in enumerate(resource.contacts):
        if way.shares_with and way.tells:
            problem = "tells says who learns what a person says; shares_with is not read beside it."
            yield Fault(_CODE, f"contacts[{number}].shares_with", problem, "remove shares_with.")
        elif way.shares_with:
            # Emergency services and a government have no key of their own in tells.
            body = next((body for body in Told if body.value in way.shares_with), Told.POLICE)
            problem = "this old field doesn't say when they are told; tells does."
            key = body.replace("-", "_")
            words = "always, if-you-agree, danger-or-child or never"
            fix = f'write tells = {{ {key} = "…" }}, with {words} in it, as the line says itself.'
            yield Fault(_CODE, f"contacts[{number}].shares_with", problem, fix)


def _of_audience(resource: Resource) -> tuple[str, str]:
    """Return the problem with an audience, and its fix."""
    if resource.serves:
        return "serves says who it is for; audience is not read beside it.", "remove audience."
    groups = ", ".join(f'"{word}"' for word in sorted(resource.for_whom))
    problem = "this old field also names people who may find it useful; serves says who it is for."
    return problem, (
        f"write serves = [{groups}]."
        if groups
        else "remove it, or write serves if it turns others away."
    )


# Rules for the wording of a text: advice, blame and promises that hurt, in three languages.
#
# A text is read as a person reads it, whatever characters it is written with; it is never changed.
# A rule can find a bad sentence. It cannot prove a good one: people read every text aloud.


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
            problem = (
                f"more than {MOST_CHARACTERS:,} characters of text contain words that may hurt;"
            )
            problem += " the rest was not checked closely."
            yield Fault("limit.wording", "", problem, "split the pack.")


def known_language(tag: str) -> str:
    """Return the language of a tag if it has phrases, else English."""
    language = tag.partition("-")[0]
    return language if language in READ_LANGUAGES else "en"


def faults(field: str, text: str, language: str, allowance: Allowance) -> Iterator[Fault]:
    """Find the words of a text that could hurt somebody.

    Advice is looked for in English as well, whatever the language: its tag may be wrong.

    Args:
        field: The field of the text.
        text: The text.
        language: Its language tag; one without phrases is read as English.
        allowance: The allowance of its pack.
    """
    if not allowance.takes(len(text) // _READ_AS_ONE):
        return
    known = known_language(language)
    folded = fold_text(text)
    quote = _Quote(text, folded)
    languages = (known, "en") if known != "en" and _seems_english(folded) else (known,)
    for each in languages:
        for start, end in find_advice(folded, phrases_of(each), allowance.takes):
            problem = f"{quote(start, end)} can put people in danger."
            yield Fault("content.dangerous_advice", field, problem, "say what is safe instead.")
    if phrases_of(known).may_claim(folded):
        yield from _claim_faults(field, folded, phrases_of(known), quote)


def _seems_english(folded: str) -> bool:
    """Tell whether a text in another language may hold advice in English."""
    return any(word in f"{folded} " for word in _ENGLISH_WORDS)


def _claim_faults(field: str, folded: str, phrases: Phrases, quote: "_Quote") -> Iterator[Fault]:
    """Find words that blame somebody, and promises that nobody can keep."""
    stigma = phrases.stigma.match(folded)
    if stigma:
        problem = f"{quote(*stigma.span())} blames people or hides the harm."
        yield Fault("content.stigma", field, problem, "use the wording table in the docs.")
    for claim in phrases.promises:
        promise = claim.match(folded)
        if promise:
            problem = f"{quote(*promise.span())} is a promise that nobody can keep."
            yield Fault("content.promise", field, problem, "say who checks what, and how.")
            return


def identity_faults(field: str, text: str, language: str) -> Iterator[Fault]:
    """Find words of a sign for who somebody is, not for what anyone does."""
    known = known_language(language)
    folded = fold_text(text)
    identity = phrases_of(known).identity.search(folded)
    span = identity.span() if identity else find_people(folded, known)
    if span:
        problem = f"{_Quote(text, folded)(*span)} is about who somebody is, not what anyone does."
        yield Fault("content.identity_sign", field, problem, "reword it, or make it context.")


class _Quote:
    """Quotes the words of a text where its folded form has a match."""

    def __init__(self, text: str, folded: str) -> None:
        self._text = text
        self._folded = folded

    def __call__(self, start: int, end: int) -> str:
        return shown(quoted(self._text, self._folded, start, end))


# Advice that puts people in danger: it is found by its frame, and by what governs its verb.


_WORD = re.compile(r"\w+")
_BREAK = re.compile(r"[.!?;\u2026](?=[\s\"')])|[\u00bf\u00a1\u2022|]")
_LONGEST_PRONOUN = len(" les ")
_BEFORE, _AFTER = 200, 200
"""The characters before and after a verb that are read: work stays linear in a long sentence."""


def find_advice(
    folded: str, phrases: Phrases, takes: Callable[[int], bool]
) -> Iterator[tuple[int, int]]:
    """Find dangerous advice in a folded text: where each begins and ends.

    Args:
        folded: The text, folded.
        phrases: The phrases of its language.
        takes: Uses up so many characters of what may be read closely; False if too few are left.
    """
    if phrases.by_verb.keys().isdisjoint(_WORD.findall(folded)):  # nearly always
        return
    end = 0
    for word in _WORD.finditer(folded):
        frames = phrases.by_verb.get(word[0], ()) if word.start() >= end else ()
        for frame in frames:
            span = _phrase_at(folded, word, frame)
            if span and not takes(_BEFORE):
                return
            if span and _hurts(folded, word, frame, phrases):
                yield span
                # One fault for each sentence is enough.
                stop = _BREAK.search(folded, span[1])
                end = stop.end() if stop else len(folded)
                break


def _phrase_at(folded: str, verb: re.Match[str], frame: Frame) -> tuple[int, int] | None:
    """Return where a verb with its object begins and ends; None if the object is missing."""
    end = _end_of_rest(folded, verb.end(), frame)
    if end is not None:
        return verb.start(), end
    pronoun = _pronoun_before(folded, verb, frame)
    return (verb.start() - len(pronoun), verb.end()) if pronoun else None


def _end_of_rest(folded: str, start: int, frame: Frame) -> int | None:
    """Return the end of what has to follow a verb; None if something else follows."""
    end = start
    for part in frame.rest:
        match = part.match(folded, end, start + _AFTER)
        if match is None:
            return None
        end = match.end()
    return end


def _pronoun_before(folded: str, verb: re.Match[str], frame: Frame) -> str:
    """Return the pronoun just before a verb that is its object, as in "les suivre"."""
    if frame.pronoun is None:
        return ""
    pronoun = frame.pronoun.search(folded, max(0, verb.start() - _LONGEST_PRONOUN), verb.start())
    return pronoun[0] if pronoun else ""


def _clause_before(folded: str, position: int) -> str:
    """Return the words of the sentence before a position."""
    return _BREAK.split(folded[max(0, position - _BEFORE) : position])[-1].lstrip()


def _hurts(folded: str, verb: re.Match[str], frame: Frame, phrases: Phrases) -> bool:
    """Tell whether a verb is advice that hurts, from the words around it."""
    pronoun = _pronoun_before(folded, verb, frame)
    before = _clause_before(folded, verb.start() - len(pronoun))
    after = folded[verb.end() : verb.end() + _AFTER]
    if phrases.by_others.search(before):
        return False
    if frame.when_negated:
        return _is_negated(before, after, phrases) and not phrases.unsaid.search(before)
    if frame.needs_advice and not phrases.advised.search(before):
        return False
    return not (_is_negated(before, after, phrases) or phrases.discouraged.search(before))


def _is_negated(before: str, after: str, phrases: Phrases) -> bool:
    """Tell whether a negation governs a verb: its own, or that of the list it is in."""
    if before.endswith(", ") and phrases.listed.match(after):
        before = f"{before[:-2]} {phrases.either} "
    return phrases.negated.search(before) is not None


# Rules for the language of a text: its script, and what a translation may have lost.
#
# They only warn: a name may well be in another script, and a good translation be short.


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

_FORBIDS = {
    "en": re.compile(r"\b(?:do not|don't|never|must not|mustn't|should not|shouldn't)\b"),
    "es": re.compile(
        r"(?:^|[.!?:;(\u2013-] )(?:por favor,? )?(?:no|nunca|jamas) (?:(?:le|les|lo|la|los|las) )*"
        r"(?!se\b)\w+(?:es|as|en|an|e|a)\b|\b(?:no|nunca) (?:debe|deben|debes|hay que|deberia)\b"
    ),
    "fr": re.compile(
        r"(?:^|[.!?:;,(\u2013-] )n(?:e |')(?:[\w']+ )*?(?:\w+ez|dites|faites)\b"
        r"|\bne (?:devez|faut|doit)\b"
    ),
}
"""Words that forbid something, so that their loss would allow it."""

_DENIES = {
    "en": re.compile(
        r"n't\b|\b(?:no|not|never|nor|none|nobody|nothing|nowhere|neither|cannot|without|avoid\w*"
        r"|instead|rather|stops?|refuse\w*|only|leave|keep|stay away|before|less|forbid\w*|skip"
        r"|refrain\w*|unless|until|beware|lest|prevent\w*|except)\b"
    ),
    "es": re.compile(
        r"\b(?:no|nunca|jamas|ni|ningun\w*|nadie|nada|sin|tampoco|evit\w+|en (?:vez|lugar) de"
        r"|antes|solo|deje\w*|dejar|salvo|prohib\w+|impid\w+|abst\w+|menos)\b"
    ),
    "fr": re.compile(
        r"\bn'|\b(?:ne|pas|jamais|ni|aucune?|personne|rien|sans|evit\w+|au lieu|plutot|avant|sauf"
        r"|seulement|interdi\w+|empech\w+|refus\w+|moins|non|laisse\w*)\b"
    ),
}
"""Words that deny something, in any way: one of them is enough."""

_SENTENCE_END = re.compile(r"(?<=[.!?;:\u2026]) ")


def script_faults(field: str, text: str, language: str) -> Iterator[Fault]:
    """Find a text that is in none of the scripts of its language.

    Args:
        field: The field of the text.
        text: The text.
        language: Its language tag. One that names a script, or that we do not know, passes.
    """
    own = _scripts_of(language)
    if not own or (text.isascii() and "LATIN" in own):
        return
    letters: Counter[str] = Counter()
    for character, times in Counter(text).items():
        if character.isalpha():
            letters[_script(character)] += times
    ours = sum(letters[script] for script in own)
    if letters.total() >= _ENOUGH_LETTERS and ours * 4 < letters.total():
        most = max(sorted(letters), key=letters.__getitem__).capitalize()
        problem = f"its letters are {most}, and {shown(language)} is written in others."
        yield Fault("lang.script", field, problem, "name the language it is in, or translate it.")


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


def loss_faults(
    field: str, source: str, spoken: str | None, text: str, language: str
) -> Iterator[Fault]:
    """Find facts that a translation has lost.

    Args:
        field: The field of both texts.
        source: The text that is translated.
        spoken: Its language tag; None if we do not know it.
        text: The translation.
        language: Its language tag.
    """
    one, other = _primary(spoken or ""), _primary(language)
    yield from _length_faults(field, (source, one), (text, other))
    if spoken is None:  # whatever forbids something is in a language that we read
        folded = fold_text(source)
        one = next((known for known in _FORBIDS if _forbids(folded, known)), "")
    if {one, other} <= _FORBIDS.keys():
        yield from _negation_faults(field, (fold_text(source), one), (fold_text(text), other))


def _primary(tag: str) -> str:
    """Return the language of a tag, without its script or region."""
    return tag.partition("-")[0]


def _length_faults(
    field: str, source: tuple[str, str], translation: tuple[str, str]
) -> Iterator[Fault]:
    """Find a translation that is less than a third as long as it should be."""
    (original, text), densities = zip(source, translation, strict=True)
    sparse, dense = (_DENSITY.get(language, 1.0) for language in densities)
    is_long = len(original) >= _ENOUGH_SOURCE * sparse
    if is_long and len(text) * 3 * sparse < len(original) * dense:
        problem = f"it has {len(text)} characters for {len(original)} of the original."
        yield Fault("lang.length", field, problem, "translate all of the text.")


def _negation_faults(
    field: str, source: tuple[str, str], translation: tuple[str, str]
) -> Iterator[Fault]:
    """Find a translation that no longer forbids what its source does, or forbids something new.

    Sentences are compared one by one where both texts have as many, and else as a whole.
    """
    sentences = [_SENTENCE_END.split(text) for text, _ in (source, translation)]
    pairs = [(source[0], translation[0])]
    if len(sentences[0]) == len(sentences[1]):
        pairs = list(zip(*sentences, strict=True))
    for one, other in pairs:
        if _forbids(one, source[1]) and not _denies(other, translation[1]):
            problem = f"the original has {shown('not')} or {shown('never')}, and it has neither."
            yield Fault("lang.negation", field, problem, "translate what the text forbids.")
            return
        if _forbids(other, translation[1]) and not _denies(one, source[1]):
            problem = "it forbids something that the original does not."
            yield Fault("lang.negation", field, problem, "translate the text as it is.")
            return


def _forbids(sentence: str, language: str) -> bool:
    return _FORBIDS[language].search(sentence) is not None


def _denies(sentence: str, language: str) -> bool:
    return _DENIES[language].search(sentence) is not None
