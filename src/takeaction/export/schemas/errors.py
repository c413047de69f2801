"""The JSON of refused questions, as types."""

from typing import NotRequired, TypedDict


class QueryErrorData(TypedDict):
    """A question that makes no sense, or a wrong field of one.

    Keys:
        code: The kind of error, stable, such as ``query.minutes``.
        text: The problem and what to write instead, in the language of the question.
        field: The field that is wrong, or null.
        nearest: Up to three words that the person may have meant; usually empty.
        emergency: What to do in danger, where a question for help was not understood: show it
            above the error. Null for other questions, and for each of several wrong fields.
    """

    code: str
    text: str
    field: str | None
    nearest: list[str]
    emergency: str | None


class ErrorData(TypedDict):
    """The output of a command that refuses a call with ``--json``.

    Keys:
        error: The error; of several the first, with the texts of all.
        errors: Every wrong field, if there are several.
    """

    error: QueryErrorData
    errors: NotRequired[list[QueryErrorData]]
