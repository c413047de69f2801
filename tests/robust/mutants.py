"""Change a little in the code, thousands of times: does a test notice?

mutmut makes the changes. Each is tried in a process of its own, forked when the tests are
collected and none of them has run: so nothing that is made once was made before the change, and
nothing is collected twice. It is tried with each test that runs its function, and first with those
that noticed another change there::

    python tests/robust/mutants.py [--jobs N] [--most SECONDS] [PATTERN ...]

What is known of a change stands in ``mutants/verdicts.tsv`` at once, and another run goes on from
there. Where a change has not been noticed after the most seconds of work, it counts as one that
survived, though a test that comes later might notice it. A folder ``mutants`` that is older than
the code has to be taken away. The order is by chance, always the same: a part of all changes tells
of the whole.
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
"""How much longer than without a change a test may take, and how many seconds beside that."""


def make():
    """Write a copy of the project that holds all changes, and return their names."""
    FOLDER.mkdir(exist_ok=True)
    if not (FOLDER / "src").exists():
        set_mutant_under_test("mutant_generation")
        mutmut.copy_src_dir()
        mutmut.copy_also_copy_files()
        mutmut.create_mutants(1)
    mutmut.setup_source_paths()
    set_mutant_under_test("none")
    found = sorted(FOLDER.glob("src/**/*.meta"))
    return [name for path in found for name in json.loads(path.read_text())["exit_code_by_key"]]


def side_by_side(tasks, work, jobs):
    """Do each task in a process of its own; yield it, how that ended, and what it said."""
    running = {}
    waiting = iter(tasks)
    while True:
        while len(running) < jobs and (task := next(waiting, None)) is not None:
            reads, writes = os.pipe()
            pid = os.fork()
            if pid == 0:
                ended = 3
                try:
                    os.write(writes, work(task).encode())
                    ended = 0
                finally:
                    os._exit(ended)
            os.close(writes)
            running[pid] = task, reads
        if not running:
            return
        pid, status = os.wait()
        task, reads = running.pop(pid)
        with os.fdopen(reads, "rb") as said:
            yield task, os.waitstatus_to_exitcode(status), said.read().decode()


def be_ready():
    """Import and read what every trial would, and what no change is in."""
    import takeaction
    from takeaction.models.word import vocabulary_with

    for name in ("cattrs.gen", "csv", "hashlib", "tomllib", "urllib.parse", "zipfile", "zoneinfo"):
        import_module(name)
    for found in walk_packages(takeaction.__path__, "takeaction."):
        if not found.name.startswith(("takeaction.__main__", "takeaction.authoring")):
            import_module(found.name)
    vocabulary_with([])


def no_longer(seconds):
    """End this process if it works for more seconds from now on, or waits five times as long."""
    most = int(time.process_time() + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(int(5 * seconds) + 1)


def caches():
    """Return the caches of functions of ours: collecting tests fills some before the change."""
    found = gc.get_objects()
    return [
        each for each in found if isinstance(each, CACHE) and "takeaction." in str(each.__module__)
    ]


def function_of(name):
    """Return the function that a change is in."""
    return name.partition("__mutmut_")[0]


def module_of(name):
    """Return the module that a change is in."""
    return name.rpartition(".")[0]


class Trials:
    """Runs the tests once to see which functions each of them runs, and then tries the changes."""

    def __init__(self, names, options, home):
        """Take the names of the changes, what was asked, and a folder for what tests write."""
        self.names, self.jobs, self.most = names, options.jobs, options.most
        self.home = Path(home)
        self.items, self.caches, self.failed = {}, [], False
        self.noticed = defaultdict(Counter)
        for name, verdict in known().items():
            self.note(name, verdict.removeprefix("killed by "))

    def pytest_configure(self):
        """Look at the same examples of a law each time, and at none to find a shorter one."""
        from hypothesis import Phase, settings  # pytest has to be the first to import it

        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("trials", settings.get_profile("same"), phases=phases)
        settings.load_profile("trials")

    def pytest_runtest_logreport(self, report):
        """Note that a test has failed."""
        self.failed = self.failed or report.failed

    def pytest_runtestloop(self, session):
        """Take the place of running the tests."""
        if session.testsfailed:
            return False
        self.items = {item.nodeid: item for item in session.items}
        be_ready()
        self.caches = caches()
        gc.freeze()
        covered = self.covered()
        with VERDICTS.open("a", encoding="utf-8") as file:
            self.try_all(covered, file)
        return True

    def run(self, tests):
        """Run tests, each with its seconds, in this process; return the first that fails, or ""."""
        until = time.process_time() + self.most
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        with tempfile.TemporaryDirectory(dir=self.home) as place:
            chosen = [self.items[test] for test in tests]
            for item, after in zip(chosen, [*chosen[1:], None], strict=True):
                no_longer(SLOWER * tests[item.nodeid] + SECONDS)
                item.config._tmp_path_factory._basetemp = Path(place).resolve()  # noqa: SLF001
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
                if self.failed:
                    return item.nodeid
                if time.process_time() > until:
                    return ""
        return ""

    def look(self, test):
        """Return how many seconds of work a test takes, and which functions it runs."""
        set_mutant_under_test("stats")
        start = time.process_time()
        if self.run({test: 10.0}):
            raise SystemExit(f"without a change, this fails: {test}")
        return "\n".join([str(time.process_time() - start), *state()._stats])  # noqa: SLF001

    def covered(self):
        """Return the tests that run each function, each with its seconds; keep what is known."""
        kept = json.loads(COVERED.read_text()) if COVERED.exists() else {}
        new = [test for test in self.items if test not in kept]
        for test, ended, said in side_by_side(new, self.look, self.jobs):
            if ended:
                raise SystemExit(f"without a change, this fails: {test}")
            kept[test] = said.split("\n")
        COVERED.write_text(json.dumps(kept))
        found = defaultdict(list)
        for test in self.items:
            seconds, *functions = kept[test]
            for function in functions:
                found[function].append((float(seconds), test))
        return found

    def try_one(self, task):
        """Try one change; return the test that notices it, or an empty text."""
        name, tests = task
        set_mutant_under_test(name)
        for each in self.caches:
            each.cache_clear()
        return self.run(tests)

    def note(self, name, test):
        """Remember which test has noticed a change of a function and of its module."""
        self.noticed[function_of(name)][test] += 1
        self.noticed[module_of(name)][test] += 1

    def tasks(self, covered):
        """Return each change with its tests, those first that are likely to notice it soon.

        These are quick, run few functions, and noticed others in the same function or module.
        """
        breadth = Counter(test for tests in covered.values() for _, test in tests)
        for name in self.names:
            found = {test: seconds for seconds, test in covered.get(function_of(name), ())}
            near, far = self.noticed[function_of(name)], self.noticed[module_of(name)]
            hopes = {
                test: (1 + 20 * near[test] + far[test]) / (0.01 + seconds) / breadth[test] ** 0.5
                for test, seconds in found.items()
            }
            yield name, {test: found[test] for test in sorted(found, key=hopes.get, reverse=True)}

    def try_all(self, covered, file):
        """Try every change and note what came of it."""
        start = time.monotonic()
        trials = side_by_side(self.tasks(covered), self.try_one, self.jobs)
        for number, ((name, tests), ended, said) in enumerate(trials, 1):
            if not tests:
                verdict = "no test runs it"
            elif ended in (-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGALRM):
                verdict = "timeout"
            else:
                verdict = f"killed by {said or ended}" if said or ended else "survived"
            file.write(f"{name}\t{verdict}\n")
            file.flush()
            if said:
                self.note(name, said)
            if number % 100 == 0:
                took = time.monotonic() - start
                print(f"{number} of {len(self.names)} in {took:.0f} s", file=sys.__stderr__)


def known():
    """Return what is known of the changes that were tried."""
    lines = VERDICTS.read_text("utf-8").splitlines() if VERDICTS.exists() else []
    return dict(line.split("\t") for line in lines)


def report():
    """Print how many changes of each module were tried, and how many of them a test noticed."""
    counts = defaultdict(Counter)
    for name, verdict in known().items():
        module = module_of(name).removeprefix("takeaction.")
        for of in (module, "all of them"):
            counts[of][verdict.startswith(("killed", "timeout"))] += 1
    for module, found in sorted(counts.items()):
        share = 100 * found[True] / found.total()
        print(f"{module:32}{found.total():6}{found[True]:6}{share:7.1f} %")  # noqa: T201


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--most", type=float, default=1_000)
    parser.add_argument("patterns", nargs="*", default=["*"])
    options = parser.parse_args()
    names = [
        name
        for name in sorted(set(make()) - set(known()))
        if any(fnmatch(name, pattern) for pattern in options.patterns)
    ]
    random.Random(1).shuffle(names)  # noqa: S311 - an order, no secret
    chosen = config()
    arguments = [*chosen.pytest_add_cli_args_test_selection, *chosen.pytest_add_cli_args]
    with tempfile.TemporaryDirectory() as home, chdir(FOLDER):
        trials = Trials(names, options, home)
        pytest.main(["--rootdir=.", "-p", "no:cacheprovider", *arguments], plugins=[trials])
    report()
