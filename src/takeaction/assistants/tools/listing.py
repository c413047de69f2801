"""The list of the tools, in the order in which a model reads them."""

from takeaction.assistants.tools.actions import ACTIONS_TOOL
from takeaction.assistants.tools.asking import ASK_TOOL
from takeaction.assistants.tools.goods import PURCHASE_TOOL
from takeaction.assistants.tools.help import HELP_TOOL
from takeaction.assistants.tools.records import RECORD_TOOL
from takeaction.assistants.tools.searching import SEARCH_TOOL
from takeaction.assistants.tools.signs import SIGNS_TOOL
from takeaction.assistants.tools.tool import Tool
from takeaction.assistants.tools.trips import DESTINATION_TOOL

_IN_ORDER = (
    *(ASK_TOOL, HELP_TOOL, ACTIONS_TOOL, SIGNS_TOOL, PURCHASE_TOOL),
    *(DESTINATION_TOOL, SEARCH_TOOL, RECORD_TOOL),
)

TOOLS: dict[str, Tool] = {tool.name: tool for tool in _IN_ORDER}
"""The tools by name."""
