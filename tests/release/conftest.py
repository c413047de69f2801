"""The scripts of a release, and a copy of the files that they read."""

import shutil
import sys
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "scripts" / "release"


@pytest.fixture
def script(monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))
    before = set(sys.modules)
    yield import_module
    for name in set(sys.modules) - before:
        if (SCRIPTS / f"{name}.py").exists():
            del sys.modules[name]


@pytest.fixture
def copy(tmp_path):
    root = tmp_path / "copy"
    patterns = (
        *("pyproject.toml", "CITATION.cff", "packs/*/pyproject.toml", "packs/*/CHANGELOG.md"),
        *("docs/tutorial/first-pack.md", "docs/reference/pack-format.md"),
        "src/takeaction/authoring/template/project.toml",
    )
    for path in (path for pattern in patterns for path in ROOT.glob(pattern)):
        target = root / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return root


@pytest.fixture
def edit():
    def replace(path, old, new):
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    return replace
