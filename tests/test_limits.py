"""How much is read: the bounds that the threat model sets."""

import attrs
import pytest

from takeaction.limits import Limits

DEFAULTS = {
    "file_bytes": 262_144,
    "pack_bytes": 16_777_216,
    "files": 200,
    "records": 20_000,
    "catalog_records": 100_000,
    "depth": 16,
    "key_parts": 8,
    "items": 20_000,
    "digits": 18,
    "id_characters": 64,
    "title_characters": 200,
    "text_characters": 4_000,
    "url_characters": 2_000,
    "marks": 8,
    "mistakes": 50,
}


def test_the_limits_are_those_that_were_promised():
    """A host that sets nothing has exactly the bounds of the threat model."""
    assert attrs.asdict(Limits()) == DEFAULTS


@pytest.mark.parametrize("name", DEFAULTS, ids=str)
def test_a_host_may_raise_or_lower_one_limit(name):
    """One bound can be set, and leaves the others alone."""
    changed = Limits(**{name: 3})

    assert attrs.asdict(changed) == {**DEFAULTS, name: 3}


def test_limits_are_named():
    """Nobody has to remember the order of the bounds."""
    with pytest.raises(TypeError):
        Limits(200)


def test_limits_cannot_be_changed():
    """The bounds of one load are those that it was given."""
    limits = Limits()

    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        limits.files = 3
