"""Law: the same question has the same answer in Python, on the command line, in the API, on a page.

A page shows the numbers of one organisation together, as the command line does, so what it has to
keep is the order of the organisations, and that of the numbers of each.
"""

import json
from datetime import UTC, datetime
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest

import takeaction as ta
from takeaction.cli import ask, buy, find_help, main, recommend, signs
from takeaction.web import Request, Site, handle

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
MOMENT = "2026-11-24T15:00Z"
PLACES = ("GB", "US-TX", "IN", "AE")
LANGUAGES = ("en", "es", "fr")
NEEDS = (  # words that nobody understands may be of somebody in need
    "my boss has my passport and does not pay me",
    "they took my papers and I am locked in",
    "mi jefe tiene mi pasaporte",
    "on m'a pris mes papiers",
    "xyzzy",
)
WISHES = ("how can I volunteer as a nurse", "is this coffee fair trade")
PROFILES = (
    {"minutes": 5},
    {"minutes": 60, "roles": ["teacher"]},
    {"minutes": 240, "roles": ["student"]},
)
GOODS = ("coffee", "cotton", "bricks")
ABOUT = {"self": "self", "bystander": "other"}
SITE = Site(name="Harbour Street", contact="Priya Raman, 01632 960 123")


def titles(recommendations, languages):
    return [each.action.title.pick(languages).text for each in recommendations]


class Seen(HTMLParser):
    """The parts of a page: numbers to tap in lines of help, headings, and items of lists."""

    def __init__(self, page):
        super().__init__()
        self.numbers, self.texts, self.open, self.in_line = [], {}, [], 0
        self.plain = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag in {"meta", "link", "input", "br", "img"}:
            return
        values = dict(attrs)
        self.open.append((tag, values.get("class", "")))
        self.in_line += "line" in values.get("class", "").split()
        href = values.get("href") or ""
        if self.in_line and href.startswith(("tel:", "sms:")):
            self.numbers.append(href.partition(":")[2])

    def handle_endtag(self, tag):
        while self.open:
            name, classes = self.open.pop()
            self.in_line -= "line" in classes.split()
            if name == tag:
                return

    def has_in_order(self, texts):
        start = 0
        for text in texts:
            start = self.plain.find(text, start) + 1
            if not start:
                return False
        return True

    def handle_data(self, data):
        self.plain += data
        if self.open and data.strip():
            place = "line" if self.in_line else "page"
            self.texts.setdefault((place, self.open[-1][0]), []).append(data.strip())


@pytest.fixture(scope="module")
def send(catalog):
    def ask_(path, body, kind, language):
        headers = {"content-type": kind, "accept-language": language}
        request = Request(method="POST", path=path, headers=headers, body=body)
        response = handle(catalog, SITE, request, AT)
        assert response.status == 200
        return response.body.decode()

    return ask_


class Faces:
    """The ways to ask, all over one catalog and at one moment."""

    def __init__(self, catalog, send, capsys):
        self.catalog, self.send, self.capsys = catalog, send, capsys

    def api(self, name, **arguments):
        body = json.dumps(arguments).encode()
        return json.loads(self.send(f"/api/v1/{name}", body, "application/json", ""))

    def page(self, path, wish, **fields):
        body = urlencode(fields, doseq=True).encode()
        return Seen(self.send(path, body, "application/x-www-form-urlencoded", wish))

    def command(self, *arguments, language):
        """Run a command with ``--json``, and give its answer."""
        code = main([*arguments, "--json", "--language", language, "--at", MOMENT])
        assert code == 0
        return json.loads(self.capsys.readouterr().out)


@pytest.fixture
def faces(catalog, send, monkeypatch, capsys):
    for module in (ask, buy, find_help, recommend, signs):
        monkeypatch.setattr(module, "load_for_answer", lambda _: catalog)
    return Faces(catalog, send, capsys)


def plain(answer):
    return json.loads(json.dumps(answer.as_json()))


def numbers(help_):
    contacts = [way.contact for way in help_.ways]
    return [
        contact.dial
        for contact in contacts
        if contact.dial and contact.channel.value in {"voice", "tty", "sms"}
    ]


def of_ideas(reply):
    ideas = reply.recommendations or ()
    return [found.line for idea in ideas for found in idea.finds if found.line]


def names(help_):
    return [line.name for line in help_]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("region", PLACES)
def test_find_help_is_the_same(faces, region, language):
    query = {"region": region, "language": language}
    answer = ta.find_help(faces.catalog, ta.HelpQuery(**query), languages=[language], at=AT)
    page = handle(faces.catalog, SITE, Request(path="/help", query=urlencode(query)), AT)
    seen = Seen(page.body.decode())

    assert faces.api("find-help", query=query, languages=[language]) == plain(answer)
    assert faces.command("find-help", "--region", region, language=language) == plain(answer)
    assert seen.numbers == numbers(answer)
    assert seen.texts["line", "h2"] == names(answer)


@pytest.mark.heavy
@pytest.mark.parametrize("region", PLACES)
@pytest.mark.parametrize("text", [*NEEDS, *WISHES])
def test_ask_is_the_same(faces, text, region):
    for language in LANGUAGES:
        reply = ta.ask(faces.catalog, text, region=region, languages=[language], at=AT)
        told = faces.api("ask", text=text, region=region, languages=[language])

        assert told == plain(reply)
        assert faces.command("ask", text, "--region", region, language=language) == plain(reply)

        seen = faces.page("/answer", language, q=text, region=region, language=language)
        # A wish has no lines above its ideas; an idea may have a line that is part of it.
        lines = of_ideas(reply) if text in WISHES else [reply.help]
        assert seen.numbers == [number for each in lines for number in numbers(each)]
        assert seen.has_in_order(titles(reply.recommendations or (), reply.languages))


@pytest.mark.parametrize("region", PLACES)
@pytest.mark.parametrize("profile", PROFILES)
def test_recommend_is_the_same(faces, profile, region):
    for language in LANGUAGES:
        mine = ta.Profile(**profile, region=region, languages=[language])
        answer = ta.recommend(faces.catalog, mine, limit=5, at=AT)
        body = {**profile, "region": region, "languages": [language]}
        roles = [part for role in profile.get("roles", ()) for part in ("--role", role)]
        typed = ["--minutes", str(profile["minutes"]), "--region", region, "--limit", "5", *roles]
        seen = faces.page(
            "/actions",
            language,
            minutes=profile["minutes"],
            role=profile.get("roles", [""])[0],
            region=region,
        )

        assert faces.api("recommend", profile=body, limit=5) == plain(answer)
        assert faces.command("recommend", *typed, language=language) == plain(answer)
        assert seen.has_in_order(titles(answer, answer[0].languages))


@pytest.mark.parametrize("region", PLACES)
@pytest.mark.parametrize("about", ["self", "bystander"])
def test_assess_is_the_same(faces, about, region):
    observed = [
        "unodc-indicators:documents-held-by-someone-else",
        "unodc-indicators:no-days-off",
    ]
    how = {"role": about, "region": region}
    for language in LANGUAGES:
        answer = ta.assess(faces.catalog, observed, **how, languages=[language], at=AT)
        typed = ["--observed", *observed, "--role", about, "--region", region]
        form = {"sign": observed, "about": ABOUT[about], "region": region, "step": "answer"}
        seen = faces.page("/signs", language, **form)

        assert faces.api("assess", observed=observed, **how, languages=[language]) == plain(answer)
        assert faces.command("signs", *typed, language=language) == plain(answer)
        assert seen.numbers == numbers(answer.help)
        reasons = [reason.text.words.text for reason in answer.reasons]
        assert seen.has_in_order(reasons)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("good", GOODS)
def test_check_purchase_is_the_same(faces, good, language):
    advice = ta.check_purchase(faces.catalog, ta.PurchaseQuery([good]), languages=[language], at=AT)
    seen = faces.page("/shop", language, good=good)

    assert faces.api("check-purchase", query={"goods": [good]}, languages=[language]) == plain(
        advice
    )
    assert faces.command("buy", good, language=language) == plain(advice)
    labels = [label.name.words.text for label in advice.labels]
    assert seen.has_in_order(labels)
