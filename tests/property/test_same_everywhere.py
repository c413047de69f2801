"""The same packs and the same question give the same bytes, in whatever process."""

import os
import subprocess
import sys
from functools import cache

import pytest

pytestmark = pytest.mark.heavy

ASKS = """
import json
import takeaction as ta
from datetime import UTC, datetime
at = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
catalog = ta.load()
me = ta.Profile(minutes=60, skills={"writing", "research"}, roles={"student", "voter"}, region="US")
print(json.dumps(ta.recommend(catalog, me, limit=None, at=at).as_json()))
print(json.dumps(ta.plan(catalog, me, budget=2400, at=at).as_json()))
print(json.dumps(ta.find_help(catalog, ta.HelpQuery("US", "es"), at=at).as_json()))
print(json.dumps([hit.as_json() for hit in ta.search(catalog, "work", limit=100)]))
print(catalog.digest)
"""


@cache
def answers(seed):
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    ran = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", ASKS], env=environment, capture_output=True, text=True, check=True
    )
    return ran.stdout


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_neither_hash_seed_nor_process_changes_an_answer(seed):
    assert answers(seed) == answers("0")
