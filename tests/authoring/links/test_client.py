"""An address is checked within limits, and only on the open web."""

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

from takeaction.authoring.links import (
    AddressResult,
    AddressState,
    Client,
    RequestLimits,
    connect_to_address,
    is_public,
    resolve_host,
    tls_context,
)

URL = "https://example.org/"


def response(status, *headers):
    lines = [f"HTTP/1.1 {status} Whatever", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1")


def endless(start, part):
    def parts():
        yield start
        while True:
            yield part

    return parts


# The states


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (200, AddressState.OK),
        (204, AddressState.OK),
        (404, AddressState.GONE),
        (410, AddressState.GONE),
        (304, AddressState.ERROR),
        (401, AddressState.ERROR),
        (429, AddressState.ERROR),
        (500, AddressState.ERROR),
        (503, AddressState.ERROR),
        (999, AddressState.ERROR),
    ],
)
def test_a_status_gives_the_state_of_an_address(web, status, state):
    # Only 404 and 410 mean that a page is gone; any other failure may pass.
    web.pages["*"] = response(status)

    result = web.client().check(URL)

    why = "" if state is AddressState.OK else f"it answers {status}"
    assert result == AddressResult(state, status, why=why)


def test_only_the_head_of_a_page_is_requested(web):
    web.client().check("https://example.org/a?b=c#d")

    (head,) = web.heads
    lines = head.split("\r\n")
    assert lines[0] == "HEAD /a?b=c HTTP/1.1"
    assert {line.partition(":")[0] for line in lines[1:-2]} == {
        *("Host", "User-Agent", "Accept", "Connection"),
    }
    assert "\r\nHost: example.org\r\n" in head
    assert "\r\nUser-Agent: takeaction/" in head


@pytest.mark.parametrize("status", [403, 404, 405, 410, 501])
def test_a_refused_head_request_is_repeated_as_get(web, status):
    web.pages["HEAD example.org/"] = response(status)

    result = web.client().check(URL)

    assert result == AddressResult(AddressState.OK, 200)
    assert web.requests == ["HEAD example.org/", "GET example.org/"]


def test_interim_responses_are_skipped(web):
    web.pages["*"] = response(103, "Link: </x>") + response(102) + response(404)

    assert web.client().check(URL).state is AddressState.GONE


def test_a_response_in_small_parts_is_put_together(web):
    page = b"HTTP/1.0 301\nlocation:\t/b \n\n"
    web.pages["example.org/"] = lambda: (bytes([byte]) for byte in page)

    assert web.client().check(URL) == AddressResult(
        AddressState.MOVED, 200, "https://example.org/b"
    )


# Redirects


@pytest.mark.parametrize("status", [301, 308])
def test_a_permanent_redirect_gives_the_new_address(web, status):
    web.pages["example.org/"] = response(status, "Location: //example.com/n\xc3\xa9w#part")

    result = web.client().check(URL)

    assert result == AddressResult(AddressState.MOVED, 200, "https://example.com/n%C3%A9w")
    assert web.requests == ["HEAD example.org/", "HEAD example.com/n%C3%A9w"]


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_temporary_redirect_does_not_move_an_address(web, status):
    web.pages["example.org/"] = response(status, "Location: /today")

    assert web.client().check(URL) == AddressResult(AddressState.OK, 200)


def test_a_permanent_move_ends_at_the_first_temporary_redirect(web):
    web.pages["example.org/"] = response(301, "Location: /a")
    web.pages["example.org/a"] = response(308, "Location: /b")
    web.pages["example.org/b"] = response(302, "Location: /c")
    web.pages["example.org/c"] = response(301, "Location: /d")

    assert web.client().check(URL) == AddressResult(
        AddressState.MOVED, 200, "https://example.org/b"
    )


def test_a_redirect_to_a_missing_page_is_gone(web):
    web.pages["example.org/"] = response(301, "Location: /gone")
    web.pages["example.org/gone"] = response(404)

    why = 'it redirects to "/gone": it answers 404'
    assert web.client().check(URL) == AddressResult(AddressState.GONE, 404, why=why)


def test_a_page_that_redirects_to_itself_ends(web):
    web.pages["*"] = response(301, "Location: /")

    result = web.client().check(URL)

    assert result.state is AddressState.ERROR
    assert result.why == 'it redirects to "/": it redirects more than 5 times'
    assert len(web.requests) == 6


def test_a_redirect_without_an_address_is_an_error(web):
    # The status says redirect, but there is no target.
    web.pages["*"] = response(301, "Location:")

    assert web.client().check(URL) == AddressResult(AddressState.ERROR, 301, why="it answers 301")


def test_http_may_redirect_to_https(web):
    web.pages["example.org/"] = response(301, "Location: https://example.com/")

    result = web.client().check("http://example.org/")

    assert result == AddressResult(AddressState.MOVED, 200, "https://example.com/")
    assert web.secured == ["example.com"]
    assert [port for _, port in web.dialled] == [80, 443]


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("http://example.org/", "http, not https, so others can change the page"),
        ("https://internal.example/", '"internal.example" is at 10.0.0.1, not on the open web'),
        ("https://169.254.169.254/", '"169.254.169.254" is at 169.254.169.254, not on the ope'),
        ("https://[::1]/", '"::1" is at ::1, not on the open web'),
        ("https://[::ffff:127.0.0.1]/", '"::ffff:127.0.0.1" is at ::ffff:127.0.0.1, not on the'),
        ("https://example.org:22/", "only ports 80 and 443 are checked, not 22"),
        ("https://a:b@example.org/", "it hides its host behind an @"),
        ("file:///etc/passwd", 'only http and https are checked, not "file"'),
        ("gopher://example.org/", 'only http and https are checked, not "gopher"'),
        ("/a\x1b[2J", "it has characters that no address may have"),
        ("/a\x00b", "it has characters that no address may have"),
        ("\\\\internal\\x", "it has characters that no address may have"),
        ("/" + "x" * 20_000, "it is longer than 2,000 characters"),
    ],
    ids=lambda value: value[:24] if value.isprintable() else ascii(value[:3]),
)
def test_a_redirect_must_follow_the_same_rules(web, location, why):
    web.names["internal.example"] = ["10.0.0.1"]
    web.pages["example.org/"] = response(302, f"Location: {location}")

    result = web.client().check(URL)

    assert result.state is AddressState.REFUSED
    assert result.why.startswith('it redirects to "')
    assert f'": {why}' in result.why
    assert result.why.isprintable()
    assert len(result.why) < 250
    assert web.requests == ["HEAD example.org/"]


def test_nothing_behind_a_line_break_is_part_of_a_redirect(web):
    web.pages["example.org/"] = response(302, "Location: /a\rX: b")

    assert web.client().check(URL) == AddressResult(AddressState.OK, 200)
    assert web.requests == ["HEAD example.org/", "HEAD example.org/a"]
    assert "X: b" not in "".join(web.heads)


# Hosts


@pytest.mark.parametrize(
    "ips",
    [
        *(["10.1.2.3"], ["127.0.0.1"], ["::1"], ["fc00::1"], ["fe80::1%2"], ["169.254.169.254"]),
        *(["::ffff:192.168.0.1"], ["2002:7f00:1::"], ["64:ff9b::10.0.0.1"], ["nonsense"]),
        *(["1.2.3.4", "10.0.0.1"], ["2606:4700::1", "::1"]),
    ],
    ids=" and ".join,
)
def test_a_host_with_an_ip_that_is_not_public_is_refused(web, ips):
    web.names["example.org"] = ips

    result = web.client().check(URL)

    why = f'"example.org" is at {ips[-1]}, not on the open web'
    assert result == AddressResult(AddressState.REFUSED, why=why)
    assert web.dialled == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.ip_addresses().map(str), max_size=3))
def test_no_request_goes_to_an_ip_that_is_not_public(ips):
    connections = []

    def connect(*where):
        connections.append(where[:2])
        raise OSError

    Client(resolve=lambda *_: ips, connect=connect).check(URL)

    asked = ips if all(map(is_public, ips)) else []
    assert connections == [(ip, 443) for ip in asked]


@pytest.mark.parametrize(
    "url",
    ["https://example.org:22/", "https://a@example.org/", "file:///etc/passwd", "mailto:a@b.c", ""],
)
def test_an_address_of_another_form_is_not_looked_up(web, url):
    assert web.client().check(url).state is AddressState.REFUSED
    assert (web.looked_up, web.dialled) == ([], [])


def test_a_host_is_looked_up_only_once(web):
    client = web.client()
    assert client.check(URL).state is AddressState.OK
    web.names["example.org"] = ["127.0.0.1"]

    assert client.check(URL + "again").state is AddressState.OK
    assert web.looked_up == ["example.org"]
    assert {ip for ip, _ in web.dialled} == {"1.2.3.4"}


def test_the_next_ip_is_tried_if_one_does_not_answer(web):
    web.names["example.org"] = [f"1.1.1.{last}" for last in range(1, 7)]
    tried = []

    def connect(ip, port, seconds):
        tried.append((ip, round(seconds)))
        if ip != "1.1.1.2":
            raise OSError(errno.ECONNREFUSED, "Connection refused")
        return web.connect(ip, port, seconds)

    assert web.client(connect=connect, seconds=100).check(URL).state is AddressState.OK
    assert tried == [("1.1.1.1", 25), ("1.1.1.2", 33)]

    del web.names["example.org"][1]
    result = web.client(connect=connect).check(URL)
    assert result == AddressResult(AddressState.UNREACHABLE, why="Connection refused")
    assert len(tried) == 6


def test_an_unknown_host_is_unreachable(web):
    web.names["example.org"] = OSError('there is no host called "example.org"')
    web.names["example.com"] = []
    client = web.client()

    why = 'there is no host called "example.org"'
    assert client.check(URL) == AddressResult(AddressState.UNREACHABLE, why=why)
    assert client.check(URL + "again") == AddressResult(AddressState.UNREACHABLE, why=why)
    why = "its host has no IP address"
    assert client.check("https://example.com/") == AddressResult(AddressState.UNREACHABLE, why=why)
    assert web.looked_up == ["example.org", "example.com"]


# Limits


def test_an_endless_page_is_not_read(web):
    web.pages["*"] = endless(response(200), b"x" * 10_000)

    assert web.client().check(URL).state is AddressState.OK


@pytest.mark.parametrize(
    ("start", "part", "why"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n", "got more than 100 headers"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"y", "its headers have more than 32,768 bytes"),
        (b"HTTP/1.1 200 ", b"y", "its headers have more than 32,768 bytes"),
        (b"", b"y", "its headers have more than 32,768 bytes"),
        (b"", response(100), "its headers have more than 32,768 bytes"),
        (b"", response(103), "its headers have more than 32,768 bytes"),
    ],
    ids=["headers", "one-header", "status", "no-http", "interim-answers", "early-hints"],
)
def test_endless_headers_are_read_only_up_to_the_limit(web, start, part, why):
    web.pages["*"] = endless(start, part * (4_096 // len(part)))

    assert web.client().check(URL) == AddressResult(AddressState.ERROR, why=why)


@pytest.mark.parametrize(
    "page",
    [
        *(b"SSH-2.0-OpenSSH_9.9\r\n\r\n", b"\x16\x03\x01\x00\r\n\r\n", b"HTTP/2 200\r\n\r\n"),
        *(b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 2000\r\n\r\n", b"HTTP/1.1\r\n\r\n"),
        *(b"<html>\n", "HTTP/1.1 ٢٠٠ OK\r\n\r\n".encode()),
    ],
    ids=repr,
)
def test_an_answer_that_is_not_http_is_an_error(web, page):
    # Garbage is reported, but none of it is shown.
    web.pages["*"] = page

    assert web.client().check(URL) == AddressResult(
        AddressState.ERROR, why="its answer is not HTTP"
    )


@pytest.mark.parametrize("page", [b"HTTP/1.1 200 OK\r\nX: y", b"HTT", b"<html>", lambda: ()])
def test_an_answer_that_breaks_off_is_an_error(web, page):
    web.pages["*"] = page

    why = "its answer breaks off"
    assert web.client().check(URL) == AddressResult(AddressState.ERROR, why=why)


def test_a_slow_drip_ends_in_time(web):
    def drip():
        for byte in itertools.cycle(b"HTTP/1.1 200 OK\r\n"):
            time.sleep(0.02)
            yield bytes([byte])

    web.pages["*"] = drip
    start = time.monotonic()

    result = web.client(seconds=0.3).check(URL)

    assert result == AddressResult(AddressState.UNREACHABLE, why="no answer within 0.3 seconds")
    assert time.monotonic() - start < 3


def test_redirects_do_not_add_time(web):
    web.pages["*"] = response(302, "Location: /again")
    now = iter(range(0, 1_000, 4))

    result = web.client(clock=lambda: next(now), seconds=60).check(URL)

    assert result.state is AddressState.UNREACHABLE
    assert result.why == 'it redirects to "/again": no answer within 60 seconds'
    assert len(web.requests) < 6


def test_a_host_has_a_pause_between_two_requests(web):
    waited = []
    now = [0.0]

    def sleep(seconds):
        waited.append(seconds)
        now[0] += seconds

    web.pages["example.org/"] = response(405)
    web.pages["GET example.org/"] = response(302, "Location: https://example.com/")
    client = web.client(pause=7, clock=lambda: now[0], sleep=sleep)

    assert client.check(URL) == AddressResult(AddressState.OK, 200)
    assert waited == [7]
    now[0] += 2
    assert client.check("https://example.com/b") == AddressResult(AddressState.OK, 200)
    assert waited == [7, 5]


def test_the_default_limits_are_small():
    assert RequestLimits() == RequestLimits(seconds=10, pause=1, redirects=5, head_bytes=32_768)


def test_the_environment_changes_nothing(web, monkeypatch):
    for name in ("http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    monkeypatch.setenv("SSLKEYLOGFILE", "/nowhere/keys")

    assert web.client().check(URL).state is AddressState.OK
    assert web.dialled == [("1.2.3.4", 443)]
    assert tls_context().keylog_filename is None


# Real sockets


@pytest.fixture
def listener():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def test_a_connection_goes_to_an_ip_address(listener):
    with connect_to_address(*listener.getsockname(), 3) as stream:
        assert stream.getpeername() == listener.getsockname()
        assert stream.gettimeout() == 3


@pytest.mark.parametrize("ip", ["127.0.0.1", "::1"])
def test_a_connection_that_fails_is_closed(ip):
    # Nobody listens there; a socket left open would fail this test.
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    with pytest.raises(OSError, match=r".+"):
        connect_to_address(ip, port, 3)


def test_a_name_is_looked_up():
    ips = resolve_host("localhost", 10)

    assert set(ips) & {"127.0.0.1", "::1"}
    assert len(set(ips)) == len(ips)


@pytest.mark.parametrize("error", [socket.gaierror(-2, "no"), UnicodeError("label too long")])
def test_an_unknown_host_is_reported_in_our_words(error):
    def look_up(*_, **__):
        raise error

    with pytest.raises(OSError, match=r'^there is no host called "nowhere\.invalid"$'):
        resolve_host("nowhere.invalid", 10, look_up=look_up)


def test_a_silent_name_server_is_given_up():
    over = threading.Event()

    with pytest.raises(TimeoutError):
        resolve_host("slow.example", 0.05, look_up=lambda *_, **__: over.wait(10))

    over.set()


# Certificates


class Secure:
    """A listener with TLS, and a client that trusts its certificate authority."""

    def __init__(self, web, name):
        authority = trustme.CA()
        self.server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(name).configure_cert(self.server)
        self.trusting = tls_context()
        authority.configure_trust(self.trusting)
        self.named = []
        self.server.sni_callback = lambda _, name, __: self.named.append(name)
        self.answer, web.answer = web.answer, self.answer_over_tls

    def answer_over_tls(self, stream):
        try:
            inner = self.server.wrap_socket(stream, server_side=True)
        except OSError:
            stream.close()
        else:
            self.answer(inner)


def test_a_server_proves_its_name(web):
    secure = Secure(web, "example.org")

    result = web.client(context=lambda: secure.trusting).check(URL)

    assert result == AddressResult(AddressState.OK, 200)
    assert secure.named == ["example.org"]
    assert web.dialled == [("1.2.3.4", 443)]


def test_a_server_with_another_name_is_unreachable(web):
    secure = Secure(web, "example.net")

    result = web.client(context=lambda: secure.trusting).check(URL)

    assert result.state is AddressState.UNREACHABLE
    assert result.why.startswith("its certificate is not valid: Hostname mismatch")
    assert web.requests == []


def test_a_server_with_an_untrusted_certificate_is_unreachable(web):
    Secure(web, "example.org")

    result = web.client(context=tls_context).check(URL)

    assert result.state is AddressState.UNREACHABLE
    assert result.why.startswith("its certificate is not valid: ")
    assert web.requests == []


def test_a_server_without_tls_is_unreachable(web):
    result = web.client(context=tls_context, seconds=0.5).check(URL)

    assert result.state is AddressState.UNREACHABLE
    assert result.why.isprintable()
