"""``takeaction find-help``: where is help?"""

import argparse
from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from takeaction.cli import arguments
from takeaction.cli.catalogs import the_catalog
from takeaction.cli.desks import METHODS, language_name, languages_of, reach, run_by, state_of
from takeaction.cli.terminal import SHELL_KEEPS, bold, dim, line, show_json
from takeaction.engine.desks import Desk, Help
from takeaction.engine.referral import find_help
from takeaction.models.question import HelpQuery
from takeaction.models.region import WORLD, region
from takeaction.vocabulary import ContactCost

_COST = {
    ContactCost.FREE: "free",
    ContactCost.LOCAL_RATE: "costs a local call",
    ContactCost.MOBILE_RATE: "costs a call to a mobile",
    ContactCost.PAID: "costs money",
}


def add_commands(added: arguments.Commands) -> None:
    """Add the command."""
    made = arguments.command(added, "find-help", "find whom to turn to", run)
    where = "where help is needed, such as US-TX, GB or Kenya"
    made.add_argument("--region", default=WORLD, metavar="C", help=where)
    made.add_argument("--channel", metavar="X", help="only voice, sms, chat, email, web, app, tty")
    purposes = "emergency, report, support, child, labour-rights or legal"
    made.add_argument("--purpose", metavar="P", help=purposes)
    people = "child, worker, survivor, bystander or professional"
    made.add_argument("--audience", metavar="A", help=people)
    made.add_argument("--calling-from", metavar="C", help="where the call is made, if elsewhere")
    made.add_argument(
        "--limit", type=arguments.whole, default=5, metavar="K", help="the most lines (5)"
    )


def run(options: argparse.Namespace) -> int:
    """Answer; the first language is also the one to be helped in."""
    languages = arguments.languages_of(options)
    query = HelpQuery(
        region=options.region,
        language=languages[0] if options.languages else None,
        channel=options.channel,
        purpose=options.purpose,
        audience=options.audience,
        calling_from=options.calling_from,
    )
    moment = arguments.moment_of(options)
    found = find_help(the_catalog(options), query, languages=languages, at=moment)
    if options.json:
        show_json(found.as_json())
    else:
        _show(found, query.language, options.limit)
    return 0


def _show(found: Help, language: str | None, limit: int) -> None:
    """Print what to do in danger, what to know before a call, and then the lines."""
    line(found.emergency.text, style=bold)
    for notice in found.notices:
        line()
        line(str(notice))
    line()
    line(f"Looked in: {', '.join(region(code).name for code in found.chain)}.", style=dim)
    told: set[str] = set()
    lines = [(key, list(desks)) for key, desks in groupby(found, lambda desk: desk.resource.id)]
    for _, desks in islice(lines, limit):
        line()
        _show_line(desks, language, told)
    line()
    if len(lines) > limit:
        more = f"{len(lines) - limit} more: --limit {len(lines)}. One of them whole: "
        line(f"{more}takeaction show ID", style=dim)
    line(SHELL_KEEPS)


def _show_line(desks: list[Desk], language: str | None, told: set[str]) -> None:
    """Print one line: what for, who answers and whom they tell, once, then each way to it."""
    resource, wish = desks[0].resource, desks[0].languages
    line(str(resource.name.pick(wish)), style=bold)
    if resource.id in told:
        line("who answers: see above", indent=4)
    else:
        _show_who(desks[0])
    told.add(resource.id)
    for desk in desks:
        words = (reach(desk.contact, desk.text_language), state_of(desk))
        line(": ".join(filter(None, words)), indent=4, hang=2, style=bold)
        for fact in _facts(desk, language):
            line(fact, indent=8, hang=2)
    line(f"{_evidence(desks[0])}; id: {resource.id}", indent=4, hang=2, style=dim)


def _show_who(desk: Desk) -> None:
    resource = desk.resource
    if resource.summary:
        line(str(resource.summary.pick(desk.languages)), indent=4)
    line(": ".join(filter(None, (run_by(resource), resource.operator))), indent=4)
    if resource.only_for:
        line(f"Only for: {resource.only_for.pick(desk.languages)}", indent=4, hang=2)
    if resource.warning:
        line(f"Know before: {resource.warning.pick(desk.languages)}", indent=4, hang=2)


def _facts(desk: Desk, language: str | None) -> Iterator[str]:
    """Say what a call costs, leaves behind and is spoken in; not known is said too."""
    contact = desk.contact
    if contact.dial:
        cost = _COST[contact.cost] if contact.cost else "cost not known"
        bill = "; may show on the telephone bill" if desk.may_show_on_bill else ""
        yield cost + bill
    if language:
        yield f"in {language_name(language)}: {_spoken(desk)}"
    if contact.languages or contact.interpreter or not language:
        yield f"languages: {languages_of(contact)}"
    yield from _manners(desk)
    if contact.note:
        yield str(contact.note.pick(desk.languages))


def _manners(desk: Desk) -> Iterable[str]:
    """Return what is known of how they treat a caller."""
    contact = desk.contact
    if contact.shares_with:
        yield f"what you say may be shared with: {', '.join(sorted(contact.shares_with))}"
    if contact.anonymous:
        yield "you do not have to give your name"
    if contact.recorded:
        yield "calls are recorded"


def _spoken(desk: Desk) -> str:
    if desk.language:
        return "through an interpreter" if desk.interpreter else "somebody speaks it"
    known = desk.contact.languages or desk.contact.interpreter
    return "nobody is known to speak it" if known else "not known"


def _evidence(desk: Desk) -> str:
    """Say how sure the contact is, and how old what it rests on."""
    fresh = desk.freshness
    day = desk.verified.on or desk.resource.source.dated
    if fresh.since is None:
        return f"{METHODS[desk.verified.method]}; of no known date"
    days = f", {fresh.age_days:,} days old" if fresh.age_days is not None else ""
    return f"{METHODS[desk.verified.method]}; dated {day}{days} ({fresh.state})"
