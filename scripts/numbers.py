"""Write the core's list of numbering plans: calling codes, trunk prefixes and premium rates.

The source is the metadata of Google's libphonenumber (ITU-T E.164 codes by ISO 3166-1 country).
Needs the Python packages ``phonenumberslite`` and ``regex``::

    python scripts/numbers.py 2026-11-24
"""

import json
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import phonenumbers
import regex
from phonenumbers.phonemetadata import PhoneMetadata

DATA = Path(__file__).parents[1] / "src" / "takeaction" / "data"
NO_COUNTRY = "001"
DIGITS = "0123456789"
STARTS = ["".join(pair) for pair in product(DIGITS, repeat=2)]
KEEPS_ZERO, CERTAIN = "z", "n"
"""The flags of a plan; ``packs/rules/numbers/numbering.py`` says what they mean."""


def metadata(code: int, region: str) -> PhoneMetadata:
    """Return the metadata of a country's numbers, or of a calling code without a country."""
    if region == NO_COUNTRY:
        return PhoneMetadata.metadata_for_nongeo_region(code)
    return PhoneMetadata.metadata_for_region(region)


def premium(code: int) -> str | None:
    """Return the pattern of the premium-rate numbers of a code."""
    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE[code]
    rates = (metadata(code, region).premium_rate for region in regions)
    patterns = {rate.national_number_pattern for rate in rates if rate}
    return "|".join(sorted(patterns - {None, "NA"})) or None


def starts(code: int, pattern: str) -> list[str]:
    """Return the starts of a code's premium-rate numbers: the code and two digits."""
    matching = (digits for digits in STARTS if regex.fullmatch(pattern, digits, partial=True))
    return [f"+{code}{digits}" for digits in matching]


def plans_of(code: int) -> list[PhoneMetadata]:
    """Return the metadata of each country that shares a code, the main one first."""
    return [metadata(code, region) for region in phonenumbers.COUNTRY_CODE_TO_REGION_CODE[code]]


def plan(code: int) -> str:
    """Return the plan of a code: its trunk prefix, flags, digits that need the trunk, lengths."""
    plans = plans_of(code)
    trunk = plans[0].national_prefix or ""
    flags = KEEPS_ZERO * may_begin(plans, "0") + CERTAIN * is_certain(plans[0])
    needing = "".join(d for d in DIGITS if trunk == "0" and needs_trunk(plans, d))
    lengths = plans[0].general_desc.possible_length
    return f"{code}:{trunk}:{flags}:{needing}:{','.join(map(str, lengths))}"


def may_begin(plans: list[PhoneMetadata], digits: str) -> bool:
    """Tell whether a number, without its trunk prefix, may begin with some digits."""
    patterns = (each.general_desc.national_number_pattern for each in plans)
    return any(regex.fullmatch(pattern, digits, partial=True) for pattern in patterns)


def is_certain(plan: PhoneMetadata) -> bool:
    """Tell whether a national number becomes international by taking the trunk prefix away.

    Argentina, Brazil and some others move digits as well, or have carrier codes in between.
    """
    written = (plan.national_prefix_for_parsing or plan.national_prefix or "").split("|")
    return not plan.national_prefix_transform_rule and (plan.national_prefix or "") in written


def needs_trunk(plans: list[PhoneMetadata], digit: str) -> bool:
    """Tell whether all numbers that begin with a digit are written with the trunk prefix."""
    formats = [
        form
        for each in plans
        for form in each.number_format
        if regex.match(form.leading_digits_pattern[-1], digit, partial=True)
    ]
    return bool(formats) and all(
        "0" in (form.national_prefix_formatting_rule or "")
        and not form.national_prefix_optional_when_formatting
        for form in formats
    )


def trunk_starts(code: int) -> Iterator[str]:
    """Yield the starts of numbers that have kept a trunk prefix after the code."""
    plans = plans_of(code)
    trunk = plans[0].national_prefix
    if trunk and not may_begin(plans, trunk):
        yield f"+{code}{trunk}"
    elif trunk:
        following = (digit for digit in DIGITS if not may_begin(plans, trunk + digit))
        yield from (f"+{code}{trunk}{digit}" for digit in following)


def main(today: str) -> None:
    """Write ``numbering_plans.json``: every start loads it, so each list is one text, for speed."""
    codes = phonenumbers.COUNTRY_CODE_TO_REGION_CODE
    regions = {
        region: f"{region}{code}:{metadata(code, region).national_prefix or ''}"
        for code, code_regions in codes.items()
        for region in code_regions
        if region != NO_COUNTRY
    }
    patterns = {code: pattern for code in codes if (pattern := premium(code))}
    premium_starts = (
        start for code, pattern in patterns.items() for start in starts(code, pattern)
    )
    plans = {code: plan(code) for code in codes}
    value = {
        "source": f"ITU-T E.164 by ISO 3166-1: libphonenumber {phonenumbers.__version__}, "
        f"by phonenumberslite, read {today}",
        "license": "Apache-2.0",
        "regions": f" {' '.join(sorted(regions.values()))} ",
        "plans": f" {' '.join(plans.values())} ",
        "trunk_starts": " ".join(start for code in codes for start in trunk_starts(code)),
        "starts": " ".join(premium_starts),
        "premium": "\n".join(f"{code} {pattern}" for code, pattern in patterns.items()),
    }
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (DATA / "numbering_plans.json").write_text(text + "\n", encoding="utf-8")
    print(len(regions), "countries,", len(patterns), "codes with premium rates")


if __name__ == "__main__":
    main(sys.argv[1])
