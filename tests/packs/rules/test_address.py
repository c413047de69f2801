"""The rules for web addresses, email addresses and the titles of links."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from takeaction.errors import Outcome
from takeaction.packs.rules.address import email_faults, faults, title_faults

CYRILLIC = "https://ex\u0430mple.org/"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "https://www.example.org:443/a/b.html?c=d&e=%20f#g",
        "https://a-b.c1.example.co.uk/~user",
        "https://humantraffickinghotline.org/en/report-trafficking",
    ],
)
def test_an_address_of_a_public_host_passes(url):
    assert list(faults(url, "url")) == []


@pytest.mark.parametrize(
    ("url", "fix"),
    [
        ("http://example.org/a", 'write "https://example.org/a", if that address works.'),
        ("javascript:alert(1)", ""),
        ("JaVaScRiPt:alert(1)", ""),
        ("java\tscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("vbscript:x", ""),
        ("file:///etc/passwd", ""),
        ("//example.org", ""),
        ("https:example.org", ""),
        ("HTTPS://example.org", ""),
        ("", ""),
    ],
)
def test_any_other_scheme_is_refused(url, fix):
    (fault,) = faults(url, "links[0].url")

    assert (fault.code, fault.field, fault.fix) == ("url.scheme", "links[0].url", fix)
    assert fault.problem.endswith(" is not an https address.")


@pytest.mark.parametrize(
    "url",
    [
        *("https:///example.org", "https://", "https://localhost/", "https://intranet"),
        *("https://127.0.0.1/", "https://[::1]/", "https://2130706433/", "https://0x7f.1/"),
        *("https://example.org:8443/", "https://-a.example.org/", "https://a_b.example.org/"),
        *("https://example..org/", f"https://{'a' * 64}.example.org/", "https://example.org./"),
    ],
)
def test_a_host_that_is_not_public_is_refused(url):
    (fault,) = faults(url, "url")

    assert fault.code == "url.host"
    assert fault.problem.endswith(" is not the name of a public host.")
    assert fault.fix == "write a full host name, such as example.org, without a port."


def test_a_host_with_foreign_letters_is_refused_with_its_ascii_form():
    (fault,) = faults(CYRILLIC, "url")

    assert (fault.code, fault.problem, fault.fix) == (
        "url.host",
        'the host name "ex\u0430mple.org" has letters outside ASCII.',
        'check that it is the right site; its name in ASCII is "xn--exmple-4nf.org".',
    )


def test_a_host_without_an_ascii_form_is_refused():
    host = "ü" * 70 + ".org"

    (fault,) = faults(f"https://{host}/", "url")

    assert fault.code == "url.host"
    assert fault.fix.startswith('check that it is the right site; its name in ASCII is "üü')


def test_the_ascii_form_of_a_foreign_host_is_a_warning():
    (fault,) = faults("https://xn--exmple-4nf.org/", "url")

    assert (fault.code, fault.outcome) == ("text.confusable", Outcome.WARN)
    assert fault.problem == '"xn--exmple-4nf.org" is the ASCII form of a name with other letters.'


@pytest.mark.parametrize(
    "url",
    [
        *("https://good.example\\@other.example/", "https://good.example/a b", "https://[bad"),
        *("https://good.example/\n", "https://good.example/<script>", "https://good.example:x/"),
        *('https://good.example/"', "https://good.example/{a}", "https://good.example:99999/"),
        "https://good.example\u2100.org/",
    ],
)
def test_an_address_with_forbidden_characters_is_refused(url):
    (fault,) = faults(url, "url")

    assert fault.code == "url.bad"
    assert fault.fix == "copy it again, and write a space as %20."


@pytest.mark.parametrize(
    "url", ["https://good.example@other.example/", "https://user:word@good.example/"]
)
def test_a_host_behind_an_at_sign_is_refused(url):
    (fault,) = faults(url, "url")

    assert (fault.code, fault.fix) == (
        "url.userinfo",
        "write the address without a user name or password.",
    )


@given(st.one_of(st.text(), st.text().map("https://".__add__)))
@example("https:///\u00a1")
def test_any_text_gets_an_answer(text):
    reported = list(faults(text, "url"))

    assert len({fault.code for fault in reported}) == len(reported)
    assert reported or text.startswith("https://")
    assert all(fault.problem.isprintable() for fault in reported)


@pytest.mark.parametrize("email", ["help@example.org", "a.b+c_d%e-f@mail.example.co.uk"])
def test_an_email_address_passes(email):
    assert list(email_faults(email, "email")) == []


@pytest.mark.parametrize(
    "email",
    [
        *("help", "help@", "@example.org", "a b@example.org", "help@localhost", "a@b@example.org"),
        *("mailto:help@example.org", "help@example.org?subject=x", "h\u00e9lp@example.org"),
    ],
)
def test_anything_but_an_email_address_is_refused(email):
    (fault,) = email_faults(email, "contacts[0].email")

    assert (fault.code, fault.field) == ("contact.email", "contacts[0].email")
    assert fault.fix == "write it like name@example.org."


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("The site of the hotline", "https://other.example/"),
        ("help.example", "https://help.example/contact"),
        ("www.help.example", "https://help.example/"),
        ("https://help.example/a", "https://www.help.example/b"),
        ("HELP.example", "https://help.example/"),
        ("Guide of 2024", "https://other.example/"),
        ("1234", "https://other.example/"),
        ("help.example", "https://[bad"),
    ],
    ids=["words", "same", "www-left", "www-right", "case", "year", "short", "broken-address"],
)
def test_a_title_in_words_or_of_the_same_host_passes(title, url):
    assert list(title_faults(title, url, "links[0].title")) == []


@pytest.mark.parametrize(
    "title",
    ["1-888-373-7888", "+1 (888) 373.7888", "help.example", " https://help.example/a ", "11611"],
)
def test_a_title_that_promises_another_host_is_refused(title):
    (fault,) = title_faults(title, "https://www.other.example/", "links[0].title")

    assert (fault.code, fault.problem, fault.fix) == (
        "contact.label_mismatch",
        f'the link titled "{title}" goes to "other.example".',
        "describe the page in words.",
    )


@pytest.mark.parametrize(
    ("url", "is_ordinary"),
    [
        ("https://example.org", True),
        ("https://www.example.co.uk/a/b.html?c=d&e=f#g", True),
        ("https://example.org:443/", False),
        ("https://xn--exmple-cua.org/", False),
        ("https://example.org/a b", False),
    ],
)
def test_an_ordinary_address_passes_in_one_match(url, is_ordinary):
    assert (faults(url, "url") == ()) is is_ordinary
