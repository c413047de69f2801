"""Versions of the format: old packs can still be read, and newer ones are refused with a reason."""

import hashlib
import json
from pathlib import Path

import pytest

from takeaction import load
from takeaction.errors import Outcome
from takeaction.packs.reading.content import SCHEMA
from takeaction.value import plain_data

FOLDER = Path(__file__).parents[2] / "data" / "schema-1"

FROZEN = {
    "README.md": "8d0abf8e1ebb223c553306113cf4f7946187a4dd115f4d1d1d0ad3711ef40af7",
    "pack.json": "ce7631a29eaf3fa40cce6062681e403cfaca66fbb5967fee85ee3826e125454d",
    "records.json": "d1865e6cf4b3c2929389aaa525b3c3e30b1bf7088b2ceced29edcf705b776cc5",
    "sources/actions/read.toml": "8a305c2437838708f3ce169020a5237e67df1c59d90390397bcc53d54b6e4b2f",
    "sources/actions/write.toml": (
        "2d47340f02a872abda316d4f22acde8e3911156472828e27c83e607c9214027c"
    ),
    "sources/goods.toml": "d5527292f23d97ab1efa2f8d789f2f4645c55adbadb2e925e90bab027b049da4",
    "sources/indicators.toml": "edcf874c49dd7331272ce7f3e715f46430c3fd7f57b6f418b62929fac45f1f4e",
    "sources/labels.toml": "62e0ef227d20215cb39e3ec07b1087085815bde01f6c2b66ee4b2f5db7ae1558",
    "sources/locale/es.po": "21890e915e99b1cf83de24cdacb6bdb2459f15522a626e355a6846cc493cca9b",
    "sources/pack.toml": "f015ff30e408b6ca2fbf048e5450a608e3987faed2312cdac2e6fd1849b9df3d",
    "sources/patches.toml": "cb7f9013a9ac9a6b57167dcae8af66c91f5f6ceaee090fcaea73881c411d4a31",
    "sources/ratings.toml": "09056fe20b23e6238a1e3fb73d9641b9acbc75e406094b8206dae129f2480f77",
    "sources/resources.toml": "58df323e1506ee242faee6558072dbfb5372c8aa1e185ccc25ee955441e7fdf5",
    "sources/vendors.toml": "50dba8667158d3b12ac111a58c87fe027f3c90a63c8178ced3afff21a89c3820",
    "sources/words.toml": "c50aab8c4aba945bd29ff27628292facbc3a069f7c3c9998c8a2a80781363fdc",
}
"""The digest of each file of the golden pack of schema 1. None of these ever changes."""

READ_BY_NOBODY = {"The line"}
"""The originals of finished translations. At first they counted as reviewed; since a review names
its reader, those that nobody signed do not. Nothing else about the pack changed."""

OTHER = """\
id = "other"
title = "The other"
publisher = "The tests"
licence = "CC0-1.0"
schema = 1
"""

LINE = """\
[[resource]]
id = "line"
name = "The other line"
kind = "hotline"
purposes = ["support"]
regions = ["US"]
source = { title = "A page" }

[[resource.contacts]]
channel = "web"
url = "https://example.org/other"
languages = ["en"]
"""


@pytest.fixture
def pack(tmp_path):
    def write(id, **files):
        folder = tmp_path / id
        folder.mkdir()
        for name, text in {"pack": OTHER.replace('"other"', f'"{id}"'), **files}.items():
            (folder / f"{name}.toml").write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture(params=["sources", "built"])
def golden(request, tmp_path):
    if request.param == "sources":
        return FOLDER / "sources"
    folder = tmp_path / "built"
    folder.mkdir()
    (folder / "pack.json").write_bytes((FOLDER / "pack.json").read_bytes())
    return folder


def is_part_of(before, now):
    """Tell whether every old value is still there and the same; there may be new ones."""
    if isinstance(before, dict):
        return all(key in now and is_part_of(value, now[key]) for key, value in before.items())
    if isinstance(before, list) and isinstance(now, list):
        return len(before) == len(now) and all(map(is_part_of, before, now))
    return before == now


def in_spanish(record):
    """Return a record as plain data with the source beneath each unreviewed text.

    That is the form of ``records.json``: the first version showed all texts so.
    """
    return source_beneath(plain_data(record, ["es"], "apart"))


def source_beneath(value):
    if isinstance(value, list):
        return [source_beneath(part) for part in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"text", "language", "source", "reviewed", "by"}:
        is_new = value["source"] not in {None, value["text"], *READ_BY_NOBODY}
        return f"{value['text']}\n({value['source']})" if is_new else value["text"]
    return {key: source_beneath(part) for key, part in value.items()}


def test_the_golden_pack_was_never_edited():
    digests = {
        path.relative_to(FOLDER).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FOLDER.rglob("*")
        if path.is_file()
    }

    assert digests == FROZEN


def test_a_pack_of_schema_1_is_read_as_it_always_was(golden):
    catalog = load(paths=[golden], packs=[])
    assert {mistake.code for mistake in catalog.mistakes} == {"shape.deprecated"}
    before = json.loads((FOLDER / "records.json").read_text("utf-8"))

    now = {
        "pack": in_spanish(catalog.packs["golden"]) | {"built": False},
        "records": {record.id: in_spanish(record) for record in catalog},
        "words": {
            word.id: in_spanish(word) for word in catalog.words if word.id.startswith("golden:")
        },
    }

    assert set(now["records"]) == set(before["records"])
    assert is_part_of(before, now)


def test_a_finished_translation_of_schema_1_counts_as_unreviewed(golden):
    # Nobody put a name to it, so nobody has reviewed it, however it was marked.
    catalog = load(paths=[golden], packs=[])

    words = catalog.get("golden:line").name.pick(["es"])

    assert (words.text, words.reviewed, words.source) == ("La línea", False, "The line")


def test_the_digest_of_a_pack_of_schema_1_never_changes(golden):
    digest = load(paths=[golden], packs=[]).packs["golden"].digest

    assert digest == f"sha256:{FROZEN['pack.json']}"


def test_a_patch_of_schema_1_still_adds_to_another_record(golden, pack):
    catalog = load(paths=[golden, pack("other", resources=LINE)], packs=[])
    assert {mistake.code for mistake in catalog.mistakes} == {"shape.deprecated"}
    line = catalog.get("other:line")

    assert line.regions == {"US", "GB"}
    assert line.contacts[0].languages == ("en", "cy")
    assert [link.url for link in line.links] == ["https://example.org/cy"]
    assert "La otra línea" in str(line.name.pick(["es"]))


NEWER = {
    "new key": ({"colour": "red"}, {}),
    "new kind": ({}, {"records": {"event": {"march": {}}}}),
    "new part": ({}, {"pictures": {}}),
    "new key in place of id": ({}, {"records": {"action": {"act": {"id": "x"}}}}),
}


@pytest.mark.parametrize(("header", "parts"), NEWER.values(), ids=NEWER)
def test_a_built_pack_of_a_newer_schema_is_refused_with_that_reason(tmp_path, header, parts):
    pack = {"pack": {"id": "later", "schema": SCHEMA + 1, **header}, **parts}
    (tmp_path / "pack.json").write_text(json.dumps(pack), encoding="utf-8")

    (mistake,) = load(paths=[tmp_path], packs=[]).mistakes

    assert (mistake.code, mistake.outcome) == ("pack.schema", Outcome.QUARANTINE)
    assert "upgrade takeaction" in str(mistake)


def test_sources_of_a_newer_schema_are_refused_with_that_reason(pack):
    folder = pack("later", events="[[event]]\n", actions="[[march]]\n")
    header = folder / "pack.toml"
    header.write_text(header.read_text("utf-8").replace("schema = 1", "schema = 2"), "utf-8")

    (mistake,) = load(paths=[folder], packs=[]).mistakes

    assert (mistake.code, mistake.where.file, mistake.where.line) == ("pack.schema", "pack.toml", 5)
