"""Places in Chinese letters, which have no blanks between words."""

from collections.abc import Iterator

from takeaction.engine.hearing.mentions.mention import Mention, only_code
from takeaction.engine.hearing.mentions.written_words import CHINESE
from takeaction.models import region

_PREPOSITIONS = {
    "在": "in",
    "驻": "in",
    "从": "from",
    "自": "from",
    "是": "from",
    "去": "to",
    "到": "to",
}
"""Letters before a place in Chinese letters, each with the English word that means the same."""

_PEOPLE = (
    "驻",
    "人",
    "籍",
    "新娘",
    "看护",
    "看護",
    "外劳",
    "外勞",
    "移工",
    "大使",
    "领事",
    "老板",
)
"""Letters after the name of a country that make it that of its people, or of their envoys."""

_LONGEST_NAME = 8
"""The letters of the longest name of a place."""


def mentions_in_chinese(text: str) -> Iterator[Mention]:
    """Yield the places in Chinese letters, which have no blanks between words."""
    for run in CHINESE.finditer(text):
        start = run.start()
        while start < run.end():
            ends = range(min(run.end(), start + _LONGEST_NAME), start + 1, -1)
            matches = ((end, region.codes_in_script(text[start:end])) for end in ends)
            end, codes = next(((end, codes) for end, codes in matches if codes), (start + 1, ()))
            if codes:
                yield Mention(
                    code=only_code(codes),
                    start=start,
                    end=end,
                    is_certain=True,
                    choices=codes,
                    preposition=_preposition(text, start, end),
                )
            start = end


def _preposition(text: str, start: int, end: int) -> str:
    """Return the English preposition for Chinese letters before a place, or nothing."""
    before = _PREPOSITIONS.get(text[max(start - 1, 0) : start], "")
    return "from" if before != "in" and text.startswith(_PEOPLE, end) else before
