"""Pictures of twelve pages on a phone and a desktop, for whoever reviews a change."""

from pathlib import Path

import pytest
from tests.browser.journeys import go

FOLDER = Path(__file__).parents[2] / "build" / "pictures"
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
PICTURED = (
    *("home", "help", "help-us", "answer", "answer-unclear", "signs-list", "signs-result"),
    *("actions-result", "shop-goods", "record-line", "safety", "missing"),
)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_are_made_of_twelve_pages(open_page, finder, size, scheme):
    width, height = SIZES[size]
    page = open_page("/", width=width, height=height, color_scheme=scheme)
    FOLDER.mkdir(parents=True, exist_ok=True)

    for journey in PICTURED:
        go(page, finder, journey)
        page.screenshot(path=FOLDER / f"{journey}-{size}-{scheme}.png")
        page.screenshot(path=FOLDER / f"{journey}-{size}-{scheme}-full.png", full_page=True)

    assert len(list(FOLDER.glob(f"*-{size}-{scheme}.png"))) == len(PICTURED)
