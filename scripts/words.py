"""Write what is made from the tables in ``data``, where every word is written once.

    python scripts/words.py

From the closed words (``words.toml``) it writes the modules of ``vocabulary`` with their enums,
types, sets and tables, their names in ``data/labels``, their texts in ``data/messages`` and
``data/first_words`` with the list of those languages in ``core_data``, their rows in
``docs/reference/pack-format.md`` and the links of the widget;
from these words and the standards (``crosswalk.toml``) ``data/crosswalk.json`` and the tables of
``docs/reference/crosswalk.md``; from the matters (``matters.toml``) ``data/matters.json`` and the
tables of ``docs/reference/matters.md``. A test compares all of them.
"""

import json
import re
import textwrap
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "takeaction"
DATA = PACKAGE / "data"
PAGE = ROOT / "docs" / "reference" / "pack-format.md"
CROSSWALK_PAGE = ROOT / "docs" / "reference" / "crosswalk.md"
MATTERS_PAGE = ROOT / "docs" / "reference" / "matters.md"
CORE_DATA = PACKAGE / "core_data.py"
WIDGET = PACKAGE / "web" / "widget" / "assets" / "take-action.js"
LANGUAGES = ("en", "es", "fr")
WIDTH = 100
GENERATED = "# Generated from data/words.toml by scripts/words.py; change the words there."

Facts = Mapping[str, Any]


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def lists() -> Mapping[str, Any]:
    """Return the lists of ``words.toml`` in its order, each word with all that is known of it."""
    table = _table("words")
    del table["modules"], table["first_languages"]
    for facts in table.values():
        alike = table[facts["like"]]["words"] if "like" in facts else {}
        for word, of_word in facts["words"].items():
            facts["words"][word] = {**alike.get(word, {}), **of_word}
    return table


# Modules of the vocabulary


def modules() -> Iterator[tuple[Path, str]]:
    """Yield the modules of the closed words, and that with all their lists."""
    for module, doc in _table("words")["modules"].items():
        yield PACKAGE / "vocabulary" / f"{module}.py", _module(module, doc)
    yield PACKAGE / "vocabulary" / "lists.py", _module_of_lists()


def name_of(word: str) -> str:
    """Return the Python name of a word."""
    return word.upper().replace("-", "_")


def _module(module: str, doc: str) -> str:
    own = {name: facts for name, facts in lists().items() if facts["module"] == module}
    parts = [GENERATED, f'"""{doc}"""', "", *_imports(own.values())]
    for name, facts in own.items():
        beneath = list(_types(name, facts)) if facts.get("question") else []
        for constant, wanted in facts.get("sets", {}).items():
            beneath.append(_set(name, facts["words"], constant, wanted))
        for constant, wanted in facts.get("maps", {}).items():
            beneath.append(_map(name, facts["words"], constant, wanted))
        parts += ["", "", *_enum(name, facts)]
        if beneath:
            parts += ["", "", "\n\n".join(beneath)]
    return "\n".join(parts) + "\n"


def _imports(own: Iterable[Facts]) -> Iterator[str]:
    if any("maps" in facts for facts in own):
        yield "from collections.abc import Mapping"
    if not all(facts.get("ordered") for facts in own):
        yield "from enum import StrEnum"
    if any(facts.get("question") for facts in own):
        yield "from typing import Literal, TypeAlias"
    if any(facts.get("ordered") for facts in own):
        yield "\nfrom takeaction.vocabulary.words import OrderedWord"


def _enum(name: str, facts: Facts) -> Iterator[str]:
    yield f"class {name}({'OrderedWord' if facts.get('ordered') else 'StrEnum'}):"
    yield f'    """{facts["doc"]}"""\n'
    for word in facts["words"]:
        yield f'    {name_of(word)} = "{word}"'


def _types(name: str, facts: Facts) -> Iterator[str]:
    words = [f'"{word}"' for word in facts["words"]]
    code = _filled(f"{name}Value: TypeAlias = Literal[", words, "]")
    yield f'{code}\n"""A word of the list in JSON, as type checkers see it."""'
    also = f"{facts['or']} | " if "or" in facts else ""
    code = f"{name.removesuffix('For')}Word: TypeAlias = {also}{name} | {name}Value"
    doc = facts.get("or_doc", "A word of the list in a question, as type checkers see it.")
    yield f'{code}\n"""{doc}"""'


def _set(name: str, words: Facts, constant: str, wanted: Facts) -> str:
    members = [f"{name}.{name_of(word)}" for word, facts in words.items() if _has(facts, wanted)]
    if wanted.get("ordered"):
        return f"{_filled(f'{constant} = (', members, ')')}\n{_doc(wanted['doc'])}"
    one = f"{constant} = frozenset({{{', '.join(members)}}})"
    lines = "\n".join(f"        {member}," for member in members)
    code = one if len(one) <= WIDTH else f"{constant} = frozenset(\n    {{\n{lines}\n    }}\n)"
    return f"{code}\n{_doc(wanted['doc'])}"


def _has(facts: Facts, wanted: Facts) -> bool:
    """Tell whether a word belongs to a set."""
    if "key" in wanted:
        return bool(facts.get(wanted["key"]) == wanted["value"])
    flags = {wanted["flag"]} if isinstance(wanted["flag"], str) else {*wanted["flag"]}
    return not flags.isdisjoint(facts.get("is", ()))


def _map(name: str, words: Facts, constant: str, wanted: Facts) -> str:
    is_whole = wanted["type"].endswith("None")
    unsaid = [f"    None: {_code(wanted['unsaid'])},"] if "unsaid" in wanted else []
    lines = unsaid + [
        f"    {name}.{name_of(word)}: {_code(facts.get(wanted['key']))},"
        for word, facts in words.items()
        if is_whole or wanted["key"] in facts
    ]
    keys = f"{name} | None" if unsaid else name
    head = f"{constant}: Mapping[{keys}, {wanted['type']}] = {{"
    return "\n".join([head, *lines, "}", _doc(wanted["doc"])])


def _code(value: object) -> str:
    """Return a value of a word as Python code."""
    if isinstance(value, list):
        return f"({', '.join(map(_code, value))}{',' * (len(value) == 1)})"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def _doc(text: str) -> str:
    doc = textwrap.fill(text, WIDTH - 6)
    return f'"""{doc}"""' if "\n" not in doc else f'"""{doc}\n"""'


def _filled(start: str, parts: Iterable[str], end: str) -> str:
    """Return code with its parts on one line, or each on its own if they are too long for that."""
    one = f"{start}{', '.join(parts)}{end}"
    lines = "\n".join(f"    {part}," for part in parts)
    return one if len(one) <= WIDTH else f"{start}\n{lines}\n{end}"


def _module_of_lists() -> str:
    by_module: dict[str, list[str]] = {}
    for name, facts in sorted(lists().items()):
        by_module.setdefault(_path_of(facts["module"]), []).append(name)
    names = "\n".join(f"    {name}," for name in lists())
    return "\n".join(
        [
            GENERATED,
            '"""All closed lists, in the order in which a plain word is looked up in them."""',
            "\nfrom enum import StrEnum\n",
            *(_import(module, by_module[module]) for module in sorted(by_module)),
            f"\nCLOSED_LISTS: tuple[type[StrEnum], ...] = (\n{names}\n)",
            _doc(
                "All closed lists. A word of several lists is that of the first one, unless its"
                " list is known."
            ),
            "",
        ]
    )


def _path_of(module: str) -> str:
    return "takeaction.errors" if module == "errors" else f"takeaction.vocabulary.{module}"


def _import(module: str, names: list[str]) -> str:
    one = f"from {module} import {', '.join(names)}"
    return (
        one
        if len(one) <= WIDTH
        else _filled(f"{one.partition(' import ')[0]} import (", names, ")")
    )


# Names and texts of the words


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


UNDERSCORED = {"tells", "unserved"}
"""The messages whose codes have the words as fields of a disclosure and codes of answers do."""


def messages(language: str, text: str) -> str:
    """Return the text of a file of messages with those of these words, each in its place."""
    said: dict[str, Any] = json.loads(text)
    for facts in lists().values():
        before: dict[str, str] = {}
        for word, of_word in facts["words"].items():
            for kind, texts in of_word.items():
                if isinstance(texts, dict) and language in texts:
                    id = word.replace("-", "_") if kind in UNDERSCORED else word
                    code = f"{kind}.{id}"
                    if code not in said:
                        said = _inserted(said, code, before.get(kind))
                    said[code] = texts[language]
                    before[kind] = code
    rows = (f"  {json.dumps(code)}: {_json(words)}" for code, words in said.items())
    return "{\n" + ",\n".join(rows) + "\n}\n"


def _inserted(said: Facts, code: str, before: str | None) -> dict[str, Any]:
    """Return messages with a new one, after that of the word before it."""
    codes = list(said)
    codes.insert(codes.index(before) + 1 if before else len(codes), code)
    return {each: said.get(each, "") for each in codes}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _needs() -> str:
    """Return the sentence about the field that each channel needs."""
    users: dict[str, list[str]] = {}
    for word, facts in lists()["Channel"]["words"].items():
        if "needs" in facts:
            users.setdefault(facts["needs"], []).append(f"`{word}`")
    parts = []
    for field, words in users.items():
        *others, last = words
        subject = f"{', '.join(others)} and {last} need" if others else f"{last} needs"
        parts.append(f"{subject} `{field}`" + " and `display`" * (field == "dial"))
    return f"{'; '.join(parts)}."


def page(text: str) -> str:
    """Return the page with the rows of these words in its table of closed words."""
    start, end = "% needs of channels\n\n", "\n\n% end needs\n"
    above, _, rest = text.partition(start)
    text = f"{above}{start}{_needs()}{end}{rest.partition(end)[2]}"
    for name, facts in lists().items():
        if not facts.get("page", True):
            continue
        words = ", ".join(f"`{word}`" for word in facts["words"])
        order = " *in order*" if facts.get("ordered") else ""
        doc = facts["doc"][0].lower() + facts["doc"][1:].rstrip(".")
        row = f"| *{name}* | {words}{order} | {doc} |"
        pattern = re.compile(rf"^\| \*{name}\* \| .*$", re.MULTILINE)
        if pattern.search(text):
            text = pattern.sub(lambda _, row=row: row, text)
        else:
            text = re.sub(
                r"^(\| \*Audience\* \|)", rf"{row}\n\1", text, count=1, flags=re.MULTILINE
            )
    return text


def core_data(text: str) -> str:
    """Return the module with the languages that have the first sentences alone."""
    rows = (f'    "{tag}": "{name}",\n' for tag, name in _table("words")["first_languages"].items())
    head = "FIRST_LANGUAGES: Mapping[str, str] = {\n"
    above, _, rest = text.partition(head)
    return f"{above}{head}{''.join(rows)}{rest[rest.index('}') :]}"


def widget(text: str) -> str:
    """Return the script of the widget with the links to the number of each channel."""
    links = {
        word: facts["link"]
        for word, facts in lists()["Channel"]["words"].items()
        if facts.get("needs") == "dial"
    }
    return re.sub(r"(?<=  var LINKS = ).*(?=;)", lambda _: json.dumps(links), text, count=1)


# Terms of other standards


STANDARDS = {"htcds": "HTCDS", "unodc": "UNODC", "ilo": "ILO", "hsds": "HSDS"}
SIGNS = {"same": "=", "broader": ">", "narrower": "<", "none": "none"}


@cache
def crosswalk() -> Mapping[str, Any]:
    """Return the content of ``data/crosswalk.json``: our words beside the terms of standards."""
    table = _table("crosswalk")
    ours = {**lists(), **table["rows"]}
    known = (name for name, facts in ours.items() if "compared" in facts or "without" in facts)
    names = list(dict.fromkeys([*table["order"], *known]))
    compared = {name: ours[name]["compared"] for name in names if "compared" in ours[name]}
    facts_of = ("title", "version", "publisher", "licence", "url")
    return {
        "source": f"{table['source']}; made by scripts/words.py",
        "checked": table["checked"].isoformat(),
        "standards": {
            id: {name: facts.get(name) for name in facts_of}
            for id, facts in table["standards"].items()
        },
        "sources": {
            id: [facts["title"], facts.get("dated"), facts["reading"]]
            for id, facts in table["sources"].items()
        },
        "lists": {name: list(standards) for name, standards in compared.items()},
        "without": {name: ours[name]["without"] for name in names if "without" in ours[name]},
        "rows": [
            row
            for name, standards in compared.items()
            for word, facts in ours[name]["words"].items()
            for row in _rows(name, word, facts, standards)
        ],
    }


def _rows(name: str, word: str, facts: Facts, standards: Mapping[str, str]) -> Iterator[list[str]]:
    for standard, source in standards.items():
        if term := facts.get(standard):
            theirs = (term.get("term", ""), term["is"], term.get("note", ""))
            yield [name, word, standard, *theirs, term.get("source", source)]


def crosswalk_json() -> str:
    """Return the text of ``data/crosswalk.json``, a row a line."""
    *head, rows = crosswalk().items()
    text = json.dumps(dict(head), ensure_ascii=False, indent=1).removesuffix("\n}")
    lines = ",\n".join(f"  {_json(row)}" for row in rows[1])
    return f'{text},\n "rows": [\n{lines}\n ]\n}}\n'


def crosswalk_page(text: str) -> str:
    """Return the page with its tables: the standards, one for each of our lists, and the rest."""
    parts = [_standards(), *(_terms(name) for name in crosswalk()["lists"]), _without()]
    return _between("tables", text, "\n\n".join(parts) + "\n")


def _between(name: str, text: str, tables: str) -> str:
    """Return a page with other tables between its marks."""
    before, start, rest = text.partition(f"% {name}\n")
    _, end, after = rest.partition(f"% end {name}\n")
    return f"{before}{start}\n{tables}\n{end}{after}"


def _standards() -> str:
    rows = [
        f"| {STANDARDS[id]} | [{facts['title']}]({facts['url']}), {facts['version']} |"
        f" {facts['publisher']} | {facts['licence'] or 'not stated in the texts we read'} |"
        for id, facts in crosswalk()["standards"].items()
    ]
    head = "| | Standard | Publisher | Licence |\n| --- | --- | --- | --- |"
    return "\n".join(["## The standards", "", head, *rows])


def _terms(name: str) -> str:
    rows = [row for row in crosswalk()["rows"] if row[0] == name]
    head = "| Ours | Standard | Relation | Theirs | Note |\n| --- | --- | :-: | --- | --- |"
    lines = [_term(*row[1:6]) for row in rows]
    sources = dict.fromkeys(_source(row[6]) for row in rows)
    return "\n".join([f"## {name}", "", head, *lines, "", f"Compared: {'; '.join(sources)}."])


def _term(word: str, standard: str, term: str, relation: str, note: str) -> str:
    theirs = f"`{term}`" if term else ""
    return f"| `{word}` | {STANDARDS[standard]} | {SIGNS[relation]} | {theirs} | {note} |"


def _source(id: str) -> str:
    title, dated, reading = crosswalk()["sources"][id]
    quoted = "" if reading == "read" else " (through a text that quotes it)"
    return f"{title}{f', {dated}' if dated else ''}{quoted}"


def _without() -> str:
    lines = [f"- *{name}*: {why}" for name, why in crosswalk()["without"].items()]
    return "\n".join(["## Lists that no standard has", "", *lines])


# Matters


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
    "life": "a life may end: an ambulance is named",
    "careful": "the police may be a danger",
    "police_last": "the local police are never the first to call",
    "police_unsafe": "first ask whether the local police can be trusted",
    "feared": "the answer says first whether they tell {}",
    "last": "never first: {}",
    "returning": "helplines that take people back are listed too",
    "without_papers": "helplines for people with papers are left out",
    "inspectors": "inspectors come after independent helplines",
    "alone": "nothing else is listed",
    "independent": "no line of an office or the police, none on trafficking",
    "without": "no helplines for {}",
    "sentence": "",
    "kept": "its sentence is said though another matter comes first",
    "reviewed": "",
}
"""The columns of a row, each with its words on the page; those without are said there otherwise."""

NAMED = {"people": "Serves", "feared": "Told", "last": "Purpose", "without": "Purpose"}
"""The lists that are columns of a page, with the label of each word."""

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
    "listen-maybe": "may need help; no more was understood",
    "listen-trouble": "has a trouble that this is not about",
}


def matters() -> list[dict[str, Any]]:
    """Return the rows of ``matters.toml``, each whole: what it leaves out is that of anyone."""
    rows: list[dict[str, Any]] = _table("matters")["matter"]
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
    return _between("table", text, _matters_tables())


def _matters_tables() -> str:
    groups: dict[str, list[str]] = _table("matters")["groups"]
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
    """Yield each file that is made, with the text it should have."""
    yield from modules()
    made = {
        PAGE: page,
        WIDGET: widget,
        CORE_DATA: core_data,
        CROSSWALK_PAGE: crosswalk_page,
        MATTERS_PAGE: matters_page,
    }
    for path, change in made.items():
        yield path, change(path.read_text(encoding="utf-8"))
    for language in LANGUAGES:
        path = DATA / "labels" / f"{language}.json"
        yield path, labels(language, path.read_text(encoding="utf-8"))
    for path in sorted([*DATA.glob("messages/*.json"), *DATA.glob("first_words/*.json")]):
        yield path, messages(path.stem, path.read_text(encoding="utf-8"))
    yield DATA / "crosswalk.json", crosswalk_json()
    yield DATA / "matters.json", matters_json()


if __name__ == "__main__":
    for path, text in list(files()):
        path.write_text(text, encoding="utf-8")
