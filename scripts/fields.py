"""Write the tables of fields in ``docs/reference/pack-format.md`` from the models.

    python scripts/fields.py

A table is between ``% fields of Class`` and ``% end fields``. Its keys, their types and what
they mean come from the class, as its JSON Schema does. The last cell of a row, for rules that no
class states, is written by hand and stays. The table of the columns of sheets comes from the
classes as well. A test compares the page.
"""

import re
from enum import StrEnum
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin

import attrs

from takeaction.authoring.schema import pack_table
from takeaction.authoring.sheets.columns import columns_of
from takeaction.export.schemas.making import TAG, field_descriptions, matching
from takeaction.models import action, goods, indicator, pack, record, resource, word
from takeaction.models.text import is_text
from takeaction.vocabulary.records import Kind

START, END = "% columns of sheets\n", "% end columns of sheets\n"
PAGE = Path(__file__).parents[1] / "docs" / "reference" / "pack-format.md"
HEAD = "| Key | Type | Means | Rules |\n| --- | --- | --- | --- |"
TABLE = re.compile(r"(% fields of (\w+)\n\n)(.*?)(\n\n% end fields\n)", re.DOTALL)
ROW = re.compile(r"^\| `(\w+)` \|.*\| (.*?) ?\|$", re.MULTILINE)

MODELS = {
    name: model
    for module in (action, goods, indicator, pack, record, resource, word)
    for name, model in vars(module).items()
}
LEAVES: dict[object, tuple[str, str]] = {
    str: ("string", "strings"),
    int: ("number", "numbers"),
    bool: ("yes or no", ""),
    record.date: ("day", "days"),
    record.RecordId: ("id", "ids"),
    record.RegionCode: ("region", "regions"),
    resource.Hours: ("string", ""),
    record.PeopleSay: ("table of lists of strings, by language", ""),
    action.Minutes: ("table", ""),
    resource.Contact: ("", "[contacts](#contacts)"),
    resource.Disclosure: ("[tells](#who-a-contact-tells)", ""),
    record.Source: ("[source](#source)", ""),
    record.Verified: ("[verified](#verified)", ""),
    record.Reviewed: ("[reviewed](#reviewed)", ""),
    record.Link: ("", "[links](#link)"),
    **dict.fromkeys((action.Template, goods.Tier, pack.PatchText), ("", "tables")),
}
"""One value and several values of each type; of other classes the name."""

IN_TOML = (
    (r'O"NET', "O*NET"),
    (r'"([^"]*)"', r"`\1`"),
    (r"[;,.] (None|empty|Empty) if (that is |it is )?not known(?=[.;,]|$)", ""),
    (r",? or None(?=[.;,]|$)|; else None\b", ""),
    (r", or None if\b", "; absent if"),
    (r"(?<=[.] )None\b", "Absent"),
    (r"\bNone\b", "absent"),
    (r"\bTrue (if|for)", r"yes \1"),
)
"""What a docstring says of Python, in words for TOML: a key that is not there is None, or empty."""


def page(text: str) -> str:
    """Return the page with its tables of fields."""
    text = TABLE.sub(lambda match: f"{match[1]}{_table(match[2], match[3])}{match[4]}", text)
    before, _, rest = text.partition(START)
    return f"{before}{START}\n{_sheets()}\n\n{END}{rest.partition(END)[2]}"


def _sheets() -> str:
    """Return the table of the columns of sheets, needed ones in bold; those of lists come last."""
    rows = ["| Sheet | Columns |", "| --- | --- |"]
    for kind in Kind:
        parts: dict[bool, list[str]] = {False: [], True: []}
        for column in columns_of(kind):
            name = f"**`{column.name}`**" if column.needed else f"`{column.name}`"
            parts[bool(column.list_field)].append(name)
        rows.append(f"| {kind} | {'; '.join(map(', '.join, parts.values()))} |")
    return "\n".join(rows)


def _table(name: str, old: str) -> str:
    model, rules = MODELS[name], dict(ROW.findall(old))
    schema, said = pack_table(model), field_descriptions(model)
    shared = () if name == "Record" else attrs.fields_dict(record.Record)
    inherited = shared if issubclass(model, record.Record) else ()
    rows = [
        f"| `{key}` | {kind} | {means} | {rules.get(key, '')} |".replace("|  |", "| |")
        for key, value in schema["properties"].items()
        if key not in inherited
        for field in [attrs.fields_dict(model).get(key)]
        for kind in [_kind(field, value) + (", needed" if key in schema["required"] else "")]
        for means in [_means(field, said.get(key, value["description"])) + _default(field)]
    ]
    return "\n".join([HEAD, *rows])


def _kind(field: "attrs.Attribute[Any] | None", schema: dict[str, Any]) -> str:
    """Return the type of a value in words."""
    kind: Any = field.type if field else str
    kind = next((part for part in get_args(kind) if NoneType in get_args(kind)), kind)
    several = {tuple: "list of ", frozenset: "set of "}.get(get_origin(kind), "")
    inner = get_args(kind)[0] if several else kind
    leaf = schema.get("items", schema)
    if field and field.name == "id":
        return "string"
    if inner is record.WordId:
        words = field.metadata.get("word") if field else ""
        of = f" ({words}{'s' * bool(several)})" if words else ""
        return f"{several}word id{'s' * bool(several)}{of}"
    if isinstance(inner, type) and issubclass(inner, StrEnum):
        return f"{several or 'one of '}*{inner.__name__}*"
    if leaf.get("format") == "uri" or leaf.get("pattern", "").startswith("^(https"):
        one, more = "address", "addresses"
    elif leaf.get("pattern") == matching(TAG)["pattern"]:
        one, more = "language tag", "language tags"
    elif is_text(inner):
        one, more = "text", "texts"
    else:
        name = getattr(inner, "__name__", "").lower()
        one, more = LEAVES.get(inner, (name, f"{name}s"))
    return several + more if several else one


def _means(field: "attrs.Attribute[Any] | None", words: str) -> str:
    empty = "`[]`" if field and NoneType in get_args(field.type) else "absent"
    for pattern, better in (*IN_TOML, (r"\bempty\b", empty), (r"\bEmpty\b", empty.title())):
        words = re.sub(pattern, better, words)
    return (words if words[1:2].isupper() else words[0].lower() + words[1:]).rstrip(".")


def _default(field: "attrs.Attribute[Any] | None") -> str:
    """Return what a key means that is not there, where that is a value."""
    value: Any = field.default if field else None
    if isinstance(value, bool):
        return f"; absent: {'yes' if value else 'no'}"
    if isinstance(value, frozenset) and value:
        listed = ", ".join(f'"{member}"' for member in sorted(value))
        return f"; absent: `[{listed}]`"
    return f"; absent: `{value}`" if isinstance(value, str) else ""


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
