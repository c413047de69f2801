"""The report of ``takeaction pack check --links``: the state of each web address of a pack."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from takeaction.cli.terminal import counted, labelled, line, show, warn
from takeaction.errors import PackError, Where, plain
from takeaction.limits import Limits
from takeaction.packs.open_paths import on_disk
from takeaction.packs.sources.plugins import DataPack
from takeaction.value import plain_data

if TYPE_CHECKING:  # this module can reach the network: only those who ask for it import it
    from takeaction.authoring.links import CheckedAddress

LinkResult = dict[str, Any]
"""The result of checking one address, as plain data."""

_MAX_PLACES = 10
"""Places of one address to list; ``--json`` has them all."""

_BROKEN_STATES = ("gone", "refused")
_STATE_NAMES = {
    "ok": "working",
    "gone": "gone",
    "refused": "refused by us",
    "moved": "moved permanently",
    "unreachable": "not reachable",
    "error": "answered with an error",
    "not-asked": "not checked",
}
_PROVES_NOTHING = """\
A working page proves neither what it says nor that somebody answers a number: read
the page, and call. No date in "verified" was changed, and nothing was written."""
_ALL_UNREACHABLE = "Nothing could be reached: perhaps this machine is not on the network."


def check_links(pack: DataPack) -> tuple[list[LinkResult], tuple[PackError, ...]]:
    """Check each web address of a pack, and announce it on stderr, since it takes long.

    Returns:
        The result for each address; and a warning for each that somebody has to replace.
    """
    from takeaction.authoring import links

    places = links.find_addresses(pack)
    number = len(places)
    plural = "es" * (number != 1)
    warn(f"Checking {number:,} address{plural}, one at a time.")
    checked = links.check_addresses(places, links.Client())
    results = [_link_json(address) for address in checked]
    return results, tuple(links.address_warnings(checked))


def _link_json(address: "CheckedAddress") -> LinkResult:
    return {
        "url": plain(address.url, Limits().url_characters),
        **plain_data(address.result),
        "places": [plain_data(where) for where in address.places],
    }


def has_broken_link(links: Iterable[LinkResult]) -> bool:
    """Tell whether an address is gone, or is one that we refuse to check."""
    return any(link["state"] in _BROKEN_STATES for link in links)


def show_links(links: Sequence[LinkResult], folder: str | None) -> None:
    """Print the number of addresses in each state, then all that do not work.

    Args:
        links: The results.
        folder: The folder of the sources, if they are on disk.
    """
    line("Web addresses:")
    by_state = {state: [link for link in links if link["state"] == state] for state in _STATE_NAMES}
    for state, in_state in by_state.items():
        if in_state:
            labelled(_STATE_NAMES[state], [f"{len(in_state):,}."])
    for state, in_state in by_state.items():
        for link in in_state if state != "ok" else ():
            _show_link(link, folder)
    if len(by_state["unreachable"]) == len(links) > 0:
        line(_ALL_UNREACHABLE)
    line(" ".join(_PROVES_NOTHING.split()))


def _show_link(link: LinkResult, folder: str | None) -> None:
    line(link["url"])
    reason = f"to {link['to']}" if link["state"] == "moved" else link["why"]
    line(f"{_STATE_NAMES[link['state']]}: {reason}", indent=4, hang=4)
    for where in link["places"][:_MAX_PLACES]:
        show(f"    {on_disk(Where(**where), folder)}")  # on one line, for an editor
    hidden = len(link["places"]) - _MAX_PLACES
    if hidden > 0:
        line(f"and in {counted(hidden, 'more place')}", indent=4)
