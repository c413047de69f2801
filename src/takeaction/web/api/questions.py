"""The questions of the API: each is one function of the library and takes the same arguments."""

import inspect
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeAlias

import attrs

from takeaction.catalog.catalog import Catalog
from takeaction.engine.ask.ask import ask
from takeaction.engine.help.referral import find_help
from takeaction.engine.planning.planning import plan
from takeaction.engine.ranking.ranking import recommend
from takeaction.engine.ranking.why_not import why_not
from takeaction.engine.search.search import search
from takeaction.engine.shopping.destination import check_destination
from takeaction.engine.shopping.sourcing import check_purchase
from takeaction.engine.signs.assessment import assess
from takeaction.errors import Fields, refused
from takeaction.models.question.arguments import unknown_keys
from takeaction.models.question.profile import Profile
from takeaction.models.question.queries import HelpQuery, PurchaseQuery

Asked: TypeAlias = type[HelpQuery] | type[Profile] | type[PurchaseQuery]

_OF_THE_HOST = frozenset({"catalog", "at"})
"""The arguments that no request has: the records and the moment are the host's."""


@attrs.frozen
class Asking:
    """A question that the API answers.

    Attributes:
        function: The function of the library.
        answer: The name of the schema of its answer.
        asked: The class that its first argument is read as; None for plain values alone.
    """

    function: Callable[..., Any]
    answer: str
    asked: Asked | None = None

    @property
    def arguments(self) -> Mapping[str, bool]:
        """Whether each argument is required, by name and in order."""
        parameters = inspect.signature(self.function).parameters.values()
        return {
            each.name: each.default is each.empty
            for each in parameters
            if each.name not in _OF_THE_HOST
        }


QUESTIONS: Mapping[str, Asking] = {
    "ask": Asking(ask, "Reply"),
    "find-help": Asking(find_help, "Help", HelpQuery),
    "recommend": Asking(recommend, "Recommendations", Profile),
    "plan": Asking(plan, "Plan", Profile),
    "why-not": Asking(why_not, "WhyNot", Profile),
    "search": Asking(search, "Hits"),
    "assess": Asking(assess, "Assessment"),
    "check-purchase": Asking(check_purchase, "PurchaseAdvice", PurchaseQuery),
    "check-destination": Asking(check_destination, "DestinationAdvice"),
}
"""The questions by the last part of their path."""


def answer(catalog: Catalog, question: Asking, body: object, at: datetime) -> object:
    """Answer a question, as plain data.

    Args:
        catalog: The records.
        question: The question.
        body: The arguments by name; one that is required and missing is refused by its own error.
        at: The moment, aware.

    Raises:
        QueryError: The body is no object, an argument has no meaning, or a name is unknown.
    """
    required = {name: None for name, is_required in question.arguments.items() if is_required}
    if not isinstance(body, Mapping):
        example = "{" + ", ".join(f'"{name}": …' for name in required) + "}"
        raise refused("query.object", "object", None, example=example)
    fields = Fields()
    for error in unknown_keys(body, tuple(question.arguments)):
        fields.add(error)
    fields.raise_wrong(())
    first, *others = question.arguments
    arguments = {**required, **body}
    asked = (
        arguments[first] if question.asked is None else question.asked.from_json(arguments[first])
    )
    named = {name: arguments[name] for name in others if name in arguments}
    plain: object = question.function(catalog, asked, **named, at=at).as_json()
    return plain
