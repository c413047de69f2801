"""``takeaction export``: folders of pages and data, and what is never overwritten."""

import json
import sys
from pathlib import Path

import pytest

from takeaction.cli import main
from takeaction.cli.arguments import UsageError
from takeaction.cli.faces import export
from takeaction.cli.files import replace_folder
from takeaction.web.static_site.runtime import Runtime


def manifest(*names, kind="site"):
    return json.dumps({"takeaction": kind, "files": dict.fromkeys(names, "")}).encode()


def written(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def write(path, **files):
    names = {name.replace("_", "."): content for name, content in files.items()}
    every = {**names, "sub/c.txt": b"c"}
    every["export.json"] = manifest(*every)
    replace_folder(path, every, manifest="export.json", kind="site")
    return every


def test_a_folder_is_written_and_replaced(tmp_path):
    place = tmp_path / "out"
    write(place, a_html=b"1", old_html=b"2")

    files = write(place, a_html=b"3")

    assert written(place) == files
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "out").mkdir()

    files = write(tmp_path / "out", a_html=b"1")

    assert written(tmp_path / "out") == files


@pytest.mark.parametrize(
    "found",
    [
        {"mine.txt": b"x"},
        {"export.json": b"{", "mine.txt": b"x"},
        {"export.json": b"[]"},
        {"export.json": manifest(kind="widget")},
        {"export.json": b'{"takeaction": "site"}'},
    ],
    ids=["no-manifest", "broken", "list", "other-kind", "no-files"],
)
def test_a_folder_that_is_no_export_is_never_replaced(tmp_path, found):
    place = tmp_path / "out"
    place.mkdir()
    for name, content in found.items():
        (place / name).write_bytes(content)

    with pytest.raises(UsageError, match="not empty and no earlier export"):
        write(place, a_html=b"1")

    assert written(place) == found


@pytest.mark.parametrize("kind", ["file", "link", "folder-link", "manifest-link"])
def test_what_somebody_put_into_an_export_is_never_lost(tmp_path, kind):
    place, other = tmp_path / "out", tmp_path / "other"
    write(place, a_html=b"1")
    other.mkdir()
    (other / "export.json").write_bytes(manifest("a.html", "sub/c.txt"))
    name = {"file": "CNAME", "manifest-link": "export.json"}.get(kind, "mine")
    if kind == "file":
        (place / "CNAME").write_text("example.org")
    elif kind == "manifest-link":
        (place / "export.json").unlink()
        (place / "export.json").symlink_to(other / "export.json")
    else:
        (place / "mine").symlink_to(other if kind == "folder-link" else other / "export.json")

    with pytest.raises(UsageError):
        write(place, a_html=b"2")

    assert (place / name).exists()
    assert (place / "a.html").read_bytes() == b"1"
    assert (other / "export.json").exists()


def test_a_link_or_a_file_in_its_place_is_refused(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "file").write_text("mine")

    with pytest.raises(UsageError, match="it is a link; name the folder itself"):
        write(tmp_path / "link")
    with pytest.raises(UsageError, match="Not a directory"):
        write(tmp_path / "file")

    assert not list((tmp_path / "real").iterdir())
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("name", ["none/out", "a\0b"], ids=["no-folder", "no-name"])
def test_a_place_that_cannot_be_is_named_with_the_reason(tmp_path, name):
    with pytest.raises(UsageError, match=r"cannot be written: \w"):
        write(tmp_path / name)


def test_an_older_export_comes_back_if_the_new_one_cannot_be_moved(tmp_path, monkeypatch):
    place = tmp_path / "out"
    files = write(place, a_html=b"1")
    rename = Path.rename

    def fail(self, target):
        if self.suffix == ".new":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="Input/output error"):
        write(place, a_html=b"2")

    assert written(place) == files
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


# The commands


def test_a_site_is_written_with_what_the_host_says(takeaction, tmp_path):
    place = tmp_path / "out"
    words = ("--region", "US", "--name", "Harbour Street", "--contact", "Priya, 01632 960 123")

    result = takeaction("export", "site", "-o", place, *words, "--at", "2026-11-24T15:00Z")

    home = (place / "index.html").read_text(encoding="utf-8")
    assert result.code == 0
    assert "MB, are in" in result.out
    assert "no question box" in result.err
    assert "No --contact" not in result.err
    assert all(text in home for text in ("Harbour Street", "Priya", "2026-11-24", "United States"))
    assert (place / "es" / "index.html").exists()


def test_a_site_without_a_contact_says_so(takeaction, tmp_path):
    place = tmp_path / "out"

    result = takeaction("export", "site", "-o", place, "--language", "es", "--json")

    assert json.loads(result.out)["files"] == len(written(place))
    assert "No --contact is given" in result.err
    assert '<html lang="es">' in (place / "index.html").read_text(encoding="utf-8")


def test_a_widget_is_written_with_its_data(takeaction, tmp_path):
    place = tmp_path / "out"

    result = takeaction(
        "export", "widget", "-o", place, "--region", "US", "usa", "--language", "ar"
    )

    assert result.code == 0
    assert set(written(place)) == {
        "take-action.js",
        "index.json",
        "export.json",
        "places/US.json",
    }
    assert list(json.loads((place / "places/US.json").read_bytes())["languages"]) == ["ar"]


def test_a_widget_has_the_languages_of_the_pages_where_none_is_named(takeaction, tmp_path):
    takeaction("export", "widget", "-o", tmp_path / "out")

    index = json.loads((tmp_path / "out" / "index.json").read_bytes())
    assert index["languages"] == ["en", "es", "fr"]


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--base", "help"), "--base takes a path from slash to slash"),
        (("--base", '/"/'), "--base takes a path from slash to slash"),
        (("--language", "ar"), "--language takes the languages of the pages: en, es, fr"),
        (("--region", "Atlantis"), "We don't know that place"),
        (("--runtime", "none", "--lock", "x"), "--runtime does not go with --lock"),
        (("--runtime", "none"), "The folder of --runtime cannot be read"),
        (("--runtime", "."), "The runtime has no pyodide.mjs"),
    ],
    ids=["base", "quote", "language", "region", "lock", "no-runtime", "empty-runtime"],
)
def test_a_wrong_call_writes_nothing(takeaction, tmp_path, monkeypatch, words, problem):
    monkeypatch.chdir(tmp_path)

    result = takeaction("export", "site", "-o", tmp_path / "out", *words)

    assert result.code == 2
    assert problem in result.err
    assert not (tmp_path / "out").exists()


def test_a_machine_without_the_extra_says_what_to_install(takeaction, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "jinja2", None)

    result = takeaction("export", "site", "-o", tmp_path / "out")
    widget = takeaction("export", "widget", "-o", tmp_path / "out")

    assert (result.code, widget.code) == (2, 0)
    assert "install takeaction[web]" in result.err


def test_a_runtime_goes_into_the_folder(tmp_path, monkeypatch, capsys):
    # With it nothing is missing, so nothing is said.
    monkeypatch.setattr(export, "_runtime", lambda *_: Runtime(files={"a.whl": b"1"}))
    words = ["--runtime", ".", "--contact", "Priya", "--region", "GB", "--language", "en"]

    code = main(["export", "site", "-o", str(tmp_path / "out"), *words])

    assert (code, capsys.readouterr().err) == (0, "")
    assert (tmp_path / "out" / "runtime" / "a.whl").exists()
