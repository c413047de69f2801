"""Indicators: their text, strength and observers."""

import pytest

from takeaction.models.indicator import Indicator
from takeaction.models.record import Source
from takeaction.models.text import Text
from takeaction.vocabulary.records import Kind, Observer
from takeaction.vocabulary.signs import (
    AppliesTo,
    Ask,
    Element,
    Exploitation,
    Grade,
    GradeBasis,
    Reading,
)

NEEDED = {
    "id": "a:documents",
    "source": Source(title="A list"),
    "text": Text("Somebody else keeps their documents."),
    "element": Element.MEANS,
    "grade": Grade.STRONG,
    "grade_basis": GradeBasis.ILO_DELPHI,
    "types": frozenset({Exploitation.ANY}),
    "observable_by": frozenset({Observer.SELF, Observer.BYSTANDER}),
    "ask": Ask.NOTICE,
    "reading": Reading.READ,
}


def test_an_indicator_is_called_by_its_text():
    indicator = Indicator(**NEEDED)

    assert indicator.label is indicator.text
    assert indicator.record_kind is Kind.INDICATOR


def test_an_indicator_is_about_anybody_and_no_danger_by_default():
    indicator = Indicator(**NEEDED)

    assert indicator.applies_to is AppliesTo.ANY
    assert not indicator.immediate_danger
    assert (indicator.section, indicator.concept, indicator.child_grade) == (None, None, None)


@pytest.mark.parametrize("field", NEEDED, ids=str)
def test_an_indicator_needs_its_required_fields(field):
    fields = {name: value for name, value in NEEDED.items() if name != field}

    with pytest.raises(TypeError, match=field):
        Indicator(**fields)
