"""Make ``data/phrases/weights.json`` from the texts with known intents.

Run it after a change of words or frames: ``python scripts/hearing/weights.py`` (with the group
``bench``, for scikit-learn). The same texts and words give the same weights.

A linear model learns the weights. Each text counts several times, each time without another third
of its phrases, as if these were not in the lists: so the weights serve texts whose words are not.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from takeaction.engine.hearing.frames import frames, points_of
from takeaction.engine.hearing.hearing import TextPhrases
from takeaction.engine.hearing.intents import features_of
from takeaction.engine.hearing.letters import SIZE, places_of
from takeaction.engine.hearing.tokens import folded_words

ROOT = Path(__file__).parents[2]
TEXTS = ROOT / "tests" / "hearing"
DATA = ROOT / "src" / "takeaction" / "data" / "phrases"
COPIES = 7
LEFT_OUT = 0.5
STRENGTH = 0.05
"""How freely the weights may follow the texts: found by leaving texts out."""

KEPT = frozenset({"me", "they", "not", "mypossess", "theirpossess"})
"""Words that every list of a language has, so that no text lacks them."""

INTENTS = {"off-topic": "unknown"}
NEEDS = ("need-self", "need-other")
SAFE = ("purchase", "travel", "act", "learn", "off-topic")


def main() -> None:
    """Write the weights of the frames and those of letters."""
    texts = read_texts("open", "own")
    write_letters(texts)
    names, rows, intents = [], [], []
    for copy in range(COPIES):
        for text in texts:
            rows.append(features(text["text"], copy))
            intents.append(INTENTS.get(text["kind"], text["kind"]))
    names = sorted({name for row in rows for name in row})
    places = {name: place for place, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        for name, value in row.items():
            table[number, places[name]] = value / 4
    model = LogisticRegression(C=STRENGTH, max_iter=5_000).fit(table, intents)
    data = {
        "source": "scripts/hearing/weights.py, from tests/hearing",
        "intents": list(model.classes_),
        "bias": [round(1_000 * value) for value in model.intercept_],
        "features": {
            name: [round(250 * value) for value in model.coef_[:, place]]
            for name, place in places.items()
        },
    }
    (DATA / "weights.json").write_text(f"{written(data)}\n", encoding="utf-8")


def write_letters(texts: list[Mapping[str, object]]) -> None:
    """Write the weights of runs of letters, for need beside texts that are none."""
    known = [text for text in texts if text["kind"] in (*NEEDS, *SAFE)]
    table = np.zeros((len(known), SIZE))
    for number, text in enumerate(known):
        places = sorted(places_of(folded_words(text["text"])))
        table[number, places] = 1 / len(places) ** 0.5
    is_need = [text["kind"] in NEEDS for text in known]
    model = LogisticRegression(C=10, max_iter=5_000, class_weight="balanced").fit(table, is_need)
    data = {
        "source": "scripts/hearing/weights.py, from tests/hearing",
        "bias": round(100 * model.intercept_[0]),
        "weights": [round(100 * weight) for weight in model.coef_[0]],
    }
    text = json.dumps(data, separators=(",", ":"))
    (DATA / "letters.json").write_text(f"{text}\n", encoding="utf-8")


def read_texts(*names: str) -> list[Mapping[str, object]]:
    """Return the texts of the files that there are."""
    paths = [TEXTS / f"{name}.toml" for name in names]
    return [
        text
        for path in paths
        if path.exists()
        for text in tomllib.loads(path.read_text(encoding="utf-8"))["utterance"]
    ]


def features(text: str, copy: int) -> dict[str, int]:
    """Return the features of a text, without a third of its phrases in all copies but the first."""
    words = TextPhrases([text])
    if copy:
        words.matches = [item for item in words.matches if not is_left_out(item, copy)]
    positions = words.positions()
    points = points_of(positions, frames())
    return features_of(points, positions, words.size, words.languages)


def is_left_out(item: tuple[str, object], copy: int) -> bool:
    """Tell whether a copy lacks a phrase."""
    language, match = item
    if match.concept in KEPT or match.concept.startswith("start"):
        return False
    key = f"{copy} {language} {match.concept} {match.entry}"
    return hashlib.sha256(key.encode()).digest()[0] < 256 * LEFT_OUT


def written(data: Mapping[str, object]) -> str:
    """Return the weights as JSON with one feature a line."""

    def lines() -> Iterator[str]:
        for name, row in data["features"].items():
            yield f"    {json.dumps(name)}: {json.dumps(row)}"

    head = {key: value for key, value in data.items() if key != "features"}
    start = json.dumps(head, indent=2, ensure_ascii=False).removesuffix("\n}")
    return f'{start},\n  "features": {{\n' + ",\n".join(lines()) + "\n  }\n}"


if __name__ == "__main__":
    main()
