"""A wheel is one pack: the shared hostile case S42, about wheels before they are installed."""

import base64
import hashlib
import json
import struct
import zipfile
import zlib

import pytest

import takeaction
from takeaction.cli import main

PACKS = "takeaction.packs"
FOLDER = "takeaction_pack_trial"
INFO = f"{FOLDER}-1.0.dist-info"
NAME = f"{FOLDER}-1.0-py3-none-any.whl"
BUILT = f"{FOLDER}/pack.json"
ENTRIES = f"{INFO}/entry_points.txt"
RECORD = f"{INFO}/RECORD"
ENTRY = f"[{PACKS}]\ntrial = {FOLDER}\n"
OTHER = "takeaction_pack_other"
METADATA = f"{INFO}/METADATA"
OWN = "Metadata-Version: 2.4\nName: takeaction-pack-trial\nVersion: 1.0\n"
WHEEL_FILES = {METADATA: OWN, f"{INFO}/WHEEL": "", ENTRIES: ENTRY}


def content(id="trial", number="+18885550100"):
    """Return a ``pack.json`` with one hotline."""
    display = f"{number[1]}-{number[2:5]}-{number[5:8]}-{number[8:]}"
    line = {
        "name": "The line",
        "kind": "hotline",
        "source": {"title": "A page"},
        "verified": {"method": "called"},
        "contacts": [{"channel": "voice", "dial": number, "display": display}],
    }
    header = {"id": id, "title": "T", "publisher": "P", "licence": "CC0-1.0", "schema": 1}
    return json.dumps({"pack": header, "records": {"resource": {"line": line}}})


@pytest.fixture
def wheel(tmp_path, record_of):
    """Return a function that writes the wheel of a pack with changes: None leaves a file out.

    *record* is its RECORD, by default one that fits all files.
    """

    def make(changes=(), record=None, name=NAME):
        whole = {BUILT: content(), **WHEEL_FILES, **dict(changes)}
        files = {name: data for name, data in whole.items() if data is not None}
        text = record_of(files) if record is None else record
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for file, data in files.items():
                archive.writestr(file, data)
            if RECORD not in files and RECORD not in dict(changes):
                archive.writestr(RECORD, text)
        return tmp_path / name

    return make


@pytest.fixture
def checked(wheel, capsys):
    """Return a function that checks a wheel, and returns its mistakes as code, file and outcome.

    ``load`` has to tell the same.
    """

    def make(changes=(), **options):
        path = wheel(changes, **options)
        code = main(["pack", "check", str(path), "--json"])
        told = json.loads(capsys.readouterr().out)["mistakes"]
        loaded = takeaction.load(paths=[path], packs=[]).mistakes
        assert [error.problem for error in loaded] == [each["problem"] for each in told]
        assert all(str(error).isprintable() for error in loaded)
        assert code == (1 if told else 0)
        return [(each["code"], each["where"]["file"], each["outcome"]) for each in told]

    return make


def test_a_wheel_that_is_one_pack_passes(checked):
    assert checked() == []


def test_a_plain_archive_of_a_pack_passes_as_before(tmp_path, capsys):
    with zipfile.ZipFile(tmp_path / "trial.zip", "w") as archive:
        archive.writestr("any_folder/pack.json", content())

    assert main(["pack", "check", str(tmp_path / "trial.zip")]) == 0
    assert capsys.readouterr().out.startswith("trial: 1 resource; 0 mistakes\n")


# S42: files outside

OUTSIDE = {
    "at-the-top": "notes.txt",
    "in-a-folder": "somewhere/notes.txt",
    "another-pack": "their_pack/pack.json",
    "nearer-by-the-alphabet": "aa_benign/pack.json",
    "another-pack-by-its-name": f"{OTHER}/notes.txt",
    "the-core": "takeaction/data/messages/en.json",
    "a-module-of-the-core": "takeaction/__init__.py",
    "a-scheme": f"{FOLDER}-1.0.data/purelib/takeaction/__init__.py",
    "data-of-a-scheme": f"{FOLDER}-1.0.data/data/share/a.json",
    "another-dist-info": "other-1.0.dist-info/METADATA",
    "case-of-the-folder": "Takeaction_pack_trial/notes.txt",
    "what-installers-write": f"{INFO}/direct_url.json",
}


@pytest.mark.parametrize("where", OUTSIDE)
def test_s42_a_file_outside_the_pack_is_named(checked, where):
    # Whatever it is and wherever an installer would put it, it is named and the wheel refused.
    name = OUTSIDE[where]

    assert checked({name: ""}) == [("wheel.outside", name, "warn")]


@pytest.mark.parametrize("name", ["evil.pth", f"{FOLDER}-1.0.data/data/bin/ls"])
def test_s42_code_outside_the_pack_is_named_once(checked, name):
    assert checked({name: "import os"}) == [("pack.has_code", name, "warn")]


@pytest.mark.parametrize("other", ["aa_benign", "zz_other"])
def test_s42_the_pack_of_the_entry_point_is_checked_whatever_lies_beside(wheel, capsys, other):
    bad = content(number="+19005550100")
    path = wheel({BUILT: bad, f"{other}/pack.json": content("other")})

    code = main(["pack", "check", str(path)])

    out = capsys.readouterr().out
    assert code == 1
    assert f"trial/{other}/pack.json: this belongs to another pack." in out
    assert '"+19005550100" is a premium-rate number' in out
    assert "trial:line" not in takeaction.load(paths=[path], packs=[]).resources


@pytest.mark.parametrize(
    "name", ["takeaction-9-py3-none-any.whl", "Take_Action-9-py3-none-any.whl"]
)
def test_s42_a_wheel_in_the_place_of_the_library_is_named(checked, name):
    # A distribution called takeaction would be installed in its place.
    name = name.replace("Take_Action", "TAKEACTION")
    info = f"{name.partition('-')[0]}-9.dist-info"
    changes = dict.fromkeys(WHEEL_FILES) | {f"{info}/entry_points.txt": ENTRY}
    built = {BUILT: content(), f"{info}/entry_points.txt": ENTRY}
    rows = record_text(built)

    told = checked({**changes, RECORD: None, f"{info}/RECORD": rows}, name=name)

    assert ("wheel.outside", f"{info}/", "warn") in told


def record_text(files):
    hashes = {name: hashlib.sha256(data.encode()).digest() for name, data in files.items()}
    return "".join(
        f"{name},sha256={base64.urlsafe_b64encode(hash).decode().rstrip('=')},\n"
        for name, hash in hashes.items()
    )


@pytest.mark.parametrize("info", ["other-1.0.dist-info", f"{FOLDER}-2.0.dist-info"])
def test_s42_a_dist_info_of_another_name_is_named(checked, info):
    changes = dict.fromkeys(WHEEL_FILES) | {f"{info}/entry_points.txt": ENTRY}
    rows = record_text({BUILT: content(), f"{info}/entry_points.txt": ENTRY})

    told = checked({**changes, RECORD: None, f"{info}/RECORD": rows})

    assert told == [("wheel.outside", f"{info}/", "warn")]


# S42: entry points

NO_PACK = {
    "none": {ENTRIES: None},
    "empty": {ENTRIES: ""},
    "of-another-group-only": {ENTRIES: "[console_scripts]\nrun = a:b\n"},
    "two": {ENTRIES: f"{ENTRY}other = {OTHER}\n"},
    "twice": {ENTRIES: f"{ENTRY}trial = {FOLDER}\n"},
    "no-list": {ENTRIES: "nothing\n"},
    "not-utf-8": {ENTRIES: b"\xff"},
    "too-long": {ENTRIES: ENTRY + "#" * 70_000},
    "of-an-object": {ENTRIES: f"[{PACKS}]\ntrial = {FOLDER}:pack\n"},
    "of-a-folder-below": {ENTRIES: f"[{PACKS}]\ntrial = a.b\n"},
    "of-the-core": {ENTRIES: f"[{PACKS}]\ntrial = takeaction\n", "takeaction/pack.json": content()},
    "of-another-pack": {ENTRIES: f"[{PACKS}]\ntrial = {OTHER}\n", f"{OTHER}/pack.json": content()},
    "no-dist-info": dict.fromkeys([*WHEEL_FILES, RECORD]),
    "two-dist-infos": {f"{FOLDER.upper()}-1.0.dist-info/METADATA": ""},
}


@pytest.mark.parametrize("form", NO_PACK)
def test_s42_a_wheel_whose_pack_nobody_can_tell_is_refused(checked, form):
    told = checked(NO_PACK[form])

    file = None if form.endswith(("dist-info", "dist-infos")) else ENTRIES
    assert told == [
        ("wheel.entry_point" if form != "too-long" else "limit.size", file, "quarantine")
    ]


def test_s42_two_packs_in_one_wheel_are_named(wheel, capsys):
    path = wheel({ENTRIES: f"{ENTRY}other = {OTHER}\n", f"{OTHER}/pack.json": content("other")})

    assert main(["pack", "check", str(path)]) == 1
    assert 'the wheel names 2 packs: "trial", "other"; it must name' in capsys.readouterr().out


@pytest.mark.parametrize("group", ["takeaction.plugins", "pytest11", "console_scripts", "x"])
def test_s42_an_entry_point_of_another_kind_is_named(checked, group):
    # Each would make a program run something, or claims to.
    told = checked({ENTRIES: f"{ENTRY}[{group}]\na = {FOLDER}:b\n"})

    assert told == [("wheel.entry_point", ENTRIES, "warn")]


def test_s42_an_entry_point_with_another_name_than_the_pack_is_refused(checked):
    told = checked({BUILT: content("other"), "notes.txt": ""})

    assert told == [
        ("wheel.outside", "notes.txt", "warn"),
        ("pack.id_mismatch", "pack.json", "quarantine"),
    ]


def test_s42_a_wheel_without_its_pack_is_refused(checked):
    header = 'id = "trial"\ntitle = "T"\npublisher = "P"\nlicence = "L"\nschema = 1\n'
    told = checked({BUILT: None, f"{FOLDER}/pack.toml": header, "evil.pth": "import os"})

    assert told == [
        ("read.missing", None, "quarantine"),
        ("pack.has_code", "evil.pth", "warn"),
        ("read.ignored", "pack.toml", "warn"),
    ]


@pytest.mark.parametrize("name", ["pack.toml", "resources.toml", "locale/es.po"])
def test_s42_sources_beside_the_built_pack_are_named_and_not_read(checked, name):
    assert checked({f"{FOLDER}/{name}": "id = 'fake'"}) == [("read.ignored", name, "warn")]


# S42: the list of files

LICENCE = f"{INFO}/licenses/LICENSE"
ROW = "{name},sha256={hash},1\n"


def rows_but(changed):
    """Return a RECORD that fits but for some files: None leaves one out, a text is its hash."""
    files = {BUILT: content(), **WHEEL_FILES, LICENCE: "L"}
    hashes = dict(row.split(",")[:2] for row in record_text(files).splitlines()) | changed
    return "".join(f"{name},{hash},\n" for name, hash in hashes.items() if hash is not None)


WRONG_ROWS = {
    "not-listed": ({LICENCE: None}, LICENCE),
    "pack-not-listed": ({BUILT: None}, BUILT),
    "not-in-the-wheel": ({"gone.txt": "sha256=x"}, RECORD),
    "of-the-core": ({"takeaction/data/messages/en.json": "sha256=x"}, RECORD),
    "outside": ({"../../bin/sh": "sha256=x"}, RECORD),
    "absolute": ({"/bin/sh": "sha256=x"}, RECORD),
    "no-hash": ({LICENCE: ""}, LICENCE),
    "pack-no-hash": ({BUILT: ""}, BUILT),
    "another-hash": ({LICENCE: "md5=x"}, LICENCE),
    "wrong-hash": ({LICENCE: "sha256=x"}, LICENCE),
}


@pytest.mark.parametrize("form", WRONG_ROWS)
def test_s42_a_record_that_does_not_fit_is_named(checked, form):
    changed, file = WRONG_ROWS[form]

    told = checked({LICENCE: "L"}, record=rows_but(changed))

    assert told == [("wheel.record", file, "warn")]


def test_s42_a_wrong_hash_of_the_pack_costs_the_pack(checked):
    told = checked({LICENCE: "L"}, record=rows_but({BUILT: "sha256=x"}))

    assert told == [("read.record_mismatch", "pack.json", "quarantine")]


def test_s42_a_row_that_stands_twice_is_named(checked):
    rows = rows_but({})

    told = checked({LICENCE: "L"}, record=rows + f"{BUILT},sha256=x,\n")

    assert ("wheel.record", RECORD, "warn") in told


@pytest.mark.parametrize(
    ("record", "file"),
    [
        (b"\xff", RECORD),
        ('"' + "x" * 200_000, RECORD),
        ("a" * (1024 * 1024 + 1), RECORD),
    ],
    ids=["not-utf-8", "no-list", "too-large"],
)
def test_s42_a_record_that_cannot_be_read_is_named(checked, record, file):
    assert checked(record=record) == [("wheel.record", file, "warn")]


def test_s42_a_wheel_without_record_is_named(checked):
    # Nothing would say what its files should be.
    assert checked({RECORD: None}) == [("wheel.record", RECORD, "warn")]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("a.txt", "A.txt"),
        ("stra\u00dfe.txt", "STRASSE.txt"),
        ("caf\u00e9.txt", "cafe\u0301.txt"),
        ("\ufb01.txt", "fi.txt"),
    ],
    ids=["case", "folding", "composed", "compatible"],
)
def test_s42_names_that_are_one_file_on_some_systems_are_named(checked, one, two):
    told = checked({f"{FOLDER}/{one}": "", f"{FOLDER}/{two}": ""})

    assert [code for code, *_ in told].count("wheel.record") == 1


def test_s42_a_twin_that_only_record_lists_is_named(checked):
    # RECORD may announce a file that differs from another in case alone.
    told = checked({LICENCE: "L"}, record=rows_but({BUILT.upper(): "sha256=x"}))

    assert ("wheel.record", BUILT, "warn") in told or (
        "wheel.record",
        BUILT.upper(),
        "warn",
    ) in told


def test_s42_names_of_many_marks_take_no_long_time(checked, at_most):
    marks = "\u0301" * 30_000
    names = {f"{FOLDER}/{n}{marks}.txt": "" for n in range(60)}

    with at_most(seconds=2):
        told = checked(names, record="")

    assert {code for code, *_ in told} <= {"wheel.record", "wheel.outside", "limit.mistakes"}


def test_s42_a_damaged_member_is_named(wheel, capsys):
    path = wheel({LICENCE: "LICENCE"})
    path.write_bytes(path.read_bytes().replace(b"LICENCE", b"LICENSE", 1))

    assert main(["pack", "check", str(path)]) == 1
    assert f"{LICENCE}: this member is damaged." in capsys.readouterr().out


# S42, A11: a flood

FLOODS = {
    "bytecode": ("{n}.pyc", "pack.has_code"),
    "modules": ("{n}.py", "pack.has_code"),
    "other-files": ("{n}", "wheel.outside"),
    "in-the-folder": (FOLDER + "/{n}", "wheel.record"),
}


@pytest.mark.heavy
@pytest.mark.parametrize("kind", FLOODS)
@pytest.mark.parametrize("suffix", [".whl", ".zip"])
def test_s42_70_000_files_of_one_kind_are_one_summary(wheel, at_most, kind, suffix):
    name, code = FLOODS[kind]
    many = 50_000 if "/" in name else 70_000  # what fits into 8 MiB
    path = wheel(dict.fromkeys((name.format(n=n) for n in range(many)), ""), record="")
    path = path.rename(path.with_suffix(suffix))

    with at_most(seconds=2):
        mistakes = takeaction.load(paths=[path], packs=[]).mistakes

    codes = [error.code for error in mistakes]
    assert len(codes) < 200
    if suffix == ".whl" or code == "pack.has_code":
        assert codes.count(code) == 50
        (summary,) = [e for e in mistakes if e.code == "limit.mistakes" and code in e.problem]
        assert summary.problem.startswith(f"mistakes of the kind {code} that are not listed: ")


# S61: what an installer would fetch, and what it would unpack that nobody lists

ASKS_FOR_MORE = {
    "another": "evil-package",
    "an-address": "takeaction @ https://evil.example/takeaction-1.0.whl",
    "an-extra": "takeaction[web]>=0.1",
    "a-marker": "takeaction>=0.1; python_version > '3'",
    "two": "takeaction>=0.1, evil-package",
    "folded": "takeaction>=0.1\n @ https://evil.example/a.whl",
    "a-look-alike": "takeactions>=0.1",
    "behind-a-sign-some-read-as-a-line": "takeaction\x0bRequires-Dist: evil-package",
}


@pytest.mark.parametrize("asked", ASKS_FOR_MORE.values(), ids=ASKS_FOR_MORE)
def test_s61_a_wheel_that_makes_an_installer_fetch_more_is_refused(checked, asked):
    metadata = f"{OWN}Requires-Dist: {asked}\n"

    assert checked({METADATA: metadata}) == [("wheel.metadata", METADATA, "warn")]


@pytest.mark.parametrize("bounds", ["", ">=0.1", ">=0.1,<0.2", " (>=0.1,<0.2)", "~=0.1.0"])
def test_s61_takeaction_with_bounds_is_fine(checked, bounds):
    metadata = f"{OWN}Requires-Dist: takeaction{bounds}\n\nRequires-Dist: in the description\n"

    assert checked({METADATA: metadata}) == []


@pytest.mark.parametrize(
    "metadata",
    [
        OWN.replace("trial", "other"),
        OWN.replace("1.0", "2.0"),
        f"{OWN}Name: takeaction-pack-other\n",
        f"{OWN}not a header\n",
        "\ufeff" + OWN,
        OWN.replace("Name: takeaction-pack-trial\n", ""),
        f"{OWN}Summary: a\u2028Requires-Dist: evil-package\n",
        f"{OWN}Summary: a\x1c\x1cb\nRequires-Dist: evil-package\n",
        f"{OWN}Provides-Dist: takeaction\n",
        f"{OWN}Obsoletes-Dist: takeaction-pack-us-hotline\n",
        OWN.replace("1.0\n", "2.0"),
    ],
    ids=[
        *("name", "version", "twice", "no-header", "mark", "nameless", "line", "separators"),
        *("provides", "obsoletes", "no-end"),
    ],
)
def test_s61_metadata_that_is_not_the_wheels_is_refused(checked, metadata):
    codes = {code for code, _, _ in checked({METADATA: metadata})}

    assert codes == {"wheel.metadata"}


@pytest.mark.parametrize(
    "name",
    [
        *("pack.json.", "pack.json ", "run.pyw", "a.bat", "A.PTH", "con", "notes.txt", "x/y.json"),
        *("COPYING.bat", "LICENSE.js", "README.pth.md", "a.spdx.html", "licenses/NOTICE.cmd"),
    ],
)
def test_s61_only_names_that_builders_write_are_in_a_pack(checked, name):
    told = checked({f"{FOLDER}/{name}": ""})

    assert [file for _, file, _ in told] == [f"{FOLDER}/{name}"]


def test_s61_licences_readmes_and_bills_of_materials_may_be_there(checked):
    papers = ("licenses/LICENSE", "licenses/a/LICENCE.txt", "sboms/takeaction.cdx.json")

    assert checked({f"{INFO}/{name}": "" for name in papers}) == []


def test_s61_a_link_is_refused(wheel):
    path = wheel()
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo(f"{FOLDER}/LICENSE")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")

    told = takeaction.load(paths=[path], packs=[]).mistakes

    assert ("wheel.outside", f"{FOLDER}/LICENSE") in [(e.code, e.where.file) for e in told]


@pytest.mark.parametrize(
    ("name", "mode", "data"),
    [
        ("takeaction/", 0o040755, ""),
        (f"{OTHER}/", 0, ""),
        (f"{FOLDER}/x/", 0o120777, ""),
        (f"{FOLDER}/x/", 0, "/etc/passwd"),
    ],
)
def test_s61_a_folder_of_others_or_that_is_none_is_refused(wheel, name, mode, data):
    path = wheel()
    with zipfile.ZipFile(path, "a") as archive:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        archive.writestr(entry, data)

    told = takeaction.load(paths=[path], packs=[]).mistakes

    assert [(e.code, e.where.file) for e in told] == [("wheel.outside", name)]


def test_s61_its_own_folders_may_be_there(wheel):
    path = wheel()
    with zipfile.ZipFile(path, "a") as archive:
        archive.mkdir(f"{FOLDER}/")

    assert takeaction.load(paths=[path], packs=[]).mistakes == ()


def local_header(name, data):
    fields = (b"PK\x03\x04", 20, 0, 0, 0, 0, zlib.crc32(data), len(data), len(data), len(name), 0)
    return struct.pack("<4sHHHHHIIIHH", *fields) + name + data


@pytest.mark.parametrize(
    "change",
    [
        lambda data: local_header(b"takeaction_pack_trial/evil.py", b"1") + data,
        lambda data: data + b"PK\x03\x04",
        lambda data: data.replace(
            b"takeaction_pack_trial/pack.json", b"takeaction_pack_trial/pack.jsoN", 1
        ),
    ],
    ids=["in-front", "behind", "another-name"],
)
def test_s61_bytes_that_no_entry_covers_are_refused(wheel, change):
    path = wheel()
    path.write_bytes(change(path.read_bytes()))

    codes = {error.code for error in takeaction.load(paths=[path], packs=[]).mistakes}

    assert codes & {"wheel.outside", "read.archive"}


# Two readers of one zip: the first follows the directory, the second the headers in front of the
# files, a third one the names in extra fields. Each reads another wheel, if the check lets it.


def in_header(field, value):
    """Return a change of the first header in front of a file: the offset of a field, its value."""
    return lambda data: data[:field] + value + data[field + len(value) :]


def at_the_end(field, value):
    return lambda data: data[: len(data) - 22 + field] + value + data[len(data) - 22 + field + 2 :]


def second_end(data):
    end = data.rindex(b"PK\x05\x06")
    sizes = (44, 45, 45, 0, 0, 1, 1, 100, 0)
    whole = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", *sizes)
    return data[:end] + whole + struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1) + data[end:]


TWO_READINGS = {
    "a-shorter-file": in_header(18, struct.pack("<I", 5)),
    "a-longer-file": in_header(22, struct.pack("<I", 99_999)),
    "another-method": in_header(8, struct.pack("<H", 8)),
    "another-sum": in_header(14, b"abcd"),
    "another-encoding-of-the-name": in_header(6, struct.pack("<H", 0x800)),
    "a-size-behind-the-file": in_header(6, struct.pack("<H", 8)),
    "fewer-files": at_the_end(8, struct.pack("<H", 1)),
    "on-another-disk": at_the_end(4, struct.pack("<H", 1)),
    "a-second-end": second_end,
}


@pytest.mark.parametrize("change", TWO_READINGS)
def test_s61_a_zip_that_can_be_read_in_two_ways_is_refused(wheel, change):
    path = wheel()
    path.write_bytes(TWO_READINGS[change](path.read_bytes()))

    codes = {error.code for error in takeaction.load(paths=[path], packs=[]).mistakes}

    assert codes & {"wheel.outside", "read.archive"}


@pytest.mark.parametrize("where", ["directory", "header", "both"])
def test_s61_another_name_in_an_extra_field_is_refused(wheel, where):
    # Python from 3.13 on, and the installers in Rust, unpack a file by that name.
    own, other = f"{FOLDER}/py.typed".encode(), b"takeaction/__init__.py"
    name = b"\x01" + struct.pack("<L", zlib.crc32(own)) + other
    extra = struct.pack("<HH", 0x7075, len(name)) + name
    path = wheel()
    with zipfile.ZipFile(path, "a") as archive:
        entry = zipfile.ZipInfo(own.decode())
        entry.extra = extra if where != "directory" else b""
        archive.writestr(entry, "")
        entry.extra = extra if where != "header" else b""

    codes = {error.code for error in takeaction.load(paths=[path], packs=[]).mistakes}

    assert "wheel.outside" in codes


TIMES = struct.pack("<HHBL", 0x5455, 5, 1, 1_800_000_000)
OWNERS = struct.pack("<HHBBLBL", 0x7875, 11, 1, 4, 501, 4, 20)
WINDOWS = struct.pack("<HHLHH3Q", 0x000A, 32, 0, 1, 24, 1, 2, 3)


def add_with(path, name, local, central):
    """Add an empty file with extra fields in front of it and in the directory."""
    with zipfile.ZipFile(path, "a") as archive:
        entry = zipfile.ZipInfo(name)
        entry.extra = local
        archive.writestr(entry, "")
        entry.extra = central


@pytest.mark.parametrize(
    ("local", "central"),
    [
        (TIMES + OWNERS, TIMES + OWNERS),  # zip on macOS and Linux
        (OWNERS, TIMES),
        (b"", WINDOWS),  # 7-Zip
        (struct.pack("<HH", 0xCAFE, 0), struct.pack("<HH", 0xCAFE, 0)),  # jar
        (TIMES, b""),
    ],
    ids=["macos", "two-lengths", "7-zip", "jar", "in-front"],
)
def test_s61_a_wheel_zipped_by_hand_with_times_and_owners_is_read(wheel, local, central):
    path = wheel()
    add_with(path, f"{FOLDER}/", local, central)

    assert takeaction.load(paths=[path], packs=[]).mistakes == ()


@pytest.mark.parametrize("where", ["directory", "header", "both"])
@pytest.mark.parametrize(
    "extra",
    [
        TIMES + struct.pack("<HHQ", 0x0001, 8, 5),
        TIMES + struct.pack("<HHL", 0x7075, 4, 0),
        struct.pack("<HHB", 0x6375, 1, 1) + OWNERS,
        struct.pack("<HH", 0x9901, 7) + b"\2\0AE\3\x08\0",
        TIMES[:-1],
        TIMES + b"P",
        struct.pack("<HH", 0x5455, 60_000),
        TIMES + b"PK\x03\x04",
    ],
    ids=["sizes", "name", "comment", "password", "cut", "rest", "longer", "a-header"],
)
def test_s61_an_extra_field_that_could_say_something_else_is_refused(wheel, extra, where):
    path = wheel()
    add_with(
        path,
        f"{FOLDER}/py.typed",
        extra if where != "directory" else b"",
        extra if where != "header" else b"",
    )

    codes = {error.code for error in takeaction.load(paths=[path], packs=[]).mistakes}

    assert codes & {"wheel.outside", "read.archive"}


def test_s61_metadata_that_is_too_long_is_not_read(checked):
    codes = {code for code, _, _ in checked({METADATA: f"{OWN}{'x' * (2 << 20)}"})}

    assert codes == {"limit.size", "wheel.metadata"}


def test_s61_bytes_between_two_files_are_refused(tmp_path, wheel):
    with zipfile.ZipFile(wheel()) as made:
        files = {name: made.read(name) for name in made.namelist()}
    path = tmp_path / "between" / NAME
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
            archive.fp.write(b"import evil")
            archive.start_dir = archive.fp.tell()

    codes = {error.code for error in takeaction.load(paths=[path], packs=[]).mistakes}

    assert "wheel.outside" in codes


def test_s61_sizes_behind_a_file_are_refused(wheel):
    # Who reads the stream ends the file where its compression ends, and goes on with what follows.
    class Stream:
        def __init__(self):
            self.data = b""

        def write(self, data):
            self.data += data
            return len(data)

        def flush(self):
            pass

    path, stream = wheel(), Stream()
    with (
        zipfile.ZipFile(path) as whole,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for member in whole.infolist():
            out.writestr(member.filename, whole.read(member))
    path.write_bytes(stream.data)

    codes = {error.code for error in takeaction.load(paths=[path], packs=[]).mistakes}

    assert codes == {"wheel.outside"}
