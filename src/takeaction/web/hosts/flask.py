"""A Flask blueprint of the finder."""

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from takeaction.catalog import Catalog
from takeaction.web.hosts.wsgi import wsgi
from takeaction.web.settings import Site

if TYPE_CHECKING:
    from flask import Blueprint, Request

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
"""The methods that reach the finder, which refuses most of them in its own words."""


def blueprint(
    catalog: Catalog, site: Site | None = None, *, contact: str | None = None
) -> "Blueprint":
    """Return a blueprint, to register with ``url_prefix="/take-action"``.

    Its one endpoint is ``takeaction.finder``: ``url_for("takeaction.finder")`` is the first page.

    Args:
        catalog: The records.
        site: The settings of the host; None for the usual ones.
        contact: Who people turn to if an answer did harm: a name and a number. It is required,
            here or in *site*.

    Raises:
        ValueError: Nobody is named, and *site* does not only answer this machine; or a text or an
            origin of *site* is wrong.
    """
    from flask import Blueprint, request
    from werkzeug.wrappers import Response

    application = wsgi(catalog, site, contact=contact)
    pages = Blueprint("takeaction", __name__)

    def finder(path: str = "") -> Response:
        return Response.from_app(application, _environ(request, path))

    for rule in ("/", "/<path:path>"):
        pages.add_url_rule(
            rule,
            "finder",
            finder,
            provide_automatic_options=False,
            methods=_METHODS,
            strict_slashes=False,
        )
    return pages


def _environ(request: "Request", path: str) -> dict[str, object]:
    """Return the environment for the finder, whose mount point is the prefix of the blueprint."""
    from io import BytesIO

    environ = dict(request.environ)
    full = environ.get("PATH_INFO", "")
    below = f"/{path}".encode().decode("latin-1")
    prefix = full.rstrip("/") if path == "" else full.removesuffix(below)
    environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + prefix
    environ["PATH_INFO"] = full.removeprefix(prefix)
    if "form" in vars(request):  # the host has read the body, such as for a token against forgery
        body = urlencode(list(request.form.items(multi=True))).encode()
        environ |= {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))}
    return environ
