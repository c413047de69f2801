"""One session for each check.

``nox`` runs the gate, as CI does for every change. ``nox -s nightly`` runs everything else that a
change can break, as CI does each night and before a release.
"""

import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nox

nox.needs_version = ">=2026.8.10"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_existing_virtualenvs = True
nox.options.error_on_missing_interpreters = False  # CI=true would turn it on

ROOT = Path(__file__).parent
PYPROJECT = nox.project.load_toml("pyproject.toml")
PACKS = sorted(path.parent for path in ROOT.glob("packs/*/pyproject.toml"))
NEEDED = os.environ.get("NEEDED_PYTHONS", "3.11").split()
SITE = "docs/_build/html"
# The examples of a page build on each other. In order of folders, the long tests are not last.
PARALLEL = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
GATE = ("--hypothesis-profile=gate", "-m", "not heavy and not timed and not late")
WHOLE = ("--hypothesis-profile=nightly",)
CORE = ("assistants", "authoring", "batch", "catalog", "engine", "lock", "models", "packs")
SAFETY = ",".join(
    f"src/takeaction/{part}" for part in ("packs/*", "lock/*", "engine/help/*", "privacy.py")
)
SMOKE = {
    "everybody_can_use_it": (
        "the_first_screen_of_a_phone_has_the_first_number[help-en-DejaVu]",
        "the_first_screen_of_a_phone_has_the_first_number[help-en-Noto]",
        "the_first_screen_of_a_phone_has_the_first_number[answer-en-DejaVu]",
        "a_question_is_asked_and_answered_without_a_mouse[no-script]",
        "a_number_in_arabic_words_is_read_in_the_order_it_is_dialled[help-DejaVu]",
        "an_answer_prints_on_one_page_and_what_is_open_is_printed[DejaVu]",
        "axe_finds_nothing_on_any_page_in_light_or_dark[en]",
    ),
    "leaving": (
        "without_script_it_is_a_plain_link",
        "a_click_leaves_and_back_does_not_return",
        "shift_three_times_shows_how_far_it_is_and_leaves",
    ),
    "nothing_leaves": ("typing_sends_nothing_and_the_answer_repeats_nothing",),
    "steps": (
        "a_calendar_is_downloaded_under_a_plain_name",
        "the_questions_can_be_left_at_the_first_one",
    ),
}
MADE = (
    *("codes", "words", "phrases", "wording", "answer_schemas", "fields", "batch_columns"),
    *("coverage", "picture", "formats"),
)
NIGHTLY = ("lint", "types", "lowest", "cover", "docs", "packs", "browser", "clusters")
SYSTEMS = {"Darwin": "macOS", "Linux": "Linux", "Windows": "Windows"}
PINS = ROOT / "src/takeaction/web/static_site/runtime.txt"  # Python 3.14 for a browser


def starts(version: str) -> bool:
    """Tell whether a Python of this version is on the path and starts, or runs this file."""
    if version == f"{sys.version_info.major}.{sys.version_info.minor}":
        return True  # Windows has no python3.11 on the path
    executable = shutil.which(f"python{version}")
    if executable is None:
        return False
    result = subprocess.run([executable, "-c", ""], check=False, capture_output=True)  # noqa: S603
    return result.returncode == 0


KNOWN = nox.project.python_versions(PYPROJECT)
PYTHONS = [version for version in KNOWN if starts(version)]
LEFT_OUT = [version for version in KNOWN if version not in PYTHONS]
nox.options.sessions = ["lint", "types", f"tests-{PYTHONS[0]}", "smoke"]


def group(name: str) -> list[str]:
    """Return the requirements of a dependency group, without our own packs."""
    requirements = nox.project.dependency_groups(PYPROJECT, name)
    return [item for item in requirements if not item.startswith("takeaction")]


def install(session: nox.Session, *groups: str) -> None:
    """Install the core, all packs and some groups.

    A hook of the core builds the packs, so the core comes first.
    """
    needed = [requirement for name in groups for requirement in group(name)]
    session.install("hatchling>=1.27", "-e", ".", *needed)
    install_packs(session)


def install_packs(session: nox.Session) -> None:
    """Install all packs, editable."""
    packs = [word for pack in PACKS for word in ("-e", str(pack.relative_to(ROOT)))]
    session.install("--no-build-isolation", "--no-deps", *packs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check the format, the layers, and that everything in src has a docstring."""
    session.install(*group("lint"), "-e", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")
    session.run("lint-imports", "--no-cache")  # its cache outlives a renamed module
    session.run("interrogate", "-q", "src")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types as strictly as mypy can, and the public API as hosts see it with pyright."""
    install(session, "types")
    session.run("mypy")
    session.run("python", "-m", "pytest", "tests/typing/checkers.py")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run tests, 20 examples of each law, README and tutorials with all packs installed.

    People wait for it many times a day, so heavy and late tests are left to ``nightly``. Arguments
    of your own choose other tests: ``nox -s tests-3.11 -- -k referral``.
    """
    install(session, "tests")
    session.run("python", "-m", "pytest", *PARALLEL, *(session.posargs or GATE))


@nox.session(python=PYTHONS[:1])
def lowest(session: nox.Session) -> None:
    """Run the tests of the core with the lowest versions of every dependency that we allow."""
    extras = [name for name in PYPROJECT["project"]["optional-dependencies"] if name != "packs"]
    core = f".[{','.join(extras)}]"
    session.install("--resolution", "lowest-direct", "hatchling>=1.27", "-e", core, *group("tests"))
    install_packs(session)
    folders = (f"tests/{name}" for name in CORE)
    session.run("python", "-m", "pytest", *PARALLEL, *GATE, *folders)


@nox.session(python=PYTHONS[:1])
def cover(session: nox.Session) -> None:
    """Cover the branches of src: all of what keeps people safe, 95 in 100 of the rest.

    The examples of each law are the same every time. The broad tests run without it: they repeat
    what others cover.
    """
    install(session, "tests")
    run = ("-m", "pytest", *PARALLEL, "--hypothesis-profile=same")
    session.run("coverage", "erase")
    session.run("coverage", "run", *run, "-m", "not broad and not heavy and not timed")
    session.run("coverage", "combine", "-q")
    session.run("coverage", "report", f"--include={SAFETY}", "--fail-under=100")
    session.run("coverage", "report", f"--omit={SAFETY}", "--fail-under=95")


@nox.session
def nightly(session: nox.Session) -> None:
    """Run everything: all Pythons, lowest versions, coverage, all pages, wheels, clusters."""
    others = [name for system, name in SYSTEMS.items() if system != platform.system()]
    session.log(f"only .github/workflows/nightly.yml tests {' and '.join(others)}")
    if LEFT_OUT:
        session.log(f"not on this machine, so not tested: Python {', '.join(LEFT_OUT)}")
    for name in NIGHTLY:
        session.notify(f"{name}-{PYTHONS[0]}" if name in ("cover", "lowest") else name)
    for python in PYTHONS:  # the newest runs the whole, all others the gate
        session.notify(f"tests-{python}", WHOLE if python == PYTHONS[-1] else GATE)


@nox.session
def smoke(session: nox.Session) -> None:
    """Use the finder in Chromium: danger, help, ask, plan, exit, Arabic, print, no script, axe."""
    install(session, "browser")
    install_chromium(session)
    chosen = [
        f"tests/browser/test_{file}.py::test_{name}"
        for file, names in SMOKE.items()
        for name in names
    ]
    session.run("python", "-m", "pytest", *chosen)


@nox.session
def browser(session: nox.Session) -> None:
    """Use the pages in Chromium as people do, with pictures in ``build/pictures``, and ask Node."""
    install(session, "browser")
    install_chromium(session)
    runtime = runtime_for_a_page(session)
    env = {"TAKEACTION_RUNTIME": str(runtime)} if runtime else {}
    session.install(*group("docs"))
    session.run("sphinx-build", "-q", "-n", "-W", "-b", "html", "docs", SITE, env=env)
    env |= {"TAKEACTION_SITE": str(ROOT / SITE)}
    session.run("python", "-m", "pytest", "tests/browser", *session.posargs, env=env)


@nox.session
def clusters(session: nox.Session) -> None:
    """Run the recipes for Polars, Spark, where Java is, and Ray; Dask is in ``tests``.

    Their requirements are in a file of their own. As a dependency group they would be resolved by
    every ``uv run``, and the first command of the README would download 456 MB of Spark.
    """
    install(session, "tests")
    session.install("-r", "tests/clusters/requirements.txt")
    session.run("python", "-m", "pytest", "tests/clusters", *session.posargs)


def install_chromium(session: nox.Session) -> None:
    """Install Chromium where it is missing: Debian's where that is possible, else Playwright's."""
    if shutil.which("chromium"):
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        session.run("apt-get", "update", "-q", external=True)
        session.run("apt-get", "install", "-qy", "chromium", external=True)
    else:
        session.run("playwright", "install", "--with-deps", "chromium")


def runtime_for_a_page(session: nox.Session) -> Path | None:
    """Return a folder with Pyodide and all wheels; None without Node, whose npm has Pyodide."""
    missing = [name for name in ("node", "npm") if shutil.which(name) is None]
    if missing:
        text = f"{missing[0]} is not on this machine, so neither the question box in a page nor"
        say = session.error if os.environ.get("CI") else session.log
        say(f"{text} Python 3.14 is tested: install Node.js")
        return None
    npm = str(shutil.which("npm"))
    folder = Path(session.create_tmp()).resolve() / "runtime"
    shutil.rmtree(folder, ignore_errors=True)
    session.install("pip", *group("dist"))
    for project in (ROOT, *PACKS):
        session.run(
            "python", "-m", "build", "--no-isolation", "--wheel", "-o", str(folder), str(project)
        )
    download = ("download", "--only-binary=:all:", "--no-deps", "--require-hashes")
    session.run("python", "-m", "pip", *download, "-d", str(folder), "-r", str(PINS))
    pyodide = re.findall(r"^# npm: (\S+)", PINS.read_text(encoding="utf-8"), re.MULTILINE)
    session.run(npm, "install", "--prefix", str(folder.parent), *pyodide, external=True)
    for path in (folder.parent / "node_modules" / "pyodide").iterdir():
        shutil.copy(path, folder)
    return folder


@nox.session
def docs(session: nox.Session) -> None:
    """Build the pages in all languages, without a broken reference, and preview the release notes.

    The session ``browser`` builds them with a Python for the reader's browser, and looks at them.
    """
    install(session, "docs")
    session.run("sphinx-build", "-q", "-n", "-W", "-b", "html", "docs", SITE)
    session.run("towncrier", "build", "--draft", "--version", "next")


@nox.session
def packs(session: nox.Session) -> None:
    """Build the wheels, and query the core without packs, then with each pack alone."""
    dist = Path(session.create_tmp()).resolve()
    for old in dist.glob("*"):
        old.unlink()
    session.install("pip", *group("dist"), ".")
    for project in (ROOT, *PACKS):
        session.run(
            "python", "-m", "build", "--no-isolation", "--wheel", "-o", str(dist), str(project)
        )
    core = next(dist.glob("takeaction-[0-9]*.whl"))
    session.run("check-wheel-contents", str(core))
    session.install("--force-reinstall", "--no-deps", str(core))
    session.chdir(dist)  # away from the checkout, so that the wheels answer
    session.run("takeaction", "packs")
    for pack in PACKS:
        (wheel,) = dist.glob(f"takeaction_pack_{pack.name.replace('-', '_')}-*.whl")
        session.run("takeaction", "pack", "check", wheel.name)
        session.install("--no-deps", wheel.name)
        session.run("takeaction", "pack", "check", pack.name)
        session.run("takeaction", "search", "trafficking", "--limit", "1")
        session.run("python", "-m", "pip", "uninstall", "-qy", f"takeaction-pack-{pack.name}")


@nox.session
def release(session: nox.Session) -> None:
    """Build what a release would publish, twice, and check it as readers get it; publish nothing.

    It leaves ``dist/``, and ``release/`` with the bill of materials, the changelog and the hashes.
    """
    # Another version of it writes other bytes than the build of a release.
    pins = (ROOT / "scripts/release/build.txt").read_text(encoding="utf-8")
    pinned = re.findall(r"^hatchling==\S+", pins, re.MULTILINE)
    session.install("pip", *group("release"), *pinned, ".")
    work = Path(session.create_tmp()).resolve() / "release"
    oldest, newest = PYTHONS[0], PYTHONS[-1]
    versions = ("--oldest", oldest, "--newest", newest)
    session.run("python", "scripts/release", "--work", str(work), *versions)


@nox.session
def quality(session: nox.Session) -> None:
    """Measure the recommendations beside judges, readings and published advice, and each rule."""
    install(session, "tests")
    session.run("python", "tests/quality/measure.py")
    session.run("python", "tests/quality/readings.py")
    session.run("python", "tests/quality/published.py")


@nox.session
def hearing(session: nox.Session) -> None:
    """Measure how well plain words are heard, beside a linear model; no text is printed."""
    install(session)
    session.install("-r", "benchmarks/requirements.txt")
    session.run("python", "tests/hearing/measure.py")


@nox.session
def growth(session: nox.Session) -> None:
    """Count how the work of each question grows, and time loading and the slowest questions."""
    install(session, "tests")
    session.run("python", "-m", "pytest", "-m", "timed")
    session.run("python", "tests/hostile/growth.py")
    session.run("python", "tests/hostile/dearest_questions.py")


@nox.session
def bench(session: nox.Session) -> None:
    """Measure the speed next to peers, and write the figures into the page on performance."""
    install(session)
    session.install("-r", "benchmarks/requirements.txt")
    session.run("python", "benchmarks/report.py", *session.posargs)


@nox.session(name="bench-batch")
def bench_batch(session: nox.Session) -> None:
    """Measure a million people at once, and write the figures into the page on performance."""
    install(session)
    session.install("-r", "benchmarks/requirements.txt")
    session.run("python", "benchmarks/batch_report.py")


@nox.session(python="3.11")
def fuzz(session: nox.Session) -> None:
    """Fuzz each reader of content from strangers: ``nox -s fuzz -- EXECUTIONS [SECONDS]``."""
    install(session)
    session.install("-r", "fuzz/requirements.txt")
    crashes = Path(session.create_tmp()).resolve()
    session.chdir(crashes)  # an input that causes a crash is written here
    for target in sorted(path.name for path in (ROOT / "fuzz" / "corpus").iterdir()):
        limits = session.posargs or ["2000"]
        session.run("python", str(ROOT / "fuzz" / "run.py"), target, *limits)


@nox.session(python="3.11")
def mutants(session: nox.Session) -> None:
    """Make thousands of small changes to the code; a test should notice each of them.

    It takes an hour of CPU time; for a part, run ``nox -s mutants -- --jobs 2 "takeaction.lock*"``.
    """
    install(session, "tests")
    session.install("-r", "tests/robust/requirements.txt")
    session.run("python", "tests/robust/mutants.py", *session.posargs)


@nox.session
def made(session: nox.Session) -> None:
    """Run the scripts that write files from the data and the classes, each after what it needs.

    A test holds each to its source, and says which of these scripts to run.
    """
    install(session, "tests")
    for name in MADE:
        session.run("python", "-P", f"scripts/{name}.py")  # numbers.py hides a module of Python
    session.run("takeaction", "pack", "schema", "--to", "docs/reference/schema", silent=True)
    session.run("python", "scripts/release/surface.py")


@nox.session
def fix(session: nox.Session) -> None:
    """Format the code and fix the rest that tools can fix."""
    session.install(*group("lint"))
    session.run("ruff", "check", "--fix", ".")
    session.run("ruff", "format", ".")


if os.environ.get("CI") and not set(NEEDED) <= set(PYTHONS):
    raise SystemExit(f"CI needs Python {' and '.join(NEEDED)}; here are {', '.join(PYTHONS)}.")
