"""Mutation tests: make thousands of small changes to the code; a test should notice each one.

mutmut makes the changes. Each is tried in its own process, forked after the tests are collected
and before any has run, so no cached value is older than the change and no collection happens
twice. It is tried with every test that runs its function, starting with those that noticed another
change there::

    python tests/robust/mutants.py [--jobs N] [--seconds SECONDS] [PATTERN ...]

Each verdict is written to ``mutants/verdicts.tsv`` at once, and the next run continues from there.
A change that no test notices within the seconds of CPU time counts as a survivor, though a later
test might notice it. Delete the folder ``mutants`` if it is older than the code. The order is
random but always the same, so the first changes are a fair sample of all.
"""

import argparse
import gc
import json
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from contextlib import chdir
from fnmatch import fnmatch
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import mutmut.__main__ as mutmut
import pytest
from mutmut.configuration import config
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state

FOLDER = Path("mutants").resolve()
VERDICTS = FOLDER / "verdicts.tsv"
COVERED = FOLDER / "covered.json"
CACHE = type(cache(len))
SLOWER, SECONDS = 15, 4
"""The most time of a test: this many times its usual time, plus these seconds."""
USUAL = 0.4
"""The usual seconds of a test that nobody has timed: it gets ten in all, or is left out."""


def make_changes():
    FOLDER.mkdir(exist_ok=True)
    if not (FOLDER / "src").exists():
        set_mutant_under_test("mutant_generation")
        mutmut.copy_src_dir()
        mutmut.copy_also_copy_files()
        mutmut.create_mutants(1)
    mutmut.setup_source_paths()
    set_mutant_under_test("none")
    paths = sorted(FOLDER.glob("src/**/*.meta"))
    return [name for path in paths for name in json.loads(path.read_text())["exit_code_by_key"]]


def side_by_side(tasks, work, jobs):
    """Run each task in its own process; yield the task, its exit code and its output."""
    running = {}
    waiting = iter(tasks)
    while True:
        while len(running) < jobs and (task := next(waiting, None)) is not None:
            reads, writes = os.pipe()
            pid = os.fork()
            if pid == 0:
                code = 3
                try:
                    os.write(writes, work(task).encode())
                    code = 0
                finally:
                    os._exit(code)
            os.close(writes)
            running[pid] = task, reads
        if not running:
            return
        pid, status = os.wait()
        task, reads = running.pop(pid)
        with os.fdopen(reads, "rb") as output:
            yield task, os.waitstatus_to_exitcode(status), output.read().decode()


def warm_up():
    import takeaction
    from takeaction.models.word import vocabulary_with

    for name in ("cattrs.gen", "csv", "hashlib", "tomllib", "urllib.parse", "zipfile", "zoneinfo"):
        import_module(name)
    for module in walk_packages(takeaction.__path__, "takeaction."):
        if not module.name.startswith(("takeaction.__main__", "takeaction.authoring")):
            import_module(module.name)
    vocabulary_with([])


def end_after(seconds):
    """End this process after more seconds of CPU time, or five times as many of waiting."""
    limit = int(time.process_time() + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(int(5 * seconds) + 1)


def caches():
    """Return the caches of our functions: collecting the tests fills some before the change."""
    cached = (item for item in gc.get_objects() if type(item) is CACHE)  # no lazy ones
    return [function for function in cached if "takeaction." in str(function.__module__)]


def function_of(name):
    return name.partition("__mutmut_")[0]


def module_of(name):
    return name.rpartition(".")[0]


class Trials:
    """A pytest plugin that first records the functions of each test, then tries the changes."""

    def __init__(self, names, options, home):
        """Take the names of the changes, the options, and a folder for the files of tests."""
        self.names, self.jobs, self.seconds = names, options.jobs, options.seconds
        self.home = Path(home)
        self.items, self.caches, self.failed = {}, [], False
        self.noticed = defaultdict(Counter)
        for name, verdict in read_verdicts().items():
            self.note(name, verdict.removeprefix("killed by "))

    def pytest_configure(self):
        from hypothesis import Phase, settings  # pytest must import it first

        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("trials", settings.get_profile("same"), phases=phases)
        settings.load_profile("trials")

    def pytest_runtest_logreport(self, report):
        self.failed = self.failed or report.failed

    def pytest_runtestloop(self, session):
        if session.testsfailed:
            return False
        # Limits of time mean little in a process that counts each call.
        untimed = (item for item in session.items if "at_most" not in item.fixturenames)
        self.items = {item.nodeid: item for item in untimed}
        warm_up()
        self.caches = caches()
        gc.freeze()
        covered = self.covered()
        with VERDICTS.open("a", encoding="utf-8") as file:
            self.try_all(covered, file)
        return True

    def run(self, tests):
        """Run tests, given with their seconds, in this process; return the first to fail, or ""."""
        until = time.process_time() + self.seconds
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        with tempfile.TemporaryDirectory(dir=self.home) as folder:
            chosen = [self.items[test] for test in tests]
            for item, after in zip(chosen, [*chosen[1:], None], strict=True):
                end_after(SLOWER * tests[item.nodeid] + SECONDS)
                item.config._tmp_path_factory._basetemp = Path(folder).resolve()  # noqa: SLF001
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
                if self.failed:
                    return item.nodeid
                if time.process_time() > until:
                    return ""
        return ""

    def record(self, test):
        """Return the CPU seconds of a test and the functions that it runs, one a line."""
        set_mutant_under_test("stats")
        start = time.process_time()
        if self.run({test: USUAL}):
            os._exit(1)
        return "\n".join([str(time.process_time() - start), *state()._stats])  # noqa: SLF001

    def covered(self):
        """Return the tests that run each function, with their seconds; record new tests."""
        records = json.loads(COVERED.read_text()) if COVERED.exists() else {}
        new = [test for test in self.items if test not in records]
        for test, code, output in side_by_side(new, self.record, self.jobs):
            if code:  # it can notice nothing, so the score is lower at most
                print(f"left out, since it fails or takes too long: {test}", file=sys.__stderr__)
            records[test] = ["0"] if code else output.split("\n")
            if len(records) % 500 == 0:
                COVERED.write_text(json.dumps(records))
        COVERED.write_text(json.dumps(records))
        tests = defaultdict(list)
        for test in self.items:
            seconds, *functions = records[test]
            for function in functions:
                tests[function].append((float(seconds), test))
        return tests

    def try_one(self, task):
        name, tests = task
        set_mutant_under_test(name)
        for cached in self.caches:
            cached.cache_clear()
        return self.run(tests)

    def note(self, name, test):
        self.noticed[function_of(name)][test] += 1
        self.noticed[module_of(name)][test] += 1

    def tasks(self, covered):
        """Yield each change with its tests, those first that will probably notice it soon.

        These are fast, run few functions, and have noticed changes in the same function or module.
        """
        breadth = Counter(test for tests in covered.values() for _, test in tests)
        for name in self.names:
            times = {test: seconds for seconds, test in covered.get(function_of(name), ())}
            near, far = self.noticed[function_of(name)], self.noticed[module_of(name)]
            chances = {
                test: (1 + 20 * near[test] + far[test]) / (0.01 + seconds) / breadth[test] ** 0.5
                for test, seconds in times.items()
            }
            yield name, {test: times[test] for test in sorted(times, key=chances.get, reverse=True)}

    def try_all(self, covered, file):
        start = time.monotonic()
        trials = side_by_side(self.tasks(covered), self.try_one, self.jobs)
        for number, ((name, tests), code, noticed_by) in enumerate(trials, 1):
            if not tests:
                verdict = "no test runs it"
            elif code in (-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGALRM):
                verdict = "timeout"
            else:
                by = noticed_by or code
                verdict = f"killed by {by}" if by else "survived"
            file.write(f"{name}\t{verdict}\n")
            file.flush()
            if noticed_by:
                self.note(name, noticed_by)
            if number % 100 == 0:
                took = time.monotonic() - start
                print(f"{number} of {len(self.names)} in {took:.0f} s", file=sys.__stderr__)


def read_verdicts():
    lines = VERDICTS.read_text("utf-8").splitlines() if VERDICTS.exists() else []
    return dict(line.split("\t") for line in lines)


def report():
    """Print for each module the changes that were tried, and those that a test noticed."""
    counts = defaultdict(Counter)
    for name, verdict in read_verdicts().items():
        module = module_of(name).removeprefix("takeaction.")
        for scope in (module, "all of them"):
            counts[scope][verdict.startswith(("killed", "timeout"))] += 1
    for module, noticed in sorted(counts.items()):
        share = 100 * noticed[True] / noticed.total()
        print(f"{module:32}{noticed.total():6}{noticed[True]:6}{share:7.1f} %")  # noqa: T201


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=1_000)
    parser.add_argument("patterns", nargs="*", default=["*"])
    options = parser.parse_args()
    names = [
        name
        for name in sorted(set(make_changes()) - set(read_verdicts()))
        if any(fnmatch(name, pattern) for pattern in options.patterns)
    ]
    random.Random(1).shuffle(names)  # noqa: S311 - an order, no secret
    settings = config()
    arguments = [*settings.pytest_add_cli_args_test_selection, *settings.pytest_add_cli_args]
    with tempfile.TemporaryDirectory() as home, chdir(FOLDER):
        trials = Trials(names, options, home)
        pytest.main(["--rootdir=.", "-p", "no:cacheprovider", *arguments], plugins=[trials])
    report()
