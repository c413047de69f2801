"""Hosts of two packs that look alike."""

import pytest

from takeaction.models.record import Source
from takeaction.models.resource import Resource
from takeaction.models.text import Text
from takeaction.packs.rules.conflicts import look_alike_hosts
from takeaction.vocabulary.records import Status
from takeaction.vocabulary.resources import ResourceKind


def page(id, url, name=None, **fields):
    """Return a resource with a page; each has a name of its own unless another is given."""
    return Resource(
        id=id,
        name=Text(name or id),
        kind=ResourceKind.SITE,
        source=Source(title="A test"),
        url=url,
        **fields,
    )


def reported(*resources):
    return [(record.id, fault.code, fault.problem) for record, fault in look_alike_hosts(resources)]


HELP = "https://help.example.org/"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://he1p.example.org/", None),
        ("https://www.he1p.example.org/page", None),
        ("https://help-example.org/", None),
        ("https://help.example.com/", "a:one"),
    ],
    ids=["letter", "www", "hyphen", "ending-under-one-name"],
)
def test_a_host_that_looks_like_that_of_another_pack_is_reported(url, name):
    ((id, code, problem),) = reported(page("a:one", HELP), page("b:two", url, name))

    assert (id, code) == ("a:one", "url.lookalike")
    assert problem.startswith('"help.example.org" looks like')
    assert problem.endswith("of b:two.")


@pytest.mark.parametrize(
    "other",
    [
        page("b:two", "https://help.example.org/other"),
        page("b:two", "https://help.example.com/"),
        page("b:two", "https://aid.example.org/", "a:one"),
        page("a:two", "https://he1p.example.org/"),
        page("b:two", "https://he1p.example.org/", status=Status.RETIRED),
        page("b:two", None),
    ],
    ids=["same-host", "ending", "other-host-one-name", "one-pack", "retired", "none"],
)
def test_hosts_that_nobody_mistakes_are_not_reported(other):
    assert reported(page("a:one", HELP), other) == []


def test_a_record_that_is_gone_hides_no_host_after_it():
    gone = page("a:gone", "https://aid.example.org/", status=Status.RETIRED)

    found = reported(gone, page("a:one", HELP), page("b:two", "https://he1p.example.org/"))

    assert [id for id, _, _ in found] == ["a:one"]


def test_a_host_of_one_pack_and_of_both_is_compared_with_the_other():
    resources = [
        page("a:one", HELP),
        page("a:two", "https://he1p.example.org/"),
        page("b:one", HELP),
        page("b:two", "https://heip.example.org/"),
    ]

    assert [problem for _, _, problem in reported(*resources)] == [
        '"he1p.example.org" looks like "help.example.org" of b:one.',
        '"he1p.example.org" looks like "heip.example.org" of b:two.',
    ]
