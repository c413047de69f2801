"""The Django app: settings, system checks, and help on pages of the host."""

import pytest
from django.core.checks import run_checks
from django.template import Context, Template
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path, resolve
from django.utils.translation import override
from django.views.debug import SafeExceptionReporterFilter
from tests.web.mounts import MIDDLEWARE, django_site

from takeaction.web import Site, django_urls
from takeaction.web.apps import FinderConfig
from takeaction.web.hosts import django as mounted

CONTACT = "Priya Raman, 01632 960 123"
OURS = "takeaction."
FORM = "application/x-www-form-urlencoded"
BOX = b"q=my+boss+has+my+passport&region=GB"


@pytest.fixture
def own_catalog(catalog, monkeypatch):
    monkeypatch.setattr(mounted, "load", lambda: catalog)
    monkeypatch.setattr(mounted, "warm", lambda *_: None)


def routes(*arguments, **options):
    return [path("take-action/", include(django_urls(*arguments, **options)))]


def problems(*, deploy=False):
    messages = run_checks(include_deployment_checks=deploy)
    return {each.id: each.hint for each in messages if each.id.startswith(OURS)}


@pytest.mark.usefixtures("own_catalog")
def test_settings_are_enough():
    with django_site(TAKEACTION={"CONTACT": CONTACT, "COUNTRY": "GB", "LANGUAGES": ["es"]}) as site:
        site.urlpatterns += routes()
        page = Client().get("/take-action/")

        assert problems() == {}
        assert CONTACT in page.text
        assert '<html lang="es">' in page.text


def test_a_site_in_python_comes_before_the_settings(catalog):
    with django_site(routes(catalog, contact=CONTACT)):
        assert CONTACT in Client().get("/take-action/help").text
        assert problems() == {}


def test_nobody_named_in_python_is_an_error_at_once(catalog):
    with pytest.raises(ValueError, match="safeguarding contact"):
        django_urls(catalog, Site())


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ({}, 'Add TAKEACTION = {"CONTACT": "a name and a number"} to your settings.'),
        ({"NAME": "Harbour Street"}, "Name the host's safeguarding contact"),
        ({"CONTACT": CONTACT, "COUNTRYS": "GB"}, "Did you mean COUNTRY or COLOURS?"),
        ({"CONTACT": CONTACT, "XYZZY": "GB"}, "The keys are NAME, CONTACT,"),
        ({"CONTACT": CONTACT, "TEXTS": {"en": {"xyz": "a"}}}, "which no page shows"),
        ("Priya", "TAKEACTION is a dict"),
    ],
)
def test_wrong_settings_are_an_error_with_a_hint(written, hint):
    with django_site(TAKEACTION=written) as site:
        site.urlpatterns += routes()

        assert list(problems()) == ["takeaction.E001"]
        assert hint in problems()["takeaction.E001"]
        assert Client().get("/take-action/").status_code == 404


def test_a_finder_without_an_address_is_told():
    with django_site(TAKEACTION={"CONTACT": CONTACT}):
        assert "django_urls()" in problems()["takeaction.W001"]


def test_whatever_writes_down_requests_is_told(catalog):
    middleware = [*MIDDLEWARE, "silk.middleware.SilkyMiddleware", "elasticapm.contrib.x.Tracing"]
    with django_site(
        routes(catalog, contact=CONTACT), MIDDLEWARE=middleware, SESSION_SAVE_EVERY_REQUEST=True
    ):
        messages = [each for each in run_checks() if each.id.startswith(OURS)]

    assert [(each.id, each.msg.split(" may")[0]) for each in messages[:2]] == [
        ("takeaction.W002", "Elastic APM"),
        ("takeaction.W002", "Silk"),
    ]
    assert messages[2].id == "takeaction.W003"


def test_a_site_on_the_web_is_looked_at_more_closely(catalog):
    # By ``check --deploy`` alone: on a developer's machine nobody needs https.
    with django_site(routes(catalog, contact=CONTACT), DEBUG=True):
        assert problems() == {}
        assert list(problems(deploy=True)) == ["takeaction.W004", "takeaction.W005"]
        with override_settings(DEBUG=False, SECURE_SSL_REDIRECT=True):
            assert problems(deploy=True) == {}


def test_the_app_has_the_name_of_its_namespace():
    # So that its label takes no other's.
    assert (FinderConfig.name, FinderConfig.label) == ("takeaction.web", "takeaction")


def shown(text, **values):
    return Template("{% load takeaction %}" + text).render(Context(values))


def test_a_page_of_the_host_shows_help(catalog, site):
    with django_site(routes(catalog, site)):
        text = shown("{% takeaction_finder 'GB' %}")

    assert 'call <a href="tel:999"><bdi dir="ltr">999</bdi></a> (United Kingdom)' in text
    assert "UK Modern Slavery &amp; Exploitation Helpline</p>" in text
    assert 'href="tel:08000121700"' in text
    assert text.index("not the police") < text.index("08000 121 700")
    assert '<a href="/take-action/">' in text


def test_a_page_of_the_host_speaks_its_language(catalog, site):
    with django_site(routes(catalog, site)), override("es"):
        text = shown("{% takeaction_finder %}")

    assert '<aside class="takeaction" lang="es">' in text
    assert "Más ayuda y cosas que puede hacer" in text
    assert "08000 121 700" in text


def test_help_for_markup_of_the_host(catalog, site):
    text = "{% takeaction_help region as help %}{{ help.url }} {{ help.line }}"
    with django_site(routes(catalog, site)), override(None):
        written = shown(text, region="GB")

    assert written.startswith('/take-action/ <ul class="lines"><li class="line s">')
    assert 'href="tel:08000121700"' in written


@pytest.mark.parametrize(
    ("above", "root"),
    [
        (lambda finder: path("", include(([finder], "charity"))), "/take-action/"),
        (lambda finder: path("a/", include(([finder], "app"), namespace="b")), "/a/take-action/"),
        (
            lambda finder: path("a/", include(([path("b/", include(([finder], "c")))], "d"))),
            "/a/b/take-action/",
        ),
    ],
    ids=["namespace", "named", "twice"],
)
def test_a_finder_below_a_namespace_of_the_host_is_found(catalog, site, above, root):
    with django_site([above(path("take-action/", include(django_urls(catalog, site))))]):
        text = shown("{% takeaction_finder 'GB' %}")

        assert problems() == {}
        assert f'<a href="{root}">' in text


def test_a_finder_under_another_name_is_found(catalog, site):
    finder = include(django_urls(catalog, site), namespace="numbers")
    with django_site([path("take-action/", finder)]):
        assert '<a href="/take-action/">' in shown("{% takeaction_finder 'GB' %}")


def test_of_two_finders_the_tag_takes_one_that_has_an_address(catalog, site):
    varied = path("<slug:town>/a/", include(([*routes(catalog, site)], "towns")))
    with django_site([varied]):
        assert shown("{% takeaction_finder 'GB' %}").strip() == ""
        assert Client().get("/leeds/a/take-action/help").status_code == 200
    with django_site([varied, *routes(catalog, site)]):
        assert '<a href="/take-action/">' in shown("{% takeaction_finder 'GB' %}")


def test_a_region_that_nobody_knows_costs_no_page(catalog, site):
    with django_site(routes(catalog, site)):
        assert "emergency number" in shown("{% takeaction_finder 'xyzzy' %}")


def test_a_site_without_the_finder_shows_nothing():
    with django_site():
        assert shown("{% takeaction_finder 'GB' %}").strip() == ""


def test_a_client_that_goes_gets_a_refusal_that_nobody_reads(catalog, site):
    class Gone:
        """A body that breaks off."""

        def read(self, *_):
            raise OSError

    with django_site(routes(catalog, site)):
        request = RequestFactory().post("/take-action/answer", b"x", FORM)
        vars(request)["_stream"] = Gone()
        match = resolve("/take-action/answer")

        assert match.func(request, *match.args, **match.kwargs).status_code == 408


def test_a_form_that_the_host_has_read_is_answered(catalog, site):
    with django_site(routes(catalog, site)):
        request = RequestFactory().post("/take-action/answer", BOX, FORM)
        assert request.POST["region"] == "GB"
        match = resolve("/take-action/answer")
        answer = match.func(request, *match.args, **match.kwargs)
        parameters = SafeExceptionReporterFilter().get_post_parameters(request)

    assert "tel:08000121700" in answer.text
    assert {*parameters.values()} == {SafeExceptionReporterFilter.cleansed_substitute}
