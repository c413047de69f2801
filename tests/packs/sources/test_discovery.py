"""Packs are found without running any of their code; code plugins run if the host names them."""

import json
import sys
import zipfile

import attrs
import pytest

from takeaction.errors import Outcome, PackErrors, PackRefusedError, PackSyntaxError
from takeaction.limits import Limits
from takeaction.loading import load
from takeaction.models.action import Factor
from takeaction.packs.checking.pack import check
from takeaction.packs.sources.archive import Archive
from takeaction.packs.sources.discovery import discover, find_pack, pack_at
from takeaction.packs.sources.files import Folder, Installed, Memory
from takeaction.packs.sources.plugins import DataPack, hookimpl
from takeaction.packs.sources.wheel import Wheel

PACKS = "takeaction.packs"
PLUGINS = "takeaction.plugins"
HASH_OF_BRACES = "sha256=RBNvo1WzZ4oRRq0W9-hknpT7T8If536DEMBg9hyq_4o"
CONTENT = {
    "pack": {"id": "given", "title": "T", "publisher": "P", "licence": "CC0-1.0", "schema": 1}
}


@pytest.fixture(params=[True, False], ids=["first", "later"], autouse=True)
def first(request, monkeypatch):
    """Discover as the first call of a process, then after ``importlib.metadata`` was imported."""
    if request.param:
        monkeypatch.setattr(
            "takeaction.packs.sources.entry_points._is_metadata_imported", lambda: False
        )


def factor(action, asker):
    return len({id(action), id(asker)})


def report_of(discovery):
    return [
        (mistake.code, str(mistake), mistake.outcome, mistake.distribution)
        for mistake in discovery.mistakes
    ]


# By path


def test_a_folder_with_a_pack_is_the_pack(write):
    folder = write({"pack.json": "{}", "src/a/pack.toml": ""})

    pack = pack_at(str(folder))

    assert (pack.place, pack.files) == (str(folder), Folder(folder))
    assert (pack.id, pack.distribution, pack.version) == (None, None, None)


def test_the_one_pack_in_a_project_is_found(write):
    folder = write({"pyproject.toml": "", "src/a/pack.toml": "", "src/b/other.toml": ""})

    assert pack_at(folder).files == Folder(folder / "src" / "a")


@pytest.mark.parametrize(
    "files", [{}, {"src/a/pack.toml": "", "src/b/pack.toml": ""}], ids=["none", "two"]
)
def test_a_folder_with_no_pack_or_with_two_is_left_to_the_reader(write, files):
    folder = write(files)

    assert pack_at(folder).files == Folder(folder)


@pytest.mark.parametrize(
    ("name", "kind"), [("pack.zip", Archive), ("trial-1.0-py3-none-any.whl", Wheel)]
)
def test_archives_are_recognised_by_their_suffix(tmp_path, name, kind):
    pack = pack_at(tmp_path / name)

    assert (pack.place, pack.files) == (name, kind(tmp_path / name))


def test_a_path_that_is_too_long_is_a_pack_that_cannot_be_read():
    checked = check(pack_at("x" * 5_000), Limits())

    assert checked.pack is None
    assert [error.code for error in checked.mistakes] == ["read.failed"]


def test_packs_by_path_are_found_whatever_is_installed(write):
    one, two = write({"pack.toml": ""}, "one"), write({"pack.toml": ""}, "two")

    discovery = discover(paths=[two, one], packs=[])

    assert [pack.place for pack in discovery.packs] == [str(one), str(two)]
    assert (discovery.factors, discovery.mistakes) == ((), ())


# Installed


def test_a_built_pack_is_found_by_the_record_of_its_distribution(install):
    site = install(
        "alpha-pack", entries={PACKS: "alpha = pack_alpha"}, files={"pack_alpha/pack.json": "{}"}
    )

    (pack,) = discover(packs=["alpha"]).packs

    assert pack.files == Installed(Folder(site / "pack_alpha"), HASH_OF_BRACES)
    assert (pack.place, pack.id) == ("alpha", "alpha")
    assert (pack.distribution, pack.version) == ("alpha-pack", "1.0")


def test_an_editable_pack_is_found_in_its_project(install):
    source = install(
        "alpha-pack",
        entries={PACKS: "alpha = pack_alpha"},
        files={"pack_alpha/pack.toml": ""},
        editable=True,
    )

    (pack,) = discover(packs=["alpha"]).packs

    assert pack.files == Folder(source / "pack_alpha")


def test_all_installed_packs_are_found_unless_some_are_named(install):
    install("alpha-pack", entries={PACKS: "alpha = pack_a"}, files={"pack_a/pack.json": ""})
    install("bravo-pack", entries={PACKS: "bravo = pack_b"}, files={"pack_b/pack.json": ""})

    every, some = discover(), discover(packs=["bravo", "missing"])

    assert {"alpha", "bravo"} <= {pack.id for pack in every.packs}
    assert [pack.id for pack in some.packs] == ["bravo"]
    assert report_of(some) == [
        (
            "pack.missing",
            (
                "missing: no installed distribution contains this pack. Fix: install it, or write "
                "the path of its folder, such as ./my-pack."
            ),
            Outcome.QUARANTINE,
            None,
        )
    ]
    assert type(some.mistakes[0]) is PackRefusedError


def test_a_misspelt_pack_id_is_reported_with_the_nearest_one():
    (mistake,) = discover(packs=["us-hotlin"]).mistakes

    assert mistake.fix == "did you mean us-hotline?"


@pytest.mark.parametrize(
    "value", ["../b", "/etc", "data\\..\\x", "~/x", "a//b", ".", "pkg.sub", "pkg:attr", "p\u0430ck"]
)
def test_an_entry_point_that_is_not_a_top_level_name_is_refused(install, value):
    install("alpha-pack", entries={PACKS: f"alpha = {value}"}, files={"pkg/pack.json": ""})

    discovery = discover(packs=["alpha"])

    assert discovery.packs == ()
    (mistake,) = discovery.mistakes
    assert (mistake.code, mistake.outcome) == ("read.outside_pack", Outcome.QUARANTINE)
    assert mistake.problem.endswith(", not a single top-level name.")
    assert mistake.distribution == "alpha-pack"


@pytest.mark.parametrize(
    "distribution",
    [
        {"files": {"pack_a/other.json": ""}},
        {"files": {"pack_a/pack.json": "{}"}, "record": ["pack_a/other.json"]},
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
    ids=["no-pack", "not-recorded", "not-editable", "other-project", "nothing", "module"],
)
def test_a_distribution_without_a_pack_where_it_says_is_refused(install, distribution):
    install("alpha-pack", entries={PACKS: "alpha = pack_a"}, **distribution)

    discovery = discover(packs=["alpha"])

    assert discovery.packs == ()
    assert report_of(discovery) == [
        (
            "read.missing",
            (
                "alpha: its distribution does not contain pack_a/pack.json. Fix: build the pack "
                "with takeaction's hatchling hook, or install it in editable mode."
            ),
            Outcome.QUARANTINE,
            "alpha-pack",
        )
    ]


def test_a_file_record_may_have_names_in_quotes(install):
    install(
        "alpha-pack",
        entries={PACKS: "alpha = pack_a"},
        files={"pack_a/pack.json": ""},
        record=['"pack_a/a,b.json"', '"pack_a/pack.json"'],
    )

    discovery = discover(packs=["alpha"])

    assert [pack.id for pack in discovery.packs] == ["alpha"]
    assert discovery.mistakes == ()


@pytest.mark.parametrize(
    "row", ["../b/pack_a/pack.json", "/pack_a/pack.json", "a\\..\\b", "a//b", "."]
)
def test_a_file_record_that_leads_outside_is_refused(install, row):
    install(
        "alpha-pack",
        entries={PACKS: "alpha = pack_a"},
        files={"pack_a/pack.json": ""},
        record=["pack_a/pack.json", row],
    )

    (mistake,) = discover(packs=["alpha"]).mistakes

    assert (mistake.code, mistake.fix) == ("read.outside_pack", "build the pack again.")
    assert mistake.problem.startswith("its distribution lists ")
    assert mistake.problem.endswith(", which is outside it.")


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
def test_a_distribution_with_a_damaged_record_is_reported(install, records, name):
    install("good-pack", entries={PACKS: "good = pack_g"}, files={"pack_g/pack.json": ""})
    install("alpha-pack", entries={PACKS: "alpha = pack_a"}, files={"pack_a/a": ""}, **records)

    discovery = discover(packs=["alpha", "good"])

    assert [pack.id for pack in discovery.packs] == ["good"]
    (mistake,) = discovery.mistakes
    assert (mistake.code, mistake.where.pack, mistake.distribution) == (
        "read.failed",
        "alpha",
        name,
    )
    assert mistake.problem.startswith("its installation record cannot be read: ")
    assert mistake.fix == "install it again."
    assert type(mistake) is PackSyntaxError


@pytest.mark.parametrize("METADATA", [b"\xff", "Name: alpha-pack\n"], ids=["no-name", "name"])
def test_entry_points_that_cannot_be_read_hide_no_others(install, METADATA):  # noqa: N803
    install("good-pack", entries={PACKS: "good = pack_g"}, files={"pack_g/pack.json": ""})
    install("alpha-pack", entries={}, entry_points__txt=f"[{PACKS}]\nno value\n", METADATA=METADATA)

    discovery = discover(packs=["good"])

    name = "alpha-pack" if METADATA != b"\xff" else None
    assert [pack.id for pack in discovery.packs] == ["good"]
    (mistake,) = discovery.mistakes
    assert (mistake.code, mistake.distribution) == ("read.failed", name)
    assert mistake.where.pack == (name or "a distribution")


@pytest.mark.parametrize("order", [1, -1], ids=["one-first", "two-first"])
def test_two_distributions_with_one_pack_are_both_found_in_any_order(install, order):
    for name in ["one", "two"][::order]:
        install(
            f"{name}-pack",
            entries={PACKS: f"alpha = pack_{name}"},
            files={f"pack_{name}/pack.json": ""},
            site=f"site-{name}",
        )

    discovery = discover(packs=["alpha"])

    assert [pack.distribution for pack in discovery.packs] == ["one-pack", "two-pack"]


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
    install("code-a", entries={PLUGINS: "a = module_a:plugin"}, files={"module_a.py": GOOD})

    discovery = discover(packs=[], plugins={"code-a"})

    assert discovery.mistakes == ()
    assert discovery.packs[0].place == discovery.packs[0].distribution == "code-a"
    assert discovery.packs[0].files == Memory(b'{"pack": {"id": "given"}}')


def test_a_code_plugin_that_the_host_did_not_name_is_not_imported(install):
    install("code-b", entries={PLUGINS: "b = module_b:plugin"}, files={"module_b.py": "1 / 0"})

    discovery = discover(packs=[])

    assert report_of(discovery) == [
        (
            "pack.code_not_allowed",
            (
                "code-b: this distribution offers code, but the host has not allowed it. "
                'Fix: if you trust it, name it: load(plugins={"code-b"}).'
            ),
            Outcome.WARN,
            "code-b",
        )
    ]
    assert "module_b" not in sys.modules


def test_a_code_plugin_that_is_not_installed_is_reported():
    discovery = discover(packs=[], plugins=["no-such-code"])

    assert report_of(discovery) == [
        (
            "pack.missing",
            "no-such-code: no installed distribution with this name offers code. Fix: install it.",
            Outcome.QUARANTINE,
            None,
        )
    ]


def test_a_distribution_may_offer_two_plugins(install):
    second = GOOD.replace('"given"', '"second"')
    install(
        "code-c",
        entries={PLUGINS: "z = module_c:plugin\ny = module_d:plugin"},
        files={"module_c.py": GOOD, "module_d.py": second},
    )

    discovery = discover(packs=[], plugins={"code-c"})

    assert discovery.mistakes == ()
    assert [pack.files.data for pack in discovery.packs] == [
        b'{"pack": {"id": "second"}}',
        b'{"pack": {"id": "given"}}',
    ]


class Giving:
    """A plugin that returns the packs and factors it was made with."""

    def __init__(self, packs=(), factors=()):
        self.packs = packs
        self.factors = factors

    @hookimpl
    def takeaction_packs(self):
        return self._given(self.packs)

    @hookimpl
    def takeaction_factors(self):
        return self._given(self.factors)

    @staticmethod
    def _given(what):
        if isinstance(what, BaseException):
            raise what
        return what


def test_plugin_objects_give_packs_and_factors(write):
    folder = write({"pack.toml": ""})
    archive, wheel = folder / "a.zip", folder / "a.whl"
    late, early = Factor("late", factor, "It is late."), Factor("early", factor, "It is early.")
    handed_over = DataPack("trick", Folder(folder), "us-hotline", None, "9.9")

    discovery = discover(
        packs=[],
        plugins=[
            Giving([handed_over, DataPack("b", Archive(archive)), pack_at(wheel)], [late]),
            Giving([CONTENT], [early]),
        ],
    )

    assert discovery.mistakes == ()
    assert [attrs.astuple(pack, recurse=False) for pack in discovery.packs] == [
        ("Giving", Folder(folder), None, "Giving", None, 0),
        ("Giving", Archive(archive), None, "Giving", None, 0),
        ("Giving", Wheel(wheel), None, "Giving", None, 0),
        ("Giving", Memory(json.dumps(CONTENT).encode()), None, "Giving", None, 0),
    ]
    assert discovery.factors == (early, late)
    assert check(discovery.packs[3], Limits()).pack.id == "given"


def test_a_pack_object_may_be_a_plugin_itself(write):
    pack = pack_at(write({"pack.toml": ""}))

    assert discover(packs=[], plugins=[pack]).packs == (pack,)


NOT_DATA = "its pack is not plain data:"


class Odd(dict):
    """A mapping that fails when its items are read."""

    def __iter__(self):
        raise RuntimeError

    keys = items = __iter__


class OddText(str):
    """A text with behaviour of its own."""

    __slots__ = ()


@pytest.mark.parametrize(
    ("plugin", "code", "problem"),
    [
        (Giving(None), "shape.wrong_type", "its hook for packs does not return a list."),
        (Giving(factors=5), "shape.wrong_type", "its hook for factors does not return a list."),
        (Giving([5]), "shape.wrong_type", "it returns something that is not a pack."),
        (
            Giving([DataPack("a", Memory(b"{}"))]),
            "shape.wrong_type",
            "it returns something that is not a pack.",
        ),
        (
            Giving([DataPack("a", Folder(OddText("text")))]),
            "shape.wrong_type",
            "it returns something that is not a pack.",
        ),
        (
            Giving([{"pack": b"a"}]),
            "shape.wrong_type",
            f"{NOT_DATA} TypeError: Object of type bytes is not JSON serializable.",
        ),
        (
            Giving([{"pack": {1: float("nan")}}]),
            "shape.wrong_type",
            f"{NOT_DATA} ValueError: Out of range float values are not JSON compliant",
        ),
        (
            Giving([Odd(a=1)]),
            "shape.wrong_type",
            f"{NOT_DATA} RuntimeError: .",
        ),
        (Giving(factors=[5]), "shape.wrong_type", "it returns something that is not a factor."),
        (
            Giving(factors=[Factor(5, factor, "text")]),
            "shape.wrong_type",
            "it returns something that is not a factor.",
        ),
        (
            Giving(factors=[Factor("a", 5, "text")]),
            "shape.wrong_type",
            "it returns something that is not a factor.",
        ),
        (
            Giving(factors=[Factor("a", factor, None)]),
            "shape.wrong_type",
            "it returns something that is not a factor.",
        ),
        (
            Giving([CONTENT] * 1_001),
            "limit.records",
            "it returns more than 1,000 packs.",
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
def test_a_wrong_answer_from_a_plugin_costs_only_that_plugin(plugin, code, problem):
    other = Giving([CONTENT])

    for plugins in ([plugin, other], [other, plugin]):
        discovery = discover(packs=[], plugins=plugins)

        (mistake,) = discovery.mistakes
        assert (mistake.code, mistake.outcome) == (code, Outcome.QUARANTINE)
        assert mistake.problem.startswith(problem)  # what JSON says of a float differs by version
        assert len(discovery.packs) == 1
        assert mistake.distribution == "Giving"


class Mute(Exception):  # noqa: N818 - it is nobody's error
    """An exception that fails when it is turned into text."""

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
        (Mute(), "its code raised Mute: it gives no reason."),
    ],
    ids=["exit", "recursion", "memory", "generator", "group", "mute"],
)
def test_whatever_a_plugin_raises_is_contained(error, problem):
    (mistake,) = discover(packs=[], plugins=[Giving(error)]).mistakes

    assert (mistake.code, mistake.problem) == ("pack.hook_failed", problem)
    assert mistake.fix == "tell its publisher, or leave it out of plugins."


@pytest.mark.parametrize("error", [KeyboardInterrupt(), Interrupting()], ids=["raised", "in-text"])
def test_an_interrupt_passes_through(error):
    with pytest.raises(KeyboardInterrupt):
        discover(packs=[], plugins=[Giving(error)])


class Wrapping:
    """A plugin that tries to change the packs of others."""

    @hookimpl(wrapper=True)
    def takeaction_packs(self):
        yield
        return []


class First:
    """A plugin that asks to run first."""

    @hookimpl(tryfirst=True)
    def takeaction_factors(self):
        return []


class Last:
    """A plugin that asks to run last."""

    @hookimpl(trylast=True)
    def takeaction_packs(self):
        return []


@pytest.mark.parametrize("plugin", [Wrapping(), First(), Last()], ids=["wraps", "first", "last"])
def test_no_plugin_wraps_another_or_chooses_its_place(plugin):
    discovery = discover(packs=[], plugins=[plugin, Giving([CONTENT])])

    (mistake,) = discovery.mistakes
    assert (mistake.code, mistake.problem, mistake.fix) == (
        "pack.hook_order",
        "it wraps a hook, or asks to run first or last.",
        "use @hookimpl without options.",
    )
    assert [pack.place for pack in discovery.packs] == ["Giving"]


class Unfit:
    """A plugin whose hook takes an argument that does not exist."""

    @hookimpl
    def takeaction_packs(self, database):
        return database


def test_a_hook_with_unknown_arguments_is_refused():
    discovery = discover(packs=[], plugins=[Unfit()])

    assert [mistake.code for mistake in discovery.mistakes] == ["pack.hook_failed"]


def test_mistakes_of_discovery_come_in_order_of_their_packs(install):
    for name in ("zulu", "mike", "echo"):
        install(f"{name}-pack", entries={PACKS: f"{name} = a.b"}, site=f"site-{name}")

    discovery = discover(packs=["echo", "mike", "zulu", "alpha"])

    assert [mistake.where.pack for mistake in discovery.mistakes] == [
        "alpha",
        "echo",
        "mike",
        "zulu",
    ]


def test_a_wheel_by_path_is_read(tmp_path, record_of):
    wheel = tmp_path / "given-1.0-py3-none-any.whl"
    files = {
        "pack_given/pack.json": json.dumps(CONTENT),
        "given-1.0.dist-info/entry_points.txt": f"[{PACKS}]\ngiven = pack_given\n",
    }
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        archive.writestr("given-1.0.dist-info/RECORD", record_of(files))

    checked = check(pack_at(wheel), Limits())

    assert (checked.mistakes, checked.pack.id) == ((), "given")


def test_packs_in_an_archive_on_the_path_are_found(tmp_path, monkeypatch, record_of):
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
        archive.writestr(f"{info}/RECORD", record_of({"pack_zipped/pack.json": content}))
        archive.writestr(f"{info}/entry_points.txt", "[takeaction.packs]\nzipped = pack_zipped\n")
        archive.writestr("large.bin", b"\0" * 9_000_000)
    monkeypatch.syspath_prepend(str(path))

    catalog = load(packs=["zipped"])

    assert catalog.mistakes == ()
    assert catalog.packs["zipped"].distribution == "zipped-pack"


@pytest.mark.parametrize("name", ["pack.toml", "pack.json"])
def test_a_pack_at_the_top_goes_before_one_below_src(write, name):
    folder = write({name: "", "src/inner/pack.toml": ""})

    assert pack_at(folder).files == Folder(str(folder))


def test_an_installed_pack_is_found_by_its_id():
    pack = find_pack("us-hotline")

    assert pack.distribution == "takeaction-pack-us-hotline"


def test_a_pack_that_is_not_installed_is_refused():
    with pytest.raises(PackErrors, match="us-hotlin is not found") as missing:
        find_pack("us-hotlin")

    assert [error.code for error in missing.value.mistakes] == ["pack.missing"]


@pytest.mark.parametrize("word", ["a/b", "a.whl", "a.zip"])
def test_a_word_that_looks_like_a_path_is_one(word):
    assert find_pack(word).distribution is None
