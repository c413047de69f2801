"""The quality of the search: how often the first hits are right, for texts as people type them.

    python tests/search/measure.py [--misses]

The heads of ``key.toml`` and ``aside.toml`` say how the texts and the right answers were made.
SQLite FTS5 answers the same questions over the same texts. ``--misses`` lists the misses, but none
of those set aside.
"""

import hashlib
import sys
import tomllib
from collections.abc import Callable, Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

import attrs

from takeaction import Catalog, load, search

HERE = Path(__file__).parent
GROUPS = {
    "key": "key, worked with",
    "fresh": "fresh, worked with",
    "aside": "fresh, set aside",
}
"""The texts of each file; a third of the key is set aside too."""
SHOWN = 3
"""The hits that somebody sees at a glance."""

Ask = Callable[[str], Sequence[str]]
"""A search: the ids of the hits for a text, best first."""


@attrs.frozen
class Question:
    """A text and the records that are a right answer.

    Attributes:
        text: The text.
        language: Its language.
        right: Patterns of the ids that are right in first place.
        group: The texts that it is counted with.
    """

    text: str
    language: str
    right: tuple[str, ...]
    group: str

    def rank(self, ids: Iterable[str]) -> int | None:
        places = (place for place, id in enumerate(ids, 1) if self.is_right(id))
        return next(places, None)

    def is_right(self, id: str) -> bool:
        return any(fnmatchcase(id, pattern) for pattern in self.right)


@attrs.frozen
class Figures:
    """Shares of some questions, from 0 to 1.

    Attributes:
        first: The share whose first hit is right.
        shown: The share with a right hit among the first three.
        mrr: The mean of one divided by the place of the first right hit.
        questions: The number of questions.
    """

    first: float
    shown: float
    mrr: float
    questions: int


def questions() -> tuple[Question, ...]:
    return tuple(
        Question(row["text"], row["language"], tuple(row["right"]), group_of(name, row["text"]))
        for name in ("key", "fresh", "aside")
        for row in tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))["text"]
    )


def group_of(name: str, text: str) -> str:
    is_aside = name == "key" and int(hashlib.sha256(text.encode()).hexdigest(), 16) % 3 == 0
    return "key, set aside" if is_aside else GROUPS[name]


def figures(ask: Ask, asked: Iterable[Question]) -> Figures:
    ranks = [question.rank(ask(question.text)) for question in asked]
    places = [rank for rank in ranks if rank]
    return Figures(
        sum(rank == 1 for rank in places) / len(ranks),
        sum(rank <= SHOWN for rank in places) / len(ranks),
        sum(1 / rank for rank in places) / len(ranks),
        len(ranks),
    )


def ours(catalog: Catalog) -> Ask:
    return lambda text: [hit.record.id for hit in search(catalog, text)]


def fts5(catalog: Catalog) -> Ask:
    sys.path.insert(0, str(HERE.parents[1] / "benchmarks"))
    from peers.fulltext import Fts5, documents

    records = tuple(catalog)
    peer = Fts5(documents(catalog, records))
    return lambda text: [records[number].id for number in peer.ask(text)]


def groups() -> dict[str, tuple[Question, ...]]:
    every = questions()
    named = {
        group: tuple(each for each in every if each.group == group)
        for group in dict.fromkeys(each.group for each in every)
    }
    for language in sorted({each.language for each in every}):
        named[f"all, {language}"] = tuple(each for each in every if each.language == language)
    return named


def main() -> None:
    catalog = load()
    print("| texts | search | first | in three | MRR |\n| --- | --- | ---: | ---: | ---: |")
    for name, asked in groups().items():
        for search_name, ask in (("ours", ours(catalog)), ("FTS5", fts5(catalog))):
            row = figures(ask, asked)
            cells = f"{row.first:.0%} | {row.shown:.0%} | {row.mrr:.2f}"
            print(f"| {name} ({row.questions}) | {search_name} | {cells} |")
    if "--misses" in sys.argv:
        for question in questions():
            if question.group.endswith("worked with"):
                show_miss(catalog, question)


def show_miss(catalog: Catalog, question: Question) -> None:
    hits = search(catalog, question.text)
    rank = question.rank(hit.record.id for hit in hits)
    if rank != 1:
        first = ", ".join(f"{hit.record.local_id} ({hit.matched})" for hit in hits[:SHOWN])
        print(f"{rank or '-':>2}  {question.text[:70]}  |  {first}")


if __name__ == "__main__":
    main()
