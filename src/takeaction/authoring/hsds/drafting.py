"""How a directory of services (HSDS 3, as JSON) becomes a draft pack that nobody has verified.

The form and size of the file are checked before anything in it is read. Each service becomes a
record that every rule accepts, or is noted as lost; the records become the files of packs.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from hashlib import sha256
from typing import Any, NamedTuple

import attrs

from takeaction.authoring.hsds.contacts import draft_contacts
from takeaction.authoring.hsds.service import Extent, HsdsObject, Losses, purposes_named, regions_of
from takeaction.authoring.sheets.conversion import toml_string, write_toml
from takeaction.authoring.sheets.mistakes import refusal
from takeaction.core_data import read
from takeaction.errors import Outcome, shown
from takeaction.export.hsds.terms import RESOURCE_TERMS, STATUSES, TEXTS, read_terms
from takeaction.limits import Limits, nesting_depth
from takeaction.models.record import first_day
from takeaction.models.resource import Resource
from takeaction.packs.faults import Fault
from takeaction.packs.rules import characters, meaning
from takeaction.packs.rules.address import is_id
from takeaction.packs.structuring import Setting, model_of, structure
from takeaction.vocabulary.records import Kind, Status
from takeaction.vocabulary.resources import Purpose, ResourceKind
from takeaction.vocabulary.words import fold

MAX_BYTES = 256 * 1024 * 1024
"""The most bytes of a file. Generous: 10,000 services of our own export take 170 MB."""

_DEEPEST = 32
"""The deepest nesting. The compiled schema of HSDS allows 14 without references back."""

_MEMBERS = ("contents", "services")
"""The members of a page that may hold the services, the one of the HSDS API first."""

_EXPORT = "export it as JSON: a list of services, or a page with them in contents."


def read_services(data: bytes, name: str) -> Sequence[object]:
    """Return the services of an HSDS file in JSON, not yet checked.

    Args:
        data: A list of services (``service_package``), a page of the HSDS API with ``contents``, or
            one service. The tabular form in CSV files is not read.
        name: The name of the file, for errors.

    Raises:
        PackErrors: It is too large, no JSON, nested too deep, or has no services.
    """
    if len(data) > MAX_BYTES:
        problem = f"it has more than {MAX_BYTES // 1024**2} MiB."
        raise refusal("limit.size", problem, name, None, "split it into several files.")
    services = _services(_parsed(data, name))
    if services is None:
        raise refusal("shape.wrong_type", "it has no list of services.", name, None, _EXPORT)
    if not services:
        raise refusal("sheet.empty", "it has no services.", name, None, _EXPORT)
    bound = Limits().records
    if len(services) > bound:
        problem = f"it has more than {bound:,} services."
        raise refusal("limit.records", problem, name, None, "split it into several files.")
    return services


def _parsed(data: bytes, name: str) -> object:
    if nesting_depth(data) > _DEEPEST:
        problem = f"lists and objects are nested more than {_DEEPEST} deep."
        raise refusal("parse.too_deep", problem, name, None, _EXPORT)
    try:
        # Python reads NaN and Infinity, which JSON does not have, and of equal keys the last one.
        return json.loads(
            data.decode("utf-8-sig"),
            parse_constant=_refuse_constant,
            object_pairs_hook=partial(_without_repeats, name),
        )
    except UnicodeDecodeError as error:
        raise refusal("read.encoding", "it is not UTF-8.", name, None, _EXPORT) from error
    except ValueError as error:
        line = getattr(error, "lineno", None)
        raise refusal("parse.syntax", "it is not valid JSON.", name, line, _EXPORT) from error


def _without_repeats(name: str, pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object; one with a key twice is refused: nobody knows which value is right."""
    known = dict(pairs)
    if len(known) < len(pairs):
        keys = Counter(key for key, _ in pairs)
        problem = f"the key {shown(keys.most_common(1)[0][0])} appears twice."
        raise refusal("shape.duplicate_key", problem, name, None, _EXPORT)
    return known


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _services(parsed: object) -> Sequence[object] | None:
    """Return the services of a list, of a page, or of a file with one service."""
    if isinstance(parsed, list):
        return parsed
    page: Mapping[str, Any] = parsed if isinstance(parsed, dict) else {}
    lists = (page[member] for member in _MEMBERS if isinstance(page.get(member), list))
    return next(lists, [page] if "name" in page else None)


# A service of a directory as a resource

_LONGEST_SLUG = 50
_DIGEST = 8
"""The hexadecimal digits after a name that make an id unique."""

_UNCARRIED = (
    *("wait_time", "fees", "accreditations", "licenses", "assurer_email"),
    *("service_at_locations", "funding", "program", "required_documents", "capacities"),
)
"""Members of a service that a record has no field for; each is a loss where it has a value."""

_NOTED = ("interpretation_services", "application_process", "fees_description")
"""Members whose text becomes part of the note of a record."""


@attrs.frozen(kw_only=True)
class ImportTerms:
    """The choices of a person who imports a directory.

    Attributes:
        id: The id of the pack.
        publisher: Who answers for it.
        licence: The licence of its content.
        language: The language of its texts.
        region: The place of services without areas.
        source: The title of the directory.
        zone: The time zone of schedules that name none; None for none.
        purposes: The purposes of services whose words name none; empty to leave these out.
        day: The day of the import.
    """

    id: str
    publisher: str
    licence: str
    language: str = "en"
    region: str
    source: str
    zone: str | None = None
    purposes: tuple[Purpose, ...] = ()
    day: date


def record_of(service: HsdsObject, terms: ImportTerms) -> dict[str, Any] | None:
    """Return a service as a record; None if it is lost, which is noted."""
    own = read_terms(service.own_terms(), Resource, RESOURCE_TERMS)
    own_id = own.pop("id", "")
    why, name = "", service.text("name")
    if not name:
        why = "it has no name"
    elif (status := service.text("status")) not in ("", STATUSES[Status.ACTIVE]):
        why = f"it is not active but {status[:20]}"
    named = [name, service.text("alternate_name"), *service.other_terms()]
    purposes = own.get("purposes") or purposes_named(named) or [*map(str, terms.purposes)]
    if not why and not purposes:
        why = "nothing says that it is help for people who may be exploited"
    if why:
        service.lose("", why, Extent.SERVICE)
        return None
    regions, smaller = regions_of(service, terms.region)
    contacts = draft_contacts(service, regions, terms.zone, terms.day)
    if not contacts:
        service.lose("", "it has no contact to carry", Extent.SERVICE)
        return None
    for field in (*_UNCARRIED, *(() if own_id else ("cost_options",))):
        if service.members.get(field):
            service.lose(field, "a record has no field for it")
    has_number = any("dial" in contact for contact in contacts)
    record = {
        "id": _id_of(service, name, own_id),
        "name": name,
        "kind": str(ResourceKind.HOTLINE if has_number else ResourceKind.SERVICE),
        **own,
        "purposes": purposes,
        "topics": [topic for topic in own.get("topics", ()) if topic in _known_topics()],
        **_texts(service, own.get("note", ""), smaller, is_own=bool(own_id)),
        "operator": _operator(service),
        "links": _links(service, contacts),
        "regions": regions,
        "source": _source(service, terms),
        "contacts": contacts,
    }
    return {field: value for field, value in record.items() if value not in ("", [])}


@cache
def _known_topics() -> frozenset[str]:
    """Return the ids of the topics of the library; a draft has no words of its own."""
    return frozenset(word["id"] for word in read("words")["words"] if word["kind"] == "topic")


def _texts(service: HsdsObject, note: str, areas: list[str], *, is_own: bool) -> dict[str, str]:
    """Return the texts of a record; an alert becomes the warning before the number."""
    summary = service.prose("description").removesuffix(note).strip()
    parts = [note, *(service.prose(field) for field in (() if is_own else _NOTED))]
    parts += [f"The directory gives its area as: {area}." for area in areas]
    texts = {field: service.prose(member) for member, field in TEXTS.items()}
    return {
        "summary": summary,
        **texts,
        "only_for": " ".join(filter(None, (texts["only_for"], _ages(service)))),
        "note": "\n\n".join(filter(None, parts)),
        "url": service.text("url"),
    }


def _links(service: HsdsObject, contacts: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Return the further pages of a service; those that are contacts are there already."""
    links = []
    addresses = {contact.get("url") for contact in contacts}
    for page in service.objects("additional_urls"):
        url, label = page.text("url"), page.text("label")
        if url and label:
            links.append({"title": label, "url": url})
        elif url not in addresses:
            page.lose("url", "a link needs a label that says where it leads")
    return links


def _ages(service: HsdsObject) -> str:
    youngest, oldest = service.number("minimum_age"), service.number("maximum_age")
    if youngest is not None and oldest is not None:
        return f"Ages {youngest:g} to {oldest:g}."
    if youngest is not None:
        return f"Ages {youngest:g} and over."
    return f"Ages up to {oldest:g}." if oldest is not None else ""


def _operator(service: HsdsObject) -> str:
    organization = service.object("organization")
    for field in ("phones", "contacts", "locations"):
        if organization.members.get(field):
            organization.lose(field, "those of the organisation may not be those of the service")
    return organization.text("name")


def _source(service: HsdsObject, terms: ImportTerms) -> dict[str, str]:
    """Return the source of a record: the directory, and the day it was last sure of the service.

    That day is the directory's word, so it is no verification of ours.
    """
    assured = service.text("assured_date")[:10]
    day = first_day(assured)
    if assured and (day is None or day > terms.day):
        service.lose("assured_date", "it is no date in the past")
        assured = ""
    return {"title": terms.source, **({"dated": assured} if assured else {})}


def _id_of(service: HsdsObject, name: str, written: str) -> str:
    """Return the id of a record: ours, or one from the name and the id in the directory."""
    own = written.partition(":")[2]
    if is_id(own):
        return own
    slug = re.sub(r"[^a-z0-9]+", "-", fold(name))[:_LONGEST_SLUG].strip("-")
    digest = sha256(service.service.encode(errors="replace")).hexdigest()[:_DIGEST]
    return f"{slug}-{digest}" if slug else f"service-{digest}"


# The files of the draft as text

_FILE_BYTES = 200_000
"""The bytes of one file of records; a pack may have 256 KiB in one."""

_PACK_BYTES = 4_500_000
"""The bytes of the records of one pack; a pack in sources may have a third of 16 MiB."""

_PACK_MARKS = 180_000
"""The lists, tables, keys, lines and dots of one pack; 200,000 are allowed."""

_PUNCTUATION = re.compile(r"[\[{,=.\n\\]")


class DraftPacks(NamedTuple):
    """The packs made from a directory.

    Attributes:
        files: The text of each file by its path, for each pack by its id. A directory that is too
            large for one pack gives several.
        services: The number of services in the directory.
        records: The number of records.
        losses: Everything that is not carried.
    """

    files: Mapping[str, Mapping[str, str]]
    services: int
    records: int
    losses: Losses


def draft_packs(data: bytes, name: str, terms: ImportTerms) -> DraftPacks:
    """Return a directory as draft packs, with everything that they do not carry.

    No record of them is verified. ``pack check`` names each number, and ``pack build`` refuses the
    pack until somebody has checked them.

    Args:
        data: The bytes of the directory.
        name: The name of its file, for errors.
        terms: The choices of the import.

    Raises:
        PackErrors: The file is no HSDS directory, or is too large.
    """
    losses = Losses()
    services = read_services(data, name)
    records = [*_records(services, losses, terms)]
    texts = (write_toml(Kind.RESOURCE, [record]) for record in records)
    packs = [*_runs(texts, (_bytes, _PACK_BYTES), (_marks, _PACK_MARKS))]
    files = {}
    for number, pack in enumerate(packs, 1):
        id = terms.id if len(packs) == 1 else f"{terms.id}-{number}"
        files[id] = {"pack.toml": _header(id, terms)}
        for place, run in enumerate(_runs(pack, (_bytes, _FILE_BYTES)), 1):
            files[id][f"resources/{place:03}.toml"] = "\n".join(run)
    return DraftPacks(files, len(services), len(records), losses)


def _records(
    services: Sequence[object], losses: Losses, terms: ImportTerms
) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    ids: set[str] = set()
    for position, members in enumerate(services):
        service = _service(members, position, losses, seen)
        record = record_of(service, terms) if service else None
        if not service or not record or not _accepted(record, service.service, losses, terms.day):
            continue
        if record["id"] in ids:
            losses.add(service.service, "", "another record has its id", Extent.SERVICE)
        else:
            ids.add(record["id"])
            yield record


def _service(members: object, position: int, losses: Losses, seen: set[str]) -> HsdsObject | None:
    """Return a service with an id that no service before it has; None if it is lost."""
    place = f"services[{position}]"
    if not isinstance(members, dict):
        losses.add(place, "", "it is no object", Extent.SERVICE)
        return None
    id = members.get("id")
    if not isinstance(id, str) or not id.strip():
        losses.add(place, "id", "each service needs an id", Extent.SERVICE)
        return None
    if id in seen:
        losses.add(id, "id", "another service has this id", Extent.SERVICE)
        return None
    seen.add(id)
    return HsdsObject(members, id, "", losses)


def _runs(texts: Iterable[str], *limits: tuple[Callable[[str], int], int]) -> Iterator[list[str]]:
    """Yield texts in runs that stay within limits: each a measure of a text, and the most of it."""
    run: list[str] = []
    sizes = [0] * len(limits)
    for text in texts:
        more = [measure(text) for measure, _ in limits]
        sums = [size + added for size, added in zip(sizes, more, strict=True)]
        if run and any(size > most for size, (_, most) in zip(sums, limits, strict=True)):
            yield run
            run, sums = [], more
        run.append(text)
        sizes = sums
    if run:
        yield run


def _bytes(text: str) -> int:
    return len(text.encode())


def _marks(text: str) -> int:
    return len(_PUNCTUATION.findall(text))


def _header(id: str, terms: ImportTerms) -> str:
    values = {
        "id": id,
        "title": f"Draft: {terms.source}",
        "publisher": terms.publisher,
        "licence": terms.licence,
    }
    lines = [
        "# A draft from a directory. Nobody has checked it: call each number, or read it on the",
        '# page of its operator, and write verified = { method = "called", on = … } below it.',
        *(f"{name} = {toml_string(value)}" for name, value in values.items()),
        "schema = 1",
        f"regions = [{toml_string(terms.region)}]",
        f"languages = [{toml_string(terms.language)}]",
        f"source_language = {toml_string(terms.language)}",
    ]
    return "\n".join(lines) + "\n"


# The rules of packs, applied to a draft record: a field that they refuse is left out and noted

_CONTACT = re.compile(r"contacts\[(\d+)\](?:\.(\w+))?")
_ITEM = re.compile(r"(\w+)\[(\d+)\]")
_TOP = re.compile(r"\w+")
_VITAL = frozenset({"id", "name", "kind", "source", "contacts", "regions"})
_VITAL_OF_CONTACT = frozenset(
    {"", "channel", "id", "dial", "dial_region", "display", "email", "url"}
)


def _accepted(record: dict[str, Any], service: str, losses: Losses, day: date) -> bool:
    """Leave out of a record what the rules about single records refuse; False if it is lost."""
    while fault := next(_costly_faults(record, day), None):
        if not _leave_out(record, fault, service, losses):
            losses.add(service, "", "the rules of packs refuse it", Extent.SERVICE)
            return False
    return True


def _costly_faults(record: dict[str, Any], day: date) -> Iterator[Fault]:
    """Yield the faults of a record that would cost it its place in the pack."""
    fields = {name: value for name, value in record.items() if name != "id"}
    costly = [*characters.faults(fields, Limits())]
    if not costly:
        setting, complete = Setting("draft", "en", {}), {**fields, "id": f"draft:{record['id']}"}
        model, faults = structure(complete, model_of(Kind.RESOURCE), setting)
        costly = [*faults, *(meaning.faults(model, day) if model is not None else ())]
    return (fault for fault in costly if fault.outcome is not Outcome.WARN)


def _leave_out(record: dict[str, Any], fault: Fault, service: str, losses: Losses) -> bool:
    """Leave out the field of a fault, or its contact; False if the record cannot do without."""
    losses.add(service, fault.field, fault.problem)
    contact, item, top = (form.match(fault.field) for form in (_CONTACT, _ITEM, _TOP))
    if contact and (contact[2] or "") not in _VITAL_OF_CONTACT:
        del record["contacts"][int(contact[1])][contact[2]]
    elif item:
        del record[item[1]][int(item[2])]
    elif top and top[0] in record and top[0] not in _VITAL:
        del record[top[0]]
    else:
        return False
    return bool(record["contacts"] and record["regions"])
