"""The last line of an answer: a way to help, for whoever reads it in need."""

from collections.abc import Iterable, Sequence

from takeaction.core_data import first_language_of, language_of
from takeaction.engine.help.answer import Help, HelpLine, Referral
from takeaction.engine.help.ways import how_to_use
from takeaction.engine.reasons import say
from takeaction.models.text import ShownText
from takeaction.vocabulary.contacts import PAGE_CHANNELS


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


def next_step(lines: Sequence[HelpLine]) -> ShownText | None:
    """Say what to do if nobody answers: another line, or another time.

    Returns:
        None where no line can be called. A line to which one can only write is a next one too; a
        page is none.
    """
    answered = [line for line in lines if any(_is_answered(way) for way in line.ways)]
    if not any(way.contact.dial for line in answered for way in line.ways):
        return None
    code = "lines.next" if len(answered) > 1 else "lines.one"
    return say(code, first_language_of(answered[0].languages))


def _is_answered(way: Referral) -> bool:
    return way.contact.channel not in PAGE_CHANNELS and not way.resource.is_page


def capitalised(way: str) -> str:
    """Return a way to reach somebody as the beginning of a sentence; an address stays as it is."""
    first = way.split(" ", 1)[0]
    is_address = "@" in first or "/" in first
    return way if is_address else way[:1].upper() + way[1:]
