"""Who answers a line, and who they tell: the same sentence in two languages."""

import pytest

from takeaction.engine.help.who_answers import who_answers_and_tells

SHARED = {"shares_with": ["child-protection", "emergency-services", "police"]}
ENGLISH = (
    "An independent organisation, not the police. "
    "May tell child protection, emergency services and the police."
)


@pytest.mark.parametrize("language", ["es", "fr"])
def test_the_english_beneath_a_translation_is_all_english(make_resource, language):
    resource = make_resource(operator_kind="ngo", contact=SHARED)

    words = who_answers_and_tells(resource, language).words

    assert words.source == ENGLISH
    assert words.text != ENGLISH
