"""A helpline in words: who answers comes before the number. Every face uses the same words."""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from takeaction.core_data import first_language_of, language_of, read
from takeaction.engine.freshness import Freshness
from takeaction.engine.help.answer import Referral
from takeaction.engine.help.need import capitalised
from takeaction.engine.help.who_answers import shared_message, tells_message
from takeaction.engine.reasons import SlotValue, say
from takeaction.models.record import Record, Reviewed, Verified, first_day
from takeaction.models.region import region
from takeaction.models.resource import WEEKDAYS, Contact, Disclosure, Resource
from takeaction.models.text import Text, tag_chain
from takeaction.vocabulary.closed_words import Tells
from takeaction.vocabulary.contacts import CHANNELS_WITHOUT_HOURS, ReferralState
from takeaction.vocabulary.records import OUT_OF_DATE, Method


def describe_operator(resource: Resource, languages: Iterable[str]) -> str:
    """Describe the body that runs a resource, such as "a government office"."""
    return say(f"who.{resource.operator_kind or 'unknown'}", language_of(languages))


def describe_verification(method: Method, languages: Iterable[str]) -> str:
    """Describe the verification of a record, such as "two sources agree"."""
    return say(f"method.{method}", language_of(languages))


def method_and_day(verified: Verified, languages: Iterable[str]) -> str:
    """Describe the verification of a record, with its day if that is known."""
    method = describe_verification(verified.method, languages)
    return f"{method}, {verified.on}" if verified.on else method


def describe_review(reviewed: Reviewed | None, language: str) -> str:
    """Say which parts of a record a practitioner has reviewed, or that nobody has."""
    if reviewed is None:
        return say("label.not_reviewed", language)
    scope = tuple(say(f"scope.{part}", language) for part in sorted(reviewed.scope))
    slots: dict[str, SlotValue] = {"scope": scope, "by": reviewed.by, "day": str(reviewed.on)}
    payment = {True: "_paid", False: "_unpaid", None: ""}[reviewed.paid]
    return say(f"label.reviewed{payment}", language, slots)


def marked_text(text: Text, languages: Iterable[str]) -> str:
    """Return a text, with its language in brackets if that is not one of *languages*."""
    words = text.pick(languages)
    return f"{words} [{words.language}]" if words.fallback else str(words)


def describe_state(referral: Referral) -> str:
    """Say whether somebody answers now, or else when they open; empty for a page or an address."""
    opens, hours = referral.opens, referral.contact.hours
    if hours is None and referral.contact.channel in CHANNELS_WITHOUT_HOURS:
        return ""
    language = first_language_of(referral.languages)
    state = say(f"state.{referral.state}", language)
    if opens and hours:
        slots: dict[str, SlotValue] = {
            "state": state,
            "weekday": say(f"weekday.{opens.weekday()}", language),
            "day": opens.day,
            "month": say(f"month.{opens.month}", language),
            "time": f"{opens:%H:%M}",
            "zone": hours.zone or "",
        }
        return say("label.opens", language, slots)
    if referral.state is ReferralState.OPEN and hours and hours.always:
        return say("label.always", language, {"state": state})
    return state


def labelled_hours(contact: Contact, languages: Iterable[str]) -> str:
    """Describe when somebody answers, such as "hours: 24/7"; empty for a page or an address."""
    language = language_of(languages)
    hours = opening_hours(contact, language)
    return "" if hours is None else say("label.hours", language, {"hours": hours})


def usual_hours(contact: Contact, languages: Iterable[str]) -> str:
    """Say when somebody usually answers, such as "24/7"; empty for a page or an address."""
    tags = tuple(languages)
    if contact.hours is None and contact.channel not in CHANNELS_WITHOUT_HOURS:
        return say(f"state.{ReferralState.UNCERTAIN}", first_language_of(tags))
    return opening_hours(contact, language_of(tags)) or ""


def opening_hours(contact: Contact, language: str) -> str | None:
    """Describe the opening hours of a contact; None for a page or an address without any."""
    if contact.hours is None and contact.channel in CHANNELS_WITHOUT_HOURS:
        return None
    return describe_hours(contact, language)


def describe_hours(contact: Contact, language: str) -> str:
    """Describe the opening hours of a contact, with the zone of its times."""
    hours = contact.hours
    if hours is None:
        return say("label.hours_unknown", language)
    if hours.always:
        return say("label.hours_always", language)
    text = hours.text
    for number, day in enumerate(WEEKDAYS if language != "en" else ()):
        text = text.replace(day, say(f"day.{number}", language))
    return f"{text} ({hours.zone})" if hours.zone else text


def warn_of_origin(referral: Referral) -> Iterator[str]:
    """Warn of a line that resembles another, and of a place that only another pack claims."""
    language = language_of(referral.languages)
    if referral.resembles:
        yield say("label.resembles", language, {"id": referral.resembles})
    if referral.is_place_added:
        pack = dict(referral.added.regions)[referral.via]
        slots: dict[str, SlotValue] = {"pack": pack, "place": region(referral.via).label}
        yield say("label.place_added", language, slots)


def cost_of(contact: Contact, languages: Iterable[str]) -> str:
    """Describe the price of a contact, and that it may show on the bill; unknown counts as yes."""
    language = language_of(languages)
    cost = say(f"cost.{contact.cost or 'unknown'}", language)
    is_on_bill = contact.dial is not None and contact.shows_on_bill is not False
    return say("label.on_bill", language, {"cost": cost}) if is_on_bill else cost


def evidence_of(
    record: Record, verified: Verified, fresh: Freshness, languages: Iterable[str]
) -> str:
    """Say how a record or one of its contacts was verified, when, and whether that is long ago."""
    tags = tuple(languages)
    language, read_on = language_of(tags), record.source.checked
    method = describe_verification(verified.method, tags)
    is_read = verified.method is Method.NONE and read_on is not None
    if is_read:
        method = say("method.source_read", language, {"day": str(read_on)})
    day = verified.on or record.source.dated
    if day is None:
        undated = method if is_read else say("label.undated", language, {"method": method})
        return f"{capitalised(undated)}."
    slots: dict[str, SlotValue] = {
        "method": capitalised(method),
        "day": day_in_words(str(day), language),
    }
    dated = f"{say('label.dated', language, slots)}."
    return f"{dated} {say('label.old', language)}" if fresh.state in OUT_OF_DATE else dated


def day_in_words(day: str, language: str) -> str:
    """Return a date in words, such as "11 December 2024".

    Args:
        day: YYYY, YYYY-MM or YYYY-MM-DD; a year, and the words of a source, stay as they are.
        language: One of the languages of the core's own texts.
    """
    year, *rest = day.split("-")
    if not rest or first_day(day) is None:
        return day
    slots: dict[str, SlotValue] = {"month": say(f"month.{int(rest[0])}", language), "year": year}
    if len(rest) == 1:
        return say("label.month", language, slots)
    return say("label.day", language, slots | {"day": str(int(rest[1]))})


def describe_languages(
    contact: Contact, languages: Iterable[str], claimed: Mapping[str, str] | None = None
) -> str:
    """List the languages that are spoken, and those that go through an interpreter.

    Args:
        contact: The contact.
        languages: The languages of the words, best first.
        claimed: The pack that claims each language, for those that only a patch claims.
    """
    language = language_of(languages)
    spoken: list[str] = []
    for tag in contact.languages:
        name, pack = language_name(tag, language), (claimed or {}).get(tag)
        slots = {"words": name, "pack": pack or ""}
        spoken.append(say("label.said_by", language, slots) if pack else name)
    for tag in contact.interpreter:
        slots = {"language": language_name(tag, language)}
        spoken.append(say("label.by_interpreter", language, slots))
    return ", ".join(spoken) or say("spoken.unknown", language)


def whom_it_tells(contact: Contact, language: str) -> tuple[str, ...]:
    """Say whom a contact tells what it hears, a sentence for each time; empty if not known.

    Returns:
        In the order of the words: those who are always told come first, those who never are last.
    """
    if contact.tells is None:
        shared = contact.shares_with
        messages = [shared_message(shared, language)] if shared else []
    else:
        told: dict[Tells, list[str]] = {}
        for field in attrs.fields(Disclosure):
            if when := getattr(contact.tells, field.name):
                told.setdefault(when, []).append(field.name)
        messages = [tells_message(when, told[when], language) for when in Tells if when in told]
    return tuple(say(code, language, slots) for code, slots in messages)


def language_name(tag: str, language: str = "en") -> str:
    """Return the name of a language, with its tag if the tag says more; else only the tag."""
    if tag == "mul":
        return say("label.many_more", language)
    if language == "en":
        names = read("languages")["names"]
    else:
        names = read(f"names/{language}")["languages"]
    named_tag = next((wider for wider in tag_chain(tag) if wider in names), None)
    if named_tag is None:
        return tag
    return names[named_tag] if named_tag == tag else f"{names[named_tag]} ({tag})"
