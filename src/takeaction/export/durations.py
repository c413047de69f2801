"""How long an action takes, in a few words for a list."""

from takeaction.engine.reasons import SlotValue, say
from takeaction.models.action import Minutes
from takeaction.models.text import ShownText


def describe_minutes(minutes: Minutes, language: str) -> ShownText:
    """Return the least and the usual minutes, or the one number where they are the same.

    Args:
        minutes: The minutes of an action.
        language: The language of the words, one of those of the core's own texts.
    """
    if minutes.min == minutes.typical:
        return say("label.minutes", language, {"minutes": minutes.typical})
    slots: dict[str, SlotValue] = {"least": minutes.min, "minutes": minutes.typical}
    return say("label.minutes_from", language, slots)
