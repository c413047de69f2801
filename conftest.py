"""Make a test of every example in the docs, README and docstrings; set the profiles of the laws.

``tests/watching.py`` watches the complete suite.
"""

import runpy
import sys
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from make import our_catalog
from sybil import Sybil
from sybil.parsers import myst, rest

import takeaction

FLAGS = ELLIPSIS | NORMALIZE_WHITESPACE

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("dev", max_examples=50, deadline=None, suppress_health_check=SLOW)
settings.register_profile("same", settings.get_profile("dev"), derandomize=True)
settings.register_profile("gate", settings.get_profile("same"), max_examples=20)
settings.register_profile("nightly", settings.get_profile("same"), max_examples=500)
settings.load_profile("dev")  # the noxfile selects another with --hypothesis-profile


BROAD = (
    *("README.md", "docs/", "tests/hearing/", "tests/hosts/"),
    *("tests/test_golden.py", "tests/test_help_lines.py", "tests/test_privacy.py"),
    *("tests/test_quality.py", "tests/test_same_answer.py", "tests/test_seed.py"),
    *("tests/assistants/test_conversations.py", "tests/engine/test_warming.py"),
    *("tests/engine/hearing/test_lexicon.py", "tests/hostile/test_newcomers.py"),
    *("tests/hostile/test_outputs.py", "tests/hostile/test_terminal.py"),
    *("tests/models/test_clock_changes.py", "tests/packs/test_log.py"),
    *("tests/property/test_assessments.py", "tests/property/test_purchases.py"),
    *("tests/property/test_sheets.py",),
)
"""Tests that ask the whole library: others ask each of its parts, so these cover nothing alone."""

LATE = (
    *("docs/explanation/", "docs/how-to/", "docs/reference/"),
    *("tests/engine/test_warming.py", "tests/test_quality.py"),
    *("tests/hostile/test_disk.py", "tests/hostile/test_found_strangers.py"),
    *("tests/hostile/test_newcomers.py", "tests/hostile/test_withdrawn.py"),
)
"""Tests that take long and rarely fail alone: people don't wait for them at every change."""


def names(namespace: dict[str, Any]) -> None:
    """Give every docstring example the public names and the catalog of all our packs."""
    namespace.update({name: getattr(takeaction, name) for name in takeaction.__all__})
    namespace["catalog"] = our_catalog()


pages = Sybil(
    parsers=[myst.PythonCodeBlockParser(doctest_optionflags=FLAGS), myst.SkipParser()],
    patterns=["*.md"],
)
docstrings = Sybil(
    parsers=[rest.DocTestParser(optionflags=FLAGS)],
    path="src",
    patterns=["*.py"],
    setup=names,
)

pytest_collect_file = (pages + docstrings).pytest()

WATCH = runpy.run_path(str(Path(__file__).parent / "tests" / "watching.py"))["Watch"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests that need no coverage, and those that nobody waits for."""
    for item in items:
        path = item.path.relative_to(config.rootpath).as_posix()
        for marker, files in (("broad", BROAD), ("late", LATE)):
            if path.startswith(files):
                item.add_marker(marker)


def pytest_configure(config: pytest.Config) -> None:
    """Register the watch: a test fails if the library writes, connects or starts a process."""
    config.pluginmanager.register(WATCH(), "watch")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Save what a worker has covered: it is killed ten seconds after its last test."""
    coverage = sys.modules.get("coverage")
    if coverage and hasattr(session.config, "workerinput") and coverage.Coverage.current():
        coverage.Coverage.current().save()
