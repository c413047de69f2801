"""Versions: each is written in several files, and a release needs them to agree."""

import subprocess

import pytest

PACKS = 12


@pytest.fixture
def versions(script):
    return script("versions")


@pytest.fixture
def git(copy):
    def run(*words):
        who = ("-c", "user.name=test", "-c", "user.email=test@example.org")
        command = ["git", *who, *words]
        subprocess.run(command, cwd=copy, check=True, capture_output=True)  # noqa: S603

    run("init", "-q")
    return run


def test_all_versions_agree(versions):
    assert list(versions.version_mistakes()) == []


def test_a_new_series_names_each_file_with_the_old_bounds(versions, copy, edit):
    edit(copy / "pyproject.toml", 'version = "0.1.0"', 'version = "0.2.0"')

    mistakes = list(versions.version_mistakes(copy))

    assert mistakes[:4] == [
        'CITATION.cff does not say version: "0.2.0".',
        (
            "src/takeaction/authoring/template/project.toml does not ask for "
            '"takeaction>=0.2,<0.3" alone, to build and to run.'
        ),
        (
            'docs/tutorial/first-pack.md does not ask for "takeaction>=0.2,<0.3" alone, '
            "to build and to run."
        ),
        (
            'docs/reference/pack-format.md does not ask for "takeaction>=0.2,<0.3" alone, '
            "to build and to run."
        ),
    ]
    assert len(mistakes) == 4 + 2 * PACKS


def test_an_edition_without_its_heading_in_the_changelog_is_named(versions, copy, edit):
    path = copy / "packs" / "us-hotline" / "pyproject.toml"
    edit(path, 'version = "2026.11.0"', 'version = "2026.11.1"')

    assert list(versions.version_mistakes(copy)) == [
        "takeaction-pack-us-hotline: the first heading of CHANGELOG.md is not 2026.11.1."
    ]


def test_a_pack_that_the_extra_lacks_is_named(versions, copy, edit):
    # ``takeaction[packs]`` brings every pack, in an edition that there is.
    edit(copy / "pyproject.toml", "takeaction-pack-us-hotline>=2026.11", "another>=2026.11")
    edit(
        copy / "pyproject.toml",
        "takeaction-pack-goods-risk>=2026.11",
        "takeaction-pack-goods-risk>=2027.1",
    )

    assert list(versions.version_mistakes(copy)) == [
        "another is in only one of packs/ and takeaction[packs].",
        "takeaction-pack-us-hotline is in only one of packs/ and takeaction[packs].",
        "takeaction[packs] asks for a later edition than takeaction-pack-goods-risk 2026.11.0.",
    ]


@pytest.mark.parametrize("tag", ["v0.1.0", "us-hotline-2026.11.0"])
def test_a_published_pack_that_changed_needs_a_new_version(versions, copy, git, tag):
    content = copy / "packs" / "us-hotline" / "src" / "resources.toml"
    content.parent.mkdir()
    content.write_text("one\n", "utf-8")
    git("add", "-A")
    git("commit", "-qm", "an edition")
    git("tag", tag)
    assert list(versions.version_mistakes(copy)) == []

    content.write_text("two\n", "utf-8")

    (mistake,) = versions.version_mistakes(copy)
    assert mistake == (
        f"takeaction-pack-us-hotline 2026.11.0 was published by {tag}, and has changed since. "
        "Fix: raise its version, and say in its CHANGELOG.md what changed."
    )


@pytest.mark.parametrize(
    ("version", "bounds"),
    [("0.1.0", ">=0.1,<0.2"), ("0.9.12", ">=0.9,<0.10"), ("1.4.2", ">=1.4,<2")],
)
def test_a_series_is_a_minor_version_below_one(script, version, bounds):
    assert script("projects").series(version) == bounds


def test_the_tag_of_the_library_publishes_everything(versions):
    projects = versions.tagged("v0.1.0")

    assert len(projects) == 1 + PACKS
    assert projects[0].files == ("takeaction-0.1.0.tar.gz", "takeaction-0.1.0-py3-none-any.whl")


def test_the_tag_of_a_pack_publishes_that_pack_alone(versions):
    (pack,) = versions.tagged("us-hotline-2026.11.0")

    assert pack.files == (
        "takeaction_pack_us_hotline-2026.11.0.tar.gz",
        "takeaction_pack_us_hotline-2026.11.0-py3-none-any.whl",
    )


@pytest.mark.parametrize("tag", ["v0.1.1", "0.1.0", "us-hotline-2026.11.9", "us-hotline", "v"])
def test_the_tag_of_another_version_publishes_nothing(versions, tag):
    with pytest.raises(ValueError, match=r"They are: takeaction 0\.1\.0, community-actions 2026"):
        versions.tagged(tag)
