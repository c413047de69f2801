"""Rules for the wording of a text: advice, blame and promises that hurt, in three languages.

A text is read as a person reads it, whatever characters it is written with; it is never changed. A
rule can find a bad sentence. It cannot prove a good one: people read every text aloud.
"""

from collections.abc import Iterator

from takeaction.errors import shown
from takeaction.packs.faults import Fault
from takeaction.packs.rules.wording.advice import find_advice
from takeaction.packs.rules.wording.phrases import READ_LANGUAGES, phrases_of
from takeaction.packs.rules.wording.phrases.folding import fold_text, quoted
from takeaction.packs.rules.wording.phrases.frames import Phrases
from takeaction.packs.rules.wording.phrases.peoples import find_people

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
