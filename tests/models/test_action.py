"""Actions: their name and their defaults."""

import attrs
import pytest
from hypothesis import given
from make import actions

from takeaction.models.action import Action, Minutes, Slot, Template
from takeaction.models.record import Source
from takeaction.models.text import Text
from takeaction.vocabulary.actions import Age, Cadence, Cost, Mode, Risk, TemplateKind
from takeaction.vocabulary.records import Kind
from takeaction.vocabulary.resources import Purpose

NEEDED = {
    "id": "a:write",
    "source": Source(title="A page"),
    "title": Text("Write a letter"),
    "summary": Text("A letter is read."),
    "steps": (Text("Write it."),),
    "minutes": Minutes(min=5, typical=10, max=60),
    "cadence": Cadence.ONCE,
    "modes": frozenset({Mode.SOLO_ONLINE}),
}


def test_an_action_is_called_by_its_title():
    action = Action(**NEEDED)

    assert action.label is action.title
    assert action.record_kind is Kind.ACTION


def test_an_action_asks_for_nothing_by_default():
    action = Action(**NEEDED)

    assert (action.cost, action.risk) == (Cost.NONE, Risk.NONE)
    assert action.ages == {Age.ADULT}
    assert not action.concern
    assert not action.quiet
    optional = [field.name for field in attrs.fields(Action) if field.name not in NEEDED]
    not_empty = [name for name in optional if getattr(action, name)]
    assert not_empty == ["regions", "status", "verified", "cost", "risk", "ages"]


@pytest.mark.parametrize("field", NEEDED, ids=str)
def test_an_action_needs_its_required_fields(field):
    fields = {name: value for name, value in NEEDED.items() if name != field}

    with pytest.raises(TypeError, match=field):
        Action(**fields)


@given(actions("a-pack"))
def test_drawn_actions_are_as_valid_as_checked_ones(action):
    assert 1 <= action.minutes.min <= action.minutes.typical <= action.minutes.max
    assert action.modes
    assert action.ages
    assert action.pack == "a-pack"


def test_a_slot_without_a_kind_takes_any():
    assert Slot(purpose=Purpose.REPORT).kind is None


def test_a_template_leaves_its_gaps_open():
    template = Template(kind=TemplateKind.LETTER, text=Text("I am [your name], {0.__class__}"))

    assert str(template.text) == "I am [your name], {0.__class__}"
