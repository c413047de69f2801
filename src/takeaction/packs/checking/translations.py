"""Which translations of a pack are good: those go to their texts, the others are reported.

The same functions give a record of another pack the words that a patch brings for it.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import islice
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
)
from takeaction.packs.rules import characters, contact, meaning, reviews
from takeaction.packs.sources.files import UnreadableError

_T = TypeVar("_T")


class SortedTranslations(NamedTuple):
    """The translations of a pack: good ones, and those with a fault.

    Attributes:
        good: The ones without a fault, in order.
        words: For each translated text, by its ``id()``: its source and its translations.
        faults: The others, each with its first fault.
        void: Good ones that are not fully used, each with the reason: a review that doesn't count,
            or the first sentences of a language of which some are missing.
        unread: The translations that cannot be read.
        frames: The first sentences of answers by language and code, where none has a fault.
    """

    good: tuple[Translation, ...] = ()
    words: Mapping[int, tuple[str, tuple[Words, ...]]] = {}
    faults: tuple[tuple[Translation, Fault], ...] = ()
    void: tuple[tuple[Translation, Fault], ...] = ()
    unread: tuple[UnreadableError, ...] = ()
    frames: Mapping[str, Mapping[str, str]] = {}


class PackTranslator:
    """Gives the texts of one pack their translations, sorted on first use.

    A text is recognised as that very object: the same words may be translated differently in two
    places. It is not held, or the two would keep each other in memory.
    """

    __slots__ = ("find",)

    def __init__(self) -> None:
        self.find: Callable[[], SortedTranslations] = SortedTranslations

    def translate(self, text: Text) -> tuple[Words, ...]:
        """Return the translations of a text of the pack, in order of language."""
        source, words = self.find().words.get(id(text), (None, ()))
        return words if source == text.source else ()  # another text may have its id by now


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
    words: dict[int, tuple[str, tuple[Words, ...]]] = {}
    texts: dict[str, dict[str, Text]] = {}
    keys: set[tuple[str, str]] = set()
    for translation in spoken.translations:
        id_, _, field = translation.key.partition("#")
        if id_ not in texts:
            texts[id_] = _texts_of(id_, models)
        text = texts[id_].get(field)
        key = translation.language, translation.key
        is_repeated = key in keys
        keys.add(key)
        # Only the first fault is reported, so the others are not looked for.
        own_faults = list(islice(_faults_of(translation, text, header, limits), 1))
        if is_repeated or own_faults or text is None:
            faults.append((translation, _REPEATED if is_repeated else own_faults[0]))
            continue
        fault = _review_fault(translation, text, header, today)
        if fault:
            void.append((translation, fault))
        good.append(translation)
        is_reviewed = translation.review is not None and fault is None
        new = Words(translation.text, translation.language, reviewed=is_reviewed)
        words[id(text)] = text.source, (*words.get(id(text), ("", ()))[1], new)
    frames = _complete_frames(good, faults, void)
    return SortedTranslations(
        tuple(good), words, tuple(faults), tuple(void), spoken.unreadable, frames
    )


def _texts_of(id: str, models: Mapping[str, Any]) -> dict[str, Text]:
    """Return the texts of a record by field, or our own first sentences by code."""
    if id == FRAME_ID:
        from takeaction.core_data import first_sentences

        return {code: Text(english, "en") for code, english in first_sentences().items()}
    return dict(contact.readable_texts(models[id])) if id in models else {}


def _complete_frames(
    good: list[Translation],
    faults: list[tuple[Translation, Fault]],
    void: list[tuple[Translation, Fault]],
) -> Mapping[str, Mapping[str, str]]:
    """Return the first sentences of each language in which all are there and none has a fault.

    Languages in which some are missing are added to *void*.
    """
    refused = {translation.language for translation, _ in faults if _is_frame(translation)}
    by_language: dict[str, dict[str, Translation]] = {}
    for frame in filter(_is_frame, good):
        if frame.language not in refused:
            by_language.setdefault(frame.language, {})[frame.key.partition("#")[2]] = frame
    complete: dict[str, Mapping[str, str]] = {}
    for language, frames in by_language.items():
        from takeaction.packs.rules.wording import completeness_fault

        # An unfinished one counts as missing: it would speak of danger in our name.
        fault = completeness_fault({code: f for code, f in frames.items() if not f.is_fuzzy})
        if fault:
            void.append((next(iter(frames.values())), fault))
        else:
            complete[language] = {code: frame.text for code, frame in frames.items()}
    return complete


def _is_frame(translation: Translation) -> bool:
    return translation.key.partition("#")[0] == FRAME_ID


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
    field = translation.key.partition("#")[2]
    yield from _place_faults(translation, text, header)
    yield from characters.text_faults(field, translation.text, limits)
    if _is_frame(translation):
        from takeaction.packs.rules.wording import frame_faults

        yield from frame_faults(field, translation.text, translation.language)
    else:  # the place of the translation is right, or its fault was the first
        from takeaction.packs.rules.numbers_in_prose import digit_faults  # first answer: English

        yield from digit_faults(str(text), translation.text)


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
