"""The licences of the files in a wheel, and of what it needs."""

import pytest

TABLE = """\
version = 1

[[annotations]]
path = ["src/**.py", "src/data/*.json"]
SPDX-FileCopyrightText = "us"
SPDX-License-Identifier = "Apache-2.0"

[[annotations]]
path = "src/data/regions.json"
SPDX-FileCopyrightText = "them"
SPDX-License-Identifier = "Unicode-3.0 AND CC-BY-4.0"
"""


@pytest.fixture
def licences(script):
    return script("licences")


@pytest.fixture
def root(tmp_path):
    (tmp_path / "REUSE.toml").write_text(TABLE, "utf-8")
    return tmp_path


def test_every_file_of_the_library_has_a_licence(licences, script):
    projects = script("projects")
    files = [f"src/{name}" for name in projects.tracked_files(projects.ROOT / "src")]
    expression = projects.read_pyproject(projects.ROOT)["project"]["license"]

    assert list(licences.licence_mistakes(projects.ROOT, files, expression)) == []
    assert len(files) > 200


def test_a_file_without_a_licence_is_named(licences, root):
    files = ["src/a/b.py", "src/data/names/es.json", "src/data/regions.json", "src/logo.png"]

    assert list(licences.licence_mistakes(root, files, "Apache-2.0 AND CC-BY-4.0")) == [
        "src/data/names/es.json has no licence. Fix: add it to REUSE.toml.",
        "src/logo.png has no licence. Fix: add it to REUSE.toml.",
        (
            "the files have Apache-2.0 AND CC-BY-4.0 AND Unicode-3.0, pyproject.toml says "
            'Apache-2.0 AND CC-BY-4.0. Fix: change "license" there.'
        ),
    ]


def test_the_last_pattern_decides(licences, root):
    annotations = licences.read_annotations(root)

    assert licences.licence_of("src/data/x.json", annotations) == "Apache-2.0"
    assert licences.licence_of("src/data/regions.json", annotations) == "Unicode-3.0 AND CC-BY-4.0"
    assert licences.licence_of("docs/a.md", annotations) is None


@pytest.mark.parametrize(
    ("found", "named"),
    [
        ([{"license": {"id": "MIT"}}], None),
        ([{"license": {"name": "declared"}}, {"expression": "MIT OR Apache-2.0"}], None),
        ([{"license": {"id": "GPL-3.0-only"}}], "GPL-3.0-only"),
        ([{"expression": "MIT AND LGPL-3.0-or-later"}], "LGPL-3.0-or-later, MIT"),
        ([], "unknown"),
    ],
    ids=["one", "expression", "not-accepted", "one-of-two", "none"],
)
def test_a_dependency_with_a_licence_that_nobody_accepted_is_named(licences, found, named):
    mistakes = list(
        licences.dependency_mistakes([{"name": "a", "version": "1", "licenses": found}])
    )

    assert mistakes == (
        [f"a 1 has the licence {named}. Fix: read it, then add it to ACCEPTED."] if named else []
    )
