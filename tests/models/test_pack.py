"""Packs: their header, and the patches they carry."""

import attrs
import pytest

from takeaction.models.pack import Header, Pack, Patch
from takeaction.models.text import Text

NEEDED = {
    "id": "a-pack",
    "title": Text("A pack"),
    "publisher": "Somebody",
    "licence": "CC0-1.0",
    "schema": 1,
}


def test_a_pack_has_the_id_of_its_header():
    pack = Pack(header=Header(**NEEDED), digest="sha256:0", distribution="another-name")

    assert pack.id == "a-pack"


def test_a_header_has_only_the_facts_it_was_given():
    header = Header(**NEEDED)

    assert {name: getattr(header, name) for name in attrs.asdict(header) if name not in NEEDED} == {
        "summary": None,
        "caveat": None,
        "regions": {"001"},
        "languages": {"en"},
        "source_language": "en",
        "requires": (),
        "contact": None,
    }


@pytest.mark.parametrize("field", NEEDED, ids=str)
def test_a_header_needs_its_required_fields(field):
    fields = {name: value for name, value in NEEDED.items() if name != field}

    with pytest.raises(TypeError, match=field):
        Header(**fields)


def test_a_pack_from_a_path_has_no_distribution():
    pack = Pack(header=Header(**NEEDED), digest="sha256:0")

    assert (pack.distribution, pack.version, pack.built, pack.counts) == (None, None, False, ())


def test_a_patch_can_only_add():
    assert [field.name for field in attrs.fields(Patch)] == [
        *("target", "reason", "regions", "languages", "links", "translations")
    ]
