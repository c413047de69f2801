"""Slips of a finger: texts that one changed, added, lost or swapped character makes equal."""

from collections.abc import Iterable, Iterator

_ANY = "*"


class Slips:
    """Texts, prepared so that those one slip away from another text are found without a scan.

    Args:
        texts: The texts to find, such as numbers; none has a ``*``.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = frozenset(texts)
        self._by_gap: dict[str, list[str]] = {}
        for text in sorted(self._texts):
            for gap in _gaps(text):
                self._by_gap.setdefault(gap, []).append(text)

    def near(self, text: str) -> frozenset[str]:
        """Return the texts that are one slip away from *text*, and not *text* itself."""
        return frozenset(self._near(text)) - {text}

    def _near(self, text: str) -> Iterator[str]:
        positions = range(len(text))
        added = (f"{text[:at]}{_ANY}{text[at:]}" for at in range(len(text) + 1))
        for gap in (*_gaps(text), *added):
            yield from self._by_gap.get(gap, ())
        lost = {text[:at] + text[at + 1 :] for at in positions}
        swapped = {text[:at] + text[at : at + 2][::-1] + text[at + 2 :] for at in positions}
        yield from self._texts & (lost | swapped)


def _gaps(text: str) -> tuple[str, ...]:
    """Return a text with each one of its characters left open."""
    return tuple(f"{text[:at]}{_ANY}{text[at + 1 :]}" for at in range(len(text)))
