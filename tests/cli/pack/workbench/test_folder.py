"""``takeaction pack workbench``: the folder it writes, and the runtimes it refuses."""

import json
import re
from hashlib import sha256
from importlib.metadata import version

import pytest

from takeaction.cli import main
from takeaction.web.static_site import runtime as runtime_of_a_page

LIBRARIES = (
    *("attrs", "cattrs", "importlib_resources", "jinja2", "markupsafe", "pluggy"),
    "typing_extensions",
)
NAMES = (
    *("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json"),
    *("python_stdlib.zip", "README.md", f"takeaction-{version('takeaction')}-py3-none-any.whl"),
    *(f"{name}-1.0-py3-none-any.whl" for name in (*LIBRARIES, "openpyxl", "et_xmlfile")),
)


@pytest.fixture
def runtime(tmp_path, monkeypatch):
    monkeypatch.setattr(runtime_of_a_page, "_is_known", lambda *_: True)  # it holds stand-ins
    folder = tmp_path / "runtime"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_bytes(name.encode())
    return folder


def make(tmp_path, runtime, *words):
    folder = tmp_path / "bench"
    code = main(["pack", "workbench", "-o", str(folder), "--runtime", str(runtime), *words])
    return code, folder


def test_the_folder_has_a_page_and_its_python(tmp_path, runtime, capsys):
    code, folder = make(tmp_path, runtime)

    printed = capsys.readouterr()
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    page = (folder / "index.html").read_text("utf-8")
    settings = json.loads((folder / "runtime/settings.json").read_bytes())
    assert code == 0
    assert printed.out.startswith(f"{len(names)} files, ")
    assert printed.err == ""
    assert set(re.findall(r'(?:href|src)="([\w.]+)"', page)) <= names
    assert {f"runtime/{name}" for name in NAMES} - names == {"runtime/README.md"}
    assert settings["wheels"] == sorted(name for name in NAMES if name.endswith(".whl"))
    assert "The page loads 1 MB when it opens." in page
    assert f"takeaction {version('takeaction')}, and was made on 20" in page
    assert "@" not in page


def test_the_page_may_load_its_own_files_alone(tmp_path, runtime):
    _, folder = make(tmp_path, runtime)

    page = (folder / "index.html").read_text("utf-8")
    policy = re.search(r'content-security-policy" content="([^"]+)"', page)[1]
    own = ("index.html", "workbench.js", "workbench.css", "finder.css", "runtime/worker.js")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe-inline" not in policy
    assert "http" not in policy
    assert not any("://" in (folder / name).read_text("utf-8") for name in own)


def test_an_earlier_workbench_is_replaced_and_nothing_else(tmp_path, runtime, capsys):
    _, folder = make(tmp_path, runtime, "--at", "2026-11-28T12:00Z")
    before = (folder / "export.json").read_bytes()
    make(tmp_path, runtime, "--at", "2026-11-28T12:00Z", "--json")

    manifest = json.loads(before)
    printed = json.loads(capsys.readouterr().out.partition("it.\n")[2])
    assert (folder / "export.json").read_bytes() == before
    assert (manifest["takeaction"], manifest["packs"]) == ("workbench", [])
    for name, digest in manifest["files"].items():
        assert digest == f"sha256:{sha256((folder / name).read_bytes()).hexdigest()}"
    assert printed["files"] == len(manifest["files"]) + 1

    (folder / "mine.txt").write_text("mine", "utf-8")
    assert make(tmp_path, runtime)[0] == 2
    assert (folder / "mine.txt").exists()


def test_a_runtime_without_readers_of_workbooks_is_enough(tmp_path, runtime, capsys):
    (runtime / "openpyxl-1.0-py3-none-any.whl").unlink()

    assert make(tmp_path, runtime)[0] == 0
    assert "asks people to save a workbook as CSV" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize(
    ("missing", "problem"),
    [
        ("pyodide.mjs", "The runtime has no pyodide.mjs"),
        ("attrs-1.0-py3-none-any.whl", "The runtime has no wheel of attrs"),
        (None, "cannot be read: No such file or directory."),
    ],
)
def test_a_folder_that_is_no_runtime_is_refused(tmp_path, runtime, capsys, missing, problem):
    (runtime / (missing or "README.md")).unlink()

    code, folder = make(tmp_path, runtime if missing else tmp_path / "elsewhere")

    assert code == 2
    assert problem in " ".join(capsys.readouterr().err.split())
    assert not folder.exists()


def test_without_a_runtime_the_call_says_how_to_make_one(tmp_path, capsys):
    assert main(["pack", "workbench", "-o", str(tmp_path / "bench")]) == 2

    said = " ".join(capsys.readouterr().err.split())
    assert "npm package pyodide" in said
    assert "pip download" in said
    assert "openpyxl" in said
