"""Write the core's list of country calling codes and premium-rate numbers.

The source is the metadata of Google's libphonenumber (ITU-T E.164 codes by ISO 3166-1 country).
Needs the Python packages ``phonenumberslite`` and ``regex``::

    python scripts/numbers.py 2026-11-24
"""

import json
import sys
from itertools import product
from pathlib import Path

import phonenumbers
import regex
from phonenumbers.phonemetadata import PhoneMetadata

DATA = Path(__file__).parents[1] / "src" / "takeaction" / "data"
NO_COUNTRY = "001"
STARTS = ["".join(pair) for pair in product("0123456789", repeat=2)]


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
    value = {
        "source": f"ITU-T E.164 by ISO 3166-1: libphonenumber {phonenumbers.__version__}, "
        f"by phonenumberslite, read {today}",
        "license": "Apache-2.0",
        "regions": f" {' '.join(sorted(regions.values()))} ",
        "starts": " ".join(premium_starts),
        "premium": "\n".join(f"{code} {pattern}" for code, pattern in patterns.items()),
    }
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (DATA / "numbering_plans.json").write_text(text + "\n", encoding="utf-8")
    print(len(regions), "countries,", len(patterns), "codes with premium rates")


if __name__ == "__main__":
    main(sys.argv[1])
