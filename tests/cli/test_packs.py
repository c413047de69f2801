"""``takeaction packs``: the installed packs."""

import json

from takeaction import load
from takeaction.authoring.build import build
from takeaction.cli.arguments import NO_PACKS

LIST = """\
first  from a path
    First things, by Example, CC0-1.0
    3 actions, 1 indicator, 1 label, 4 resources, 1 vendor
    {digest}
"""


def test_packs_are_listed_with_counts_and_digest(takeaction, pack):
    digest = load(paths=[pack], packs=[]).packs["first"].digest

    ran = takeaction("packs")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == LIST.format(digest=f"{digest[:26]}…")


def test_an_installed_pack_shows_its_version(takeaction, install, pack):
    built = {"pack.json": build(pack)}
    install("a-distribution", version="2026.10.1", pack="first", module="a_module", files=built)

    ran = takeaction("packs", packs="")

    assert ran.code == 0
    assert ran.out.startswith("first  2026.10.1\n    First things, by Example, CC0-1.0\n")


def test_an_empty_pack_has_no_records(takeaction, make_pack):
    ran = takeaction("packs", packs=[make_pack("bare")])

    assert (ran.code, ran.out.splitlines()[2]) == (0, "    no records")


def test_no_packs_are_not_a_mistake(takeaction):
    ran = takeaction("packs", packs="none")

    assert (ran.code, ran.out, ran.err) == (0, f"{NO_PACKS}\n", "")


def test_a_mistake_is_shown_below_the_packs(takeaction, pack, broken):
    folder, mistake = broken

    ran = takeaction("packs", packs=[pack, folder])

    assert ran.code == 1
    assert "first  from a path" in ran.out.splitlines()
    assert mistake in ran.out.splitlines()


def test_json_holds_packs_mistakes_and_digest(takeaction, pack, make_pack, one):
    dangling = make_pack("dangling", actions=f'{one}after = ["two"]\n')
    catalog = load(paths=[pack, dangling], packs=[])

    ran = takeaction("packs", "--json", packs=[pack, dangling])

    shown = json.loads(ran.out)
    assert ran.code == 1
    assert shown["digest"] == catalog.digest
    assert [entry["id"] for entry in shown["packs"]] == ["dangling", "first"]
    assert shown["packs"][1] == {
        "id": "first",
        "title": "First things",
        "publisher": "Example",
        "licence": "CC0-1.0",
        "schema": 1,
        "summary": None,
        "caveat": "A sign is not proof.",
        "regions": ["001"],
        "languages": ["en"],
        "source_language": "en",
        "requires": [],
        "contact": None,
        "digest": catalog.packs["first"].digest,
        "distribution": None,
        "version": None,
        "built": False,
        "counts": {"action": 3, "indicator": 1, "label": 1, "resource": 4, "vendor": 1},
    }
    assert shown["mistakes"] == [
        {
            "code": "ref.missing",
            "outcome": "drop",
            "problem": 'there is no "two" in this pack.',
            "where": {
                "pack": "dangling",
                "file": "actions.toml",
                "line": 10,
                "record": "one",
                "field": "after[0]",
            },
            "path": f"{dangling.as_posix()}/actions.toml",
            "fix": "add it.",
            "distribution": None,
        }
    ]
