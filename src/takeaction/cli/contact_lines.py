"""How a contact reads on one line: who answers stands before the number."""

from collections.abc import Iterable

from takeaction.core_data import language_of, read
from takeaction.engine.help.answer import Referral
from takeaction.engine.reasons import Slot, say
from takeaction.models.contact import Contact
from takeaction.models.resource import Resource
from takeaction.models.text import Text, isolated, shortened
from takeaction.vocabulary import Channel, Method, ReferralState

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_WITHOUT_HOURS = (Channel.WEB, Channel.APP, Channel.EMAIL)


def referral_line(referral: Referral) -> str:
    """Say who answers, how to reach them, and whether they answer now."""
    name = referral.resource.name.pick(referral.languages).text
    who = who_answers(referral.resource, referral.languages)
    return f"{name} ({who}): {reach_of(referral)}; {_state(referral)}"


def who_answers(resource: Resource, languages: Iterable[str]) -> str:
    """Say what kind of body answers, and for whom alone if it is not for everybody."""
    wish = tuple(languages)
    who = run_by(resource, wish)
    if not resource.only_for:
        return who
    slots = {"who": who, "text": shown(resource.only_for, wish).rstrip(".")}
    return say("label.answers_only_for", language_of(wish), slots)


def named(resource: Resource, languages: Iterable[str]) -> str:
    """Name a line and who answers; what its name was made from stands on a line of its own."""
    wish = tuple(languages)
    first, *source = str(resource.name.pick(wish)).split("\n")
    return "\n".join([f"{first} ({who_answers(resource, wish)})", *source])


def run_by(resource: Resource, languages: Iterable[str]) -> str:
    """Say what kind of body runs it."""
    return say(f"who.{resource.operator_kind or 'unknown'}", language_of(languages))


def checked(method: Method, languages: Iterable[str]) -> str:
    """Say how somebody made sure of a record."""
    return say(f"method.{method}", language_of(languages))


def shown(text: Text, languages: Iterable[str]) -> str:
    """Return a text, with its language in brackets where it is none that was asked for."""
    words = text.pick(languages)
    return f"{words} [{words.language}]" if words.fallback else str(words)


def _state(referral: Referral) -> str:
    return say(f"state.{referral.state}", language_of(referral.languages))


def state_of(referral: Referral) -> str:
    """Say whether somebody answers now, and else when they do; a page has no hours."""
    opens, hours, state = referral.opens, referral.contact.hours, _state(referral)
    language = language_of(referral.languages)
    if hours is None and referral.contact.channel in _WITHOUT_HOURS:
        return ""
    if opens and hours:
        slots: dict[str, Slot] = {
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


def hours_of(contact: Contact, language: str) -> str:
    """Say when a contact is open, with the zone that its times are in."""
    hours = contact.hours
    if hours is None:
        return say("label.hours_unknown", language)
    if hours.always:
        return say("label.hours_always", language)
    text = hours.text
    for number, day in enumerate(_DAYS if language != "en" else ()):
        text = text.replace(day, say(f"day.{number}", language))
    return f"{text} ({hours.zone})" if hours.zone else text


def reach_of(referral: Referral) -> str:
    """Say how a referral is reached."""
    return reach(referral.contact, referral.languages, referral.text_language)


def reach(contact: Contact, languages: Iterable[str], beside: str = "en") -> str:
    """Say how a contact is reached, in a line that may hold words in the language *beside*."""
    language = language_of(languages)
    target = isolated(contact.display or contact.email or contact.url or "", beside)
    words = say(f"by.{contact.channel}", language, {"target": target})
    if not contact.keyword:
        return words
    return say("label.keyword", language, {"words": words, "keyword": contact.keyword})


def languages_of(contact: Contact, languages: Iterable[str]) -> str:
    """Say what languages are spoken, and which of them through an interpreter."""
    language = language_of(languages)
    interpreted = (
        say("label.by_interpreter", language, {"language": language_name(tag, language)})
        for tag in contact.interpreter
    )
    spoken = [*(language_name(tag, language) for tag in contact.languages), *interpreted]
    return ", ".join(spoken) or say("spoken.unknown", language)


def bodies(contact: Contact, language: str) -> tuple[str, ...]:
    """Name those who may come to see what a person says."""
    return tuple(say(f"body.{body}", language) for body in sorted(contact.shares_with))


def language_name(tag: str, language: str = "en") -> str:
    """Return the name of a language, with its tag if that says more; else the tag."""
    if tag == "mul":
        return say("label.many_more", language)
    if language == "en":
        names = read("languages")["names"]
    else:
        names = read(f"names/{language}")["languages"]
    known = next((wider for wider in shortened(tag) if wider in names), None)
    if known is None:
        return tag
    return names[known] if known == tag else f"{names[known]} ({tag})"
