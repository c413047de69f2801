"""What all tests share: how long Hypothesis looks, and the catalog of our own packs."""

import os

import pytest
from hypothesis import HealthCheck, settings

import takeaction

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("dev", max_examples=50, deadline=None, suppress_health_check=SLOW)
settings.register_profile(
    "ci", max_examples=200, deadline=None, derandomize=True, suppress_health_check=SLOW
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(scope="session")
def catalog():
    """Return the catalog of the packs that are installed: our own."""
    return takeaction.load()
