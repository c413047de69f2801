"""The question box needs a Python for the browser: the session of nox that has it names its folder.

Without ``TAKEACTION_RUNTIME`` nothing here is collected.
"""

import os

RUNTIME = os.environ.get("TAKEACTION_RUNTIME")

collect_ignore = [] if RUNTIME else ["test_question_box.py", "test_weight.py"]
