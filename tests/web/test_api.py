"""The JSON API: the answers of the library, and errors that repeat nothing."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient
from tests.web.conftest import AT

import takeaction as ta
from takeaction.web import Request, asgi, handle
from takeaction.web.api import QUESTIONS
from takeaction.web.exchange import BODY, QUERY

JSON = {"content-type": "application/json"}
MINE = "my boss has my passport"
PROFILE = {"minutes": 30, "roles": ["teacher"], "region": "GB"}
ASKED = {
    "ask": {"text": MINE, "region": "GB", "languages": ["es"]},
    "find-help": {"query": {"region": "GB"}, "limit": 3},
    "recommend": {"profile": PROFILE, "limit": 5, "languages": ["fr"]},
    "plan": {"profile": PROFILE, "budget": 60, "horizon": "week"},
    "why-not": {"profile": PROFILE, "action_id": None},
    "search": {"text": "hotline", "kinds": ["resource"], "limit": 4},
    "assess": {"observed": [], "region": "GB", "person": "adult"},
    "check-purchase": {"query": {"goods": ["coffee"]}},
    "check-destination": {"region": "TH"},
}
"""One question of each kind; the ids are filled in from the catalog."""


@pytest.fixture(scope="module")
def asked(catalog):
    action, sign = next(iter(catalog.actions)), next(iter(catalog.indicators))
    return {
        **ASKED,
        "why-not": {**ASKED["why-not"], "action_id": action},
        "assess": {**ASKED["assess"], "observed": [sign], "when": {sign: "now"}},
    }


@pytest.fixture(scope="module")
def send(catalog, site):
    def ask(name, body=b"{}", *, method="POST", **parts):
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = Request(
            method=method, path=f"/api/v1/{name}", body=sent, **{"headers": JSON, **parts}
        )
        response = handle(catalog, site, request, AT)
        return response.status, json.loads(response.body)

    return ask


@pytest.fixture(scope="module")
def document(send):
    status, document = send("openapi.json", b"", method="GET", root="/finder")
    assert status == 200
    return document


def _in_python(catalog, name, body):
    function = getattr(ta, name.replace("-", "_"))
    arguments = dict(body)
    if "profile" in arguments:
        arguments["profile"] = ta.Profile(**arguments["profile"])
    if "query" in arguments:
        kind = ta.HelpQuery if name == "find-help" else ta.PurchaseQuery
        arguments["query"] = kind(**arguments["query"])
    return function(catalog, **arguments, at=AT).as_json()


@pytest.mark.parametrize("name", ASKED)
def test_the_same_question_gives_the_answer_that_python_gives(catalog, send, asked, name):
    status, answer = send(name, asked[name])

    assert status == 200
    assert answer == json.loads(json.dumps(_in_python(catalog, name, asked[name])))


@pytest.mark.parametrize("name", ASKED)
def test_the_description_fits_questions_and_answers(send, asked, document, name):
    operation = document["paths"][f"/{name}"]["post"]
    question = operation["requestBody"]["content"]["application/json"]["schema"]
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    shared = {"components": document["components"]}

    assert list(Draft202012Validator({**question, **shared}).iter_errors(asked[name])) == []
    assert (
        list(Draft202012Validator({**answer, **shared}).iter_errors(send(name, asked[name])[1]))
        == []
    )
    assert list(question["properties"]) == list(QUESTIONS[name].arguments)


def test_the_description_says_where_it_is_and_what_it_is_for(document):
    assert document["openapi"] == "3.1.0"
    assert document["servers"] == [{"url": "/finder/api/v1/"}]
    assert document["info"]["title"] == "Finder"
    assert (
        set(document["paths"])
        == {f"/{name}" for name in QUESTIONS}
        == {f"/{name}" for name in ASKED}
    )


def test_the_description_has_each_part_once(document):
    parts = document["components"]
    text = json.dumps(document)
    places = set(re.findall(r'"\$ref": "([^"]+)"', text))

    assert len(text) < 95_000
    assert places == {f"#/components/{kind}/{name}" for kind in parts for name in parts[kind]}
    for schema in parts["schemas"].values():
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(
    ("status", "code", "request_"),
    [
        (400, "request.json", {"name": "ask", "body": b"{"}),
        (400, "request.json", {"name": "ask", "body": b"\xff"}),
        (400, "request.json", {"name": "recommend", "body": b'{"profile": {"minutes": NaN}}'}),
        (400, "request.json", {"name": "ask", "body": b"[" * 16_000}),
        (400, "request.json", {"name": "ask", "query": "text=secret"}),
        (404, "request.path", {"name": "secret"}),
        (405, "request.method", {"name": "ask", "method": "GET"}),
        (405, "request.method", {"name": "ask", "method": "PUT"}),
        (405, "request.method", {"name": "openapi.json"}),
        (413, "request.length", {"name": "ask", "body": b" " * (BODY + 1)}),
        (414, "request.length", {"name": "ask", "query": "x" * (QUERY + 1)}),
        (415, "request.type", {"name": "ask", "headers": {"content-type": "text/plain"}}),
        (
            415,
            "request.type",
            {"name": "ask", "headers": {"content-type": "application/x-www-form-urlencoded"}},
        ),
        (431, "request.headers", {"name": "ask", "headers": {**JSON, "cookie": "x" * 9_000}}),
    ],
)
def test_a_request_that_cannot_be_read_is_refused_as_json(send, status, code, request_):
    got, error = send(**request_)

    assert (got, error["error"]["code"]) == (status, code)
    assert Draft202012Validator(ta.answer_schema("Error")).is_valid(error)
    assert "secret" not in str(error)


@pytest.mark.parametrize(
    ("name", "body", "field"),
    [
        ("ask", {}, "text"),
        ("ask", [], None),
        ("find-help", {}, None),
        ("find-help", {"query": {"region": "GB"}, "limit": 0}, "limit"),
        ("recommend", {"profile": {"minutes": 0}}, "minutes"),
        ("plan", {"profile": PROFILE, "budget": 0}, "budget"),
        ("why-not", {"profile": PROFILE}, "action_id"),
        ("ask", {"text": MINE, "texts": MINE}, None),
    ],
)
def test_a_wrong_question_gets_the_error_of_the_library(send, name, body, field):
    status, error = send(name, body)

    assert (status, error["error"]["field"]) == (400, field)
    assert Draft202012Validator(ta.answer_schema("Error")).is_valid(error)
    assert MINE not in str(error)


def test_several_wrong_fields_are_all_named(send):
    # As in ``--json`` of the command.
    status, error = send("recommend", {"profile": {"minutes": 0, "cost": "xyzzy"}})

    assert status == 400
    assert [each["field"] for each in error["errors"]] == ["minutes", "cost"]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda each: (
        st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=8), each, max_size=3)
    ),
    max_leaves=6,
)


@given(st.data())
def test_no_json_makes_it_fail(send, data):
    name = data.draw(st.sampled_from(sorted(QUESTIONS)))
    arguments = st.sampled_from([*QUESTIONS[name].arguments, "other"])
    body = data.draw(st.dictionaries(arguments, ANYTHING, max_size=4) | ANYTHING)
    status, answer = send(name, {**ASKED[name], **body} if isinstance(body, dict) else body)

    assert status == 200 or (status == 400 and answer["error"]["code"])


def test_it_is_there_under_the_prefix_of_a_host(catalog, site):
    app = Starlette(routes=[Mount("/take-action", asgi(catalog, site))])
    answer = TestClient(app).post("/take-action/api/v1/ask", json={"text": MINE, "region": "GB"})

    assert answer.json()["help"]["lines"]
    assert answer.headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in answer.headers
