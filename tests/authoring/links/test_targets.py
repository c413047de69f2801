"""Only names on the open web are checked: the rules for addresses and for IP addresses."""

from ipaddress import IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.authoring.links import AddressRefusedError, is_public, parse_target

# The blocks that are not globally reachable in the IANA IPv4 and IPv6 Special-Purpose Address
# Registries, and the multicast blocks; written out, so that the rule is not compared with itself.
CLOSED = [
    ip_network(block)
    for block in (
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
NEAR_CLOSED = st.sampled_from(CLOSED).flatmap(lambda block: st.ip_addresses(network=block))
ANY_IP = st.one_of(st.ip_addresses(), NEAR_CLOSED)
ANY_IPV4 = st.one_of(st.ip_addresses(v=4), NEAR_CLOSED.filter(lambda ip: ip.version == 4))


def is_closed(ip):
    return any(ip in block for block in CLOSED if block.version == ip.version)


def test_an_ip_that_is_not_on_the_open_web_is_not_public(subtests):
    for ip in [
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
    ]:
        with subtests.test(str(ip)):
            assert not is_public(ip)


@pytest.mark.parametrize(
    "ip",
    ["1.2.3.4", "8.8.8.8", "2606:4700::1", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_an_ip_on_the_open_web_is_public(ip):
    assert is_public(ip)


@given(ANY_IP)
def test_no_ip_of_a_closed_network_is_public(ip):
    if is_public(str(ip)):
        assert not is_closed(ip)
        assert not ip.is_multicast
        assert ip.is_global or getattr(ip, "ipv4_mapped", None)


@given(ANY_IPV4)
def test_a_hidden_ipv4_address_is_as_public_as_itself(ip):
    inside = int(ip)
    mapped, sixtofour, translated = (
        IPv6Address((0xFFFF << 32) | inside),
        IPv6Address((0x2002 << 112) | (inside << 80)),
        IPv6Address((0x64FF9B << 96) | inside),
    )

    assert is_public(str(mapped)) is is_public(str(ip))
    assert is_public(str(translated)) is is_public(str(ip))
    assert not is_public(str(sixtofour))


@given(st.text(max_size=40))
def test_a_text_that_is_not_an_ip_is_not_public(text):
    try:
        ip_address(text)
    except ValueError:
        assert not is_public(text)


@pytest.mark.parametrize(
    ("url", "normal"),
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
def test_an_address_is_written_in_ascii(url, normal):
    assert parse_target(url).url == normal


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://example.org:22/", "only ports 80 and 443 are checked, not 22"),
        ("https://example.org:0/", "only ports 80 and 443 are checked, not 0"),
        ("https://user@example.org/", "it hides its host behind an @"),
        ("https://user:word@example.org/", "it hides its host behind an @"),
        ("file:///etc/passwd", 'only http and https are checked, not "file"'),
        ("ftp://example.org/", 'only http and https are checked, not "ftp"'),
        ("javascript:alert(1)", 'only http and https are checked, not "javascript"'),
        ("example.org", 'only http and https are checked, not ""'),
        ("", 'only http and https are checked, not ""'),
        ("https:///x", '"" is not a host name'),
        ("https://-./", '"-." is not a host name'),
        ("https://a..b/", '"a..b" is not a host name'),
        (f"https://{'a' * 64}.org/", f'"{"a" * 59}…" is not a host name'),
        (f"https://{'a.' * 127}org/", f'"{"a." * 29}a…" is not a host name'),
        ("https://exämple.org/", '"exämple.org" is not a host name'),
        ("https://example.org:x/", "it is not a valid address"),
        ("https://[::1/", "it is not a valid address"),
        ("https://example.org/\ud800", "it is not a valid address"),
        ("https://example.org/\r\nX: y", "it has characters that no address may have"),
        ("https://exam\tple.org/", "it has characters that no address may have"),
        ("https://example.org\\@internal/", "it has characters that no address may have"),
        (" https://example.org/", "it has characters that no address may have"),
        ("https://example.org/" + "x" * 2_000, "it is longer than 2,000 characters"),
    ],
)
def test_an_address_of_another_form_is_refused(url, why):
    with pytest.raises(AddressRefusedError) as refused:
        parse_target(url)

    assert str(refused.value) == why


@given(st.text(max_size=60), st.sampled_from(["", "https://example.org/a/b"]))
def test_no_text_adds_a_line_to_a_request(text, base):
    try:
        target = parse_target(text, base)
    except AddressRefusedError:
        return

    sent = target.authority + target.path
    assert all("!" <= sign <= "~" for sign in sent)
    assert target.path.startswith("/")
    assert target.port in (80, 443)
