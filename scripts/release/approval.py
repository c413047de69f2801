"""Check that nobody can publish alone: the rules of the repository, as the service has them.

    GH_TOKEN=… python scripts/release/approval.py OWNER/NAME

Whoever publishes can change a phone number. So the environment ``publish`` waits for one of at
least two people who isn't the one that pushed the tag, takes no other branch or tag than those of
releases, and only maintainers push these.
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.request import Request, urlopen

API = "https://api.github.com/repos/"
TAGS = {"refs/tags/v*", "refs/tags/*-20*"}
"""The tags that start the workflow: a test compares them."""

_LEAST_REVIEWERS = 2


def rule_mistakes(
    environment: Mapping[str, Any], rulesets: list[Mapping[str, Any]]
) -> Iterator[str]:
    """Yield each rule that is missing.

    Args:
        environment: The environment ``publish``, as the API describes it.
        rulesets: The rulesets of the repository, each in full.
    """
    rules = {rule["type"]: rule for rule in environment.get("protection_rules", ())}
    approval = rules.get("required_reviewers", {})
    if len(approval.get("reviewers", ())) < _LEAST_REVIEWERS:
        yield "The environment publish has fewer than two reviewers."
    if not approval.get("prevent_self_review"):
        yield "Whoever pushes the tag can approve it: turn on “Prevent self-review”."
    if environment.get("can_admins_bypass", True):
        yield "Administrators can bypass the rules of the environment publish."
    if "branch_policy" not in rules:
        yield "The environment publish takes any branch: let it take the tags of releases alone."
    protected = {
        pattern
        for ruleset in rulesets
        if ruleset.get("target") == "tag" and ruleset.get("enforcement") == "active"
        if {"creation", "update", "deletion"} <= {rule["type"] for rule in ruleset["rules"]}
        for pattern in ruleset["conditions"]["ref_name"]["include"]
    }
    if "~ALL" not in protected:
        for tag in sorted(TAGS - protected):
            yield f"Anybody who can push can push, move or delete a tag like {tag}."


def _ask(path: str) -> Any:  # noqa: ANN401 - any JSON
    headers = {
        "Accept": "application/vnd.github+json",
        "Authorization": f"Bearer {os.environ['GH_TOKEN']}",
    }
    with urlopen(Request(f"{API}{path}", headers=headers), timeout=60) as answer:  # noqa: S310 - https
        return json.load(answer)


def main(repository: str) -> int:
    """Ask the service, and print what is missing."""
    listed = _ask(f"{repository}/rulesets?targets=tag")
    rulesets = [_ask(f"{repository}/rulesets/{ruleset['id']}") for ruleset in listed]
    mistakes = list(rule_mistakes(_ask(f"{repository}/environments/publish"), rulesets))
    for mistake in mistakes:
        print(mistake, file=sys.stderr)
    return 1 if mistakes else 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
