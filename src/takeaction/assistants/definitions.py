"""The definitions of the tools as plain data, in the forms that callers of tools read."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias, cast

from takeaction.assistants.tools.listing import TOOLS
from takeaction.assistants.tools.tool import Tool
from takeaction.errors import UnknownWordError
from takeaction.models.question.arguments import check_text
from takeaction.vocabulary.words import nearest

ToolFormat: TypeAlias = Literal["mcp", "openai", "anthropic"]
"""A form of the definitions."""

_HINTS = {
    "readOnlyHint": True,
    "destructiveHint": False,
    "idempotentHint": True,
    "openWorldHint": False,
}
"""Every tool reads the records on this machine and changes nothing."""


def tool_definitions(format: str = "mcp") -> list[dict[str, Any]]:
    """Return the definition of each tool, as plain data.

    Args:
        format: ``mcp`` for the tools of ``tools/list``, ``openai`` for functions of a chat,
            ``anthropic`` for tools of a message.

    Raises:
        UnknownWordError: There is no such format.

    Example:
        >>> [tool["name"] for tool in tool_definitions("anthropic")][:3]
        ['ask', 'find_help', 'recommend_actions']
    """
    if check_text(format, "format") not in _FORMATS:
        raise UnknownWordError("format", 0, nearest(format, _FORMATS))
    write = _FORMATS[cast("ToolFormat", format)]
    return [write(tool) for tool in TOOLS.values()]


def _as_mcp(tool: Tool) -> dict[str, Any]:
    return {
        "name": tool.name,
        "title": tool.title,
        "description": tool.description,
        "inputSchema": tool.input_schema(),
        "outputSchema": tool.output_schema(),
        "annotations": {"title": tool.title, **_HINTS},
    }


def _as_openai(tool: Tool) -> dict[str, Any]:
    function = {
        "name": tool.name,
        "description": tool.description,
        "parameters": tool.input_schema(),
    }
    return {"type": "function", "function": function}


def _as_anthropic(tool: Tool) -> dict[str, Any]:
    return {
        "name": tool.name,
        "description": tool.description,
        "input_schema": tool.input_schema(),
    }


_FORMATS: Mapping[ToolFormat, Callable[[Tool], dict[str, Any]]] = {
    "mcp": _as_mcp,
    "openai": _as_openai,
    "anthropic": _as_anthropic,
}
