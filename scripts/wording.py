"""Write ``data/wording/<language>.json`` from the ``.toml`` of the same name, for each language.

    python scripts/wording.py

The TOML is for people who know a language: its macros give names to groups of words, and its
comments say how to write a frame. The JSON is what the rules load: macros are filled in, verbs
have all their forms, and a pattern that several frames share is there once. A test compares them.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "src" / "takeaction" / "data" / "wording"
LANGUAGES = ("en", "es", "fr")

_MACRO = re.compile(r"\{([a-z]\w*)\}")  # {0,3} is a repeat of a pattern


class Wording:
    """The wording of one language, as it is in its TOML."""

    def __init__(self, text: str) -> None:
        self._facts: Mapping[str, Any] = tomllib.loads(text)
        self._parts: dict[str, int] = {}

    def as_json(self) -> Mapping[str, Any]:
        """Return what the rules load."""
        facts = self._facts
        frames = [self._frame(frame) for frame in facts["frame"]]
        return {
            "parts": list(self._parts),
            "frames": frames,
            **{name: self.pattern(text) for name, text in facts["before"].items()},
            "goes_on": self.pattern(facts["list"]["goes_on"]),
            "either": facts["list"]["either"],
            "stigma": self._claim(facts["stigma"]),
            "promises": [self._claim(claim) for claim in facts["promise"]],
            "identity": self.pattern(facts["identity"]["pattern"]),
            "peoples": {
                name: self.pattern(text) if name == "spoken" else " ".join(text.split())
                for name, text in facts["peoples"].items()
            },
            **{name: self.pattern(text) for name, text in facts["translation"].items()},
        }

    def pattern(self, text: str) -> str:
        """Return a pattern with its macros filled in; one that cannot be compiled stops all."""
        filled = self._fill(_joined(text))
        try:
            re.compile(filled)
        except re.error as error:
            raise SystemExit(f"{text}\nis no pattern: {error}") from error
        return filled

    def verbs(self, text: str) -> Iterator[str]:
        """Yield the forms in a text of verbs, as the head of the file explains it."""
        words = text.split()
        without = {word[1:] for word in words if word.startswith("-")}
        for word in words:
            name, _, ending = word.partition("|")
            group = _MACRO.fullmatch(name)
            stems = self.verbs(self._facts["verbs"][group[1]]) if group else [name]
            endings = self._facts["endings"][ending].split() if ending else [""]
            if not word.startswith("-"):
                forms = {_form(stem, end) for stem in stems for end in endings}
                yield from forms - without

    def _frame(self, frame: Mapping[str, Any]) -> Mapping[str, Any]:
        made: dict[str, Any] = {"verbs": " ".join(sorted(set(self.verbs(frame["verbs"]))))}
        parts = self._split(_joined(frame["rest"]))
        made["rest"] = [self._parts.setdefault(part, len(self._parts)) for part in parts]
        if "pronoun" in frame:
            made["pronoun"] = self.pattern(rf"\b(?:{frame['pronoun']})$")
        return {**made, **{key: True for key in ("advice", "negated") if frame.get(key)}}

    def _split(self, rest: str) -> Iterator[str]:
        """Split a pattern before and after each object that is in no group of it."""
        start = 0
        for found in _MACRO.finditer(rest):
            before = rest[: found.start()]
            if found[1] in self._facts["objects"] and before.count("(") == before.count(")"):
                if start < found.start():
                    yield self.pattern(rest[start : found.start()])
                yield self.pattern(found[0])
                start = found.end()
        if start < len(rest):
            yield self.pattern(rest[start:])

    def _claim(self, claim: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"hints": claim["hints"], "pattern": self.pattern(claim["pattern"])}

    def _fill(self, text: str) -> str:
        return _MACRO.sub(lambda found: self._fill(self._macro(found[1])), text)

    def _macro(self, name: str) -> str:
        macro = self._facts["macros"].get(name)
        if macro is None:
            raise SystemExit(f"{{{name}}} is not among the macros.")
        return _joined(macro) if isinstance(macro, str) else f"(?:{'|'.join(macro)})"


def _form(stem: str, ending: str) -> str:
    """Return a form of a verb; castig- and -e make castigue."""
    return (stem + ending).replace("--", "u").replace("-", "") if ending else stem


def _joined(text: str) -> str:
    """Return a pattern in one line: a break and the blanks after it are for the eye."""
    return re.sub(r"\n *", "", text)


def _rows(value: object) -> str:
    """Return the JSON of a value; each member of a list has a line."""
    if not isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return "[\n" + ",\n".join(f"  {_rows(row)}" for row in value) + "\n]"


def files() -> Iterator[tuple[Path, str]]:
    """Yield each file that is made from the wording, with the text it should have."""
    for language in LANGUAGES:
        source = FOLDER / f"{language}.toml"
        facts = Wording(source.read_text(encoding="utf-8")).as_json()
        head = {"source": f"takeaction's own; data/wording/{source.name}, by scripts/wording.py"}
        rows = ",\n".join(f'"{key}": {_rows(value)}' for key, value in {**head, **facts}.items())
        yield source.with_suffix(".json"), f"{{\n{rows}\n}}\n"


if __name__ == "__main__":
    for path, text in list(files()):
        path.write_text(text, encoding="utf-8")
