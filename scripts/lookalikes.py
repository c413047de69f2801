"""Write ``data/lookalikes.json`` from the Unicode table of confusable characters.

Needs ``confusables.txt`` of Unicode Technical Standard #39::

    python scripts/lookalikes.py CONFUSABLES-TXT
"""

import json
import re
import sys
import unicodedata
from pathlib import Path

DATA = Path(__file__).parents[1] / "src" / "takeaction" / "data"
OWN_LETTERS = set("æœøßıªº")
"""Letters of languages that we write, and marks: they are themselves, not a disguise."""


def prototypes(text: str) -> dict[str, str]:
    """Return the character that each confusable character looks like."""
    rows = re.findall(r"^([0-9A-F]+) ;\t([0-9A-F ]+) ;\tMA", text, re.MULTILINE)
    return {chr(int(code, 16)): "".join(chr(int(c, 16)) for c in to.split()) for code, to in rows}


def is_disguise(character: str) -> bool:
    """Tell whether a character stays what it is under NFKC, and is no letter of our languages."""
    is_stable = unicodedata.normalize("NFKC", character) == character
    has_marks = len(unicodedata.normalize("NFD", character)) > 1
    return not character.isascii() and is_stable and not has_marks and character not in OWN_LETTERS


def lookalikes(table: dict[str, str]) -> dict[str, str]:
    """Return all characters that look like one ASCII letter or digit, by that letter or digit."""
    found: dict[str, set[str]] = {}
    for character, prototype in table.items():
        if not (is_disguise(character) and prototype.isascii() and prototype.isalnum()):
            continue
        if prototype == "l" and table.get(character.lower()) == "i":
            prototype = "I"  # noqa: PLW2901 - Unicode gives capital I and small l one prototype
        if len(prototype) == 1:
            found.setdefault(prototype, set()).add(character)
    return {letter: "".join(sorted(found[letter])) for letter in sorted(found)}


STYLED = re.compile(
    r"(?:NEGATIVE (?:CIRCLED|SQUARED)|PARENTHESIZED) LATIN (?:CAPITAL|SMALL) LETTER ([A-Z])"
    r"|LATIN LETTER SMALL CAPITAL ([A-Z])"
)


def styled() -> dict[str, str]:
    """Return the characters that are a Latin letter by name, and of no language, by that letter."""
    found: dict[str, str] = {}
    for character in map(chr, range(0x80, sys.maxunicode + 1)):
        if match := STYLED.fullmatch(unicodedata.name(character, "")):
            letter = (match[1] or match[2]).lower()
            found[letter] = found.get(letter, "") + character
    return dict(sorted(found.items()))


def main(path: Path) -> None:
    """Write the file."""
    text = path.read_text(encoding="utf-8-sig")
    version = re.search(r"# Version: ([\d.]+)", text)
    data = {
        "source": f"Unicode {version and version[1]}, confusables.txt of UTS #39: characters that "
        "look like one ASCII letter or digit; and letters in a frame or in small capitals, by name",
        "license": "Unicode-3.0",
        "letters": lookalikes(prototypes(text)),
        "styled": styled(),
    }
    written = json.dumps(data, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    (DATA / "lookalikes.json").write_text(written + "\n", encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
