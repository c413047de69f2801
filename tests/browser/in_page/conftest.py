"""What runs in a page needs a Python for it: the session of nox that has one names its folder.

Without ``TAKEACTION_RUNTIME`` nothing here is collected.
"""

import os

RUNTIME = os.environ.get("TAKEACTION_RUNTIME")

_NEED_IT = ["test_question_box.py", "test_weight.py", "test_workbench.py"]
collect_ignore = [] if RUNTIME else _NEED_IT
