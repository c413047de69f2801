"""The smallest pack with each mistake that files can hold, from ``data/codes.toml`` and from here.

That data has the mistakes of one record; here are those of several records or files.
"""

import re
import tomllib
from pathlib import Path

import takeaction
from takeaction.core_data import first_sentences

_TOML = (Path(takeaction.__file__).parent / "data" / "codes.toml").read_text("utf-8")
_TABLES = tomllib.loads(_TOML)
RECORDS = _TABLES.pop("records")
ROWS = {code: row for rows in _TABLES.values() for code, row in rows.items() if "class" in row}
ONE_RECORD = {code: row for code, row in ROWS.items() if "of" in row}


def record(of, changes=""):
    """Return a record with some lines changed: as the head of ``codes.toml`` says."""
    lines = RECORDS[of].splitlines()
    for line in changes.splitlines():
        name = re.match(r"\w+", line)[0]
        at = next((n for n, each in enumerate(lines) if re.match(rf"{name}\b", each)), len(lines))
        lines[at : at + 1] = [line] if "=" in line else []
    return "\n".join(lines) + "\n"


def pack_of(of, changes=""):
    """Return the files of a pack of one record, changed so."""
    if of == "header":
        return {"pack.toml": record(of, changes)}
    kind = "resource" if of == "contact" else of
    return {"pack.toml": RECORDS["header"], f"{kind}s.toml": record(of, changes)}


def translated(language, po, **records):
    """Return the files of a pack with records, each with its changes, and a translation."""
    files = {"pack.toml": record("header", f'languages = ["en", "{language}"]')}
    files |= {f"{of}s.toml": record(of, changes) for of, changes in records.items()}
    return {**files, f"locale/{language}.po": po}


def _po(context, text, translation):
    return f'msgctxt "{context}"\nmsgid "{text}"\nmsgstr "{translation}"\n'


def _frame(language, code, translation):
    return translated(language, _po(f"@takeaction#{code}", first_sentences()[code], translation))


_NAME = _po("line#name", "A line", "Una línea")
_ANY_HOUR = "It answers at any hour."
_LEVELS = 17


def _listed(word, count):
    return ", ".join(f'"{word}{n}"' for n in range(count))


WRITTEN = {
    "content.not_proof": {
        **pack_of("indicator"),
        "pack.toml": record("header", "caveat"),
    },
    "host.suppressed": pack_of("resource"),
    "id.duplicate": {**pack_of("resource"), **pack_of("action", 'id = "line"')},
    "limit.broader": {
        "pack.toml": RECORDS["header"],
        "words.toml": "\n".join(
            f'[[word]]\nid = "w{n}"\nkind = "topic"\nlabel = "w{n}"\n'
            + (f'broader = "trial:w{n + 1}"\n' if n < _LEVELS else "")
            for n in range(_LEVELS + 1)
        ),
    },
    "limit.contacts": {
        "pack.toml": RECORDS["header"],
        "resources.toml": record("resource", 'kind = "site"')
        + "".join(
            f'[[resource.contacts]]\nid = "c{n}"\nchannel = "web"\nurl = "https://example.org/{n}"\n'
            for n in range(1, 52)
        ),
    },
    "limit.length": pack_of("resource", f'name = "{"x" * 201}"'),
    "limit.mistakes": pack_of("action", f"modes = [{_listed('m', 52)}]"),
    "terms.count": pack_of("action", f"people_say = {{ en = [{_listed('term ', 41)}] }}"),
    "parse.syntax": pack_of("resource", "id = "),
    "parse.too_complex": pack_of("resource") | {"resources.toml": "a.b.c.d.e.f.g.h.i = 1\n"},
    "parse.too_deep": pack_of("resource") | {"resources.toml": f"a = {'[' * 17}{']' * 17}\n"},
    "pack.has_code": pack_of("resource") | {"install.sh": 'echo "This is never run."\n'},
    "read.missing": {"resources.toml": record("resource")},
    "read.unknown_file": {"pack.toml": RECORDS["header"], "resource.toml": record("resource")},
    "ref.dropped": {
        **pack_of("resource", 'year = "2026"'),
        **pack_of("action", 'resources = ["line"]'),
    },
    "ref.kind": {
        "pack.toml": RECORDS["header"],
        "actions.toml": record("action", 'resources = ["other"]')
        + record("action", 'id = "other"'),
    },
    "ref.missing": {**pack_of("resource"), **pack_of("action", 'resources = ["lime"]')},
    "shape.duplicate_key": {"pack.json": '{"pack": {"id": "trial", "id": "other"}}\n'},
    "text.not_nfc": {
        "pack.json": """\
{
  "pack": {
    "id": "trial",
    "licence": "CC0-1.0",
    "publisher": "The tests",
    "schema": 1,
    "title": "A trial"
  },
  "records": {
    "resource": {
      "line": {
        "kind": "hotline",
        "name": "Cafe\\u0301",
        "source": {
          "title": "A page"
        }
      }
    }
  },
  "translations": {}
}
"""
    },
    "parse.po": translated("es", 'msgid "A line"\nmsgstr Una línea\n'),
    "lang.undeclared": pack_of("resource") | {"locale/es.po": _NAME},
    "lang.stale": translated("es", _po("line#name", "The line", "Una línea"), resource=""),
    "lang.review": translated(
        "es", f'# reviewed: by="A nurse, Harbour" on=2026-11-20\n{_NAME}', resource=""
    ),
    "lang.script": translated(
        "ar", _po("line#summary", _ANY_HOUR, _ANY_HOUR), resource=f'summary = "{_ANY_HOUR}"'
    ),
    "lang.negation": translated(
        "es",
        _po("line#summary", "Do not tell him.", "Cuénteselo."),
        resource='summary = "Do not tell him."',
    ),
    "lang.length": translated(
        "es",
        _po("line#summary", "It answers at any hour, in your own language.", "Contesta."),
        resource='summary = "It answers at any hour, in your own language."',
    ),
    "frame.content": _frame(
        "pl", "lines.one", "Nikt nie odbiera? Proszę zadzwonić pod 0808 157 0123."
    ),
    "frame.incomplete": _frame(
        "pl",
        "lines.one",
        "Nikt nie odbiera? Proszę spróbować później. Można się rozłączyć w każdej chwili.",
    ),
    "frame.language": _frame(
        "es",
        "emergency.local",
        "Si usted u otra persona corre peligro ahora mismo, llame al número local de emergencias.",
    ),
    "frame.slots": _frame("pl", "label.help_line", "Pomoc jest tutaj."),
}
EXAMPLES = {
    **{code: pack_of(row["of"], row["bad"]) for code, row in ONE_RECORD.items()},
    **WRITTEN,
}


def write(folder, files):
    """Write files into a folder, and return it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder
