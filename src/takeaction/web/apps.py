"""The Django app ``takeaction.web``, and its system checks for ``manage.py check``.

They say what is missing, and what in the settings of a site may tell of a reader.
"""

import os
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Caution

from takeaction.web.hosts.django import configured_site, mounted_finder

_RECORDERS = {
    "ddtrace": "Datadog",
    "debug_toolbar": "Django Debug Toolbar",
    "easyaudit": "Django Easy Audit",
    "elasticapm": "Elastic APM",
    "newrelic": "New Relic",
    "request_logging": "django-request-logging",
    "scout_apm": "Scout",
    "silk": "Silk",
    "tracking": "django-tracking2",
}
"""Packages that write down requests, by the first part of their middleware's path."""


class FinderConfig(AppConfig):
    """The app: it has no model, and adds system checks and template tags."""

    name = "takeaction.web"
    path = os.path.join(os.path.dirname(__file__), "hosts")  # its one template is there
    label = "takeaction"
    verbose_name = "Finder"

    def ready(self) -> None:
        """Register the system checks."""
        register(check_settings, Tags.urls)
        register(check_recorders, Tags.security)
        register(check_deployment, Tags.security, deploy=True)


def check_settings(**_: object) -> list[CheckMessage]:
    """Check that the finder names who is responsible, and has an address."""
    if mounted_finder():
        return []
    try:
        configured_site()
    except ValueError as error:
        is_missing = not getattr(settings, "TAKEACTION", {})
        hint = 'Add TAKEACTION = {"CONTACT": "a name and a number"} to your settings.'
        text = "The finder shows no page: its settings are not complete."
        return [Error(text, hint=hint if is_missing else str(error), id="takeaction.E001")]
    hint = 'Add path("take-action/", include(django_urls())) to your urlpatterns.'
    return [Caution("No address leads to the finder.", hint=hint, id="takeaction.W001")]


def check_recorders(**_: object) -> list[CheckMessage]:
    """Check that no middleware records questions or marks readers."""
    names = {path.partition(".")[0] for path in settings.MIDDLEWARE}
    problems: list[Any] = [
        Caution(
            f"{_RECORDERS[name]} may keep requests, and so what somebody asked the finder.",
            hint="Leave the finder's path out of it, or take it out of MIDDLEWARE.",
            id="takeaction.W002",
        )
        for name in sorted(names & _RECORDERS.keys())
    ]
    if settings.SESSION_SAVE_EVERY_REQUEST:
        hint = "Set SESSION_SAVE_EVERY_REQUEST = False: the finder needs no session."
        text = "Every page sets a cookie, also those of the finder, which promises none."
        problems.append(Caution(text, hint=hint, id="takeaction.W003"))
    return problems


def check_deployment(**_: object) -> list[CheckMessage]:
    """Check the settings of a site that is on the web: for ``manage.py check --deploy``."""
    problems: list[Any] = []
    if settings.DEBUG:
        hint = "Set DEBUG = False: an error page of Django shows what somebody typed."
        problems.append(Caution("The finder runs with DEBUG.", hint=hint, id="takeaction.W004"))
    if not settings.SECURE_SSL_REDIRECT:
        hint = (
            "Set SECURE_SSL_REDIRECT = True. If your proxy leads everybody to https already, add"
            " this warning to SILENCED_SYSTEM_CHECKS."
        )
        text = "Somebody may send a question to the finder without https, for others to read."
        problems.append(Caution(text, hint=hint, id="takeaction.W005"))
    return problems
