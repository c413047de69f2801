"""``takeaction search`` and ``show``: find a record, and read it whole."""

import argparse
from collections.abc import Iterator

import attrs

from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.catalogs import the_catalog
from takeaction.cli.desks import bodies, checked, languages_of, reach, run_by, shown, who_answers
from takeaction.cli.terminal import bold, dim, heading, labelled, line, show_json
from takeaction.core_data import language_of
from takeaction.engine.desks import Emergency
from takeaction.engine.freshness import freshness
from takeaction.engine.lookup import Hit, caveat_of, search
from takeaction.engine.need import is_need
from takeaction.engine.plain import plain_data
from takeaction.engine.reasons import say
from takeaction.engine.referral import emergency
from takeaction.models.action import Action, Slot
from takeaction.models.contact import Contact
from takeaction.models.record import Record
from takeaction.models.region import WORLD, find_region
from takeaction.models.resource import Resource
from takeaction.models.text import Text
from takeaction.vocabulary import Status

_CALLED = {
    "ask": "comes to be known by",
    "reading": "words of the list",
    "applies_to": "about",
    "element": "speaks of",
    "only_for": "only for",
}
_SHOWN_ELSEWHERE = frozenset(
    {
        *("id", "source", "status", "replaced_by", "aliases", "also_known_as", "note", "verified"),
        *("regions", "topics", "title", "name", "text", "summary", "steps", "safety", "contacts"),
        *("finds", "warning", "only_for", "operator", "operator_kind", "templates", "links", "url"),
    }
)

_LED = {"warning": "know_before", "only_for": "only_for"}
"""The message that a text stands in."""


def add_commands(added: arguments.Commands) -> None:
    """Add both commands."""
    made = arguments.command(
        added, "search", "search everything: actions, help, signs, shops", run_search
    )
    made.add_argument("text", nargs="+", metavar="TEXT", help="what to look for")
    arguments.listed(made, "--kind", "kinds", "K", "action, resource, indicator, vendor, label")
    made.add_argument("--region", metavar="C", help="only what is for this place")
    made.add_argument(
        "--limit", type=arguments.whole, default=10, metavar="K", help="most hits (10)"
    )
    made = arguments.command(added, "show", "show one record whole", run_show)
    made.add_argument("id", metavar="ID", help="such as us-hotline:national-hotline")


def run_search(options: argparse.Namespace) -> int:
    """Search."""
    options.text = " ".join(options.text)
    catalog = the_catalog(options)
    hits = search(
        catalog,
        options.text,
        kinds=options.kinds,
        region=options.region,
        limit=options.limit,
        languages=arguments.languages_of(options),
        at=arguments.moment_of(options),
    )
    danger = _danger(catalog, options) if is_need(options.text) else None
    if options.json:
        show_json({"hits": [hit.as_json() for hit in hits], "emergency": plain_data(danger)})
        return 0
    if danger:
        line(danger.text)
        if hits and options.region is None:
            line(say("label.say_where", language_of(arguments.languages_of(options))))
        line()
    for hit in hits:
        _show_hit(hit)
    for caveat in dict.fromkeys(hit.caveat for hit in hits if hit.caveat):
        line()
        line(str(caveat.pick(arguments.languages_of(options))))
    if not hits:
        line("Nothing was found. Try fewer or other words.")
    if danger:
        line()
        line(say("label.shell", language_of(arguments.languages_of(options))))
    arguments.show_fall_back(arguments.languages_of(options))
    return 0


def _danger(catalog: Catalog, options: argparse.Namespace) -> Emergency:
    """Return what stands above all when somebody in need may be searching."""
    language = language_of(arguments.languages_of(options))
    return emergency(catalog, find_region(options.region or WORLD), language)


def _show_hit(hit: Hit) -> None:
    record = hit.record
    gone = {Status.RETIRED: "  (no longer there)", Status.UNKNOWN: "  (not certain it is there)"}
    line(str(record.label.pick(hit.languages)) + gone.get(record.status, ""), style=bold)
    line(f"{hit.kind}  {record.id}", indent=4, style=dim)
    if record.replaced_by:
        line(f"turn to {record.replaced_by} instead", indent=4)
    if isinstance(record, Resource) and record.status is not Status.RETIRED:
        for contact in record.contacts[:1]:
            line(who_answers(record, hit.languages), indent=4)
            line(reach(contact, hit.languages), indent=4)


def run_show(options: argparse.Namespace) -> int:
    """Show a record."""
    catalog = the_catalog(options)
    record = catalog.find(options.id, "id")
    languages = arguments.languages_of(options)
    fresh = freshness(record, arguments.moment_of(options))
    if options.json:
        data = plain_data(record, languages) | {"kind_of_record": record.record_kind.value}
        data["freshness"] = plain_data(fresh)
        show_json(data)
        return 0
    heading(str(record.label.pick(languages)))
    _show_head(record, languages)
    _show_body(record, languages)
    caveat = caveat_of(catalog, record)
    if caveat:
        line(str(caveat.pick(languages)), indent=2)
    _show_fields(record, languages)
    _show_foot(catalog, record, languages)
    arguments.show_fall_back(languages)
    return 0


def _show_head(record: Record, languages: tuple[str, ...]) -> None:
    if record.status is not Status.ACTIVE:
        line({"retired": "No longer there."}.get(record.status, "Not certain that it is there."))
    if record.replaced_by:
        line(f"Turn to {record.replaced_by} instead.")
    for name in ("warning", "summary", "only_for"):
        text = getattr(record, name, None)
        if isinstance(text, Text):
            said = shown(text, languages)
            if name in _LED:
                said = say(f"label.{_LED[name]}", language_of(languages), {"text": said})
            line(said, indent=2)
    if record.note:
        line(shown(record.note, languages), indent=2)


def _show_body(record: Record, languages: tuple[str, ...]) -> None:
    if isinstance(record, Action):
        for number, step in enumerate(record.steps, 1):
            line(f"{number}. {shown(step, languages)}", indent=2, hang=3)
        label = say("label.keep_safe", language_of(languages))
        labelled(label, [shown(each, languages) for each in record.safety], indent=2)
        if record.finds:
            line(f"Contacts by region: {', '.join(map(_slot, record.finds))}", indent=2, hang=4)
        for template in record.templates:
            line(f"Words for a {template.kind}:", indent=2)
            line(shown(template.text, languages).strip(), indent=6)
    if isinstance(record, Resource):
        if record.contacts or record.operator:
            parts = (record.operator, run_by(record, languages))
            line(f"Run by: {', '.join(part for part in parts if part)}", indent=2)
        for contact in () if record.status is Status.RETIRED else record.contacts:
            line(reach(contact, languages), indent=2, style=bold)
            for text in _facts(contact, languages):
                line(text, indent=6)


def _facts(contact: Contact, languages: tuple[str, ...]) -> Iterator[str]:
    """Say what is known of a contact; what is not known is said too, where it matters."""
    zone = f" ({contact.hours.zone})" if contact.hours and contact.hours.zone else ""
    yield f"hours: {contact.hours.text + zone if contact.hours else 'not known, try anyway'}"
    listed = {"languages": languages_of(contact, languages)}
    yield say("label.languages", language_of(languages), listed)
    if contact.shares_with:
        language = language_of(languages)
        yield say("label.shares", language, {"bodies": bodies(contact, language)})
    if contact.shows_on_bill is not False and contact.dial:
        yield "a call or text may show on the telephone bill"
    if contact.note:
        yield shown(contact.note, languages)


def _show_fields(record: Record, languages: tuple[str, ...]) -> None:
    """Print the other fields that say something, each on a line; a flag only if it is up."""
    flags = {field.name for field in attrs.fields(type(record)) if field.default is False}
    for name, value in plain_data(record, languages).items():
        silent = value in (None, [], {}) or (value is False and name in flags)
        if name not in _SHOWN_ELSEWHERE and not silent:
            text = _one_line(value)
            line(f"{_CALLED.get(name, name.replace('_', ' '))}: {text}", indent=2, hang=4)


def _slot(slot: Slot) -> str:
    """Say what contact an action asks for."""
    kind = str(slot.kind or "").replace("-", " ")
    return f"{slot.purpose} ({kind})" if kind else str(slot.purpose)


def _one_line(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_one_line, value))
    if isinstance(value, dict):
        return " ".join(
            f"{key} {_one_line(each)}" for key, each in value.items() if each is not None
        )
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _show_foot(catalog: Catalog, record: Record, languages: tuple[str, ...]) -> None:
    links = getattr(record, "links", ())
    urls = [record_url] if (record_url := getattr(record, "url", None)) else []
    for text in (*urls, *(f"{link.title.pick(languages)}: {link.url}" for link in links)):
        line(text, indent=2, hang=2)
    source = record.source
    parts = (source.title, source.publisher, source.dated and f"dated {source.dated}", source.url)
    line("source: " + ", ".join(part for part in parts if part), indent=2, hang=8, style=dim)
    line(f"checked: {checked(record.verified.method, languages)}", indent=2, hang=9, style=dim)
    pack = catalog.packs[record.pack].header
    line(f"pack: {pack.title} by {pack.publisher}; id: {record.id}", indent=2, hang=6, style=dim)
