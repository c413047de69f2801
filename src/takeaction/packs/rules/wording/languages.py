"""Rules for the language of a text: its script, and what a translation may have lost.

They only warn: a name may well be in another script, and a good translation be short.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache

from takeaction.errors import shown
from takeaction.packs.faults import Fault
from takeaction.packs.rules.wording.phrases.folding import fold_text

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
