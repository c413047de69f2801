"""The texts of the pages, in the language of the reader; a host may replace any of them."""

import re
from collections.abc import Iterable, Mapping

from takeaction.core_data import LANGUAGES, language_of, read
from takeaction.vocabulary.words import nearest

_SLOT = re.compile(r"\{(\w+)\}")


class PageTexts:
    """The texts of the pages in one language.

    Attributes:
        language: The language.
    """

    def __init__(self, languages: Iterable[str], own: Mapping[str, Mapping[str, str]]) -> None:
        self.language = language_of(languages)
        self._texts: Mapping[str, str] = read(f"pages/{self.language}")
        self._own: Mapping[str, str] = own.get(self.language, {})

    def __call__(self, code: str, **slots: object) -> str:
        """Return a text with its slots filled; what is in a slot is never read as a text."""
        text = self._own.get(code) or self._texts[code]
        return _SLOT.sub(lambda match: str(slots[match[1]]), text)


def check_texts(language: str, own: Mapping[str, str]) -> None:
    """Check that a host's texts replace texts of the pages, with no slot that these lack.

    Raises:
        ValueError: A language, a text or a slot is none of ours.
    """
    if language not in LANGUAGES:
        raise ValueError(
            f"Site(texts=…) has {language!r}; the pages are in {', '.join(LANGUAGES)}."
        )
    shipped: Mapping[str, str] = read(f"pages/{language}")
    for code, text in own.items():
        if code not in shipped:
            near = " or ".join(nearest(code, shipped))
            hint = f" Did you mean {near}?" if near else ""
            raise ValueError(f"Site(texts=…) has {code!r}, which no page shows.{hint}")
        if not set(_SLOT.findall(text)) <= set(_SLOT.findall(shipped[code])):
            raise ValueError(f"{code!r} can fill no other slot than {shipped[code]!r} has.")
