"""The question box in a page: the finder's own function, run by the Python of the page."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from takeaction.catalog.catalog import Catalog
from takeaction.web.exchange.messages import Request, Response
from takeaction.web.handling import handle
from takeaction.web.settings.site import Site
from takeaction.web.settings.texts import PageTexts


def answering(settings: str) -> Callable[[str], str]:
    """Load the packs, and return a function from a request to its response, both as JSON.

    Args:
        settings: The settings of the static finder, as JSON.

    Raises:
        ValueError: The packs are not those that the pages were made from.
    """
    from takeaction.loading import load

    own = json.loads(settings)
    catalog = load()
    if catalog.digest != own["digest"]:
        raise ValueError("The packs are not those of the pages.")
    return answering_from(catalog, own["site"])


def _now() -> datetime:
    return datetime.now(UTC)


def answering_from(
    catalog: Catalog, settings: Mapping[str, Any], now: Callable[[], datetime] = _now
) -> Callable[[str], str]:
    """Return a function from a request to its response, both as JSON.

    Args:
        catalog: The records.
        settings: The settings of the host.
        now: The clock, aware.
    """
    languages = tuple(settings["languages"])
    site = Site(**{**settings, "languages": languages, "texts": _own_texts(languages)})

    def answer(written: str) -> str:
        asked = json.loads(written)
        request = Request(
            method=asked["method"],
            path=asked["path"],
            query=asked["query"],
            headers={"content-type": "application/x-www-form-urlencoded"},
            body=asked["body"].encode(),
        )
        return json.dumps(_plain(handle(catalog, site, request, now())))

    return answer


def _own_texts(languages: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Return the texts that differ where nothing is sent at all."""
    ours = {tag: PageTexts((tag,), {}) for tag in languages}
    return {
        tag: {
            "home.promise": texts("site.promise"),
            "page.no_contact": texts("site.no_contact"),
        }
        for tag, texts in ours.items()
    }


def _plain(response: Response) -> dict[str, str]:
    headers = dict(response.headers)
    return {
        "kind": headers["content-type"],
        "name": headers.get("content-disposition", "").partition("filename=")[2].strip('"'),
        "body": response.body.decode("utf-8"),
    }
