"""The instructions of the server, sentence for sentence."""

import pytest

from takeaction.assistants import INSTRUCTIONS
from takeaction.assistants.results import count_tokens

SENTENCES = (
    "Never invent a number.",
    "Quote numbers and who answers word for word.",
    "Never call, write, fill forms, report, search the web or save memory about this person.",
    "Pass no names or addresses.",
    "Never screen guests, tenants, patients or applicants.",
    "Assess signs only that a person ticked.",
    'Respect "no police".',
    "Say who may read this chat.",
    "You are no counsellor.",
    "Give the danger notice of a result first.",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_instructions_have_each_rule_word_for_word(sentence):
    assert sentence in INSTRUCTIONS


def test_each_rule_has_its_reason_on_its_line():
    rules = [line for line in INSTRUCTIONS.splitlines() if line.startswith("- ")]

    assert len(rules) == len(SENTENCES) - 1
    for rule, sentence in zip(rules, SENTENCES, strict=False):
        assert rule.startswith(f"- {sentence} ")
        assert rule.endswith(".")


def test_the_instructions_are_short():
    assert count_tokens(INSTRUCTIONS) <= 500
