"""Numbering plans: the international form of a number, its national forms, and its rate.

Advice about a number is either its one right form or none: a wrong guess is somebody else's line.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import repeat
from typing import NamedTuple

from takeaction.core_data import read
from takeaction.errors import shown
from takeaction.models.numbers import (
    dialling_in,
    emergency_numbers,
    emergency_place,
    international_number,
)
from takeaction.models.region import country_of, is_region
from takeaction.models.resource import Contact, Resource
from takeaction.packs.faults import Fault
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.resources import OperatorKind, Purpose, ResourceKind

E164 = r"\+[1-9][0-9]{6,14}"
"""An international number: a plus and 7 to 15 digits, as ITU-T E.164 allows."""

KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
"""The digit of each letter on the keys of a telephone (ITU-T E.161)."""

_WRITTEN = r"[0-9 ().-]+"
"""A number as people write it. A slash may separate two numbers, so it is left out."""

_NORTH_AMERICA = "1"
_WITH_ITS_1 = r"1[ .-]?\(?[2-9][0-9]{2}\)?[ .-]?[2-9][0-9]{2}[ .-]?[0-9]{4}"
"""A North American number with its 1."""

_AFTER_ITS_1 = r"1[ .(-].*"
"""One that is no other country's either: Ecuador has numbers such as 1800 555 0100."""

_NORTH_AMERICAN = r"[2-9][0-9]{2}[2-9][0-9]{6}"
"""The digits of a North American number without its 1."""

_LONGEST_CODE = 3
_SHORT_LENGTHS = ("3", "4", "5", "6")
_LONGEST_SHORT = 6
"""The digits of the short numbers of most countries, such as 112 and 116000."""


class NumberingPlan(NamedTuple):
    """The numbering plan of a calling code.

    Attributes:
        code: The calling code, such as ``44``.
        trunk: The prefix dialled before a national number, such as ``0``; empty for none.
        flags: ``z`` if a number may begin with 0 after the code, as in Italy; ``n`` if a national
            number becomes international by taking the trunk prefix away.
        needing: The first digits of numbers that are always written with the trunk prefix 0.
        lengths: The lengths of its numbers, trunk prefix and code not counted.

    Source:
        libphonenumber; see ``data/numbering_plans.json``.
    """

    code: str
    trunk: str
    flags: str
    needing: str
    lengths: str

    def has_length(self, digits: str) -> bool:
        """Return whether a number of this plan may have so many digits."""
        return str(len(digits)) in self.lengths.split(",")


def plan_of(digits: str) -> NumberingPlan | None:
    """Return the plan of an international number, without its plus; None for an unknown code."""
    codes = (digits[:length] for length in range(1, _LONGEST_CODE + 1))
    return next((plan for code in codes if (plan := _plans().get(code))), None)


@cache
def _plans() -> dict[str, NumberingPlan]:
    listed = map(str.split, read("numbering_plans")["plans"].split(), repeat(":"))
    return {code: NumberingPlan(code, *rest) for code, *rest in listed}


def international_form(written: str, country: str | None) -> str | None:
    """Return the one right international form of a number as people write it.

    Args:
        written: The number; with a plus, or as people in its country write it.
        country: The country it is in, such as ``GB``; None if that is not known.

    Returns:
        ``+`` and digits; None if there is any doubt.
    """
    if not re.fullmatch(rf"\+?{_WRITTEN}", written):
        return None
    number = _of_international(written) if written.startswith("+") else _of(written, country)
    return number if number and re.fullmatch(E164, number) else None


def _of_international(written: str) -> str | None:
    digits = digits_in(written)
    plan = plan_of(digits)
    if plan is None:
        return None
    national = digits.removeprefix(plan.code)
    in_brackets = rf"\+\(?{plan.code}\)?[ .-]*\({plan.trunk}\)"  # +44 (0)20 …
    if plan.trunk and (re.match(in_brackets, written) or has_trunk_prefix(f"+{digits}")):
        national = national.removeprefix(plan.trunk)
    elif "(0)" in written or _may_have_trunk_prefix(national, plan):
        return None
    return _joined(plan, national)


def _may_have_trunk_prefix(national: str, plan: NumberingPlan) -> bool:
    """Return whether the first digits may be a trunk prefix as well as part of the number."""
    rest = national.removeprefix(plan.trunk)
    return rest != national and (plan.trunk == "0" or plan.has_length(rest))


def _of(written: str, country: str | None) -> str | None:
    code = dialling_in(country).code if country else ""
    digits = digits_in(written)
    if re.fullmatch(_WITH_ITS_1, written):
        is_certain = code == _NORTH_AMERICA or (not code and re.fullmatch(_AFTER_ITS_1, written))
        return f"+{digits}" if is_certain else None
    plan = plan_of(code) if code else None
    if plan is None or "n" not in plan.flags:
        return None
    if digits.startswith("00"):  # dialled before a country code
        return None
    if plan.code == _NORTH_AMERICA:
        return f"+1{digits}" if re.fullmatch(_NORTH_AMERICAN, digits) else None
    if plan.trunk:
        national = digits.removeprefix(plan.trunk)
        is_complete = national != digits and not national.startswith("0")
        return _joined(plan, national) if is_complete else None
    return _joined(plan, digits)


def _joined(plan: NumberingPlan, national: str) -> str | None:
    """Return a number with its code, if the plan has such a number."""
    zero_is_right = "z" in plan.flags and not plan.trunk
    is_right = plan.has_length(national) and (zero_is_right or not national.startswith("0"))
    return f"+{plan.code}{national}" if is_right else None


def digits_in(written: str) -> str:
    """Return the digits of a number as people write it."""
    return re.sub(r"[^0-9]", "", written)


def has_trunk_prefix(number: str) -> bool:
    """Return whether an international number has kept a trunk prefix after its code: ``+440…``."""
    return not _trunk_starts().isdisjoint((number[:3], number[:4], number[:5], number[:6]))


@cache
def _trunk_starts() -> frozenset[str]:
    return frozenset(read("numbering_plans")["trunk_starts"].split())


def national_forms(number: str) -> tuple[str, ...]:
    """Return the digits of an international number as people in its country dial them.

    Most countries have one form with a trunk prefix and one without. The second is left out where
    it would not work: in Britain nobody reaches 020 7946 0018 by dialling 20 7946 0018.
    """
    digits = number.removeprefix("+")
    plan = plan_of(digits)
    if plan is None:
        return ()
    national = digits.removeprefix(plan.code)
    with_trunk = plan.trunk + national
    return (with_trunk,) if national[:1] in plan.needing else (with_trunk, national)


# What a number costs, and whether the digits of one country reach somebody there.


def rate_of(dial: str, country: str | None) -> str | None:
    """Return the rate of a number whose caller pays more than for a usual call, else None.

    Args:
        dial: ``+`` and digits, or national digits.
        country: The country in which national digits work; None for an international number.

    Returns:
        ``premium``, or ``dear``: of a satellite, of a person wherever they are, or of a directory.

    Source:
        The numbering plans that ``data/numbering_plans.json`` names.
    """
    starts = _dear_starts()
    if country and f"{country}{dial[:3]}" in starts and re.fullmatch(_line("short", country), dial):
        return "dear"
    number = international_number(dial, country)
    if starts.isdisjoint((number[:4], number[:5], number[:6])):
        return None
    plan = plan_of(number[1:])
    if plan is None:
        return None
    national = number.removeprefix(f"+{plan.code}")
    return next(
        (r for r in ("premium", "dear") if re.fullmatch(_line(r, plan.code), national)), None
    )


def countries_of(contact: Contact) -> list[str]:
    """Return the countries that the number of a contact may be in, in the order of the code.

    Of several with one code, such as those of +1, some have first digits of their own.
    """
    if contact.dial is None or not (contact.dial_region or contact.dial.startswith("+")):
        return []
    number = international_number(contact.dial, contact.dial_region)
    codes = (number[1 : 1 + length] for length in range(1, _LONGEST_CODE + 1))
    code = next(filter(_countries().__contains__, codes), "") if number.startswith("+") else ""
    national, sharing = number[1 + len(code) :], _countries().get(code, [])
    if len(national) > _LONGEST_SHORT:
        leading = [each for each in sharing if re.match(_line("leading", each), national)]
        if leading:
            return leading
    if contact.dial_region:
        home = country_of(contact.dial_region)
        return [home] if home else []
    return sharing


@cache
def _countries() -> dict[str, list[str]]:
    """Return the countries of each calling code, in order; of +1 the United States first."""
    countries: dict[str, list[str]] = {}
    for entry in read("numbering_plans")["regions"].split():
        country = entry[:2]
        if is_region(country):
            countries.setdefault(entry[2:].partition(":")[0], []).append(country)
    countries["1"].sort(key=lambda country: country != "US")  # one of 25, and by far the largest
    return countries


@cache
def _dear_starts() -> frozenset[str]:
    """Return the beginnings of possible numbers above the usual rate, and of short ones."""
    return frozenset(read("numbering_plans")["starts"].split())


def _line(name: str, key: str) -> str:
    """Return the pattern behind a code or a country in a list; one that fits nothing for none."""
    lines = f"\n{read('numbering_plans')[name]}\n"
    start = lines.find(f"\n{key} ")
    return lines[start + len(key) + 2 : lines.index("\n", start + 1)] if start >= 0 else "(?!)"


def why_unreachable(dial: str, country: str | None) -> tuple[str, str] | None:
    """Say why a number in the right form reaches nobody, or somebody elsewhere, and how to fix it.

    Args:
        dial: ``+`` and digits, or national digits.
        country: The country in which national digits work; None for an international number.
    """
    if country is None:
        return _why_unreachable_from_abroad(dial)
    home = dialling_in(country)
    if len(dial) > _LONGEST_SHORT and dial[:2] in home.starts.split(","):
        abroad, carrier = _line("prefixes", country).split(" ")
        leaves = re.match(abroad, dial)
        chosen = re.match(carrier, dial) if carrier else None
        if leaves or (chosen and chosen[1] and home.has_length(dial[chosen.end() :])):
            reason = f"begins with what is dialled in {country} for another country or network."
            return reason, "write the number without it, with + and the country code."
    # No list of the short numbers of the world is complete, so others of a usual length pass.
    is_short = str(len(dial)) in (*home.short_lengths.split(","), *_SHORT_LENGTHS)
    if is_short or home.has_length(dial) or home.has_length(dial.removeprefix(home.trunk)):
        return None
    return f"is longer or shorter than the numbers of {country}.", _CHECK


def _why_unreachable_from_abroad(dial: str) -> tuple[str, str] | None:
    plan = plan_of(dial[1:])
    if plan is None:
        return "begins with the code of no country.", _CHECK
    if has_trunk_prefix(dial):
        reason = "has a trunk prefix after its country code: it reaches nobody."
        form = international_form(dial, None)
        return reason, f'write "{form}".' if form else "leave out the trunk prefix."
    if not plan.has_length(dial.removeprefix(f"+{plan.code}")):
        return f"is longer or shorter than the numbers of +{plan.code}.", _CHECK
    return None


_CHECK = "check each digit with the operator."


# Emergency numbers: a pack cannot bring one of its own, nor call one a helpline.
#
# The core knows the number of each place, and every answer starts with its notice. A record of a
# pack may only repeat that number, as what it is.

EVERYWHERE = frozenset({"112", "911"})
"""The emergency numbers that every mobile phone passes on, in any country (3GPP TS 22.101)."""


def faults(resource: Resource) -> Iterator[Fault]:
    """Find emergency records with another number, and emergency numbers of other records."""
    is_emergency = Purpose.EMERGENCY in resource.purposes or resource.kind is ResourceKind.EMERGENCY
    for position, contact in enumerate(resource.contacts):
        is_right = _is_known if is_emergency else _is_of_no_emergency
        if not is_right(contact, resource):
            name = shown(contact.dial) if contact.dial else f"the channel {contact.channel}"
            places = ", ".join(sorted(resource.regions))
            problem = (
                f"{name} is not the emergency number to call in {places}."
                if is_emergency
                else f"{name} is an emergency number, and this is no record of one."
            )
            fix = "leave it out: every answer shows the emergency number of the place."
            yield Fault("contact.emergency", f"contacts[{position}]", problem, fix)


def _is_known(contact: Contact, resource: Resource) -> bool:
    """Return whether a contact is an emergency number in each place that it is for."""
    if contact.channel is not Channel.VOICE or contact.dial_region is None:
        return False
    places = {*resource.regions, contact.dial_region}
    return all(contact.dial in _emergency_digits(place) for place in places)


def _is_of_no_emergency(contact: Contact, resource: Resource) -> bool:
    """Return whether a contact has no emergency number, but for the police who answer it.

    It may be that of any place in which people read it, or have a trunk prefix or a star in front.
    """
    if contact.dial is None or contact.dial_region is None:
        return True
    known = _emergency_digits(contact.dial_region)
    if resource.operator_kind is OperatorKind.POLICE and contact.dial in known:
        return True
    everywhere = EVERYWHERE.union(known, *map(_emergency_digits, resource.regions))
    trunk = dialling_in(country_of(contact.dial_region) or "").trunk
    dial = contact.dial.removeprefix("*")
    return everywhere.isdisjoint((dial, dial.removeprefix(trunk)))


@cache
def _emergency_digits(code: str) -> frozenset[str]:
    place = emergency_place(code)
    numbers = emergency_numbers(place) if place else None
    return numbers.digits if numbers else frozenset()
