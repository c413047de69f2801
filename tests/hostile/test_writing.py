"""Commands that write a file, where somebody has put a link. S57."""

from pathlib import Path

import pytest

from takeaction.cli import main

PACKS = Path(__file__).parents[2] / "packs"
HOTLINE = PACKS / "us-hotline" / "src" / "takeaction_pack_us_hotline"
SHEET = """\
id,name,kind,source.title,verified.method
line,A line,hotline,A page,called
"""
COMMANDS = {
    "import": ("pack", "import", "{sheet}", "--kind", "resource", "--to", "{file}.toml"),
    "import-anew": (
        *("pack", "import", "{sheet}", "--kind", "resource", "--to", "{file}.toml", "--replace"),
    ),
    "export": ("pack", "export", HOTLINE, "--kind", "resource", "--to", "{file}.csv"),
    "build": ("pack", "build", HOTLINE, "--output", "{file}.json"),
    "schema": ("pack", "schema", "pack", "--to", "{folder}"),
    "index": ("pack", "index", HOTLINE, "--to", "{folder}"),
    "compile": (
        "pack",
        "translate",
        "compile",
        HOTLINE,
        "--language",
        "es",
        "--output",
        "{file}.mo",
    ),
    "sarif": ("pack", "check", HOTLINE, "--sarif", "{file}.sarif"),
    "calendar": (
        *("plan", "--minutes", "60", "--budget", "600", "--at", "2026-11-24T15:00Z"),
        *("--ics", "{file}.ics"),
    ),
}
WRITTEN = {"schema": "pack.schema.json", "index": "index.json"}
SUFFIX = {"compile": "mo", "calendar": "ics", "export": "csv", "build": "json", "sarif": "sarif"}


@pytest.mark.parametrize("is_dangling", [True, False], ids=["dangling", "leading"])
@pytest.mark.parametrize("command", COMMANDS)
def test_s57_no_command_writes_through_a_link(tmp_path, capsys, command, is_dangling):
    sheet, victim, folder = tmp_path / "lines.csv", tmp_path / "victim", tmp_path / "out"
    sheet.write_text(SHEET)
    folder.mkdir()
    if not is_dangling:
        victim.write_bytes(b"")
    link = folder / WRITTEN.get(command, f"file.{SUFFIX.get(command, 'toml')}")
    link.symlink_to(victim)
    places = {"sheet": sheet, "file": folder / "file", "folder": folder}

    code = main([str(word).format_map(places) for word in COMMANDS[command]])

    told = capsys.readouterr().err
    assert code == 2
    assert str(link)[:50] in told
    assert "it is a link" in told or "already exists" in told
    assert link.is_symlink()
    assert victim.exists() is not is_dangling
    assert is_dangling or victim.read_bytes() == b""


def test_s57_a_new_project_is_not_written_into_a_link(tmp_path, capsys):
    (tmp_path / "real").mkdir()
    (tmp_path / "pack").symlink_to(tmp_path / "real")

    code = main(["pack", "new", "kent-help", "--region", "GB", "--to", str(tmp_path / "pack")])

    assert code == 2
    assert "no file is overwritten" in " ".join(capsys.readouterr().err.split())
    assert list((tmp_path / "real").iterdir()) == []
