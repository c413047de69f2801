"""Tools for tests of packs and host apps: ``check_pack`` and Hypothesis strategies.

Needs ``takeaction[testing]``. Import it by name: no entry point loads it.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, combinations_with_replacement, product
from pathlib import Path
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st

from takeaction.catalog import Catalog
from takeaction.lazy import computed
from takeaction.loading import assemble, load
from takeaction.models.action import Action, Minutes, Slot
from takeaction.models.goods import Good, Label, Vendor
from takeaction.models.pack import Header, Pack
from takeaction.models.question.profile import Profile
from takeaction.models.question.queries import SAID, About
from takeaction.models.record import Record, RecordId, Source
from takeaction.models.resource import Contact, Disclosure, Hours, Resource, parse_hours
from takeaction.models.text import SafetyText, Text
from takeaction.models.word import core_words
from takeaction.packs.merging.merged import Merged, group_by_kind
from takeaction.packs.sources.discovery import is_path
from takeaction.vocabulary.actions import (
    ActionKind,
    Age,
    Cadence,
    ConcernFor,
    Cost,
    Mode,
    Per,
    Risk,
)
from takeaction.vocabulary.closed_words import (
    Asks,
    ChildConcerned,
    Danger,
    Reach,
    Serves,
    Stops,
    Tells,
)
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.goods import GoodKind, LabelKind, VendorKind
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.records import Status, WordKind
from takeaction.vocabulary.resources import (
    Audience,
    OperatorKind,
    Purpose,
    ResourceKind,
    ReturnsPeople,
)

_T = TypeVar("_T")

# Only a few values each, so that drawn records often share a place or an id.
_REGIONS = ("001", "US", "US-OH", "US-TX", "GB", "GB-ENG", "DE", "EU", "150", "NP", "KE")
_SOURCE = Source(title="A test", dated="2026-08")
_LOCAL_IDS = tuple(
    f"{word}{end}" for word in ("a", "b", "act", "call", "z9") for end in ("", "-1", "-b2", "-way")
)
_TEXTS = tuple(
    map(
        Text, ("A", "Act now", "Ünï ß", "اتصل", "行动", "अभी", "e\u0301", "1 2", "{slot}", "x" * 80)
    )
)


def check_pack(pack: str | Path) -> Catalog:
    """Check a pack against every rule, as ``takeaction pack check`` does.

    Args:
        pack: The id of an installed pack, or a path.

    Returns:
        A catalog of that pack only, to look up facts.

    Raises:
        PackErrors: It has mistakes, including warnings.
    """
    if isinstance(pack, Path) or is_path(pack):
        return load(paths=[pack], packs=[], on_mistake="raise")
    return load(packs=[pack], on_mistake="raise")


def catalog_of(records: Iterable[Record]) -> Catalog:
    """Build a catalog from records, without reading any pack."""
    by_id: dict[str, Record] = {record.id: record for record in records}
    packs = {id: _pack(id) for id in sorted({record.pack for record in by_id.values()})}
    ordered = dict(sorted(by_id.items()))
    kinds = computed(group_by_kind(ordered))
    return assemble(Merged(computed(packs), computed(ordered), (), computed(()), kinds), (), (), {})


def _pack(id: str) -> Pack:
    """Return a pack with the fewest possible keys."""
    header = Header(id=id, title=Text(id), publisher="a test", licence="CC0-1.0", schema=1)
    return Pack(header=header, digest=f"sha256:{id}")


def words(kind: str) -> st.SearchStrategy[str]:
    """Draw the id of a core word of a kind: skill, role, topic or product."""
    return st.sampled_from(_core_ids(kind))


def _core_ids(kind: str) -> list[str]:
    """Return the ids of the core's words of a kind."""
    return [word.id for word in core_words() if word.kind == WordKind(kind)]


def skills() -> st.SearchStrategy[str]:
    """Draw the id of a skill."""
    return words("skill")


def regions() -> st.SearchStrategy[str]:
    """Draw a region: a country, a part of one, a group of countries or the world."""
    return st.sampled_from(_REGIONS)


def local_ids() -> st.SearchStrategy[str]:
    """Draw a local id."""
    return st.sampled_from(_LOCAL_IDS)


def ids(pack: str) -> st.SearchStrategy[RecordId]:
    """Draw the full id of a record of a pack."""
    return local_ids().map(lambda local: RecordId(f"{pack}:{local}"))


def texts() -> st.SearchStrategy[Text]:
    """Draw a text: short or long, in one of several scripts."""
    return st.sampled_from(_TEXTS)


def minutes() -> st.SearchStrategy[Minutes]:
    """Draw the minutes of an action, with min <= typical <= max."""
    lengths = (1, 2, 5, 10, 15, 20, 30, 31, 45, 60, 61, 90, 120, 240, 599, 600)
    triples = combinations_with_replacement(lengths, 3)
    return _one_of([Minutes(min=low, typical=mid, max=high) for low, mid, high in triples])


def sets(
    choices: Iterable[_T], most: int = 2, *, least: int = 0
) -> st.SearchStrategy[frozenset[_T]]:
    """Draw a set of *least* to *most* of the choices; Hypothesis shrinks towards smaller sets.

    This lists all sets and draws one, which is faster than drawing member by member.
    """
    members, sizes = tuple(choices), range(least, most + 1)
    return _one_of([frozenset(subset) for n in sizes for subset in combinations(members, n)])


def _one_of(choices: Sequence[_T]) -> st.SearchStrategy[_T]:
    """Draw one of many choices, by index.

    ``sampled_from`` would hash every choice and write it into its ``repr``, which is slow.
    """
    return st.integers(0, len(choices) - 1).map(lambda number: choices[number])


def actions(pack: str = "a") -> st.SearchStrategy[Action]:
    """Draw an action of a pack."""
    skill, role, topic = (sets(_core_ids(kind)) for kind in ("skill", "role", "topic"))
    traits = product(Cadence, Cost, Risk, Status, (False, True), (False, True))
    return st.builds(
        _action,
        id=ids(pack),
        text=texts(),
        minutes=minutes(),
        traits=_one_of(list(traits)),
        modes=sets(Mode, least=1),
        skills_required=skill,
        skills_helpful=skill,
        roles=role,
        roles_only=st.just(frozenset()) | role,
        made_for=role,
        addressed_to=st.just(frozenset()) | role,
        kind=st.none() | st.sampled_from(ActionKind),
        in_parts=st.booleans(),
        begin=st.none() | st.sampled_from([1, 5, 20]),
        topics=topic,
        regions=sets(_REGIONS, least=1),
        ages=sets(Age, 3, least=1),
        finds=st.just(()) | st.tuples(slots()),
    )


def _action(*, text: Text, traits: tuple[Any, ...], **fields: Any) -> Action:  # noqa: ANN401
    """Build an action with one text in all its text fields: the engine does not rank by text."""
    cadence, cost, risk, status, concern, quiet = traits
    return Action(
        source=_SOURCE,
        title=text,
        summary=text,
        steps=(SafetyText(str(text)),) * 3,
        safety=(SafetyText(str(text)),) * (risk is not Risk.NONE),
        cadence=cadence,
        cost=cost,
        risk=risk,
        status=status,
        concern=concern,
        quiet=quiet,
        **fields,
    )


def slots() -> st.SearchStrategy[Slot]:
    """Draw a slot of an action: a contact to fill in."""
    kinds = st.none() | st.sampled_from(ResourceKind)
    return st.builds(Slot, purpose=st.sampled_from(Purpose), kind=kinds)


def hours() -> st.SearchStrategy[Hours]:
    """Draw opening hours."""
    texts_of_hours = st.sampled_from(
        ["24/7", "Mo-Fr 09:00-17:00", "Sa 22:00-06:00", "Mo-Su 00:00-24:00", "Tu 02:30-03:00"]
    )
    zones = st.sampled_from(["America/New_York", "Europe/Berlin", "Asia/Kathmandu"])
    return st.builds(parse_hours, texts_of_hours, zones)


def contacts() -> st.SearchStrategy[Contact]:
    """Draw a contact by telephone."""
    return st.builds(
        Contact,
        id=local_ids(),
        channel=st.just(Channel.VOICE),
        dial=st.integers(2_000_000_000, 9_999_999_999).map("+1{}".format),
        display=st.just("a number"),
        languages=st.sampled_from([(), ("en",), ("es",), ("en", "es"), ("ar",)]),
        interpreter=st.sampled_from([(), ("mul",), ("vi",)]),
        hours=st.none() | hours(),
        dial_region=st.sampled_from([None, None, "US", "GB"]),
        reachable_from=st.just(frozenset()) | st.frozensets(regions(), max_size=1),
        shows_on_bill=st.none() | st.booleans(),
        tells=st.none() | disclosures(),
    )


def disclosures() -> st.SearchStrategy[Disclosure]:
    """Draw whom a contact tells, and when."""
    names = [field.name for field in attrs.fields(Disclosure)]
    when = st.none() | st.sampled_from(Tells)
    return st.builds(Disclosure, **dict.fromkeys(names, when))


def resources(pack: str = "a") -> st.SearchStrategy[Resource]:
    """Draw a resource with up to two contacts."""
    return st.builds(
        Resource,
        id=ids(pack),
        source=st.just(_SOURCE),
        name=texts(),
        kind=st.sampled_from(ResourceKind),
        purposes=sets(Purpose),
        audience=sets(Audience),
        serves=st.just(frozenset()) | sets(Serves),
        only_for=st.none() | texts(),
        operator=st.sampled_from([None, "One", "Two"]),
        operator_kind=st.none() | st.sampled_from(OperatorKind),
        returns_people=st.sampled_from([None, None, None, *ReturnsPeople]),
        topics=st.just(frozenset()) | sets(("labour-trafficking", "survivor-support")),
        regions=sets(_REGIONS, least=1),
        status=st.sampled_from(Status),
        contacts=st.just(()) | st.tuples(contacts()) | st.tuples(contacts(), contacts()),
    )


def abouts() -> st.SearchStrategy[About]:
    """Draw an ``About``: the known facts of a need."""
    return st.builds(
        About,
        topics=st.lists(st.sampled_from(NeedTopic), max_size=3, unique=True),
        danger=sets(Danger),
        child=st.none() | st.sampled_from(ChildConcerned),
        asks=st.none() | st.sampled_from(Asks),
        person=st.just(frozenset()) | sets(sorted(SAID)),
        careful=st.booleans(),
        reach=st.none() | st.sampled_from(Reach),
        stop=st.sampled_from([None, None, None, None, *Stops]),
        calling_from=st.sampled_from([None, None, "US", "KE"]),
        home=st.sampled_from([None, None, "NP", "KE"]),
    )


def goods(pack: str = "a") -> st.SearchStrategy[Good]:
    """Draw a listed good, of a few products and countries."""
    return st.builds(
        Good,
        id=ids(pack),
        source=st.just(_SOURCE),
        name=st.sampled_from(["Coffee", "Cotton", "Garments", "Gold", "Cattle"]).map(Text),
        product=st.sampled_from(["coffee", "textiles-fibres", "clothing", "meat-dairy"]),
        country=st.sampled_from(["US", "GB", "DE", "NP", "KE"]),
        kind=st.sampled_from(GoodKind),
        also=st.frozensets(st.sampled_from(GoodKind), max_size=1),
        edition=st.integers(1990, 2100),
        later_change=st.none() | texts(),
        status=st.sampled_from(Status),
    )


def labels(pack: str = "a") -> st.SearchStrategy[Label]:
    """Draw a label for up to three products."""
    return st.builds(
        Label,
        id=ids(pack),
        source=st.just(_SOURCE),
        name=texts(),
        kind=st.sampled_from(LabelKind),
        standard_setter=st.just("a test"),
        scope=texts(),
        audited_by=texts(),
        third_party_audited=st.booleans(),
        forced_labour_criterion=st.none() | st.booleans(),
        asks=texts(),
        does_not_cover=texts(),
        covers=st.frozensets(words("product"), max_size=3),
        made_in=st.frozensets(st.sampled_from(["NP", "KE"]), max_size=1),
        regions=st.frozensets(regions(), min_size=1, max_size=2),
        status=st.sampled_from(Status),
    )


def vendors(pack: str = "a") -> st.SearchStrategy[Vendor]:
    """Draw a vendor of up to three products."""
    return st.builds(
        Vendor,
        id=ids(pack),
        source=st.just(_SOURCE),
        name=texts(),
        kind=st.sampled_from(VendorKind),
        products=st.frozensets(words("product"), max_size=3),
        ships_to=st.none() | st.frozensets(regions(), max_size=2),
        status=st.sampled_from(Status),
    )


def catalogs(pack: str = "a", *, most: int = 12) -> st.SearchStrategy[Catalog]:
    """Draw a catalog of up to *most* actions and resources of one pack."""
    records = st.one_of(actions(pack), actions(pack), resources(pack))
    lists = st.lists(records, max_size=most, unique_by=lambda record: record.id)
    return lists.map(catalog_of)


def profiles() -> st.SearchStrategy[Profile]:
    """Draw a profile of a person who looks for actions."""
    return st.builds(
        Profile,
        minutes=st.integers(1, 600),
        per=st.sampled_from(Per),
        skills=sets(_core_ids("skill")),
        roles=sets(_core_ids("role")),
        topics=sets(_core_ids("topic")),
        region=regions(),
        modes=sets(Mode),
        cost=st.sampled_from(Cost),
        risk=st.sampled_from(Risk),
        age=st.sampled_from(Age),
        concern=st.sampled_from([False, True, *ConcernFor]),
    )


def changed(profile: Profile, **changes: Any) -> Profile:  # noqa: ANN401 - a field of Profile
    """Return a copy of a profile with some fields changed."""
    names = [attribute.name for attribute in Profile.__attrs_attrs__]
    fields: Mapping[str, Any] = {name: getattr(profile, name) for name in names}
    return Profile(**{**fields, **changes})
