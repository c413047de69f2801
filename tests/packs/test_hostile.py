"""The shared hostile cases, each loaded beside three good packs that stay as they are.

The id of a test is the name of its case. Each case gives the mistakes that it must, raises nothing
and is done within two seconds of work.
"""

import os
import resource
import sys
import zipfile
from datetime import UTC, datetime

import pytest

from takeaction import HelpQuery, find_help
from takeaction.cli import main
from takeaction.errors import Outcome
from takeaction.limits import Limits

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
Q, D, W = Outcome.QUARANTINE, Outcome.DROP, Outcome.WARN
HEADER = 'id = "hostile"\ntitle = "T"\npublisher = "P"\nlicence = "L"\nschema = 1\n'
SOURCE = 'source = { title = "A page" }\n'
MOST_MESSAGE = 300
MOST_MEMORY = 200 * 1024  # KiB, as Linux counts it


def resource_of(lines="", id="bad", name="N"):
    """Write a resource with some lines more."""
    return f'[[resource]]\nid = "{id}"\nname = "{name}"\nkind = "hotline"\n{SOURCE}{lines}'


def contact_of(**fields):
    """Write a resource with one contact by voice, some fields changed."""
    given = {"channel": "voice", "dial": "+18885550100", "display": "1-888-555-0100", **fields}
    lines = "".join(f'{key} = "{value}"\n' for key, value in given.items())
    return resource_of('verified = { method = "called" }\n[[resource.contacts]]\n' + lines)


def action_of(lines="", id="bad", minutes="{ min = 1, typical = 2, max = 3 }", after=()):
    """Write an action with some lines more."""
    return (
        f'[[action]]\nid = "{id}"\ntitle = "T"\nsummary = "S"\nsteps = ["1", "2", "3"]\n'
        f'minutes = {minutes}\ncadence = "once"\nmodes = ["solo-online"]\n'
        f"after = {list(after)}\n{SOURCE}{lines}"
    )


def resources(lines):
    """Return the files of a pack of one file of resources."""
    return {"resources.toml": lines}


def actions(lines):
    """Return the files of a pack of one file of actions."""
    return {"actions.toml": lines}


LONG = '{"a": ' + "9" * 1_000_000 + "}"
WHOLE = '{"pack": {"id": "hostile"}, "records": {"resource": {"a": {"id":"a","id":"b"}}}}'
CASES = {
    "S13-99": ({"pack.toml": HEADER.replace("= 1", "= 99")}, [("pack.schema", Q)]),
    "S13-text": ({"pack.toml": HEADER.replace("= 1", '= "1"')}, [("pack.schema", Q)]),
    "S13-missing": ({"pack.toml": HEADER.replace("schema = 1\n", "")}, [("pack.schema", Q)]),
    "S14": (actions("a = " + "[" * 100_000 + "]" * 100_000), [("parse.too_deep", Q)]),
    "S15": (actions(".".join("a" * 32_768) + " = 1"), [("parse.too_complex", Q)]),
    "S15-header": (actions("[" + ".".join("a" * 32_768) + "]"), [("parse.too_complex", Q)]),
    "S16": (actions("a = " + "9" * 200_000), [("limit.number", Q)]),
    "S16-hex": (actions("a = 0x" + "f" * 200_000), [("limit.number", Q)]),
    "S16-million": (actions("a = " + "9" * 1_000_000), [("limit.size", Q)]),
    "S16-json": ({"pack.toml": None, "pack.json": LONG}, [("limit.number", Q)]),
    "S17": (actions('[[action]]\nid = "a"\nid = "b"\n'), [("parse.syntax", Q)]),
    "S17-json": ({"pack.toml": None, "pack.json": WHOLE}, [("shape.duplicate_key", Q)]),
    "S19-byte": ({"actions.toml": b"a = '\xff'"}, [("read.encoding", Q)]),
    "S19-utf-16": ({"actions.toml": action_of().encode("utf-16")}, [("read.encoding", Q)]),
    "S19-bom": ({"actions.toml": b"\xef\xbb\xbf" + action_of(id="good").encode()}, []),
    **{
        f"S20-{value}": (
            actions(action_of(minutes=f"{{ min = {value}, typical = 2, max = 3 }}")),
            [(code, D)],
        )
        for value, code in {
            "nan": "shape.wrong_type",
            "inf": "shape.wrong_type",
            "-5": "limit.number",
            "1e999": "shape.wrong_type",
            "true": "shape.wrong_type",
            '"15"': "shape.wrong_type",
            "15.0": "shape.wrong_type",
        }.items()
    },
    "S21-text": (resources(resource_of('topics = "abc"\n')), [("shape.wrong_type", D)]),
    "S21-table": (resources(resource_of("topics = { x = 1 }\n")), [("shape.wrong_type", D)]),
    "S21-number": (
        resources(contact_of().replace('"+18885550100"', "18885550100")),
        [("shape.wrong_type", D)],
    ),
    "S21-title": (actions(action_of().replace('"T"', "{ en = 3 }")), [("shape.wrong_type", D)]),
    "S22-misspelt": (
        resources(resource_of('verifed = { method = "called" }\n')),
        [("shape.unknown_field", D)],
    ),
    "S22-dunder": (resources(resource_of('__class__ = "x"\n')), [("shape.unknown_field", D)]),
    "S23": (
        actions(
            action_of(id="a", after=["b"])
            + action_of(id="b", after=["c"])
            + action_of(id="c", after=["a"])
            + action_of(id="d", after=["d"])
            + action_of(id="e", after=["missing"])
            + action_of(id="good")
        ),
        [*[("ref.cycle", D)] * 4, ("ref.missing", D)],
    ),
    "S24-title": (resources(resource_of(name="a\\u202eb")), [("text.bidi", D)]),
    "S24-number": (
        resources(contact_of(display="1-888-555\\u2066-0100")),
        [("text.bidi", D)],
    ),
    "S24-id": (resources(resource_of(id="a\\u200db")), [("id.bad", D)]),
    "S24-prose": (resources(resource_of('note = "می\u200cروم"\n', id="good")), []),
    "S25": (
        resources(resource_of(name="\\u001b[2J\\u001b]0;x\\u0007\\r\\u0000")),
        [("text.control", D)],
    ),
    "S26-cyrillic": (
        resources(resource_of('url = "https://ex\u0430mple.org"\n')),
        [("url.host", D)],
    ),
    "S26-punycode": (
        resources(resource_of('url = "https://xn--exmple-4nf.org"\n', id="good")),
        [("text.confusable", W)],
    ),
    **{
        f"S28-{name}": (resources(resource_of(f'url = "{url}"\n')), [(code, D)])
        for name, url, code in (
            ("javascript", "javascript:alert(1)", "url.scheme"),
            ("case", "JaVaScRiPt:alert(1)", "url.scheme"),
            ("data", "data:text/html,x", "url.scheme"),
            ("vbscript", "vbscript:x", "url.scheme"),
            ("file", "file:///etc/passwd", "url.scheme"),
            ("no-scheme", "//example.org", "url.scheme"),
            ("no-slashes", "https:example.org", "url.scheme"),
            ("no-host", "https:///example.org", "url.host"),
        )
    },
    "S28-tab": (
        resources(resource_of('url = "java\\tscript:alert(1)"\n')),
        [("text.control", D), ("url.scheme", D)],
    ),
    **{
        f"S29-{name}": (
            resources(
                resource_of(f'links = [{{ title = "{title}", url = "https://other.example" }}]\n')
            ),
            [("contact.label_mismatch", D)],
        )
        for name, title in (("number", "1-888-373-7888"), ("host", "help.example"))
    },
    "S30-userinfo": (
        resources(resource_of('url = "https://good.example@other.example/"\n')),
        [("url.userinfo", D)],
    ),
    "S30-backslash": (
        resources(resource_of("url = 'https://good.example\\@other.example/'\n")),
        [("url.bad", D)],
    ),
    "S33": (
        {"pack.toml": HEADER.replace('"hostile"', '"ok\\nCRITICAL all numbers verified"')},
        [("pack.bad_id", Q), ("text.control", Q)],
    ),
    "S37-no-region": (
        resources(contact_of(channel="sms", dial="233733", display="233733")),
        [("contact.no_region", D)],
    ),
    "S38-future": (
        resources(resource_of("verified = { on = 2099-01-01 }\n", id="good")),
        [("date.future", W)],
    ),
    "S38-zone": (
        resources(contact_of(hours="Mo 09:00-17:00", zone="Mars/Phobos").replace("bad", "good")),
        [("date.zone", W)],
    ),
}


@pytest.fixture
def within_bounds(at_most):
    """Fail the test if it works for more than two seconds or takes more than 200 MiB."""
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with at_most(seconds=2):
        yield
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < MOST_MEMORY


@pytest.fixture
def hostile(install_pack, load_beside, within_bounds):  # noqa: ARG001 - it measures
    """Return a function that installs a hostile pack and loads it beside the good ones."""

    def make(files, **options):
        whole = {"pack.toml": HEADER, **files}
        given = {name: text for name, text in whole.items() if text is not None}
        content = given.pop("pack.json", "{}")
        install_pack("hostile", files=given, content=content, editable=True)
        return load_beside("hostile", at=AT, **options)

    return make


def told(catalog):
    """Return code and outcome of each mistake, each of which is short, plain and has a place."""
    for error in catalog.mistakes:
        assert str(error).isprintable()
        assert len(str(error)) < MOST_MESSAGE
        assert error.where.pack == "hostile"
        assert error.where.file or catalog.packs.get("hostile") is None
    return sorted((error.code, error.outcome) for error in catalog.mistakes)


@pytest.mark.parametrize(("files", "mistakes"), CASES.values(), ids=CASES)
def test_a_hostile_pack_costs_itself_alone(hostile, files, mistakes):
    """The pack gives nothing, or its bad record is left out, or it is warned of; all else stays."""
    catalog = hostile(files)

    costs_all = any(outcome is Q for _, outcome in mistakes)
    costs_one = any(outcome is D for _, outcome in mistakes)
    kept = [record.local_id for record in catalog if record.pack == "hostile"]
    assert told(catalog) == sorted(mistakes)
    assert ("hostile" in catalog.packs) is not costs_all
    assert kept in ([], ["good"])
    assert costs_all or costs_one or kept


@pytest.mark.parametrize(
    ("case", "text"),
    [
        (
            "S17",
            (
                'hostile/actions.toml:3: Cannot overwrite a value: id = "b". '
                "Mend: look at this line and the one before it."
            ),
        ),
        (
            "S17-json",
            (
                'hostile/pack.json: the key "id" stands twice. '
                "Mend: build the pack again from its sources."
            ),
        ),
        (
            "S22-misspelt",
            (
                'hostile/resources.toml:6: bad.verifed: no field is called "verifed". '
                "Mend: did you mean verified?"
            ),
        ),
        (
            "S26-cyrillic",
            (
                'hostile/resources.toml:6: bad.url: the host "ex\u0430mple.org" has letters '
                'outside ASCII. Mend: it is "xn--exmple-4nf.org": check that it is theirs.'
            ),
        ),
        (
            "S33",
            (
                'hostile/pack.toml:1: id: "ok\\nCRITICAL all numbers verified" is no id of a pack. '
                "Mend: write a-z, 0-9, - between them."
            ),
        ),
        (
            "S13-99",
            (
                "hostile/pack.toml:5: schema: the schema is 99; this release reads schema 1. "
                "Mend: upgrade takeaction."
            ),
        ),
    ],
    ids=lambda value: value if value in CASES else "text",
)
def test_a_message_names_what_the_case_asks_for(hostile, case, text):
    """The key, the field that was meant, the ASCII form, the versions: on one line."""
    catalog = hostile(CASES[case][0])

    assert text in [str(error) for error in catalog.mistakes]


def test_s16_a_number_of_a_million_digits_is_refused_where_a_host_lets_it_in(hostile):
    """With a bound of files raised it is the bound of digits that holds."""
    catalog = hostile(CASES["S16-million"][0], limits=Limits(file_bytes=2_000_000))

    assert told(catalog) == [("limit.number", Q)]


@pytest.mark.parametrize("form", ["tables", "inline", "lists", "json"])
def test_s18_a_million_small_records_are_refused(hostile, form):
    """A million records, in whatever form they are written, are refused before they take memory."""
    files = {
        "tables": {f"actions/{n}.toml": "[[action]]\n" * 20_000 for n in range(50)},
        "inline": {f"actions/{n}.toml": f"action = [{'{},' * 80_000}]" for n in range(13)},
        "lists": {f"actions/{n}.toml": f"[[action]]\nid = [{'[],' * 80_000}]" for n in range(40)},
        "json": {"pack.toml": None, "pack.json": f'{{"pack": [{"{}," * 1_000_000}{{}}]}}'},
    }[form]
    code = "limit.records" if form == "tables" else "limit.items"

    catalog = hostile(files, limits=Limits(records=5_000) if form == "inline" else Limits())

    assert told(catalog) == [(code if form != "json" else "shape.wrong_type", Q)]


def test_s18_a_sparse_file_of_200_mib_is_refused_unread(hostile, install_pack, tmp_path):
    """A file is refused by its size, before any of it is read."""
    install_pack("big", files={"pack.toml": HEADER, "actions.toml": ""}, editable=True)
    os.truncate(
        tmp_path / "projects" / "big-pack" / "src" / "pack_big" / "actions.toml", 200 * 1024**2
    )

    catalog = hostile({}, paths=[tmp_path / "projects" / "big-pack"])

    assert [error.code for error in catalog.mistakes] == ["limit.size"]


@pytest.mark.parametrize("command", ["check", "doctor"])
def test_s25_no_escape_reaches_a_terminal(write, capsys, monkeypatch, command):
    """The command line shows the escapes of a hostile title as text."""
    folder = write({"pack.toml": HEADER, **CASES["S25"][0]})
    monkeypatch.setenv("TAKEACTION_PACKS", str(folder))

    main(["pack", "check", str(folder)] if command == "check" else ["doctor"])

    output = capsys.readouterr().out
    assert "\\u001b[2J\\u001b]0;x\\u0007\\r\\u0000" in output
    assert not set(output) & {"\x1b", "\x07", "\r", "\x00"}


# S34 to S36: names and links that lead outside

NAMES = ("../b/data.toml", "/etc/hostname", "data\\..\\x", "data/a.toml\0.txt", "~/x", "a//b", ".")
OPENED = []
WATCHING = []


def _watch(event, arguments):
    """Note what is opened while a test watches."""
    if WATCHING and event == "open" and isinstance(arguments[0], (str, bytes)):
        OPENED.append(os.fsdecode(arguments[0]))


sys.addaudithook(_watch)


@pytest.fixture
def opened(tmp_path):
    """Return a function that tells which files outside of some folders a test has opened."""
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "data.toml").write_text("secret = 1")
    OPENED.clear()
    WATCHING.append(True)

    def outside(*folders):
        allowed = tuple(str(tmp_path / folder) + os.sep for folder in folders)
        paths = [os.path.abspath(path) for path in OPENED]
        return [
            path
            for path in paths
            if path.startswith((str(tmp_path), "/etc/", os.path.expanduser("~/x")))
            and not path.startswith(allowed)
        ]

    yield outside
    WATCHING.clear()


@pytest.mark.parametrize("name", NAMES)
def test_s34_an_entry_point_that_leads_outside_is_refused(load_beside, install, opened, name):
    """An entry point names one folder; anything else is refused and nothing there is opened."""
    install("hostile-pack", entries={"takeaction.packs": f"hostile = {name}"}, site="site-h")

    catalog = load_beside("hostile")

    assert told(catalog) == [("read.outside_pack", Q)]
    assert opened("site-h", *(f"site-{id}" for id in catalog.packs)) == []
    assert opened() != []  # so the watch sees what is opened


@pytest.mark.parametrize("name", NAMES)
def test_s34_a_record_that_leads_outside_is_refused(load_beside, install_pack, opened, name):
    """A file record that names something outside is refused and nothing there is opened."""
    install_pack("hostile", record=["pack_hostile/pack.json", name], site="site-h")

    catalog = load_beside("hostile")

    assert told(catalog) == [("read.outside_pack", Q)]
    assert opened("site-h", *(f"site-{id}" for id in catalog.packs)) == []


@pytest.fixture
def zipped(tmp_path):
    """Return a function that writes an archive of a pack with members of any name beside."""

    def make(*names):
        path = tmp_path / "zips" / "hostile.zip"
        path.parent.mkdir()
        with zipfile.ZipFile(path, "w") as archive:
            for name in ("p/pack.toml", *names):
                member = zipfile.ZipInfo("x")
                member.filename = name  # as it is, with any character
                archive.writestr(member, HEADER)
        return path

    return make


@pytest.mark.parametrize(
    "name",
    [*NAMES, "../x", "p/../../x"],
    ids=[*(f"S34-{name!a}" for name in NAMES), "S36-up", "S36-through"],
)
def test_a_member_of_an_archive_that_leads_outside_is_told_of(load_beside, opened, zipped, name):
    """An archive with a name that leads outside is refused and nothing there is opened."""
    path = zipped(name)

    catalog = load_beside(paths=[path])

    assert [(error.code, error.outcome) for error in catalog.mistakes] == [("read.outside_pack", Q)]
    assert opened("zips", *(f"site-{id}" for id in catalog.packs)) == []


@pytest.mark.parametrize(
    ("link", "target"),
    [("actions.toml", "../../../../b/data.toml"), ("actions", ".."), ("actions", "../../../../b")],
    ids=["file", "own-parent", "folder"],
)
def test_s35_a_link_is_not_followed(load_beside, install_pack, opened, link, target):
    """A link to a file outside, or to a folder, costs the pack; nothing there is opened."""
    source = install_pack("hostile", files={"pack.toml": HEADER}, editable=True)
    (source / "pack_hostile" / link).symlink_to(target)

    catalog = load_beside("hostile")

    assert told(catalog) == [("read.link", Q)]
    assert opened("site", "projects", *(f"site-{id}" for id in catalog.packs)) == []


def test_s36_a_member_that_stands_twice_costs_the_pack(load_beside, zipped):
    """Which of the two is right nobody can tell."""
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = zipped("p/pack.toml")

    catalog = load_beside(paths=[path])

    assert [(error.code, error.outcome) for error in catalog.mistakes] == [("read.duplicate", Q)]


# S38: help that is old, or open at no certain hour, is kept


def test_s38_old_help_is_kept_and_marked(hostile):
    """The only contact of a region stays, whenever it wanted to be looked at again."""
    old = 'regions = ["NP"]\npurposes = ["support"]\n'
    checked = "verified = { method = 'called', on = 2024-01-01, review_by = 2024-11-01 }"
    text = contact_of().replace("bad", "good").replace("verified = { method", f"{old}{checked}#")

    catalog = hostile(resources(text))

    (desk,) = [
        each
        for each in find_help(catalog, HelpQuery(region="NP"), at=AT)
        if each.resource.pack == "hostile"
    ]
    assert catalog.mistakes == ()
    assert desk.freshness.state >= type(desk.freshness.state).STALE


@pytest.mark.parametrize("minute", range(0, 120, 15))
def test_s38_an_hour_that_the_clocks_skip_is_never_open(hostile, minute):
    """From 02:30 to 03:00 on the night when the clocks go forward nobody is said to answer."""
    text = contact_of(hours="Su 02:30-03:00", zone="America/New_York").replace("bad", "good")

    catalog = hostile(resources(text.replace("verified", 'purposes = ["support"]\nverified')))

    at = datetime(2026, 3, 8, 6 + minute // 60, minute % 60, tzinfo=UTC)  # 02:00 is 07:00 UTC
    (contact,) = catalog.get("hostile:good").contacts
    assert contact.hours.state(at) != "open"
