"""The advice about numbers, compared with libphonenumber: the one right form, or none."""

from collections import Counter

import phonenumbers
import pytest
from phonenumbers import PhoneNumberFormat, PhoneNumberType
from phonenumbers.phonemetadata import PhoneMetadata

from takeaction.packs.rules.contact import agrees
from takeaction.packs.rules.numbering import (
    has_trunk_prefix,
    international_form,
    national_forms,
    plan_of,
)

COUNTRIES = sorted(phonenumbers.SUPPORTED_REGIONS)
EXAMPLES = [
    (country, number)
    for country in COUNTRIES
    for kind in PhoneNumberType.values()
    if (number := phonenumbers.example_number_for_type(country, kind))
]
FEWEST_FORMS = 20_000
MOVES_DIGITS = {"AR", "BY"}
"""Countries that write some numbers with digits between the trunk prefix and the number."""

PAGER_OF_GERMANY = "+4916412345"


def e164(number):
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def written_forms(country, number):
    """Yield the forms in which people write a number, each with what the record says of it.

    A trunk prefix comes only from countries that have one: after another code it is another number.
    """
    national = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    international = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    code = f"+{number.country_code}"
    rest = international.removeprefix(f"{code} ")
    trunk = PhoneMetadata.metadata_for_region(country).national_prefix
    with_code = [e164(number), international, f"({code}) {rest}", f"{code} {national}"]
    if trunk:
        with_code += [f"{code} ({trunk}) {rest}", f"{code} ({trunk}){rest}"]
        with_code += [f"{code} {trunk}{rest}", f"{code}{trunk}{rest}"]
    first, _, others = national.partition(" ")
    for form in (national, f"({first}) {others}", f"00{number.country_code} {rest}"):
        for separator in (" ", "-", "."):
            yield form.replace(" ", separator), country
            yield form.replace(" ", separator), None
    for form in with_code:
        for separator in (" ", "-", "."):
            yield form.replace(" ", separator), country
            yield form.replace(" ", separator), None


def test_the_advice_is_the_exact_form_or_none():
    advice = Counter()

    for country, number in EXAMPLES:
        right = e164(number)
        for written, region in written_forms(country, number):
            form = international_form(written, region)
            assert form in {right, None}, (country, written, form)
            advice[form is not None] += 1

    assert advice.total() > FEWEST_FORMS
    assert advice[True] > advice.total() / 2


def test_no_number_that_exists_is_taken_for_one_with_a_trunk_prefix():
    assert [e164(number) for _, number in EXAMPLES if has_trunk_prefix(e164(number))] == []


def test_the_forms_in_which_a_country_writes_a_number_agree_with_it():
    refused = {
        (country, e164(number))
        for country, number in EXAMPLES
        for form in (PhoneNumberFormat.NATIONAL, PhoneNumberFormat.INTERNATIONAL)
        if not agrees(e164(number), phonenumbers.format_number(number, form))
    }

    assert {entry for entry in refused if entry[0] not in MOVES_DIGITS} == {
        ("DE", PAGER_OF_GERMANY)
    }


@pytest.mark.parametrize(
    ("written", "country", "form"),
    [
        ("+44 (0)8000 121 700", None, "+448000121700"),
        ("+4408000121700", None, "+448000121700"),
        ("08000 121 700", "GB", "+448000121700"),
        ("8000 121 700", "GB", None),
        ("0044 8000 121 700", "GB", None),
        ("+49 (0)30 123456", None, "+4930123456"),
        ("030/123456", "DE", None),
        ("+39 06 1234567", None, "+39061234567"),
        ("+39 (0)6 1234567", None, None),
        ("06 1234567", "IT", "+39061234567"),
        ("0039 06 1234", "IT", None),
        ("+378 0549 886377", None, "+3780549886377"),
        ("0549 886377", "SM", None),
        ("+36 06 1 234 5678", None, "+3612345678"),
        ("06 1 234 5678", "HU", "+3612345678"),
        ("+7 (8) 495 123-45-67", None, "+74951234567"),
        ("+7 8 495 123-45-67", None, None),
        ("+375 8 0152 450911", None, None),
        ("+91 (0)22 1234 5678", None, "+912212345678"),
        ("+91 022 1234 5678", None, "+912212345678"),
        ("+62 001 803 0000000", None, None),
        ("+1 (1) 888-373-7888", None, "+18883737888"),
        ("+1 1 888-373-7888", None, "+18883737888"),
        ("1-888-373-7888", None, "+18883737888"),
        ("1-888-373-7888", "US", "+18883737888"),
        ("1-888-373-7888", "FR", None),
        ("1888 373 7888", None, None),
        ("1888 373 7888", "US", "+18883737888"),
        ("1800 123 4567", "EC", None),
        ("(888) 373-7888", "US", "+18883737888"),
        ("373-7888", "US", None),
        ("912 345 678", "ES", "+34912345678"),
        ("0912 345 678", "ES", None),
        ("012 345 678", "ES", None),
        ("011 15-2345-6789", "AR", None),
        ("+210 123 4567", None, None),
        ("+44 20 7946 0018 / 19", None, None),
        ("+44 123", None, None),
        ("20 7946 0018", "XX", None),
        ("", None, None),
    ],
)
def test_a_number_leads_to_its_one_international_form(written, country, form):
    assert international_form(written, country) == form


def test_a_code_that_nobody_has_leads_to_no_number():
    # There is no plan, and so no national form.
    assert plan_of("2101234567") is None
    assert national_forms("+2101234567") == ()
