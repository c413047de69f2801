"""``takeaction tools``: the definitions of the tools, for programs that call tools."""

import argparse

from takeaction.cli import arguments
from takeaction.cli.terminal import show_json

_FORMATS = ("mcp", "openai", "anthropic")


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction tools``."""
    text = "print the tools for an assistant as JSON, for programs that call tools"
    parser = arguments.add_command(subparsers, "tools", text, run, with_lock=False)
    forms = "mcp: as tools/list has them (the default); openai: functions; anthropic: tools"
    parser.add_argument("--format", choices=_FORMATS, default="mcp", help=forms)


def run(options: argparse.Namespace) -> int:
    """Print the definitions."""
    from takeaction.assistants.calling import tool_definitions

    definitions = tool_definitions(options.format)
    show_json({"tools": definitions} if options.format == "mcp" else definitions)
    return 0
