"""An answer as people see it: blocks, and writers for terminals, HTML, Markdown and messages."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # The form "as" tells type checkers that a name is exported.
    from takeaction.views.html import as_html as as_html
    from takeaction.views.markdown import as_markdown as as_markdown
    from takeaction.views.messages import as_messages as as_messages
    from takeaction.views.terminal import as_text as as_text
else:  # Type checkers do not see this function: they would accept any name.

    def __getattr__(name: str) -> object:
        """Load a writer on first use: whoever writes messages loads no HTML."""
        if name not in _PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)


_PLACES = {
    "as_html": "html",
    "as_markdown": "markdown",
    "as_messages": "messages",
    "as_text": "terminal",
}

__all__ = ["as_html", "as_markdown", "as_messages", "as_text"]
