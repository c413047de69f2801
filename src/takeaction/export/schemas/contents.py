"""The schemas that are shipped as data, by their name, and the files they are in."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from takeaction.engine.shapes.actions import (
    PlanData,
    RecommendationData,
    RecommendationsData,
    WhyNotData,
)
from takeaction.engine.shapes.help import HelpData, HelpLineData, ReferralData
from takeaction.engine.shapes.parts import WordsData
from takeaction.engine.shapes.plain_words import ReplyData
from takeaction.engine.shapes.search import HitData, HitsData
from takeaction.engine.shapes.shopping import DestinationAdviceData, PurchaseAdviceData
from takeaction.engine.shapes.signs import AssessmentData
from takeaction.export.schemas.annotations import Walk
from takeaction.export.schemas.errors import ErrorData, QueryErrorData
from takeaction.export.schemas.objects import TEXT_PART, Objects
from takeaction.export.schemas.questions import Questions
from takeaction.export.schemas.values import Schema
from takeaction.models.action import Action
from takeaction.models.goods import Good, Label, Rating, Vendor
from takeaction.models.indicator import Indicator
from takeaction.models.question.about import About
from takeaction.models.question.profile import Profile
from takeaction.models.question.queries import HelpQuery, PurchaseQuery
from takeaction.models.resource import Resource

QUESTIONS: tuple[type[Any], ...] = (Profile, HelpQuery, PurchaseQuery, About)
ANSWERS: tuple[Any, ...] = (
    HelpData,
    HelpLineData,
    ReferralData,
    RecommendationsData,
    RecommendationData,
    WhyNotData,
    PlanData,
    AssessmentData,
    PurchaseAdviceData,
    DestinationAdviceData,
    HitsData,
    HitData,
    ReplyData,
    ErrorData,
    QueryErrorData,
)
RECORDS: tuple[type[Any], ...] = (Action, Resource, Indicator, Vendor, Label, Good, Rating)


def shipped_files() -> dict[str, str]:
    """Return the text of each file of ``data/schemas`` by its name, without its ending."""
    objects, questions = Objects(), Questions()
    listed = {
        "questions": _named(questions, QUESTIONS),
        "answers": _named(objects, ANSWERS),
        "records": _named(objects, RECORDS),
    }
    objects.reference(WordsData)
    names = {name for schemas in listed.values() for name in schemas}
    parts = {name: schema for name, schema in objects.parts.items() if name not in names}
    return {
        file: _text(schemas)
        for file, schemas in {**listed, "parts": {TEXT_PART: {"type": "string"}, **parts}}.items()
    }


def _named(walk: Walk, models: Iterable[type[Any]]) -> dict[str, Schema]:
    """Return the schema of each class by its name."""
    for model in models:
        walk.reference(model)
    names = map(walk.name_of, models)
    return {name: walk.parts[name] for name in names}


def _text(schemas: Mapping[str, Schema]) -> str:
    """Write the schemas of a file: one a line, so that a change of one can be read."""
    lines = (f"{_compact(name)}:{_compact(schema)}" for name, schema in sorted(schemas.items()))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
