"""Resources: their name and their defaults."""

import attrs
import pytest

from takeaction.models.record import Source
from takeaction.models.resource import Resource
from takeaction.models.text import Text
from takeaction.vocabulary.records import Kind
from takeaction.vocabulary.resources import ResourceKind

NEEDED = {
    "id": "a:line",
    "source": Source(title="A page"),
    "name": Text("A help line"),
    "kind": ResourceKind.HOTLINE,
}


def test_a_resource_is_called_by_its_name():
    resource = Resource(**NEEDED)

    assert resource.label is resource.name
    assert resource.record_kind is Kind.RESOURCE
    assert resource.kind is ResourceKind.HOTLINE


def test_a_resource_is_no_help_by_default():
    resource = Resource(**NEEDED)

    assert (resource.purposes, resource.contacts, resource.links) == (frozenset(), (), ())
    unknown = ["summary", "only_for", "warning", "operator", "operator_kind"]
    assert [getattr(resource, name) for name in [*unknown, "publisher", "year", "url"]] == [
        None
    ] * 8


def test_an_empty_audience_is_everybody():
    assert Resource(**NEEDED).audience == frozenset()


@pytest.mark.parametrize("field", NEEDED, ids=str)
def test_a_resource_needs_its_required_fields(field):
    fields = {name: value for name, value in NEEDED.items() if name != field}

    with pytest.raises(TypeError, match=field):
        Resource(**fields)


def test_resources_that_differ_in_one_field_are_not_equal():
    resource = Resource(**NEEDED)

    assert attrs.evolve(resource, warning=Text("The police answer.")) != resource
