"""Old fields are still read, and a warning names the new one."""

import attrs
import pytest

from takeaction.errors import Outcome
from takeaction.models.record import Source
from takeaction.models.resource import Contact, Disclosure, Resource
from takeaction.models.text import Text
from takeaction.packs.rules.wording import deprecated_faults
from takeaction.packs.structuring import model_of
from takeaction.value import Value, facts
from takeaction.vocabulary.closed_words import Serves, Tells
from takeaction.vocabulary.contacts import Channel, SharedWith
from takeaction.vocabulary.records import Kind
from takeaction.vocabulary.resources import Audience, Purpose, ResourceKind

CHILD_LINE = {"purposes": frozenset({Purpose.CHILD})}
POLICE = frozenset({SharedWith.POLICE})


def line(*, contact=None, **fields):
    return Resource(
        id="a:line",
        source=Source(title="A page"),
        name=Text("A line"),
        kind=ResourceKind.HOTLINE,
        contacts=(Contact(channel=Channel.CHAT, id="chat", **(contact or {})),),
        **fields,
    )


@pytest.mark.parametrize(
    ("resource", "field", "fix"),
    [
        (
            line(audience=frozenset({Audience.CHILD, Audience.BYSTANDER}), **CHILD_LINE),
            "audience",
            'write serves = ["children", "worried-adults", "young-people"].',
        ),
        (
            line(audience=frozenset({Audience.WORKER})),
            "audience",
            "remove it, or write serves if it turns others away.",
        ),
        (
            line(audience=frozenset({Audience.CHILD}), serves=frozenset({Serves.WOMEN})),
            "audience",
            "remove audience.",
        ),
        (
            line(contact={"shares_with": frozenset({SharedWith.CHILD_PROTECTION})}),
            "contacts[0].shares_with",
            (
                'write tells = { child_protection = "…" }, with always, in-danger, '
                "danger-or-child, if-you-agree or never in it, as the line says itself."
            ),
        ),
        (
            line(contact={"shares_with": POLICE, "tells": Disclosure(police=Tells.ALWAYS)}),
            "contacts[0].shares_with",
            "remove shares_with.",
        ),
    ],
    ids=["for-children", "for-workers", "beside-serves", "shares-with", "beside-tells"],
)
def test_an_old_field_is_a_warning_that_says_what_to_write(resource, field, fix):
    (fault,) = deprecated_faults(resource)

    assert (fault.code, fault.outcome) == ("shape.deprecated", Outcome.WARN)
    assert (fault.field, fault.fix) == (field, fix)


def test_new_fields_are_no_mistake():
    contact = {"tells": Disclosure(police=Tells.NEVER)}

    assert [*deprecated_faults(line(serves=frozenset({Serves.WOMEN}), contact=contact))] == []


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Part(Value):
    """A part of a record.

    Attributes:
        new: The new field.
        old: The old one.
    """

    new: str = ""
    old: str = attrs.field(default="", metadata=facts(deprecated="new"))


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Whole(Value):
    """A record with parts."""

    part: Part | None = None
    parts: tuple[Part, ...] = ()


@pytest.mark.parametrize(
    ("whole", "field", "fix"),
    [
        (Whole(part=Part(old="x")), "part.old", "write new."),
        (Whole(parts=(Part(), Part(old="x", new="y"))), "parts[1].old", "remove old."),
    ],
    ids=["alone", "beside"],
)
def test_any_field_of_any_part_is_deprecated_by_one_word(whole, field, fix):
    (fault,) = deprecated_faults(whole)

    assert (fault.field, fault.fix) == (field, fix)
    assert [*deprecated_faults(Whole(part=Part(new="y")))] == []


def test_the_replacement_of_a_deprecated_field_is_beside_it():
    wrong = [
        (model.__name__, field.name)
        for model in {*map(model_of, Kind), Contact}
        for field in attrs.fields(model)
        if (new := field.metadata.get("deprecated")) and new not in attrs.fields_dict(model)
    ]

    assert wrong == []
