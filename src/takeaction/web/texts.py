"""The texts of the pages, in the language of the reader; a host may replace any of them."""

import re
from collections.abc import Iterable, Mapping

from takeaction.core_data import language_of, read

_SLOT = re.compile(r"\{(\w+)\}")


class PageTexts:
    """The texts of the pages in one language.

    Attributes:
        language: The language.
    """

    def __init__(self, languages: Iterable[str], own: Mapping[str, str] | None = None) -> None:
        self.language = language_of(languages)
        self._texts: Mapping[str, str] = read(f"pages/{self.language}")
        self._own = own or {}

    def __call__(self, code: str, **slots: object) -> str:
        """Return a text with its slots filled; what is in a slot is never read as a text."""
        text = self._own.get(code) or self._texts[code]
        return _SLOT.sub(lambda match: str(slots[match[1]]), text)
