"""Rules across packs: hosts that look like the host of another pack.

The packs cannot show which of two hosts is the real one, so these rules only warn.
"""

from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from takeaction.errors import shown
from takeaction.models.resource import Resource
from takeaction.packs.faults import Fault
from takeaction.vocabulary.lookalikes import skeleton
from takeaction.vocabulary.records import Status

_SEVERAL = 2


class PackHost(NamedTuple):
    """A host in a pack.

    Attributes:
        resource: The resource that lists it.
        field: The field that it is in.
        host: The host, without ``www``.
    """

    resource: Resource
    field: str
    host: str


def look_alike_hosts(resources: Iterable[Resource]) -> Iterator[tuple[Resource, Fault]]:
    """Find hosts that look the same in two packs, or differ in their ending under one name.

    Yields:
        The resource of the pack whose id comes first, and the fault; once for each two hosts.
    """
    groups: dict[Hashable, dict[str, dict[str, PackHost]]] = {}
    for host in _hosts(resources):
        stem = host.host.rpartition(".")[0]
        name = skeleton(str(host.resource.name))
        for key in (skeleton(host.host), (name, skeleton(stem))):
            groups.setdefault(key, {}).setdefault(host.host, {}).setdefault(
                host.resource.pack, host
            )
    pairs = {pair for hosts in groups.values() for pair in _pairs(hosts)}
    for one, other in sorted(pairs, key=_order):
        problem = f"{shown(one.host)} looks like {shown(other.host)} of {other.resource.id}."
        fix = "ask the organisation which address is right."
        yield one.resource, Fault("url.lookalike", one.field, problem, fix)


def _hosts(resources: Iterable[Resource]) -> Iterator[PackHost]:
    for resource in resources:
        if resource.status is Status.RETIRED:
            continue
        addresses = [("url", resource.url)] + [
            (f"contacts[{position}].url", contact.url)
            for position, contact in enumerate(resource.contacts)
        ]
        for field, url in addresses:
            if url:
                host = (urlsplit(url).hostname or "").removeprefix("www.")
                yield PackHost(resource, field, host)


def _pairs(hosts: dict[str, dict[str, PackHost]]) -> Iterator[tuple[PackHost, PackHost]]:
    """Return pairs of different hosts of two packs: each host with the first one only."""
    if len(hosts) < _SEVERAL:
        return
    first, *others = (owners for _, owners in sorted(hosts.items()))
    for owners in others:
        one, other = _first_of_two_packs(first, owners)
        if one and other:
            yield (one, other) if one.resource.pack < other.resource.pack else (other, one)


def _first_of_two_packs(
    owners: dict[str, PackHost], others: dict[str, PackHost]
) -> tuple[PackHost | None, PackHost | None]:
    """Return an owner of each of two hosts, of different packs; None where there are none."""
    for pack, owner in sorted(owners.items()):
        other = next((others[name] for name in sorted(others) if name != pack), None)
        if other:
            return owner, other
    return None, None


def _order(pair: tuple[PackHost, PackHost]) -> tuple[str, str, str, str]:
    one, other = pair
    return one.resource.id, one.field, other.resource.id, other.field
