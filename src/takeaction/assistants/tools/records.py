"""The tool ``get_record``: one record in full."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from takeaction.assistants.draft import ResultDraft, ResultList
from takeaction.assistants.outline import Outline, compact
from takeaction.assistants.outlines import EVIDENCE, FRESHNESS, danger_of
from takeaction.assistants.parameters import text_parameter
from takeaction.assistants.tools.tool import TEXT, Call, Contents, Tool, begun_with, cut
from takeaction.catalog import Catalog
from takeaction.core_data import first_language_of
from takeaction.engine.freshness import freshness
from takeaction.engine.help.emergency import Emergency, find_emergency
from takeaction.engine.help.who_answers import who_answers_and_tells
from takeaction.errors import UnknownWordError
from takeaction.export.schemas.shipped import Schema, answer_schema
from takeaction.models.question.arguments import read_languages
from takeaction.models.record import Record
from takeaction.models.region import WORLD, find_region
from takeaction.models.resource import Resource
from takeaction.views.records import record_blocks
from takeaction.vocabulary.words import nearest

_HEAD = ("id", "kind_of_record", "label", "status", "replaced_by")
_TAIL = ("note", "regions", "verified", "source")
_EVIDENCE = ("reviewed", "topics", "aliases", "also_known_as", "pack", "language")

_CONTACT = Outline(
    keys=(
        *("channel", "display", "dial", "dial_region", "keyword", "url", "email", "hours"),
        *("languages", "interpreter", "cost", "tells", "shares_with", "anonymous", "note"),
    ),
    always=frozenset({"channel"}),
    detailed=("id", "recorded", "shows_on_bill", "reachable_from", "location", "verified"),
)


def _outline(*keys: str, detailed: tuple[str, ...] = ()) -> Outline:
    return Outline(
        keys=(*_HEAD, *keys, *_TAIL),
        always=frozenset({"id", "kind_of_record", "label", "status", "source"}),
        detailed=(*detailed, *_EVIDENCE),
        parts={**EVIDENCE, "contacts": _CONTACT},
    )


_OUTLINES: Mapping[str, Outline] = {
    "Action": _outline(
        *("summary", "minutes", "cadence", "modes", "cost", "risk", "ages", "safety", "steps"),
        "links",
        detailed=(
            "finds",
            "templates",
            "skills_required",
            "skills_helpful",
            "roles",
            "roles_only",
            "after",
        ),
    ),
    "Resource": _outline(
        *("kind", "operator", "operator_kind", "returns_people", "summary", "warning", "only_for"),
        *("serves", "purposes", "contacts", "url"),
        detailed=("audience", "publisher", "year", "links"),
    ),
    "Indicator": _outline(
        *("text", "text_self", "grade", "child_grade", "element", "types", "observable_by"),
        *("immediate_danger", "ask"),
        detailed=("section", "concept", "grade_basis", "applies_to", "reading"),
    ),
    "Vendor": _outline(
        *("kind", "summary", "products", "claims", "ships_to", "made_in", "based_in", "url"),
        detailed=("memberships", "survivor_made"),
    ),
    "Label": _outline(
        *("kind", "scope", "asks", "audited_by", "does_not_cover", "third_party_audited"),
        *("forced_labour_criterion", "covers", "url"),
        detailed=("standard_setter", "made_in"),
    ),
    "Good": _outline(
        "product", "country", "kind", "also", "edition", "input_country", "later_change"
    ),
    "Rating": _outline("country", "history", "meaning"),
}
"""The outline of each kind of record, by the name of its class."""

_LISTS = {"contacts": 10, "steps": 12, "history": 30, "links": 8}
"""The lists of a record that are cut where it is long, and the usual number of their members."""


def find_record(catalog: Catalog, id: str) -> Record:
    """Return the record with an id.

    Raises:
        UnknownWordError: There is none, or several packs have a record of this local id.
    """
    record = catalog.get(id)
    if record is None:
        raise UnknownWordError("id", 0, _nearest_ids(catalog, id))
    return record


def _nearest_ids(catalog: Catalog, id: str) -> tuple[str, ...]:
    """Return the ids most like a wrong one, of the same pack where it names one that exists."""
    pack, _, local = id.rpartition(":")
    ids = [known for known in _ids(catalog) if pack not in catalog.packs or known.startswith(pack)]
    by_local = {known.partition(":")[2]: known for known in ids}
    return tuple(by_local[near] for near in nearest(local, by_local))


def _ids(catalog: Catalog) -> Iterator[str]:
    kinds = (catalog.resources, catalog.actions, catalog.indicators, catalog.vendors)
    for records in (*kinds, catalog.labels, catalog.goods, catalog.ratings):
        yield from records


def record_draft(
    record: Record, languages: tuple[str, ...], at: datetime | None, *, details: bool
) -> ResultDraft:
    """Return a record as the parts of a result.

    Args:
        record: The record.
        languages: The languages of the texts, most wanted first.
        at: The moment, for the age of the evidence.
        details: Whether to add every detail.
    """
    outline = _OUTLINES[type(record).__name__]
    plain = outline.shorten(record.as_json(languages), details=details)
    language = first_language_of(languages)
    age: Any = freshness(record, at).as_json()
    own: dict[str, Any] = {"freshness": FRESHNESS.shorten(age, details=details)}
    if isinstance(record, Resource):
        own = {"who": str(who_answers_and_tells(record, language)), **own}
    lists = {
        name: ResultList(members=plain.pop(name), usual=usual, noun=name)
        for name, usual in _LISTS.items()
        if name in plain
    }
    emergency = _emergency(record, language)
    return ResultDraft(
        danger=danger_of(emergency, details=details),
        own=own,
        single={"record": plain},
        lists=lists,
        blocks=lambda numbers: begun_with(
            emergency, record_blocks(cut(record, numbers), languages, at=at)
        ),
    )


def _emergency(record: Record, language: str) -> Emergency:
    """Return the emergency notice for the place of a record, if that is a single country."""
    places = sorted(record.regions)
    return find_emergency(find_region(places[0] if len(places) == 1 else WORLD), language)


def _answer(call: Call) -> ResultDraft:
    record = find_record(call.catalog, call.given["id"])
    languages = read_languages(call.languages)
    return record_draft(record, languages, call.at, details=call.details)


def _contents() -> Contents:
    schemas = {name: answer_schema(name) for name in _OUTLINES}
    kinds = [outline.schema(schemas[name]) for name, outline in _OUTLINES.items()]
    records = [_without_lists(kind) for kind in kinds]
    lists = {
        name: next(kind["properties"][name] for kind in kinds if name in kind["properties"])
        for name in _LISTS
    }
    own: dict[str, Schema] = {
        "who": TEXT,
        "freshness": FRESHNESS.schema(answer_schema("Referral")["properties"]["freshness"]),
    }
    packs = {"record": {"anyOf": records}, **lists}
    return Contents(own=own, optional=frozenset({"who"}), packs=compact(packs))


def _without_lists(kind: Schema) -> Schema:
    properties = {key: part for key, part in kind["properties"].items() if key not in _LISTS}
    return kind | {"properties": properties}


RECORD_TOOL = Tool(
    name="get_record",
    title="Read one record",
    description=(
        "One record by the id of another result: a helpline with every number and who answers, the"
        " steps of an action, a sign, a label, a seller, a listing or a rating."
    ),
    parameters=(
        text_parameter("id", "The id, such as us-hotline:national-hotline.", is_required=True),
    ),
    answer=_answer,
    contents=_contents,
)
