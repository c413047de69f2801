"""The result of a tool: plain data, and the same as lines of text."""

from collections.abc import Mapping
from typing import Any

import attrs

from takeaction.assistants.rendering import rendered


@attrs.frozen(kw_only=True, repr=False)
class ToolResult:
    """The answer to a call of a tool.

    Attributes:
        content: The answer as plain data, ready for JSON, in the form of the output schema of the
            tool. Of a call that is refused: ``danger`` and ``errors``.
        is_error: Whether the call is refused.
    """

    content: Mapping[str, Any]
    is_error: bool = False

    @property
    def text(self) -> str:
        """The answer as lines of text, for a model that is shown no plain data."""
        return rendered(self.content)

    def __repr__(self) -> str:
        return f"ToolResult(is_error={self.is_error}, …)"
