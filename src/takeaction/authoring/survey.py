"""The state of a pack beyond its mistakes: checks that are due, gaps, lines of other packs.

What is due for another check, its gaps, the age of its records, kinds of records that vanished
since the last build, its overlap with other packs, and numbers in no range of their country.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from takeaction.catalog import Catalog
from takeaction.engine.freshness import Freshness, edition_date, fresh_days, freshness
from takeaction.engine.help.referral import find_help
from takeaction.errors import LockError, PackError, Where, plain, shown
from takeaction.limits import Limits
from takeaction.loading import load
from takeaction.lock.held import pin_values
from takeaction.lock.lock import Lock, LockedPack
from takeaction.models.numbers import contact_key, international_number
from takeaction.models.pack import Header, Pack
from takeaction.models.question.queries import HelpQuery
from takeaction.models.record import Record, Verified
from takeaction.models.region import WORLD
from takeaction.models.resource import Contact, Resource, written_address
from takeaction.packs.checking.pack import check
from takeaction.packs.rules.contact import readable_texts
from takeaction.packs.sources.discovery import pack_at
from takeaction.packs.sources.files import Memory
from takeaction.packs.sources.plugins import DataPack
from takeaction.vocabulary.codes import mistake
from takeaction.vocabulary.records import FreshnessState, Kind, Status
from takeaction.vocabulary.words import fold


class Due(NamedTuple):
    """A record, or one of its contacts, that somebody has to check again.

    Attributes:
        record: The record.
        contact: The contact that is due, or None for the record itself.
        since: The day of the last check: the day somebody verified it, else the day somebody read
            its source, else the date of that source.
        on: The first day on which it is due.
        freshness: The age of its evidence, as answers show it.
    """

    record: Record
    contact: Contact | None
    since: date
    on: date
    freshness: Freshness

    @property
    def verified(self) -> Verified:
        """The last check of the contact, or else that of the record."""
        return _verified(self.record, self.contact)


def find_due(catalog: Catalog, at: datetime, within: int = 0) -> tuple[Due, ...]:
    """Find the records and contacts that are due for another check.

    A contact is due 90 days after its last check, everything else after a year; goods and ratings
    after three years. A ``review_by`` brings the day forward, and a contact that has changed since
    it was checked is due at once.

    Args:
        catalog: The records to look through. Retired records are never due, nor is a record
            without any date: see ``find_undated``.
        at: An aware moment.
        within: How many days to look ahead.

    Returns:
        What is due first; on the same day in order of id. A resource that has contacts is listed
        by its contacts, not by itself.
    """
    last_day = at.date() + timedelta(days=within)
    due = []
    for record, contact in _checkable(catalog):
        if since := _last_check(record, contact):
            on = since + timedelta(days=fresh_days(record, contact))
            verified = _verified(record, contact)
            on = at.date() if verified.is_outdated else min(on, verified.review_by or on)
            if on <= last_day:
                due.append(Due(record, contact, since, on, freshness(record, at, contact)))
    due.sort(key=lambda each: (each.on, each.record.id, each.contact.id if each.contact else ""))
    return tuple(due)


def find_undated(catalog: Catalog) -> tuple[str, ...]:
    """List the ids of the records and contacts that have no date at all, so never become due.

    A contact is listed as ``id (contact)``.
    """
    return tuple(
        due_name(record, contact)
        for record, contact in _checkable(catalog)
        if _last_check(record, contact) is None
    )


def due_name(record: Record, contact: Contact | None) -> str:
    """Return the id of a record, with that of its contact behind it."""
    return f"{record.id} ({contact.id})" if contact else record.id


def _checkable(catalog: Catalog) -> Iterator[tuple[Record, Contact | None]]:
    """Yield what somebody has to check: a contact, or a record that has none."""
    for record in catalog:
        if record.status is not Status.RETIRED:
            contacts = record.contacts if isinstance(record, Resource) else ()
            for contact in contacts or (None,):
                yield record, contact


def _verified(record: Record, contact: Contact | None) -> Verified:
    return (contact and contact.verified) or record.verified


def _last_check(record: Record, contact: Contact | None) -> date | None:
    """Return the day of the last check, or the date of what was read; None if nothing says it."""
    checked = _verified(record, contact).on or record.source.checked
    return checked or edition_date(record) or record.source.since


# The gaps of a pack and the age of its records. Neither is a mistake.


def coverage_gaps(catalog: Catalog, pack: Pack) -> dict[str, Any]:
    """List the gaps of a pack.

    Returns:
        ``kinds`` without a record; ``regions`` and ``languages`` of the header without a contact
        for help that lists that very region or language; ``untranslated``, for each other
        language of the header, the texts of records that lack it, as ``id#field``.
    """
    header = pack.header
    served = catalog.coverage().pairs
    return {
        "kinds": sorted({str(kind) for kind in Kind} - {kind for kind, _ in pack.counts}),
        "regions": sorted(header.regions - {region for region, _ in served}),
        "languages": sorted(header.languages - {language for _, language in served}),
        "untranslated": {
            language: [
                f"{record.local_id}#{field}"
                for record in catalog
                for field, text in readable_texts(record)
                if all(words.language != language for words in text.translations)
            ]
            for language in sorted(header.languages - {header.source_language})
        },
    }


def records_by_freshness(catalog: Catalog, at: datetime) -> dict[str, list[str]]:
    """Sort records and their contacts by their freshness at a moment.

    Returns:
        For each state, the freshest first: ``id``, or ``id#contacts[contact]`` for a contact.
        Empty states are left out.
    """
    by_state: dict[FreshnessState, list[str]] = {state: [] for state in FreshnessState}
    for record in catalog:
        by_state[freshness(record, at).state].append(record.local_id)
        for contact in record.contacts if isinstance(record, Resource) else ():
            name = f"{record.local_id}#contacts[{contact.id}]"
            by_state[freshness(record, at, contact).state].append(name)
    return {state.value: names for state, names in by_state.items() if names}


# Kinds of records that an earlier edition of a pack had, and that are gone: a file that was renamed
# by accident takes a whole kind with it, and a pack without it is as valid.

LOCK = "takeaction.lock"
"""The usual name of a lock file."""

_AGAIN = "look for its file; if you took the records out on purpose, {} the pack again."
_LEVELS = 3  # a project, its ``src`` and the pack in it


def find_vanished_kinds(catalog: Catalog, path: Path) -> Iterator[PackError]:
    """Find kinds of records that the last build or the lock of a pack has, and the pack has not.

    Args:
        catalog: The catalog of only this pack.
        path: Its folder, or that of its project. The last build is the newest wheel in ``dist``, or
            ``pack.json``, in the project or in the current folder; the lock is there too.
    """
    for id, pack in catalog.packs.items():
        present = {kind for kind, _ in pack.counts}
        folders = _folders(path)
        for name, kinds, remedy in (*_last_build(folders, id), *_lock(folders, id)):
            for kind in sorted(kinds - present):
                problem = f"{name} has records of the kind {kind}, and this pack has none."
                yield mistake("pack.kind_gone", problem, Where(id), _AGAIN.format(remedy))


def _folders(path: Path) -> tuple[Path, ...]:
    """Return the folders where a build or a lock of a pack may be, the project first."""
    here = path.absolute()
    above = (here, *here.parents)[:_LEVELS]
    projects = (folder for folder in above if (folder / "pyproject.toml").is_file())
    return tuple(dict.fromkeys((*projects, Path.cwd())))


def _last_build(folders: tuple[Path, ...], id: str) -> Iterator[tuple[str, frozenset[str], str]]:
    """Yield the name and the kinds of the newest build of a pack, if there is one."""
    for file in _builds(folders):
        if pack := _built_pack(file, id):
            yield f"the last build, {plain(file.name)},", frozenset(dict(pack.counts)), "build"
            return


def _builds(folders: tuple[Path, ...]) -> list[Path]:
    """Return the builds of packs in some folders, the newest first."""
    wheels = [wheel for folder in folders for wheel in folder.glob("dist/*.whl")]
    built = [folder / "pack.json" for folder in folders if (folder / "pack.json").is_file()]
    return sorted([*wheels, *built], key=lambda file: file.stat().st_mtime, reverse=True)


def _built_pack(file: Path, id: str) -> Pack | None:
    """Return a built pack, if the file holds the one with an id."""
    if file.suffix == ".whl":
        return load(paths=[file], packs=[]).packs.get(id)
    checked = check(_in_memory(file), Limits())
    return checked.pack if checked.header and checked.header.id == id else None


def earlier_editions(path: Path) -> tuple[LockedPack, ...]:
    """Return a pack as its lock and its last build have it, where there are any that can be read.

    Args:
        path: The folder of the pack, or that of its project.
    """
    folders = _folders(path)
    editions = list(_locked(folders))
    for file in _builds(folders)[:1]:
        pack = pack_at(file) if file.suffix == ".whl" else _in_memory(file)
        built = check(pack, Limits())
        if built.header:
            editions.append(pin_values(built.header, built))
    return tuple(editions)


def _in_memory(file: Path) -> DataPack:
    return DataPack(str(file), Memory(file.read_bytes()[: Limits().pack_bytes + 1]))


def _lock(folders: tuple[Path, ...], id: str) -> Iterator[tuple[str, frozenset[str], str]]:
    """Yield the name and the kinds of the lock of a pack, if there is one that can be read."""
    locked = next((pack for pack in _locked(folders) if pack.id == id), None)
    if locked:
        keys = (*locked.values, *locked.checked, *locked.names)
        kinds = frozenset(key.partition(" ")[0] for key in keys)
        yield "the lock", kinds & frozenset(map(str, set(Kind) - {Kind.WORD})), "accept"


def _locked(folders: tuple[Path, ...]) -> Iterator[LockedPack]:
    for file in (folder / LOCK for folder in folders if (folder / LOCK).is_file()):
        with suppress(LockError):  # takeaction lock says why
            yield from Lock.read(file).packs


# The overlap of a pack with others: what they say already, and how answers change beside them

FIRST = 3
"""The first lines of an answer that are compared: few people read on."""

_MOST_QUESTIONS = 24
"""The most questions to compare: a pack may serve every country."""

_TOGETHER = frozenset({"contact", "url"})
"""The families of mistakes that several packs have together."""


def find_overlap(
    pack: Header, others: Catalog, joined: Catalog, at: datetime
) -> tuple[dict[str, Any], tuple[PackError, ...]]:
    """Compare a pack with others.

    Args:
        pack: The header of the pack.
        others: The other packs, without this one.
        joined: All of them together.
        at: The moment of the answers.

    Returns:
        The comparison as plain data: ``packs``, the others; ``numbers`` and ``names`` of lines that
        they have too; ``answers``, the first lines of answers before and after. Then the mistakes
        that only the packs together have, such as a number with one digit changed.
    """
    own = [resource for resource in _active(joined) if resource.pack == pack.id]
    known = {str(error) for error in others.mistakes}
    overlap = {
        "packs": list(others.packs),
        "numbers": list(_shared_numbers(own, others, joined, at)),
        "names": list(_shared_names(own, others)),
        "answers": list(_changes(_questions(pack, own), others, joined, at)),
    }
    return overlap, tuple(
        error
        for error in joined.mistakes
        if (error.where.pack == pack.id or f" {pack.id}:" in f" {error.problem}")
        and error.code.partition(".")[0] in _TOGETHER
        and str(error) not in known
    )


def _active(catalog: Catalog) -> Iterator[Resource]:
    return (
        resource for resource in catalog.resources.values() if resource.status is not Status.RETIRED
    )


def _shared_numbers(
    own: Iterable[Resource], others: Catalog, joined: Catalog, at: datetime
) -> Iterator[dict[str, Any]]:
    by_key: dict[str, set[str]] = {}
    for resource in _active(others):
        for contact in resource.contacts:
            by_key.setdefault(contact_key(contact) or "", set()).add(resource.id)
    for resource in own:
        for contact in resource.contacts:
            key = contact_key(contact)
            known = sorted(by_key.get(key, ())) if key else []
            if known:
                is_twice = any(_is_listed_twice(key, resource, joined, id, at) for id in known)
                yield {
                    "id": resource.id,
                    "contact": contact.id,
                    "address": written_address(contact),
                    "others": known,
                    "listed": "twice" if is_twice else "once",
                }


def _is_listed_twice(
    key: str | None, resource: Resource, joined: Catalog, other: str, at: datetime
) -> bool:
    # In a place that one of the two records serves.
    places = sorted({*resource.regions, *joined.resources[other].regions})
    return any(
        sum(contact_key(way.contact) == key for way in answer.ways) > 1
        for region in places[:_MOST_QUESTIONS]
        if (answer := find_help(joined, HelpQuery(region), at=at))
    )


def _shared_names(own: Iterable[Resource], others: Catalog) -> Iterator[dict[str, Any]]:
    by_name: dict[str, list[str]] = {}
    for resource in _active(others):
        for name in _names(resource):
            by_name.setdefault(name, []).append(resource.id)
    for resource in own:
        ids = {id for name in _names(resource) for id in by_name.get(name, ())}
        if ids:
            yield {"id": resource.id, "name": resource.name.source, "others": sorted(ids)}


def _names(resource: Resource) -> set[str]:
    names = (resource.name.source, resource.operator or "", *resource.also_known_as)
    return {fold(name) for name in names if fold(name)}


def _questions(pack: Header, own: Iterable[Resource]) -> Sequence[tuple[str, str]]:
    """Return the places and languages of a pack to ask about.

    A pack that names no place is asked about where its lines are.
    """
    places = pack.regions if pack.regions != {WORLD} else {r for each in own for r in each.regions}
    pairs = [(region, language) for region in sorted(places) for language in sorted(pack.languages)]
    return pairs[:_MOST_QUESTIONS]


def _changes(
    questions: Iterable[tuple[str, str]], others: Catalog, joined: Catalog, at: datetime
) -> Iterator[dict[str, Any]]:
    for region, language in questions:
        query = HelpQuery(region, language)
        before, after = (
            [line.resource.id for line in find_help(catalog, query, at=at)[:FIRST]]
            for catalog in (others, joined)
        )
        yield {"region": region, "language": language, "before": before, "after": after}


# A second check of the phone numbers in a pack, with libphonenumber if it is installed. It knows
# the ranges of numbers that each country has assigned: too much data for every app to carry, so
# only people who check packs need it.

_SHORTEST = 7
"""The fewest digits of a number that is checked: libphonenumber's short-number lists have gaps."""


def check_number_ranges(catalog: Catalog) -> tuple[PackError, ...] | None:
    """Find phone numbers outside every range that their country has assigned.

    Returns:
        One warning for each, in order of record; None if ``phonenumberslite`` is not installed.
    """
    try:
        import phonenumbers  # noqa: F401 - the extra ``authoring``
    except ImportError:
        return None
    return tuple(
        warning for resource in catalog.reachable.values() for warning in _warnings(resource)
    )


def _warnings(resource: Resource) -> Iterator[PackError]:
    for position, contact in enumerate(resource.contacts):
        if (
            contact.dial
            and not contact.printed
            and not is_assigned(contact.dial, contact.dial_region)
        ):
            field = f"contacts[{position}].dial"
            where = Where(resource.pack, None, None, resource.local_id, field)
            problem = f"{shown(contact.dial)} is in no range that its country has assigned."
            fix = (
                "check each digit; if its operator prints that very number, write in the contact "
                'printed = "https://…", the address of that page.'
            )
            yield mistake("contact.no_range", problem, where, fix)


def is_assigned(dial: str, region: str | None) -> bool:
    """Return True if a number is in a range that its country has assigned.

    Short numbers count as assigned, as does everything where ``phonenumberslite`` is not installed.

    Args:
        dial: ``+`` and digits, or national digits.
        region: The country in which national digits work; None for an international number.
    """
    try:
        import phonenumbers  # the extra ``authoring``
    except ImportError:
        return True
    if len(dial.removeprefix("+")) < _SHORTEST:
        return True
    try:
        number = phonenumbers.parse(international_number(dial, region))
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(number)
