"""Nothing leaves the page before the button, nothing is kept, and addresses say nothing."""

import re

from tests.browser.journeys import JOURNEYS, go, into

WORD = "zqxwvut"
KEPT = """async () => [document.cookie, localStorage.length, sessionStorage.length,
  (await indexedDB.databases()).length]"""
LATER = """() => new Promise(resolve => {
  setTimeout(() => requestIdleCallback(resolve), 200);
})"""
FIELDS = "main :is(form, textarea, input:not([type=hidden]):not([type=radio]), select)"


def test_typing_sends_nothing_and_the_answer_repeats_nothing(open_page):
    page = open_page("/")
    sent = []
    page.on("request", into(sent))

    page.locator("#q").press_sequentially(f"my boss has my passport {WORD}")
    page.locator("#c").select_option("US")
    page.evaluate(LATER)  # what a script of ours put off would be sent by now
    before = len(sent)
    with page.expect_navigation():
        page.get_by_role("button", name="Get an answer").click()

    assert before == 0
    assert WORD in sent[0].post_data
    assert not any(WORD in request.url for request in sent)
    assert WORD not in page.content()
    assert WORD not in page.url


def test_no_page_keeps_anything_or_asks_another_host(open_page, finder):
    page = open_page("/")
    hosts, mistakes = set(), []
    page.on("request", lambda request: hosts.add(re.match(r"\w+://[^/]+", request.url)[0]))
    page.on("console", lambda message: mistakes.append(message.text))
    page.on("pageerror", lambda error: mistakes.append(str(error)))

    for journey in JOURNEYS:
        go(page, finder, journey)

        assert page.evaluate(KEPT) == ["", 0, 0, 0]
        assert page.title() in {"Finder", "Answers"}
        assert all(
            field.get_attribute("autocomplete") == "off" for field in page.locator(FIELDS).all()
        ), journey
    assert page.context.cookies() == []
    assert hosts == {finder}
    assert [text for text in mistakes if "404" not in text and "400" not in text] == []


def test_no_address_tells_what_worries_somebody(open_page, finder):
    page = open_page("/")
    addresses = []
    page.on("request", lambda request: addresses.append(request.url.removeprefix(finder)))

    for journey in ("answer", "signs-list", "signs-result", "actions-concern", "shop-trip"):
        go(page, finder, journey)

    paths = {address.partition("?")[0] for address in addresses}
    queries = {address.partition("?")[2] for address in addresses}
    assert paths <= {"/", "/answer", "/signs", "/actions", "/shop", "/finder.css", "/leave.js"}
    assert queries <= {"", "language=en"}


def test_the_first_page_is_light(open_page, finder):
    page = open_page("about:blank")
    answers = []
    page.on("response", into(answers))
    page.goto(finder)
    page.wait_for_load_state("networkidle")

    paths = [answer.url.removeprefix(finder) for answer in answers]
    weight = sum(len(answer.body()) for answer in answers)

    assert sorted(paths) == ["/", "/finder.css", "/leave.js"]
    assert weight <= 30_000
