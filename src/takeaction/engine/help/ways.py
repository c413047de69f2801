"""The way to reach somebody in words, such as "text 233733 with the word HELP"."""

from collections.abc import Iterable

from takeaction.core_data import first_language_of
from takeaction.engine.reasons import say
from takeaction.models.resource import Contact
from takeaction.models.text import ShownText, direction, isolated


def how_to_use(contact: Contact, languages: Iterable[str], text_language: str = "en") -> ShownText:
    """Describe the way to use a contact, such as "call 911".

    Args:
        contact: The contact.
        languages: The languages of the words around the number, best first.
        text_language: The language of other text on the line. Where it or the words around the
            number run from right to left, marks keep the digits of the number in order.
    """
    language = first_language_of(languages)
    address = contact.display or contact.email or contact.url or ""
    marked_for = language if direction(language) == "rtl" else text_language
    words = say(f"by.{contact.channel}", language, {"target": isolated(address, marked_for)})
    if not contact.keyword:
        return words
    return say("label.keyword", language, {"words": words, "keyword": contact.keyword})
