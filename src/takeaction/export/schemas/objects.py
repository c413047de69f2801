"""The schemas of objects in answers: of the shapes of their JSON, and of records.

Every key is always there, and null is not known. A text refers to ``TEXT_PART``, which is a string
or an object, as the reader of a schema asks for.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar, Literal, TypedDict, TypeVar, get_type_hints, is_typeddict

import attrs

from takeaction.engine.shapes.parts import (
    Day,
    LinkData,
    MinutesData,
    Moment,
    ReviewedData,
    SourceData,
    TemplateData,
    VerifiedData,
    WebAddress,
)
from takeaction.engine.shapes.shopping import ClaimData, TierData
from takeaction.export.schemas.annotations import Walk, narrowed
from takeaction.export.schemas.docstrings import field_descriptions, first_line, in_json
from takeaction.export.schemas.values import (
    DATED,
    DAY_OF_YEAR,
    DIAL,
    DISPLAY,
    EMAIL,
    HOURS,
    ID,
    KEYWORD,
    YEAR,
    Schema,
    day,
    matching,
    moment,
    web_address,
)
from takeaction.models.action import Minutes, Template
from takeaction.models.goods import Claim, Tier
from takeaction.models.record import (
    ONLY_SEARCHED,
    Link,
    Record,
    RecordId,
    RegionCode,
    Reviewed,
    Source,
    Verified,
    WordId,
)
from takeaction.models.resource import Hours
from takeaction.models.text import SafetyText, Text

TEXT_PART = "Text"
"""The name of the schema of a text."""


class HoursData(TypedDict):
    """The opening hours of a contact.

    Keys:
        text: The hours, such as ``24/7`` or ``Mo-Fr 09:00-17:00``.
        zone: The IANA name of their time zone, or null.
    """

    text: str
    zone: str | None


SHAPES: Mapping[type[Any], Any] = {
    Claim: ClaimData,
    Hours: HoursData,
    Link: LinkData,
    Minutes: MinutesData,
    Reviewed: ReviewedData,
    Source: SourceData,
    Template: TemplateData,
    Tier: TierData,
    Verified: VerifiedData,
}
"""The shapes of the parts of records."""

_RECORD_KEYS: Mapping[str, str] = {
    "kind_of_record": "The kind of the record.",
    "pack": "The id of its pack.",
    "label": "Its name, its title or the text of a sign.",
    "language": "The language of the label.",
}
"""The keys of every record that are no fields, with their descriptions."""

_REGION = matching("[A-Z]{2}(-[A-Z0-9]{1,3})?|[0-9]{3}")
_RECORD_ID = matching(f"{ID}:{ID}")
_WORD_ID = matching(f"({ID}:)?{ID}")
_LOCAL_ID = matching(ID)
_TAG = matching("[a-z]{2,8}(-([A-Z][a-z]{3}|[A-Z]{2}|[0-9]{3}))*")
_FROM_ZERO: Schema = {"type": "integer", "minimum": 0}
_AT_LEAST_ONE: Schema = {"type": "integer", "minimum": 1}
_BASIS_POINTS: Schema = _FROM_ZERO | {"maximum": 10_000}

_RULES: Mapping[str, Schema] = {
    "Added.languages": {"type": "object", "propertyNames": _TAG},
    "Added.regions": {"type": "object", "propertyNames": _REGION},
    "Assessment.looked_at": {"type": "array", "minItems": 2, "maxItems": 2},
    "BasketLine.labels": _RECORD_ID,
    "BasketLine.risks": _RECORD_ID,
    "BasketLine.vendors": _RECORD_ID,
    "Contact.id": _LOCAL_ID,
    "Excluded.minutes": _FROM_ZERO,
    "Hit.score": _FROM_ZERO,
    "Hours.text": matching(HOURS),
    "IdentifiedText.id": _WORD_ID,
    "NextQuestion.id": _LOCAL_ID,
    "also_in": _RECORD_ID,
    "based_in": _REGION,
    "chain": _REGION,
    "code": matching("[a-z_]+([.][a-z_]+)*"),
    "contact": _LOCAL_ID,
    "counted": _RECORD_ID,
    "country": _REGION,
    "dated": matching(DATED),
    "days": matching(DAY_OF_YEAR),
    "decisive": _RECORD_ID,
    "dial": matching(DIAL),
    "dial_region": _REGION,
    "display": matching(DISPLAY),
    "edition": YEAR,
    "email": matching(EMAIL),
    "evidence": web_address(),
    "every": _AT_LEAST_ONE,
    "hours": matching(HOURS),
    "id": _RECORD_ID,
    "input_country": _REGION,
    "instead": _RECORD_ID,
    "interpreter": _TAG,
    "keyword": matching(KEYWORD),
    "language": _TAG,
    "languages": _TAG,
    "made_in": _REGION,
    "matched": matching("[a-z_]+"),
    "max": _AT_LEAST_ONE,
    "memberships": _RECORD_ID,
    "min": _AT_LEAST_ONE,
    "minutes": _AT_LEAST_ONE,
    "pack": _LOCAL_ID,
    "place": _REGION,
    "products": _WORD_ID,
    "rank": _AT_LEAST_ONE,
    "replaced_by": _RECORD_ID,
    "resembles": _RECORD_ID,
    "score": _BASIS_POINTS,
    "ships_to": _REGION,
    "text_language": _TAG,
    "times": _AT_LEAST_ONE,
    "typical": _AT_LEAST_ONE,
    "url": web_address(),
    "via": _REGION,
    "week": _AT_LEAST_ONE,
    "year": YEAR,
    "zone": matching("[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*"),
}
"""The rules for the values of a key: in one shape, or wherever a value has the type of the rule."""


class Objects(Walk):
    """The schemas of objects in answers, by the name of their class without ``Data``."""

    leaves: ClassVar[Mapping[object, Callable[[], Schema]]] = {
        str: lambda: {"type": "string"},
        int: lambda: dict(_FROM_ZERO),
        bool: lambda: {"type": "boolean"},
        date: day,
        Day: day,
        Moment: moment,
        RecordId: lambda: dict(_RECORD_ID),
        RegionCode: lambda: dict(_REGION),
        SafetyText: lambda: {"$ref": TEXT_PART},
        Text: lambda: {"$ref": TEXT_PART},
        TypeVar: lambda: {"$ref": TEXT_PART},
        WebAddress: web_address,
        WordId: lambda: dict(_WORD_ID),
    }
    prefix = ""
    with_null = True

    def name_of(self, model: type[Any]) -> str:
        """Return the name of the schema of a class."""
        return super().name_of(model).removesuffix("Data")

    def reference(self, model: type[Any]) -> Schema:
        """Make the schemas of a class and of all classes inside it; return a reference to it."""
        return super().reference(SHAPES.get(model, model))

    def object_schema(self, model: type[Any]) -> Schema:
        """Return the schema of an object."""
        name = self.name_of(model)
        descriptions = field_descriptions(model)
        if issubclass(model, Record):
            descriptions |= _RECORD_KEYS
        properties = {
            key: narrowed(self.schema(kind), _RULES.get(f"{name}.{key}", _RULES.get(key, {})))
            | {"description": in_json(descriptions[key])}
            for key, kind in _keys(model).items()
        }
        return {
            "type": "object",
            "title": name,
            "description": first_line(model),
            "properties": properties,
            "required": [key for key in properties if key not in _optional_keys(model)],
            "additionalProperties": False,
        }


def _keys(model: type[Any]) -> dict[str, Any]:
    """Return the type of each key of an object."""
    if is_typeddict(model):
        return get_type_hints(model, include_extras=True)
    keys = {field.name: field.type for field in attrs.fields(model)}
    if issubclass(model, Record):
        keys = {name: kind for name, kind in keys.items() if name not in ONLY_SEARCHED}
        keys |= {"kind_of_record": Literal[model.record_kind.value]}
        keys |= {"pack": str, "label": Text, "language": str}
    return keys


def _optional_keys(model: type[Any]) -> frozenset[str]:
    return getattr(model, "__optional_keys__", frozenset())
