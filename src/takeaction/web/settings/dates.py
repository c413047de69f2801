"""Dates as a page says them, in its language."""

from takeaction.core_data import language_of
from takeaction.engine.reasons import say
from takeaction.models.record import first_day
from takeaction.web.settings.texts import PageTexts


def day_in_words(day: str, texts: PageTexts) -> str:
    """Return a date in words, such as "11 December 2024".

    Args:
        day: YYYY, YYYY-MM or YYYY-MM-DD; a year, and the words of a source, stay as they are.
        texts: The texts of the page.
    """
    year, *rest = day.split("-")
    if not rest or first_day(day) is None:
        return day
    month = say(f"month.{int(rest[0])}", language_of([texts.language]))
    if len(rest) == 1:
        return texts("date.month", month=month, year=year)
    return texts("date.day", day=int(rest[1]), month=month, year=year)
