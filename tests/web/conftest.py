"""A finder over the shipped packs, and a function that asks it."""

from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest

from takeaction.web import Request, Site, handle

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="session")
def site():
    return Site(name="Harbour Street", contact="Priya Raman, 01632 960 123", country="GB")


@pytest.fixture(scope="session")
def visit(catalog, site):
    """Return a function that asks for a page, by GET, or by POST where it is given a form."""

    def ask(path="/", form=None, *, query="", root="", **headers):
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if form is None:
            request = Request(path=path, query=query, root=root, headers=sent)
        else:
            body = urlencode(form, doseq=True).encode()
            request = Request(
                method="POST",
                path=path,
                query=query,
                root=root,
                headers={**FORM, **sent},
                body=body,
            )
        return handle(catalog, site, request, AT)

    return ask
