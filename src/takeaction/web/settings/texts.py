"""The texts of the pages, in the language of the reader; a host may replace any of them."""

import re
from collections.abc import Iterable, Mapping

from takeaction.core_data import LANGUAGES, read
from takeaction.models.text import direction
from takeaction.vocabulary.words import nearest

_SLOT = re.compile(r"\{(\w+)\}")


class PageTexts:
    """The texts of the pages in one language: the first that the reader wants and the pages have.

    Attributes:
        language: The language; English where the pages have none that the reader wants.
        direction: Its direction, as the ``dir`` of HTML has it.
    """

    def __init__(self, languages: Iterable[str], own: Mapping[str, Mapping[str, str]]) -> None:
        wishes = (wish.partition("-")[0] for wish in languages)
        self.language = next((wish for wish in wishes if wish in {*LANGUAGES, *own}), "en")
        self.direction = direction(self.language)
        is_ours = self.language in LANGUAGES
        self._texts: Mapping[str, str] = read(f"pages/{self.language if is_ours else 'en'}")
        self._own: Mapping[str, str] = own.get(self.language, {})

    def __call__(self, code: str, **slots: object) -> str:
        """Return a text with its slots filled; what is in a slot is never read as a text."""
        text = self._own.get(code) or self._texts[code]
        return _SLOT.sub(lambda match: str(slots[match[1]]), text) if slots else text


def check_texts(language: str, own: Mapping[str, str]) -> None:
    """Check that a host's texts replace texts of the pages, with no slot that these lack.

    Raises:
        ValueError: A text or a slot is none of ours, or a language that the pages lack has not all
            of their texts.
    """
    is_ours = language in LANGUAGES
    shipped: Mapping[str, str] = read(f"pages/{language if is_ours else 'en'}")
    lacking = [] if is_ours else [code for code in shipped if not own.get(code)]
    if lacking:
        raise ValueError(
            f"Site(texts=…) has {language!r}, which lacks {len(lacking)} texts, such as"
            f" {lacking[0]!r}. The pages are in {', '.join(LANGUAGES)}; another language needs"
            " every text of takeaction/data/pages/en.json."
        )
    for code, text in own.items():
        if code not in shipped:
            near = " or ".join(nearest(code, shipped))
            hint = f" Did you mean {near}?" if near else ""
            raise ValueError(f"Site(texts=…) has {code!r}, which no page shows.{hint}")
        if not set(_SLOT.findall(text)) <= set(_SLOT.findall(shipped[code])):
            raise ValueError(f"{code!r} can fill no other slot than {shipped[code]!r} has.")
