"""How a contact reads on one line: who answers stands before the number."""

from takeaction.engine.referral import Desk
from takeaction.models.contact import Contact
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
    resource = desk.resource
    who = _WHO[resource.operator_kind] if resource.operator_kind else "operator not known"
    name = resource.name.pick(desk.languages).text
    return f"{name} ({who}): {reach(desk.contact)}; {_STATE[desk.state]}"


def reach(contact: Contact) -> str:
    """Say how a contact is reached."""
    target = contact.display or contact.email or contact.url or ""
    words = f"{_BY[contact.channel]} {target}"
    return f"{words} with the word {contact.keyword}" if contact.keyword else words
