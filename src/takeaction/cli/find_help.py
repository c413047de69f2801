"""``takeaction find-help``: where is help?"""

import argparse
from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from takeaction.cli import arguments
from takeaction.cli.catalog import the_catalog
from takeaction.cli.contact_lines import (
    bodies,
    checked,
    language_name,
    languages_of,
    reach_of,
    run_by,
    shown,
    state_of,
)
from takeaction.cli.terminal import bold, dim, line, show_json
from takeaction.core_data import language_of
from takeaction.engine.help.answer import Help, Referral
from takeaction.engine.help.referral import find_help
from takeaction.engine.reasons import Slot, say
from takeaction.models.question import HelpQuery
from takeaction.models.region import WORLD, region


def add_commands(added: arguments.Commands) -> None:
    """Add the command."""
    made = arguments.command(added, "find-help", "find whom to turn to", run)
    where = "where help is needed, such as US-TX, GB or Kenya"
    made.add_argument("--region", default=WORLD, metavar="C", help=where)
    made.add_argument(
        "--channel", metavar="X", help="only voice, sms, chat, email, web, app, tty or in-person"
    )
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
        _show(found, query.language, options.limit, language_of(languages))
        arguments.show_fall_back(languages)
    return 0


def _show(found: Help, spoken: str | None, limit: int, language: str) -> None:
    """Print what to do in danger, what to know before a call, and then the lines."""
    line(found.emergency.text, style=bold)
    for notice in found.notices:
        line()
        line(str(notice))
    line()
    places = tuple(region(code).label for code in found.chain)
    line(say("label.looked_in", language, {"places": places}), style=dim)
    told: set[str] = set()
    lines = lines_of(found)
    for referrals in islice(lines, limit):
        line()
        show_line(referrals, spoken, told)
    line()
    if len(lines) > limit:
        slots: dict[str, Slot] = {"count": len(lines) - limit, "limit": str(len(lines))}
        line(say("label.hidden_lines", language, slots), style=dim)
    line(say("label.shell", language))


def lines_of(found: Help) -> list[list[Referral]]:
    """Return the lines of an answer: referrals of one resource that stand together."""
    return [
        list(referrals) for _, referrals in groupby(found, lambda referral: referral.resource.id)
    ]


def show_line(referrals: list[Referral], spoken: str | None, told: set[str]) -> None:
    """Print one line: what for, who answers and whom they tell, once, then each way to it.

    Args:
        referrals: The referrals of the line.
        spoken: The language to be helped in, or None.
        told: The ids of resources that stand above; that of this one is added.
    """
    resource, wish = referrals[0].resource, referrals[0].languages
    line(str(resource.name.pick(wish)), style=bold)
    if resource.id in told:
        line(say("label.see_above", language_of(wish)), indent=4)
    else:
        _show_who(referrals[0])
    told.add(resource.id)
    for referral in referrals:
        words = (reach_of(referral), state_of(referral))
        line(": ".join(filter(None, words)), indent=4, hang=2, style=bold)
        for fact in _facts(referral, spoken):
            line(fact, indent=8, hang=2)
    line(f"{_evidence(referrals[0])}; id: {resource.id}", indent=4, hang=2, style=dim)


def _show_who(referral: Referral) -> None:
    resource, wish = referral.resource, referral.languages
    if resource.summary:
        line(shown(resource.summary, wish), indent=4)
    line(": ".join(filter(None, (run_by(resource, wish), resource.operator))), indent=4)
    known = (("label.only_for", resource.only_for), ("label.know_before", resource.warning))
    for code, text in known:
        if text:
            line(say(code, language_of(wish), {"text": shown(text, wish)}), indent=4, hang=2)


def _facts(referral: Referral, spoken: str | None) -> Iterator[str]:
    """Say what a call costs, leaves behind and is spoken in; not known is said too."""
    contact, language = referral.contact, language_of(referral.languages)
    if contact.dial:
        cost = say(f"cost.{contact.cost or 'unknown'}", language)
        yield say("label.on_bill", language, {"cost": cost}) if referral.may_show_on_bill else cost
    if spoken:
        slots = {"language": language_name(spoken, language), "spoken": _spoken(referral, language)}
        yield say("label.spoken", language, slots)
    if contact.languages or contact.interpreter or not spoken:
        listed = languages_of(contact, referral.languages)
        yield say("label.languages", language, {"languages": listed})
    yield from _manners(referral, language)
    if contact.note:
        yield shown(contact.note, referral.languages)


def _manners(referral: Referral, language: str) -> Iterable[str]:
    """Return what is known of how they treat a caller."""
    contact = referral.contact
    if contact.shares_with:
        yield say("label.shares", language, {"bodies": bodies(contact, language)})
    if contact.anonymous:
        yield say("label.anonymous", language)
    if contact.recorded:
        yield say("label.recorded", language)


def _spoken(referral: Referral, language: str) -> str:
    if referral.language:
        return say("spoken.interpreter" if referral.interpreter else "spoken.yes", language)
    known = referral.contact.languages or referral.contact.interpreter
    return say("spoken.nobody" if known else "spoken.unknown", language)


def _evidence(referral: Referral) -> str:
    """Say how sure the contact is, and how old what it rests on."""
    fresh, language = referral.freshness, language_of(referral.languages)
    method = checked(referral.verified.method, referral.languages)
    if fresh.since is None:
        return say("label.undated", language, {"method": method})
    slots = {
        "method": method,
        "day": str(referral.verified.on or referral.resource.source.dated),
        "state": say(f"fresh.{fresh.state}", language),
    }
    if fresh.age_days is None:
        return say("label.dated", language, slots)
    return say("label.dated_days", language, slots | {"days": fresh.age_days})
