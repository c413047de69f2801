"""The Django app ``takeaction.web.hosts.django``."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from takeaction.web.hosts.django import checks


class FinderConfig(AppConfig):
    """The app: it has no model, and adds system checks and template tags."""

    name = "takeaction.web.hosts.django"
    label = "takeaction"
    verbose_name = "Finder"

    def ready(self) -> None:
        """Register the system checks."""
        register(checks.check_settings, Tags.urls)
        register(checks.check_recorders, Tags.security)
        register(checks.check_deployment, Tags.security, deploy=True)
