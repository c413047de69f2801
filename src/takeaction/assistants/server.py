"""The server of the Model Context Protocol: tools, records as resources, and prompts.

A client reaches it over standard input and output, or over HTTP on this machine alone. Only this
module knows the SDK.
"""

import json
import logging
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from importlib.metadata import version
from io import StringIO
from typing import Any, TypeAlias

import anyio
import attrs
import mcp_types as types
import uvicorn
from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings
from mcp.shared.exceptions import MCPError
from mcp.shared.message import SessionMessage
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from takeaction.assistants.calling import INSTRUCTIONS, call_tool, failed_result, tool_definitions
from takeaction.assistants.outlines import danger_in
from takeaction.assistants.results import fit_to_budget
from takeaction.assistants.tools import find_record, record_draft
from takeaction.catalog import Catalog
from takeaction.errors import Fields, QueryError, UnknownWordError, refused
from takeaction.models.question.arguments import (
    MAX_MINUTES,
    as_region,
    check_whole_number,
    encodable,
)
from takeaction.models.record import Record
from takeaction.vocabulary.words import nearest

MCP_PATH = "/mcp"
"""The path of the server over HTTP."""

_MOST_BYTES = 100_000
"""The most bytes of a request: the longest call has about 40 kB."""

_NAMES = ("127.0.0.1", "localhost")
"""The names of this machine that a client may use. A page of another site sends another one."""


@contextmanager
def silence() -> Iterator[None]:
    """Log nothing in the block: the SDK logs a message that is no JSON as it came."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def serve_stdio(server: Server[Any]) -> None:
    """Serve one client over standard input and output until it leaves, also without a word."""
    with silence():
        try:
            anyio.run(_serve_stdio, server)
        except* OSError:
            pass  # nobody reads the output any more, or nothing can be read


async def _serve_stdio(server: Server[Any]) -> None:
    # The lines are read here: the SDK never answers one that it can't read.
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    no_lines = anyio.wrap_file(StringIO())
    async with stdio_server(no_lines) as (_, outgoing), anyio.create_task_group() as tasks:
        passing, passed = anyio.create_memory_object_stream[SessionMessage | Exception](0)

        async def read_lines() -> None:
            async with passing:
                async for line in anyio.wrap_file(sys.stdin):
                    message, refusal = _read_message(line)
                    to = passing if refusal is None else outgoing
                    await to.send(SessionMessage(refusal or message))

        tasks.start_soon(read_lines)
        await server.run(passed, outgoing, server.create_initialization_options())
        tasks.cancel_scope.cancel()


def _read_message(line: str) -> tuple[Any, types.JSONRPCError | None]:
    """Read a message with half a character replaced; for what is none, return its refusal.

    Whoever wrote it may be in danger, so the refusal has the emergency notice. It repeats nothing.
    """
    value: Any = None
    message: Any = None
    with suppress(ValueError, RecursionError):
        text = encodable(json.dumps(json.loads(line), ensure_ascii=False))
        value = json.loads(text)
        message = types.jsonrpc_message_adapter.validate_json(text, by_name=False)
    # The SDK takes a request whose id is no number and no text for one that wants no answer.
    if message and not (isinstance(message, types.JSONRPCNotification) and "id" in value):
        return message, None
    number = value.get("id") if isinstance(value, dict) and "method" in value else None
    code = types.PARSE_ERROR if value is None else types.INVALID_REQUEST
    refusal = types.JSONRPCError(
        jsonrpc="2.0",
        id=number if type(number) in {int, str} else None,
        error=_with_notice(code, "That was no JSON-RPC message."),
    )
    return None, refusal


def _with_notice(code: int, problem: str) -> types.ErrorData:
    """Return an error with the emergency notice in front of what is wrong."""
    danger = danger_in(None, "en")
    return types.ErrorData(
        code=code, message=f"{danger['text']} {problem}", data={"danger": danger}
    )


def http_app(server: Server[Any], port: int) -> Starlette:
    """Return the server over HTTP as an ASGI application; it keeps no session.

    A request for another host, or from a page of another origin, is refused: a page on the
    internet can point its own name at this machine (DNS rebinding).

    Args:
        server: The server.
        port: The port that it listens on.
    """
    hosts = [f"{name}:{port}" for name in _NAMES]
    security = TransportSecuritySettings(
        allowed_hosts=hosts, allowed_origins=[f"http://{host}" for host in hosts]
    )
    app = server.streamable_http_app(
        streamable_http_path=MCP_PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=_MOST_BYTES,
        transport_security=security,
    )
    app.add_middleware(_ReadableBodies)
    return app


class _ReadableBodies:
    """Bodies read like the lines of standard input; those that are too long are refused."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with a body that can be read, or refuse it."""
        if scope["type"] != "http" or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        body, is_whole = b"", False
        while not is_whole and len(body) <= _MOST_BYTES:
            part = await receive()
            body += part.get("body", b"")
            is_whole = not part.get("more_body", False)
        is_too_long = len(body) > _MOST_BYTES
        message, refusal = _read_message("" if is_too_long else body.decode("utf-8", "replace"))
        body = (refusal or message).model_dump_json(by_alias=True, exclude_unset=True).encode()
        if refusal is not None:
            status = 413 if is_too_long else 400
            await Response(body, status, media_type="application/json")(scope, receive, send)
            return
        waiting = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive_again() -> Message:
            return waiting.pop() if waiting else await receive()

        await self._app(scope, receive_again, send)


def serve_http(server: Server[Any], listening: Any, port: int) -> None:  # noqa: ANN401 - a socket
    """Serve over HTTP until Ctrl-C, on a socket that listens on a port."""
    config = uvicorn.Config(
        http_app(server, port), log_config=None, log_level="critical", access_log=False
    )
    with silence():
        uvicorn.Server(config).run(sockets=[listening])


# Records as resources: an address for each, and its text.


_PAGE = 100
"""The resources of one page: a list of all has more than a thousand."""

_ADDRESS = re.compile(r"takeaction://([a-z0-9-]+)/([a-z0-9-]+)", re.ASCII)

TEMPLATE = types.ResourceTemplate(
    uri_template="takeaction://{pack}/{record}",
    name="record",
    title="A record",
    description="One record by its pack and its id, such as takeaction://us-hotline/national-hotline.",
)


def list_records(catalog: Catalog, cursor: str | None) -> types.ListResourcesResult:
    """List the records, helplines first, a page at a time.

    Args:
        catalog: The records.
        cursor: The cursor of the page before; None for the first page.

    Raises:
        QueryError: The cursor is none of ours.
    """
    if cursor is not None and not re.fullmatch("[0-9]{1,9}", cursor):
        raise refused("query.text", "text", "cursor")
    start = int(cursor or 0)
    records = list(_records(catalog))
    end = start + _PAGE
    return types.ListResourcesResult(
        resources=[
            types.Resource(
                uri=address_of(record),
                name=record.id,
                title=record.label.pick(("en",)).text,
                mime_type="application/json",
            )
            for record in records[start:end]
        ],
        next_cursor=str(end) if end < len(records) else None,
    )


def _records(catalog: Catalog) -> Iterator[Record]:
    yield from catalog.resources.values()
    yield from catalog.actions.values()
    yield from catalog.indicators.values()
    for records in (catalog.labels, catalog.vendors, catalog.goods, catalog.ratings):
        yield from records.values()


def address_of(record: Record) -> str:
    """Return the address of a record."""
    return f"takeaction://{record.id.replace(':', '/')}"


def read_record(
    catalog: Catalog, address: str, languages: tuple[str, ...], at: datetime | None
) -> types.ReadResourceResult:
    """Read a record, as JSON and as lines of text.

    Raises:
        UnknownWordError: There is no record with this address.
    """
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise UnknownWordError("uri")
    record = find_record(catalog, f"{match[1]}:{match[2]}")
    draft = record_draft(record, languages, at, details=True)
    written = fit_to_budget(draft, None, details=True)
    forms = {
        "application/json": json.dumps(written.content, ensure_ascii=False, indent=1),
        "text/plain": written.text,
    }
    return types.ReadResourceResult(
        contents=[
            types.TextResourceContents(uri=address, mime_type=mime_type, text=text)
            for mime_type, text in forms.items()
        ]
    )


# Prompts for the four questions: a person picks one, and the model knows how to go on.


@attrs.frozen(kw_only=True)
class PromptArgument:
    """An argument of a prompt, written by a person.

    Attributes:
        name: Its name.
        description: Its meaning, for a person.
        read: The function that reads it, so that only a code or a number goes into the text.
    """

    name: str
    description: str
    read: Callable[[str, str], str]


@attrs.frozen(kw_only=True)
class Prompt:
    """A question that a person picks from a menu.

    Attributes:
        name: Its name.
        title: The question, in a person's words.
        description: Its use, for a person.
        arguments: Its arguments; none is required.
        text: The text for the model.
    """

    name: str
    title: str
    description: str
    arguments: Sequence[PromptArgument]
    text: str

    def written(self, values: Mapping[str, str]) -> str:
        """Return the text for a model with the arguments that a person gave.

        Raises:
            QueryError: One of them has no meaning; no text repeats it.
        """
        fields = Fields()
        known = {argument.name: argument for argument in self.arguments}
        given = [
            f"{name} is {fields.read(known[name].read, value, name)}."
            for name, value in values.items()
            if name in known and value
        ]
        fields.raise_wrong()
        return " ".join([self.text, *given])


def find_prompt(name: str) -> Prompt:
    """Return the prompt with a name; a name of none is refused with those that are near."""
    if name not in PROMPTS:
        raise UnknownWordError("name", 0, nearest(name, PROMPTS))
    return PROMPTS[name]


def _read_place(value: str, field: str) -> str:
    return as_region(value, field).code


def _read_minutes(value: str, field: str) -> str:
    if not value.isascii() or not value.isdigit() or len(value) > len(str(MAX_MINUTES)):
        raise refused(f"query.{field}", "number", field, most=MAX_MINUTES)
    return str(check_whole_number(int(value), field, MAX_MINUTES))


_REGION = PromptArgument(name="region", description="A country or a part of it", read=_read_place)
_MINUTES = PromptArgument(name="minutes", description="The minutes you have", read=_read_minutes)

_FIRST = (
    "First say who may read this chat. If I do not name a country, ask for it; a country is enough,"
    " and I need not say more."
)

_PROMPTS = (
    Prompt(
        name="where_is_help",
        title="Where is help?",
        description="Helplines for a place: who answers, who they tell, and the number.",
        arguments=(_REGION,),
        text=(
            f"I want to know where help is. {_FIRST} Call find_help. Give me the danger notice,"
            " then at most three helplines: who answers and any warning before the number, all word"
            " for word, with the date of the evidence. I decide whether to call."
        ),
    ),
    Prompt(
        name="is_it_a_sign",
        title="Is what I saw a sign?",
        description="Signs that you saw yourself, one by one, and the next steps.",
        arguments=(_REGION,),
        text=(
            f"I saw something and wonder whether it is a sign. {_FIRST} Call assess_signs with no"
            " signs, then ask me its questions one by one. Pass only the signs that I say yes to."
            " Tell me the level as a level and never as a fact about a person, then the steps and"
            " the helplines. I will give no names."
        ),
    ),
    Prompt(
        name="what_can_i_do",
        title="What can I do?",
        description="Actions that fit your time and your place.",
        arguments=(_REGION, _MINUTES),
        text=(
            "I want to know what I can do against human trafficking. Ask me for my minutes if I do"
            " not name them, and call recommend_actions. Give me at most three actions, each with"
            " its reason and its safety advice."
        ),
    ),
    Prompt(
        name="what_should_i_buy",
        title="What should I buy?",
        description="Lists, labels and sellers for goods that you want to buy.",
        arguments=(),
        text=(
            "I want to buy something and to know about forced labour and child labour behind it."
            " Ask me for the goods, and call check_purchase. Tell me what lists say with the year,"
            " the limits of each label, and the sellers. Call nothing safe and no brand guilty."
        ),
    ),
)

PROMPTS: Mapping[str, Prompt] = {prompt.name: prompt for prompt in _PROMPTS}
"""The prompts by name."""

# The server: each request of the protocol becomes a call of a function that needs no SDK.


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
        return list_records(self.catalog, params.cursor if params else None)

    async def list_templates(self, _: _Context, __: _Page) -> types.ListResourceTemplatesResult:
        """List the form of an address of a record."""
        return types.ListResourceTemplatesResult(resource_templates=[TEMPLATE])

    async def read_resource(
        self, _: _Context, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        """Read a record."""
        return read_record(self.catalog, str(params.uri), self.languages or ("en",), self.now())

    async def list_prompts(self, _: _Context, __: _Page) -> types.ListPromptsResult:
        """List the prompts."""
        prompts = [
            types.Prompt(
                name=prompt.name,
                title=prompt.title,
                description=prompt.description,
                arguments=[
                    types.PromptArgument(name=one.name, description=one.description, required=False)
                    for one in prompt.arguments
                ],
            )
            for prompt in PROMPTS.values()
        ]
        return types.ListPromptsResult(prompts=prompts)

    async def get_prompt(
        self, _: _Context, params: types.GetPromptRequestParams
    ) -> types.GetPromptResult:
        """Write a prompt."""
        prompt = find_prompt(params.name)
        text = prompt.written(params.arguments or {})
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
    server.middleware[:] = [_answer_or_refuse]
    return server


async def _answer_or_refuse(ctx: _Context, call_next: CallNext) -> HandlerResult:
    """Answer a request; an error, also of the SDK, has the emergency notice and repeats nothing."""
    try:
        return await call_next(ctx)
    except MCPError as error:
        code, problem = error.error.code, error.error.message
    except QueryError as error:
        code, problem = types.INVALID_PARAMS, error.text_in("en")
    except ValueError:  # what pydantic says of wrong parameters holds them
        code, problem = types.INVALID_PARAMS, "Those are no parameters of this request."
    raise MCPError.from_error_data(_with_notice(code, problem))
