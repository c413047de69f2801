"""One service to import, and a function that imports services as a draft."""

import json
from datetime import date

import pytest

from takeaction.authoring.hsds.drafting import ImportTerms, draft_packs
from takeaction.vocabulary.resources import Purpose

DAY = date(2026, 11, 28)


@pytest.fixture
def plain_service():
    return {
        "id": "11111111-1111-4111-8111-111111111111",
        "name": "Trafficking helpline",
        "status": "active",
        "phones": [{"id": "p", "number": "+44 20 7946 0018", "type": "voice"}],
        "service_areas": [{"id": "a", "name": "United Kingdom"}],
    }


@pytest.fixture
def bring():
    def run(*services, zone=None, purposes=(), region="GB"):
        terms = ImportTerms(
            id="draft",
            publisher="The tests",
            licence="CC0-1.0",
            region=region,
            source="A directory",
            zone=zone,
            purposes=tuple(map(Purpose, purposes)),
            day=DAY,
        )
        draft = draft_packs(json.dumps(services).encode(), "file.json", terms)
        return draft, records_of(draft), [loss[1:3] for loss in draft.losses.listed]

    return run


def records_of(draft):
    import tomllib

    return [
        record
        for texts in draft.files.values()
        for name, text in texts.items()
        if name != "pack.toml"
        for record in tomllib.loads(text).get("resource", ())
    ]
