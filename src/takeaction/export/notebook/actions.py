"""An action on its record: how to keep safe, and its steps."""

from takeaction.export.notebook.contacts import folded
from takeaction.export.notebook.markup import Markup, element, listed
from takeaction.export.notebook.reader import Reader
from takeaction.models.action import Action


def keep_safe(action: Action, reader: Reader) -> Markup | None:
    """Show the safety lines of an action, which are never folded away."""
    lines = listed("ul", [reader.text(text) for text in action.safety])
    if lines is None:
        return None
    return element("div", element("p", reader.say("label.keep_safe")), lines, class_="ta-care")


def how_to(action: Action, reader: Reader) -> Markup | None:
    """Show the steps of an action, which open with a click."""
    steps = listed("ol", [reader.text(step) for step in action.steps])
    return folded(reader.say("label.how"), steps) if steps else None
