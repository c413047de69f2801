"""Write what is heard in the form that is read fastest, from the lists that people edit.

    python scripts/phrases.py

``data/phrases/<language>.toml`` has the words and phrases of each concept in a language. A row has
entries with a comma between them: a word or a phrase, in which ``*`` at the end of a word stands
for any ending, ``*`` alone for any word, ``..`` for up to two words and ``...`` for up to four,
``^`` for the beginning of a text and ``(a|b|)`` for a choice. Its ``concepts`` and its ``rules``
each become a list of nodes, the first of them the start: a node has the number of the next one, or
the numbers of several, for each word, and under an empty key the concepts of the phrases that end
there. Its ``said``, what people say of each topic of need, joins the rules: ``said-wages``.

``frames.toml`` has a frame a line, such as ``concept|concept concept @7 : need 3, wages 2``: one of
the first two concepts with the third, at most seven words from it; ``>7`` for at most seven words
after it. Without a number anywhere in the text. ``!concept|concept`` is for texts that have none of
these. What is ``said`` of a topic has a frame, ``said-wages : wages 4, need 2``, unless the file
has one that begins with it. ``languages.toml`` has the common words that tell a language, and
``rules.toml`` the lists that rules of code read. A test compares all of them.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from math import prod
from pathlib import Path
from typing import Any

from takeaction.engine.hearing.lexicon import folded_words

DATA = Path(__file__).parents[1] / "src" / "takeaction" / "data" / "phrases"
HEARD = tuple(sorted(path.stem for path in DATA.glob("??.toml")))

LAUGHTER = re.compile(r"(.)\1\1")
"""A letter three times, of which folding leaves one: laughter, such as ``kkk*``. However long it
is, that letter is all of it, and no beginning of other words."""

GAPS = {"..": ("(*|)",) * 2, "...": ("(*|)",) * 4}
"""The parts that a gap in an entry stands for."""

Node = dict[str, Any]


def main() -> None:
    """Write every file."""
    for path, text in made():
        path.write_text(text, encoding="utf-8")


def made() -> Iterator[tuple[Path, str]]:
    """Yield each file that is made, with its text."""
    for language in HEARD:
        yield DATA / f"{language}.json", _lexicon(table(language), language)
    yield DATA / "frames.json", _frames(table("frames"))
    yield DATA / "languages.json", _common(table("languages"))
    yield DATA / "rules.json", _rules(table("rules"))


def table(name: str) -> dict[str, Any]:
    """Return a list as people edit it."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def _source(name: str) -> str:
    return f"takeaction's own lists; data/phrases/{name}.toml, made by scripts/phrases.py"


# The words and phrases of a language


def _lexicon(lists: Mapping[str, Any], language: str) -> str:
    head = {
        "source": _source(language),
        "spellings": {
            "".join(folded_words(short)): folded_words(full)
            for short, full in lists.get("spellings", {}).items()
        },
        "endings": lists.get("endings", "").split(),
        "beginnings": lists.get("beginnings", "").split(),
    }
    parts = [f"{_json(name)}: {_json(value)}" for name, value in head.items()]
    said = {f"said-{topic}": rows for topic, rows in lists.get("said", {}).items()}
    for listed, named in (("concepts", {}), ("rules", said)):
        tree = Tree({**lists.get(listed, {}), **named})
        nodes = ",\n".join(map(_json, tree.nodes))
        words = "\n".join(_lines(sorted(tree.words)))
        parts.append(f'"{listed}": {{\n"nodes": [\n{nodes}\n],\n"words": [\n{words}\n]\n}}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _lines(words: list[str], width: int = 20) -> Iterator[str]:
    for start in range(0, len(words), width):
        row = _json(words[start : start + width])[1:-1]
        yield row + "," * (start + width < len(words))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


Way = tuple[str, ...]
"""The words of one choice."""

Parts = tuple[tuple[Way, ...], ...]
"""The ways of each part of an entry."""

Item = tuple[Way, Parts, str, int]
"""Where a reader is in an entry: the words to come of a way, the parts after it, the concept, and
the number of the entry, 0 for those that share nodes."""

MOST_FORMS = 30
"""The forms of an entry that shares its nodes with others, which is fastest to match. With 1,000
the nodes of English take 60 % more bytes, with 8 a tenth less."""


class Tree:
    """The nodes of some lists, and all words in them; those with a ``*`` are beginnings."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self.words: set[str] = set()
        self.nodes: list[Node] = [{}]
        self._numbers: dict[frozenset[Item], int] = {}
        self._places: dict[str, int] = {}
        entries = [(concept, entry) for concept in lists for entry in entries_of(lists[concept])]
        start: set[Item] = set()
        for number, (concept, entry) in enumerate(entries, 1):
            parts = tuple(
                tuple(map(self._way, choices(part)))
                for written in parts_of(entry)
                for part in GAPS.get(written, (written,))
            )
            is_shared = prod(map(len, parts)) <= MOST_FORMS
            start.update(_items(parts, concept, 0 if is_shared else number))
        self.nodes[0] = self._node(start)

    def _node(self, items: Iterable[Item]) -> Node:
        """Return the node of a place in many entries at once."""
        following: dict[str, dict[int, set[Item]]] = {}
        concepts = set()
        for way, parts, concept, number in items:
            if not way:
                concepts.add(concept)
                continue
            rest = way[1:], parts, concept, number
            after = [rest] if way[1:] else _items(parts, concept, number)
            following.setdefault(way[0], {}).setdefault(number, set()).update(after)
        node: Node = {"": sorted(concepts)} if concepts else {}
        for word, by_entry in sorted(following.items()):
            after_each = (frozenset(by_entry[number]) for number in sorted(by_entry))
            numbers = sorted(set(map(self._number, after_each)))
            node[word] = numbers[0] if len(numbers) == 1 else numbers
        return node

    def _number(self, items: frozenset[Item]) -> int:
        """Return the number of a node; what goes on alike is one node."""
        if items not in self._numbers:
            node = self._node(items)
            written = _json(node)
            if written not in self._places:
                self._places[written] = len(self.nodes)
                self.nodes.append(node)
            self._numbers[items] = self._places[written]
        return self._numbers[items]

    def _way(self, phrase: str) -> Way:
        """Return the words of a choice, folded, and remember them."""
        steps: list[str] = []
        for written in phrase.split():
            if written in ("*", "^"):
                steps.append(written)
                continue
            word = written.removesuffix("*")
            star = written[len(word) :]
            is_plain = word.isascii() and word.isalpha()
            is_laughter = LAUGHTER.search(word)
            words = [word] if is_plain and not is_laughter else folded_words(word)
            if not is_laughter or len(words[-1]) > 1:
                words[-1] += star
            self.words.update(words)
            steps += words
        return tuple(steps)


def _items(parts: Parts, concept: str, number: int) -> Iterator[Item]:
    """Yield where a reader is before some parts: an empty way leads to the part after it."""
    if not parts:
        yield (), (), concept, number
        return
    for way in parts[0]:
        if way:
            yield way, parts[1:], concept, number
        else:
            yield from _items(parts[1:], concept, number)


def entries_of(rows: Iterable[str]) -> Iterator[str]:
    """Yield the entries of the rows of a concept; a comma inside a choice separates nothing."""
    for row in rows:
        yield from row.split(", ")


def parts_of(entry: str) -> Iterator[str]:
    """Yield the parts of an entry with a blank between them; a blank inside a choice is none."""
    depth, part = 0, ""
    for character in entry:
        depth += (character == "(") - (character == ")")
        if character == " " and not depth:
            yield part
            part = ""
        else:
            part += character
    yield part


def choices(entry: str) -> Iterator[str]:
    """Yield the phrases of an entry, one for each of its choices; the outer choice comes first."""
    start = entry.find("(")
    if start < 0:
        yield entry
        return
    depth, end, bars = 1, start, [start]
    while depth:
        end += 1
        depth += (entry[end] == "(") - (entry[end] == ")")
        if entry[end] == "|" and depth == 1:
            bars.append(end)
    for before, after in pairwise([*bars, end]):
        yield from choices(f"{entry[:start]}{entry[before + 1 : after]}{entry[end + 1 :]}")


# Frames, and the words that tell a language


def _frames(lists: Mapping[str, Any]) -> str:
    frames = [_frame(line) for line in (*lists["frames"], *_frames_of_topics(lists["frames"]))]
    alone = {
        concept
        for parts, points, _ in frames
        if len(parts) == 1 and not points.keys().isdisjoint({"need", "sure"})
        for concept in parts[0][0]
    }
    needs = sorted(alone | set(lists["needs"].split()))
    rows = ",\n".join(map(_json, frames))
    source = _json(_source("frames"))
    return f'{{\n"source": {source},\n"needs": {_json(needs)},\n"frames": [\n{rows}\n]\n}}\n'


def _frames_of_topics(written: list[str]) -> Iterator[str]:
    """Yield a frame for what people say of each topic that has none of its own."""
    own = {line.split()[0] for line in written}
    for topic in table(HEARD[0])["said"]:  # every language has them all
        if f"said-{topic}" not in own:
            yield f"said-{topic} : {topic} 4, need 2"


def _frame(line: str) -> tuple[list[list[Any]], dict[str, int], list[str]]:
    """Return the parts of a frame, its points, and the concepts that speak against it."""
    left, _, right = line.partition(" :")
    written = left.split()
    within = int(written.pop()[1:]) if written[-1].startswith("@") else None
    frame: list[list[Any]] = []
    without: list[str] = []
    for part in written:
        if part.startswith("!"):
            without += part[1:].split("|")
        elif part[0] in "@>":
            frame[-1][1:] = [int(part[1:]), part.startswith(">")]
        else:
            frame.append([part.split("|"), within, False])
    given = (item.split() for item in right.split(",") if item.strip())
    return frame, {name: int(number) for name, number in given}, without


def _common(lists: Mapping[str, Any]) -> str:
    languages: dict[str, list[str]] = {}
    for language, rows in lists["common"].items():
        for word in entries_of(rows):
            languages.setdefault(word, []).append(language)
    rows = ",\n".join(f"{_json(word)}: {_json(tags)}" for word, tags in languages.items())
    return f'{{\n"source": {_json(_source("languages"))},\n"common": {{\n{rows}\n}}\n}}\n'


FOLDED = ("ages", "slots")
"""The lists of words of a text, which are folded."""


def _rules(lists: dict[str, Any]) -> str:
    tables = lists.pop("tables")
    tables["units"] = _minutes(tables["units"])
    tables["amounts"] = _minutes(tables["amounts"])
    made = {"source": _source("rules"), **tables}
    for group, named in lists.items():
        split = folded_words if group in FOLDED else str.split
        made |= {f"{group}.{name}": split(words) for name, words in named.items()}
    rows = ",\n".join(f"{_json(name)}: {_json(value)}" for name, value in made.items())
    return f"{{\n{rows}\n}}\n"


def _minutes(words: Mapping[str, str]) -> dict[str, int]:
    return {word: int(minutes) for minutes in words for word in words[minutes].split()}


if __name__ == "__main__":
    main()
