"""Make ``weights.json``, ``topics.json`` and ``letters.json`` from the texts with known meanings.

Run it after a change of words or frames: ``python scripts/hearing/weights.py`` (with the group
``bench``, for scikit-learn). The same texts and words give the same weights.

Linear models learn the weights. Each text counts several times, each time without another half of
its phrases, as if these were not in the lists: so the weights serve texts whose words are not.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from takeaction.engine.hearing.hearing import TextPhrases
from takeaction.engine.hearing.lexicon import folded_words, frames, points_of
from takeaction.engine.hearing.topics import LETTER_STEPS, SIZE, features_of, places_of

ROOT = Path(__file__).parents[2]
TEXTS = ROOT / "tests" / "hearing"
DATA = ROOT / "src" / "takeaction" / "data" / "phrases"
COPIES = 7
LEFT_OUT = 0.5
STRENGTH, TOPIC_STRENGTH, LETTER_STRENGTH = 0.07, 0.03, 10
"""How freely the weights may follow the texts: found by leaving texts out."""

KEPT = frozenset({"me", "they", "not", "mypossess", "theirpossess"})
"""Words that every list of a language has, so that no text lacks them."""

INTENTS = {"off-topic": "unknown"}
OLDER = {
    "sexual-violence": "sexual",
    "sexual-exploitation": "sexual",
    "stalking": "violence-home",
    "honour-threat": "violence-home",
    "picture-shared": "sextortion",
    "forced-crime": "debt",
    "after": "other",
    "adult-at-risk": "violence-home",
    "no-place": "child-runaway",
    "missing-person": "child-runaway",
    "cutting": "other",
    "organ": "other",
    "soldier": "other",
    "police-feared": "other",
}
"""Topics of which there are too few texts to learn from, and the one that they were a part of."""

NEEDS = ("need-self", "need-other")
SOURCE = "scripts/hearing/weights.py, from tests/hearing"

Text = Mapping[str, Any]
Features = Mapping[str, int]


class Weights(NamedTuple):
    """The weights of each feature for each name, and the bias of each name."""

    names: list[str]
    bias: list[int]
    features: dict[str, list[int]]


def main() -> None:
    """Write the weights of concepts for intents and for topics, and those of letters.

    Topics are learned without the letters: a long one has words of many.
    """
    short = read_texts("open", "own", "ours", "wider", "ours_wider", "told")
    texts = short + read_texts("letters")
    needs = [text for text in texts if text["kind"] in NEEDS]
    short_needs = [text for text in short if text["kind"] in NEEDS]
    write_letters(texts)
    rows = {text["text"]: list(copies(text["text"])) for text in texts}
    intents = weights(texts, rows, list(map(intent, texts)), STRENGTH)
    urgent = ["urgent" if is_urgent(text) else "" for text in texts]
    write("weights", joined(intents, weights(texts, rows, urgent, TOPIC_STRENGTH)))
    topics = weights(short_needs, rows, list(map(topic, short_needs)), TOPIC_STRENGTH)
    danger = ["danger" if is_urgent(text) else "" for text in needs]
    write("topics", joined(topics, weights(needs, rows, danger, TOPIC_STRENGTH)))


def joined(table: Weights, other: Weights) -> Weights:
    """Return two tables of the same features as one."""
    features = {name: row + other.features.get(name, [0]) for name, row in table.features.items()}
    return Weights([*table.names, *other.names], table.bias + other.bias, features)


def is_urgent(text: Text) -> bool:
    """Tell whether a text is a need that cannot wait."""
    return text["kind"] in NEEDS and text["urgent"]


def intent(text: Text) -> str:
    """Return the intent that a text should have."""
    return INTENTS.get(text["kind"], text["kind"])


def topic(text: Text) -> str:
    """Return the topic that weights should give: newer and finer ones are told apart by rules."""
    return OLDER.get(text["topic"], text["topic"])


def weights(
    texts: list[Text], rows: Mapping[str, list[Features]], labels: list[str], strength: float
) -> Weights:
    """Return the weights of each feature for each label, or for the second of two labels."""
    known = DictVectorizer(dtype=np.float64)
    table = known.fit_transform(
        [rows[text["text"]][copy] for copy in range(COPIES) for text in texts]
    )
    model = LogisticRegression(C=strength, max_iter=5_000).fit(table / 4, labels * COPIES)
    columns = {
        name: [round(250 * value) for value in model.coef_[:, place]]
        for name, place in sorted(known.vocabulary_.items())
    }
    names = list(model.classes_)[-len(model.intercept_) :]
    return Weights(names, [round(1_000 * value) for value in model.intercept_], columns)


def write_letters(texts: list[Text]) -> None:
    """Write the weights of words and runs of letters, for each intent."""
    starts, columns, values = [0], [], []
    for text in texts:
        places = sorted(places_of(folded_words(text["text"])))
        columns += places
        values += [1 / len(places) ** 0.5] * len(places)
        starts.append(len(columns))
    table = csr_matrix((values, columns, starts), shape=(len(texts), SIZE))
    model = LogisticRegression(C=LETTER_STRENGTH, max_iter=5_000, class_weight="balanced")
    model.fit(table, list(map(intent, texts)))
    data = {
        "source": SOURCE,
        "names": list(model.classes_),
        "bias": [round(LETTER_STEPS * value) for value in model.intercept_],
        "weights": {
            name: [round(LETTER_STEPS * weight) for weight in row]
            for name, row in zip(model.classes_, model.coef_, strict=True)
        },
    }
    text = json.dumps(data, separators=(",", ":"))
    (DATA / "letters.json").write_text(f"{text}\n", encoding="utf-8")


def read_texts(*names: str) -> list[Text]:
    """Return the texts of the files that there are."""
    paths = [TEXTS / f"{name}.toml" for name in names]
    return [
        text
        for path in paths
        if path.exists()
        for text in tomllib.loads(path.read_text(encoding="utf-8"))["utterance"]
    ]


def copies(text: str) -> Iterator[Features]:
    """Yield the features of a text, without half of its phrases in all copies but the first."""
    words, said = TextPhrases([text]), folded_words(text)
    matches = words.matches
    for copy in range(COPIES):
        words.matches = [item for item in matches if not (copy and is_left_out(item, said, copy))]
        positions = words.positions()
        yield features_of(points_of(positions, frames()), positions, words.shape)


def is_left_out(item: tuple[str, Any], said: Sequence[str], copy: int) -> bool:
    """Tell whether a copy lacks a phrase."""
    language, match = item
    if match.concept in KEPT or match.concept.startswith("start"):
        return False
    phrase = " ".join(said[match.start : match.end])
    key = f"{copy} {language} {match.concept} {phrase}"
    return hashlib.sha256(key.encode()).digest()[0] < 256 * LEFT_OUT


def write(file: str, table: Weights) -> None:
    """Write weights as JSON with one feature a line."""

    def lines() -> Iterator[str]:
        for name, row in table.features.items():
            yield f"    {json.dumps(name)}: {json.dumps(row)}"

    head = {"source": SOURCE, "names": table.names, "bias": table.bias}
    start = json.dumps(head, indent=2, ensure_ascii=False).removesuffix("\n}")
    text = f'{start},\n  "features": {{\n' + ",\n".join(lines()) + "\n  }\n}"
    (DATA / f"{file}.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
