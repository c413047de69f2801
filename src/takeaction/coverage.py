"""Coverage: the places whose people find somebody to call, and their share of the world.

A line counts for its country even if it serves only a part of it, and that a number exists does
not mean that somebody answers.
"""

from collections.abc import Callable, Iterable
from functools import cached_property, partial
from typing import Any

import attrs

from takeaction.core_data import read
from takeaction.models.numbers import emergency_numbers, emergency_place
from takeaction.models.region import WORLD, country_of, region
from takeaction.models.resource import Resource, knows_trafficking
from takeaction.value import Value, short_repr
from takeaction.vocabulary.closed_words import YOUNG, Serves
from takeaction.vocabulary.contacts import PAGE_CHANNELS
from takeaction.vocabulary.records import Status
from takeaction.vocabulary.resources import (
    ENFORCEMENT,
    HELP_PURPOSES,
    SUPPORT_PURPOSES,
    Audience,
    Purpose,
    ResourceKind,
)

Pair = tuple[str, str]
"""A region and a language that has a contact for help there."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class PlaceCoverage(Value):
    """The help that is known for one country or territory.

    Attributes:
        place: Its code, ISO 3166-1.
        people: Its population, in thousands; for shares alone, not for reference.
        emergency: Its emergency number, or None if none is certain.
        lines: The lines that give help there, by id in order; those for the whole world are not
            among them, nor are police, immigration and lines that only take reports.
        reports: The lines there that only take reports, police and immigration among them.
    """

    place: str
    people: int
    emergency: str | None
    lines: tuple[Resource, ...]
    reports: tuple[Resource, ...]

    def _shown(self) -> dict[str, object]:
        facts = {"place": self.place, "emergency": self.emergency}
        return {**facts, "lines": len(self.lines), "reports": len(self.reports)}

    @property
    def purposes(self) -> frozenset[Purpose]:
        """The purposes that its lines serve."""
        return frozenset[Purpose]().union(*(line.purposes for line in self.lines))

    @property
    def languages(self) -> frozenset[str]:
        """The languages of its lines, interpreters included, as far as they are known."""
        contacts = (contact for line in self.lines for contact in line.contacts)
        return frozenset(
            language
            for contact in contacts
            for language in (*contact.languages, *contact.interpreter)
        )

    @property
    def helps_trafficked_people(self) -> bool:
        """Whether one of its lines is for adults and knows trafficking or forced labour."""
        return any(map(knows_trafficking, self.lines))

    def has(
        self,
        *,
        purpose: Purpose | None = None,
        audience: Audience | None = None,
        language: str | None = None,
    ) -> bool:
        """Return whether one line serves a purpose, is for an audience and speaks a language.

        None means any.
        """
        return any(
            (purpose is None or purpose in line.purposes)
            and (audience is None or _is_for(line, audience))
            and (language is None or _speaks(line, language))
            for line in self.lines
        )

    def as_json(self) -> dict[str, Any]:
        """Return the place as plain data."""
        return {
            "place": self.place,
            "people": self.people,
            "emergency": self.emergency,
            "trafficking": self.helps_trafficked_people,
            "purposes": sorted(map(str, self.purposes)),
            "languages": sorted(self.languages),
            "lines": [line.id for line in self.lines],
            "reports": [line.id for line in self.reports],
        }


class Coverage:
    """The places that the packs of a catalog cover.

    Attributes:
        pairs: Each (region, language) that has a contact for help, in order. Languages of
            interpreters count; ``und`` is a contact whose languages are unknown.
    """

    def __init__(self, resources: Iterable[Resource]) -> None:
        self._resources = [line for line in resources if line.status is not Status.RETIRED]
        pairs = frozenset[Pair]().union(*(resource.coverage() for resource in self._resources))
        self.pairs = tuple(sorted(pairs))

    def __repr__(self) -> str:
        return short_repr(self, {"pairs": len(self.pairs)})

    @cached_property
    def reviewed(self) -> tuple[int, int]:
        """The number of lines that a practitioner has reviewed, and the number of all lines."""
        lines = [resource for resource in self._resources if _is_line(resource)]
        return sum(line.reviewed is not None for line in lines), len(lines)

    @cached_property
    def places(self) -> tuple[PlaceCoverage, ...]:
        """The help of each country and territory, in order of code."""
        by_place: dict[str, list[Resource]] = {}
        for resource in self._resources:
            if _is_line(resource):
                for place in {_country(code) for code in resource.regions}:
                    by_place.setdefault(place, []).append(resource)
        return tuple(
            _place(code, people, by_place) for code, people in sorted(_population().items())
        )

    def share(
        self,
        *,
        purpose: Purpose | None = None,
        audience: Audience | None = None,
        language: str | None = None,
    ) -> float:
        """Return the share of the world's people, 0 to 1, whose country has such a line.

        A line helps, and somebody answers it; None means any purpose, audience or language.
        """
        return _share(
            place
            for place in self.places
            if place.has(purpose=purpose, audience=audience, language=language)
        )

    def as_json(self) -> dict[str, Any]:
        """Return the shares of the world's people, the counts and the places as plain data."""
        return {
            "shares": self.shares,
            "countries": {name: len(places) for name, places in self.served.items()},
            "places": [place.as_json() for place in self.places],
        }

    @cached_property
    def served(self) -> dict[str, tuple[PlaceCoverage, ...]]:
        """The countries and territories that have each kind of help, by the name of the kind.

        They are in order of code, and those where nobody lives are left out.
        """
        kinds: dict[str, Callable[[PlaceCoverage], bool]] = {
            "emergency": lambda place: place.emergency is not None,
            "any_line": lambda place: bool(place.lines),
            "trafficking": lambda place: place.helps_trafficked_people,
            "only_reports": lambda place: bool(place.reports) and not place.lines,
            "neither": lambda place: not (place.emergency or place.lines or place.reports),
            **{
                str(purpose): partial(PlaceCoverage.has, purpose=purpose)
                for purpose in Purpose
                if purpose in SUPPORT_PURPOSES
            },
        }
        inhabited = [place for place in self.places if place.people]
        return {name: tuple(filter(kind, inhabited)) for name, kind in kinds.items()}

    @property
    def shares(self) -> dict[str, float]:
        """Shares of the world's people, 0 to 1, whose country has each kind of help."""
        return {name: _share(places) for name, places in self.served.items()}


def _place(code: str, people: int, by_place: dict[str, list[Resource]]) -> PlaceCoverage:
    chain = [part for part in region(code).chain if part != WORLD]
    known = {line.id: line for part in chain for line in by_place.get(part, ())}
    numbers = emergency_numbers(emergency_place(code) or "")
    lines = [known[id] for id in sorted(known)]
    return PlaceCoverage(
        place=code,
        people=people,
        emergency=numbers.main if numbers else None,
        lines=tuple(line for line in lines if _helps(line)),
        reports=tuple(line for line in lines if not _helps(line)),
    )


def _country(code: str) -> str:
    return emergency_place(code) or country_of(code) or code


def _is_line(resource: Resource) -> bool:
    answers = any(contact.channel not in PAGE_CHANNELS for contact in resource.contacts)
    is_help = not resource.purposes.isdisjoint(HELP_PURPOSES - {Purpose.EMERGENCY})
    return answers and is_help and resource.kind is not ResourceKind.SITE


def _helps(resource: Resource) -> bool:
    # A line that only takes reports does nothing for the person who calls.
    is_help = not resource.purposes.isdisjoint(SUPPORT_PURPOSES)
    takes_tips = resource.kind is ResourceKind.TIP_LINE or resource.operator_kind in ENFORCEMENT
    return is_help and not takes_tips


def _speaks(line: Resource, language: str) -> bool:
    return any(language in (*contact.languages, *contact.interpreter) for contact in line.contacts)


_NOT_IN_NEED = frozenset({Serves.WORRIED_ADULTS, Serves.PROFESSIONALS})
"""The groups of adults who ask for somebody else."""

_GROUPS = {
    Audience.CHILD: YOUNG,
    Audience.BYSTANDER: frozenset({Serves.WORRIED_ADULTS}),
    Audience.PROFESSIONAL: _NOT_IN_NEED,
}
"""The groups that an audience may be in; survivors and workers may be in all others."""


def _is_for(line: Resource, audience: Audience) -> bool:
    if not line.serves:
        return not line.audience or audience in line.audience
    in_need = frozenset(Serves) - YOUNG - _NOT_IN_NEED
    return not line.serves.isdisjoint(_GROUPS.get(audience, in_need))


def _population() -> dict[str, int]:
    """Return the people of each country and territory, in thousands."""
    people: dict[str, int] = read("population")["thousands"]
    return people


def _share(places: Iterable[PlaceCoverage]) -> float:
    return sum(place.people for place in places) / sum(_population().values())
