"""The tools ``ask``, for a question in a person's own words, and ``search``, for some words."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import attrs

from takeaction.assistants.draft import ResultDraft, ResultList
from takeaction.assistants.outline import Outline
from takeaction.assistants.outlines import HIT
from takeaction.assistants.parameters import ABOUT, place_parameter, text_parameter, words_parameter
from takeaction.assistants.tools.actions import ACTION_LISTS, list_actions
from takeaction.assistants.tools.goods import (
    cut_destination,
    cut_purchase,
    goods_lists,
    goods_schemas,
    trip_lists,
    trip_schemas,
)
from takeaction.assistants.tools.help import (
    danger_and_first,
    help_schemas,
    known_of,
    list_helplines,
    notices_of,
)
from takeaction.assistants.tools.tool import (
    TEXT,
    TEXTS,
    Call,
    Contents,
    Tool,
    begun_with,
    keys_of,
    lists_of,
    part_schema,
    with_ids,
)
from takeaction.engine.ask.ask import HELPED, Reply, ask
from takeaction.engine.ask.slots import first
from takeaction.engine.help.answer import Help
from takeaction.engine.help.referral import find_help
from takeaction.engine.search.answer import Hits
from takeaction.engine.search.search import search
from takeaction.export.schemas.shipped import Schema
from takeaction.models.question.queries import HelpQuery
from takeaction.models.region import WORLD
from takeaction.views.blocks import Blocks
from takeaction.views.help import lines_blocks
from takeaction.views.records import found_blocks
from takeaction.views.reply import is_helped, reply_blocks
from takeaction.vocabulary.records import Kind

_LONGEST = 4_000
_CODES = ("intent", "topics", "writer_child", "concerns_child", "truncated")
_USUAL_SIGNS, _USUAL_HELPLINES, _USUAL_OTHERWISE = 4, 3, 1
_SIGN = Outline(keys=("id", "text"), always=frozenset({"id", "text"}))


def _answer(call: Call) -> ResultDraft:
    reply = ask(
        call.catalog,
        call.given["text"],
        **call.only("region", "about"),
        languages=call.languages,
        at=call.at,
    )
    danger, named = danger_and_first(reply.help, details=call.details)
    return ResultDraft(
        danger=danger,
        own=_own(reply, call.given.get("region")),
        single=named,
        lists=_lists(reply, details=call.details),
        blocks=partial(_blocks, reply),
    )


def _blocks(reply: Reply, numbers: Mapping[str, int]) -> Blocks:
    """Return the view of a reply: where nobody seems to need help, a helpline comes last."""
    lines = reply.help[: numbers["helplines"]]
    cut = {
        "signs": (),
        "recommendations": _cut(reply.recommendations, numbers.get("actions")),
        "purchase": reply.purchase and cut_purchase(reply.purchase, numbers),
        "destination": reply.destination and cut_destination(reply.destination, numbers),
        "hits": _cut(reply.hits, numbers.get("records")),
    }
    shown = attrs.evolve(reply, help=lines, **cut)
    blocks = [*reply_blocks(shown, most=len(lines), has_closing=False)]
    texts = [(sign.id, sign.text.shown(reply.languages)) for sign in reply.signs]
    blocks += with_ids(texts[: numbers["signs"]], "label.seen_signs", reply.languages)
    if not is_helped(reply):
        blocks += lines_blocks(lines, most=len(lines))
    return begun_with(reply.help.emergency, blocks)


def _cut(answer: Any, number: int | None) -> Any:  # noqa: ANN401 - a list of any kind
    return answer if answer is None else answer[:number]


def _own(reply: Reply, region: str | None) -> dict[str, Any]:
    """Return the library's own words: how the text was understood, and how to go on."""
    plain: Any = reply.as_json()
    place = None if region else first(reply.slots, "region")
    own = {
        "messages": [message["text"] for message in plain["messages"]],
        "someone_may_be_hurt": reply.danger,
        **{key: plain[key] for key in _CODES},
        **known_of(reply.about),
        "place_in_text": place,
        "question": plain["question"],
        **(notices_of(reply.help) if reply.intent in HELPED else {}),
        **(sign_caveat(reply.hits) if reply.hits else {}),
    }
    return {key: value for key, value in own.items() if value not in (None, [])}


def _lists(reply: Reply, *, details: bool) -> dict[str, ResultList]:
    """Return the lists of a reply: helplines first where somebody may need one, else last."""
    is_helped = reply.intent in HELPED
    usual = _USUAL_HELPLINES if is_helped else _USUAL_OTHERWISE
    help_ = {"helplines": list_helplines(reply.help, usual, details=details)}
    other = _other_lists(reply, details=details)
    return help_ | other if is_helped else {**other, **help_}


def _other_lists(reply: Reply, *, details: bool) -> dict[str, ResultList]:
    signs = [{"id": sign.id, "text": str(sign.text.shown(reply.languages))} for sign in reply.signs]
    lists = {"signs": ResultList(members=signs, usual=_USUAL_SIGNS, noun="signs")}
    if reply.recommendations is not None:
        lists["actions"] = list_actions(reply.recommendations, details=details)
    if reply.purchase is not None:
        lists |= goods_lists(reply.purchase, details=details)
    if reply.destination is not None:
        lists |= {"ratings": trip_lists(reply.destination, details=details)["ratings"]}
    if reply.hits is not None:
        lists["records"] = list_hits(reply.hits, details=details)
    return lists


def _contents() -> Contents:
    own = {
        "messages": TEXTS,
        "someone_may_be_hurt": {"type": "boolean"},
        **keys_of("Reply", *_CODES),
        "about": ABOUT.schema,
        "place_in_text": TEXT,
        "question": part_schema("Reply", "question"),
        "notices": TEXTS,
        "caveat": TEXT,
    }
    goods, trips, hits = goods_schemas(), trip_schemas(), hit_schemas()
    packs = {
        **help_schemas(),
        **lists_of("Reply", {"signs": ("signs", _SIGN)}),
        **lists_of("Recommendations", ACTION_LISTS),
        **{name: goods[name] for name in ("risks", "labels", "sellers")},
        "ratings": trips["ratings"],
        "records": hits["records"],
    }
    optional = frozenset({"topics", "messages", "about", "place_in_text", "question"})
    optional |= {"notices", "caveat"}
    return Contents(own=own, optional=optional, packs=packs)


ASK_TOOL = Tool(
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
            "text", "The question, without names or addresses.", most=_LONGEST, is_required=True
        ),
        place_parameter("The place where help is needed, if it is known."),
        ABOUT,
    ),
    answer=_answer,
    contents=_contents,
)

# The tool ``search``: records that have some words.


_LONGEST_SEARCH = 2_000
_MOST_COUNTED = 1_000
"""The most records to find: those that are left out are counted too."""

_USUAL_HITS, _SEARCHING_USUAL_HELPLINES, _USUAL_IN_NEED = 8, 1, 3


def list_hits(hits: Hits, *, details: bool) -> ResultList:
    """List the records that match, best first."""
    members = [HIT.shorten(hit.as_json(), details=details) for hit in hits]
    return ResultList(members=members, usual=_USUAL_HITS, noun="records")


def sign_caveat(hits: Hits) -> dict[str, str]:
    """Return the sentence that signs are no proof, once, if there is a sign among the hits."""
    caveats = [str(hit.caveat) for hit in hits if hit.caveat]
    return {"caveat": caveats[0]} if caveats else {}


def words_beside(hits: Hits) -> dict[str, list[str]]:
    """Return words of packs beside the hits: kinds of goods of a brand, near words, notices."""
    beside = {
        "products": list(hits.products),
        "nearest": list(hits.nearest),
        "notices": [str(notice.text) for notice in hits.notices],
    }
    return {key: values for key, values in beside.items() if values}


def hit_schemas() -> dict[str, Schema]:
    """Return the schemas of a list of hits and of the words beside it."""
    beside = {"products": TEXTS, "nearest": TEXTS, "notices": TEXTS}
    return beside | lists_of("Hits", {"records": ("hits", HIT)})


def _found(call: Call) -> ResultDraft:
    hits = search(
        call.catalog,
        call.given["text"],
        **call.only("kinds", "region"),
        limit=_MOST_COUNTED,
        languages=call.languages,
        at=call.at,
    )
    help_ = hits.help
    usual = _USUAL_IN_NEED
    if help_ is None:  # nobody seems to need it, but whoever reads the answer may
        query = HelpQuery(call.given.get("region", WORLD))
        help_ = find_help(
            call.catalog, query, limit=_USUAL_IN_NEED, languages=call.languages, at=call.at
        )
        usual = _SEARCHING_USUAL_HELPLINES
    danger, first = danger_and_first(help_, details=call.details)
    lists = {
        "helplines": list_helplines(help_, usual, details=call.details),
        "records": list_hits(hits, details=call.details),
    }
    names = lists if hits.is_need else reversed(lists)
    return ResultDraft(
        danger=danger,
        own={"is_need": hits.is_need, "truncated": hits.truncated} | sign_caveat(hits),
        single=words_beside(hits) | first,
        lists={name: lists[name] for name in names},
        blocks=partial(_found_blocks, hits, help_),
    )


def _found_blocks(hits: Hits, help_: Help, numbers: Mapping[str, int]) -> Blocks:
    lines = help_[: numbers["helplines"]]
    parts = (
        lines_blocks(lines, most=len(lines)),
        found_blocks(hits[: numbers["records"]], most_lines=0),
    )
    first, second = parts if hits.is_need else reversed(parts)
    return begun_with(help_.emergency, (*first, *second))


def _found_contents() -> Contents:
    return Contents(
        own=keys_of("Hits", "is_need", "truncated") | {"caveat": TEXT},
        optional=frozenset({"caveat"}),
        packs=hit_schemas() | help_schemas(),
    )


SEARCH_TOOL = Tool(
    name="search",
    title="Search records",
    description=(
        "Records that have some words: helplines, actions, signs, goods, labels, sellers. It gives"
        " ids for get_record and assess_signs. For a person's own question, ask is better. If"
        " is_need is true, somebody may need help: give the helplines first."
    ),
    parameters=(
        text_parameter(
            "text", "The words to find, without names.", most=_LONGEST_SEARCH, is_required=True
        ),
        words_parameter("kinds", "The only kinds of records.", of=Kind, most=len(Kind)),
        place_parameter("The only place whose records to find."),
    ),
    answer=_found,
    contents=_found_contents,
)
