"""Help in an assessment follows the topic of the signs."""

from datetime import UTC, datetime

import pytest

from takeaction import assess

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def sign_of(catalog, concept):
    return next(
        sign.id
        for sign in catalog.indicators.values()
        if sign.concept == concept and sign.element != "context"
    )


@pytest.mark.parametrize(
    ("concept", "purpose"),
    [
        ("third-party-control-of-sex", "sexual-violence"),
        ("threat-of-exposure", "online-safety"),
        ("threat-of-authorities", "legal"),
    ],
    ids=["sexual", "pictures", "immigration"],
)
@pytest.mark.parametrize("role", ["survivor", "bystander"])
def test_a_line_for_the_topic_is_beside_the_general_one(catalog, concept, purpose, role):
    signs = [sign_of(catalog, concept)]

    answer = assess(catalog, signs, role=role, person="adult", region="US", at=AT)
    records = [line.resource for line in answer.help]

    assert "us-hotline:national-hotline" in [record.id for record in records[:2]]
    assert any(purpose in record.purposes for record in records[:3])


def test_a_topic_without_other_lines_still_has_one(catalog):
    signs = [sign_of(catalog, "threat-of-exposure")]

    assert assess(catalog, signs, region="001", at=AT).help
