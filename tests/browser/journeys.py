"""The ways to every page, as a person goes them: an address, then forms that are filled in."""

from collections.abc import Callable

from playwright.sync_api import Page

from takeaction.models.record import page_name

Step = Callable[[Page], None]
"""Fill in a form, and send it: that leads to another page, once."""

NEED = "my boss has my passport"


def _ask(words: str) -> Step:
    def step(page: Page) -> None:
        page.locator("#q").fill(words)
        page.locator("main .btn").first.click()

    return step


def _press(page: Page) -> None:
    page.locator("main .btn").last.click()


def _start(page: Page) -> None:
    page.locator("[name=about][value=other]").check()
    page.locator("[name=step][value=next]").click()


def _see_answer(page: Page) -> None:
    page.locator("[name=step][value=answer]").first.click()


def _now(page: Page) -> None:
    page.locator("[name=fits][value=now]").check()
    page.locator("[name=step][value=next]").click()


def _past(page: Page) -> None:
    page.locator("[name=fits][value=past]").check()
    _see_answer(page)


def _person(concern: str = "") -> Step:
    def step(page: Page) -> None:
        page.locator("main input.field").first.fill("30")
        page.locator("#r").select_option("student")
        if concern:
            page.locator("details:has(#concern) > summary").click()
            page.locator("#concern").select_option(concern)
        page.locator("main form:has(#r) .btn").click()

    return step


def _goods(words: str) -> Step:
    def step(page: Page) -> None:
        page.locator("#g").fill(words)
        _press(page)

    return step


def _travel(page: Page) -> None:
    page.locator("#k").select_option("TH")
    _press(page)


JOURNEYS: dict[str, tuple[str, tuple[Step, ...]]] = {
    "home": ("/", ()),
    "help": ("/help?region=GB", ()),
    "help-us": ("/help?region=US", ()),
    "help-police": ("/help?region=AM", ()),
    "help-none": ("/help?region=AQ", ()),
    "help-state": ("/help?region=IN", ()),
    "answer": ("/", (_ask(NEED),)),
    "answer-child": ("/", (_ask("I'm 15 and my boyfriend sells me"),)),
    "answer-home": ("/", (_ask("my husband hits me"),)),
    "answer-unclear": ("/", (_ask("the best soup of Peru"),)),
    "answer-empty": ("/", (_ask(""),)),
    "answer-long": ("/", (_ask(f"{NEED} " * 83),)),
    "answer-act": ("/", (_ask("what can I do in 20 minutes"),)),
    "answer-buy": ("/", (_ask("is this chocolate slave free"),)),
    "signs": ("/signs", ()),
    "signs-list": ("/signs", (_start,)),
    "signs-blank": ("/signs", (_start, _see_answer)),
    "signs-result": ("/signs", (_start, _now, _past)),
    "actions": ("/actions", ()),
    "actions-result": ("/actions", (_person(),)),
    "actions-concern": ("/actions", (_person("self"),)),
    "plan": ("/plan", ()),
    "plan-result": ("/plan", (_person(),)),
    "poster": ("/poster", ()),
    "shop": ("/shop", ()),
    "shop-goods": ("/shop", (_goods("chocolate"),)),
    "shop-unknown": ("/shop", (_goods("unicorns"),)),
    "shop-trip": ("/shop", (_travel,)),
    "record-line": (f"/record/{page_name('us-hotline:national-hotline')}", ()),
    "record-action": (f"/record/{page_name('community-actions:ask-a-brand')}", ()),
    "record-sign": (f"/record/{page_name('ilo-indicators:ilo-op-dest-documents-taken')}", ()),
    "safety": ("/safety", ()),
    "about": ("/about", ()),
    "missing": ("/nothing-here", ()),
    "refused": ("/help?region=zqxw", ()),
}
"""The address where each journey begins, and the forms on the way."""

WITHOUT_EXIT = frozenset({"actions", "actions-result", "shop", "shop-goods", "shop-unknown"})
WITHOUT_EXIT |= {"shop-trip", "record-action", "plan", "plan-result", "poster"}
"""Pages without quick exit: it frightens people who are not at risk."""


def into(seen: list[object]) -> Callable[[object], None]:
    """Return a listener that puts what it hears into a list; Playwright takes no built-in one."""

    def listen(event: object) -> None:
        seen.append(event)

    return listen


def go(page: Page, finder: str, journey: str, language: str = "en") -> None:
    """Go to a page.

    Args:
        page: The page of the browser.
        finder: The address of the finder.
        journey: The name of the journey.
        language: The language to read in.
    """
    path, steps = JOURNEYS[journey]
    page.goto(f"{finder}{path}{'&' if '?' in path else '?'}language={language}")
    for step in steps:
        with page.expect_navigation():  # a click alone does not wait for the page that it leads to
            step(page)
