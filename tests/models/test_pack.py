"""What a pack says about itself."""

import attrs
import pytest

from takeaction.models.pack import Header, Pack
from takeaction.models.patch import Patch
from takeaction.models.text import Text

NEEDED = {
    "id": "a-pack",
    "title": Text("A pack"),
    "publisher": "Somebody",
    "licence": "CC0-1.0",
    "schema": 1,
}


def test_a_pack_has_the_id_of_its_header():
    """A pack is called what it calls itself, wherever it came from."""
    pack = Pack(header=Header(**NEEDED), digest="sha256:0", distribution="another-name")

    assert pack.id == "a-pack"


def test_a_header_says_no_more_than_it_was_told():
    """A pack that says nothing more is for the whole world, in English, and stands alone."""
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
def test_a_header_is_not_made_without_what_it_needs(field):
    """Id, title, publisher, licence and schema cannot be left out."""
    fields = {name: value for name, value in NEEDED.items() if name != field}

    with pytest.raises(TypeError, match=field):
        Header(**fields)


def test_a_pack_that_was_given_by_path_has_no_distribution():
    """What is not installed has neither a distribution nor a version."""
    pack = Pack(header=Header(**NEEDED), digest="sha256:0")

    assert (pack.distribution, pack.version, pack.built, pack.counts) == (None, None, False, ())


def test_a_patch_has_no_field_but_those_that_add():
    """There is no way for a pack to write a contact, a warning or a status of another's record."""
    assert [field.name for field in attrs.fields(Patch)] == [
        *("target", "reason", "regions", "languages", "links", "translations")
    ]
