"""The settings of a finder are checked when it is mounted, so that no page fails for them later."""

import pytest

from takeaction.web import Site, asgi
from takeaction.web.settings import settle

CONTACT = "Priya Raman, 01632 960 123"


@pytest.mark.parametrize(
    ("values", "fix"),
    [
        ({"country": "xyzzy"}, r"Site\(country=…\) is no place: "),
        ({"country": "Congo"}, r"Site\(country=…\) is no place: "),
        ({"languages": "es"}, "takes several, such as"),
        ({"languages": ()}, "takes several, such as"),
        ({"languages": ("en", "xx")}, r"\[1\] is no tag of a language"),
        ({"exit_url": "javascript:alert(1)"}, "from https:// on"),
        ({"exit_url": "/weather"}, "from https:// on"),
        ({"exit_url": "https://a.example/\r\nset-cookie: a"}, "from https:// on"),
        ({"frame_ancestors": ""}, "no list of sites"),
        ({"frame_ancestors": "https://a.example; script-src *"}, "no list of sites"),
        ({"frame_ancestors": "'none'\r\nset-cookie: a"}, "no list of sites"),
    ],
)
def test_a_wrong_setting_is_refused_at_the_start(catalog, values, fix):
    with pytest.raises(ValueError, match=fix):
        asgi(catalog, Site(contact=CONTACT, **values))


@pytest.mark.parametrize(
    "values",
    [
        {"languages": ("es", "en")},
        {"exit_url": "http://weather.example/today?c=1"},
        {"frame_ancestors": "'self' https://a.example https://*.b.example:8443"},
    ],
)
def test_a_right_setting_is_taken(values):
    settled = settle(Site(contact=CONTACT, **values), None)

    assert {name: getattr(settled, name) for name in values} == values


@pytest.mark.parametrize(("written", "code"), [("uk", "GB"), ("Kenya", "KE"), (None, None)])
def test_a_country_may_be_written_as_a_person_writes_it(written, code):
    assert settle(Site(contact=CONTACT, country=written), None).country == code
