"""Threads, forks and spawned processes share a catalog: R15 of the threats."""

import pytest

pytestmark = pytest.mark.heavy

RELOADS = """
from asks import *
import sys, threading

def some(catalog):
    referrals = ta.find_help(catalog, ta.HelpQuery("US"), at=AT).as_json()
    return json.dumps([referrals, ta.recommend(catalog, ta.Profile(minutes=5), at=AT).as_json()])

paths = sys.argv[1:]
usual = {some(ta.load(paths=paths)), some(ta.load())}
assert len(usual) == 2  # with and without the pack by path
current = [ta.load()]
wrong, stop = [], threading.Event()

def read():
    while not stop.is_set():
        try:
            catalog = current[0]
            if catalog.digest not in digests or some(catalog) not in usual:
                wrong.append("torn")
        except BaseException as error:
            wrong.append(repr(error))

digests = {ta.load(paths=paths).digest, current[0].digest}
threads = [threading.Thread(target=read) for _ in range(8)]
for thread in threads:
    thread.start()
failed = 0
for number in range(12):
    try:
        current[0] = ta.load(
            paths=[paths, [], ["nowhere"]][number % 3],
            on_mistake="raise" if number % 3 == 2 else "skip",
        )
    except ta.PackErrors:
        failed += 1
stop.set()
for thread in threads:
    thread.join()
print(json.dumps([sorted(set(wrong)), failed]))
"""


@pytest.fixture(scope="module")
def one_more(tmp_path_factory):
    folder = tmp_path_factory.mktemp("one-more")
    (folder / "pack.toml").write_text(
        'id = "one-more"\ntitle = "T"\npublisher = "P"\nlicence = "L"\nschema = 1\n'
    )
    (folder / "resources.toml").write_text(
        '[[resource]]\nid = "line"\nname = "Trapped: a line"\nkind = "hotline"\n'
        'purposes = ["support"]\nregions = ["US"]\nsource = { title = "A page" }\n'
        'verified = { method = "called" }\n[[resource.contacts]]\nchannel = "voice"\n'
        'dial = "+18885550100"\ndisplay = "1-888-555-0100"\n'
    )
    return folder


def test_readers_see_the_old_catalog_or_the_new_one(run, one_more):
    assert run("-c", RELOADS, one_more).printed == [[], 4]


FORKS = """
from asks import *
import os, sys, threading

usual = answers(ta.load())
catalog = ta.load()
stop = threading.Event()

def busy():
    while not stop.is_set():
        answers(ta.load())

threads = [threading.Thread(target=busy) for _ in range(2)]
for thread in threads:
    thread.start()
codes = []
for number in range(4):
    child = os.fork()
    if not child:
        same = answers(catalog) == usual and answers(ta.load()) == usual
        os._exit(0 if same else 1)
    codes.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
stop.set()
for thread in threads:
    thread.join()
print(json.dumps([codes, answers(catalog) == usual]))
"""


def test_a_fork_in_the_middle_of_loading_answers(run):
    assert run("-c", FORKS, flags=["-W", "ignore::DeprecationWarning"]).printed == [[0] * 4, True]


SPAWNS = """
import json, multiprocessing, sys
from asks import answers, ta

if __name__ == "__main__":
    catalog = ta.load()
    context = multiprocessing.get_context(sys.argv[1])
    with context.Pool(2) as pool:
        results = pool.map(answers, [catalog, catalog])
    print(json.dumps([results[0] == results[1] == answers(catalog), json.loads(results[0])[-1]]))
"""


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_a_catalog_is_handed_to_another_process(run, usual, tmp_path, method):
    script = tmp_path / "spawns.py"
    script.write_text(SPAWNS)

    assert run(script, method).printed == [True, usual[-1]]
