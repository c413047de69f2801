"""Made-up directories in HSDS 3, as a state or a city may publish them."""

import json
import random
import uuid

PLACES = (
    ("US", "United States", "America/Chicago", "+1 202-555-{:04}"),
    ("US-TX", "Texas", "America/Chicago", "(512) 555-{:04}"),
    ("GB", "United Kingdom", "Europe/London", "020 7946 {:04}"),
    ("KE", "Kenya", "Africa/Nairobi", "+254 20 201{:04}"),
    ("IN", "India", "Asia/Kolkata", "+91 80 2345 {:04}"),
)
NAMES = (
    ("Human trafficking helpline", "Human Trafficking Hotlines"),
    ("Domestic violence line", "Domestic Violence Hotlines"),
    ("Safe house", "Women's Shelters"),
    ("Legal aid clinic", "Legal Aid"),
    ("Migrant workers' desk", "Migrant Workers"),
    ("Childline", "Child Abuse Hotlines"),
)
TOWNS = ("North", "South", "East", "West", "Harbour", "River", "Hill", "Lake", "Market", "Bridge")
LANGUAGES = (("English", "en"), ("Spanish", "es"), ("Hindi", "hi"), ("Swahili", "swa"))
HOURS = (
    (("MO,TU,WE,TH,FR", "09:00", "17:00"),),
    (("MO,TU,WE,TH,FR,SA,SU", "00:00", "23:59"),),
    (("MO,TU,WE,TH", "08:30", "18:00"), ("FR", "08:30", "13:00")),
    (("FR,SA", "20:00", "02:00"),),
)


def service(random_source, number):
    code, place, zone, form = random_source.choice(PLACES)
    kind, term = random_source.choice(NAMES)
    id = str(uuid.UUID(int=random_source.getrandbits(128), version=4))
    # A number in a name would be read as one to call.
    letters = str(number).translate(str.maketrans("0123456789", "ABCDEFGHIJ"))
    name = f"{random_source.choice(TOWNS)} {kind} {letters}"
    languages = random_source.sample(LANGUAGES, random_source.randint(1, 3))
    return {
        "id": id,
        "organization_id": id,
        "name": name,
        "description": f"<p>{kind} for people in {place}.</p><p>It&rsquo;s free.</p>",
        "status": "active",
        "email": f"line{number}@example.org",
        "url": f"https://example.org/{number}",
        "assured_date": f"2026-0{random_source.randint(1, 9)}-15",
        "minimum_age": random_source.choice([None, 16, 18]),
        "organization": {"id": id, "name": f"{place} help", "description": "A charity."},
        "phones": [
            {
                "id": id,
                "number": form.format(number),
                "type": random_source.choice(["voice", "voice", "text", None]),
                "languages": [{"id": id, "name": n, "code": c} for n, c in languages],
            }
        ],
        "schedules": [
            {
                "id": id,
                "freq": "WEEKLY",
                "byday": days,
                "opens_at": opens,
                "closes_at": closes,
                "timezone": zone,
            }
            for days, opens, closes in random_source.choice(HOURS)
        ],
        "service_areas": [{"id": id, "name": place, "extent": code, "extent_type": "text"}],
        "languages": [{"id": id, "name": "English", "code": "en"}],
        "contacts": [{"id": id, "name": "A. Person", "title": "Manager"}],
        "attributes": [
            {
                "id": id,
                "taxonomy_term": {
                    "id": id,
                    "name": term,
                    "description": term,
                    "taxonomy": "211 Human Services",
                },
            }
        ],
    }


def directory(number, seed=23):
    source = random.Random(seed)  # noqa: S311 - made-up services are no secrets
    services = [service(source, position) for position in range(number)]
    page = {"total_items": number, "page_number": 1, "contents": services}
    return json.dumps(page).encode()


def lost_services(draft):
    return sum(loss.extent == "service" for loss in draft.losses.listed)
