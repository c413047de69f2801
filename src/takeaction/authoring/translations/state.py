"""The state of a translation: whether it is there, of the current text, finished and reviewed."""

from enum import StrEnum

from takeaction.authoring.translations.pack import PackTranslation, TranslatableText
from takeaction.models.source import Reviewed
from takeaction.packs.reading.po import PoEntry
from takeaction.packs.rules.reviews import mark_faults


class TranslationState(StrEnum):
    """The state of the translation of one text."""

    REVIEWED = "reviewed"
    UNREVIEWED = "unreviewed"
    FUZZY = "fuzzy"
    STALE = "stale"
    MISSING = "missing"


def translation_state(text: TranslatableText, work: PackTranslation) -> TranslationState:
    """Return the state of the translation of a text."""
    entry = work.entries.get(text.key)
    if entry is None:
        return TranslationState.MISSING
    if entry.source != text.text:
        return TranslationState.STALE
    if entry.is_fuzzy:
        return TranslationState.FUZZY
    is_reviewed = counting_review(text, entry, work.publisher) is not None
    return TranslationState.REVIEWED if is_reviewed else TranslationState.UNREVIEWED


def counting_review(text: TranslatableText, entry: PoEntry, publisher: str) -> Reviewed | None:
    """Return the review of a translation if it counts, else None."""
    is_current = entry.source == text.text and not entry.is_fuzzy
    texts = text.text, entry.translation
    counts = is_current and not any(mark_faults(entry.marks, texts, (publisher,)))
    return entry.marks.review if counts else None


def count_states(work: PackTranslation, part: str) -> dict[str, dict[str, int]]:
    """Count the texts in each state.

    Args:
        work: The pack and its translations.
        part: The attribute to count by: ``file`` or ``field``.

    Returns:
        For each file or field, in order of place, the number of its texts in each state.
    """
    counts: dict[str, dict[str, int]] = {}
    for text in work.texts:
        row = counts.setdefault(getattr(text, part), {state.value: 0 for state in TranslationState})
        row[translation_state(text, work).value] += 1
    return counts
