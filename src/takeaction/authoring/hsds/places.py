"""Places of a directory: service areas become codes of regions."""

from takeaction.authoring.hsds.losses import Extent
from takeaction.authoring.hsds.service import HsdsObject
from takeaction.errors import QueryError
from takeaction.models.region import (
    CODE_ALIASES,
    find_region,
    is_country_name,
    is_region,
    place_label,
)
from takeaction.vocabulary.words import fold

_LONGEST_NAME = 200


def regions_of(service: HsdsObject, default: str) -> tuple[list[str], list[str]]:
    """Return the codes of the places that a service is for, and the names of smaller areas.

    An area that is part of a place we know is carried as that place, and named in words.

    Args:
        service: The service.
        default: The place of a service without areas.
    """
    codes: dict[str, None] = {}
    smaller = []
    for area in service.objects("service_areas"):
        code, name = _place_of(area)
        codes |= {code: None} if code else {}
        smaller += [name] if name else []
    if not codes:
        why = "it has no area that we know; the place of this import is used"
        service.losses.add(service.service, "service_areas", why, Extent.DOUBT)
    return [*codes] or [default], smaller


def _place_of(area: HsdsObject) -> tuple[str, str]:
    """Return the code of an area, and its name if it is smaller than the place of the code."""
    name, extent = area.text("name"), area.text("extent")
    if area.text("extent_type") not in ("", "text"):
        area.lose("extent", "no shape on a map is carried")
        extent = ""
    for written in (*area.own_terms().get("region", ()), extent):
        code = CODE_ALIASES.get(written.upper(), written.upper())
        if is_region(code):
            return code, ""
    return _place_named(area, name or area.text("description") or extent)


def _place_named(area: HsdsObject, name: str) -> tuple[str, str]:
    if not name or len(name) > _LONGEST_NAME:
        area.lose("name", "the area has no name")
        return "", ""
    try:
        code = find_region(name).code
    except QueryError:
        area.lose("name", "no place that we know has this name")
        return "", name
    is_itself = is_country_name(fold(name)) or fold(name) == fold(str(place_label(code)))
    if not is_itself:
        why = "it is carried as the place that it is part of"
        area.losses.add(area.service, area.place("name"), why, Extent.DOUBT)
    return code, "" if is_itself else name
