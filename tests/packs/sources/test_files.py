"""Files of a pack: the ones that are read, and the ones that are never opened."""

import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.packs.sources.archive import Archive, runnable_members
from takeaction.packs.sources.files import Folder, Memory, Snapshot, UnreadableError, is_inside

MOST = 1_000
SPARSE = 200 * 1024 * 1024


@pytest.fixture
def pack_zip(tmp_path):
    """Return a function that writes an archive: members by name, or as (name, content) pairs."""

    def make(members, name="pack.zip", method=zipfile.ZIP_DEFLATED):
        path = tmp_path / name
        pairs = members.items() if isinstance(members, dict) else members
        with zipfile.ZipFile(path, "w", method) as archive:
            for member, content in pairs:
                info = zipfile.ZipInfo("x")
                info.filename, info.compress_type = member, method  # as it is, with any character
                archive.writestr(info, content)
        return Archive(path)

    return make


def refusal(call, *arguments):
    with pytest.raises(UnreadableError) as caught:
        call(*arguments)
    error = caught.value
    assert error.args == (error.code, error.name, error.problem, error.fix, error.line)
    return error.args[:4]


# A folder


def test_a_folder_lists_its_data_files_and_those_one_folder_below(write):
    folder = write(
        {
            "pack.toml": "",
            "actions/a.toml": "",
            "locale/es.po": "",
            "locale/deeper/no.po": "",
            "README.md": "",
            "pack.json": "",
            "data.TOML": "",
        }
    )

    names = Folder(folder).names()

    assert names == ("actions/a.toml", "locale/es.po", "pack.json", "pack.toml")


def test_a_folder_that_does_not_exist_is_refused(tmp_path):
    assert refusal(Folder(tmp_path / "none").names) == (
        "read.missing",
        None,
        "there is no such folder.",
        "check the path.",
    )


@pytest.mark.parametrize(
    ("link", "target"),
    [("actions.toml", "outside.toml"), ("actions", "."), ("actions", "outside"), ("a/b.toml", "/")],
    ids=["file", "own-parent", "other-folder", "below"],
)
def test_a_link_in_a_folder_is_refused(write, tmp_path, link, target):
    write({"outside.toml": "", "outside/a.toml": ""}, ".")
    folder = write({"pack.toml": "", "a/c.toml": ""})
    (folder / link).symlink_to(tmp_path / target)

    assert refusal(Folder(folder).names) == (
        "read.link",
        link,
        "this is a link.",
        "put the file itself there.",
    )


def test_a_link_that_is_not_data_is_ignored(write):
    folder = write({"pack.toml": "", "README": ""})
    (folder / "LICENSE").symlink_to(folder / "README")

    assert Folder(folder).names() == ("pack.toml",)


def test_a_file_is_read_up_to_its_limit(write):
    folder = Folder(write({"pack.toml": b"\x00" * MOST}))

    assert folder.read("pack.toml", MOST) == b"\x00" * MOST


def test_a_file_over_its_limit_is_not_read(write):
    folder = write({"pack.toml": ""})
    os.truncate(folder / "pack.toml", SPARSE)

    assert refusal(Folder(folder).read, "pack.toml", MOST) == (
        "limit.size",
        "pack.toml",
        "this has 209,715,200 bytes; the limit is 1,000.",
        "split it.",
    )


def test_a_pipe_is_not_opened(write):
    # A pipe named like a data file is refused: to open it would wait for ever.
    folder = write({"pack.toml": ""})
    os.mkfifo(folder / "actions.toml")

    refused = refusal(Folder(folder).read, "actions.toml", MOST)

    assert refused == ("read.link", "actions.toml", "this is not a regular file.", "")


@pytest.mark.parametrize(
    "source",
    [
        *("import os\n", "x = 1\n", "def f(a=print()): ...\n", "class A:\n    print()\n", "f()\n"),
        *("not python (", "\x00", '"""A text."""\n"another" + f()\n', f"#{'x' * 5_000}\n"),
        *("# coding: utf-7\n#+AAo-f()\n", "# a\rf()\n", '"""A text."""; f()', "'''a", "-" * 4_000),
    ],
    ids=[
        *("import", "statement", "default", "class-body", "call", "no-python", "no-text"),
        *("sum-of-texts", "too-long-to-tell", "other-encoding", "old-line-end", "after-the-text"),
        *("open-text", "deep"),
    ],
)
def test_a_module_that_does_anything_is_code(write, source):
    folder = Folder(write({"pack.toml": "", "__init__.py": source}))

    assert folder.code() == ("__init__.py",)


@pytest.mark.parametrize(
    "source",
    [
        *("", "\n# a remark\n", '"""A text."""\n', "'one' \"two\\\"\"\f\t''"),
        "\ufeff'''A \\'\\'\\' text'' of \"two\"\n lines.'''\r\n# and a remark",
    ],
    ids=["empty", "remark", "text", "texts", "both"],
)
def test_a_module_that_does_nothing_is_not_code(write, source):
    folder = Folder(write({"pack.toml": "", "__init__.py": source}))

    assert folder.code() == ()


def test_everything_that_could_be_run_is_found_at_any_depth(write):
    folder = write(
        {
            "__init__.py": "",
            "__pycache__/__init__.cpython-311.pyc": b"",
            "a/b/c/d.so": b"",
            "evil.pth": "import os",
            "tool.sh": "",
            "folder.so/README": "",
        }
    )

    code = Folder(folder).code()

    assert code == ("__pycache__/__init__.cpython-311.pyc", "a/b/c/d.so", "evil.pth", "tool.sh")


def test_looking_for_code_opens_no_pipe_and_reads_no_huge_module(write):
    # A pipe and a module of 200 MiB count as code; neither is read.
    folder = write({"huge.py": ""})
    os.truncate(folder / "huge.py", SPARSE)
    os.mkfifo(folder / "pipe.py")
    (folder / "link.py").symlink_to(folder / "pipe.py")

    assert Folder(folder).code() == ("huge.py", "link.py", "pipe.py")


# An archive


def test_an_archive_lists_the_data_files_in_the_folder_of_the_pack(pack_zip):
    archive = pack_zip(
        {
            "p-1.0/": "",
            "p-1.0/pyproject.toml": "",
            "p-1.0/src/p/pack.toml": "a",
            "p-1.0/src/p/actions/a.toml": "b",
            "p-1.0/src/p/README.md": "",
        }
    )

    assert archive.names() == ("actions/a.toml", "pack.toml")
    assert archive.read("actions/a.toml", MOST) == b"b"


def test_an_archive_whose_pack_is_at_the_top_has_plain_names(pack_zip):
    archive = pack_zip({"tests/pack.toml": "", "pack.json": "{}"})

    assert archive.names() == ("pack.json", "tests/pack.toml")
    assert archive.read("pack.json", MOST) == b"{}"


def test_the_pack_nearest_to_the_top_is_read_whatever_its_folder_is_called(pack_zip):
    archive = pack_zip({"a/deep/pack.toml": "", "z/pack.toml": "", "z/goods.toml": ""})

    assert archive.names() == ("goods.toml", "pack.toml")


def test_an_archive_without_a_pack_lists_all_its_data_files(pack_zip):
    assert pack_zip({"a/b.toml": ""}).names() == ("a/b.toml",)


@pytest.mark.parametrize(
    "name",
    [
        *("../b/data.toml", "/etc/data.toml", "data\\..\\x", "data/a.toml\0.txt", "~/x", "a//b"),
        *(".", "p/../../x", "C:/x", "./pack.toml"),
    ],
)
def test_a_member_outside_the_archive_costs_the_archive(pack_zip, name):
    archive = pack_zip({"pack.toml": "", name: "x"})

    code, _, problem, _ = refusal(archive.names)

    assert code == "read.outside_pack"
    assert problem.endswith("is outside the pack.")
    assert problem.isprintable()


def test_a_repeated_member_costs_the_archive(pack_zip):
    with pytest.warns(UserWarning, match="Duplicate name"):
        archive = pack_zip([("pack.toml", "a"), ("pack.toml", "b")])

    assert refusal(archive.names) == ("read.duplicate", "pack.toml", "this name appears twice.", "")


@pytest.mark.parametrize(
    ("make", "code", "problem"),
    [
        (Path.exists, "read.missing", "there is no such file."),
        (Path.mkdir, "read.missing", "there is no such file."),
        (lambda path: path.write_bytes(b"rubbish"), "read.archive", "this is not a zip file."),
        (
            lambda path: (path.touch(), os.truncate(path, SPARSE)),
            "limit.size",
            "this has 209,715,200 bytes; the limit is 8,388,608.",
        ),
    ],
    ids=["nothing", "folder", "rubbish", "huge"],
)
def test_anything_but_an_archive_is_refused(tmp_path, make, code, problem):
    make(tmp_path / "pack.zip")

    refused = refusal(Archive(tmp_path / "pack.zip").names)

    assert (refused[0], refused[2]) == (code, problem)


def test_a_member_over_its_limit_is_not_unpacked(pack_zip):
    # A member that compresses well but is large is refused by its stated size.
    archive = pack_zip({"pack.toml": b"\x00" * (MOST + 1)})

    assert refusal(archive.read, "pack.toml", MOST) == (
        "limit.size",
        "pack.toml",
        "this has 1,001 bytes; the limit is 1,000.",
        "split it.",
    )


def test_a_member_with_an_unusual_compression_is_refused(pack_zip):
    archive = pack_zip({"pack.toml": "x" * 100}, method=zipfile.ZIP_BZIP2)

    assert refusal(archive.read, "pack.toml", MOST) == (
        "read.archive",
        "pack.toml",
        "this member is compressed by a method that is not supported.",
        "compress it with deflate.",
    )


def test_a_member_that_does_not_unpack_is_damaged(pack_zip):
    archive = pack_zip({"pack.toml": "abc" * 50})
    data = bytearray(Path(archive.path).read_bytes())
    data[45] ^= 0xFF
    Path(archive.path).write_bytes(data)

    refused = refusal(archive.read, "pack.toml", MOST)

    assert refused == ("read.archive", "pack.toml", "this member is damaged.", "")


@pytest.fixture(scope="module")
def harmed(tmp_path_factory):
    """Return the path and the bytes of an archive that is damaged again and again."""
    path = tmp_path_factory.mktemp("harmed") / "pack.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("p/pack.toml", "p/__init__.py", "p-1.dist-info/entry_points.txt"):
            archive.writestr(name, "[console_scripts]\na = 1\n" * 9)
    return path, path.read_bytes()


@given(places=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=4))
def test_a_damaged_archive_is_read_or_refused_and_raises_nothing_else(harmed, places):
    path, intact = harmed
    data = bytearray(intact)
    for place, value in places:
        data[place % len(data)] = value
    path.write_bytes(data)
    archive = Archive(path)

    try:
        contents = [archive.read(name, MOST) for name in archive.names()]
        code = archive.code()
    except UnreadableError as error:
        assert error.code.startswith(("read.", "limit."))  # noqa: PT017
    else:
        assert all(len(content) <= MOST for content in contents)
        assert isinstance(code, tuple)


def test_a_member_that_begins_where_another_does_is_refused(pack_zip):
    # A newer Python warns of it, as a possible zip bomb; no warning leaves us.
    archive = pack_zip({"p/pack.toml": "a = 1", "p/b.toml": "b = 1"})
    data = bytearray(Path(archive.path).read_bytes())
    start = data.rfind(b"PK\x01\x02") + 42  # the place of the second member, in the directory
    data[start : start + 4] = bytes(4)
    Path(archive.path).write_bytes(data)

    for read in (archive.names, archive.code, lambda: archive.read("p/b.toml", MOST)):
        with pytest.raises(UnreadableError, match=r"is damaged") as caught:
            read()
        assert (caught.value.code, caught.value.name) == ("read.archive", "p/b.toml")


def test_everything_in_a_wheel_that_could_be_run_is_found(pack_zip):
    archive = pack_zip(
        {
            "p/pack.json": "{}",
            "p/__init__.py": '"""A text."""',
            "p/code.py": "print()",
            "p/bomb.py": b" " * 10_000_000,
            "p/lib.so": b"",
            "p/folder.so/": b"",
            "p/__pycache__/code.cpython-311.pyc": b"",
            "evil.pth": "import os",
            "p-1.data/scripts/run": "#!python",
            "p-1.dist-info/entry_points.txt": "[takeaction.packs]\np = p\n[console_scripts]\na = b",
            "q-1.dist-info/entry_points.txt": "[takeaction.packs]\np = p\n",
            "r-1.dist-info/entry_points.txt": "# a remark\n" * 1_000,
        }
    )

    assert archive.code() == (
        "evil.pth",
        "p-1.data/scripts/run",
        "p-1.dist-info/entry_points.txt",
        "p/__pycache__/code.cpython-311.pyc",
        "p/bomb.py",
        "p/code.py",
        "p/lib.so",
        "r-1.dist-info/entry_points.txt",
    )


def test_a_module_that_cannot_be_unpacked_is_code(pack_zip):
    archive = pack_zip({"pack.json": "{}", "__init__.py": ""}, method=zipfile.ZIP_STORED)
    data = Path(archive.path).read_bytes()
    marked = data.replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
    )
    Path(archive.path).write_bytes(marked)

    assert marked != data
    assert archive.code() == ("__init__.py",)


def test_an_archive_that_is_gone_is_refused(pack_zip):
    archive = pack_zip({"pack.json": "{}"})
    archive.names()
    Path(archive.path).write_bytes(b"rubbish")

    assert refusal(archive.code) == ("read.archive", None, "this is not a zip file.", "")


# Memory


def test_content_in_memory_is_one_built_file():
    memory = Memory(b"{}")

    assert memory.names() == ("pack.json",)
    assert memory.read("pack.json", 2) == b"{}"
    assert list(memory.faults()) == []
    assert refusal(memory.read, "pack.json", 1) == (
        "limit.size",
        "pack.json",
        "this has 2 bytes; the limit is 1.",
        "split it.",
    )


@pytest.mark.parametrize("size", [MOST - 1, MOST])
def test_a_file_of_the_largest_size_is_read_completely(write, pack_zip, size):
    text = "x" * size

    assert Folder(write({"pack.toml": text})).read("pack.toml", MOST) == text.encode()
    assert pack_zip({"pack.toml": text}).read("pack.toml", MOST) == text.encode()


def test_a_file_that_grows_while_it_is_read_stays_bounded(write, monkeypatch):
    folder = write({"pack.toml": "x" * 10 * MOST})
    monkeypatch.setattr("takeaction.packs.sources.files.check_size", lambda *_: None)

    assert len(Folder(folder).read("pack.toml", MOST)) == MOST + 1


def test_a_member_that_is_larger_than_it_says_stays_bounded(pack_zip, monkeypatch):
    archive = pack_zip({"pack.toml": "x" * 10 * MOST})
    monkeypatch.setattr("takeaction.packs.sources.archive.check_size", lambda *_: None)

    assert len(archive.read("pack.toml", MOST)) == MOST + 1


def test_a_file_in_a_snapshot_that_is_too_large_is_named():
    snapshot = Snapshot(Memory(b""), ("pack.json",), {"pack.json": b"12345"})

    assert refusal(snapshot.read, "pack.json", 4)[:2] == ("limit.size", "pack.json")


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("X/XX.toml", True),
        ("folder/", True),
        ("a/b.toml", True),
        ("", False),
        ("/a", False),
        ("a//b", False),
        ("./a", False),
        ("a/../b", False),
        ("~/a", False),
        ("C:a", False),
        ("a\\b", False),
        ("a\0b", False),
    ],
)
def test_a_name_is_inside_on_every_system(name, inside):
    assert is_inside(name) is inside


def test_of_very_many_modules_the_first_may_be_harmless(tmp_path):
    path = tmp_path / "pack.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(1_002):
            archive.writestr(f"p/m{number:04}.py", "")

    with zipfile.ZipFile(path) as archive:
        runnable = list(runnable_members(archive, archive.infolist()))

    assert runnable == ["p/m1000.py", "p/m1001.py"]


@pytest.mark.parametrize("top", ["", "kent/"], ids=["loose", "folder"])
def test_code_of_a_project_counts_in_the_folder_of_its_pack_alone(pack_zip, top):
    inner = f"{top}src/kent/"
    files = {f"{inner}pack.toml": b"", f"{inner}x.py": b"import os", f"{top}tests/t.py": b"1 + 1"}
    every = (f"{inner}x.py", f"{top}tests/t.py")

    assert pack_zip({**files, f"{top}pyproject.toml": b""}).code() == (f"{inner}x.py",)
    assert pack_zip(files).code() == every
    assert pack_zip({**files, "pyproject.toml": b"", f"{top}pack.toml": b""}).code() == every
