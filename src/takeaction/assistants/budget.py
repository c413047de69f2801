"""The length of a result in tokens, and the lists that are cut to keep it short."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from takeaction.assistants.draft import PACK_TEXT, ResultDraft
from takeaction.assistants.rendering import rendered

MAX_TOKENS = 1_500
"""The most tokens of a result that asks for no limit and no details."""

_TOKENS, _BYTES = 4, 13
"""We count 4 tokens for 13 bytes of UTF-8, which is 3.25 bytes for one.

Two tokenizers in public use, o200k and cl100k, made 3.3 to 4.1 bytes of a token in results of every
tool in four languages, so this counts a little too many.
"""


def count_tokens(text: str) -> int:
    """Estimate the tokens of a text from above: 4 for every 13 bytes of UTF-8.

    Example:
        >>> count_tokens("a" * 13), count_tokens("é")
        (4, 1)
    """
    return -(-_TOKENS * len(text.encode("utf-8", "surrogatepass")) // _BYTES)


def compact_json(value: object) -> str:
    """Write plain data as JSON, as short as it can be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@attrs.frozen(kw_only=True)
class Written:
    """A result in its two forms.

    Attributes:
        content: The answer as plain data.
        text: The answer as text.
    """

    content: Mapping[str, Any]
    text: str

    @property
    def is_short(self) -> bool:
        """Whether both forms are short enough."""
        return all(
            count_tokens(form) <= MAX_TOKENS for form in (compact_json(self.content), self.text)
        )


def fit_to_budget(draft: ResultDraft, limit: int | None, *, details: bool) -> Written:
    """Write a draft as a result.

    Args:
        draft: The parts of the result.
        limit: The most members of each list, as the caller wishes; None for the usual number, and
            for fewer where the result would be too long.
        details: Whether the caller asks for details; then nothing is cut for its length.
    """
    numbers = {
        name: min(limit or listing.usual, len(listing.members))
        for name, listing in draft.lists.items()
    }
    written = _written(draft, numbers, details=details)
    if limit is not None or details:
        return written
    for name in _cuts(draft, numbers):
        if written.is_short:
            break
        numbers[name] -= 1
        written = _written(draft, numbers, details=details)
    return written


def _cuts(draft: ResultDraft, numbers: Mapping[str, int]) -> Iterator[str]:
    """Yield the list to cut by one, the last list first; of the first list one member stays."""
    for place, name in reversed(list(enumerate(draft.lists))):
        for _ in range(numbers[name] - (place == 0)):
            yield name


def _written(draft: ResultDraft, numbers: Mapping[str, int], *, details: bool) -> Written:
    shown = {
        name: listing.members[: numbers[name]]
        for name, listing in draft.lists.items()
        if listing.members
    }
    left_out = [
        draft.lists[name].left_out(len(members))
        for name, members in shown.items()
        if len(members) < len(draft.lists[name].members)
    ]
    shown = {name: members for name, members in shown.items() if members}
    content = {
        "danger": draft.danger,
        **draft.own,
        **({"left_out": left_out} if left_out else {}),
        PACK_TEXT: {"read_as": "data", **draft.single, **shown},
    }
    known = {"about": compact_json(draft.own["about"])} if "about" in draft.own else {}
    cut = {"left_out": " / ".join(left_out)} if left_out else {}
    text = rendered(draft.blocks(numbers), known | cut, is_open=details)
    return Written(content=content, text=text)
