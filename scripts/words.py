"""Write what is made from ``data/words.toml`` and ``data/matters.toml``, each written once.

    python scripts/words.py

From the closed words it writes the enums and the types for checkers
(``vocabulary/closed_words.py``), their names in ``data/labels`` and their rows in the table of
``docs/reference/pack-format.md``; from the matters ``data/matters.json`` and the tables of
``docs/reference/matters.md``. A test compares all of them.
"""

import json
import re
import textwrap
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "takeaction"
MODULE = PACKAGE / "vocabulary" / "closed_words.py"
PAGE = ROOT / "docs" / "reference" / "pack-format.md"
MATTERS_PAGE = ROOT / "docs" / "reference" / "matters.md"
START, END = "% table\n", "% end table\n"
LANGUAGES = ("en", "es", "fr")
WIDTH = 100

COLUMNS = {
    "unsaid": "",
    "purposes": "",
    "exploitation": "helplines that know trafficking fit",
    "first": "comes before whatever else was heard",
    "behind": "comes after whatever else was heard",
    "profit": "comes before sexual violence",
    "yields": "comes after what somebody else gains by",
    "pair": "the best helpline of each kind leads the list, an open one first",
    "people": "helplines for {} fit too",
    "careful": "the police may be a danger",
    "police_last": "the local police are never the first to call",
    "feared": "the answer says first whether they tell {}",
    "last": "never first: {}",
    "returning": "helplines that take people back are listed too",
    "inspectors": "inspectors come after independent helplines",
    "alone": "nothing else is listed",
    "without": "no helplines for {}",
    "sentence": "",
    "kept": "its sentence is said though another matter comes first",
    "reviewed": "",
}
"""The columns of a row, each with its words on the page; those without are said there otherwise."""

NAMED = {"people": "Serves", "feared": "Told", "last": "Purpose", "without": "Purpose"}
"""The lists of the words in a column, whose labels stand on the page."""

WHO = {
    "anyone": "anyone",
    "child": "somebody under 18",
    "worried": "an adult who worries about a child",
    "other": "somebody about another adult",
}
STOPS = {
    "stop-partner": "wants to stop hurting a partner",
    "stop-child": "wants to do no harm to children",
    "stop-buyer": "paid for sex and has doubts",
    "stop-other": "looks for somebody who left, or may harm somebody",
}


def lists() -> Mapping[str, Any]:
    """Return the lists of ``words.toml``, in its order."""
    return tomllib.loads((PACKAGE / "data" / "words.toml").read_text(encoding="utf-8"))


def name_of(word: str) -> str:
    """Return the Python name of a word."""
    return word.upper().replace("-", "_")


def module() -> str:
    """Return the module of the closed words."""
    parts = [
        "# Generated from data/words.toml by scripts/words.py; change the words there.",
        '"""Closed words that are written in ``data/words.toml``."""',
        "\nfrom enum import StrEnum\nfrom typing import Literal, TypeAlias",
    ]
    for name, facts in lists().items():
        parts += ["\n", *_enum(name, facts), ""]
        parts += ["", *_type(name, facts)]
        for constant, wanted in facts.get("sets", {}).items():
            parts += ["", *_set(name, facts, constant, wanted)]
    return "\n".join(parts) + "\n"


def _enum(name: str, facts: Mapping[str, Any]) -> Iterator[str]:
    yield f"class {name}(StrEnum):"
    yield f'    """{facts["doc"]}"""\n'
    for word in facts["words"]:
        yield f'    {name_of(word)} = "{word}"'


def _type(name: str, facts: Mapping[str, Any]) -> Iterator[str]:
    words = ",\n    ".join(f'"{word}"' for word in facts["words"])
    one = f"{name}Value: TypeAlias = Literal[{words}]".replace("\n   ", "")
    yield one if len(one) <= WIDTH else f"{name}Value: TypeAlias = Literal[\n    {words},\n]"
    yield '"""A word of the list in JSON, as type checkers see it."""'
    if facts.get("question"):
        yield f"\n{name}Word: TypeAlias = {name} | {name}Value"
        yield '"""A word of the list in a question, as type checkers see it."""'


def _set(
    name: str, facts: Mapping[str, Any], constant: str, wanted: Mapping[str, str]
) -> list[str]:
    words = [
        word for word, of_word in facts["words"].items() if wanted["flag"] in of_word.get("is", ())
    ]
    members = "\n".join(f"        {name}.{name_of(word)}," for word in words)
    doc = textwrap.fill(wanted["doc"], WIDTH - 6)
    doc = f'"""{doc}"""' if "\n" not in doc else f'"""{doc}\n"""'
    one = f"{constant} = frozenset({{{', '.join(f'{name}.{name_of(word)}' for word in words)}}})"
    code = one if len(one) <= WIDTH else f"{constant} = frozenset(\n    {{\n{members}\n    }}\n)"
    return [code, doc]


def labels(language: str, text: str) -> str:
    """Return the text of ``data/labels/<language>.json`` with the names of these words."""
    for name, facts in lists().items():
        names = {word: of_word[language] for word, of_word in facts["words"].items()}
        row = f'    "{name}": {json.dumps(names, ensure_ascii=False)}'
        pattern = re.compile(rf'^    "{name}": \{{.*?\}}(?=,?$)', re.MULTILINE)
        if pattern.search(text):
            text = pattern.sub(lambda _, row=row: row, text)
        else:  # a list that is new stands first
            text = text.replace('  "closed": {\n', f'  "closed": {{\n{row},\n', 1)
    return text


def page(text: str) -> str:
    """Return the page with the rows of these words in its table of closed words."""
    for name, facts in lists().items():
        words = ", ".join(f"`{word}`" for word in facts["words"])
        doc = facts["doc"][0].lower() + facts["doc"][1:].rstrip(".")
        row = f"| *{name}* | {words} | {doc} |"
        pattern = re.compile(rf"^\| \*{name}\* \| .*$", re.MULTILINE)
        if pattern.search(text):
            text = pattern.sub(lambda _, row=row: row, text)
        else:
            text = re.sub(
                r"^(\| \*Audience\* \|)", rf"{row}\n\1", text, count=1, flags=re.MULTILINE
            )
    return text


def _table() -> dict[str, Any]:
    """Return ``matters.toml``."""
    return tomllib.loads((PACKAGE / "data" / "matters.toml").read_text(encoding="utf-8"))


def matters() -> list[dict[str, Any]]:
    """Return the rows of ``matters.toml``, each whole: what it leaves out is that of anyone."""
    rows: list[dict[str, Any]] = _table()["matter"]
    anyone = {row["topic"]: row for row in rows if "who" not in row}
    for row in rows:
        if unknown := set(row) - {*COLUMNS, "topic", "who"}:
            raise SystemExit(f"matters.toml: {row['topic']} has unknown columns: {unknown}")
    return [{"who": "anyone", **anyone[row["topic"]], **row} for row in rows]


def matters_json() -> str:
    """Return ``data/matters.json``: the rows by topic and by who asks."""
    by_topic: dict[str, dict[str, Any]] = {}
    for row in matters():
        facts = {name: value for name, value in row.items() if name in COLUMNS and value}
        reviewed = facts.pop("reviewed", None)
        if reviewed:
            facts["reviewed"] = {**reviewed, "on": reviewed["on"].isoformat()}
        by_topic.setdefault(row["topic"], {})[row["who"]] = facts
    source = "takeaction's own; data/matters.toml, made by scripts/words.py"
    head = f'{{\n  "source": "{source}",\n  "matters": {{\n'
    rows = ",\n".join(
        f"    {json.dumps(topic)}: {json.dumps(row)}" for topic, row in by_topic.items()
    )
    return f"{head}{rows}\n  }}\n}}\n"


def matters_page(text: str) -> str:
    """Return the page with its tables of matters, one for each group."""
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n{_matters_tables()}\n{END}{after}"


def _matters_tables() -> str:
    groups: dict[str, list[str]] = _table()["groups"]
    rows = matters()
    grouped = {topic for group in groups.values() for topic in group}
    if missing := {row["topic"] for row in rows} ^ grouped:
        raise SystemExit(f"matters.toml: in a row or in a group, not in both: {missing}")
    anyone = {row["topic"]: row for row in rows if row["who"] == "anyone"}
    return "\n\n".join(
        "\n".join(
            [
                f"## {name}\n",
                "| Matter | Who asks | Helplines, best first | Said first | Also |",
                "| --- | --- | --- | --- | --- |",
                *(
                    _matters_row(row, anyone[topic])
                    for topic in group
                    for row in rows
                    if row["topic"] == topic
                ),
            ]
        )
        for name, group in groups.items()
    )


def _matters_row(row: Mapping[str, Any], anyone: Mapping[str, Any]) -> str:
    """Return a row of a table; what is as for anyone isn't said again."""
    topic, said, notes = row["topic"], _said_first(row), list(_notes(row))
    if row is not anyone:
        said = "" if said == _said_first(anyone) else said
        notes = [note for note in notes if note not in {*_notes(anyone)}]
    label = STOPS.get(topic) or _label("NeedTopic", topic)
    cells = (
        f"{label} (`{topic}`)" if row is anyone else "",
        WHO[row["who"]],
        ", ".join(_label("Purpose", word) for word in row["purposes"]),
        said,
        "; ".join(notes),
    )
    return f"| {' | '.join(cells)} |"


def _said_first(row: Mapping[str, Any]) -> str:
    messages = json.loads((PACKAGE / "data/messages/en.json").read_text(encoding="utf-8"))
    sentence: str = messages[f"human.{row['sentence']}"] if "sentence" in row else ""
    return sentence.replace("{number}", "*the emergency number of the place*")


def _notes(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield the words on all else that is special about a row."""
    for name, words in COLUMNS.items():
        if words and row.get(name):
            listed = row[name] if name in NAMED else ()
            yield words.format(", ".join(_label(NAMED[name], word) for word in listed))
    if reviewed := row.get("reviewed"):
        yield f"reviewed by {reviewed['by']}, {reviewed['on']}"


def _label(name: str, word: str) -> str:
    label: str = lists()[name]["words"][word.replace("_", "-")]["en"][0]
    return label


def files() -> Iterator[tuple[Path, str]]:
    """Yield each file that is made from the words, with the text it should have."""
    yield MODULE, module()
    for language in LANGUAGES:
        path = PACKAGE / "data" / "labels" / f"{language}.json"
        yield path, labels(language, path.read_text(encoding="utf-8"))
    yield PAGE, page(PAGE.read_text(encoding="utf-8"))
    yield PACKAGE / "data" / "matters.json", matters_json()
    yield MATTERS_PAGE, matters_page(MATTERS_PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    for path, text in list(files()):
        path.write_text(text, encoding="utf-8")
