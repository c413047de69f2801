"""``takeaction.authoring.named``: the pack that a word of an author means."""

import pytest

from takeaction.authoring.named import pack_of
from takeaction.errors import PackErrors


def test_an_installed_pack_is_found_by_its_id():
    """A word that is no path is the id of an installed pack."""
    found = pack_of("us-hotline")

    assert found.distribution == "takeaction-pack-us-hotline"


def test_a_pack_that_is_not_installed_is_told():
    """No installed distribution has that id."""
    with pytest.raises(PackErrors, match="us-hotlin is not found") as missing:
        pack_of("us-hotlin")

    assert [error.code for error in missing.value.mistakes] == ["pack.missing"]


@pytest.mark.parametrize("word", ["a/b", "a.whl", "a.zip"])
def test_a_word_that_looks_like_a_path_is_one(word):
    """What is not there is found to be missing when it is read."""
    assert pack_of(word).distribution is None
