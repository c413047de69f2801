"""The emergency notice: what to do in danger, with the core's own number for the place.

No pack can replace, hide or outrank it: the numbers are the core's (``models/numbers/emergency``),
and so are the words. The number is the one that works where the person in danger is. A caller in
another country reads that, beside the number that works for them.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from takeaction.core_data import first_language_of, form_for
from takeaction.engine.help.serving import is_of_a_body, matter, may_end_a_life, needs_text
from takeaction.engine.reasons import Message, SlotValue, say_together
from takeaction.engine.serialization import Answer
from takeaction.errors import QueryError
from takeaction.models.numbers import (
    EmergencyNumbers,
    EmergencyService,
    EmergencySource,
    emergency_numbers,
    emergency_place,
)
from takeaction.models.question.arguments import read_languages
from takeaction.models.question.queries import NOTHING, About
from takeaction.models.region import WORLD, Region, region, region_written
from takeaction.models.text import ShownText, Text, isolated
from takeaction.vocabulary.closed_words import ChildConcerned, Danger

if TYPE_CHECKING:  # describes JSON; no answer needs it
    from takeaction.engine.json_types import CallerNumberData, EmergencyData, WordsData

_STATION = "station"
"""The note for a number that is an ordinary police station: the notice itself says so."""

_TEXT = "sms"
"""What the notes on text messages begin with."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class CallerNumber(Answer["CallerNumberData", "CallerNumberData"]):
    """The emergency number for a caller who is in another country than the danger.

    Attributes:
        place: The code of the caller's country or territory.
        dial: Its emergency number, or None if none is certain.
    """

    place: str
    dial: str | None

    _repr_names = ("dial",)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Emergency(Answer["EmergencyData[str]", "EmergencyData[WordsData]"]):
    """The emergency notice, in the library's own words: no pack can change or hide it.

    Attributes:
        text: What to do in danger. It names the number, and the place where that works.
        place: The code of the country or territory where help is needed; None for a group of
            countries.
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
    about: About = NOTHING,
    calling_from: Region | None = None,
    *,
    talk_first: Text | None = None,
) -> Emergency:
    """Return the emergency notice for a place.

    Args:
        place: The place where the person in danger is.
        language: The language of the notice, one of those of the core's own texts.
        about: What is known of the need. Where a body is in danger, the notice names the ambulance;
            for what happens as it is written it sets no condition; for people who may fear the
            police it says first that the call has to be safe, and names somebody else to talk to;
            for people who can't talk it says whether a text reaches the number.
        calling_from: The caller's place, if it was named; it counts where other numbers hold there.
        talk_first: The name of an independent line, to say in that case.
    """
    code = emergency_place(place.code)
    numbers = emergency_numbers(code) if code else None
    caller = _caller_number(calling_from, code) if calling_from else None
    call = _Call(about)
    sentences = [*call.sentences(numbers, caller, language)]
    if numbers and caller is None and needs_text(about):
        sentences += _text_message(numbers, language)
    if call.is_careful and talk_first:
        sentences.append(("emergency.otherwise", {"name": talk_first}))
    text = say_together([(call.form(each), slots) for each, slots in sentences], language)
    notice = Emergency(text=text, place=code, caller=caller)
    if not numbers:
        return notice
    return attrs.evolve(
        notice,
        dial=call.number(numbers),
        caution=numbers.caution,
        services=numbers.services,
        source=numbers.source,
        note=_note(numbers, language),
    )


def emergency_of(places: Iterable[Region], language: str, about: About = NOTHING) -> Emergency:
    """Return the notice where nobody knows which of some places it is: the number of each.

    It has no number of its own, since none is certain.
    """
    call, sentences = _Call(about), list[Message]()
    for place in places:
        code = emergency_place(place.code)
        numbers = emergency_numbers(code) if code else None
        sentences += (
            each for each in call.sentences(numbers, None, language) if each not in sentences
        )
    return Emergency(
        text=say_together([(call.form(each), slots) for each, slots in sentences], language)
    )


def tell_danger(error: QueryError, written: object = None, languages: object = None) -> None:
    """Put what to do in danger into the error of a question for help, unless it has that.

    Args:
        error: The error.
        written: The place as it was written; what can't be read as one is passed over.
        languages: The languages of the question, as its argument; passed over where wrong.
    """
    if error.emergency is not None:
        return
    place = region_written(written) if isinstance(written, str) else None
    try:
        wish = read_languages(languages, error.languages or ("en",))  # type: ignore[arg-type]
    except QueryError:
        wish = error.languages or ("en",)
    language = first_language_of(wish or ("en",))
    error.emergency = str(find_emergency(place or region(WORLD), language).text)
    error.add_note(error.emergency)


class _Call:
    """The call that a need asks for.

    Attributes:
        is_careful: Whether the police may be a danger, and nothing more urgent was said.
    """

    def __init__(self, about: About) -> None:
        rows = [matter(topic) for topic in about.topics]
        self._is_child = about.child is ChildConcerned.WRITER
        self._is_about_body = is_of_a_body(about)
        # Where the local police are feared, nothing makes them the first.
        self._is_unsafe = (
            any("police_last" in row.flags for row in rows) and not self._is_about_body
        )
        self._may_be_theirs = any("police_unsafe" in row.flags for row in rows)
        is_urgent = Danger.NOW in about.danger
        self._is_now = is_urgent and not self._is_unsafe and not self._is_about_body
        self._needs_ambulance = may_end_a_life(about, rows) and not self._is_now
        self._took_pills = Danger.PILLS in about.danger
        is_about_child = about.child is ChildConcerned.OTHER  # nobody weighs a child's danger
        is_feared = about.careful or (
            any("careful" in row.flags for row in rows) and not is_about_child
        )
        self.is_careful = is_feared and not self._is_about_body and not self._is_now

    def form(self, code: str) -> str:
        """Return the code of the sentence as a child is spoken to, where it has such a form."""
        return form_for(code, is_child=self._is_child)

    def number(self, numbers: EmergencyNumbers) -> str:
        """Return the number that the notice names: for a life, the one its sentence has too."""
        return (self._needs_ambulance and numbers.ambulance) or numbers.main

    def sentences(
        self, numbers: EmergencyNumbers | None, caller: CallerNumber | None, language: str
    ) -> Iterator[Message]:
        """Yield the sentences about the number: which to call, and from where.

        Without a number for the place of the danger, a caller abroad reads the own one alone.
        """
        if self._is_unsafe:
            yield "help.police_unsafe" if self._may_be_theirs else "help.police_choice", {}
        callers = emergency_numbers(caller.place) if caller else None
        shown = numbers or callers
        if shown is None:
            yield f"emergency.{self._lead(is_far=False, suffix='local')}", {}
        else:
            is_far = numbers is not None and caller is not None and caller.dial != numbers.main
            number = self.number(shown)
            yield (
                f"emergency.{self._lead(is_far=is_far, suffix=self._suffix(shown))}",
                _slots(shown, language, number),
            )
            yield from _warnings(shown)
        if caller:
            yield _from_abroad(numbers, callers, language)

    def _lead(self, *, is_far: bool, suffix: str) -> str:
        if self._is_about_body:
            lead = "pills" if self._took_pills else "body"
        elif self._is_now:
            lead = "now"
        else:
            lead = "life" if self.is_careful else "there" if is_far else "number"
        if lead == "number" and suffix == "local":
            return suffix
        return f"{lead}_{suffix}" if suffix else lead

    def _suffix(self, numbers: EmergencyNumbers) -> str:
        """Return what else a sentence says of the number: that it is the police, or the usual."""
        if self._is_about_body:
            is_usual = numbers.ambulance in (None, numbers.main)
            return "main" if is_usual else ""
        is_police = numbers.is_police and self.number(numbers) == numbers.main
        return "police" if is_police else ""


def _caller_number(origin: Region, place: str | None) -> CallerNumber | None:
    """Return the number for a caller who is in another country or territory than *place*.

    None for a caller in the same one, or in a group of countries.
    """
    code = emergency_place(origin.code)
    if code in (None, place):
        return None
    numbers = emergency_numbers(code)
    return CallerNumber(place=code, dial=numbers.main if numbers else None)


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


def _slots(
    numbers: EmergencyNumbers, language: str, number: str | None = None
) -> dict[str, SlotValue]:
    place = region(numbers.place)
    # An English notice reads no names in other languages, which saves two files a first answer.
    name = place.name if language == "en" else place.label
    return {"number": isolated(number or numbers.main, language), "place": name}


def _note(numbers: EmergencyNumbers, language: str) -> ShownText | None:
    """Return the sentence about another way to call, or None."""
    if numbers.note is None or numbers.note[0] == _STATION:
        return None
    return say_together(_other_way(numbers.note, language), language)


def _text_message(numbers: EmergencyNumbers, language: str) -> list[Message]:
    """Return the sentence on texts to the emergency services; none where they take none."""
    note = numbers.note
    return _other_way(note, language) if note and note[0].startswith(_TEXT) else []


def _other_way(note: tuple[str, str], language: str) -> list[Message]:
    kind, number = note
    return [(f"emergency.{kind}", {"number": isolated(number, language)})]
