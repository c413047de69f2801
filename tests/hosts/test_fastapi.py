"""FastAPI with our schemas: its OpenAPI names every field of a question and of its answer."""

from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator
from pydantic import RootModel

import takeaction as ta


class Shape(RootModel[dict[str, Any]]):
    """A body of JSON that OpenAPI describes by our schema of the same name."""

    @classmethod
    def __get_pydantic_json_schema__(cls, *_: object) -> dict[str, Any]:
        """Return our schema; the keys with a dollar mean nothing inside another document."""
        schema = ta.answer_schema(cls.__name__, translations="apart")
        return {key: value for key, value in schema.items() if not key.startswith("$")}


class Profile(Shape):
    """A question about actions."""


class HelpQuery(Shape):
    """A question about help."""


class Recommendations(Shape):
    """An answer about actions."""


class Help(Shape):
    """An answer about help."""


def create_app(catalog: ta.Catalog) -> FastAPI:
    app = FastAPI()

    @app.exception_handler(RequestValidationError)
    def not_read(_: Request, error: RequestValidationError) -> JSONResponse:
        del error  # FastAPI's own answer repeats the body
        return JSONResponse({"error": "The question cannot be read."}, 400)

    @app.exception_handler(ta.QueryError)
    def not_understood(_: Request, error: ta.QueryError) -> JSONResponse:
        return JSONResponse({"error": str(error)}, 400)

    @app.post("/actions")
    def actions(question: Profile) -> Recommendations:
        profile = ta.Profile.from_json(question.root)
        answer = ta.recommend(catalog, profile, limit=3, at=datetime.now(UTC))
        return Recommendations(answer.as_json(translations="apart"))

    @app.post("/help")
    def help_lines(question: HelpQuery) -> Help:
        query = ta.HelpQuery.from_json(question.root)
        answer = ta.find_help(catalog, query, languages=["es"], at=datetime.now(UTC))
        return Help(answer.as_json(translations="apart"))

    return app


@pytest.fixture(scope="module")
def client(catalog):
    return TestClient(create_app(catalog))


def keys(schema, path=""):
    if isinstance(schema, list):
        for part in schema:
            yield from keys(part, path)
    elif isinstance(schema, dict):
        for key, part in schema.get("properties", {}).items():
            yield f"{path}/{key}"
            yield from keys(part, f"{path}/{key}")
        for inner in ("items", "anyOf"):
            yield from keys(schema.get(inner), path)


@pytest.mark.parametrize("name", ["Profile", "HelpQuery", "Recommendations", "Help"])
def test_openapi_names_every_field(client, name):
    described = client.get("/openapi.json").json()["components"]["schemas"][name]

    ours = ta.answer_schema(name, translations="apart")
    assert sorted(keys(described)) == sorted(keys(ours))
    assert described["description"] == ours["description"]


def test_openapi_names_the_language_of_a_warning(client):
    schemas = client.get("/openapi.json").json()["components"]["schemas"]

    assert "/lines/ways/warning/language" in keys(schemas["Help"])
    assert "/recommendations/finds/line/ways/hours" in keys(schemas["Recommendations"])


@pytest.mark.parametrize(
    ("path", "question", "name"),
    [
        (
            "/actions",
            {"minutes": 30, "skills": ["writing"], "languages": ["es"]},
            "Recommendations",
        ),
        ("/help", {"region": "US-TX", "language": "es"}, "Help"),
    ],
)
def test_an_answer_is_what_openapi_says(client, path, question, name):
    document = client.get("/openapi.json").json()
    answer = client.post(path, json=question)

    assert answer.status_code == 200
    Draft202012Validator(document["components"]["schemas"][name]).validate(answer.json())


@pytest.mark.parametrize(
    "body", ["null", "5", '"minutes"', "[]", "{}", '{"minutes": "s3cret"}', '{"s3cret": 1}', "{"]
)
def test_a_wrong_body_is_refused_and_not_repeated(client, body):
    answer = client.post("/actions", content=body, headers={"content-type": "application/json"})

    assert answer.status_code == 400
    assert "s3cret" not in answer.text
