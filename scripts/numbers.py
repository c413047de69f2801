"""Write the core's list of numbering plans: calling codes, prefixes, lengths and rates.

The source is the metadata of Google's libphonenumber (ITU-T E.164 codes by ISO 3166-1 country).
Needs the Python packages ``phonenumberslite`` and ``regex``::

    python scripts/numbers.py 2026-11-24
"""

import json
import sys
from collections.abc import Iterator, Mapping
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
"""The flags of a plan; ``packs/rules/numbering.py`` says what they mean."""

FREEPHONE = 800
"""The one code without a country whose numbers cost no more than a call at home (ITU-T E.169.1).

The others are satellites, shared costs, personal numbers and networks of carriers.
"""

ALSO_PREMIUM = {1: r"[2-9]\d{2}976\d{4}", 55: r"30[03]\d{7}|300\d{5}"}
"""Ranges for which the caller pays a supplement, and which libphonenumber files elsewhere.

Source:
    California Public Utilities Commission, glossary: for 976-xxxx the telephone company charges
    callers a fee that it splits with the service; no list says in which area codes it still is so.
    O Estado de S. Paulo, 6 September 2002: 0300 costs the caller a supplement; Agência Nacional de
    Telecomunicações has lowered it since. libphonenumber files it under shared cost. Both read
    2026-12-01, in copies.
"""

FREE_SHORT = {"FR": ("3919",)}
"""Short numbers that are free in a range that is not.

Source:
    Prefecture of Essonne, leaflet of 2020: 3919 is free and anonymous. libphonenumber has all of
    32 to 39 as premium, and no exception.
"""

DIRECTORIES = r"118\d{2,3}"
"""Directory enquiries of many European countries; which ones is read from their plans. That they
cost more than a call is general knowledge, and no source was read for it."""


def metadata(code: int, region: str) -> PhoneMetadata:
    """Return the metadata of a country's numbers, or of a calling code without a country."""
    if region == NO_COUNTRY:
        return PhoneMetadata.metadata_for_nongeo_region(code)
    return PhoneMetadata.metadata_for_region(region)


def ranges(code: int, *kinds: str) -> set[str]:
    """Return the patterns of the numbers of some kinds, such as ``premium_rate``, of a code."""
    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE[code]
    found = (getattr(metadata(code, region), kind) for region in regions for kind in kinds)
    return {each.national_number_pattern for each in found if each} - {None, "NA"}


def premium(code: int) -> str | None:
    """Return the pattern of the premium-rate numbers of a code."""
    patterns = ranges(code, "premium_rate") | {ALSO_PREMIUM.get(code)} - {None}
    return "|".join(sorted(patterns)) or None


def dear(code: int) -> str | None:
    """Return the pattern of the other numbers that cost more than a usual call."""
    is_worldwide = phonenumbers.COUNTRY_CODE_TO_REGION_CODE[code] == (NO_COUNTRY,)
    if is_worldwide and code != FREEPHONE:
        return r"\d+"
    return "|".join(sorted(ranges(code, "personal_number"))) or None


def dear_short(region: str) -> str | None:
    """Return the pattern of the short numbers of a country that cost more than a usual call."""
    short = PhoneMetadata.short_metadata_for_region(region)
    if short is None:
        return None
    rate, code = short.premium_rate, short.short_code.national_number_pattern or ""
    patterns = {rate.national_number_pattern} if rate else set()
    # A plan that has any numbers there says nothing about directories.
    has_directories, has_any = (
        any(regex.fullmatch(code, f"{start}{n:02}") for n in range(1000)) for start in (118, 119)
    )
    has_directories = has_directories and not has_any
    patterns |= {DIRECTORIES} if has_directories else set()
    pattern = "|".join(sorted(patterns - {None, "NA"}))
    free = "".join(f"(?!{number}$)" for number in FREE_SHORT.get(region, ()))
    return f"{free}(?:{pattern})" if free else pattern or None


def prefixes(region: str) -> tuple[str, str]:
    """Return the patterns of what is dialled before a number abroad, and before one by a carrier.

    The second has the carrier as its first group, and is empty where nobody chooses one.
    """
    plan = metadata(phonenumbers.country_code_for_region(region), region)
    carriers = plan.national_prefix_for_parsing or ""
    # With another rule, the group is an area code that people may leave out.
    is_carrier = plan.national_prefix_transform_rule in {None, r"\2"}
    has_group = regex.search(r"\((?!\?)", carriers)
    return plan.international_prefix or "", carriers if is_carrier and has_group else ""


def written(region: str) -> Iterator[int]:
    """Yield the lengths of numbers as people in a country write them, without the trunk prefix.

    Argentina has a 15 within its mobile numbers.
    """
    for kind in phonenumbers.PhoneNumberType.values():
        number = phonenumbers.example_number_for_type(region, kind)
        if number:
            form = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
            trunk = PhoneMetadata.metadata_for_region(region).national_prefix or ""
            yield len("".join(filter(str.isdigit, form)).removeprefix(trunk))


def country(region: str) -> str:
    """Return a country: its code, trunk prefix, lengths of numbers and short ones, and prefixes.

    Of the prefixes, it has the first two digits; of some countries they fit many numbers.
    """
    code = phonenumbers.country_code_for_region(region)
    plan, short = metadata(code, region), PhoneMetadata.short_metadata_for_region(region)
    lengths = ",".join(map(str, sorted({*plan.general_desc.possible_length, *written(region)})))
    shorts = ",".join(map(str, short.general_desc.possible_length if short else ()))
    first = ",".join(
        digits
        for digits in STARTS
        if any(p and regex.match(p, digits, partial=True) for p in prefixes(region))
    )
    return f"{region}{code}:{plan.national_prefix or ''}:{lengths}:{shorts}:{first}"


def leading_of(region: str) -> str | None:
    """Return the pattern of the first digits by which a country differs from others of its code."""
    plan = metadata(phonenumbers.country_code_for_region(region), region)
    return None if plan.main_country_for_code else plan.leading_digits


def starts(code: int, pattern: str) -> Iterator[str]:
    """Yield the starts of the numbers of a pattern: the code, and two digits where that helps."""
    first = [digits for digits in STARTS if regex.fullmatch(pattern, digits, partial=True)]
    yield from (f"+{code}{digits}" for digits in (first if len(first) < len(STARTS) else [""]))


def short_starts(region: str, pattern: str) -> Iterator[str]:
    """Yield the starts of the short numbers of a pattern: the country and three digits."""
    first = map("".join, product(DIGITS, repeat=3))
    yield from (f"{region}{d}" for d in first if regex.fullmatch(pattern, d, partial=True))


def plans_of(code: int) -> list[PhoneMetadata]:
    """Return the metadata of each country that shares a code, the main one first."""
    return [metadata(code, region) for region in phonenumbers.COUNTRY_CODE_TO_REGION_CODE[code]]


def plan(code: int) -> str:
    """Return the plan of a code: its trunk prefix, flags, digits that need the trunk, lengths."""
    plans = plans_of(code)
    trunk = plans[0].national_prefix or ""
    flags = KEEPS_ZERO * may_begin(plans, "0") + CERTAIN * is_certain(plans[0])
    needing = "".join(d for d in DIGITS if trunk == "0" and needs_trunk(plans, d))
    lengths = plans[
        0
    ].general_desc.possible_length  # those of Canada have one that works there only
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
    regions = sorted(phonenumbers.SUPPORTED_REGIONS)
    rates = {
        name: {code: pattern for code in codes if (pattern := of(code))}
        for name, of in {"premium": premium, "dear": dear}.items()
    }
    shorts = {region: pattern for region in regions if (pattern := dear_short(region))}
    value = {
        "source": f"ITU-T E.164 by ISO 3166-1: libphonenumber {phonenumbers.__version__}, "
        f"by phonenumberslite, read {today}",
        "license": "Apache-2.0",
        "regions": f" {' '.join(map(country, regions))} ",
        "prefixes": lines({region: " ".join(prefixes(region)) for region in regions}),
        "plans": f" {' '.join(map(plan, codes))} ",
        "trunk_starts": " ".join(start for code in codes for start in trunk_starts(code)),
        "short": lines(shorts),
        "leading": lines(
            {region: leading for region in regions if (leading := leading_of(region))}
        ),
    }
    value |= {name: lines(patterns) for name, patterns in rates.items()}
    found = {each for of in rates.values() for line in of.items() for each in starts(*line)}
    found |= {each for line in shorts.items() for each in short_starts(*line)}
    value["starts"] = " ".join(sorted(found))
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (DATA / "numbering_plans.json").write_text(text + "\n", encoding="utf-8")
    print(len(regions), "countries,", len(rates["premium"]), "codes with premium rates")


def lines(patterns: Mapping[object, str]) -> str:
    """Return patterns as lines, each behind what it is of."""
    return "\n".join(f"{of} {pattern}" for of, pattern in patterns.items())


if __name__ == "__main__":
    main(sys.argv[1])
