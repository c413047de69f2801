"""The tool ``search``: records that have some words."""

from takeaction.assistants.draft import MAX_LISTED, Draft, Listing
from takeaction.assistants.outlines import HIT
from takeaction.assistants.parameters import region, text, words
from takeaction.assistants.tools.help import danger_and_first, help_schemas, helplines
from takeaction.assistants.tools.tool import (
    TEXT,
    TEXTS,
    Call,
    Contents,
    Tool,
    keys_of,
    lists_of,
)
from takeaction.engine.search.answer import Hits
from takeaction.engine.search.search import search
from takeaction.export.schemas.values import Schema
from takeaction.vocabulary.records import Kind

_LONGEST = 2_000
_USUAL, _USUAL_HELPLINES, _USUAL_IN_NEED = 8, 1, 3


def hit_list(hits: Hits, *, details: bool) -> Listing:
    """List the records that match, best first."""
    members = [HIT.shorten(hit.as_json(), details=details) for hit in hits]
    return Listing(members=members, usual=_USUAL, noun="records")


def caveat_of(hits: Hits) -> dict[str, str]:
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


def _answer(call: Call) -> Draft:
    hits = search(
        call.catalog,
        call.given["text"],
        **call.only("kinds", "region"),
        limit=MAX_LISTED,
        languages=call.languages,
        at=call.at,
    )
    danger, first = danger_and_first(hits.help, details=call.details)
    usual = _USUAL_IN_NEED if hits.is_need else _USUAL_HELPLINES
    lists = {
        "helplines": helplines(hits.help, usual, details=call.details),
        "records": hit_list(hits, details=call.details),
    }
    names = lists if hits.is_need else reversed(lists)
    return Draft(
        danger=danger,
        own={"is_need": hits.is_need, "truncated": hits.truncated} | caveat_of(hits),
        single=words_beside(hits) | first,
        lists={name: lists[name] for name in names},
    )


def _contents() -> Contents:
    return Contents(
        own=keys_of("Hits", "is_need", "truncated") | {"caveat": TEXT},
        optional=frozenset({"caveat"}),
        packs=hit_schemas() | help_schemas(),
    )


TOOL = Tool(
    name="search",
    title="Search records",
    description=(
        "Records that have some words: helplines, actions, signs, goods, labels, sellers. It gives"
        " ids for get_record and assess_signs. For a person's own question, ask is better. If"
        " is_need is true, somebody may need help: give the helplines first."
    ),
    parameters=(
        text("text", "The words to find, without names.", most=_LONGEST, is_required=True),
        words("kinds", "The only kinds of records.", of=Kind, most=len(Kind)),
        region("The only place whose records to find."),
    ),
    answer=_answer,
    contents=_contents,
)
