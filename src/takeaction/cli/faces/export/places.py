"""The places that a call of ``takeaction export`` names."""

import argparse

from takeaction.models.region import find_region


def requested_regions(options: argparse.Namespace) -> tuple[str, ...]:
    """Return the codes of the places that a call names, each once.

    Raises:
        UnknownWordError: A place is unknown.
    """
    return tuple(dict.fromkeys(find_region(written).code for written in options.regions))
