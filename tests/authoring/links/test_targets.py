"""Only names on the open web are asked: which addresses, and which numbers of machines."""

from ipaddress import IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.authoring.links.targets import NotAskedError, is_public, target_of

# IANA IPv4 and IPv6 Special-Purpose Address Registries, what is not globally reachable, and the
# registries of multicast addresses; written out, so that the rule is not compared with itself.
CLOSED = [
    ip_network(each)
    for each in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
        *(
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
        ),
        *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        *("::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16"),
        *("3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"),
    )
]
NEAR = st.sampled_from(CLOSED).flatmap(lambda net: st.ip_addresses(network=net))
ANY = st.one_of(st.ip_addresses(), NEAR)
FOUR = st.one_of(st.ip_addresses(v=4), NEAR.filter(lambda each: each.version == 4))


def is_closed(number):
    """Tell whether a number is in one of the networks above."""
    return any(number in net for net in CLOSED if net.version == number.version)


@pytest.mark.parametrize(
    "number",
    [
        *("10.0.0.1", "10.255.255.255", "172.16.0.1", "192.168.1.1", "100.64.0.1"),
        *("127.0.0.1", "127.255.255.254", "0.0.0.0", "169.254.169.254", "255.255.255.255"),  # noqa: S104
        *("224.0.0.1", "239.255.255.250", "240.0.0.1", "192.0.2.1", "198.18.0.1"),
        *("::1", "::", "fc00::1", "fdff::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1"),
        *("2001:db8::1", "::10.0.0.1", "::8.8.8.8", "64:ff9b:1::808:808", "4000::1"),
        *("::ffff:10.0.0.1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:224.0.0.1"),
        *(
            "2002:a00:1::",
            "2002:7f00:1::1",
            "2002:808:808::1",
            "64:ff9b::10.0.0.1",
            "64:ff9b::a9fe:a9fe",
        ),
        *("2001:0:808:808::1", "2606:4700::1%1", "::ffff:8.8.8.8%1"),
        *("", "localhost", "010.0.0.1", "127.1", "2130706433", "0x7f.0.0.1", "8.8.8.8 "),
    ],
)
def test_what_is_not_on_the_open_web_is_not_asked(number):
    """Private, of this machine, of this link, kept, for many, hidden in another, or no number."""
    assert not is_public(number)


@pytest.mark.parametrize(
    "number",
    ["1.2.3.4", "8.8.8.8", "2606:4700::1", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_what_is_on_the_open_web_is_asked(number):
    """Also through a translation from IPv6 to IPv4, where what is hidden is public."""
    assert is_public(number)


@given(ANY)
def test_no_number_of_a_closed_network_is_asked(number):
    """The law: what is not global is not asked; nor is what the standard library calls private."""
    if is_public(str(number)):
        assert not is_closed(number)
        assert not number.is_multicast
        assert number.is_global or getattr(number, "ipv4_mapped", None)


@given(FOUR)
def test_a_hidden_number_is_as_public_as_itself(number):
    """A number of IPv4 in one of IPv6, in each of three ways, opens nothing more."""
    inside = int(number)
    mapped, sixtofour, translated = (
        IPv6Address((0xFFFF << 32) | inside),
        IPv6Address((0x2002 << 112) | (inside << 80)),
        IPv6Address((0x64FF9B << 96) | inside),
    )

    assert is_public(str(mapped)) is is_public(str(number))
    assert is_public(str(translated)) is is_public(str(number))
    assert not is_public(str(sixtofour))


@given(st.text(max_size=40))
def test_no_other_text_is_a_number(text):
    """Only what the standard library reads as one number is looked at."""
    try:
        ip_address(text)
    except ValueError:
        assert not is_public(text)


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://Example.ORG:443/a?b=c#d", "https://example.org/a?b=c"),
        ("http://example.org:80/", "http://example.org/"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("https://example.org/é?ü", "https://example.org/%C3%A9?%C3%BC"),
        ("https://example.org/%C3%A9", "https://example.org/%C3%A9"),
        ("https://[2606:4700::1]/", "https://[2606:4700::1]/"),
    ],
)
def test_an_address_is_written_in_ascii(url, asked):
    """The part after # is not sent, and a usual port is not named."""
    assert target_of(url).url == asked


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://example.org:22/", "only ports 80 and 443 are asked, not 22"),
        ("https://example.org:0/", "only ports 80 and 443 are asked, not 0"),
        ("https://user@example.org/", "it hides its host behind an @"),
        ("https://user:word@example.org/", "it hides its host behind an @"),
        ("file:///etc/passwd", 'only http and https are asked, not "file"'),
        ("ftp://example.org/", 'only http and https are asked, not "ftp"'),
        ("javascript:alert(1)", 'only http and https are asked, not "javascript"'),
        ("example.org", 'only http and https are asked, not ""'),
        ("", 'only http and https are asked, not ""'),
        ("https:///x", '"" is no name of a host'),
        ("https://-./", '"-." is no name of a host'),
        ("https://a..b/", '"a..b" is no name of a host'),
        (f"https://{'a' * 64}.org/", f'"{"a" * 59}…" is no name of a host'),
        (f"https://{'a.' * 127}org/", f'"{"a." * 29}a…" is no name of a host'),
        ("https://exämple.org/", '"exämple.org" is no name of a host'),
        ("https://example.org:x/", "it cannot be taken apart"),
        ("https://[::1/", "it cannot be taken apart"),
        ("https://example.org/\ud800", "it cannot be taken apart"),
        ("https://example.org/\r\nX: y", "it holds characters that no address has"),
        ("https://exam\tple.org/", "it holds characters that no address has"),
        ("https://example.org\\@internal/", "it holds characters that no address has"),
        (" https://example.org/", "it holds characters that no address has"),
        ("https://example.org/" + "x" * 2_000, "it is longer than 2,000 characters"),
    ],
)
def test_an_address_of_another_form_is_not_asked(url, why):
    """Another port or scheme, a hidden host, a break: the reason says which."""
    with pytest.raises(NotAskedError) as refused:
        target_of(url)

    assert str(refused.value) == why


@given(st.text(max_size=60), st.sampled_from(["", "https://example.org/a/b"]))
def test_no_text_puts_another_line_into_a_request(text, base):
    """Whatever an address is, what is sent of it is printable ASCII without a blank."""
    try:
        target = target_of(text, base)
    except NotAskedError:
        return

    sent = target.authority + target.path
    assert all("!" <= sign <= "~" for sign in sent)
    assert target.path.startswith("/")
    assert target.port in (80, 443)
