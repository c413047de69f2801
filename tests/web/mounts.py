"""Hosts that have the finder under ``/take-action``, each with a client that needs no network."""

import sys
from contextlib import contextmanager
from types import ModuleType

import attrs
import django
from django.conf import empty, settings
from django.core.asgi import get_asgi_application
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from django.urls import clear_url_caches, include, path, set_script_prefix
from fastapi import FastAPI
from flask import Flask
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client
from werkzeug.wrappers import Response

from takeaction.web import asgi, django_urls, flask_blueprint, wsgi

PREFIX = "/take-action"
PROXY = "/app"
APP = "takeaction.web"
ADDRESSES = "tests_web_mounts_addresses"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]


@attrs.frozen
class Host:
    """A client of a host, asked by the paths that a browser sees.

    Attributes:
        client: The client of the framework.
        root: The path of the finder as a browser sees it.
        taken: What a proxy takes from the front of each path.
        how: Further arguments of each request.
    """

    client: object
    root: str
    taken: str = ""
    how: dict = attrs.field(factory=dict)

    def get(self, path):
        return self.client.get(path.removeprefix(self.taken), **self.how)

    def post(self, path, data):
        return self.client.post(path.removeprefix(self.taken), data=data, **self.how)


@contextmanager
def asgi_host(application, proxy, *, is_taken):
    """Give a host of an ASGI application; a proxy takes its own prefix away, or leaves it."""
    with TestClient(application, root_path=proxy) as client:
        yield Host(client, f"{proxy}{PREFIX}", taken=proxy if is_taken else "")


@contextmanager
def wsgi_host(application, proxy):
    """Give a host of a WSGI application; its server gives the prefix of the proxy apart."""
    how = {"base_url": f"http://localhost{proxy}"}
    yield Host(Client(application), f"{proxy}{PREFIX}", taken=proxy, how=how)


@contextmanager
def django_site(urlpatterns=(), **values):
    """Set up a Django site with these addresses and settings, for as long as it is needed."""
    was = settings._wrapped  # noqa: SLF001 - Django has no other way to end them
    if was is empty:
        settings.configure(LOGGING_CONFIG=None, SECRET_KEY=ADDRESSES)
    django.setup()
    module = ModuleType(ADDRESSES)
    module.urlpatterns = list(urlpatterns)
    sys.modules[ADDRESSES] = module
    usual = {
        "ALLOWED_HOSTS": ["*"], "ROOT_URLCONF": ADDRESSES, "SECRET_KEY": "for a test",
        "INSTALLED_APPS": [APP], "MIDDLEWARE": MIDDLEWARE, "LOGGING_CONFIG": None,
        "SESSION_ENGINE": "django.contrib.sessions.backends.signed_cookies",
        "TEMPLATES": [
            {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}
        ],
    }  # fmt: skip
    try:
        with override_settings(**usual), override_settings(**values):
            yield module
    finally:
        settings._wrapped = was  # noqa: SLF001 - likewise
        set_script_prefix("/")
        clear_url_caches()
        del sys.modules[ADDRESSES]


@contextmanager
def fastapi_mount(catalog, site, proxy):
    app = FastAPI()
    app.mount(PREFIX, asgi(catalog, site))
    with asgi_host(app, proxy, is_taken=True) as host:
        yield host


@contextmanager
def starlette_mount(catalog, site, proxy):
    app = Starlette(routes=[Mount(PREFIX, asgi(catalog, site))])
    with asgi_host(app, proxy, is_taken=False) as host:
        yield host


@contextmanager
def flask_mount(catalog, site, proxy):
    app = Flask("host")
    app.register_blueprint(flask_blueprint(catalog, site), url_prefix=PREFIX)
    with wsgi_host(app, proxy) as host:
        yield host


@contextmanager
def dispatched_mount(catalog, site, proxy):
    application = DispatcherMiddleware(Response("host"), {PREFIX: wsgi(catalog, site)})
    with wsgi_host(application, proxy) as host:
        yield host


@contextmanager
def django_mount(catalog, site, proxy):
    with (
        django_site([path("take-action/", include(django_urls(catalog, site)))]),
        wsgi_host(get_wsgi_application(), proxy) as host,
    ):
        yield host


@contextmanager
def django_nested_mount(catalog, site, proxy):
    """Include its addresses in those of an app with a namespace, below a part that varies."""
    finder = path("take-action/", include(django_urls(catalog, site)))
    charity = path("<slug:town>/", include(([finder], "charity")))
    with django_site([charity]), wsgi_host(get_wsgi_application(), proxy) as host:
        yield attrs.evolve(host, root=f"{proxy}/leeds{PREFIX}")


@contextmanager
def django_forced_mount(catalog, site, proxy):
    urlpatterns = [path("take-action/", include(django_urls(catalog, site)))]
    with django_site(urlpatterns, FORCE_SCRIPT_NAME=proxy or None):
        yield Host(Client(get_wsgi_application()), f"{proxy}{PREFIX}", taken=proxy)


@contextmanager
def django_asgi_mount(catalog, site, proxy):
    urlpatterns = [path("take-action/", include(django_urls(catalog, site)))]
    with django_site(urlpatterns):
        client = TestClient(get_asgi_application(), root_path=proxy)
        yield Host(client, f"{proxy}{PREFIX}")


@contextmanager
def django_dispatched_mount(catalog, site, proxy):
    with django_site():
        others, finder = get_asgi_application(), asgi(catalog, site)

        async def application(scope, receive, send):
            root = scope.get("root_path", "") + PREFIX
            if scope["path"].startswith(f"{root}/"):
                await finder({**scope, "root_path": root}, receive, send)
            else:
                await others(scope, receive, send)

        yield Host(TestClient(application, root_path=proxy), f"{proxy}{PREFIX}")


MOUNTS = {
    "FastAPI": fastapi_mount,
    "Starlette": starlette_mount,
    "Flask": flask_mount,
    "a WSGI dispatcher": dispatched_mount,
    "Django": django_mount,
    "Django below a namespace": django_nested_mount,
    "Django with FORCE_SCRIPT_NAME": django_forced_mount,
    "Django by ASGI": django_asgi_mount,
    "in front of Django by ASGI": django_dispatched_mount,
}
"""Each way to mount the finder, by name."""
