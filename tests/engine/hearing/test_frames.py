"""Frames: concepts near each other, and their points."""

import pytest

from takeaction.engine.hearing.lexicon import ConceptFrame, FramePart, frames, points_of
from takeaction.vocabulary.needs import NeedTopic

NEAR = ConceptFrame((FramePart(("a", "b"), None), FramePart(("c",), 3)), {"need": 2})
FAR = ConceptFrame((FramePart(("a",), None), FramePart(("c",), None)), {"need": 1})


@pytest.mark.parametrize(
    ("positions", "points"),
    [
        ({"a": 1 << 5, "c": 1 << 8}, 3),
        ({"b": 1 << 5, "c": 1 << 2}, 2),
        ({"a": 1 << 5, "c": 1 << 9}, 1),
        ({"a": 1 << 5}, 0),
        ({}, 0),
    ],
    ids=["near", "other-order", "too-far", "one-only", "nothing"],
)
def test_a_frame_is_met_by_its_concepts_within_its_distance(positions, points):
    assert points_of(positions, (NEAR, FAR))["need"] == points


def test_a_frame_may_have_an_order_and_things_that_speak_against_it():
    ordered = ConceptFrame((FramePart(("a",), None), FramePart(("b",), 3, after=True)), {"need": 1})
    unless = ConceptFrame((FramePart(("a",), None),), {"self": 1}, without=("c",))

    assert points_of({"a": 0b1, "b": 0b1000}, (ordered,))["need"] == 1
    assert not points_of({"a": 0b1000, "b": 0b1}, (ordered,))["need"]
    assert not points_of({"a": 0b1, "b": 0b10000}, (ordered,))["need"]
    assert points_of({"a": 0b1}, (unless,))["self"] == 1
    assert not points_of({"a": 0b1, "c": 0b1}, (unless,))["self"]


def test_a_frame_counts_once():
    positions = {"a": 0b1010101, "c": 0b1010101}

    assert points_of(positions, (NEAR,))["need"] == 2


RULES = {
    *("hunter", "harmtold", "accused", "stop-partner", "stop-child", "stop-buyer", "body", "pills"),
    *("now", "sure", "own-death", "other-death", "threat-of-death", "out", "profit", "child-hurt"),
    *("pictures-demanded", "sexual", "gone-child", "gone-adult", "done-to-me", "witness"),
    *("fraud", "help-in", "grown-up", "in-compound", "young-writer", "pictures", "pay-kept"),
}
"""Points that rules read, and the two sexual topics together."""


def test_points_are_for_intents_persons_danger_topics_and_rules():
    # A misspelt name of points would count for nothing.
    known = {topic.value for topic in NeedTopic} - {"other"} | RULES
    known |= {"need", "self", "else", "danger", "child", "off-topic", "other-harm"}
    known |= {"purchase", "act", "travel", "learn", "signs", "report", "find-line"}

    assert {name for frame in frames() for name in frame.points} <= known


def test_what_people_say_of_a_topic_is_heard_without_a_frame_that_somebody_wrote():
    alone = {
        frame.parts[0].concepts[0]: frame.points for frame in frames() if len(frame.parts) == 1
    }

    for topic in set(NeedTopic) - {NeedTopic.OTHER}:
        assert alone[f"said-{topic}"].keys() == {topic.value, "need"}
