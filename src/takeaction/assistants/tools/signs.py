"""The tool ``assess_signs``: how worrying the signs are that a person ticked."""

from collections.abc import Mapping
from typing import Any

from takeaction.assistants.draft import ResultDraft, ResultList
from takeaction.assistants.outline import Outline
from takeaction.assistants.outlines import SIGN, danger_of
from takeaction.assistants.parameters import (
    Parameter,
    place_parameter,
    text_parameter,
    word_parameter,
    words_parameter,
)
from takeaction.assistants.tools.help import helplines_schema, list_helplines
from takeaction.assistants.tools.tool import (
    TEXTS,
    Call,
    Contents,
    Tool,
    begun_with,
    cut,
    keys_of,
    lists_of,
    with_ids,
)
from takeaction.engine.signs.assessment import assess
from takeaction.views.blocks import Blocks
from takeaction.views.signs import assessment_blocks
from takeaction.vocabulary.records import Observer
from takeaction.vocabulary.signs import Person, When

_CODES = ("level", "summary", "urgent", "elements", "types", "age_matters")
_LAST = ("steps", "other_help", "disclaimer")
_USUAL_HELPLINES, _USUAL_SIGNS, _USUAL_QUESTIONS = 2, 5, 3
_MOST_SIGNS = 100
_SAID = ("call-emergency", "other-help")
"""Steps that ``danger`` and ``other_help`` say in the same words: each is said once."""

_ASIDE = Outline(keys=("id", "text", "why", "counted"), always=frozenset({"id", "text", "why"}))


def _answer(call: Call) -> ResultDraft:
    names = (parameter.name for parameter in SIGNS_TOOL.parameters[1:])
    given = call.only(*names)
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
    signs = [SIGN.shorten(sign, details=call.details) for sign in plain["reasons"]]
    aside = [_ASIDE.shorten(sign, details=call.details) for sign in plain["set_aside"]]
    questions = plain["next_questions"]

    def blocks(numbers: Mapping[str, int]) -> Blocks:
        lists = {"help": "helplines", "reasons": "signs", "set_aside": "set_aside"}
        most = {key: numbers[name] for key, name in lists.items()} | {"next_questions": 0}
        # In danger no question holds anybody up.
        open_ = () if answer.urgent else answer.next_questions
        texts = [(each.id, each.text) for each in open_]
        asked = with_ids(texts[: numbers["questions"]], "label.might_think", [answer.language])
        return begun_with(answer.help.emergency, (*assessment_blocks(cut(answer, most)), *asked))

    return ResultDraft(
        danger=danger_of(answer.help.emergency, details=call.details),
        own=own,
        lists={
            "helplines": list_helplines(answer.help, _USUAL_HELPLINES, details=call.details),
            "questions": ResultList(members=questions, usual=_USUAL_QUESTIONS, noun="questions"),
            "signs": ResultList(members=signs, usual=_USUAL_SIGNS, noun="signs that count"),
            "set_aside": ResultList(
                members=aside, usual=_USUAL_SIGNS, noun="signs that don't count"
            ),
        },
        blocks=blocks,
    )


def _contents() -> Contents:
    lists = {
        "questions": ("next_questions", Outline(keys=("id", "text"), always=frozenset({"id"}))),
        "signs": ("reasons", SIGN),
        "set_aside": ("set_aside", _ASIDE),
    }
    return Contents(
        own=keys_of("Assessment", *_CODES, *_LAST) | {"caveats": TEXTS},
        packs={"helplines": helplines_schema(), **lists_of("Assessment", lists)},
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

SIGNS_TOOL = Tool(
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
    answer=_answer,
    contents=_contents,
)
