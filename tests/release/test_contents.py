"""What an archive has, compared with what git has; made-up archives, so that each can be wrong."""

import io
import subprocess
import tarfile
import zipfile

import pytest

METADATA = """\
Metadata-Version: 2.4
Name: takeaction-pack-kent
Version: 2026.11.0
Summary: Where to turn in Kent.
Project-URL: Changelog, https://example.org/c
Project-URL: Documentation, https://example.org/d
Project-URL: Issues, https://example.org/i
Project-URL: Security, https://example.org/y
Project-URL: Source, https://example.org/s
Author: Harbour Kent
License-Expression: CC-BY-4.0
License-File: LICENSE
Keywords: kent
Classifier: Programming Language :: Python :: 3
Requires-Python: >=3.11
Description-Content-Type: text/markdown

# Kent
"""
INFO = "takeaction_pack_kent-2026.11.0.dist-info"
WHEEL = {
    "takeaction_pack_kent/pack.json": "{}",
    f"{INFO}/METADATA": METADATA,
    f"{INFO}/WHEEL": "",
    f"{INFO}/RECORD": "",
    f"{INFO}/entry_points.txt": "",
    f"{INFO}/licenses/LICENSE": "",
}
TRACKED = ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "src/pack.toml")
SDIST = {**dict.fromkeys(TRACKED, ""), "PKG-INFO": METADATA, ".gitignore": ""}


@pytest.fixture
def mistakes(script, tmp_path):
    project = script("projects").Project("takeaction-pack-kent", "2026.11.0", tmp_path / "kent")

    def check(wheel=WHEEL, sdist=SDIST):
        for name in TRACKED:
            path = project.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("", "utf-8")
        for command in (["git", "init", "-q"], ["git", "add", "-A"]):
            subprocess.run(command, cwd=project.folder, check=True)  # noqa: S603
        _pack(tmp_path, project, wheel, sdist)
        return list(script("contents").content_mistakes(project, tmp_path))

    return check


def _pack(folder, project, wheel, sdist):
    with zipfile.ZipFile(folder / project.files[1], "w") as archive:
        for name, text in wheel.items():
            archive.writestr(name, text)
    with tarfile.open(folder / project.files[0], "w:gz") as archive:
        for name, text in sdist.items():
            member = tarfile.TarInfo(f"{project.stem}/{name}")
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))


def test_a_complete_pack_has_no_mistakes(mistakes):
    assert mistakes() == []


def test_code_in_the_wheel_of_a_pack_is_named(mistakes):
    name = "takeaction_pack_kent/__init__.py"

    (mistake,) = mistakes({**WHEEL, name: ""})

    assert mistake.endswith(f"-py3-none-any.whl has {name}, which does not belong in it.")


def test_a_wheel_without_its_licence_is_named(mistakes):
    name = f"{INFO}/licenses/LICENSE"

    assert mistakes({path: text for path, text in WHEEL.items() if path != name}) == [
        f"takeaction_pack_kent-2026.11.0-py3-none-any.whl lacks {name}."
    ]


@pytest.mark.parametrize("name", ["notes.txt", "src/.env"])
def test_a_file_that_git_does_not_have_is_named(mistakes, name):
    assert mistakes(sdist={**SDIST, name: "secret"}) == [
        f"takeaction_pack_kent-2026.11.0.tar.gz has {name}, which git does not."
    ]


def test_an_sdist_that_cannot_be_built_is_named(mistakes):
    assert mistakes(sdist={name: text for name, text in SDIST.items() if "src" not in name}) == [
        "takeaction_pack_kent-2026.11.0.tar.gz lacks src/pack.toml."
    ]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Author: Harbour Kent\n", "no Author"),
        ("Project-URL: Issues, https://example.org/i\n", "other project URLs: Issues"),
        ("Classifier: Programming Language :: Python :: 3\n", "no Classifier"),
        ("# Kent\n", "no description"),
    ],
    ids=["author", "address", "classifier", "description"],
)
def test_metadata_that_readers_of_an_index_miss_are_named(mistakes, line, text):
    metadata = METADATA.replace(line, "")

    assert mistakes({**WHEEL, f"{INFO}/METADATA": metadata}, {**SDIST, "PKG-INFO": metadata}) == [
        f"takeaction_pack_kent-2026.11.0-py3-none-any.whl has {text}."
    ]


def test_an_sdist_with_other_metadata_than_the_wheel_is_named(mistakes):
    other = METADATA.replace(">=3.11", ">=3.12")

    assert mistakes(sdist={**SDIST, "PKG-INFO": other}) == [
        "takeaction-pack-kent: the sdist has other metadata than the wheel."
    ]


def test_two_builds_with_other_bytes_are_named(script, tmp_path):
    # The same commit gives the same bytes, so that anybody can build it again.
    for folder, text in (("first", "a"), ("second", "b")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same").write_text("x", "utf-8")
        (tmp_path / folder / "other").write_text(text, "utf-8")

    differences = script("archives").differences
    assert list(differences(["same", "other"], tmp_path / "first", tmp_path / "second")) == [
        "other has other bytes in the second build."
    ]


def test_a_description_with_a_link_to_a_file_is_named(mistakes):
    metadata = METADATA.replace("# Kent", "# Kent\n\nSee [the page](docs/page.md) and [below](#b).")

    (mistake,) = mistakes({**WHEEL, f"{INFO}/METADATA": metadata}, {**SDIST, "PKG-INFO": metadata})

    assert mistake.endswith("describes itself with a link that leads nowhere: docs/page.md.")


def test_a_step_that_breaks_is_reported_and_the_next_one_is_taken(script, tmp_path, capsys):
    rehearsal = object.__new__(script("rehearsal").Rehearsal)
    rehearsal.figures, rehearsal.mistakes = {"seconds": {}, "files": {}}, []
    rehearsal.out = tmp_path

    def break_down(_):
        raise script("projects").CommandError("it is torn")

    rehearsal.step("first", break_down)
    rehearsal.step("second", lambda _: ["it is late"])
    rehearsal.step("third", lambda _: [])

    assert rehearsal.mistakes == ["it is torn", "it is late"]
    assert rehearsal.report() == 1
    assert "0 files, 0 s, 2 wrong." in capsys.readouterr().out
