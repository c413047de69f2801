"""Dates in words, whatever the locale of the machine."""

from datetime import date

from takeaction.engine.reasons import SlotValue, say


def format_date(day: date, language: str) -> str:
    """Write a date with its weekday in front, such as "Tue 24 Nov".

    Args:
        day: The date; that of one digit has a blank in front, so that columns line up.
        language: One of the languages of the core's own texts.
    """
    slots: dict[str, SlotValue] = {
        "weekday": say(f"day.{day.weekday()}", language),
        "day": f"{day.day:>2}",
        "month": say(f"short.{day.month}", language),
    }
    return say("label.date", language, slots)
