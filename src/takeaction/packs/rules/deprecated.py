"""Rules for fields that another one has replaced. Old packs are still read, so they only warn."""

from collections.abc import Iterator

from takeaction.models.resource import Resource
from takeaction.packs.faults import Fault
from takeaction.vocabulary.closed_words import Told

_CODE = "shape.deprecated"


def faults(resource: Resource) -> Iterator[Fault]:
    """Find the fields of a resource that a new one replaces."""
    if resource.audience:
        yield Fault(_CODE, "audience", *_of_audience(resource))
    for number, contact in enumerate(resource.contacts):
        if contact.shares_with and contact.tells:
            problem = "tells says who learns what a person says; shares_with is not read beside it."
            yield Fault(_CODE, f"contacts[{number}].shares_with", problem, "remove shares_with.")
        elif contact.shares_with:
            # Emergency services and a government have no key of their own in tells.
            body = next((body for body in Told if body.value in contact.shares_with), Told.POLICE)
            problem = "this old field doesn't say when they are told; tells does."
            key = body.replace("-", "_")
            words = "always, if-you-agree, danger-or-child or never"
            fix = f'write tells = {{ {key} = "…" }}, with {words} in it, as the line says itself.'
            yield Fault(_CODE, f"contacts[{number}].shares_with", problem, fix)


def _of_audience(resource: Resource) -> tuple[str, str]:
    """Return the problem with an audience, and its fix."""
    if resource.serves:
        return "serves says who it is for; audience is not read beside it.", "remove audience."
    groups = ", ".join(f'"{word}"' for word in sorted(resource.for_whom))
    problem = "this old field also names people who may find it useful; serves says who it is for."
    return problem, (
        f"write serves = [{groups}]."
        if groups
        else "remove it, or write serves if it turns others away."
    )
