"""The same catalog and selection give the same bytes, in every process."""

import json
import os
import subprocess
import sys

import pytest

PROGRAM = """\
import json, sys
from collections.abc import Mapping
from datetime import date
from hashlib import sha256

import takeaction
from takeaction.cli.faces.export import FORMATS
from takeaction.export.selection import Selection

catalog = takeaction.load()
digests = {}
for form in FORMATS:
    for words in ({}, {"regions": ["GB"], "languages": ["es", "en"], "kinds": ["resource"]}):
        content = form.write(catalog, Selection(at=date(2026, 11, 28), **words))
        files = content if isinstance(content, Mapping) else {"": content}
        for name, data in files.items():
            digests[f"{form.name} {name} {len(words)}"] = sha256(data).hexdigest()
json.dump(digests, sys.stdout)
"""


def digests(seed):
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    result = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, check=True
    )
    return json.loads(result.stdout)


@pytest.mark.heavy
def test_two_processes_write_the_same_bytes():
    first, second = digests("1"), digests("2")

    assert first == second
    assert len(first) > 20
