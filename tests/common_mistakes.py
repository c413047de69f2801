"""Forty mistakes that people make when they write a pack, each in a pack without any other."""

from typing import NamedTuple

PACK = "gb-help"

FILES = {
    "pack.toml": """\
id = "gb-help"
title = "Where to turn in Britain"
publisher = "Example"
licence = "CC-BY-4.0"
schema = 1
regions = ["GB"]
languages = ["en"]
caveat = "A sign is not proof."
""",
    "resources.toml": """\
[[resource]]
id = "line"
name = "A helpline"
kind = "hotline"
summary = "Talks with people."
purposes = ["support"]
operator = "Example"
operator_kind = "ngo"
regions = ["GB"]
topics = ["survivor-support"]
source = { title = "Its page", url = "https://example.org/", checked = 2026-11-20 }
verified = { method = "called", on = 2026-11-20, by = "A. Reader" }

[[resource.contacts]]
channel = "voice"
dial = "+448081570123"
display = "0808 157 0123"
hours = "Mo-Fr 09:00-17:00"
zone = "Europe/London"
languages = ["en"]
""",
    "actions.toml": """\
[[action]]
id = "ask"
title = "Ask a helpline"
summary = "They listen."
steps = ["Find a quiet place.", "Call.", "Say what you saw."]
minutes = { min = 5, typical = 10, max = 20 }
cadence = "once"
modes = ["solo-online"]
risk = "low"
safety = ["In danger, call the emergency number first."]
source = { title = "Its page", url = "https://example.org/" }
""",
    "indicators.toml": """\
[[indicator]]
id = "papers"
text = "Somebody keeps another person's papers."
element = "means"
grade = "medium"
grade_basis = "editorial"
types = ["any"]
observable_by = ["bystander"]
ask = "notice"
reading = "not-read"
regions = ["GB"]
source = { title = "A list", url = "https://example.org/" }
""",
    "vendors.toml": """\
[[vendor]]
id = "shop"
name = "A shop"
kind = "retailer"
products = ["coffee"]
regions = ["GB"]
url = "https://example.org/"
source = { title = "Its page", url = "https://example.org/" }
""",
}
"""A pack without mistakes."""


class CommonMistake(NamedTuple):
    """One mistake.

    Attributes:
        what: What somebody did, in a few words.
        file: The file in which they did it.
        right: What stands there in the pack without mistakes.
        wrong: What they wrote instead.
        encoding: The encoding in which they saved the file.
        name: The name under which they saved it; empty for the right one.
    """

    what: str
    file: str
    right: str
    wrong: str
    encoding: str = "utf-8"
    name: str = ""


def _in_resources(what, right, wrong):
    return CommonMistake(what, "resources.toml", right, wrong)


CHECKED = "checked = 2026-11-20"
NAME = '"A helpline"'

MISTAKES = (
    # The twenty that a charity's officer made
    _in_resources("a number inside a text", "with people.", "with people. Ring 0300 123 1234."),
    _in_resources("curly quotes", NAME, "\u201cA helpline\u201d"),
    _in_resources("a missing comma", '["support"]', '["support" "report"]'),
    _in_resources("a missing bracket", '["support"]', '["support"'),
    _in_resources("a date with slashes", CHECKED, "checked = 20/11/2026"),
    CommonMistake("a promise", "actions.toml", "They listen.", "They will rescue you."),
    CommonMistake("a sign about who somebody is", "indicators.toml", "Somebody", "A Roma family"),
    CommonMistake("an unsafe step", "actions.toml", "Call.", "Follow the van home."),
    _in_resources("a number as people write it", '"+448081570123"', '"0808 157 0123"'),
    _in_resources("the zero in brackets", '"+448081570123"', '"+44 (0)808 157 0123"'),
    _in_resources("a number shown without its zero", '"0808 157 0123"', '"8081570123"'),
    _in_resources("the letters of a time zone", '"Europe/London"', '"BST"'),
    CommonMistake(
        "no source",
        "actions.toml",
        'source = { title = "Its page", url = "https://example.org/" }\n',
        "",
    ),
    CommonMistake("yes instead of true", "actions.toml", 'risk = "low"', "concern = yes"),
    CommonMistake("saved as UTF-16", "resources.toml", "", "", "utf-16"),
    CommonMistake("saved with one end too many", "vendors.toml", "", "", name="vendors.toml.txt"),
    CommonMistake("another name of a word", "vendors.toml", '"coffee"', '"tea"'),
    _in_resources("a code that no place has", 'regions = ["GB"]', 'regions = ["GB-EN"]'),
    _in_resources("a misspelt word", '"support"', '"suport"'),
    _in_resources("an id with capitals and a space", '"line"', '"The Line"'),
    # Twenty of our own
    _in_resources("a colon instead of an equals sign", "kind =", "kind:"),
    _in_resources("a missing quotation mark", NAME, '"A helpline'),
    _in_resources("a missing brace", f"{CHECKED} }}", CHECKED),
    _in_resources("quotation marks inside a text", "Talks with people.", 'Says "hello".'),
    _in_resources("a text over two lines", "with people", "with\npeople"),
    _in_resources("a note after two slashes", '"hotline"', '"hotline" // not a shelter'),
    _in_resources("a key twice", 'kind = "hotline"', 'kind = "hotline"\nkind = "service"'),
    _in_resources("a comma at the end of a line", '"hotline"', '"hotline",'),
    _in_resources("a word without quotation marks", '"hotline"', "hotline"),
    _in_resources("a number without quotation marks", '"+448081570123"', "+448081570123"),
    _in_resources("a heading in single brackets", "[[resource.contacts]]", "[resource.contacts]"),
    _in_resources("a text where a list belongs", '["support"]', '"support"'),
    _in_resources("a web address without https", '"https://example.org/"', '"www.example.org"'),
    _in_resources("hours as on a door", '"Mo-Fr 09:00-17:00"', '"Mon-Fri 9am-5pm"'),
    _in_resources("a language by its name", 'languages = ["en"]', 'languages = ["English"]'),
    _in_resources("a date in words", CHECKED, 'checked = "20 November 2026"'),
    _in_resources("a misspelt key", "purposes =", "purpose ="),
    _in_resources("a no-break space", "kind =", "kind\u00a0="),
    _in_resources("a word for what nobody knows", 'zone = "Europe/London"', "zone = n/a"),
    _in_resources("a word in the wrong list", '"survivor-support"', '"writing"'),
)
"""The mistakes, in the order of the table."""


def files_with(mistake):
    files = {name: text.encode() for name, text in FILES.items()}
    text = FILES[mistake.file]
    assert mistake.right in text, mistake.what
    changed = text.replace(mistake.right, mistake.wrong, 1).encode(mistake.encoding)
    del files[mistake.file]
    return {**files, mistake.name or mistake.file: changed}
