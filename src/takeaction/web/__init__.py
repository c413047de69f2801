"""The finder: pages that a host mounts in its site, or serves for a local look."""

from importlib import import_module

_PLACES = {
    "Request": "exchange.messages",
    "Response": "exchange.messages",
    "Site": "site",
    "handle": "handling",
    "asgi": "hosts.asgi",
    "wsgi": "hosts.wsgi",
}

__all__ = ["Request", "Response", "Site", "asgi", "handle", "wsgi"]


def __getattr__(name: str) -> object:
    """Import a public name on first use: a host that mounts one face loads no other."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
