"""Rules for the first sentences of an answer in a language that takeaction lacks.

A pack may translate them: danger, who answers, how to reach them, and the next question. They stand
around numbers in our name, so they may add nothing. One fault costs the whole language: half a
frame could be the half without the danger notice. It can never replace a language of ours.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from unicodedata import category

from takeaction.core_data import first_sentences, is_our_language
from takeaction.errors import shown
from takeaction.packs.faults import Fault
from takeaction.packs.rules.prose.mentions import find_mentions
from takeaction.packs.rules.wording import languages, wording

_SLOT = r"\{\w+\}"
_MARKUP = frozenset("{}<>&*_`[]|\\#@~^=\n\t")
_LONGEST_SHARE, _LONGEST_MORE = 3, 40
"""A translation has at most three times the characters of the English, and 40 more."""

_SHOWN_CODES = 3
_FINISH_ALL = "finish all of them, without the flag fuzzy, or take them out."
_TRANSLATE_ONLY = "translate the sentence and add nothing to it."


def frame_faults(code: str, text: str, language: str) -> Iterator[Fault]:
    """Find the faults of one translated sentence.

    Args:
        code: The code of the sentence, one of ``first_sentences()``.
        text: The translation.
        language: Its language tag.
    """
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
    yield from wording.faults("", text, language, wording.Allowance())
    yield from languages.script_faults("", bare, language)
    yield from languages.loss_faults("", english, "en", text, language)


def completeness_fault(codes: Collection[str]) -> Fault | None:
    """Return the fault of a language in which some of the first sentences are missing.

    Args:
        codes: The codes of those that are there, and not fuzzy.
    """
    missing = [code for code in first_sentences() if code not in codes]
    if not missing:
        return None
    more = f" and {len(missing) - _SHOWN_CODES} more" if len(missing) > _SHOWN_CODES else ""
    problem = f"the first sentences lack {', '.join(missing[:_SHOWN_CODES])}{more}."
    return Fault("frame.incomplete", "", problem, _FINISH_ALL)


def _added(text: str) -> str:
    """Return what a sentence has beside words: a digit, an address or markup; empty for nothing."""
    for character in text:
        if character in _MARKUP or category(character) in ("Nd", "Nl", "No"):
            return character
    return next(find_mentions(text, with_years=True), "")
