"""Said at once or asked for the place afterwards: the same answer, through every face.

Whoever writes "my husband hits me" and names no country is asked where they are. What they said
goes on with the place, in closed words (``About``), and in nothing else.
"""

import json
import re
from datetime import UTC, datetime
from html import unescape
from itertools import product
from urllib.parse import urlencode

import anyio
import pytest
from make import our_catalog
from mcp import Client
from starlette.testclient import TestClient

import takeaction as ta
from takeaction.assistants import call_tool
from takeaction.assistants.parameters import ABOUT
from takeaction.assistants.server import Answering, build_server
from takeaction.cli import ask as ask_command
from takeaction.cli import main
from takeaction.core_data import read
from takeaction.engine.help.referral import parts_of_countries
from takeaction.models.question.queries import LONGEST
from takeaction.models.record import page_name
from takeaction.vocabulary.closed_words import Stops
from takeaction.vocabulary.needs import NeedTopic
from takeaction.web import Request, Site, asgi, handle

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
MOMENT = "2026-11-24T15:00Z"
SITE = Site(name="Harbour Street", contact="Priya Raman, 01632 960 123", country="GB")
FORM = {"content-type": "application/x-www-form-urlencoded"}

PLACES = (
    *("GB", "GB-SCT", "US", "US-TX", "CA-ON", "IE", "FR", "DE", "ES", "NL", "BE-VLG", "UA"),
    *("KE", "NG", "ZA", "SO", "AE", "KW", "IN", "NP", "PH", "KH", "TH", "AU", "CL"),
)
TEXTS = (
    *("i want to kill myself", "my husband hits me", "im 15 help", "my boss has my passport"),
    *("i was raped last night", "they make me sell sex and take the money", "he has my nudes"),
    *("my daughter is 14 and an older man gives her gifts", "i got out last month"),
    *("they want to marry me off next week", "my boss does not pay me", "i took pills"),
    *("i hit my wife and i want to stop", "my son is missing since yesterday"),
    *("he says he will deport me", "i am deaf and my boyfriend hits me"),
    *("they hold my brother in a scam compound", "mi jefe tiene mi pasaporte"),
    *("my boss hits me and i only speak tagalog", "zqxw"),
)
SAYS_MORE = -1
"""The texts of which something is known: for the last there is no place to ask for either."""


def _matters():
    """Return what may be known: each topic for whoever asks, and each harm to stop."""
    who = ({}, {"child": "writer", "asks": "self"}, {"child": "other", "asks": "other"})
    yield from (ta.About([topic], **asks) for topic, asks in product(NeedTopic, who))
    yield from (ta.About(stop=stop) for stop in Stops)
    yield ta.About(["violence-home"], person=["men"], careful=True, reach="text", home="PH")
    yield ta.About(["suicide", "wages"], danger=["pills"], calling_from="US", language="es")


MATTERS = tuple(_matters())
PAIRS = [
    (about, PLACES[(number + 5 * step) % len(PLACES)])
    for number, about in enumerate(MATTERS)
    for step in range(5)
]
"""Every matter with five of the places, and every place with a fifth of the matters."""


def _ids(answer):
    return [line.resource.id for line in answer[:3]]


def _page_ids(page):
    found = re.findall(r'<p class="src">.*?/record/([^"?]+)', page, re.DOTALL)
    names = {page_name(record.id): record.id for record in our_catalog()}
    return [names[name] for name in found[:3]]


@pytest.fixture(scope="module")
def post(catalog):
    """Return a function that sends a form of the finder, and returns status and page."""

    def send(path, **fields):
        body = urlencode(fields).encode()
        request = Request(method="POST", path=path, headers=FORM, body=body)
        response = handle(catalog, SITE, request, AT)
        return response.status, response.body.decode()

    return send


@pytest.fixture(scope="module")
def api(catalog):
    def send(name, body):
        headers = {"content-type": "application/json"}
        path, sent = f"/api/v1/{name}", json.dumps(body).encode()
        request = Request(method="POST", path=path, headers=headers, body=sent)
        response = handle(catalog, SITE, request, AT)
        return response.status, json.loads(response.body)

    return send


@pytest.fixture
def shell(capsys):
    """Return a function that runs a command, and returns exit code, output and errors."""

    def run(*arguments):
        code = main(arguments)
        ran = capsys.readouterr()
        return code, ran.out, ran.err

    return run


def _about_in(page):
    """Return the hidden field of a page, which has nothing but closed words and codes."""
    field = re.search(r'name="about" value="([^"]*)"', page)
    return field and unescape(field[1])


# At once and afterwards


def test_words_without_a_place_are_answered_afterwards_as_at_once(catalog):
    wrong = []
    for text, place in product(TEXTS, PLACES):
        at_once = ta.ask(catalog, text, region=place, at=AT)
        reply = ta.ask(catalog, text, at=AT)
        query = ta.HelpQuery(place, about=reply.about)
        after = ta.find_help(catalog, query, languages=reply.languages, at=AT)
        human = tuple(each.text for each in at_once.messages if each.code.startswith("human."))
        if (
            _ids(after) != _ids(at_once.help)
            or after.emergency.text != at_once.help.emergency.text
            or tuple(each.text for each in after.human) != human
            or after.unserved != at_once.help.unserved
        ):
            wrong.append((text, place, _ids(at_once.help), _ids(after)))

    assert wrong == []


def test_the_danger_line_and_the_list_name_the_same_line_first(catalog):
    wrong = []
    for text, place in product(TEXTS, PLACES):
        found = ta.ask(catalog, text, region=place, at=AT).help
        named = [line.resource.id for line in found if str(line.name) in found.emergency.text]
        if named not in ([], _ids(found)[:1]):
            wrong.append((text, place, named, _ids(found)))

    assert wrong == []


@pytest.mark.parametrize("text", TEXTS[:8])
@pytest.mark.parametrize(
    ("said", "place"), [("the uk", "GB"), ("in Scotland", "GB-SCT"), ("i am in Texas", "US-TX")]
)
def test_a_place_in_the_next_message_belongs_to_what_was_said(catalog, text, said, place):
    first = ta.ask(catalog, text, at=AT)

    second = ta.ask(catalog, said, about=first.about, languages=first.languages, at=AT)

    assert second.about == first.about
    assert _ids(second.help) == _ids(ta.ask(catalog, text, region=place, at=AT).help)


@pytest.mark.parametrize("text", TEXTS[:SAYS_MORE])
def test_the_finder_asks_for_the_place_and_keeps_what_was_said(catalog, post, text):
    _, asked = post("/answer", q=text, region="")
    about = _about_in(asked)

    assert about == ta.ask(catalog, text, at=AT).about.as_text()
    assert text not in asked
    for place in ("GB", "US-TX", "KE", "AE", "PH"):
        status, after = post("/help", about=about, region=place)
        at_once = post("/answer", q=text, region=place)[1]

        assert status == 200
        assert _page_ids(after) == _page_ids(at_once) != []
        assert 'method="get"' not in after  # whatever comes next keeps it too
        assert _about_in(after) == about


@pytest.mark.parametrize("text", TEXTS[:SAYS_MORE])
def test_the_api_and_the_tools_hand_on_what_was_said(catalog, api, text):
    about = api("ask", {"text": text})[1]["about"]
    known = call_tool(catalog, "ask", {"text": text}, at=AT).content["about"]

    for place in ("GB", "US-TX", "KE", "AE", "PH"):
        at_once = api("ask", {"text": text, "region": place})[1]["help"]["lines"]
        after = api("find-help", {"query": {"region": place, "about": about}})[1]["lines"]
        tool = call_tool(catalog, "find_help", {"region": place, "about": known}, at=AT)

        ids = [line["id"] for line in at_once][:3]
        assert [line["id"] for line in after][:3] == ids
        shown = [line["id"] for line in tool.content["from_packs"]["helplines"]][:3]
        assert shown == ids[: len(shown)]
        assert tool.content["about"] == known


def test_every_matter_is_the_same_in_the_finder(catalog, post):
    wrong = []
    for about, place in PAIRS:
        query = ta.HelpQuery(place, about=about)
        expected = _ids(ta.find_help(catalog, query, at=AT))
        _, page = post("/help", about=about.as_text(), region=place)
        if _page_ids(page) != expected:
            wrong.append((about.as_text(), place, expected, _page_ids(page)))

    assert wrong == []


def test_every_matter_is_the_same_in_the_api(catalog, api):
    wrong = []
    for about, place in PAIRS:
        query = ta.HelpQuery(place, about=about)
        expected = _ids(ta.find_help(catalog, query, at=AT))
        body = {"query": {"region": place, "about": about.as_json()}, "limit": 3}
        found = [line["id"] for line in api("find-help", body)[1]["lines"]]
        if found != expected:
            wrong.append((about.as_text(), place, expected, found))

    assert wrong == []


def test_every_matter_is_the_same_for_an_assistant(catalog):
    wrong = []
    for about, place in PAIRS:
        query = ta.HelpQuery(place, about=about)
        expected = _ids(ta.find_help(catalog, query, at=AT))
        call = {"region": place, "about": about.known_json(), "limit": 3}
        result = call_tool(catalog, "find_help", call, at=AT)
        found = [line["id"] for line in result.content["from_packs"].get("helplines", ())]
        if found != expected or result.content["about"] != about.known_json():
            wrong.append((about.as_text(), place, expected, found))

    assert wrong == []


def test_three_crises_are_three_answers_in_one_country(post):
    pages = []
    for text in TEXTS[:3]:
        about = _about_in(post("/answer", q=text, region="")[1])
        pages.append(_page_ids(post("/help", about=about, region="GB")[1])[0])

    assert len(set(pages)) == 3


def test_over_http_and_over_the_protocol_it_is_the_same(catalog):
    about = ta.About(["suicide"], asks="self")
    expected = _ids(ta.find_help(catalog, ta.HelpQuery("GB", about=about), at=AT))[0]
    page = TestClient(asgi(catalog, SITE)).post(
        "/help", data={"about": about.as_text(), "region": "GB"}
    )

    async def ask():
        server = build_server(Answering(catalog=catalog, now=lambda: AT))
        async with Client(server) as client:
            arguments = {"region": "GB", "about": about.known_json()}
            return (await client.call_tool("find_help", arguments)).structured_content

    result = anyio.run(ask)

    assert _page_ids(page.text)[0] == expected
    assert page.headers["cache-control"] == "no-store"
    assert "unsafe" not in page.headers["content-security-policy"]
    assert result["from_packs"]["helplines"][0]["id"] == expected


def test_the_command_takes_the_about_of_its_json(catalog, shell):
    about = json.loads(shell("ask", "my husband hits me", "--json", "--at", MOMENT)[1])["about"]

    code, out, _ = shell(
        *("find-help", "--region", "KE", "--about", json.dumps(about)), "--json", "--at", MOMENT
    )

    at_once = ta.ask(catalog, "my husband hits me", region="KE", at=AT)
    assert code == 0
    assert [line["id"] for line in json.loads(out)["lines"]][:3] == _ids(at_once.help)


@pytest.fixture
def at_a_terminal(monkeypatch):
    """Return a function that lets the next command ask somebody who gives these answers."""

    def sit(*answers):
        given = iter(answers)

        def answer(_):
            try:
                return next(given)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr(ask_command, "is_terminal", lambda: True)
        monkeypatch.setattr("builtins.input", answer)
        return given

    return sit


def test_at_a_terminal_the_place_is_asked_for_and_then_its_part(catalog, shell, at_a_terminal):
    left = at_a_terminal("Atlantis", "GB", "scotland", "never asked")

    code, out, _ = shell("ask", "my husband hits me", "--at", MOMENT)

    *_, slip, country, part = (" ".join(each.split()) for each in out.split("\n\nIf "))
    found = ta.ask(catalog, "my husband hits me", region="GB-SCT", at=AT).help
    assert code == 0
    assert "you or someone else could be hurt right now" in slip
    assert "Unknown word in region." in slip
    assert "a life is at risk" in country
    assert country.endswith("Which part of the country? England, Northern Ireland, Scotland, Wales")
    assert str(found[0].name) in part
    assert next(left) == "never asked"


@pytest.mark.parametrize("answers", [(), ("",)], ids=["end of input", "empty line"])
def test_at_a_terminal_nobody_has_to_name_a_place(shell, at_a_terminal, answers):
    at_a_terminal(*answers)

    code, out, _ = shell("ask", "my husband hits me", "--at", MOMENT)

    assert code == 0
    assert "Where is help needed?" in out


@pytest.mark.broad
@pytest.mark.parametrize("step", [pytest.param(1, marks=pytest.mark.heavy), 5])
def test_every_matter_and_text_in_every_place(catalog, step):
    places = [*read("regions")["countries"], *(p for p in PLACES if "-" in p)][::step]
    differ = []
    for place in places:
        for text in TEXTS:
            at_once = ta.ask(catalog, text, region=place, at=AT)
            query = ta.HelpQuery(place, about=ta.ask(catalog, text, at=AT).about)
            after = ta.find_help(catalog, query, languages=at_once.languages, at=AT)
            if _ids(after) != _ids(at_once.help):
                differ.append((place, text, _ids(at_once.help), _ids(after)))
        for about in MATTERS:
            read_back = ta.About.from_text(about.as_text())
            now = ta.find_help(catalog, ta.HelpQuery(place, about=about), at=AT)
            after = ta.find_help(catalog, ta.HelpQuery(place, about=read_back), at=AT)
            if _ids(now) != _ids(after):
                differ.append((place, about.as_text(), _ids(now), _ids(after)))

    assert not differ, "\n".join(map(str, differ))


# Parts of countries


def test_every_part_with_lines_of_its_own_can_be_chosen(catalog):
    home = handle(catalog, SITE, Request(), AT).body.decode()
    parts = [part for found in catalog.once(parts_of_countries).values() for part in found]

    assert {"GB-ENG", "GB-NIR", "GB-SCT", "GB-WLS"} <= set(parts)
    assert all(f'<option value="{part}"' in home for part in parts)
    assert '<optgroup label="United Kingdom">' in home


def test_an_answer_offers_the_parts_and_keeps_what_was_said(post):
    about = _about_in(post("/answer", q="my husband hits me", region="GB")[1])

    page = post("/help", about=about, region="GB")[1]

    assert '<button class="btn two" name="region" value="GB-SCT">Scotland</button>' in page
    assert "Ask again for the part" not in page
    assert _page_ids(post("/help", about=about, region="GB-SCT")[1]) == _page_ids(
        post("/answer", q="my husband hits me", region="GB-SCT")[1]
    )


# What may not be handed on

CANARY = "quimby"
BAD = {
    "topic": json.dumps({"topics": [CANARY]}),
    "text": f"my name is {CANARY}",
    "list": json.dumps([CANARY]),
    "word": json.dumps(CANARY),
    "key": json.dumps({CANARY: "x", "topics": ["suicide"]}),
    "type": json.dumps({"topics": {CANARY: 1}}),
    "flag": json.dumps({"careful": CANARY}),
    "place": json.dumps({"home": f"12 {CANARY} street"}),
    "language": json.dumps({"language": f"x-{CANARY}"}),
    "person": json.dumps({"person": ["lgbt"], "danger": [CANARY]}),
    "many": json.dumps({"topics": ["suicide"] * 7 + [CANARY]}),
    "deep": '{"topics":' + "[" * 700 + f'"{CANARY}"' + "]" * 700 + "}",
    "long": json.dumps({"topics": [CANARY * (LONGEST // 5)]}),
    "huge number": json.dumps({"topics": [10**400]}),
    "broken": '{"topics": ["suicide"',
}
OBJECTS = {name: text for name, text in BAD.items() if name not in ("text", "broken")}


@pytest.mark.parametrize("name", BAD)
def test_the_finder_refuses_what_it_did_not_write(post, name):
    status, page = post("/help", about=BAD[name], region="GB")

    assert status == 400
    assert CANARY not in page
    assert 'href="tel:999"' in page


def test_what_is_known_of_a_need_is_never_in_an_address(catalog):
    query = urlencode({"about": '{"topics":["suicide"]}', "region": "GB"})

    response = handle(catalog, SITE, Request(path="/help", query=query), AT)

    assert response.status == 400
    assert b"suicide" not in response.body


def test_two_fields_that_say_what_is_known_are_refused(catalog):
    body = urlencode([("about", '{"topics":["suicide"]}')] * 2).encode()

    response = handle(
        catalog, SITE, Request(method="POST", path="/help", headers=FORM, body=body), AT
    )

    assert response.status == 400


@pytest.mark.parametrize("name", OBJECTS)
@pytest.mark.parametrize("question", ["ask", "find-help"])
def test_the_api_refuses_it_and_says_what_to_do_in_danger(api, question, name):
    about = json.loads(BAD[name])
    asked = {"region": "GB", "about": about}
    body = {"text": "help", **asked} if question == "ask" else {"query": asked}

    status, answer = api(question, body)

    assert status == 400
    assert CANARY not in json.dumps(answer)
    assert "999" in answer["error"]["emergency"]


@pytest.mark.parametrize("name", OBJECTS)
@pytest.mark.parametrize("tool", ["ask", "find_help"])
def test_a_tool_refuses_it_and_says_what_to_do_in_danger(catalog, tool, name):
    text = {"text": "help"} if tool == "ask" else {}

    result = call_tool(catalog, tool, {**text, "region": "GB", "about": json.loads(BAD[name])})

    assert result.is_error
    assert CANARY not in result.text
    assert "999" in result.content["danger"]["text"]


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", [("ask", "help"), ("find-help",)], ids=lambda each: each[0])
def test_a_command_refuses_it_and_says_what_to_do_in_danger(shell, command, name):
    code, out, err = shell(*command, "--region", "GB", "--about", BAD[name])
    as_json = shell(*command, "--region", "GB", "--about", BAD[name], "--json")

    assert (code, out) == (2, "")
    assert CANARY not in err
    assert "999" in err
    assert as_json[0] == 2
    assert CANARY not in as_json[1]
    assert "999" in json.loads(as_json[1])["error"]["emergency"]


@pytest.mark.parametrize("name", BAD)
def test_python_refuses_it_without_an_echo(name):
    with pytest.raises(ta.QueryError) as caught:
        ta.About.from_text(BAD[name])

    assert CANARY not in f"{caught.value} {caught.value!r} {caught.value.as_json()}"


def test_python_says_what_to_do_in_danger_where_the_question_is_wrong(catalog):
    for ask in (
        lambda: ta.ask(catalog, "help", region="Atlantis"),
        lambda: ta.ask(catalog, "help", region="GB", about="suicide"),
        lambda: ta.find_help(catalog, ta.HelpQuery("Atlantis")),
        lambda: ta.find_help(catalog, ta.HelpQuery("GB"), limit=0),
    ):
        with pytest.raises(ta.QueryError) as caught:
            ask()
        assert "call" in caught.value.emergency
        assert caught.value.as_json()["emergency"] == caught.value.emergency


@pytest.mark.parametrize("option", [("--region", "Atlantis"), ("--topic", "x"), ("--purpose", "x")])
def test_a_wrong_word_on_the_command_line_says_what_to_do_in_danger(shell, option):
    code, _, err = shell("find-help", *option)
    answer = json.loads(shell("find-help", *option, "--json")[1])

    assert code == 2
    assert "your local emergency number" in " ".join(err.split())
    assert "your local emergency number" in answer["error"]["emergency"]


def test_no_place_is_the_world_everywhere(catalog, api, shell):
    world = _ids(ta.find_help(catalog, ta.HelpQuery("001"), at=AT))

    assert _ids(ta.find_help(catalog, ta.HelpQuery(""), at=AT)) == world
    assert _ids(ta.find_help(catalog, ta.HelpQuery(" ", calling_from="", home=""), at=AT)) == world
    assert [line["id"] for line in api("find-help", {"query": {"region": ""}})[1]["lines"]][
        :3
    ] == world
    assert not call_tool(catalog, "find_help", {"region": ""}, at=AT).is_error
    assert not call_tool(catalog, "ask", {"text": "help", "region": ""}, at=AT).is_error
    assert shell("find-help", "--region", "")[0] == 0
    assert ta.ask(catalog, "help", region="").question.id == "where"
    assert ta.Profile(minutes=5, region="").region == "001"
    assert ta.search(catalog, "hotline", region="")
    assert ta.assess(catalog, [], region="")


def test_the_schema_of_a_tool_has_every_field_of_what_may_be_known():
    properties = ABOUT.schema["properties"]

    assert list(properties) == list(ta.About().as_json())
    for part in properties.values():
        items = part.get("items", part)
        assert items["type"] == "boolean" or "enum" in items or "pattern" in items
