"""Packs are found without running any of their code; code plugins run if the host names them."""

import json
import sys
import zipfile

import attrs
import pytest

from takeaction.errors import Outcome, PackErrors, PackRefusedError, PackSyntaxError
from takeaction.limits import Limits
from takeaction.loading import load
from takeaction.models.factor import Factor
from takeaction.packs.checking.pack import check
from takeaction.packs.sources.archive import Archive
from takeaction.packs.sources.discovery import discover, find_pack, find_path
from takeaction.packs.sources.files import Folder, Memory
from takeaction.packs.sources.plugins import DataPack, hookimpl

PACKS = "takeaction.packs"
PLUGINS = "takeaction.plugins"
CONTENT = {
    "pack": {"id": "given", "title": "T", "publisher": "P", "licence": "CC0-1.0", "schema": 1}
}


@pytest.fixture(params=[True, False], ids=["first", "later"], autouse=True)
def first(request, monkeypatch):
    """Look as the first of a process, and as one that has the standard library's finder at hand."""
    if request.param:
        monkeypatch.setattr("takeaction.packs.sources.discovery._is_imported", lambda: False)


def factor(action, asker):
    """Give every action the same level."""
    return len({id(action), id(asker)})


def told(found):
    """Return code, text, outcome and distribution of each mistake."""
    return [(each.code, str(each), each.outcome, each.distribution) for each in found.mistakes]


# By path


def test_a_folder_is_taken_as_it_is(write):
    """A folder that holds pack.toml or pack.json is the pack."""
    folder = write({"pack.json": "{}", "src/a/pack.toml": ""})

    found = find_path(str(folder))

    assert (found.place, found.files) == (str(folder), Folder(folder))
    assert (found.id, found.distribution, found.version) == (None, None, None)


def test_the_one_pack_in_a_project_is_found(write):
    """Of a project folder the folder under src is taken that holds pack.toml."""
    folder = write({"pyproject.toml": "", "src/a/pack.toml": "", "src/b/other.toml": ""})

    assert find_path(folder).files == Folder(folder / "src" / "a")


@pytest.mark.parametrize(
    "files", [{}, {"src/a/pack.toml": "", "src/b/pack.toml": ""}], ids=["none", "two"]
)
def test_a_folder_with_no_pack_or_with_two_is_left_to_the_reader(write, files):
    """Where nobody can tell which pack is meant, the folder itself is read, and refused."""
    folder = write(files)

    assert find_path(folder).files == Folder(folder)


@pytest.mark.parametrize("name", ["pack.zip", "trial-1.0-py3-none-any.whl"])
def test_archives_are_known_by_their_names(tmp_path, name):
    """A zip and a wheel are read as they lie, and called by their names."""
    found = find_path(tmp_path / name)

    assert (found.place, found.files) == (name, Archive(tmp_path / name))


def test_a_path_that_no_disk_can_hold_is_a_pack_that_cannot_be_read():
    """A path of thousands of letters raises nothing: the pack is not there."""
    found = check(find_path("x" * 5_000), Limits())

    assert found.pack is None
    assert [error.code for error in found.mistakes] == ["read.failed"]


def test_packs_by_path_are_found_whatever_is_installed(write):
    """Paths are taken in order of their names, beside no installed pack."""
    one, two = write({"pack.toml": ""}, "one"), write({"pack.toml": ""}, "two")

    found = discover(paths=[two, one], packs=[])

    assert [each.place for each in found.packs] == [str(one), str(two)]
    assert (found.factors, found.mistakes) == ((), ())


# Installed


def test_a_built_pack_is_found_by_the_record_of_its_distribution(install):
    """The file record of a distribution says where its pack.json lies."""
    site = install(
        "alpha-pack", entries={PACKS: "alpha = pack_alpha"}, files={"pack_alpha/pack.json": "{}"}
    )

    (found,) = discover(packs=["alpha"]).packs

    assert found.files == Folder(site / "pack_alpha")
    assert (found.place, found.id) == ("alpha", "alpha")
    assert (found.distribution, found.version) == ("alpha-pack", "1.0")


def test_an_editable_pack_is_found_in_its_project(install):
    """Of an editable install the folder on the path is taken, if it lies in the project."""
    source = install(
        "alpha-pack",
        entries={PACKS: "alpha = pack_alpha"},
        files={"pack_alpha/pack.toml": ""},
        editable=True,
    )

    (found,) = discover(packs=["alpha"]).packs

    assert found.files == Folder(source / "pack_alpha")


def test_all_installed_packs_are_found_unless_some_are_named(install):
    """Without names all are taken; with names those, and a missing one is told of."""
    install("alpha-pack", entries={PACKS: "alpha = pack_a"}, files={"pack_a/pack.json": ""})
    install("bravo-pack", entries={PACKS: "bravo = pack_b"}, files={"pack_b/pack.json": ""})

    every, some = discover(), discover(packs=["bravo", "missing"])

    assert {"alpha", "bravo"} <= {each.id for each in every.packs}
    assert [each.id for each in some.packs] == ["bravo"]
    assert told(some) == [
        (
            "pack.missing",
            (
                "missing: no installed distribution has this pack. Fix: install it, or write the "
                "path of its folder, such as ./my-pack."
            ),
            Outcome.QUARANTINE,
            None,
        )
    ]
    assert type(some.mistakes[0]) is PackRefusedError


def test_a_slip_in_the_id_of_an_installed_pack_is_told_with_what_may_be_meant():
    """The nearest of the packs that are there."""
    (found,) = discover(packs=["us-hotlin"]).mistakes

    assert found.fix == "did you mean us-hotline?"


@pytest.mark.parametrize(
    "value", ["../b", "/etc", "data\\..\\x", "~/x", "a//b", ".", "pkg.sub", "pkg:attr", "p\u0430ck"]
)
def test_an_entry_point_that_is_no_top_level_name_is_refused(install, value):
    """What an entry point names is one folder beside all others, never a path."""
    install("alpha-pack", entries={PACKS: f"alpha = {value}"}, files={"pkg/pack.json": ""})

    found = discover(packs=["alpha"])

    assert found.packs == ()
    (mistake,) = found.mistakes
    assert (mistake.code, mistake.outcome) == ("read.outside_pack", Outcome.QUARANTINE)
    assert mistake.problem.endswith(", not one top-level name.")
    assert mistake.distribution == "alpha-pack"


@pytest.mark.parametrize(
    "distribution",
    [
        {"files": {"pack_a/other.json": ""}},
        {"files": {"pack_a/pack.toml": ""}, "direct_url__json": "{}"},
        {
            "files": {"pack_a/pack.toml": ""},
            "direct_url__json": json.dumps(
                {"url": "file:///elsewhere", "dir_info": {"editable": True}}
            ),
        },
        {
            "direct_url__json": json.dumps(
                {"url": "file:///elsewhere", "dir_info": {"editable": True}}
            )
        },
        {
            "files": {"pack_a.py": ""},
            "direct_url__json": json.dumps({"url": "file:///", "dir_info": {"editable": True}}),
        },
    ],
    ids=["no-pack", "not-editable", "other-project", "nothing", "module"],
)
def test_a_distribution_that_holds_no_pack_where_it_says_is_refused(install, distribution):
    """Only what is recorded, or lies in the project of an editable install, is read."""
    install("alpha-pack", entries={PACKS: "alpha = pack_a"}, **distribution)

    found = discover(packs=["alpha"])

    assert found.packs == ()
    assert told(found) == [
        (
            "read.missing",
            (
                "alpha: its distribution holds no pack_a/pack.json. Fix: build the pack with "
                "takeaction's hatchling hook, or install it editable."
            ),
            Outcome.QUARANTINE,
            "alpha-pack",
        )
    ]


def test_a_record_may_hold_names_in_quotes(install):
    """A file whose name holds a comma stands in quotes, and hides no other."""
    install(
        "alpha-pack",
        entries={PACKS: "alpha = pack_a"},
        files={"pack_a/pack.json": ""},
        record=['"pack_a/a,b.json"', '"pack_a/pack.json"'],
    )

    found = discover(packs=["alpha"])

    assert [pack.id for pack in found.packs] == ["alpha"]
    assert found.mistakes == ()


@pytest.mark.parametrize(
    "row", ["../b/pack_a/pack.json", "/pack_a/pack.json", "a\\..\\b", "a//b", "."]
)
def test_a_record_that_leads_outside_is_refused(install, row):
    """A distribution that says that it has files elsewhere is not believed in anything."""
    install(
        "alpha-pack",
        entries={PACKS: "alpha = pack_a"},
        files={"pack_a/pack.json": ""},
        record=["pack_a/pack.json", row],
    )

    (mistake,) = discover(packs=["alpha"]).mistakes

    assert (mistake.code, mistake.fix) == ("read.outside_pack", "build the pack again.")
    assert mistake.problem.startswith("its distribution records ")
    assert mistake.problem.endswith(", which lies outside.")


@pytest.mark.parametrize(
    ("records", "name"),
    [
        ({"RECORD": b"\xff\n"}, "alpha-pack"),
        ({"RECORD": "", "direct_url__json": "{"}, "alpha-pack"),
        ({"RECORD": "", "direct_url__json": "[]"}, "alpha-pack"),
        ({"RECORD": "", "direct_url__json": '{"dir_info": {"editable": true}}'}, "alpha-pack"),
        ({"METADATA": b"\xff"}, None),
    ],
    ids=["no-text", "no-json", "list", "no-address", "no-name"],
)
def test_a_distribution_with_a_damaged_record_is_told_of(install, records, name):
    """What an installer left broken costs that pack, and no other."""
    install("good-pack", entries={PACKS: "good = pack_g"}, files={"pack_g/pack.json": ""})
    install("alpha-pack", entries={PACKS: "alpha = pack_a"}, files={"pack_a/a": ""}, **records)

    found = discover(packs=["alpha", "good"])

    assert [each.id for each in found.packs] == ["good"]
    (mistake,) = found.mistakes
    assert (mistake.code, mistake.where.pack, mistake.distribution) == (
        "read.failed",
        "alpha",
        name,
    )
    assert mistake.problem.startswith("what is recorded of its installation cannot be read: ")
    assert mistake.fix == "install it again."
    assert type(mistake) is PackSyntaxError


@pytest.mark.parametrize("METADATA", [b"\xff", "Name: alpha-pack\n"], ids=["no-name", "name"])
def test_entry_points_that_cannot_be_read_hide_no_others(install, METADATA):  # noqa: N803
    """A distribution whose entry points are broken is told of once; all others are found."""
    install("good-pack", entries={PACKS: "good = pack_g"}, files={"pack_g/pack.json": ""})
    install("alpha-pack", entries={}, entry_points__txt=f"[{PACKS}]\nno value\n", METADATA=METADATA)

    found = discover(packs=["good"])

    name = "alpha-pack" if METADATA != b"\xff" else None
    assert [each.id for each in found.packs] == ["good"]
    (mistake,) = found.mistakes
    assert (mistake.code, mistake.distribution) == ("read.failed", name)
    assert mistake.where.pack == (name or "a distribution")


@pytest.mark.parametrize("order", [1, -1], ids=["one-first", "two-first"])
def test_two_distributions_with_one_pack_are_both_found_in_any_order(install, order):
    """Neither hides the other, whichever comes first on the path."""
    for name in ["one", "two"][::order]:
        install(
            f"{name}-pack",
            entries={PACKS: f"alpha = pack_{name}"},
            files={f"pack_{name}/pack.json": ""},
            site=f"site-{name}",
        )

    found = discover(packs=["alpha"])

    assert [each.distribution for each in found.packs] == ["one-pack", "two-pack"]


# Code plugins

GOOD = """
from takeaction.packs.sources.plugins import hookimpl

class Plugin:
    @hookimpl
    def takeaction_packs(self):
        return [{"pack": {"id": "given"}}]
plugin = Plugin()
"""


def test_a_code_plugin_that_the_host_named_is_imported(install):
    """Its packs come with the name of its distribution."""
    install("code-a", entries={PLUGINS: "a = module_a:plugin"}, files={"module_a.py": GOOD})

    found = discover(packs=[], plugins={"code-a"})

    assert found.mistakes == ()
    assert found.packs[0].place == found.packs[0].distribution == "code-a"
    assert found.packs[0].files == Memory(b'{"pack": {"id": "given"}}')


def test_a_code_plugin_that_the_host_did_not_name_is_not_imported(install):
    """It is a warning that says how to allow it."""
    install("code-b", entries={PLUGINS: "b = module_b:plugin"}, files={"module_b.py": "1 / 0"})

    found = discover(packs=[])

    assert told(found) == [
        (
            "pack.code_not_allowed",
            (
                "code-b: this distribution offers code, and the host has not named it. "
                'Fix: name it if you trust it: load(plugins={"code-b"}).'
            ),
            Outcome.WARN,
            "code-b",
        )
    ]
    assert "module_b" not in sys.modules


def test_a_code_plugin_that_is_not_there_is_told_of():
    """A misspelt name of a distribution is no silence."""
    found = discover(packs=[], plugins=["no-such-code"])

    assert told(found) == [
        (
            "pack.missing",
            "no-such-code: no installed distribution of this name offers code. Fix: install it.",
            Outcome.QUARANTINE,
            None,
        )
    ]


def test_a_distribution_may_offer_two_plugins(install):
    """Each of them is called, in order of their names."""
    second = GOOD.replace('"given"', '"second"')
    install(
        "code-c",
        entries={PLUGINS: "z = module_c:plugin\ny = module_d:plugin"},
        files={"module_c.py": GOOD, "module_d.py": second},
    )

    found = discover(packs=[], plugins={"code-c"})

    assert found.mistakes == ()
    assert [each.files.data for each in found.packs] == [
        b'{"pack": {"id": "second"}}',
        b'{"pack": {"id": "given"}}',
    ]


class Giving:
    """A plugin that gives what it was told to."""

    def __init__(self, packs=(), factors=()):
        self.packs = packs
        self.factors = factors

    @hookimpl
    def takeaction_packs(self):
        """Give packs, or raise what was put in their place."""
        return self._given(self.packs)

    @hookimpl
    def takeaction_factors(self):
        """Give factors."""
        return self._given(self.factors)

    @staticmethod
    def _given(what):
        if isinstance(what, BaseException):
            raise what
        return what


def test_plugin_objects_give_packs_and_factors(write):
    """Two objects of one class are two plugins; what they give is copied to plain data."""
    folder = write({"pack.toml": ""})
    archive = folder / "a.zip"
    late, early = Factor("late", factor, "It is late."), Factor("early", factor, "It is early.")
    given = DataPack("trick", Folder(folder), "us-hotline", None, "9.9")

    found = discover(
        packs=[],
        plugins=[
            Giving([given, DataPack("b", Archive(archive))], [late]),
            Giving([CONTENT], [early]),
        ],
    )

    assert found.mistakes == ()
    assert [attrs.astuple(each, recurse=False) for each in found.packs] == [
        ("Giving", Folder(folder), None, "Giving", None),
        ("Giving", Archive(archive), None, "Giving", None),
        ("Giving", Memory(json.dumps(CONTENT).encode()), None, "Giving", None),
    ]
    assert found.factors == (early, late)
    assert check(found.packs[2], Limits()).pack.id == "given"


def test_a_pack_object_may_be_a_plugin_itself(write):
    """A host that found a pack may hand it over as it is."""
    pack = find_path(write({"pack.toml": ""}))

    assert discover(packs=[], plugins=[pack]).packs == (pack,)


NO_DATA = "what it gives is no plain data,"


class Odd(dict):
    """A mapping whose items cannot be had."""

    def __iter__(self):
        raise RuntimeError

    keys = items = __iter__


class OddText(str):
    """A text that may do anything when it is used."""

    __slots__ = ()


@pytest.mark.parametrize(
    ("plugin", "code", "problem"),
    [
        (Giving(None), "shape.wrong_type", "its hook for packs gives no list."),
        (Giving(factors=5), "shape.wrong_type", "its hook for factors gives no list."),
        (Giving([5]), "shape.wrong_type", "it gives something that is no pack."),
        (
            Giving([DataPack("a", Memory(b"{}"))]),
            "shape.wrong_type",
            "it gives something that is no pack.",
        ),
        (
            Giving([DataPack("a", Folder(OddText("text")))]),
            "shape.wrong_type",
            "it gives something that is no pack.",
        ),
        (
            Giving([{"pack": b"a"}]),
            "shape.wrong_type",
            f"{NO_DATA} TypeError: Object of type bytes is not JSON serializable.",
        ),
        (
            Giving([{"pack": {1: float("nan")}}]),
            "shape.wrong_type",
            f"{NO_DATA} ValueError: Out of range float values are not JSON compliant",
        ),
        (
            Giving([Odd(a=1)]),
            "shape.wrong_type",
            f"{NO_DATA} RuntimeError: .",
        ),
        (Giving(factors=[5]), "shape.wrong_type", "it gives something that is no factor."),
        (
            Giving(factors=[Factor(5, factor, "text")]),
            "shape.wrong_type",
            "it gives something that is no factor.",
        ),
        (
            Giving(factors=[Factor("a", 5, "text")]),
            "shape.wrong_type",
            "it gives something that is no factor.",
        ),
        (
            Giving(factors=[Factor("a", factor, None)]),
            "shape.wrong_type",
            "it gives something that is no factor.",
        ),
        (
            Giving([CONTENT] * 1_001),
            "limit.records",
            "it gives more than 1,000 packs.",
        ),
        (
            Giving(ValueError("boom\n\x1b[2J")),
            "pack.hook_failed",
            "its code raised ValueError: boom\\n\\u001b[2J.",
        ),
    ],
    ids=[
        *("none", "number", "no-pack", "foreign-files", "odd-files", "set", "nan", "odd-mapping"),
        *("no-factor", "odd-name", "odd-level", "odd-text", "many", "raises"),
    ],
)
def test_what_a_plugin_gives_wrongly_costs_only_that(plugin, code, problem):
    """Another plugin's packs are kept, whatever one of them does."""
    other = Giving([CONTENT])

    for plugins in ([plugin, other], [other, plugin]):
        found = discover(packs=[], plugins=plugins)

        (mistake,) = found.mistakes
        assert (mistake.code, mistake.outcome) == (code, Outcome.QUARANTINE)
        assert mistake.problem.startswith(problem)  # what JSON says of a float differs by version
        assert len(found.packs) == 1
        assert mistake.distribution == "Giving"


class Mute(Exception):  # noqa: N818 - it is nobody's error
    """An exception that cannot even say what it is."""

    def __str__(self):
        raise SystemExit(3)


class Interrupting(Exception):  # noqa: N818 - likewise
    """An exception during whose text somebody presses Ctrl+C."""

    def __str__(self):
        raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (SystemExit(0), "its code raised SystemExit: 0."),
        (RecursionError("deep"), "its code raised RecursionError: deep."),
        (MemoryError(), "its code raised MemoryError: ."),
        (GeneratorExit(), "its code raised GeneratorExit: ."),
        (
            BaseExceptionGroup("many", [SystemExit(1)]),
            "its code raised BaseExceptionGroup: many (1 sub-exception).",
        ),
        (Mute(), "its code raised Mute: it does not say why."),
    ],
    ids=["exit", "recursion", "memory", "generator", "group", "mute"],
)
def test_whatever_a_plugin_raises_is_contained(error, problem):
    """Nothing that foreign code raises stops the others, or the program."""
    (mistake,) = discover(packs=[], plugins=[Giving(error)]).mistakes

    assert (mistake.code, mistake.problem) == ("pack.hook_failed", problem)
    assert mistake.fix == "tell its publisher, or leave it out of plugins."


@pytest.mark.parametrize("error", [KeyboardInterrupt(), Interrupting()], ids=["raised", "in-text"])
def test_an_interrupt_passes_through(error):
    """Whoever sits at the keyboard stops the program."""
    with pytest.raises(KeyboardInterrupt):
        discover(packs=[], plugins=[Giving(error)])


class Wrapping:
    """A plugin that wants to change what others give."""

    @hookimpl(wrapper=True)
    def takeaction_packs(self):
        """Leave everything of others out."""
        yield
        return []


class First:
    """A plugin that wants to be first."""

    @hookimpl(tryfirst=True)
    def takeaction_factors(self):
        """Give nothing."""
        return []


class Last:
    """A plugin that wants to be last."""

    @hookimpl(trylast=True)
    def takeaction_packs(self):
        """Give nothing."""
        return []


@pytest.mark.parametrize("plugin", [Wrapping(), First(), Last()], ids=["wraps", "first", "last"])
def test_no_plugin_wraps_another_or_asks_for_its_place(plugin):
    """Hooks are implemented plainly; what others give is not changed."""
    found = discover(packs=[], plugins=[plugin, Giving([CONTENT])])

    (mistake,) = found.mistakes
    assert (mistake.code, mistake.problem, mistake.fix) == (
        "pack.hook_order",
        "it wraps a hook, or asks for a place in the order of calls.",
        "implement the hook plainly.",
    )
    assert [each.place for each in found.packs] == ["Giving"]


class Unfit:
    """A plugin whose hook asks for something that there is not."""

    @hookimpl
    def takeaction_packs(self, database):
        """Give what is in a database."""
        return database


def test_a_hook_that_asks_for_too_much_is_refused():
    """A plugin that does not fit the hooks is told of, and not called."""
    found = discover(packs=[], plugins=[Unfit()])

    assert [each.code for each in found.mistakes] == ["pack.hook_failed"]


def test_mistakes_of_discovery_stand_in_order_of_their_packs(install):
    """The order of paths and of names changes nothing."""
    for name in ("zulu", "mike", "echo"):
        install(f"{name}-pack", entries={PACKS: f"{name} = a.b"}, site=f"site-{name}")

    found = discover(packs=["echo", "mike", "zulu", "alpha"])

    assert [each.where.pack for each in found.mistakes] == ["alpha", "echo", "mike", "zulu"]


def test_a_wheel_by_path_is_read(tmp_path):
    """What is in a wheel can be read before it is installed."""
    wheel = tmp_path / "given-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("pack_given/pack.json", json.dumps(CONTENT))
        archive.writestr("given-1.0.dist-info/METADATA", "")

    found = check(find_path(wheel), Limits())

    assert (found.mistakes, found.pack.id) == ((), "given")


def test_packs_in_an_archive_on_the_path_are_found(tmp_path, monkeypatch):
    """An application of one file holds packs beside what is its own, which is none of ours."""
    content = b'{"pack":{"id":"zipped","licence":"L","publisher":"P","schema":1,"title":"T"}}'
    info = "zipped_pack-1.0.dist-info"
    path = tmp_path / "application.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../outside.json", "{}")
        archive.writestr("other/pack.json", "{}")
        archive.writestr("other/code.py", "import os")
        archive.writestr("pack_zipped/pack.json", content)
        archive.writestr(
            f"{info}/METADATA", "Metadata-Version: 2.1\nName: zipped-pack\nVersion: 1.0\n"
        )
        archive.writestr(f"{info}/RECORD", "pack_zipped/pack.json,,\n")
        archive.writestr(f"{info}/entry_points.txt", "[takeaction.packs]\nzipped = pack_zipped\n")
        archive.writestr("large.bin", b"\0" * 9_000_000)
    monkeypatch.syspath_prepend(str(path))

    catalog = load(packs=["zipped"])

    assert catalog.mistakes == ()
    assert catalog.packs["zipped"].distribution == "zipped-pack"


@pytest.mark.parametrize("name", ["pack.toml", "pack.json"])
def test_a_pack_at_the_top_goes_before_one_below_src(write, name):
    """A folder that holds a pack is that pack, whatever else lies in it."""
    folder = write({name: "", "src/inner/pack.toml": ""})

    assert find_path(folder).files == Folder(str(folder))


def test_an_installed_pack_is_found_by_its_id():
    """A word that is no path is the id of an installed pack."""
    found = find_pack("us-hotline")

    assert found.distribution == "takeaction-pack-us-hotline"


def test_a_pack_that_is_not_installed_is_told():
    """No installed distribution has that id."""
    with pytest.raises(PackErrors, match="us-hotlin is not found") as missing:
        find_pack("us-hotlin")

    assert [error.code for error in missing.value.mistakes] == ["pack.missing"]


@pytest.mark.parametrize("word", ["a/b", "a.whl", "a.zip"])
def test_a_word_that_looks_like_a_path_is_one(word):
    """What is not there is found to be missing when it is read."""
    assert find_pack(word).distribution is None
