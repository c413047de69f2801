"""The last line of an answer: a way to help, for whoever reads it in need."""

from collections.abc import Iterable

from takeaction.core_data import first_language_of, language_of
from takeaction.engine.help.answer import Help
from takeaction.engine.help.ways import how_to_use
from takeaction.engine.reasons import say
from takeaction.models.text import ShownText


def closing_line(help_: Help, languages: Iterable[str]) -> ShownText:
    """Name the first helpline: who answers, and who it is for, come before its number.

    Returns:
        The emergency notice where there is no line.
    """
    if not help_:
        return help_.emergency.text
    wish, best = tuple(languages), help_[0]
    way = capitalised(how_to_use(best.contact, wish, best.text_language))
    parts = [f"{best.resource.name.pick(wish).text}.", best.who.words.text]
    if best.resource.only_for:
        text = best.resource.only_for.pick(wish).text.rstrip(".")
        parts.append(f"{say('label.only_for', language_of(wish), {'text': text})}.")
    line = " ".join([*parts, way])
    return say("label.help_line", first_language_of(wish), {"line": line})


def capitalised(way: str) -> str:
    """Return a way to reach somebody as the beginning of a sentence; an address stays as it is."""
    first = way.split(" ", 1)[0]
    is_address = "@" in first or "/" in first
    return way if is_address else way[:1].upper() + way[1:]
