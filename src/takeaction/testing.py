"""For authors of packs and of host apps: ``check_pack`` and Hypothesis strategies.

Imported by name only, never by an entry point. Needs ``takeaction[testing]``.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from takeaction.catalog import Catalog, assemble, load
from takeaction.models.action import Action, Minutes, Slot
from takeaction.models.contact import Contact
from takeaction.models.hours import Hours, parse_hours
from takeaction.models.pack import Header, Pack
from takeaction.models.question import Profile
from takeaction.models.record import Record, RecordId
from takeaction.models.resource import Resource
from takeaction.models.source import Source
from takeaction.models.text import Text
from takeaction.models.word import core_words
from takeaction.packs.merging import Merged
from takeaction.vocabulary import (
    Age,
    Audience,
    Cadence,
    Channel,
    Cost,
    Mode,
    OperatorKind,
    Per,
    Purpose,
    ResourceKind,
    Risk,
    Status,
    WordKind,
)

_REGIONS = ("001", "US", "US-OH", "US-TX", "GB", "GB-ENG", "DE", "EU", "150", "NP", "KE")
_SOURCE = Source(title="A test", dated="2026-08")


def check_pack(pack: str | Path) -> Catalog:
    """Hold every rule against a pack, as ``takeaction pack check`` does.

    Args:
        pack: The id of an installed pack, or a path.

    Returns:
        The catalog of that pack alone, to look facts up in.

    Raises:
        PackErrors: It has mistakes, warnings among them.
    """
    if isinstance(pack, Path) or "/" in pack or pack.endswith((".whl", ".zip")):
        return load(paths=[pack], packs=[], on_mistake="raise")
    return load(packs=[pack], on_mistake="raise")


def catalog_of(records: Iterable[Record]) -> Catalog:
    """Make a catalog of records alone, without reading any pack."""
    by_id: dict[str, Record] = {record.id: record for record in records}
    packs = {record.pack: _pack(record.pack) for record in by_id.values()}
    return assemble(Merged(packs=packs, records=by_id, words=(), mistakes=()), (), (), {})


def _pack(id: str) -> Pack:
    header = Header(id=id, title=Text(id), publisher="a test", licence="CC0-1.0", schema=1)
    return Pack(header=header, digest=f"sha256:{id}")


def words(kind: str) -> st.SearchStrategy[str]:
    """Draw the id of one of the core's skills, roles, topics or products."""
    return st.sampled_from([word.id for word in core_words() if word.kind == WordKind(kind)])


def skills() -> st.SearchStrategy[str]:
    """Draw the id of a skill."""
    return words("skill")


def regions() -> st.SearchStrategy[str]:
    """Draw a region: a few countries, their parts, groups and the world."""
    return st.sampled_from(_REGIONS)


def local_ids() -> st.SearchStrategy[str]:
    """Draw a local id."""
    return st.from_regex(r"[a-z]{1,3}(-[a-z0-9]{1,3})?", fullmatch=True)


def ids(pack: str) -> st.SearchStrategy[RecordId]:
    """Draw the full id of a record of a pack."""
    return local_ids().map(lambda local: RecordId(f"{pack}:{local}"))


def texts() -> st.SearchStrategy[Text]:
    """Draw a text."""
    return st.text(st.characters(codec="utf-8", categories=["L", "N", "Zs"]), min_size=1).map(Text)


def minutes() -> st.SearchStrategy[Minutes]:
    """Draw the minutes of an action, in order."""
    three = st.lists(st.integers(1, 600), min_size=3, max_size=3).map(sorted)
    return three.map(lambda each: Minutes(min=each[0], typical=each[1], max=each[2]))


def actions(pack: str = "a") -> st.SearchStrategy[Action]:
    """Draw an action of a pack."""
    few = {"max_size": 2}
    return st.builds(
        Action,
        id=ids(pack),
        source=st.just(_SOURCE),
        title=texts(),
        summary=texts(),
        steps=st.lists(texts(), min_size=3, max_size=3).map(tuple),
        minutes=minutes(),
        cadence=st.sampled_from(Cadence),
        modes=st.frozensets(st.sampled_from(Mode), min_size=1),
        skills_required=st.frozensets(words("skill"), max_size=1),
        skills_helpful=st.frozensets(words("skill"), **few),
        roles=st.frozensets(words("role"), **few),
        roles_only=st.one_of(st.just(frozenset()), st.frozensets(words("role"), **few)),
        topics=st.frozensets(words("topic"), **few),
        regions=st.frozensets(regions(), min_size=1, max_size=2),
        cost=st.sampled_from(Cost),
        risk=st.sampled_from(Risk),
        ages=st.frozensets(st.sampled_from(Age), min_size=1),
        status=st.sampled_from(Status),
        concern=st.booleans(),
        quiet=st.booleans(),
        safety=st.lists(texts(), max_size=1).map(tuple),
        finds=st.lists(slots(), max_size=1).map(tuple),
        after=st.just(()),
    )


def slots() -> st.SearchStrategy[Slot]:
    """Draw a contact to fill in."""
    kinds = st.none() | st.sampled_from(ResourceKind)
    return st.builds(Slot, purpose=st.sampled_from(Purpose), kind=kinds)


def hours() -> st.SearchStrategy[Hours]:
    """Draw opening times."""
    written = st.sampled_from(
        ["24/7", "Mo-Fr 09:00-17:00", "Sa 22:00-06:00", "Mo-Su 00:00-24:00", "Tu 02:30-03:00"]
    )
    zones = st.sampled_from(["America/New_York", "Europe/Berlin", "Asia/Kathmandu"])
    return st.builds(parse_hours, written, zones)


def contacts() -> st.SearchStrategy[Contact]:
    """Draw a contact by voice."""
    return st.builds(
        Contact,
        id=local_ids(),
        channel=st.just(Channel.VOICE),
        dial=st.from_regex(r"\+1[2-9]\d{9}", fullmatch=True),
        display=st.just("a number"),
        languages=st.lists(st.sampled_from(["en", "es", "ar"]), max_size=2).map(tuple),
        interpreter=st.sampled_from([(), ("mul",), ("vi",)]),
        hours=st.none() | hours(),
        dial_region=st.sampled_from([None, None, "US", "GB"]),
        reachable_from=st.just(frozenset()) | st.frozensets(regions(), max_size=1),
        shows_on_bill=st.none() | st.booleans(),
    )


def resources(pack: str = "a") -> st.SearchStrategy[Resource]:
    """Draw a resource with contacts."""
    return st.builds(
        Resource,
        id=ids(pack),
        source=st.just(_SOURCE),
        name=texts(),
        kind=st.sampled_from(ResourceKind),
        purposes=st.frozensets(st.sampled_from(Purpose), max_size=3),
        audience=st.frozensets(st.sampled_from(Audience), max_size=2),
        only_for=st.none() | texts(),
        operator=st.sampled_from([None, "One", "Two"]),
        operator_kind=st.none() | st.sampled_from(OperatorKind),
        regions=st.frozensets(regions(), min_size=1, max_size=2),
        status=st.sampled_from(Status),
        contacts=st.lists(contacts(), max_size=2).map(tuple),
    )


def catalogs(pack: str = "a", *, most: int = 12) -> st.SearchStrategy[Catalog]:
    """Draw a catalog of actions and resources of one pack."""
    records = st.one_of(actions(pack), actions(pack), resources(pack))
    many = st.lists(records, max_size=most, unique_by=lambda record: record.id)
    return many.map(catalog_of)


def profiles() -> st.SearchStrategy[Profile]:
    """Draw somebody who asks what they can do."""
    return st.builds(
        Profile,
        minutes=st.integers(1, 600),
        per=st.sampled_from(Per),
        skills=st.lists(words("skill"), max_size=3),
        roles=st.lists(words("role"), max_size=2),
        topics=st.lists(words("topic"), max_size=2),
        region=regions(),
        modes=st.lists(st.sampled_from(Mode), max_size=2),
        cost=st.sampled_from(Cost),
        risk=st.sampled_from(Risk),
        age=st.sampled_from(Age),
        concern=st.booleans(),
    )


def changed(profile: Profile, **changes: Any) -> Profile:  # noqa: ANN401 - a field of Profile
    """Return a profile with some fields changed."""
    names = Profile.__attrs_attrs__
    fields: Mapping[str, Any] = {each.name: getattr(profile, each.name) for each in names}
    return Profile(**{**fields, **changes})
