"""The server: each request of the protocol becomes a call of a function that needs no SDK."""

from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from typing import Any, TypeAlias

import attrs
import mcp_types as types
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError

from takeaction.assistants.calling import call_tool, failed_result
from takeaction.assistants.definitions import tool_definitions
from takeaction.assistants.instructions import INSTRUCTIONS
from takeaction.assistants.prompts import PROMPTS, Prompt, find_prompt
from takeaction.assistants.server.resources import TEMPLATE, list_records, read_record
from takeaction.catalog.catalog import Catalog
from takeaction.errors import QueryError

_Context: TypeAlias = ServerRequestContext[Any]
_Page: TypeAlias = types.PaginatedRequestParams | None


@attrs.frozen(kw_only=True)
class Answering:
    """The source of the server's answers.

    Attributes:
        catalog: The records.
        now: The function that returns the moment of a call.
        languages: The languages to answer in where a call names none; empty for the tool's own.
    """

    catalog: Catalog
    now: Callable[[], datetime]
    languages: tuple[str, ...] = ()

    async def list_tools(self, _: _Context, __: _Page) -> types.ListToolsResult:
        """List the tools."""
        tools = [types.Tool.model_validate(definition) for definition in tool_definitions()]
        return types.ListToolsResult(tools=tools)

    async def call_tool(
        self, _: _Context, params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        """Answer a call; a refused one has no structured content, which no schema describes."""
        arguments: dict[str, Any] = params.arguments or {}
        if self.languages:
            arguments = {"languages": list(self.languages), **arguments}
        try:
            result = call_tool(self.catalog, params.name, arguments, at=self.now())
        except Exception:  # noqa: BLE001 - whoever is in danger gets the notice in spite of a bug
            result = failed_result()
        return types.CallToolResult(
            content=[types.TextContent(text=result.text)],
            structured_content=None if result.is_error else result.content,
            is_error=result.is_error,
        )

    async def list_resources(self, _: _Context, params: _Page) -> types.ListResourcesResult:
        """List a page of the records."""
        try:
            return list_records(self.catalog, params.cursor if params else None)
        except QueryError as error:
            raise _refused(error) from None

    async def list_templates(self, _: _Context, __: _Page) -> types.ListResourceTemplatesResult:
        """List the form of an address of a record."""
        return types.ListResourceTemplatesResult(resource_templates=[TEMPLATE])

    async def read_resource(
        self, _: _Context, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        """Read a record."""
        try:
            return read_record(self.catalog, str(params.uri), self.languages or ("en",), self.now())
        except QueryError as error:
            raise _refused(error) from None

    async def list_prompts(self, _: _Context, __: _Page) -> types.ListPromptsResult:
        """List the prompts."""
        return types.ListPromptsResult(prompts=[_as_prompt(one) for one in PROMPTS.values()])

    async def get_prompt(
        self, _: _Context, params: types.GetPromptRequestParams
    ) -> types.GetPromptResult:
        """Write a prompt."""
        try:
            prompt = find_prompt(params.name)
            text = prompt.written(params.arguments or {})
        except QueryError as error:
            raise _refused(error) from None
        message = types.PromptMessage(role="user", content=types.TextContent(text=text))
        return types.GetPromptResult(description=prompt.description, messages=[message])


def build_server(answering: Answering) -> Server[Any]:
    """Build the server. It traces nothing: a trace would hold the name that a client wrote."""
    server: Server[Any] = Server(
        "takeaction",
        version=version("takeaction"),
        title="takeaction: answers about human trafficking",
        instructions=INSTRUCTIONS,
        on_list_tools=answering.list_tools,
        on_call_tool=answering.call_tool,
        on_list_resources=answering.list_resources,
        on_list_resource_templates=answering.list_templates,
        on_read_resource=answering.read_resource,
        on_list_prompts=answering.list_prompts,
        on_get_prompt=answering.get_prompt,
    )
    server.middleware.clear()
    return server


def _as_prompt(prompt: Prompt) -> types.Prompt:
    arguments = [
        types.PromptArgument(name=one.name, description=one.description, required=False)
        for one in prompt.arguments
    ]
    return types.Prompt(
        name=prompt.name,
        title=prompt.title,
        description=prompt.description,
        arguments=arguments,
    )


def _refused(error: QueryError) -> MCPError:
    """Return the error of the protocol for a request that makes no sense; it repeats nothing."""
    return MCPError(types.INVALID_PARAMS, error.text_in("en"))
