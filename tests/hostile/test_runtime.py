"""The shared hostile case of a catalog that is read while packs are loaded again and again."""

import os
import signal
import sys
import threading
from datetime import UTC, datetime

import pytest

import takeaction
from takeaction import HelpQuery, PackErrors, Profile, find_help, recommend
from takeaction.models.word import Vocabulary

pytestmark = pytest.mark.heavy

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
ID = "version"
READERS, RELOADS = 8, 1_000
PERSON = Profile(minutes=30, topics=["online-exploitation"])


def files(version):
    source = f'source = {{ title = "v{version}" }}\n'
    return {
        "pack.toml": f'id = "{ID}"\ntitle = "v{version}"\npublisher = "P"\nlicence = "L"\n'
        "schema = 1\n",
        "resources.toml": f'[[resource]]\nid = "referral"\nname = "v{version}"\nkind = "hotline"\n'
        f'regions = ["US"]\npurposes = ["support"]\n{source}verified = {{ method = "called" }}\n'
        '[[resource.contacts]]\nchannel = "voice"\ndial = "+18885550100"\n'
        'display = "1-888-555-0100"\n',
        "actions.toml": f'[[action]]\nid = "act"\ntitle = "v{version}"\nsummary = "v{version}"\n'
        f'steps = ["v{version}", "2", "3"]\nminutes = {{ min = 1, typical = 2, max = 3 }}\n'
        f'cadence = "once"\nmodes = ["solo-online"]\n{source}',
    }


class Host:
    """An app that reads packs again while it answers.

    Attributes:
        catalog: What it answers from; set by one assignment.
        failures: The codes of each time that packs could not be read; they stay as they were.
    """

    def __init__(self, folders):
        self.folders = folders
        self.catalog = self.load(0)
        self.failures = []

    def load(self, number):
        path = self.folders[number % len(self.folders)]
        return takeaction.load(paths=[path], packs=[], on_mistake="raise")

    def reload(self, number):
        try:
            self.catalog = self.load(number)
        except PackErrors as errors:
            self.failures.append([error.code for error in errors.mistakes])


def versions(catalog):
    """Ask several questions of one catalog; return every version that an answer shows."""
    referrals = find_help(catalog, HelpQuery(region="US"), at=AT)
    actions = recommend(catalog, Profile(minutes=30), at=AT)
    return {
        catalog.packs[ID].header.title.source,
        *(str(referral.resource.name) for referral in referrals),
        *(str(each.action.title) for each in actions),
        *(str(each.action.steps[0]) for each in actions),
        *(record.source.title for record in catalog),
    }


def both(*seen):
    return {len(each) for each in seen} == {1}


def forked(holds):
    """Ask in a child process whether something holds; return how it ended, 0 if it does."""
    child = os.fork()
    if child == 0:  # pragma: no cover - in the child
        sys.settrace(None)  # what measures branches has a lock, which a thread may have held
        signal.alarm(60)
        code = 1
        try:
            code = int(not holds())
        finally:
            os._exit(code)
    return os.waitpid(child, 0)[1]


@pytest.fixture
def host(write):
    broken = {**files(3), "actions.toml": "[[action]\n"}
    return Host([write(files(1), "one"), write(files(2), "two"), write(broken, "three")])


def test_s40_readers_see_the_old_catalog_or_the_new_one_while_packs_are_read_again(host):
    seen, wrong, over = set(), [], threading.Event()

    def read():
        try:
            while not over.wait(0.02):  # a reader asks, and then lets others ask
                found = versions(host.catalog)
                assert len(found) == 1
                seen.update(found)
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is wrong
            wrong.append(error)

    readers = [threading.Thread(target=read, daemon=True) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for number in range(RELOADS):
        before = host.catalog
        host.reload(number)
        assert (host.catalog is before) is (number % 3 == 2)
    over.set()
    for reader in readers:
        reader.join(timeout=30)

    assert not any(reader.is_alive() for reader in readers)
    assert wrong == []
    assert seen == {"v1", "v2"}
    assert host.failures == [["parse.syntax"]] * (RELOADS // 3)


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # a fork among threads
def test_s40_a_process_that_is_forked_in_the_middle_answers_and_loads(host):
    over = threading.Event()

    def work():
        number = 0
        while not over.wait(0.001):
            number += 1
            host.reload(number)
            versions(host.catalog)

    workers = [threading.Thread(target=work, daemon=True) for _ in range(2)]
    for worker in workers:
        worker.start()
    codes = [
        forked(lambda: both(versions(host.catalog), versions(host.load(1)))) for _ in range(20)
    ]
    over.set()
    for worker in workers:
        worker.join(timeout=30)

    assert codes == [0] * 20
    assert not any(worker.is_alive() for worker in workers)


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # a fork among threads
def test_s40_a_process_that_is_forked_while_a_first_look_is_prepared_waits_for_no_one(monkeypatch):
    catalog = takeaction.load(packs=[])
    monkeypatch.setattr(catalog.words, "_parts", {})  # the core's words may be prepared already
    begun, over = threading.Event(), threading.Event()
    prepare = Vocabulary._find_parts  # noqa: SLF001 - what is prepared at first use

    def slowly(words):
        if threading.current_thread() is thread:
            begun.set()
            assert over.wait(60)
        return prepare(words)

    monkeypatch.setattr(Vocabulary, "_find_parts", slowly)
    monkeypatch.setattr(catalog.words, "_parts", {})  # the core's own are shared, and known by now
    thread = threading.Thread(target=recommend, args=(catalog, PERSON), kwargs={"at": AT})
    thread.start()
    assert begun.wait(60)
    code = forked(lambda: not recommend(catalog, PERSON, at=AT))
    over.set()
    thread.join(timeout=30)

    assert code == 0
    assert not thread.is_alive()
