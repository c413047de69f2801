"""How a contact reads on one line: who answers stands before the number."""

from collections.abc import Iterable

from takeaction.core_data import read
from takeaction.engine.desks import Desk
from takeaction.models.contact import Contact
from takeaction.models.resource import Resource
from takeaction.models.text import isolated, shortened
from takeaction.vocabulary import Channel, DeskState, Method, OperatorKind

_WHO = {
    OperatorKind.NGO: "an independent organisation",
    OperatorKind.TRADE_UNION: "a trade union",
    OperatorKind.INTERGOVERNMENTAL: "an intergovernmental organisation",
    OperatorKind.COMPANY: "a company",
    OperatorKind.GOVERNMENT: "a government office",
    OperatorKind.POLICE: "police",
    OperatorKind.IMMIGRATION_ENFORCEMENT: "immigration enforcement",
}
METHODS = {
    Method.CALLED: "somebody called",
    Method.OPERATOR_PAGE: "read on the operator's own page",
    Method.OFFICIAL_PAGE: "read on an official page",
    Method.IN_WRITING: "confirmed in writing",
    Method.TWO_SOURCES: "two sources agree",
    Method.NONE: "not checked by anybody yet",
}
STATE = {
    DeskState.OPEN: "open now",
    DeskState.UNCERTAIN: "hours not certain, try anyway",
    DeskState.CLOSED: "closed now",
}
_BY = {
    Channel.VOICE: "call",
    Channel.SMS: "text",
    Channel.CHAT: "chat",
    Channel.EMAIL: "write to",
    Channel.WEB: "open",
    Channel.APP: "open",
    Channel.TTY: "TTY",
    Channel.IN_PERSON: "visit",
}


_WITHOUT_HOURS = (Channel.WEB, Channel.APP, Channel.EMAIL)


def desk_line(desk: Desk) -> str:
    """Say who answers, how to reach them, and whether they answer now."""
    name = str(desk.resource.name.pick(desk.languages))
    who = who_answers(desk.resource, desk.languages)
    return f"{name} ({who}): {reach(desk.contact, desk.text_language)}; {STATE[desk.state]}"


def who_answers(resource: Resource, languages: Iterable[str]) -> str:
    """Say what kind of body answers, and for whom alone if it is not for everybody."""
    only = resource.only_for and str(resource.only_for.pick(languages)).rstrip(".")
    return run_by(resource) + (f"; only for: {only}" if only else "")


def run_by(resource: Resource) -> str:
    """Say what kind of body runs it."""
    return _WHO[resource.operator_kind] if resource.operator_kind else "operator not known"


def state_of(desk: Desk) -> str:
    """Say whether somebody answers now, and else when they do; a page has no hours."""
    opens, hours = desk.opens, desk.contact.hours
    if hours is None and desk.contact.channel in _WITHOUT_HOURS:
        return ""
    if opens and hours:
        when = f"{opens:%A} {opens.day} {opens:%B, %H:%M}"
        return f"{STATE[desk.state]}, opens {when} in {hours.zone}"
    always = desk.state is DeskState.OPEN and hours and hours.always
    return f"{STATE[desk.state]}, day and night" if always else STATE[desk.state]


def reach(contact: Contact, language: str = "en") -> str:
    """Say how a contact is reached, in a line whose other words are in *language*."""
    target = isolated(contact.display or contact.email or contact.url or "", language)
    words = f"{_BY[contact.channel]} {target}"
    return f"{words} with the word {contact.keyword}" if contact.keyword else words


def languages_of(contact: Contact) -> str:
    """Say what languages are spoken, and which of them through an interpreter."""
    interpreted = (f"{language_name(tag)} by interpreter" for tag in contact.interpreter)
    spoken = [*map(language_name, contact.languages), *interpreted]
    return ", ".join(spoken) or "not known"


def language_name(tag: str) -> str:
    """Return the English name of a language, with its tag if that says more; else the tag."""
    if tag == "mul":
        return "many more"
    names = read("languages")["names"]
    known = next((wider for wider in shortened(tag) if wider in names), None)
    if known is None:
        return tag
    return names[known] if known == tag else f"{names[known]} ({tag})"
