"""The finder: pages that a host mounts in its site, or serves for a local look."""

from importlib import import_module

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


def __getattr__(name: str) -> object:
    """Import a public name on first use: a host that mounts one face loads no other."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, own_name = _PLACES[name].partition(":")
    return getattr(import_module(f"{__name__}.{module}"), own_name or name)
