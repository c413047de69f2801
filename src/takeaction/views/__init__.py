"""An answer as people see it: blocks, and writers for terminals, HTML, Markdown and messages."""

from typing import TYPE_CHECKING

from takeaction.lazy import names_on_first_use

_PLACES = {
    "as_html": "html",
    "as_markdown": "markdown",
    "as_messages": "messages",
    "as_text": "terminal",
}

__all__ = ["as_html", "as_markdown", "as_messages", "as_text"]

if TYPE_CHECKING:  # The form "as" tells type checkers that a name is exported.
    from takeaction.views.html import as_html as as_html
    from takeaction.views.markdown import as_markdown as as_markdown
    from takeaction.views.messages import as_messages as as_messages
    from takeaction.views.terminal import as_text as as_text
else:  # Type checkers do not see this: they would accept any name.
    # Whoever writes messages loads no HTML.
    __getattr__, __dir__ = names_on_first_use(__name__, _PLACES)
