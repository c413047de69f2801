"""One address is asked within bounds, and only on the open web."""

import errno
import itertools
import socket
import ssl
import threading
import time

import pytest
import trustme
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from takeaction.authoring.links.client import (
    Answer,
    Bounds,
    Client,
    State,
    certified,
    connected,
    resolved,
)
from takeaction.authoring.links.targets import is_public

URL = "https://example.org/"


def said(status, *headers):
    """Return the head of an answer."""
    lines = [f"HTTP/1.1 {status} Whatever", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1")


def endless(start, part):
    """Return a page that starts and never ends."""

    def parts():
        yield start
        while True:
            yield part

    return parts


# What an answer means


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (200, State.OK),
        (204, State.OK),
        (404, State.GONE),
        (410, State.GONE),
        (304, State.ERROR),
        (401, State.ERROR),
        (429, State.ERROR),
        (500, State.ERROR),
        (503, State.ERROR),
    ],
)
def test_a_status_says_what_became_of_an_address(web, status, state):
    """Only 404 and 410 say that a page is gone; what may pass is an error."""
    web.pages["*"] = said(status)

    answer = web.client().ask(URL)

    why = "" if state is State.OK else f"it answers {status}"
    assert answer == Answer(state, status, why=why)


def test_only_the_head_of_a_page_is_asked_for(web):
    """The request names the library, and carries no cookie, credential or referrer."""
    web.client().ask("https://example.org/a?b=c#d")

    (head,) = web.heads
    lines = head.split("\r\n")
    assert lines[0] == "HEAD /a?b=c HTTP/1.1"
    assert {line.partition(":")[0] for line in lines[1:-2]} == {
        *("Host", "User-Agent", "Accept", "Connection"),
    }
    assert "\r\nHost: example.org\r\n" in head
    assert "\r\nUser-Agent: takeaction/" in head


@pytest.mark.parametrize("status", [403, 404, 405, 410, 501])
def test_where_a_head_is_refused_the_page_is_asked_for(web, status):
    """Some servers know no HEAD, or say of it that nothing is there."""
    web.pages["HEAD example.org/"] = said(status)

    answer = web.client().ask(URL)

    assert answer == Answer(State.OK, 200)
    assert web.requests == ["HEAD example.org/", "GET example.org/"]


def test_what_comes_before_an_answer_is_passed_over(web):
    """A server may first say that it is still at work."""
    web.pages["*"] = said(103, "Link: </x>") + said(102) + said(404)

    assert web.client().ask(URL).state is State.GONE


def test_an_answer_in_small_parts_is_put_together(web):
    """Lines may end wherever a packet ends, and in a line feed alone."""
    page = b"HTTP/1.0 301\nlocation:\t/b \n\n"
    web.pages["example.org/"] = lambda: (bytes([each]) for each in page)

    assert web.client().ask(URL) == Answer(State.MOVED, 200, "https://example.org/b")


# Where it leads


@pytest.mark.parametrize("status", [301, 308])
def test_what_has_moved_for_good_says_where(web, status):
    """The new address is whole, and in ASCII."""
    web.pages["example.org/"] = said(status, "Location: //example.com/n\xc3\xa9w#part")

    answer = web.client().ask(URL)

    assert answer == Answer(State.MOVED, 200, "https://example.com/n%C3%A9w")
    assert web.requests == ["HEAD example.org/", "HEAD example.com/n%C3%A9w"]


@pytest.mark.parametrize("status", [302, 303, 307])
def test_what_leads_on_for_now_stays_where_it_is(web, status):
    """That a page leads to another today says nothing of tomorrow."""
    web.pages["example.org/"] = said(status, "Location: /today")

    assert web.client().ask(URL) == Answer(State.OK, 200)


def test_a_move_for_good_ends_where_a_passing_one_starts(web):
    """What comes after may be another page the next day."""
    web.pages["example.org/"] = said(301, "Location: /a")
    web.pages["example.org/a"] = said(308, "Location: /b")
    web.pages["example.org/b"] = said(302, "Location: /c")
    web.pages["example.org/c"] = said(301, "Location: /d")

    assert web.client().ask(URL) == Answer(State.MOVED, 200, "https://example.org/b")


def test_what_leads_to_nothing_is_gone(web):
    """The reason says where it leads."""
    web.pages["example.org/"] = said(301, "Location: /gone")
    web.pages["example.org/gone"] = said(404)

    why = 'it leads to "/gone": it answers 404'
    assert web.client().ask(URL) == Answer(State.GONE, 404, why=why)


def test_a_page_that_leads_to_itself_ends(web):
    """It is followed five times."""
    web.pages["*"] = said(301, "Location: /")

    answer = web.client().ask(URL)

    assert answer.state is State.ERROR
    assert answer.why == 'it leads to "/": it leads on more than 5 times'
    assert len(web.requests) == 6


def test_one_that_leads_on_and_does_not_say_where_is_an_error(web):
    """A redirect has an address."""
    web.pages["*"] = said(301, "Location:")

    assert web.client().ask(URL) == Answer(State.ERROR, 301, why="it answers 301")


def test_http_may_lead_to_https(web):
    """Most do."""
    web.pages["example.org/"] = said(301, "Location: https://example.com/")

    answer = web.client().ask("http://example.org/")

    assert answer == Answer(State.MOVED, 200, "https://example.com/")
    assert web.secured == ["example.com"]
    assert [port for _, port in web.dialled] == [80, 443]


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("http://example.org/", "from https to http, where others can change what it says"),
        ("https://internal.example/", '"internal.example" is at 10.0.0.1, not on the open web'),
        ("https://169.254.169.254/", '"169.254.169.254" is at 169.254.169.254, not on the ope'),
        ("https://[::1]/", '"::1" is at ::1, not on the open web'),
        ("https://[::ffff:127.0.0.1]/", '"::ffff:127.0.0.1" is at ::ffff:127.0.0.1, not on the'),
        ("https://example.org:22/", "only ports 80 and 443 are asked, not 22"),
        ("https://a:b@example.org/", "it hides its host behind an @"),
        ("file:///etc/passwd", 'only http and https are asked, not "file"'),
        ("gopher://example.org/", 'only http and https are asked, not "gopher"'),
        ("/a\x1b[2J", "it holds characters that no address has"),
        ("/a\x00b", "it holds characters that no address has"),
        ("/a\rX: b", "it holds characters that no address has"),
        ("\\\\internal\\x", "it holds characters that no address has"),
        ("/" + "x" * 20_000, "it is longer than 2,000 characters"),
    ],
    ids=lambda value: value[:24] if value.isprintable() else ascii(value[:3]),
)
def test_where_it_leads_is_held_to_the_same_rules(web, location, why):
    """A page that leads to a private place, another port, or to http, is not followed."""
    web.names["internal.example"] = ["10.0.0.1"]
    web.pages["example.org/"] = said(302, f"Location: {location}")

    answer = web.client().ask(URL)

    assert answer.state is State.REFUSED
    assert answer.why.startswith('it leads to "')
    assert f'": {why}' in answer.why
    assert answer.why.isprintable()
    assert len(answer.why) < 250
    assert web.requests == ["HEAD example.org/"]


# Whom it asks


@pytest.mark.parametrize(
    "numbers",
    [
        *(["10.1.2.3"], ["127.0.0.1"], ["::1"], ["fc00::1"], ["fe80::1%2"], ["169.254.169.254"]),
        *(["::ffff:192.168.0.1"], ["2002:7f00:1::"], ["64:ff9b::10.0.0.1"], ["nonsense"]),
        *(["1.2.3.4", "10.0.0.1"], ["2606:4700::1", "::1"]),
    ],
    ids=" and ".join,
)
def test_a_name_with_a_number_that_is_not_public_is_refused(web, numbers):
    """One of several is enough; nobody is connected to."""
    web.names["example.org"] = numbers

    answer = web.client().ask(URL)

    why = f'"example.org" is at {numbers[-1]}, not on the open web'
    assert answer == Answer(State.REFUSED, why=why)
    assert web.dialled == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.ip_addresses().map(str), max_size=3))
def test_no_request_is_made_for_what_is_not_public(numbers):
    """Whatever numbers a name has, only public ones are connected to, and all or none."""
    dialled = []

    def connect(*where):
        dialled.append(where[:2])
        raise OSError

    Client(resolve=lambda *_: numbers, connect=connect).ask(URL)

    asked = numbers if all(map(is_public, numbers)) else []
    assert dialled == [(number, 443) for number in asked]


@pytest.mark.parametrize(
    "url",
    ["https://example.org:22/", "https://a@example.org/", "file:///etc/passwd", "mailto:a@b.c", ""],
)
def test_an_address_of_another_form_is_not_even_looked_up(web, url):
    """Another port or scheme, or a hidden host."""
    assert web.client().ask(url).state is State.REFUSED
    assert (web.looked_up, web.dialled) == ([], [])


def test_a_name_is_looked_up_once_and_its_numbers_are_kept(web):
    """A second answer of the name server, such as a private number, comes too late."""
    client = web.client()
    assert client.ask(URL).state is State.OK
    web.names["example.org"] = ["127.0.0.1"]

    assert client.ask(URL + "again").state is State.OK
    assert web.looked_up == ["example.org"]
    assert {number for number, _ in web.dialled} == {"1.2.3.4"}


def test_the_next_number_is_tried_where_one_does_not_answer(web):
    """Each gets its share of the time; four are tried at most."""
    web.names["example.org"] = [f"1.1.1.{last}" for last in range(1, 7)]
    tried = []

    def connect(number, port, seconds):
        tried.append((number, round(seconds)))
        if number != "1.1.1.2":
            raise OSError(errno.ECONNREFUSED, "Connection refused")
        return web.connect(number, port, seconds)

    assert web.client(connect=connect, seconds=100).ask(URL).state is State.OK
    assert tried == [("1.1.1.1", 25), ("1.1.1.2", 33)]

    del web.names["example.org"][1]
    answer = web.client(connect=connect).ask(URL)
    assert answer == Answer(State.UNREACHABLE, why="Connection refused")
    assert len(tried) == 6


def test_a_name_that_stands_for_nothing_is_not_reachable(web):
    """It is looked up once even so."""
    web.names["example.org"] = OSError('no machine is known by the name "example.org"')
    web.names["example.com"] = []
    client = web.client()

    why = 'no machine is known by the name "example.org"'
    assert client.ask(URL) == Answer(State.UNREACHABLE, why=why)
    assert client.ask(URL + "again") == Answer(State.UNREACHABLE, why=why)
    why = "its host stands for no machine"
    assert client.ask("https://example.com/") == Answer(State.UNREACHABLE, why=why)
    assert web.looked_up == ["example.org", "example.com"]


# Bounds


def test_an_endless_page_is_not_read(web):
    """What counts stands in its head."""
    web.pages["*"] = endless(said(200), b"x" * 10_000)

    assert web.client().ask(URL).state is State.OK


@pytest.mark.parametrize(
    ("start", "part"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"y"),
        (b"HTTP/1.1 200 ", b"y"),
        (b"", said(100)),
    ],
    ids=["headers", "one-header", "status", "interim-answers"],
)
def test_an_endless_head_is_read_no_further_than_allowed(web, start, part):
    """Many headers, one that never ends, answers that are none."""
    web.pages["*"] = endless(start, part * (4_096 // len(part)))

    answer = web.client().ask(URL)

    assert answer == Answer(State.ERROR, why="its head has more than 32,768 bytes")


@pytest.mark.parametrize(
    "page",
    [
        *(b"SSH-2.0-OpenSSH_9.9\r\n\r\n", b"\x16\x03\x01\x00\r\n\r\n", b"HTTP/2 200\r\n\r\n"),
        *(b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 999 No\r\n\r\n", b"HTTP/1.1 2000\r\n\r\n"),
        *(b"HTTP/1.1\r\n\r\n", b"<html>", "HTTP/1.1 ٢٠٠ OK\r\n\r\n".encode()),
    ],
    ids=repr,
)
def test_what_is_no_http_is_an_error(web, page):
    """Garbage is told as such, and none of it is shown."""
    web.pages["*"] = page

    assert web.client().ask(URL) == Answer(State.ERROR, why="what it answers is no HTTP")


@pytest.mark.parametrize("page", [b"HTTP/1.1 200 OK\r\nX: y", b"HTT", lambda: ()])
def test_an_answer_that_breaks_off_is_an_error(web, page):
    """Without the end of its head nothing is known."""
    web.pages["*"] = page

    why = "its answer ends before it says anything"
    assert web.client().ask(URL) == Answer(State.ERROR, why=why)


def test_a_slow_drip_ends_in_time(web):
    """Each byte in time is not enough: the whole has a limit."""

    def drip():
        for each in itertools.cycle(b"HTTP/1.1 200 OK\r\n"):
            time.sleep(0.02)
            yield bytes([each])

    web.pages["*"] = drip
    start = time.monotonic()

    answer = web.client(seconds=0.3).ask(URL)

    assert answer == Answer(State.UNREACHABLE, why="no answer within 0.3 seconds")
    assert time.monotonic() - start < 3


def test_where_it_leads_does_not_add_time(web):
    """All that is done for an address is done in its time; nothing is begun when it is over."""
    web.pages["*"] = said(302, "Location: /again")
    now = iter(range(0, 1_000, 4))

    answer = web.client(clock=lambda: next(now), seconds=60).ask(URL)

    assert answer.state is State.UNREACHABLE
    assert answer.why == 'it leads to "/again": no answer within 60 seconds'
    assert len(web.requests) < 6


def test_a_host_has_a_pause_between_two_requests(web):
    """That time is not counted; another host does not wait."""
    waited = []
    now = [0.0]

    def sleep(seconds):
        waited.append(seconds)
        now[0] += seconds

    web.pages["example.org/"] = said(405)
    web.pages["GET example.org/"] = said(302, "Location: https://example.com/")
    client = web.client(pause=7, clock=lambda: now[0], sleep=sleep)

    assert client.ask(URL) == Answer(State.OK, 200)
    assert waited == [7]
    now[0] += 2
    assert client.ask("https://example.com/b") == Answer(State.OK, 200)
    assert waited == [7, 5]


def test_usual_bounds_are_small():
    """What is documented is what is done."""
    assert Bounds() == Bounds(seconds=10, pause=1, redirects=5, head_bytes=32_768)


def test_the_environment_changes_nothing(web, monkeypatch):
    """A proxy that it names is not used, and no keys are written where it says."""
    for name in ("http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    monkeypatch.setenv("SSLKEYLOGFILE", "/nowhere/keys")

    assert web.client().ask(URL).state is State.OK
    assert web.dialled == [("1.2.3.4", 443)]
    assert certified().keylog_filename is None


# The way out itself


@pytest.fixture
def listener():
    """Return a listener of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as made:
        yield made


def test_a_machine_is_connected_to_by_its_number(listener):
    """The connection has its limit of time."""
    with connected(*listener.getsockname(), 3) as stream:
        assert stream.getpeername() == listener.getsockname()
        assert stream.gettimeout() == 3


@pytest.mark.parametrize("number", ["127.0.0.1", "::1"])
def test_a_connection_that_fails_is_closed(number):
    """Nobody listens there; a socket that was left open would fail this test."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    with pytest.raises(OSError, match=r".+"):
        connected(number, port, 3)


def test_a_name_is_looked_up():
    """Each number is given once."""
    numbers = resolved("localhost", 10)

    assert set(numbers) & {"127.0.0.1", "::1"}
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("error", [socket.gaierror(-2, "no"), UnicodeError("label too long")])
def test_a_name_that_nobody_knows_is_told(error):
    """In words of ours: those of the system differ."""

    def look_up(*_, **__):
        raise error

    with pytest.raises(OSError, match=r'^no machine is known by the name "nowhere\.invalid"$'):
        resolved("nowhere.invalid", 10, look_up=look_up)


def test_a_name_server_that_does_not_answer_is_not_waited_for():
    """The system has no limit for that, and we have."""
    over = threading.Event()

    with pytest.raises(TimeoutError):
        resolved("slow.example", 0.05, look_up=lambda *_, **__: over.wait(10))

    over.set()


# Certificates


class Secure:
    """A listener behind TLS, and a client that trusts who signed for it."""

    def __init__(self, web, name):
        authority = trustme.CA()
        self.server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(name).configure_cert(self.server)
        self.trusting = certified()
        authority.configure_trust(self.trusting)
        self.named = []
        self.server.sni_callback = lambda _, name, __: self.named.append(name)
        self.answer, web.answer = web.answer, self.secured

    def secured(self, stream):
        """Answer one request behind TLS."""
        try:
            inner = self.server.wrap_socket(stream, server_side=True)
        except OSError:
            stream.close()
        else:
            self.answer(inner)


def test_a_server_proves_that_it_has_its_name(web):
    """The name is sent with the connection to the number that was checked."""
    secure = Secure(web, "example.org")

    answer = web.client(context=lambda: secure.trusting).ask(URL)

    assert answer == Answer(State.OK, 200)
    assert secure.named == ["example.org"]
    assert web.dialled == [("1.2.3.4", 443)]


def test_a_server_of_another_name_is_not_reachable(web):
    """Nothing is sent to it."""
    secure = Secure(web, "example.net")

    answer = web.client(context=lambda: secure.trusting).ask(URL)

    assert answer.state is State.UNREACHABLE
    assert answer.why.startswith("its certificate does not hold: Hostname mismatch")
    assert web.requests == []


def test_a_server_that_nobody_signed_for_is_not_reachable(web):
    """What the system trusts is trusted, and nobody else."""
    Secure(web, "example.org")

    answer = web.client(context=certified).ask(URL)

    assert answer.state is State.UNREACHABLE
    assert answer.why.startswith("its certificate does not hold: ")
    assert web.requests == []


def test_a_server_that_speaks_no_tls_is_not_reachable(web):
    """It answers in the clear, or hangs up."""
    answer = web.client(context=certified, seconds=0.5).ask(URL)

    assert answer.state is State.UNREACHABLE
    assert answer.why.isprintable()
