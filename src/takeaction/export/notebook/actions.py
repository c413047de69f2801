"""An action in the notebook's other views: its head, how to keep safe and its steps."""

from takeaction.engine.reasons import say
from takeaction.export.notebook.contacts import folded
from takeaction.export.notebook.markup import Markup, element, joined, listed
from takeaction.export.notebook.reader import Reader
from takeaction.models.action import Action


def action_head(action: Action, reader: Reader, effort: str) -> Markup:
    """Show the title of an action, its effort and its summary."""
    return joined(
        element("p", reader.text(action.title), class_="ta-name"),
        element("p", effort, class_="ta-small"),
        element("p", reader.text(action.summary), class_="ta-text"),
    )


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


def minutes_of(action: Action, reader: Reader) -> str:
    """Return the usual time that an action takes, in words."""
    return say("label.minutes", reader.language, {"minutes": action.minutes.typical})
