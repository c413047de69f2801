"""The widget in a page of a host with a strict policy, with data that is good, old or hostile."""

import json
from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.browser.conftest import write_files

from takeaction.web.widget.folder import widget_files

TODAY = date.today()  # noqa: DTZ011 - the day of the browser decides what is old
PAGE = """\
<!doctype html>
<html lang="{language}" dir="{dir}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="content-security-policy"
 content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'">
<title>A host</title>
<script src="{folder}/take-action.js" defer></script>
<body><main><h1>A host</h1><h2>Help</h2>
<take-action region="{region}" finder="/finder/"><a href="/fallback">Get help here</a></take-action>
</main></body>
</html>
"""
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"


@pytest.fixture(scope="module")
def folder(catalog, tmp_path_factory):
    """Return the folder of a host with exports of three kinds: of today, old, and hostile."""
    root = tmp_path_factory.mktemp("host")
    languages = ("en", "es", "ar")
    fresh = dict(widget_files(catalog, made=TODAY, regions=("GB", "US", "SA"), languages=languages))
    old = widget_files(
        catalog, made=TODAY - timedelta(days=31), regions=("GB",), languages=languages
    )
    broken = {
        "places/US.json": b"{",
        "places/SA.json": b'{"languages": {"en": {}}}',
        "places/GB.json": b"[]",
    }
    write_files(root / "fresh", fresh)
    write_files(root / "old", old)
    write_files(root / "broken", {**fresh, **broken})
    write_files(root / "hostile", {**fresh, "places/GB.json": hostile(fresh["places/GB.json"])})
    return root


def hostile(content):
    """Return the data of a place with what an attacker who can change it might write."""
    place = json.loads(content)
    answer = place["languages"]["en"]
    answer["danger"] = {**answer["danger"], "text": HOSTILE, "dial": "javascript:alert(3)"}
    first, second, *_ = answer["lines"]
    first["name"] = {"text": HOSTILE, "language": '"><script>', "dir": "up", "source": HOSTILE}
    first["evidence"] = HOSTILE
    first["source"] = {"title": "a page", "url": "javascript:alert(4)"}
    way = first["ways"][0]
    first["ways"] = [
        {**way, "text": "Bad number", "dial": "0800;phone-context=x"},
        {**way, "text": "Bad page", "dial": None, "url": "JaVaScRiPt:alert(5)"},
        {
            **way,
            "text": "Bad data",
            "dial": None,
            "url": "data:text/html,<script>alert(6)</script>",
        },
        {**way, "text": "Bad host", "dial": None, "url": "https://good.example@other.example/"},
        {**way, "text": "Bad mail", "dial": None, "url": None, "email": "a@b.example?bcc=c@d"},
        {**way, "text": {"toString": "x"}, "dial": 999, "url": None, "email": None},
    ]
    answer["lines"] = [first, second]
    return json.dumps(place).encode()


@pytest.fixture
def open_host(folder, serve_folder, open_address):
    def open_(export="fresh", *, region="GB", language="en", dir="ltr", **options):
        name = f"{export}-{region}-{language}.html"
        page = PAGE.format(folder=export, region=region, language=language, dir=dir)
        (folder / name).write_text(page, encoding="utf-8")
        return open_address(f"{address(folder, serve_folder)}/{name}", **options)

    return open_


ADDRESSES = {}


def address(folder, serve_folder):
    if folder not in ADDRESSES:
        ADDRESSES[folder] = serve_folder(folder)
    return ADDRESSES[folder]


def test_the_number_is_there_under_a_strict_policy(open_host):
    page = open_host()

    page.locator("a[href='tel:08000121700']").wait_for()
    assert page.locator("a[href='tel:999']").is_visible()
    assert page.get_by_text("not the police").first.is_visible()
    assert (
        page.get_by_role("link", name="More ways to get help")
        .get_attribute("href")
        .endswith("/finder/")
    )
    assert not page.get_by_text("Get help here").is_visible()
    assert not page.get_by_text("may be out of date").is_visible()
    assert page.problems == []
    paths = [asked.rpartition("/")[2] for asked in page.asked]
    assert [path for path in paths if path != "favicon.ico"] == [
        *("fresh-GB-en.html", "take-action.js", "index.json", "GB.json")
    ]
    assert page.context.cookies() == []
    colour = page.locator(".num").first.evaluate("node => getComputedStyle(node).backgroundColor")
    assert colour == "rgb(13, 92, 69)"


def test_without_script_the_link_inside_stays(open_host):
    page = open_host(script=False)

    assert page.get_by_role("link", name="Get help here").is_visible()


@pytest.mark.parametrize(
    ("export", "region"),
    [("broken", "US"), ("broken", "SA"), ("broken", "GB"), ("fresh", "FR"), ("fresh", "../x")],
    ids=["no-json", "no-answer", "a-list", "missing", "no-region"],
)
def test_data_that_cannot_be_read_leaves_the_link_inside(open_host, export, region):
    page = open_host(export, region=region.replace("../x", "nowhere"))
    page.wait_for_load_state("networkidle")

    assert page.get_by_role("link", name="Get help here").is_visible()
    assert page.locator(".box").count() == 0


def test_hostile_data_is_text_that_leads_nowhere(open_host):
    page = open_host("hostile")
    page.locator("a[href='tel:116123']").wait_for()
    page.on("dialog", lambda dialog: page.problems.append(dialog.message))

    assert page.get_by_text(HOSTILE).first.is_visible()
    for name in ("number", "page", "data", "host", "mail"):
        assert page.get_by_text(f"Bad {name}").is_visible()
    links = page.locator("take-action .box a")
    addresses = [links.nth(place).get_attribute("href") for place in range(links.count())]
    assert all(
        link.startswith(("tel:", "sms:", "https://", "mailto:", "http://127.0.0.1"))
        for link in addresses
    )
    assert not any("@" in link and not link.startswith("mailto:jo@") for link in addresses)
    assert page.locator("take-action .box :is(img, script)").count() == 0
    assert page.locator("take-action [lang*='script']").count() == 0
    assert page.problems == []


def test_old_data_says_so(open_host):
    page = open_host("old")

    page.get_by_text("may be out of date").wait_for()
    assert page.locator("a[href='tel:08000121700']").is_visible()


def test_arabic_runs_from_right_to_left_and_its_digits_do_not(open_host):
    # A number reads in its order, in one row, also at 320 px.
    page = open_host(region="US", language="ar", dir="rtl", width=320, height=640)

    number = page.locator("a[href='tel:+18883737888'] bdi").first
    number.wait_for()
    assert number.text_content() == "1-888-373-7888"
    assert number.evaluate("node => getComputedStyle(node).direction") == "ltr"
    places = number.evaluate(
        """node => Array.from(node.firstChild.data, (_, place) => {
             const range = document.createRange();
             range.setStart(node.firstChild, place);
             range.setEnd(node.firstChild, place + 1);
             const box = range.getBoundingClientRect();
             return [Math.round(box.top), box.left];
           })"""
    )
    assert len({top for top, _ in places}) == 1
    assert [left for _, left in places] == sorted(left for _, left in places)
    danger = page.locator(".danger")
    assert danger.get_attribute("dir") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_checker_of_accessibility_finds_nothing(open_host, scheme):
    # In light and dark, with all of it open, and at 320 px without scrolling sideways.
    page = open_host(width=320, height=640, color_scheme=scheme)
    page.locator("a[href='tel:08000121700']").wait_for()
    for details in page.locator("details").all():
        details.evaluate("node => { node.open = true }")

    assert Axe().run(page).violations_count == 0
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_another_region_replaces_the_answer(open_host):
    page = open_host()
    page.locator("a[href='tel:999']").wait_for()

    page.evaluate("document.querySelector('take-action').setAttribute('region', 'us')")

    page.locator("a[href='tel:911']").wait_for()
    page.evaluate("document.querySelector('take-action').setAttribute('region', 'FR')")
    page.get_by_role("link", name="Get help here").wait_for()
    assert page.locator("a[href='tel:911']").count() == 0


def test_the_language_of_an_attribute_comes_first(open_host):
    page = open_host(language="de")
    page.get_by_text("People you can talk to").wait_for()

    page.evaluate("document.querySelector('take-action').setAttribute('language', 'es-MX')")

    page.get_by_text("Personas con quienes puede hablar").wait_for()


def test_colours_of_the_host_reach_inside(open_host):
    page = open_host()
    page.locator("a[href='tel:08000121700']").wait_for()

    page.evaluate("document.documentElement.style.setProperty('--ta-act', 'rgb(1, 2, 3)')")

    colour = "node => getComputedStyle(node).color"
    assert page.locator(".go").first.evaluate(colour) == "rgb(1, 2, 3)"
