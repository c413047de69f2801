"""Every matter, whoever asks, in every place: the first line is for it, by day and at night.

What serves is written here once more, from the table and the words of the records alone.
"""

from collections import Counter
from datetime import UTC, datetime

import pytest

from takeaction import About, HelpQuery, find_help
from takeaction.core_data import read
from takeaction.models.question.queries import SAID
from takeaction.models.resource import TRAFFICKING_TOPICS
from takeaction.vocabulary.closed_words import SPECIAL, YOUNG, Tells
from takeaction.vocabulary.contacts import PAGE_CHANNELS
from takeaction.vocabulary.resources import ENFORCEMENT, MATTER_PURPOSES

TABLE = read("matters")["matters"]
PLACES = sorted(set(read("regions")["countries"]) & set(read("emergency")["places"]))
NIGHT = datetime(2026, 12, 1, 3, tzinfo=UTC)
ANY_MATTER = {"support", "shelter", "crime-victim"}
"""Purposes that don't say what a line is about. Lawyers of another matter come after its own."""

FOR_ANY_AGE = {"child", "crisis", "online-safety", "missing-children", "forced-marriage"}
WHO = {
    "anyone": {"asks": "self"},
    "child": {"asks": "self", "child": "writer"},
    "worried": {"asks": "other", "child": "other"},
    "other": {"asks": "other"},
}
STOPS = [name.removeprefix("stop-") for name in TABLE if name.startswith("stop-")]
TOPICS = [name for name in TABLE if not name.startswith(("stop-", "listen-"))]


def row_of(name, who):
    """Return what the table says for whoever asks; lines for children first where it says none."""
    rows = TABLE[name]
    row = rows.get(who, rows["anyone"])
    if who in ("child", "worried") and who not in rows:
        return {**row, "purposes": ["child", *row["purposes"]]}
    return row


def takes_pictures_down(resource):
    return resource.kind == "service" and resource.purposes == {"online-safety"}


def is_page(resource, who):
    if takes_pictures_down(resource) and who not in ("child", "worried"):
        return False
    channels = {contact.channel for contact in resource.contacts}
    return resource.kind == "site" or channels <= PAGE_CHANNELS


def is_for(resource, who, said, people):
    groups = resource.for_whom
    if not groups or (takes_pictures_down(resource) and who not in ("child", "worried")):
        return True  # it asks how old somebody was in the picture
    special = groups & SPECIAL
    if special and special.isdisjoint(said | people) and not groups - special - YOUNG:
        return False
    if who == "child":
        return bool(groups & YOUNG)
    if who == "worried" and "worried-adults" in groups:
        return True
    if groups <= YOUNG | ({"worried-adults"} if who != "worried" else set()):
        return False
    sexes = groups & {"women", "men"}
    return len(sexes) != 1 or not said & {"women", "men"} or sexes <= said


def fits(resource, row):
    wanted = set(row["purposes"])
    if resource.purposes & wanted - ANY_MATTER:
        return True
    another = (MATTER_PURPOSES | {"child", "consular"}) - wanted
    if "support" in resource.purposes and resource.topics & TRAFFICKING_TOPICS:
        if "exploitation" not in row:
            return False
        if "shelter" in resource.purposes & wanted:  # a bed for people who were held
            return True
        another -= {"forced-marriage"}  # a form of it
    elif "exploitation" not in row and "crime-victim" not in wanted:  # the law is part of both
        another |= {"legal", "labour-rights"} - wanted
    return not resource.purposes.isdisjoint(wanted) and resource.purposes.isdisjoint(another)


def reports_them(resource, row):
    """Whether a line always tells immigration, and who asks may have no papers."""
    told = {contact.tells.immigration for contact in resource.contacts if contact.tells}
    return row.get("without_papers", False) and Tells.ALWAYS in told


def wrong_with(found, row, who, said):
    people = set(row.get("people", ())) | (
        {"nationals"} if "consular" in row["purposes"] else set()
    )

    def serves(line):
        resource = line.resource
        is_officer = resource.operator_kind in ENFORCEMENT and who != "worried"
        fitting = FOR_ANY_AGE.intersection(row["purposes"])
        if who == "child" and not resource.for_whom and not resource.purposes & fitting:
            return False  # no silent step from a line for children to one for adults
        return (
            fits(resource, row)
            and is_for(resource, who, said, people)
            and not resource.returns_people
            and resource.purposes.isdisjoint(row.get("last", ()))
            and not is_officer
        )

    serving = [line for line in found if serves(line)]
    if not serving:
        return "" if found or "alone" in row else "nothing at all"
    if not serves(found[0]):
        return "the first line does not serve"
    people_who_serve = [
        line
        for line in serving
        if not is_page(line.resource, who) and not reports_them(line.resource, row)
    ]
    if is_page(found[0].resource, who) and any(line.state != "closed" for line in people_who_serve):
        return "a page before a person"
    if found[0].state == "closed" and any(line.state != "closed" for line in serving):
        return "closed before one that is not"
    return ""


def questions(step):
    """Yield each matter with whoever asks, what is said of them, and the places to ask for.

    Each is asked for in other places if *step* leaves out some.
    """
    for number, name in enumerate(TOPICS):
        for who, known in WHO.items():
            yield name, who, set(), About([name], **known), PLACES[number % step :: step]
        for other, group in enumerate(sorted(SAID)):
            some = PLACES[(number + other) % (6 * step) :: 6 * step]
            yield name, "anyone", {group}, About([name], person=[group]), some
    for stop in STOPS:
        yield f"stop-{stop}", "anyone", set(), About(stop=stop), PLACES


@pytest.mark.broad
@pytest.mark.parametrize("step", [pytest.param(1, marks=pytest.mark.heavy), 5])
def test_the_first_line_is_for_the_matter_and_the_person_in_every_place(catalog, step):
    wrong, examples = Counter(), {}

    for name, who, said, about, places in questions(step):
        who_it_is = TABLE[name]["anyone"].get("unsaid", who) if who in ("anyone", "other") else who
        row = row_of(name, who_it_is)
        for place in places:
            for at in (None, NIGHT):
                found = find_help(catalog, HelpQuery(place, about=about), at=at)
                if problem := wrong_with(found, row, who_it_is, said):
                    key = name, who, " ".join(said), problem
                    wrong[key] += 1
                    first = found[0].resource.id if found else ""
                    examples.setdefault(key, []).append((place, at is None, first))

    told = [f"{count} {' '.join(key)}: {examples[key][:3]}" for key, count in wrong.items()]
    assert len(PLACES) > 200
    assert told == []
