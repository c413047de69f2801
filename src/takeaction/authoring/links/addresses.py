"""The web addresses of a pack: find them, and check that they answer.

A page that answers may say something else than it used to. So a link check never changes
``verified``, and writes nothing.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Any, NamedTuple

from takeaction.authoring.links.client import AddressResult, AddressState, Client
from takeaction.errors import PackError, PackErrors, Where, plain
from takeaction.limits import Limits
from takeaction.packs.reading.content import SOURCE, Content, Draft, migrate, parse_field
from takeaction.packs.reading.drafts import read_drafts
from takeaction.packs.rules.characters import ADDRESS_FIELDS
from takeaction.packs.sources.files import BUILT
from takeaction.packs.sources.plugins import DataPack
from takeaction.vocabulary.codes import mistake

MAX_ADDRESSES = 2_000
"""The most addresses of one pack that are checked. Generous: our largest pack has 59."""

MAX_SECONDS = 1_800.0
"""The most seconds for all addresses of a pack: half an hour, since somebody waits for it."""

BROKEN = frozenset({AddressState.GONE, AddressState.REFUSED})
"""The states that somebody must act on; the others may be passing, or due to the network here."""


class CheckedAddress(NamedTuple):
    """An address of a pack with the result of its check.

    Attributes:
        url: The address as the pack writes it, without ``#`` and the part after it.
        result: The result of the check.
        places: The places where the pack has it, in order of file and line; at least one.
    """

    url: str
    result: AddressResult
    places: tuple[Where, ...]


def find_addresses(pack: DataPack) -> dict[str, tuple[Where, ...]]:
    """Find every address in a pack, including those of records with mistakes.

    Returns:
        The addresses with their places, in order of the first place; empty if the pack cannot be
        read.
    """
    try:
        content = migrate(read_drafts(pack, Limits()))
    except PackErrors:  # the check of the pack has reported them
        return {}
    header_id = content.header.get("id")
    id = header_id if isinstance(header_id, str) and header_id else pack.id or pack.place
    places: dict[str, list[Where]] = {}
    for url, where in _places(content, id):
        places.setdefault(url.partition("#")[0], []).append(where)
    return {url: tuple(wheres) for url, wheres in places.items()}


def _places(content: Content, id: str) -> Iterator[tuple[str, Where]]:
    file = BUILT if content.built else SOURCE
    for url, field in _addresses(content.header, ""):
        yield url, Where(id, file, content.line(file, parse_field(field)), None, field)
    for draft in content.drafts:
        for url, field in _addresses(draft.fields, ""):
            line = content.line(draft.file, (*draft.path, *parse_field(field)))
            yield url, Where(id, draft.file, line, _record_name(draft), field)


def _addresses(value: Any, path: str, name: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """Yield the addresses inside a value of a pack, each with its field path."""
    if isinstance(value, str):
        if name in ADDRESS_FIELDS:
            yield value, path
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _addresses(item, f"{path}.{key}".lstrip("."), key)
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _addresses(item, f"{path}[{position}]")


def _record_name(draft: Draft) -> str:
    return draft.id or f"{draft.kind}[{draft.path[-1]}]"


def check_addresses(
    addresses: Mapping[str, tuple[Where, ...]],
    client: Client,
    *,
    limit: int = MAX_ADDRESSES,
    seconds: float = MAX_SECONDS,
    clock: Callable[[], float] = time.monotonic,
) -> tuple[CheckedAddress, ...]:
    """Check each address once, taking the hosts in turn so that no host gets a burst of requests.

    Args:
        addresses: The addresses with their places.
        client: The client that sends the requests.
        limit: The most addresses to check.
        seconds: The time after which no new check starts; the last one runs to its end.
        clock: A monotonic clock, in seconds.

    Returns:
        Every address with its result, in the order of *addresses*.
    """
    until = clock() + seconds
    results = {}
    for url in _in_turn(list(addresses)[:limit]):
        if clock() >= until:
            reason = f"the check ended after {seconds:g} seconds"
            results[url] = AddressResult(AddressState.NOT_ASKED, why=reason)
        else:
            results[url] = client.check(url)
    over_limit = AddressResult(AddressState.NOT_ASKED, why=f"one check covers {limit:,} addresses")
    return tuple(
        CheckedAddress(url, results.get(url, over_limit), places)
        for url, places in addresses.items()
    )


def _in_turn(urls: Iterable[str]) -> Iterator[str]:
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault("".join(url.split("/")[2:3]), []).append(url)
    for turn in zip_longest(*hosts.values()):
        yield from (url for url in turn if url is not None)


def address_warnings(checked: Iterable[CheckedAddress]) -> Iterator[PackError]:
    """Yield a warning for each place of a broken address."""
    for url, result, places in checked:
        if result.state in BROKEN:
            is_gone = result.state is AddressState.GONE
            code, fix = ("url.gone", _FIND) if is_gone else ("url.refused", _REPLACE)
            for where in places:
                problem = f"{plain(url)}: {result.why}."
                yield mistake(code, problem, where, fix)


_FIND = "look for its new address at the publisher, and read the page again."
_REPLACE = "write an address on the open web."
