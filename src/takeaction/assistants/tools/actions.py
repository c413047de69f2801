"""The tool ``recommend_actions``."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import attrs

from takeaction.assistants.draft import ResultDraft, ResultList
from takeaction.assistants.outlines import RECOMMENDATION
from takeaction.assistants.parameters import question_parameters
from takeaction.assistants.tools.help import danger_and_first, help_schemas, list_helplines
from takeaction.assistants.tools.tool import TEXTS, Call, Contents, Tool, lists_of
from takeaction.engine.ranking.answer import Recommendation, Recommendations
from takeaction.engine.ranking.ranking import recommend
from takeaction.lazy import computed
from takeaction.models.question.profile import Profile
from takeaction.views.actions import recommendations_blocks
from takeaction.views.blocks import Block
from takeaction.views.help import lines_blocks

_USUAL = 3
_USUAL_HELPLINES = 1


def list_actions(recommendations: Sequence[Recommendation], *, details: bool) -> ResultList:
    """List recommendations, best first."""
    members = [RECOMMENDATION.shorten(one.as_json(), details=details) for one in recommendations]
    return ResultList(members=members, usual=_USUAL, noun="actions")


def notices_above(recommendations: Recommendations) -> dict[str, list[str]]:
    """Return the notices above a list of actions, which may name a helpline."""
    notices = [str(notice.text) for notice in recommendations.notices]
    return {"notices": notices} if notices else {}


ACTION_LISTS = {"actions": ("recommendations", RECOMMENDATION)}
"""The outlines of the lists of recommendations, for their schema."""


def _answer(call: Call) -> ResultDraft:
    given = call.only(*(parameter.name for parameter in ACTIONS_TOOL.parameters))
    profile = Profile.from_json(given)
    answer = recommend(call.catalog, profile, limit=None, languages=call.languages, at=call.at)
    danger, first = danger_and_first(answer.help, details=call.details)
    lists = {
        "helplines": list_helplines(answer.help, _USUAL_HELPLINES, details=call.details),
        "actions": list_actions(answer, details=call.details),
    }
    names = lists if profile.concern else reversed(lists)
    return ResultDraft(
        danger=danger,
        single=notices_above(answer) | first,
        lists={name: lists[name] for name in names},
        blocks=partial(_blocks, answer, is_worried=bool(profile.concern)),
    )


def _blocks(
    answer: Recommendations, numbers: Mapping[str, int], *, is_worried: bool
) -> Iterator[Block]:
    """Yield the view of a list of actions; without a concern one helpline comes last."""
    lines = answer.help[: numbers["helplines"]]
    cut = attrs.evolve(answer[: numbers["actions"]], help=computed(lines))
    yield from recommendations_blocks(cut, has_closing=False)
    if not is_worried:
        yield from lines_blocks(lines, most=len(lines))


def _contents() -> Contents:
    actions_ = lists_of("Recommendations", ACTION_LISTS)
    return Contents(packs={"notices": TEXTS} | help_schemas() | actions_)


ACTIONS_TOOL = Tool(
    name="recommend_actions",
    title="Find actions",
    description=(
        "What a person can do against human trafficking in the time they have, best first, each"
        " with a reason and safety advice. Always give the safety advice with the action."
        " get_record has the steps of an action."
    ),
    parameters=question_parameters(Profile),
    answer=_answer,
    contents=_contents,
)
