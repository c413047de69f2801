"""Building a pack: the check, and the canonical form."""

import json

import pytest

from takeaction import PackErrors, load
from takeaction.authoring.build import build

ACTIONS = "src/takeaction_pack_small/actions.toml"


def test_a_pack_is_written_in_its_one_canonical_form(project):
    canonical = build(project)

    content = {
        "pack": {
            "id": "small",
            "languages": ["en", "es"],
            "licence": "CC0-1.0",
            "publisher": "Example",
            "schema": 1,
            "title": "A small pack",
        },
        "records": {
            "action": {
                "write": {
                    "cadence": "once",
                    "minutes": {"max": 5, "min": 1, "typical": 2},
                    "modes": ["solo-online"],
                    "source": {"checked": "2026-11-24", "title": "A guide"},
                    "steps": ["A.", "B.", "C."],
                    "summary": "It helps.",
                    "title": "Write to Nestl\u00e9",
                }
            }
        },
        "translations": {
            "es": {
                "write#steps[0]": {"reviewed": False, "text": "Primero."},
                "write#summary": "Ayuda.",
            }
        },
    }
    assert canonical.decode() == json.dumps(
        content, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )


def test_the_folder_of_the_pack_builds_what_its_project_builds(project):
    folder = project / "src" / "takeaction_pack_small"

    assert build(folder) == build(project) == build(str(project))


def test_comments_and_order_of_keys_do_not_matter(project, change):
    before = build(project)

    change(ACTIONS, 'id = "write"\n', "")
    change(ACTIONS, 'cadence = "once"\n', 'cadence = "once" # one time\nid = "write"\n\n')

    assert build(project) == before


def test_a_built_pack_loads_as_its_sources_do(project, tmp_path):
    built = tmp_path / "built"
    built.mkdir()
    (built / "pack.json").write_bytes(build(project))

    sources = load(paths=[project], packs=[], on_mistake="raise")
    catalog = load(paths=[built], packs=[], on_mistake="raise")

    assert dict(catalog.actions) == dict(sources.actions)
    assert catalog.digest == sources.digest


def test_a_built_pack_builds_to_itself(project, tmp_path):
    (tmp_path / "pack.json").write_bytes(build(project))

    assert build(tmp_path) == build(project)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'cadence = "once"',
            'cadence = "sometimes"',
            'small/actions.toml:7: write.cadence: "sometimes" is not in the list.',
        ),
        (
            '"It helps."',
            '"Confront them."',
            'small/actions.toml:4: write.summary: "Confront them" can put people in danger.',
        ),
        ("minutes =", "minutes = =", "actions.toml:6: a text needs quotation marks around it."),
    ],
    ids=["mistake", "warning", "syntax"],
)
def test_a_pack_with_a_mistake_is_not_built(project, change, old, new, message):
    change(ACTIONS, old, new)

    with pytest.raises(PackErrors) as caught:
        build(project)

    assert caught.value.message == f"{project} is not built"
    assert message in str(caught.value)
    assert len(caught.value.mistakes) >= 1


def test_a_pack_is_built_only_under_the_name_of_its_entry_point(project):
    # A pack with another id than its entry point would be left out once it is installed.
    with pytest.raises(PackErrors) as caught:
        build(project, id="tiny")

    assert str(caught.value.mistakes[0]) == (
        'tiny/pack.toml:2: id: the pack is "small", its entry point "tiny". '
        "Fix: give both the same name."
    )
    assert build(project, id="small") == build(project)
