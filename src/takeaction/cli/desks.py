"""How a contact reads on one line: who answers stands before the number."""

from collections.abc import Iterable

from takeaction.engine.referral import Desk
from takeaction.models.contact import Contact
from takeaction.models.resource import Resource
from takeaction.vocabulary import Channel, DeskState, OperatorKind

_WHO = {
    OperatorKind.NGO: "an independent organisation",
    OperatorKind.TRADE_UNION: "a trade union",
    OperatorKind.INTERGOVERNMENTAL: "an intergovernmental organisation",
    OperatorKind.COMPANY: "a company",
    OperatorKind.GOVERNMENT: "a government office",
    OperatorKind.POLICE: "police",
    OperatorKind.IMMIGRATION_ENFORCEMENT: "immigration enforcement",
}
_STATE = {
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


def desk_line(desk: Desk) -> str:
    """Say who answers, how to reach them, and whether they answer now."""
    name = str(desk.resource.name.pick(desk.languages))
    who = who_answers(desk.resource, desk.languages)
    return f"{name} ({who}): {reach(desk.contact)}; {_STATE[desk.state]}"


def who_answers(resource: Resource, languages: Iterable[str]) -> str:
    """Say what kind of body answers, and for whom alone if it is not for everybody."""
    only = f", only for {resource.only_for.pick(languages)}" if resource.only_for else ""
    return run_by(resource) + only


def run_by(resource: Resource) -> str:
    """Say what kind of body runs it."""
    return _WHO[resource.operator_kind] if resource.operator_kind else "operator not known"


def reach(contact: Contact) -> str:
    """Say how a contact is reached."""
    target = contact.display or contact.email or contact.url or ""
    words = f"{_BY[contact.channel]} {target}"
    return f"{words} with the word {contact.keyword}" if contact.keyword else words
