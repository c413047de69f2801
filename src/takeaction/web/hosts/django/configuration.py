"""The settings of the finder in those of Django: ``TAKEACTION = {"CONTACT": …, "NAME": …}``."""

from collections.abc import Mapping
from typing import Any

import attrs

from takeaction.vocabulary.words import nearest
from takeaction.web.settings import Site, settle

KEYS = tuple(field.name.upper() for field in attrs.fields(Site))
"""The keys of ``TAKEACTION``: the attributes of ``Site`` in capitals."""


def configured_site() -> Site:
    """Return the settings of the finder.

    Raises:
        ValueError: They are wrong, or name nobody; its text tells how to fix that.
    """
    from django.conf import settings

    written: object = getattr(settings, "TAKEACTION", {})
    if not isinstance(written, Mapping):
        raise ValueError(  # noqa: TRY004 - one kind of error for all
            "TAKEACTION is a dict, such as {'CONTACT': 'a name and a number'}."
        )
    return settle(Site(**dict(_argument(key, value) for key, value in written.items())), None)


def _argument(key: object, value: Any) -> tuple[str, Any]:  # noqa: ANN401 - Site says which
    if key not in KEYS:
        near = " or ".join(nearest(str(key), KEYS))
        hint = f"Did you mean {near}?" if near else f"The keys are {', '.join(KEYS)}."
        raise ValueError(f"TAKEACTION has the key {key!r}, which means nothing. {hint}")
    return str(key).lower(), tuple(value) if isinstance(value, list) else value
