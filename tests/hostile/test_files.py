"""The shared hostile cases of where files lie, how large they are, and what a wheel holds."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from make import header

from takeaction.cli import main
from takeaction.errors import Outcome

Q = Outcome.QUARANTINE
HEADER = header("hostile")
BUILT = json.dumps(
    {"pack": {"id": "hostile", "title": "T", "publisher": "P", "licence": "L", "schema": 1}}
)

# Case S07, a wheel that holds code

CODE = {
    "evil.pth": b"import os; os.environ['SPRUNG'] = '1'\n",
    "hostile_pack/__init__.py": b"import os\nos.environ['SPRUNG'] = '1'\n",
    "hostile_pack/native.so": b"\x7fELF",
    "hostile_pack/native.pyd": b"MZ",
    "hostile_pack/__pycache__/__init__.cpython-311.pyc": b"\xa7\r\r\n",
    "hostile_pack-1.0.data/scripts/run": b"#!/bin/sh\n",
    "hostile_pack-1.0.dist-info/entry_points.txt": (
        b"[takeaction.packs]\nhostile = hostile_pack\n[console_scripts]\nrun = hostile_pack:main\n"
    ),
}

RUNNABLE = ": this file could be run; it never is."
SCRIPT = ': it has an entry point of another kind: "run" in "console_scripts".'


@pytest.fixture
def wheel(tmp_path, record_of):
    """Return a function that writes a wheel of a built pack with some members more."""

    def make(members):
        path = tmp_path / "hostile_pack-1.0-py3-none-any.whl"
        entries = b"[takeaction.packs]\nhostile = hostile_pack\n"
        info = "hostile_pack-1.0.dist-info"
        files = {"hostile_pack/pack.json": BUILT, f"{info}/entry_points.txt": entries, **members}
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in files.items():
                archive.writestr(name, content)
            archive.writestr(f"{info}/RECORD", record_of(files))
        return path

    return make


def test_s07_a_wheel_that_holds_code_is_refused_with_a_line_for_each(tmp_path, wheel, capsys):
    path = wheel(CODE)
    before = {*map(str, tmp_path.rglob("*"))}, {*sys.modules}, dict(os.environ), list(sys.path)

    code = main(["pack", "check", str(path)])

    lines = capsys.readouterr().out.splitlines()
    told = [line.partition(": ")[0] for line in lines if RUNNABLE in line or SCRIPT in line]
    assert code == 1
    assert sorted(told) == sorted(f"hostile/{name}" for name in CODE)
    after = {*map(str, tmp_path.rglob("*"))}, {*sys.modules}, dict(os.environ), list(sys.path)
    assert not {name for name in after[1] - before[1] if "hostile" in name}
    assert (after[0], *after[2:]) == (before[0], *before[2:])


@pytest.mark.parametrize("name", CODE)
def test_s07_each_thing_that_could_be_run_is_enough(wheel, capsys, name):
    assert main(["pack", "check", str(wheel({name: CODE[name]}))]) == 1

    problem = SCRIPT if name.endswith(".txt") else RUNNABLE
    assert capsys.readouterr().out.startswith(f"hostile/{name}{problem}")


def test_s07_a_wheel_of_data_and_a_docstring_passes(wheel, capsys):
    inert = {
        "hostile_pack/__init__.py": b'"""A pack."""\n',
        "hostile_pack-1.0.dist-info/METADATA": b"Name: hostile-pack\nVersion: 1.0\n",
    }

    assert main(["pack", "check", str(wheel(inert))]) == 0

    assert capsys.readouterr().out.startswith("hostile: no records; 0 mistakes\n")


# Case S18, a million records, and a file of 200 MiB

FORMS = {
    "tables": lambda: {f"actions/{n}.toml": "[[action]]\n" * 20_000 for n in range(50)},
    "inline": lambda: {f"actions/{n}.toml": f"action = [{'{},' * 80_000}]" for n in range(13)},
    "lists": lambda: {
        f"actions/{n}.toml": f"[[action]]\nid = [{'[],' * 80_000}]" for n in range(40)
    },
    "keys": lambda: {f"actions/{n}.toml": "[[action]]\n" + "a=1\n" * 50_000 for n in range(20)},
    "json": lambda: {"pack.toml": None, "pack.json": f'{{"pack": [{"{}," * 1_300_000}{{}}]}}'},
    "json-records": lambda: {
        "pack.toml": None,
        "pack.json": '{"records": {"action": {'
        + ",".join(f'"{n:x}":{{}}' for n in range(1_000_000))
        + "}}}",
    },
    "json-keys": lambda: {
        "pack.toml": None,
        "pack.json": '{"pack": {' + ",".join(f'"{n:x}":1' for n in range(790_000)) + "}}",
    },
}
CODES = {"json-keys": "limit.records"}


@pytest.mark.parametrize("form", FORMS)
def test_s18_a_million_small_records_are_refused(quarantined, form):
    quarantined(FORMS[form](), CODES.get(form, "limit.size"))


MEASURE = """
import sys
import takeaction
from pathlib import Path

def peak():
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])

takeaction.load(paths=[sys.argv[1]], packs=[]).mistakes
before = peak()
catalog = takeaction.load(paths=sys.argv[1:], packs=[])
print([error.code for error in catalog.mistakes], peak() - before)
"""


@pytest.mark.parametrize(
    "form",
    [
        "tables",
        *(pytest.param(form, marks=pytest.mark.heavy) for form in FORMS if form != "tables"),
    ],
)
def test_s18_refusing_a_million_records_takes_less_than_200_mib(write, form):
    whole = {"pack.toml": HEADER, **FORMS[form]()}
    hostile = write({name: text for name, text in whole.items() if text is not None}, "hostile")
    good = write({"pack.toml": HEADER.replace("hostile", "good")}, "good")
    call = [sys.executable, "-c", MEASURE, str(good), str(hostile)]

    ran = subprocess.run(call, capture_output=True, text=True, check=True)  # noqa: S603 - our own

    codes, _, kib = ran.stdout.rpartition(" ")
    assert codes == str([CODES.get(form, "limit.size")])
    assert int(kib) < 200 * 1024


@pytest.mark.parametrize("name", ["pack.toml", "actions.toml", "locale/es.po", "pack.json"])
def test_s18_a_sparse_file_of_200_mib_is_refused_unread(load_beside, write, at_most, opened, name):
    files = {"pack.json": ""} if name == "pack.json" else {"pack.toml": HEADER, name: ""}
    folder = write(files, "sparse")
    os.truncate(folder / name, 200 * 1024**2)
    opened.forget()

    with at_most(seconds=0.5):
        catalog = load_beside(paths=[folder])

    (mistake,) = catalog.mistakes
    assert (mistake.code, mistake.outcome, mistake.where.file) == ("limit.size", Q, name)
    assert str(folder / name) not in opened.everything()


# Cases S34 to S36, names and links that lead outside

NAMES = ("../b/data.toml", "/etc/hostname", "data\\..\\x", "data/a.toml\0.txt", "~/x", "a//b", ".")
OPENED = []
WATCHING = []


def _watch(event, arguments):
    if WATCHING and event == "open" and isinstance(arguments[0], (str, bytes)):
        OPENED.append(os.fsdecode(arguments[0]))


sys.addaudithook(_watch)


class Opened:
    """What a test has opened."""

    def __init__(self, folder):
        self._folder = folder

    def forget(self):
        OPENED.clear()

    def everything(self):
        return [os.path.abspath(path) for path in OPENED]

    def outside(self, *folders):
        """Return what is in the folder of the test, or of the system, but not in some folders."""
        allowed = tuple(str(self._folder / folder) + os.sep for folder in folders)
        watched = (str(self._folder), "/etc/", os.path.expanduser("~/x"))
        return [p for p in self.everything() if p.startswith(watched) and not p.startswith(allowed)]


@pytest.fixture
def opened(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "data.toml").write_text("secret = 1")
    OPENED.clear()
    WATCHING.append(True)
    yield Opened(tmp_path)
    WATCHING.clear()


def sites(catalog):
    return [f"site-{id}" for id in catalog.packs]


@pytest.mark.parametrize("name", NAMES)
def test_s34_an_entry_point_that_leads_outside_is_refused(load_beside, install, opened, told, name):
    install("hostile-pack", entries={"takeaction.packs": f"hostile = {name}"}, site="site-h")

    catalog = load_beside("hostile")

    assert told(catalog) == [("read.outside_pack", Q)]
    assert opened.outside("site-h", *sites(catalog)) == []
    assert opened.outside() != []  # so the watch sees what is opened


@pytest.mark.parametrize("name", NAMES)
def test_s34_a_record_that_leads_outside_is_refused(load_beside, install_pack, opened, told, name):
    install_pack("hostile", record=["pack_hostile/pack.json", name], site="site-h")

    catalog = load_beside("hostile")

    assert told(catalog) == [("read.outside_pack", Q)]
    assert opened.outside("site-h", *sites(catalog)) == []


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
def test_s34_s36_a_member_of_an_archive_that_leads_outside_is_told_of(
    load_beside, opened, zipped, name
):
    path = zipped(name)

    catalog = load_beside(paths=[path])

    assert [(error.code, error.outcome) for error in catalog.mistakes] == [("read.outside_pack", Q)]
    assert opened.outside("zips", *sites(catalog)) == []


@pytest.mark.parametrize(
    ("link", "target"),
    [("actions.toml", "../../../../b/data.toml"), ("actions", ".."), ("actions", "../../../../b")],
    ids=["file", "own-parent", "folder"],
)
def test_s35_a_link_is_not_followed(load_beside, install_pack, opened, link, target):
    source = install_pack("hostile", files={"pack.toml": HEADER}, editable=True)
    (source / "pack_hostile" / link).symlink_to(target)

    catalog = load_beside("hostile")

    assert [(error.code, error.outcome) for error in catalog.mistakes] == [("read.link", Q)]
    assert opened.outside("site", "projects", *sites(catalog)) == []


@pytest.mark.parametrize("name", ["pack.json", "pack.toml", "actions.toml"])
def test_s35_what_is_no_regular_file_is_not_opened(load_beside, write, opened, name):
    # A pipe would never end; it costs the pack.
    files = {"pack.toml": HEADER} if name == "actions.toml" else {"notes.txt": ""}
    folder = write(files, "piped")
    os.mkfifo(folder / name)

    catalog = load_beside(paths=[folder])

    assert [(error.code, error.outcome) for error in catalog.mistakes] == [("read.link", Q)]
    assert str(folder / name) not in opened.everything()


def test_s36_a_member_that_stands_twice_costs_the_pack(load_beside, zipped):
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = zipped("p/pack.toml")

    catalog = load_beside(paths=[path])

    assert [(error.code, error.outcome) for error in catalog.mistakes] == [("read.duplicate", Q)]


def bomb(folder, size):
    path = Path(folder) / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pack.json", b" " * size)
    return path


def test_s36_an_archive_that_unpacks_to_much_is_refused_unpacked(load_beside, tmp_path, at_most):
    path = bomb(tmp_path, 64 * 1024**2)

    with at_most(seconds=0.5):
        catalog = load_beside(paths=[path])

    assert [(error.code, error.outcome) for error in catalog.mistakes] == [("limit.size", Q)]


def test_s36_an_archive_that_lies_about_a_size_is_read_no_further(load_beside, tmp_path, at_most):
    path = bomb(tmp_path, 64 * 1024**2)
    real, small = (64 * 1024**2).to_bytes(4, "little"), (100).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(real, small))

    with at_most(seconds=0.5):
        catalog = load_beside(paths=[path])

    assert [error.outcome for error in catalog.mistakes] == [Q]
