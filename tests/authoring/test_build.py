"""Check a pack and write its canonical form."""

import json

import pytest

from takeaction import PackErrors, load
from takeaction.authoring.build import build

ACTIONS = "src/takeaction_pack_small/actions.toml"


def test_a_pack_is_written_in_its_one_canonical_form(project):
    """Keys in order, no blanks, dates as text, text composed, and the digest is of these bytes."""
    canonical = build(project)

    whole = {
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
        whole, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )


def test_the_folder_of_the_pack_builds_what_its_project_builds(project):
    """A pack is built from its own folder, from its project, and from text, all alike."""
    folder = project / "src" / "takeaction_pack_small"

    assert build(folder) == build(project) == build(str(project))


def test_comments_and_order_of_keys_do_not_matter(project, change):
    """What is written otherwise and means the same is built the same."""
    before = build(project)

    change(ACTIONS, 'id = "write"\n', "")
    change(ACTIONS, 'cadence = "once"\n', 'cadence = "once" # one time\nid = "write"\n\n')

    assert build(project) == before


def test_what_is_built_loads_as_its_sources_do(project, tmp_path):
    """The built form gives the same records and the same digest as the sources."""
    built = tmp_path / "built"
    built.mkdir()
    (built / "pack.json").write_bytes(build(project))

    sources = load(paths=[project], packs=[], on_mistake="raise")
    catalog = load(paths=[built], packs=[], on_mistake="raise")

    assert dict(catalog.actions) == dict(sources.actions)
    assert catalog.digest == sources.digest


def test_a_built_pack_builds_to_itself(project, tmp_path):
    """Building what is built changes no byte."""
    (tmp_path / "pack.json").write_bytes(build(project))

    assert build(tmp_path) == build(project)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'cadence = "once"',
            'cadence = "sometimes"',
            'small/actions.toml:7: write.cadence: "sometimes" is not in the list.',
        ),
        (
            '"It helps."',
            '"Confront them."',
            'small/actions.toml:4: write.summary: "Confront them" sends somebody into danger.',
        ),
        ("minutes =", "minutes = =", "actions.toml:6: Invalid value."),
    ],
    ids=["mistake", "warning", "syntax"],
)
def test_a_pack_with_any_mistake_is_not_built_and_all_are_listed(project, change, old, new, said):
    """The error names the pack and lists each mistake with its line; a warning is enough."""
    change(ACTIONS, old, new)

    with pytest.raises(PackErrors) as caught:
        build(project)

    assert caught.value.message == f"{project} is not built"
    assert said in str(caught.value)
    assert len(caught.value.mistakes) >= 1


def test_a_pack_is_built_under_the_name_of_its_entry_point_alone(project):
    """A pack whose id is not that of its entry point would be left out where it is installed."""
    with pytest.raises(PackErrors) as caught:
        build(project, id="tiny")

    assert str(caught.value.mistakes[0]) == (
        'tiny/pack.toml:2: id: the pack is "small", its entry point "tiny". '
        "Fix: give both one name."
    )
    assert build(project, id="small") == build(project)
