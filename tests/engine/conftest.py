"""Records to ask the engine about, written as a pack writes them."""

import pytest

from takeaction import Profile
from takeaction.engine.ranking.asker import look_up_asker
from takeaction.packs.structuring import Setting, model_of, structure
from takeaction.testing import catalog_of
from takeaction.vocabulary.records import Kind

COMMON = {"source": {"title": "A test", "dated": "2026-08"}}
ACTION = {
    "summary": "Why and what.",
    "steps": ["One.", "Two.", "Three."],
    "minutes": {"min": 10, "typical": 20, "max": 40},
    "cadence": "once",
    "modes": ["solo-online"],
}
RESOURCE = {"kind": "hotline", "purposes": ["support"], "regions": ["US"]}
VOICE = {"channel": "voice", "dial": "+18885550100", "display": "1-888-555-0100"}


@pytest.fixture(scope="session")
def make():
    """Return a function that makes a record of a kind, with an id and what a pack says of it."""

    def record(kind, id, /, **fields):
        pack, _, _ = id.partition(":")
        given = {**COMMON, **fields, "id": id}
        made, faults = structure(given, model_of(Kind(kind)), Setting(pack, "en", {}))
        assert not faults
        return made

    return record


@pytest.fixture(scope="session")
def make_action(make):
    """Return a function that makes an action: twenty minutes of work that anyone can do."""

    def action(id="a:act", /, **fields):
        title = id.partition(":")[2].replace("-", " ").capitalize()
        return make("action", id, **{"title": title, **ACTION, **fields})

    return action


@pytest.fixture(scope="session")
def make_resource(make):
    def resource(id="a:line", /, *, contact=None, **fields):
        name = id.partition(":")[2].replace("-", " ").capitalize()
        contacts = fields.pop("contacts", [{**VOICE, **(contact or {})}])
        return make("resource", id, **{"name": name, **RESOURCE, "contacts": contacts, **fields})

    return resource


@pytest.fixture(scope="session")
def ask(make_action):
    """Return a function that makes somebody who asks; 30 minutes unless it is told more.

    The catalog that is asked has two actions, one of which has a former id.
    """
    actions = catalog_of([make_action("a:write"), make_action("a:call", aliases=["phone"])])

    def somebody(**fields):
        return look_up_asker(actions, Profile(**{"minutes": 30, **fields}))

    return somebody
