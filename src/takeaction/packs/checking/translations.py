"""The translations of a pack: good ones go to their texts, the others are reported.

The same functions give a record of another pack the words that a patch brings for it.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeVar

import attrs

from takeaction.errors import shown
from takeaction.limits import Limits
from takeaction.models.pack import Header
from takeaction.models.text import Text, Words
from takeaction.packs.faults import Fault
from takeaction.packs.reading.content import (
    FRAME_ID,
    Translation,
    TranslationSet,
    UnreadableTranslations,
)
from takeaction.packs.rules import characters, contact, meaning, reviews

_T = TypeVar("_T")


class SortedTranslations(NamedTuple):
    """The translations of a pack, told apart.

    Attributes:
        good: The ones without a fault, in order.
        words: For each translated text, by its ``id()``: the text and its translations.
        faults: The others, each with its first fault.
        void: Good ones that are not fully used, each with the reason: a review that doesn't count,
            or the first sentences of a language of which some are missing.
        unread: The translations that cannot be read.
        frames: The first sentences of answers by language and code, where none has a fault.
    """

    good: tuple[Translation, ...] = ()
    words: Mapping[int, tuple[Text, tuple[Words, ...]]] = {}
    faults: tuple[tuple[Translation, Fault], ...] = ()
    void: tuple[tuple[Translation, Fault], ...] = ()
    unread: tuple[UnreadableTranslations, ...] = ()
    frames: Mapping[str, Mapping[str, str]] = {}


class PackTranslator:
    """Gives the texts of one pack their translations, told apart on first use.

    A text is recognised as that very object: the same words may be translated differently in two
    places.
    """

    __slots__ = ("find",)

    def __init__(self) -> None:
        self.find: Callable[[], SortedTranslations] = SortedTranslations

    def translate(self, text: Text) -> tuple[Words, ...]:
        """Return the translations of a text of the pack, in order of language."""
        owner, words = self.find().words.get(id(text), (None, ()))
        return words if owner is text else ()


def sort_translations(
    models: Mapping[str, Any],
    spoken: TranslationSet,
    header: Header,
    limits: Limits,
    today: date | None = None,
) -> SortedTranslations:
    """Tell the good translations of a pack from those with a fault.

    Args:
        models: The good records, words and patches of the pack, by local id.
        spoken: The translations as they were read.
        header: The header of the pack, which lists its languages.
        limits: The bounds of a text.
        today: The day of the check; None looks for no reviews in the future.
    """
    good: list[Translation] = []
    faults: list[tuple[Translation, Fault]] = []
    void: list[tuple[Translation, Fault]] = []
    words: dict[int, tuple[Text, tuple[Words, ...]]] = {}
    texts: dict[str, dict[str, Text]] = {}
    frames = FrameCheck()
    keys: set[tuple[str, str]] = set()
    for translation in spoken.translations:
        id_, _, field = translation.key.partition("#")
        if id_ in models and id_ not in texts:
            texts[id_] = dict(contact.readable_texts(models[id_]))
        elif id_ == FRAME_ID and id_ not in texts:
            texts[id_] = frames.originals()
        text = texts.get(id_, {}).get(field)
        own_faults = list(_faults_of(translation, text, header, limits))
        if (translation.language, translation.key) in keys:
            own_faults.insert(0, _REPEATED)
        keys.add((translation.language, translation.key))
        if id_ == FRAME_ID and not own_faults:
            own_faults += frames.faults_of(translation)
        if own_faults or text is None:
            faults.append((translation, own_faults[0]))
            if id_ == FRAME_ID:
                frames.refuse(translation.language)
            continue
        if id_ == FRAME_ID:
            frames.add(translation)
        fault = _review_fault(translation, text, header, today)
        if fault:
            void.append((translation, fault))
        good.append(translation)
        is_reviewed = translation.review is not None and fault is None
        new = Words(translation.text, translation.language, reviewed=is_reviewed)
        words[id(text)] = text, (*words.get(id(text), (text, ()))[1], new)
    complete, lacking = frames.complete()
    return SortedTranslations(
        tuple(good),
        words,
        tuple(faults),
        (*void, *lacking),
        spoken.unreadable,
        complete,
    )


_REPEATED = Fault("shape.duplicate", "", "it translates a text a second time.", "take one out.")


def _review_fault(
    translation: Translation, text: Text, header: Header, today: date | None
) -> Fault | None:
    """Return the first fault of the review of a translation; None if it has none, or is fuzzy."""
    if translation.is_fuzzy:
        return None
    texts = str(text), translation.text
    return next(reviews.mark_faults(translation.marks, texts, (header.publisher,), today), None)


def _faults_of(
    translation: Translation, text: Text | None, header: Header, limits: Limits
) -> Iterator[Fault]:
    yield from _place_faults(translation, text, header)
    yield from characters.text_faults(translation.key.partition("#")[2], translation.text, limits)


def _place_faults(translation: Translation, text: Text | None, header: Header) -> Iterator[Fault]:
    """Find the first fault in the language, the place or the age of a translation."""
    tag_fault = next(iter(meaning.tag_faults(translation.language, "")), None)
    if tag_fault:
        yield tag_fault
    elif translation.language not in header.languages:
        problem = f"the pack does not list {shown(translation.language)} among its languages."
        yield Fault("lang.undeclared", "", problem, "add it to languages in pack.toml.")
    elif text is None:
        problem = "it translates a text that does not exist."
        yield Fault("ref.missing", "", problem, "take it out, or fix its msgctxt.")
    elif translation.source is not None and translation.source != str(text):
        problem = "it translates an older text; the source words are shown instead."
        yield Fault("lang.stale", "", problem, "translate the new text.")


def translated(model: _T, texts: Mapping[str, tuple[Words, ...]], path: str = "") -> _T:
    """Give the texts of a model their translations.

    Args:
        model: A record or a part of one.
        texts: The translations by field path, such as ``contacts[0].note``.
        path: The path of *model* itself.

    Returns:
        The same object if nothing in it is translated.
    """
    changed = {}
    for name in contact.readable_fields(type(model)):
        value = getattr(model, name)
        if value:
            new = _translated_value(value, texts, f"{path}.{name}" if path else name)
            if new is not value:
                changed[name] = new
    return attrs.evolve(model, **changed) if changed else model  # type: ignore[misc]


def _translated_value(value: object, texts: Mapping[str, tuple[Words, ...]], path: str) -> object:
    """Give a value its translations; return the same object if it has none."""
    if isinstance(value, Text):
        words = texts.get(path)
        return type(value)(value.source, value.language, words) if words else value
    if isinstance(value, tuple):
        new = tuple(_translated_value(v, texts, f"{path}[{n}]") for n, v in enumerate(value))
        return value if all(a is b for a, b in zip(new, value, strict=True)) else new
    return translated(value, texts, path)


# The first sentences of an answer that a pack translates, gathered by language.
#
# A pack has them among its other translations, so they are read, limited and digested like these.


__all__ = ["FRAME_ID", "FrameCheck"]


class FrameCheck:
    """The first sentences that one pack translates, while its translations are read."""

    def __init__(self) -> None:
        self._entries: dict[str, dict[str, Translation]] = {}
        self._refused: set[str] = set()

    def originals(self) -> dict[str, Text]:
        """Return the English of the sentences by their codes."""
        from takeaction.core_data import first_sentences

        return {code: Text(english, "en") for code, english in first_sentences().items()}

    def faults_of(self, translation: Translation) -> "Iterator[Fault]":
        """Find the faults of one sentence."""
        from takeaction.packs.rules.wording import frame_faults

        code = translation.key.partition("#")[2]
        return frame_faults(code, translation.text, translation.language)

    def refuse(self, language: str) -> None:
        """Leave out a language, since one of its sentences has a fault."""
        self._refused.add(language)

    def add(self, translation: Translation) -> None:
        """Take in a sentence without a fault."""
        code = translation.key.partition("#")[2]
        self._entries.setdefault(translation.language, {})[code] = translation

    def complete(
        self,
    ) -> tuple[Mapping[str, Mapping[str, str]], tuple[tuple[Translation, Fault], ...]]:
        """Return the languages with all sentences, and the fault of each in which some lack.

        One that its translator has not finished is missing: it would speak of danger in our name.
        """
        frames: dict[str, Mapping[str, str]] = {}
        faults: list[tuple[Translation, Fault]] = []
        for language, entries in self._entries.items():
            if language in self._refused:
                continue
            from takeaction.packs.rules.wording import completeness_fault

            finished = {code: entry for code, entry in entries.items() if not entry.is_fuzzy}
            fault = completeness_fault(finished)
            if fault:
                faults.append((next(iter(entries.values())), fault))
            else:
                frames[language] = {code: entry.text for code, entry in entries.items()}
        return frames, tuple(faults)
