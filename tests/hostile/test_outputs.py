"""The shared hostile cases of what is shown: texts of a pack stay texts in every output there is.

These are the terminal, JSON, calendars, messages of mistakes, and logs; pages: ``test_pages.py``.
"""

import json
import logging
from datetime import UTC, datetime
from importlib.metadata import EntryPoints

import icalendar
import pytest

import takeaction
from takeaction import HelpQuery, Profile, assess, find_help, plan, recommend, search
from takeaction.cli import main
from takeaction.export.content_lines import calendar_of

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
MARKUP = {
    "script": "<script>alert(1)</script>",
    "image": "<img/src=x/onerror=alert(1)>",
    "style": "<style>*{display:none}</style>",
    "comment": "<!--x--><!--",
    "entity": "&lt;script&gt;&#60;b&#x3e;",
    "closing": '"></title></textarea><b>',
    "cdata": "]]>]]&gt;",
}
TEMPLATES = {
    "jinja": "{{7*7}}{%print(7*7)%}",
    "format": "{0.__class__}{0}{}{title}",
    "width": "{:>99999999}",
    "percent": "%(x)s%s%99999999d%n",
    "shell": "$HOME${7*7}$(id)`id`",
    "slots": "{minutes}{name}{region}",
}
LINKS = {
    "number": "[1-888-373-7888](https://other.example)",
    "host": "[help.example](https://other.example)",
    "javascript": "[x](javascript:alert(1))",
    "bare": "javascript:alert(1)",
}
PAYLOADS = MARKUP | TEMPLATES | LINKS
PROMISES = {PAYLOADS[name] for name in ("width", "percent", "number", "host")}
"""Those with a number or a host in them: as a name or the title of a link they cost the record."""

COMMANDS = (
    ("recommend", "--minutes", "60"),
    ("plan", "--minutes", "60", "--budget", "600", "--at", "2026-11-24T15:00Z"),
    ("why-not", "hostile:act", "--minutes", "1"),
    ("show", "hostile:act"),
    ("show", "hostile:referral"),
    ("show", "hostile:sign"),
    ("find-help", "--region", "US"),
    ("signs", "--observed", "hostile:sign", "--why"),
    ("search", "needle"),
    ("packs",),
    ("doctor",),
)


def pack(payload):
    text = json.dumps(f"{payload} needle")
    link = '"More"' if payload in PROMISES else text
    source = f"source = {{ title = {text}, publisher = {text} }}\nnote = {text}\n"
    return {
        "pack.toml": f'id = "hostile"\ntitle = {text}\npublisher = {text}\nlicence = {text}\n'
        f"schema = 1\ncaveat = {text}\n",
        "actions.toml": f'[[action]]\nid = "act"\ntitle = {text}\nsummary = {text}\n'
        f"steps = [{text}, {text}, {text}]\nsafety = [{text}]\n"
        'minutes = { min = 10, typical = 20, max = 30 }\ncadence = "once"\n'
        f'modes = ["solo-online"]\n{source}'
        f'templates = [{{ kind = "letter", text = {text} }}]\n'
        f'links = [{{ title = {link}, url = "https://example.org" }}]\n',
        "resources.toml": f'[[resource]]\nid = "referral"\nname = {link}\nkind = "hotline"\n'
        f'regions = ["US"]\npurposes = ["support"]\nsummary = {text}\nwarning = {text}\n'
        f'only_for = {text}\noperator = {text}\n{source}verified = {{ method = "called" }}\n'
        '[[resource.contacts]]\nchannel = "voice"\ndial = "+18885550100"\n'
        f'display = "1-888-555-0100"\nnote = {text}\n',
        "indicators.toml": f'[[indicator]]\nid = "sign"\ntext = {text}\nelement = "means"\n'
        'grade = "medium"\ngrade_basis = "editorial"\ntypes = ["any"]\nask = "notice"\n'
        f'observable_by = ["bystander"]\nreading = "read"\n{source}',
    }


@pytest.fixture
def shown(write, monkeypatch, capsys):
    """Return a function that gives what a command prints about a hostile pack alone."""

    def run(files, *command):
        folder = write(files, "hostile")
        monkeypatch.setenv("TAKEACTION_PACKS", str(folder))
        monkeypatch.setattr("importlib.metadata.entry_points", lambda **_: EntryPoints(()))
        main([*command])
        return capsys.readouterr().out

    return run


@pytest.mark.parametrize("name", PAYLOADS)
def test_s27_s29_s31_a_text_stands_on_the_terminal_as_it_was_written(shown, name):
    payload = PAYLOADS[name]

    for command in COMMANDS:
        output = shown(pack(payload), *command)

        assert payload in output or command[0] in ("doctor", "why-not")
        assert len(output) < 40_000
        assert not set(output) & {"\x1b", "\x07", "\r", "\x00"}


@pytest.mark.parametrize("name", PAYLOADS)
def test_s27_s29_s31_a_text_comes_back_from_json_as_it_was_written(shown, name):
    payload = PAYLOADS[name]

    for command in COMMANDS:
        output = shown(pack(payload), *command, "--json")

        texts = list(_texts(json.loads(output)))
        assert f"{payload} needle" in texts or command[0] in ("doctor", "why-not")
        assert all(payload in text for text in texts if "needle" in text)
        assert len(output) < 40_000


def _texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


@pytest.mark.parametrize("name", PAYLOADS)
def test_s27_s31_a_title_comes_back_from_a_calendar_as_it_was_written(write, name):
    catalog = takeaction.load(paths=[write(pack(PAYLOADS[name]))], packs=[])
    planned = plan(catalog, Profile(minutes=60), budget=600, at=AT)

    read = icalendar.Calendar.from_ical(calendar_of(planned, at=AT, titles=True))

    (event,) = read.walk("VEVENT")
    assert str(event["SUMMARY"]) == f"{PAYLOADS[name]} needle"
    assert len(read.walk()) == 2


@pytest.mark.parametrize("name", PAYLOADS)
def test_s31_answers_repr_and_logs_take_no_text_for_a_template(write, caplog, name):
    caplog.set_level(logging.DEBUG)
    catalog = takeaction.load(paths=[write(pack(PAYLOADS[name]))], packs=[])

    answers = [
        recommend(catalog, Profile(minutes=60), at=AT),
        plan(catalog, Profile(minutes=60), budget=600, at=AT),
        find_help(catalog, HelpQuery(region="US"), at=AT),
        assess(catalog, ["hostile:sign"], at=AT),
        search(catalog, "needle"),
    ]

    assert caplog.records == []
    assert all(len(repr(answer)) < 1_500 for answer in [catalog, *answers])


@pytest.mark.parametrize("name", PAYLOADS)
@pytest.mark.parametrize("field", ["id", "topics", "kind", "url", "hours", "regions", "unknown"])
def test_s31_a_message_repeats_a_payload_as_it_was_written(write, name, field):
    payload = json.dumps(PAYLOADS[name])
    lines = {
        "id": f"id = {payload}\n",
        "topics": f'id = "a"\ntopics = [{payload}]\n',
        "kind": f'id = "a"\nkind = {payload}\n',
        "url": f'id = "a"\nurl = {payload}\n',
        "hours": 'id = "a"\ncontacts = [{ channel = "web", url = "https://example.org", '
        f"hours = {payload} }}]\n",
        "regions": f'id = "a"\nregions = [{payload}]\n',
        "unknown": f'id = "a"\n{payload} = 1\n',
    }[field]
    kind = "" if field == "kind" else 'kind = "site"\n'
    files = {
        "pack.toml": pack("")["pack.toml"],
        "resources.toml": f'[[resource]]\n{kind}name = "N"\nsource = {{ title = "T" }}\n{lines}',
    }

    mistakes = takeaction.load(paths=[write(files)], packs=[]).mistakes

    texts = list(map(str, mistakes))
    assert any(PAYLOADS[name][:20].replace('"', '\\"') in text for text in texts)
    assert all(len(text) < 600 and text.isprintable() for text in texts)


# Case S28 and S30, addresses

URLS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "//other.example",
    "https://good.example@other.example/",
    "https://good.example\\@other.example/",
)


@pytest.mark.parametrize("url", URLS)
def test_s28_s30_an_address_that_is_refused_is_in_no_answer(shown, url):
    # Its record is not there, so nothing leads to it.
    link = "https://example.org"
    files = {name: text.replace(f'"{link}"', json.dumps(url)) for name, text in pack("x").items()}
    files["resources.toml"] += f"url = {json.dumps(url)}\n".replace(
        "url", "[[resource.links]]\ntitle = 'More'\nurl"
    )

    for command in COMMANDS:
        if command[0] not in ("doctor", "packs") and "hostile:sign" not in command:
            assert url not in shown(files, *command)


# Case S25 and S33, what a terminal or a log would take for something else


@pytest.mark.parametrize("command", ["check", "doctor"])
def test_s25_no_escape_reaches_a_terminal(shown, write, command):
    files = pack("x")
    title = "\\u001b[2J\\u001b]0;x\\u0007\\r\\u0000"
    files["actions.toml"] = files["actions.toml"].replace(
        'title = "x needle"', f'title = "{title}"'
    )
    call = ["pack", "check", str(write(files, "hostile"))] if command == "check" else ["doctor"]

    output = shown(files, *call)

    assert title in output
    assert not set(output) & {"\x1b", "\x07", "\r", "\x00"}


@pytest.mark.parametrize("field", ["id", "title", "publisher", "licence"])
@pytest.mark.parametrize("command", [("packs",), ("doctor",), ("recommend", "--minutes", "5")])
def test_s33_a_name_with_a_line_break_forges_no_line(shown, caplog, command, field):
    files = pack("x")
    value = json.dumps("ok\nCRITICAL all numbers verified")
    lines = files["pack.toml"].splitlines(keepends=True)
    files["pack.toml"] = "".join(
        f"{field} = {value}\n" if line.startswith(f"{field} =") else line for line in lines
    )

    output = shown(files, *command)

    assert not [line for line in output.splitlines() if line.strip().startswith("CRITICAL")]
    assert command[0] == "recommend" or "ok\\nCRITICAL all numbers verified" in output
    assert not [record for record in caplog.records if "\n" in record.getMessage()]
