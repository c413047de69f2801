"""What could steer a terminal, in everything that a command repeats. S58."""

import ast
import io
import json
import sys
import unicodedata
from pathlib import Path

import make
import pytest

import takeaction
from takeaction.cli import main, terminal

STEERING = "\x1b[2J\x9b2J\x07\u202e\u2066\u2028\u2069x"
PACK = make.header("odd")
AT = ("--at", "2026-11-24T15:00Z")


def steers(text):
    unseen = {c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"}}
    return unseen - {"\n", "\t"}


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TAKEACTION_PACKS", "none")

    def call(*words):
        code = main([str(word) for word in words])
        written = capsys.readouterr()
        return code, written.out, written.err

    return call


@pytest.mark.parametrize("as_json", [(), ("--json",)], ids=["text", "json"])
def test_s58_the_version_of_a_package_steers_no_terminal(
    install_pack, monkeypatch, capsys, as_json
):
    version = STEERING.replace("\u2028", "")
    metadata = f"Metadata-Version: 2.1\nName: odd-pack\nVersion: 1.0{version}\n"
    install_pack("odd", METADATA=metadata)
    monkeypatch.setenv("TAKEACTION_PACKS", "")

    main(["packs", *as_json])

    out = capsys.readouterr().out
    assert "1.0" in out
    assert not steers(out)


@pytest.mark.parametrize("as_json", [(), ("--json",)], ids=["text", "json"])
@pytest.mark.parametrize(
    "words",
    [
        ("pack", "new", "kent-help", "--region", "GB", *AT, "--to"),
        ("pack", "schema", "--to"),
        ("pack", "build", "pack", "--output"),
        ("pack", "export", "pack", "--kind", "resource", "--to"),
        ("pack", "import", "lines.csv", "--kind", "resource", "--to"),
        ("pack", "translate", "compile", "pack", "--language", "es", "--output"),
        ("pack", "index", "pack", "--to"),
        ("pack", "check"),
        ("show",),
        ("find-help", "--region"),
        ("lock", "--file"),
        ("no-such-command",),
    ],
    ids=lambda words: "-".join(words[:3]),
)
def test_s58_no_name_of_a_file_or_option_steers_a_terminal(run, tmp_path, words, as_json):
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "pack.toml").write_text(PACK, encoding="utf-8")
    (tmp_path / "lines.csv").write_text("id,name,kind,source.title\na,N,hotline,T\n")

    _, out, err = run(*words, STEERING, *as_json)

    assert out or err
    assert not steers(out + err)


def test_s58_the_name_of_a_file_in_a_pack_steers_no_terminal(run, tmp_path):
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "pack.toml").write_text(PACK, encoding="utf-8")
    (tmp_path / "pack" / f"{STEERING}.toml").write_text("")

    for more in ((), ("--json",)):
        code, out, err = run("pack", "check", "pack", *more)
        assert code == 1
        assert "unknown_file" in out
        assert not steers(out + err)


def test_s58_json_gives_the_value_back_as_it_was(capsys):
    value = [STEERING, "\u200d\u00ad\ufeff\U000e0041 \u05e9\u05dc\u05d5\u05dd \x7f\u2067"]

    terminal.show_json(value)

    out = capsys.readouterr().out
    assert json.loads(out) == value
    assert not steers(out)
    assert "\u05e9" in out


def test_s58_bold_text_stays_bold_and_nothing_else_passes(monkeypatch):
    out = io.StringIO()
    out.isatty = lambda: True
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.delenv("NO_COLOR", raising=False)

    terminal.line("\x1b[2J b\r\x9b", lead="a\x1b[1m")
    terminal.heading("c\u202e", "d\x1b]0;x\x07")

    first, second = out.getvalue().splitlines()
    assert first == "\x1b[1ma\\u001b[1m\x1b[0m \\u001b[2J b\\r\\u009b"
    assert second.startswith("\x1b[1mc\\u202e\x1b[0m ")
    assert second.endswith("\x1b[2md\\u001b]0;x\\u0007\x1b[0m")


def test_only_the_terminal_prints():
    folder = Path(takeaction.__file__).parent
    printing = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Name) and node.id == "print"
    }

    assert printing == {"cli/terminal.py"}
