"""The report of ``takeaction pack check --readability``: the difficulty of each language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from takeaction.cli.terminal import labelled, line
from takeaction.models.text import tag_chain

if TYPE_CHECKING:  # no answer needs the tools of authors
    from takeaction.authoring.readability import LanguageReadability, MeasuredText, Measurement

_HARDEST_TEXTS = 5
"""The hardest texts of a language to list; ``--json`` has them all."""


def readability_json(packs: "Mapping[str, Mapping[str, LanguageReadability]]") -> dict[str, Any]:
    """Return the measurements as plain data: for each pack, each of its languages."""
    from takeaction.authoring import readability

    return {
        id: {tag: readability.language_json(language) for tag, language in languages.items()}
        for id, languages in packs.items()
    }


def show_readability(packs: "Mapping[str, Mapping[str, LanguageReadability]]") -> None:
    """Print the difficulty of each language, and its hardest texts."""
    for languages in packs.values():
        line("Reading difficulty by LIX, a rough measure:")
        for tag, language in languages.items():
            _show_language(tag, language)


def _show_language(tag: str, language: "LanguageReadability") -> None:
    if language.measurement is None:
        labelled(tag, [f"not measured: {language.unmeasured}"])
        return
    difficulty = _describe_difficulty(language.measurement)
    labelled(tag, [difficulty, _describe_lengths(language.measurement), *_newspapers(tag)])
    for text in language.texts[:_HARDEST_TEXTS]:
        line(_describe_text(text), indent=15, hang=4)


def _describe_difficulty(measurement: "Measurement") -> str:
    return f"{measurement.lix}, {measurement.advice or measurement.band}"


def _describe_lengths(measurement: "Measurement") -> str:
    length, share = float(measurement.sentence_length), float(measurement.long_share)
    return f"{measurement.words:,} words, {length:.1f} a sentence; {share:.0f} of 100 are long"


def _newspapers(tag: str) -> list[str]:
    """Return the figure of newspapers in a language, or nothing if none is known."""
    from takeaction.authoring.readability import NEWSPAPERS

    figures = [NEWSPAPERS[wider] for wider in tag_chain(tag) if wider in NEWSPAPERS]
    return [f"newspapers in this language: {figure}" for figure in figures]


def _describe_text(text: "MeasuredText") -> str:
    return f"{text.file}, {text.key}: {_describe_difficulty(text.measurement)}"
