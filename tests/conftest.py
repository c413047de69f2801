"""What all tests share: our own packs, a bound of work, and packs that look installed."""

import json
import socket
import sys
import threading
import time
from contextlib import closing, contextmanager, suppress

import pytest

import takeaction
from takeaction.authoring.links.client import Bounds, Client
from takeaction.authoring.links.targets import is_public


@pytest.fixture(scope="session")
def catalog():
    """Return the catalog of the packs that are installed: our own."""
    return takeaction.load()


@pytest.fixture
def at_most():
    """Return a context that fails the test if what stands in it takes too many seconds of work.

    Work of this process counts, not time on the wall, so it may run beside others. Where coverage
    follows each line, everything takes three times as long.
    """
    slower = 1 if sys.gettrace() is None else 3

    @contextmanager
    def bounded(*, seconds):
        start = time.process_time()
        yield
        assert time.process_time() - start < seconds * slower

    return bounded


def written(folder, files):
    """Write files, each text or bytes by its path, and return their folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.fixture
def write(tmp_path):
    """Return a function that writes files into a folder of the test and returns that folder."""

    def make(files, name="pack"):
        return written(tmp_path / name, files)

    return make


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Return a function that makes a distribution that Python takes for an installed one.

    It writes what an installer would: the files, and the folder with METADATA, RECORD and
    entry_points.txt; for an editable one also direct_url.json and a path to its project.
    """

    def make(  # noqa: PLR0913 - what a distribution is made of
        name, *, entries, files=(), site="site", record=None, editable=False, **records
    ):
        place = tmp_path / site
        home = tmp_path / "projects" / name / "src" if editable else place
        files = dict(files)
        written(home, files)
        rows = files if record is None else record
        info = {
            "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
            "RECORD": "".join(f"{row},,\n" for row in ([] if editable else rows)),
            "entry_points.txt": "".join(f"[{group}]\n{text}\n" for group, text in entries.items()),
        }
        if editable:
            origin = {"url": home.parent.as_uri(), "dir_info": {"editable": True}}
            info["direct_url.json"] = json.dumps(origin)
            monkeypatch.syspath_prepend(str(home))
        info |= {key.replace("__", "."): text for key, text in records.items()}
        written(place / f"{name.replace('-', '_')}-1.0.dist-info", info)
        monkeypatch.syspath_prepend(str(place))
        return home

    yield make
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", None)).startswith(str(tmp_path)):
            del sys.modules[name]


GOOD = ("alpha", "bravo", "charlie")


def built(id, *, records=None, **header):
    """Return a pack.json of one hotline, or of other records."""
    line = {
        "name": f"The line of {id}",
        "kind": "hotline",
        "purposes": ["support"],
        "source": {"title": "A page"},
        "verified": {"method": "called"},
        "contacts": [{"channel": "voice", "dial": "+18885550100", "display": "1-888-555-0100"}],
    }
    given = {"id": id, "title": "T", "publisher": "P", "licence": "CC0-1.0", "schema": 1}
    content = {
        "pack": {**given, **header},
        "records": {"resource": {"line": line}} if records is None else records,
        "translations": {},
    }
    return json.dumps(content, sort_keys=True)


@pytest.fixture
def install_pack(install):
    """Return a function that installs a built pack as the distribution ``<id>-pack``."""

    def make(id, *, name=None, module=None, files=(), content=None, **more):
        module = module or f"pack_{id.replace('-', '_')}"
        given = {f"{module}/pack.json": content or built(id)}
        given |= {f"{module}/{path}": text for path, text in dict(files).items()}
        entries = {"takeaction.packs": f"{id} = {module}"}
        return install(name or f"{id}-pack", entries=entries, files=given, **more)

    return make


@pytest.fixture
def load_beside(install_pack):
    """Return a function that loads packs beside three good ones, which stay as they are.

    It installs the three, and takes the ids of further installed packs and what ``load`` takes;
    it returns the catalog.
    """
    for id in GOOD:
        install_pack(id, site=f"site-{id}")
    alone = takeaction.load(packs=GOOD)
    assert (len(alone), alone.mistakes) == (3, ())

    def make(*ids, **options):
        catalog = takeaction.load(packs=[*GOOD, *ids], **options)
        for id in GOOD:
            assert catalog.packs[id] == alone.packs[id]
            assert catalog.resources[f"{id}:line"] == alone.resources[f"{id}:line"]
        assert not {error.where.pack for error in catalog.mistakes} & set(GOOD)
        return catalog

    return make


PUBLIC = "1.2.3.4"


class Web:
    """A web inside the test: what answers is one listener of this machine, whoever is asked.

    Attributes:
        names: The numbers of each name, or the error that looking it up ends with; a name that is
            not here has a public number, and a number is its own.
        pages: What each address answers: bytes, or a function that yields them. ``*`` is for all
            others; a ``HEAD `` before an address is for that method alone.
        requests: What was asked, as method and address.
        heads: The whole requests.
        dialled: The number and port of each connection that was asked for.
        looked_up: Each name that was looked up.
        secured: Each name whose certificate was asked for.
    """

    def __init__(self):
        self.names, self.pages = {}, {"*": b"HTTP/1.1 200 OK\r\n\r\n"}
        self.requests, self.heads, self.dialled = [], [], []
        self.looked_up, self.secured = [], []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.threads = [threading.Thread(target=self.listen, daemon=True)]
        self.threads[0].start()
        self.is_open = True

    def client(self, *, seconds=5, pause=0, **more):
        """Return a client that knows no other network; its rule for numbers is the real one."""
        given = {"resolve": self.resolve, "connect": self.connect, "context": lambda: self}
        return Client(bounds=Bounds(seconds=seconds, pause=pause), **{**given, **more})

    def resolve(self, host, _):
        """Look a name up."""
        self.looked_up.append(host)
        found = self.names.get(host, [host if host[-1].isdigit() or ":" in host else PUBLIC])
        if isinstance(found, OSError):
            raise found
        return found

    def connect(self, number, port, seconds):
        """Connect to the listener."""
        assert is_public(number)
        self.dialled.append((number, port))
        return socket.create_connection(self.listener.getsockname(), timeout=seconds)

    def wrap_socket(self, stream, *, server_hostname):
        """Stand in for TLS."""
        self.secured.append(server_hostname)
        return stream.dup()

    def listen(self):
        """Answer whoever connects."""
        while True:
            stream, _ = self.listener.accept()
            if not self.is_open:
                stream.close()
                return
            thread = threading.Thread(target=self.answer, args=(stream,), daemon=True)
            self.threads.append(thread)
            thread.start()

    def answer(self, stream):
        """Answer one request; whoever asked may have gone."""
        with closing(stream), suppress(OSError):
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                part = stream.recv(4096)
                if not part:
                    return
                head += part
            self.heads.append(head.decode())
            method, path, _ = head.decode().split(" ", 2)
            address = head.decode().split("Host: ")[1].split("\r\n")[0] + path
            self.requests.append(f"{method} {address}")
            page = self.pages.get(f"{method} {address}") or self.pages.get(address)
            page = page or self.pages["*"]
            for part in [page] if isinstance(page, bytes) else page():
                stream.sendall(part)

    def close(self):
        """Listen no more, and wait for all that was begun."""
        self.is_open = False
        socket.create_connection(self.listener.getsockname()).close()
        for thread in self.threads:
            thread.join(10)
        self.listener.close()


@pytest.fixture
def web():
    """Return a web inside the test."""
    web = Web()
    yield web
    web.close()
