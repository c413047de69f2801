"""What ``takeaction pack check --links`` shows: what became of each address of a pack."""

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from takeaction.cli.terminal import counted, labelled, line
from takeaction.engine.serialization import plain_data
from takeaction.errors import PackError, Where, plain
from takeaction.packs.sources.plugins import DataPack

if TYPE_CHECKING:  # it knows the network: only who asks for it imports it
    from takeaction.authoring.links.addresses import Asked

Told = dict[str, Any]
"""What became of one address, as plain data."""

_MOST = 10
_LONGEST = 2_000
_WRONG = ("gone", "refused")
_SAID = {
    "ok": "they answer",
    "gone": "gone",
    "refused": "refused by us",
    "moved": "moved for good",
    "unreachable": "not reachable",
    "error": "answered with an error",
    "not-asked": "not asked",
}
_PROVES_NOTHING = """\
That a page answers proves nothing of what it says, nor that somebody answers a number: read
it, and call. No date in "verified" was moved, and nothing was written."""
_FALLEN_OUT = "Nothing could be reached: perhaps this machine is not on the network."


def asked(pack: DataPack) -> tuple[list[Told], tuple[PackError, ...]]:
    """Ask each address of a pack, and say so on stderr, since it takes long.

    Returns:
        What became of each; what somebody has to do something about, as warnings.
    """
    from takeaction.authoring.links import addresses, client

    found = addresses.addresses(pack)
    number = len(found)
    print(f"Asking {number:,} address{'es' * (number != 1)}, one by one.", file=sys.stderr)
    results = addresses.ask(found, client.Client())
    return [_told(each) for each in results], tuple(addresses.mistakes(results))


def _told(asked: "Asked") -> Told:
    url, answer, places = asked
    return {
        "url": plain(url, _LONGEST),
        **plain_data(answer),
        "places": [plain_data(where) for where in places],
    }


def is_wrong(addresses: Iterable[Told]) -> bool:
    """Tell whether an address is gone, or is none that may be asked."""
    return any(each["state"] in _WRONG for each in addresses)


def show(addresses: Sequence[Told]) -> None:
    """Print how many there are of each sort, and all that do not simply answer."""
    line("What the addresses answer:")
    by_state = {state: [each for each in addresses if each["state"] == state] for state in _SAID}
    for state, those in by_state.items():
        if those:
            labelled(_SAID[state], [f"{len(those):,}."])
    for state, those in by_state.items():
        for each in those if state != "ok" else ():
            _show(each)
    if len(by_state["unreachable"]) == len(addresses) > 0:
        line(_FALLEN_OUT)
    line(" ".join(_PROVES_NOTHING.split()))


def _show(link: Told) -> None:
    line(link["url"])
    outcome = f"to {link['to']}" if link["state"] == "moved" else link["why"]
    line(f"{_SAID[link['state']]}: {outcome}", indent=4, hang=4)
    for where in link["places"][:_MOST]:
        line(str(Where(**where)), indent=4, hang=4)
    more = len(link["places"]) - _MOST
    if more > 0:
        line(f"and in {counted(more, 'more place')}", indent=4)
