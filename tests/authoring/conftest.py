"""The project of a small pack, in the form that its author works on."""

import pytest

PYPROJECT = """\
[build-system]
requires = ["hatchling>=1.27", "takeaction"]
build-backend = "hatchling.build"

[project]
name = "takeaction-pack-small"
version = "2026.11.0"
requires-python = ">=3.11"
dependencies = ["takeaction"]

[project.entry-points."takeaction.packs"]
small = "takeaction_pack_small"

[tool.hatch.build]
dev-mode-dirs = ["src"]

[tool.hatch.build.targets.wheel]
bypass-selection = true
hooks.takeaction = {}
"""

HEADER = """\
title = "A small pack"
id = "small"
publisher = "Example"
licence = "CC0-1.0"
schema = 1
languages = ["en", "es"]
"""

ACTIONS = """\
[[action]]
id = "write"
title = "Write to Nestle\u0301"
summary = "It helps."
steps = ["A.", "B.", "C."]
minutes = { min = 1, typical = 2, max = 5 }
cadence = "once"
modes = ["solo-online"]
source = { checked = 2026-11-24, title = "A guide" }
"""

SPANISH = """\
msgid ""
msgstr ""

msgctxt "write#summary"
msgid "It helps."
msgstr "Ayuda."

#, fuzzy
msgctxt "write#steps[0]"
msgid "A."
msgstr "Primero."
"""


@pytest.fixture
def project(tmp_path):
    root = tmp_path / "project"
    pack = root / "src" / "takeaction_pack_small"
    (pack / "locale").mkdir(parents=True)
    (root / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (root / "README.md").write_text("# A small pack\n", encoding="utf-8")
    (pack / "pack.toml").write_text(HEADER, encoding="utf-8")
    (pack / "actions.toml").write_text(ACTIONS, encoding="utf-8")
    (pack / "locale" / "es.po").write_text(SPANISH, encoding="utf-8")
    return root


@pytest.fixture
def change(project):
    def in_file(name, old, new):
        path = project / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return in_file
