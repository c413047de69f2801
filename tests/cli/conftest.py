"""A small pack to answer from, and functions that run commands as a person at a shell does."""

import importlib.metadata
import os
import re
import sys

import attrs
import make
import pytest

from takeaction.cli import main

PACK = make.header(
    "first",
    title="First things",
    publisher="Example",
    licence="CC0-1.0",
    caveat="A sign is not proof.",
)

ACTIONS = """\
[[action]]
id = "write-letter"
title = "Write a letter"
summary = "A letter tells those who decide what you want them to do."
steps = ["Find the address.", "Write one page in your own words.", "Send it."]
minutes = { min = 10, typical = 20, max = 40 }
cadence = "once"
modes = ["solo-online"]
skills_helpful = ["writing"]
roles = ["student"]
topics = ["awareness"]
risk = "low"
safety = ["Name nobody."]
finds = [{ purpose = "advocate" }, { purpose = "support", kind = "hotline" }]
source = { title = "A guide", url = "https://example.org/", publisher = "Example", dated = "2026" }
verified = { method = "two-sources" }

[[action.templates]]
kind = "letter"
text = "Dear representative,\\nplease act. [your name]"

[[action]]
id = "save-number"
title = "Save the number of your country's helpline under a name that only you know"
summary = "It is there when you need it."
steps = ["Look it up.", "Save it.", "Keep it."]
minutes = { min = 1, typical = 2, max = 5 }
cadence = "once"
modes = ["solo-online"]
quiet = true
ages = ["youth", "adult"]
finds = [{ purpose = "support", kind = "hotline" }]
source = { title = "A guide" }

[[action]]
id = "report-it"
title = "Report what you saw"
summary = "A helpline listens and says what you can do."
steps = ["Stop.", "Call.", "Rest."]
minutes = { min = 5, typical = 15, max = 30 }
cadence = "as-needed"
modes = ["solo-in-person"]
cost = "low"
risk = "medium"
concern = true
safety = ["Emergency number first.", "Report what you saw yourself."]
finds = [{ purpose = "report" }]
source = { title = "A guide" }
"""

RESOURCES = """\
[[resource]]
id = "helpline"
name = "The Helpline"
kind = "hotline"
summary = "It listens."
purposes = ["support", "report"]
warning = "Volunteers answer. They tell nobody."
operator = "Example"
operator_kind = "ngo"
regions = ["US"]
url = "https://example.org/helpline"
links = [{ title = "How it works", url = "https://example.org/how" }]
note = "It has a new number since 2020."
source = { title = "A directory", dated = "2026-08" }
verified = { method = "two-sources" }

[[resource.contacts]]
channel = "voice"
dial = "+18885550100"
display = "1-888-555-0100"
languages = ["en", "es"]
interpreter = ["mul"]
hours = "24/7"
tells = { police = "always", immigration = "always" }
note = "Ask first."

[[resource.contacts]]
channel = "sms"
dial = "88850"
dial_region = "US"
display = "88850"
keyword = "HELP"
hours = "Mo-Fr 09:00-17:00"
zone = "America/New_York"
shows_on_bill = false

[[resource.contacts]]
channel = "chat"
url = "https://example.org/chat"

[[resource]]
id = "emergency"
name = "Emergency services"
kind = "emergency"
purposes = ["emergency"]
operator_kind = "police"
regions = ["US"]
source = { title = "A directory" }
verified = { method = "official-page" }

[[resource.contacts]]
channel = "voice"
dial = "911"
dial_region = "US"
display = "911"
hours = "24/7"

[[resource]]
id = "old-line"
name = "The Old Line"
kind = "hotline"
purposes = ["support"]
regions = ["US"]
status = "retired"
replaced_by = "helpline"
source = { title = "A directory" }
verified = { method = "two-sources" }

[[resource.contacts]]
channel = "voice"
dial = "+18885550199"
display = "1-888-555-0199"

[[resource]]
id = "childline"
name = "The Line for Children"
kind = "hotline"
purposes = ["child"]
serves = ["children"]
only_for = "Children and young people"
regions = ["US"]
status = "unknown"
source = { title = "A directory" }
verified = { method = "two-sources" }

[[resource.contacts]]
channel = "email"
email = "talk@example.org"
"""

INDICATORS = """\
[[indicator]]
id = "keeps-papers"
text = "Someone keeps the papers of a person who needs them, so that they can go nowhere alone."
concept = "papers"
element = "means"
grade = "medium"
grade_basis = "editorial"
types = ["any"]
observable_by = ["bystander", "self"]
ask = "notice"
immediate_danger = true
reading = "read"
source = { title = "A list", dated = "2009" }
"""

VENDORS = """\
[[vendor]]
id = "fair-shop"
name = "Fair Shop"
kind = "retailer"
products = ["coffee"]
claims = [{ label = "fair-label", scope = "All coffee" }]
url = "https://example.org/shop"
source = { title = "Its page" }
"""

LABELS = """\
[[label]]
id = "fair-label"
name = "Fair Label"
kind = "product-certification"
standard_setter = "Example"
scope = "Coffee farms."
audited_by = "Auditors, once a year."
third_party_audited = false
asks = "Fair pay."
does_not_cover = "Transport."
source = { title = "Its page" }
"""


def write_pack(folder, **files):
    folder.mkdir(parents=True)
    for name, text in {"pack": PACK, **files}.items():
        path = folder / f"{name}.toml"
        path.write_text(text, encoding="utf-8")
    return folder


@attrs.frozen
class Ran:
    """The result of a command: its exit code, its output and the rows of its error output."""

    code: int
    out: str
    err_rows: tuple[str, ...] = ()

    @property
    def err(self):
        """Return the messages of the error output, each on one line, as before it was wrapped."""
        return re.sub(r"\n  (?=\S)", " ", "".join(f"{row}\n" for row in self.err_rows))


@pytest.fixture(scope="session")
def pack(tmp_path_factory):
    return write_pack(
        tmp_path_factory.mktemp("packs") / "first",
        actions=ACTIONS,
        resources=RESOURCES,
        indicators=INDICATORS,
        vendors=VENDORS,
        labels=LABELS,
    )


@pytest.fixture
def make_pack(tmp_path):
    """Return a function that writes another pack, from its id and its files of records."""

    def make(id, **files):
        header = {"pack": PACK.replace('"first"', f'"{id}"'), **files}
        return write_pack(tmp_path / "made" / id, **header)

    return make


@pytest.fixture
def site(tmp_path, monkeypatch):
    """Return an empty folder of installed distributions that replaces those of this machine."""
    folder = tmp_path / "site"
    folder.mkdir()

    def entry_points(**wanted):
        points = importlib.metadata.EntryPoints(
            point
            for distribution in importlib.metadata.distributions(path=[str(folder)])
            for point in distribution.entry_points
        )
        return points.select(**wanted)

    monkeypatch.setattr("importlib.metadata.entry_points", entry_points)
    return folder


@pytest.fixture
def install(site, record_of):
    def distribution(name, *, version="2026.11.0", pack, module, files):
        info = site / f"{name.replace('-', '_')}-{version}.dist-info"
        info.mkdir()
        files = {f"{module}/{file}": text for file, text in files.items()}
        for file, text in files.items():
            (site / file).parent.mkdir(exist_ok=True)
            (site / file).write_bytes(text)
        metadata = {
            "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
            "entry_points.txt": f"[takeaction.packs]\n{pack} = {module}\n",
            "RECORD": record_of(files),
        }
        for file, text in metadata.items():
            (info / file).write_text(text, encoding="utf-8")

    return distribution


@pytest.fixture
def takeaction(monkeypatch, capsys, pack, site):  # noqa: ARG001 - nothing else is installed
    """Return a function that runs a command, with the good pack unless told otherwise."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)

    def run(*arguments, packs=(pack,)):
        value = packs if isinstance(packs, str) else os.pathsep.join(map(str, packs))
        monkeypatch.setenv("TAKEACTION_PACKS", value)
        code = main([str(argument) for argument in arguments])
        written = capsys.readouterr()
        return Ran(code, written.out, tuple(written.err.splitlines()))

    return run


@pytest.fixture
def terminal(monkeypatch):
    """Return a function that puts a person at the terminal who types the given lines.

    It returns the list of questions they are asked. Input ends after the last line.
    """

    def sit_down(*lines):
        asked = []
        waiting = iter(lines)

        def read(question):
            asked.append(question)
            try:
                return next(waiting)
            except StopIteration:
                raise EOFError from None

        for stream in (sys.stdin, sys.stdout):
            monkeypatch.setattr(stream, "isatty", lambda: True)
        monkeypatch.setattr("builtins.input", read)
        return asked

    return sit_down


ONE = """\
[[action]]
id = "one"
title = "Do one thing"
summary = "It helps."
steps = ["A.", "B.", "C."]
minutes = { min = 1, typical = 2, max = 5 }
cadence = "once"
modes = ["solo-online"]
source = { title = "A guide" }
"""


@pytest.fixture
def one():
    return ONE


@pytest.fixture(params=["missing", "empty", "syntax", "twice", "dangling"])
def broken(request, tmp_path, make_pack):
    """Return a broken pack of each sort: its folder, and its mistake as it is printed."""
    (tmp_path / "empty").mkdir()
    make = {
        "missing": lambda: tmp_path / "missing",
        "empty": lambda: tmp_path / "empty",
        "syntax": lambda: make_pack("syntax", actions=f"{ONE}after = \n"),
        "twice": lambda: make_pack("twice", actions=ONE + ONE),
        "dangling": lambda: make_pack("dangling", actions=f'{ONE}after = ["two"]\n'),
    }
    says = {
        "missing": "{place}: there is no such folder. Fix: check the path.",
        "empty": "{place}: there is neither pack.toml nor pack.json. "
        "Fix: give the folder that contains one of them.",
        "syntax": "{place}/actions.toml:10: nothing follows the =. "
        "Fix: write a value behind it, or delete the line.",
        "twice": '{place}/actions.toml:2: one.id: 2 records have the id "one". '
        "Fix: give each its own id.",
        "dangling": '{place}/actions.toml:10: one.after[0]: there is no "two" in this pack. '
        "Fix: add it.",
    }
    folder = make[request.param]()
    return folder, says[request.param].format(place=folder)


SIGN = """\
[[indicator]]
id = "{id}"
text = "{text}"
concept = "{concept}"
element = "{element}"
grade = "{grade}"
grade_basis = "editorial"
types = ["{types}"]
observable_by = ["bystander", "self"]
ask = "{ask}"
immediate_danger = {danger}
reading = "read"
source = {{ title = "A list", dated = "2009" }}
"""

STRONG_MEANS = {
    "element": "means",
    "grade": "strong",
    "types": "any",
    "ask": "notice",
    "danger": "false",
}


@pytest.fixture(scope="session")
def sign():
    """Return a function that writes a sign: a strong means that anybody can notice."""
    return write_sign


def write_sign(id, text, **fields):
    """Write a sign as a pack does: by default a strong means that anybody can notice."""
    return SIGN.format(**{**STRONG_MEANS, "id": id, "text": text, "concept": id, **fields})


SIGNS = [
    write_sign("papers", "Somebody keeps the papers.", types="labour"),
    write_sign("locked", "The door is locked.", danger="true").replace(
        "concept", 'text_self = "You are locked in."\nconcept', 1
    ),
    write_sign("hours", "The hours are very long.", element="purpose"),
    write_sign("debt", "There is a debt.", concept="debt"),
    write_sign("told-of-debt", "A debt is told of.", concept="debt", grade="weak"),
    write_sign("alone", "They are never alone.", grade="medium"),
    write_sign("pay", "The pay is taken away.", element="purpose", grade="medium"),
    write_sign("quiet", "They say little.", grade="weak"),
    write_sign("secret", "They told a secret.", ask="private"),
    write_sign(
        "street", "Living in this street is not a sign.", element="context", grade="context"
    ).replace('concept = "street"\n', ""),
]


@pytest.fixture
def signs(pack, make_pack):
    return (pack, make_pack("many", indicators="\n".join(SIGNS)))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def ours(tmp_path, pack):
    place = tmp_path / "ours"
    place.mkdir()
    for file in pack.iterdir():
        (place / file.name).write_bytes(file.read_bytes())
    return place


@pytest.fixture
def edit(ours):
    def change(file, *changes):
        path = ours / f"{file}.toml"
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    return change


@pytest.fixture
def lock(takeaction, ours, folder):
    """Return a function that runs ``takeaction lock`` over our pack and others."""
    del folder

    def run(*arguments, packs=()):
        return takeaction("lock", *arguments, packs=[ours, *packs])

    return run


@pytest.fixture
def locked(lock, folder):
    assert lock("--reviewer", "A. Reviewer", "--at", "2026-11-24T15:00Z").code == 0
    return folder / "takeaction.lock"
