"""How well plain words are heard, by language and kind, and beside a linear model.

    python tests/hearing/measure.py

No text is printed, so that whoever writes frames can run it on texts that they have not read.
``open.toml`` has the note on the labels; ``aside.toml`` was set aside before any frame was written.
``fresh.toml`` is by a writer who never saw a frame. The linear model learns intents and topics from
the same texts as the weights of the frames, by n-grams of characters.
"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from takeaction import Catalog, load
from takeaction.engine.ask.slots import slots_in
from takeaction.engine.hearing.hearing import Heard, TextPhrases, heard_from
from takeaction.engine.hearing.lexicon import PhraseMatch, folded_words
from takeaction.vocabulary.needs import Sureness

HERE = Path(__file__).parent
SETS = ("open", "own", "wider", "told", "aside", "fresh", "own_aside", "wider_aside", "fresh_wider")
TAUGHT = ("open", "own", "ours", "wider", "ours_wider", "told", "letters")
NEEDS = ("need-self", "need-other")
SAFE = ("purchase", "travel", "act", "learn", "off-topic", "other-trouble", "greeting")
"""The kinds for which a need would be a false alarm; signs, report and find-line count for none."""

NEWER = {
    "sexual": ("sexual-exploitation", "sexual-violence"),
    "child-runaway": ("child-runaway", "missing-person", "no-place"),
    "violence-home": ("violence-home", "stalking", "honour-threat"),
    "sextortion": ("sextortion", "picture-shared"),
}
"""The topics that were one when the texts were labelled."""

NONE = ("none",)
"""The topics of a need for which none is offered: it counts as a wrong one."""

COUNTED_IN_WORDS = ("role", "skills", "goods")
"""Slots whose labels are plain English words: an id counts where anything was heard."""

Text = Mapping[str, Any]


class Guess(NamedTuple):
    """What a model says of a text."""

    intent: str
    is_need: bool
    is_sure: bool = False
    topics: tuple[str, ...] = ()
    danger: bool = False


class Tally:
    """Right answers of all, by name."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.all: Counter[str] = Counter()

    def add(self, name: str, *, is_right: bool) -> None:
        self.all[name] += 1
        self.right[name] += is_right

    def __str__(self) -> str:
        return "  ".join(
            f"{name} {100 * self.right[name] / number:.0f} % ({number})"
            for name, number in self.all.items()
        )


def read(name: str) -> list[Text]:
    texts: list[Text] = tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))["utterance"]
    return texts


def label(text: Text) -> str:
    return "unknown" if text["kind"] == "off-topic" else text["kind"]


def tally(texts: Iterable[Text], guess: Callable[[Text], Guess], by: str = "") -> dict[str, Tally]:
    tallies: dict[str, Tally] = defaultdict(Tally)
    for text in texts:
        said, counted = guess(text), tallies[text[by] if by else "all"]
        if text["kind"] in NEEDS:
            counted.add("heard", is_right=said.is_need)
            counted.add("surely heard", is_right=said.is_sure)
            if text["urgent"]:
                counted.add("urgent heard", is_right=said.is_need)
                counted.add("danger told", is_right=said.danger)
            else:
                counted.add("danger without urgency", is_right=said.danger)
            if text["topic"] != "other" and said.topics:
                counted.add("topic first", is_right=is_right(text, said.topics[:1]))
                counted.add("topic among three", is_right=is_right(text, said.topics))
                for topic in said.topics if said.topics != NONE else ():
                    counted.add("offered right", is_right=is_right(text, [topic]))
        if text["kind"] in SAFE:
            counted.add("false alarm", is_right=said.is_need)
            counted.add("sure false alarm", is_right=said.is_sure)
        counted.add("intent", is_right=said.intent == label(text))
    return tallies


def is_right(text: Text, topics: Iterable[str]) -> bool:
    """Tell whether the topic of a text is among some; its label may be older than the topics."""
    right = (text["topic"], *NEWER.get(text["topic"], ()))
    return any(topic in right for topic in topics)


def slot_tally(catalog: Catalog, texts: Iterable[Text]) -> Tally:
    counted = Tally()
    for text in texts:
        heard = heard_from(TextPhrases([text["text"]]))
        found: dict[str, set[str | int]] = defaultdict(set)
        for slot in slots_in(catalog, text["text"], (text["text"],), heard):
            found[slot.field].add(slot.value)
        for field, value in text.get("slots", {}).items():
            is_right = bool(found[field]) if field in COUNTED_IN_WORDS else value in found[field]
            counted.add(field, is_right=is_right)
            if field == "region":
                right = str(value).partition("-")[0]
                places = {str(place).partition("-")[0] for place in found[field]}
                maybe = {str(place).partition("-")[0] for place in found["maybe_region"]}
                counted.add("country", is_right=right in places)
                counted.add("country or asked", is_right=right in places | maybe)
        if "region" not in text.get("slots", {}):
            counted.add("region nobody said", is_right=bool(found["region"]))
    return counted


def by_frames(text: Text) -> Guess:
    return as_guess(heard_from(TextPhrases([text["text"]])))


def as_guess(heard: Heard) -> Guess:
    topics = tuple(topic.value for topic in heard.topics)
    is_sure = heard.sure is Sureness.SURE
    return Guess(heard.intent.value, heard.is_need, is_sure, topics or NONE, heard.danger)


def without_own_phrases(texts: list[Text]) -> Callable[[Text], Guess]:
    """Return a hearing in which each text lacks the phrases that no other text of the set has."""
    uses: dict[tuple[str, ...], set[str]] = defaultdict(set)
    phrases = {text["text"]: TextPhrases([text["text"]]) for text in texts}
    for typed, heard in phrases.items():
        for item in heard.matches:
            uses[_use(item, typed)].add(typed)

    def guess(text: Text) -> Guess:
        heard = TextPhrases([text["text"]])
        heard.matches = [item for item in heard.matches if len(uses[_use(item, text["text"])]) > 1]
        return as_guess(heard_from(heard))

    return guess


def _use(item: tuple[str, PhraseMatch], typed: str) -> tuple[str, ...]:
    """Return a phrase with its language and concept."""
    language, match = item
    return language, match.concept, *folded_words(typed)[match.start : match.end]


def by_linear_model(texts: list[Text]) -> Callable[[Text], Guess]:
    from sklearn.feature_extraction.text import TfidfVectorizer  # in the group bench alone
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    def model(labelled: Mapping[str, str]) -> Any:
        grams = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
        lines = LogisticRegression(C=30, max_iter=2_000, class_weight="balanced")
        return make_pipeline(grams, lines).fit(list(labelled), list(labelled.values()))

    intents = model({text["text"]: label(text) for text in texts})
    topics = model({text["text"]: text["topic"] for text in texts if text["kind"] in NEEDS})
    classes = list(intents.classes_)

    def guess(text: Text) -> Guess:
        shares = dict(zip(classes, intents.predict_proba([text["text"]])[0], strict=True))
        is_need = sum(shares[kind] for kind in NEEDS) >= 1 / 2
        said = (topics.predict([text["text"]])[0],) if is_need else NONE
        return Guess(max(shares, key=lambda kind: shares[kind]), is_need, is_need, said)

    return guess


def main() -> None:
    catalog = load()
    linear = by_linear_model([text for name in TAUGHT for text in read(name)])
    for name in SETS:
        texts = read(name)
        print(f"\n{name}: {len(texts)} texts")
        print("  frames        ", tally(texts, by_frames)["all"])
        print("  linear model  ", tally(texts, linear)["all"])
        print("  own left out  ", tally(texts, without_own_phrases(texts))["all"])
        print("  slots         ", slot_tally(catalog, texts))
        for by in ("language", "kind"):
            for key, counted in sorted(tally(texts, by_frames, by).items()):
                print(f"  {key:14}", counted)


if __name__ == "__main__":
    main()
