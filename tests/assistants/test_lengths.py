"""Every record, and help for every country, within 1,500 tokens; what is cut is told."""

import pytest
from tests.assistants.conftest import AT, VALIDATORS

from takeaction.assistants import call_tool
from takeaction.assistants.results import MAX_TOKENS, compact_json, count_tokens


@pytest.mark.heavy
@pytest.mark.parametrize("language", ["en", "es", "fr", "ar", "zh"])
def test_every_record_is_short(catalog, language):
    for kind in ("actions", "resources", "indicators", "vendors", "labels", "goods", "ratings"):
        for id in getattr(catalog, kind):
            result = call_tool(catalog, "get_record", {"id": id, "languages": [language]}, at=AT)
            VALIDATORS["get_record"].validate(result.content)
            assert count_tokens(compact_json(result.content)) <= MAX_TOKENS, id
            assert count_tokens(result.text) <= MAX_TOKENS, id


@pytest.mark.heavy
@pytest.mark.parametrize("language", ["en", "es", "fr", "ar", "zh"])
def test_help_everywhere_is_short(catalog, language):
    places = sorted({place for record in catalog.resources.values() for place in record.regions})
    for tool in ("find_help", "check_destination"):
        for place in places:
            arguments = {"region": place, "languages": [language]}
            result = call_tool(catalog, tool, arguments, at=AT)
            if not result.is_error:
                assert count_tokens(compact_json(result.content)) <= MAX_TOKENS, place
                assert count_tokens(result.text) <= MAX_TOKENS, place


@pytest.mark.heavy
def test_every_list_of_signs_is_short(catalog):
    ids = list(catalog.indicators)
    for number in (1, 3, 10, 30, 100):
        for role in ("self", "bystander", "health"):
            arguments = {"observed": ids[:number], "region": "US", "role": role}
            result = call_tool(catalog, "assess_signs", arguments, at=AT)
            assert count_tokens(compact_json(result.content)) <= MAX_TOKENS
            assert count_tokens(result.text) <= MAX_TOKENS
