"""The list of the tools, in the order in which a model reads them."""

from takeaction.assistants.tools import (
    actions,
    asking,
    goods,
    help,  # noqa: A004 - the question it answers
    records,
    searching,
    signs,
    trips,
)
from takeaction.assistants.tools.tool import Tool

_MODULES = (asking, help, actions, signs, goods, trips, searching, records)

TOOLS: dict[str, Tool] = {module.TOOL.name: module.TOOL for module in _MODULES}
"""The tools by name."""
