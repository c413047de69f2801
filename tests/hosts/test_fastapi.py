"""FastAPI with our schemas: its OpenAPI names every field of a question and of its answer."""

from typing import Annotated, Any

import pytest
from fastapi import Body, FastAPI
from fastapi.testclient import TestClient
from pydantic import WithJsonSchema

import takeaction as ta


def model(name, **form):
    """Return the type of a body: a dict that OpenAPI describes by our schema of that name."""
    schema = ta.answer_schema(name, **form)
    described = {key: part for key, part in schema.items() if not key.startswith("$")}
    return Annotated[dict[str, Any], WithJsonSchema(described)]


def create_app(catalog):
    """Return an app that answers two questions."""
    app = FastAPI()

    @app.post("/actions", response_model=model("Recommendations"))
    def actions(question: Annotated[model("Profile"), Body()]):
        profile = ta.Profile(**question)
        return ta.recommend(catalog, profile, limit=3).as_json()

    @app.post("/help", response_model=model("Help", translations="apart"))
    def help_lines(question: Annotated[model("HelpQuery"), Body()]):
        return ta.find_help(catalog, ta.HelpQuery(**question)).as_json()

    return app


@pytest.fixture(scope="module")
def client():
    """Return a client of the app, in this process."""
    return TestClient(create_app(ta.load()))
