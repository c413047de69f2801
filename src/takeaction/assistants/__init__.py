"""The assistants' face: tools that a language model calls, with short answers that it can quote.

The tools need the core alone and know no SDK. ``server`` offers them by the Model Context Protocol;
``tool_definitions`` and ``call_tool`` are for any other program that calls tools.
"""

from importlib import import_module

_PLACES = {
    "INSTRUCTIONS": "calling",
    "ToolResult": "results",
    "call_tool": "calling",
    "tool_definitions": "calling",
}

__all__ = ["INSTRUCTIONS", "ToolResult", "call_tool", "tool_definitions"]


def __getattr__(name: str) -> object:
    """Import a public name on first use."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
