"""The tool ``find_help``: helplines for a place."""

from collections.abc import Iterable
from typing import Any

from takeaction.assistants.draft import ResultDraft, ResultList
from takeaction.assistants.outlines import LINE, WAY, danger_of
from takeaction.assistants.parameters import ABOUT, question_parameters
from takeaction.assistants.tools.tool import TEXT, TEXTS, Call, Contents, Tool
from takeaction.core_data import first_language_of, has_message
from takeaction.engine.help.answer import Help, HelpLine, heading_of
from takeaction.engine.help.referral import find_help
from takeaction.engine.reasons import say
from takeaction.export.schemas.shipped import Schema, answer_schema
from takeaction.models.question.queries import About, HelpQuery
from takeaction.views.help import help_blocks

_USUAL = 3

_TALK_FIRST = ("emergency.otherwise", "emergency.otherwise_child")
"""The sentence of the emergency notice that names a line, as adults and children are spoken to."""


def list_helplines(lines: Iterable[HelpLine], usual: int, *, details: bool) -> ResultList:
    """List helplines with the ways to reach each: who answers comes before the number.

    Above lines for other matters than that asked about, ``heading`` says so.
    """
    listed = tuple(lines)
    members = []
    for place, line in enumerate(listed):
        heading = heading_of(listed, place)
        above = {"heading": str(heading)} if heading else {}
        members.append(above | _helpline(line, details=details))
    return ResultList(members=members, usual=usual, noun="helplines")


def _helpline(line: HelpLine, *, details: bool) -> dict[str, Any]:
    ways: list[Any] = [way.as_json() for way in line.ways]
    return LINE.shorten(ways[0], details=details) | {
        "ways": [WAY.shorten(way, details=details) for way in ways]
    }


def helplines_schema() -> Schema:
    """Return the schema of a list of helplines."""
    referral = answer_schema("Referral")
    line = LINE.schema(referral)
    line["properties"]["ways"] = {"type": "array", "items": WAY.schema(referral), "minItems": 1}
    line["required"].append("ways")
    line["properties"] = {"heading": TEXT, **line["properties"]}
    return {"type": "array", "items": line}


def danger_and_first(help_: Help, *, details: bool) -> tuple[dict[str, Any], dict[str, str]]:
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


def notices_of(help_: Help) -> dict[str, list[str]]:
    """Return the notices about a list of helplines, if there are any: first what is missing."""
    notices = [str(notice.text) for notice in (*help_.above, *help_.below)]
    return {"notices": notices} if notices else {}


def known_of(about: About) -> dict[str, Any]:
    """Return what is known of the need, to hand on; nothing where nothing is."""
    known = about.known_json()
    return {"about": known} if known else {}


def help_schemas() -> dict[str, Schema]:
    """Return the schemas of helplines, and of the sentence that names one of them."""
    return {"talk_first": TEXT, "helplines": helplines_schema()}


def _answer(call: Call) -> ResultDraft:
    given = call.only(*(parameter.name for parameter in HELP_TOOL.parameters))
    query = HelpQuery.from_json(given)
    help_ = find_help(call.catalog, query, languages=call.languages, at=call.at)
    danger, first = danger_and_first(help_, details=call.details)
    return ResultDraft(
        danger=danger,
        own={**_sentences(help_), **known_of(query.asked), **notices_of(help_)},
        single=first,
        lists={"helplines": list_helplines(help_, _USUAL, details=call.details)},
        blocks=lambda numbers: help_blocks(
            help_[: numbers["helplines"]], most=numbers["helplines"], spoken=query.spoken
        ),
    )


def _sentences(help_: Help) -> dict[str, list[str]]:
    """Return the sentences for whoever asked, which come right after the danger."""
    sentences = [str(sentence.text) for sentence in help_.human]
    return {"messages": sentences} if sentences else {}


def _contents() -> Contents:
    own = {"messages": TEXTS, "about": ABOUT.schema, "notices": TEXTS}
    return Contents(own=own, optional=frozenset(own), packs=help_schemas())


HELP_TOOL = Tool(
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
    answer=_answer,
    contents=_contents,
)
