"""The addresses of a pack, and what became of them. That one answers says nothing of what it says.

So nothing here moves ``verified``, and nothing is written.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Any, NamedTuple

from takeaction.authoring.links.client import Answer, Client, State
from takeaction.codes import mistake
from takeaction.errors import PackError, PackErrors, Where, plain
from takeaction.limits import Limits
from takeaction.packs.reading.content import BUILT, SOURCE, Content, Draft, current, steps
from takeaction.packs.reading.drafts import read
from takeaction.packs.rules.characters import ADDRESSES
from takeaction.packs.sources.plugins import DataPack

MOST = 2_000
"""The most addresses of one pack that are asked."""

SECONDS = 1_800.0
"""How long they may take together."""

WRONG = frozenset({State.GONE, State.REFUSED})
"""What somebody has to do something about: the rest may be of the moment, or of the network."""


class Asked(NamedTuple):
    """An address of a pack, and what became of it.

    Attributes:
        url: The address, without what follows ``#``, as the pack writes it.
        answer: What became of it.
        places: Where it stands, in order of file and place; at least one.
    """

    url: str
    answer: Answer
    places: tuple[Where, ...]


def addresses(pack: DataPack) -> dict[str, tuple[Where, ...]]:
    """Find every address of a pack, also in records that have mistakes.

    Returns:
        Where each stands, in order of its first place; empty if the pack cannot be read.
    """
    try:
        content = current(read(pack, Limits()))
    except PackErrors:  # the check has told them
        return {}
    called = content.header.get("id")
    id = called if isinstance(called, str) and called else pack.id or pack.place
    found: dict[str, list[Where]] = {}
    for url, where in _places(content, id):
        found.setdefault(url.partition("#")[0], []).append(where)
    return {url: tuple(places) for url, places in found.items()}


def _places(content: Content, id: str) -> Iterator[tuple[str, Where]]:
    file = BUILT if content.built else SOURCE
    for url, field in _addresses(content.header, ""):
        yield url, Where(id, file, content.line(file, steps(field)), None, field)
    for draft in content.drafts:
        for url, field in _addresses(draft.fields, ""):
            line = content.line(draft.file, (*draft.path, *steps(field)))
            yield url, Where(id, draft.file, line, _called(draft), field)


def _addresses(value: Any, path: str, name: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """Find the addresses inside what a pack says, each with its field path."""
    if isinstance(value, str):
        if name in ADDRESSES:
            yield value, path
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _addresses(each, f"{path}.{key}".lstrip("."), key)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _addresses(each, f"{path}[{number}]")


def _called(draft: Draft) -> str:
    return draft.id or f"{draft.kind}[{draft.path[-1]}]"


def ask(
    found: Mapping[str, tuple[Where, ...]],
    client: Client,
    *,
    most: int = MOST,
    seconds: float = SECONDS,
    clock: Callable[[], float] = time.monotonic,
) -> tuple[Asked, ...]:
    """Ask each address once, host after host in turn, so that none is asked much at a time.

    Args:
        found: Where each address stands.
        client: Who asks.
        most: How many are asked.
        seconds: When it asks no more. What it has begun it ends.
        clock: Seconds that only grow.

    Returns:
        Each address, in the order of *found*.
    """
    until = clock() + seconds
    answers = {}
    for url in _in_turn(list(found)[:most]):
        if clock() >= until:
            answers[url] = Answer(State.NOT_ASKED, why=f"{seconds:g} seconds were over")
        else:
            answers[url] = client.ask(url)
    left = Answer(State.NOT_ASKED, why=f"only {most:,} addresses are asked")
    return tuple(Asked(url, answers.get(url, left), places) for url, places in found.items())


def _in_turn(urls: Iterable[str]) -> Iterator[str]:
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault("".join(url.split("/")[2:3]), []).append(url)
    for turn in zip_longest(*hosts.values()):
        yield from (url for url in turn if url is not None)


def mistakes(asked: Iterable[Asked]) -> Iterator[PackError]:
    """Give what somebody has to do something about as warnings, one for each place."""
    for url, answer, places in asked:
        if answer.state in WRONG:
            is_gone = answer.state is State.GONE
            code, fix = ("url.gone", _FIND) if is_gone else ("url.refused", _REPLACE)
            for where in places:
                problem = f"{plain(url)}: {answer.why}."
                yield mistake(code, problem, where, fix)


_FIND = "look where its publisher has it now, and read it again."
_REPLACE = "name an address on the open web."
