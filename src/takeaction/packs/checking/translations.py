"""Translations find their texts: those of the pack itself, and those that a patch adds."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

import attrs

from takeaction.errors import shown
from takeaction.limits import Limits
from takeaction.models.pack import Header
from takeaction.models.text import Text, Words
from takeaction.packs.faults import Fault
from takeaction.packs.reading.content import Spoken, Translation, Unread
from takeaction.packs.rules import characters, meaning, safety

_T = TypeVar("_T")


class Sorted(NamedTuple):
    """The translations of a pack, told apart.

    Attributes:
        kept: Those that hold, in order.
        words: For each text that is translated, by its ``id()``, the text and its translations.
        faults: Those that do not hold, each with what is wrong.
        unread: What could not be read of them.
    """

    kept: tuple[Translation, ...] = ()
    words: Mapping[int, tuple[Text, tuple[Words, ...]]] = {}
    faults: tuple[tuple[Translation, Fault], ...] = ()
    unread: tuple[Unread, ...] = ()


class PackTranslator:
    """Gives the texts of one pack their translations, which it looks up when first asked.

    A text is known by being that very object: the same words may be translated differently in
    two places.
    """

    __slots__ = ("found",)

    def __init__(self) -> None:
        self.found: Callable[[], Sorted] = Sorted

    def of(self, text: Text) -> tuple[Words, ...]:
        """Return the translations of a text of the pack, in order of language."""
        held, words = self.found().words.get(id(text), (None, ()))
        return words if held is text else ()


def tell_apart(models: Mapping[str, Any], spoken: Spoken, header: Header, limits: Limits) -> Sorted:
    """Hold the rules against the translations of a pack.

    Args:
        models: The good records, words and patches of the pack, by local id.
        spoken: What it says in other languages.
        header: What the pack says about itself.
        limits: How long a text may be.
    """
    kept: list[Translation] = []
    faults: list[tuple[Translation, Fault]] = []
    words: dict[int, tuple[Text, tuple[Words, ...]]] = {}
    texts: dict[str, dict[str, Text]] = {}
    seen: set[tuple[str, str]] = set()
    for each in spoken.translations:
        id_, _, field = each.key.partition("#")
        if id_ in models and id_ not in texts:
            texts[id_] = dict(safety.texts(models[id_]))
        text = texts.get(id_, {}).get(field)
        found = list(_faults_of(each, text, header, limits))
        if (each.language, each.key) in seen:
            again = "it translates a text again."
            found.insert(0, Fault("shape.duplicate", "", again, "take one out."))
        seen.add((each.language, each.key))
        if found or text is None:
            faults.append((each, found[0]))
            continue
        kept.append(each)
        one = Words(each.text, each.language, reviewed=each.reviewed)
        words[id(text)] = text, (*words.get(id(text), (text, ()))[1], one)
    return Sorted(tuple(kept), words, tuple(faults), spoken.unread)


def _faults_of(
    each: Translation, text: Text | None, header: Header, limits: Limits
) -> Iterator[Fault]:
    fault = fault_of(each, text, header)
    if fault:
        yield fault
    yield from characters.text_faults(each.key.partition("#")[2], each.text, limits)


def translated(model: _T, texts: Mapping[str, tuple[Words, ...]], path: str = "") -> _T:
    """Give the texts of a model their translations.

    Args:
        model: A record or a part of one.
        texts: For each field path, such as ``contacts[0].note``, its translations.
        path: The path of *model* itself.
    """
    changed = {}
    for name in safety.readable(type(model)):
        value = getattr(model, name)
        if value:
            new = _translated_value(value, texts, f"{path}.{name}" if path else name)
            if new is not value:
                changed[name] = new
    return attrs.evolve(model, **changed) if changed else model  # type: ignore[misc]


def _translated_value(value: object, texts: Mapping[str, tuple[Words, ...]], path: str) -> object:
    """Give a value its translations; the same object if there is nothing to give."""
    if isinstance(value, Text):
        words = texts.get(path)
        return Text(value.source, value.language, words) if words else value
    if isinstance(value, tuple):
        new = tuple(_translated_value(v, texts, f"{path}[{n}]") for n, v in enumerate(value))
        return value if all(a is b for a, b in zip(new, value, strict=True)) else new
    return translated(value, texts, path)


def fault_of(each: Translation, text: Text | None, header: Header) -> Fault | None:
    """Return what is wrong with a translation: its language, its place, or its age.

    Args:
        each: The translation.
        text: The text that it translates; None if there is none.
        header: What the pack says about itself.
    """
    for fault in meaning.tag_faults(each.language, ""):
        return fault
    if each.language not in header.languages:
        problem = f"the pack does not say that it speaks {shown(each.language)}."
        return Fault("lang.undeclared", "", problem, "add it to languages in pack.toml.")
    if text is None:
        problem = "it translates a text that is not there."
        return Fault("ref.missing", "", problem, "take it out, or fix its msgctxt.")
    if each.source is not None and each.source != str(text):
        problem = "it translates an older text; the source words are shown instead."
        return Fault("lang.stale", "", problem, "translate the new text.")
    return None
