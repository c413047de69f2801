"""Old fields are still read, and a warning names the new one."""

import pytest

from takeaction.errors import Outcome
from takeaction.models.record import Source
from takeaction.models.resource import Contact, Disclosure, Resource
from takeaction.models.text import Text
from takeaction.packs.rules.wording import deprecated_faults
from takeaction.vocabulary.closed_words import Serves, Tells
from takeaction.vocabulary.contacts import Channel, SharedWith
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
                'write tells = { child_protection = "…" }, with always, if-you-agree, '
                "danger-or-child or never in it, as the line says itself."
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
