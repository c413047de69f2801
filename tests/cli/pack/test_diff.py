"""``takeaction pack diff``: the changes between two editions of a pack."""

import json
import shutil

import pytest

from takeaction.authoring.build import build


@pytest.fixture
def newer(tmp_path, pack):
    """Return a function that writes the next edition of the good pack, with other words."""

    def change(file, old, new):
        place = tmp_path / "newer"
        shutil.copytree(pack, place)
        path = place / f"{file}.toml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return place

    return change


def test_the_same_pack_has_no_changes(takeaction, pack):
    ran = takeaction("pack", "diff", pack, pack)

    assert (ran.code, ran.out) == (0, "first: nothing changed.\n")


def test_a_changed_address_is_safety_critical_and_exits_with_1(takeaction, pack, newer):
    after = newer("resources", "talk@example.org", "speak@example.org")

    ran = takeaction("pack", "diff", pack, after)

    assert ran.code == 1
    assert "SAFETY-CRITICAL" in ran.out.splitlines()[0]


def test_changed_wording_exits_with_0(takeaction, pack, newer):
    ran = takeaction("pack", "diff", pack, newer("actions", "A letter tells", "A page tells"))

    assert ran.code == 0
    assert "1 change" in ran.out
    assert "CRITICAL" not in ran.out


def test_an_archive_is_compared_with_a_folder_in_json(takeaction, tmp_path, pack, newer):
    folder = tmp_path / "built"
    folder.mkdir()
    (folder / "pack.json").write_bytes(build(pack))
    before = shutil.make_archive(str(tmp_path / "before"), "zip", folder)
    after = newer("resources", "talk@example.org", "speak@example.org")

    ran = takeaction("pack", "diff", before, after, "--json")

    answer = json.loads(ran.out)
    assert (answer["id"], answer["state"], answer["mistakes"]) == ("first", "changed", [])
    assert answer["changes"][0]["critical"] is True


def test_two_different_packs_are_refused(takeaction, pack, newer):
    ran = takeaction("pack", "diff", pack, newer("pack", 'id = "first"', 'id = "second"'))

    assert (ran.code, "These are two different packs" in ran.err) == (2, True)


@pytest.mark.parametrize("other", ["no-such-pack", "./nowhere"])
def test_a_missing_pack_is_reported(takeaction, pack, other):
    ran = takeaction("pack", "diff", pack, other)
    answer = json.loads(takeaction("pack", "diff", pack, other, "--json").out)

    assert ran.code == 1
    assert ran.out.endswith("Nothing can be compared.\n")
    assert list(answer) == ["mistakes"]


def test_a_record_that_is_left_out_is_listed_with_its_mistake(takeaction, pack, newer):
    # It counts as gone from the new edition, because nobody would find it there.
    ran = takeaction(
        "pack", "diff", pack, newer("actions", 'cadence = "once"', 'cadence = "never"')
    )

    assert ran.code == 1
    assert "shape.unknown_word" in ran.out
    assert "PACK first" in ran.out
