"""The built pages of the documentation: the session of nox that builds them names their folder.

Without ``TAKEACTION_SITE`` nothing here is collected.
"""

import os
from pathlib import Path

import pytest

SITE = os.environ.get("TAKEACTION_SITE")

_TESTS = ("pages", "languages", "live", "components")
collect_ignore = [] if SITE else [f"test_{name}.py" for name in _TESTS]


@pytest.fixture(scope="session")
def site(serve_folder):
    return serve_folder(Path(SITE))
