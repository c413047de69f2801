"""The built pages of the documentation: the session of nox that builds them names their folder.

Without ``TAKEACTION_SITE`` nothing here is collected.
"""

import os
from pathlib import Path

import pytest

SITE = os.environ.get("TAKEACTION_SITE")

collect_ignore = [] if SITE else ["test_pages.py", "test_languages.py", "test_live.py"]


@pytest.fixture(scope="session")
def site(serve_folder):
    """Serve the built pages, and return their address without a slash at the end."""
    return serve_folder(Path(SITE))
