"""Write the core's list of country calling codes and premium-rate numbers.

Its source is the metadata of Google's libphonenumber (ITU-T E.164 codes by ISO 3166-1 country),
as the Python packages ``phonenumberslite`` and ``regex`` let one read it::

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
    """Return what is known of the numbers of a country, or of a code that is no country's."""
    if region == NO_COUNTRY:
        return PhoneMetadata.metadata_for_nongeo_region(code)
    return PhoneMetadata.metadata_for_region(region)


def premium(code: int) -> str | None:
    """Return the pattern of the premium-rate numbers of a code."""
    held = [metadata(code, region) for region in phonenumbers.COUNTRY_CODE_TO_REGION_CODE[code]]
    found = {each.premium_rate.national_number_pattern for each in held if each.premium_rate}
    return "|".join(sorted(found - {None, "NA"})) or None


def starts(code: int, pattern: str) -> list[str]:
    """Return what premium-rate numbers of a code begin with: the code and two digits."""
    return [f"+{code}{each}" for each in STARTS if regex.fullmatch(pattern, each, partial=True)]


def main(today: str) -> None:
    """Write numbers.json: each list is one text, since it is read at every start."""
    codes = phonenumbers.COUNTRY_CODE_TO_REGION_CODE
    regions = {
        region: f"{region}{code}:{metadata(code, region).national_prefix or ''}"
        for code, held in codes.items()
        for region in held
        if region != NO_COUNTRY
    }
    patterns = {code: found for code in codes if (found := premium(code))}
    dear = (start for code, pattern in patterns.items() for start in starts(code, pattern))
    value = {
        "source": f"ITU-T E.164 by ISO 3166-1: libphonenumber {phonenumbers.__version__}, "
        f"by phonenumberslite, read {today}",
        "license": "Apache-2.0",
        "regions": f" {' '.join(sorted(regions.values()))} ",
        "starts": " ".join(dear),
        "premium": "\n".join(f"{code} {pattern}" for code, pattern in patterns.items()),
    }
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (DATA / "numbers.json").write_text(text + "\n", encoding="utf-8")
    print(len(regions), "countries,", len(patterns), "codes with premium rates")


if __name__ == "__main__":
    main(sys.argv[1])
