"""``takeaction pack diff``: what changed between two editions of a pack."""

import json
import shutil

import pytest

from takeaction.authoring.build import build


@pytest.fixture
def newer(tmp_path, pack):
    """Return a function that makes the next edition of the good pack, with words changed."""

    def change(file, old, new):
        place = tmp_path / "newer"
        shutil.copytree(pack, place)
        path = place / f"{file}.toml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return place

    return change


def test_the_same_pack_differs_in_nothing(takeaction, pack):
    """Exit code 0, and one line."""
    ran = takeaction("pack", "diff", pack, pack)

    assert (ran.code, ran.out) == (0, "first: nothing changed.\n")


def test_another_address_is_told_first_and_is_an_exit_code_of_1(takeaction, pack, newer):
    """What can send a person to the wrong place is called so."""
    after = newer("resources", "talk@example.org", "speak@example.org")

    ran = takeaction("pack", "diff", pack, after)

    assert ran.code == 1
    assert "SAFETY-CRITICAL" in ran.out.splitlines()[0]


def test_other_words_alone_are_no_exit_code_of_1(takeaction, pack, newer):
    """A sentence that is written better is told, and is not critical."""
    ran = takeaction("pack", "diff", pack, newer("actions", "Write one page", "Write a page"))

    assert ran.code == 0
    assert "1 change" in ran.out
    assert "CRITICAL" not in ran.out


def test_an_archive_is_compared_with_a_folder_in_json(takeaction, tmp_path, pack, newer):
    """Either form of a pack may stand on either side."""
    folder = tmp_path / "built"
    folder.mkdir()
    (folder / "pack.json").write_bytes(build(pack))
    before = shutil.make_archive(str(tmp_path / "before"), "zip", folder)
    after = newer("resources", "talk@example.org", "speak@example.org")

    ran = takeaction("pack", "diff", before, after, "--json")

    told = json.loads(ran.out)
    assert (told["id"], told["state"], told["mistakes"]) == ("first", "changed", [])
    assert told["changes"][0]["critical"] is True


def test_two_packs_are_no_two_editions(takeaction, pack, newer):
    """They have two ids: a wrong call."""
    ran = takeaction("pack", "diff", pack, newer("pack", 'id = "first"', 'id = "second"'))

    assert (ran.code, "These are two packs" in ran.err) == (2, True)


@pytest.mark.parametrize("other", ["no-such-pack", "./nowhere"])
def test_what_is_not_there_is_told(takeaction, pack, other):
    """Nothing can be compared with it; exit code 1."""
    ran = takeaction("pack", "diff", pack, other)
    told = json.loads(takeaction("pack", "diff", pack, other, "--json").out)

    assert ran.code == 1
    assert ran.out.endswith("Nothing can be compared.\n")
    assert list(told) == ["mistakes"]


def test_a_record_that_is_left_out_is_told_with_its_mistake(takeaction, pack, newer):
    """It is gone from the new edition, since nobody would find it there."""
    ran = takeaction(
        "pack", "diff", pack, newer("actions", 'cadence = "once"', 'cadence = "never"')
    )

    assert ran.code == 1
    assert "shape.unknown_word" in ran.out
    assert "PACK first" in ran.out
