"""Phrases that could hurt somebody, in each language that the wording rules know.

The languages mean the same: advice that puts a reader or a victim in danger, words that blame,
promises that nobody can keep, and descriptions of who somebody is. A language that learns a phrase
is followed by the others; a test compares them phrase by phrase.

Source:
    The table in ``docs/explanation/sources.md`` for stigma and promises; advice and identity are
    ours. Nobody who works with survivors has reviewed the lists yet.
"""

from functools import cache

from takeaction.packs.rules.phrases.frames import Phrases

READ_LANGUAGES = ("en", "es", "fr")
"""The languages that have phrases, by their primary tag."""

__all__ = ["READ_LANGUAGES", "Phrases", "phrases_of"]


@cache
def phrases_of(language: str) -> Phrases:
    """Return the phrases of one of READ_LANGUAGES; its patterns are compiled at the first call."""
    if language == "es":
        from takeaction.packs.rules.phrases import spanish

        return spanish.SPANISH
    if language == "fr":
        from takeaction.packs.rules.phrases import french

        return french.FRENCH
    from takeaction.packs.rules.phrases import english

    return english.ENGLISH
