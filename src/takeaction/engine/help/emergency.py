"""The emergency notice: what to do in danger, with the core's own number for the place.

No pack can replace, hide or outrank it: the numbers are the core's (``models/numbers/emergency``),
and so are the words. The number is the one that works where the person in danger is. A caller in
another country reads that, beside the number that works for them.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from takeaction.engine.help.matters import matter
from takeaction.engine.reasons import Message, SlotValue, say_together
from takeaction.engine.serialization import Answer
from takeaction.models.numbers.emergency import (
    EmergencyNumbers,
    EmergencyService,
    EmergencySource,
    emergency_numbers,
    emergency_place,
)
from takeaction.models.region import Region, region
from takeaction.models.text import ShownText, Text, isolated
from takeaction.vocabulary.needs import NeedTopic

if TYPE_CHECKING:  # describes JSON; no answer needs it
    from takeaction.engine.shapes.help import CallerNumberData, EmergencyData
    from takeaction.engine.shapes.parts import WordsData

_STATION = "station"
"""The note for a number that is an ordinary police station: the notice itself says so."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class CallerNumber(Answer["CallerNumberData", "CallerNumberData"]):
    """The emergency number for a caller who is in another country than the danger.

    Attributes:
        place: The code of the caller's country or territory.
        dial: Its emergency number, or None if none is certain.
    """

    place: str
    dial: str | None

    def _shown(self) -> dict[str, object]:
        return {"dial": self.dial}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Emergency(Answer["EmergencyData[str]", "EmergencyData[WordsData]"]):
    """The emergency notice, in the core's own words: no pack can change or hide it.

    Attributes:
        text: What to do in danger. It names the number, and the place where that works.
        place: The code of the country or territory where help is needed; None if the question is
            about a group of countries.
        dial: The number to call in that place; None if none is certain.
        caution: Whether a call to *dial* may not be answered.
        services: The numbers of the services there.
        source: The sources of *dial*.
        note: A second number or another way to call there, as a sentence; else None.
        caller: The number for a caller in another country, where *dial* does not work; else None.
    """

    text: ShownText
    place: str | None = None
    dial: str | None = None
    caution: bool = False
    services: tuple[EmergencyService, ...] = ()
    source: tuple[EmergencySource, ...] = ()
    note: ShownText | None = None
    caller: CallerNumber | None = None

    def _shown(self) -> dict[str, object]:
        """Return the parts for ``repr``: not the text, which names the place that was asked for."""
        return {"dial": self.dial, "caution": self.caution, "services": len(self.services)}


def find_emergency(
    place: Region,
    language: str,
    topic: NeedTopic | None = None,
    calling_from: Region | None = None,
    *,
    talk_first: Text | None = None,
) -> Emergency:
    """Return the emergency notice for a place.

    Args:
        place: The place where the person in danger is.
        language: The language of the notice, one of those of the core's own texts.
        topic: The topic of the need. For people who may fear the police, the notice says first
            that the call has to be safe, and names somebody else to talk to.
        calling_from: The caller's place, if it was named; it counts where other numbers hold there.
        talk_first: The name of an independent line, to say in that case.
    """
    code = emergency_place(place.code)
    numbers = emergency_numbers(code) if code else None
    caller = _caller_number(calling_from, code) if calling_from else None
    is_cautious = topic is not None and matter(topic).careful
    sentences = [*_call(numbers, caller, language, is_cautious=is_cautious)]
    if is_cautious and talk_first:
        sentences.append(("emergency.otherwise", {"name": talk_first}))
    notice = Emergency(text=say_together(sentences, language), place=code, caller=caller)
    if not numbers:
        return notice
    return attrs.evolve(
        notice,
        dial=numbers.main,
        caution=numbers.caution,
        services=numbers.services,
        source=numbers.source,
        note=_note(numbers, language),
    )


def _caller_number(origin: Region, place: str | None) -> CallerNumber | None:
    """Return the number for a caller who is in another country or territory than *place*.

    None for a caller in the same one, or in a group of countries.
    """
    code = emergency_place(origin.code)
    if code in (None, place):
        return None
    numbers = emergency_numbers(code)
    return CallerNumber(place=code, dial=numbers.main if numbers else None)


def _call(
    numbers: EmergencyNumbers | None,
    caller: CallerNumber | None,
    language: str,
    *,
    is_cautious: bool,
) -> Iterator[Message]:
    """Yield the sentences about the number: which to call, and from where.

    Without a number for the place of the danger, a caller abroad reads the own one alone.
    """
    callers = emergency_numbers(caller.place) if caller else None
    shown = numbers or callers
    if shown is None:
        yield "emergency.life_local" if is_cautious else "emergency.local", {}
    else:
        is_far = numbers is not None and caller is not None and caller.dial != numbers.main
        lead = "life" if is_cautious else "there" if is_far else "number"
        code = f"emergency.{lead}_police" if shown.is_police else f"emergency.{lead}"
        yield code, _slots(shown, language)
        yield from _warnings(shown)
    if caller:
        yield _from_abroad(numbers, callers, language)


def _warnings(numbers: EmergencyNumbers) -> Iterator[Message]:
    """Yield notes for a caller about the number itself."""
    if numbers.note and numbers.note[0] == _STATION:
        yield "emergency.station", {}
    if numbers.caution:
        yield "emergency.unanswered", {}


def _from_abroad(
    numbers: EmergencyNumbers | None, callers: EmergencyNumbers | None, language: str
) -> Message:
    """Return the sentence for a caller in another country than the danger."""
    if numbers is None:
        return "emergency.say_where", {}
    if callers is None:
        return "emergency.only_there_local", {}
    same = callers.main == numbers.main
    code = "emergency.same_number" if same else "emergency.only_there"
    slots = _slots(callers, language)
    return code, {"place": slots["place"]} if same else slots


def _slots(numbers: EmergencyNumbers, language: str) -> dict[str, SlotValue]:
    """Return the slots of a sentence with a number and its place."""
    place = region(numbers.place)
    # An English notice reads no names in other languages, which saves two files a first answer.
    name = place.name if language == "en" else place.label
    return {"number": isolated(numbers.main, language), "place": name}


def _note(numbers: EmergencyNumbers, language: str) -> ShownText | None:
    """Return the sentence about another way to call, or None."""
    if numbers.note is None or numbers.note[0] == _STATION:
        return None
    kind, number = numbers.note
    return say_together([(f"emergency.{kind}", {"number": isolated(number, language)})], language)
