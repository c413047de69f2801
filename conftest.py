"""Make every example in the docs, the README and the docstrings a test, and watch them all."""

import runpy
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from pathlib import Path
from typing import Any

import pytest
from sybil import Sybil
from sybil.parsers import myst, rest

import takeaction

FLAGS = ELLIPSIS | NORMALIZE_WHITESPACE


def names(namespace: dict[str, Any]) -> None:
    """Give every docstring example the public names and the catalog of all our packs."""
    namespace.update({name: getattr(takeaction, name) for name in takeaction.__all__})
    namespace["catalog"] = takeaction.load()


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


def pytest_configure(config: pytest.Config) -> None:
    """Let nothing in the suite pass in which the library writes, calls out or starts a process."""
    config.pluginmanager.register(WATCH(), "watch")
