"""What a pack claims with its numbers, names and hosts: S63, S64, S66, S67, S69, S78, S80 to S83.

Beside each case of the threat model stand attacks of the same cause that no finding names.
"""

import json

import pytest

from takeaction.errors import Outcome

SOURCE = 'source = { title = "A page" }\nverified = { method = "called" }\n'


def toml(fields):
    return "".join(f"{key} = {json.dumps(value)}\n" for key, value in fields.items())


def line(id="bad", *contacts, **fields):
    """Write one resource, with a contact for each mapping of its fields."""
    start = {"id": id, "name": "A line", "kind": "hotline", "purposes": ["support"], **fields}
    parts = "".join(
        f"[[resource.contacts]]\n{toml({'channel': 'voice', **each})}" for each in contacts
    )
    return f"[[resource]]\n{toml(start)}{SOURCE}{parts}"


def pack(*records, **files):
    return {"resources.toml": "\n".join(records), **files}


def number(dial, country=None, **more):
    """Return a contact with a number, shown as it is dialled."""
    region = {} if country is None else {"dial_region": country}
    return {"dial": dial, **region, "display": dial, **more}


# S64: one rule for every number


@pytest.mark.parametrize(
    ("country", "dial"),
    [
        ("US", "011442079460123"),
        ("GB", "0018885550100"),
        ("AU", "00118885550100"),
        ("JP", "010442079460123"),
        ("KR", "08212345678"),
        ("BR", "01511987654321"),
        ("CO", "0912345678"),
        ("FI", "99044207946012"),
        ("RU", "81018885550100"),
    ],
)
def test_s64_a_prefix_of_another_country_or_network_costs_the_number(dropped, country, dial):
    dropped(pack(line("bad", number(dial, country), regions=[country])), "contact.dial")


@pytest.mark.parametrize(
    ("country", "dial"),
    [("US", "9761234"), ("GB", "020794601234567"), ("FR", "01234567890"), ("KE", "07123456789012")],
)
def test_s64_a_length_that_the_plan_lacks_costs_the_number(dropped, country, dial):
    dropped(pack(line("bad", number(dial, country), regions=[country])), "contact.dial")


@pytest.mark.parametrize(
    "dial", ["+44207946012345", "+3312345678", "+2541234567890123", "+12125550"]
)
def test_s64_an_international_number_has_a_length_of_its_plan(dropped, dial):
    dropped(pack(line("bad", number(dial))), "contact.dial")


@pytest.mark.parametrize("dial", ["+2101234567", "+9991234567", "+8011234567"])
def test_s64_a_code_of_no_country_costs_the_number(dropped, dial):
    dropped(pack(line("bad", number(dial))), "contact.dial")


@pytest.mark.parametrize(
    ("country", "dial", "code"),
    [
        ("GB", "118118", "contact.rate"),
        ("DE", "11833", "contact.rate"),
        ("FR", "3201", "contact.rate"),
        ("CH", "1811", "contact.rate"),
        ("US", "24280", "contact.rate"),
        ("GB", "07012345678", "contact.rate"),
        ("BR", "03001234567", "contact.premium"),
        ("US", "2129765678", "contact.premium"),
        ("GB", "09098790123", "contact.premium"),
    ],
)
def test_s64_a_national_number_above_the_usual_rate_is_refused(dropped, country, dial, code):
    dropped(pack(line("bad", number(dial, country), regions=[country])), code)


@pytest.mark.parametrize(
    "dial",
    [
        *("+881612345678", "+8835100012345", "+870773111632", "+878101234567890"),
        *("+979123456789", "+88812345678", "+80812345678", "+447012345678", "+15005550006"),
    ],
)
def test_s64_satellites_networks_and_personal_numbers_are_refused(hostile, dial):
    catalog = hostile(pack(line("bad", number(dial))))

    (error,) = catalog.mistakes
    assert error.code in {"contact.rate", "contact.premium"}
    assert error.outcome is Outcome.DROP
    assert not [record for record in catalog if record.pack == "hostile"]


@pytest.mark.parametrize("region", ["EU", "001", "150", "AQ"])
def test_s64_dial_region_is_a_country_with_numbers(dropped, region):
    dropped(pack(line("bad", number("116123", region))), "contact.dial")


@pytest.mark.parametrize(
    ("country", "dial"),
    [
        *(
            ("US", "988"),
            ("US", "8885550100"),
            ("US", "18885550100"),
            ("FR", "3919"),
            ("IN", "1098"),
        ),
        *(("AO", "15015"), ("AE", "800988"), ("AR", "0111523456789"), ("GB", "08001111")),
        *(("CO", "018000522020"), ("AU", "131237"), ("HU", "0680984590"), ("NZ", "08009428787")),
    ],
)
def test_s64_a_number_of_the_plan_stays(hostile, country, dial):
    record = line("good", number(dial, country), regions=[country])

    assert hostile(pack(record)).mistakes == ()
