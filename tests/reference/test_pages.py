"""A public name, an option, an error or a key without a page fails, and is named.

The pages of the reference check most of this themselves, in blocks that readers don't see. Here
are the options of the command line, and the proof that each check notices what is missing.
"""

import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from pydoc import locate

import pytest

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
SPLIT = ("api", "cli")
"""The parts of the reference that have a page for each question, and an index."""

CLI = "\n".join(path.read_text("utf-8") for path in sorted((REFERENCE / "cli").glob("*.md")))
SAME_AS = re.compile(r"options\s+of\s+`?\[?`?recommend")
"""A section that says this has the options of ``recommend`` that describe a person."""

INVISIBLE = re.compile(r"<!--- invisible-code-block: python\n(.*?)-->", re.DOTALL)
DOCUMENTED = re.compile(
    r"^\.\. auto(?:class|data|exception|function):: (?P<name>\S+)(?:\n   :(?!members)\S+:.*)*"
    r"(?:\n   :members:(?P<members>.*))?",
    re.MULTILINE,
)
EXAMPLES = [
    ("api.md", "api.md", "   ~takeaction.find_help\n", "find_help"),
    ("api.md", "api/help.md", ".. autofunction:: takeaction.find_help\n", "find_help"),
    ("errors.md", "errors.md", "DuplicateIdError", "DuplicateIdError"),
    ("hooks.md", "hooks.md", "| `takeaction_packs(self)` |", "takeaction_packs"),
    ("pack-format.md", "pack-format.md", "`dial_region`", "dial_region"),
    ("vocabulary.md", "vocabulary.md", "| `writing` |", "writing"),
]
"""A page that checks, the page with a text that it needs, the text, and the name in it."""


@pytest.fixture(scope="module")
def commands():
    folder = str(ROOT / "scripts" / "release")
    sys.path.insert(0, folder)
    try:
        names = runpy.run_path(f"{folder}/surface.py")
    finally:
        sys.path.remove(folder)
        sys.modules.pop("projects", None)
    return names["all_commands"](), names["arguments_of"]


def sections(page):
    return dict(re.findall(r"^## (.*)\n((?:(?!## ).*\n)*)", page, re.MULTILINE))


def missing(page, parsers, arguments_of):
    texts = sections(page)
    common = texts.get("Options of all commands", "")
    for name, parser in parsers.items():
        words = name.split()[1:]
        places = [" ".join(words[:count]) for count in range(1, len(words) + 1)]
        text = "\n".join(texts[place] for place in places if place in texts)
        if words and not text and not arguments_are_common(parser, arguments_of):
            yield name
            continue
        if SAME_AS.search(text):
            text += texts.get("recommend", "")
        for action in arguments_of(parser):
            written = [option for option in action.option_strings if option.startswith("--")]
            for option in written or action.option_strings:
                if not re.search(rf"`?{option}(?![\w-])", common + text):
                    yield f"{name} {option}"


def arguments_are_common(parser, arguments_of):
    """Tell whether a command only holds others, such as ``takeaction pack``."""
    return {action.dest for action in arguments_of(parser)} <= {"help", "version"}


def test_every_command_and_option_has_its_entry(commands):
    parsers, arguments_of = commands

    unexplained = list(missing(CLI, parsers, arguments_of))

    assert not unexplained, unexplained


@pytest.mark.parametrize(
    ("removed", "named"),
    [
        ("`--calling-from", ["takeaction find-help --calling-from"]),
        ("`--withdrawn", ["takeaction ask --withdrawn", "takeaction why-not --withdrawn"]),
        ("## travel\n", ["takeaction travel"]),
    ],
    ids=["option", "common-option", "command"],
)
def test_a_command_or_option_without_an_entry_is_named(commands, removed, named):
    parsers, arguments_of = commands
    page = CLI.replace(removed, "`" if removed.startswith("`") else "# ")
    page = page.replace(removed.strip("`"), "") if removed.startswith("`") else page

    assert set(named) <= set(missing(page, parsers, arguments_of))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example[1]}-{example[3]}")
def test_a_page_without_an_entry_fails_and_names_it(example, tmp_path, monkeypatch):
    checking, name, removed, missed = example
    blocks = INVISIBLE.findall((REFERENCE / checking).read_text("utf-8"))
    copy = shutil.copytree(REFERENCE, tmp_path / "docs" / "reference") / name
    page = copy.read_text("utf-8")
    assert removed in page
    monkeypatch.chdir(tmp_path)

    def check():
        for block in blocks:
            exec(block, {})  # noqa: S102 - our own page

    check()
    copy.write_text(page.replace(removed, ""), "utf-8")

    with pytest.raises(AssertionError, match=re.escape(missed)):
        check()


@pytest.mark.parametrize("path", sorted((REFERENCE / "api").glob("*.md")), ids=lambda p: p.stem)
def test_every_name_that_a_page_asks_for_exists(path):
    names = [
        name
        for found in DOCUMENTED.finditer(path.read_text("utf-8"))
        for members in [found["members"] or ""]
        for name in [found["name"], *(f"{found['name']}.{m}" for m in re.findall(r"\w+", members))]
    ]

    assert names
    assert [name for name in names if locate(name) is None] == []


def test_a_page_of_the_reference_is_short():
    pages = [path for name in SPLIT for path in (REFERENCE / name).glob("*.md")]

    assert {
        path.name: lines
        for path in pages
        if (lines := len(path.read_text("utf-8").splitlines())) > 250
    } == {}


def test_every_command_is_in_the_index(commands):
    parsers, _ = commands
    index = (REFERENCE / "cli.md").read_text("utf-8")
    words = [name.split() for name in parsers if name != "takeaction pack"]
    named = {" ".join(found[: 3 if "pack" in found else 2]) for found in words}

    assert [name for name in sorted(named) if f"| [`{name}`](cli/" not in index] == []


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("page", "wrong", "right"),
    [
        (
            "```python\n>>> import takeaction as ta\n>>> ta.is_need('hi')\n{}\n\n```\n",
            "True",
            "False",
        ),
        ("```console\n$ takeaction --version\n{}\n```\n", "nothing", "takeaction ..."),
    ],
    ids=["python", "console"],
)
def test_a_page_with_a_broken_example_fails(page, wrong, right, tmp_path):
    for name in ("conftest.py", "docs/conftest.py", "tests/make.py", "tests/watching.py"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text((ROOT / name).read_text("utf-8"), "utf-8")

    failed = _run_page(tmp_path, page.format(wrong))
    passed = _run_page(tmp_path, page.format(right))

    assert (failed.returncode, passed.returncode) == (1, 0), failed.stderr + passed.stdout
    assert "docs/page.md" in failed.stdout
    assert wrong in failed.stdout


def _run_page(folder, text):
    (folder / "docs" / "page.md").write_text(text, "utf-8")
    words = ("-q", "-p", "no:cacheprovider", "--import-mode=importlib", "--rootdir", str(folder))
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "pytest", *words, "-c", os.devnull, "docs/page.md"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "tests")},  # for ``import make``
        capture_output=True,
        text=True,
        check=False,
    )
