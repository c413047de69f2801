"""Each rule about wording is registered under the codes of the mistakes that it finds."""

import pytest
from examples import EXAMPLES, write

import takeaction
from takeaction.packs.rules import wording

RULES = (*wording.TEXT_RULES, *wording.RECORD_RULES)
CODES = {code for rule in RULES for code in rule.codes}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.codes[0])
def test_a_rule_finds_the_mistakes_of_its_codes_and_no_other(tmp_path, monkeypatch, rule):
    for name in ("TEXT_RULES", "RECORD_RULES"):
        monkeypatch.setattr(
            wording, name, [each for each in getattr(wording, name) if each is rule]
        )

    packs = [
        takeaction.load(paths=[write(tmp_path / code, EXAMPLES[code])], packs=[]) for code in CODES
    ]

    found = {error.code for catalog in packs for error in catalog.mistakes}
    assert found & CODES == set(rule.codes)
