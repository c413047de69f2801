"""Python 3.14 in WebAssembly gives the answers that somebody has read on CPython."""

import json
import os
import runpy
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

import pytest
from tests.browser.conftest import write_files

from takeaction.models.record import page_name
from takeaction.web.static_site.runtime import read_runtime

HERE = Path(__file__).parent
GOLDEN = HERE.parents[1] / "golden"
RUNTIME = Path(os.environ["TAKEACTION_RUNTIME"])
TEXTS = sorted(set(runpy.run_path(str(GOLDEN / "write.py"))["COMMANDS"]) - {"preview-every-key"})
"""The printed answers to read; a preview needs a pack as a folder."""

ANSWERS = """
import json, runpy, sys
import takeaction

write = runpy.run_path("/program/write.py")
catalog = takeaction.load(on_mistake="raise")
json.dumps({
    "version": list(sys.version_info[:2]),
    "platform": sys.platform,
    "digest": catalog.digest,
    "json": {name: write["written"](case(catalog)) for name, case in write["CASES"].items()},
    "txt": {name: write["printed"](write["COMMANDS"][name]) for name in TEXTS},
})
"""
ASKED = {"method": "GET", "query": "language=en", "body": ""}
PERSON = "minutes=30&role=student&skill=writing&region=GB"
REQUESTS = [
    *({**ASKED, "path": path} for path in ("/", "/help", "/actions", "/shop", "/signs", "/about")),
    *(
        {**ASKED, "path": f"/record/{page_name(id)}"}
        for id in ("us-hotline:national-hotline", "goods-risk:tip-th")
    ),
    *(
        {**ASKED, "path": "/help", "query": f"region={place}&language=es"}
        for place in ("GB", "US-TX")
    ),
    *(
        {**ASKED, "method": "POST", "path": path, "body": body}
        for path, body in (
            ("/answer", "q=my+boss+has+my+passport&region=GB"),
            ("/answer", "q=mi+jefe+tiene+mi+pasaporte&region=US"),
            ("/actions", PERSON),
            ("/plan", f"{PERSON}&budget=60"),
            ("/plan.ics", f"{PERSON}&budget=60"),
            ("/shop", "good=coffee"),
            ("/shop", "country=TH"),
            ("/signs", "about=other&person=adult&region=US&step=next"),
        )
    ),
]
"""Requests for every kind of page of the question box."""

SITE = {"name": "Harbour Street", "contact": None, "country": "GB", "languages": ["en", "es"]}
PAGES = """
import json
from datetime import UTC, datetime
from takeaction import load
from takeaction.web.static_site.runtime import answering_from

def pages(catalog):
    moment = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
    answer = answering_from(catalog, SITE, now=lambda: moment)
    return [json.loads(answer(json.dumps(request))) for request in REQUESTS]

json.dumps(pages(load()))
"""


def node():
    path = shutil.which("node")
    assert path, "Node is not on this machine, so Python 3.14 is not tested: install node."
    return path


def run(folder, program, *packed, pyodide=RUNTIME):
    (folder / "main.py").write_text(program, "utf-8")
    done = subprocess.run(  # noqa: S603 - our own script
        [node(), str(HERE / "run.mjs"), str(pyodide), str(folder), *map(str, packed)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4_000:]
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def runtime(catalog):
    return read_runtime(RUNTIME, catalog, version("takeaction"))


@pytest.fixture(scope="module")
def answers(runtime, tmp_path_factory):
    folder = tmp_path_factory.mktemp("answers")
    shutil.copy(GOLDEN / "write.py", folder)
    wheels = [RUNTIME / name for name in runtime.wheels]
    return run(folder, f"TEXTS = {TEXTS!r}\n{ANSWERS}", *wheels)


def test_it_is_python_3_14_in_webassembly_with_our_packs(answers, catalog):
    assert answers["version"] >= [3, 14]
    assert answers["platform"] == "emscripten"
    assert answers["digest"] == catalog.digest


@pytest.mark.parametrize("kind", ["json", "txt"])
def test_the_answers_are_those_that_somebody_has_read(answers, kind):
    for name, text in answers[kind].items():
        assert text == (GOLDEN / f"{name}.{kind}").read_text("utf-8"), name


def test_the_lighter_python_of_a_page_answers_like_cpython(runtime, catalog, tmp_path):
    page = write_files(tmp_path / "page", runtime.files)
    folder = tmp_path / "program"
    folder.mkdir()
    program = f"SITE = {SITE!r}\nREQUESTS = {REQUESTS!r}\n{PAGES}"
    names = {}
    exec(program.rpartition("\n\n")[0], names)  # noqa: S102 - our own program, here on CPython

    responses = run(folder, program, page / "wheels.tar.xz", pyodide=page)

    for request, here, there in zip(REQUESTS, names["pages"](catalog), responses, strict=True):
        assert there == here, request
