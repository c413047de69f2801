"""Purposes of a service: why people would turn to it, by the words of its name and its terms.

A directory of social services also has food banks and libraries. Only services whose name or terms
say that they help people who may be exploited become records.
"""

from collections.abc import Iterable, Mapping

from takeaction.vocabulary.resources import Purpose
from takeaction.vocabulary.words import fold

_WORDS: Mapping[Purpose, tuple[str, ...]] = {
    Purpose.SUPPORT: (
        *("trafficking", "trafficked", "modern slavery", "forced labour", "forced labor"),
        *("exploitation", "exploited workers", "victim support", "victim services"),
        *("survivors", "domestic servitude"),
    ),
    Purpose.CHILD: ("child abuse", "child protection", "childline", "child helpline", "runaway"),
    Purpose.LABOUR_RIGHTS: (
        *("workers rights", "labour rights", "labor rights", "employment rights"),
        *("wage theft", "unpaid wages", "farmworker", "migrant workers", "domestic workers"),
    ),
    Purpose.LEGAL: ("legal aid", "legal advice", "legal help", "immigration law", "law centre"),
    Purpose.DOMESTIC_VIOLENCE: (
        *("domestic violence", "domestic abuse", "intimate partner violence"),
        *("family violence", "womens aid"),
    ),
    Purpose.SEXUAL_VIOLENCE: (
        *("sexual violence", "sexual assault", "sexual abuse", "rape crisis"),
    ),
    Purpose.SHELTER: ("shelter", "shelters", "safe house", "refuge", "emergency housing"),
    Purpose.FORCED_MARRIAGE: ("forced marriage", "honour based abuse"),
    Purpose.CRISIS: ("crisis line", "crisis hotline", "suicide", "crisis intervention"),
    Purpose.MISSING_CHILDREN: ("missing children", "missing persons", "missing people"),
    Purpose.ONLINE_SAFETY: ("online safety", "sextortion", "online abuse", "cyberbullying"),
}
"""The words by which each purpose is known, folded; our own choice, in English."""


def purposes_named(own: Iterable[str], texts: Iterable[str]) -> list[Purpose]:
    """Return the purposes of a service, in order; empty if nothing says that it is help.

    Args:
        own: The purposes that our own export wrote.
        texts: The name of the service, and the names of its terms.
    """
    known = {purpose.value: purpose for purpose in Purpose}
    written = [known[word] for word in own if word in known]
    if written:
        return written
    folded = [f" {fold(text.replace(chr(39), ''))} " for text in texts]
    return [
        purpose
        for purpose, words in _WORDS.items()
        if any(f" {word} " in text for word in words for text in folded)
    ]
