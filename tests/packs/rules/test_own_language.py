"""A pack in any language: rules ask for English words only in English."""

import pytest

from takeaction import load

HEADER = """\
id = "trial"
title = "Un essai"
publisher = "The tests"
licence = "CC0-1.0"
schema = 1
languages = ["{language}"]
source_language = "{language}"
{caveat}
"""

ACTION = """\
[[action]]
id = "act"
title = "Signaler ce que vous avez vu"
summary = "{summary}"
steps = ["Un.", "Deux.", "Trois."]
minutes = {{ min = 1, typical = 2, max = 3 }}
cadence = "as-needed"
modes = ["solo-in-person"]
concern = true
ages = {ages}
finds = [{{ purpose = "report" }}]
source = {{ title = "Une page" }}
{safety}
"""

SIGN = """\
[[indicator]]
id = "sign"
text = "Une personne vient d'un autre pays : ce n'est pas un signe."
element = "context"
grade = "context"
grade_basis = "editorial"
types = ["any"]
observable_by = ["bystander"]
ask = "notice"
reading = "read"
source = { title = "Une liste" }
"""

SAFETY = 'safety = ["Danger : appelez les secours.", "Dites ce que vous avez vu de vos yeux."]'
CAVEAT = 'caveat = "Un signe n\'est pas une preuve."'


@pytest.fixture
def codes(tmp_path):
    def of(language, *, caveat=CAVEAT, safety=SAFETY, ages='["adult"]', summary="Cela aide."):
        action = ACTION.format(safety=safety, ages=ages, summary=summary)
        files = {
            "pack": HEADER.format(language=language, caveat=caveat),
            "actions": action,
            "indicators": SIGN,
        }
        for name, text in files.items():
            (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        return [mistake.code for mistake in load(paths=[tmp_path], packs=[]).mistakes]

    return of


@pytest.mark.parametrize("ages", ['["adult"]', '["youth"]'])
def test_a_pack_in_another_language_is_not_asked_for_english_words(codes, ages):
    assert codes("fr", ages=ages) == []
    assert codes("fr-CA", ages=ages) == []


@pytest.mark.parametrize("language", ["en", "en-GB"])
def test_a_pack_in_english_needs_the_words(codes, language):
    assert sorted(codes(language)) == [
        "content.context_text",
        "content.no_emergency",
        "content.not_proof",
        "content.own_eyes",
    ]
    assert "content.child_help" in codes(language, ages='["youth"]')


def test_in_every_language_the_lines_are_required(codes):
    # Only people can tell what they say, but a pack without them gets a warning.
    assert sorted(codes("fr", caveat="", safety="")) == [
        "content.no_emergency",
        "content.not_proof",
        "content.own_eyes",
    ]


def test_dangerous_english_advice_is_found_in_every_pack(codes):
    assert codes("fr", summary="Follow the driver.") == ["content.dangerous_advice"]
