"""What runs in a page needs a Python for it: the session of nox that has one names its folder.

Without ``TAKEACTION_RUNTIME`` nothing here is collected.
"""

import os

RUNTIME = os.environ.get("TAKEACTION_RUNTIME")

collect_ignore = [] if RUNTIME else ["test_question_box.py", "test_workbench.py"]
