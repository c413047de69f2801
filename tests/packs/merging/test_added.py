"""What patches add to a record of another pack, each fact with the pack that says so."""

import pickle

import pytest

import takeaction
from takeaction.models.pack import Added

HEADER = 'title = "T"\npublisher = "P"\nlicence = "L"\nschema = 1\n'
LINE = """\
[[resource]]
id = "line"
name = "N"
kind = "hotline"
regions = ["US"]
source = { title = "A page" }
verified = { method = "called" }
contacts = [
    { channel = "voice", dial = "+18885550100", display = "1-888-555-0100", languages = ["en"] },
    { channel = "chat", url = "https://example.org/" },
]
"""
PATCH = '[[patch]]\ntarget = "one:line"\nreason = "R."\n'


@pytest.fixture
def patched(write):
    """Return a function that loads a line with patches, given by the id of their pack."""

    def load(**patches):
        packs = {"one": {"resources.toml": LINE}}
        packs |= {id: {"patches.toml": PATCH + text} for id, text in patches.items()}
        paths = [
            write({"pack.toml": f'id = "{id}"\n{HEADER}', **files}, id)
            for id, files in packs.items()
        ]
        return takeaction.load(paths=paths, packs=[])

    return load


def test_each_added_fact_has_its_pack(patched):
    catalog = patched(
        b='regions = ["CA"]\nlanguages = ["en", "es"]\n',
        a='regions = ["US", "CA", "MX"]\nlanguages = ["es", "es-MX"]\n',
    )

    added = catalog.added["one:line"]

    assert dict(added.regions) == {"CA": "a", "MX": "a"}
    assert added.languages_of("voice") == {"es": "a", "es-MX": "a"}
    assert added.languages_of("chat") == {"es": "a", "es-MX": "a", "en": "b"}
    assert pickle.loads(pickle.dumps(catalog)).added == catalog.added  # noqa: S301


def test_without_patches_nothing_is_added(patched):
    assert dict(patched().added) == {}


def test_a_patch_of_words_alone_adds_no_fact(patched):
    link = 'links = [{ title = "T", url = "https://example.org/" }]\n'

    assert patched(a=link).added["one:line"] == Added()
