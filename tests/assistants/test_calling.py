"""Calls of tools: danger first, who answers before the number, short, and nothing lost silently."""

import json

import pytest

from takeaction.assistants import ToolResult, call_tool
from takeaction.assistants.results import MAX_TOKENS, compact_json, count_tokens
from takeaction.errors import QueryError

SIGNS = (
    "ilo-indicators:dhs-bruises-different-stages",
    "ilo-indicators:dhs-child-stopped-school",
    "ilo-indicators:ilo-op-dest-documents-taken",
)
CALLS = (
    ("ask", {"text": "my boss took my passport and I am in Dubai"}),
    ("ask", {"text": "me quitaron el pasaporte y no me pagan", "region": "ES"}),
    ("ask", {"text": "what can a student do in 30 minutes"}),
    ("ask", {"text": "I want to buy coffee and chocolate"}),
    ("ask", {"text": "we travel to Thailand on holiday, what should we know before the trip"}),
    ("ask", {"text": "hotline in Nigeria"}),
    ("ask", {"text": "qwerty"}),
    ("find_help", {"region": "GB"}),
    ("find_help", {"region": "US", "topic": "police-feared", "languages": ["es"]}),
    ("find_help", {"region": "001"}),
    ("find_help", {"region": "DE", "language": "pl", "channel": "voice", "calling_from": "PL"}),
    ("find_help", {"region": "TH", "languages": ["th"], "home": "MM"}),
    ("recommend_actions", {"minutes": 30, "region": "US-OH", "skills": ["writing"]}),
    ("recommend_actions", {"minutes": 30, "concern": "self", "age": "child"}),
    ("recommend_actions", {"minutes": 600, "roles": ["nurse"], "modes": ["solo-online"]}),
    ("assess_signs", {"observed": SIGNS, "region": "US-TX", "when": {SIGNS[0]: "past"}}),
    ("assess_signs", {"observed": [], "role": "self"}),
    ("assess_signs", {"observed": SIGNS[:1], "not_observed": SIGNS[2:], "person": "adult"}),
    ("check_purchase", {"goods": ["coffee", "t-shirt", "xyzzy"], "ships_to": "US"}),
    ("check_purchase", {"goods": ["coffee"], "origin": "BR"}),
    ("check_destination", {"region": "TH"}),
    ("check_destination", {"region": "Liechtenstein", "languages": ["fr"]}),
    ("search", {"text": "coffee labels"}),
    ("search", {"text": "locked in", "kinds": ["indicator"]}),
    ("search", {"text": "help me I am locked in", "region": "GB"}),
    ("search", {"text": "zzzzzz"}),
    ("get_record", {"id": "us-hotline:national-hotline"}),
    ("get_record", {"id": "recover-unpaid-wages"}),
)


@pytest.mark.parametrize(("name", "arguments"), CALLS)
def test_an_answer_is_short_and_begins_with_danger(call, name, arguments):
    # It fits its schema, and neither its data nor its text has more than 1,500 tokens.
    result = call(name, **arguments)

    assert next(iter(result.content)) == "danger"
    danger = result.content["danger"]["text"].partition("\n")[0]
    assert result.text.split("\n")[1].startswith(f"| **{danger[:40]}")
    assert count_tokens(compact_json(result.content)) <= MAX_TOKENS
    assert count_tokens(result.text) <= MAX_TOKENS


@pytest.mark.parametrize(("name", "arguments"), CALLS)
def test_an_answer_with_details_fits_its_schema(call, name, arguments):
    usual = call(name, **arguments)

    limited = call(name, **arguments, limit=50)
    detailed = call(name, **arguments, limit=50, details=True)

    assert len(compact_json(limited.content)) >= len(compact_json(usual.content)) - 200
    assert len(compact_json(detailed.content)) >= len(compact_json(limited.content))


def lines_of(result):
    return result.content["from_packs"]["helplines"]


@pytest.mark.parametrize("region", ["GB", "US", "AE", "DE", "BR", "IN", "US-TX", "001"])
def test_a_number_has_its_record_who_answers_and_its_date(call, region):
    for line in lines_of(call("find_help", region=region, limit=50)):
        keys = list(line)
        assert keys[:5] == ["id", "name", "who", "operator_kind", "is_enforcement"]
        assert keys[-1] == "ways"
        for way in line["ways"]:
            assert {"state", "since"} == way["freshness"].keys()


def test_lines_of_one_body_are_one_helpline(call):
    lines = lines_of(call("find_help", region="GB", limit=50))

    ids = [line["id"] for line in lines]
    assert len(ids) == len(set(ids))
    assert max(len(line["ways"]) for line in lines) > 1


def test_an_answer_says_what_it_leaves_out_and_how_to_get_it(call):
    first = call("find_help", region="GB")

    more = int(first.content["left_out"][0].partition("limit=")[2].rstrip("."))
    second = call("find_help", region="GB", limit=more)

    assert first.content["left_out"] == [f"helplines: {more - 3} more; ask with limit={more}."]
    assert len(lines_of(second)) == more
    assert "left_out" not in second.content


def test_what_no_call_gives_is_told_as_such(call):
    (sentence,) = call("search", text="help", limit=50, kinds=["resource"]).content["left_out"]

    assert sentence.endswith("; no call gives them, so ask for less, such as a smaller place.")


def test_a_limit_that_is_given_is_kept_whatever_the_length(call):
    assert len(lines_of(call("find_help", region="US", limit=1))) == 1
    assert count_tokens(call("find_help", region="US", limit=50).text) > MAX_TOKENS


def test_a_line_for_other_matters_says_so(call):
    lines = lines_of(call("find_help", region="CL", topic="captivity", limit=50))

    headings = [line["heading"] for line in lines if "heading" in line]
    assert "heading" not in lines[0]
    assert headings
    assert all("for other things" in heading.partition(".")[0] for heading in headings)


@pytest.mark.parametrize("languages", [["en"], ["es"], ["ar"]])
def test_somebody_else_to_talk_to_is_named_apart_from_the_notice(call, languages):
    # The name of a line is a pack's word, so it is not in the emergency notice of the library.
    content = call("find_help", region="PL", topic="immigration-fear", languages=languages).content

    talk_first = content["from_packs"]["talk_first"]
    names = [line["name"] for line in content["from_packs"]["helplines"]]
    assert any(name in talk_first for name in names)
    assert not any(name in content["danger"]["text"] for name in names)
    assert "112" in content["danger"]["text"]


def test_a_worry_brings_the_helplines_before_the_actions(call):
    worried = call("recommend_actions", minutes=30, concern="other").content["from_packs"]
    other = call("recommend_actions", minutes=30).content["from_packs"]

    assert list(worried).index("helplines") < list(worried).index("actions")
    assert list(other).index("helplines") > list(other).index("actions")


def test_a_need_in_a_search_brings_the_helplines_first(call):
    content = call("search", text="help me I am locked in", region="GB").content

    assert content["is_need"]
    packs = list(content["from_packs"])
    assert packs.index("helplines") < packs.index("records")


def test_signs_of_a_question_are_not_ticked(call):
    # ``ask`` gives their ids; only ``assess_signs`` weighs them.
    content = call("ask", text="she never has her passport and is always watched").content

    assert content["from_packs"]["signs"]
    assert "level" not in content


def test_the_words_of_a_shopper_are_not_repeated(call):
    result = call("check_purchase", goods=["xyzzy brand", "coffee"])

    assert "xyzzy" not in json.dumps(result.content)
    assert result.content["from_packs"]["unknown_goods"] == [{"position": 1, "nearest": []}]
    assert result.content["from_packs"]["goods"][0]["position"] == 2


def test_the_place_of_a_question_is_told_unless_the_host_knew_it(call):
    # So that a model can ask whether it is right.
    text = "hotline in Nigeria"

    assert call("ask", text=text).content["place_in_text"] == "NG"
    assert "place_in_text" not in call("ask", text=text, region="NG").content


def test_a_null_is_an_argument_that_is_not_given(call):
    given = call("find_help", region="GB", language=None, limit=None, details=None)

    assert given.content == call("find_help", region="GB").content


def test_the_same_call_gets_the_same_answer(call):
    arguments = {"text": "hotline in Nigeria"}

    assert call("ask", **arguments).text == call("ask", **arguments).text


def test_a_result_does_not_show_itself(call):
    # Its ``repr`` may be in a log, and it says what somebody asked.
    assert repr(call("find_help", region="GB")) == "ToolResult(is_error=False, …)"
    assert repr(ToolResult(content={}, is_error=True)) == "ToolResult(is_error=True, …)"


def test_a_host_that_makes_a_mistake_gets_an_error():
    with pytest.raises(QueryError, match="catalog"):
        call_tool(None, "find_help", {"region": "GB"})


def test_a_moment_without_a_zone_is_the_hosts_mistake(catalog):
    with pytest.raises(QueryError, match="zone"):
        call_tool(catalog, "find_help", {"region": "GB"}, at=7)


def test_without_a_moment_and_arguments_it_answers_too(catalog):
    assert not call_tool(catalog, "find_help", {"region": "GB"}).is_error
    assert call_tool(catalog, "find_help").content["errors"][0]["field"] == "region"
