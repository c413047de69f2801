"""The finder as a folder: every link leads somewhere, and it answers what the library answers."""

import json
import os
import re
import sys
import tarfile
import zipfile
from datetime import date
from hashlib import sha256
from html import unescape
from io import BytesIO
from pathlib import Path
from posixpath import dirname, join, normpath

import attrs
import pytest
from tests.web.conftest import AT, FORM

import takeaction as ta
from takeaction.models.record import page_name
from takeaction.views.contact_lines import labelled_hours
from takeaction.web import Request, Site, handle
from takeaction.web.static_site import runtime as runtime_of_a_page
from takeaction.web.static_site.pages import Edition, file_of, records_without_page, static_finder
from takeaction.web.static_site.runtime import (
    Runtime,
    RuntimeRefusedError,
    answering,
    answering_from,
    read_runtime,
)

MADE = date(2026, 11, 28)
LIBRARIES = (
    *("attrs", "cattrs", "importlib_resources", "jinja2", "markupsafe", "pluggy"),
    "typing_extensions",
)
PYODIDE = (
    *("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json"),
    "python_stdlib.zip",
)
STDLIB = (
    *("os.py", "pdb.py", "xml/dom/__init__.py", "asyncio/__init__.py"),
    *("encodings/__init__.py", "encodings/utf_8.py", "encodings/big5.py"),
)


@pytest.fixture(scope="module")
def files(catalog, site):
    return static_finder(edition(catalog, site, languages=("en",)))


@pytest.fixture(scope="module")
def small():
    return ta.load(packs=["helplines-europe", "us-hotline", "ilo-indicators", "fair-trade-vendors"])


@pytest.fixture(scope="module")
def few(small, site):
    return static_finder(edition(small, site, regions=("GB", "US-TX", "001")), base="/help/")


def edition(catalog, site, *, languages=("en", "es", "fr"), **options):
    return Edition(
        catalog=catalog, site=attrs.evolve(site, languages=languages), made=MADE, **options
    )


def pages(files):
    return {path: text.decode() for path, text in files.items() if path.endswith(".html")}


def links(html):
    return [unescape(link) for link in re.findall(r' (?:href|src|action)="([^"]*)"', html)]


def numbers(html):
    """Return the numbers of the lines on a page, in order; those in the danger line come first."""
    return re.findall(r' href="(?:tel|sms):([^"]*)"', html)


def test_every_link_leads_to_a_file_or_away(files, few):
    for written in (files, few):
        for path, html in pages(written).items():
            if path == "404.html":
                continue
            for link in links(html):
                if re.match(r"https://|tel:|sms:|mailto:", link):
                    continue
                if link.startswith("#"):
                    assert f'id="{link[1:]}"' in html, (path, link)
                else:
                    assert normpath(join(dirname(path), link)) in written, (path, link)


def test_the_page_for_a_wrong_address_has_links_from_the_root(few):
    # A server shows it at any depth, so its links begin with the path of the finder.
    html = few["404.html"].decode()
    inside = [link for link in links(html) if not re.match(r"https://|tel:|#", link)]

    assert inside
    assert all(link.startswith("/help/") for link in inside)
    assert all(link.removeprefix("/help/") in few for link in inside)
    assert '<meta name="robots" content="noindex">' in html


def test_every_place_has_the_numbers_of_the_library_in_its_order(catalog, files):
    # The law: what the folder says is what ``find_help`` says.
    places = sorted({place for place, _ in catalog.coverage().pairs} - {"001"})
    for place in places:
        help_ = ta.find_help(catalog, ta.HelpQuery(region=place), languages=["en"])
        wanted = [way.contact.dial for way in help_.ways if way.contact.dial]
        emergency = [help_.emergency.dial] if help_.emergency.dial else []

        assert numbers(files[f"place/{place}.html"].decode()) == emergency + wanted


def test_a_place_has_the_lines_of_the_live_page_with_its_hours(small, site, few):
    # The pages have one source; only the hours differ, since a folder is read later.
    live = handle(small, site, Request(path="/help", query="region=US-TX"), AT).body.decode()
    copy = few["place/US-TX.html"].decode()

    assert sorted(numbers(copy)) == sorted(numbers(live))
    assert "Open now" in live
    assert not re.search("(?i)open now|closed now", "".join(pages(few).values()))
    assert "Hours: 24/7" in copy


def test_times_are_not_said_for_a_page_or_an_address(catalog):
    help_ = ta.find_help(catalog, ta.HelpQuery(region="GB"), languages=["en"])
    web = next(each for each in help_.ways if each.contact.channel == "web")
    call = next(each for each in help_.ways if each.contact.channel == "voice")

    assert labelled_hours(web.contact, web.languages) == ""
    assert labelled_hours(call.contact, call.languages) == "hours: unknown; it's fine to try"


def test_no_page_has_a_box_that_does_not_work(files, few):
    for html in (*pages(files).values(), *pages(few).values()):
        assert not re.search("<(form|input|button|select|textarea)", html)
        assert "wasm" not in html


def test_every_page_states_its_policy_and_loads_its_own_files_alone(files):
    for html in pages(files).values():
        assert 'content="default-src &#39;none&#39;; style-src' in html or (
            "content=\"default-src 'none'; style-src 'self'; script-src 'self';" in html
        )
        assert html.index("content-security-policy") < html.index("stylesheet")
        assert len(re.findall("<script", html)) <= 1
        assert "<style" not in html
        assert not re.search(r"<(img|iframe|link|script)[^>]*(href|src)=\"https?:", html)
        assert "noindex" not in html


def test_a_history_of_addresses_says_little(files):
    names = [path for path in files if path.endswith(".html")]
    plain = r"(index|ideas|goods|safety|about)\.html|list/(index|1|2)\.html"

    assert all(
        re.fullmatch(rf"{plain}|place/(index|[A-Z0-9-]+)\.html|record/[0-9a-f]{{32}}\.html", name)
        for name in names
    )


def test_records_have_different_files(catalog):
    names = {file_of(f"/record/{page_name(record.id)}") for record in catalog}

    assert len(names) == len(catalog)


def test_languages_lead_to_each_other(few):
    html = few["es/place/GB.html"].decode()

    assert '<html lang="es">' in html
    assert 'href="../../place/GB.html"' in html
    assert 'href="../../fr/place/GB.html"' in html
    assert 'href="../../finder.css"' in html
    assert numbers(html) == numbers(few["place/GB.html"].decode())


def test_the_signs_are_a_list_to_read(files):
    html = files["list/2.html"].decode()

    assert html.count("<li>") > 20
    assert "One sign alone proves nothing" in html
    assert 'href="../place/index.html"' in html
    assert "list/1.html" not in html


def test_chosen_places_are_the_only_ones(few):
    places = [path for path in few if re.fullmatch("place/.*", path)]

    assert {"place/GB.html", "place/US-TX.html", "place/index.html"} <= set(places)
    assert "place/FR.html" not in few
    assert "<details><summary class" not in few["index.html"].decode()
    assert "United Kingdom" in few["index.html"].decode()


def test_parts_of_a_country_with_lines_of_their_own_are_linked(files):
    assert 'href="BA-SRP.html">' in files["place/BA.html"].decode()


def test_every_page_says_when_it_was_made_and_who_to_turn_to(files, small):
    alone = static_finder(edition(small, Site(), languages=("en",), regions=("GB",)))

    for html in pages(files).values():
        assert "These pages were made on 2026-11-28." in html
        assert "Priya Raman" in html
    assert "No safeguarding contact is set here." in alone["index.html"].decode()
    assert "local look" not in alone["index.html"].decode()


def test_the_same_records_and_day_give_the_same_bytes(small, site, few):
    again = static_finder(edition(small, site, regions=("GB", "US-TX", "001")), base="/help/")

    assert list(few) == sorted(few)
    assert again == few


def test_the_manifest_says_where_everything_comes_from(small, few):
    manifest = json.loads(few["export.json"])

    assert (manifest["takeaction"], manifest["made"]) == ("site", "2026-11-28")
    assert manifest["digest"] == small.digest
    assert {pack["id"] for pack in manifest["packs"]} == set(small.packs)
    assert all(pack["licence"] and pack["publisher"] for pack in manifest["packs"])
    assert manifest["files"] == {
        path: f"sha256:{sha256(content).hexdigest()}"
        for path, content in few.items()
        if path != "export.json"
    }


def test_a_page_weighs_little(files):
    weights = [len(content) for path, content in files.items() if path.startswith("place/")]

    assert sorted(weights)[len(weights) // 2] < 12_000
    assert len(files["index.html"]) < 30_000


# The question box


@pytest.fixture
def runtime_folder(tmp_path, small, monkeypatch):
    monkeypatch.setattr(runtime_of_a_page, "_is_known", lambda *_: True)  # it holds stand-ins
    folder = tmp_path / "runtime"
    folder.mkdir()
    for name in (*PYODIDE, "package.json"):
        (folder / name).write_bytes(b"x" * 100)
    (folder / "pyodide-lock.json").write_text('{"info": {"abi": "1"}, "packages": {"numpy": {}}}')
    zipped(folder / "python_stdlib.zip", *STDLIB)
    packs = {pack.distribution.replace("-", "_"): pack.version for pack in small.packs.values()}
    wheels = {**dict.fromkeys(LIBRARIES, "1.0"), "segno": "1.6.6", "takeaction": "0.1.0", **packs}
    for name, number in wheels.items():
        wheel = folder / f"{name}-{number}-py3-none-any.whl"
        zipped(wheel, f"{name}/__init__.py", f"{name}/fast.so", f"{name}/cli/__init__.py")
    return folder


def zipped(path, *names):
    """Write an archive of files that hold their own names, in a folder of its own too."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.mkdir("folder")
        for name in names:
            archive.writestr(name, name)


def test_a_runtime_is_copied_without_what_it_does_not_need(small, site, runtime_folder):
    runtime = read_runtime(runtime_folder, small, "0.1.0")

    files = static_finder(edition(small, site, languages=("en",), runtime=runtime))

    assert {f"runtime/{name}" for name in PYODIDE} <= set(files)
    assert {"runtime/worker.js", "runtime/wheels.tar.xz", "finder.js"} <= set(files)
    assert not [path for path in files if path.endswith((".whl", "package.json"))]
    settings = json.loads(files["runtime/settings.json"])
    assert settings["digest"] == small.digest
    assert settings["site"]["name"] == "Harbour Street"
    assert "segno-1.6.6-py3-none-any.whl" in settings["wheels"]
    assert len(settings["wheels"]) == len(LIBRARIES) + 2 + len(small.packs)
    home = files["index.html"].decode()
    assert "Load the question box, 1 MB" in home
    assert "script-src &#39;self&#39; &#39;wasm-unsafe-eval&#39;" in home
    assert home.count("<script") == 2
    assert files["about.html"].decode().count("<script") == 1


PINS = Path(runtime_of_a_page.PINS).read_text("utf-8")


def wheel_of(files):
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def is_known(small, name, content, pinned=()):
    return runtime_of_a_page._is_known(name, content, small, pinned)  # noqa: SLF001


def test_a_page_runs_the_bytes_that_were_tried_and_no_others(small):
    tried = sha256(b"tried").hexdigest()

    for name in (*PYODIDE, "attrs-26.1.0-py3-none-any.whl", "tzdata-2026.6-py2.py3-none-any.whl"):
        assert is_known(small, name, b"tried", {tried})
        assert not is_known(small, name, b"other", {tried})
    assert {name for name in PYODIDE if f"  {name} --hash=sha256:" in PINS} == set(PYODIDE)
    assert {f"\n{name.replace('_', '-')}==" in PINS for name in LIBRARIES} == {True}


def test_a_page_runs_the_takeaction_that_is_installed_and_no_other(small):
    name, source = "takeaction-0.1.0-py3-none-any.whl", Path(ta.__file__).read_bytes()
    info = {"takeaction-0.1.0.dist-info/RECORD": b"any"}

    assert is_known(small, name, wheel_of({"takeaction/__init__.py": source, **info}))
    for path, content in {
        "takeaction/__init__.py": source + b"\n",
        "takeaction/another.py": b"",
        "takeaction/../secrets.py": source,
        "sitecustomize.py": b"",
        "attrs/__init__.py": b"",
    }.items():
        assert not is_known(small, name, wheel_of({path: content, **info}))
    with pytest.raises(RuntimeRefusedError, match="be read"):
        is_known(small, name, b"no archive")


def test_a_page_runs_the_packs_that_are_loaded_and_no_others(small):
    name = "takeaction_pack_us_hotline-2026.11.0-py3-none-any.whl"
    pack = attrs.evolve(
        small.packs["us-hotline"], digest=f"sha256:{sha256(b'the pack').hexdigest()}"
    )
    packs = ta.load(packs=[]).packs.__class__({"us-hotline": pack})
    catalog = attrs.evolve(small, packs=packs)
    module = "takeaction_pack_us_hotline"

    assert is_known(catalog, name, wheel_of({f"{module}/pack.json": b"the pack"}))
    assert not is_known(catalog, name, wheel_of({f"{module}/pack.json": b"another pack"}))
    assert not is_known(
        catalog, name, wheel_of({f"{module}/pack.json": b"the pack", "evil.py": b""})
    )
    assert not is_known(catalog, name, wheel_of({}))


def test_other_bytes_in_a_runtime_are_refused_by_name(small, runtime_folder, monkeypatch):
    monkeypatch.undo()

    with pytest.raises(RuntimeRefusedError, match=r"pyodide.mjs .* other bytes than were tried"):
        read_runtime(runtime_folder, small, "0.1.0")


def test_a_page_loads_its_wheels_as_one_archive(small, runtime_folder):
    runtime = read_runtime(runtime_folder, small, "0.1.0")

    with tarfile.open(fileobj=BytesIO(runtime.files["wheels.tar.xz"])) as archive:
        names = archive.getnames()
        text = archive.extractfile("attrs/__init__.py").read()
    assert {"attrs/__init__.py", "attrs/cli/__init__.py", "takeaction/__init__.py"} <= set(names)
    assert not {"takeaction/cli/__init__.py", "attrs/fast.so", "folder", "folder/"} & set(names)
    assert text == b"attrs/__init__.py"
    assert runtime.files == read_runtime(runtime_folder, small, "0.1.0").files


def test_a_page_loads_no_module_that_it_cannot_use(small, runtime_folder):
    runtime = read_runtime(runtime_folder, small, "0.1.0")

    with zipfile.ZipFile(BytesIO(runtime.files["python_stdlib.zip"])) as archive:
        assert archive.testzip() is None
        assert [name for name in archive.namelist() if not name.endswith("/")] == [
            *("os.py", "asyncio/__init__.py", "encodings/__init__.py", "encodings/utf_8.py")
        ]
    lock = json.loads(runtime.files["pyodide-lock.json"])
    assert lock == {"info": {"abi": "1"}, "packages": {}}


def _remove(folder, name):
    (folder / name).unlink()


def _break(folder, name):
    (folder / name).write_bytes(b"[]")


def _link(folder, name):
    (folder / name).unlink()
    (folder / name).symlink_to(folder / "package.json")


def _rename(folder, old, new):
    (folder / old).rename(folder / new)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda folder: _remove(folder, "pyodide.mjs"), "no pyodide.mjs"),
        (lambda folder: _remove(folder, "pyodide.asm.mjs"), "no pyodide.asm.mjs"),
        (lambda folder: _remove(folder, "attrs-1.0-py3-none-any.whl"), "no wheel of attrs"),
        (lambda folder: _link(folder, "pyodide.asm.wasm"), "no regular file"),
        (lambda folder: _break(folder, "attrs-1.0-py3-none-any.whl"), "attrs-1.0.* be read"),
        (lambda folder: _break(folder, "python_stdlib.zip"), "python_stdlib.zip .* be read"),
        (lambda folder: _break(folder, "pyodide-lock.json"), "pyodide-lock.json .* be read"),
        (
            lambda folder: _rename(
                folder, "takeaction-0.1.0-py3-none-any.whl", "takeaction-9-py3-none-any.whl"
            ),
            "another wheel of takeaction",
        ),
    ],
    ids=["loader", "asm", "library", "link", "wheel", "stdlib", "lock", "version"],
)
def test_a_runtime_that_could_not_answer_is_refused(small, runtime_folder, change, problem):
    change(runtime_folder)

    with pytest.raises(RuntimeRefusedError, match=problem):
        read_runtime(runtime_folder, small, "0.1.0")


def test_a_python_without_lzma_says_so(small, runtime_folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "lzma", None)

    with pytest.raises(RuntimeRefusedError, match="This Python has no lzma"):
        read_runtime(runtime_folder, small, "0.1.0")


def test_a_pack_that_is_no_wheel_is_refused(small, runtime_folder):
    # The page could not have it, and would answer from less than its other pages.
    pack = attrs.evolve(small.packs["us-hotline"], distribution=None)
    packs = ta.load(packs=[]).packs.__class__({"us-hotline": pack})

    with pytest.raises(RuntimeRefusedError, match="us-hotline is a folder"):
        read_runtime(runtime_folder, attrs.evolve(small, packs=packs), "0.1.0")


def test_a_question_in_the_page_gets_the_answer_of_the_live_finder(catalog, site):
    settings = {"name": site.name, "contact": None, "country": "GB", "languages": ["en", "es"]}
    answer = answering_from(catalog, settings, now=lambda: AT)
    body = "q=my+boss+has+my+passport&region=GB"
    asked = {"method": "POST", "path": "/answer", "query": "language=en", "body": body}

    in_page = json.loads(answer(json.dumps(asked)))
    home = json.loads(answer(json.dumps({**asked, "method": "GET", "path": "/", "body": ""})))

    request = Request(
        method="POST", path="/answer", query="language=en", headers=FORM, body=body.encode()
    )
    live = handle(catalog, site, request, AT).body.decode()
    assert in_page["kind"] == "text/html; charset=utf-8"
    assert numbers(in_page["body"]) == numbers(live)
    assert "Nothing you type leaves this page" in home["body"]
    assert "No safeguarding contact is set here." in home["body"]


def test_a_page_never_answers_from_other_packs(catalog):
    settings = {"digest": catalog.digest, "site": {"languages": ["en"]}}

    asked = {"method": "GET", "path": "/", "query": "", "body": ""}

    assert "html" in json.loads(answering(json.dumps(settings))(json.dumps(asked)))["kind"]
    with pytest.raises(ValueError, match="not those of the pages"):
        answering(json.dumps({**settings, "digest": "sha256:0"}))


def test_the_scripts_are_small_and_have_no_dependency():
    from takeaction.web import static_site

    folder = os.path.join(os.path.dirname(static_site.__file__), "assets")
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            text = file.read()

        assert len(text) < 6_000
        assert not re.search(r"innerHTML|eval\(|https?://|localStorage|document\.cookie", text)


def test_a_runtime_counts_its_bytes():
    assert Runtime(files={"b": b"12", "a": b"3", "c": b""}).size == 3


# The catalogue


@pytest.fixture(scope="module")
def listed(small, site):
    options = {"regions": ("GB",), "has_catalogue": True}
    return static_finder(edition(small, site, languages=("en", "es"), **options))


def test_every_record_has_a_page_in_every_language(small, listed, few):
    assert records_without_page(small, ("en", "es"), listed) == []
    assert set(records_without_page(small, ("en", "es"), few)) >= set(small.indicators)


def test_a_record_without_a_page_is_named(small, listed):
    path = f"es/{file_of('/record/' + page_name('us-hotline:national-hotline'))}"

    paths = [each for each in listed if each != path]

    assert records_without_page(small, ("en", "es"), paths) == ["us-hotline:national-hotline"]


def test_the_list_of_records_has_them_all_with_their_places(small, listed):
    html = listed["records.html"].decode()
    rows = re.findall(r'<li><a href="record/\w+\.html">', html)

    assert len(rows) == len(small)
    assert f"<bdi>{len(small.indicators)}</bdi>" in html
    assert "Ratings" not in html
    assert 'href="records.html"' in listed["index.html"].decode()
    assert '<span class="soft">United States</span>' in html
    assert "Todas las fichas" in listed["es/records.html"].decode()
    assert "records.js" in listed


def test_pages_without_the_list_have_no_trace_of_it(few):
    assert not [path for path in few if path.endswith(("records.html", "records.js"))]
    assert "records.html" not in few["index.html"].decode()


def test_the_page_of_a_sign_says_that_it_proves_nothing(small, listed):
    indicator = next(iter(small.indicators.values()))
    html = unescape(listed[file_of(f"/record/{page_name(indicator.id)}")].decode())

    assert str(small.packs[indicator.pack].header.caveat.pick(["en"])) in html
