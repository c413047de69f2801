"""Telephone numbers: the code of a country, and the international form, for comparing them."""

from takeaction.core_data import read


def international_number(dial: str, region: str | None) -> str:
    """Return a number with ``+`` and its country code.

    A number stays as it is if its region is a group of countries, or has no known code.
    """
    code, trunk = calling_code(region.partition("-")[0]) if region else ("", "")
    return f"+{code}{dial.removeprefix(trunk)}" if code else dial


def calling_code(country: str) -> tuple[str, str]:
    """Return the calling code and the trunk prefix of a country; empty if they are not known.

    Source:
        libphonenumber; see ``data/numbering_plans.json``.
    """
    listed = read("numbering_plans")["regions"]
    start = listed.find(f" {country}")
    if start < 0:
        return "", ""
    entry: str = listed[start + len(" GB") : listed.index(" ", start + 1)]
    code, _, trunk = entry.partition(":")
    return code, trunk
