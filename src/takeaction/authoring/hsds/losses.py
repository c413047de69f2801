"""Losses: everything in a directory that a draft pack does not carry, by service and field."""

import re
from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

import attrs

_INDEX = re.compile(r"\[\d+\]")
_LONGEST_NAME = 80
"""The most characters of the name of a service or a field in a report."""


class Extent(StrEnum):
    """How much of a service is lost."""

    SERVICE = "service"
    FIELD = "field"
    DOUBT = "doubt"


class Loss(NamedTuple):
    """One thing that a draft does not carry, or carries with a doubt.

    Attributes:
        service: The id of the service in the directory, or its place, such as ``services[3]``.
        field: The field in HSDS; empty for the whole service.
        why: The reason, a sentence.
        extent: Whether the service is lost, the field, or nothing but certainty.
    """

    service: str
    field: str
    why: str
    extent: Extent


@attrs.define
class Losses:
    """Collects the losses of one import.

    Attributes:
        listed: The losses in the order in which they came up.
    """

    listed: list[Loss] = attrs.field(factory=list)

    def add(self, service: str, field: str, why: str, extent: Extent = Extent.FIELD) -> None:
        """Note a loss; names are cut, since a hostile file may hold long ones."""
        names = (service[:_LONGEST_NAME], field[:_LONGEST_NAME])
        self.listed.append(Loss(*names, why, extent))

    def by_field(self) -> Mapping[tuple[str, str], int]:
        """Return how often each reason came up for each field, the most frequent first."""
        reasons = ((_INDEX.sub("", loss.field), loss.why) for loss in self.listed)
        return dict(Counter(reasons).most_common())

    def services(self) -> int:
        """Return the number of services that are lost."""
        return sum(loss.extent is Extent.SERVICE for loss in self.listed)
