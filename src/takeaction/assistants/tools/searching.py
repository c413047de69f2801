"""The tool ``search``: records that have some words."""

from takeaction.assistants.draft import ResultDraft, ResultList
from takeaction.assistants.outlines import HIT
from takeaction.assistants.parameters import place_parameter, text_parameter, words_parameter
from takeaction.assistants.tools.help import danger_and_first, help_schemas, list_helplines
from takeaction.assistants.tools.tool import (
    TEXT,
    TEXTS,
    Call,
    Contents,
    Tool,
    keys_of,
    lists_of,
)
from takeaction.engine.help.referral import find_help
from takeaction.engine.search.answer import Hits
from takeaction.engine.search.search import search
from takeaction.export.schemas.values import Schema
from takeaction.models.question.queries import HelpQuery
from takeaction.models.region import WORLD
from takeaction.vocabulary.records import Kind

_LONGEST = 2_000
_MOST_COUNTED = 1_000
"""The most records to find: those that are left out are counted too."""

_USUAL, _USUAL_HELPLINES, _USUAL_IN_NEED = 8, 1, 3


def list_hits(hits: Hits, *, details: bool) -> ResultList:
    """List the records that match, best first."""
    members = [HIT.shorten(hit.as_json(), details=details) for hit in hits]
    return ResultList(members=members, usual=_USUAL, noun="records")


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


def _answer(call: Call) -> ResultDraft:
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
        usual = _USUAL_HELPLINES
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
    )


def _contents() -> Contents:
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
            "text", "The words to find, without names.", most=_LONGEST, is_required=True
        ),
        words_parameter("kinds", "The only kinds of records.", of=Kind, most=len(Kind)),
        place_parameter("The only place whose records to find."),
    ),
    answer=_answer,
    contents=_contents,
)
