"""How hard a pack is to read, as ``takeaction pack check --readability`` tells it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from takeaction.cli.terminal import labelled, line
from takeaction.models.text import shortened

if TYPE_CHECKING:  # no answer needs what authors need
    from takeaction.authoring.readability import Language, Piece, Reading

_HARDEST = 5


def as_json(packs: "Mapping[str, Mapping[str, Language]]") -> dict[str, Any]:
    """Return it as plain data: for each pack, each of its languages."""
    from takeaction.authoring import readability

    return {
        id: {tag: readability.as_json(language) for tag, language in languages.items()}
        for id, languages in packs.items()
    }


def show(packs: "Mapping[str, Mapping[str, Language]]") -> None:
    """Print it: each language, and its hardest texts."""
    for languages in packs.values():
        line("How hard it is to read, by LIX, which is a rough measure:")
        for tag, language in languages.items():
            _show_language(tag, language)


def _show_language(tag: str, language: "Language") -> None:
    if language.reading is None:
        labelled(tag, [f"not measured: {language.unmeasured}"])
        return
    labelled(tag, [_in_words(language.reading), _lengths(language.reading), *_newspapers(tag)])
    for piece in language.pieces[:_HARDEST]:
        line(_piece(piece), indent=15, hang=4)


def _in_words(reading: "Reading") -> str:
    return f"{reading.lix}, {reading.advice or reading.band}"


def _lengths(reading: "Reading") -> str:
    length, share = float(reading.sentence_length), float(reading.long_share)
    return f"{reading.words:,} words, {length:.1f} in a sentence; {share:.0f} of 100 are long"


def _newspapers(tag: str) -> list[str]:
    """Say what newspapers in the language have, where that is known."""
    from takeaction.authoring.readability import NEWSPAPERS

    known = [NEWSPAPERS[each] for each in shortened(tag) if each in NEWSPAPERS]
    return [f"newspapers in this language: {figure}" for figure in known]


def _piece(piece: "Piece") -> str:
    return f"{piece.file}, {piece.key}: {_in_words(piece.reading)}"
