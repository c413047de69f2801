"""The plain way: each person on their own, through ``recommend``. It defines the result."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from takeaction.batch.mapping import FIELDS, SEVERAL
from takeaction.batch.result import Refusal, Status
from takeaction.catalog.catalog import Catalog
from takeaction.engine.ranking.answer import Recommendations
from takeaction.engine.ranking.asker import look_up_asker
from takeaction.engine.ranking.ranking import recommend
from takeaction.errors import QueryError
from takeaction.models.question.profile import Profile
from takeaction.vocabulary.actions import Age
from takeaction.vocabulary.signs import ROLES_OF_THOSE_CONCERNED
from takeaction.vocabulary.words import find_closed_word

Row = tuple[list[dict[str, Any]], str, dict[str, str | None] | None]
"""The actions, the status and the problem of a person."""

NO_CONCERN = ("", "false", "no", "none", "0")
"""The texts of a cell that tell of no concern; any other text does."""


def answer_row(
    catalog: Catalog, cells: Mapping[str, Any], limit: int | None, weights: Mapping[str, int] | None
) -> Row:
    """Return the actions of a person, or the reason why there are none.

    Args:
        catalog: The source of the actions.
        cells: The value of each field that has a column.
        limit: The most actions.
        weights: As for ``recommend``.
    """
    refusal = _refusal(catalog, cells)
    if refusal:
        return [], Status.REFUSED, {"code": refusal[0], "field": refusal[1]}
    try:
        profile = profile_of(cells)
        answer = recommend(catalog, profile, limit=limit, weights=weights)
    except QueryError as error:
        first = min(error.errors, key=lambda each: FIELDS.index(each.field or "minutes"))
        return [], Status.BROKEN, {"code": first.code, "field": first.field}
    if not answer:
        gate = max(answer.excluded, key=answer.excluded.__getitem__)
        return [], Status.EMPTY, {"code": f"gate.{gate}", "field": None}
    return list(_listed(answer)), Status.OK, None


def _listed(answer: Recommendations) -> Iterator[dict[str, Any]]:
    for each in answer:
        reasons = [{"code": reason.code, "points": reason.points} for reason in each.reasons]
        facts = {"action": each.action.id, "score": each.score, "moved": each.moved}
        yield {**facts, "reasons": reasons}


def profile_of(cells: Mapping[str, Any]) -> Profile:
    """Return the profile of a row; an empty cell is a field that was left out.

    Raises:
        QueryError: A cell has no meaning.
    """
    values = {field: _value(field, cell) for field, cell in cells.items() if field != "concern"}
    given = {field: value for field, value in values.items() if value not in (None, "", [])}
    return Profile(**{"minutes": None, **given})


def _value(field: str, cell: Any) -> Any:  # noqa: ANN401 - the values of a table
    if isinstance(cell, str):
        text = cell.strip()
        if field == "minutes":
            return int(text) if text.isascii() and text.isdigit() else text
        return words_in(text) if field in SEVERAL else text
    if field == "minutes" and isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if field == "region" and isinstance(cell, int):
        return f"{cell:03}"
    return cell


def words_in(text: str) -> list[str]:
    """Return the words of a cell, between which ``;`` stands."""
    return [word for word in map(str.strip, text.split(";")) if word]


def _refusal(catalog: Catalog, cells: Mapping[str, Any]) -> tuple[Refusal, str] | None:
    """Return why a row may not be in a table of people, and the field that says so; or None."""
    concern = cells.get("concern")
    if isinstance(concern, str):
        concern = concern.strip().casefold() not in NO_CONCERN
    if concern:
        return Refusal.CONCERN, "concern"
    roles = _roles(catalog, _value("roles", cells.get("roles")) or ())
    if roles & ROLES_OF_THOSE_CONCERNED:
        return Refusal.ROLE, "roles"
    if "youth" in roles:
        return Refusal.AGE, "roles"
    age = cells.get("age")
    if isinstance(age, str) and find_closed_word(Age, age) in (Age.CHILD, Age.YOUTH):
        return Refusal.AGE, "age"
    return None


def _roles(catalog: Catalog, words: Iterable[object]) -> set[str]:
    roles: set[str] = set()
    for word in words:
        try:
            profile = Profile(minutes=1, roles=[word])  # type: ignore[list-item]
            roles |= look_up_asker(catalog, profile).own_roles
        except QueryError:
            continue
    return roles
