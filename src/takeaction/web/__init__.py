"""The finder: pages that a host mounts in its site, or serves for a local look."""

from typing import TYPE_CHECKING

from takeaction.lazy import names_on_first_use

_PLACES = {
    "Request": "exchange",
    "Response": "exchange",
    "Site": "settings",
    "handle": "handling",
    "asgi": "hosts.asgi",
    "wsgi": "hosts.wsgi",
    "flask_blueprint": "hosts.flask:blueprint",
    "django_urls": "hosts.django:urls",
}

__all__ = [
    "Request",
    "Response",
    "Site",
    "asgi",
    "django_urls",
    "flask_blueprint",
    "handle",
    "wsgi",
]

if TYPE_CHECKING:  # The form "as" tells type checkers that a name is exported.
    from takeaction.web.exchange import Request as Request
    from takeaction.web.exchange import Response as Response
    from takeaction.web.handling import handle as handle
    from takeaction.web.hosts.asgi import asgi as asgi
    from takeaction.web.hosts.django import urls as django_urls
    from takeaction.web.hosts.flask import blueprint as flask_blueprint
    from takeaction.web.hosts.wsgi import wsgi as wsgi
    from takeaction.web.settings import Site as Site
else:  # Type checkers do not see this: they would accept any name.
    # A host that mounts one face loads no other.
    __getattr__, __dir__ = names_on_first_use(__name__, _PLACES)
