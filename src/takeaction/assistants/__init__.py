"""The assistants' face: tools that a language model calls, with short answers that it can quote.

The tools need the core alone and know no SDK. ``server`` offers them by the Model Context Protocol;
``tool_definitions`` and ``call_tool`` are for any other program that calls tools.
"""

from typing import TYPE_CHECKING

from takeaction.lazy import names_on_first_use

_PLACES = {
    "INSTRUCTIONS": "calling",
    "ToolResult": "results",
    "call_tool": "calling",
    "tool_definitions": "calling",
}

__all__ = ["INSTRUCTIONS", "ToolResult", "call_tool", "tool_definitions"]

if TYPE_CHECKING:  # The form "as" tells type checkers that a name is exported.
    from takeaction.assistants.calling import INSTRUCTIONS as INSTRUCTIONS
    from takeaction.assistants.calling import call_tool as call_tool
    from takeaction.assistants.calling import tool_definitions as tool_definitions
    from takeaction.assistants.results import ToolResult as ToolResult
else:  # Type checkers do not see this: they would accept any name.
    __getattr__, __dir__ = names_on_first_use(__name__, _PLACES)
