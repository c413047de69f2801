"""Shared fixtures: our own packs, a limit on work, installed packs, and a web inside the test."""

import base64
import gc
import hashlib
import json
import socket
import sys
import threading
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import openpyxl  # noqa: F401 - it loads numpy where that is installed, which sets a variable
import pytest
from make import our_catalog

import takeaction
from takeaction.authoring.links import Client, RequestLimits, is_public


@pytest.fixture(scope="session")
def catalog():
    return our_catalog()


@pytest.fixture(autouse=True, scope="module")
def freed():
    """Collect garbage after a module that left much: loading ages it, so it would stay."""
    before = _megabytes()
    yield
    if _megabytes() > before + 100:
        gc.collect()


def _megabytes():
    pages = Path("/proc/self/statm")  # only Linux has it
    return int(pages.read_text().split()[1]) // 256 if pages.exists() else 0


@pytest.fixture
def at_most():
    """Return a context manager that fails the test if its block takes too many CPU seconds.

    Only the CPU time of this process counts, so tests may run in parallel, and what earlier tests
    left in memory is not collected again meanwhile. If coverage traces every line, everything may
    take three times as long.
    """
    slower = 1 if sys.gettrace() is None else 3

    @contextmanager
    def bounded(*, seconds):
        gc.disable()  # freezing instead would make the library count what is frozen
        start = time.process_time()
        try:
            yield
            taken = time.process_time() - start
        finally:
            gc.enable()
        assert taken < seconds * slower

    return bounded


def write_files(folder, files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.fixture
def write(tmp_path):
    """Return a function that writes files into a folder of the test and returns the folder."""

    def make(files, name="pack"):
        return write_files(tmp_path / name, files)

    return make


def record_text(files):
    """Return a RECORD: a line with the hash of each file, given as text or bytes by path."""
    rows = []
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        text = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        rows.append(f"{name},sha256={text},{len(data)}\n")
    return "".join(rows)


@pytest.fixture
def record_of():
    return record_text


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Return a function that makes a distribution look installed to Python.

    It writes the same files as an installer: the files of the distribution, and the folder with
    METADATA, RECORD and entry_points.txt. An editable one also gets direct_url.json and a path to
    its project. *record* lists paths without hashes in place of the files.
    """

    def make(  # noqa: PLR0913 - the parts of a distribution
        name, *, entries, files=(), site="site", record=None, editable=False, **records
    ):
        place = tmp_path / site
        home = tmp_path / "projects" / name / "src" if editable else place
        files = dict(files)
        write_files(home, files)
        rows = {} if editable else files
        info = {
            "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
            "RECORD": record_text(rows)
            if record is None
            else "".join(f"{row},,\n" for row in record),
            "entry_points.txt": "".join(f"[{group}]\n{text}\n" for group, text in entries.items()),
        }
        if record is not None:
            info["RECORD"] = "".join(f"{row},,\n" for row in record)
        if editable:
            origin = {"url": home.parent.as_uri(), "dir_info": {"editable": True}}
            info["direct_url.json"] = json.dumps(origin)
            monkeypatch.syspath_prepend(str(home))
        info |= {key.replace("__", "."): text for key, text in records.items()}
        write_files(place / f"{name.replace('-', '_')}-1.0.dist-info", info)
        monkeypatch.syspath_prepend(str(place))
        return home

    before = set(sys.modules)
    yield make
    for name in set(sys.modules) - before:  # those before are the library's, whatever their place
        if str(getattr(sys.modules[name], "__file__", None)).startswith(str(tmp_path)):
            del sys.modules[name]


GOOD = ("alpha", "bravo", "charlie")


def built(id, *, records=None, **header):
    """Return a ``pack.json`` with one hotline, or with other records."""
    line = {
        "name": f"The line of {id}",
        "kind": "hotline",
        "purposes": ["support"],
        "source": {"title": "A page"},
        "verified": {"method": "called"},
        "contacts": [{"channel": "voice", "dial": "+18885550100", "display": "1-888-555-0100"}],
    }
    defaults = {"id": id, "title": "T", "publisher": "P", "licence": "CC0-1.0", "schema": 1}
    content = {
        "pack": {**defaults, **header},
        "records": {"resource": {"line": line}} if records is None else records,
        "translations": {},
    }
    return json.dumps(content, sort_keys=True)


@pytest.fixture
def install_pack(install):
    """Return a function that installs a built pack as the distribution ``<id>-pack``."""

    def make(id, *, name=None, module=None, files=(), content=None, **options):
        module = module or f"pack_{id.replace('-', '_')}"
        pack_files = {f"{module}/pack.json": content or built(id)}
        pack_files |= {f"{module}/{path}": text for path, text in dict(files).items()}
        entries = {"takeaction.packs": f"{id} = {module}"}
        return install(name or f"{id}-pack", entries=entries, files=pack_files, **options)

    return make


@pytest.fixture
def load_beside(install_pack):
    """Return a function that loads packs next to three good ones and checks these.

    The fixture installs the three. The function takes the ids of more installed packs and the
    options of ``load``, and returns the catalog.
    """
    for id in GOOD:
        install_pack(id, site=f"site-{id}")
    good = takeaction.load(packs=GOOD)
    assert (len(good), good.mistakes) == (3, ())

    def make(*ids, **options):
        catalog = takeaction.load(packs=[*GOOD, *ids], **options)
        for id in GOOD:
            assert catalog.packs[id] == good.packs[id]
            assert catalog.resources[f"{id}:line"] == good.resources[f"{id}:line"]
        assert not {error.where.pack for error in catalog.mistakes} & set(GOOD)
        return catalog

    return make


PUBLIC = "1.2.3.4"


class Web:
    """A web inside the test: one listener on this machine answers for every host.

    Attributes:
        names: The IP addresses of each host, or the error of looking it up. Other hosts have a
            public address, and an IP address has itself.
        pages: The response of each address: bytes, or a function that yields them. ``*`` is for
            all other addresses; ``HEAD `` or ``GET `` in front limits it to that method.
        requests: The method and address of each request.
        heads: The full text of each request.
        dialled: The IP address and port of each connection.
        looked_up: The hosts that were looked up.
        secured: The hosts whose certificates were checked.
    """

    def __init__(self):
        self.names, self.pages = {}, {"*": b"HTTP/1.1 200 OK\r\n\r\n"}
        self.requests, self.heads, self.dialled = [], [], []
        self.looked_up, self.secured = [], []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.threads = [threading.Thread(target=self.listen, daemon=True)]
        self.threads[0].start()
        self.is_open = True

    def client(self, *, seconds=5, pause=0, **options):
        """Return a client that uses only this web; its rules for IP addresses are the real ones."""
        defaults = {"resolve": self.resolve, "connect": self.connect, "context": lambda: self}
        return Client(limits=RequestLimits(seconds=seconds, pause=pause), **{**defaults, **options})

    def resolve(self, host, _):
        self.looked_up.append(host)
        ips = self.names.get(host, [host if host[-1].isdigit() or ":" in host else PUBLIC])
        if isinstance(ips, OSError):
            raise ips
        return ips

    def connect(self, ip, port, seconds):
        assert is_public(ip)
        self.dialled.append((ip, port))
        return socket.create_connection(self.listener.getsockname(), timeout=seconds)

    def wrap_socket(self, stream, *, server_hostname):
        self.secured.append(server_hostname)
        return stream.dup()

    def listen(self):
        while True:
            stream, _ = self.listener.accept()
            if not self.is_open:
                stream.close()
                return
            thread = threading.Thread(target=self.answer, args=(stream,), daemon=True)
            self.threads.append(thread)
            thread.start()

    def answer(self, stream):
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
        self.is_open = False
        socket.create_connection(self.listener.getsockname()).close()
        for thread in self.threads:
            thread.join(10)
        self.listener.close()


@pytest.fixture
def web():
    web = Web()
    yield web
    web.close()
