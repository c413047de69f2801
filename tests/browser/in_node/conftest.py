"""Node runs the Python for the browser: the session of nox that has it names its folder.

Without ``TAKEACTION_RUNTIME`` nothing here is collected.
"""

import os

RUNTIME = os.environ.get("TAKEACTION_RUNTIME")

collect_ignore = [] if RUNTIME else ["test_same_answers.py"]
