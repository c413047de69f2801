"""``takeaction pack build``: write the canonical form of a pack."""

import json

from takeaction.authoring.build import build


def test_build_writes_the_canonical_form(takeaction, pack, tmp_path, monkeypatch):
    # The file is the result of ``build``, and the command prints its size.
    monkeypatch.chdir(tmp_path)

    ran = takeaction("pack", "build", pack, "--output", "out.json")

    built = (tmp_path / "out.json").read_bytes()
    assert built == build(pack)
    assert (ran.code, ran.out, ran.err) == (0, f"out.json: {len(built):,} bytes\n", "")


def test_build_writes_pack_json_into_the_current_folder_by_default(
    takeaction, pack, tmp_path, monkeypatch
):
    # Without --output the file is ``pack.json`` in the current folder.
    monkeypatch.chdir(tmp_path)

    ran = takeaction("pack", "build", pack, "--json")

    size = (tmp_path / "pack.json").stat().st_size
    assert (ran.code, json.loads(ran.out)) == (0, {"file": "pack.json", "bytes": size})


def test_a_pack_with_mistakes_is_not_built(takeaction, twice, duplicates, tmp_path):
    file = tmp_path / "out.json"

    ran = takeaction("pack", "build", twice, "--output", file)

    nothing_is_left_out = duplicates.replace(": the record is left out", "")
    assert (ran.code, ran.out, ran.err) == (1, f"{nothing_is_left_out}Not built.\n", "")
    assert not file.exists()


def test_a_pack_with_mistakes_is_not_built_in_json_either(takeaction, twice, tmp_path):
    ran = takeaction("pack", "build", twice, "--json", "--output", tmp_path / "out.json")

    assert ran.code == 1
    assert {mistake["code"] for mistake in json.loads(ran.out)["mistakes"]} == {"id.duplicate"}


def test_a_file_that_cannot_be_written_is_a_wrong_call(takeaction, pack, tmp_path):
    file = tmp_path / "nowhere" / "out.json"

    ran = takeaction("pack", "build", pack, "--output", file, "--json")

    error = json.loads(ran.out)["error"]
    assert (ran.code, error["code"]) == (2, "usage")
    assert error["text"].endswith(". Make it first, or name another.")


def test_a_pack_with_examples_is_built_with_a_hint(takeaction, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    takeaction("pack", "new", "my-help", "--region", "GB")

    ran = takeaction("pack", "build", "my-help")

    assert (ran.code, (tmp_path / "pack.json").exists()) == (0, True)
    assert ran.err == "It still says EXAMPLE: replace that before anybody gets the pack.\n"


def test_only_a_built_pack_is_overwritten(takeaction, pack, tmp_path):
    built, other = tmp_path / "pack.json", tmp_path / "resources.toml"
    built.write_bytes(b"{}")
    other.write_bytes(b"[[resource]]")

    again = takeaction("pack", "build", pack, "--output", built)
    ran = takeaction("pack", "build", pack, "--output", other)

    assert (again.code, built.read_bytes()) == (0, build(pack))
    assert (ran.code, other.read_bytes()) == (2, b"[[resource]]")
    assert "already exists and is not a built pack: name another file." in " ".join(ran.err.split())
