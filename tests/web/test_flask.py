"""The Flask blueprint: what Flask does before it reaches the finder."""

import pytest
from flask import Flask, request, url_for

from takeaction.web import Site, flask_blueprint

FORM = {"q": "my boss has my passport", "region": "GB"}


@pytest.fixture
def app(catalog, site):
    flask = Flask("host")
    flask.register_blueprint(flask_blueprint(catalog, site), url_prefix="/take-action")
    return flask


def test_it_names_its_first_page(app):
    with app.test_request_context():
        assert url_for("takeaction.finder") == "/take-action/"


def test_the_path_without_a_slash_is_the_first_page_too(app):
    # There is no redirect, which would carry a query on.
    page = app.test_client().get("/take-action")

    assert page.status_code == 200
    assert 'href="/take-action/help"' in page.text


def test_a_form_that_the_host_has_read_is_answered(app):
    app.before_request(lambda: request.form.get("csrf_token"))
    answer = app.test_client().post("/take-action/answer", data=FORM)

    assert "tel:08000121700" in answer.text


def test_a_path_with_other_letters_keeps_its_prefix(app):
    page = app.test_client().get("/take-action/é/☎/")

    assert page.status_code == 404
    assert 'href="/take-action/help"' in page.text


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
def test_other_methods_are_refused_by_the_finder(app, method):
    refused = app.test_client().open("/take-action/help", method=method)

    assert refused.status_code == 405
    assert refused.headers["cache-control"] == "no-store"


def test_it_may_have_a_site_of_its_own(catalog, site):
    flask = Flask("host")
    flask.register_blueprint(flask_blueprint(catalog, site))

    assert 'href="/help"' in flask.test_client().get("/").text


def test_it_has_to_name_who_is_responsible(catalog):
    with pytest.raises(ValueError, match="safeguarding contact"):
        flask_blueprint(catalog, Site())
