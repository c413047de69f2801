"""The tools: for each its words for a model, its arguments, its answer, and the parts of that."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any

import attrs

from takeaction.assistants.outlines import (
    ACTION,
    EVIDENCE,
    FRESHNESS,
    HIT,
    LABEL,
    LINE,
    LISTING,
    RATING,
    RECOMMENDATION,
    SELLER,
    SIGN,
    WAY,
    Outline,
    danger_of,
)
from takeaction.assistants.parameters import (
    ABOUT,
    Parameter,
    place_parameter,
    question_parameters,
    text_parameter,
    word_parameter,
    words_parameter,
)
from takeaction.assistants.results import ResultDraft, ResultList
from takeaction.assistants.tool import (
    TEXT,
    TEXTS,
    Call,
    ListOf,
    Tool,
    begun_with,
    cut,
    keys_of,
    list_schemas,
    lists_of,
    with_ids,
)
from takeaction.catalog import Catalog
from takeaction.core_data import first_language_of, has_message
from takeaction.engine.ask.ask import HELPED, Reply, ask
from takeaction.engine.ask.slots import first
from takeaction.engine.freshness import freshness
from takeaction.engine.help.answer import Help, HelpLine, heading_of
from takeaction.engine.help.emergency import Emergency, find_emergency
from takeaction.engine.help.referral import find_help
from takeaction.engine.help.who_answers import who_answers_and_tells
from takeaction.engine.ranking.answer import Recommendations
from takeaction.engine.ranking.ranking import recommend
from takeaction.engine.reasons import say
from takeaction.engine.search.answer import Hits
from takeaction.engine.search.search import search
from takeaction.engine.shopping.answer import PurchaseAdvice
from takeaction.engine.shopping.destination import DestinationAdvice, check_destination
from takeaction.engine.shopping.sourcing import check_purchase
from takeaction.engine.signs.assessment import assess
from takeaction.errors import UnknownWordError
from takeaction.export.schemas.shipped import Schema, answer_schema
from takeaction.lazy import computed
from takeaction.models.question.arguments import read_languages
from takeaction.models.question.profile import Profile
from takeaction.models.question.queries import HelpQuery, PurchaseQuery
from takeaction.models.record import Record
from takeaction.models.region import WORLD, find_region
from takeaction.models.resource import Resource
from takeaction.views.actions import recommendations_blocks
from takeaction.views.blocks import Block, Blocks
from takeaction.views.goods import destination_blocks, purchase_blocks
from takeaction.views.help import help_blocks, lines_blocks
from takeaction.views.records import found_blocks, record_blocks
from takeaction.views.reply import assessment_blocks, is_helped, reply_blocks
from takeaction.vocabulary.records import Kind, Observer
from takeaction.vocabulary.signs import Person, When
from takeaction.vocabulary.words import nearest


def _known(**parts: Any) -> dict[str, Any]:  # noqa: ANN401 - plain data
    """Return the parts that say something."""
    return {key: value for key, value in parts.items() if value not in (None, "", [], {})}


def _texts(notices: Iterable[Any]) -> list[str]:
    return [str(notice.text) for notice in notices]


# The tool ``find_help``: helplines for a place, which most results have.


_TALK_FIRST = ("emergency.otherwise", "emergency.otherwise_child")
"""The sentence of the emergency notice that names a line, as adults and children are spoken to."""


def _helplines(lines: Iterable[HelpLine], usual: int, *, details: bool) -> dict[str, ResultList]:
    """List helplines with the ways to reach each: who answers comes before the number.

    Above lines for other matters than that asked about, ``heading`` says so.
    """
    listed = tuple(lines)
    members = []
    for place, line in enumerate(listed):
        heading = heading_of(listed, place)
        ways: list[Any] = [way.as_json() for way in line.ways]
        members.append(
            {
                **({"heading": str(heading)} if heading else {}),
                **LINE.shorten(ways[0], details=details),
                "ways": [WAY.shorten(way, details=details) for way in ways],
            }
        )
    return {"helplines": ResultList(members=members, usual=usual, noun="helplines")}


def _helplines_schema() -> dict[str, Schema]:
    referral = answer_schema("Referral")
    line = LINE.schema(referral)
    ways = {"type": "array", "items": WAY.schema(referral), "minItems": 1}
    line["properties"] = {"heading": TEXT, **line["properties"], "ways": ways}
    line["required"].append("ways")
    return {"helplines": {"type": "array", "items": line}}


def _help_schemas() -> dict[str, Schema]:
    """Return the schemas of helplines, and of the sentence that names one of them."""
    return {"talk_first": TEXT, **_helplines_schema()}


def _danger_and_first(help_: Help, *, details: bool) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the emergency notice, and apart from it the sentence that names a line of a pack.

    For people who may fear the police the notice says who to talk to first.
    """
    danger = danger_of(help_.emergency, details=details)
    for line in help_:
        name = {"name": line.resource.name}
        languages = dict.fromkeys((first_language_of(line.languages), "en"))
        sentences = [
            str(say(code, language, name))
            for code in _TALK_FIRST
            if has_message(code, "en")
            for language in languages
        ]
        rows = {sentence: sentence.partition("\n")[0] for sentence in sentences}
        named = next((each for each, row in rows.items() if row in danger["text"]), None)
        if named:
            for row in rows.values():
                danger["text"] = danger["text"].replace(f" {row}", "")
            return danger, {"talk_first": named}
    return danger, {}


def _find_help(call: Call) -> ResultDraft:
    query = HelpQuery.from_json(call.only(*(each.name for each in _HELP.parameters)))
    help_ = find_help(call.catalog, query, languages=call.languages, at=call.at)
    danger, first = _danger_and_first(help_, details=call.details)
    return ResultDraft(
        danger=danger,
        own=_known(
            messages=_texts(help_.human),
            about=query.asked.known_json(),
            notices=_texts((*help_.above, *help_.below)),
        ),
        single=first,
        lists=_helplines(help_, 3, details=call.details),
        blocks=lambda numbers: help_blocks(
            help_[: numbers["helplines"]], most=numbers["helplines"], spoken=query.spoken
        ),
    )


_HELP = Tool(
    name="find_help",
    title="Find helplines",
    description=(
        "Helplines and services for a place: who answers, who they tell, the number, the hours and"
        " the date of the evidence. Say who answers before the number. If somebody wants no"
        " police, give no line whose is_enforcement is true. is_general: not made for the topic;"
        " say so. State uncertain: the hours are not known, so try. No list is complete. After ask,"
        " hand its about on with the place that the person adds."
    ),
    parameters=question_parameters(HelpQuery),
    answer=_find_help,
    own=lambda: {"messages": TEXTS, "about": ABOUT.schema, "notices": TEXTS},
    optional=frozenset({"messages", "about", "notices"}),
    packs=_help_schemas,
)


# The tool ``recommend_actions``.


_ACTIONS = {
    "actions": ListOf("Recommendations", "recommendations", RECOMMENDATION, 3, "actions"),
}


def _recommend(call: Call) -> ResultDraft:
    profile = Profile.from_json(call.only(*(each.name for each in _RECOMMEND.parameters)))
    answer = recommend(call.catalog, profile, limit=None, languages=call.languages, at=call.at)
    danger, first = _danger_and_first(answer.help, details=call.details)
    helplines = _helplines(answer.help, 1, details=call.details)
    actions = lists_of(_ACTIONS, answer, details=call.details)
    return ResultDraft(
        danger=danger,
        single=_known(notices=_texts(answer.notices)) | first,
        lists=helplines | actions if profile.concern else actions | helplines,
        blocks=partial(_ideas, answer, is_worried=bool(profile.concern)),
    )


def _ideas(
    answer: Recommendations, numbers: Mapping[str, int], *, is_worried: bool
) -> Iterator[Block]:
    """Yield the view of a list of actions; without a concern one helpline comes last."""
    lines = answer.help[: numbers["helplines"]]
    short = attrs.evolve(answer[: numbers["actions"]], help=computed(lines))
    yield from recommendations_blocks(short, has_closing=False)
    if not is_worried:
        yield from lines_blocks(lines, most=len(lines))


_RECOMMEND = Tool(
    name="recommend_actions",
    title="Find actions",
    description=(
        "What a person can do against human trafficking in the time they have, best first, each"
        " with a reason and safety advice. Always give the safety advice with the action."
        " get_record has the steps of an action."
    ),
    parameters=question_parameters(Profile),
    answer=_recommend,
    packs=lambda: {"notices": TEXTS} | _help_schemas() | list_schemas(_ACTIONS),
)


# The tool ``assess_signs``: how worrying the signs are that a person ticked.


_CODES = ("level", "summary", "urgent", "elements", "types", "age_matters")
_LAST = ("steps", "other_help", "disclaimer")
_MOST_SIGNS = 100
_SAID = ("call-emergency", "other-help")
"""Steps that ``danger`` and ``other_help`` say in the same words: each is said once."""

_NAMED = Outline(keys=("id", "text"), always=frozenset({"id", "text"}))
_ASIDE = Outline(keys=("id", "text", "why", "counted"), always=frozenset({"id", "text", "why"}))
_SIGNS = {
    "questions": ListOf("Assessment", "next_questions", _NAMED, 3, "questions"),
    "signs": ListOf("Assessment", "reasons", SIGN, 5, "signs that count"),
    "set_aside": ListOf("Assessment", "set_aside", _ASIDE, 5, "signs that don't count"),
}


def _assess(call: Call) -> ResultDraft:
    given = call.only(*(each.name for each in _ASSESS.parameters[1:]))
    answer = assess(
        call.catalog, call.given["observed"], **given, languages=call.languages, at=call.at
    )
    plain: Any = answer.as_json()
    own = {
        **{key: plain[key] for key in _CODES},
        "caveats": [caveat["text"] for caveat in plain["caveats"]],
        **{key: plain[key] for key in _LAST},
        "steps": [step for step in plain["steps"] if step["id"] not in _SAID],
    }

    def blocks(numbers: Mapping[str, int]) -> Blocks:
        # In danger no question holds anybody up.
        open_ = () if answer.urgent else answer.next_questions[: numbers["questions"]]
        texts = [(each.id, each.text) for each in open_]
        asked = with_ids(texts, "label.might_think", [answer.language])
        short = cut(answer, _SIGNS | {"helplines": "help"}, {**numbers, "questions": 0})
        return begun_with(answer.help.emergency, (*assessment_blocks(short), *asked))

    return ResultDraft(
        danger=danger_of(answer.help.emergency, details=call.details),
        own=own,
        lists=_helplines(answer.help, 2, details=call.details)
        | lists_of(_SIGNS, answer, details=call.details),
        blocks=blocks,
    )


_WHEN = Parameter(
    name="when",
    schema={
        "type": "object",
        "additionalProperties": {"type": "string", "enum": [member.value for member in When]},
        "maxProperties": _MOST_SIGNS,
    },
    description="When each sign was seen, by its id. Now if not given.",
)

_ASSESS = Tool(
    name="assess_signs",
    title="Assess signs",
    description=(
        "How worrying signs are, and what to do next. Only for signs that a person confirmed one by"
        " one; never guess them from a story, a picture or a list of people. No sign is proof. Take"
        ' ids from ask, or from search with kinds=["indicator"]. Never for guests, tenants,'
        " patients or applicants."
    ),
    parameters=(
        words_parameter(
            "observed",
            "Ids of the signs that the person ticked; an empty list gives first questions.",
            most=_MOST_SIGNS,
            is_required=True,
        ),
        words_parameter(
            "not_observed", "Ids of signs that the person ruled out.", most=_MOST_SIGNS
        ),
        _WHEN,
        word_parameter("person", Person, "Who the signs are about."),
        text_parameter(
            "role",
            "Who saw them: " + ", ".join(Observer) + ", or an everyday word such as nurse.",
        ),
        place_parameter("The place."),
    ),
    answer=_assess,
    own=lambda: keys_of("Assessment", *_CODES, *_LAST) | {"caveats": TEXTS},
    packs=lambda: _helplines_schema() | list_schemas(_SIGNS),
)


# The tool ``check_purchase``: goods with labels and sellers.


_RISKS = {
    "risks": ListOf("PurchaseAdvice", "risks", LISTING, 5, "listings"),
    "labels": ListOf("PurchaseAdvice", "labels", LABEL, 2, "labels"),
    "sellers": ListOf("PurchaseAdvice", "vendors", SELLER, 3, "sellers"),
}
_USUAL_GOODS = 10


def _goods(advice: PurchaseAdvice, goods: tuple[str, ...]) -> dict[str, ResultList]:
    """List the goods of a question, each by its place in it: a shopper's words are not repeated."""
    plain: Any = advice.as_json()
    known = [
        {
            "position": goods.index(line["good"]) + 1,
            "products": line["products"],
            "listed": line["listed"],
            "reasons": [reason["text"] for reason in line["reasons"]],
        }
        for line in plain["where_most"]
    ]
    unknown = [
        {"position": goods.index(good) + 1, "nearest": plain["near"].get(good, [])}
        for good in plain["unknown"]
    ]
    return {
        "goods": ResultList(members=known, usual=_USUAL_GOODS, noun="goods"),
        "unknown_goods": ResultList(members=unknown, usual=_USUAL_GOODS, noun="unknown goods"),
    }


def _goods_schemas() -> dict[str, Schema]:
    position: Schema = {"type": "integer", "minimum": 1}
    flag: Schema = {"type": "boolean"}
    members = {
        "goods": {"position": position, "products": TEXTS, "listed": flag, "reasons": TEXTS},
        "unknown_goods": {"position": position, "nearest": TEXTS},
    }
    return {
        name: {
            "type": "array",
            "items": {
                "type": "object",
                "properties": properties,
                "required": [*properties],
                "additionalProperties": False,
            },
        }
        for name, properties in members.items()
    }


def _notes(advice: PurchaseAdvice) -> list[str]:
    """Return the notes about an answer; goods that are unknown are counted and not named."""
    language = advice.disclaimer.words.language
    named = say("buy.unknown", language, {"goods": advice.unknown})
    counted = say("label.unknown_goods", language, {"count": len(advice.unknown)})
    return [str(counted if note == named else note) for note in advice.notes]


def _buy(call: Call) -> ResultDraft:
    query = PurchaseQuery.from_json(call.only("goods", "origin", "ships_to"))
    advice = check_purchase(call.catalog, query, languages=call.languages, at=call.at)
    return ResultDraft(
        danger=danger_of(advice.help.emergency, details=call.details),
        own=_known(notes=_notes(advice), disclaimer=str(advice.disclaimer)),
        lists=_goods(advice, query.goods) | lists_of(_RISKS, advice, details=call.details),
        blocks=lambda numbers: purchase_blocks(
            cut(advice, _RISKS, numbers), ships_to=query.ships_to
        ),
    )


_BUY = Tool(
    name="check_purchase",
    title="Check goods to buy",
    description=(
        "What lists say of goods: countries and forced or child labour, labels with their limits,"
        " and sellers. It never calls a good or a brand safe, and no brand guilty. A good that no"
        " list names is not listed, which is not the same as safe."
    ),
    parameters=question_parameters(PurchaseQuery),
    answer=_buy,
    own=lambda: {"notes": TEXTS, **keys_of("PurchaseAdvice", "disclaimer")},
    optional=frozenset({"notes"}),
    packs=lambda: _goods_schemas() | list_schemas(_RISKS),
)


# The tool ``check_destination``: what to know before a trip.


_NEWEST_YEARS = 3
_RATINGS = {"ratings": ListOf("DestinationAdvice", "ratings", RATING, 2, "ratings")}
_TRIP = _RATINGS | {"actions": ListOf("DestinationAdvice", "actions", ACTION, 1, "actions")}


def _trip(advice: DestinationAdvice, *, details: bool) -> dict[str, ResultList]:
    """List ratings of a government, with the newest years alone, and actions."""
    plain: Any = advice.as_json()
    for rating in () if details else plain["ratings"]:
        rating["history"] = rating["history"][-_NEWEST_YEARS:]
    return {name: each.of(plain, details=details) for name, each in _TRIP.items()}


def _cut_trip(advice: DestinationAdvice, numbers: Mapping[str, int]) -> DestinationAdvice:
    return cut(advice, _TRIP | {"helplines": "help"}, numbers)


def _travel(call: Call) -> ResultDraft:
    place = call.given["region"]
    advice = check_destination(call.catalog, place, languages=call.languages, at=call.at)
    return ResultDraft(
        danger=danger_of(advice.help.emergency, details=call.details),
        own=_known(notes=[*map(str, advice.notes)], disclaimer=str(advice.disclaimer)),
        lists=_helplines(advice.help, 2, details=call.details)
        | _trip(advice, details=call.details),
        blocks=lambda numbers: destination_blocks(
            _cut_trip(advice, numbers), most=numbers["helplines"]
        ),
    )


_TRAVEL = Tool(
    name="check_destination",
    title="Check a destination",
    description=(
        "Before a trip to a country: helplines to save, the rating of its government with its year"
        " and meaning, and what a traveller can do. A rating is about a government, not about"
        " people, and no reason to stay away."
    ),
    parameters=(place_parameter("The country, or a part of it.", is_required=True),),
    answer=_travel,
    own=lambda: {"notes": TEXTS, **keys_of("DestinationAdvice", "disclaimer")},
    optional=frozenset({"notes"}),
    packs=lambda: _helplines_schema() | list_schemas(_TRIP),
)


# The tool ``search``: records that have some words.


_MOST_COUNTED = 1_000
"""The most records to find: those that are left out are counted too."""

_HITS = {"records": ListOf("Hits", "hits", HIT, 8, "records")}


def _caveat(hits: Hits) -> str | None:
    """Return the sentence that signs are no proof, once, if there is a sign among the hits."""
    return next((str(hit.caveat) for hit in hits if hit.caveat), None)


def _search(call: Call) -> ResultDraft:
    hits = search(
        call.catalog,
        call.given["text"],
        **call.only("kinds", "region"),
        limit=_MOST_COUNTED,
        languages=call.languages,
        at=call.at,
    )
    help_, usual = hits.help, 3
    if help_ is None:  # nobody seems to need it, but whoever reads the answer may
        query = HelpQuery(call.given.get("region", WORLD))
        help_ = find_help(call.catalog, query, limit=usual, languages=call.languages, at=call.at)
        usual = 1
    danger, first = _danger_and_first(help_, details=call.details)
    helplines = _helplines(help_, usual, details=call.details)
    records = lists_of(_HITS, hits, details=call.details)
    beside = _known(
        products=list(hits.products), nearest=list(hits.nearest), notices=_texts(hits.notices)
    )
    return ResultDraft(
        danger=danger,
        own=_known(is_need=hits.is_need, truncated=hits.truncated, caveat=_caveat(hits)),
        single=beside | first,
        lists=helplines | records if hits.is_need else records | helplines,
        blocks=partial(_found, hits, help_),
    )


def _found(hits: Hits, help_: Help, numbers: Mapping[str, int]) -> Blocks:
    lines = help_[: numbers["helplines"]]
    parts = (
        lines_blocks(lines, most=len(lines)),
        found_blocks(hits[: numbers["records"]], most_lines=0),
    )
    first, second = parts if hits.is_need else reversed(parts)
    return begun_with(help_.emergency, (*first, *second))


def _search_schemas() -> dict[str, Schema]:
    beside = {"products": TEXTS, "nearest": TEXTS, "notices": TEXTS}
    return beside | list_schemas(_HITS) | _help_schemas()


_SEARCH = Tool(
    name="search",
    title="Search records",
    description=(
        "Records that have some words: helplines, actions, signs, goods, labels, sellers. It gives"
        " ids for get_record and assess_signs. For a person's own question, ask is better. If"
        " is_need is true, somebody may need help: give the helplines first."
    ),
    parameters=(
        text_parameter("text", "The words to find, without names.", most=2_000, is_required=True),
        words_parameter("kinds", "The only kinds of records.", of=Kind, most=len(Kind)),
        place_parameter("The only place whose records to find."),
    ),
    answer=_search,
    own=lambda: keys_of("Hits", "is_need", "truncated") | {"caveat": TEXT},
    optional=frozenset({"caveat"}),
    packs=_search_schemas,
)


# The tool ``ask``: a question in a person's own words, which may be any of those above.


_UNDERSTOOD = ("intent", "topics", "writer_child", "concerns_child", "truncated")
_HEARD = {"signs": ListOf("Reply", "signs", _NAMED, 4, "signs")}


def _ask(call: Call) -> ResultDraft:
    reply = ask(
        call.catalog,
        call.given["text"],
        **call.only("region", "about"),
        languages=call.languages,
        at=call.at,
    )
    danger, named = _danger_and_first(reply.help, details=call.details)
    return ResultDraft(
        danger=danger,
        own=_understood(reply, call.given.get("region")),
        single=named,
        lists=_answers(reply, details=call.details),
        blocks=partial(_reply, reply),
    )


def _reply(reply: Reply, numbers: Mapping[str, int]) -> Blocks:
    """Return the view of a reply: where nobody seems to need help, a helpline comes last."""
    lines = reply.help[: numbers["helplines"]]
    short = {
        "signs": (),
        "recommendations": _start(reply.recommendations, numbers.get("actions")),
        "purchase": reply.purchase and cut(reply.purchase, _RISKS, numbers),
        "destination": reply.destination and _cut_trip(reply.destination, numbers),
        "hits": _start(reply.hits, numbers.get("records")),
    }
    shown = attrs.evolve(reply, help=lines, **short)
    blocks = [*reply_blocks(shown, most=len(lines), has_closing=False)]
    texts = [(sign.id, sign.text.shown(reply.languages)) for sign in reply.signs]
    blocks += with_ids(texts[: numbers["signs"]], "label.seen_signs", reply.languages)
    if not is_helped(reply):
        blocks += lines_blocks(lines, most=len(lines))
    return begun_with(reply.help.emergency, blocks)


def _start(answer: Any, number: int | None) -> Any:  # noqa: ANN401 - a list of any kind
    return answer if answer is None else answer[:number]


def _understood(reply: Reply, region: str | None) -> dict[str, Any]:
    """Return the library's own words: how the text was understood, and how to go on."""
    plain: Any = reply.as_json()
    help_ = reply.help
    return _known(
        messages=[message["text"] for message in plain["messages"]],
        someone_may_be_hurt=reply.danger,
        **{key: plain[key] for key in _UNDERSTOOD},
        about=reply.about.known_json(),
        place_in_text=None if region else first(reply.slots, "region"),
        question=plain["question"],
        notices=_texts((*help_.above, *help_.below)) if reply.intent in HELPED else [],
        caveat=_caveat(reply.hits) if reply.hits else None,
    )


def _answers(reply: Reply, *, details: bool) -> dict[str, ResultList]:
    """Return the lists of a reply: helplines first where somebody may need one, else last."""
    is_need = reply.intent in HELPED
    helplines = _helplines(reply.help, 3 if is_need else 1, details=details)
    others = lists_of(_HEARD, reply, details=details)
    if reply.recommendations is not None:
        others |= lists_of(_ACTIONS, reply.recommendations, details=details)
    if reply.purchase is not None:
        others |= lists_of(_RISKS, reply.purchase, details=details)
    if reply.destination is not None:
        others |= {"ratings": _trip(reply.destination, details=details)["ratings"]}
    if reply.hits is not None:
        others |= lists_of(_HITS, reply.hits, details=details)
    return helplines | others if is_need else others | helplines


def _words_for_ask() -> dict[str, Schema]:
    return {
        "messages": TEXTS,
        "someone_may_be_hurt": {"type": "boolean"},
        **keys_of("Reply", *_UNDERSTOOD),
        "about": ABOUT.schema,
        "place_in_text": TEXT,
        **keys_of("Reply", "question"),
        "notices": TEXTS,
        "caveat": TEXT,
    }


_ASK = Tool(
    name="ask",
    title="Ask in plain words",
    description=(
        "Start here with a person's question, in their own words and in any of eleven languages."
        " Leave out names and addresses. It finds out what they want and answers that, with help"
        " first where somebody may need it. Signs in the answer are not ticked: ask the person"
        " about each before assess_signs. If it asks back, call again with what the person adds,"
        " such as the place, and with this about."
    ),
    parameters=(
        text_parameter(
            "text", "The question, without names or addresses.", most=4_000, is_required=True
        ),
        place_parameter("The place where help is needed, if it is known."),
        ABOUT,
    ),
    answer=_ask,
    own=_words_for_ask,
    optional=frozenset(
        {"topics", "messages", "about", "place_in_text", "question", "notices", "caveat"}
    ),
    packs=lambda: _help_schemas() | list_schemas(_HEARD | _ACTIONS | _RISKS | _RATINGS | _HITS),
)


# The tool ``get_record``: one record in full.


_HEAD = ("id", "kind_of_record", "label", "status", "replaced_by")
_TAIL = ("note", "regions", "verified", "source")
_LATE = ("reviewed", "topics", "aliases", "also_known_as", "pack", "language")

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
        detailed=(*detailed, *_LATE),
        parts={**EVIDENCE, "contacts": _CONTACT},
    )


_OUTLINES: Mapping[str, Outline] = {
    "Action": _outline(
        *("summary", "minutes", "cadence", "modes", "cost", "risk", "ages", "safety", "steps"),
        "links",
        detailed=(
            *("finds", "templates", "skills_required", "skills_helpful", "roles", "roles_only"),
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
    ids = (record.id for record in catalog)
    ids = (known for known in ids if pack not in catalog.packs or known.startswith(pack))
    by_local = {known.partition(":")[2]: known for known in ids}
    return tuple(by_local[near] for near in nearest(local, by_local))


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
            emergency,
            record_blocks(cut(record, {name: name for name in lists}, numbers), languages, at=at),
        ),
    )


def _emergency(record: Record, language: str) -> Emergency:
    """Return the emergency notice for the place of a record, if that is a single country."""
    places = sorted(record.regions)
    return find_emergency(find_region(places[0] if len(places) == 1 else WORLD), language)


def _get_record(call: Call) -> ResultDraft:
    record = find_record(call.catalog, call.given["id"])
    languages = read_languages(call.languages)
    return record_draft(record, languages, call.at, details=call.details)


def _record_schemas() -> dict[str, Schema]:
    kinds = [outline.schema(answer_schema(name)) for name, outline in _OUTLINES.items()]
    lists = {
        name: next(kind["properties"][name] for kind in kinds if name in kind["properties"])
        for name in _LISTS
    }
    for kind in kinds:
        for name in lists:
            kind["properties"].pop(name, None)
    return {"record": {"anyOf": kinds}, **lists}


_RECORD = Tool(
    name="get_record",
    title="Read one record",
    description=(
        "One record by the id of another result: a helpline with every number and who answers, the"
        " steps of an action, a sign, a label, a seller, a listing or a rating."
    ),
    parameters=(
        text_parameter("id", "The id, such as us-hotline:national-hotline.", is_required=True),
    ),
    answer=_get_record,
    own=lambda: {
        "who": TEXT,
        "freshness": FRESHNESS.schema(answer_schema("Referral")["properties"]["freshness"]),
    },
    optional=frozenset({"who"}),
    packs=_record_schemas,
)

TOOLS: dict[str, Tool] = {
    tool.name: tool for tool in (_ASK, _HELP, _RECOMMEND, _ASSESS, _BUY, _TRAVEL, _SEARCH, _RECORD)
}
"""The tools by name."""
